"""The reference of the API: drawn from its description, so it shows what programs really meet."""

from __future__ import annotations

from typing import Any

from sanic import Blueprint, HTTPResponse, Request, Sanic

from app.domain.access import Right
from app.errors import NotFound
from app.routes.access import needs
from app.routes.auth import operator_of, protect, services_of
from app.routes.openapi import PATH, description_of
from app.routes.pages.reference.views import Section, matching, sections_of
from app.routes.pages.settings.frame import own_side
from app.routes.pages.views import initials
from app.routes.render import render

_PATH = "/settings/api"
_LONGEST = 100


def mount(app: Sanic[Any, Any]) -> None:
    """Add the two pages."""
    pages = Blueprint("api_reference")
    protect(pages)
    pages.add_route(show_reference, _PATH, methods=["GET"])
    pages.add_route(show_section, f"{_PATH}/<section:str>", methods=["GET"])
    app.blueprint(pages)


@needs(Right.READ)
async def show_reference(request: Request) -> HTTPResponse:
    """Draw how the API is used, and every call with the words asked for."""
    sections, wanted = _sections(request), str(request.args.get("q", ""))[:_LONGEST]
    services = services_of(request)
    return render(
        request,
        "pages/api/index.html",
        sections=matching(sections, wanted),
        wanted=wanted,
        download=PATH,
        base_url=services.settings.public_url,
        per_min=services.settings.search_limit_per_min,
        **await _frame(request),
    )


@needs(Right.READ)
async def show_section(request: Request, section: str) -> HTTPResponse:
    """Draw the calls of one area, each with its parameters, examples and refusals."""
    sections = _sections(request)
    found = next((one for one in sections if one.name == section), None)
    if found is None:
        raise NotFound("There is no such area of the API.")
    frame = await _frame(request)
    return render(request, "pages/api/section.html", section=found, sections=sections, **frame)


async def _frame(request: Request) -> dict[str, Any]:
    operator = operator_of(request)
    return {
        "side": await own_side(request, "api"),
        "operator_initials": initials(operator.name or operator.email),
    }


def _sections(request: Request) -> tuple[Section, ...]:
    known: tuple[Section, ...] | None = getattr(request.app.ctx, "api_sections", None)
    if known is None:
        base_url = services_of(request).settings.public_url
        known = sections_of(description_of(request.app), base_url)
        request.app.ctx.api_sections = known
    return known
