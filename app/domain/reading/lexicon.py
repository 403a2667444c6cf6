"""The words that carry dates, times, counts and money, each with its class and its value.

Words are in plain form: lower case, no accents, Arabic letters in one form. One list serves all
languages; a word that two of them share ("once" is eleven in Spanish) is decided by the language
of the message.
"""

from __future__ import annotations

from app.domain.dates import MONTHS, WEEKDAYS

Value = int | str | tuple[str, int]

WORDS: dict[str, tuple[str, Value]] = {}
SPANISH: dict[str, tuple[str, Value]] = {}
ARABIC: dict[str, tuple[str, Value]] = {}


def _put(target: dict[str, tuple[str, Value]], kind: str, value: Value, words: str) -> None:
    target.update(dict.fromkeys(words.split(), (kind, value)))


def _row(target: dict[str, tuple[str, Value]], kind: str, words: str, first: int = 1) -> None:
    target.update({word: (kind, n) for n, word in enumerate(words.split(), first)})


for _word, _month in MONTHS.items():
    WORDS[_word] = ("maybemonth" if _word in ("may", "mar") else "month", _month)
for _word, _weekday in WEEKDAYS.items():
    WORDS[_word.removeprefix("ال")] = ("weekday", _weekday)
for _words in ("mon tue wed thu fri sat sun", "mon tues weds thur fri sat sun"):
    _row(WORDS, "weekday", _words, 0)
_put(WORDS, "weekday", 3, "thurs")
_row(WORDS, "shortday", "sat sun", 5)
_row(WORDS, "weekday", "mondays tuesdays wednesdays thursdays fridays saturdays sundays", 0)
_row(SPANISH, "month", "ene feb mar abr mayo jun jul ago sep oct nov dic")
_row(SPANISH, "weekday", "lun mar mie jue vie sab dom", 0)
SPANISH["mar"] = ("maybemonth", 3)
SPANISH["setiembre"] = ("month", 9)
for _words in (
    "كانون شباط اذار نيسان ايار حزيران تموز اب ايلول",
    "جانفي فيفري مارس افريل ماي جوان جويليه اوت سبتمبر",
):
    _row(ARABIC, "month", _words)
for _words in ("اتنين تلات اربع خميس جمعه سبت حد", "اثنين ثلاثا اربعا خميس جمعه سبت احد"):
    ARABIC |= {"ال" + w: ("weekday", n) for n, w in enumerate(_words.split())}
_row(ARABIC, "weekday", "الاتنين التلاتاء الاربعاء الخميس الجمعه السبت الاحد", 0)

# Numbers as words.
_row(
    WORDS,
    "count",
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen",
)
_put(WORDS, "count", 0, "zero")
_row(
    SPANISH,
    "count",
    "uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince "
    "dieciseis diecisiete dieciocho diecinueve veinte veintiuno veintidos veintitres veinticuatro "
    "veinticinco veintiseis veintisiete veintiocho veintinueve",
)
_row(ARABIC, "count", "واحد اثنين ثلاثه اربعه خمسه سته سبعه ثمانيه تسعه عشره")
_row(ARABIC, "count", "واحده اثنان ثلاث اربع خمس ست سبع ثمان تسع عشر")
_row(ARABIC, "count", "وحده ثنتين تلاته اربعه خمسه سته سبعه تمانيه تسعه عشره")
_row(ARABIC, "count", "وحده تنين تلات اربع خمس ست سبع تمن تسع عشر")
_put(ARABIC, "count", 8, "ثماني تمنيه تمان تماني")
_put(ARABIC, "count", 2, "اتنين اثنتين")
_put(ARABIC, "dualnoun", ("people", 2), "شخصين نفرين")
_row(ARABIC, "count", "احدعشر اثناعشر حداشر اتناشر تلاتاشر اربعتاشر خمستاشر", 11)
_row(
    ARABIC,
    "clockword",
    "الواحده الثانيه الثالثه الرابعه الخامسه السادسه السابعه الثامنه التاسعه العاشره",
)
for _start, _name in ((20, "twenty"), (30, "thirty"), (40, "forty"), (50, "fifty")):
    _put(WORDS, "tens", _start, _name)
