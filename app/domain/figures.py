"""Figures, times, days and streets of a draft that stand nowhere, or count something else there.

What the lead said may be repeated, but only as the lead's: "your budget of 900" is theirs, "it
costs 900" would be ours.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from app.domain.addresses import EMAIL, PHONE, phones_of, streets_in, without_links
from app.domain.calendar_words import Calendar, calendar_of, unfounded_days
from app.domain.evidence import Evidence, Figures, figures_of, readings, times_in
from app.domain.numbers import plain
from app.domain.spelled import in_digits
from app.domain.text import strip_marks
from app.domain.units import STRICT, Amount, amounts_in, is_borne, rates_in

_DIGIT = re.compile(r"\d")
_TOKEN = re.compile(r"[^\s()\[\]{}<>\"',!?;]+")
_CLAUSE = re.compile(
    r"[.!?؟](?=\s|$)|[;,:،؛](?=\s)|\s-\s|\b(?:and|but|so|pero|y)\b|(?<!\w)(?:لكن|و)(?=\s)"
)
_SENTENCE = re.compile(r"[.!?؟]+(?=\s|$)")
# A clause that says what something costs, when it is open, what is granted.
_OURS = re.compile(
    r"\b(?:costs?|priced?|price (?:is|of|would|will)|charged?|charges|fee|rates?"
    r"|discount|refund|off"
    r"|offer(?:s|ed)?|available|open|opens|closes?|closed|deposit|for (?:only|just)|guarantee\w*"
    r"|we (?:can|do|accept|agree|have|are|take)|we'?(?:ll|re)|(?:i|we) can do"
    r"|you(?:'ll| will)? (?:pay"
    r"|get|receive|save)|sure|deal|agreed|absolutely|booked|confirmed|approved"
    r"|accepted|works for us"
    r"|takes?|lasts?|total"
    r"|cuesta\w*|vale|precio (?:es|de)|cobramos|descuento|abrimos|abierto|cerramos|disponible"
    r"|trato hecho|aceptamos|acepta|de acuerdo|paga\w*|tenemos|ofrecemos|confirmad\w+"
    r"|garantiz\w+)\b"
    r"|(?<!\w)(?:السعر|سعره|يكلف|تكلف|بسعر|خصم|مفتوح|نفتح|نغلق|متاح|موافق|نقبل|تدفع|ستدفع|لدينا)"
)
_THEIRS = re.compile(
    r"\b(?:your (?:\w+ ){0,2}(?:budget|request|message|reference|order|ref|number|date"
    r"|range|family|move"
    r"|max\w*|limit|target|wish|plan|preference|enquiry|inquiry|question|note|group|party|deadline"
    r"|timeline)|you(?:'re| are|'ve| have|'d)? (?:said|say|mention\w*|wrote|ask\w*"
    r"|told|need|want|look\w*"
    r"|prefer\w*|plan\w*|wish\w*|gave|shared|wanted|hope|hoping|like|search\w*"
    r"|have in mind|describ\w*"
    r"|request\w*|suggest\w*|propos\w*)|noted|got it|understood|i see|as you|so you"
    r"|thanks? (?:you )?for"
    r"|about your|(?:su|tu) (?:\w+ )?(?:presupuesto|solicitud|mensaje|pedido"
    r"|referencia|fecha|limite"
    r"|maximo|familia|grupo|consulta|pregunta)|(?:usted )?(?:menciona|mencion[oa]\w*"
    r"|dijo|dice|indica"
    r"|indico|busca|buscas|necesita|necesitas|quiere|quieres|comenta|pregunta|pide|prefiere)"
    r"|anotad\w+|entendido|tomo nota|apuntad\w+)\b"
    r"|(?<!\w)(?:ميزانيتك|ميزانيتكم|طلبك|رسالتك|سؤالك|سوالك|ذكرت|قلت|تبحث|تريد|تحتاج|طلبت|سجلت"
    r"|فهمت|كما"
    r"|رقم طلبك|دونت|ترغب)"
)
# What we decline of the lead's is no claim of ours.
_DECLINES = re.compile(
    r"\b(?:i|we)(?:'m| am|'re| are)? (?:cannot|can'?t|can not|won'?t|unable to|not able to"
    r"|don'?t|do not)"
    r" (?:be able to )?(?:offer|give|grant|confirm|accept|do|promise|agree|match|change|lower"
    r"|say|tell)\b"
    r"|\bno (?:puedo|podemos|podria|podriamos) \w+|\bno (?:ofrecemos|hacemos|aceptamos)\b"
    r"|(?<!\w)لا (?:يمكنني|يمكننا|استطيع|نستطيع|اقدر)(?!\w)"
)
_IS_BEFORE = re.compile(
    r"\b(?:is|are|es|son)\s(?:(?:now|only|just|solo|ahora)\s){0,2}[$€£]?$|(?<!\w)(?:هو"
    r"|ب)\s?$"
)
# "With up to 450k …": a budget that is spoken of is who has it.
_BUDGET_BEFORE = re.compile(
    r"(?:\bwith (?:up to|around|about|a (?:budget|limit|maximum) of|your)|\bbudget of(?: up to)?"
    r"|\bcon (?:hasta|unos|unas|su|tu)|\bpresupuesto de(?: hasta)?"
    r"|(?<!\w)ب?ميزانيه(?: قدرها)?)\s+(?:[a-z]{3} ?|[$€£])?$"
)
# A time that only the lead named is a wish, until it is said to be given.
_GIVEN = re.compile(
    r"\b(?:see you|(?:you can|please|just|do) come|come (?:by|in|over|on|at)|works (?:for us"
    r"|fine|well|great)"
    r"|(?:is|are) (?:all )?(?:fine|free|available|open|confirmed|booked|reserved|set|yours|good"
    r"|possible|ok)"
    r"|no problem|works?(?! for you)|we(?:'ll| will) (?:be|expect|wait|see)"
    r"|expect you|done|you(?:'re| are) (?:in"
    r"|on|set)"
    r"|(?:your|the) (?:appointment|visit|viewing|slot|meeting|booking)\b.{0,20}\b(?:is|will be)"
    r"|venga|pase|puede venir|puede pasar|nos vemos|(?:le|te|lo|la) espera\w*|confirmad\w"
    r"|reservad\w"
    r"|agendad\w|disponible|libre|(?:su|la) (?:cita|visita|reserva)\b.{0,20}\b(?:es|sera|esta"
    r"|queda)"
    r"|sin problema|hecho|listo|entonces|de acuerdo|perfecto)\b"
    r"|\b(?:it is|then|works|entonces|perfecto)\W*$"
    r"|(?<!\w)(?:تفضل|ننتظرك|بانتظارك|نراك|موعدك|متاح|موكد|محجوز|يمكنك الحضور|احضر|تعال|اذن)"
)
_NOW = re.compile(
    r"\b(?:now|currently|right now|at the moment|it(?:'s| is)|ahora|actualmente|(?:es|son) las?)\b"
    r"|(?<!\w)(?:الان|حاليا|الساعه الان)"
)
_OPENS = re.compile(
    r"\b(?:open|opens|opened|available|we work|working|abr\w+|abiert\w+|atendemos|disponible\w*"
    r"|trabajamos|hours|horario)\b|(?<!\w)(?:مفتوح\w*|نفتح|نعمل|متاح\w*|دوام\w*)"
)
_SHUTS = re.compile(
    r"\b(?:closed|close|not|n't|no|cerrad\w+|cerramos|cierra|don't|aren't)\b|(?<!\w)(?:مغلق\w*"
    r"|نغلق|لا|لسنا)"
)
_UNTIL = re.compile(
    r"\b(?:until|till|til|by|from|at|to|before|after|las|la|a|hasta|opens?|closes?)\s$"
    r"|(?:الساعه|حتي|الي|من)\s$|\d\s?-\s?$"
)
# The local time as a fact tells the time, and no figures that may be said of something else.
_CLOCK = re.compile(r"(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}\S*")
_ISO = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")
_SCALED = re.compile(r"\d[\d.,:]*(?:k|m|mm|mn|am|pm|h|ish|usd|eur)?|(?:usd|eur|gbp|sar)\d[\d.,]*")
_TODAY = re.compile(
    r"\b(?:today|tonight|tomorrow|hoy|manana)\b|(?<!\w)(?:اليوم|غدا|بكره|بكرا)(?!\w)"
)


@dataclass(frozen=True, slots=True)
class Ground:
    """What figures may rest on: the business's evidence, the lead's words, what code computed."""

    evidence: Evidence
    lead_texts: tuple[str, ...] = ()
    fact_texts: tuple[str, ...] = ()

    @property
    def heard(self) -> tuple[Figures, ...]:
        """Return the figures of the lead's words; read only when a draft has any."""
        return tuple(figures_of(text) for text in self.lead_texts)

    @property
    def facts(self) -> tuple[Figures, ...]:
        """Return the figures of what code computed, without the clock of the local time."""
        return tuple(figures_of(_CLOCK.sub(r"\1", text)) for text in self.fact_texts)


