"""What a program does in a conversation: ``/api/v1/conversations/<conversation_id>/…``.

    POST   /messages                   {"text": "…", "as": "…"}: writes as the team, and takes over
    POST   /messages/<message_id>/retry
    POST   /escalate                   {"reason": "…", "note": "…"}
    POST   /end  /take-over  /release

Everything goes through the flows of the dashboard and the one gate: whoever opted out is not
written to, by a program either.
"""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from msgspec import Meta, Struct
from sanic import HTTPResponse, Request, Sanic

from app.domain.access import Right
from app.domain.escalation import Reason
from app.domain.text import storable
from app.errors import NotFound
from app.flows import take_over as take_over_flow
from app.flows.ask_for_person import ask_for_person
from app.flows.end_conversation import end_conversation
from app.flows.reply import MAX_CHARS, reply
from app.flows.retry import retry
from app.routes.access import needs
from app.routes.api.conversations import ConversationItem, MessageItem, message_item, shown
from app.routes.api.frame import answer
from app.routes.api.keys import enter
from app.routes.api.shapes import read_json, wrong
from app.routes.audited import actor_of
from app.routes.body import read_body
from app.services import Services
from app.store import inbox

_PATH = "/api/v1/conversations/<conversation_id:str>"
_LIMIT_BYTES = 32 * 1024
_NAME_CHARS, _NOTE_CHARS = 80, 500
_REASONS = tuple(reason.value for reason in Reason)
_RULES = {
    "text": f"a text of 1 to {MAX_CHARS} characters",
    "as": f"a name of at most {_NAME_CHARS} characters",
    "reason": f"one of {', '.join(_REASONS)}",
    "note": f"a text of at most {_NOTE_CHARS} characters",
}


class WriteRequest(Struct, kw_only=True):
    """A message of the team to the lead; ``as`` names who wrote it."""

    text: Annotated[str, Meta(min_length=1, max_length=MAX_CHARS)]
    as_: Annotated[str, Meta(max_length=_NAME_CHARS)] = msgspec.field(name="as", default="")


class EscalateRequest(Struct, kw_only=True):
    """Why a person is needed, and what they are told."""

    reason: str = "other"
    note: Annotated[str, Meta(max_length=_NOTE_CHARS)] = ""


# For the description: status, what is sent, what comes back, by the handler's name.
BODIES: dict[str, tuple[int, type[Struct] | None, type[Struct] | None]] = {
    "write_message": (201, WriteRequest, MessageItem),
    "retry_failed_message": (200, None, MessageItem),
    "escalate_conversation": (200, EscalateRequest, ConversationItem),
    "end_one_conversation": (200, None, ConversationItem),
    "take_over_conversation": (200, None, ConversationItem),
    "release_conversation": (200, None, ConversationItem),
}


def setup_conversation_actions(app: Sanic[Any, Any]) -> None:
    """Add the routes; the limit of a key is the one of all its requests."""
    for handler, path in (
        (write_message, "messages"),
        (retry_failed_message, "messages/<message_id:str>/retry"),
        (escalate_conversation, "escalate"),
        (end_one_conversation, "end"),
        (take_over_conversation, "take-over"),
        (release_conversation, "release"),
    ):
        name = f"api_{handler.__name__}"
        app.add_route(handler, f"{_PATH}/{path}", methods=["POST"], stream=True, name=name)


@needs(Right.WORK)
async def write_message(request: Request, conversation_id: str) -> HTTPResponse:
    """Write to the lead as the team; takes the conversation over."""
    services, key = await enter(request)
    sent = read_json(await _body(request), WriteRequest, _RULES)
    text = storable(sent.text)
    if not text.strip():
        raise wrong("text", _RULES)
    said_by = " ".join(storable(sent.as_).split()) or key.name
    one = storable(conversation_id)
    message_id = await reply(services, key.tenant_id, one, key.id, text, said_by)
    return await _message(services, key.tenant_id, one, message_id, 201)


@needs(Right.WORK)
async def retry_failed_message(
    request: Request, conversation_id: str, message_id: str
) -> HTTPResponse:
    """Send a failed message again, by a new delivery."""
    services, key = await enter(request)
    one, message = storable(conversation_id), storable(message_id)
    await retry(services, key.tenant_id, one, message, actor_of(request))
    return await _message(services, key.tenant_id, one, message)


@needs(Right.WORK)
async def escalate_conversation(request: Request, conversation_id: str) -> HTTPResponse:
    """Call a person into a conversation."""
    services, key = await enter(request)
    sent = read_json(await _body(request) or b"{}", EscalateRequest, _RULES)
    if sent.reason not in _REASONS:
        raise wrong("reason", _RULES)
    one, note = storable(conversation_id), storable(sent.note).strip()
    await ask_for_person(services, key.tenant_id, one, sent.reason, note, actor_of(request))
    return await shown(services, key.tenant_id, one)


@needs(Right.WORK)
async def end_one_conversation(request: Request, conversation_id: str) -> HTTPResponse:
    """End a conversation, whoever is in charge of it."""
    services, key = await enter(request)
    one = storable(conversation_id)
    await end_conversation(services, key.tenant_id, one, actor_of(request))
    return await shown(services, key.tenant_id, one)


@needs(Right.WORK)
async def take_over_conversation(request: Request, conversation_id: str) -> HTTPResponse:
    """Silence the assistant in a conversation, until it is released."""
    services, key = await enter(request)
    one = storable(conversation_id)
    await take_over_flow.take_over(services, key.tenant_id, one, key.id)
    return await shown(services, key.tenant_id, one)


@needs(Right.WORK)
async def release_conversation(request: Request, conversation_id: str) -> HTTPResponse:
    """Give a conversation back to the assistant, which answers what is still open."""
    services, key = await enter(request)
    one = storable(conversation_id)
    await take_over_flow.release(services, key.tenant_id, one, key.id)
    return await shown(services, key.tenant_id, one)


async def _body(request: Request) -> bytes:
    services: Services = request.app.ctx.services
    return await read_body(request, _LIMIT_BYTES, services.settings.body_deadline_s)


async def _message(
    services: Services, tenant_id: str, conversation_id: str, message_id: str, status: int = 200
) -> HTTPResponse:
    found = await services.db.read(inbox.message, tenant_id, conversation_id, message_id)
    if found is None:
        raise NotFound("There is no such message.")
    return answer(message_item(found), status)
