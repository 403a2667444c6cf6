"""Vectors of content that is gone are deleted, a few at a time, and so are those nobody asks.

A hundred thousand of them take the one writer of SQLite ten seconds; leads' messages come between.
It is done before the new index takes its place, under the same lease: a crash in between leaves an
index that is still wanted, and whoever makes it finishes this too.
"""

from __future__ import annotations

from app.flows.search import part_of
from app.services import Services
from app.store import bases
from app.store.bases import IndexRow
from app.store.db import Tx
from vectors.finder import Finder

_BATCH = 100
_LEASE_MS = 120_000


async def drop_vectors(
    services: Services, claimed: IndexRow, part: str, used: set[str], is_large: bool
) -> None:
    """Delete what the index that is about to answer does not need.

    Those of the wanted embedder stay while they are being made, even if they do not count yet.

    Args:
        part: the vectors the new index uses, or empty.
        used: the content keys of everything in the new index.
        is_large: False for knowledge that goes whole into a prompt: it needs none.
    """
    store = services.vectors
    if store is None:
        return
    wanted = part_of(claimed.tenant_id, services.embedders[0]) if services.embedders else ""
    kept = {part, wanted} if is_large else set()
    for name in sorted({part, wanted, claimed.part, claimed.part_wanted} - {""}):
        dimensions = int(name.rpartition("/")[2])
        held = await services.db.read(store.keys, name, dimensions)
        gone = sorted(held - used if name in kept else held)
        for start in range(0, len(gone), _BATCH):
            batch = gone[start : start + _BATCH]
            if not await services.db.write(
                _drop, services, store, claimed, name, batch, name in kept
            ):
                return


def _drop(
    tx: Tx,
    services: Services,
    store: Finder,
    claimed: IndexRow,
    part: str,
    keys: list[str],
    is_kept: bool,
) -> bool:
    """Delete some; False when the index is somebody else's by now, who may need them."""
    lease_until = services.clock.now_ms() + _LEASE_MS
    if not bases.keep_index(tx, claimed.tenant_id, claimed.lease_owner, lease_until):
        return False
    if not is_kept:
        # Half a part would find the wrong things near: the words answer until the swap.
        bases.forget_part(tx, claimed.tenant_id, part)
    store.delete(tx, part, int(part.rpartition("/")[2]), keys)
    return True
