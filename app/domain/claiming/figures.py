"""Numbers, amounts and days in clauses, in English, Spanish and Arabic, and what questions ask of.

All patterns are for folded text (see ``clauses``): small letters, no accents, ASCII digits. A
number belongs to the noun behind it; which nouns mean the same is said here once, so that "3br"
answers "How many bedrooms?" and «٣ غرف» answers «كم غرفة نوم؟».
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from app.domain.reading import read
from app.domain.text import strip_marks

_SMALL = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|"
    "uno|una|un|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|"
    "واحد|واحده|اثنين|اثنان|ثنتين|ثلاثه|ثلاث|اربعه|اربع|خمسه|خمس|سته|ست|سبعه|سبع|ثمانيه|ثمان|ثماني|"
    "تسعه|تسع|عشره|عشر"
)
_SCALE = (
    r"(?:k|mm|mn|m)(?![^\W\d_])|"
    r"(?:thousand|million|mil|millones|millon|الف|الاف|مليون|ملايين)(?!\w)"
)
_FIGURE = r"\d[\d.,]*\d|\d"
_NUMBER = rf"(?:{_FIGURE})(?: ?(?:{_SCALE}))?|(?:{_SMALL})(?!\w)(?: (?:{_SCALE}))?"
_BETWEEN = r" ?(?:-|to|or|and|through|up to|a|o|y|hasta|الي|او|و|لي?) ?"
# One number, or two that are a span: "2-3", "two or three", "entre 2 y 3", «من ٢ الى ٣».
NUMBER = re.compile(
    rf"(?<![\w.,/:#+-])[بو]?(?P<low>{_NUMBER})(?:(?P<link>{_BETWEEN})(?P<high>{_NUMBER}))?(?![\w/:%]|[.,]\d)"
    rf"|(?<![\w.,/:#+-])(?P<glued>\d{{1,2}})(?=-?(?:bed|br|bdr|bath|ba|bhk|pax|ppl|hab|dorm)\w*)"
)
_SIGN = (
    r"us\$|\$|€|£|(?:usd|eur|gbp|sar|sr|aed|mxn|egp|dollars?|bucks|euros?|pounds?|riyals?|dirhams?|"
    r"dolares|libras|pesos|دولار|يورو|ريال|درهم|جنيه)(?!\w)"
)
MONEY = re.compile(
    rf"(?:(?P<before>{_SIGN}) ?)?(?P<low>(?:{_FIGURE})(?: ?(?:{_SCALE}))?)(?: ?(?P<mid>{_SIGN}))?"
    rf"(?:(?P<link>{_BETWEEN})(?:(?:{_SIGN}) ?)?(?P<high>(?:{_FIGURE})(?: ?(?:{_SCALE}))?))?"
    rf"(?: ?(?P<after>{_SIGN}))?(?![\w/:%]|[.,]\d)"
)
HAS_SCALE = re.compile(rf"\d ?(?:{_SCALE})")
# Currencies that are not converted and not known to ``values``: an amount in them is no claim.
UNKNOWN_CURRENCY = re.compile(
    r"₹|¥|₽|₩|₺|\b(?:inr|rs|rupees?|cad|aud|chf|francs?|jpy|yen|yuan|cny|rub|rubles?|try|lira|"
    r"kwd|qar|bhd|omr|jod|dinars?|reais|brl|soles|bolivares|clp|cop)\b|(?<!\w)(?:دينار|روبيه|"
    r"ليره)(?!\w)"
)
BUDGETS = re.compile(
    r"\b(?:budget|afford|spend|spending|price range|up to|max|maximum|at most|under|below|"
    r"less than|"
    r"no more than|not more than|around|about|approx\w*|between|for|willing to pay|can pay|have|"
    r"got|looking at|presupuesto|gastar|hasta|maximo|menos de|no mas de|alrededor de|unos|entre|"
    r"por|pagar|puedo pagar|tengo|tenemos|cuento con)\b|"
    r"(?<!\w)(?:ميزانيتي|ميزانيتنا|الميزانيه|ميزانيه|بحدود|حدود|في حدود|اقصي|حد اقصي|تقريبا|"
    r"حوالي|بين|ادفع|"
    r"عندي|معي|معاي|لدي|لحد|لا يتجاوز|اقل من|ب)(?!\w)"
)
PLAIN_BUDGET = re.compile(
    r"\b(?:budget|presupuesto|afford|price range|willing to pay|spend|gastar)\b"
    r"|(?<!\w)(?:ميزانيتي|ميزانيتنا|الميزانيه|ميزانيه)(?!\w)"
)
OTHER_MONEY = re.compile(
    r"\b(?:deposit|down ?payment|fees?|salary|income|earn\w*|wage|per hour|an hour|discount|"
    r"refund\w*|"
    r"win|won|winner|bonus|save|saved|worth|free|transactions?|sold for|owe|debt|invoice|bill|"
    r"charged?|coupon|voucher|tax(?:es)?|cost me|costs me|reward|prize|"
    r"deposito|entrada|fianza|sueldo|salario|ingresos|gano|descuento|factura|comision|deuda|"
    r"enganche|"
    r"gift card)\b|(?<!\w)(?:عربون|مقدم|دفعه اولي|راتبي|راتب|دخلي|رسوم|خصم|فاتوره|دين|عموله)(?!\w)"
)
# Nouns that count one thing; a question that has any of a row is answered by all of the row.
_FAMILIES = (
    r"bed ?-?ro?oms?\w?|beds?|br|brs|bdrm?s?|bhk|dormitorios?|habitacion(?:es)?|habs?|recamaras?|"
    r"alcobas?|cuartos?|غرف نوم|غرفه نوم|غرف|غرفه|غرفتين|غرفتان|نوم",
    r"bath ?-?rooms?|baths?|ba|banos?|aseos?|حمام|حمامات|حمامين|دورات مياه|دوره مياه",
    r"people|persons?|guests?|adults?|attendees|pax|ppl|of us|diners|personas?|huespedes|adultos?|"
    r"invitados|comensales|شخص|اشخاص|شخصين|افراد|ضيوف|ضيف|بالغين|انفار|نفر",
    r"kids?|child(?:ren)?|ninos?|ninas?|hijos?|hijas?|اطفال|طفل|طفلين|اولاد",
    r"nights?|noches?|ليالي|ليله|ليلتين|ليال",
    r"days?|dias?|ايام|يوم|يومين",
    r"weeks?|semanas?|اسابيع|اسبوع|اسبوعين",
    r"months?|mes(?:es)?|اشهر|شهور|شهر|شهرين",
    r"years?|anos?|سنوات|سنين|سنه|سنتين|عام|اعوام",
    r"hours?|horas?|ساعات|ساعه|ساعتين",
    r"rooms?",
    r"employees|staff|workers|empleados|trabajadores|موظف|موظفين|عمال",
    r"users?|seats?|licen[cs]es|usuarios?|licencias|مستخدم|مستخدمين",
    r"cars?|vehicles?|coches?|carros?|autos?|vehiculos?|سياره|سيارات|سيارتين",
    r"pets?|dogs?|cats?|mascotas?|perros?|gatos?|حيوانات|كلاب|قطط",
    r"windows?|ventanas?|نوافذ|نافذه|شبابيك",
    r"sq(?:uare)? ?(?:m|met(?:er|re)s?)|sqm|m2|m²|metros(?: cuadrados)?|متر|متر مربع|امتار",
    r"sq(?:uare)? ?(?:ft|feet|foot)|sqft|sft|قدم",
)
_ROWS = tuple(re.compile(rf"(?<!\w)(?:{row})(?!\w)") for row in _FAMILIES)
# A pair needs no number in Arabic: «غرفتين» is two rooms.
PAIRS = re.compile(
    r"(?<!\w)[بو]?(?P<pair>غرفتين|غرفتان|حمامين|شخصين|طفلين|ليلتين|يومين|اسبوعين|شهرين|سنتين|"
    r"ساعتين|سيارتين)(?!\w)"
)
_COUNTS = re.compile(r"\b(?:how many|number of|cuant[oa]s|numero de)\b|(?<!\w)(?:كم|عدد)(?!\w)")
_SENSES = (
    r"mov(?:e|ing)(?: ?-?in)?|relocat\w*|possession|mudar\w*|mudanza|mudarnos|mudarme|"
    r"entrar a vivir|"
    r"انتقال|انتقل|ننتقل|تنتقل|الانتقال|اسكن|نسكن|السكن",
    r"visit\w*|viewing|view|appointment|come by|come in|tour|inspect\w*|see (?:it|you|the)|meet\w*|"
    r"consultation|"
    r"cita|visita\w*|consulta|ver(?:lo|la)?|pasar|reunion|موعد|موعدا|زياره|ازور|نزور|معاينه|اجي|"
    r"نجي|اشوف|استشاره",
    r"check(?:ing)?[ -]?in|arriv\w*|stay\w*|lleg\w*|entrada|الوصول|اصل|نصل|تسجيل الدخول",
    r"start\w*|begin\w*|empez\w*|comenz\w*|inicio|ابدا|نبدا|البدايه|تبدا",
    r"deliver\w*|pick(?:ing)?[ -]?up|collect\w*|entrega|recoger|توصيل|استلام|استلم|التسليم",
    r"event|wedding|party|evento|boda|fiesta|حفل|حفله|زفاف|مناسبه",
)
_SENSE_ROWS = tuple(re.compile(rf"(?<!\w)(?:{row})(?!\w)") for row in _SENSES)
_WHEN = re.compile(
    r"\b(?:as soon as possible|asap|right away|immediately|"
    r"(?:early |mid |late |the )?(?:end|beginning|start|middle) of (?:the |this |next )?"
    r"(?:week|month|year|summer|january|february|march|april|may|june|july|august|september|"
    r"october|"
    r"november|december)|(?:this|next|coming) (?:week|weekend|month|year|spring|summer|autumn|fall|"
    r"winter)|(?:in|within) (?:about )?(?:a|an|one|two|three|four|five|six|\d{1,2})(?: or "
    r"(?:two|three|four|\d))? (?:day|week|month|year)s?|"
    r"(?:in|by|around|early|mid|late) (?:january|february|march|april|may|june|july|august|"
    r"september|"
    r"october|november|december)|"
    r"(?:lo antes posible|cuanto antes|inmediatamente|de inmediato)|"
    r"(?:este|esta|el proximo|la proxima|el|la) ?(?:semana|mes|ano|fin de semana|verano|invierno)"
    r"(?: que viene| proxim[oa])?|(?:a )?(?:finales|principios|mediados) de (?:mes|ano|enero|"
    r"febrero|"
    r"marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre)|"
    r"(?:en|dentro de) (?:un|una|dos|tres|\d{1,2}) (?:dias?|semanas?|mes(?:es)?)|"
    r"en (?:enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|"
    r"diciembre))\b"
    r"|(?<!\w)(?:في اقرب وقت|باسرع وقت|فورا|حالا|(?:الاسبوع|الشهر|السنه|العام) (?:القادم|القادمه|"
    r"الجاي|"
    r"الجايه|المقبل|المقبله)|هذا (?:الاسبوع|الشهر)|نهايه (?:الاسبوع|الشهر|السنه)|بدايه (?:الشهر|"
    r"السنه)|"
    r"بعد (?:اسبوع|اسبوعين|شهر|شهرين)|خلال (?:اسبوع|اسبوعين|شهر|شهرين))(?!\w)"
)


_DAYS = ("date", "date_from", "date_to")
_SPANISH_DAY = re.compile(
    r"\b(?:de|el|del|la|al|hoy|manana|pasado|lunes|martes|miercoles|jueves|viernes|sabado|domingo|"
    r"enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre)\b"
)
_BOUND = re.compile(
    r"\b(?:before|since|until|till|after|except|antes|hasta|despues)\b[^.]{0,12}$"
    r"|(?<!\w)(?:قبل|منذ|حتي|بعد)\s+(?:يوم\s+)?$"
)
_BOUND_BEHIND = re.compile(r"\s+(?:after|before|or|o|او|siguiente)\b")
_DAY_HINT = re.compile(
    r"\d|day\b|today|tomorrow|tonight|hoy|manana|lunes|martes|miercoles|jueves|"
    r"viernes|sabado|domingo|اليوم|غد|بكر|الاحد|الاثنين|الثلاثاء|الاربعاء|الخميس|"
    r"الجمعه|السبت"
)


def find_day(flat: str, start: int, end: int, today: date | None) -> tuple[str, int, int] | None:
    """Return the one day a piece names as an ISO date, and where.

    None for two days, for one that is past, and for what ends or begins at a day unsaid: "before
    the 3rd", "the Friday after".
    """
    piece = flat[start:end]
    if today is None or not _DAY_HINT.search(piece):
        return None
    days = [span for span in read(piece, (), today, None, _language(piece)) if span.kind in _DAYS]
    if len(days) != 1 or not isinstance(days[0].value, str):
        return None
    day = days[0]
    is_bound = _BOUND.search(piece, 0, day.start) or _BOUND_BEHIND.match(piece, day.end)
    if is_bound or days[0].value < today.isoformat():
        return None
    return days[0].value, start + day.start, start + day.end


def _language(piece: str) -> str:
    if any("\u0600" <= c <= "\u06ff" for c in piece):
        return "ar"
    return "es" if _SPANISH_DAY.search(piece) else "en"


def find_time_phrase(flat: str, start: int, end: int) -> re.Match[str] | None:
    """Return words for a time that is no single day: "next month", «en mayo», «في اقرب وقت»."""
    return _WHEN.search(flat, start, end)


@lru_cache(maxsize=512)
def counted_by(questions: tuple[str, ...]) -> frozenset[str]:
    """Return the nouns that a question counts, as patterns; empty when it names none.

    What stands right behind "how many" is counted. Without such a word any noun of the question
    may be what is counted.
    """
    flat = [strip_marks(question) for question in questions]
    counted = [row for text in flat for row in _counted(text)]
    if not counted:
        pairs = zip(_FAMILIES, _ROWS, strict=True)
        counted = [row for row, pattern in pairs if any(pattern.search(text) for text in flat)]
    return frozenset(counted)


@lru_cache(maxsize=512)
def nouns_of(questions: tuple[str, ...]) -> re.Pattern[str] | None:
    """Return the nouns that a question counts as one pattern, or None when it names none."""
    rows = sorted(counted_by(questions))
    return re.compile(rf"-? ?(?:{'|'.join(rows)})(?!\w)") if rows else None


@lru_cache(maxsize=512)
def senses_of(questions: tuple[str, ...]) -> re.Pattern[str]:
    """Return what a question for a day is about (moving in, a visit, …), as a pattern."""
    flat = " ".join(strip_marks(question) for question in questions)
    rows = [row for row, pattern in zip(_SENSES, _SENSE_ROWS, strict=True) if pattern.search(flat)]
    return re.compile(rf"(?<!\w)(?:{'|'.join(rows or _SENSES)})(?!\w)")


def _counted(flat: str) -> list[str]:
    """Return patterns of the nouns behind the first word of counting in a question."""
    match = _COUNTS.search(flat)
    if match is None:
        return []
    behind = re.match(r"\s+(?:\w+\s+)?[^\W\d_]+", flat[match.end() :])
    near = behind[0] if behind else ""
    rows = [row for row, pattern in zip(_FAMILIES, _ROWS, strict=True) if pattern.search(near)]
    word = re.match(r"\s+([^\W\d_]{3,})", near)
    if not rows and word and word[1] not in ("the", "los", "las"):
        rows = [re.escape(word[1].removesuffix("s")) + "s?"]
    return rows
