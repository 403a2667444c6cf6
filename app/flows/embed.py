"""What has no vector yet gets one, batch by batch; each batch is kept as soon as it is made."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from app.domain.knowledge import Passage
from app.flows.search import most_for, part_of, usage_of
from app.flows.spend import reserve, settle
from app.log import get_logger
from app.services import Services
from app.store import bases
from app.store.bases import IndexRow
from app.store.db import Tx
from vectors.base import Embedded, Embedder, EmbedderRefused, EmbedderUnavailable
from vectors.finder import Finder

log = get_logger("embed")

_BATCH = 64
_MUCH = 512
_LEASE_MS = 120_000


async def embed_missing(
    services: Services, claimed: IndexRow, embedder: Embedder, everything: Sequence[Passage]
) -> bool:
    """Embed what has no vector of this embedder; False when some are still missing.

    They stay missing while the embedder does not answer or the month's budget is spent.
    """
    store = services.vectors
    if store is None:
        return False
    part = part_of(claimed.tenant_id, embedder)
    texts = await asyncio.to_thread(lambda: {one.key: one.words for one in everything})
    have = await services.db.read(store.keys, part, embedder.dimensions)
    missing = [key for key in texts if key not in have]
    done = len(texts) - len(missing)
    for start in range(0, len(missing), _BATCH):
        keys = missing[start : start + _BATCH]
        batch = [texts[key] for key in keys]
        tenant = (await services.accounts.knowledge(claimed.tenant_id)).tenant
        held = await reserve(services, tenant, None, most_for(embedder, batch))
        if held is None:
            log.warning("embedding_over_budget", tenant_id=claimed.tenant_id)
            return False
        try:
            made = await embedder.embed(batch)
        except (EmbedderUnavailable, EmbedderRefused) as error:
            log.warning("embedding_failed", embedder=embedder.name, reason=type(error).__name__)
            await settle(services, tenant, held, ())
            return False
        await settle(services, tenant, held, (usage_of(embedder, made.tokens),))
        done += len(keys)
        if not await services.db.write(
            _keep, services, store, claimed, embedder, part, keys, made, done, len(texts)
        ):
            return False
    return True


def _keep(
    tx: Tx,
    services: Services,
    store: Finder,
    claimed: IndexRow,
    embedder: Embedder,
    part: str,
    keys: list[str],
    made: Embedded,
    done: int,
    wanted: int,
) -> bool:
    """Keep a batch; False when the rest is to wait.

    The index is somebody else's by now, or there is much more to embed and something newer to say:
    the words of that answer first, and what is embedded already stays.
    """
    now = services.clock.now_ms()
    store.put(tx, part, keys, made.vectors)
    bases.note_vectors(tx, claimed.tenant_id, part, done, wanted)
    is_ours = bases.keep_index(tx, claimed.tenant_id, claimed.lease_owner, now + _LEASE_MS)
    is_newest = bases.index_of(tx, claimed.tenant_id).wanted == claimed.wanted
    tx.after_commit(
        lambda: services.live.publish(
            claimed.tenant_id, "", "knowledge_embedded", None, {"done": done, "wanted": wanted}
        )
    )
    return is_ours and (is_newest or wanted - done <= _MUCH)
