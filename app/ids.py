"""Time-ordered identifiers: 26 characters, Crockford base 32, sortable as text.

48 bits of epoch milliseconds, then 80 random bits. Two ids made by one process are strictly
increasing even within a millisecond (the random part is counted up), so events can be resumed by
``id > last``. The layout is that of ULID (github.com/ulid/spec, seen 2026-11); the interpreter has
no time-ordered UUID before 3.14, and a dependency for twenty lines would cost more than it gives.
"""

from __future__ import annotations

import os
import threading
import time

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
_RANDOM_BITS = 80
_lock = threading.Lock()
_last = 0


def _encode(value: int) -> str:
    out = []
    for _ in range(26):
        out.append(_ALPHABET[value & 31])
        value >>= 5
    return "".join(reversed(out))


def new_id() -> str:
    """Return a new identifier, greater than every one this process made before."""
    global _last
    fresh = (time.time_ns() // 1_000_000) << _RANDOM_BITS
    fresh |= int.from_bytes(os.urandom(10), "big")
    with _lock:
        _last = fresh if fresh > _last else _last + 1
        return _encode(_last)


def new_key(size_bytes: int = 20) -> str:
    """Return an unguessable, URL-safe key (lower case) of so many random bytes."""
    value = int.from_bytes(os.urandom(size_bytes), "big")
    out = []
    for _ in range(-(-size_bytes * 8 // 5)):
        out.append(_ALPHABET[value & 31])
        value >>= 5
    return "".join(out)
