"""Changing many leads at once: what was picked is counted and shown, then confirmed.

The leads a confirmation was given for travel in its form, so exactly those are changed, however
the list has moved meanwhile.
"""

from __future__ import annotations

from dataclasses import dataclass

from sanic import Blueprint, HTTPResponse, Request
from sanic.response import html

from app.domain.access import Right
from app.errors import Invalid, NotFound
from app.flows import edit_leads as flow
from app.flows.edit_leads import Change
from app.routes.access import needs
from app.routes.audited import actor_of
from app.routes.auth import form_of, operator_of, services_of
from app.routes.pages.conversations.page import is_script
from app.routes.pages.lead.words import STATUS_WORDS
from app.routes.pages.leads import reads
from app.routes.pages.leads.query import read
from app.routes.pages.leads.words import PROBLEM_WORDS
from app.routes.pages.views import initials
from app.routes.render import HEADERS, draw, local_path, redirect, render
from app.store import lead_lines, lead_list
from app.store.db import Tx
from app.store.lead_list import Found, Key
from app.store.operators import Operator

_PICK = "pick-"
_NAMED = 5
# "All that fit" looks further than a page does, since somebody asked for it.
_PATIENCE = 10
_QUESTION_WORDS = {
    "status": "Set the status to “{value}”?",
    "owner": "Give them to {value}?",
    "nobody": "Take the owner off?",
    "tag": "Add the tag “{value}”?",
    "untag": "Take the tag “{value}” off?",
}


@dataclass(frozen=True, slots=True)
class Confirmation:
    """A change of many leads that waits for a yes."""

    change: Change
    ids: tuple[str, ...]
    names: tuple[str, ...]
    question: str
    value: str
    back: str

    @property
    def count(self) -> int:
        """Return how many leads it changes."""
        return len(self.ids)


def add(pages: Blueprint) -> None:
    """Add the two steps."""
    pages.add_route(ask, "/leads/bulk", methods=["POST"], stream=True)
    pages.add_route(change_all, "/leads/bulk/apply", methods=["POST"], stream=True)


@needs(Right.WORK)
async def ask(request: Request) -> HTTPResponse:
    """Ask whether the leads that were picked shall be changed."""
    fields, operator, services = form_of(request), operator_of(request), services_of(request)
    change = change_of(fields)
    if fields.get("every") == "1":
        found = await services.db.read(_every, operator, fields)
    else:
        ids = [name.removeprefix(_PICK) for name in fields if name.startswith(_PICK)]
        found = await services.db.read(_picked, operator, ids)
    if not found:
        raise Invalid(PROBLEM_WORDS["none"])
    asked = await services.db.read(_confirmation, change, found, fields.get("back", ""))
    if is_script(request):
        shell = request.ctx.shell
        return html(draw("pages/leads/_confirm.html", shell, asked=asked), headers=HEADERS)
    name = initials(operator.name or operator.email)
    return render(request, "pages/leads/confirm.html", asked=asked, operator_initials=name)


@needs(Right.WORK)
async def change_all(request: Request) -> HTTPResponse:
    """Change the leads that were confirmed."""
    fields, services = form_of(request), services_of(request)
    ids = [one for one in fields.get("ids", "").split(",") if one]
    found = await services.db.read(_picked, operator_of(request), ids)
    leads = [(one.tenant_id, one.key.id) for one in found]
    count = await flow.edit_leads(services, actor_of(request), leads, change_of(fields))
    where = local_path(fields.get("back", ""))
    where = where if where.startswith("/leads") else "/leads"
    return redirect(f"{where}{'&' if '?' in where else '?'}changed={count}")


def change_of(fields: dict[str, str]) -> Change:
    """Return the change a form asks for.

    Raises:
        Invalid: it asks for none.
    """
    what = fields.get("do", "")
    return flow.checked_change(what, fields.get(what, ""))


def _every(tx: Tx, operator: Operator, fields: dict[str, str]) -> list[Found]:
    """Return everything that fits a filter.

    Raises:
        Invalid: it is more than may be changed at once.
    """
    # What to change has the same names: a filter by them travels under another.
    given = {name: text for name, text in fields.items() if name not in flow.KINDS}
    given |= {name: fields.get(f"filter-{name}", "") for name in ("status", "owner", "tag")}
    scope = reads.scope_of(tx, operator, read(given))
    wanted = scope.asked.wanted
    page = lead_list.page(tx, scope.tenant_ids, wanted, flow.MOST_AT_ONCE, patience=_PATIENCE)
    if page.after or page.further:
        raise Invalid(PROBLEM_WORDS["many"])
    return list(page.found)


def _picked(tx: Tx, operator: Operator, ids: list[str]) -> list[Found]:
    """Return the leads that were picked.

    Raises:
        NotFound: one of them is not the operator's.
        Invalid: they are too many.
    """
    if len(ids) > flow.MOST_AT_ONCE:
        raise Invalid(PROBLEM_WORDS["many"])
    owners = lead_lines.tenant_of_leads(tx, ids)
    if not all(operator.sees(owners.get(one)) for one in ids):
        raise NotFound("There is no such lead.")
    return [Found(Key(0, one), owners[one]) for one in dict.fromkeys(ids)]


def _confirmation(tx: Tx, change: Change, found: list[Found], back: str) -> Confirmation:
    named = lead_lines.lines(tx, found[:_NAMED])
    kind, value = change.what, change.value
    if kind == "owner":
        value = flow.owner_name(tx, {one.tenant_id for one in found}, value)
        kind = "owner" if value else "nobody"
    return Confirmation(
        change,
        tuple(one.key.id for one in found),
        tuple(one.name or one.phone or one.email for one in named),
        _QUESTION_WORDS[kind],
        STATUS_WORDS.get(value, value) if kind == "status" else value,
        back,
    )