for _start, _name in ((30, "treinta"), (40, "cuarenta"), (50, "cincuenta")):
    _put(SPANISH, "tens", _start, _name)
for _start, _name in ((20, "عشرين"), (30, "ثلاثين"), (40, "اربعين"), (50, "خمسين")):
    _put(ARABIC, "tens", _start, _name)
_row(
    WORDS,
    "ordword",
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth",
)
_put(WORDS, "ordword", 30, "thirtieth")
_put(SPANISH, "ordword", 1, "primero")
_put(ARABIC, "ordword", 1, "اول")

# Days.
_put(WORDS, "day", 0, "today todays tday 2day")
_put(WORDS, "day", 1, "tomorrow tomorow tommorow tommorrow tomorrows tmrw tmr tomo 2morrow")
_put(WORDS, "day", -1, "yesterday yesterdays")
_put(WORDS, "tonight", 0, "tonight tonite tonights")
_put(SPANISH, "day", 0, "hoy")
_put(SPANISH, "day", 1, "manana")
_put(SPANISH, "day", -1, "ayer")
_put(SPANISH, "day", 2, "pasadomanana")
_put(SPANISH, "day", -2, "anteayer antier")
_put(SPANISH, "night", 0, "anoche")
_put(ARABIC, "day", 0, "اليوم النهارده النهارده هاليوم")
_put(ARABIC, "day", 1, "غدا بكره بكرا باكر بكرة")
_put(ARABIC, "day", -1, "امس مبارح امبارح البارحه")
_put(ARABIC, "tonight", 0, "الليله هالليله")
_put(WORDS, "weekend", 0, "weekend weekends finde")
_put(WORDS, "feast", "02-14", "valentine valentines valentine's")
_put(WORDS, "feast", "12-25", "christmas xmas navidad")
_put(WORDS, "feast", "12-24", "nochebuena")
_put(WORDS, "feast", "12-31", "nochevieja")
_put(WORDS, "feast", "10-31", "halloween")
_put(WORDS, "eve", 0, "eve")
_put(WORDS, "newyear", 0, "year's years'")

# Spans of time; the value is the unit and how many of it.
_put(WORDS, "unit", ("day", 1), "day days")
_put(WORDS, "unit", ("week", 1), "week weeks week's wk wks")
_put(WORDS, "unit", ("week", 2), "fortnight fortnights")
_put(WORDS, "unit", ("month", 1), "month months")
_put(WORDS, "unit", ("year", 1), "year years")
_put(WORDS, "night", 1, "night nights nite nites")
_put(WORDS, "hour", ("hour", 1), "hour hours hr hrs")
_put(WORDS, "hour", ("minute", 1), "minute minutes min mins")
_put(SPANISH, "unit", ("day", 1), "dia dias")
_put(SPANISH, "unit", ("week", 1), "semana semanas")
_put(SPANISH, "unit", ("month", 1), "mes meses")
_put(SPANISH, "unit", ("year", 1), "ano anos")
_put(SPANISH, "night", 1, "noche noches")
_put(SPANISH, "hour", ("hour", 1), "hora horas")
_put(SPANISH, "hour", ("minute", 1), "minuto minutos")
_put(ARABIC, "unit", ("day", 1), "يوم ايام")
_put(ARABIC, "unit", ("week", 1), "اسبوع اسابيع الاسبوع")
_put(ARABIC, "unit", ("month", 1), "شهر اشهر شهور الشهر")
_put(ARABIC, "unit", ("year", 1), "سنه سنين سنوات عام")
_put(ARABIC, "dual", ("day", 2), "يومين")
_put(ARABIC, "dual", ("week", 2), "اسبوعين")
_put(ARABIC, "dual", ("month", 2), "شهرين")
_put(ARABIC, "dualhour", ("hour", 2), "ساعتين")
_put(ARABIC, "dualnoun", ("nights", 2), "ليلتين")
_put(ARABIC, "night", 1, "ليله ليالي")
_put(ARABIC, "hour", ("hour", 1), "ساعه ساعات")
_put(ARABIC, "hour", ("minute", 1), "دقيقه دقايق دقائق")

