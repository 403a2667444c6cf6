"""Whether a claim stands on the words it quotes, and what value it has then.

A model may quote words that were said and give them a meaning they do not have: five million from
"Hi", "buy" from "I do not want to buy", two million from "2 rooms". The quote stands in the
message already; here its words must tell the value. Figures, currencies, addresses and days are
compared with what the quote names. Where a reader of ours speaks (an option, yes or no, a
negation), it must agree. What no reader knows is trusted only in the lead's own words: a value
that shares none with the quote gives way to the quote itself.

A quote cut out of a larger word or figure ("500" out of "1,500") is none, and the clause it was
cut from is read with it, so that no "not" is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from app.domain.claiming.answers import read_yes_no
from app.domain.claiming.clauses import Clause, Said, is_negated, read_clauses
from app.domain.claiming.options import find_options
from app.domain.claims import claims_by_rule
from app.domain.dates import date_or_none, moved, read_date
from app.domain.followup_words import COURTESY, EMPTY
from app.domain.message import Author, Message
from app.domain.numbers import find_numbers
from app.domain.phone import read_phone, same_digits
from app.domain.reading import read
from app.domain.spelled import in_digits
from app.domain.tenant import Criterion, CriterionKind
from app.domain.text import fold, visible, words
from app.domain.values import MAX_TEXT_CHARS, currency_of, limits, normalise, yes_or_no

# So much of the message is read around a quote, and so much of the quote.
_AROUND_CHARS = 200
_READ_CHARS = 600
_MOST_PLACES = 20
# A day further away is a slip or a trick: nobody plans by it.
_YEARS_BACK, _YEARS_AHEAD = 1, 10
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")
_SCALES = r"(?:k|thousand|mil|الف|الاف|(?P<million>m|mm|mn|millions?|millon(?:es)?|مليون|ملايين))"
# "2-3 million", "200 to 300k": the multiplier belongs to both.
_SHARED = re.compile(
    r"(?<![\w.,])(?P<low>\d[\d.,]{0,14}) ?(?:-|/|to|or|and|till|until|a|o|y|u|hasta|الي|او|و|حتي|ل)"
    rf" ?\d[\d.,]{{0,14}} ?{_SCALES}(?!\w)"
)
# "Half a million", «millón y medio», «مليون ونصف»; alone, a multiplier is once itself.
_LOOSE = re.compile(
    r"(?P<half>half (?:an? )?|medio |نصف? )?(?<!\w)"
    r"(?P<scale>thousand|mil|الف|million|millon|مليون)(?!\w)"
    r"(?P<more> and a half| y medio| ?و ?نصف?(?!\w))?"
)
# "2 and a half million", «dos millones y medio» (in digits by then), «٣ ملايين ونصف».
_HALF = r"(?:and a half|y medi[oa]|و ?نصف?)"
_AND_HALF = re.compile(
    rf"(?<![\w.,])(?P<n>\d{{1,3}}) ?(?:{_HALF} ?(?:(?P<scale>million|millon(?:es)?|مليون|ملايين))"
    rf"|(?:000000| ?(?:millions?|millon(?:es)?|m|مليون|ملايين)) ?{_HALF})(?!\w)"
)
# Scales that few write and no other reader of ours takes: India's, and short forms.
_OTHER_SCALES = {"lakh": 100_000, "lac": 100_000, "crore": 10_000_000, "mln": 1_000_000}
_OTHER_SCALE = re.compile(r"(?<![\w.,])(\d{1,4}(?:[.,]\d{1,2})?) ?(lakh|lac|crore|mln)s?(?!\w)")
_COUPLE = re.compile(r"\b(?:couple|pair|un par) (?:of|de)\b")
# "300 000 €": groups with spaces between them.
_SPACED = re.compile(r"(?<![\w.,])\d{1,3}(?: \d{3})+(?![\w.,])")
_FIGURE_BEFORE = re.compile(r"\d ?$")
# Digits on both sides of a place, one separator between them at most.
_IN_FIGURE = re.compile(r".?\d|\d[.,]", re.DOTALL)
_FIGURE_GOES_ON = re.compile(r"[.,]?\d")
_DAY_KINDS = ("date", "date_from", "date_to")


class _Quote(NamedTuple):
    """Folded words that stand in a message: ``whole[start:end]``, with what is around them."""

    whole: str
    start: int
    end: int

    @property
    def text(self) -> str:
        return self.whole[self.start : self.end]


def standing_value(
    criterion: Criterion,
    claimed: str,
    quote: str,
    text: str,
    today: date | None = None,
    country: str = "",
) -> str | None:
    """Return the canonical value that a quote of a message tells, or None when it tells none.

    Args:
        claimed: what it is said to mean; ``quote`` stands in ``text``, the lead's message.
        today: the lead's local date.
        country: the tenant's, for telephone numbers without one.
    """
    found = _placed(text, quote)
    value = normalise(criterion, claimed, today, country)
    if found is None or value is None:
        return None
    match criterion.kind:
        case CriterionKind.RANGE | CriterionKind.BUDGET:
            return _amount(criterion, claimed, value, found)
        case CriterionKind.PHONE:
            return value if _is_phone_of(value, found.text, country) else None
        case CriterionKind.EMAIL:
            return value if _is_address_of(value, found.whole) else None
        case CriterionKind.DATE:
            return _day(value, visible(quote), today)
        case CriterionKind.CHOICE if criterion.options:
            return value if _is_chosen(criterion, value, found) else None
        case CriterionKind.YES_NO:
            return value if _is_answered(criterion, value, found) else None
        case _:
            return _own_words(value, visible(quote))


def _placed(text: str, quote: str) -> _Quote | None:
    """Return where a quote stands uncut, with the message around it."""
    whole, wanted = fold(text), fold(quote)[:_READ_CHARS]
    at = whole.find(wanted) if wanted else -1
    for _ in range(_MOST_PLACES):
        if at < 0:
            return None
        end = at + len(wanted)
        # A long quote is cut for its length alone.
        is_long = len(quote) >= MAX_TEXT_CHARS - 1
        if not _is_cut(whole, at) and (is_long or not _is_cut(whole, end)):
            first = max(0, at - _AROUND_CHARS)
            return _Quote(whole[first : end + _AROUND_CHARS], at - first, end - first)
        at = whole.find(wanted, at + 1)
    return None


def _is_cut(whole: str, at: int) -> bool:
    """Tell whether a place is inside a word or a figure.

    Letters without case are let be: Arabic writes "and" and "the" onto a word, others no spaces.
    """
    if at in (0, len(whole)):
        return False
    before, after = whole[at - 1], whole[at]
    if _IN_FIGURE.fullmatch(whole[max(0, at - 2) : at]) and after.isdigit():
        return True
    if before.isdigit() and _FIGURE_GOES_ON.match(whole[at : at + 2]):
        return True
    return _has_case(before) and _has_case(after)


def _has_case(char: str) -> bool:
    return char.isalpha() and char.upper() != char.lower()


def _tells(text: str) -> set[str]:
    """Return the words of a text that say more than a greeting or a nod."""
    return {
        word
        for word in words(text)
        if word not in COURTESY and (len(word) > 1 or word.isdigit() or not word.isascii())
    }


def _amount(criterion: Criterion, claimed: str, value: str, found: _Quote) -> str | None:
    bounds = limits(value)
    # A figure that reads otherwise in its sentence was cut: "500" out of "500k". What Arabic
    # writes onto a word is no part of it.
    before, behind = found.whole[: found.start], found.whole[found.end :]
    is_joined = before[-1:].isalpha() and not _has_case(before[-1])
    said = _figures(found.text) & _figures(f"{before}{' ' * is_joined}{found.text}{behind}")
    if bounds is None or not said.issuperset(bounds):
        return None
    if criterion.kind is CriterionKind.RANGE:
        return value
    named = currency_of(found.text) or _currency_beside(found)
    if named is None or value.startswith(f"{named} "):
        return value
    # A claim that names no currency means the one that was said.
    return f"{named} {value.split(' ', 1)[-1]}" if currency_of(claimed) is None else None


def _currency_beside(found: _Quote) -> str | None:
    """Return the currency that the word right before or behind a quote names."""
    behind = re.match(r" ?[^\W\d_]+|[$€£]", found.whole[found.end :])
    before = re.search(r"(?:[^\W\d_]+ |[€£])$", found.whole[: found.start])
    pieces = (behind[0] if behind else "", before[0] if before else "")
    return next((code for piece in pieces if (code := currency_of(piece.strip()))), None)


def _figures(text: str) -> set[Decimal]:
    """Return the numbers that a text names, in digits or letters, multipliers applied."""
    found: set[Decimal] = set()
    for plain in (text, in_digits(text, is_claim=False)):
        found |= {number.value for number in find_numbers(plain)}
        for match in _SHARED.finditer(plain):
            scale = Decimal(1_000_000 if match["million"] else 1000)
            found |= {number.value * scale for number in find_numbers(match["low"])}
        found |= set(_loose_scales(plain)) | set(_rare(plain))
    return found


def _rare(plain: str) -> Iterator[Decimal]:
    """Yield what is written in ways that a plain reader of numbers reads in part."""
    half = Decimal("0.5")
    yield from ((int(match["n"]) + half) * 1_000_000 for match in _AND_HALF.finditer(plain))
    for match in _OTHER_SCALE.finditer(plain):
        yield Decimal(match[1].replace(",", ".")) * _OTHER_SCALES[match[2]]
    if _COUPLE.search(plain):
        yield Decimal(2)
    yield from (Decimal(match[0].replace(" ", "")) for match in _SPACED.finditer(plain))


def _loose_scales(plain: str) -> Iterator[Decimal]:
    for match in _LOOSE.finditer(plain):
        if _FIGURE_BEFORE.search(plain[: match.start()]):
            continue
        scale = Decimal(1000 if match["scale"] in ("thousand", "mil", "الف") else 1_000_000)
        yield scale / 2 if match["half"] else scale * Decimal("1.5") if match["more"] else scale


def _is_phone_of(value: str, quote: str, country: str) -> bool:
    """Tell whether a quote holds a number: a wrong one reaches somebody else."""
    said = read_phone(quote, country)
    if said is None:
        return same_digits(value, quote)
    return said == value or (not said.startswith("+") and value.endswith(said.lstrip("0")))


def _is_address_of(value: str, text: str) -> bool:
    return re.search(rf"(?<![\w.+-]){re.escape(value)}(?![\w-]|\.\w)", text) is not None


def _day(value: str, quote: str, today: date | None) -> str | None:
    """Return the day that the quote names too, else the quote's words for it."""
    if not _tells(quote):
        return None
    iso = _ISO.match(value)
    if iso is None:
        return _own_words(value, quote, is_strict=True)
    named = date_or_none(*map(int, iso.groups()))
    if named is None or (today is not None and not _is_near(named, today)):
        return None
    said = _days_of(quote, today)
    if said:
        return value if value in said else None
    return quote[:MAX_TEXT_CHARS].strip()


