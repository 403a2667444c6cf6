"""Two leads that are one person: what moves when they are merged, and how it is put back.

A merge moves rows by their ids and remembers the ids; taking it back moves those rows that are
still where the merge put them. What came after the merge stays with the lead that lived on.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.ids import new_id
from app.store.db import Row, Tx

# Tables whose rows are a lead's own and move by their id.
_MOVED = ("conversations", "findings", "lead_notes", "appointments", "consents")
_FILLED = ("name", "phone", "email", "language", "source", "owner_id", "channel")


@dataclass(frozen=True, slots=True)
class MergeRow:
    """A merge; ``moved`` names everything that came from ``merged_id``."""

    id: str
    lead_id: str
    merged_id: str
    moved: Mapping[str, Any]
    operator_id: str | None
    at: int
    undone_at: int | None


@dataclass(frozen=True, slots=True)
class Alike:
    """A lead that may be the same person, and by what: phone, email, name."""

    id: str
    name: str
    phone: str
    email: str
    channel: str
    score: int
    last_at: int
    by: str


def alike(tx: Tx, tenant_id: str, lead_id: str, limit: int = 5) -> list[Alike]:
    """Return leads that may be the same person, the surest sign first; none twice."""
    own = tx.one(
        "SELECT name, phone, email FROM leads WHERE tenant_id = :tenant_id AND id = :id",
        tenant_id=tenant_id,
        id=lead_id,
    )
    if own is None:
        return []
    addresses = tx.all(
        "SELECT kind, address FROM identities WHERE tenant_id = :tenant_id AND lead_id = :id",
        tenant_id=tenant_id,
        id=lead_id,
    )
    verified = {kind: [one["address"] for one in addresses if one["kind"] == kind]
                for kind in ("phone", "email")}  # fmt: skip
    found: dict[str, Alike] = {}
    for by, values in (
        ("phone", [own["phone"], *verified["phone"]]),
        ("email", [own["email"], *verified["email"]]),
        ("name", [own["name"]]),
    ):
        for value in sorted({one for one in values if one}):
            rows = _with(tx, tenant_id, by, value, limit + 1)
            found = {row["id"]: _alike(row, by) for row in rows if row["id"] != lead_id} | found
    return list(found.values())[:limit]


def _with(tx: Tx, tenant_id: str, by: str, value: str, limit: int) -> list[Row]:
    """Return leads that say they have a number, an address or a name, or were verified by it."""
    # The column's name is one of three, never what somebody sent.
    said = tx.all(
        f"SELECT * FROM leads WHERE tenant_id = :tenant_id AND {by} = :value AND {by} <> ''"  # noqa: S608
        " AND merged_into IS NULL LIMIT :limit",
        tenant_id=tenant_id,
        value=value,
        limit=limit,
    )
    if by == "name":
        return said
    proved = tx.all(
        "SELECT l.* FROM identities i JOIN leads l ON l.id = i.lead_id"
        " WHERE i.tenant_id = :tenant_id AND i.kind = :by AND i.address = :value"
        " AND l.tenant_id = :tenant_id AND l.merged_into IS NULL",
        tenant_id=tenant_id,
        by=by,
        value=value,
    )
    return [*proved, *said]


def _alike(row: Row, by: str) -> Alike:
    names = [name for name in Alike.__slots__ if name != "by"]
    return Alike(**{name: row[name] for name in names}, by=by)


def lock_two(tx: Tx, tenant_id: str, one_id: str, other_id: str) -> int:
    """Hold two leads for this unit, in the order of their ids; return how many are there."""
    return sum(
        tx.run(
            "UPDATE leads SET score = score WHERE tenant_id = :tenant_id AND id = :id",
            tenant_id=tenant_id,
            id=lead_id,
        )
        for lead_id in sorted((one_id, other_id))
    )


def move_all(tx: Tx, tenant_id: str, from_id: str, to_id: str) -> dict[str, Any]:
    """Move everything of a lead to another, and return what moved, by table."""
    moved: dict[str, Any] = {}
    for table in _MOVED:
        rows = tx.all(
            f"UPDATE {table} SET lead_id = :to_id WHERE tenant_id = :tenant_id"  # noqa: S608
            " AND lead_id = :from_id RETURNING id",
            tenant_id=tenant_id,
            from_id=from_id,
            to_id=to_id,
        )
        moved[table] = [row["id"] for row in rows]
    rows = tx.all(
        "UPDATE identities SET lead_id = :to_id WHERE tenant_id = :tenant_id"
        " AND lead_id = :from_id RETURNING kind, address",
        tenant_id=tenant_id,
        from_id=from_id,
        to_id=to_id,
    )
    moved["identities"] = [[row["kind"], row["address"]] for row in rows]
    moved["tags"] = _copy_tags(tx, tenant_id, from_id, to_id)
    moved["filled"] = _fill(tx, tenant_id, from_id, to_id)
    return moved


def _copy_tags(tx: Tx, tenant_id: str, from_id: str, to_id: str) -> list[str]:
    """Give a lead the tags of another, and return those it did not have."""
    rows = tx.all(
        "INSERT INTO lead_tags (tenant_id, lead_id, tag) SELECT tenant_id, :to_id, tag"
        " FROM lead_tags WHERE tenant_id = :tenant_id AND lead_id = :from_id"
        " ON CONFLICT (tenant_id, lead_id, tag) DO NOTHING RETURNING tag",
        tenant_id=tenant_id,
        from_id=from_id,
        to_id=to_id,
    )
    return [row["tag"] for row in rows]


def _fill(tx: Tx, tenant_id: str, from_id: str, to_id: str) -> dict[str, str]:
    """Fill what is empty in a lead from another, and return what was filled."""
    one, other = (
        tx.one("SELECT * FROM leads WHERE tenant_id = :t AND id = :id", t=tenant_id, id=lead_id)
        for lead_id in (to_id, from_id)
    )
    if one is None or other is None:
        return {}
    filled = {name: other[name] for name in _FILLED if not one[name] and other[name]}
    for name, value in filled.items():
        _write(tx, tenant_id, to_id, name, value)
    return filled


def _write(tx: Tx, tenant_id: str, lead_id: str, name: str, value: str) -> None:
    tx.run(
        f"UPDATE leads SET {name} = :value WHERE tenant_id = :tenant_id AND id = :id",  # noqa: S608
        tenant_id=tenant_id,
        id=lead_id,
        value=value,
    )


def move_back(tx: Tx, tenant_id: str, row: MergeRow) -> None:
    """Put back what a merge moved, as far as it is still where the merge put it."""
    here, there = row.lead_id, row.merged_id
    for table in _MOVED:
        for one in row.moved.get(table, ()):
            tx.run(
                f"UPDATE {table} SET lead_id = :there WHERE tenant_id = :tenant_id"  # noqa: S608
                " AND id = :id AND lead_id = :here",
                tenant_id=tenant_id,
                id=one,
                here=here,
                there=there,
            )
    for kind, address in row.moved.get("identities", ()):
        tx.run(
            "UPDATE identities SET lead_id = :there WHERE tenant_id = :tenant_id"
            " AND kind = :kind AND address = :address AND lead_id = :here",
            tenant_id=tenant_id,
            kind=kind,
            address=address,
            here=here,
            there=there,
        )
    for tag in row.moved.get("tags", ()):
        tx.run(
            "DELETE FROM lead_tags WHERE tenant_id = :tenant_id AND lead_id = :id AND tag = :tag",
            tenant_id=tenant_id,
            id=here,
            tag=tag,
        )
    for name, value in row.moved.get("filled", {}).items():
        if name in _FILLED:
            _empty(tx, tenant_id, here, name, value)


def _empty(tx: Tx, tenant_id: str, lead_id: str, name: str, value: str) -> None:
    """Empty a field that a merge filled, unless it says something else by now."""
    tx.run(
        f"UPDATE leads SET {name} = '' WHERE tenant_id = :tenant_id AND id = :id"  # noqa: S608
        f" AND {name} = :value",
        tenant_id=tenant_id,
        id=lead_id,
        value=value,
    )


def set_merged(tx: Tx, tenant_id: str, lead_id: str, into_id: str | None, now_ms: int) -> None:
    """Say that a lead is part of another, or stands for itself again with None."""
    tx.run(
        "UPDATE leads SET merged_into = :into_id, version = version + 1, updated_at = :now"
        " WHERE tenant_id = :tenant_id AND id = :id",
        tenant_id=tenant_id,
        id=lead_id,
        into_id=into_id,
        now=now_ms,
    )


def note_activity(tx: Tx, tenant_id: str, lead_id: str, now_ms: int) -> None:
    """Work out anew when anything was last said with a lead, and raise its version."""
    tx.run(
        "UPDATE leads SET last_at = COALESCE((SELECT MAX(c.last_message_at) FROM conversations c"
        " WHERE c.tenant_id = leads.tenant_id AND c.lead_id = leads.id), created_at),"
        " version = version + 1, updated_at = :now WHERE tenant_id = :tenant_id AND id = :id",
        tenant_id=tenant_id,
        id=lead_id,
        now=now_ms,
    )


def insert_merge(
    tx: Tx,
    tenant_id: str,
    lead_id: str,
    merged_id: str,
    moved: Mapping[str, Any],
    operator_id: str | None,
    now_ms: int,
) -> str:
    """Remember a merge and return its id."""
    merge_id = new_id()
    tx.run(
        "INSERT INTO lead_merges (id, tenant_id, lead_id, merged_id, moved, operator_id, at)"
        " VALUES (:id, :tenant_id, :lead_id, :merged_id, :moved, :operator_id, :now)",
        id=merge_id,
        tenant_id=tenant_id,
        lead_id=lead_id,
        merged_id=merged_id,
        moved=json.dumps(moved, ensure_ascii=False),
        operator_id=operator_id,
        now=now_ms,
    )
    return merge_id


def merge_by_id(tx: Tx, tenant_id: str, merge_id: str) -> MergeRow | None:
    """Return a merge of a tenant."""
    row = tx.one(
        "SELECT * FROM lead_merges WHERE tenant_id = :tenant_id AND id = :id",
        tenant_id=tenant_id,
        id=merge_id,
    )
    return _merge(row) if row else None


def merges_of(tx: Tx, tenant_id: str, lead_id: str) -> list[MergeRow]:
    """Return the merges in force that made a lead what it is, oldest first."""
    rows = tx.all(
        "SELECT * FROM lead_merges WHERE tenant_id = :tenant_id AND lead_id = :lead_id"
        " AND undone_at IS NULL ORDER BY id",
        tenant_id=tenant_id,
        lead_id=lead_id,
    )
    return [_merge(row) for row in rows]


def end_merge(tx: Tx, tenant_id: str, merge_id: str, now_ms: int) -> bool:
    """Say that a merge was taken back; False when it was already."""
    return bool(
        tx.run(
            "UPDATE lead_merges SET undone_at = :now WHERE tenant_id = :tenant_id AND id = :id"
            " AND undone_at IS NULL",
            tenant_id=tenant_id,
            id=merge_id,
            now=now_ms,
        )
    )


def part_of(tx: Tx, tenant_id: str, lead_id: str) -> str:
    """Return the lead that a lead lives on in: itself, unless it was merged."""
    at = lead_id
    for _ in range(20):
        row = tx.one(
            "SELECT merged_into FROM leads WHERE tenant_id = :tenant_id AND id = :id",
            tenant_id=tenant_id,
            id=at,
        )
        if row is None or row["merged_into"] is None:
            break
        at = str(row["merged_into"])
    return at


def parts_of(tx: Tx, tenant_id: str, lead_id: str) -> list[str]:
    """Return a lead and all that became part of it, those of theirs too."""
    found = [lead_id]
    for one in found:
        if len(found) > 100:
            break
        found += [row.merged_id for row in merges_of(tx, tenant_id, one)]
    return found


def _merge(row: Row) -> MergeRow:
    plain = {name: row[name] for name in MergeRow.__slots__}
    return MergeRow(**{**plain, "moved": json.loads(row["moved"])})
