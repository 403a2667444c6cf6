"""Time-ordered identifiers: 26 characters, Crockford base 32, sortable as text.

48 bits of epoch milliseconds, then 80 random bits. Two ids made by one process are strictly
increasing even within a millisecond (the random part is counted up), so events can be resumed by
``id > last``. The layout is that of ULID (github.com/ulid/spec, seen 2026-11); the interpreter has
no time-ordered UUID before 3.14, and a dependency for twenty lines would cost more than it gives.
"""

from __future__ import annotations

import os
import random
import threading
import time

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
# Ten bits at a time: an id is made several times for every message.
_PAIRS = tuple(a + b for a in _ALPHABET for b in _ALPHABET)
_SHIFTS = tuple(range(120, -1, -10))
_RANDOM_BITS = 80
# Ids are names, not secrets (keys and tokens are made by ``new_key`` and ``secrets``), so they
# need no system call each.
_random = random.Random(os.urandom(32))
_lock = threading.Lock()
_last = 0


def new_id() -> str:
    """Return a new identifier, greater than every one this process made before."""
    global _last
    with _lock:
        fresh = (time.time_ns() // 1_000_000) << _RANDOM_BITS | _random.getrandbits(_RANDOM_BITS)
        _last = value = fresh if fresh > _last else _last + 1
    return "".join([_PAIRS[value >> shift & 1023] for shift in _SHIFTS])


def made_at(id_: str) -> int:
    """Return when an identifier was made, in epoch milliseconds."""
    value = 0
    for letter in id_[:10]:
        value = value << 5 | _ALPHABET.index(letter)
    # Ten letters hold fifty bits, and the whole only 128 of 130: the first two are empty.
    return value


def first_at(at_ms: int) -> str:
    """Return a text that sorts before every identifier made at a moment or later."""
    value = at_ms << _RANDOM_BITS
    return "".join([_PAIRS[value >> shift & 1023] for shift in _SHIFTS])


def new_key(size_bytes: int = 20) -> str:
    """Return an unguessable, URL-safe key (lower case) of so many random bytes."""
    value = int.from_bytes(os.urandom(size_bytes), "big")
    out = []
    for _ in range(-(-size_bytes * 8 // 5)):
        out.append(_ALPHABET[value & 31])
        value >>= 5
    return "".join(out)


def first_id_at(ms: int) -> str:
    """Return the least identifier of a moment, in epoch milliseconds; it names nothing."""
    value = max(0, ms) << _RANDOM_BITS
    return "".join([_PAIRS[value >> shift & 1023] for shift in _SHIFTS])


def ms_of(identifier: str) -> int:
    """Return the epoch milliseconds an identifier was made at, 0 for what is none of ours."""
    value = 0
    for letter in identifier[:10] if len(identifier) == 26 else "":
        digit = _ALPHABET.find(letter)
        if digit < 0:
            return 0
        value = value << 5 | digit
    return value
