"""A scripted lead: a goal, facts, a temperament and questions of their own, played by rule.

It answers what it is asked, in the manner of its temperament, asks what it came to ask, corrects
itself where the script says so, and leaves when it has what it wants. The same conversation gives
the same next line, so that two evaluations differ only by the assistant.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from app.domain.text import fold, words

TEMPERAMENTS = ("brief", "chatty", "hesitant", "impatient")
ENDINGS = ("thanks", "opt_out", "wants_person", "silence")
KNOWN, UNKNOWN = "known", "unknown"
# In the languages scripts are shipped in; another language gets its facts bare.
_AROUND: dict[str, dict[str, tuple[str, ...]]] = {
    "en": {
        "chatty": ("Good question! {fact}, that would be lovely for us.", "Well, {fact}, I think."),
        "hesitant": ("Hmm, I'm not sure yet.", "I guess {fact}."),
        "impatient": ("{fact}. Anything else?", "{fact}, as I need this soon."),
        "thanks": ("Thanks, that's all!",),
        "opt_out": ("Please stop texting me.",),
        "wants_person": ("Can I talk to a real person, please?",),
        "nothing": ("I don't want to say that.",),
    },
    "es": {
        "chatty": ("¡Buena pregunta! {fact}, nos vendría genial.", "Pues {fact}, creo yo."),
        "hesitant": ("Mmm, todavía no lo sé.", "Supongo que {fact}."),
        "impatient": ("{fact}. ¿Algo más?", "{fact}, que lo necesito pronto."),
        "thanks": ("¡Gracias, eso es todo!",),
        "opt_out": ("No me escriban más, por favor.",),
        "wants_person": ("¿Puedo hablar con una persona, por favor?",),
        "nothing": ("Eso prefiero no decirlo.",),
    },
    "ar": {
        "chatty": ("سؤال جيد! {fact}، سيكون ذلك رائعا لنا.", "حسنا، {fact} على ما أظن."),
        "hesitant": ("لست متأكدا بعد.", "أظن {fact}."),
        "impatient": ("{fact}. هل من شيء آخر؟", "{fact}، أحتاجه قريبا."),
        "thanks": ("شكرا، هذا كل شيء!",),
        "opt_out": ("من فضلكم لا تراسلوني بعد الآن.",),
        "wants_person": ("هل يمكنني التحدث مع شخص حقيقي من فضلك؟",),
        "nothing": ("أفضل ألا أقول ذلك.",),
    },
}


@dataclass(frozen=True, slots=True)
class OwnQuestion:
    """A question the lead has. ``answer`` is ``known`` (the knowledge holds it) or ``unknown``.

    A right answer to a known question holds one of the words of ``contains``, or enough of the
    client's own ``told`` answer.
    """

    say: str
    answer: str = KNOWN
    contains: tuple[str, ...] = ()
    told: str = ""


@dataclass(frozen=True, slots=True)
class Correction:
    """What the lead takes back: said once ``after`` that criterion was told."""

    after: str
    say: str
    expects: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Script:
    """One scripted lead.

    - ``facts``: criterion id to the words the lead says; one of ``refuses`` it does not tell.
    - ``expects``: criterion id to the canonical value an assistant must have found in the end;
      ``today+3`` is a day counted from the day of the evaluation.
    - ``faqs``: so many of the client's own approved questions are asked as well.
    - ``ends``: how it ends when there is nothing left to say; ``escalates``: a person must be
      called, for this reason ("" none must be; "any" some may).
    """

    name: str
    goal: str
    opening: str
    language: str = "en"
    temperament: str = "brief"
    facts: Mapping[str, str] = field(default_factory=dict)
    expects: Mapping[str, str] = field(default_factory=dict)
    questions: tuple[OwnQuestion, ...] = ()
    corrections: tuple[Correction, ...] = ()
    refuses: tuple[str, ...] = ()
    faqs: int = 0
    ends: str = "thanks"
    escalates: str = ""
    max_turns: int = 12

    @property
    def wanted(self) -> dict[str, str]:
        """Return what must be found in the end, corrections counted in."""
        found = dict(self.expects)
        for one in self.corrections:
            found |= one.expects
        return found


def is_same(found: str, wanted: str, is_words: bool, today: date) -> bool:
    """Tell whether a value that was found is the one wanted.

    Args:
        is_words: words may say more or less than the script's ("the centre", "in the centre").
        today: what ``today+3`` is counted from.
    """
    if wanted.startswith("today+"):
        wanted = (today + timedelta(days=int(wanted[6:]))).isoformat()
    one, other = fold(found), fold(wanted)
    return one == other or (is_words and bool(one) and (one in other or other in one))


@dataclass(slots=True)
class Lead:
    """Plays a script; remembers what it has said."""

    script: Script
    told: list[str] = field(default_factory=list)
    asked: int = 0
    corrected: int = 0
    hesitated: set[str] = field(default_factory=set)
    is_over: bool = False

    def opening(self) -> str:
        """Return the first line."""
        return self.script.opening

    def next_line(self, reply: str, asks: str, questions: Mapping[str, Sequence[str]]) -> str:
        """Return what the lead says to a reply; empty when it says nothing more.

        Args:
            asks: the criterion the assistant says it asks about, or empty.
            questions: the wordings of every criterion's question, to recognise one by.
        """
        if self.is_over:
            return ""
        asked_for = asks or _recognised(reply, questions)
        if asked_for and (said := self._answer(asked_for)):
            return said
        if correction := self._correction():
            return correction
        if self.asked < len(self.script.questions):
            self.asked += 1
            return self.script.questions[self.asked - 1].say
        self.is_over = True
        return "" if self.script.ends == "silence" else self._words(self.script.ends)[0]

    def _answer(self, criterion_id: str) -> str:
        script = self.script
        if criterion_id in script.refuses:
            return self._words("nothing")[0]
        fact = script.facts.get(criterion_id)
        if fact is None and len(self.told) < len(script.facts):
            # Nothing to say to this, and more to come.
            return self._words("nothing")[0]
        if fact is None or criterion_id in self.told:
            return ""
        manner = script.temperament
        if manner == "hesitant" and criterion_id not in self.hesitated:
            self.hesitated.add(criterion_id)
            return self._words("hesitant")[0]
        self.told.append(criterion_id)
        if manner == "brief":
            return fact
        frames = self._words(manner)
        frame = frames[1] if manner == "hesitant" else frames[len(self.told) % len(frames)]
        return frame.format(fact=fact) if "{fact}" in frame else fact

    def _correction(self) -> str:
        left = self.script.corrections[self.corrected :]
        if left and left[0].after in self.told:
            self.corrected += 1
            return left[0].say
        return ""

    def _words(self, kind: str) -> tuple[str, ...]:
        return _AROUND.get(self.script.language, _AROUND["en"]).get(kind, ("{fact}",))


def _recognised(reply: str, questions: Mapping[str, Sequence[str]]) -> str:
    """Return the criterion whose question a reply asks in its last sentences, or empty."""
    sentences = re.split(r"(?<=[.!؟?])\s+", reply)
    asking = " ".join(one for one in sentences if one.rstrip().endswith(("?", "؟")))
    mine = set(words(asking))
    if not mine:
        return ""
    best, best_share = "", 0.5
    for key, wordings in questions.items():
        for wording in wordings:
            theirs = set(words(wording))
            share = len(mine & theirs) / max(1, len(theirs))
            if share > best_share:
                best, best_share = key, share
    return best
