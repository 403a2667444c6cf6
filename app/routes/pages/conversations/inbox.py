"""Reads what one operator sees of the inbox, for the page and for the live stream alike."""

from __future__ import annotations

import re
from dataclasses import dataclass

from app.domain.text import storable
from app.errors import NotFound
from app.routes.pages.assistant.budget_views import Notice, notice_of
from app.routes.pages.conversations.present import row_of, thread_of
from app.routes.pages.conversations.reply_views import Canned
from app.routes.pages.views import CHANNEL_ICONS, Client, Counts, Inbox, Place, Row, Thread
from app.services import Services
from app.store import canned_replies, inbox, inbox_lists, message_templates, spending
from app.store.db import Tx
from app.store.groundings import Ground, cited_in
from app.store.inbox_lists import TABS, Filters, Key
from app.store.message_templates import TemplateRow
from app.store.operators import Operator

ROWS_SHOWN = 60
_PLACE = re.compile(r"\{(?:name|business)\}")
# The cookie that names the alerts of budgets somebody has put away, parted by "_".
PUT_AWAY = "alerts"

_Read = tuple[
    inbox.Line,
    list[inbox.MessageLine],
    inbox.EscalationLine | None,
    list[Ground],
    list[TemplateRow],
]


@dataclass(frozen=True, slots=True)
class Scope:
    """What a reader may see now: all clients they have, and those the list is limited to.

    ``operator_id`` is who looks; the agency's people see who else may hold a conversation.
    """

    clients: tuple[Client, ...]
    place: Place
    operator_id: str = ""
    sees_people: bool = False

    @property
    def filters(self) -> Filters:
        """Return what the list is limited to."""
        return self.place.filters(self.operator_id)

    @property
    def tenant_ids(self) -> tuple[str, ...]:
        """Return the tenants of the list."""
        if self.place.client_id:
            return (self.place.client_id,)
        return tuple(client.id for client in self.clients)

    @property
    def shows_client(self) -> bool:
        """Tell whether rows name their client."""
        return len(self.clients) > 1 and not self.place.client_id


async def scope_of(services: Services, operator: Operator, place: Place) -> Scope:
    """Return what the operator may see at a place.

    Raises:
        NotFound: the tab does not exist, or the client is not one of theirs.
    """
    found = await services.db.read(inbox.clients, operator.tenant_ids)
    clients = tuple(Client(*one) for one in found)
    is_theirs = not place.client_id or place.client_id in {client.id for client in clients}
    is_channel = place.channel in ("", *CHANNEL_ICONS)
    if place.tab not in TABS or not is_theirs or not is_channel:
        raise NotFound("There is no such list.")
    return Scope(clients, place, operator.id, operator.tenant_id is None)


async def tenant_of(services: Services, operator: Operator, conversation_id: str) -> str:
    """Return the tenant of a conversation the operator may see.

    Raises:
        NotFound: it does not exist, or belongs to a tenant that is not theirs.
    """
    tenant_id = await services.db.read(inbox.tenant_of, conversation_id)
    if tenant_id is None or not operator.sees(tenant_id):
        raise NotFound("There is no such conversation.")
    return tenant_id


async def load(
    services: Services,
    scope: Scope,
    thread: Thread | None,
    seen: frozenset[str] = frozenset(),
    before: Key | None = None,
) -> Inbox:
    """Return the whole screen.

    Args:
        seen: alerts of budgets that are put away.
        before: the list begins behind this key.
    """
    return await services.db.read(_load, scope, thread, services.clock.now_ms(), seen, before)


async def load_page(services: Services, scope: Scope, before: Key) -> tuple[tuple[Row, ...], str]:
    """Return a page of the list behind a key, and the key of the next, empty at the end."""
    return await services.db.read(_page, scope, before)


async def load_canned(
    services: Services, tenant_id: str, conversation_id: str
) -> tuple[Canned, ...]:
    """Return a client's canned replies, filled in for one lead: of each shortcut the one in the
    lead's language, else the one for every language.

    Raises:
        NotFound: the tenant has no such conversation.
    """
    found = await services.db.read(_canned, tenant_id, conversation_id)
    if found is None:
        raise NotFound("There is no such conversation.")
    return found


def key_of(text: str) -> Key | None:
    """Return the key that a query names, None when it names none."""
    at, _, conversation_id = text.partition("_")
    is_key = at.isascii() and at.isdecimal() and len(at) <= 15
    return (int(at), storable(conversation_id)[:40]) if is_key else None


