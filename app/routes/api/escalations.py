"""Who needs a person, for programs: ``/api/v1/escalations`` with ``Authorization: Bearer KEY``.

    GET    /                           a state's, page by page
    GET    /client/<client_id>         the same
    POST   /<escalation_id>/acknowledge   {"by": "…"}
    POST   /<escalation_id>/resolve       {"outcome": "…"}

The client is the key's; what is not the client's is not found.
"""

from __future__ import annotations

from typing import Any

import msgspec
from msgspec import Struct
from sanic import HTTPResponse, Request, Sanic
from sanic.response import raw

from app.clock import at
from app.domain.access import Right
from app.domain.escalation import CHOSEN_OUTCOMES, summarise
from app.domain.text import storable
from app.errors import NotFound
from app.flows import acknowledge as flow
from app.routes.access import needs
from app.routes.api.frame import client_of
from app.routes.api.keys import enter
from app.routes.api.queries import limit, query_of, text, words
from app.routes.api.shapes import read_json, wrong
from app.routes.body import read_body
from app.services import Services
from app.store import escalation_lists, escalations
from app.store.escalations import EscalationRow

_PATH = "/api/v1/escalations"
_LIMIT_BYTES = 16 * 1024
_PAGE = 100
_NAME_CHARS = 80
_RULES = {
    "by": "a name of 1 to 80 characters",
    "outcome": "one of " + ", ".join(one.value for one in CHOSEN_OUTCOMES),
}


class AcknowledgeRequest(Struct):
    """Who takes care of it, as people shall see it."""

    by: str


class ResolveRequest(Struct):
    """What came of it: answered, booked, not_a_lead, spam, duplicate or other."""

    outcome: str


class EscalationItem(Struct):
    """A conversation that needs a person, why, and what is known. Times are ISO 8601, UTC.

    ``said`` are the lead's own words; ``known`` pairs of label and value; ``suggested`` a reply
    that was not sent; ``summary`` is all of it as lines of text, in the language asked for.
    """

    id: str
    conversation_id: str
    reason: str
    priority: str
    state: str
    count: int
    created_at: str
    lead: str
    said: tuple[str, ...]
    known: tuple[tuple[str, str], ...]
    open_question: str
    suggested: str
    note: str
    summary: str
    acknowledged_at: str | None
    acknowledged_by: str
    resolved_at: str | None
    outcome: str


class Escalations(Struct):
    """Escalations by id. ``next`` is the id to go on after, null at the end."""

    escalations: list[EscalationItem]
    next: str | None


# For the description: status, what is sent, what comes back, by the handler's name.
BODIES: dict[str, tuple[int, type[Struct] | None, type[Struct] | None]] = {
    "list_escalations": (200, None, Escalations),
    "list_escalations_of_client": (200, None, Escalations),
    "acknowledge_escalation": (200, AcknowledgeRequest, EscalationItem),
    "resolve_escalation": (200, ResolveRequest, EscalationItem),
}
_LANGUAGE = words("language", ("en", "es", "ar"), "en", "Of the summary.")
_LIST = (
    words("state", ("pending", "resolved"), "pending"),
    text("after", "`next` of the page before."),
    limit(_PAGE, _PAGE),
    _LANGUAGE,
)
# What may stand behind the ``?``, by the handler's name.
QUERIES = {
    "list_escalations": _LIST,
    "list_escalations_of_client": _LIST,
    "acknowledge_escalation": (_LANGUAGE,),
    "resolve_escalation": (_LANGUAGE,),
}


def setup_escalations(app: Sanic[Any, Any]) -> None:
    """Add the routes; the limit of a key is the one of all its requests."""
    one = f"{_PATH}/<escalation_id:str>"
    for handler, method, path in (
        (list_escalations, "GET", _PATH),
        (list_escalations_of_client, "GET", f"{_PATH}/client/<client_id:str>"),
        (acknowledge_escalation, "POST", f"{one}/acknowledge"),
        (resolve_escalation, "POST", f"{one}/resolve"),
    ):
        name = f"api_{handler.__name__}"
        app.add_route(handler, path, methods=[method], stream=method == "POST", name=name)


