"""Keys for programs. A key speaks for one tenant; only its hash is kept."""

from __future__ import annotations

from dataclasses import dataclass

from app.ids import new_id
from app.store.db import Tx


@dataclass(frozen=True, slots=True)
class ApiKey:
    """A key as it is listed; ``hint`` are its last characters."""

    id: str
    tenant_id: str
    name: str
    hint: str
    created_at: int
    used_at: int | None
    revoked_at: int | None
    scopes: str = "read write manage"
    expires_at: int | None = None
    replaces_id: str | None = None

    def state_at(self, now_ms: int) -> str:
        """Return ``active``, ``retiring`` (works for a while yet), ``expired`` or ``revoked``."""
        if self.revoked_at is not None:
            return "revoked"
        if self.expires_at is None:
            return "active"
        return "retiring" if self.expires_at > now_ms else "expired"


def insert_key(
    tx: Tx,
    tenant_id: str,
    name: str,
    key_hash: str,
    hint: str,
    now_ms: int,
    scopes: str = "read write manage",
    replaces_id: str | None = None,
) -> str:
    """Keep a key's hash and return the key's id."""
    key_id = new_id()
    tx.run(
        "INSERT INTO api_keys (id, tenant_id, name, key_hash, hint, created_at, scopes,"
        " replaces_id) VALUES (:id, :tenant_id, :name, :key_hash, :hint, :now, :scopes,"
        " :replaces_id)",
        id=key_id,
        tenant_id=tenant_id,
        name=name,
        key_hash=key_hash,
        hint=hint,
        now=now_ms,
        scopes=scopes,
        replaces_id=replaces_id,
    )
    return key_id


def key_by_hash(tx: Tx, key_hash: str, now_ms: int) -> ApiKey | None:
    """Return the key of a hash while it is in force."""
    row = tx.one(
        "SELECT * FROM api_keys WHERE key_hash = :key_hash AND revoked_at IS NULL"
        " AND (expires_at IS NULL OR expires_at > :now)",
        key_hash=key_hash,
        now=now_ms,
    )
    return ApiKey(**{name: row[name] for name in ApiKey.__slots__}) if row else None


def keys_of(tx: Tx, tenant_id: str) -> list[ApiKey]:
    """Return the keys of a tenant, oldest first, revoked ones too."""
    rows = tx.all(
        "SELECT * FROM api_keys WHERE tenant_id = :tenant_id ORDER BY id", tenant_id=tenant_id
    )
    return [ApiKey(**{name: row[name] for name in ApiKey.__slots__}) for row in rows]


def key_by_id(tx: Tx, tenant_id: str, key_id: str) -> ApiKey | None:
    """Return a key of a tenant, whatever became of it."""
    row = tx.one(
        "SELECT * FROM api_keys WHERE tenant_id = :tenant_id AND id = :key_id",
        tenant_id=tenant_id,
        key_id=key_id,
    )
    return ApiKey(**{name: row[name] for name in ApiKey.__slots__}) if row else None


def expire(tx: Tx, tenant_id: str, key_id: str, expires_at: int) -> bool:
    """Let a key work until then and no longer; False when it does not work any more."""
    return bool(
        tx.run(
            "UPDATE api_keys SET expires_at = :expires_at WHERE tenant_id = :tenant_id"
            " AND id = :key_id AND revoked_at IS NULL AND expires_at IS NULL",
            tenant_id=tenant_id,
            key_id=key_id,
            expires_at=expires_at,
        )
    )


def note_use(tx: Tx, key_id: str, now_ms: int) -> None:
    """Note that a key was used; to the minute, so that reading seldom writes."""
    tx.run(
        "UPDATE api_keys SET used_at = :now WHERE id = :key_id"
        " AND COALESCE(used_at, 0) < :now - 60000",
        key_id=key_id,
        now=now_ms,
    )


def revoke(tx: Tx, tenant_id: str, key_id: str, now_ms: int) -> bool:
    """End a key at once; False when the tenant has none in force of this id."""
    return bool(
        tx.run(
            "UPDATE api_keys SET revoked_at = :now WHERE tenant_id = :tenant_id AND id = :key_id"
            " AND revoked_at IS NULL",
            tenant_id=tenant_id,
            key_id=key_id,
            now=now_ms,
        )
    )
