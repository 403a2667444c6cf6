"""Links, mail addresses, phone numbers and streets in a text, also where they are disguised.

``revealed`` undoes what people write to get an address past a filter: signs without width, letters
that only look Latin, "dot" and "at" in words or brackets, figures in letters or in circles. It is
for looking at a draft only; what is sent stays as it was written.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from app.domain.spelled import in_digits
from app.domain.text import fold, strip_marks, word_set

_ENDINGS = (
    "com|net|org|io|co|me|ly|info|biz|app|dev|sa|ae|es|mx|eg|uk|de|link|site|shop|store|online|xyz"
    "|us|ca|fr|it|nl|eu|ru|cn|in|pk|tr|qa|kw|bh|om|jo|lb|ma|ar|cl|pe|br|pt|ch|at|be|pl|se|no|dk|fi"
    "|tv|cc|gg|gl|gd|to|ai|im|sh|is|la|top|club|live|page|pro|tech|web|cloud|click|world|today"
    "|agency|clinic|dental|homes|realty|health|care|support|help|email|chat|pay|bank|finance|news"
    "|space|website|digital|group|global|example|test|invalid|local|онлайн|рф|السعودية|امارات|مصر"
)
# Each may begin only where a run of its letters begins: otherwise a long run is read once for
# every letter in it, and text is long when somebody wants it to be. Behind a dot that ends a
# sentence ("is free.It has") a word begins with a capital, and is no ending.
LINK = re.compile(
    r"(?<![\w.-])(?:https?|hxxps?|ftp|tel|sms|mailto|whatsapp|javascript|data|intent):(?=\S)"
    r"[^\s<>\"')\]]+"
    r"|(?<![\w.@-])www\.[^\s<>\"')\]]+"
    rf"|(?<![\w.@-])(?!\d+\.\d+(?!\w))\w[\w-]*(?:\.[\w-]+)*\.(?:{_ENDINGS}|"
    + _ENDINGS.upper()
    + r"|[A-Z]?xn--\w+)(?![\w-])(?:[/?#:][^\s<>\"')\]]*)?"
    r"|(?<!\w)(?:www|hxxps?|https?)\s{1,3}[\w-]{1,63}"
    # A sentence that begins right behind it hides no address.
    r"|(?<![\w.@-])\w[\w-]*\.(?:com|net|org)(?=[A-Z][a-z])"
    r"|(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?![\w.]*\d)(?:[/:]\S*)?",
)
EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
PHONE = re.compile(r"(?<![\w.])\+?\(?\d[\d\s().-]{6,}\d(?!\w)")
_MINIMUM_PHONE_DIGITS = 8
# Greek and Cyrillic letters, and the few other ones that look Latin.
_ALIKE = re.compile("[\u0370-\u052fɡᴏ]")
_DIGIT = re.compile(r"\d")
_STREET_EN = re.compile(
    r"(?<![\w'’.-])((?:[^\W\d_][\w'’.-]{0,30}\s{1,3}){1,3})(street|str|st|road|rd|avenue|ave"
    r"|lane|boulevard|blvd|drive"
    r"|square|highway|terrace|crescent)\b\.?",
    re.IGNORECASE,
)
_LINK_HINT = re.compile(r"\w[.:]\S|\bwww|\bh(?:tt|xx)ps?\b", re.IGNORECASE)
_STREET_HINT = re.compile(
    r"\b(?:str(?:eet)?|st|ro?a?d|avenida|ave?|avda?|lane|boulevard|blvd|drive|square|highway"
    r"|terrace"
    r"|crescent|calle|plaza|paseo|carrera|carretera|c/)\b|شارع|طريق|حي|ميدان",
    re.IGNORECASE,
)
_STREET_ES = re.compile(
    r"\b(calle|avenida|avda?\.?|av\.?|plaza|paseo|carrera|carretera|c/)\s+(?:de\s+(?:las?|los"
    r"|el)?\s*|del"
    r"\s+)?([^\W\d_][\w-]*(?:\s+(?:de\s+(?:la\s+)?)?[A-ZÁÉÍÓÚÑ][\w-]*)?)",
    re.IGNORECASE,
)
_STREET_AR = re.compile(r"(?<!\w)(?:في )?(?:شارع|طريق|حي|ميدان)\s+((?!في |من |ال[ي]? )[^\W\d_]+)")
_STREET_KINDS = {
    "st": "street",
    "str": "street",
    "rd": "road",
    "ave": "avenue",
    "blvd": "boulevard",
}
_NO_STREETS = word_set(
    "the a an this that our your on in at of main same next across one any which quiet busy whole"
    " down up off to from and or is are near by"
)
_INVISIBLE = dict.fromkeys(
    [
        *(*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2065)),
        *(0xFEFF, 0xAD, 0x34F, 0xFE0F, 0x20E3),
    ]
)
_LOOKALIKES = str.maketrans(
    "аеорсухіјѕԁӏһԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧοανɡᴏ", "aeopcyxijsdlhqwABEZHIKMNOPTYXoavgo"
)
_BRACKETED_DOT = re.compile(
    r"\s*[\[({<]\s*(?:dot|punto|point|\.|نقطه|نقطة)\s*[\])}>]\s*", re.IGNORECASE
)
_STOP = re.compile(r"(?<=\w)\s?[。．｡․]\s?(?=\w)")
_SPOKEN_HOST = re.compile(
    r"(?<![\w.@-])[\w.-]{1,63}(?:\s+(?:dot|punto|نقطه|نقطة)\s+[\w-]{1,63}){1,6}", re.IGNORECASE
)
_SPOKEN_DOT = re.compile(r"\s+(?:dot|punto|نقطه|نقطة)\s+", re.IGNORECASE)
# In plain speech: "un punto de encuentro", "the dot on the map", «النقطة الأولى».
_NO_ENDINGS = word_set(
    "on in of at is and or the a an that which where with for from to by here there",
    "de del en y o que la el los las un una con para por a al es se no muy mas sin medio medias",
    "encuentro partida vista referencia",
)
_NO_HOSTS = word_set("a an the this that red blue every one un el al este ese cada algun ningun")
_GOES_TO = re.compile(
    r"\b(?:vaya a|vea|visite|visita|entre (?:en|a)|mire|pague en|abra|ingrese (?:en|a))\s$",
    re.IGNORECASE,
)
_ARABIC_ENDINGS = {"كوم": "com", "نت": "net", "اورج": "org", "أورج": "org", "شوب": "shop"}
# Of the endings of two letters these are also words.
_SPANISH_ENDINGS = frozenset({"es", "de", "la", "se", "no", "al"})
_AT = re.compile(
    r"\s*[\[({]\s*(?:at|arroba|@)\s*[\])}]\s*|(?<=\w)\s+(?:arroba)\s+(?=\w)"
    rf"|(?<=\w)\s+(?:at|آت|ات)\s+(?=[\w-]+(?:\.[\w-]+)*\.(?:{_ENDINGS})\b)",
    re.IGNORECASE,
)
_AT_BEFORE = re.compile(r"(?:@|\b(?:at|arroba|آت|ات)|[\[({]\s*at\s*[\])}])\s*$", re.IGNORECASE)
_SPELT_HINT = re.compile(
    r"\bdot\b|\bpunto\b|\barroba\b|[\[({<]\s*(?:at|\.|@|point)|نقط|[。．｡․]|\s\.\w|\.\s(?:com|net"
    r"|org|io)\b",
    re.IGNORECASE,
)
_SLASH = re.compile(r"(?<=\w)\s+(?:forward )?slash\s+(?=\w)", re.IGNORECASE)
_SPACED_ENDING = re.compile(
    r"(?<=\w)\s?\.\s(?=(?:com|net|org|io)\b)|(?<=\w)\s\.(?=(?:com|net|org|io)\b)"
)


# One draft is looked at from many sides.
@lru_cache(maxsize=64)
def revealed(text: str) -> str:
    """Return a text as a reader takes it: without disguise, in its own case."""
    if text.isascii():
        plain = text
    else:
        plain = unicodedata.normalize("NFKC", text.translate(_INVISIBLE)).translate(_INVISIBLE)
        if _ALIKE.search(plain):
            plain = "".join(
                word.translate(_LOOKALIKES) if _is_mixed(word) else word
                for word in re.split(r"(\s+)", plain)
            )
    if not _SPELT_HINT.search(plain):
        return plain
    plain = _BRACKETED_DOT.sub(" dot ", _STOP.sub(".", _SPACED_ENDING.sub(".", plain)))
    return _SLASH.sub("/", _AT.sub("@", _SPOKEN_HOST.sub(_host, plain)))


def _host(match: re.Match[str]) -> str:
    """Return a host whose dots are words with its dots, or what it was when it is plain speech.

    An ending nobody knows is one all the same: the host then gets the scheme that makes it a link.
    """
    labels = _SPOKEN_DOT.split(match[0])
    last, first = labels[-1].casefold(), labels[0].casefold()
    is_closed = match.end() == len(match.string) or match.string[match.end()] in ".,;!?/)\n"
    if "نقط" in match[0] and not (last in _ARABIC_ENDINGS or all(one.isascii() for one in labels)):
        return match[0]
    if len(labels) > 2 and any(one.casefold() in _NO_ENDINGS for one in labels):
        return match[0]
    if len(labels) == 2:
        is_speech = last in _NO_ENDINGS or first in _NO_HOSTS or not last[:1].isalnum()
        if is_speech and not (last in _SPANISH_ENDINGS and is_closed and first not in _NO_HOSTS):
            return match[0]
        is_known = LINK.fullmatch(f"x.{last}") or _GOES_TO.search(
            match.string, max(0, match.start() - 16), match.start()
        )
        if " punto " in match[0].casefold() and not is_known:
            return match[0]
    host = ".".join(_ARABIC_ENDINGS.get(label, label) for label in labels)
    is_mailed = _AT_BEFORE.search(match.string, max(0, match.start() - 12), match.start())
    return host if is_mailed or LINK.fullmatch(host) else f"http://{host}"


def _is_mixed(word: str) -> bool:
    """Tell whether a word has Latin letters, or dots, beside others that look like them."""
    has_latin = any(c.isascii() and c.isalpha() for c in word) or "." in word
    return has_latin and not word.isascii()


@lru_cache(maxsize=64)
def without_links(text: str) -> str:
    """Return a text with a blank for each link."""
    return LINK.sub(" ", text) if _LINK_HINT.search(text) else text


def links_in(text: str) -> list[str]:
    """Return the links of a text, and what a phone opens when it is touched."""
    if not _LINK_HINT.search(text):
        return []
    return [found[0] for found in LINK.finditer(EMAIL.sub(" ", text))]


def emails_in(text: str) -> list[str]:
    """Return the mail addresses of a text."""
    return [found[0] for found in EMAIL.finditer(text)] if "@" in text else []


def bare_link(link: str) -> str:
    """Return a link without scheme, ``www.``, closing punctuation and case of the host."""
    bare = re.sub(r"^https?://", "", link.strip(), flags=re.IGNORECASE)
    host, slash, path = bare.rstrip(".,;:!?)").partition("/")
    return re.sub(r"^www\.", "", host.casefold()) + (slash + path).rstrip("/")


def phones_of(text: str) -> set[str]:
    """Return the digits of everything that looks like a phone number, written in words too."""
    found = ("".join(c for c in match[0] if c.isdigit()) for match in PHONE.finditer(fold(text)))
    return {digits for digits in found if len(digits) >= _MINIMUM_PHONE_DIGITS}


def spoken_phones(text: str) -> set[str]:
    """Return the phone numbers of a text, those in words too."""
    digits = in_digits(text)
    if not _DIGIT.search(digits):
        return set()
    return phones_of(text) | phones_of(digits)


def is_same_phone(one: str, others: frozenset[str]) -> bool:
    """Tell whether digits are one of some numbers, with or without the country's code."""
    if one in others:
        return True
    bare = one.lstrip("0")
    return len(bare) >= _MINIMUM_PHONE_DIGITS and any(
        known.endswith(bare) or (bare.endswith(known.lstrip("0")) and len(known) >= 9)
        for known in others
    )


def streets_in(text: str, is_claim: bool = False) -> set[str]:
    """Return the streets of a text: name and kind, stripped of marks.

    Args:
        is_claim: only those written as names; else every reading, to compare with.
    """
    found: set[str] = set()
    if not _STREET_HINT.search(text):
        return found
    for match in _STREET_EN.finditer(text):
        said = match[1].split()
        kind = _STREET_KINDS.get(match[2].lower().rstrip("."), match[2].lower())
        if is_claim:
            named = _named(said)
            if named and match[2][:1].isupper():
                found.add(strip_marks(f"{' '.join(named)} {kind}"))
            continue
        found |= {strip_marks(f"{' '.join(said[-n:])} {kind}") for n in (1, 2, 3) if n <= len(said)}
    for match in _STREET_ES.finditer(text):
        if not is_claim or match[2][:1].isupper():
            found.add(strip_marks(match[2]))
    plain = strip_marks(text)
    return found | {match[1] for match in _STREET_AR.finditer(plain)}


def _named(said: list[str]) -> list[str]:
    """Return the words before "Street" that belong to its name."""
    named: list[str] = []
    for word in reversed(said):
        if not word[:1].isupper() or word.lower() in _NO_STREETS:
            break
        named.insert(0, word)
    return named
