"""What somebody proves with beside the password: an authenticator app, passkeys, recovery codes.

Secrets of apps are sealed by the caller, recovery codes hashed by it. These rows belong to a person
and not to a tenant.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.store.db import Tx

_REQUIRED = "require_second_factor"


@dataclass(frozen=True, slots=True)
class Authenticator:
    """Somebody's app. ``sealed`` is in use from ``since``; ``pending`` waits for its first code."""

    sealed: str = ""
    pending: str = ""
    since: int | None = None
    step: int = 0
    failures: int = 0


@dataclass(frozen=True, slots=True)
class Passkey:
    """A passkey of somebody."""

    id: str
    operator_id: str
    name: str
    public_key: str
    sign_count: int
    transports: str
    created_at: int
    used_at: int | None


def authenticator_of(tx: Tx, operator_id: str) -> Authenticator:
    """Return somebody's app, an empty one when there is none."""
    row = tx.one("SELECT * FROM authenticators WHERE operator_id = :id", id=operator_id)
    if row is None:
        return Authenticator()
    return Authenticator(**{name: row[name] for name in Authenticator.__slots__})


def begin(tx: Tx, operator_id: str, pending: str) -> None:
    """Keep a secret until its first code was right; the one in use stays in use."""
    tx.run(
        "INSERT INTO authenticators (operator_id, pending) VALUES (:id, :pending)"
        " ON CONFLICT (operator_id) DO UPDATE SET pending = :pending",
        id=operator_id,
        pending=pending,
    )


def turn_on(tx: Tx, operator_id: str, pending: str, step: int, now_ms: int) -> bool:
    """Take a pending secret into use; False when it is not the one that waits any more."""
    return bool(
        tx.run(
            "UPDATE authenticators SET sealed = pending, pending = '', since = :now,"
            " step = :step, failures = 0 WHERE operator_id = :id AND pending = :pending"
            " AND pending <> ''",
            id=operator_id,
            pending=pending,
            step=step,
            now=now_ms,
        )
    )


def turn_off(tx: Tx, operator_id: str) -> bool:
    """Forget somebody's app; False when there was none in use."""
    was_on = authenticator_of(tx, operator_id).since is not None
    tx.run("DELETE FROM authenticators WHERE operator_id = :id", id=operator_id)
    return was_on


def take_step(tx: Tx, operator_id: str, step: int) -> bool:
    """Use a time step's code up; False when it, or a later one, was taken already."""
    return bool(
        tx.run(
            "UPDATE authenticators SET step = :step, failures = 0"
            " WHERE operator_id = :id AND step < :step",
            id=operator_id,
            step=step,
        )
    )


def note_failure(tx: Tx, operator_id: str) -> None:
    """Count a wrong code."""
    tx.run(
        "UPDATE authenticators SET failures = failures + 1 WHERE operator_id = :id", id=operator_id
    )


def forgive(tx: Tx, operator_id: str) -> None:
    """Forget the wrong codes: something else was proved."""
    tx.run("UPDATE authenticators SET failures = 0 WHERE operator_id = :id", id=operator_id)


def passkeys_of(tx: Tx, operator_id: str) -> list[Passkey]:
    """Return somebody's passkeys, oldest first."""
    rows = tx.all(
        "SELECT * FROM passkeys WHERE operator_id = :id ORDER BY created_at, id", id=operator_id
    )
    return [Passkey(**{name: row[name] for name in Passkey.__slots__}) for row in rows]


def passkey_by_id(tx: Tx, passkey_id: str) -> Passkey | None:
    """Return a passkey, unless its operator is disabled."""
    row = tx.one(
        "SELECT p.* FROM passkeys p JOIN operators o ON o.id = p.operator_id"
        " WHERE p.id = :id AND o.disabled_at IS NULL",
        id=passkey_id,
    )
    return Passkey(**{name: row[name] for name in Passkey.__slots__}) if row else None


def insert_passkey(tx: Tx, passkey: Passkey) -> bool:
    """Keep a passkey; False when its id is taken."""
    return bool(
        tx.run(
            "INSERT INTO passkeys (id, operator_id, name, public_key, sign_count, transports,"
            " created_at) VALUES (:id, :operator_id, :name, :public_key, :sign_count,"
            " :transports, :created_at) ON CONFLICT (id) DO NOTHING",
            **{name: getattr(passkey, name) for name in Passkey.__slots__ if name != "used_at"},
        )
    )


