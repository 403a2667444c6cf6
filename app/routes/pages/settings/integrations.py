"""What a client, or the process, is connected to: each thing a card with a test that is real."""

from __future__ import annotations

from dataclasses import dataclass, field

from sanic import Blueprint, HTTPResponse, Request

from app.domain.access import Right
from app.domain.tenant import ChannelAccount, ChannelKind
from app.errors import Conflict, Invalid, NotFound, TooManyRequests, Unprocessable
from app.flows import connect_channel as flow
from app.flows import try_integration as trying
from app.routes.access import needs
from app.routes.audited import actor_of
from app.routes.auth import form_of, operator_of, services_of
from app.routes.pages.settings.frame import Side, client_of, done, draw, path_of, side_of
from app.routes.pages.settings.words import CHANNEL_KIND_WORDS, TEST_WORDS
from app.routes.render import redirect
from app.services import Services
from app.settings import Settings
from app.store import clients, tenants
from app.store.clients import Trial
from app.store.db import Tx

_PATH = path_of("integrations")
_CHANNEL_ICONS = {
    "sms": "message-square-text",
    "whatsapp": "message-circle",
    "web_chat": "messages-square",
    "web_form": "text-cursor-input",
    "email": "mail",
}
_KINDS = ("sms", "whatsapp", "web_chat", "web_form")
# Of these a client has one, whatever the number of its pages.
_ONCE = ("web_chat", "web_form")
_HOOKS = {"sms": "/webhooks/twilio/{}", "whatsapp": "/webhooks/twilio/{}", "web_form": "/forms/{}"}
_PROCESS_ICONS = {
    "anthropic": "sparkles",
    "openai": "sparkles",
    "hubspot": "contact",
    "calcom": "calendar-days",
}


@dataclass(frozen=True, slots=True)
class ChannelCard:
    """A channel. ``hook`` is entered at the provider, ``snippet`` on the web page."""

    id: str
    kind: str
    word: str
    icon: str
    address: str
    is_paused: bool
    pause_reason: str
    used_at: int | None
    trial: Trial | None
    account: str = ""
    token: str = ""
    hook: str = ""
    snippet: str = ""
    origins: tuple[str, ...] = ()

    @property
    def has_number(self) -> bool:
        """Tell whether it is reached by a number."""
        return self.kind in ("sms", "whatsapp")