def _is_near(day: date, today: date) -> bool:
    first, last = moved(today, "year", -_YEARS_BACK), moved(today, "year", _YEARS_AHEAD)
    return (first is None or first <= day) and (last is None or day <= last)


def _days_of(quote: str, today: date | None) -> set[str]:
    spans = read(quote[:_READ_CHARS], ("date",), today)
    found = {str(span.value) for span in spans if span.kind in _DAY_KINDS and span.value}
    plain = read_date(quote, today) if today else None
    return found | ({plain.isoformat()} if plain else set())


def _is_chosen(criterion: Criterion, value: str, found: _Quote) -> bool:
    """Tell whether a quote chooses an option: named it must be, or nothing else may be."""
    if not _tells(found.text) and yes_or_no(found.text) is None:
        return False
    if _by_rule(criterion, found.text) not in (None, value):
        return False
    said, touched = _clauses_of(found)
    named = [
        (one.option, is_negated(said, clause, one.start))
        for clause in touched
        for one in find_options(criterion.options, said, clause)
    ]
    wanted = {option for option, is_denied in named if not is_denied}
    denied = {option for option, is_denied in named if is_denied}
    return value in wanted or (not wanted and value not in denied)


def _is_answered(criterion: Criterion, value: str, found: _Quote) -> bool:
    """Tell whether a quote may be that yes or no."""
    if not _tells(found.text) and yes_or_no(found.text) is None:
        return False
    said, touched = _clauses_of(found)
    if touched:
        piece = said.flat[touched[0].start : touched[-1].end]
    else:
        piece = found.text
    spoken = read_yes_no(read_clauses(piece), tuple(criterion.questions.values()))
    if spoken is not None:
        return spoken[0] == value
    plain = yes_or_no(piece)
    if plain is not None:
        return plain == value
    return value == "no" or not any(is_negated(said, one, one.end) for one in touched)