def put_away(cookie: str) -> tuple[str, ...]:
    """Return the alerts a cookie names as put away, the oldest first."""
    return tuple(one for one in cookie.split("_") if one)


async def load_notices(
    services: Services, scope: Scope, seen: frozenset[str]
) -> tuple[Notice, ...]:
    """Return the alerts of budgets that are not put away."""
    return await services.db.read(_notices, scope, services.clock.now_ms(), seen)


async def load_thread(
    services: Services, tenant_id: str, conversation_id: str, before: int | None = None
) -> Thread:
    """Return an opened conversation, or its messages before a time (epoch milliseconds).

    Raises:
        NotFound: the tenant has no such conversation.
    """
    knowledge = await services.accounts.knowledge(tenant_id)
    limit = inbox.MESSAGES_SHOWN
    found = await services.db.read(_thread, tenant_id, conversation_id, before, limit + 1)
    if found is None:
        raise NotFound("There is no such conversation.")
    line, messages, escalation, grounds, templates = found
    has_earlier = len(messages) > limit
    return thread_of(
        line, messages[-limit:], escalation, grounds, knowledge, has_earlier, templates
    )


def _notices(tx: Tx, scope: Scope, now_ms: int, seen: frozenset[str]) -> tuple[Notice, ...]:
    told = (spending.last_told(tx, one) for one in scope.tenant_ids)
    found = (notice_of(one, now_ms) for one in told if one is not None)
    return tuple(one for one in found if one is not None and one.key not in seen)


def _load(
    tx: Tx,
    scope: Scope,
    thread: Thread | None,
    now_ms: int,
    seen: frozenset[str],
    before: Key | None,
) -> Inbox:
    # The event first: what is read after it is at least as new.
    last_event_id, _ = inbox.newest_event(tx, scope.tenant_ids)
    rows, following = _page(tx, scope, before)
    return Inbox(
        rows=rows,
        counts=Counts(**inbox_lists.counts(tx, scope.tenant_ids)),
        clients=scope.clients,
        place=scope.place,
        thread=thread,
        last_event_id=last_event_id,
        notices=_notices(tx, scope, now_ms, seen),
        next=following,
        people=tuple(inbox.people_of(tx, scope.tenant_ids)) if scope.sees_people else (),
    )


def _page(tx: Tx, scope: Scope, before: Key | None) -> tuple[tuple[Row, ...], str]:
    page = inbox_lists.page_of(tx, scope.tenant_ids, scope.filters, before, ROWS_SHOWN)
    following = f"{page.next[0]}_{page.next[1]}" if page.next else ""
    return tuple(row_of(line, scope.shows_client) for line in page.lines), following


def _thread(
    tx: Tx, tenant_id: str, conversation_id: str, before: int | None, limit: int
) -> _Read | None:
    line = inbox.line(tx, tenant_id, conversation_id)
    if line is None:
        return None
    messages = inbox.messages(tx, tenant_id, conversation_id, before, limit)
    # A reply is written when its turn is closed, not before.
    grounds = cited_in(tx, tenant_id, conversation_id, messages[0].at if messages else 0)
    has_templates = line.channel == "whatsapp"
    templates = message_templates.templates_of(tx, tenant_id) if has_templates else []
    escalation = inbox.escalation(tx, tenant_id, conversation_id)
    return line, messages, escalation, grounds, templates


def _canned(tx: Tx, tenant_id: str, conversation_id: str) -> tuple[Canned, ...] | None:
    line = inbox.line(tx, tenant_id, conversation_id)
    if line is None:
        return None
    values = {
        "{name}": line.name.split(" ")[0] if line.name else "",
        "{business}": line.client_name,
    }
    rows = canned_replies.replies_of(tx, tenant_id)
    rows.sort(key=lambda one: (one.shortcut, one.language != line.language, one.language != ""))
    best = {one.shortcut: one for one in reversed(rows)}
    return tuple(
        Canned(one.shortcut, _filled(one.body, values), one.language)
        for _, one in sorted(best.items())
    )


def _filled(body: str, values: dict[str, str]) -> str:
    # One pass: a lead may be called "{business}".
    text = _PLACE.sub(lambda place: values[place[0]], body)
    return re.sub(r" +([,.!?؟،])", r"\1", text) if values["{name}"] == "" else text
