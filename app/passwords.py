"""Passwords: Argon2id, one at a time, the same work for accounts that do not exist.

Source: OWASP Password Storage Cheat Sheet (seen 2026-11): 19 MiB, two passes, one lane. A
semaphore keeps many sign-ins at once from multiplying that memory; the work runs in a thread and
holds up no other request.
"""

from __future__ import annotations

import asyncio
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argon2 import PasswordHasher

MIN_CHARS = 10
MAX_CHARS = 256
_AT_ONCE = 2


class Passwords:
    """Makes and checks hashes; one instance a process, so that its limit counts them all."""

    def __init__(self) -> None:
        self._turns = asyncio.Semaphore(_AT_ONCE)

    async def hash(self, password: str) -> str:
        """Return the hash to store, in PHC form."""
        async with self._turns:
            return await asyncio.to_thread(lambda: _hasher().hash(password))

    async def matches(self, stored: str, password: str) -> bool:
        """Tell whether the password is right.

        ``stored`` may be empty (nobody of that name, or no password set): the work is then done
        against a hash of nothing, so that the time tells nothing.
        """
        async with self._turns:
            is_right = await asyncio.to_thread(_verify, stored or _nobodys_hash(), password)
        return is_right and stored != ""


def _verify(stored: str, password: str) -> bool:
    from argon2.exceptions import Argon2Error, InvalidHashError

    try:
        return _hasher().verify(stored, password[:MAX_CHARS])
    except (Argon2Error, InvalidHashError):
        return False


@cache
def _hasher() -> PasswordHasher:
    from argon2 import PasswordHasher

    return PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)


@cache
def _nobodys_hash() -> str:
    # Same parameters as a real one; its password is unguessable and kept nowhere.
    import secrets

    return _hasher().hash(secrets.token_hex(32))
