"""Twilio's webhooks: messages of leads and the statuses of ours, on one address per channel.

``POST /webhooks/twilio/<key>`` answers 200 with empty TwiML once the row is durable, and never
before; the reply goes out later through the API. A wrong signature is 403 without detail, an
unknown key 404, and whatever cannot be stored 5xx, so that Twilio's fallback calls again.
"""

from __future__ import annotations

from typing import Any

from sanic import HTTPResponse, Request, Sanic

from app.channels.base import WebhookRequest
from app.domain.delivery import DeliveryUpdate
from app.domain.message import InboundMessage
from app.domain.tenant import ChannelKind
from app.errors import NotFound
from app.flows.receive import receive
from app.flows.record_status import record_status
from app.routes.access import public
from app.routes.body import read_body
from app.services import Services

_KINDS = (ChannelKind.SMS, ChannelKind.WHATSAPP)
_EMPTY_TWIML = b'<?xml version="1.0" encoding="UTF-8"?><Response></Response>'


def setup_twilio(app: Sanic[Any, Any]) -> None:
    """Add the route of Twilio's webhooks."""
    app.add_route(
        take, "/webhooks/twilio/<key:str>", methods=["POST"], stream=True, name="twilio_webhook"
    )


@public("the path holds the channel's key, and each request is signed")
async def take(request: Request, key: str) -> HTTPResponse:
    """Take one webhook: verify, parse, store."""
    services: Services = request.app.ctx.services
    account = await services.accounts.by_key(key)
    if account.kind not in _KINDS:
        raise NotFound
    channel = services.channels[account.kind]
    settings = services.settings
    # The public URL is ours to say: Host and X-Forwarded-* are written by whoever calls.
    call = WebhookRequest(
        url=settings.public_url + request.raw_url.decode("latin-1"),
        body=await read_body(request, settings.webhook_body_limit_bytes, settings.body_deadline_s),
        headers={"x-twilio-signature": request.headers.get("x-twilio-signature", "")},
    )
    event = channel.parse(account, channel.verify(account, call))
    if isinstance(event, InboundMessage):
        await receive(services, account, event)
    elif isinstance(event, DeliveryUpdate):
        await record_status(services, account, event)
    return HTTPResponse(_EMPTY_TWIML, 200, content_type="text/xml")
