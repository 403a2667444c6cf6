"""Figures written in letters, turned into digits, in English, Spanish and Arabic.

"Twenty five dollars", «hasta las ocho y media» and «خمسون ريال» say as much as digits do, so a text
is rewritten and then read as any other. Small numbers in plain speech ("two of our guests", "one
moment") are no figures: a word becomes digits only beside a unit, as a time of day, as a floor,
from thirteen on, or in a row as long as a phone number.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from app.domain.articles import MONEY_WORDS, ONES, is_one, with_ones
from app.domain.text import ascii_digits, strip_marks

_PLAIN: dict[str, int] = {}
for _start, _row in (
    (0, "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen"),
    (15, "fifteen sixteen seventeen eighteen nineteen"),
    (0, "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce"),
    (15, "quince dieciseis diecisiete dieciocho diecinueve veinte veintiuno veintidos veintitres"),
    (24, "veinticuatro veinticinco veintiseis veintisiete veintiocho veintinueve"),
    (0, "صفر واحد اثنين ثلاثه اربعه خمسه سته سبعه ثمانيه تسعه عشره"),
    (1, "واحده اثنان ثلاث اربع خمس ست سبع ثماني تسع عشر"),
):
    _PLAIN |= {word: value for value, word in enumerate(_row.split(), _start)}
_PLAIN |= {"un": 1, "una": 1, "veintiun": 21, "dozen": 12, "docena": 12, "اثنتين": 2, "ثمان": 8}
_TENS: dict[str, int] = {}
for _row in (
    "twenty thirty forty fifty sixty seventy eighty ninety",
    "- treinta cuarenta cincuenta sesenta setenta ochenta noventa",
    "عشرون ثلاثون اربعون خمسون ستون سبعون ثمانون تسعون",
    "عشرين ثلاثين اربعين خمسين ستين سبعين ثمانين تسعين",
):
    _TENS |= {word: value for value, word in zip(range(20, 100, 10), _row.split(), strict=True)}
_TENS["fourty"] = 40
del _TENS["-"]
_HUNDREDS = {"cien": 100, "ciento": 100, "ميه": 100, "مايه": 100, "ميتين": 200, "ميتان": 200}
for _value, _words in enumerate(
    ("doscient", "trescient", "cuatrocient", "quinient", "seiscient", "setecient", "ochocient"), 2
):
    _HUNDREDS |= {f"{_words}os": _value * 100, f"{_words}as": _value * 100}
_HUNDREDS |= {"novecientos": 900, "novecientas": 900}
for _value, _words in enumerate(("ثلاث", "اربع", "خمس", "ست", "سبع", "ثمان", "تسع"), 3):
    _HUNDREDS |= {f"{_words}ميه": _value * 100, f"{_words}مايه": _value * 100}
_SCALES = {"thousand": 1000, "grand": 1000, "mil": 1000, "الف": 1000, "الاف": 1000}
_SCALES |= dict.fromkeys(("million", "millon", "millones", "مليون", "ملايين"), 1_000_000)
_DOUBLED = {"الفين": 2000, "الفان": 2000, "مليونين": 2_000_000}
_HOURS_AR: dict[str, int] = {}
for _row in ("الواحده الثانيه الثالثه الرابعه الخامسه السادسه السابعه الثامنه التاسعه العاشره",):
    _HOURS_AR |= {word: value for value, word in enumerate(_row.split(), 1)}
_ORDINALS = {
    word: value
    for row in (
        "first second third fourth fifth sixth seventh eighth ninth tenth",
        "primer segundo tercer cuarto quinto sexto septimo octavo noveno decimo",
        "primera segunda tercera cuarta quinta sexta septima octava novena decima",
        "primero - tercero - - - - - - -",
        "الاول الثاني الثالث الرابع الخامس السادس السابع الثامن التاسع العاشر",
    )
    for value, word in enumerate(row.split(), 1)
    if word != "-"
} | {"twentieth": 20, "thirtieth": 30}

UNIT_WORDS = (
    r"dollars?|bucks?|usd|euros?|eur|pounds?|quid|gbp|cents?|riyals?|sar|dirhams?|aed|dinars?"
    r"|pesos?"
    r"|mxn|rupees?|percent|per cent|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?|nights?"
    r"|kilomet\w+|km|met(?:er|re)s?|miles?|square"
    r"|dolar\w*|libras?|por ciento|minutos?|horas?|dias?|semanas?|mes(?:es)?|anos?|noches?|metros?"
    r"|دولار\w*|يورو|جنيه\w*|ريال\w*|درهم|دراهم|دينار|دنانير|بيزو|بالميه|بالمايه|في الميه"
    r"|دقيقه|دقايق|ساع(?:ه|ات)|يوما?|ايام|اسبوع\w*|اسابيع|شهرا?|اشهر|شهور|سن(?:ه|وات)|عاما?|اعوام"
    r"|ليل(?:ه|ة)|ليالي|مترا?|امتار|كيلو\w*"
)
_UNIT_NEXT = re.compile(rf"[\s-]*(?:{UNIT_WORDS})(?!\w)|\s*[%٪$€£]")
_MONEY_BEFORE = re.compile(rf"(?<!\w)(?:{MONEY_WORDS})\s$")
# "five to ten days": the unit stands behind the other end.
_RANGE_NEXT = re.compile(
    rf"\s*(?:-|to|and|or|a|y|o|الي|او)\s*(?:[^\W\d_]+|\d+)[\s-]*(?:{UNIT_WORDS})(?!\w)"
)
_CLOCK_BEFORE = re.compile(
    r"(?:\b(?:until|till|til|by|from|at|before|after|around|about|opens?|closes?|closing|to|past"
    r"|and|las|la|a)|الساعه|حتي|الي|من)\s+$"
)
_CLOCK_NEXT = re.compile(
    r"\s*(?:$|[.,;!?)]|(?:thirty|fifteen|a\.?m|p\.?m|o'?clock|sharp|to|till|until"
    r"|in the|at night|tonight|today"
    r"|tomorrow|then|entonces|on|every|and a half|de la|en punto|y (?:media|cuarto)|menos cuarto"
    r"|a las|a|hasta"
    r"|صباحا|مساء|ظهرا|عصرا|ليلا|حتي|الي|كل|يوم|والنصف|ونصف|والربع|وربع)\b)"
)
_MEASURE_BEFORE = re.compile(
    r"\b(?:age of|aged|older than|younger than|at least|at most|minimum(?: of)?"
    r"|maximum(?: of)?|up to"
    r"|more than|less than|fewer than|edad de|mayores de|menores de|al menos|mas de|menos de)\s+$"
    r"|(?<!\w)(?:عمر|سن|اكثر من|اقل من|علي الاقل)\s+$"
)
_HALF_NEXT = re.compile(r"\s+(?:and a half|y medi[oa])\b")
_HALF_MORE = re.compile(
    r"\b(\d{1,3}) and a half (?=hours?|days?|weeks?|months?|years?)"
    r"|\b(\d{1,3}) (horas|dias|semanas|meses|anos) y media?o?\b"
    r"|(?<!\w)(\d{1,3}) (ساعه|ساعات|يوم|ايام|شهر|اشهر) ونصف"
)
_HALF_HOUR = re.compile(r"\bhalf an hour\b|\ba half[ -]hour\b|\bmedia hora\b|نصف ساعه")
_FLOOR = re.compile(
    r"\b(?P<one>[^\W\d_]+)(?= (?:floor|street|avenue|piso|planta)\b)|(?:الطابق|الدور) (?P<ar>\w+)"
)
_WORD = re.compile(r"[^\W\d_]+")
_JOINTS = {"and", "y", "و"}
_AFTER_HALF = re.compile(r"\b(half|quarter) (past|to) (\d{1,2})\b")
_AFTER_ES = re.compile(r"\b(las?|a) (\d{1,2}) (y media|y cuarto|menos cuarto)\b")
_AFTER_AR = re.compile(r"\b(\d{1,2}) (والنصف|ونصف|والربع|وربع|الا ربع)")
_SPOKEN_MINUTES = re.compile(r"\b(\d{1,2}) (15|30|45|20|40|10|50)(?= ?(?:[ap]\.?m\b))")
_OCLOCK = re.compile(r"\b(\d{1,2}) o'? ?clock\b|\b(\d{1,2}) en punto\b|الساعه (\d{1,2})(?![:\d])")
_NAMED_HOURS = (
    (re.compile(r"\b(?:noon|midday|mediodia)\b|منتصف النهار"), "12:00 pm"),
    (re.compile(r"\b(?:midnight|medianoche)\b|منتصف الليل"), "12:00 am"),
)
# The Arabic dual says two by itself.
_DUALS = re.compile(r"(?<!\w)([بل]?)(ساعت|يوم|اسبوع|شهر|سنت|دقيقت|دولار|ريال)(?:ين|ان)(?!\w)")
_SINGULAR = {"ساعت": "ساعه", "سنت": "سنه", "دقيقت": "دقيقه"}
_MINUTES_NEXT = re.compile(r"\s(?:thirty|fifteen|forty[ -]five|twenty)\s?[ap]\.?m")
# "Lasts an hour" says one; "an hour later" and "a day like this" say nothing.
_LASTS = re.compile(
    r"\b((?:lasts?|takes?|within|dura|duran|tarda|tardan)(?: about| only| just| around"
    r"| up to| solo)?)"
    r" (?:an?|una?) (?=(?:hour|day|week|month|year|hora|dia|semana|mes|ano)\b)"
)
# Where none of these stands, nothing is left to do but the numbers themselves.
_REST = re.compile(
    r"\d|noon|midday|midnight|mediodia|medianoche|lasts?|takes?|within|dura|tarda|hour"
    r"|media hora|floor|street|avenue|piso|planta"
    r"|نصف|منتصف|الطابق|الدور"
)
# Runs of single digits that may be a number to call.
_PHONE_WORDS = 5
_NUMBER_WORDS = frozenset(
    {*_PLAIN, *_TENS, *_HUNDREDS, *_DOUBLED, *_HOURS_AR, *_ORDINALS, *_SCALES, "hundred", "oh"}
    | {
        "noon",
        "midday",
        "midnight",
        "mediodia",
        "medianoche",
        "منتصف",
        "double",
        "doble",
        "triple",
        "clock",
    }
    | {"punto", "quarter", "half", "media", "medio", "cuarto", "الساعه", "نصف", "ونصف"}
) - {"a"}


@dataclass(frozen=True, slots=True)
class _Run:
    """A written number: where it stands, its value, and its digits when they were spelled out."""

    start: int
    end: int
    value: int
    digits: str = ""


# One draft is looked at from many sides.
@lru_cache(maxsize=64)
def in_digits(text: str, is_claim: bool = True) -> str:
    """Return the text, stripped of marks, with its written figures as digits.

    Args:
        is_claim: leave small numbers of plain speech as they are; without it all are turned.
    """
    plain = strip_marks(text)
    if "ين" in plain or "ان" in plain:
        plain = _DUALS.sub(lambda m: f"{m[1]}2 {_SINGULAR.get(m[2], m[2])}", plain)
    plain = with_ones(plain)
    if not (has_number_words(plain) or _LASTS.search(plain)):
        return plain
    pieces, last = [], 0
    for run in _runs(plain):
        if is_claim and not _is_figure(plain, run):
            continue
        # A digit beside it belongs to another figure, or is scaled by it.
        pieces += [plain[last : run.start], run.digits or str(run.value)]
        last = run.end
    plain = "".join((*pieces, plain[last:]))
    if not _REST.search(plain):
        return plain
    plain = _LASTS.sub(r"\1 1 ", plain)
    for pattern, hour in _NAMED_HOURS:
        plain = pattern.sub(hour, plain)
    return _floors(_clocks(plain))


def has_number_words(plain: str) -> bool:
    """Tell whether a text, stripped of marks, may hold figures in letters."""
    # In Arabic "and", "for" and "by" are written together with the word.
    said = _WORD.findall(plain)
    if not _NUMBER_WORDS.isdisjoint(said):
        return True
    return not plain.isascii() and not _NUMBER_WORDS.isdisjoint([word[1:] for word in said])


def _floors(plain: str) -> str:
    def digits(match: re.Match[str]) -> str:
        word = match["one"] or match["ar"]
        value = _ORDINALS.get(word)
        return match[0] if value is None else match[0].replace(word, str(value))

    return _FLOOR.sub(digits, plain)


def _clocks(plain: str) -> str:
    def english(match: re.Match[str]) -> str:
        hour = int(match[3])
        past = 30 if match[1] == "half" else 15
        return f"{hour}:{past}" if match[2] == "past" else f"{(hour - 2) % 12 + 1}:{60 - past}"

    def behind(hour: int, how: str) -> str:
        if "menos" in how or "الا" in how:
            return f"{(hour - 2) % 12 + 1}:45"
        return f"{hour}:30" if "media" in how or "نصف" in how else f"{hour}:15"

    plain = _HALF_MORE.sub(
        lambda m: f"{m[1]}.5 " if m[1] else f"{m[2] or m[4]}.5 {m[3] or m[5]}", plain
    )
    plain = _AFTER_HALF.sub(english, _HALF_HOUR.sub("30 minutes", plain))
    plain = _AFTER_ES.sub(lambda m: f"{m[1]} {behind(int(m[2]), m[3])}", plain)
    plain = _AFTER_AR.sub(lambda m: behind(int(m[1]), m[2]), plain)
    plain = _SPOKEN_MINUTES.sub(r"\1:\2", plain)
    return _OCLOCK.sub(lambda m: f"{m[1] or m[2] or m[3]}:00", plain)


def _is_figure(plain: str, run: _Run) -> bool:
    if run.value >= 13 or len(run.digits) >= _PHONE_WORDS:
        return True
    is_word = plain[run.start : run.end] in ONES
    if is_word and not _is_clock(plain, run):
        return is_one(plain, run.start, run.end)
    if _MONEY_BEFORE.search(plain, max(0, run.start - 12), run.start) or any(
        next_.match(plain, run.end)
        for next_ in (_UNIT_NEXT, _MINUTES_NEXT, _RANGE_NEXT, _HALF_NEXT)
    ):
        return True
    if plain[run.start : run.end] in _HOURS_AR:
        before = plain[max(0, run.start - 8) : run.start]
        return "الساعه" in before or bool(_CLOCK_NEXT.match(plain, run.end))
    before = plain[max(0, run.start - 16) : run.start]
    return bool(_MEASURE_BEFORE.search(before)) or _is_clock(plain, run)


def _is_clock(plain: str, run: _Run) -> bool:
    before = plain[max(0, run.start - 16) : run.start]
    if not _CLOCK_BEFORE.search(before) or run.value < 1 or run.value > 12:
        return False
    is_last = run.value > 1 or before.endswith(("past ", "las ", "la "))
    return is_last and bool(_CLOCK_NEXT.match(plain, run.end))


def _runs(plain: str) -> list[_Run]:
    """Return the written numbers of a text in order, compound ones as one."""
    tokens = [(m.start(), m.end(), m[0]) for m in _WORD.finditer(plain)]
    found: list[_Run] = []
    at = 0
    while at < len(tokens):
        word = tokens[at][2]
        if word not in _NUMBER_WORDS and word[1:] not in _NUMBER_WORDS:
            at += 1
            continue
        spelled = _spelled(plain, tokens, at)
        if spelled is not None:
            run, at = spelled
            found.append(run)
            continue
        made = _compound(plain, tokens, at)
        if made is None:
            at += 1
            continue
        run, at = made
        found.append(run)
    return found


_DIGIT_WORDS = {word: str(value) for word, value in _PLAIN.items() if value < 10}
_DIGIT_WORDS |= {"oh": "0", "o": "0"}


def _spelled(plain: str, tokens: list[tuple[int, int, str]], at: int) -> tuple[_Run, int] | None:
    """Return a row of single digits ("five five oh one two"), and where it ends."""
    digits, end, times = "", at, 1
    while end < len(tokens):
        word = tokens[end][2]
        gap = plain[tokens[end - 1][1] : tokens[end][0]] if end > at else ""
        if not re.fullmatch(r"[\s,.\d-]{0,4}", gap):
            break
        if word in ("double", "doble", "triple"):
            times, end = (3 if word == "triple" else 2), end + 1
            continue
        if word not in _DIGIT_WORDS:
            break
        digits += ascii_digits("".join(c for c in gap if c.isdigit()))
        digits, times, end = digits + _DIGIT_WORDS[word] * times, 1, end + 1
    if len(digits) < _PHONE_WORDS:
        return None
    return _Run(tokens[at][0], tokens[end - 1][1], int(digits), digits), end


def _read(word: str) -> tuple[str, int, bool] | None:
    """Return the kind and value of a number word, and whether an Arabic "and" is joined to it."""
    for kind, table in (
        ("plain", _PLAIN),
        ("tens", _TENS),
        ("hundreds", _HUNDREDS),
        ("scale", _SCALES),
        ("whole", _DOUBLED),
        ("hour", _HOURS_AR),
    ):
        if word in table:
            return kind, table[word], False
    if word == "hundred":
        return "hundred", 100, False
    if word[:1] in "وبلك" and "\u0600" <= word[:1] <= "\u06ff" and len(word) > 3:
        inner = _read(word[1:])
        return inner and (inner[0], inner[1], word[0] == "و")
    return None


def _compound(plain: str, tokens: list[tuple[int, int, str]], at: int) -> tuple[_Run, int] | None:
    """Return the number that begins at a token, and the token behind it."""
    first = _read(tokens[at][2])
    if first is None or (first[0] == "scale" and first[1] > 1000):
        return None
    total, current = _take(first[0], first[1], 0, 0, True, "") or (0, 0)
    last, end = first[0], at + 1
    while end < len(tokens):
        step = end
        joint = False
        if tokens[step][2] in _JOINTS and step + 1 < len(tokens):
            step, joint = step + 1, True
        read = _read(tokens[step][2])
        gap = plain[tokens[end - 1][1] : tokens[end][0]]
        if read is None or gap.strip(" -"):
            break
        taken = _take(read[0], read[1], total, current, joint or read[2], last)
        if taken is None:
            break
        (total, current), last, end = taken, read[0], step + 1
    return _Run(tokens[at][0], tokens[end - 1][1], total + current), end


def _take(
    kind: str, value: int, total: int, current: int, is_joined: bool, last: str
) -> tuple[int, int] | None:
    """Return the sum with one more word taken in; None when it begins another number."""
    if not last:
        return (value, 0) if kind in ("scale", "whole") else (0, value)
    if kind == "hundred" or (kind == "hundreds" and value == 100 and 1 < current < 10):
        return (total, current * 100) if 0 < current < 100 and not is_joined else None
    if kind == "scale":
        return (total + current * value, 0) if current and not is_joined else None
    room = current or total
    if kind == "hundreds":
        return (total, value) if total and not current else None
    if kind == "tens":
        fits = (current and current % 100 == 0) or (not current and total)
        # Arabic says "five and twenty".
        return (total, current + value) if fits or (is_joined and 0 < current % 100 < 10) else None
    if kind == "plain" and last == "tens" and value < 10:
        return total, current + value
    if kind == "plain" and value == 10 and last == "plain" and 0 < current < 10 and not is_joined:
        return total, current + 10
    if kind == "plain" and room and room % 100 == 0 and last != "plain":
        return total, current + value
    return None