def unfounded_figures(text: str, ground: Ground) -> list[str]:
    """Return the figures and times of a text that stand nowhere or count something else there.

    A word of letters and digits the lead wrote (an order number, a reference) may be repeated as
    a whole; only then are its digits no claim. Numbers to call are judged elsewhere.
    """
    if not _DIGIT.search(in_digits(text)):
        return []
    rest = strip_marks(
        PHONE.sub(_blank_phone, without_links(EMAIL.sub(" ", text) if "@" in text else text))
    )
    theirs = {token for heard in ground.lead_texts for token in references(heard)}
    for token in sorted(theirs, key=len, reverse=True):
        rest = rest.replace(token, " ")
    rest = in_digits(rest)
    own = (ground.evidence.values, *(one.values for one in ground.facts))
    ours = frozenset[Decimal]().union(*own)
    known = ours.union(*(one.values for one in ground.heard))
    times = _told_times(rest, ground)
    given = _given_times(rest, ground.evidence)
    rest, wrong = _times(rest, times, known)
    wrong += [one for one in given if one not in wrong]
    amounts = ground.evidence.amounts.union(
        *(one.amounts for one in (*ground.facts, *ground.heard))
    )
    priced = ground.evidence.priced
    for amount in amounts_in(rest):
        if amount.value not in known:
            if not (_is_hour(rest, amount.start, amount.value) and _hours(amount.value) & times):
                wrong.append(plain(amount.value))
        elif not is_borne(amount, amounts, priced):
            wrong.append(f"{plain(amount.value)} {amount.unit}")
        elif _is_other_hour(rest, amount, times, amounts) or (
            not _is_ours(amount, ground, ours) and _is_claimed(rest, amount)
        ):
            wrong.append(plain(amount.value))
    return wrong + _strange_rates(rest, ground)


