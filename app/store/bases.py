"""Knowledge bases, and the row that says which index of a tenant answers.

``wanted`` of the index rises with every change of what may be found; ``published`` is the number
of the image that answers now. The two are equal when nothing waits.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from app.domain.knowledge import Base
from app.store.db import Row, Tx


@dataclass(frozen=True, slots=True)
class IndexRow:
    """The index of a tenant. ``part`` names the vectors that answer, "" for none."""

    tenant_id: str
    wanted: int
    published: int
    entries: int
    tokens: int
    part: str
    part_wanted: str
    vectors_done: int
    vectors_wanted: int
    error: str
    attempts: int
    lease_owner: str
    due_at: int
    published_at: int | None


def _base(row: Row) -> Base:
    return Base(
        id=row["id"],
        tenant_id=row["tenant_id"],
        name=row["name"],
        channels=tuple(json.loads(row["channels"])),
        is_enabled=bool(row["is_enabled"]),
        origin=row["origin"],
        updated_at=row["updated_at"],
    )


def put_base(tx: Tx, base: Base, now_ms: int) -> None:
    """Insert a base, or replace its name, channels and switch."""
    tx.run(
        "INSERT INTO knowledge_bases (id, tenant_id, name, channels, is_enabled, origin,"
        " created_at, updated_at) VALUES (:id, :tenant_id, :name, :channels, :is_enabled,"
        " :origin, :now, :now) ON CONFLICT (id) DO UPDATE SET name = excluded.name,"
        " channels = excluded.channels, is_enabled = excluded.is_enabled,"
        " updated_at = excluded.updated_at"
        " WHERE knowledge_bases.tenant_id = excluded.tenant_id",
        id=base.id,
        tenant_id=base.tenant_id,
        name=base.name,
        channels=json.dumps(base.channels),
        is_enabled=int(base.is_enabled),
        origin=base.origin,
        now=now_ms,
    )


def base_by_id(tx: Tx, tenant_id: str, base_id: str) -> Base | None:
    """Return a base of a tenant."""
    row = tx.one(
        "SELECT * FROM knowledge_bases WHERE tenant_id = :tenant_id AND id = :base_id",
        tenant_id=tenant_id,
        base_id=base_id,
    )
    return _base(row) if row else None


def base_by_name(tx: Tx, tenant_id: str, name: str) -> Base | None:
    """Return the base of this exact name."""
    row = tx.one(
        "SELECT * FROM knowledge_bases WHERE tenant_id = :tenant_id AND name = :name",
        tenant_id=tenant_id,
        name=name,
    )
    return _base(row) if row else None


def bases_of(tx: Tx, tenant_id: str) -> list[Base]:
    """Return the bases of a tenant by id (oldest first)."""
    rows = tx.all(
        "SELECT * FROM knowledge_bases WHERE tenant_id = :tenant_id ORDER BY id",
        tenant_id=tenant_id,
    )
    return [_base(row) for row in rows]


def tenant_of(tx: Tx, base_id: str) -> str | None:
    """Return whose a base is; the caller decides who may know."""
    row = tx.one("SELECT tenant_id FROM knowledge_bases WHERE id = :base_id", base_id=base_id)
    return row["tenant_id"] if row else None


# Children first: every table that holds anything of a base.
_OF_A_BASE = (
    "DELETE FROM page_changes WHERE tenant_id = :tenant_id AND base_id = :base_id",
    "DELETE FROM chunks WHERE tenant_id = :tenant_id AND base_id = :base_id",
    "DELETE FROM documents WHERE tenant_id = :tenant_id AND base_id = :base_id",
    "DELETE FROM websites WHERE tenant_id = :tenant_id AND base_id = :base_id",
    "DELETE FROM faqs WHERE tenant_id = :tenant_id AND base_id = :base_id",
)


def delete_base(tx: Tx, tenant_id: str, base_id: str) -> bool:
    """Delete a base with everything in it; False when the tenant has none of this id.

    Its vectors go when the next index is published: until then they may be another base's too.
    """
    for statement in _OF_A_BASE:
        tx.run(statement, tenant_id=tenant_id, base_id=base_id)
    return bool(
        tx.run(
            "DELETE FROM knowledge_bases WHERE tenant_id = :tenant_id AND id = :base_id",
            tenant_id=tenant_id,
            base_id=base_id,
        )
    )


def _index(row: Row) -> IndexRow:
    return IndexRow(
        tenant_id=row["tenant_id"],
        wanted=row["wanted"],
        published=row["published"],
        entries=row["entries"],
        tokens=row["tokens"],
        part=row["part"],
        part_wanted=row["part_wanted"],
        vectors_done=row["vectors_done"],
        vectors_wanted=row["vectors_wanted"],
        error=row["error"],
        attempts=row["attempts"],
        lease_owner=row["lease_owner"],
        due_at=row["due_at"],
        published_at=row["published_at"],
    )


def index_of(tx: Tx, tenant_id: str) -> IndexRow:
    """Return the tenant's index; one that nothing was ever put in is empty and published."""
    row = tx.one(
        "SELECT * FROM knowledge_indexes WHERE tenant_id = :tenant_id", tenant_id=tenant_id
    )
    if row is None:
        return IndexRow(tenant_id, 0, 0, 0, 0, "", "", 0, 0, "", 0, "", 0, None)
    return _index(row)


