"""Drafts that wait for a person, for programs: ``/api/v1/conversations/<conversation_id>/drafts``.

    GET    /                       those that wait, oldest first
    POST   /<turn_id>/send         {"text": "…"}: as it is, or edited
    POST   /<turn_id>/reject

The first decision counts; who comes second finds no such draft. Nobody takes the conversation over
by sending one.
"""

from __future__ import annotations

from typing import Annotated, Any

from msgspec import Meta, Struct
from sanic import HTTPResponse, Request, Sanic
from sanic.response import empty

from app.domain.access import Right
from app.errors import NotFound
from app.flows import decide_draft as flow
from app.flows.reply import MAX_CHARS
from app.routes.access import needs
from app.routes.api.conversations import MessageItem, message_item
from app.routes.api.frame import answer
from app.routes.api.keys import enter
from app.routes.api.shapes import read_json, wrong
from app.routes.body import read_body
from app.services import Services
from app.store import inbox, turns
from app.store.db import Tx

_PATH = "/api/v1/conversations/<conversation_id:str>/drafts"
_LIMIT_BYTES = 32 * 1024
_RULES = {"text": f"a text of 1 to {MAX_CHARS} characters, or null"}


class SendRequest(Struct, kw_only=True):
    """What is sent; null: the draft as it is."""

    text: Annotated[str, Meta(min_length=1, max_length=MAX_CHARS)] | None = None


class DraftItem(Struct):
    """A reply the assistant was not sure enough of to send. ``id`` is its turn's."""

    id: str
    conversation_id: str
    text: str


class Drafts(Struct):
    """The drafts of a conversation that wait, oldest first."""

    drafts: list[DraftItem]


# For the description: status, what is sent, what comes back, by the handler's name.
BODIES: dict[str, tuple[int, type[Struct] | None, type[Struct] | None]] = {
    "list_drafts": (200, None, Drafts),
    "send_draft": (201, SendRequest, MessageItem),
    "reject_draft": (204, None, None),
}


def setup_drafts(app: Sanic[Any, Any]) -> None:
    """Add the routes; the limit of a key is the one of all its requests."""
    one = f"{_PATH}/<turn_id:str>"
    for handler, method, path in (
        (list_drafts, "GET", _PATH),
        (send_draft, "POST", f"{one}/send"),
        (reject_draft, "POST", f"{one}/reject"),
    ):
        name = f"api_{handler.__name__}"
        app.add_route(handler, path, methods=[method], stream=method == "POST", name=name)


@needs(Right.READ)
async def list_drafts(request: Request, conversation_id: str) -> HTTPResponse:
    """List the drafts of a conversation that wait for a person, oldest first."""
    services, key = await enter(request)
    found = await services.db.read(_drafts, key.tenant_id, conversation_id)
    if found is None:
        raise NotFound("There is no such conversation.")
    return answer(Drafts(found))


@needs(Right.WORK)
async def send_draft(request: Request, conversation_id: str, turn_id: str) -> HTTPResponse:
    """Send a draft that waits, as it is or edited."""
    services, key = await enter(request)
    sent = read_json(await _body(request) or b"{}", SendRequest, _RULES)
    draft = await _draft(services, key.tenant_id, conversation_id, turn_id)
    text = draft if sent.text is None else sent.text
    if not text.strip():
        raise wrong("text", _RULES)
    message_id = await flow.approve_draft(
        services, key.tenant_id, turn_id, key.id, text, said_by=key.name
    )
    found = await services.db.read(inbox.message, key.tenant_id, conversation_id, message_id)
    assert found is not None
    return answer(message_item(found), 201)


@needs(Right.WORK)
async def reject_draft(request: Request, conversation_id: str, turn_id: str) -> HTTPResponse:
    """Take a draft that waits off the table; the lead still waits for a person."""
    services, key = await enter(request)
    await _draft(services, key.tenant_id, conversation_id, turn_id)
    await flow.reject_draft(services, key.tenant_id, turn_id, key.id)
    return empty(204)


async def _draft(services: Services, tenant_id: str, conversation_id: str, turn_id: str) -> str:
    """Return the text of a draft that waits in this conversation.

    Raises:
        NotFound: there is none.
    """
    found = await services.db.read(turns.draft_of, tenant_id, turn_id)
    if found is None or found[0] != conversation_id:
        raise NotFound("There is no such draft, or somebody was first.")
    return found[1]


def _drafts(tx: Tx, tenant_id: str, conversation_id: str) -> list[DraftItem] | None:
    if inbox.line(tx, tenant_id, conversation_id) is None:
        return None
    waiting = turns.waiting_drafts(tx, tenant_id, conversation_id)
    found = ((one, turns.draft_of(tx, tenant_id, one)) for one in waiting)
    return [DraftItem(one, conversation_id, draft[1]) for one, draft in found if draft]


async def _body(request: Request) -> bytes:
    services: Services = request.app.ctx.services
    return await read_body(request, _LIMIT_BYTES, services.settings.body_deadline_s)
