"""Leads as their list shows them, and the few facts around the list: counts, sources, owners."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.store.db import Row, Tx
from app.store.lead_list import Found

# Texts of one length are prepared once; what is missing is filled with ids that do not exist.
_AT_ONCE = 50
_IDS = ", ".join(f":id{n}" for n in range(_AT_ONCE))
_LINES = (
    "SELECT l.id, l.tenant_id, l.name, l.phone, l.email, l.language, l.source, l.channel,"  # noqa: S608
    " l.status, l.owner_id, l.score, l.temperature, l.score_reasons, l.opted_out_at,"
    " l.created_at, l.last_at, t.name AS client_name, o.name AS owner_name,"
    " o.email AS owner_email FROM leads l JOIN tenants t ON t.id = l.tenant_id"
    " LEFT JOIN operators o ON o.id = l.owner_id"
    f" WHERE l.tenant_id = :tenant_id AND l.id IN ({_IDS})"
)
_TAGS = (
    "SELECT lead_id, tag FROM lead_tags WHERE tenant_id = :tenant_id"  # noqa: S608
    f" AND lead_id IN ({_IDS})"
)
_MOST_SOURCES = 60


@dataclass(frozen=True, slots=True)
class LeadLine:
    """A lead as the list needs it; ``is_scored``: it has a score that rests on something."""

    id: str
    tenant_id: str
    name: str
    phone: str
    email: str
    language: str
    source: str
    channel: str
    status: str
    owner_id: str
    owner_name: str
    score: int
    temperature: str
    is_scored: bool
    opted_out_at: int | None
    created_at: int
    last_at: int
    client_name: str
    tags: tuple[str, ...] = ()


def lines(tx: Tx, found: Sequence[Found]) -> list[LeadLine]:
    """Return the leads of a page, in its order."""
    by_tenant: dict[str, list[str]] = {}
    for one in found:
        by_tenant.setdefault(one.tenant_id, []).append(one.key.id)
    read: dict[str, LeadLine] = {}
    for tenant_id, ids in by_tenant.items():
        for start in range(0, len(ids), _AT_ONCE):
            read |= _lines(tx, tenant_id, ids[start : start + _AT_ONCE])
    return [read[one.key.id] for one in found if one.key.id in read]


def _lines(tx: Tx, tenant_id: str, ids: list[str]) -> dict[str, LeadLine]:
    bound = {f"id{n}": ids[n] if n < len(ids) else "" for n in range(_AT_ONCE)}
    tags: dict[str, tuple[str, ...]] = {}
    for row in tx.all(_TAGS, tenant_id=tenant_id, **bound):
        tags[row["lead_id"]] = (*tags.get(row["lead_id"], ()), row["tag"])
    rows = tx.all(_LINES, tenant_id=tenant_id, **bound)
    return {row["id"]: _line(row, tuple(sorted(tags.get(row["id"], ())))) for row in rows}


def tenant_of_leads(tx: Tx, lead_ids: Iterable[str]) -> dict[str, str]:
    """Return whose leads these are, by their ids; the caller compares it with what they see."""
    found = {}
    for lead_id in lead_ids:
        row = tx.one("SELECT tenant_id FROM leads WHERE id = :id", id=lead_id)
        if row is not None:
            found[lead_id] = row["tenant_id"]
    return found


def lead_of_conversation(tx: Tx, tenant_id: str, conversation_id: str) -> str | None:
    """Return the lead of a conversation."""
    row = tx.one(
        "SELECT lead_id FROM conversations WHERE tenant_id = :tenant_id AND id = :id",
        tenant_id=tenant_id,
        id=conversation_id,
    )
    return row["lead_id"] if row else None


def count_status(tx: Tx, tenant_ids: Sequence[str], status: str, most: int) -> int:
    """Return how many leads stand at a step of the pipeline; ``most`` is also "or more"."""
    count = 0
    for tenant_id in tenant_ids:
        row = tx.one(
            "SELECT COUNT(*) AS n FROM (SELECT id FROM leads WHERE tenant_id = :tenant_id"
            " AND status = :status AND merged_into IS NULL LIMIT :most) AS d",
            tenant_id=tenant_id,
            status=status,
            most=most - count,
        )
        count += row["n"] if row else 0
        if count >= most:
            return most
    return count


def sources_in_use(tx: Tx, tenant_id: str) -> list[str]:
    """Return where a tenant's leads came from, at most sixty; jumps from one to the next."""
    found: list[str] = []
    after = ""
    while len(found) < _MOST_SOURCES:
        row = tx.one(
            "SELECT source FROM leads WHERE tenant_id = :tenant_id AND source > :after"
            " AND merged_into IS NULL ORDER BY source LIMIT 1",
            tenant_id=tenant_id,
            after=after,
        )
        if row is None:
            break
        after = row["source"]
        found.append(after)
    return found


def has_any(tx: Tx, tenant_ids: Sequence[str]) -> bool:
    """Tell whether any of these tenants has a lead."""
    sql = "SELECT id FROM leads WHERE tenant_id = :tenant_id LIMIT 1"
    return any(tx.one(sql, tenant_id=one) is not None for one in tenant_ids)


def _line(row: Row, tags: tuple[str, ...]) -> LeadLine:
    special = ("owner_name", "is_scored", "tags")
    plain = {name: row[name] for name in LeadLine.__slots__ if name not in special}
    return LeadLine(
        **plain,
        owner_name=row["owner_name"] or row["owner_email"] or "",
        is_scored=row["score_reasons"] not in ("", "[]"),
        tags=tags,
    )
