"""Versions of a client's profile: who changed what and when, any two compared, any brought back."""

from __future__ import annotations

from sanic import Blueprint, HTTPResponse, Request

from app.domain.access import Right
from app.domain.profile_diff import Change, diff
from app.errors import Conflict, NotFound, Unprocessable
from app.flows import edit_profile as flow
from app.routes.access import needs
from app.routes.auth import form_of, operator_of, services_of
from app.routes.pages.assistant.frame import Side, done, draw, editor_side, side_of
from app.routes.pages.assistant.saving import gate_words
from app.routes.pages.assistant.words import CONFLICT_WORDS
from app.routes.render import shell_of
from app.routes.translate import translator
from app.store import profiles
from app.store.profiles import Version

_PATH = "/assistant/history"
_CLIENT = "/assistant/clients/<client_id:str>/versions/<version:int>"
_SHOWN = 50


def add(pages: Blueprint) -> None:
    """Add the page of versions."""
    pages.add_route(show, _PATH, methods=["GET"])
    for name, handler in (("restore", restore), ("publish", publish), ("discard", discard)):
        pages.add_route(handler, f"{_CLIENT}/{name}", methods=["POST"], stream=True)


@needs(Right.READ)
async def show(request: Request) -> HTTPResponse:
    """Draw the versions of a client, and the difference of two."""
    return await _draw(request, await side_of(request, "history"))


async def _draw(request: Request, side: Side, status: int = 200, problem: str = "") -> HTTPResponse:
    services = services_of(request)
    before = _number(request.args.get("before", ""))
    found = await flow.versions(services, side.client_id, before, _SHOWN + 1)
    shown = found[:_SHOWN]
    now = side.tenant.profile_version
    older, newer = _asked(request, shown, now)
    changes = await _changes(request, side, older, newer)
    return draw(
        request,
        "history.html",
        side,
        status,
        problem_text=problem,
        versions=shown,
        more=shown[-1].version if len(found) > _SHOWN else 0,
        older=older,
        newer=newer,
        changes=changes,
        now=now,
    )


def _asked(request: Request, shown: list[Version], now: int) -> tuple[int, int]:
    """Return the two versions to compare, older first: those asked for, else the last change."""
    numbers = [_number(request.args.get(name, "")) for name in ("from", "to")]
    if all(numbers):
        return min(numbers), max(numbers)
    one = numbers[1] or numbers[0] or now
    below = [row.version for row in shown if row.version < one and not row.is_draft]
    return (below[0] if below else one), one


async def _changes(request: Request, side: Side, older: int, newer: int) -> tuple[Change, ...]:
    if older == newer:
        return ()
    services = services_of(request)
    first = await flow.settings_of(services, side.client_id, older)
    second = await flow.settings_of(services, side.client_id, newer)
    return diff(first, second)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0


@needs(Right.MANAGE)
async def restore(request: Request, client_id: str, version: int) -> HTTPResponse:
    """Bring a version back as a new one."""
    side = await editor_side(request, "history", client_id)
    services, who = services_of(request), operator_of(request).id
    try:
        await flow.roll_back(services, side.client_id, version, operator_id=who)
    except Unprocessable as error:
        return await _draw(request, side, error.status, error.message)
    return done(side, _PATH, "restored")


@needs(Right.MANAGE)
async def publish(request: Request, client_id: str, version: int) -> HTTPResponse:
    """Let a draft decide from now on, if the version it was compared with still does."""
    side = await editor_side(request, "history", client_id)
    expected = _number(form_of(request).get("version", "")) or side.tenant.profile_version
    try:
        await flow.publish_draft(
            services_of(request),
            side.client_id,
            version,
            operator_id=operator_of(request).id,
            expected_version=expected,
        )
    except Conflict as error:
        if "version" in error.details:
            say = translator(shell_of(request).language)
            told = say(CONFLICT_WORDS["moved"], **error.details)
        else:
            told = gate_words(request, error, is_draft=True)
        side = await side_of(request, "history", client_id)
        return await _draw(request, side, error.status, told)
    except Unprocessable as error:
        return await _draw(request, side, error.status, error.message)
    return done(side, _PATH, "published")


@needs(Right.MANAGE)
async def discard(request: Request, client_id: str, version: int) -> HTTPResponse:
    """Throw a draft away."""
    side = await editor_side(request, "history", client_id)
    found = await services_of(request).db.read(profiles.version_by_number, side.client_id, version)
    if found is None:
        raise NotFound("There is no such draft.")
    await flow.discard(services_of(request), side.client_id, version)
    return done(side, _PATH, "discarded")
