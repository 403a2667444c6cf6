"""A client's index is made anew and takes the old one's place.

Claimed by lease on the index's row; the old index answers until one unit of work swaps everything:
the number of the image, the staged chunks, the vectors in use. A crash before that leaves the old
index; the next sweep begins again. That unit writes what changed and reads nothing of the rest:
while it has the writer, no lead's message is taken in.

Vectors are kept by content: what was embedded before is not embedded again. While an embedder does
not answer, the new index is published without vectors and made again later: keyword search is
good alone, and fresh words are better than old ones.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass

from app.domain.knowledge import Passage, tokens_in
from app.domain.tenant import Tenant
from app.errors import LeadlineError, NotFound, StoreUnavailable
from app.flows.drop_vectors import drop_vectors
from app.flows.embed import embed_missing
from app.flows.search import embedder_of, part_of
from app.ids import new_id
from app.library import entry_of
from app.log import get_logger
from app.queue import Queue
from app.services import Services
from app.store import bases, events, groundings, passages, tenants
from app.store.bases import IndexRow
from app.store.db import Tx
from vectors.base import Entry

log = get_logger("publish")

_LEASE_MS = 120_000
_RETRY_MS = 5_000
_AGAIN = "The index could not be made just now; it is tried again."
_VECTORS_LATER_MS = 300_000
_SLOWEST_RETRY_MS = 600_000


async def publish(services: Services, tenant_id: str) -> bool:
    """Publish what changed; False when nothing is wanted or somebody else is at it.

    Raises:
        StoreUnavailable: nothing was swapped; the old index answers.
    """
    owner, now = new_id(), services.clock.now_ms()
    try:
        claimed = await services.db.write(bases.claim_index, tenant_id, owner, now, now + _LEASE_MS)
        if claimed is None:
            return False
        await _try(services, claimed)
    except asyncio.CancelledError:
        # Whoever asked has gone; the next sweep does not wait for the lease to run out.
        now = services.clock.now_ms()
        with suppress(StoreUnavailable):
            await services.db.write(bases.give_back_index, tenant_id, owner, now, "")
        services.bell.ring(Queue.PUBLISH, tenant_id)
        raise
    return True


async def _try(services: Services, claimed: IndexRow) -> None:
    """Publish, or let go of the index for a while that grows with each failure."""
    tenant_id = claimed.tenant_id
    try:
        await _publish(services, claimed)
    except Exception as error:
        delay_ms = min(_RETRY_MS * 2 ** min(claimed.attempts, 8), _SLOWEST_RETRY_MS)
        due_at, owner = services.clock.now_ms() + delay_ms, claimed.lease_owner
        await services.db.write(bases.give_back_index, tenant_id, owner, due_at, _AGAIN)
        if isinstance(error, LeadlineError):
            raise
        log.exception("publish_failed", tenant_id=tenant_id)


async def _publish(services: Services, claimed: IndexRow) -> None:
    tenant_id = claimed.tenant_id
    tenant, everything, staged = await services.db.read(_read, tenant_id)
    made = await asyncio.to_thread(_made, everything)
    is_large = made.tokens > tenant.inline_tokens
    async with _kept(services, claimed):
        part = await _vectors(services, claimed, everything) if is_large else ""
        await services.library.build(tenant_id, claimed.wanted, made.entries)
        await drop_vectors(services, claimed, part, made.keys, is_large)
        stale = await services.db.read(groundings.keys_standing, tenant_id) - made.keys
        is_swapped = await services.db.write(
            _swap, services, claimed, staged, made, part, is_large, stale
        )
    services.accounts.clear()
    if not is_swapped:
        return
    services.library.forget(tenant_id, keep=claimed.wanted)
    for document_id, version in staged:
        # Not in the swap: of a large document it takes as long as everything else together.
        await services.db.write(passages.drop_old, tenant_id, document_id, version)


def _read(tx: Tx, tenant_id: str) -> tuple[Tenant, list[Passage], list[tuple[str, int]]]:
    tenant = tenants.tenant_by_id(tx, tenant_id)
    if tenant is None:
        raise NotFound("There is no such client.")
    return tenant, *passages.next_passages(tx, tenant_id)


@dataclass(frozen=True, slots=True)
class _Made:
    """What an index is made of: its entries, their content keys, and their size in a prompt."""

    entries: list[Entry]
    keys: set[str]
    tokens: int


def _made(everything: list[Passage]) -> _Made:
    entries = [entry_of(one) for one in everything]
    return _Made(entries, {one.key for one in everything}, tokens_in(everything))


@asynccontextmanager
async def _kept(services: Services, claimed: IndexRow) -> AsyncIterator[None]:
    """Keep the lease of a claimed index: a large one takes longer to make than a lease lasts."""

    async def keep() -> None:
        while True:
            await asyncio.sleep(_LEASE_MS / 3000)
            until = services.clock.now_ms() + _LEASE_MS
            with suppress(StoreUnavailable):
                await services.db.write(
                    bases.keep_index, claimed.tenant_id, claimed.lease_owner, until
                )

    keeping = asyncio.create_task(keep())
    try:
        yield
    finally:
        keeping.cancel()


async def _vectors(services: Services, claimed: IndexRow, everything: list[Passage]) -> str:
    """Return the name of the vectors the new index may use: complete ones, or none."""
    if services.vectors is None or not services.embedders or not everything:
        return ""
    wanted = services.embedders[0]
    if await embed_missing(services, claimed, wanted, everything):
        return part_of(claimed.tenant_id, wanted)
    # While another embedder's vectors are being made, the old ones serve, if they are complete.
    old = embedder_of(services.embedders[1:], claimed.part)
    if old is not None and await embed_missing(services, claimed, old, everything):
        return claimed.part
    return ""


def _swap(
    tx: Tx,
    services: Services,
    claimed: IndexRow,
    staged: list[tuple[str, int]],
    made: _Made,
    part: str,
    is_large: bool,
    stale: set[str],
) -> bool:
    """Let the new index answer; whatever took long was found out before."""
    now, tenant_id = services.clock.now_ms(), claimed.tenant_id
    entries = len(made.entries)
    if not bases.publish_index(tx, claimed, entries, made.tokens, part, now):
        return False
    passages.swap(tx, tenant_id, staged, now)
    groundings.note_stale(tx, tenant_id, stale, now)
    _want_again(tx, services, claimed, part, is_large, now)
    event = events.record(tx, tenant_id, "knowledge_published", None, now, entries=entries)
    tx.after_commit(
        lambda: services.live.publish(tenant_id, event.id, event.kind, None, event.data)
    )
    return True


def _want_again(
    tx: Tx, services: Services, claimed: IndexRow, part: str, is_large: bool, now: int
) -> None:
    """Come back later when the wanted vectors were not complete; at once when more changed."""
    tenant_id, embedders = claimed.tenant_id, services.embedders
    wants_vectors = services.vectors is not None and embedders and is_large
    if wants_vectors and part != part_of(tenant_id, embedders[0]):
        bases.note_change(tx, tenant_id, now + _VECTORS_LATER_MS)
    index = bases.index_of(tx, tenant_id)
    if index.wanted > claimed.wanted:
        delay_s = max(0, index.due_at - now) / 1000
        tx.after_commit(lambda: services.bell.ring(Queue.PUBLISH, tenant_id, delay_s))
