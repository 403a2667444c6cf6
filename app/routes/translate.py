"""The interface in the operator's language: ``app/templates/i18n/<language>/<area>.json``.

``every.json`` holds what several areas say. A catalog maps the English sentence to its
translation; English has none. What a catalog lacks is shown in English rather than failing a page;
a test keeps Spanish and Arabic complete.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

CATALOGS = Path(__file__).resolve().parent.parent / "templates" / "i18n"
LANGUAGES = {"en": "English", "es": "Español", "ar": "العربية"}
_RIGHT_TO_LEFT = {"ar"}
_PLACE = re.compile(r"\{(\w+)\}")

Translate = Callable[..., str]


@cache
def translator(language: str) -> Translate:
    """Return ``_``: takes an English sentence with ``{named}`` places and their values."""
    catalog = _catalog(language)

    def translate(sentence: str, **values: object) -> str:
        text = catalog.get(sentence, sentence)
        # Not str.format: a value of a stranger may hold braces, and so may an unknown code.
        return _PLACE.sub(lambda place: str(values.get(place[1], place[0])), text)

    return translate


def direction(language: str) -> str:
    """Return ``rtl`` or ``ltr``."""
    return "rtl" if language in _RIGHT_TO_LEFT else "ltr"


def negotiate(accept_language: str) -> str:
    """Return the best of our languages for an ``Accept-Language`` header (RFC 9110, 12.5.4)."""
    best, best_weight = "en", 0.0
    for part in accept_language.split(",")[:20]:
        tag, _, parameters = part.strip().partition(";")
        language = tag.split("-")[0].lower()
        weight = _weight(parameters)
        if language in LANGUAGES and weight > best_weight:
            best, best_weight = language, weight
    return best


def _weight(parameters: str) -> float:
    name, _, value = parameters.strip().partition("=")
    if name != "q":
        return 1.0
    try:
        return float(value)
    except ValueError:
        return 0.0


def _catalog(language: str) -> dict[str, str]:
    if language not in LANGUAGES or language == "en":
        return {}
    catalog: dict[str, str] = {}
    for file in sorted((CATALOGS / language).glob("*.json")):
        catalog |= json.loads(file.read_text("utf-8"))
    return catalog
