"""A client's document (TOML, JSON) read into our words, with every mistake named at once.

name = "Harbour Homes"
preset = "real_estate"
zone = "America/New_York"
languages = ["en"]
[profile]
about = "…"
[[criteria]]
id = "budget"; kind = "budget"; weight = 30; currency = "USD"; maximum = 500000
questions = { en = "What is your budget?" }
[[faqs]]
question = "…"; answer = "…"; language = "en"
[[channels]]
kind = "sms"; address = "+15550001111"
credentials = { account_sid = "AC…", auth_token = "…" }

A preset fills in what the document leaves out: a field of the profile by itself, the criteria, the
rules and the openings as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from app.domain.document_settings import SETTINGS_KEYS, Mistakes, read_settings
from app.domain.presets import PRESET_WORDS, preset_document
from app.domain.profile import Settings, with_settings
from app.domain.tenant import ChannelAccount, ChannelKind, Faq, Tenant
from app.errors import Invalid

_TOP = SETTINGS_KEYS | {
    "name",
    "preset",
    "country",
    "budget_microusd",
    "budget_tokens",
    "budget_period",
    "faqs",
    "channels",
}
_PERIODS = ("day", "week", "month")
_FAQ = {"question", "answer", "language"}
_CHANNEL = {"kind", "address", "key", "credentials", "settings", "name", "reply_through"}
_NUMBER = re.compile(r"\+[1-9]\d{6,14}\Z")
_COUNTRY = re.compile(r"[A-Z]{2}\Z")


def read_tenant(
    document: Mapping[str, Any],
) -> tuple[Tenant, list[Faq], list[ChannelAccount]]:
    """Return the tenant (with an empty id), its FAQs and its channel accounts.

    Raises:
        Invalid: the message lists every mistake, one a line.
    """
    mistakes = Mistakes()
    mistakes.unknown_keys("", document, _TOP)
    tenant = _tenant(document, mistakes)
    faqs = [_faq(row, n, mistakes) for n, row in enumerate(document.get("faqs", ()))]
    channels = [_channel(row, n, mistakes) for n, row in enumerate(document.get("channels", ()))]
    if mistakes.found:
        raise Invalid("The client's document has mistakes:\n" + "\n".join(mistakes.found))
    return tenant, faqs, [channel for channel in channels if channel is not None]


def _tenant(document: Mapping[str, Any], mistakes: Mistakes) -> Tenant:
    given = document.get("name")
    name = " ".join(given.split()) if isinstance(given, str) else ""
    if not name:
        mistakes.add("name", "missing; write the business's name as text")
    country = document.get("country") or "US"
    if not isinstance(country, str) or not _COUNTRY.match(country):
        mistakes.add("country", "write two letters such as US (ISO 3166)")
        country = "US"
    _check_budget(document, mistakes)
    settings = read_settings(_with_preset(document, country, mistakes), mistakes)
    tenant = Tenant(
        id="",
        name=name,
        country=country,
        budget_microusd=document.get("budget_microusd"),
        budget_tokens=document.get("budget_tokens"),
        budget_period=document.get("budget_period", "month"),
    )
    return with_settings(tenant, settings or Settings(tenant.profile), 1)


def _with_preset(
    document: Mapping[str, Any], country: str, mistakes: Mistakes
) -> Mapping[str, Any]:
    preset = document.get("preset")
    if preset is None or not mistakes.one_of("preset", preset, list(PRESET_WORDS)):
        return document
    base, profile = preset_document(preset, country), document.get("profile", {})
    if not isinstance(profile, Mapping):
        return document
    return {**base, **document, "profile": {**base["profile"], **profile}}


def _check_budget(document: Mapping[str, Any], mistakes: Mistakes) -> None:
    for key, unit in (("budget_microusd", "whole micro-USD"), ("budget_tokens", "whole tokens")):
        budget = document.get(key)
        if budget is not None and (type(budget) is not int or budget < 0):
            mistakes.add(key, f"write {unit}, 0 or more; leave out for no limit")
    mistakes.one_of("budget_period", document.get("budget_period", "month"), _PERIODS)


def _faq(row: Mapping[str, Any], number: int, mistakes: Mistakes) -> Faq:
    place = f"faqs[{number}]."
    mistakes.unknown_keys(place, row, _FAQ)
    for key in ("question", "answer"):
        if not str(row.get(key) or "").strip():
            mistakes.add(place + key, "missing")
    return Faq(
        "", str(row.get("question")), str(row.get("answer")), str(row.get("language") or "en")
    )


def _channel(row: Mapping[str, Any], number: int, mistakes: Mistakes) -> ChannelAccount | None:
    place = f"channels[{number}]."
    mistakes.unknown_keys(place, row, _CHANNEL)
    kinds = [kind.value for kind in ChannelKind]
    if not mistakes.one_of(place + "kind", row.get("kind"), kinds):
        return None
    by_number = row["kind"] in (ChannelKind.SMS.value, ChannelKind.WHATSAPP.value)
    if by_number and not _NUMBER.match(str(row.get("address") or "")):
        mistakes.add(place + "address", "write the number as +15550001111")
    settings = dict(row.get("settings", {}))
    settings |= {key: row[key] for key in ("name", "reply_through") if key in row}
    return ChannelAccount(
        id="",
        tenant_id="",
        kind=ChannelKind(row["kind"]),
        key=str(row.get("key") or ""),
        address=str(row.get("address") or ""),
        credentials={k: str(v) for k, v in dict(row.get("credentials", {})).items()},
        settings=settings,
    )
