"""How people say "stop writing to me", one language to a file.

A phrase is a regular expression over ``consent_text.flatten``. It counts only where it begins a
thought of the writer's own: ``unless_before`` voids it by what stands before it in its clause (a
negation, somebody else's words), ``unless_after`` by what follows (a time, a reason, another
channel, an object that is no message). Patterns are about meaning: a verb of stopping and a
noun or verb of contact, a refusal and a verb of contact, a removal and a list or a number.
"""

from __future__ import annotations

from dataclasses import dataclass

END = r"(?=$| \.)"


@dataclass(frozen=True, slots=True)
class Phrases:
    """One language: ``stop`` phrases with their guards, ``support`` for clauses beside a STOP.

    ``unless_before`` is searched in the clause before a phrase, ``unless_after`` matched right
    behind it, ``unless_anywhere`` searched in the whole message.
    """

    language: str
    stop: tuple[str, ...]
    unless_before: str = ""
    unless_after: str = ""
    unless_anywhere: str = ""
    support: str = ""
