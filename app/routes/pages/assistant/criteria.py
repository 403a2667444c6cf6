"""The questions a client wants answered: list, form, order, thresholds, and an example's score."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sanic import Blueprint, HTTPResponse, Request

from app.domain.access import Right
from app.domain.criteria_check import LONGEST_LABEL, LONGEST_QUESTION
from app.domain.mistakes import Mistake, mistake
from app.domain.presets import PRESET_WORDS
from app.domain.profile import Settings, with_settings
from app.domain.tenant import Criterion, CriterionKind, Profile
from app.errors import Conflict, NotFound, Unprocessable
from app.flows import edit_profile as flow
from app.routes.access import needs
from app.routes.audited import changed
from app.routes.auth import form_of, operator_of, services_of
from app.routes.pages.assistant import example
from app.routes.pages.assistant.form import Form, Values
from app.routes.pages.assistant.form_rows import criterion_from, criterion_values
from app.routes.pages.assistant.frame import done, draw
from app.routes.pages.assistant.saving import Editing, editing, gate_words, keep, posted
from app.routes.pages.assistant.views import cards_of
from app.routes.pages.assistant.words import KIND_WORDS
from app.routes.render import shell_of

_PATH = "/assistant/qualification"
_CLIENT = "/assistant/clients/<client_id:str>/qualification"
# A weight that is neither lost beside the others nor more than they are.
_USUAL_WEIGHT = 10


def add(pages: Blueprint) -> None:
    """Add the pages of qualification."""
    one = f"{_CLIENT}/<criterion_id:str>"
    pages.add_route(show, _PATH, methods=["GET"])
    pages.add_route(show_new, f"{_PATH}/new", methods=["GET"])
    pages.add_route(show_one, f"{_PATH}/<criterion_id:str>", methods=["GET"])
    pages.add_route(save_thresholds, f"{_CLIENT}-limits", methods=["POST"], stream=True)
    pages.add_route(create, _CLIENT, methods=["POST"], stream=True)
    pages.add_route(save, one, methods=["POST"], stream=True)
    pages.add_route(move, f"{one}/move", methods=["POST"], stream=True)
    pages.add_route(delete, f"{one}/delete", methods=["POST"], stream=True)


@needs(Right.READ)
async def show(request: Request) -> HTTPResponse:
    """Draw the criteria of a client."""
    edit = await editing(request, "qualification")
    return _draw(request, edit, Form(_limits(edit.settings)))


def _limits(settings: Settings) -> Values:
    profile = settings.profile
    return {"hot_at": str(profile.hot_at), "warm_at": str(profile.warm_at)}


def _draw(request: Request, edit: Editing, form: Form, status: int = 200) -> HTTPResponse:
    profile, language = edit.settings.profile, shell_of(request).language
    tenant = with_settings(edit.side.tenant, edit.settings, edit.version)
    answers = example.answers_of(request, profile.criteria)
    now_ms = services_of(request).clock.now_ms()
    return draw(
        request,
        "qualification.html",
        edit.side,
        status,
        edit=edit,
        form=form,
        cards=cards_of(profile.criteria, language),
        presets=tuple(PRESET_WORDS.items()),
        example=example.example_of(tenant, answers, now_ms, language),
    )


@needs(Right.MANAGE)
async def save_thresholds(request: Request, client_id: str) -> HTTPResponse:
    """Save from how many points a lead is hot, and warm."""
    edit = await posted(request, "qualification", client_id)
    numbers: dict[str, Any] = {}
    found = []
    for name in ("hot_at", "warm_at"):
        text = form_of(request).get(name, "").strip()
        if text.isascii() and text.isdecimal() and len(text) < 4:
            numbers[name] = int(text)
        else:
            found.append(mistake(name, "between", least=0, most=100))
    wanted = replace(edit.settings, profile=replace(edit.settings.profile, **numbers))

    def again(edit: Editing, form: Form, status: int) -> HTTPResponse:
        return _draw(request, edit, form, status)

    return await keep(request, edit, wanted, found, _limits, again, _PATH)


@needs(Right.READ)
async def show_new(request: Request) -> HTTPResponse:
    """Draw an empty form."""
    edit = await editing(request, "qualification")
    fresh = Criterion("", CriterionKind.CHOICE, {}, _USUAL_WEIGHT)
    return _form(request, edit, "", Form(criterion_values(fresh, edit.settings.languages)))


@needs(Right.READ)
async def show_one(request: Request, criterion_id: str) -> HTTPResponse:
    """Draw the form of a criterion."""
    edit = await editing(request, "qualification")
    criterion = _found(edit.settings, criterion_id)
    form = Form(criterion_values(criterion, edit.settings.languages))
    return _form(request, edit, criterion_id, form)


def _found(settings: Settings, criterion_id: str) -> Criterion:
    for one in settings.profile.criteria:
        if one.id == criterion_id:
            return one
    raise NotFound("There is no such question.")


def _form(
    request: Request, edit: Editing, criterion_id: str, form: Form, status: int = 200
) -> HTTPResponse:
    others = [one.weight for one in edit.settings.profile.criteria if one.id != criterion_id]
    codes = [name.partition(".")[2] for name in form.values if name.startswith("questions.")]
    return draw(
        request,
        "criterion.html",
        edit.side,
        status,
        edit=edit,
        form=form,
        criterion_id=criterion_id,
        kinds=tuple(KIND_WORDS.items()),
        languages=tuple(dict.fromkeys(codes)),
        others_weight=sum(others),
        longest={"questions": LONGEST_QUESTION, "label": LONGEST_LABEL},
    )


@needs(Right.MANAGE)
async def create(request: Request, client_id: str) -> HTTPResponse:
    """Add a criterion."""
    return await _save(request, client_id, "")


@needs(Right.MANAGE)
async def save(request: Request, client_id: str, criterion_id: str) -> HTTPResponse:
    """Save a criterion."""
    return await _save(request, client_id, criterion_id)


async def _save(request: Request, client_id: str, criterion_id: str) -> HTTPResponse:
    edit = await posted(request, "qualification", client_id)
    criteria = edit.settings.profile.criteria
    # "new" is the address of the empty form.
    taken = [*(one.id for one in criteria), "new"]
    if criterion_id and criterion_id not in taken:
        raise NotFound("There is no such question.")
    wanted, found = criterion_from(form_of(request), criterion_id, taken)
    others = tuple(wanted if one.id == criterion_id else one for one in criteria)
    rows = others if criterion_id else (*criteria, wanted)

    def values_of(settings: Settings) -> Values:
        known = {one.id: one for one in settings.profile.criteria}
        # Of a question somebody else deleted, what was typed is all there is.
        one = known.get(criterion_id) or Criterion("", wanted.kind, {}, _USUAL_WEIGHT)
        return criterion_values(one, settings.languages)

    def place(found: list[Mistake], profile: Profile) -> dict[str, Mistake]:
        start = f"criteria.{profile.criteria.index(wanted)}."
        placed = {one.field.removeprefix(start): one for one in reversed(found)}
        # A weight that could not be read is none that is too small.
        return {
            key: one for key, one in placed.items() if key != "criteria" or "weight" not in placed
        }

    def again(edit: Editing, form: Form, status: int) -> HTTPResponse:
        known = [one.id for one in edit.settings.profile.criteria]
        return _form(request, edit, criterion_id if criterion_id in known else "", form, status)

    settings = replace(edit.settings, profile=replace(edit.settings.profile, criteria=rows))
    return await keep(request, edit, settings, found, values_of, again, _PATH, place)


@needs(Right.MANAGE)
async def move(request: Request, client_id: str, criterion_id: str) -> HTTPResponse:
    """Move a criterion up or down by one."""
    edit = await posted(request, "qualification", client_id)
    rows = list(edit.settings.profile.criteria)
    place = rows.index(_found(edit.settings, criterion_id))
    step = -1 if form_of(request).get("way") == "up" else 1
    if 0 <= place + step < len(rows):
        rows[place], rows[place + step] = rows[place + step], rows[place]
    return await _store(request, edit, rows)


@needs(Right.MANAGE)
async def delete(request: Request, client_id: str, criterion_id: str) -> HTTPResponse:
    """Delete a criterion; what leads said about it is kept, and counts no more."""
    edit = await posted(request, "qualification", client_id)
    gone = _found(edit.settings, criterion_id)
    return await _store(
        request, edit, [one for one in edit.settings.profile.criteria if one is not gone]
    )


async def _store(request: Request, edit: Editing, rows: list[Criterion]) -> HTTPResponse:
    """Save a list that was changed by a button: of a draft a draft, else at once."""
    profile = replace(edit.settings.profile, criteria=tuple(rows))
    draft = edit.draft.version if edit.draft else None
    try:
        version = await flow.save(
            services_of(request),
            edit.side.client_id,
            replace(edit.settings, profile=profile),
            operator_id=operator_of(request).id,
            expected_version=edit.version,
            publish=draft is None,
            replaces=draft,
        )
        changed(request, {"version": edit.version}, {"version": version})
    except Conflict as error:
        if "version" in error.details:
            return done(edit.side, _PATH, "moved")
        form = Form(_limits(edit.settings), problem=gate_words(request, error))
        return _draw(request, edit, form, error.status)
    except Unprocessable as error:
        # A hard rule looks for an answer to the question that is to go.
        fields = error.details.get("fields")
        told = "; ".join(map(str, fields.values())) if isinstance(fields, dict) else error.message
        return _draw(request, edit, Form(_limits(edit.settings), problem=told), error.status)
    if draft is not None and version != edit.version:
        return done(edit.side, _PATH, "drafted", draft=version)
    return done(edit.side, _PATH, "published")
