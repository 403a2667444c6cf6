"""A client's index is made anew and takes the old one's place.

Claimed by lease on the index's row; the old index answers until one unit of work swaps everything:
the number of the image, the staged chunks, the vectors in use. A crash before that leaves the old
index; the next sweep begins again.

Vectors are kept by content: what was embedded before is not embedded again. While an embedder does
not answer, the new index is published without vectors and made again later: keyword search is
good alone, and fresh words are better than old ones.
"""

from __future__ import annotations

from app.domain.knowledge import Passage, tokens_in
from app.errors import LeadlineError
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

log = get_logger("publish")

_LEASE_MS = 120_000
_RETRY_MS = 5_000
_VECTORS_LATER_MS = 300_000
_SLOWEST_RETRY_MS = 600_000


async def publish(services: Services, tenant_id: str) -> bool:
    """Publish what changed; False when nothing is wanted or somebody else is at it.

    Raises:
        StoreUnavailable: nothing was swapped; the old index answers.
    """
    owner, now = new_id(), services.clock.now_ms()
    claimed = await services.db.write(bases.claim_index, tenant_id, owner, now, now + _LEASE_MS)
    if claimed is None:
        return False
    try:
        await _publish(services, claimed)
    except Exception as error:
        delay_ms = min(_RETRY_MS * 2 ** min(claimed.attempts, 8), _SLOWEST_RETRY_MS)
        due_at = services.clock.now_ms() + delay_ms
        await services.db.write(
            bases.give_back_index, tenant_id, owner, due_at, type(error).__name__
        )
        if isinstance(error, LeadlineError):
            raise
        log.exception("publish_failed", tenant_id=tenant_id)
    return True


async def _publish(services: Services, claimed: IndexRow) -> None:
    tenant_id = claimed.tenant_id
    everything, staged = await services.db.read(passages.next_passages, tenant_id)
    part = await _vectors(services, claimed, everything)
    entries = [entry_of(one) for one in everything]
    await services.library.build(tenant_id, claimed.wanted, entries)
    tokens = tokens_in(everything)
    is_swapped = await services.db.write(
        _swap, services, claimed, staged, len(entries), tokens, part
    )
    services.accounts.clear()
    if not is_swapped:
        return
    services.library.forget(tenant_id, keep=claimed.wanted)


async def _vectors(services: Services, claimed: IndexRow, everything: list[Passage]) -> str:
    """Return the name of the vectors the new index may use: complete ones, or none.

    Knowledge that goes whole into a prompt needs none: nothing of it has to be found.
    """
    if services.vectors is None or not services.embedders or not everything:
        return ""
    tenant = (await services.accounts.knowledge(claimed.tenant_id)).tenant
    if tokens_in(everything) <= tenant.inline_tokens:
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
    entries: int,
    tokens: int,
    part: str,
) -> bool:
    now, tenant_id = services.clock.now_ms(), claimed.tenant_id
    if not bases.publish_index(tx, claimed, entries, tokens, part, now):
        return False
    passages.swap(tx, tenant_id, staged, now)
    used = passages.keys_in_use(tx, tenant_id)
    groundings.note_stale(tx, tenant_id, groundings.keys_standing(tx, tenant_id) - used, now)
    _drop_vectors(tx, services, claimed, part, used)
    _want_again(tx, services, claimed, part, now)
    event = events.record(tx, tenant_id, "knowledge_published", None, now, entries=entries)
    tx.after_commit(
        lambda: services.live.publish(tenant_id, event.id, event.kind, None, event.data)
    )
    return True


def _drop_vectors(tx: Tx, services: Services, claimed: IndexRow, part: str, used: set[str]) -> None:
    """Delete vectors of content that is gone, and those nobody will ask any more.

    Those of the wanted embedder stay while they are being made, even if they do not count yet.
    """
    store = services.vectors
    if store is None:
        return
    wanted = part_of(claimed.tenant_id, services.embedders[0]) if services.embedders else ""
    kept = {part, wanted} if is_large(tx, claimed.tenant_id) else set()
    for name in {part, wanted, claimed.part, claimed.part_wanted} - {""}:
        dimensions = int(name.rpartition("/")[2])
        if name not in kept:
            store.delete(tx, name, dimensions)
            continue
        gone = store.keys(tx, name, dimensions) - used
        if gone:
            store.delete(tx, name, dimensions, sorted(gone))


def is_large(tx: Tx, tenant_id: str) -> bool:
    """Tell whether a tenant's published knowledge is too large to go whole into a prompt."""
    tenant = tenants.tenant_by_id(tx, tenant_id)
    return tenant is not None and bases.index_of(tx, tenant_id).tokens > tenant.inline_tokens


def _want_again(tx: Tx, services: Services, claimed: IndexRow, part: str, now: int) -> None:
    """Come back later when the wanted vectors were not complete; at once when more changed."""
    tenant_id, embedders = claimed.tenant_id, services.embedders
    wants_vectors = services.vectors is not None and embedders and is_large(tx, tenant_id)
    if wants_vectors and part != part_of(tenant_id, embedders[0]):
        bases.note_change(tx, tenant_id, now + _VECTORS_LATER_MS)
    index = bases.index_of(tx, tenant_id)
    if index.wanted > claimed.wanted:
        delay_s = max(0, index.due_at - now) / 1000
        tx.after_commit(lambda: services.bell.ring(Queue.PUBLISH, tenant_id, delay_s))
