"""A channel is connected, or given other credentials, from the dashboard.

What is written is sealed with the client's own key and never shown again: a field left empty keeps
what there is. A channel that was paused for its credentials runs again.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from app.domain.audit import Actor
from app.domain.tenant import ChannelAccount, ChannelKind
from app.errors import Conflict, NotFound, Unprocessable
from app.flows.manage_tenant import put_channels
from app.services import Services
from app.store import audit, clients, tenants
from app.store.db import Tx

BY_NUMBER = (ChannelKind.SMS, ChannelKind.WHATSAPP)
MOST_CHANNELS = 50
_NUMBER = re.compile(r"\+[1-9]\d{6,14}\Z")
_SID = re.compile(r"AC[0-9a-fA-F]{32}\Z")
_TOKEN = re.compile(r"[\x21-\x7e]{8,128}\Z")
_ORIGIN = re.compile(r"https?://[A-Za-z0-9.-]+(?::\d{1,5})?\Z")
_MOST_ORIGINS = 20
_SPACE = re.compile(r"[\s().-]")


@dataclass(frozen=True, slots=True)
class Wish:
    """A channel to be. ``account_sid`` and ``auth_token`` empty: the agency's own account, or, of
    a channel there is, what it has. ``origins``: the web pages a widget or form may stand on."""

    kind: ChannelKind
    address: str = ""
    account_sid: str = ""
    auth_token: str = field(default="", repr=False)
    origins: tuple[str, ...] = ()


async def connect_channel(
    services: Services,
    actor: Actor,
    tenant_id: str,
    wish: Wish,
    channel_id: str = "",
    *,
    is_agency: bool = False,
) -> str:
    """Connect a channel, or change the one of an id; return its id.

    Args:
        is_agency: who asks may connect numbers of the agency's own account. Nobody else may: every
            number of every client can stand in it, and whoever has one sends in its name.

    Raises:
        Unprocessable: it has mistakes; ``fields`` has them by field.
        Conflict: the client has such a channel already, or too many.
        NotFound: there is no such client or channel.
    """
    checked = _checked(wish, is_new=not channel_id, is_agency=is_agency)
    made = await services.db.write(_connect, services, actor, tenant_id, checked, channel_id)
    services.accounts.clear()
    return made


def _connect(
    tx: Tx, services: Services, actor: Actor, tenant_id: str, wish: Wish, channel_id: str
) -> str:
    if tenants.tenant_by_id(tx, tenant_id) is None:
        raise NotFound("There is no such client.")
    known = {
        account.id: (account, sealed) for account, sealed in tenants.channels_of(tx, tenant_id)
    }
    credentials: dict[str, str] = {}
    settings: dict[str, object] = {}
    if channel_id:
        if channel_id not in known or known[channel_id][0].kind is not wish.kind:
            raise NotFound("There is no such channel.")
        account, sealed = known[channel_id]
        credentials = services.sealer.open(tenant_id, sealed)
        settings = dict(account.settings)
        # The number is what makes it the same channel; another number is another channel.
        wish = replace(wish, address=account.address)
    elif len(known) >= MOST_CHANNELS:
        raise Conflict("There are too many channels already.")
    elif any((one.kind, one.address) == (wish.kind, wish.address) for one, _ in known.values()):
        raise Conflict("The client has this channel already; change it there.")
    given = {"account_sid": wish.account_sid, "auth_token": wish.auth_token}
    credentials |= {name: value for name, value in given.items() if value}
    if wish.kind not in BY_NUMBER:
        settings["origins"] = list(wish.origins)
    if wish.kind is ChannelKind.WEB_FORM and "reply_channel_id" not in settings:
        sms = next((one.id for one, _ in known.values() if one.kind is ChannelKind.SMS), None)
        settings |= {"reply_channel_id": sms} if sms else {}
    wanted = ChannelAccount("", tenant_id, wish.kind, "", wish.address, credentials, settings)
    (made,) = put_channels(tx, services.sealer, tenant_id, [wanted], services.clock.now_ms())
    # What the last test said is true of the former credentials only.
    clients.drop_test(tx, tenant_id, made.id)
    _note(tx, services, actor, made, is_new=not channel_id, has_token=bool(wish.auth_token))
    return made.id


def _note(
    tx: Tx,
    services: Services,
    actor: Actor,
    made: ChannelAccount,
    *,
    is_new: bool,
    has_token: bool,
) -> None:
    action = "channel_connected" if is_new else "channel_changed"
    latter = {"kind": made.kind.value, "credentials": "new" if has_token else "kept"}
    now = services.clock.now_ms()
    audit.note(tx, actor, now, made.tenant_id, action, ("channel", made.id), None, latter)


def _checked(wish: Wish, *, is_new: bool, is_agency: bool) -> Wish:
    found: dict[str, str] = {}
    address = _SPACE.sub("", wish.address)
    if wish.kind in BY_NUMBER:
        if is_new and not _NUMBER.match(address):
            found["address"] = "Write the number in full, such as +15550001111."
        if wish.account_sid and not _SID.match(wish.account_sid):
            found["account_sid"] = "An account SID is AC and 32 letters and digits."
        if wish.auth_token and not _TOKEN.match(wish.auth_token):
            found["auth_token"] = "This cannot be an auth token."
        elif is_new and not is_agency and not (wish.account_sid and wish.auth_token):
            found["auth_token"] = "Write SID and token of your own Twilio account."
    elif wish.kind is ChannelKind.EMAIL:
        found["kind"] = "This channel cannot be connected yet."
    else:
        address = ""
        if len(wish.origins) > _MOST_ORIGINS or not all(map(_ORIGIN.match, wish.origins)):
            found["origins"] = "Write addresses such as https://www.example.com, one a line."
    if found:
        raise Unprocessable("; ".join(found.values()), fields=found)
    return replace(wish, address=address)


def masked(credentials: Mapping[str, str], name: str) -> str:
    """Return the end of a credential, enough to tell it from another and no more."""
    value = credentials.get(name, "")
    return f"…{value[-4:]}" if len(value) >= 12 else "…" if value else ""
