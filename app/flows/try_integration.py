"""A connected thing is tried for real, with one harmless call, and what came of it is kept.

Twilio is asked for the account, a model for one word, the mail service for a mail to whoever asks.
Each call has adapters of its own: those of the jobs belong to another event loop. A web chat or
a form has no provider to ask; of it, what is set up is looked at. What is kept is a code of ours.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from app.channels.base import Checks
from app.channels.mail import Mail
from app.domain.tenant import ChannelAccount, ChannelKind
from app.errors import (
    InvalidModelOutput,
    LeadlineError,
    NotFound,
    OutcomeUnknown,
    ProviderAuthFailed,
    ProviderRefused,
    ProviderUnavailable,
    TooManyRequests,
)
from app.flows.write_notice import Notice, mail_bodies
from app.ids import new_id
from app.llm.base import Block, ChatMessage, LanguageModel, ModelRequest, Tool
from app.services import Services
from app.store import clients
from app.store.clients import Trial

# Nobody tries a thing more often than that: each try asks a provider.
_WAIT_MS = 3_000
PROCESS = ""
MODELS = ("anthropic", "openai")
_WORD = ModelRequest(
    (Block("Answer with the tool."),),
    (ChatMessage("user", (Block("Say ok."),)),),
    (
        Tool(
            "reply",
            "Says something.",
            {"type": "object", "properties": {"text": {"type": "string"}}, "required": ["text"]},
        ),
    ),
    max_tokens=40,
)


@dataclass(frozen=True, slots=True)
class _Outcome:
    detail: str
    is_good: bool = False
    cost_microusd: int = 0


async def try_channel(services: Services, tenant_id: str, channel_id: str) -> Trial:
    """Try a channel of a client and return what came of it.

    Raises:
        NotFound: the client has no such channel.
        TooManyRequests: it was tried a moment ago.
    """
    account = await services.accounts.account(channel_id)
    if account.tenant_id != tenant_id:
        raise NotFound("There is no such channel.")
    await _refuse_haste(services, tenant_id, channel_id)
    return await _keep(services, tenant_id, channel_id, await _ask_channel(services, account))


async def try_model(services: Services, name: str) -> Trial:
    """Ask a vendor's model for one word and return what came of it, and what it cost.

    Raises:
        NotFound: there is no key for it.
        TooManyRequests: it was tried a moment ago.
    """
    settings = services.settings
    keys = {"anthropic": settings.anthropic_api_key, "openai": settings.openai_api_key}
    if not keys.get(name):
        raise NotFound("There is no key for this model.")
    await _refuse_haste(services, PROCESS, name)
    model = await asyncio.to_thread(_model, services, name)
    try:
        outcome = await _ask_model(model)
    finally:
        close: Any = getattr(model, "aclose", None)
        if close is not None:
            await close()
    return await _keep(services, PROCESS, name, outcome)


async def try_mail(services: Services, to: str, language: str) -> Trial:
    """Send a mail to whoever asks and return what came of it.

    Raises:
        NotFound: no mail service is set up.
        TooManyRequests: it was tried a moment ago.
    """
    if services.mailer is None:
        raise NotFound("No mail service is set up.")
    await _refuse_haste(services, PROCESS, "mail")
    title = "leadline: test"
    text, html = mail_bodies(Notice(language, title, ("leadline can send mail.",)))
    try:
        await services.mailer.send(Mail(new_id(), to, "", title, text, html))
        outcome = _Outcome("mail_sent", is_good=True)
    except LeadlineError as error:
        outcome = _Outcome(_code(error))
    return await _keep(services, PROCESS, "mail", outcome)


async def _ask_channel(services: Services, account: ChannelAccount) -> _Outcome:
    if account.kind in (ChannelKind.WEB_CHAT, ChannelKind.WEB_FORM):
        origins = account.settings.get("origins")
        return _Outcome("ready", is_good=True) if origins else _Outcome("no_origins")
    if account.kind not in (ChannelKind.SMS, ChannelKind.WHATSAPP):
        return _Outcome("not_testable")
    settings = services.settings
    # Its library takes a second to load.
    module = await asyncio.to_thread(import_module, "app.channels.twilio")
    made = module.TwilioChannel(settings.twilio_base_url or None, settings.twilio_timeout_s)
    try:
        return await _check(made, account)
    finally:
        await made.close()


async def _check(provider: Checks, account: ChannelAccount) -> _Outcome:
    try:
        state = await provider.check(account)
    except LeadlineError as error:
        return _Outcome(_code(error))
    return _Outcome("active", is_good=True) if state == "active" else _Outcome("not_active")


def _model(services: Services, name: str) -> LanguageModel:
    """Make a model's adapter; its library takes a second to load, so in a thread."""
    settings = services.settings
    if name == "anthropic":
        module = import_module("app.llm.anthropic")
        made: LanguageModel = module.AnthropicModel(
            settings.anthropic_api_key,
            settings.anthropic_model,
            base_url=settings.anthropic_base_url,
            timeout_s=settings.model_timeout_s,
        )
        return made
    module = import_module("app.llm.openai")
    other: LanguageModel = module.OpenAiModel(
        settings.openai_api_key,
        settings.openai_model,
        base_url=settings.openai_base_url,
        timeout_s=settings.model_timeout_s,
    )
    return other


async def _ask_model(model: LanguageModel) -> _Outcome:
    try:
        answer = await model.ask(_WORD)
    except InvalidModelOutput:
        # It answered, if not as asked: key and model are good.
        return _Outcome("answered", is_good=True)
    except LeadlineError as error:
        return _Outcome(_code(error))
    return _Outcome("answered", is_good=True, cost_microusd=answer.usage.cost_microusd)


def _code(error: LeadlineError) -> str:
    for kind, code in (
        (ProviderAuthFailed, "refused_key"),
        (ProviderRefused, "refused"),
        (OutcomeUnknown, "unclear"),
        (ProviderUnavailable, "unreachable"),
    ):
        if isinstance(error, kind):
            return code
    return "failed"


async def _refuse_haste(services: Services, tenant_id: str, name: str) -> None:
    last = (await services.db.read(clients.tests_of, tenant_id)).get(name)
    if last is not None and services.clock.now_ms() - last.at < _WAIT_MS:
        raise TooManyRequests("This was tried a moment ago.", retry_after_s=_WAIT_MS / 1000)


async def _keep(services: Services, tenant_id: str, name: str, outcome: _Outcome) -> Trial:
    row = Trial(
        name, services.clock.now_ms(), outcome.is_good, outcome.detail, outcome.cost_microusd
    )
    await services.db.write(clients.put_test, tenant_id, row)
    return row
