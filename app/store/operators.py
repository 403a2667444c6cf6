"""Operators, their sessions and one-time sign-in links.

Of a session and of a link only the hash is stored: who reads the database cannot sign in with it.
These rows belong to the agency, not to a tenant; ``tenant_ids`` limits an operator to some, and
every query on a tenant's table is given that limit.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.access import Right, rights_of_role
from app.ids import new_id
from app.store.db import Row, Tx


@dataclass(frozen=True, slots=True)
class Operator:
    """A person who may use the dashboard.

    ``tenant_id`` is set for a client's own member, None for the agency's people; ``tenant_ids``
    are the tenants they see, None for all of them, those made later included.
    """

    id: str
    email: str
    name: str
    password_hash: str
    role: str
    tenant_id: str | None
    language: str
    tenant_ids: frozenset[str] | None = None

    @property
    def sees_all(self) -> bool:
        """Tell whether they see every tenant, and what is the agency's own."""
        return self.tenant_ids is None

    def sees(self, tenant_id: str | None) -> bool:
        """Tell whether a tenant is one of theirs; None, for none, is not."""
        if tenant_id is None:
            return False
        return self.tenant_ids is None or tenant_id in self.tenant_ids

    def may(self, right: Right) -> bool:
        """Tell whether their role gives a right; for which tenants, ``sees`` says."""
        return right in rights_of_role(self.role, self.sees_all)


@dataclass(frozen=True, slots=True)
class Session:
    """A signed-in browser; ``seen_at_ms`` is when it last asked for something, to the minute.

    ``proved_at_ms`` is when whoever sits there last proved who they are, ``method`` by what they
    came in. ``is_confined``: a second proof is required and they have none, so nothing but their
    own account is open to them.
    """

    id_hash: str
    csrf: str
    seen_at_ms: int
    operator: Operator
    proved_at_ms: int = 0
    method: str = ""
    is_confined: bool = False


def operator_by_email(tx: Tx, email: str) -> Operator | None:
    """Return the operator with this address, unless disabled."""
    row = tx.one(
        "SELECT * FROM operators WHERE email = :email AND disabled_at IS NULL",
        email=email.strip().lower(),
    )
    return _operator(tx, row) if row else None


def operator_by_id(tx: Tx, operator_id: str) -> Operator | None:
    """Return an operator, unless disabled."""
    row = tx.one("SELECT * FROM operators WHERE id = :id AND disabled_at IS NULL", id=operator_id)
    return _operator(tx, row) if row else None


def who_see(tx: Tx, tenant_id: str) -> tuple[tuple[str, str], ...]:
    """Return id and name of who may work on a tenant's leads, by name."""
    rows = tx.all(
        "SELECT id, name, email FROM operators o WHERE disabled_at IS NULL AND role <> 'viewer'"
        " AND (tenant_id = :tenant_id OR (tenant_id IS NULL AND (is_limited = 0 OR EXISTS"
        " (SELECT 1 FROM operator_clients c WHERE c.operator_id = o.id"
        "  AND c.tenant_id = :tenant_id)))) ORDER BY name, email LIMIT 200",
        tenant_id=tenant_id,
    )
    return tuple((row["id"], row["name"] or row["email"]) for row in rows)


def insert_operator(
    tx: Tx, email: str, name: str, role: str, tenant_id: str | None, now_ms: int
) -> str | None:
    """Make an operator without a password; None when the address is taken."""
    operator_id = new_id()
    made = tx.run(
        "INSERT INTO operators (id, email, name, role, tenant_id, created_at)"
        " VALUES (:id, :email, :name, :role, :tenant_id, :now) ON CONFLICT (email) DO NOTHING",
        id=operator_id,
        email=email.strip().lower(),
        name=name.strip(),
        role=role,
        tenant_id=tenant_id,
        now=now_ms,
    )
    return operator_id if made else None


def set_password(tx: Tx, operator_id: str, password_hash: str) -> None:
    """Store a new password and end every session and link of the operator."""
    tx.run(
        "UPDATE operators SET password_hash = :hash WHERE id = :id",
        hash=password_hash,
        id=operator_id,
    )
    end_all(tx, operator_id)


def end_all(tx: Tx, operator_id: str) -> None:
    """End every session, half-session and link of an operator."""
    tx.run("DELETE FROM sessions WHERE operator_id = :id", id=operator_id)
    tx.run("DELETE FROM half_sessions WHERE operator_id = :id", id=operator_id)
    tx.run("DELETE FROM login_links WHERE operator_id = :id", id=operator_id)


def set_language(tx: Tx, operator_id: str, language: str) -> None:
    """Remember the language an operator reads the interface in."""
    tx.run(
        "UPDATE operators SET language = :language WHERE id = :id",
        language=language,
        id=operator_id,
    )


def insert_session(
    tx: Tx,
    operator_id: str,
    id_hash: str,
    csrf: str,
    ip: str,
    user_agent: str,
    now_ms: int,
    expires_at: int,
    method: str = "",
) -> None:
    """Open a session of who just proved who they are; long expired ones of anybody are swept."""
    tx.run("DELETE FROM sessions WHERE expires_at < :now", now=now_ms)
    tx.run(
        "INSERT INTO sessions (id_hash, operator_id, csrf, created_at, seen_at, expires_at, ip,"
        " user_agent, proved_at, method) VALUES (:id_hash, :operator_id, :csrf, :now, :now,"
        " :expires_at, :ip, :user_agent, :now, :method)",
        id_hash=id_hash,
        operator_id=operator_id,
        csrf=csrf,
        now=now_ms,
        expires_at=expires_at,
        ip=ip,
        user_agent=user_agent[:200],
        method=method,
    )


