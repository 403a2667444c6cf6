"""The one place where the parts are put together."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

from app.channels.base import Channel
from app.channels.mail import Mailer
from app.clock import Clock, SystemClock
from app.domain.tenant import ChannelKind
from app.errors import CannotStart, Invalid
from app.library import Library
from app.live import Live
from app.llm.base import LanguageModel
from app.queue import Bell
from app.resources import Resources
from app.sealing import Sealer
from app.services import Services
from app.settings import Settings, with_secret_key
from app.store.db import Database
from app.store.migrate import migrate
from app.store.postgres import PostgresDatabase
from app.store.sqlite import SqliteDatabase
from vectors.base import Embedder
from vectors.finder import Finder

T = TypeVar("T")

DATABASE_NAME = "leadline.db"


async def open_database(settings: Settings, clock: Clock) -> Database:
    """Open the database and bring it up to date.

    Raises:
        CannotStart: it cannot be opened, or a newer leadline wrote it.
    """
    db: Database
    if settings.is_postgres:
        db = await PostgresDatabase.open(settings.postgres_dsn)
    else:
        settings.data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
        path = settings.data_dir / DATABASE_NAME
        db = await SqliteDatabase.open(path, settings.readers, settings.mmap_bytes)
    try:
        await migrate(db, clock.now_ms())
    except BaseException:
        await db.close()
        raise
    return db


def build_model(settings: Settings, clock: Clock) -> LanguageModel | None:
    """Return the configured models behind one face; None when no key is set."""
    models: list[LanguageModel] = []
    if settings.anthropic_api_key:
        from app.llm.anthropic import AnthropicModel

        models.append(
            AnthropicModel(
                settings.anthropic_api_key,
                settings.anthropic_model,
                base_url=settings.anthropic_base_url,
                timeout_s=settings.model_timeout_s,
                max_connections=settings.ai_concurrency,
            )
        )
    if settings.openai_api_key:
        from app.llm.openai import OpenAiModel

        models.append(
            OpenAiModel(
                settings.openai_api_key,
                settings.openai_model,
                base_url=settings.openai_base_url,
                timeout_s=settings.model_timeout_s,
                max_connections=settings.ai_concurrency,
            )
        )
    if not models:
        return None
    from app.llm.chain import ModelChain

    return ModelChain(models, clock)


def model_named(settings: Settings, name: str) -> LanguageModel:
    """Return one vendor's model by its name: a Claude, or else one of OpenAI's.

    Raises:
        Invalid: there is no key for that vendor.
    """
    is_claude = "claude" in name
    key = settings.anthropic_api_key if is_claude else settings.openai_api_key
    if not key:
        wanted = "ANTHROPIC_API_KEY" if is_claude else "OPENAI_API_KEY"
        raise Invalid(f"{name} needs a key: set {wanted}.")
    if is_claude:
        from app.llm.anthropic import AnthropicModel

        return AnthropicModel(
            key, name, base_url=settings.anthropic_base_url, timeout_s=settings.model_timeout_s
        )
    from app.llm.openai import OpenAiModel

    return OpenAiModel(
        key, name, base_url=settings.openai_base_url, timeout_s=settings.model_timeout_s
    )


def build_channels(settings: Settings) -> dict[ChannelKind, Channel]:
    """Return the channel adapters by kind."""
    from app.channels.twilio import TwilioChannel
    from app.channels.web_chat import WebChatChannel
    from app.channels.web_form import WebFormChannel

    twilio = TwilioChannel(settings.twilio_base_url or None, settings.twilio_timeout_s)
    return {
        ChannelKind.SMS: twilio,
        ChannelKind.WHATSAPP: twilio,
        ChannelKind.WEB_CHAT: WebChatChannel(),
        ChannelKind.WEB_FORM: WebFormChannel(),
    }


def build_mailer(settings: Settings) -> Mailer | None:
    """Return what sends mail to people; None without a key or a sender."""
    if not settings.sendgrid_api_key or not settings.notify_from:
        return None
    from app.channels.sendgrid_mail import SendGridMailer

    return SendGridMailer(
        settings.sendgrid_api_key, settings.notify_from, settings.sendgrid_base_url or None
    )


# Those that are not wanted are asked while their vectors still answer.
_EMBEDDERS = (
    ("text-embedding-3-small", 1536),
    ("text-embedding-3-large", 3072),
    ("text-embedding-ada-002", 1536),
)


def build_embedders(settings: Settings) -> tuple[Embedder, ...]:
    """Return the embedders that may be asked, the wanted one first; none without a key.

    Raises:
        CannotStart: the wanted model or its dimensions are not possible.
    """
    if not settings.openai_api_key or settings.embedding_model == "none":
        return ()
    from vectors.openai import OpenAiEmbedder

    wanted = (settings.embedding_model, settings.embedding_dimensions)
    key, base_url = settings.openai_api_key, settings.openai_base_url
    try:
        return tuple(
            OpenAiEmbedder(key, name, dimensions, base_url=base_url)
            for name, dimensions in dict.fromkeys((wanted, *_EMBEDDERS))
        )
    except ValueError as error:
        raise CannotStart(f"embedding_model and embedding_dimensions: {error}") from error


def build_vectors(db: Database) -> Finder | None:
    """Return where vectors are kept; None when the database lacks its extension for them."""
    return None if db.vectors_problem else Finder(db.dialect)


async def build(settings: Settings, clock: Clock | None = None) -> Services:
    """Build the real set of services on an open, migrated database.

    Raises:
        CannotStart: see ``open_database``.
    """
    clock = clock or SystemClock()
    settings = with_secret_key(settings)
    db = await open_database(settings, clock)
    try:
        sealer = Sealer(settings.secret_key)
        return Services(
            settings=settings,
            clock=clock,
            db=db,
            accounts=Resources(
                db,
                sealer,
                {
                    "account_sid": settings.twilio_account_sid,
                    "auth_token": settings.twilio_auth_token,
                },
            ),
            channels=build_channels(settings),
            model=build_model(settings, clock),
            bell=Bell(),
            live=Live(),
            sealer=sealer,
            library=Library(settings.data_dir),
            vectors=build_vectors(db),
            embedders=build_embedders(settings),
            mailer=build_mailer(settings),
        )
    except BaseException:
        # Its threads would keep the process from ending.
        await db.close()
        raise


def run_once(settings: Settings, use: Callable[[Services], Awaitable[T]]) -> T:
    """Build the services, use them once and close them; for commands beside a running server.

    Raises:
        CannotStart: see ``open_database``; and whatever ``use`` raises.
    """

    async def run() -> T:
        services = await build(settings)
        try:
            return await use(services)
        finally:
            await services.db.close()

    return asyncio.run(run())
