"""Conversations and their messages, for programs: ``/api/v1/conversations``.

    GET    /client/<client_id>         newest first; state, channel, needs_person, unread
    GET    /<conversation_id>
    GET    /<conversation_id>/messages newest first

The client is the key's; what is not the client's is not found. What changes something is in
``conversation_actions``.
"""

from __future__ import annotations

from typing import Any

from msgspec import Struct
from sanic import HTTPResponse, Request, Sanic

from app.clock import at
from app.domain.access import Right
from app.domain.tenant import ChannelKind
from app.domain.text import storable
from app.errors import NotFound
from app.routes.access import needs
from app.routes.api.frame import answer, client_of, cursor_text
from app.routes.api.keys import enter
from app.routes.api.queries import after, flag, limit, query_of, words
from app.services import Services
from app.store import inbox
from app.store.db import Tx
from app.store.inbox import Line, MessageLine
from app.store.inbox_lists import STATES, Filters, page_of

_PATH = "/api/v1/conversations"


class ConversationItem(Struct):
    """A conversation. Times are ISO 8601, UTC; ``snippet`` is the beginning of what was said last.

    ``state``: active, held (a person has it) or ended. ``temperature``: hot, warm or cold.
    """

    id: str
    client_id: str
    lead_id: str
    lead: str
    address: str
    channel: str
    state: str
    needs_person: bool
    is_spam: bool
    is_answering: bool
    unread: int
    language: str
    score: int
    temperature: str
    held_by: str
    snippet: str
    last_author: str
    last_message_at: str
    created_at: str


class Conversations(Struct):
    """Conversations, newest first. ``next`` is the ``after`` of the next page, null at the end.

    A page may hold fewer than were asked for, or none, and still have a ``next``.
    """

    conversations: list[ConversationItem]
    next: str | None


class DeliveryItem(Struct):
    """Where a message of ours is: queued, sending, accepted, sent, delivered, read, undelivered,
    failed or cancelled. ``held_because`` is the gate's reason, ``advice`` what to do next."""

    state: str
    held_because: str
    error_code: int | None
    error: str
    advice: str


class MessageItem(Struct):
    """A message. ``author``: lead, assistant, operator or system; ``confidence`` 0 to 1."""

    id: str
    author: str
    name: str
    text: str
    at: str
    confidence: float | None
    is_edited: bool
    is_deleted: bool
    delivery: DeliveryItem | None


class Messages(Struct):
    """Messages, newest first. ``next`` is the ``after`` of the next page, null at the end."""

    messages: list[MessageItem]
    next: str | None


# For the description: status, what is sent, what comes back, by the handler's name.
BODIES: dict[str, tuple[int, type[Struct] | None, type[Struct] | None]] = {
    "list_conversations": (200, None, Conversations),
    "show_conversation": (200, None, ConversationItem),
    "list_messages": (200, None, Messages),
}
# What may stand behind the ``?``, by the handler's name.
QUERIES = {
    "list_conversations": (
        words("state", STATES),
        words("channel", tuple(kind.value for kind in ChannelKind)),
        flag("needs_person", "Only those a person is needed in."),
        flag("unread", "Only those with something nobody has read."),
        after(int, str),
        limit(),
    ),
    "list_messages": (after(int, str), limit()),
}


def setup_conversations(app: Sanic[Any, Any]) -> None:
    """Add the routes; the limit of a key is the one of all its requests."""
    one = f"{_PATH}/<conversation_id:str>"
    for handler, path in (
        (list_conversations, f"{_PATH}/client/<client_id:str>"),
        (show_conversation, one),
        (list_messages, f"{one}/messages"),
    ):
        app.add_route(handler, path, methods=["GET"], name=f"api_{handler.__name__}")


@needs(Right.READ)
async def list_conversations(request: Request, client_id: str) -> HTTPResponse:
    """List the client's conversations, newest first."""
    services, key = await enter(request)
    tenant_id, asked = client_of(key, client_id), query_of(request, QUERIES)
    filters = Filters(
        tab="needs_person" if asked.flag("needs_person") else "any",
        state=asked.text("state"),
        channel=asked.text("channel"),
        is_unread=asked.flag("unread"),
    )
    before = None if asked.cursor is None else (int(asked.cursor[0]), str(asked.cursor[1]))
    page = await services.db.read(page_of, (tenant_id,), filters, before, asked.limit)
    following = cursor_text(*page.next) if page.next else None
    return answer(Conversations([item_of(line) for line in page.lines], following))


@needs(Right.READ)
async def show_conversation(request: Request, conversation_id: str) -> HTTPResponse:
    """Show one conversation."""
    services, key = await enter(request)
    return await shown(services, key.tenant_id, conversation_id)


@needs(Right.READ)
async def list_messages(request: Request, conversation_id: str) -> HTTPResponse:
    """List the messages of a conversation, newest first."""
    services, key = await enter(request)
    asked, conversation_id = query_of(request, QUERIES), storable(conversation_id)
    before, before_id = asked.cursor or (1 << 60, "")
    found = await services.db.read(
        _messages, key.tenant_id, conversation_id, int(before), str(before_id), asked.limit + 1
    )
    if found is None:
        raise NotFound("There is no such conversation.")
    shown_now = list(reversed(found))[: asked.limit]
    has_more = len(found) > asked.limit
    following = cursor_text(shown_now[-1].at, shown_now[-1].id) if has_more else None
    return answer(Messages([message_item(one) for one in shown_now], following))


async def shown(services: Services, tenant_id: str, conversation_id: str) -> HTTPResponse:
    """Return a conversation as programs get it.

    Raises:
        NotFound: the tenant has no such conversation.
    """
    line = await services.db.read(inbox.line, tenant_id, storable(conversation_id))
    if line is None:
        raise NotFound("There is no such conversation.")
    return answer(item_of(line))


def _messages(
    tx: Tx, tenant_id: str, conversation_id: str, before: int, before_id: str, limit: int
) -> list[MessageLine] | None:
    if inbox.line(tx, tenant_id, conversation_id) is None:
        return None
    return inbox.messages(tx, tenant_id, conversation_id, before, limit, before_id)


def item_of(line: Line) -> ConversationItem:
    """Return a conversation as programs get it."""
    return ConversationItem(
        id=line.id,
        client_id=line.tenant_id,
        lead_id=line.lead_id,
        lead=line.name,
        address=line.address.removeprefix("whatsapp:"),
        channel=line.channel,
        state=line.state,
        needs_person=line.needs_person,
        is_spam=line.is_spam,
        is_answering=line.is_answering,
        unread=line.unread,
        language=line.language,
        score=line.score,
        temperature=line.temperature,
        held_by=line.holder_name if line.state == "held" else "",
        snippet=line.last_snippet,
        last_author=line.last_author,
        last_message_at=at(line.last_message_at).isoformat(),
        created_at=at(line.created_at).isoformat(),
    )


def message_item(one: MessageLine) -> MessageItem:
    """Return a message as programs get it."""
    is_reply = one.author == "assistant" and one.confidence is not None
    held = one.gate if one.state == "cancelled" or one.gate == "window_closed" else ""
    delivery = DeliveryItem(one.state, held, one.error_code, one.error, one.next_action)
    return MessageItem(
        id=one.id,
        author=one.author,
        name=one.operator_name,
        text=one.body,
        at=at(one.at).isoformat(),
        confidence=(one.confidence or 0) / 100 if is_reply else None,
        is_edited=one.edited_at is not None and one.deleted_at is None,
        is_deleted=one.deleted_at is not None,
        delivery=delivery if one.state else None,
    )
