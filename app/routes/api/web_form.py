"""Web forms: ``POST /forms/<key>`` from a tenant's own page, by script (JSON) or without (form).

A script gets 202, or 422 with a sentence for each field. A plain form goes on to the tenant's
page of thanks, or is shown what to mend. A filled trap gets the same answer as anybody and is
stored nowhere. Storing is durable before the answer, as with any message.
"""

from __future__ import annotations

from html import escape
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from sanic import HTTPResponse, Request, Sanic
from sanic.response import empty, html, redirect
from sanic.response import json as as_json

from app.channels.web_form import MAX_FIELDS, Submission, is_trapped, json_fields, read_submission
from app.domain.tenant import ChannelAccount, ChannelKind
from app.domain.text import storable
from app.errors import Invalid, NotFound
from app.flows.receive import receive
from app.routes.access import public
from app.routes.body import read_body
from app.routes.limits import Buckets, caller
from app.routes.origins import cors, preflight
from app.services import Services

LIMIT_BYTES = 32 * 1024
# One person, however many addresses the programs in its name come from.
_PER_IDENTITY_PER_MIN = 3.0
_FORM_TYPE = "application/x-www-form-urlencoded"
_POLICY = {"content-security-policy": "default-src 'none'", "x-content-type-options": "nosniff"}


def setup_web_form(app: Sanic[Any, Any]) -> None:
    """Add the routes of web forms and their limits."""
    per_min = app.ctx.services.settings.form_limit_per_min
    app.ctx.form_callers = Buckets(per_min)
    app.ctx.form_identities = Buckets(_PER_IDENTITY_PER_MIN)
    path = "/forms/<key:str>"
    app.add_route(submit, path, methods=["POST"], stream=True, name="web_form")
    app.add_route(allow, path, methods=["OPTIONS"], name="web_form_preflight")
    app.add_route(thank, f"{path}/thanks", methods=["GET"], name="web_form_thanks")


@public("visitors of a client's website send it; the path holds the form's key")
async def allow(request: Request, key: str) -> HTTPResponse:
    """Tell a browser whether this page may post."""
    services = _services(request)
    account = await _form(services, key)
    return empty(headers=preflight(request, account, services.settings.public_url))


@public("visitors of a client's website send it; the path holds the form's key")
async def thank(request: Request, key: str) -> HTTPResponse:
    """Say thanks where the tenant has no page for it."""
    await _form(_services(request), key)
    return _page("Thank you", ["We have your message and will answer soon."], 200)


@public("visitors of a client's website send it; the path holds the form's key")
async def submit(request: Request, key: str) -> HTTPResponse:
    """Take one submission."""
    services = _services(request)
    account = await _form(services, key)
    settings = services.settings
    headers = cors(request, account, settings.public_url)
    request.app.ctx.form_callers.take(caller(request, settings.trusted_proxies))
    body = await read_body(request, LIMIT_BYTES, settings.body_deadline_s)
    is_plain = request.headers.get("content-type", "").lower().startswith(_FORM_TYPE)
    sent = _form_fields(body) if is_plain else json_fields(body)
    # One broken character is no reason to lose a lead.
    fields = {storable(name): storable(value) for name, value in sent.items()}
    if len(fields) > MAX_FIELDS:
        raise Invalid(f"At most {MAX_FIELDS} fields, please.")
    if not is_trapped(account, fields):
        tenant = (await services.accounts.knowledge(account.tenant_id)).tenant
        now_ms = services.clock.now_ms()
        submission = read_submission(account, fields, now_ms, tenant.country)
        if submission.problems:
            return _refusal(submission, is_plain, headers)
        request.app.ctx.form_identities.take(f"{account.id}:{submission.inbound.sender}")
        await receive(services, account, submission.inbound)
    return _thanks(account, is_plain, headers)


def _services(request: Request) -> Services:
    services: Services = request.app.ctx.services
    return services


async def _form(services: Services, key: str) -> ChannelAccount:
    account = await services.accounts.by_key(key)
    if account.kind is not ChannelKind.WEB_FORM or account.is_paused:
        raise NotFound
    return account


def _form_fields(body: bytes) -> dict[str, str]:
    try:
        text = body.decode("utf-8")
        return dict(parse_qsl(text, keep_blank_values=True, max_num_fields=MAX_FIELDS))
    except UnicodeDecodeError as error:
        raise Invalid("The body is no form.") from error
    except ValueError as error:
        raise Invalid(f"At most {MAX_FIELDS} fields, please.") from error


def _thanks(account: ChannelAccount, is_plain: bool, headers: dict[str, str]) -> HTTPResponse:
    if not is_plain:
        return as_json({"status": "received"}, 202, headers)
    where = str(account.settings.get("thanks_url") or "")
    if urlsplit(where).scheme not in ("http", "https"):
        where = f"/forms/{account.key}/thanks"
    return redirect(where, headers=headers, status=303)


def _refusal(submission: Submission, is_plain: bool, headers: dict[str, str]) -> HTTPResponse:
    problems = submission.problems
    if is_plain:
        lines = [f"{name}: {problem}" for name, problem in problems.items()]
        return _page("Please go back and check", lines, 422)
    message = "Please check: " + ", ".join(problems) + "."
    error = {"code": "unprocessable", "message": message, "fields": problems}
    return as_json({"error": error}, 422, headers)


def _page(title: str, lines: list[str], status: int) -> HTTPResponse:
    """Draw the plainest page: it stands in the middle of somebody else's site."""
    body = "".join(f'<p dir="auto">{escape(line)}</p>' for line in lines)
    return html(
        f'<!doctype html><html lang="en"><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width">'
        f"<title>{escape(title)}</title><main><h1>{escape(title)}</h1>{body}</main></html>",
        status,
        _POLICY,
    )
