"""A client's document (TOML, JSON) read into our words, with every mistake named at once.

name = "Harbour Homes"
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
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import fields
from difflib import get_close_matches
from typing import Any
from zoneinfo import available_timezones

from app.domain.tenant import (
    ChannelAccount,
    ChannelKind,
    Criterion,
    CriterionKind,
    Faq,
    Mode,
    Profile,
    Tenant,
)
from app.errors import Invalid

_TOP = {
    "name",
    "zone",
    "country",
    "languages",
    "mode",
    "budget_microusd",
    "profile",
    "criteria",
    "faqs",
    "channels",
}
_PROFILE = {row.name for row in fields(Profile)} - {"criteria"}
_CRITERION = {row.name for row in fields(Criterion)}
_FAQ = {"question", "answer", "language"}
_CHANNEL = {"kind", "address", "key", "credentials", "settings", "name", "reply_through"}
_NUMBER = re.compile(r"\+[1-9]\d{6,14}\Z")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z]{2})?\Z")
_LISTS = ("never_say", "allowed_links")


class _Mistakes:
    """Collects what is wrong, with the place it is at."""

    def __init__(self) -> None:
        self.found: list[str] = []

    def add(self, place: str, problem: str) -> None:
        self.found.append(f"{place}: {problem}")

    def unknown_keys(self, place: str, given: Mapping[str, Any], known: set[str]) -> None:
        for key in given:
            if key not in known:
                near = get_close_matches(key, known, 1)
                hint = f"; did you mean {near[0]}?" if near else ""
                self.add(f"{place}{key}", f"unknown{hint}")

    def one_of(self, place: str, value: object, allowed: Sequence[str]) -> bool:
        if value in allowed:
            return True
        self.add(place, f"{value!r} is none of {', '.join(allowed)}")
        return False


def read_tenant(
    document: Mapping[str, Any],
) -> tuple[Tenant, list[Faq], list[ChannelAccount]]:
    """Return the tenant (with an empty id), its FAQs and its channel accounts.

    Raises:
        Invalid: the message lists every mistake, one a line.
    """
    mistakes = _Mistakes()
    mistakes.unknown_keys("", document, _TOP)
    tenant = _tenant(document, mistakes)
    faqs = [_faq(row, n, mistakes) for n, row in enumerate(document.get("faqs", ()))]
    channels = [_channel(row, n, mistakes) for n, row in enumerate(document.get("channels", ()))]
    if mistakes.found:
        raise Invalid("The client's document has mistakes:\n" + "\n".join(mistakes.found))
    return tenant, faqs, [channel for channel in channels if channel is not None]


def _tenant(document: Mapping[str, Any], mistakes: _Mistakes) -> Tenant:
    given = document.get("name")
    name = given.strip() if isinstance(given, str) else ""
    if not name:
        mistakes.add("name", "missing; write the business's name as text")
    _check_numbers_and_languages(document, mistakes)
    zone = str(document.get("zone") or "UTC")
    if zone not in available_timezones():
        mistakes.add("zone", f"{zone!r} is no time zone; write one such as Europe/Madrid")
    mode = document.get("mode", Mode.AUTOMATIC.value)
    mistakes.one_of("mode", mode, [m.value for m in Mode])
    profile = dict(document.get("profile", {}))
    mistakes.unknown_keys("profile.", profile, _PROFILE)
    criteria = [_criterion(row, n, mistakes) for n, row in enumerate(document.get("criteria", ()))]
    if mistakes.found:
        return Tenant(id="", name=name)
    for key in _LISTS:
        profile[key] = tuple(profile.get(key, ()))
    return Tenant(
        id="",
        name=name,
        zone=zone,
        country=str(document.get("country") or "US"),
        languages=tuple(document.get("languages") or ("en",)),
        mode=Mode(mode),
        profile=Profile(**profile, criteria=tuple(c for c in criteria if c is not None)),
        budget_microusd=document.get("budget_microusd"),
    )


def _check_numbers_and_languages(document: Mapping[str, Any], mistakes: _Mistakes) -> None:
    budget = document.get("budget_microusd")
    if budget is not None and (type(budget) is not int or budget < 0):
        mistakes.add("budget_microusd", "write whole micro-USD, 0 or more; leave out for no limit")
    languages = document.get("languages", ["en"])
    is_list = isinstance(languages, list | tuple) and bool(languages)
    if not is_list or not all(
        isinstance(code, str) and _LANGUAGE.match(code) for code in languages
    ):
        mistakes.add("languages", 'write a list of language codes such as ["en", "es"]')


def _criterion(row: Mapping[str, Any], number: int, mistakes: _Mistakes) -> Criterion | None:
    place = f"criteria[{number}]."
    mistakes.unknown_keys(place, row, _CRITERION)
    if not row.get("id"):
        mistakes.add(place + "id", "missing")
    if not row.get("questions"):
        mistakes.add(place + "questions", "missing; give the wording by language")
    kinds = [kind.value for kind in CriterionKind]
    if not mistakes.one_of(place + "kind", row.get("kind"), kinds) or mistakes.found:
        return None
    return Criterion(
        **{
            **row,
            "kind": CriterionKind(row["kind"]),
            "questions": dict(row["questions"]),
            "options": tuple(row.get("options", ())),
            "accepts": tuple(row.get("accepts", ())),
        }
    )


def _faq(row: Mapping[str, Any], number: int, mistakes: _Mistakes) -> Faq:
    place = f"faqs[{number}]."
    mistakes.unknown_keys(place, row, _FAQ)
    for key in ("question", "answer"):
        if not str(row.get(key) or "").strip():
            mistakes.add(place + key, "missing")
    return Faq(
        "", str(row.get("question")), str(row.get("answer")), str(row.get("language") or "en")
    )


def _channel(row: Mapping[str, Any], number: int, mistakes: _Mistakes) -> ChannelAccount | None:
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
