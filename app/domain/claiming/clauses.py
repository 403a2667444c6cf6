"""A message cut into sentences and clauses, folded for matching, with the way back to its words.

Whether words tell something depends on what stands around them: in a question they mostly tell
nothing ("is the 500 deposit refundable?"), in a question for what one seeks they do ("do you have
3 bedroom flats?"), and what was before, or is somebody else's, is no wish. The folded text has
small letters without accents or vowel signs and ASCII digits; each of its characters knows its
place in the message, so that a quote is always the lead's own words.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache

_LETTERS = str.maketrans(
    {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ؤ": "و", "ئ": "ي"}
    | {"’": "'", "‘": "'", "–": "-", "—": "-", "٫": ".", "٬": ","}
)
# The digits of a phone are no number of anything.
_PHONE = re.compile(
    r"(?:\+|(?<!\d)00)\d[\d ().-]{6,18}\d|(?<![\d.,])0\d{8,}|(?<![\d.,])\d{10,}|"
    r"(?<![\d.,-])\(?\d{2,4}\)?(?:[ .-]{1,2}\d{3,4}){2,3}(?![\d.,-])"
)
_SHORTEST_PHONE = 9
_DIGIT = re.compile(r"[0-9]")
_SENTENCE_END = re.compile(r"[?!؟\n]+|\.+(?=\s|$)|(?<=[^\W\d]{2})\.(?=[^\W\d]{2})")
_CLAUSE_END = re.compile(
    r"[;،:()]+|,(?!\d)|\s-\s|\b(?:but|however|although|because|pero|sino|aunque|porque)\b"
    r"|(?<!\w)(?:لكن|ولكن|بس|بل)(?!\w)"
)
_ASKS_FIRST = re.compile(
    r"\W*(?:(?:hi|hello|hey|ok|okay|and|so|hola|y|oye|buenas|مرحبا|السلام عليكم|طيب|و)\W+){0,2}"
    r"(?:(?:what|which|where|who|whose|whom|why|how)\b|when (?:is|are|can|do|does|will|would)\b|"
    r"(?:can|could|do|does|did|is|are|was|were|will|would|have|has|should|may)"
    r" (?:you|u|i|we|they|it|he|she|there|the|this|that|these|those|your|my|our|any)\b|"
    r"(?:cuanto|cuanta|cuantos|cuantas|cuales?|¿)|"
    r"(?:هل|ماذا|متي|اين|وين|كيف|كم|بكم|لماذا|ليش|شو|وش|ايش|ما هي|ما هو|شنو)(?!\w))"
)
_SEEKS = re.compile(
    r"\b(?:do|does|did|have|would|might) (?:you|u|they|y'?all)(?: guys| still| also| currently)? "
    r"(?:have|got|sell|offer|rent|know of)\b|\bhave you got\b|\bgot any\b|"
    r"\b(?:is|are) there (?:any|a|an|some|still)?\b|\b(?:can|could|would|will) (?:you|u|i|we) "
    r"(?:please |also )?(?:find|show|get|see|view|have|rent|buy|look for|search|recommend|suggest|"
    r"send me|visit|come|book|schedule|arrange|set up|reserve)\b|^\W*(?:and )?any\b|"
    r"\b(?:tienen|tienes|tiene|hay|habra|disponen|venden|ofrecen|alquilan|teneis|manejan)\b|"
    r"\b(?:me )?(?:pueden?|puedes|podrian?|podeis) (?:mostrar|buscar|ensenar|enviar|encontrar|"
    r"ofrecer)\w*|\b(?:puedo|podria|podemos) (?:ver|visitar|reservar|ir|pasar)\b|"
    r"(?<!\w)(?:عندكم|لديكم|يوجد|توجد|تتوفر|يتوفر|متوفر|متوفره|فيه|"
    r"في عندكم|ممكن (?:اشوف|احجز|ازور))(?!\w)"
)
_WISHES = re.compile(
    r"\b(?:want|wants|wanting|wanna|need|needs|looking|look for|search\w*|seek\w*|interested|prefer"
    r"\w*|would like|'d like|would love|'d love|hoping|hope to|plan\w*|thinking of|wish\w*|after "
    r"an?|must have|should have|has to|like to|rather|go for|go with|take|book|rent|buy|find me|"
    r"show me|get me|give me|make (?:it|that))\b|"
    r"\b(?:busco|buscamos|buscando|quiero|queremos|quisiera|quisieramos|necesito|necesitamos|"
    r"interesa|interesad[oa]s?|prefiero|preferimos|preferiria|gustaria|comprar|alquilar|rentar|"
    r"reservar|deseo|ando buscando|querria|quedo con)\b|"
    r"(?<!\w)(?:ابي|ابغي|ابغا|نبي|نبغي|اريد|نريد|ابحث|نبحث|ادور|ندور|بدي|بدنا|محتاج|محتاجه|احتاج|"
    r"نحتاج|"
    r"عايز|عايزه|عاوز|مهتم|مهتمه|افضل|نفضل|ودي|حاب|حابه|ارغب|نرغب|اشتري|استاجر)(?!\w)"
)
# What was, or is others', or is had already, is not what the lead wants.
_NOT_NOW = re.compile(
    r"\b(?:current|currently|used to|last (?:year|month|week|time)|ago|sold|selling my|sell my|"
    r"bought|paid|previous\w*|existing|already (?:own|have)|my (?:old|friend|brother|sister|neighbo"
    r"u?r|mother|father|mom|mum|dad|son|daughter|boss|parents|landlord|uncle|cousin)(?:'s|s)?|"
    r"someone|somebody|for example|if i|if we|would have|was|were|had)\b|"
    r"\b(?:actual|actualmente|vendo|vendi|vendimos|pague|pagamos|compre|compramos|tenia|teniamos|"
    r"mi (?:amig[oa]|hermano|hermana|vecino|madre|padre|hijo|hija|jefe)|por ejemplo|antes|hace \d+|"
    r"era|estaba)\b|"
    r"(?<!\w)(?:الحالي|الحاليه|حاليا|صديقي|صديقتي|اخوي|اخي|اختي|جاري|بعت|دفعت|اشتريت|كان|كانت|"
    r"كنت|مثلا|سابقا)"
    r"(?!\w)"
)
_NEGATES = re.compile(
    r"\b(?:not|no|never|dont|don't|doesnt|doesn't|didnt|didn't|isnt|isn't|wont|won't|cant|"
    r"can't|wouldnt|wouldn't|without|except|avoid|nor|neither|rather than|instead of|other than|"
    r"hate|"
    r"dislike|anything but|sin|nunca|jamas|excepto|salvo|tampoco|ni|en vez de|en lugar de|"
    r"nada de)\b|"
    r"(?<!\w)(?:لا|مو|مش|مب|موب|ليس|ليست|لست|غير|بدون|ما|الا|عدا|ماعدا|ولا|بلاش)(?!\w)"
)
_NO_NEGATION = re.compile(
    r"\b(?:not|no) (?:more|less|fewer|over|under|above|below|later|earlier|problem|worries|doubt) ?"
    r"(?:than)?\b|\bno (?:mas|menos|mayor|menor) (?:de|que|a)\b|\bif not\b|\bwhy not\b|"
    r"\b(?:dont|don't) (?:need|want) (?:more|less) than\b|"
    r"(?<!\w)لا (?:يزيد|تزيد|يقل|تقل|اكثر|اقل)(?!\w)|(?<!\w)(?:ما|لا) (?:يتجاوز|تتجاوز|يتعدي|"
    r"تتعدي)(?!\w)|"
    r"(?<!\w)ما (?:بين|شاء الله)(?!\w)"
)
# "No I want two" denies what was said before it, not what it says.
_INTERJECTED = re.compile(
    r"^\W*(?:no|nope|nah|not that|sorry)\W+"
    r"(?=(?:i|i'd|i'm|we|we'd|it|let|let's|please|make|sorry)\b)"
)
CORRECTS = re.compile(
    r"\b(?:actually|sorry|i mean|i meant|make (?:it|that)|change (?:it|that)|scratch that|"
    r"correction|"
    r"on second thought|instead|rather|better|mejor|perdon|digo|quise decir|en realidad|que sean|"
    r"corrijo|cambialo|ponlo)\b|(?<!\w)(?:قصدي|اقصد|عفوا|خليها|خلها|بل|لا|الافضل|بالاحري|"
    r"عدل)(?!\w)|^\W*no\b"
)


@dataclass(frozen=True, slots=True)
class Clause:
    """A piece of a sentence: ``start`` to ``end`` of ``Said.flat``.

    ``tells`` says that its words may tell a wish: no question but one for what the lead seeks,
    and nothing past or of others. ``wishes`` says that its sentence speaks of a wish.
    """

    start: int
    end: int
    tells: bool
    wishes: bool
    is_question: bool


@dataclass(frozen=True, slots=True)
class Said:
    """A message: its words, ``flat`` for matching, and its clauses in order."""

    text: str
    flat: str
    clauses: tuple[Clause, ...]
    places: tuple[int, ...] = field(default=(), repr=False)

    def quote(self, start: int, end: int) -> str:
        """Return the lead's own words for a piece of ``flat``."""
        if not self.places:
            return self.text[start:end].strip()
        return self.text[self.places[start] : self.places[end - 1] + 1].strip()


