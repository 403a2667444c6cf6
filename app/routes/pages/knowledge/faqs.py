"""Questions with their answers: list, form, approval, and import from a table."""

from __future__ import annotations

import asyncio
import base64
from dataclasses import replace
from pathlib import Path

from sanic import Blueprint, HTTPResponse, Request

from app.domain.access import Right
from app.domain.knowledge import Base
from app.domain.tenant import Faq
from app.errors import Invalid
from app.flows import import_faqs as import_flow
from app.flows import manage_knowledge as flow
from app.routes.access import needs
from app.routes.auth import form_of, services_of
from app.routes.pages.knowledge import reads
from app.routes.pages.knowledge.frame import done, draw_screen, open_base, screen_of, typed
from app.routes.pages.knowledge.screen import Wanted
from app.routes.pages.knowledge.views import Form
from app.routes.pages.knowledge.words import PROBLEM_WORDS
from app.routes.upload import Limits, takes_upload, upload_of

_TABLE_LIMIT_BYTES = 1_000_000
# The table is sent once more when it is imported, written in base 64.
_TEXT_LIMIT_BYTES = _TABLE_LIMIT_BYTES * 3 // 2
_ALL = "/knowledge/bases/<base_id:str>/faqs"


def add(pages: Blueprint) -> None:
    """Add the pages of a base's questions."""
    one = f"{_ALL}/<faq_id:str>"
    pages.add_route(show_list, _ALL, methods=["GET"])
    pages.add_route(show_new, f"{_ALL}/new", methods=["GET"])
    pages.add_route(create, _ALL, methods=["POST"], stream=True)
    pages.add_route(preview, f"{_ALL}/preview", methods=["POST"], stream=True)
    pages.add_route(import_all, f"{_ALL}/import", methods=["POST"], stream=True)
    pages.add_route(show, one, methods=["GET"])
    pages.add_route(save, one, methods=["POST"], stream=True)
    pages.add_route(approve, f"{one}/approve", methods=["POST"], stream=True)
    pages.add_route(delete, f"{one}/delete", methods=["POST"], stream=True)


@needs(Right.READ)
async def show_list(request: Request, base_id: str) -> HTTPResponse:
    """Draw the questions of a base: all, those with some words, or the drafts."""
    return await _list(request, await open_base(request, base_id))


async def _list(request: Request, base: Base, status: int = 200, problem: str = "") -> HTTPResponse:
    words = " ".join(request.args.get("q", "").split())[: flow.LONGEST_QUESTION]
    only_drafts, before = request.args.get("show") == "drafts", request.args.get("before", "")
    questions, more = await services_of(request).db.read(
        reads.questions, base, words, only_drafts, before
    )
    screen = await screen_of(request, Wanted("other", base_id=base.id, tab="faqs"))
    return draw_screen(
        request,
        "faqs.html",
        screen,
        status,
        questions=questions,
        more=more,
        words=words,
        only_drafts=only_drafts,
        problem_text=problem,
    )


@needs(Right.READ)
async def show_new(request: Request, base_id: str) -> HTTPResponse:
    """Draw an empty form; ``question`` and ``answer`` may be in the address."""
    base = await open_base(request, base_id)
    given = {name: request.args.get(name, "") for name in ("question", "answer", "language")}
    return await _form(request, base, Faq("", "", "", base_id=base.id), Form(given))


async def _form(
    request: Request, base: Base, faq: Faq, form: Form | None = None, status: int = 200
) -> HTTPResponse:
    screen = await screen_of(request, Wanted("other", base_id=base.id, tab="faqs"))
    return draw_screen(
        request,
        "faq.html",
        screen,
        status,
        form,
        faq=faq,
        most_variants=flow.MOST_VARIANTS,
        longest=(flow.LONGEST_QUESTION, flow.LONGEST_ANSWER),
    )


@needs(Right.TEACH)
async def create(request: Request, base_id: str) -> HTTPResponse:
    """Add a question."""
    base = await open_base(request, base_id)
    return await _save(request, base, Faq("", "", "", base_id=base.id))


