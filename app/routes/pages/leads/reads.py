"""Reads what one operator sees of the leads, for the page and for its live stream alike."""

from __future__ import annotations

from dataclasses import dataclass, replace

from app.domain.figures_period import shared_zone
from app.domain.lead_status import LeadStatus
from app.errors import NotFound
from app.routes.pages.lead.words import STATUS_WORDS
from app.routes.pages.leads.query import Asked, key_text
from app.routes.pages.leads.views import (
    MOST_COUNTED,
    BoardColumn,
    Choices,
    LeadRow,
    LeadsScreen,
    paging_of,
    row_of,
)
from app.routes.pages.views import Client
from app.store import dashboard_lists, inbox, lead_lines, lead_list, leads, operators, saved_views
from app.store.db import Tx
from app.store.lead_list import Found, Key
from app.store.operators import Operator

PAGE = "leads"
ROWS_SHOWN, CARDS_SHOWN = 50, 20
# Of so many clients the names of owners and sources are gathered; more would be no list to read.
_MOST_ASKED = 5


@dataclass(frozen=True, slots=True)
class Scope:
    """The clients whose leads a list shows."""

    clients: tuple[Client, ...]
    asked: Asked

    @property
    def tenant_ids(self) -> tuple[str, ...]:
        """Return the tenants of the list."""
        if self.asked.client_id:
            return (self.asked.client_id,)
        return tuple(one.id for one in self.clients)

    @property
    def shows_client(self) -> bool:
        """Tell whether rows name their client."""
        return len(self.tenant_ids) > 1


def scope_of(tx: Tx, operator: Operator, asked: Asked) -> Scope:
    """Return whose leads an operator sees in a list.

    Raises:
        NotFound: the client is not one of theirs.
    """
    clients = tuple(Client(*one) for one in inbox.clients(tx, operator.tenant_ids))
    if asked.client_id and asked.client_id not in {one.id for one in clients}:
        raise NotFound("There is no such client.")
    if asked.given.get("owner") == "me":
        asked = replace(asked, given={**asked.given, "owner": operator.id})
    scope = Scope(clients, asked)
    if not asked.wants_days:
        return scope
    zone = shared_zone(dashboard_lists.zone_of_each(tx, scope.tenant_ids))
    return Scope(clients, replace(asked, zone=zone))


def load(tx: Tx, operator: Operator, asked: Asked, columns: tuple[str, ...]) -> LeadsScreen:
    """Return the page.

    Raises:
        NotFound: the client is not one of the operator's.
    """
    scope = scope_of(tx, operator, asked)
    screen = LeadsScreen(
        asked=asked,
        clients=scope.clients,
        shows_client=scope.shows_client,
        columns=columns,
        choices=_choices(tx, scope),
        views=tuple(saved_views.views_for(tx, operator, PAGE)),
    )
    if asked.view == "board":
        return replace(screen, board=board(tx, scope), has_leads=_has_leads(tx, scope))
    page = lead_list.page(
        tx,
        scope.tenant_ids,
        scope.asked.wanted,
        ROWS_SHOWN,
        asked.after,
        asked.before,
        asked.patience,
    )
    rows = rows_of(tx, scope, page.found)
    has_leads = bool(rows) or _has_leads(tx, scope)
    floor = page.found[-1].key if page.found and page.after else page.further
    return replace(
        screen, rows=rows, paging=paging_of(asked, page), has_leads=has_leads, floor=floor
    )


def rows_of(tx: Tx, scope: Scope, found: tuple[Found, ...]) -> tuple[LeadRow, ...]:
    """Return leads as the list shows them."""
    column = scope.asked.wanted.column
    return tuple(row_of(line, column, scope.shows_client) for line in lead_lines.lines(tx, found))


def board(tx: Tx, scope: Scope) -> tuple[BoardColumn, ...]:
    """Return every step of the pipeline with its first leads."""
    chosen = scope.asked.given.get("status")
    return tuple(column(tx, scope, one.value) for one in LeadStatus if chosen in (None, one.value))


def column(tx: Tx, scope: Scope, status: str, after: Key | None = None) -> BoardColumn:
    """Return a step of the pipeline from a lead on."""
    wanted = replace(scope.asked.wanted, status=status)
    page = lead_list.page(tx, scope.tenant_ids, wanted, CARDS_SHOWN, after)
    next_key = page.after or page.further
    more = ""
    if next_key:
        query = {"status": status, "after": key_text(next_key), "view": ""}
        more = scope.asked.query(**query)
    counted = None if after else count(tx, scope, status)
    return BoardColumn(status, STATUS_WORDS[status], rows_of(tx, scope, page.found), counted, more)


def count(tx: Tx, scope: Scope, status: str) -> int | None:
    """Return how many leads stand at a step; None where filters would have to be counted."""
    if set(scope.asked.given) - {"status"}:
        return None
    return lead_lines.count_status(tx, scope.tenant_ids, status, MOST_COUNTED)


def _has_leads(tx: Tx, scope: Scope) -> bool:
    return lead_lines.has_any(tx, scope.tenant_ids)


def _choices(tx: Tx, scope: Scope) -> Choices:
    owners: dict[str, str] = {}
    sources: dict[str, None] = {}
    tags: dict[str, None] = {}
    for tenant_id in scope.tenant_ids[:_MOST_ASKED]:
        owners |= dict(operators.who_see(tx, tenant_id))
        sources |= dict.fromkeys(lead_lines.sources_in_use(tx, tenant_id))
        tags |= dict.fromkeys(leads.tags_in_use(tx, tenant_id))
    by_name = tuple(sorted(owners.items(), key=lambda one: one[1].casefold()))
    return Choices(by_name, tuple(sorted(sources))[:100], tuple(sorted(tags))[:100])
