"""What the command line does with clients; every function returns what is to be printed."""

from __future__ import annotations

import asyncio
import tomllib
from difflib import get_close_matches
from pathlib import Path

from app.clock import at
from app.domain.tenant import ChannelAccount, ChannelKind, Tenant
from app.errors import Invalid, NotFound
from app.flows import api_keys
from app.flows.manage_tenant import put_tenant
from app.services import Services
from app.store import tenants
from app.store.api_keys import ApiKey, keys_of
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


async def client_named(services: Services, wanted: str) -> Tenant:
    """Return the client of an id or a name, whatever its case.

    Raises:
        NotFound: there is none; the message names those that are nearly called so.
    """
    known = await services.db.read(tenants.all_tenants)
    folded = wanted.strip().casefold()
    for tenant in known:
        if wanted.strip() == tenant.id or folded == tenant.name.casefold():
            return tenant
    names = {tenant.name.casefold(): tenant.name for tenant in known}
    near = [names[one] for one in get_close_matches(folded, names, 3, 0.5)]
    near += [name for one, name in names.items() if folded and folded in one and name not in near]
    hint = f" Did you mean {', or '.join(near[:3])}?" if near else " See: leadline client list"
    raise NotFound(f"There is no client named {wanted}.{hint}")


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


async def create_key(services: Services, client: str, name: str) -> str:
    """Make a key for programs of a client; it is shown this once."""
    tenant = await client_named(services, client)
    _, secret = await api_keys.create_key(services, tenant.id, name)
    return secret


async def listed_keys(services: Services, client: str) -> str:
    """Return a client's keys, without the keys themselves."""
    tenant = await client_named(services, client)
    found = await services.db.read(keys_of, tenant.id)
    if not found:
        return f"{tenant.name} has no keys. Make one with: leadline client key create"
    return "\n".join(_key_line(one) for one in found)


def _key_line(one: ApiKey) -> str:
    used = f"used {at(one.used_at):%Y-%m-%d %H:%M} UTC" if one.used_at else "never used"
    state = f"revoked {at(one.revoked_at):%Y-%m-%d}" if one.revoked_at else used
    return f"{one.id}  …{one.hint}  {one.name}  {state}"


async def revoke_key(services: Services, client: str, key_id: str) -> str:
    """End a key of a client at once."""
    tenant = await client_named(services, client)
    await api_keys.revoke_key(services, tenant.id, key_id)
    return "The key is revoked: the next request with it is refused."
