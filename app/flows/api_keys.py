"""Keys for programs: made, used, replaced, ended.

A key is ``ll_`` and 32 random characters (160 bits). It is shown once; the database keeps its
SHA-256, so a key is found by its hash in one step that takes the same time whatever was guessed,
and a stolen database opens nothing. A key speaks for one client and is dead once it is revoked.

A key that is replaced works on beside the new one for a time somebody chose, so that programs can
change over one after the other. Nobody makes a key that may more than they may themselves.
"""

from __future__ import annotations

import hashlib

from app.domain.access import SCOPES, Right, rights_of_scopes
from app.domain.audit import SYSTEM, Actor
from app.errors import Conflict, Forbidden, Invalid, NotFound, Unauthenticated
from app.ids import new_key
from app.services import Services
from app.store import api_keys, audit
from app.store.api_keys import ApiKey
from app.store.db import Tx

PREFIX = "ll_"
LONGEST_NAME = 80
MOST_KEYS = 50
LONGEST_OVERLAP_S = 30 * 86_400
ALL_SCOPES = "read write manage"
_KEY_LETTERS = len(PREFIX) + 32
_HINT_LETTERS = 4
_MINUTE_MS = 60_000


async def create_key(
    services: Services,
    tenant_id: str,
    name: str,
    scopes: str = ALL_SCOPES,
    actor: Actor | None = None,
) -> tuple[str, str]:
    """Make a key of a client and return its id and the key itself, which nobody can read again.

    Raises:
        Invalid: the name is empty or too long, or a scope is none.
        Conflict: there are as many keys in force as a client may have.
    """
    clean = _name(name)
    wanted = _scopes(scopes)
    secret = PREFIX + new_key()
    key_id = await services.db.write(
        _insert, services, tenant_id, clean, secret, wanted, actor or _fresh()
    )
    return key_id, secret


def _insert(
    tx: Tx, services: Services, tenant_id: str, name: str, secret: str, scopes: str, actor: Actor
) -> str:
    now = services.clock.now_ms()
    known = [one for one in api_keys.keys_of(tx, tenant_id) if one.state_at(now) == "active"]
    if len(known) >= MOST_KEYS:
        raise Conflict(f"There are {MOST_KEYS} keys in force already; revoke one first.")
    key_id = api_keys.insert_key(
        tx, tenant_id, name, _hashed(secret), secret[-_HINT_LETTERS:], now, scopes
    )
    latter = {"name": name, "scopes": scopes, "hint": secret[-_HINT_LETTERS:]}
    audit.note(tx, actor, now, tenant_id, "key_created", ("key", key_id), None, latter)
    return key_id


async def rotate_key(
    services: Services,
    tenant_id: str,
    key_id: str,
    overlap_s: int,
    actor: Actor | None = None,
    rights: frozenset[Right] | None = None,
) -> tuple[str, str]:
    """Make a key in the place of another and return its id and the key itself.

    Args:
        overlap_s: so many seconds the old one works on; 0: it is refused at once.
        rights: of who asks for it; None may everything.

    Raises:
        Invalid: the time is negative or longer than 30 days.
        Forbidden: the key may more than who asks for it.
        NotFound: the client has no such key in force.
        Conflict: it was replaced already.
    """
    if not 0 <= overlap_s <= LONGEST_OVERLAP_S:
        raise Invalid("The old key may work on for 0 to 30 days.")
    secret = PREFIX + new_key()
    new_id = await services.db.write(
        _rotate, services, tenant_id, key_id, overlap_s, secret, actor or _fresh(), rights
    )
    return new_id, secret


def _rotate(
    tx: Tx,
    services: Services,
    tenant_id: str,
    key_id: str,
    overlap_s: int,
    secret: str,
    actor: Actor,
    rights: frozenset[Right] | None,
) -> str:
    now = services.clock.now_ms()
    old = api_keys.key_by_id(tx, tenant_id, key_id)
    if old is None or old.state_at(now) in ("revoked", "expired"):
        raise NotFound("There is no such key in force.")
    if rights is not None and not rights_of_scopes(old.scopes) <= rights:
        raise Forbidden("This key may more than you; its agency replaces it.")
    until = now + overlap_s * 1000
    if not api_keys.expire(tx, tenant_id, key_id, until):
        raise Conflict("This key was replaced already.")
    hint = secret[-_HINT_LETTERS:]
    new_id = api_keys.insert_key(
        tx, tenant_id, old.name, _hashed(secret), hint, now, old.scopes, key_id
    )
    former, latter = {"hint": old.hint}, {"hint": hint, "old_works_until": until}
    audit.note(tx, actor, now, tenant_id, "key_rotated", ("key", new_id), former, latter)
    return new_id


async def authenticate(services: Services, secret: str) -> ApiKey:
    """Return the key a program has shown.

    Raises:
        Unauthenticated: it is none, or was revoked.
    """
    # Not a row is read for what cannot be a key.
    if len(secret) != _KEY_LETTERS or not secret.startswith(PREFIX):
        raise Unauthenticated("The API key is not valid.")
    now = services.clock.now_ms()
    key = await services.db.read(api_keys.key_by_hash, _hashed(secret), now)
    if key is None:
        raise Unauthenticated("The API key is not valid.")
    if (key.used_at or 0) < now - _MINUTE_MS:
        await services.db.write(api_keys.note_use, key.id, now)
    return key


async def revoke_key(
    services: Services, tenant_id: str, key_id: str, actor: Actor | None = None
) -> None:
    """End a key; the next request with it is refused.

    Raises:
        NotFound: the client has no such key in force.
    """
    await services.db.write(_revoke, services, tenant_id, key_id, actor or _fresh())


def _revoke(tx: Tx, services: Services, tenant_id: str, key_id: str, actor: Actor) -> None:
    now = services.clock.now_ms()
    key = api_keys.key_by_id(tx, tenant_id, key_id)
    if key is None or not api_keys.revoke(tx, tenant_id, key_id, now):
        raise NotFound("There is no such key in force.")
    former = {"name": key.name, "hint": key.hint}
    audit.note(tx, actor, now, tenant_id, "key_revoked", ("key", key_id), former, None)


def refuse_more(scopes: str, own: str) -> None:
    """Refuse scopes that give more than somebody's own.

    Raises:
        Forbidden: they do.
    """
    if not rights_of_scopes(scopes) <= rights_of_scopes(own):
        raise Forbidden("A key cannot make one that may more than itself.")


def _scopes(text: str) -> str:
    wanted = set(text.split())
    if not wanted or wanted - set(SCOPES):
        raise Invalid(f"Scopes are {', '.join(SCOPES)}; give at least one.")
    return " ".join(one for one in SCOPES if one in wanted)


def _name(name: str) -> str:
    clean = " ".join(name.split())
    if not clean or len(clean) > LONGEST_NAME or not clean.isprintable():
        raise Invalid(f"Give the key a name of at most {LONGEST_NAME} characters.")
    return clean


def _fresh() -> Actor:
    """Return an actor of its own: a line of it marks it as noted."""
    return Actor(SYSTEM.kind, SYSTEM.id, SYSTEM.name)


def _hashed(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()