def _by_rule(criterion: Criterion, quote: str) -> str | None:
    message = Message("m", "", Author.LEAD, quote, 0)
    claims = claims_by_rule([criterion], [message], criterion.id)
    return normalise(criterion, claims[0].value) if claims else None


def _clauses_of(found: _Quote) -> tuple[Said, list[Clause]]:
    """Return the message around a quote and the clauses that the quote has a part in."""
    said = read_clauses(found.whole)
    wanted = read_clauses(found.text).flat
    at = said.flat.find(wanted, max(0, found.start - 5)) if wanted else -1
    if at < 0:
        said = read_clauses(found.text)
        return said, list(said.clauses)
    end = at + len(wanted)
    return said, [one for one in said.clauses if one.start < end and at < one.end]


def _own_words(value: str, quote: str, is_strict: bool = False) -> str | None:
    """Return a value in words if the quote says it, else the quote; None if that tells nothing.

    Args:
        is_strict: the value must stand in the quote as it is.
    """
    if not _tells(quote):
        return None
    if fold(value) in fold(quote):
        return value
    if not is_strict:
        told, said = _tells(value) - EMPTY, _tells(quote)
        has_figures = any(char.isdigit() for word in told - said for char in word)
        if told and not has_figures and 2 * len(told & said) >= len(told):
            return value
    return quote[:MAX_TEXT_CHARS].strip()
