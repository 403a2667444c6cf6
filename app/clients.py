"""What the command line does with clients; every function returns what is to be printed."""

from __future__ import annotations

import asyncio
import tomllib
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from app.clock import at
from app.domain.presets import PRESET_WORDS, preset_settings
from app.domain.tenant import ChannelAccount, ChannelKind, Tenant
from app.errors import Conflict, Invalid, NotFound
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


@dataclass(frozen=True, slots=True)
class Wish:
    """A client to be: ``preset`` names what it starts from, None nothing."""

    name: str
    preset: str | None
    zone: str
    country: str
    languages: tuple[str, ...]


async def new(services: Services, wish: Wish) -> str:
    """Create a client without channels, and say what comes next.

    Raises:
        Conflict: there is a client of this name.
        Invalid: the name, preset, zone, country or a language is wrong; all are named.
    """
    document = {
        "name": wish.name,
        "zone": wish.zone,
        "country": wish.country,
        "languages": list(wish.languages),
    }
    if wish.preset is not None:
        document["preset"] = wish.preset
    name = " ".join(wish.name.split())
    if await services.db.read(tenants.tenant_by_name, name) is not None:
        raise Conflict(f"There is a client named {name} already.")
    made = await put_tenant(services, document)
    return "\n".join(
        (
            *_lines(services, made.tenant, made.channels),
            f"Its profile: {services.settings.public_url}/assistant?client={made.tenant.id}",
            "Its channels: write them into a file with this name, then leadline client put FILE.",
        )
    )


def presets() -> str:
    """Return the presets with what they ask."""
    width = max(map(len, PRESET_WORDS))
    rows = []
    for key, word in PRESET_WORDS.items():
        asked = ", ".join(one.label.lower() for one in preset_settings(key).profile.criteria)
        rows.append(f"{key:<{width}}  {word}: {asked}")
    return "\n".join(rows)


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


async def create_key(services: Services, client: str, name: str, scopes: str) -> str:
    """Make a key for programs of a client; it is shown this once."""
    tenant = await client_named(services, client)
    _, secret = await api_keys.create_key(services, tenant.id, name, scopes)
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
