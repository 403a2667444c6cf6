"""What the lead's newest messages settle of a tenant's criteria, by rule.

The floor of the product: it works without any model. A wrong finding is worse than a missing one,
so a message settles only what can be meant one way. The criterion that was asked about takes a
short valid answer. Without having been asked, a criterion takes what is unmistakable: an option
named in a wish, money with its currency or beside the word budget, a number with the noun of the
criterion's question, a place or a day in a wish where only one criterion takes one. Questions,
denials, what was before and what others have settle nothing; of several words the last one counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from app.domain.claiming import contacts
from app.domain.claiming.answers import read_place, read_text, read_yes_no
from app.domain.claiming.clauses import CORRECTS, Clause, Said, is_negated, read_clauses
from app.domain.claiming.evasions import evades, kinds_unanswered, puts_off
from app.domain.claiming.figures import (
    BUDGETS,
    HAS_SCALE,
    MONEY,
    NUMBER,
    OTHER_MONEY,
    PAIRS,
    PLAIN_BUDGET,
    UNKNOWN_CURRENCY,
    counted_by,
    find_day,
    find_time_phrase,
    nouns_of,
    senses_of,
)
from app.domain.claiming.options import find_options
from app.domain.message import Message
from app.domain.tenant import Criterion, CriterionKind
from app.domain.tools import Claim
from app.domain.values import currency_of, normalise

# A longer message is no short answer, and reading it whole would cost more than it tells.
_READ_CHARS = 1200
_LONGEST_ANSWER_CHARS = 400
_QUOTE_CHARS = 200
# What may stand behind a number that is the whole answer.
_AFTER_BARE = re.compile(
    r"\s*(?:$|[,.;!?،)]|(?:please|max\w*|min\w*|or (?:more|less|so)|at (?:least|most)|more|and|for|"
    r"is|are|would|will|in|total|per|a month|monthly|pls|thanks|should|por favor|o mas|como|al mes|"
    r"y|en|mensual\w*|maximo|minimo|gracias|من فضلك|لو سمحت|شهريا|كحد|او اكثر|علي الاقل|بس|فقط|"
    r"تقريبا)(?!\w))"
)


# "Find me one in town": mostly no number.
_PRONOUNS = frozenset({"one", "un", "una", "uno", "واحد", "واحده"})
_DIGIT = re.compile(r"[0-9]")
_CALLS = re.compile(r"\b(?:call|phone|ring|speak|talk|llam\w+|habl\w+)\b|نتصل|اتصال|مكالمة|نكلم")
_DENIES_LAST = re.compile(r"(?:\b(?:no|nope|nah|wait)|(?<!\w)لا)$")
_HESITATES = re.compile(
    r"\W*(?:how about|what about|maybe|perhaps|about|around|say|like|que tal|quizas?|tal vez|unos|"
    r"ممكن|يمكن|حوالي)?\s*\W*\d"
)


@dataclass(frozen=True, slots=True)
class _Found:
    """A value and the piece of the message it stands in."""

    value: str
    start: int
    end: int


def claims_by_rule(
    criteria: Sequence[Criterion],
    unanswered: Sequence[Message],
    asked: str | None,
    last_reply: str = "",
    today: date | None = None,
) -> tuple[Claim, ...]:
    """Return what the lead's words plainly settle, at most one claim a criterion.

    Args:
        criteria: the open ones, in the order of the profile.
        unanswered: the lead's messages of this turn, oldest first; the newest word wins.
        asked: the id of the criterion our last message asked about.
        last_reply: our last message; where ``asked`` is None, a criterion whose question stands
            in it word for word is the one asked about.
        today: the lead's local date, for relative dates.
    """
    asked = asked or _asked_in(criteria, last_reply)
    settled: dict[str, Claim] = {}
    last_counted: str | None = asked
    for message in unanswered:
        said = read_clauses(message.text[:_READ_CHARS])
        is_short = len(message.text) <= _LONGEST_ANSWER_CHARS
        taken: list[tuple[int, int]] = []
        # Words of one's own come last: what settles something else is no part of them.
        for criterion in sorted(criteria, key=lambda one: one.kind is CriterionKind.TEXT):
            is_asked = criterion.id == asked and is_short
            if criterion.kind in contacts.KINDS:
                settled |= _contact(criterion, message, is_asked)
                continue
            is_meant = is_asked or (criterion.id == last_counted and criterion.id in settled)
            found = _find(criterion, criteria, said, is_asked, is_meant, today, taken)
            if found is None or criterion.kind in kinds_unanswered(said.text):
                continue
            taken.append((found.start, found.end))
            quote = said.quote(found.start, found.end)[:_QUOTE_CHARS].strip()
            # A span is claimed as people write it: "2..3" is no number to who reads the claim.
            value = found.value.replace("..", "-")
            settled[criterion.id] = Claim(criterion.id, value, message.id, quote)
            if criterion.kind is CriterionKind.RANGE:
                last_counted = criterion.id
    return tuple(settled[one.id] for one in criteria if one.id in settled)


def _contact(criterion: Criterion, message: Message, is_asked: bool) -> dict[str, Claim]:
    """Return the claim of a number or address the lead gives of themselves, if there is one."""
    text = message.text[:_READ_CHARS]
    written = contacts.read_contact(text, criterion.kind, is_asked)
    if written is None:
        return {}
    return {criterion.id: Claim(criterion.id, written, message.id, written)}


def _asked_in(criteria: Sequence[Criterion], last_reply: str) -> str | None:
    if not last_reply:
        return None
    named = [
        criterion.id
        for criterion in criteria
        if any(question and question in last_reply for question in criterion.questions.values())
    ]
    return named[0] if len(named) == 1 else None


def _find(
    criterion: Criterion,
    criteria: Sequence[Criterion],
    said: Said,
    is_asked: bool,
    is_meant: bool,
    today: date | None,
    taken: Sequence[tuple[int, int]],
) -> _Found | None:
    """Return what a message settles of one criterion; ``taken`` is what settles others."""
    questions = tuple(criterion.questions.values())
    is_alone = is_asked or sum(one.kind is criterion.kind for one in criteria) == 1
    match criterion.kind:
        case CriterionKind.CHOICE:
            return _choice(criterion, said, is_asked)
        case CriterionKind.RANGE:
            return _last(_counts(criterion, criteria, said, is_asked, is_meant))
        case CriterionKind.BUDGET:
            return _last(_amounts(criterion, said, is_asked)) if is_alone else None
        case CriterionKind.DATE:
            return _last(_days(criterion, said, is_asked, today)) if is_alone else None
        case CriterionKind.PLACE if is_alone:
            return _piece(criterion, read_place(said, is_asked, _asks_home(criterion)))
        case CriterionKind.YES_NO if is_asked:
            answer = read_yes_no(said, questions)
            return _Found(*answer) if answer else None
        case CriterionKind.TEXT if is_asked:
            return _piece(criterion, read_text(said, questions, taken), said)
        case _:
            return None


def _last(found: Iterator[_Found]) -> _Found | None:
    return next(reversed(list(found)), None)


def _piece(
    criterion: Criterion, piece: tuple[str, int, int] | None, said: Said | None = None
) -> _Found | None:
    if piece is None:
        return None
    text, start, end = piece
    value = normalise(criterion, said.quote(start, end)[:_QUOTE_CHARS] if said else text)
    return _Found(value, start, end) if value else None


def _asks_home(criterion: Criterion) -> bool:
    return any(
        re.search(r"\b(?:live|based|from|vive|vives|reside)\b|تسكن|تعيش", question.lower())
        for question in criterion.questions.values()
    )


def _choice(criterion: Criterion, said: Said, is_asked: bool) -> _Found | None:
    """Return the one option named; of two, the later if it corrects the other."""
    found: list[_Found] = []
    for clause in said.clauses:
        if not clause.tells or (clause.is_question and not clause.wishes):
            continue
        named = [
            one
            for one in find_options(criterion.options, said, clause)
            if not is_negated(said, clause, one.start)
        ]
        if len({one.option for one in named}) > 1:
            return None
        if not named or not (is_asked or named[-1].is_plain):
            continue
        one = named[-1]
        before = said.flat[clause.start : one.start]
        is_new = not found or found[-1].value == one.option
        if not is_new and not CORRECTS.search(before) and not _was_corrected(said, clause):
            return None
        found.append(_Found(one.option, one.start, one.end))
    return found[-1] if found else None


def _was_corrected(said: Said, clause: Clause) -> bool:
    """Tell whether the clause before was a mere "no" or "actually"."""
    before = said.flat[max(0, clause.start - 25) : clause.start].rstrip(" ,.;،")
    return _DENIES_LAST.search(before) is not None or any(
        match.end() == len(before) for match in CORRECTS.finditer(before)
    )


def _counts(
    criterion: Criterion,
    criteria: Sequence[Criterion],
    said: Said,
    is_asked: bool,
    is_meant: bool,
) -> Iterator[_Found]:
    questions = tuple(criterion.questions.values())
    nouns = nouns_of(questions)
    rivals = [
        one
        for one in criteria
        if one.id != criterion.id
        and one.kind is CriterionKind.RANGE
        and counted_by(tuple(one.questions.values())) & counted_by(questions)
    ]
    if rivals and not is_asked:
        return
    for clause in said.clauses:
        is_hesitant = is_asked and _is_hesitant(said, clause)
        if not clause.tells and not is_hesitant:
            continue
        with_noun = list(_numbers_with(nouns, said, clause)) if nouns else []
        bare = list(_bare_numbers(said, clause, nouns is None)) if not with_noun else []
        is_answer = is_hesitant or (is_asked and not clause.is_question)
        is_correction = is_meant and CORRECTS.search(said.flat, clause.start, clause.end)
        if len(bare) != 1 or not (is_answer or is_correction):
            bare = []
        for start, end in [*with_noun, *bare]:
            piece = said.flat[start:end]
            value = "2" if PAIRS.search(piece) else normalise(criterion, piece)
            if value is not None and not is_negated(said, clause, start):
                yield _Found(value, start, end)


def _is_hesitant(said: Said, clause: Clause) -> bool:
    """Tell whether a question is an answer all the same: "how about 2?", "maybe 3?"."""
    piece = said.flat[clause.start : clause.end]
    return len(piece.split()) <= 5 and _HESITATES.match(piece) is not None


def _numbers_with(nouns: re.Pattern[str], said: Said, clause: Clause) -> Iterator[tuple[int, int]]:
    for match in NUMBER.finditer(said.flat, clause.start, clause.end):
        if noun := nouns.match(said.flat, match.end(), clause.end):
            yield _start_of(match), noun.end()
    for match in PAIRS.finditer(said.flat, clause.start, clause.end):
        if nouns.fullmatch(match["pair"]):
            yield match.start("pair"), match.end()


def _bare_numbers(said: Said, clause: Clause, takes_noun: bool) -> Iterator[tuple[int, int]]:
    """Yield numbers that no noun takes away, none that is part of a time, a day or money."""
    piece = said.flat[clause.start : clause.end]
    for match in NUMBER.finditer(said.flat, clause.start, clause.end):
        after = said.flat[match.end() : clause.end]
        is_word = not match[0][0].isdigit()
        if is_word and match[0] in _PRONOUNS and len(piece.split()) > 4:
            continue
        if re.match(r" ?(?:st|nd|rd|th|am|pm|o'?clock|%|\$|€|£|/)", after):
            continue
        if re.search(
            r"[$€£/#] ?$|\b(?:at|on the|a las|el|الساعه|يوم) $", said.flat[: match.start()]
        ):
            continue
        is_long = len(re.sub(r"\D", "", match[0])) > 8
        if not is_long and (takes_noun or _AFTER_BARE.match(after)):
            yield _start_of(match), match.end()


def _start_of(match: re.Match[str]) -> int:
    """Return where a number begins, without an Arabic preposition written to it."""
    return match.start("low") if match["low"] else match.start()


def _amounts(criterion: Criterion, said: Said, is_asked: bool) -> Iterator[_Found]:
    for clause in said.clauses:
        if not _DIGIT.search(said.flat, clause.start, clause.end):
            continue
        piece = said.flat[clause.start : clause.end]
        is_hesitant = is_asked and _is_hesitant(said, clause)
        if (
            not (clause.tells or is_hesitant)
            or OTHER_MONEY.search(piece)
            or UNKNOWN_CURRENCY.search(piece)
        ):
            continue
        found = [
            match
            for match in MONEY.finditer(said.flat, clause.start, clause.end)
            if _is_amount(match, piece, said, clause, is_asked)
        ]
        if len(found) != 1:
            continue
        match = found[0]
        if is_negated(said, clause, match.start()):
            continue
        value = normalise(criterion, match[0])
        if value is not None:
            yield _Found(value, match.start(), match.end())


def _is_amount(
    match: re.Match[str], piece: str, said: Said, clause: Clause, is_asked: bool
) -> bool:
    """Tell whether a number is the money the lead would spend."""
    digits = re.sub(r"\D", "", match["low"])
    has_currency = bool(match["before"] or match["mid"] or match["after"])
    is_plain = PLAIN_BUDGET.search(piece) is not None
    has_scale = HAS_SCALE.search(match[0]) is not None
    if has_currency and (currency_of(match[0]) or "$" in match[0]):
        has_word = BUDGETS.search(piece) is not None
        is_short = len(said.flat) <= _LONGEST_ANSWER_CHARS
        is_wish = (clause.wishes or has_word) if is_short else (clause.wishes and has_word)
        return is_asked or is_plain or is_wish
    if has_scale:
        return is_asked or is_plain or bool(clause.wishes and BUDGETS.search(piece))
    if len(digits) > 8 or digits.startswith("0"):
        return False
    after = said.flat[match.end() : clause.end]
    if is_plain:
        return len(digits) >= 3
    is_answer = not clause.is_question or _is_hesitant(said, clause)
    return is_asked and is_answer and _AFTER_BARE.match(after) is not None


def _days(criterion: Criterion, said: Said, is_asked: bool, today: date | None) -> Iterator[_Found]:
    questions = tuple(criterion.questions.values())
    senses = senses_of(questions)
    # "Call me on Friday" tells a day to who asked when to call, and evades other questions.
    puts_it_off = evades if _CALLS.search(" ".join(questions).lower()) else puts_off
    for clause in said.clauses:
        is_meant = is_asked or senses.search(said.flat, clause.start, clause.end) is not None
        if not clause.tells or not is_meant or (clause.is_question and is_asked):
            continue
        found = find_day(said.flat, clause.start, clause.end, today)
        if found is None and (phrase := find_time_phrase(said.flat, clause.start, clause.end)):
            found = (said.quote(phrase.start(), phrase.end()), phrase.start(), phrase.end())
        if found is None or is_negated(said, clause, found[1]):
            continue
        if puts_it_off(said.flat[clause.start : clause.end]):
            continue
        value = normalise(criterion, found[0], today)
        if value is not None:
            yield _Found(value, found[1], found[2])
