"""The live stream of the knowledge pages: what changed, drawn as the page drew it."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx2
import pytest

from app.domain.knowledge import Base
from app.flows import manage_knowledge as manage
from app.flows.gaps import note_gap
from app.flows.ingest import read_document
from app.flows.manage_tenant import Put
from app.flows.publish import publish
from app.queue import Queue
from app.services import Services
from tests.fixtures import HeardBell
from tests.journeys.served import served
from tests.routes.operators import Browser, signed_in

TEXT = b"# Parking\n\nGuests park free of charge behind the house.\n"


@pytest.fixture
async def dana(services: Services) -> AsyncIterator[Browser]:
    async with (
        served(services) as address,
        signed_in(services, address, "dana@example.com") as browser,
    ):
        yield browser


@pytest.fixture
async def base(services: Services, acme: Put) -> Base:
    return await manage.create_base(services, acme.tenant.id, "House rules")


class Stream:
    """An open live stream."""

    def __init__(self, response: httpx2.Response) -> None:
        self._lines = response.aiter_lines()

    async def drawn(self) -> str:
        """Return what the next message draws."""
        data: list[str] = []
        async with asyncio.timeout(30):
            async for line in self._lines:
                if line.startswith("data: "):
                    data.append(line[6:])
                elif line == "" and data:
                    return "\n".join(data)
        raise AssertionError("the stream ended")

    async def until(self, words: str) -> str:
        """Return the first message that draws some words."""
        while words not in (drawn := await self.drawn()):
            pass
        return drawn


@asynccontextmanager
async def _listening(dana: Browser, path: str) -> AsyncIterator[Stream]:
    page = await dana.see(path)
    address = re.search(r'sse-connect="([^"]+)"', page)
    assert address is not None
    async with dana.web.stream("GET", address[1].replace("&amp;", "&")) as response:
        assert response.headers["content-type"].startswith("text/event-stream")
        yield Stream(response)


def _ids(drawn: str) -> set[str]:
    return set(re.findall(r'<(?:li|article|section|nav|span|div) id="([\w-]+)"', drawn))


async def test_it_pushes_each_step_of_a_file(
    services: Services, dana: Browser, base: Base, bell: HeardBell
) -> None:
    path = f"/knowledge/bases/{base.id}"
    async with _listening(dana, path) as stream:
        await dana.send(f"{path}/documents", ("rules.md", TEXT))
        queued = await stream.drawn()
        for document_id in bell.take(Queue.READ):
            await read_document(services, document_id)
        indexing = await stream.until("Indexing")
        services.clock.advance(10)  # type: ignore[attr-defined]
        await publish(services, base.tenant_id)
        ready = await stream.until("Ready")
    row = next(one for one in _ids(queued) if one.startswith("document-"))
    assert 'data-state="queued"' in queued
    assert {row, "base-tabs"} <= _ids(queued)
    assert row in _ids(indexing)
    assert row in _ids(ready)


async def test_it_says_that_a_file_is_gone(services: Services, dana: Browser, base: Base) -> None:
    path = f"/knowledge/bases/{base.id}"
    await dana.send(f"{path}/documents", ("rules.md", TEXT))
    async with _listening(dana, path) as stream:
        page = await dana.see(path)
        document = re.search(r'id="document-(\w+)"', page)
        assert document is not None
        await dana.press(f"{path}/documents/{document[1]}/delete")
        drawn = await stream.until("data-gone")
    assert f'<div id="document-{document[1]}" data-gone></div>' in drawn


async def test_it_pushes_new_gaps_and_their_count(
    services: Services, dana: Browser, acme: Put
) -> None:
    async with _listening(dana, f"/knowledge/gaps?client={acme.tenant.id}") as stream:
        await note_gap(services, acme.tenant.id, "Is there a <b>pool</b>?", language="en")
        drawn = await stream.drawn()
    assert "Is there a &lt;b&gt;pool&lt;/b&gt;?" in drawn
    assert "knowledge-gaps" in _ids(drawn)


async def test_it_draws_what_a_page_has_missed(
    services: Services, dana: Browser, base: Base
) -> None:
    path = f"/knowledge/bases/{base.id}"
    page = await dana.see(path)
    address = re.search(r'sse-connect="([^"]+)"', page)
    assert address is not None
    await dana.send(f"{path}/documents", ("rules.md", TEXT))
    async with dana.web.stream("GET", address[1].replace("&amp;", "&")) as response:
        drawn = await Stream(response).drawn()
    assert "rules.md" in drawn


async def test_it_tells_nothing_of_another_client(
    services: Services, dana: Browser, acme: Put, bravo: Put
) -> None:
    async with _listening(dana, f"/knowledge/gaps?client={acme.tenant.id}") as stream:
        await note_gap(services, bravo.tenant.id, "Secret of bravo?", language="en")
        await note_gap(services, acme.tenant.id, "Is there a pool?", language="en")
        drawn = await stream.drawn()
    assert "Is there a pool?" in drawn
    assert "Secret of bravo?" not in drawn


async def test_it_knows_no_other_page(dana: Browser, base: Base) -> None:
    for query in ("page=secret", f"page=files&base={base.id}&tab=secret", "page=files", ""):
        assert (await dana.web.get(f"/live/knowledge?{query}")).status_code == 404
