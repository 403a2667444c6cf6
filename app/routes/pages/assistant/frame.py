"""What all assistant pages share: whose assistant, which tab, who may change it, how it is drawn.

A line in ``TAB_WORDS`` adds a tab: the last part of its address, then its name; one in
``TAB_ICONS`` gives it an icon. Its page draws with ``draw`` and a template that extends
``pages/assistant/frame.html``. Forms post and come back with a ``note``, a code that the page
turns into a sentence.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from sanic import HTTPResponse, Request

from app.domain.access import Right
from app.domain.tenant import Tenant
from app.errors import Forbidden, NotFound
from app.routes.auth import operator_of, services_of
from app.routes.pages.assistant.words import CODE_WORDS, NOTE_WORDS
from app.routes.pages.views import Client, initials
from app.routes.render import redirect, render
from app.store import inbox, tenants
from app.store.db import Tx
from app.store.operators import Operator

TAB_WORDS = {
    "": "Profile",
    "qualification": "Qualification",
    "rules": "Escalation rules",
    "quality": "Quality",
    "budget": "Budget",
    "history": "History",
}
TAB_ICONS = {
    "": "id-card",
    "qualification": "list-checks",
    "rules": "siren",
    "quality": "gauge",
    "budget": "wallet",
    "history": "git-compare",
}
_HOME = "/assistant"


@dataclass(frozen=True, slots=True)
class Tab:
    """A tab: its address, its name in the interface's words, its icon."""

    address: str
    word: str
    icon: str
    is_here: bool


@dataclass(frozen=True, slots=True)
class Side:
    """The pane beside every assistant page. ``here`` is the last part of the tab's address.

    ``may_edit``: whoever looks may also change; others see everything and no button.
    """

    clients: tuple[Client, ...]
    tenant: Tenant
    here: str
    may_edit: bool

    @property
    def client_id(self) -> str:
        """Return the id of the client looked at."""
        return self.tenant.id

    @property
    def tabs(self) -> tuple[Tab, ...]:
        """Return the tabs in their order."""
        return tuple(
            Tab(self.address(_path(name)), word, TAB_ICONS.get(name, "bot"), name == self.here)
            for name, word in TAB_WORDS.items()
        )

    @property
    def path(self) -> str:
        """Return the address of the tab, without the client."""
        return _path(self.here)

    def address(self, path: str, **more: object) -> str:
        """Return the address of a place for this client."""
        asked = {"client": self.client_id, **more} if len(self.clients) > 1 else more
        return path + ("?" + urlencode(asked) if asked else "")

    def action(self, path: str) -> str:
        """Return where a form of this client posts to: a path below the client's own."""
        return f"{_HOME}/clients/{self.client_id}/{path}"


def _path(name: str) -> str:
    return f"{_HOME}/{name}" if name else _HOME


async def side_of(request: Request, here: str, client_id: str = "") -> Side:
    """Return the pane for the client a request names, or for the first the operator has.

    Raises:
        NotFound: the client is not one of theirs, or there is none.
    """
    operator = operator_of(request)
    wanted = client_id or request.args.get("client", "")
    clients, tenant = await services_of(request).db.read(_read, operator.tenant_ids, wanted)
    return Side(clients, tenant, here, may_edit(operator, tenant.id))


def _read(
    tx: Tx, limit_ids: frozenset[str] | None, wanted: str
) -> tuple[tuple[Client, ...], Tenant]:
    clients = tuple(Client(*one) for one in inbox.clients(tx, limit_ids))
    chosen = wanted or (clients[0].id if clients else "")
    is_theirs = chosen in {client.id for client in clients}
    tenant = tenants.tenant_by_id(tx, chosen) if is_theirs else None
    if tenant is None:
        raise NotFound("There is no such client.")
    return clients, tenant


def may_edit(operator: Operator, client_id: str) -> bool:
    """Tell whether they may change an assistant: admins, the client's own and the agency's."""
    return operator.may(Right.MANAGE) and operator.sees(client_id)


async def editor_side(request: Request, here: str, client_id: str) -> Side:
    """Return the pane of a request that changes something.

    Raises:
        NotFound: the client is not one of theirs.
        Forbidden: they may look, and not change.
    """
    side = await side_of(request, here, client_id)
    if not side.may_edit:
        raise Forbidden("Only the client's own people and admins may change its assistant.")
    return side


def draw(
    request: Request, template: str, side: Side, status: int = 200, **context: object
) -> HTTPResponse:
    """Draw an assistant page."""
    operator = operator_of(request)
    return render(
        request,
        f"pages/assistant/{template}",
        status=status,
        side=side,
        note=NOTE_WORDS.get(request.args.get("note", ""), ""),
        code_words=CODE_WORDS,
        operator_initials=initials(operator.name or operator.email),
        **context,
    )


def done(side: Side, path: str, note: str, **more: object) -> HTTPResponse:
    """Go on to a page of the client, which says what was done."""
    return redirect(side.address(path, note=note, **more))
