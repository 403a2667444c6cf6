"""What is said instead of an answer: not knowing yet, not telling, later, refusing, asking back.

A clause of such words settles nothing, whatever question stood before it: "stop asking" is no
place, «no lo sé todavía» is no "no", «لاحقا» is no wish. Families of meaning in English, Spanish
and Arabic (with its dialects), short ones in French, German, Italian and Portuguese, for folded
text (see ``clauses``). What may be part of an answer ("later" in "a later check-out") counts only
where it is all that a clause says. Asking for a person, closing and opting out are read by their
own modules.
"""

from __future__ import annotations

import re
from functools import lru_cache

from app.domain.claiming.evasion_phrases import ANYWHERE, REACTIONS, WHOLE
from app.domain.closing import is_closing
from app.domain.consent import ConsentWord, classify
from app.domain.person_request import wants_person
from app.domain.tenant import CriterionKind

WORD_KINDS = frozenset(
    {CriterionKind.PLACE, CriterionKind.TEXT, CriterionKind.YES_NO, CriterionKind.DATE}
)
# "No, thanks" closes and is an answer to yes or no all the same.
_BUT_YES_NO = WORD_KINDS - {CriterionKind.YES_NO}
_LONGEST_CHARS = 200
_SOFT = (
    r"(?:please|pls|sorry|maybe|perhaps|thanks|thank you|well|hm+|um|oh|no|ok|okay|just|but|so|"
    r"then|for now|right|por favor|perdon|lo siento|quizas?|tal vez|mejor|gracias|pues|bueno|ya|"
    r"pero|por ahora|de momento|lo siento|من فضلك|لو سمحت|عفوا|اسف|اسفه|ممكن|يمكن|شكرا|لا|طيب|"
    r"والله|merci|danke|bitte|grazie|obrigad[oa]|desole|je|non|nao|nein)"
)
_WHOLE = re.compile(rf"\W*(?:{_SOFT}\W+){{0,3}}(?:{WHOLE})(?:\W+{_SOFT}){{0,3}}\W*")
_ANYWHERE = re.compile(rf"(?<![\w'])(?:{ANYWHERE})(?!\w)")
REACTS = re.compile(rf"(?<![\w'])(?:{REACTIONS})(?!\w)")
_REACTS_ONLY = re.compile(rf"\W*(?:{_SOFT}\W+){{0,3}}(?:{REACTIONS})(?!\w)")


def evades(piece: str) -> bool:
    """Tell whether a clause, folded, says that there is no answer, or none now."""
    piece = piece[:_LONGEST_CHARS]
    return _ANYWHERE.search(piece) is not None or _WHOLE.fullmatch(piece) is not None


def puts_off(piece: str) -> bool:
    """Tell whether a clause evades, or asks for a person instead of answering."""
    return evades(piece) or wants_person(piece[:_LONGEST_CHARS])


def only_reacts(piece: str) -> bool:
    """Tell whether a clause says what one thinks of it and no more: "that would be great"."""
    return _REACTS_ONLY.match(piece) is not None or is_closing(piece)


@lru_cache(maxsize=64)
def kinds_unanswered(text: str) -> frozenset[CriterionKind]:
    """Return the kinds of criteria to which a whole message is no answer: it closes, opts out."""
    word = classify(text)
    if word is ConsentWord.STOP:
        return WORD_KINDS
    return _BUT_YES_NO if word is not None or is_closing(text) else frozenset()
