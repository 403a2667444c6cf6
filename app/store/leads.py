"""Leads as people change them: where one stands, whose it is, how it is tagged and reached.

Every change raises ``version`` and ``updated_at``, so that two who edit the same lead notice.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.domain.lead_status import LeadStatus, steps_before
from app.store import operators
from app.store.db import Row, Tx
from app.store.lead_words import index_words

# What a person may write on a lead, and nothing else.
FIELDS = ("name", "phone", "email", "language", "source")


@dataclass(frozen=True, slots=True)
class LeadFields:
    """A lead with all that lists and its page say of it; times are epoch milliseconds.

    ``status_by`` is empty when code moved the lead there; ``merged_into`` names the lead this one
    became part of.
    """

    id: str
    tenant_id: str
    name: str
    phone: str
    email: str
    language: str
    source: str
    channel: str
    status: str
    status_at: int
    status_by: str
    owner_id: str
    score: int
    temperature: str
    opted_out_at: int | None
    opt_out_basis: str
    created_at: int
    updated_at: int
    last_at: int
    version: int
    merged_into: str | None
    tags: tuple[str, ...] = ()


def lock_lead(tx: Tx, tenant_id: str, lead_id: str) -> None:
    """Let nobody else change a lead until this unit ends."""
    tx.lock(
        "SELECT id FROM leads WHERE tenant_id = :tenant_id AND id = :id",
        tenant_id=tenant_id,
        id=lead_id,
    )


def lead_row(tx: Tx, tenant_id: str, lead_id: str) -> LeadFields | None:
    """Return a lead of this tenant with its tags, a merged one too."""
    row = tx.one(
        "SELECT * FROM leads WHERE tenant_id = :tenant_id AND id = :id",
        tenant_id=tenant_id,
        id=lead_id,
    )
    return _lead(row, tags_of(tx, tenant_id, lead_id)) if row else None


def _lead(row: Row, tags: tuple[str, ...]) -> LeadFields:
    names = [name for name in LeadFields.__slots__ if name != "tags"]
    return LeadFields(**{name: row[name] for name in names}, tags=tags)


def tags_of(tx: Tx, tenant_id: str, lead_id: str) -> tuple[str, ...]:
    """Return the tags of a lead, in the order of the alphabet."""
    rows = tx.all(
        "SELECT tag FROM lead_tags WHERE tenant_id = :tenant_id AND lead_id = :lead_id"
        " ORDER BY tag",
        tenant_id=tenant_id,
        lead_id=lead_id,
    )
    return tuple(row["tag"] for row in rows)


def tags_in_use(tx: Tx, tenant_id: str, limit: int = 100) -> list[str]:
    """Return the tags a tenant uses, in the order of the alphabet; jumps from one to the next."""
    found: list[str] = []
    after = ""
    while len(found) < limit:
        # One step along the index for each tag, however many leads have it.
        row = tx.one(
            "SELECT tag FROM lead_tags WHERE tenant_id = :tenant_id AND tag > :after"
            " ORDER BY tag LIMIT 1",
            tenant_id=tenant_id,
            after=after,
        )
        if row is None:
            break
        after = row["tag"]
        found.append(after)
    return found


def set_status(
    tx: Tx, tenant_id: str, lead_id: str, status: LeadStatus, now_ms: int, by: str = ""
) -> str | None:
    """Move a lead where somebody wants it, and return where it stood; None: no such lead.

    Args:
        by: the operator or key that chose; their choice is noted where nothing moves, too.
    """
    former = _held(tx, tenant_id, lead_id)
    if former is None:
        return None
    if former["status"] != status or former["status_by"] != by:
        tx.run(
            "UPDATE leads SET status = :status, status_by = :by,"
            " status_at = CASE WHEN status = :status THEN status_at ELSE :now END,"
            " version = version + 1, updated_at = :now WHERE tenant_id = :tenant_id AND id = :id",
            tenant_id=tenant_id,
            id=lead_id,
            status=status.value,
            by=by,
            now=now_ms,
        )
    return str(former["status"])


def advance(tx: Tx, tenant_id: str, lead_id: str, status: LeadStatus, now_ms: int) -> str | None:
    """Move a lead on by code, and return where it stood.

    None: it did not move, because it is as far already or somebody chose where it stands.
    """
    found = tx.one(
        "SELECT status FROM leads WHERE tenant_id = :tenant_id AND id = :id AND status_by = ''",
        tenant_id=tenant_id,
        id=lead_id,
    )
    if found is None or found["status"] not in steps_before(status):
        return None
    moved = tx.run(
        "UPDATE leads SET status = :status, status_at = :now, version = version + 1,"
        " updated_at = :now WHERE tenant_id = :tenant_id AND id = :id AND status_by = ''"
        " AND status = :former",
        tenant_id=tenant_id,
        id=lead_id,
        status=status.value,
        former=found["status"],
        now=now_ms,
    )
    return str(found["status"]) if moved else None


def set_owner(tx: Tx, tenant_id: str, lead_id: str, owner_id: str, now_ms: int) -> str | None:
    """Give a lead to an operator (empty: to nobody), and return whose it was; None: no lead."""
    former = _held(tx, tenant_id, lead_id)
    if former is None:
        return None
    tx.run(
        "UPDATE leads SET owner_id = :owner_id, version = version + 1, updated_at = :now"
        " WHERE tenant_id = :tenant_id AND id = :id AND owner_id <> :owner_id",
        tenant_id=tenant_id,
        id=lead_id,
        owner_id=owner_id,
        now=now_ms,
    )
    return str(former["owner_id"])


def add_tag(tx: Tx, tenant_id: str, lead_id: str, tag: str, now_ms: int) -> bool | None:
    """Tag a lead; False when it has the tag, None when there is no such lead."""
    if _held(tx, tenant_id, lead_id) is None:
        return None
    made = tx.run(
        "INSERT INTO lead_tags (tenant_id, lead_id, tag) VALUES (:tenant_id, :lead_id, :tag)"
        " ON CONFLICT (tenant_id, lead_id, tag) DO NOTHING",
        tenant_id=tenant_id,
        lead_id=lead_id,
        tag=tag,
    )
    if made:
        touch(tx, tenant_id, lead_id, now_ms)
    return bool(made)


def remove_tag(tx: Tx, tenant_id: str, lead_id: str, tag: str, now_ms: int) -> bool | None:
    """Take a tag off a lead; False when it has none such, None when there is no such lead."""
    if _held(tx, tenant_id, lead_id) is None:
        return None
    gone = tx.run(
        "DELETE FROM lead_tags WHERE tenant_id = :tenant_id AND lead_id = :lead_id AND tag = :tag",
        tenant_id=tenant_id,
        lead_id=lead_id,
        tag=tag,
    )
    if gone:
        touch(tx, tenant_id, lead_id, now_ms)
    return bool(gone)


def set_fields(
    tx: Tx, tenant_id: str, lead_id: str, fields: Mapping[str, str], now_ms: int
) -> None:
    """Write name, phone, email, language and source of a lead; ``fields`` has them all."""
    tx.run(
        "UPDATE leads SET name = :name, phone = :phone, email = :email, language = :language,"
        " source = :source, version = version + 1, updated_at = :now"
        " WHERE tenant_id = :tenant_id AND id = :id",
        tenant_id=tenant_id,
        id=lead_id,
        now=now_ms,
        **{name: fields[name] for name in FIELDS},
    )
    index_words(tx, tenant_id, lead_id, fields["name"], fields["phone"], fields["email"])


def touch(tx: Tx, tenant_id: str, lead_id: str, now_ms: int) -> None:
    """Raise the version of a lead of which something beside its row changed."""
    tx.run(
        "UPDATE leads SET version = version + 1, updated_at = :now"
        " WHERE tenant_id = :tenant_id AND id = :id",
        tenant_id=tenant_id,
        id=lead_id,
        now=now_ms,
    )


def owners_for(tx: Tx, tenant_id: str) -> list[tuple[str, str]]:
    """Return the operators who may own a tenant's leads, as pairs of id and name, by name."""
    return list(operators.who_see(tx, tenant_id))


def names_for(tx: Tx, tenant_id: str, lead_ids: Iterable[str]) -> dict[str, str]:
    """Return what leads of a tenant are called, by id: name, else number or address."""
    found: dict[str, str] = {}
    for lead_id in lead_ids:
        row = tx.one(
            "SELECT name, phone, email FROM leads WHERE tenant_id = :tenant_id AND id = :id",
            tenant_id=tenant_id,
            id=lead_id,
        )
        if row is not None:
            found[lead_id] = row["name"] or row["phone"] or row["email"]
    return found


def _held(tx: Tx, tenant_id: str, lead_id: str) -> Row | None:
    """Hold a lead for this unit, and return what people change of it."""
    tx.run(
        "UPDATE leads SET score = score WHERE tenant_id = :tenant_id AND id = :id",
        tenant_id=tenant_id,
        id=lead_id,
    )
    return tx.one(
        "SELECT status, status_by, owner_id FROM leads WHERE tenant_id = :tenant_id AND id = :id",
        tenant_id=tenant_id,
        id=lead_id,
    )
