"""What a criterion's answer may be: reading it from words, and whether it counts.

One canonical text per meaning, so that two findings can be compared: ``yes``/``no``, an option as
the tenant wrote it, a number (``3``) or a span (``2..3``), money with its currency
(``SAR 1100000``), an ISO date where it is plain, a telephone number in E.164 where its country is
certain, an e-mail address in lower case, otherwise the words themselves.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from app.domain.dates import read_date
from app.domain.horizon import days_ahead
from app.domain.numbers import find_numbers, plain
from app.domain.phone import read_phone
from app.domain.tenant import Criterion, CriterionKind
from app.domain.text import strip_marks, visible, word_set, words

MAX_TEXT_CHARS = 200
# Nothing a lead counts or pays has more digits; what has is a telephone number, or a trick.
_MOST = Decimal(10) ** 12
_CENT = Decimal("0.01")
# A lead's own day may be the one before ours: what was tomorrow there is no past date.
_ZONE_LEEWAY_DAYS = 1
# RFC 5321, 4.5.3.1, without quoted local parts, which nobody has.
_EMAIL = re.compile(
    r"(?<![\w.+-])[\w.+-]{1,64}@(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.){1,8}[^\W\d_]{2,24}(?![\w-])"
)

_YES = word_set(
    "yes yeah yep yup sure correct definitely absolutely ok okay true",
    "si sip claro afirmativo cierto",
    "نعم ايوه ايوا اي اجل اكيد طبعا بلي تمام صح",
)
_NO = word_set(
    "no nope nah not never false dont doesnt isnt havent",
    "nunca tampoco negativo",
    "لا كلا ليس مو مش ماعندي لسه",
)
# Our own spans, which are read back as they are: "2..3", "USD 200000..300000".
_CANONICAL_SPAN = re.compile(r"(?:[A-Za-z]{3} )?(\d{1,12}(?:\.\d+)?)\.\.(\d{1,12}(?:\.\d+)?)")
# "-5" and "1e9" are no amounts a person names; read half, they would be another number.
_NO_AMOUNT = re.compile(r"^(?:[a-z]{3}|[$€£])?\s?[-−]\s?\d|\d[eE][+-]?\d", re.IGNORECASE)
# A symbol or word beside an amount; a bare "$" is left to the criterion's own currency.
_CURRENCIES = (
    (re.compile(r"\busd\b|us\$|dollars?\b|dolares\b|دولار"), "USD"),
    (re.compile(r"\beur\b|€|euros?\b|يورو"), "EUR"),
    (re.compile(r"\bgbp\b|£|pounds?\b|libras?\b"), "GBP"),
    (re.compile(r"\bsar\b|\bsr\b|riyals?\b|ريال"), "SAR"),
    (re.compile(r"\baed\b|dirhams?\b|درهم"), "AED"),
    (re.compile(r"\bmxn\b|pesos?\b"), "MXN"),
    (re.compile(r"\begp\b|جنيه"), "EGP"),
)


def currency_of(text: str) -> str | None:
    """Return the ISO 4217 code of the currency a text names, or None."""
    folded = strip_marks(text)
    return next((code for pattern, code in _CURRENCIES if pattern.search(folded)), None)


def normalise(
    criterion: Criterion, value: str, today: date | None = None, country: str = ""
) -> str | None:
    """Return the canonical value, or None when the words are no answer to the criterion.

    Args:
        today: the lead's local date, for ``tomorrow``; without it only absolute dates are read.
        country: the tenant's (ISO 3166 alpha-2), for a telephone number without one.
    """
    text = visible(value)[:MAX_TEXT_CHARS].strip()
    if not any(char.isalnum() for char in text):
        return None
    match criterion.kind:
        case CriterionKind.YES_NO:
            return yes_or_no(text)
        case CriterionKind.CHOICE:
            return choose(text, criterion.options)
        case CriterionKind.RANGE:
            return _span(text)
        case CriterionKind.BUDGET:
            span = _span(text)
            code = currency_of(text) or criterion.currency
            return f"{code} {span}" if span and code else span
        case CriterionKind.DATE:
            found = read_date(text, today or date.min) if today or "-" in text else None
            return found.isoformat() if found else text
        case CriterionKind.PHONE:
            return read_phone(text, country)
        case CriterionKind.EMAIL:
            return read_email(text)
        case _:
            return text


def read_email(text: str) -> str | None:
    """Return the one e-mail address of a text in lower case; None for none, or several."""
    found = {match[0].lower() for match in _EMAIL.finditer(text)}
    return found.pop() if len(found) == 1 else None


def yes_or_no(text: str) -> str | None:
    """Return ``yes``, ``no``, or None when the words say neither or both."""
    said = set(words(text.replace("'", "").replace("’", "")))
    is_yes, is_no = bool(said & _YES), bool(said & _NO)
    if is_yes == is_no:
        return None
    return "yes" if is_yes else "no"


def choose(text: str, options: tuple[str, ...]) -> str | None:
    """Return the one option the words name, spelled as the tenant spells it, or None."""
    if not options:
        return text
    said = words(text)
    named = [option for option in options if _stands_in(words(option), said)]
    # "two bedroom flat" names both "flat" and "two bedroom flat": the longer one is meant.
    longest = [
        option
        for option in named
        if not any(o != option and _stands_in(words(option), words(o)) for o in named)
    ]
    return longest[0] if len(longest) == 1 else None


def _stands_in(part: list[str], whole: list[str]) -> bool:
    size = len(part)
    return size > 0 and any(whole[i : i + size] == part for i in range(len(whole) - size + 1))


def _span(text: str) -> str | None:
    if own := _CANONICAL_SPAN.fullmatch(text):
        low, high = _round(Decimal(own[1])), _round(Decimal(own[2]))
        return f"{plain(low)}..{plain(high)}" if low < high else plain(high)
    if _NO_AMOUNT.search(text):
        return None
    numbers = find_numbers(text)
    figures = [n for n in numbers if not n.is_word] or numbers
    values = [_round(number.value) for number in figures[:2]]
    if not values or max(values) >= _MOST:
        return None
    if len(values) == 1:
        return plain(values[0])
    low, high = values
    # "2-3 million": the multiplier belongs to both.
    if high >= 1000 and low < 1000 <= low * 1_000_000 and high % 1000 == 0:
        scale = Decimal(1_000_000) if high >= 1_000_000 else Decimal(1000)
        low = low * scale if low * scale <= high else low
    return f"{plain(low)}..{plain(high)}" if low < high else plain(high)


def _round(value: Decimal) -> Decimal:
    # With three decimals, "1.125" would be read back as eleven hundred and twenty-five.
    is_fine = value >= _MOST or value == value.to_integral_value()
    return value if is_fine else value.quantize(_CENT)


def limits(value: str) -> tuple[Decimal, Decimal] | None:
    """Return the lower and upper bound of a canonical number or amount, or None."""
    bare = value.split(" ", 1)[-1]
    low, _, high = bare.partition("..")
    try:
        return Decimal(low), Decimal(high or low)
    except ArithmeticError:
        return None


def counts(criterion: Criterion, value: str, said_on: date | None = None) -> bool:
    """Tell whether a canonical value is one the tenant is looking for.

    Args:
        said_on: the day it was said; a date counts from there, so that a point does not go away
            while nobody says anything.
    """
    if criterion.kind in (CriterionKind.RANGE, CriterionKind.BUDGET):
        return _is_within(criterion, value)
    if criterion.kind is CriterionKind.DATE and criterion.within_days is not None:
        ahead = days_ahead(value, said_on)
        return ahead is not None and -_ZONE_LEEWAY_DAYS <= ahead <= criterion.within_days
    if not criterion.accepts:
        return True
    if criterion.kind is CriterionKind.PLACE:
        said = _place_words(value)
        return any(_stands_in(_place_words(place), said) for place in criterion.accepts)
    return strip_marks(value) in {strip_marks(accepted) for accepted in criterion.accepts}


def _is_within(criterion: Criterion, value: str) -> bool:
    bounds = limits(value)
    if bounds is None or _is_other_currency(criterion, value):
        return False
    low, high = bounds
    is_enough = criterion.minimum is None or high >= Decimal(str(criterion.minimum))
    return is_enough and (criterion.maximum is None or low <= Decimal(str(criterion.maximum)))


def _place_words(place: str) -> list[str]:
    # "المرسى" and "مرسى" are one place; so are "the Marina" and "Marina".
    return [word.removeprefix("ال") or word for word in words(place) if word != "the"]


def _is_other_currency(criterion: Criterion, value: str) -> bool:
    # Amounts are not converted: a rate of today would be an invented fact tomorrow.
    code = value.split(" ", 1)[0] if " " in value else criterion.currency
    has_limit = criterion.minimum is not None or criterion.maximum is not None
    return has_limit and criterion.currency is not None and code != criterion.currency
