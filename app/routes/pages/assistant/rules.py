"""When a person is called: in plain words for the model, and by rules that code obeys."""

from __future__ import annotations

from dataclasses import replace

from sanic import Blueprint, HTTPResponse, Request

from app.domain.access import Right
from app.domain.mistakes import Mistake
from app.domain.profile import Settings
from app.domain.profile_check import LONGEST
from app.domain.profile_diff import name_of
from app.domain.tenant import Profile
from app.flows.edit_profile import LONGEST_NOTE
from app.routes.access import needs
from app.routes.auth import form_of
from app.routes.pages.assistant.form import Form, Values, at_fields
from app.routes.pages.assistant.form_rows import rows_of, rules_from, rules_values
from app.routes.pages.assistant.frame import draw
from app.routes.pages.assistant.saving import Editing, editing, keep, posted
from app.routes.pages.assistant.words import PRIORITY_WORDS, RULE_WORDS

_PATH = "/assistant/rules"


def add(pages: Blueprint) -> None:
    """Add the page of escalation rules."""
    pages.add_route(show, _PATH, methods=["GET"])
    pages.add_route(save, "/assistant/clients/<client_id:str>/rules", methods=["POST"], stream=True)


@needs(Right.READ)
async def show(request: Request) -> HTTPResponse:
    """Draw a client's escalation rules."""
    edit = await editing(request, "rules")
    return _draw(request, edit, Form(_values(edit.settings)))


def _values(settings: Settings) -> Values:
    return rules_values(settings.profile)


def _draw(request: Request, edit: Editing, form: Form, status: int = 200) -> HTTPResponse:
    criteria = edit.settings.profile.criteria
    return draw(
        request,
        "rules.html",
        edit.side,
        status,
        edit=edit,
        form=form,
        rows=rows_of(form.values),
        kinds=tuple(RULE_WORDS.items()),
        priorities=tuple(PRIORITY_WORDS.items()),
        criteria=tuple((one.id, name_of(one)) for one in criteria),
        longest={**LONGEST, "note": LONGEST_NOTE},
    )


@needs(Right.MANAGE)
async def save(request: Request, client_id: str) -> HTTPResponse:
    """Save a client's escalation rules as a new version."""
    edit = await posted(request, "rules", client_id)
    profile, rows = rules_from(form_of(request), edit.settings.profile)

    def place(found: list[Mistake], profile: Profile) -> dict[str, Mistake]:
        """Put a rule's mistake at the row it was typed in: empty rows above it are gone."""
        placed = {}
        for name, one in at_fields(found, profile).items():
            start, _, rest = name.partition(".")
            number, _, field = rest.partition(".")
            is_row = start == "rules" and number.isdecimal() and int(number) < len(rows)
            placed[f"rules.{rows[int(number)]}.{field}" if is_row else name] = one
        return placed

    def again(edit: Editing, form: Form, status: int) -> HTTPResponse:
        return _draw(request, edit, form, status)

    wanted = replace(edit.settings, profile=profile)
    return await keep(request, edit, wanted, [], _values, again, _PATH, place)
