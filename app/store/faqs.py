"""FAQs: questions with their answers, in a base of a tenant."""

from __future__ import annotations

import json
from collections.abc import Sequence

from app.domain.knowledge import faq_key
from app.domain.tenant import Faq
from app.store.db import Row, Tx


def _faq(row: Row) -> Faq:
    return Faq(
        id=row["id"],
        question=row["question"],
        answer=row["answer"],
        language=row["language"],
        variants=tuple(json.loads(row["variants"])),
        base_id=row["base_id"],
        state=row["state"],
        updated_at=row["updated_at"],
    )


def put_faq(tx: Tx, tenant_id: str, faq: Faq, now_ms: int) -> None:
    """Insert a FAQ, or replace what it says; a FAQ of another tenant is never touched."""
    tx.run(
        "INSERT INTO faqs (id, tenant_id, base_id, question, variants, answer, language, state,"
        " content_key, created_at, updated_at) VALUES (:id, :tenant_id, :base_id, :question,"
        " :variants, :answer, :language, :state, :key, :now, :now)"
        " ON CONFLICT (id) DO UPDATE SET base_id = excluded.base_id,"
        " question = excluded.question, variants = excluded.variants, answer = excluded.answer,"
        " language = excluded.language, state = excluded.state,"
        " content_key = excluded.content_key, updated_at = excluded.updated_at"
        " WHERE faqs.tenant_id = excluded.tenant_id",
        id=faq.id,
        tenant_id=tenant_id,
        base_id=faq.base_id,
        question=faq.question,
        variants=json.dumps(faq.variants, ensure_ascii=False),
        answer=faq.answer,
        language=faq.language,
        state=faq.state,
        key=faq_key(faq),
        now=now_ms,
    )


def replace_faqs(tx: Tx, tenant_id: str, base_id: str, faqs: Sequence[Faq], now_ms: int) -> bool:
    """Make these the FAQs of a base; False when they say the same as before."""
    present = {faq.id: faq for faq in faqs_in(tx, tenant_id, base_id)}
    has_changed = False
    for faq in faqs:
        known = present.pop(faq.id, None)
        if known is None or faq_key(known) != faq_key(faq) or known.language != faq.language:
            put_faq(tx, tenant_id, faq, now_ms)
            has_changed = True
    for faq_id in present:
        delete_faq(tx, tenant_id, faq_id)
    return has_changed or bool(present)


def delete_faq(tx: Tx, tenant_id: str, faq_id: str) -> bool:
    """Delete a FAQ; False when the tenant has none of this id."""
    return bool(
        tx.run(
            "DELETE FROM faqs WHERE tenant_id = :tenant_id AND id = :faq_id",
            tenant_id=tenant_id,
            faq_id=faq_id,
        )
    )


def faq_by_id(tx: Tx, tenant_id: str, faq_id: str) -> Faq | None:
    """Return a FAQ of a tenant, approved or not."""
    row = tx.one(
        "SELECT * FROM faqs WHERE tenant_id = :tenant_id AND id = :faq_id",
        tenant_id=tenant_id,
        faq_id=faq_id,
    )
    return _faq(row) if row else None


def faqs_in(
    tx: Tx, tenant_id: str, base_id: str, after_id: str = "", limit: int = 1_000_000
) -> list[Faq]:
    """Return the FAQs of a base after an id, in the order of their ids."""
    rows = tx.all(
        "SELECT * FROM faqs WHERE tenant_id = :tenant_id AND base_id = :base_id"
        " AND id > :after_id ORDER BY id LIMIT :limit",
        tenant_id=tenant_id,
        base_id=base_id,
        after_id=after_id,
        limit=limit,
    )
    return [_faq(row) for row in rows]


def faqs_of(tx: Tx, tenant_id: str) -> list[Faq]:
    """Return all FAQs of a tenant by base and id, drafts too."""
    rows = tx.all(
        "SELECT * FROM faqs WHERE tenant_id = :tenant_id ORDER BY base_id, id", tenant_id=tenant_id
    )
    return [_faq(row) for row in rows]


def count_in(tx: Tx, tenant_id: str, base_id: str) -> tuple[int, int]:
    """Return how many approved FAQs and how many drafts a base holds."""
    row = tx.one(
        "SELECT COUNT(*) AS n, COALESCE(SUM(CASE WHEN state = 'draft' THEN 1 ELSE 0 END), 0)"
        " AS drafts FROM faqs WHERE tenant_id = :tenant_id AND base_id = :base_id",
        tenant_id=tenant_id,
        base_id=base_id,
    )
    assert row is not None
    return int(row["n"]) - int(row["drafts"]), int(row["drafts"])