# Times of day.
_put(WORDS, "meridiem", "am", "am")
_put(WORDS, "meridiem", "pm", "pm")
_put(WORDS, "part", "am", "morning mornings")
_put(WORDS, "part", "pm", "afternoon afternoons evening evenings")
_put(WORDS, "noon", "12:00", "noon midday noontime")
_put(WORDS, "noon", "00:00", "midnight")
_put(WORDS, "quarter", 15, "quarter")
_put(WORDS, "half", 30, "half")
_put(WORDS, "past", 0, "past")
_put(WORDS, "oclock", 0, "o'clock oclock o'clocks")
_put(WORDS, "ish", 0, "ish")
_put(SPANISH, "part", "pm", "tarde tardes")
_put(SPANISH, "part", "am", "madrugada")
_put(SPANISH, "noon", "12:00", "mediodia")
_put(SPANISH, "noon", "00:00", "medianoche")
_put(SPANISH, "quarter", 15, "cuarto")
_put(SPANISH, "half", 30, "media")
_put(SPANISH, "minus", 0, "menos")
_put(SPANISH, "oclock", 0, "horas")
_put(ARABIC, "meridiem", "am", "ص")
_put(ARABIC, "meridiem", "pm", "م")
_put(ARABIC, "part", "am", "صباحا الصبح الصباح صباح الفجر فجرا")
_put(ARABIC, "part", "pm", "مساء المساء العصر عصرا المغرب العشا العشاء المسا")
_put(ARABIC, "part", "noon", "ظهرا الظهر")
_put(ARABIC, "part", "night", "الليل ليلا")
_put(ARABIC, "quarter", 15, "ربع الربع")
_put(ARABIC, "quarter", 20, "ثلث تلت الثلث")
_put(ARABIC, "half", 30, "نص نصف النص النصف")
_put(ARABIC, "minus", 0, "الا")
_put(ARABIC, "at", 0, "الساعه")

