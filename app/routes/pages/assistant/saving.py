"""How every form of the assistant pages is saved, and drawn again when it cannot be.

A form says which version it was drawn from, and which draft, if it edits one. When somebody else
saved meanwhile, the form comes back with what they changed beside it, their text in the fields
this editor left alone, and this editor's in the others; saving again saves both.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from sanic import HTTPResponse, Request

from app.domain.mistakes import Mistake
from app.domain.profile import Settings, settings_of
from app.domain.profile_check import check_profile
from app.domain.profile_diff import Change, diff
from app.domain.tenant import Profile
from app.errors import Conflict, NotFound
from app.flows import edit_profile as flow
from app.routes.audited import changed
from app.routes.auth import form_of, operator_of, services_of
from app.routes.pages.assistant.form import Form, Values, at_fields, merged
from app.routes.pages.assistant.frame import Side, done, editor_side, side_of
from app.routes.pages.assistant.words import CONFLICT_WORDS
from app.routes.render import shell_of
from app.routes.translate import translator
from app.store import profiles
from app.store.profiles import Version


@dataclass(frozen=True, slots=True)
class Meanwhile:
    """What somebody else saved while a form was open."""

    version: Version
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Editing:
    """What a form edits: the settings of the version in force, or of a draft.

    ``version`` is the one in force that the form was drawn from.
    """

    side: Side
    version: int
    settings: Settings
    draft: Version | None = None
    meanwhile: Meanwhile | None = None
    note: str = ""

    @property
    def draft_number(self) -> str:
        """Return the number of the draft that is edited, or nothing."""
        return str(self.draft.version) if self.draft else ""

    def address(self, path: str) -> str:
        """Return the address of a place, of the same client and draft."""
        more = {"draft": self.draft.version} if self.draft else {}
        return self.side.address(path, **more)


Draw = Callable[[Editing, Form, int], HTTPResponse]


async def editing(request: Request, here: str) -> Editing:
    """Return what a page shows: the version in force, or the draft its address names.

    Raises:
        NotFound: no such client, or no such draft of theirs.
    """
    side = await side_of(request, here)
    draft = await _draft(request, side, request.args.get("draft", ""))
    settings = draft.settings if draft else settings_of(side.tenant)
    return Editing(side, side.tenant.profile_version, settings, draft)


async def posted(request: Request, here: str, client_id: str) -> Editing:
    """Return what a posted form was drawn from.

    Raises:
        NotFound, Forbidden: as ``editor_side``; there is no such version or draft.
    """
    side, fields = await editor_side(request, here, client_id), form_of(request)
    draft = await _draft(request, side, fields.get("draft", ""))
    version = _number(fields.get("version", "")) or side.tenant.profile_version
    if draft is not None:
        settings = draft.settings
    else:
        settings = await flow.settings_of(services_of(request), side.client_id, version)
    return Editing(side, version, settings, draft, note=fields.get("note", "")[:200])


async def _draft(request: Request, side: Side, text: str) -> Version | None:
    if not text:
        return None
    db, number = services_of(request).db, _number(text)
    found = await db.read(profiles.version_by_number, side.client_id, number) if number else None
    if found is None or not found.is_draft:
        raise NotFound("There is no such draft.")
    return found


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0


async def keep(
    request: Request,
    edit: Editing,
    wanted: Settings,
    mistakes: list[Mistake],
    values_of: Callable[[Settings], Values],
    draw: Draw,
    path: str,
    place: Callable[[list[Mistake], Profile], dict[str, Mistake]] = at_fields,
) -> HTTPResponse:
    """Save what a form stands for and go on to ``path``, or draw the form again.

    Args:
        mistakes: those found while the form was read.
        values_of: the form's texts for settings, to put two editors' work together.
        place: turns mistakes of the settings into mistakes of the form's fields.
    """
    typed = dict.fromkeys(values_of(edit.settings), "") | form_of(request)
    # What could not be read has no value to be looked at; its own mistake comes first.
    found = [*mistakes, *check_profile(wanted)]
    if found:
        return draw(edit, Form(typed, place(found, wanted.profile)), 422)
    publish = form_of(request).get("do", "publish") == "publish"
    try:
        version = await flow.save(
            services_of(request),
            edit.side.client_id,
            wanted,
            operator_id=operator_of(request).id,
            expected_version=edit.version,
            note=edit.note,
            publish=publish,
            replaces=edit.draft.version if edit.draft else None,
        )
    except Conflict as error:
        if "version" not in error.details:
            return draw(edit, Form(typed, problem=gate_words(request, error)), 409)
        return await _beside(request, edit, typed, values_of, draw)
    changed(request, {"version": edit.version}, {"version": version})
    if version == edit.version:
        return done(edit.side, path, "unchanged")
    if publish:
        return done(edit.side, path, "published")
    return done(edit.side, path, "drafted", draft=version)


def gate_words(request: Request, error: Conflict, is_draft: bool = False) -> str:
    """Return which evaluation is wanted, in the operator's language."""
    say = translator(shell_of(request).language)
    sentence = CONFLICT_WORDS["draft" if is_draft else "gate"]
    return say(sentence, **error.details) if "command" in error.details else error.message


async def _beside(
    request: Request,
    edit: Editing,
    typed: Mapping[str, str],
    values_of: Callable[[Settings], Values],
    draw: Draw,
) -> HTTPResponse:
    """Draw the form with what was typed beside what somebody else saved."""
    side = await side_of(request, edit.side.here, edit.side.client_id)
    before = await flow.settings_of(services_of(request), side.client_id, edit.version)
    newer = settings_of(side.tenant)
    number = side.tenant.profile_version
    saved = await services_of(request).db.read(profiles.version_by_number, side.client_id, number)
    seen = Meanwhile(saved or Version(side.client_id, number, "", newer), diff(before, newer))
    # A draft is not what they changed: it stands as it was, and keeps what was typed.
    both = typed if edit.draft else merged(typed, values_of(edit.settings), values_of(newer))
    again = replace(edit, side=side, version=number, meanwhile=seen)
    again = again if edit.draft else replace(again, settings=newer)
    return draw(again, Form(both), 409)