def note_change(tx: Tx, tenant_id: str, due_at: int) -> None:
    """Want a new index: something that may be found has changed.

    Changes that come in quick succession are published together: the first one sets the time.
    """
    tx.run(
        "INSERT INTO knowledge_indexes (tenant_id, wanted, due_at) VALUES (:tenant_id, 1, :due_at)"
        " ON CONFLICT (tenant_id) DO UPDATE SET wanted = knowledge_indexes.wanted + 1,"
        " attempts = 0, due_at = CASE WHEN knowledge_indexes.wanted > knowledge_indexes.published"
        " AND knowledge_indexes.due_at < excluded.due_at THEN knowledge_indexes.due_at"
        " ELSE excluded.due_at END",
        tenant_id=tenant_id,
        due_at=due_at,
    )


def claim_index(
    tx: Tx, tenant_id: str, owner: str, now_ms: int, lease_until: int
) -> IndexRow | None:
    """Take the work of publishing; None when nothing is due or somebody else has it."""
    taken = tx.run(
        "UPDATE knowledge_indexes SET lease_owner = :owner, lease_until = :lease_until,"
        " attempts = attempts + 1 WHERE tenant_id = :tenant_id AND wanted > published"
        " AND due_at <= :now AND lease_until <= :now",
        tenant_id=tenant_id,
        owner=owner,
        now=now_ms,
        lease_until=lease_until,
    )
    return index_of(tx, tenant_id) if taken else None


def keep_index(tx: Tx, tenant_id: str, owner: str, lease_until: int) -> bool:
    """Keep a claimed index for longer; False when it is somebody else's by now."""
    return bool(
        tx.run(
            "UPDATE knowledge_indexes SET lease_until = :lease_until"
            " WHERE tenant_id = :tenant_id AND lease_owner = :owner",
            tenant_id=tenant_id,
            owner=owner,
            lease_until=lease_until,
        )
    )


def publish_index(
    tx: Tx, claimed: IndexRow, entries: int, tokens: int, part: str, now_ms: int
) -> bool:
    """Let the image of a claimed index answer; False when the claim was lost."""
    return bool(
        tx.run(
            "UPDATE knowledge_indexes SET published = :wanted, entries = :entries,"
            " tokens = :tokens, part = :part, published_at = :now, error = '', attempts = 0,"
            " lease_until = 0, lease_owner = '', due_at = :now"
            " WHERE tenant_id = :tenant_id AND lease_owner = :owner",
            tenant_id=claimed.tenant_id,
            owner=claimed.lease_owner,
            wanted=claimed.wanted,
            entries=entries,
            tokens=tokens,
            part=part,
            now=now_ms,
        )
    )


def forget_part(tx: Tx, tenant_id: str, part: str) -> None:
    """Let an index use these vectors no more: they are being deleted, and remembered until then."""
    tx.run(
        "UPDATE knowledge_indexes SET part = '', part_wanted = :part"
        " WHERE tenant_id = :tenant_id AND part = :part",
        tenant_id=tenant_id,
        part=part,
    )


def note_vectors(tx: Tx, tenant_id: str, part_wanted: str, done: int, wanted: int) -> None:
    """Note how far the vectors of a part are."""
    tx.run(
        "UPDATE knowledge_indexes SET part_wanted = :part_wanted, vectors_done = :done,"
        " vectors_wanted = :wanted WHERE tenant_id = :tenant_id",
        tenant_id=tenant_id,
        part_wanted=part_wanted,
        done=done,
        wanted=wanted,
    )


def give_back_index(tx: Tx, tenant_id: str, owner: str, due_at: int, error: str) -> None:
    """Let go of a claimed index that could not be published; it is tried again at ``due_at``."""
    tx.run(
        "UPDATE knowledge_indexes SET lease_until = 0, lease_owner = '', due_at = :due_at,"
        " error = :error WHERE tenant_id = :tenant_id AND lease_owner = :owner",
        tenant_id=tenant_id,
        owner=owner,
        due_at=due_at,
        error=error,
    )


def due_indexes(tx: Tx, now_ms: int, limit: int = 20) -> list[str]:
    """Return the tenants whose index waits to be published."""
    rows = tx.all(
        "SELECT tenant_id FROM knowledge_indexes WHERE wanted > published AND due_at <= :now"
        " AND lease_until <= :now ORDER BY due_at LIMIT :limit",
        now=now_ms,
        limit=limit,
    )
    return [row["tenant_id"] for row in rows]


def want_embedder(tx: Tx, embedder: str, due_at: int) -> int:
    """Want every large index that uses other vectors than this embedder's to be made again.

    ``embedder`` is what stands behind the tenant in the name of a part; returns how many.
    """
    return tx.run(
        "UPDATE knowledge_indexes SET wanted = wanted + 1, due_at = :due_at"
        " WHERE part <> tenant_id || '/' || :embedder AND wanted = published"
        " AND tokens > (SELECT inline_tokens FROM tenants WHERE id = tenant_id)",
        embedder=embedder,
        due_at=due_at,
    )


def expire_leases(tx: Tx) -> None:
    """End all leases: this process is the only one on the data and has just started."""
    tx.run("UPDATE knowledge_indexes SET lease_until = 0 WHERE lease_until > 0")


def set_inline_tokens(tx: Tx, tenant_id: str, tokens: int) -> None:
    """Set up to how many tokens the tenant's knowledge goes whole into the prompt."""
    tx.run(
        "UPDATE tenants SET inline_tokens = :tokens WHERE id = :tenant_id",
        tenant_id=tenant_id,
        tokens=tokens,
    )