def note_passkey_use(tx: Tx, passkey_id: str, sign_count: int, now_ms: int) -> bool:
    """Move a passkey's counter on; False when it is gone, or another use moved it further."""
    return bool(
        tx.run(
            "UPDATE passkeys SET sign_count = :sign_count, used_at = :now WHERE id = :id"
            " AND (sign_count < :sign_count OR :sign_count = 0)",
            id=passkey_id,
            sign_count=sign_count,
            now=now_ms,
        )
    )


def rename_passkey(tx: Tx, operator_id: str, passkey_id: str, name: str) -> bool:
    """Give a passkey of somebody another name; False when they have none of this id."""
    return bool(
        tx.run(
            "UPDATE passkeys SET name = :name WHERE id = :id AND operator_id = :operator_id",
            id=passkey_id,
            operator_id=operator_id,
            name=name,
        )
    )


def delete_passkey(tx: Tx, operator_id: str, passkey_id: str) -> bool:
    """Forget a passkey of somebody; False when they have none of this id."""
    return bool(
        tx.run(
            "DELETE FROM passkeys WHERE id = :id AND operator_id = :operator_id",
            id=passkey_id,
            operator_id=operator_id,
        )
    )


def put_codes(tx: Tx, operator_id: str, hashes: list[str]) -> None:
    """Let these recovery codes be the only ones."""
    tx.run("DELETE FROM recovery_codes WHERE operator_id = :id", id=operator_id)
    for one in hashes:
        tx.run(
            "INSERT INTO recovery_codes (operator_id, code_hash) VALUES (:id, :code_hash)",
            id=operator_id,
            code_hash=one,
        )


def codes_left(tx: Tx, operator_id: str) -> int:
    """Return how many recovery codes were not used yet."""
    row = tx.one(
        "SELECT COUNT(*) AS n FROM recovery_codes WHERE operator_id = :id AND used_at IS NULL",
        id=operator_id,
    )
    return int(row["n"]) if row else 0


def use_code(tx: Tx, operator_id: str, code_hash: str, now_ms: int) -> bool:
    """Use a recovery code up; False when there is none, or it was used."""
    return bool(
        tx.run(
            "UPDATE recovery_codes SET used_at = :now WHERE operator_id = :id"
            " AND code_hash = :code_hash AND used_at IS NULL",
            id=operator_id,
            code_hash=code_hash,
            now=now_ms,
        )
    )


def has_factor(tx: Tx, operator_id: str) -> bool:
    """Tell whether somebody has an app in use or a passkey."""
    return authenticator_of(tx, operator_id).since is not None or bool(passkeys_of(tx, operator_id))


def forget(tx: Tx, operator_id: str) -> None:
    """Forget somebody's app, passkeys and recovery codes."""
    for table in ("authenticators", "passkeys", "recovery_codes"):
        tx.run(f"DELETE FROM {table} WHERE operator_id = :id", id=operator_id)  # noqa: S608


def spend_challenge(tx: Tx, challenge_hash: str, now_ms: int, expires_at: int) -> bool:
    """Use a challenge up; False when it was answered already. Expired ones are swept."""
    tx.run("DELETE FROM spent_challenges WHERE expires_at < :now", now=now_ms)
    return bool(
        tx.run(
            "INSERT INTO spent_challenges (challenge_hash, expires_at)"
            " VALUES (:challenge_hash, :expires_at) ON CONFLICT (challenge_hash) DO NOTHING",
            challenge_hash=challenge_hash,
            expires_at=expires_at,
        )
    )


def is_required(tx: Tx) -> bool:
    """Tell whether everybody here must have a second proof."""
    row = tx.one("SELECT value FROM agency_options WHERE name = :name", name=_REQUIRED)
    return row is not None and row["value"] == "1"


def require(tx: Tx, is_on: bool) -> None:
    """Demand a second proof of everybody, or no more."""
    tx.run(
        "INSERT INTO agency_options (name, value) VALUES (:name, :value)"
        " ON CONFLICT (name) DO UPDATE SET value = :value",
        name=_REQUIRED,
        value="1" if is_on else "0",
    )
