"""Sentences that promise what nothing will do, in English, Spanish and Arabic.

The assistant acts only through tools of the same turn. "I'll call you back" without a tool that
calls is a lie the business has to live with. A colleague's answer may be promised when the turn
is escalated, because then a person is really asked.
"""

from __future__ import annotations

import re

# What a tool of this turn makes true; everything else is a promise nobody keeps.
KEPT_BY = {"follow_up": "escalate", "booking": "book"}

_ENGLISH_WILL = (
    r"\b(?:i|we|someone|somebody|a colleague|our team|the team|one of our \w+|an? \w+ of ours)"
    r"(?:'ll| will| shall| am going to| are going to|'m going to|'re going to| is going to)"
    r"(?: (?:also|then|now|just|gladly|happily|personally|go ahead and|be happy to"
    r"|make sure to|definitely))* "
)
_PATTERNS = (
    (
        "follow_up",
        _ENGLISH_WILL
        + r"(?:call|phone|ring|text|e-?mail|message|contact|notify|remind|update|ping|reach out"
        r"|get back|come back|follow up|let you know|write (?:to )?you|send you|be in touch"
        r"|get in touch|check (?:with|for|on|and|if|whether)|look into|find out"
        r"|ask (?:the|my|our))",
    ),
    (
        "follow_up",
        r"\b(?:expect|you(?:'ll| will) (?:get|receive|hear)) (?:a |an |our )?"
        r"(?:call|text|e-?mail|message|confirmation|from (?:us|me|our))",
    ),
    (
        "follow_up",
        r"\b(?:let me|allow me to|i need to|i have to) (?:just |quickly |first )?"
        r"(?:find out|ask|look into|confirm|verify|get back"
        r"|check .{0,40}\b(?:get back|let you know))"
        r"|\b(?:i|we)(?:'ll| will) (?:have|get|ask|let|tell) (?:\S+ ){1,4}"
        r"(?:to )?(?:call|text|contact|e-?mail|reach|know|get in touch|follow up)"
        r"|\b(?:i|we)(?:'ve| have)(?: already| just)? (?:sent|e-?mailed|texted|forwarded|passed"
        r"|notified|informed|told|asked|contacted|called|checked|let)\b",
    ),
    (
        "follow_up",
        r"\b(?:te|le|les|os) (?:envio|mando|llamo|escribo|confirmo|contacto|consulto|averiguo)\b"
        r"|\b(?:he|hemos|ha|han) (?:enviado|mandado|avisado|informado|notificado|contactado|pasado"
        r"|consultado|preguntado)\b|\bse (?:comunicara|comunicaran|contactara|contactaran)\b"
        r"|\bdeja(?:me|nos|d?me) (?:que )?"
        r"(?:consulte|verifique|verificar|consultar|revisar|preguntar)",
    ),
    (
        "follow_up",
        r"\b(?:te|le|les|os|lo|la) (?:llamare|llamaremos|escribire|escribiremos|avisare|avisaremos"
        r"|contactare|contactaremos|enviare|enviaremos|mandare|mandaremos|confirmare|confirmaremos"
        r"|aviso|llamo luego|informaremos|notificaremos|recordare|recordaremos"
        r"|llamara|contactara|escribira)\b"
        r"|\b(?:me pondre|nos pondremos|se pondra|se pondran) en contacto\b"
        r"|\b(?:voy|vamos|va) a (?:llamarte|llamarle|avisarte|avisarle|enviarte|enviarle|consultar"
        r"|verificar|averiguar|preguntar|contactarte|contactarle)"
        r"|\b(?:lo )?(?:consultare|verificare|averiguare|revisare) ",
    ),
    (
        "follow_up",
        r"(?:^|[\s،.])(?:و)?(?:س|سوف )(?:ا|ن|ي|ت)?(?:تصل|اتصل|نتصل|يتصل|تواصل|اتواصل|نتواصل|يتواصل"
        r"|عود|اعود|نعود|رسل|ارسل|نرسل|بلغ|ابلغ|نبلغ|خبر|اخبر|نخبر|تحقق|اتحقق|نتحقق|تاكد|اتاكد"
        r"|نتاكد|راجع|اراجع|نراجع|ذكر|اذكر|نذكر)"
        r"|(?:^|[\s،.])(?:لقد )?(?:ارسلت|ارسلنا|ابلغت|ابلغنا|اخبرت|اخبرنا|حولت|حولنا)(?: |$)"
        r"|(?:^|[\s،.])تم (?:ارسال|ابلاغ|اخبار|تحويل)"
        r"|(?:راح|رح|حا) ?(?:اتصل|نتصل|نتواصل|اتواصل|نرد|ارد|نرسل|ارسل)",
    ),
    (
        "booking",
        _ENGLISH_WILL + r"(?:book|reserve|schedule|arrange|set up|hold)\b"
        r"|\b(?:i(?:'ve| have)|we(?:'ve| have)) (?:booked|reserved|scheduled|arranged|held)\b"
        r"|\byour (?:appointment|booking|reservation|viewing|visit) (?:is|has been) "
        r"(?:booked|confirmed|scheduled|made|set)"
        r"|\byou(?:'re| are) (?:all )?booked\b",
    ),
    (
        "booking",
        r"\b(?:he|hemos) (?:reservado|agendado|programado)\b"
        r"|\b(?:te|le) (?:reservo|agendo|reservare|agendare|reservaremos|agendaremos)\b"
        r"|\bsu (?:cita|reserva|visita) (?:esta|ha sido|queda) (?:confirmada|reservada|agendada)",
    ),
    (
        "booking",
        r"(?:تم|لقد) (?:حجز|حجزت|حجزنا|تاكيد)|(?:س|سوف )(?:احجز|نحجز|ارتب|نرتب)",
    ),
    (
        "discount",
        r"\b(?:i|we)(?:'ll| will| can) (?:give|offer) (?:you )?(?:a |an )?(?:special |extra )?"
        r"(?:discount|free|refund)|\bguarantee(?:d)? (?:you|that)\b",
    ),
)
_COMPILED = tuple((kind, re.compile(pattern)) for kind, pattern in _PATTERNS)


def promises(sentence: str, done: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """Return the kinds of promise a sentence makes that nothing keeps.

    A question offers and waits for an answer; it is not yet a promise.

    Args:
        sentence: stripped of marks (``text.strip_marks``).
        done: names of the tools of this turn that really acted.
    """
    found: dict[str, None] = {}
    if sentence.rstrip().endswith(("?", "؟")):
        return ()
    for kind, pattern in _COMPILED:
        if KEPT_BY.get(kind) not in done and pattern.search(sentence):
            found[kind] = None
    return tuple(found)
