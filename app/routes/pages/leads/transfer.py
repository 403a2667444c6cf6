"""Leads as a CSV: out, all that a filter lets through, and in, looked at before any is added.

An export is written while it is read, page by page, so its size costs no memory. Cells that a
spreadsheet would take for a formula are marked as text.
"""

from __future__ import annotations

import asyncio
import base64
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

from sanic import Blueprint, HTTPResponse, Request

from app.clock import at
from app.domain import sheet
from app.domain.access import Right
from app.domain.audit import AGENCY
from app.errors import Invalid
from app.flows import import_leads as flow
from app.flows.import_leads import LeadsPreview
from app.routes.access import needs
from app.routes.audited import actor_of
from app.routes.auth import operator_of, services_of
from app.routes.pages.leads import reads
from app.routes.pages.leads.query import read
from app.routes.pages.leads.words import IMPORT_WORDS, PROBLEM_WORDS
from app.routes.pages.views import initials
from app.routes.render import HEADERS, redirect, render
from app.routes.upload import Limits, takes_upload, upload_of
from app.services import Services
from app.store import audit, lead_lines, lead_list, tenants
from app.store.db import Tx
from app.store.lead_filters import Wanted
from app.store.lead_lines import LeadLine
from app.store.lead_list import Key

_ROWS_AT_ONCE, _PATIENCE = 500, 5
_TEXT_LIMIT_BYTES = flow.MOST_BYTES * 3 // 2
COLUMNS = (
    "id", "client", "name", "phone", "email", "language", "channel", "source", "status", "owner",
    "score", "temperature", "tags", "opted out", "created", "last active",
)  # fmt: skip


def add(pages: Blueprint) -> None:
    """Add the two ways."""
    pages.add_route(export, "/leads/export.csv", methods=["GET"])
    one = "/leads/import/<client_id:str>"
    pages.add_route(show_import, one, methods=["GET"])
    pages.add_route(preview, f"{one}/preview", methods=["POST"], stream=True)
    pages.add_route(import_all, one, methods=["POST"], stream=True)


@needs(Right.WORK)
async def export(request: Request) -> HTTPResponse | None:
    """Write every lead of a list, as a spreadsheet reads it."""
    services, operator = services_of(request), operator_of(request)
    asked = read({name: request.args.get(name, "") for name in request.args})
    scope = await services.db.read(reads.scope_of, operator, asked)
    chain = scope.tenant_ids[0] if len(scope.tenant_ids) == 1 else AGENCY
    told = {"filter": asked.query()}
    await services.db.write(
        audit.note, actor_of(request), services.clock.now_ms(), chain, "leads_exported",
        ("leads", ""), None, told,
    )  # fmt: skip
    headers = {**HEADERS, "Content-Disposition": 'attachment; filename="leads.csv"'}
    response = await request.respond(content_type="text/csv; charset=utf-8", headers=headers)
    if response is None:
        return None
    async for text in written(services, scope.tenant_ids, scope.asked.wanted):
        await response.send(text)
    await response.eof()
    return None


async def written(
    services: Services, tenant_ids: Sequence[str], wanted: Wanted
) -> AsyncIterator[str]:
    """Yield the leads of a list as CSV, one client after the other."""
    yield sheet.MARK + sheet.line(COLUMNS)
    for tenant_id in tenant_ids:
        after: Key | None = None
        while True:
            lines, after = await services.db.read(_next, tenant_id, wanted, after)
            if lines:
                yield "".join(sheet.line(_cells(line)) for line in lines)
            if after is None:
                break


def _next(
    tx: Tx, tenant_id: str, wanted: Wanted, after: Key | None
) -> tuple[list[LeadLine], Key | None]:
    page = lead_list.page(tx, (tenant_id,), wanted, _ROWS_AT_ONCE, after, patience=_PATIENCE)
    return lead_lines.lines(tx, page.found), page.after or page.further


def _cells(line: LeadLine) -> tuple[str, ...]:
    opted_out = _time(line.opted_out_at) if line.opted_out_at is not None else ""
    score = (str(line.score), line.temperature) if line.is_scored else ("", "")
    return (
        line.id, line.client_name, line.name, line.phone, line.email, line.language, line.channel,
        line.source, line.status, line.owner_name, *score, ", ".join(line.tags), opted_out,
        _time(line.created_at), _time(line.last_at),
    )  # fmt: skip


def _time(at_ms: int) -> str:
    return at(at_ms).isoformat(timespec="seconds")


@needs(Right.WORK)
async def show_import(request: Request, client_id: str) -> HTTPResponse:
    """Ask for a file."""
    return await _draw(request, client_id)


async def _draw(
    request: Request,
    client_id: str,
    status: int = 200,
    problem: str = "",
    preview: LeadsPreview | None = None,
    name: str = "",
    data: str = "",
) -> HTTPResponse:
    tenant = await services_of(request).db.read(tenants.tenant_by_id, client_id)
    operator = operator_of(request)
    return render(
        request,
        "pages/leads/import.html",
        status,
        client_id=client_id,
        client_name=tenant.name if tenant else "",
        preview=preview,
        name=name,
        data=data,
        problem_text=problem,
        import_words=IMPORT_WORDS,
        operator_initials=initials(operator.name or operator.email),
    )


@needs(Right.WORK)
@takes_upload
async def preview(request: Request, client_id: str) -> HTTPResponse:
    """Draw what a file would bring in, row by row, with what is wrong."""
    services = services_of(request)
    received = await upload_of(request).receive(services.library.uploads, Limits(flow.MOST_BYTES))
    if not received.files:
        return await _draw(request, client_id, 422, PROBLEM_WORDS["file"])
    file = received.files[0]
    try:
        data = await asyncio.to_thread(file.path.read_bytes)
    finally:
        await asyncio.to_thread(file.path.unlink, True)
    try:
        shown = await flow.preview(services, client_id, data)
    except Invalid as error:
        return await _draw(request, client_id, error.status, error.message)
    text = base64.b64encode(data).decode()
    return await _draw(request, client_id, preview=shown, name=Path(file.name).name, data=text)


@needs(Right.WORK)
@takes_upload
async def import_all(request: Request, client_id: str) -> HTTPResponse:
    """Add the good rows of the file that was looked at."""
    services = services_of(request)
    limits = Limits(file_bytes=0, files=0, field_bytes=_TEXT_LIMIT_BYTES)
    received = await upload_of(request).receive(services.library.uploads, limits)
    try:
        data = base64.b64decode(received.fields.get("data", ""), validate=True)
    except ValueError as error:
        raise Invalid("The table came back damaged. Choose it again.") from error
    added = await flow.import_leads(services, actor_of(request), client_id, data)
    return redirect(f"/leads?client={client_id}&sort=newest&added={len(added.good)}")
