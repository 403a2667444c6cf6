"""The place a lead asks for: "in Palo Alto", "a Palo Alto dentist", "palo alto" when asked.

No list of the world's cities is needed: a place follows a word of place, or answers the question
for it. A street, a hotel or a property is no area, and where somebody comes from is not where they
want to go.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from app.domain.tracking.names import Name, find_names, is_common

# Short names that are places wherever they stand and however they are written.
_SHORT = r"sfo|nyc|cdmx|philly|vegas|lax|san fran|atx"
_SHORT_NAME = re.compile(rf"\b(?:{_SHORT})\b", re.IGNORECASE)
_INTRODUCES = re.compile(
    r"(?:\b(?:in|near|nearby|around|within|inside|outside|throughout|close to|next to|(?:city|"
    r"town|area|neighbou?rhood|region|outskirts) of|downtown|"
    r"based in|located in|(?:located|situated|based) at|(?:apartments?|flats?|salons?|dentists?|"
    r"doctors?|hotels?|options?|ones?|something) (?:at|from|of)|(?:city|area|"
    r"location|town|place)(?: to|:| is| should be| would be| as)?)"
    r"(?: (?:the|or near|or around|or in|central|downtown))?"
    r"|\b(?:travel\w*|go(?:ing)?|head\w*|mov(?:e|ed|ing)|relocat\w*|fly\w*|trip|visit\w*|com(?:e|"
    r"ing)|"
    r"driv\w+|be)\b[^.?!,;]{0,40}? to|\b(?:travel\w*|visit(?:ing)?|try|pick\w*\b[^.?!,;]{0,12} "
    r"(?:up )?(?:from|at)|rent\w*\b[^.?!,;]{0,20} from))\s+$",
    re.IGNORECASE,
)
_ASKED_INTRODUCES = re.compile(
    r"\b(?:at|to|for|from|like|liking|be|is|it's|about|try|need|want|prefer|say|choose|with)\s+"
    r"(?:the |maybe )?$",
    re.IGNORECASE,
)
# "How about Oakland?" after an offer: another place, unless the name is one that we offered.
_SUGGESTS = re.compile(
    r"\b(?:how about|what about|try|prefer|search|check|rather|instead|change (?:it |that )?to|"
    r"make (?:it|that))\s+$",
    re.IGNORECASE,
)
_INSTEAD = re.compile(r",? (?:instead|rather|would be better)\b", re.IGNORECASE)
_COMES_FROM = re.compile(
    r"\b(?:i'?m|i am|we'?re|we are|i come|calling|writing|moving|flying|travell?ing|coming|"
    r"originally|leaving)\s+from\s+$|(?<!to )\b(?:live|lived|living|born|work|working|based)\s+"
    r"(?:now |currently )?in\s+$|\b(?:not|avoid|except|but not|outside of|out of|besides|"
    r"other than|instead of|rather than)\s+(?:in\s+|at\s+|near\s+)?$",
    re.IGNORECASE,
)
# What makes a run of capitalised words a street, a building or a business and no area.
_NOT_AREA = re.compile(
    r"\b(?:street|st|avenue|ave|road|rd|drive|dr|boulevard|blvd|lane|ln|way|court|ct|highway|hwy|"
    r"hotel|inn|suites?|resort|hostel|lodge|motel|apartments?|apts?|condos?|homes|villas|"
    r"residences|"
    r"towers?|airport|station|salon|spa|barbers?\w*|studio|clinic|dental|dentistry|hospital|"
    r"medical|"
    r"associates|management|corp|llc|inc|md|dds|center|centre|calendar|plaza|bar|cuts|"
    r"beauty|clips)\.?$"
    r"|^(?:dr|mr|mrs|ms|hotel|hilton|holiday|marriott|hyatt)\b",
    re.IGNORECASE,
)
_REGION = re.compile(
    r",? (?:[A-Z]{2}\b|U\.?S\.?A?\.?|U\.?K\.?|D\.?C\.?|England|France|Canada|Australia|Spain|"
    r"Mexico|Scotland|Germany|Italy|Malaysia|India|Ontario|California|Texas|Florida|Washington|"
    r"Oregon|"
    r"Georgia|Illinois|Nevada|Arizona|Colorado|Massachusetts|Pennsylvania|Kenya|Ireland|Portugal|"
    r"Greece|Brazil|Argentina|Chile|Peru|Japan|China|Thailand|Singapore|Indonesia|Philippines|"
    r"Turkey|Egypt|Morocco|Qatar|Kuwait|Bahrain|Oman|UAE|KSA|British Columbia|BC|NSW)\b"
)
_BEFORE_NOUN = re.compile(
    r"\s+(?:area\b|region\b|based\b|apartments?|flats?|homes?|houses?|doctors?|dentists?|salons?|"
    r"hotels?|stylists?|hairdressers?|therapists?|psycholog\w+|psychiat\w+|counsell?ors?|"
    r"gynecolog\w+|dermatolog\w+|ophthalmolog\w+|general practitioners?|gps?\b|ent\b|car rentals?|"
    r"rentals?)\b"
)
_LOWER = re.compile(
    r"\b(?:in|near|around|to|at|from)\s+(?:the\s+)?(?P<place>[a-z][a-z'’-]+(?:\s+[a-z][a-z'’-]+)"
    r"{0,2})"
)
_FILLER = re.compile(
    r"^\W*(?:(?:i|we|am|have|been|a|an|i'?m|i'?d|i would|we'?d|it|it'?s|that|how|what|about|"
    r"please|just|maybe|yes|ok|okay|well|hmm|um|sure|like|liking|love|loving|need|want|prefer|"
    r"preferably|looking|look|"
    r"searching|search|find|try|check|be|is|are|should|would|will|to|go|going|with|for|in|at|near|"
    r"around|the|city|area|of|one|something|anything|me|my|some|place|places|somewhere|located|"
    r"can|you|do|go|let'?s|make|say|think|thinking)\b[\s,]*)+",
    re.IGNORECASE,
)
_WORDS = re.compile(r"[a-zA-Z'’-]+")
_SEARCHES = re.compile(
    r"\b(?:find|search\w*|look\w*|need|want|show|get|book|rent|stay\w*|mov(?:e|ing)|apartments?|"
    r"flats?|"
    r"homes?|houses?|hotels?|salons?|dentists?|doctors?|stylists?|cars?|something|places?|options?|"
    r"one)\b",
    re.IGNORECASE,
)
_STOPS = re.compile(r"[,.;:!?()]|\s-\s")


@dataclass(frozen=True, slots=True)
class Place:
    """A place as the lead wrote it, at ``start`` to ``end`` of a text."""

    text: str
    start: int
    end: int


def find_place(
    text: str, is_asked: bool, takes_names: bool = False, offered: str = ""
) -> Place | None:
    """Return the last place a sentence asks for, or None.

    Args:
        is_asked: our last message asked for the place, so that a bare name answers it.
        takes_names: the business has houses with names of their own, which are no places.
        offered: our last message; a name in it is what we offered.
    """
    found = [
        place
        for name in find_names(text)
        if (place := _place(text, name, is_asked, takes_names, offered)) is not None
    ]
    if found:
        return found[-1]
    if short := _SHORT_NAME.search(text):
        return Place(short[0], short.start(), short.end())
    # Who writes names with capitals writes "in writing" and "in private" and means no place.
    if not is_asked and (re.search(r"[a-z] [A-Z][a-z]", text) or not _SEARCHES.search(text)):
        return None
    return _written_small(text, is_asked)


def _place(text: str, name: Name, is_asked: bool, takes_names: bool, offered: str) -> Place | None:
    before = text[max(0, name.start - 60) : name.start]
    if _NOT_AREA.search(name.text) or _COMES_FROM.search(before):
        return None
    region = _REGION.match(text, name.end)
    end = region.end() if region else name.end
    place = Place(text[name.start : end].rstrip(".,"), name.start, end)
    if _INTRODUCES.search(before) or _SHORT_NAME.fullmatch(name.text):
        return place
    if region and re.search(r"\bfrom $", before):
        return place
    if _BEFORE_NOUN.match(text, name.end) and before.strip():
        return place
    if is_asked and (not before.strip(" ,.!-") or _is_asked_form(before, takes_names)):
        return place
    is_other = _INSTEAD.match(text, name.end) and not before.lower().endswith("the ")
    suggests = is_other or _SUGGESTS.search(before)
    if suggests and not takes_names and name.text not in offered:
        return place
    return None


def _is_asked_form(before: str, takes_names: bool) -> bool:
    if _ASKED_INTRODUCES.search(before):
        return not takes_names or not re.search(
            r"\b(?:at|with)\s+(?:the )?$", before, re.IGNORECASE
        )
    return all(is_common(word) for word in _WORDS.findall(before))


def _written_small(text: str, is_asked: bool) -> Place | None:
    """Return a place that was written without a capital letter."""
    for match in _LOWER.finditer(text):
        is_of_place = re.match(r"(?:in|near|around)\b", match[0]) is not None
        is_wanted = (is_of_place or is_asked) and not _COMES_FROM.search(
            text[: match.start("place")]
        )
        if is_wanted and (place := _clean(text, match.start("place"))):
            return place
    if not is_asked:
        return None
    filler = _FILLER.match(text)
    return _clean(text, filler.end() if filler else 0)


def _clean(text: str, start: int) -> Place | None:
    """Return up to three words from ``start`` that are no ordinary ones."""
    stop = _STOPS.search(text, start)
    words = []
    for match in _WORDS.finditer(text, start, stop.start() if stop else len(text)):
        if is_common(match[0]):
            break
        words.append(match)
    if not words or len(words) > 3 or words[0].start() - start > 1:
        return None
    begin, end = words[0].start(), words[-1].end()
    return Place(text[begin:end], begin, end)
