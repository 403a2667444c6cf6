"""A client as a document: name, profile, questions, FAQs, channels; made or brought up to date.

The document is what ``leadline client put FILE`` reads (TOML) and what the demo and the bench
use. The name is the identity: put twice, nothing doubles; channels are matched by kind and address.
A channel that was paused for its credentials runs again with those of the document.
Every mistake is reported at once, with the key it is at. What differs from the profile in force is
a new version of it, so that an edit of the dashboard that the document undoes can be brought back;
a document that says nothing of the profile (channels alone, say) leaves it as it is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from app.domain.document import read_tenant
from app.domain.document_settings import SETTINGS_KEYS
from app.domain.knowledge import Base
from app.domain.profile import settings_of
from app.domain.tenant import ChannelAccount, Faq, Tenant
from app.flows.announce import announce_for
from app.flows.publish import publish
from app.flows.rescore import rescore_all, scores_alike
from app.ids import new_id, new_key
from app.sealing import Sealer
from app.services import Services
from app.store import bases, faqs, outbox, profiles, tenants
from app.store.db import Tx
from app.store.profiles import PUBLISHED, Version

# The base that holds what stands in the client's document, and nothing else.
_FILE = "file"
_BASE_NAME = "Client file"
_NOTE = "client file"
# What is edited elsewhere too, and stays as it is when the document does not say it.
_KEPT = ("budget_tokens", "budget_period", "country", "is_paused")


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
    kept = tuple(name for name in _KEPT if name not in document)
    if not (SETTINGS_KEYS | {"preset"}) & set(document):
        kept = (*kept, "zone", "languages", "mode", "profile")
    put, moves_scores = await services.db.write(_put, services, tenant, said, channels, kept)
    services.accounts.clear()
    if moves_scores:
        await rescore_all(services, put.tenant.id)
    await publish(services, put.tenant.id)
    return put


def _put(
    tx: Tx,
    services: Services,
    wanted: Tenant,
    said: Sequence[Faq],
    channels: Sequence[ChannelAccount],
    kept: Sequence[str],
) -> tuple[Put, bool]:
    """Write everything; return it, and whether leads of before get other scores by it."""
    now_ms = services.clock.now_ms()
    former = tenants.tenant_by_name(tx, wanted.name)
    tenant = _put_profile(tx, services, wanted, kept, now_ms)
    tenant_id = tenant.id
    _put_faqs(tx, tenant_id, said, now_ms)
    put = Put(tenant, put_channels(tx, services.sealer, tenant_id, channels, now_ms))
    return put, former is not None and not scores_alike(former.profile, tenant.profile)


def _put_profile(
    tx: Tx, services: Services, wanted: Tenant, kept: Sequence[str], now_ms: int
) -> Tenant:
    """Write the tenant; what is different of its profile is a new version."""
    known = tenants.tenant_by_name(tx, wanted.name)
    if known is None:
        made = replace(wanted, id=new_id())
        tenants.put_tenant(tx, made, now_ms)
        _note_version(tx, services, made, now_ms)
        return made
    known = profiles.lock_tenant(tx, known.id) or known
    profiles.keep_current(tx, known, settings_of(known), now_ms)
    number = profiles.next_number(tx, known.id)
    same = {name: getattr(known, name) for name in kept}
    made = replace(wanted, id=known.id, **same)
    is_new = settings_of(made) != settings_of(known)
    version = number if is_new else known.profile_version
    made = replace(made, profile_version=version)
    tenants.put_tenant(tx, made, now_ms)
    # Drafts take numbers too, so counting up from the last one in force is not enough.
    profiles.put_in_force(tx, made.id, settings_of(made), version)
    if is_new:
        _note_version(tx, services, made, now_ms)
    return made


def _note_version(tx: Tx, services: Services, tenant: Tenant, now_ms: int) -> None:
    row = Version(
        tenant.id, tenant.profile_version, PUBLISHED, settings_of(tenant), _NOTE, at_ms=now_ms
    )
    profiles.insert_version(tx, row)
    announce_for(tx, services, tenant.id, "profile_published", version=row.version)


def put_channels(
    tx: Tx, sealer: Sealer, tenant_id: str, channels: Sequence[ChannelAccount], now_ms: int
) -> tuple[ChannelAccount, ...]:
    """Write channels with their credentials sealed; one of the same kind and address is replaced.

    One that was paused runs again: its credentials are new.
    """
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
    return tuple(written)


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
