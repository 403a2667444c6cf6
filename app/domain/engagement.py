"""How close a lead is to acting, from what they do in a conversation, without a model.

The criteria of a tenant say whether a lead fits; this says whether they move: they ask to meet or
to book, take what we offer, name a day, tell what they need, ask about it, or put it off. Each sign
is worth fixed points and names the message it stands in, so that a person can see why. Signs are
not counted twice, but facts and questions are counted a few times. Who declines and asks to book
later has asked: of the two, the later counts.

The points are set by hand in the order of plain sense and not fitted to anybody's leads.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.claiming.clauses import Clause, Said, is_negated, read_clauses
from app.domain.tracking import Line

_READ_CHARS = 1200
# What a sign is worth; facts and questions up to as many times as stands beside them.
POINTS = {
    "asks_to_meet": 40,
    "names_time": 15,
    "chooses": 15,
    "tells": 4,
    "asks_about": 3,
    "puts_off": -25,
    "leaves": -10,
}
_TIMES = {"tells": 5, "asks_about": 3}

_MEETING = (
    r"appointment|visit|viewing|tour|reservation|booking|meeting|consultation|inspection|slot|demo|"
    r"test drive|cita|visita|reserva|reunion|consulta|موعد|موعدا|حجز|زياره|معاينه|استشاره"
)
_MEETS = re.compile(
    rf"\b(?:book|reserve|schedule|arrange|set up|make|get|have|fix|want|need|like|proceed|plan|"
    rf"for)\b"
    rf"[^.?!]{{0,40}}\b(?:{_MEETING})s?\b|\b(?:book|reserve|schedule) (?:it|that|this|the|me|a|"
    rf"an|one|"
    r"now|for|in|on|there|here)\b|\b(?:i'd|i would|we'd|we would|want|like|can|could) (?:i |we |"
    r"like "
    r"|love |to )*(?:to )?(?:visit|view|see|tour|book|reserve|come (?:by|in|over)|try it)\b|"
    r"\b(?:go ahead|sign me up|i'?m in|where do i sign|let's do it)\b|"
    rf"\b(?:reservar|agendar|concertar|pedir|hacer|tener|quiero|quisiera|programar)\b[^.?!]{{0,30}}"
    rf"\b(?:{_MEETING})\b|\b(?:quiero|quisiera|puedo|podria|me gustaria|podemos) (?:ver|visitar|"
    r"reservar|pasar|ir)\w*\b|(?<!\w)(?:ابي|ابغي|اريد|ممكن|بدي|حاب|نبي|احتاج|ودي)[^.?!]{0,20}"
    r"(?:احجز|حجز|موعد|ازور|زياره|معاينه|اشوف)|(?<!\w)(?:احجز لي|احجزوا لي|احجزلي)(?!\w)"
)
_OFFERS_MEETING = re.compile(
    rf"\b(?:would you like|do you want|shall i|should i|want (?:me )?to|can i|may i|ready to|"
    rf"like me "
    rf"to|you like to|le gustaria|quiere|desea|te gustaria)\b[^.?!]{{0,60}}(?:\b(?:book|reserve|"
    rf"schedule|visit|view|see it|arrange|make|set|reservar|agendar|visitar|ver)\b|{_MEETING})|"
    rf"(?:هل تريد|هل ترغب|هل تود|تحب)[^.?!]{{0,40}}(?:حجز|موعد|زياره|نحجز|تحجز)|"
    r"\b(?:proceed|move ahead)\b"
)
_TIME = re.compile(
    r"\b(?:today|tomorrow|tonight|monday|tuesday|wednesday|thursday|friday|saturday|sunday|weekend|"
    r"\d{1,2}(?:st|nd|rd|th)|(?:january|february|march|april|june|july|august|september|october|"
    r"november|december)|\d{1,2}(?:[:.]\d\d)? ?(?:am|pm)|\d{1,2}:\d\d|o'?clock|half past|quarter "
    r"(?:to|past)|(?:in the|this) (?:morning|afternoon|evening)|next (?:week|month)|"
    r"hoy|manana|lunes|martes|miercoles|jueves|viernes|sabado|domingo|a las \d|de la tarde|"
    r"(?:enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|"
    r"diciembre))\b|"
    r"(?<!\w)(?:اليوم|بكره|بكرا|غدا|الاحد|الاثنين|الثلاثاء|الاربعاء|الخميس|الجمعه|السبت|"
    r"الساعه)(?!\w)"
)
_CHOOSES = re.compile(
    r"\b(?:sounds? (?:good|great|fine|perfect|nice|lovely|awesome|like what)|looks? (?:good|great|"
    r"perfect|nice)|(?:that|this|it|which|he|she|they)(?:'ll| will)? ?(?:one )?(?:works?|suits?|do|"
    r"is (?:good|great|fine|perfect|ok|okay))\b|i(?:'ll| will) (?:take|go with|have)|i (?:like|"
    r"love) "
    r"(?:it|that|this|the)|let's (?:go with|do|take)|perfect|good (?:to|for) me|go with|"
    r"i want (?:that|this|it)|the (?:first|second|last) one|"
    r"me lo quedo|me quedo con|suena bien|me parece bien|me gusta|me interesa|perfecto|me sirve|"
    r"de acuerdo)\b|(?<!\w)(?:مناسب|يناسبني|تناسبني|ممتاز|اعجبني|عجبني|عجبتني|موافق|باخذها|باخذه|"
    r"تمام)(?!\w)"
)
_PUTS_OFF = re.compile(
    r"\b(?:not (?:right )?(?:now|yet|today|at the moment|interested|at this time)|maybe later|"
    r"(?:some|another) (?:other )?time|later on|do that later|just (?:looking|browsing|curious|"
    r"checking)|(?:i'?ll|will|need to|have to|let me) (?:think about it|think it over|get back|"
    r"let you "
    r"know)|changed? my mind|no longer|too expensive|possibly later|hold off|i'?m (?:good|okay|ok) "
    r"for|ahora no|mas tarde|otro dia|otro momento|solo (?:estoy )?(?:miro|mirando|viendo)|"
    r"lo pensare|"
    r"lo voy a pensar|no me interesa|ya no|muy caro|demasiado caro)\b|"
    r"(?<!\w)(?:مو الحين|مش الان|ليس الان|لاحقا|بعدين|وقت ثاني|افكر|بفكر|غير مهتم|غالي|اتفرج)(?!\w)"
)
_REFUSES = re.compile(r"\W*(?:no|nope|nah|لا|كلا)(?!\w)(?! (?:problem|hay problema|مشكله))")
_AGREES = re.compile(
    r"\W*(?:(?:oh|ok|okay|well)\W+)?(?:yes|yeah|yep|yup|sure|ok|okay|please|of course|alright|"
    r"go ahead|absolutely|definitely|si|claro|vale|por favor|نعم|ايوه|اي|اكيد|تمام|طبعا|"
    r"يا ليت)(?!\w)"
)
_LEAVES = re.compile(
    r"\b(?:that'?s (?:all|it|everything)|that is (?:all|it|everything)|that (?:will|would) be all|"
    r"that'?ll be all|all i need\w*|nothing else|good ?bye|bye|see you|eso es todo|nada mas|adios|"
    r"hasta luego)\b|(?<!\w)(?:هذا كل شيء|بس كذا|مع السلامه|وداعا)(?!\w)"
)
_WORD = re.compile(r"[^\W\d_]{3,}")


@dataclass(frozen=True, slots=True)
class Sign:
    """One thing a lead did: its kind (a key of ``POINTS``), worth, message and words."""

    kind: str
    points: int
    message_id: str
    quote: str


@dataclass(frozen=True, slots=True)
class Engagement:
    """``points`` 0 to 100, the sum of the signs within those bounds; signs in order."""

    points: int
    signs: tuple[Sign, ...]


def read_engagement(lines: Sequence[Line]) -> Engagement:
    """Return how close the lead of a conversation is to acting; lines are oldest first."""
    signs: list[Sign] = []
    is_offered = False
    for line in lines:
        said = read_clauses(line.text[:_READ_CHARS])
        if line.speaker != "lead":
            is_offered = _OFFERS_MEETING.search(said.flat) is not None
            continue
        for kind, start, end in _signs_of(said, is_offered):
            sign = Sign(kind, POINTS[kind], line.id, said.quote(start, end))
            signs = [*signs, sign] if _adds(signs, sign) else signs
        is_offered = False
    signs = _settled(signs)
    return Engagement(max(0, min(100, sum(sign.points for sign in signs))), tuple(signs))


def _adds(signs: Sequence[Sign], sign: Sign) -> bool:
    """Tell whether a sign is worth something beside those before it."""
    same = [one for one in signs if one.kind == sign.kind]
    if sign.kind == "asks_to_meet" and same:
        # The last request decides whether it comes after a refusal.
        return any(one.kind in ("puts_off", "leaves") for one in signs)
    return len(same) < _TIMES.get(sign.kind, 1)


def _settled(signs: list[Sign]) -> list[Sign]:
    """Return the signs without those a later one took back."""
    last = max((at for at, one in enumerate(signs) if one.kind == "asks_to_meet"), default=None)
    return [
        one
        for at, one in enumerate(signs)
        if last is None
        or (one.kind != "asks_to_meet" and (one.points > 0 or at > last))
        or at == last
    ]


def _signs_of(said: Said, is_offered: bool) -> list[tuple[str, int, int]]:
    """Return the kinds of signs of one message and where they stand."""
    found: dict[str, tuple[int, int]] = {}
    refusal = _REFUSES.match(said.flat) if is_offered else None
    if refusal and not _MEETS.search(said.flat):
        found["puts_off"] = refusal.span()
    elif is_offered and (agreed := _AGREES.match(said.flat)):
        found["asks_to_meet"] = agreed.span()
    for clause in said.clauses:
        for kind, start, end in _signs_in(said, clause):
            found.setdefault(kind, (start, end))
    if "puts_off" in found:
        found.pop("asks_to_meet", None)
    return [(kind, start, end) for kind, (start, end) in found.items()]


def _signs_in(said: Said, clause: Clause) -> list[tuple[str, int, int]]:
    found = []
    for kind, pattern in (
        ("asks_to_meet", _MEETS),
        ("chooses", _CHOOSES),
        ("names_time", _TIME),
        ("puts_off", _PUTS_OFF),
        ("leaves", _LEAVES),
    ):
        match = pattern.search(said.flat, clause.start, clause.end)
        is_denied = match and kind in ("asks_to_meet", "chooses", "names_time")
        if match and not (is_denied and is_negated(said, clause, match.end())):
            found.append((kind, match.start(), match.end()))
    if clause.is_question and len(_WORD.findall(said.flat[clause.start : clause.end])) > 1:
        found.append(("asks_about", clause.start, clause.end))
    elif clause.wishes:
        found.append(("tells", clause.start, clause.end))
    return found
