"""The assistant of a client: its profile, and where the other tabs begin."""

from __future__ import annotations

from typing import Any

from sanic import Blueprint, HTTPResponse, Request, Sanic

from app.domain.access import Right
from app.domain.profile import built_in_line, disclosure_line, with_settings
from app.domain.profile_check import LONGEST, LONGEST_LINE, zones
from app.domain.tenant import ChannelKind, Mode
from app.flows.edit_profile import LONGEST_NOTE
from app.routes.access import needs
from app.routes.auth import form_of, operator_of, protect, services_of
from app.routes.pages.assistant import criteria as assistant_criteria
from app.routes.pages.assistant import history as assistant_history
from app.routes.pages.assistant import presets as assistant_presets
from app.routes.pages.assistant import rules as assistant_rules
from app.routes.pages.assistant.form import Form, profile_from, profile_values, spoken
from app.routes.pages.assistant.frame import draw
from app.routes.pages.assistant.saving import Editing, editing, keep, posted
from app.routes.pages.assistant.words import DAY_WORDS, MODE_WORDS
from app.routes.pages.knowledge.views import Channel
from app.routes.pages.views import initials
from app.routes.render import render
from app.store import inbox

# Regions that hold cities; the rest are old names, and clocks of no place.
_REGIONS = ("Africa/", "America/", "Asia/", "Atlantic/", "Australia/", "Europe/", "Pacific/")


def mount(app: Sanic[Any, Any]) -> None:
    """Add the assistant pages."""
    parts = (assistant_criteria, assistant_presets, assistant_rules, assistant_history)
    for part in parts:
        pages = Blueprint(f"assistant_{part.__name__.rpartition('.')[2]}")
        protect(pages)
        part.add(pages)
        app.blueprint(pages)
    home = Blueprint("assistant")
    protect(home)
    home.add_route(show, "/assistant", methods=["GET"])
    path = "/assistant/clients/<client_id:str>/profile"
    home.add_route(save, path, methods=["POST"], stream=True)
    app.blueprint(home)


@needs(Right.READ)
async def show(request: Request) -> HTTPResponse:
    """Draw a client's profile."""
    services, operator = services_of(request), operator_of(request)
    if not await services.db.read(inbox.clients, operator.tenant_ids):
        mark = initials(operator.name or operator.email)
        return render(request, "pages/assistant/empty.html", operator_initials=mark)
    edit = await editing(request, "")
    return _draw(request, edit, Form(profile_values(edit.settings)))


def _draw(request: Request, edit: Editing, form: Form, status: int = 200) -> HTTPResponse:
    tenant = with_settings(edit.side.tenant, edit.settings, edit.version)
    codes = tuple(
        dict.fromkeys(
            (
                *spoken(edit.settings),
                *(name.partition(".")[2] for name in form.values if name.startswith("disclosure.")),
            )
        )
    )
    return draw(
        request,
        "profile.html",
        edit.side,
        status,
        edit=edit,
        form=form,
        languages=codes,
        previews=tuple((code, disclosure_line(tenant, code)) for code in codes),
        built_in={code: built_in_line(tenant.name, code.partition("-")[0]) for code in codes},
        channels=tuple(Channel(kind.value) for kind in ChannelKind),
        modes=tuple((mode.value, MODE_WORDS[mode.value]) for mode in Mode),
        days=tuple(enumerate(DAY_WORDS.values())),
        zones=sorted(name for name in zones() if name.startswith(_REGIONS)),
        longest={**LONGEST, **LONGEST_LINE, "note": LONGEST_NOTE},
    )


@needs(Right.MANAGE)
async def save(request: Request, client_id: str) -> HTTPResponse:
    """Save a client's profile as a new version."""
    edit = await posted(request, "", client_id)
    wanted, mistakes = profile_from(form_of(request), edit.settings)

    def again(edit: Editing, form: Form, status: int) -> HTTPResponse:
        return _draw(request, edit, form, status)

    return await keep(request, edit, wanted, mistakes, profile_values, again, "/assistant")
