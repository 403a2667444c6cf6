"""What the knowledge pages list, counted right and for its own client only."""

from __future__ import annotations

from app.domain.tenant import Faq
from app.flows import manage_knowledge as manage
from app.flows.gaps import note_gap
from app.flows.manage_tenant import Put
from app.services import Services
from app.store import documents, shelves, websites
from app.store.db import Tx
from app.store.shelves import Pages


async def _fill(services: Services, client: Put) -> tuple[str, str]:
    """Return a base with files, a website of two pages, a question and a draft; and the site."""
    tenant_id, now = client.tenant.id, services.clock.now_ms()
    base = await manage.create_base(services, tenant_id, "House rules")
    for question, state in (("Lift?", "approved"), ("Pool?", "draft")):
        faq = Faq("", question, "Yes.", "en", (), base.id, state)
        await manage.save_faq(services, tenant_id, faq)
    await note_gap(services, tenant_id, "Is there a helicopter pad?", language="en")

    def put(tx: Tx) -> str:
        site_id = websites.insert_website(tx, tenant_id, base.id, "https://example.com/", now)
        for name in ("a.md", "b.md"):
            documents.insert_document(tx, tenant_id, base.id, "file", name, now)
        for url in ("https://example.com/1", "https://example.com/2"):
            page_id = documents.insert_document(
                tx, tenant_id, base.id, "page", url, now, website_id=site_id, url=url, state="ready"
            )
            tx.run("UPDATE documents SET live_version = 1 WHERE id = :id", id=page_id)
        documents.note_stale(tx, tenant_id, page_id, now)
        return site_id

    return base.id, await services.db.write(put)


async def test_it_counts_what_each_base_holds(services: Services, acme: Put) -> None:
    base_id, site_id = await _fill(services, acme)
    figures = (await services.db.read(shelves.figures_of, acme.tenant.id))[base_id]
    assert (figures.files, figures.pages) == ({"queued": 2}, {"ready": 2})
    assert (figures.faqs, figures.drafts, figures.websites, figures.waiting) == (1, 1, 1, 0)
    assert await services.db.read(shelves.pages_in, acme.tenant.id, site_id) == Pages(2, 1)
    assert await services.db.read(shelves.count_gaps, acme.tenant.id) == 1


async def test_it_lists_page_by_page_without_gap_or_repeat(services: Services, acme: Put) -> None:
    base_id, _ = await _fill(services, acme)
    read, tenant_id = services.db.read, acme.tenant.id
    (newest,) = await read(shelves.files_in, tenant_id, base_id, "", 1)
    (older,) = await read(shelves.files_in, tenant_id, base_id, newest.id, 1)
    assert [newest.name, older.name] == ["b.md", "a.md"]
    assert await read(shelves.files_in, tenant_id, base_id, older.id, 1) == []


async def test_it_shows_an_outsider_nothing(services: Services, acme: Put, outsider: Put) -> None:
    base_id, site_id = await _fill(services, acme)
    read, stranger = services.db.read, outsider.tenant.id
    assert base_id not in await read(shelves.figures_of, stranger)
    assert await read(shelves.files_in, stranger, base_id) == []
    assert await read(lambda tx: shelves.questions_in(tx, stranger, base_id)) == []
    assert await read(shelves.pages_in, stranger, site_id) == Pages(0, 0)
    assert await read(shelves.count_gaps, stranger) == 0