def _is_other_hour(
    rest: str, amount: Amount, times: frozenset[int], amounts: frozenset[tuple[Decimal, str]]
) -> bool:
    """Tell whether a bare hour ("open at 8") is none of the times that were said."""
    if amount.unit or not _is_hour(rest, amount.start, amount.value):
        return False
    return not (_hours(amount.value) & times or (amount.value, "") in amounts)


def _strange_rates(rest: str, ground: Ground) -> list[str]:
    """Return the prices that are paid for something else in the business's words."""
    wrong = []
    for value, each in rates_in(rest):
        theirs = {known for number, known in ground.evidence.rates if number == value}
        if theirs and each not in theirs:
            wrong.append(f"{plain(value)} a {each}")
    return wrong


def _is_ours(amount: Amount, ground: Ground, ours: frozenset[Decimal]) -> bool:
    """Tell whether a figure stands in the business's words, counting the same if it counts."""
    if amount.value not in ours or not amount.unit:
        return amount.value in ours
    if amount.unit in STRICT:
        # A price that stands somewhere as a number of something is no price of ours.
        return is_borne(amount, ground.evidence.amounts, ground.evidence.priced)
    theirs = {known for number, known in ground.evidence.amounts if number == amount.value}
    return not theirs or amount.unit in theirs or "" in theirs


def _times(rest: str, times: frozenset[int], known: frozenset[Decimal]) -> tuple[str, list[str]]:
    """Return the text without its times of day, and those that stand nowhere."""
    wrong = []
    for match in reversed(times_in(rest)):
        hour = Decimal(match[1])
        is_bare_hour = not int(match[2] or 0) and hour in known and bool(readings(match))
        if not (readings(match) & times or is_bare_hour):
            wrong.append(match[0].strip())
        rest = rest[: match.start()] + " " * len(match[0]) + rest[match.end() :]
    return rest, wrong


def _told_times(rest: str, ground: Ground) -> frozenset[int]:
    """Return the times that may be told: of the business, of the lead, and by the clock what it is.

    The clock tells the time in a text that speaks of now, and opens nothing.
    """
    now = (figures_of(text).times for text in ground.fact_texts) if _NOW.search(rest) else ()
    return ground.evidence.times.union(*now, *(one.times for one in ground.heard))


def _given_times(rest: str, evidence: Evidence) -> list[str]:
    """Return the times of day that are told as given, and are none of the business's."""
    wrong = []
    for match in times_in(rest):
        meant = readings(match)
        is_bare = not int(match[2] or 0) and (Decimal(match[1]), "") in evidence.amounts
        if meant and not (meant & evidence.times or is_bare) and _is_given(rest, match.start()):
            wrong.append(match[0].strip())
    return wrong


