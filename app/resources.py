"""Tenants and channel accounts, kept in memory because every message needs them.

Entries live ten seconds at most, so a change made by another process is seen soon; a change made
here clears them at once. Credentials are unsealed on the way in and exist only in memory.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Generic, TypeVar

from app.domain.calibration import Calibration
from app.domain.knowledge import Base, Passage, tokens_in
from app.domain.tenant import ChannelAccount, ChannelKind, Tenant
from app.errors import NotFound
from app.sealing import Sealer
from app.store import bases, outcomes, passages, tenants
from app.store.bases import IndexRow
from app.store.db import Database, Tx

T = TypeVar("T")
_LIVES_S = 10.0
_MAX_ENTRIES = 10_000
_BY_TWILIO = (ChannelKind.SMS, ChannelKind.WHATSAPP)


class _Shelf(Generic[T]):
    """A small cache with an age limit. Unknown keys are not remembered: anybody can invent them."""

    def __init__(self) -> None:
        self._kept: dict[str, tuple[float, T]] = {}

    def get(self, key: str) -> T | None:
        found = self._kept.get(key)
        if found is None or found[0] < time.monotonic():
            return None
        return found[1]

    def put(self, key: str, value: T) -> None:
        if len(self._kept) >= _MAX_ENTRIES:
            self._kept.clear()
        self._kept[key] = (time.monotonic() + _LIVES_S, value)

    def clear(self) -> None:
        self._kept.clear()


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What a turn needs of its tenant: the profile, the bases, and the index that answers.

    ``passages`` is everything the client knows, in a stable order, when it is little enough to go
    whole into a prompt (``is_whole``); else it is empty and a turn searches. ``other_names`` are
    the other clients' names: the guard lets none of them out.
    """

    tenant: Tenant
    bases: tuple[Base, ...]
    index: IndexRow
    passages: tuple[Passage, ...] = ()
    is_whole: bool = True
    other_names: tuple[str, ...] = ()
    calibration: Calibration = field(default_factory=Calibration)

    def groups_on(self, channel: str) -> frozenset[str]:
        """Return the ids of the bases that answer on a channel kind; with "" on any."""
        return frozenset(base.id for base in self.bases if base.answers_on(channel))

    def passages_on(self, channel: str) -> tuple[Passage, ...]:
        """Return the passages that may answer on a channel kind, in their stable order."""
        groups = self.groups_on(channel)
        return tuple(one for one in self.passages if one.base_id in groups)


class Resources:
    """Reads tenants and accounts through the caches."""

    def __init__(
        self, db: Database, sealer: Sealer, twilio: Mapping[str, str] | None = None
    ) -> None:
        """Take ``twilio`` as the agency's own account, for channels that name none."""
        self._db = db
        self._sealer = sealer
        self._twilio = dict(twilio or {})
        self._by_key: _Shelf[ChannelAccount] = _Shelf()
        self._by_id: _Shelf[ChannelAccount] = _Shelf()
        self._knowledge: _Shelf[Knowledge] = _Shelf()
        # Rises with every edit of this process.
        self._edition = 0

    async def by_key(self, key: str) -> ChannelAccount:
        """Return the channel account of a webhook's path.

        Raises:
            NotFound: no channel has this key.
        """
        account = self._by_key.get(key)
        if account is None:
            account = self._open(await self._db.read(tenants.channel_by_key, key))
            _keep(self._by_key, key, account)
        return account

    async def account(self, channel_id: str) -> ChannelAccount:
        """Return a channel account by its id.

        Raises:
            NotFound: it was deleted.
        """
        account = self._by_id.get(channel_id)
        if account is None:
            account = self._open(await self._db.read(tenants.channel_by_id, channel_id))
            _keep(self._by_id, channel_id, account)
        return account

    async def knowledge(self, tenant_id: str) -> Knowledge:
        """Return a tenant and what it knows.

        Raises:
            NotFound: it was deleted.
        """
        knowledge = self._knowledge.get(tenant_id)
        if knowledge is None:
            knowledge = await self.newest(tenant_id)
        return knowledge

    async def newest(self, tenant_id: str) -> Knowledge:
        """Return what a tenant knows as it is now: another process may have published.

        Raises:
            NotFound: it was deleted.
        """
        edition = self._edition
        knowledge = await self._db.read(_knowledge, tenant_id)
        if edition == self._edition:
            # What was read before an edit must not come back after it.
            self._knowledge.put(tenant_id, knowledge)
        return knowledge

    def clear(self) -> None:
        """Forget everything: something was edited."""
        self._edition += 1
        self._by_key.clear()
        self._by_id.clear()
        self._knowledge.clear()

    def _open(self, found: tuple[ChannelAccount, str] | None) -> ChannelAccount:
        if found is None:
            raise NotFound("There is no such channel.")
        account, sealed = found
        credentials = self._sealer.open(account.tenant_id, sealed)
        if account.kind in _BY_TWILIO and not credentials.get("auth_token"):
            credentials = {**self._twilio, **credentials}
        return replace(account, credentials=credentials)


def _keep(shelf: _Shelf[ChannelAccount], key: str, account: ChannelAccount) -> None:
    """Remember an account, unless it is paused: another process may mend it at any moment."""
    if not account.is_paused:
        shelf.put(key, account)


def _knowledge(tx: Tx, tenant_id: str) -> Knowledge:
    tenant = tenants.tenant_by_id(tx, tenant_id)
    if tenant is None:
        raise NotFound("There is no such client.")
    index = bases.index_of(tx, tenant_id)
    everything: list[Passage] = []
    is_whole = index.tokens <= tenant.inline_tokens
    if is_whole:
        everything = passages.live_passages(tx, tenant_id)
        # The figure of the index is as old as the index; what is read now decides.
        is_whole = tokens_in(everything) <= tenant.inline_tokens
    return Knowledge(
        tenant,
        tuple(bases.bases_of(tx, tenant_id)),
        index,
        tuple(everything) if is_whole else (),
        is_whole,
        _other_names(tx, tenant),
        outcomes.calibration_of(tx, tenant_id)
        or outcomes.calibration_of(tx, outcomes.ALL)
        or Calibration(),
    )


def _other_names(tx: Tx, tenant: Tenant) -> tuple[str, ...]:
    """Return the other clients' names that this client's profile does not hold.

    "Harbour" may be a client, and a word of another client's own texts, which it may always say;
    whether its knowledge holds it is looked at when a reply says it.
    """
    profile = tenant.profile
    own = "\n".join((tenant.name, profile.about, profile.scope)).casefold()
    return tuple(name for name in tenants.other_names(tx, tenant.id) if name.casefold() not in own)
