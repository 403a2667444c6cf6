"""The audit log: who changed what, from where, and whether anybody changed the log."""

from __future__ import annotations

from urllib.parse import urlencode

from sanic import Blueprint, HTTPResponse, Request

from app.domain.access import Right
from app.domain.audit import AGENCY
from app.domain.audit_export import csv_head, csv_lines, json_lines
from app.domain.text import storable
from app.errors import NotFound
from app.flows.check_audit import batches, check_audit
from app.routes.access import needs
from app.routes.auth import services_of
from app.routes.pages.settings.audit_views import Filter, actions_of, owners_in, told
from app.routes.pages.settings.frame import Side, draw, path_of, side_of
from app.routes.render import HEADERS
from app.store import audit
from app.store.lead_page import operator_names

_PATH = path_of("audit")
_PAGE = 50
_KINDS = {"csv": "text/csv; charset=utf-8", "jsonl": "application/jsonl; charset=utf-8"}


def add(pages: Blueprint) -> None:
    """Add the page of the audit log."""
    pages.add_route(show, _PATH, methods=["GET"])
    pages.add_route(export, f"{_PATH}/export", methods=["GET"])


@needs(Right.MANAGE)
async def show(request: Request) -> HTTPResponse:
    """Draw a page of the log, newest first; with ``check`` say whether it is whole."""
    side, services = await side_of(request, "audit"), services_of(request)
    chain, wanted = _chain(side), _filter(request)
    text = request.args.get("before", "")
    before = int(text) if text.isascii() and text.isdecimal() and len(text) < 16 else None
    lines = await services.db.read(audit.lines_of, chain, before, _PAGE + 1, wanted.kept)
    people, actions = await services.db.read(audit.lately, chain)
    checked = await check_audit(services, chain) if request.args.get("check") else None
    names = await services.db.read(operator_names, owners_in(lines[:_PAGE]))
    shown = [told(line, names) for line in lines[:_PAGE]]
    return draw(
        request,
        "audit.html",
        side,
        lines=tuple(shown),
        wanted=wanted,
        people=tuple(sorted(people.items(), key=lambda one: one[1])),
        actions=actions_of(actions),
        more=_address(side, wanted, shown[-1].number) if len(lines) > _PAGE else "",
        checked=checked,
        has_before=before is not None,
    )


def _chain(side: Side) -> str:
    return side.tenant.id if side.tenant else AGENCY


def _filter(request: Request) -> Filter:
    given = {
        name: storable(str(request.args.get(name, ""))).strip()[:200]
        for name in ("person", "action", "thing")
    }
    return Filter(given["person"], given["action"], given["thing"])


def _address(side: Side, wanted: Filter, before: int) -> str:
    asked = {"client": side.owner, **wanted.asked, "before": before}
    return f"{_PATH}?{urlencode(asked)}"


@needs(Right.MANAGE)
async def export(request: Request) -> HTTPResponse | None:
    """Send a whole log as CSV, or as JSON lines with hashes, some lines at a time."""
    side, services = await side_of(request, "audit"), services_of(request)
    kind = request.args.get("format", "csv")
    if kind not in _KINDS:
        raise NotFound("There is no such format.")
    name = f"audit-{side.owner}.{kind}"
    headers = {**HEADERS, "Content-Disposition": f'attachment; filename="{name}"'}
    response = await request.respond(content_type=_KINDS[kind], headers=headers)
    made = csv_lines if kind == "csv" else json_lines
    if kind == "csv":
        await response.send(csv_head())
    async for lines in batches(services, _chain(side)):
        await response.send(made(lines))
    await response.eof()
    return None
