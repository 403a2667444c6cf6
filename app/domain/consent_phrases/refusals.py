"""Refusals that name no "stop", by families of meaning that every language has.

**None** ("no further messages"), **unheard** ("I would rather not hear from you"), **unasked** ("I
never signed up for this"), **stranger** ("this is not my number, stop"), **others** ("leave my
husband alone"), **needless** ("no need to write anymore"), **over** ("we have nothing left to
discuss"), **legal** ("this is harassment"), and the rights of data protection: **withdraw**,
**object**, **erase**. They stand apart from the plain phrases so that the languages can be compared
family by family. The guards of a language (``unless_…``) hold for them as for its own phrases.
"""

from __future__ import annotations

from app.domain.consent_phrases import (
    refusals_arabic,
    refusals_asia,
    refusals_english,
    refusals_europe,
    refusals_romance,
    refusals_spanish,
)

# Language → phrases, by the code of its ``Phrases``.
REFUSALS: dict[str, tuple[str, ...]] = {
    "en": refusals_english.ENGLISH,
    "es": refusals_spanish.SPANISH,
    "ar": refusals_arabic.ARABIC,
    "fr": refusals_romance.FRENCH,
    "pt": refusals_romance.PORTUGUESE,
    "it": refusals_romance.ITALIAN,
    "de": refusals_europe.GERMAN,
    "nl": refusals_europe.DUTCH,
    "pl": refusals_europe.POLISH,
    "tr": refusals_europe.TURKISH,
    "ru": refusals_europe.RUSSIAN,
    "zh": refusals_asia.CHINESE,
    "ja": refusals_asia.JAPANESE,
    "ko": refusals_asia.KOREAN,
    "hi": refusals_asia.HINDI,
    "id": refusals_asia.INDONESIAN,
    "vi": refusals_asia.VIETNAMESE,
}