# The small words between.
_put(WORDS, "to", 0, "to")
_put(WORDS, "until", 0, "until untill till til thru through hasta")
_put(WORDS, "from", 0, "from since starting between desde")
_put(WORDS, "and", 0, "and & plus")
_put(WORDS, "in", 0, "in")
_put(WORDS, "ago", 0, "ago")
_put(WORDS, "now", 0, "now hence time's")
_put(WORDS, "next", 0, "next")
_put(WORDS, "last", 0, "last")
_put(WORDS, "this", 0, "this coming upcoming")
_put(WORDS, "at", 0, "at @")
_put(WORDS, "for", 0, "for fir")
_put(WORDS, "the", 0, "the da")
_put(WORDS, "of", 0, "of")
_put(WORDS, "on", 0, "on")
_put(WORDS, "about", 0, "about around approximately roughly say maybe like")
_put(WORDS, "after", 0, "after later")
_put(WORDS, "before", 0, "before earlier by")
_put(WORDS, "article", 1, "a an")
_put(WORDS, "with", 0, "with")
_put(WORDS, "than", 0, "than")
_put(WORDS, "more", 0, "more extra additional")
_put(WORDS, "or", 0, "or")
_put(WORDS, "no", 0, "no without zero")
_put(SPANISH, "to", 0, "a al")
_put(SPANISH, "that", 0, "que")
_put(ARABIC, "that", 0, "اللي")
_put(SPANISH, "and", 0, "y e")
_put(SPANISH, "in", 0, "en dentro")
_put(SPANISH, "ago", 0, "hace")
_put(SPANISH, "next", 0, "proximo proxima siguiente")
_put(SPANISH, "last", 0, "pasado pasada ultimo ultima")
_put(SPANISH, "this", 0, "este esta")
_put(SPANISH, "next", 0, "viene entrante")
_put(SPANISH, "for", 0, "para por")
_put(SPANISH, "the", 0, "el la los las")
_put(SPANISH, "of", 0, "de del")
_put(SPANISH, "article", 1, "un una")
_put(SPANISH, "about", 0, "aproximadamente sobre")
_put(SPANISH, "with", 0, "con")
_put(SPANISH, "no", 0, "sin ningun")
_put(ARABIC, "until", 0, "حتي لين لغايه")
_put(ARABIC, "to", 0, "الي الى لحد")
_put(ARABIC, "from", 0, "من")
_put(ARABIC, "and", 0, "و")
_put(ARABIC, "in", 0, "بعد خلال")
_put(ARABIC, "on", 0, "في")
_put(ARABIC, "ago", 0, "قبل")
_put(ARABIC, "next", 0, "القادم القادمه الجاي الجايه المقبل المقبله جاي")
_put(ARABIC, "last", 0, "الماضي الماضيه الفايت فات")
_put(ARABIC, "this", 0, "هذا هذه هاي هالاسبوع")
_put(ARABIC, "for", 0, "ل")
_put(ARABIC, "about", 0, "حوالي تقريبا حدود")
_put(ARABIC, "with", 0, "مع")
_put(ARABIC, "no", 0, "بدون")

# People and rooms; the value is how many one such word stands for.
_put(
    WORDS,
    "people",
    1,
    "people persons person ppl peoples pax guests guest diners heads covers "
    "seats travellers travelers visitors individuals",
)
_put(
    WORDS,
    "adults",
    1,
    "adults adult men man women woman ladies seniors senior grownups "
    "gentlemen elderly oaps pensioners",
)
_put(
    WORDS,
    "kids",
    1,
    "kids kid children child baby babies toddler toddlers infant infants "
    "boys girls childs boy girl little minors minor teenagers teens",
)
_put(WORDS, "room", 1, "room rooms suite suites")
_put(WORDS, "bedroom", 1, "bedroom bedrooms bed beds br bdr bdrm bhk")
_put(WORDS, "bathroom", 1, "bathroom bathrooms bath baths ba")
_put(WORDS, "me", 1, "me myself i")
_put(WORDS, "us", 1, "us we we're we'll we've them ourselves")
_put(WORDS, "my", 0, "my our your his her their")
_put(
    WORDS,
    "person",
    1,
    "wife husband partner girlfriend boyfriend friend friends mother father "
    "mom mum dad sister brother sisters brothers colleague colleagues co-worker co-workers "
    "coworker coworkers siblings sibling cousin cousins others other fiance fiancee spouse "
    "grandma grandpa grandmother grandfather uncle aunt boss workmate workmates flatmate "
    "roommate roommates neighbour neighbor hubby mate mates relatives clients employees",
)
_put(WORDS, "person", 2, "parents grandparents in-laws")
_put(
    WORDS,
    "child",
    1,
    "son sons daughter daughters nephew nephews niece nieces grandkids "
    "grandchildren grandson granddaughter",
)
_put(WORDS, "party", 0, "party group family table")
_put(WORDS, "couple", 2, "couple couples")
_put(WORDS, "top", 0, "top seater seating seats-table topper")
_put(WORDS, "all", 0, "all")
_put(
    WORDS,
    "currency",
    0,
    "dollars dollar usd eur euros euro pounds pound gbp sar riyals riyal aed "
    "dirhams pesos mxn bucks quid dolares libras ريال دولار درهم جنيه يورو",
)
_put(
    WORDS,
    "noun",
    0,
    "star stars percent miles mile km chairs chair tables courses dishes bottles "
    "tickets times items steps floors floor bags cars pets dogs",
)
_put(WORDS, "seated", 0, "seated")
_put(WORDS, "seat", 0, "seat accommodate fit reserve host")
_put(
    WORDS,
    "polite",
    0,
    "please pls plz inside outside indoors outdoors thanks thank today "
    "if is are would and will ready",
)
_put(WORDS, "alone", 1, "alone solo")
_put(SPANISH, "people", 1, "personas persona comensales huespedes invitados gente")
_put(SPANISH, "adults", 1, "adultos adulto adultas mayores hombres mujeres")
_put(SPANISH, "kids", 1, "ninos nino ninas nina hijos hijas bebe bebes menores peques chicos")
_put(SPANISH, "room", 1, "cuartos suite suites")
_put(
    SPANISH,
    "bedroom",
    1,
    "habitaciones habitacion dormitorios dormitorio recamaras recamara alcobas",
)
_put(SPANISH, "bathroom", 1, "bano banos")
_put(SPANISH, "me", 1, "yo mi")
_put(SPANISH, "us", 1, "somos seremos nosotros vamos estamos seriamos")
_put(SPANISH, "my", 0, "nuestro nuestra nuestros nuestras mis")
_put(SPANISH, "person", 1, "esposa esposo mujer marido novia novio amigo amiga amigos amigas")
_put(SPANISH, "party", 0, "grupo mesa familia")
_put(ARABIC, "people", 1, "اشخاص شخص افراد فرد نفر انفار ناس ضيوف ضيف")
_put(ARABIC, "adults", 1, "بالغين بالغ كبار")
_put(ARABIC, "kids", 1, "اطفال طفل اولاد عيال ولد صغار")
_put(ARABIC, "dualnoun", ("kids", 2), "طفلين ولدين")
_put(ARABIC, "dualnoun", ("rooms", 2), "غرفتين غرفتان")
_put(ARABIC, "room", 1, "غرف غرفه")
_put(ARABIC, "bathroom", 1, "حمامات حمام")
_put(ARABIC, "dualnoun", ("bathrooms", 2), "حمامين")
_put(ARABIC, "us", 1, "احنا نحن حنا عددنا")

