"""When a client is open: several spans a day, holidays, and dates with other hours."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from sanic import Blueprint, HTTPResponse, Request

from app.domain.access import Right
from app.domain.hours import hours_text
from app.domain.mistakes import Mistake, mistake
from app.domain.profile import is_open, settings_of, special_day
from app.domain.profile_check import check_profile
from app.domain.special_days import LONGEST_NAME, MOST_DAYS, read_spans
from app.domain.tenant import Mode, Opening, Profile, SpecialDay, Tenant
from app.errors import Conflict
from app.flows import edit_profile
from app.routes.access import needs
from app.routes.audited import actor_of
from app.routes.auth import form_of, operator_of, services_of
from app.routes.pages.assistant.words import DAY_WORDS, MODE_WORDS
from app.routes.pages.settings.frame import (
    Side,
    client_of,
    done,
    draw,
    path_of,
    side_of,
    to_agency,
)
from app.store import audit

_SPANS = 4
_NEW_DAYS = 2
_SHOWN_DAYS = 7
_PATH = path_of("hours")
Span = tuple[str, str]


@dataclass(frozen=True, slots=True)
class DayRow:
    """A day of the week in the form; its spans as clocks, one empty pair to write into."""

    number: int
    word: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class SpecialRow:
    """A special day in the form."""

    date: str = ""
    name: str = ""
    hours: str = ""
    yearly: bool = False


@dataclass(frozen=True, slots=True)
class Coming:
    """One of the next days, as it will be."""

    date: date
    word: str
    hours: str
    name: str
    is_special: bool


def add(pages: Blueprint) -> None:
    """Add the page of hours."""
    pages.add_route(show, _PATH, methods=["GET"])
    path = "/settings/clients/<client_id:str>/hours"
    pages.add_route(save_hours, path, methods=["POST"], stream=True)


@needs(Right.READ)
async def show(request: Request) -> HTTPResponse:
    """Draw a client's hours."""
    side = await side_of(request, "hours")
    return to_agency() if side.tenant is None else _draw(request, side, client_of(side).profile)


def _draw(
    request: Request,
    side: Side,
    profile: Profile,
    status: int = 200,
    problem: str = "",
    mistakes: Mapping[str, Mistake] | None = None,
) -> HTTPResponse:
    tenant, now = client_of(side), services_of(request).clock.now_ms()
    return draw(
        request,
        "hours.html",
        side,
        status,
        days=_days(profile),
        special=(*map(_row, profile.special_days), *(SpecialRow(),) * _NEW_DAYS),
        closed_mode=profile.closed_mode,
        modes=tuple((mode.value, MODE_WORDS[mode.value]) for mode in Mode),
        is_open=is_open(tenant, now),
        has_hours=bool(tenant.profile.openings or tenant.profile.special_days),
        coming=_coming(tenant, now),
        version=tenant.profile_version,
        most={"days": MOST_DAYS, "name": LONGEST_NAME},
        problem_text=problem,
        mistakes=dict(mistakes or {}),
    )


def _days(profile: Profile) -> tuple[DayRow, ...]:
    rows = []
    for number, word in enumerate(DAY_WORDS.values()):
        own = sorted(
            (one for one in profile.openings if one.day == number), key=lambda one: one.opens
        )
        spans = [(one.opens, _shown(one.closes)) for one in own]
        rows.append(DayRow(number, word, (*spans, ("", ""))))
    return tuple(rows)


def _shown(closes: str) -> str:
    """Return the end of a span as a browser's clock can show it: it knows no 24:00."""
    return "00:00" if closes == "24:00" else closes


def _row(one: SpecialDay) -> SpecialRow:
    return SpecialRow(one.date, one.name, ", ".join(one.hours), one.yearly)


def _coming(tenant: Tenant, now_ms: int) -> tuple[Coming, ...]:
    today = datetime.fromtimestamp(now_ms / 1000, UTC).astimezone(ZoneInfo(tenant.zone)).date()
    words, found = tuple(DAY_WORDS.values()), []
    for number in range(_SHOWN_DAYS):
        day = today + timedelta(days=number)
        special = special_day(tenant.profile.special_days, day.isoformat())
        usual = hours_text(tenant.profile.openings, day.weekday())
        hours = usual if special is None else ", ".join(special.hours)
        name = special.name if special else ""
        found.append(Coming(day, words[day.weekday()], hours, name, special is not None))
    return tuple(found)


