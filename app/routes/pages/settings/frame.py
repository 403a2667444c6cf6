"""What all settings pages share: whose settings, which tab, who may change them, how it is drawn.

A line in ``TAB_WORDS`` adds a tab. ``?client=`` names the client; ``agency`` stands for the agency
itself, which has some of the tabs and is shown to its admins only. Forms post and come back with a
``note``, a code that the page turns into a sentence.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from sanic import HTTPResponse, Request

from app.domain.access import Right
from app.domain.tenant import Tenant
from app.errors import NotFound
from app.routes.auth import operator_of, seat_of, services_of
from app.routes.pages.settings.words import NOTE_WORDS
from app.routes.pages.views import Client, initials
from app.routes.render import redirect, render
from app.store import inbox, tenants
from app.store.db import Tx
from app.store.operators import Operator

AGENCY = "agency"
HOME = "/settings"
TAB_WORDS = {
    "": "Business",
    "hours": "Hours",
    "assistant": "Assistant",
    "notifications": "Notifications",
    "integrations": "Integrations",
    "keys": "API keys",
    "team": "Team",
    "security": "Security",
    "audit": "Audit log",
    "api": "API reference",
}
TAB_ICONS = {
    "": "store",
    "hours": "clock",
    "assistant": "bot",
    "notifications": "bell",
    "integrations": "plug",
    "keys": "key-round",
    "team": "users",
    "security": "shield-check",
    "audit": "scroll-text",
    "api": "book-open",
}
_OF_AGENCY = ("integrations", "team", "security", "audit", "api")
# What is there for everybody, whatever clients they have.
_OF_ALL = ("security", "api")
_MANAGED = ("keys", "team", "audit")


@dataclass(frozen=True, slots=True)
class Tab:
    """A tab: its address, its name in the interface's words, its icon."""

    address: str
    word: str
    icon: str
    is_here: bool


@dataclass(frozen=True, slots=True)
class Side:
    """The pane beside every settings page. ``tenant`` is None for the agency itself.

    ``may_edit``: whoever looks may also change; ``sees_agency``: they may choose the agency.
    """

    clients: tuple[Client, ...]
    tenant: Tenant | None
    here: str
    may_edit: bool
    sees_agency: bool

    @property
    def owner(self) -> str:
        """Return the client's id, or ``agency``."""
        return self.tenant.id if self.tenant else AGENCY

    @property
    def tabs(self) -> tuple[Tab, ...]:
        """Return the tabs in their order."""
        if self.tenant is not None:
            shown = tuple(TAB_WORDS)
        else:
            shown = _OF_AGENCY if self.sees_agency else _OF_ALL
        return tuple(
            Tab(self.address(path_of(name)), TAB_WORDS[name], TAB_ICONS[name], name == self.here)
            for name in shown
            if self.may_edit or name not in _MANAGED
        )

    @property
    def path(self) -> str:
        """Return the address of the tab, without the client."""
        return path_of(self.here)

    @property
    def has_choice(self) -> bool:
        """Tell whether there is more than one to choose from."""
        return len(self.clients) + int(self.sees_agency) > 1

    def address(self, path: str, **more: object) -> str:
        """Return the address of a place for this client or the agency."""
        asked = {"client": self.owner, **more} if self.has_choice else more
        return path + ("?" + urlencode(asked) if asked else "")

    def action(self, path: str) -> str:
        """Return where a form posts to: a path below the client's own."""
        return f"{HOME}/clients/{self.owner}/{path}"


def path_of(name: str) -> str:
    """Return the address of a tab."""
    return f"{HOME}/{name}" if name else HOME


async def side_of(request: Request, here: str, owner: str = "") -> Side:
    """Return the pane for whom a request names, else for the first client the operator has.

    Raises:
        NotFound: it is not one of theirs, or there is none.
    """
    operator = operator_of(request)
    wanted = owner or request.args.get("client", "")
    return await services_of(request).db.read(read_side, operator, here, wanted)


def read_side(tx: Tx, operator: Operator, here: str, wanted: str) -> Side:
    """Return the pane; see ``side_of``."""
    clients = tuple(Client(*one) for one in inbox.clients(tx, operator.tenant_ids))
    sees_agency, may_edit = operator.may(Right.AGENCY), operator.may(Right.MANAGE)
    chosen = wanted or (clients[0].id if clients else AGENCY)
    if chosen == AGENCY and sees_agency:
        return Side(clients, None, here, may_edit, sees_agency)
    tenant = tenants.tenant_by_id(tx, chosen) if operator.sees(chosen) else None
    if tenant is None:
        raise NotFound("There is no such client.")
    return Side(clients, tenant, here, may_edit, sees_agency)


async def own_side(request: Request, here: str = "security") -> Side:
    """Return the pane beside what is there for everybody, whatever clients they have.

    Who must set up a second step first sees nothing of the clients.
    """
    session = seat_of(request).session
    if session.is_confined:
        return Side((), None, "security", may_edit=False, sees_agency=False)
    try:
        return await side_of(request, here)
    except NotFound:
        return Side((), None, here, may_edit=False, sees_agency=False)


def client_of(side: Side) -> Tenant:
    """Return the client of a pane, of what only a client has.

    Raises:
        NotFound: it is the agency's.
    """
    if side.tenant is None:
        raise NotFound("There is no such client.")
    return side.tenant


def draw(
    request: Request, template: str, side: Side, status: int = 200, **context: object
) -> HTTPResponse:
    """Draw a settings page."""
    operator = operator_of(request)
    return render(
        request,
        f"pages/settings/{template}",
        status=status,
        side=side,
        note=NOTE_WORDS.get(request.args.get("note", ""), ""),
        operator_initials=initials(operator.name or operator.email),
        **context,
    )


def done(side: Side, path: str, note: str, **more: object) -> HTTPResponse:
    """Go on to a page of the client, which says what was done."""
    return redirect(side.address(path, note=note, **more))


def to_agency() -> HTTPResponse:
    """Lead who chose the agency on a tab that only clients have to one it has."""
    return redirect(f"{HOME}/team?client={AGENCY}")