@dataclass(frozen=True, slots=True)
class ProcessCard:
    """Something the whole installation is connected to; ``key`` is masked."""

    name: str
    title: str
    icon: str
    what: str
    key: str
    trial: Trial | None = None
    is_testable: bool = True
    setting: str = ""


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed into the form that was refused; ``channel_id`` empty: the one for new ones."""

    channel_id: str = ""
    values: dict[str, str] = field(default_factory=dict)
    problems: dict[str, str] = field(default_factory=dict)


def add(pages: Blueprint) -> None:
    """Add the page of integrations."""
    pages.add_route(show, _PATH, methods=["GET"])
    base = "/settings/clients/<client_id:str>/channels"
    one = f"{base}/<channel_id:str>"
    pages.add_route(connect, base, methods=["POST"], stream=True)
    pages.add_route(change, one, methods=["POST"], stream=True)
    pages.add_route(try_channel, f"{one}/test", methods=["POST"], stream=True)
    path = f"{_PATH}/process/<name:str>/test"
    pages.add_route(try_process, path, methods=["POST"], stream=True)


@needs(Right.READ)
async def show(request: Request) -> HTTPResponse:
    """Draw what is connected."""
    return await _draw(request, await side_of(request, "integrations"))


async def _draw(
    request: Request,
    side: Side,
    status: int = 200,
    typed: Typed | None = None,
    problem: str = "",
) -> HTTPResponse:
    services = services_of(request)
    channels = await services.db.read(_read, services, side) if side.tenant else ()
    known = await services.db.read(clients.tests_of, trying.PROCESS)
    return draw(
        request,
        "integrations.html",
        side,
        status,
        channels=channels,
        process=process_cards(services.settings, known) if side.sees_agency else (),
        kinds=tuple(
            (kind, CHANNEL_KIND_WORDS[kind])
            for kind in _KINDS
            if kind not in _ONCE or all(one.kind != kind for one in channels)
        ),
        test_words=TEST_WORDS,
        has_account=side.sees_agency and bool(services.settings.twilio_auth_token),
        typed=typed or Typed(),
        is_typed=typed is not None,
        problem_text=problem,
        has_mail=services.mailer is not None,
        mail_trial=known.get("mail"),
        mail_from=services.settings.notify_from,
    )


def _read(tx: Tx, services: Services, side: Side) -> tuple[ChannelCard, ...]:
    tenant_id = client_of(side).id
    used, tried = clients.last_used(tx, tenant_id), clients.tests_of(tx, tenant_id)
    return tuple(
        _card(services, account, sealed, used.get(account.id), tried.get(account.id))
        for account, sealed in tenants.channels_of(tx, tenant_id)
    )


def _card(
    services: Services,
    account: ChannelAccount,
    sealed: str,
    used_at: int | None,
    trial: Trial | None,
) -> ChannelCard:
    kind, base = account.kind.value, services.settings.public_url
    own = services.sealer.open(account.tenant_id, sealed)
    origins = account.settings.get("origins")
    hook = _HOOKS.get(kind, "")
    snippet = ""
    if account.kind is ChannelKind.WEB_CHAT:
        snippet = f'<script src="{base}/widget.js" data-key="{account.key}"></script>'
    return ChannelCard(
        account.id,
        kind,
        CHANNEL_KIND_WORDS[kind],
        _CHANNEL_ICONS[kind],
        account.address,
        account.is_paused,
        account.pause_reason,
        used_at,
        trial,
        flow.masked(own, "account_sid"),
        flow.masked(own, "auth_token"),
        base + hook.format(account.key) if hook else "",
        snippet,
        tuple(str(one) for one in origins) if isinstance(origins, list) else (),
    )


def process_cards(settings: Settings, known: dict[str, Trial]) -> tuple[ProcessCard, ...]:
    """Return what the installation is connected to, its keys masked."""
    rows = (
        (
            "anthropic",
            "Anthropic",
            settings.anthropic_model,
            settings.anthropic_api_key,
        ),
        ("openai", "OpenAI", settings.openai_model, settings.openai_api_key),
    )
    cards = [
        ProcessCard(
            name,
            title,
            _PROCESS_ICONS[name],
            model,
            flow.masked({"key": key}, "key"),
            known.get(name),
            bool(key),
            f"{name.upper()}_API_KEY",
        )
        for name, title, model, key in rows
    ]
    for name, title, setting, key in (
        ("hubspot", "HubSpot", "HUBSPOT_ACCESS_TOKEN", settings.hubspot_access_token),
        ("calcom", "Cal.com", "CALCOM_API_KEY", settings.calcom_api_key),
    ):
        mark = flow.masked({"key": key}, "key")
        cards.append(ProcessCard(name, title, _PROCESS_ICONS[name], "", mark, None, False, setting))
    return tuple(cards)


@needs(Right.MANAGE)
async def connect(request: Request, client_id: str) -> HTTPResponse:
    """Connect a channel of a client."""
    return await _connect(request, client_id, "")


@needs(Right.MANAGE)
async def change(request: Request, client_id: str, channel_id: str) -> HTTPResponse:
    """Give a channel other credentials, or other web pages."""
    return await _connect(request, client_id, channel_id)


async def _connect(request: Request, client_id: str, channel_id: str) -> HTTPResponse:
    side, fields = await side_of(request, "integrations", client_id), form_of(request)
    tenant = client_of(side)
    try:
        await flow.connect_channel(
            services_of(request),
            actor_of(request),
            tenant.id,
            _wish(fields),
            channel_id,
            is_agency=side.sees_agency,
        )
    except Unprocessable as error:
        found = error.details.get("fields")
        problems = dict(found) if isinstance(found, dict) else {}
        return await _draw(request, side, error.status, _typed(fields, channel_id, problems))
    except Conflict as error:
        typed = _typed(fields, channel_id, {})
        return await _draw(request, side, error.status, typed, error.message)
    return done(side, _PATH, "channel_saved")


def _wish(fields: dict[str, str]) -> flow.Wish:
    kind = fields.get("kind", "")
    if kind not in _KINDS:
        raise Invalid("There is no such kind of channel.")
    origins = fields.get("origins", "").replace(",", " ").split()
    return flow.Wish(
        ChannelKind(kind),
        fields.get("address", "").strip(),
        fields.get("account_sid", "").strip(),
        fields.get("auth_token", "").strip(),
        tuple(one.rstrip("/") for one in origins),
    )


def _typed(fields: dict[str, str], channel_id: str, problems: dict[str, str]) -> Typed:
    # Of what was typed, the secret is not sent back.
    values = {name: fields.get(name, "") for name in ("kind", "address", "account_sid", "origins")}
    return Typed(channel_id, values, problems)


@needs(Right.MANAGE)
async def try_channel(request: Request, client_id: str, channel_id: str) -> HTTPResponse:
    """Try a channel with its provider."""
    side = await side_of(request, "integrations", client_id)
    try:
        await trying.try_channel(services_of(request), client_of(side).id, channel_id)
    except TooManyRequests as error:
        return await _draw(request, side, error.status, None, error.message)
    return redirect(side.address(_PATH) + f"#channel-{channel_id}")


@needs(Right.MANAGE)
async def try_process(request: Request, name: str) -> HTTPResponse:
    """Try what the installation is connected to: a model, or mail to whoever asks."""
    services, operator = services_of(request), operator_of(request)
    side = await side_of(request, "integrations", form_of(request).get("client", ""))
    if name in trying.MODELS and not operator.may(Right.AGENCY):
        raise NotFound("There is no such thing.")
    try:
        if name == "mail":
            await trying.try_mail(services, operator.email, operator.language)
        else:
            await trying.try_model(services, name)
    except TooManyRequests as error:
        return await _draw(request, side, error.status, None, error.message)
    return redirect(side.address(_PATH) + f"#process-{name}")
