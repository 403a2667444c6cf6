"""Canned replies and message templates of a client: one page to keep them on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sanic import Blueprint, HTTPResponse, Request, Sanic

from app.domain.access import Right
from app.domain.text import storable
from app.errors import Invalid, NotFound
from app.flows import prepared_texts
from app.ids import new_id
from app.routes.access import needs
from app.routes.audited import actor_of
from app.routes.auth import form_of, operator_of, protect, services_of
from app.routes.pages.conversations.reply_words import STATUS_WORDS
from app.routes.pages.views import Client, initials
from app.routes.pages.words import LANGUAGE_WORDS
from app.routes.render import redirect, render
from app.store import canned_replies, inbox, message_templates
from app.store.canned_replies import CannedReply
from app.store.db import Tx
from app.store.message_templates import TemplateRow

_PATH = "/conversations/replies"


@dataclass(frozen=True, slots=True)
class Prepared:
    """What a client's team keeps ready; ``client_id`` is empty when there is no client yet."""

    clients: tuple[Client, ...]
    client_id: str
    replies: tuple[CannedReply, ...] = ()
    templates: tuple[TemplateRow, ...] = ()


def mount(app: Sanic[Any, Any]) -> None:
    """Add the page and its forms."""
    pages = Blueprint("prepared")
    protect(pages)
    of_client = f"{_PATH}/clients/<client_id:str>"
    pages.add_route(show, _PATH, methods=["GET"])
    for path, handler in (
        ("replies", save_reply),
        ("replies/<reply_id:str>/delete", delete_reply),
        ("templates", save_template),
        ("templates/<template_id:str>/delete", delete_template),
    ):
        pages.add_route(handler, f"{of_client}/{path}", methods=["POST"], stream=True)
    app.blueprint(pages)


@needs(Right.READ)
async def show(request: Request) -> HTTPResponse:
    """Draw a client's canned replies and templates."""
    return await _draw(request, request.args.get("client", ""))


@needs(Right.WORK)
async def save_reply(request: Request, client_id: str) -> HTTPResponse:
    """Add a canned reply, or change the one with its shortcut and language."""
    fields = form_of(request)
    shortcut, body, language = (fields.get(name, "") for name in ("shortcut", "body", "language"))
    try:
        await prepared_texts.save_reply(
            services_of(request), client_id, shortcut, body, language, actor_of(request)
        )
    except Invalid as error:
        return await _draw(request, client_id, error, "reply")
    return redirect(f"{_PATH}?client={client_id}")


@needs(Right.WORK)
async def delete_reply(request: Request, client_id: str, reply_id: str) -> HTTPResponse:
    """Delete a canned reply."""
    services, actor = services_of(request), actor_of(request)
    await prepared_texts.delete_reply(services, client_id, reply_id, actor)
    return redirect(f"{_PATH}?client={client_id}")


@needs(Right.MANAGE)
async def save_template(request: Request, client_id: str) -> HTTPResponse:
    """Add a template, or change the one of its name and language."""
    fields = {name: storable(value).strip() for name, value in form_of(request).items()}
    template = TemplateRow(
        new_id(),
        client_id,
        fields.get("name", ""),
        fields.get("language", ""),
        fields.get("body", "").replace("\r\n", "\n"),
        fields.get("provider_sid", ""),
        fields.get("status", ""),
    )
    try:
        await prepared_texts.save_template(services_of(request), template, actor_of(request))
    except Invalid as error:
        return await _draw(request, client_id, error, "template")
    return redirect(f"{_PATH}?client={client_id}")


@needs(Right.MANAGE)
async def delete_template(request: Request, client_id: str, template_id: str) -> HTTPResponse:
    """Delete a template here; the provider keeps it."""
    services, actor = services_of(request), actor_of(request)
    await prepared_texts.delete_template(services, client_id, template_id, actor)
    return redirect(f"{_PATH}?client={client_id}")


async def _draw(
    request: Request, client_id: str, error: Invalid | None = None, at: str = ""
) -> HTTPResponse:
    services, operator = services_of(request), operator_of(request)
    view = await services.db.read(_read, operator.tenant_ids, client_id)
    return render(
        request,
        "pages/conversations/replies.html",
        error.status if error else 200,
        view=view,
        problem=error.message if error else "",
        problem_at=at,
        typed=form_of(request) if error else {},
        languages=LANGUAGE_WORDS,
        statuses=STATUS_WORDS,
        operator_initials=initials(operator.name or operator.email),
    )


def _read(tx: Tx, tenant_ids: frozenset[str] | None, client_id: str) -> Prepared:
    clients = tuple(Client(*one) for one in inbox.clients(tx, tenant_ids))
    if client_id and client_id not in {client.id for client in clients}:
        raise NotFound("There is no such client.")
    client_id = client_id or (clients[0].id if clients else "")
    if not client_id:
        return Prepared(clients, "")
    return Prepared(
        clients,
        client_id,
        tuple(canned_replies.replies_of(tx, client_id)),
        tuple(message_templates.templates_of(tx, client_id)),
    )
