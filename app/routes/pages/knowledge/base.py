"""One knowledge base: its files with their progress, and its settings."""

from __future__ import annotations

import asyncio

from sanic import Blueprint, HTTPResponse, Request

from app.domain.access import Right
from app.domain.knowledge import Base
from app.domain.tenant import ChannelKind
from app.errors import Conflict, Invalid
from app.flows import manage_knowledge as flow
from app.flows.ingest import add_file
from app.routes.access import needs
from app.routes.auth import form_of, services_of
from app.routes.pages.knowledge import reads
from app.routes.pages.knowledge.frame import (
    done,
    draw_screen,
    open_base,
    screen_of,
    told,
    typed,
    wants_json,
)
from app.routes.pages.knowledge.screen import Screen, Wanted
from app.routes.pages.knowledge.views import Channel, Form
from app.routes.pages.knowledge.words import PROBLEM_WORDS
from app.routes.render import shell_of
from app.routes.translate import translator
from app.routes.upload import Limits, Uploaded, takes_upload, upload_of
from app.services import Services

MOST_FILES = 20
_ONE = "/knowledge/bases/<base_id:str>"


def add(pages: Blueprint) -> None:
    """Add the pages of a base."""
    document = f"{_ONE}/documents/<document_id:str>"
    pages.add_route(show_files, _ONE, methods=["GET"])
    pages.add_route(upload, f"{_ONE}/documents", methods=["POST"], stream=True)
    pages.add_route(show_document, document, methods=["GET"])
    pages.add_route(delete_document, f"{document}/delete", methods=["POST"], stream=True)
    pages.add_route(show_settings, f"{_ONE}/settings", methods=["GET"])
    pages.add_route(save_settings, f"{_ONE}/settings", methods=["POST"], stream=True)
    pages.add_route(delete_base, f"{_ONE}/delete", methods=["POST"], stream=True)


@needs(Right.READ)
async def show_files(request: Request, base_id: str) -> HTTPResponse:
    """Draw the files of a base."""
    before = request.args.get("before", "")
    screen = await screen_of(request, Wanted("files", base_id=base_id, before_id=before))
    return _files(request, screen, is_newest=not before)


def _files(
    request: Request,
    screen: Screen,
    status: int = 200,
    problems: tuple[str, ...] = (),
    is_newest: bool = True,
) -> HTTPResponse:
    return draw_screen(
        request,
        "files.html",
        screen,
        status,
        problems=problems,
        is_newest=is_newest,
        limit_bytes=services_of(request).settings.document_limit_bytes,
        most_files=MOST_FILES,
    )


@needs(Right.TEACH)
@takes_upload
async def upload(request: Request, base_id: str) -> HTTPResponse:
    """Take files in; a script sends them one by one, a form without script all at once."""
    base, services = await open_base(request, base_id), services_of(request)
    limits = Limits(services.settings.document_limit_bytes, MOST_FILES)
    received = await upload_of(request).receive(services.library.uploads, limits)
    say = translator(shell_of(request).language)
    limit = limits.file_bytes // 1_000_000
    problems = [say(PROBLEM_WORDS["large"], name=name, limit=limit) for name in received.refused]
    taken, refused = await _take(services, base, received.files)
    problems += [say(text) for text in refused]
    if not taken and not problems:
        problems = [say(PROBLEM_WORDS["empty"])]
    if wants_json(request):
        return told({"documents": taken, "problems": problems}, 200 if taken else 422)
    if problems:
        screen = await screen_of(request, Wanted("files", base_id=base_id))
        return _files(request, screen, 422, tuple(problems))
    return done(f"/knowledge/bases/{base.id}", "added")


async def _take(
    services: Services, base: Base, files: tuple[Uploaded, ...]
) -> tuple[list[str], list[str]]:
    """Hand files on; return the ids of their documents, and why some were not taken."""
    taken, problems = [], []
    try:
        for file in files:
            try:
                taken.append(
                    await add_file(
                        services, base.tenant_id, base.id, file.name, file.media_type, file.path
                    )
                )
            except (Invalid, Conflict) as error:
                problems.append(error.message)
    finally:
        for file in files:
            await asyncio.to_thread(file.path.unlink, True)
    return taken, problems


@needs(Right.READ)
async def show_document(request: Request, base_id: str, document_id: str) -> HTTPResponse:
    """Draw what was read of a document, as it is found."""
    base, db = await open_base(request, base_id), services_of(request).db
    document = reads.found(await db.read(reads.document, base, document_id), "document")
    pieces = await db.read(reads.pieces, base, document_id)
    screen = await screen_of(request, Wanted("other", base_id=base_id, tab="files"))
    return draw_screen(request, "document.html", screen, document=document, pieces=pieces)


@needs(Right.TEACH)
async def delete_document(request: Request, base_id: str, document_id: str) -> HTTPResponse:
    """Delete a document; it answers nobody any more."""
    base, services = await open_base(request, base_id), services_of(request)
    reads.found(await services.db.read(reads.document, base, document_id), "document")
    await flow.delete_document(services, base.tenant_id, document_id)
    return done(f"/knowledge/bases/{base.id}", "deleted")


@needs(Right.READ)
async def show_settings(request: Request, base_id: str) -> HTTPResponse:
    """Draw the settings of a base."""
    return _settings(
        request, await screen_of(request, Wanted("other", base_id=base_id, tab="settings"))
    )


def _settings(
    request: Request,
    screen: Screen,
    status: int = 200,
    form: Form | None = None,
    delete_problem: str = "",
) -> HTTPResponse:
    return draw_screen(
        request,
        "settings.html",
        screen,
        status,
        form,
        channels=tuple(Channel(kind.value) for kind in ChannelKind),
        delete_problem=delete_problem,
    )


@needs(Right.TEACH)
async def save_settings(request: Request, base_id: str) -> HTTPResponse:
    """Rename a base, choose its channels, switch it on or off."""
    base, fields = await open_base(request, base_id), form_of(request)
    try:
        await flow.change_base(
            services_of(request),
            base.tenant_id,
            base.id,
            name=fields.get("name", ""),
            channels=channels_in(fields),
            is_enabled=fields.get("enabled") == "1",
        )
    except (Invalid, Conflict) as error:
        screen = await screen_of(request, Wanted("other", base_id=base_id, tab="settings"))
        return _settings(request, screen, error.status, typed(request, error.message))
    return done(f"/knowledge/bases/{base.id}/settings", "saved")


def channels_in(fields: dict[str, str]) -> tuple[str, ...]:
    """Return the channels ticked in a form; all of them is none: those to come are meant too."""
    ticked = tuple(kind.value for kind in ChannelKind if fields.get(f"channel-{kind.value}"))
    return () if len(ticked) == len(ChannelKind) else ticked


@needs(Right.TEACH)
async def delete_base(request: Request, base_id: str) -> HTTPResponse:
    """Delete a base with everything in it, when its name was typed."""
    base = await open_base(request, base_id)
    if " ".join(form_of(request).get("name", "").split()) != base.name:
        screen = await screen_of(request, Wanted("other", base_id=base_id, tab="settings"))
        return _settings(request, screen, 422, delete_problem=PROBLEM_WORDS["name"])
    await flow.delete_base(services_of(request), base.tenant_id, base.id)
    return done("/knowledge", "deleted", client=base.tenant_id)