@needs(Right.MANAGE)
async def save_hours(request: Request, client_id: str) -> HTTPResponse:
    """Save a client's hours as a new version of its profile."""
    side, fields = await side_of(request, "hours", client_id), form_of(request)
    tenant = client_of(side)
    found: dict[str, Mistake] = {}
    known = settings_of(tenant)
    profile = _profile(fields, known.profile, found)
    wanted = replace(known, profile=profile)
    found |= {one.field: one for one in reversed(check_profile(wanted)) if _is_ours(one)}
    if found:
        return _draw(request, side, profile, 422, "", _placed(found, profile))
    version = fields.get("version", "")
    try:
        await edit_profile.save(
            services_of(request),
            tenant.id,
            wanted,
            operator_id=operator_of(request).id,
            expected_version=int(version) if version.isdecimal() and len(version) < 10 else 0,
        )
    except Conflict as error:
        return _draw(request, side, profile, error.status, error.message)
    await _note(request, tenant, profile)
    return done(side, _PATH, "saved")


async def _note(request: Request, tenant: Tenant, profile: Profile) -> None:
    services = services_of(request)
    former, latter = _told(tenant.profile), _told(profile)
    await services.db.write(
        audit.note,
        actor_of(request),
        services.clock.now_ms(),
        tenant.id,
        "hours_changed",
        ("client", tenant.id),
        {name: text for name, text in former.items() if text != latter.get(name)},
        {name: text for name, text in latter.items() if text != former.get(name)},
    )


def _told(profile: Profile) -> dict[str, str]:
    week = {f"day_{day}": hours_text(profile.openings, day) for day in range(7)}
    days = {one.date: ", ".join(one.hours) or "closed" for one in profile.special_days}
    return {name: text for name, text in (week | days).items() if text}


def _is_ours(one: Mistake) -> bool:
    return one.field.partition(".")[0] in ("openings", "special_days", "closed_mode")


def _placed(found: Mapping[str, Mistake], profile: Profile) -> dict[str, Mistake]:
    """Return mistakes by where they stand in the form: a day of the week, a row below."""
    placed: dict[str, Mistake] = {}
    for field, one in found.items():
        name, _, rest = field.partition(".")
        if name == "openings" and rest.isdecimal():
            placed.setdefault(f"day.{profile.openings[int(rest)].day}", one)
        else:
            placed.setdefault(field, one)
    return placed


def _profile(fields: Mapping[str, str], base: Profile, found: dict[str, Mistake]) -> Profile:
    closed_mode = fields.get("closed_mode", "")
    return replace(
        base,
        openings=tuple(_openings(fields)),
        special_days=_special(fields, found),
        closed_mode=closed_mode if closed_mode in tuple(Mode) else "",
    )


def _openings(fields: Mapping[str, str]) -> list[Opening]:
    openings = []
    for day in range(7):
        for number in range(_SPANS):
            opens = fields.get(f"opens.{day}.{number}", "").strip()
            closes = fields.get(f"closes.{day}.{number}", "").strip()
            if opens or closes:
                openings.append(Opening(day, opens, "24:00" if closes == "00:00" else closes))
    return openings


def _special(fields: Mapping[str, str], found: dict[str, Mistake]) -> tuple[SpecialDay, ...]:
    rows: list[SpecialDay] = []
    for number in range(MOST_DAYS + _NEW_DAYS):
        day = fields.get(f"date.{number}", "").strip()
        if not day:
            continue
        text = fields.get(f"hours.{number}", "")
        spans: tuple[str, ...] = ()
        try:
            spans = read_spans(text)
        except ValueError:
            found[f"special_days.{len(rows)}"] = mistake(
                f"special_days.{len(rows)}", "clock", value=text.strip()[:60]
            )
        name = " ".join(fields.get(f"name.{number}", "").split())
        rows.append(SpecialDay(day, name, spans, fields.get(f"yearly.{number}") == "1"))
    return tuple(sorted(rows, key=lambda one: one.date)) if not found else tuple(rows)
