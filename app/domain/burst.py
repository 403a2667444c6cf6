"""How long to wait for the rest of what a lead is typing.

People send a thought in pieces. A full question or sentence is answered almost at once, a
fragment waits, and nothing waits longer than the cap since the first unanswered message.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.domain.text import word_set, words

_GREETINGS = word_set(
    "hi hello hey yo hiya morning evening afternoon good there",
    "hola buenas buenos dias tardes noches saludos",
    "مرحبا اهلا هلا السلام عليكم وعليكم سلام صباح مساء الخير النور",
)
_DANGLING = word_set(
    "and or but so because if with for to the a an my i also about is are",
    "y o pero porque con para el la un una mi de que tambien",
    "و او لكن لان اذا مع عن في من الي علي هل ايضا",
)
_OPEN_END = re.compile(r"(,|،|;|؛|:|-|…|\.\.\.?)\s*$")
_FULL_STOP = re.compile(r"[.!?؟。]['\")\]]*\s*$")
_LONG_ENOUGH_WORDS = 6


def is_fragment(text: str) -> bool:
    """Tell whether more is likely to follow: a greeting, a dangling word, an open comma."""
    said = words(text)
    if not said or _OPEN_END.search(text) or said[-1] in _DANGLING or set(said) <= _GREETINGS:
        return True
    return not _FULL_STOP.search(text) and len(said) < _LONG_ENOUGH_WORDS


def wait_ms(
    texts: Sequence[str],
    first_at_ms: int,
    now_ms: int,
    short_ms: int,
    long_ms: int,
    cap_ms: int,
) -> int:
    """Return how many milliseconds to wait from now before answering.

    Args:
        texts: the unanswered messages, oldest first; the last one decides.
        first_at_ms: when the first of them was received.
        short_ms, long_ms: the wait after a full sentence, and after a fragment.
        cap_ms: the longest wait since ``first_at_ms``; all three zero switch waiting off.
    """
    wanted = long_ms if not texts or is_fragment(texts[-1]) else short_ms
    left = first_at_ms + cap_ms - now_ms
    return max(0, min(wanted, left))
