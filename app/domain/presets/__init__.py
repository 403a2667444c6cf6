"""Presets: what is usual in a trade, to start from: questions, tone, scope, hard rules, limits.

They are written as a client's document is (``document_settings``), in English, Spanish and Arabic,
and hold nothing a business decides for itself: no fact, price, address or hour.
"""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from functools import cache
from typing import Any

from app.domain.document_settings import Mistakes, read_settings
from app.domain.presets import agencies, clinics, home_services, legal, real_estate
from app.domain.profile import Settings
from app.errors import NotFound

PRESET_WORDS = {
    "real_estate": "Real estate",
    "home_services": "Home services",
    "clinics": "Clinics",
    "legal": "Legal",
    "agencies": "Agencies",
}
_DOCUMENTS: dict[str, Callable[[], dict[str, Any]]] = {
    "real_estate": real_estate.document,
    "home_services": home_services.document,
    "clinics": clinics.document,
    "legal": legal.document,
    "agencies": agencies.document,
}
_CURRENCIES = {
    **dict.fromkeys(("ES", "FR", "DE", "IT", "PT", "IE", "NL", "BE", "AT", "GR", "FI"), "EUR"),
    "US": "USD",
    "GB": "GBP",
    "SA": "SAR",
    "AE": "AED",
    "MX": "MXN",
    "EG": "EGP",
}


def preset_document(name: str, country: str = "US") -> dict[str, Any]:
    """Return a preset as a document; its budgets are in the country's currency where we know it.

    Raises:
        NotFound: there is no such preset.
    """
    if name not in _DOCUMENTS:
        raise NotFound(f"There is no preset named {name}; choose from {', '.join(_DOCUMENTS)}.")
    document = _document(name)
    currency = _CURRENCIES.get(country)
    for row in document["criteria"]:
        if row["kind"] == "budget" and currency:
            row["currency"] = currency
    return document


def _document(name: str) -> dict[str, Any]:
    return deepcopy(_kept(name))


@cache
def _kept(name: str) -> dict[str, Any]:
    return _DOCUMENTS[name]()


def preset_settings(name: str, country: str = "US") -> Settings:
    """Return what a preset sets; fields it leaves alone have their defaults.

    Raises:
        NotFound: there is no such preset.
    """
    mistakes = Mistakes()
    settings = read_settings(preset_document(name, country), mistakes)
    if settings is None:
        raise ValueError(f"the preset {name} has mistakes: {mistakes.found}")
    return settings