def _is_given(rest: str, at: int) -> bool:
    clause = _part(_CLAUSE, rest, at)
    if not _GIVEN.search(clause) or _THEIRS.search(clause) or _DECLINES.search(clause):
        return False
    return not _part(_SENTENCE, rest, at).rstrip().endswith(("?", "؟"))


def _is_hour(rest: str, start: int, value: Decimal) -> bool:
    return value <= 12 and bool(_UNTIL.search(rest, max(0, start - 10), start))


def _hours(value: Decimal) -> set[int]:
    hour = int(value) % 12
    return {hour * 60, (hour + 12) * 60}


def _is_claimed(rest: str, amount: Amount) -> bool:
    """Tell whether a figure that only the lead said is made the business's.

    Money and shares are theirs only in a sentence that says so, or asks.
    """
    sentence, clause = _part(_SENTENCE, rest, amount.start), _part(_CLAUSE, rest, amount.start)
    is_asking = sentence.rstrip().endswith(("?", "؟")) and not _OURS.search(clause)
    if _DECLINES.search(clause) or _BUDGET_BEFORE.search(
        rest, max(0, amount.start - 40), amount.start
    ):
        return False
    if _THEIRS.search(clause):
        return _OURS.search(_THEIRS.sub(" ", clause)) is not None
    if amount.unit in STRICT:
        # "It costs 1 dollar, as you said" is said by us.
        is_told = _OURS.search(clause) or _IS_BEFORE.search(
            rest, max(0, amount.start - 24), amount.start
        )
        return bool(is_told) or not (_THEIRS.search(sentence) or is_asking)
    is_given = _is_hour(rest, amount.start, amount.value) and _is_given(rest, amount.start)
    return (bool(_OURS.search(clause)) or is_given) and not is_asking


def _part(parted: re.Pattern[str], rest: str, at: int) -> str:
    """Return the part of a text, as a pattern parts it, in which a place lies."""
    start, end = 0, len(rest)
    for match in parted.finditer(rest):
        if match.end() <= at:
            start = match.end()
        elif match.start() > at:
            end = match.end()
            break
    return rest[start:end]


def references(text: str) -> set[str]:
    """Return the words of letters and digits: order numbers, references, number plates."""
    tokens = (token.strip(".:-") for token in _TOKEN.findall(strip_marks(text)))
    return {
        token
        for token in tokens
        if len(token) > 3
        and any(c.isdigit() for c in token)
        and any(c.isalpha() for c in token)
        # "100usd" and "10:30am" count and tell the time, however they are written together.
        and not (_SCALED.fullmatch(token) or any(one.unit for one in amounts_in(token)))
    }


def _blank_phone(match: re.Match[str]) -> str:
    return " " if phones_of(match[0]) else match[0]


def unfounded_dates(text: str, ground: Ground) -> list[str]:
    """Return the weekdays, months and dates of a text that stand nowhere, by name.

    A day that only the lead named is no day we are open.
    """
    rest = without_links(text)
    claimed = calendar_of(rest, is_claim=True)
    if claimed == Calendar():
        return []
    told = ours = ground.evidence.calendar
    for one in ground.facts:
        ours |= one.calendar
    if _TODAY.search(strip_marks(rest)):
        ours |= Calendar(days=frozenset(_near_days(ground.fact_texts)))
    known = ours
    for one in ground.heard:
        known |= one.calendar
    wrong = unfounded_days(claimed, known)
    if wrong:
        return wrong
    opened = Calendar()
    for clause in re.split(r"[.!?؟;](?:\s|$)", rest):
        bare = strip_marks(clause)
        if _OPENS.search(bare) and not (_SHUTS.search(bare) and told.days):
            opened |= Calendar(days=calendar_of(clause, is_claim=True).days)
    return unfounded_days(opened, told)


def _near_days(facts: Sequence[str]) -> set[int]:
    """Return the weekdays of today and tomorrow, from the local time among the facts."""
    found: set[int] = set()
    for text in facts:
        for match in _ISO.finditer(text):
            try:
                today = date(int(match[1]), int(match[2]), int(match[3]))
            except ValueError:
                continue
            found |= {today.weekday(), (today + timedelta(days=1)).weekday()}
    return found


def unfounded_streets(text: str, ground: Ground) -> list[str]:
    """Return the streets of a text that stand nowhere."""
    claimed = streets_in(text, is_claim=True) - ground.evidence.streets
    if claimed:
        claimed -= {street for heard in ground.lead_texts for street in streets_in(heard)}
    return sorted(claimed)
