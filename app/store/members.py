"""People who may sign in, as those who manage them see them."""

from __future__ import annotations

from dataclasses import dataclass

from app.store.db import Row, Tx

_MOST = 500
_SELECT = (
    "SELECT o.id, o.email, o.name, o.role, o.tenant_id, o.is_limited, o.language, o.created_at,"
    " o.disabled_at, o.password_hash,"
    # Sessions are swept, and go when somebody is disabled; the log keeps that they signed in.
    " EXISTS (SELECT 1 FROM audit a WHERE a.chain = COALESCE(o.tenant_id, '')"
    " AND a.subject_id = o.id AND a.action = 'signed_in') AS has_signed_in,"
    " (SELECT MAX(s.seen_at) FROM sessions s WHERE s.operator_id = o.id) AS seen_at"
    " FROM operators o"
)


@dataclass(frozen=True, slots=True)
class Member:
    """A person. ``client_ids`` are those an agency's person is limited to, None for all.

    ``seen_at`` is of a session that is still kept; ``has_joined``: they chose a password, or
    have signed in before.
    """

    id: str
    email: str
    name: str
    role: str
    tenant_id: str | None
    language: str
    created_at: int
    disabled_at: int | None
    seen_at: int | None
    has_joined: bool
    client_ids: tuple[str, ...] | None = None


def members_of(tx: Tx, tenant_id: str) -> list[Member]:
    """Return a client's own members, by name, disabled ones last."""
    rows = tx.all(
        f"{_SELECT} WHERE o.tenant_id = :tenant_id"
        " ORDER BY CASE WHEN o.disabled_at IS NULL THEN 0 ELSE 1 END, o.name, o.id LIMIT :most",
        tenant_id=tenant_id,
        most=_MOST,
    )
    return [_member(tx, row) for row in rows]


def served_by(tx: Tx, tenant_id: str) -> list[Member]:
    """Return the agency's people who are limited to some clients, this one among them."""
    rows = tx.all(
        f"{_SELECT} JOIN operator_clients c ON c.operator_id = o.id"
        " WHERE c.tenant_id = :tenant_id AND o.disabled_at IS NULL AND o.is_limited = 1"
        " ORDER BY o.name, o.id LIMIT :most",
        tenant_id=tenant_id,
        most=_MOST,
    )
    return [_member(tx, row) for row in rows]


def agency_people(tx: Tx) -> list[Member]:
    """Return the agency's people, by name, disabled ones last."""
    rows = tx.all(
        f"{_SELECT} WHERE o.tenant_id IS NULL"
        " ORDER BY CASE WHEN o.disabled_at IS NULL THEN 0 ELSE 1 END, o.name, o.id LIMIT :most",
        most=_MOST,
    )
    return [_member(tx, row) for row in rows]


def member_by_id(tx: Tx, member_id: str) -> Member | None:
    """Return a person, disabled or not; whose they are, the caller looks at."""
    row = tx.one(f"{_SELECT} WHERE o.id = :id", id=member_id)
    return _member(tx, row) if row else None


def set_role(tx: Tx, member_id: str, role: str) -> None:
    """Give somebody another role; it holds from their next request."""
    tx.run("UPDATE operators SET role = :role WHERE id = :id", role=role, id=member_id)


def set_disabled(tx: Tx, member_id: str, disabled_at: int | None) -> None:
    """Let somebody in no more, at once: sessions and links end; or let them in again with None."""
    tx.run("UPDATE operators SET disabled_at = :at WHERE id = :id", at=disabled_at, id=member_id)
    tx.run("DELETE FROM sessions WHERE operator_id = :id", id=member_id)
    forget_links(tx, member_id)


def forget_links(tx: Tx, member_id: str) -> None:
    """End every sign-in link somebody has."""
    tx.run("DELETE FROM login_links WHERE operator_id = :id", id=member_id)


def other_owners(tx: Tx, member_id: str) -> int:
    """Return how many owners in force there are beside somebody; nobody changes that meanwhile."""
    tx.lock("SELECT id FROM operators WHERE role = 'owner' AND tenant_id IS NULL")
    row = tx.one(
        "SELECT COUNT(*) AS n FROM operators WHERE role = 'owner' AND tenant_id IS NULL"
        " AND is_limited = 0 AND disabled_at IS NULL AND id <> :id",
        id=member_id,
    )
    return row["n"] if row else 0


def _member(tx: Tx, row: Row) -> Member:
    client_ids = None
    if row["is_limited"]:
        found = tx.all(
            "SELECT tenant_id FROM operator_clients WHERE operator_id = :id ORDER BY tenant_id",
            id=row["id"],
        )
        client_ids = tuple(one["tenant_id"] for one in found)
    return Member(
        id=row["id"],
        email=row["email"],
        name=row["name"],
        role=row["role"],
        tenant_id=row["tenant_id"],
        language=row["language"],
        created_at=row["created_at"],
        disabled_at=row["disabled_at"],
        seen_at=row["seen_at"],
        has_joined=row["password_hash"] != "" or bool(row["has_signed_in"]),
        client_ids=client_ids,
    )
