"""What the knowledge pages list: figures of all bases at once, files and questions page by page."""

from __future__ import annotations

import json
from dataclasses import dataclass, field

from app.domain.tenant import Faq
from app.store.db import Tx
from app.store.documents import DocumentRow

_DOCUMENTS = (
    "SELECT base_id, CASE WHEN website_id IS NULL THEN 'file' ELSE 'page' END AS kind, state,"
    " COUNT(*) AS n, MAX(updated_at) AS at FROM documents WHERE tenant_id = :tenant_id"
    " GROUP BY base_id, CASE WHEN website_id IS NULL THEN 'file' ELSE 'page' END, state"
)
_FAQS = (
    "SELECT base_id, state, COUNT(*) AS n, MAX(updated_at) AS at FROM faqs"
    " WHERE tenant_id = :tenant_id GROUP BY base_id, state"
)
_SITES = (
    "SELECT base_id, COUNT(*) AS n, MAX(crawled_at) AS at FROM websites"
    " WHERE tenant_id = :tenant_id GROUP BY base_id"
)
_WAITING = (
    "SELECT base_id, COUNT(*) AS n FROM page_changes WHERE tenant_id = :tenant_id"
    " AND state = 'waiting' GROUP BY base_id"
)


@dataclass(slots=True)
class Figures:
    """What a base holds. ``files`` and ``pages`` count documents by state; ``at`` is epoch ms."""

    files: dict[str, int] = field(default_factory=dict)
    pages: dict[str, int] = field(default_factory=dict)
    faqs: int = 0
    drafts: int = 0
    websites: int = 0
    waiting: int = 0
    at: int = 0


def figures_of(tx: Tx, tenant_id: str) -> dict[str, Figures]:
    """Return the figures of a tenant's bases by id; an empty base has none."""
    found: dict[str, Figures] = {}

    def of(base_id: str, at: int | None = None) -> Figures:
        figures = found.setdefault(base_id, Figures())
        figures.at = max(figures.at, at or 0)
        return figures

    for row in tx.all(_DOCUMENTS, tenant_id=tenant_id):
        figures = of(row["base_id"], row["at"])
        (figures.files if row["kind"] == "file" else figures.pages)[row["state"]] = int(row["n"])
    for row in tx.all(_FAQS, tenant_id=tenant_id):
        figures = of(row["base_id"], row["at"])
        if row["state"] == "draft":
            figures.drafts = int(row["n"])
        else:
            figures.faqs = int(row["n"])
    for row in tx.all(_SITES, tenant_id=tenant_id):
        of(row["base_id"], row["at"]).websites = int(row["n"])
    for row in tx.all(_WAITING, tenant_id=tenant_id):
        of(row["base_id"]).waiting = int(row["n"])
    return found


def count_gaps(tx: Tx, tenant_id: str) -> int:
    """Return how many different questions found nothing and are open."""
    row = tx.one(
        "SELECT COUNT(DISTINCT cluster_id) AS n FROM gaps WHERE tenant_id = :tenant_id"
        " AND state = 'open'",
        tenant_id=tenant_id,
    )
    return int(row["n"]) if row else 0


def files_in(
    tx: Tx, tenant_id: str, base_id: str, before_id: str = "", limit: int = 100
) -> list[DocumentRow]:
    """Return the files of a base, newest first, from the one before an id."""
    rows = tx.all(
        "SELECT * FROM documents WHERE tenant_id = :tenant_id AND base_id = :base_id"
        " AND website_id IS NULL AND (:before_id = '' OR id < :before_id)"
        " ORDER BY id DESC LIMIT :limit",
        tenant_id=tenant_id,
        base_id=base_id,
        before_id=before_id,
        limit=limit,
    )
    return [DocumentRow(**{name: row[name] for name in DocumentRow.__slots__}) for row in rows]


def questions_in(
    tx: Tx,
    tenant_id: str,
    base_id: str,
    *,
    words: str = "",
    only_drafts: bool = False,
    before_id: str = "",
    limit: int = 50,
) -> list[Faq]:
    """Return FAQs of a base, newest first; those that hold some words, or only drafts."""
    rows = tx.all(
        "SELECT * FROM faqs WHERE tenant_id = :tenant_id AND base_id = :base_id"
        " AND (:before_id = '' OR id < :before_id) AND (:state = '' OR state = :state)"
        " AND (:words = '' OR lower(question) LIKE :pattern ESCAPE '!'"
        " OR lower(answer) LIKE :pattern ESCAPE '!')"
        " ORDER BY id DESC LIMIT :limit",
        tenant_id=tenant_id,
        base_id=base_id,
        before_id=before_id,
        state="draft" if only_drafts else "",
        words=words,
        pattern=f"%{_literal(words.lower())}%",
        limit=limit,
    )
    return [
        Faq(
            id=row["id"],
            question=row["question"],
            answer=row["answer"],
            language=row["language"],
            variants=tuple(json.loads(row["variants"])),
            base_id=row["base_id"],
            state=row["state"],
            updated_at=row["updated_at"],
        )
        for row in rows
    ]


def _literal(words: str) -> str:
    return words.replace("!", "!!").replace("%", "!%").replace("_", "!_")


@dataclass(frozen=True, slots=True)
class Pages:
    """How many pages of a website answer, and how many of them could not be looked at again."""

    live: int
    stale: int


def pages_in(tx: Tx, tenant_id: str, website_id: str) -> Pages:
    """Return the figures of a website's pages."""
    row = tx.one(
        "SELECT COUNT(*) AS n, COUNT(stale_at) AS stale FROM documents"
        " WHERE tenant_id = :tenant_id AND website_id = :website_id AND live_version > 0",
        tenant_id=tenant_id,
        website_id=website_id,
    )
    return Pages(int(row["n"]), int(row["stale"])) if row else Pages(0, 0)
