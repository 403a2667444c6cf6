"""A client as a document: name, profile, questions, FAQs, channels; made or brought up to date.

The document is what ``leadline client put FILE`` reads (TOML) and what the demo and the bench
use. The name is the identity: put twice, nothing doubles; channels are matched by kind and address.
A channel that was paused for its credentials runs again with those of the document.
Every mistake is reported at once, with the key it is at.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from app.domain.document import read_tenant
from app.domain.knowledge import Base
from app.domain.tenant import ChannelAccount, Faq, Tenant
from app.flows.publish import publish
from app.ids import new_id, new_key
from app.sealing import Sealer
from app.services import Services
from app.store import bases, faqs, outbox, tenants
from app.store.db import Tx

# The base that holds what stands in the client's document, and nothing else.
_FILE = "file"
_BASE_NAME = "Client file"


@dataclass(frozen=True, slots=True)
class Put:
    """What was written: the tenant and its channels, with their keys."""

    tenant: Tenant
    channels: tuple[ChannelAccount, ...]


async def put_tenant(services: Services, document: Mapping[str, Any]) -> Put:
    """Create a tenant from a document, or bring the one of that name up to date.

    Raises:
        Invalid: the document has mistakes; the message lists them all.
    """
    tenant, said, channels = read_tenant(document)
    put = await services.db.write(
        _put, services.sealer, tenant, said, channels, services.clock.now_ms()
    )
    services.accounts.clear()
    await publish(services, put.tenant.id)
    return put


def _put(
    tx: Tx,
    sealer: Sealer,
    wanted: Tenant,
    said: Sequence[Faq],
    channels: Sequence[ChannelAccount],
    now_ms: int,
) -> Put:
    known = tenants.tenant_by_name(tx, wanted.name)
    tenant_id = known.id if known else new_id()
    tenant = _with_id(wanted, tenant_id)
    tenants.put_tenant(tx, tenant, now_ms)
    _put_faqs(tx, tenant_id, said, now_ms)
    present = {
        (account.kind, account.address): account
        for account, _ in tenants.channels_of(tx, tenant_id)
    }
    placed = [
        _placed(account, tenant_id, present.get((account.kind, account.address)))
        for account in channels
    ]
    by_name = {
        str(account.settings.get("name") or account.kind.value): account for account in placed
    }
    written = []
    for account in placed:
        through = by_name.get(str(account.settings.get("reply_through") or ""))
        if through is not None:
            account.settings["reply_channel_id"] = through.id
        sealed = sealer.seal(tenant_id, account.credentials)
        tenants.put_channel(tx, account, sealed, now_ms)
        if tenants.resume_channel(tx, tenant_id, account.id):
            outbox.release_channel(tx, tenant_id, account.id, now_ms)
        written.append(account)
    return Put(tenant, tuple(written))


def _put_faqs(tx: Tx, tenant_id: str, said: Sequence[Faq], now_ms: int) -> None:
    """Make the document's FAQs those of the base kept for it; other bases are left alone."""
    base = next((one for one in bases.bases_of(tx, tenant_id) if one.origin == _FILE), None)
    if base is None:
        if not said:
            return
        base = Base(new_id(), tenant_id, _BASE_NAME, origin=_FILE)
        bases.put_base(tx, base, now_ms)
    wanted = [
        replace(faq, id=f"{tenant_id[-6:]}-{number:04d}", base_id=base.id)
        for number, faq in enumerate(said, 1)
    ]
    if faqs.replace_faqs(tx, tenant_id, base.id, wanted, now_ms):
        bases.note_change(tx, tenant_id, now_ms)


def _with_id(tenant: Tenant, tenant_id: str) -> Tenant:
    return Tenant(
        id=tenant_id,
        name=tenant.name,
        zone=tenant.zone,
        country=tenant.country,
        languages=tenant.languages,
        mode=tenant.mode,
        profile=tenant.profile,
        budget_microusd=tenant.budget_microusd,
    )


def _placed(
    account: ChannelAccount, tenant_id: str, known: ChannelAccount | None
) -> ChannelAccount:
    return ChannelAccount(
        id=known.id if known else new_id(),
        tenant_id=tenant_id,
        kind=account.kind,
        key=known.key if known else account.key or new_key(),
        address=account.address,
        credentials=account.credentials,
        settings=dict(account.settings),
    )
