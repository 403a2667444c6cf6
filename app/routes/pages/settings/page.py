"""The settings of a client: its business data, and where the other tabs begin."""

from __future__ import annotations

from typing import Any

from sanic import Blueprint, HTTPResponse, Request, Sanic

from app.domain.access import Right
from app.domain.profile_check import LONGEST as LONGEST_OF_PROFILE
from app.domain.profile_check import zones
from app.errors import Conflict, Unprocessable
from app.flows import manage_client as flow
from app.flows.manage_client import LONGEST, Basics, basics_of
from app.routes.access import needs
from app.routes.audited import actor_of
from app.routes.auth import form_of, protect, services_of
from app.routes.pages.settings import audit, keys, members
from app.routes.pages.settings import hours as settings_hours
from app.routes.pages.settings import integrations as settings_integrations
from app.routes.pages.settings.frame import (
    HOME,
    Side,
    client_of,
    done,
    draw,
    path_of,
    side_of,
    to_agency,
)
from app.store import clients, people
from app.store.clients import Contact

_REGIONS = ("Africa/", "America/", "Asia/", "Atlantic/", "Australia/", "Europe/", "Pacific/")
_FIELDS = ("name", "country", "zone", "phone", "email", "address", "person", "website", "notes")


def mount(app: Sanic[Any, Any]) -> None:
    """Add the settings pages."""
    for part in (settings_hours, settings_integrations, keys, members, audit):
        pages = Blueprint(f"settings_{part.__name__.rpartition('.')[2]}")
        protect(pages)
        part.add(pages)
        app.blueprint(pages)
    home = Blueprint("settings")
    protect(home)
    home.add_route(show, HOME, methods=["GET"])
    home.add_route(show_assistant, path_of("assistant"), methods=["GET"])
    home.add_route(show_notifications, path_of("notifications"), methods=["GET"])
    path = "/settings/clients/<client_id:str>/business"
    home.add_route(save_business, path, methods=["POST"], stream=True)
    app.blueprint(home)


def city_zones() -> list[str]:
    """Return the time zones that are named after a city."""
    return sorted(name for name in zones() if name.startswith(_REGIONS))


@needs(Right.READ)
async def show(request: Request) -> HTTPResponse:
    """Draw a client's business data."""
    side = await side_of(request, "")
    return to_agency() if side.tenant is None else await _draw(request, side)


async def _draw(
    request: Request,
    side: Side,
    status: int = 200,
    problem: str = "",
    problems: dict[str, str] | None = None,
    typed: dict[str, str] | None = None,
) -> HTTPResponse:
    tenant = client_of(side)
    contact = await services_of(request).db.read(clients.contact_of, tenant.id)
    return draw(
        request,
        "business.html",
        side,
        status,
        values=typed or values_of(basics_of(tenant, contact)),
        version=tenant.profile_version,
        problem_text=problem,
        problems=dict.fromkeys(_FIELDS, "") | (problems or {}),
        zones=city_zones(),
        longest={**LONGEST, "address": LONGEST_OF_PROFILE["address"]},
    )


def values_of(basics: Basics) -> dict[str, str]:
    """Return a client's basics as the texts of the form."""
    own = {name: getattr(basics, name) for name in _FIELDS if name in Basics.__slots__}
    return own | {name: getattr(basics.contact, name) for name in Contact.__slots__}


def basics_from(fields: dict[str, str]) -> Basics:
    """Return the basics that a form stands for."""
    typed = {name: fields.get(name, "").replace("\r\n", "\n").strip() for name in _FIELDS}
    return Basics(
        typed["name"],
        typed["country"].upper(),
        typed["zone"],
        typed["phone"],
        typed["email"],
        typed["address"],
        Contact(typed["person"], typed["website"], typed["notes"]),
    )


@needs(Right.MANAGE)
async def save_business(request: Request, client_id: str) -> HTTPResponse:
    """Save a client's business data."""
    side, fields = await side_of(request, "", client_id), form_of(request)
    wanted = basics_from(fields)
    version = fields.get("version", "")
    expected = int(version) if version.isdecimal() and len(version) < 10 else None
    try:
        await flow.save_basics(
            services_of(request), actor_of(request), client_of(side).id, wanted, expected
        )
    except Unprocessable as error:
        found: Any = error.details.get("fields") or {}
        typed = values_of(wanted)
        return await _draw(request, side, error.status, "", {**found}, typed)
    except Conflict as error:
        return await _draw(request, side, error.status, error.message, None, values_of(wanted))
    return done(side, HOME, "saved")


@needs(Right.READ)
async def show_assistant(request: Request) -> HTTPResponse:
    """Lead on to the assistant's own pages."""
    side = await side_of(request, "assistant")
    return to_agency() if side.tenant is None else draw(request, "assistant.html", side)


@needs(Right.READ)
async def show_notifications(request: Request) -> HTTPResponse:
    """Show who is told of a client's leads, and lead on to where that is set."""
    side = await side_of(request, "notifications")
    if side.tenant is None:
        return to_agency()
    services = services_of(request)
    found = await services.db.read(people.people_of, side.tenant.id)
    return draw(
        request,
        "notifications.html",
        side,
        people=tuple(found),
        has_mail=services.mailer is not None,
    )
