"""What the command line does with clients; every function returns what is to be printed."""

from __future__ import annotations

import asyncio
import tomllib
from pathlib import Path

from app.domain.tenant import ChannelAccount, ChannelKind, Tenant
from app.errors import Invalid
from app.flows.manage_tenant import put_tenant
from app.services import Services
from app.store import tenants
from app.store.db import Tx

_PATHS = {
    ChannelKind.SMS: "/webhooks/twilio/{key}",
    ChannelKind.WHATSAPP: "/webhooks/twilio/{key}",
    ChannelKind.WEB_FORM: "/forms/{key}",
}


async def put(services: Services, file: Path) -> str:
    """Create the client of a document, or bring it up to date.

    Raises:
        Invalid: the file is no TOML, or the document has mistakes; all are named.
    """
    try:
        document = tomllib.loads(await asyncio.to_thread(file.read_text, "utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Invalid(f"{file.name} is not valid TOML: {error}.") from error
    made = await put_tenant(services, document)
    return "\n".join(_lines(services, made.tenant, made.channels))


async def listed(services: Services) -> str:
    """Return every client with its channels."""
    found = await services.db.read(_all)
    if not found:
        return "No clients yet. Add one with: leadline client put FILE"
    return "\n".join(
        line for tenant, accounts in found for line in _lines(services, tenant, accounts)
    )


def _all(tx: Tx) -> list[tuple[Tenant, list[ChannelAccount]]]:
    return [
        (tenant, [account for account, _ in tenants.channels_of(tx, tenant.id)])
        for tenant in tenants.all_tenants(tx)
    ]


def _lines(
    services: Services, tenant: Tenant, accounts: tuple[ChannelAccount, ...] | list[ChannelAccount]
) -> list[str]:
    lines = [f"{tenant.name}  ({tenant.id})"]
    for account in accounts:
        state = f"  {_paused(account)}" if account.is_paused else ""
        lines.append(
            f"  {account.kind.value:<9} {account.address:<16} {_reach(services, account)}{state}"
        )
    return lines


def _paused(account: ChannelAccount) -> str:
    return f"paused: {account.pause_reason} Mend it, then put the client again."


def _reach(services: Services, account: ChannelAccount) -> str:
    """Return where the channel is reached: what is entered at the provider, or on the web page."""
    base = services.settings.public_url
    if account.kind is ChannelKind.WEB_CHAT:
        return f'<script src="{base}/widget.js" data-key="{account.key}"></script>'
    path = _PATHS.get(account.kind)
    return base + path.format(key=account.key) if path else "not reachable in this version"
