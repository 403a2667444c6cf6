"""Keys for programs: made, used, ended.

A key is ``ll_`` and 32 random characters (160 bits). It is shown once; the database keeps its
SHA-256, so a key is found by its hash in one step that takes the same time whatever was guessed,
and a stolen database opens nothing. A key speaks for one client and is dead once it is revoked.
"""

from __future__ import annotations

import hashlib

from app.errors import Invalid, NotFound, Unauthenticated
from app.ids import new_key
from app.services import Services
from app.store import api_keys
from app.store.api_keys import ApiKey

PREFIX = "ll_"
LONGEST_NAME = 80
_KEY_LETTERS = len(PREFIX) + 32
_HINT_LETTERS = 4
_MINUTE_MS = 60_000


async def create_key(services: Services, tenant_id: str, name: str) -> tuple[str, str]:
    """Make a key of a client and return its id and the key itself, which nobody can read again.

    Raises:
        Invalid: the name is empty or too long.
    """
    clean = " ".join(name.split())
    if not clean or len(clean) > LONGEST_NAME:
        raise Invalid(f"Give the key a name of at most {LONGEST_NAME} characters.")
    secret = PREFIX + new_key()
    key_id = await services.db.write(
        api_keys.insert_key,
        tenant_id,
        clean,
        _hashed(secret),
        secret[-_HINT_LETTERS:],
        services.clock.now_ms(),
    )
    return key_id, secret


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


async def revoke_key(services: Services, tenant_id: str, key_id: str) -> None:
    """End a key; the next request with it is refused.

    Raises:
        NotFound: the client has no such key in force.
    """
    now = services.clock.now_ms()
    if not await services.db.write(api_keys.revoke, tenant_id, key_id, now):
        raise NotFound("There is no such key in force.")


def _hashed(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()