# A stay begins and ends.
_put(
    WORDS,
    "arrive",
    0,
    "arrive arriving arrives arrival checkin check-in llegada llego llegamos llegaremos الوصول",
)
_put(
    WORDS,
    "leave",
    0,
    "leave leaving leaves depart departing departure checkout check-out salida "
    "salimos salgo المغادره",
)
_put(
    WORDS,
    "stay",
    0,
    "stay staying hotel accommodation suite lodging hostel airbnb estancia alojamiento الاقامه",
)

# Arabic writes its smallest words onto the next one.
PREFIXES = (("لل", "for"), ("ال", "the"), ("و", "and"), ("ل", "for"), ("ب", "on"), ("ف", "and"))
MARKS = {
    ".": "stop", ",": "comma", "،": "comma", "-": "dash", "/": "sign", "&": "and", "@": "at",
    "$": "symbol", "€": "symbol", "£": "symbol", "+": "and", "?": "end", "!": "end", "؟": "end",
}  # fmt: skip

ENGLISH_WORDS = WORDS
SPANISH_WORDS = WORDS | SPANISH
ARABIC_WORDS = WORDS | ARABIC
_MADE_BY_SHAPE = "digit digits year dotted figure ordinal clock iso slashed number other sign"
# One letter for each class, for the rules of ``tokens``.
_ALPHABET = [c for c in map(chr, range(ord("A"), 0x250)) if c.isalnum()]
LETTERS = dict(
    zip(
        sorted(
            {kind for words in (SPANISH_WORDS, ARABIC_WORDS) for kind, _ in words.values()}
            | set(MARKS.values())
            | set(_MADE_BY_SHAPE.split())
        ),
        _ALPHABET,
        strict=False,
    )
)