@needs(Right.READ)
async def list_escalations(request: Request) -> HTTPResponse:
    """List the client's escalations of a state, oldest first."""
    services, key = await enter(request)
    return await _listed(request, services, key.tenant_id)


@needs(Right.READ)
async def list_escalations_of_client(request: Request, client_id: str) -> HTTPResponse:
    """List the client's escalations of a state, oldest first."""
    services, key = await enter(request)
    return await _listed(request, services, client_of(key, client_id))


@needs(Right.WORK)
async def acknowledge_escalation(request: Request, escalation_id: str) -> HTTPResponse:
    """Note that somebody takes care of an escalation, which ends the reminders."""
    services, key = await enter(request)
    language = query_of(request, QUERIES).text("language")
    sent = read_json(await _body(request), AcknowledgeRequest, _RULES)
    by = " ".join(storable(sent.by).split())
    if not by or len(by) > _NAME_CHARS:
        raise wrong("by", _RULES)
    escalation_id = storable(escalation_id)
    await flow.acknowledge(services, key.tenant_id, escalation_id, by)
    return await _shown(services, key.tenant_id, escalation_id, language)


@needs(Right.WORK)
async def resolve_escalation(request: Request, escalation_id: str) -> HTTPResponse:
    """End an escalation: the conversation needs nobody any more."""
    services, key = await enter(request)
    language = query_of(request, QUERIES).text("language")
    sent = read_json(await _body(request), ResolveRequest, _RULES)
    outcome = next((one for one in CHOSEN_OUTCOMES if one.value == sent.outcome), None)
    if outcome is None:
        raise wrong("outcome", _RULES)
    escalation_id = storable(escalation_id)
    await flow.resolve(services, key.tenant_id, escalation_id, outcome)
    return await _shown(services, key.tenant_id, escalation_id, language)


async def _listed(request: Request, services: Services, tenant_id: str) -> HTTPResponse:
    asked = query_of(request, QUERIES)
    found = await services.db.read(
        escalation_lists.page_of,
        tenant_id,
        asked.text("state"),
        asked.text("after"),
        asked.limit + 1,
    )
    items = [_item(row, asked.text("language")) for row in found[: asked.limit]]
    return _answer(Escalations(items, items[-1].id if len(found) > asked.limit else None))


async def _body(request: Request) -> bytes:
    services: Services = request.app.ctx.services
    return await read_body(request, _LIMIT_BYTES, services.settings.body_deadline_s)


async def _shown(
    services: Services, tenant_id: str, escalation_id: str, language: str
) -> HTTPResponse:
    row = await services.db.read(escalations.escalation_by_id, tenant_id, escalation_id)
    if row is None:
        raise NotFound("There is no such escalation.")
    return _answer(_item(row, language))


def _item(row: EscalationRow, language: str) -> EscalationItem:
    facts = row.facts
    return EscalationItem(
        id=row.id,
        conversation_id=row.conversation_id,
        reason=row.reason.value,
        priority=row.priority.value,
        state=row.state,
        count=row.count,
        created_at=at(row.created_at).isoformat(),
        lead=facts.lead,
        said=facts.said,
        known=facts.known,
        open_question=facts.open_question,
        suggested=facts.suggested,
        note=facts.note,
        summary=summarise(facts, language).text,
        acknowledged_at=_since(row.acknowledged_at),
        acknowledged_by=row.acknowledged_by,
        resolved_at=_since(row.resolved_at),
        outcome=row.outcome,
    )


def _since(ms: int | None) -> str | None:
    return at(ms).isoformat() if ms else None


def _answer(shape: Struct) -> HTTPResponse:
    return raw(msgspec.json.encode(shape), content_type="application/json")
