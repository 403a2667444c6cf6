"""The audit log: who changed what, from where, in a chain of hashes.

Each client has a chain, the agency another (the empty name). A line's hash covers everything in it
and the hash of the line before, so that whoever changes, removes or inserts one must change all
that follow, and the last hash no longer is what an earlier export says. What could be changed in
silence is only the end, which is why exports are worth keeping.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field

AGENCY = ""


@dataclass(slots=True)
class Actor:
    """Who acts. ``kind``: operator, key, cli, system. ``is_noted``: a line of theirs was written,
    so that nobody writes a second, poorer one."""

    kind: str
    id: str
    name: str
    ip: str = ""
    is_noted: bool = field(default=False, compare=False)


SYSTEM = Actor("system", "", "leadline")


@dataclass(frozen=True, slots=True)
class AuditLine:
    """One change. ``former`` and ``latter`` are JSON objects of what was different, as text."""

    chain: str
    number: int
    at: int
    actor_kind: str
    actor_id: str
    actor_name: str
    ip: str
    action: str
    subject_kind: str
    subject_id: str
    former: str
    latter: str
    hash: str = ""


def hash_of(line: AuditLine, before: str) -> str:
    """Return the hash of a line that follows one with the hash ``before`` (empty for the first)."""
    told = [
        before,
        line.chain,
        line.number,
        line.at,
        line.actor_kind,
        line.actor_id,
        line.actor_name,
        line.ip,
        line.action,
        line.subject_kind,
        line.subject_id,
        line.former,
        line.latter,
    ]
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def first_break(lines: Iterable[AuditLine], before: str = "", number: int = 0) -> int | None:
    """Return the number of the first line that does not follow from the one before, None if all do.

    Args:
        lines: of one chain, oldest first.
        before: the hash, and ``number`` the number, of the line before the first of them.
    """
    for line in lines:
        number += 1
        if line.number != number or line.hash != hash_of(line, before):
            return number
        before = line.hash
    return None
