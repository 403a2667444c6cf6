"""When a word that may say one is a figure, and when it is only an article or a pronoun.

"Una persona", "one of our dentists" and «أحد الزملاء» count nothing; "one dollar", "dura una hora"
and «دولار واحد» do. Money always counts, also behind a mere article ("for a buck"); a time counts
in English where "one" is written, and in Spanish only where it is how long something takes.
"""

from __future__ import annotations

import re

MONEY_WORDS = (
    r"dollars?|bucks?|usd|euros?|eur|pounds?|quid|gbp|cents?|riyals?|sar|dirhams?|aed|dinars?"
    r"|pesos?"
    r"|mxn|rupees?|dolar(?:es)?|centavos?|centimos?|libras?|percent|per cent|por ciento"
    r"|دولار(?:ا|ات)?|يورو|جنيه(?:ا|ات)?|ريال(?:ا|ات)?|درهما?|دراهم|دينارا?|دنانير|بيزو|سنتا?"
)
ONES = frozenset({"one", "un", "una", "uno", "واحد", "واحده"})
_TIME_ES = r"horas?|dias?|semanas?|mes(?:es)?|anos?|noches?|minutos?"
_MONEY_NEXT = re.compile(
    rf"(?:\s?\(1\))?[\s-]*(?:(?:us|american|canadian|australian) )?(?:{MONEY_WORDS})(?!\w)"
    rf"|\s*[%٪$€£]"
)
_TIME_NEXT = re.compile(
    rf"[\s-]*(?:(?:minute|min|hour|hr|day|week|month|year|night)s?|(?:{_TIME_ES}))(?!\w)"
)
_RANGE_NEXT = re.compile(
    r"\s*(?:-|to|or|a|o)\s*(?:two|three|four|five|six|dos|tres|cuatro|cinco|seis|\d+)\b"
)
# "Is there one day that suits you?" asks for a day, not for twenty-four hours.
_ANY_ONE = re.compile(r"\b(?:which|what|any|pick|choose|is there|of|the) $")
_DURATION_ES = re.compile(
    r"\b(?:dura|duran|duracion|tarda|tardan|tardamos|lleva|en|dentro de|de|durante|por|cada|menos"
    r"|maximo|minimo|toma|plazo|solo|unicamente|apenas|entre|hasta|mas de|menos de|es|son)"
    r"(?: de| solo| unas?)? $"
)
_DURATION_NEXT_ES = re.compile(
    rf"\s(?:{_TIME_ES}) (?:y medi[oa]|y cuarto|de duracion|de trabajo|gratis|antes|despues|mas|o"
    rf" dos)\b"
)
_AGE = re.compile(r"\b(?:age of|aged|older than|younger than|edad de|mayores de|menores de) $")
_COIN = re.compile(r"dollar|buck|euro|pound|quid|cent|riyal|dirham|dinar|peso|dolar|centavo")
# What is bought "for a buck", and the single thing of a kind in Arabic: «ساعة واحدة».
_A_COIN = re.compile(
    r"(?<![\w-])(?:a|an|un)(?: single| mere| solo)? (?=(?:dollar|buck|euro|pound|quid|cent|riyal"
    r"|dirham|dinar|peso|dolar|centavo)\b)"
)
_ONE_AR = re.compile(
    r"(?<!\w)([وبلف]?)(دولار|يورو|جنيه|ريال|درهم|دينار|بيزو|ساعه|يوم|اسبوع|شهر|سنه|دقيقه|ليله)"
    r"[اه]? (?:واحد[اه]?)(?!\w)"
)
_COIN_AR = re.compile(
    r"(?<!\w)(?:ب|(?:السعر|سعره|سعرها|بسعر|يكلف|تكلف|تدفع|ادفع)(?: (?:الان|اليوم|لك|فقط|هو))* )"
    r"(دولارا?|يورو|جنيها?|ريالا?|درهما?|دينارا?)(?=\s*(?:$|[.!،؟]|فقط|لا غير|بس))"
)
# "Half price" is a share as well as any.
_HALF_PRICE = re.compile(
    r"\bhalf[ -](?:the )?(?:usual |normal |regular )?(?:price|off)\b|\bhalf off\b|\b(?:50|fifty)"
    r" percent off\b"
    r"|\bpay(?:s|ing)? (?:only |just )?half\b|\bpag\w+ (?:solo |solamente )?la mitad\b"
    r"|(?<!\w)(?:ت|ا)?دفع (?:فقط )?(?:ال)?نصف(?: المبلغ| السعر| الثمن)?(?!\w)"
    r"|\b(?:a |la |por la )?mitad (?:de|del) (?:precio|costo|coste)\b|(?<!\w)ب?نصف (?:السعر"
    r"|الثمن)(?!\w)"
)


def is_one(plain: str, start: int, end: int) -> bool:
    """Tell whether a word that may say one says how much or how long.

    Args:
        plain: the text, stripped of marks; the word stands from ``start`` to ``end``.
    """
    if _MONEY_NEXT.match(plain, end) or _RANGE_NEXT.match(plain, end):
        return True
    before = plain[max(0, start - 24) : start]
    if not _TIME_NEXT.match(plain, end):
        return bool(_AGE.search(before))
    if plain[start:end] == "one":
        return not _ANY_ONE.search(before)
    return bool(_DURATION_ES.search(before) or _DURATION_NEXT_ES.match(plain, end))


def with_ones(plain: str) -> str:
    """Return a text, stripped of marks, with digits where an article or a noun counts one."""
    if _COIN.search(plain):
        plain = _A_COIN.sub("1 ", plain)
    if "واحد" in plain:
        plain = _ONE_AR.sub(r"\1 1 \2", plain)
    if "half" in plain or "mitad" in plain or "نصف" in plain:
        plain = _HALF_PRICE.sub(" 50% ", plain)
    return plain if plain.isascii() else _COIN_AR.sub(r" 1 \1", plain)