def session_by_hash(tx: Tx, id_hash: str, now_ms: int, idle_ms: int) -> Session | None:
    """Return a session that is neither expired nor idle too long, of an operator in force."""
    row = tx.one(
        "SELECT s.id_hash, s.csrf, s.seen_at, s.proved_at, s.method, o.*,"
        " EXISTS (SELECT 1 FROM agency_options r WHERE r.name = 'require_second_factor'"
        " AND r.value = '1') AND NOT EXISTS (SELECT 1 FROM authenticators a"
        " WHERE a.operator_id = o.id AND a.since IS NOT NULL) AND NOT EXISTS (SELECT 1"
        " FROM passkeys p WHERE p.operator_id = o.id) AS is_confined FROM sessions s"
        " JOIN operators o ON o.id = s.operator_id WHERE s.id_hash = :id_hash"
        " AND s.expires_at > :now AND s.seen_at > :idle_since"
        " AND o.disabled_at IS NULL",
        id_hash=id_hash,
        now=now_ms,
        idle_since=now_ms - idle_ms,
    )
    if row is None:
        return None
    return Session(
        row["id_hash"],
        row["csrf"],
        row["seen_at"],
        _operator(tx, row),
        row["proved_at"],
        row["method"],
        bool(row["is_confined"]),
    )


def note_seen(tx: Tx, id_hash: str, now_ms: int) -> None:
    """Keep a session from going idle."""
    tx.run(
        "UPDATE sessions SET seen_at = :now WHERE id_hash = :id_hash", now=now_ms, id_hash=id_hash
    )


def delete_session(tx: Tx, id_hash: str) -> None:
    """End a session."""
    tx.run("DELETE FROM sessions WHERE id_hash = :id_hash", id_hash=id_hash)


def has_signed_in_from(tx: Tx, operator_id: str, ip: str) -> bool:
    """Tell whether the operator has a session from this address."""
    row = tx.one(
        "SELECT 1 AS known FROM sessions WHERE operator_id = :id AND ip = :ip LIMIT 1",
        id=operator_id,
        ip=ip,
    )
    return row is not None


def insert_link(tx: Tx, operator_id: str, token_hash: str, now_ms: int, expires_at: int) -> None:
    """Keep a one-time link; expired ones are swept on the way."""
    tx.run("DELETE FROM login_links WHERE expires_at < :now", now=now_ms)
    tx.run(
        "INSERT INTO login_links (token_hash, operator_id, expires_at)"
        " VALUES (:token_hash, :operator_id, :expires_at)",
        token_hash=token_hash,
        operator_id=operator_id,
        expires_at=expires_at,
    )


def is_link_good(tx: Tx, token_hash: str, now_ms: int) -> bool:
    """Tell whether a link could still be used, without using it."""
    row = tx.one(
        "SELECT 1 AS good FROM login_links WHERE token_hash = :token_hash"
        " AND used_at IS NULL AND expires_at > :now",
        token_hash=token_hash,
        now=now_ms,
    )
    return row is not None


def use_link(tx: Tx, token_hash: str, now_ms: int) -> Operator | None:
    """Use a link up and return its operator; None when used, expired, unknown or disabled."""
    used = tx.run(
        "UPDATE login_links SET used_at = :now WHERE token_hash = :token_hash"
        " AND used_at IS NULL AND expires_at > :now",
        token_hash=token_hash,
        now=now_ms,
    )
    if not used:
        return None
    row = tx.one(
        "SELECT o.* FROM login_links l JOIN operators o ON o.id = l.operator_id"
        " WHERE l.token_hash = :token_hash AND o.disabled_at IS NULL",
        token_hash=token_hash,
    )
    return _operator(tx, row) if row else None


def clients_of(tx: Tx, operator_id: str) -> frozenset[str]:
    """Return the tenants an operator of the agency is limited to."""
    rows = tx.all("SELECT tenant_id FROM operator_clients WHERE operator_id = :id", id=operator_id)
    return frozenset(row["tenant_id"] for row in rows)


def limit_to(tx: Tx, operator_id: str, tenant_ids: frozenset[str] | None) -> None:
    """Let an operator of the agency have these tenants only, or all with None."""
    tx.run(
        "UPDATE operators SET is_limited = :limited WHERE id = :id",
        limited=int(tenant_ids is not None),
        id=operator_id,
    )
    tx.run("DELETE FROM operator_clients WHERE operator_id = :id", id=operator_id)
    for tenant_id in sorted(tenant_ids or ()):
        tx.run(
            "INSERT INTO operator_clients (operator_id, tenant_id) VALUES (:id, :tenant_id)",
            id=operator_id,
            tenant_id=tenant_id,
        )


def _operator(tx: Tx, row: Row) -> Operator:
    tenant_ids = None
    if row["tenant_id"] is not None:
        tenant_ids = frozenset({row["tenant_id"]})
    elif row["is_limited"]:
        tenant_ids = clients_of(tx, row["id"])
    return Operator(
        id=row["id"],
        email=row["email"],
        name=row["name"],
        password_hash=row["password_hash"],
        role=row["role"],
        tenant_id=row["tenant_id"],
        language=row["language"],
        tenant_ids=tenant_ids,
    )
