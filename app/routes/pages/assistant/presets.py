"""A preset of a trade, looked at before it is taken: what of it, and what that would change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from sanic import Blueprint, HTTPResponse, Request

from app.domain.access import Right
from app.domain.presets import PRESET_WORDS, preset_settings
from app.domain.presets.apply import Parts, apply_preset, fitting
from app.domain.profile import Settings
from app.domain.profile_diff import diff
from app.routes.access import needs
from app.routes.auth import form_of
from app.routes.pages.assistant.form import Form, Values
from app.routes.pages.assistant.frame import draw
from app.routes.pages.assistant.saving import Editing, editing, keep, posted
from app.routes.pages.assistant.views import cards_of
from app.routes.render import shell_of

_PATH = "/assistant/presets/<name:str>"
_TICKS = ("tone", "scope", "rules", "limits")


def add(pages: Blueprint) -> None:
    """Add the page of a preset."""
    pages.add_route(show, _PATH, methods=["GET"])
    path = "/assistant/clients/<client_id:str>/presets/<name:str>"
    pages.add_route(take, path, methods=["POST"], stream=True)


@needs(Right.READ)
async def show(request: Request, name: str) -> HTTPResponse:
    """Draw a preset and what it would change; nothing is saved."""
    edit = await editing(request, "qualification")
    # The button that looks again sends what is ticked; an address alone means what fits.
    is_chosen = request.args.get("chosen") == "1"
    given = {key: str(request.args.get(key, "")) for key in ("questions", *_TICKS)}
    parts = _parts(given) if is_chosen else fitting(edit.settings)
    return _draw(request, edit, name, parts)


def _parts(values: Mapping[str, str]) -> Parts:
    questions = values.get("questions", "")
    ticks = {name: values.get(name) == "1" for name in _TICKS}
    return Parts(questions if questions in ("keep", "add", "replace") else "keep", **ticks)


def _draw(
    request: Request,
    edit: Editing,
    name: str,
    parts: Parts,
    form: Form | None = None,
    status: int = 200,
) -> HTTPResponse:
    preset = preset_settings(name, edit.side.tenant.country)
    wanted = apply_preset(edit.settings, preset, parts)
    return draw(
        request,
        "preset.html",
        edit.side,
        status,
        edit=edit,
        form=form or Form({}),
        name=name,
        word=PRESET_WORDS[name],
        parts=parts,
        preset=preset.profile,
        cards=cards_of(preset.profile.criteria, shell_of(request).language),
        changes=diff(edit.settings, wanted),
    )


@needs(Right.MANAGE)
async def take(request: Request, client_id: str, name: str) -> HTTPResponse:
    """Save what was chosen of a preset as a new version."""
    edit = await posted(request, "qualification", client_id)
    preset = preset_settings(name, edit.side.tenant.country)
    parts = _parts(form_of(request))
    edit = replace(edit, note=edit.note or f"preset {name}")

    def again(edit: Editing, form: Form, status: int) -> HTTPResponse:
        return _draw(request, edit, name, parts, form, status)

    wanted = apply_preset(edit.settings, preset, parts)
    return await keep(request, edit, wanted, [], _nothing, again, "/assistant/qualification")


def _nothing(_: Settings) -> Values:
    return {}