def read_clauses(text: str) -> Said:
    """Return a message cut into clauses."""
    flat, places = _flatten(text)
    if len(_DIGIT.findall(flat)) >= _SHORTEST_PHONE:
        flat = _PHONE.sub(_blank, flat)
    clauses: list[Clause] = []
    start = 0
    ends = [(match.start(), match.end()) for match in _SENTENCE_END.finditer(flat)]
    for stop, after in [*ends, (len(flat), len(flat))]:
        if flat[start:stop].strip():
            clauses += _clauses(flat, start, stop, flat[stop:after])
        start = after
    return Said(text, flat, tuple(clauses), places)


def is_negated(said: Said, clause: Clause, at: int) -> bool:
    """Tell whether a word of negation stands before a place of its clause."""
    before = _INTERJECTED.sub("", said.flat[clause.start : at])
    before = _NO_NEGATION.sub(" ", before)
    # "No 2 bedrooms please" denies; "no, 2 bedrooms" and "no make it 2" correct.
    near = before[-60:]
    negations = list(_NEGATES.finditer(near))
    return bool(negations) and not CORRECTS.search(near[negations[-1].end() :])


def _clauses(flat: str, start: int, stop: int, mark: str) -> list[Clause]:
    sentence = flat[start:stop]
    is_question = "?" in mark or "؟" in mark or _ASKS_FIRST.match(sentence) is not None
    seeks = is_question and _SEEKS.search(sentence) is not None
    wishes = _WISHES.search(sentence) is not None or seeks
    found = []
    begin = start
    ends = [(m.start(), m.end()) for m in _CLAUSE_END.finditer(flat, start, stop)]
    for end, after in [*ends, (stop, stop)]:
        if flat[begin:end].strip():
            piece = flat[begin:end]
            # A question is one clause of its sentence: "3 bedrooms, is that possible?"
            asks = is_question and (not ends or _ASKS_FIRST.match(piece) is not None or end == stop)
            tells = (not asks or seeks) and not _NOT_NOW.search(piece)
            found.append(Clause(begin, end, tells, wishes, asks))
        begin = after
    return found


def _blank(match: re.Match[str]) -> str:
    is_phone = sum(c.isdigit() for c in match[0]) >= _SHORTEST_PHONE
    return "x" * len(match[0]) if is_phone else match[0]


@lru_cache(maxsize=4096)
def _folded(char: str) -> str:
    """Return what becomes of one character: nothing, itself, or a few plain letters."""
    kept = []
    for part in unicodedata.normalize("NFKD", char).translate(_LETTERS).lower():
        if unicodedata.combining(part) or part in "ـ\u200e\u200f\u200b":
            continue
        is_digit = part.isdigit() and not part.isascii()
        kept.append(str(unicodedata.digit(part)) if is_digit else part)
    return "".join(kept).translate(_LETTERS)


def _flatten(text: str) -> tuple[str, tuple[int, ...]]:
    if text.isascii():
        return text.lower(), ()
    letters = [_folded(char) for char in text]
    flat = "".join(letters)
    if len(flat) == len(text) and all(letters):
        return flat, ()
    return flat, tuple(at for at, part in enumerate(letters) for _ in part)
