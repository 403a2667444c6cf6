"""How likely a draft is right: evidence x support x the model's own word, or 0.

- ``evidence`` is the calibrated probability that what the reply cites answers the question: the
  search's confidence when that is its first hit, else the passage's own score (``vectors.fitted``;
  the fit and its reliability are in ``docs/``). A model that read the whole knowledge may cite
  what the search did not find: such a citation counts ``_READ_WHOLE``. Without a citation what
  the search found stands in, at ``_UNCITED`` of its worth.
- ``support`` is the share of the reply's telling words that stand in those passages. Words of
  one's own are no lie, so ``_FULL`` is support enough; a reply in another language than its
  passages shares no words with them and gets ``_ACROSS``.
- ``model_word`` is the model's own bucket. It is known to be overconfident and moves little.
- A draft the guard objects to has confidence 0, whatever the rest says.
- A turn that asks nothing needs no evidence: ``_ASKS_NOTHING`` stands for it.

Calibrated is ``evidence`` alone. The constants of the other factors are set by hand, so that the
order of cases is sensible; they are to be fitted on what operators approve and edit. Until then
the product orders turns and is no probability to quote.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.evidence import sentences, telling_words
from app.domain.followup_words import COURTESY
from app.domain.knowledge import Passage, Retrieved
from app.domain.language import detect
from app.domain.text import word_set, words

_ASKS_NOTHING = 0.9
_READ_WHOLE = 0.5
_UNCITED = 0.5
_FULL = 0.6
_ACROSS = 0.7
_BUCKETS = {"high": 1.0, "medium": 0.9, "low": 0.7}
# A citation with less of the reply's words in it supports nothing. Of 300 replies written by people
# from passages before them 89 % reach it; against other passages of the same business 13 % do.
_SUPPORTS_FROM = 0.4
_ROOT_LETTERS = 5
_ARABIC_ARTICLES = ("وال", "بال", "فال", "لل", "ال")
# Words that ask wherever they stand near the front, and words that ask only as the very first.
_ASKING = word_set(
    "what when where which who whose why how",
    "que cual cuales cuanto cuanta cuantos cuantas cuando donde quien",
    "ماذا متى اين كيف كم هل لماذا شو وش ايش وين فين بكم وكم وهل ومتى وكيف",
)
_ASKING_FIRST = word_set(
    "can could do does is are will would have has any",
    "como puedo puede pueden tienen tiene hay es son",
    "ما في عندكم ممكن",
)


@dataclass(frozen=True, slots=True)
class ConfidencePart:
    """One feature: what was seen, 0 to 1, and the factor it became."""

    name: str
    value: float
    effect: float


@dataclass(frozen=True, slots=True)
class Confidence:
    """``value`` is 0 to 1 and the product of the factors of ``parts``, the lowest first.

    A part named ``guard`` means that the guard's objection alone made the value 0.
    """

    value: float
    parts: tuple[ConfidencePart, ...]


def is_question_like(text: str) -> bool:
    """Tell whether a turn asks for something: a question mark or an asking word in front."""
    said = words(text)
    if "?" in text or "؟" in text or any(word in _ASKING for word in said[:3]):
        return True
    return bool(said) and said[0] in _ASKING_FIRST


def assess(
    reply: str,
    found: Retrieved,
    cited: Sequence[Passage],
    bucket: str,
    *,
    asks: bool,
    is_whole: bool,
    is_objected: bool,
) -> Confidence:
    """Return the confidence of a draft.

    Args:
        found: what the search found for the turn.
        cited: the passages the reply names as its grounding, already checked.
        bucket: the model's own word: high, medium or low.
        asks: the turn asks something of the knowledge.
        is_whole: the model read the whole knowledge, not only what was found.
        is_objected: the guard's decision was not to send.
    """
    if asks:
        parts = _grounded(reply, found, cited, is_whole)
    else:
        parts = [ConfidencePart("asks_nothing", 1.0, _ASKS_NOTHING)]
    word = _BUCKETS.get(bucket, _BUCKETS["low"])
    parts.append(ConfidencePart("model_word", word, word))
    if is_objected:
        parts.append(ConfidencePart("guard", 1.0, 0.0))
    value = 1.0
    for part in parts:
        value *= part.effect
    return Confidence(round(value, 3), tuple(sorted(parts, key=lambda part: part.effect)))


def _grounded(
    reply: str, found: Retrieved, cited: Sequence[Passage], is_whole: bool
) -> list[ConfidencePart]:
    rests_on = list(cited) or [hit.passage for hit in found.hits[:1]]
    scores = {hit.passage.id: hit.score for hit in found.hits[1:]}
    if found.hits:
        scores[found.hits[0].passage.id] = found.confidence
    evidence = max((scores.get(one.id, 0.0) for one in rests_on), default=0.0)
    if cited and is_whole:
        evidence = max(evidence, _READ_WHOLE)
    share = support(reply, rests_on)
    parts = [
        ConfidencePart("evidence", round(evidence, 3), evidence),
        ConfidencePart("support", round(share, 3), min(1.0, share / _FULL))
        if share is not None
        else ConfidencePart("support_across", 1.0, _ACROSS),
    ]
    if not cited:
        parts.append(ConfidencePart("asked_without_grounding", 1.0, _UNCITED))
    return parts


def is_supported(reply: str, cited: Sequence[Passage]) -> bool:
    """Tell whether a reply may rest on what it cites: it says enough of it, or translates it."""
    share = support(reply, cited)
    return bool(cited) and (share is None or share >= _SUPPORTS_FROM)


def support(reply: str, passages: Sequence[Passage]) -> float | None:
    """Return the share of a reply's telling words that stand in some passages, 0 to 1.

    Questions and courtesies of the reply state nothing and are not counted. None when all the
    passages are in another language than the reply, so that words cannot be compared.
    """
    stated = " ".join(one for one in sentences(reply) if not one.rstrip().endswith(("?", "؟")))
    mine = _roots(telling_words(stated) - COURTESY)
    if not passages or not mine:
        return 0.0
    code = detect(reply).code
    same = [one for one in passages if _is_in(one, code)]
    if not same:
        return None
    theirs = _roots(frozenset(words(" ".join(one.words for one in same))))
    return len(mine & theirs) / len(mine)


def _is_in(passage: Passage, code: str) -> bool:
    other = detect(passage.text).code or passage.language
    return not code or not other or other == code


def _roots(said: frozenset[str]) -> frozenset[str]:
    return frozenset(_root(word) for word in said)


def _root(word: str) -> str:
    """Return the beginning of a word, which its other forms mostly share."""
    for article in _ARABIC_ARTICLES:
        if word.startswith(article) and len(word) > len(article) + 2:
            return word[len(article) :][:_ROOT_LETTERS]
    return word[:_ROOT_LETTERS]
