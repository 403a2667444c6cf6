"""A question is searched in what one client knows; every search of the product comes through here.

The tenant is the caller's, taken from a session, a key, a channel or a turn, never from the
question. The index is the tenant's own image, and what it finds is read again under the tenant's
id: a passage that is no longer live, or another tenant's, cannot come out.

With vectors in use and an embedder that serves the question's language, what is near in meaning is
found too; an embedder that does not answer costs a moment at most, and the words decide alone.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from app.domain.budget import Cost, cost_of
from app.domain.knowledge import Passage, Retrieved, Scored
from app.domain.usage import Usage
from app.flows.spend import UNLIMITED, reserve, settle
from app.library import entry_of
from app.log import get_logger
from app.resources import Knowledge
from app.services import Services
from app.store import passages
from app.store.bases import IndexRow
from app.store.db import Tx
from vectors.base import (
    CLEAR_FROM,
    Embedder,
    EmbedderRefused,
    EmbedderUnavailable,
    Found,
    Query,
)
from vectors.finder import Finder

if TYPE_CHECKING:
    from vectors.base import Floats
    from vectors.image import Image

log = get_logger("search")

# What is asked for beyond k: some may have been retired since the index was made.
_SPARE = 4
_MAKINGS = 3
_NEAR = 24
# A reply must not wait longer than this for a meaning; the words answer then.
_EMBED_S = 1.5
# After a failure the embedder is left alone for so long.
_PAUSE_S = 30.0


async def search(
    services: Services,
    tenant_id: str,
    query: Query,
    *,
    channel: str = "",
    base_id: str = "",
    k: int = 8,
    is_turn: bool = False,
) -> Retrieved:
    """Return what answers a question, best first.

    Args:
        is_turn: the turn books what the question's embedding cost (``Retrieved.usage``), as far as
            it is not booked here already.
        channel: only bases that answer on this channel kind; "" for any that is switched on.
        base_id: only this base (it must be the tenant's); "" for all.
        k: at most so many passages.

    Raises:
        NotFound: there is no such client.
    """
    began = time.perf_counter()
    knowledge = await services.accounts.knowledge(tenant_id)
    groups = knowledge.groups_on(channel)
    if base_id:
        groups &= {base_id}
    if not groups or await image_of(services, knowledge) is None:
        return Retrieved(latency_us=_us(began, 0.0))
    near, usage, embed_s = await _near(services, knowledge, query, is_turn)
    found, read = await _found_now(services, knowledge, query, groups, near, k)
    hits = tuple(
        Scored(read[hit.id], hit.score, tuple(hit.parts.items()), hit.words)
        for hit in found.hits
        if hit.id in read and read[hit.id].base_id in groups
    )
    is_same_top = bool(hits) and hits[0].passage.id == found.hits[0].id
    confidence = found.confidence if is_same_top else 0.0
    return Retrieved(
        hits=hits[:k],
        confidence=confidence,
        is_answered=is_same_top and found.is_answered,
        is_clear=confidence >= CLEAR_FROM,
        language=found.language,
        features=tuple(found.features.items()),
        latency_us=_us(began, embed_s),
        embed_us=round(embed_s * 1e6),
        uses_vectors=near is not None,
        usage=usage,
    )


def _us(began: float, without_s: float) -> int:
    return round((time.perf_counter() - began - without_s) * 1e6)


async def _found_now(
    services: Services,
    knowledge: Knowledge,
    query: Query,
    groups: frozenset[str],
    near: Mapping[str, float] | None,
    k: int,
) -> tuple[Found, dict[str, Passage]]:
    """Search, and once more in a newer index when what was found is gone.

    Another process may have published since this one looked.
    """
    found, read = await _found(services, knowledge, query, groups, near, k)
    if all(hit.id in read for hit in found.hits):
        return found, read
    newest = await services.accounts.newest(knowledge.tenant.id)
    if newest.index.published == knowledge.index.published:
        return found, read
    return await _found(services, newest, query, groups & newest.groups_on(""), near, k)


async def _found(
    services: Services,
    knowledge: Knowledge,
    query: Query,
    groups: frozenset[str],
    near: Mapping[str, float] | None,
    k: int,
) -> tuple[Found, dict[str, Passage]]:
    """Search the image; one that turns out to be damaged is made again, once."""
    from vectors.image import ImageDamaged

    tenant_id, number = knowledge.tenant.id, knowledge.index.published
    for is_last in (False, True):
        image = await image_of(services, knowledge)
        if image is None:
            break
        try:
            if knowledge.is_whole:
                # Everything was read already, and is read again when anything changes.
                found = await asyncio.to_thread(image.search, query, k + _SPARE, groups, near)
                return found, {one.id: one for one in knowledge.passages}
            return await services.db.read(_look, image, tenant_id, query, groups, near, k)
        except ImageDamaged as error:
            if is_last:
                raise
            log.warning("image_damaged", tenant_id=tenant_id, reason=str(error))
            await asyncio.to_thread(services.library.discard, tenant_id, number)
    return Found(), {}


def _look(
    tx: Tx,
    image: Image,
    tenant_id: str,
    query: Query,
    groups: frozenset[str],
    near: Mapping[str, float] | None,
    k: int,
) -> tuple[Found, dict[str, Passage]]:
    """Search and read in one go, on a reader's thread: ranking must not hold up the loop."""
    found = image.search(query, k + _SPARE, groups, near)
    return found, passages.passages_by_id(tx, tenant_id, [hit.id for hit in found.hits])


async def image_of(services: Services, knowledge: Knowledge) -> Image | None:
    """Return the index that answers; made from the rows when this machine has none.

    Made is the newest: older ones are deleted by whoever makes or publishes it, which may happen
    before this one is opened, and then it is made once more.
    """
    index, library = knowledge.index, services.library
    for _ in range(_MAKINGS):
        if index.published == 0:
            return None
        if (image := library.image(index.tenant_id, index.published)) is not None:
            return image
        index = (await services.accounts.newest(index.tenant_id)).index
        if (image := library.image(index.tenant_id, index.published)) is not None:
            return image
        async with library.making(index.tenant_id):
            # Whoever came first has made it: a large one takes half a minute of a processor.
            if (image := library.image(index.tenant_id, index.published)) is not None:
                return image
            await _make_image(services, index)
    return library.image(index.tenant_id, index.published)


async def _make_image(services: Services, index: IndexRow) -> None:
    everything = await services.db.read(passages.live_passages, index.tenant_id)
    entries = await asyncio.to_thread(lambda: [entry_of(one) for one in everything])
    await services.library.build(index.tenant_id, index.published, entries)
    # Where another process publishes, nobody else deletes the images before this one.
    await asyncio.to_thread(services.library.forget, index.tenant_id, index.published)


async def _near(
    services: Services, knowledge: Knowledge, query: Query, is_turn: bool
) -> tuple[dict[str, float] | None, Usage | None, float]:
    """Return what is near in meaning by content key, what is still to book, and how long it took.

    Where the budget does not hold an embedding, the words decide alone.
    """
    part, store = knowledge.index.part, services.vectors
    embedder = embedder_of(services.embedders, part)
    if store is None or embedder is None or not query.text.strip():
        return None, None, 0.0
    began = time.perf_counter()
    if query.language and query.language not in embedder.languages:
        return None, None, 0.0
    if time.monotonic() < store.silent_until:
        return None, None, 0.0
    tenant = knowledge.tenant
    held = await reserve(services, tenant, None, most_for(embedder, [query.text]))
    if held is None:
        return None, None, time.perf_counter() - began
    try:
        async with asyncio.timeout(_EMBED_S):
            made = await embedder.embed([query.text])
    except (EmbedderUnavailable, EmbedderRefused, TimeoutError) as error:
        store.silent_until = time.monotonic() + _PAUSE_S
        log.warning("embedder_silent", embedder=embedder.name, reason=type(error).__name__)
        if held != UNLIMITED:
            await settle(services, tenant, held, ())
        return None, None, time.perf_counter() - began
    usage: Usage | None = usage_of(embedder, made.tokens)
    embed_s = time.perf_counter() - began
    if usage is not None and not (is_turn and held == UNLIMITED):
        await settle(services, tenant, held, (usage,))
        usage = None
    version = knowledge.index.published
    near = await services.db.read(_nearest, store, part, version, made.vectors[0])
    return near, usage, embed_s


def _nearest(tx: Tx, store: Finder, part: str, version: int, vector: Floats) -> dict[str, float]:
    return store.nearest(tx, part, version, vector, _NEAR)


def part_of(tenant_id: str, embedder: Embedder) -> str:
    """Return the name of a tenant's vectors by one embedder; both belong to the index."""
    return f"{tenant_id}/{name_of(embedder)}"


def name_of(embedder: Embedder) -> str:
    """Return what tells an embedder's vectors from any other's."""
    return f"{embedder.name}/{embedder.dimensions}"


def embedder_of(embedders: Sequence[Embedder], part: str) -> Embedder | None:
    """Return the embedder that made a part's vectors, if it may be asked."""
    tenant_id = part.partition("/")[0]
    return next((one for one in embedders if part_of(tenant_id, one) == part), None)


def most_for(embedder: Embedder, texts: Sequence[str]) -> Cost:
    """Return the most that embedding some texts can cost: a token for each byte."""
    tokens = sum(len(text.encode()) + 1 for text in texts)
    return cost_of(usage_of(embedder, tokens)) + Cost(1)


def usage_of(embedder: Embedder, tokens: int) -> Usage:
    """Return what some embedding cost."""
    cost = round(tokens * embedder.microusd_per_1000_tokens / 1000)
    return Usage(provider="openai", model=embedder.name, input_tokens=tokens, cost_microusd=cost)
