"""Two processes on one database: what one publishes, removes or puts in, the other bears."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from app.flows.crawl_site import remove_website
from app.flows.manage_knowledge import (
    create_base,
    delete_base,
    delete_document,
    set_inline_tokens,
)
from app.flows.manage_tenant import Put
from app.flows.search import search
from app.library import Library
from app.resources import Resources
from app.services import Services
from app.store import chunks, documents, websites
from app.store.chunks import ChunkRow
from app.store.db import Tx
from tests.flows.knowing import add_file, read_again
from tests.flows.stage import Stage
from vectors.base import Entry, Query

OLD, NEW = "A crown costs 800 dollars.", "A crown costs 900 dollars."
ASKED = Query("What does a crown cost?")


def other_process(stage: Stage, folder: Path) -> Services:
    """Return services with memory and files of their own on the same database."""
    services = stage.services
    accounts = Resources(services.db, services.sealer)
    return replace(services, accounts=accounts, library=Library(folder))


async def test_what_another_process_replaced_is_found_at_once(
    stage: Stage, acme: Put, tmp_path: Path
) -> None:
    await set_inline_tokens(stage.services, acme.tenant.id, 0)
    other = other_process(stage, tmp_path / "other")
    document_id = await add_file(stage, acme, OLD)
    for body in (OLD, NEW):
        await read_again(stage, acme, document_id, body)
        found = await search(other, acme.tenant.id, ASKED)
        assert found.is_answered
        assert found.hits[0].passage.text == body
    assert len(list((tmp_path / "other").rglob("*.image"))) == 1


class SweptLibrary(Library):
    """A library whose first image is deleted as an old one before it can be opened."""

    is_swept = False

    async def build(self, tenant_id: str, number: int, entries: Sequence[Entry]) -> None:
        await super().build(tenant_id, number, entries)
        if not self.is_swept:
            self.is_swept = True
            self.forget(tenant_id, number + 1)


async def test_an_image_deleted_before_it_is_opened_is_made_again(
    stage: Stage, acme: Put, tmp_path: Path
) -> None:
    await add_file(stage, acme, OLD)
    other = replace(stage.services, library=SweptLibrary(tmp_path))
    assert (await search(other, acme.tenant.id, ASKED)).is_answered


@pytest.mark.parametrize("what", ["base", "document", "website"])
async def test_what_is_deleted_goes_while_something_is_put_in(
    stage: Stage, acme: Put, what: str
) -> None:
    services, tenant_id = stage.services, acme.tenant.id
    base = await create_base(services, tenant_id, "Prices")
    begun, wait_s = threading.Event(), 0.3

    def fill(tx: Tx) -> tuple[str, str]:
        site_id = websites.insert_website(tx, tenant_id, base.id, "https://x.example/", 1)
        page_id = documents.insert_document(
            tx, tenant_id, base.id, "page", "x", 1, website_id=site_id, url="https://x.example/"
        )
        return site_id, page_id

    site_id, page_id = await services.db.write(fill)

    def put_in(tx: Tx) -> None:
        row = documents.document_by_id(tx, tenant_id, page_id)
        assert row is not None
        chunks.insert_chunks(tx, row, 1, 0, [ChunkRow("Prices", OLD, None, "", "en", "key")])
        begun.set()
        # The other unit has deleted what it saw by then, and waits for this one.
        threading.Event().wait(wait_s)

    putting = asyncio.create_task(services.db.write(put_in))
    await asyncio.to_thread(begun.wait)
    if what == "base":
        await delete_base(services, tenant_id, base.id)
    elif what == "website":
        await remove_website(services, tenant_id, site_id)
    else:
        await delete_document(services, tenant_id, page_id)
    await putting
    assert await services.db.read(documents.document_by_id, tenant_id, page_id) is None
