"""The words around a name that show it is one, in English, Spanish and Arabic."""

from __future__ import annotations

import re

# What follows these is a name, in any spelling.
STRONG = re.compile(
    r"\b(?:(?:my|the|his|her|our|its)\s+(?:full\s+|first\s+|given\s+|last\s+|sur)?name"
    r"(?:'?s|’s|\s+is|\s+was|\s+would\s+be|\s+should\s+be)?"
    r"|(?:first|given|last|sur)\s*name(?:\s+is)?|name\s*(?:is|was|:|=)|(?:booking|guest)\s+name"
    r"|(?:under|in|on|by|for|with)\s+(?:the\s+)?(?:last\s+|first\s+)?names?(?:\s+of)?"
    r"|under(?:\s+the)?(?:\s+(?:reservation|booking))?(?:\s+(?:for|of))?|on\s+behalf\s+of"
    r"|(?:call|calls)\s+(?:me|be)|(?:i|people)\s+goe?s?\s+by|i(?:'|’)?m\s+called|(?:known|me)\s+as"
    r"|(?:the\s+)?name(?:'|’)s"
    r"|me\s+llamo|mi\s+nombre\s+es|(?:a|en|al)\s+nombre\s+de|de\s+parte\s+de|nombre\s*:"
    r"|(?:mi\s+)?apellido(?:\s+es)?|les?\s+habla|le\s+escribe"
    r"|اسمي|إسمي|باسم|بإسم|بأسم|الاسم|معك|معاك)(?=[\s:])",
    re.IGNORECASE,
)
# What follows these is a name only when it looks like one.
WEAK = re.compile(
    r"\b(?:this\s+is|i\s+am|i'?m|i’m|it'?s|it’s|its|it\s+is|for|to|from|with|soy|para|pay|paid|by"
    r"|name|أنا|انا|ل)(?=\s)",
    re.IGNORECASE,
)
# What stands before these is a name.
BEFORE = re.compile(
    r"(?:(?:^|[.!?,]\s*)(?P<name>[^\W\d_][^\d,.!?]{1,60}?)\s*,?\s+(?:(?:is|was)\s+(?:my|the|his|her)"
    r"\s+(?:full\s+)?name|is\s+(?:what|how)\s+(?:you\s+can|they|you\s+may|you\s+should|people)\s+"
    r"call\s+me|(?:has|have|had|made)\s+(?:a\s+|an\s+)?(?:booking|reserv|appointment|table)"
    r"|here\b(?=\s*(?:[.,!]|$))|speaking\b|es\s+mi\s+nombre))",
    re.IGNORECASE,
)
POSSESSIVE = re.compile(
    r"\b(?P<name>[A-Z][^\W\d_]+(?:\s+[A-Z][^\W\d_]+)?)['’]s\s+(?i:booking|reserv|table|appointment)"
)
TITLES = re.compile(
    r"\b(?:[Mm]rs?|[Mm]s|Miss|Mister|Sra?|[Ss]rta|[Ss]eñora?|[Ss]eñorita|السيد|السيدة|الأستاذ)\b\.?(?=\s)"
)
# A cheap look first: most messages hold none of these.
CUE = re.compile(
    r"name|under|call|behalf|this\s+is|\bi['’]?m\b|\bi\s+am|\bit['’]?s|\bit\s+is|\bfor\b|\bby\b"
    r"|\bto\b|\bfrom\b|\bpa(?:y|id)\b|\bsent\b|here|speaking|book|reserv|table|appoint|['’]s\b|ha[sd]\s+a|known|\bm(?:r|s|rs|iss)\b"
    r"|\bsr|se[ñn]or|apellido|nombre|llamo|soy|parte|habla|escribe|para|اسم|إسم|أسم|معك|معاك|نا\s"
    r"|السيد",
    re.IGNORECASE,
)
# Where these are spoken of, capitals belong to a place.
PLACES = re.compile(
    r"\b(?:restaurants?|cuisine|neighbou?rhood|called|named|looking|search\w*|near|caf[eé]|food)\b",
    re.IGNORECASE,
)
BOOKING = re.compile(
    r"\b(?:book|reserv|table|appointment|meeting|cancel|cita|mesa|turno)|حجز|موعد", re.IGNORECASE
)