@needs(Right.READ)
async def show(request: Request, base_id: str, faq_id: str) -> HTTPResponse:
    """Draw the form of a question."""
    base = await open_base(request, base_id)
    return await _form(request, base, await _faq(request, base, faq_id))


@needs(Right.TEACH)
async def save(request: Request, base_id: str, faq_id: str) -> HTTPResponse:
    """Change a question."""
    base = await open_base(request, base_id)
    return await _save(request, base, await _faq(request, base, faq_id))


async def _faq(request: Request, base: Base, faq_id: str) -> Faq:
    found = await services_of(request).db.read(reads.question, base, faq_id)
    return reads.found(found, "question").faq


async def _save(request: Request, base: Base, known: Faq) -> HTTPResponse:
    fields = form_of(request)
    wanted = replace(
        known,
        question=fields.get("question", ""),
        answer=fields.get("answer", "").replace("\r\n", "\n"),
        variants=tuple(fields.get("variants", "").splitlines()),
        language=fields.get("language", "")[:8],
        state=fields.get("state", "approved"),
    )
    try:
        await flow.save_faq(services_of(request), base.tenant_id, wanted)
    except Invalid as error:
        return await _form(request, base, known, typed(request, error.message), error.status)
    return done(f"/knowledge/bases/{base.id}/faqs", "saved")


@needs(Right.TEACH)
async def approve(request: Request, base_id: str, faq_id: str) -> HTTPResponse:
    """Let a draft answer."""
    base = await open_base(request, base_id)
    faq = replace(await _faq(request, base, faq_id), state="approved")
    await flow.save_faq(services_of(request), base.tenant_id, faq)
    return done(f"/knowledge/bases/{base.id}/faqs", "approved")


@needs(Right.TEACH)
async def delete(request: Request, base_id: str, faq_id: str) -> HTTPResponse:
    """Delete a question; it answers nobody any more."""
    base = await open_base(request, base_id)
    await _faq(request, base, faq_id)
    await flow.delete_faq(services_of(request), base.tenant_id, faq_id)
    return done(f"/knowledge/bases/{base.id}/faqs", "deleted")


@needs(Right.TEACH)
@takes_upload
async def preview(request: Request, base_id: str) -> HTTPResponse:
    """Draw what a table would bring in, row by row, with what is wrong."""
    base, services = await open_base(request, base_id), services_of(request)
    limits = Limits(_TABLE_LIMIT_BYTES)
    received = await upload_of(request).receive(services.library.uploads, limits)
    if not received.files:
        return await _list(request, base, 422, PROBLEM_WORDS["csv"])
    file = received.files[0]
    try:
        data = await asyncio.to_thread(file.path.read_bytes)
    finally:
        await asyncio.to_thread(file.path.unlink, True)
    try:
        shown = await import_flow.preview(services, base.tenant_id, base.id, data)
    except Invalid as error:
        return await _list(request, base, error.status, error.message)
    screen = await screen_of(request, Wanted("other", base_id=base.id, tab="faqs"))
    return draw_screen(
        request,
        "import.html",
        screen,
        preview=shown,
        name=Path(file.name).name,
        data=base64.b64encode(data).decode(),
    )


@needs(Right.TEACH)
@takes_upload
async def import_all(request: Request, base_id: str) -> HTTPResponse:
    """Add the good rows of the table that was looked at."""
    base, services = await open_base(request, base_id), services_of(request)
    limits = Limits(file_bytes=0, files=0, field_bytes=_TEXT_LIMIT_BYTES)
    received = await upload_of(request).receive(services.library.uploads, limits)
    try:
        data = base64.b64decode(received.fields.get("data", ""), validate=True)
    except ValueError as error:
        raise Invalid("The table came back damaged. Choose it again.") from error
    await import_flow.import_faqs(services, base.tenant_id, base.id, data)
    return done(f"/knowledge/bases/{base.id}/faqs", "saved")
