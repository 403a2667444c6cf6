"""The knowledge pages over HTTP: bases, files, settings, and what a stranger may not see."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from dataclasses import replace

import httpx2
import pytest

from app.domain.knowledge import Base
from app.flows import manage_knowledge as manage
from app.flows.ingest import read_document
from app.flows.manage_tenant import Put
from app.flows.publish import publish
from app.main import create_app
from app.queue import Queue
from app.services import Services
from app.store import bases, documents, faqs
from tests.fixtures import HeardBell
from tests.journeys.served import served
from tests.routes.operators import Browser, signed_in

TEXT = b"# Parking\n\nGuests park free of charge behind the house, in bays 4 to 9.\n"


@pytest.fixture
async def base_url(services: Services) -> AsyncIterator[str]:
    async with served(services) as address:
        yield address


@pytest.fixture
async def dana(services: Services, base_url: str) -> AsyncIterator[Browser]:
    async with signed_in(services, base_url, "dana@example.com") as browser:
        yield browser


@pytest.fixture
async def stranger(services: Services, base_url: str, outsider: Put) -> AsyncIterator[Browser]:
    async with signed_in(services, base_url, "out@example.com", outsider.tenant.id) as browser:
        yield browser


@pytest.fixture
async def base(services: Services, acme: Put) -> Base:
    return await manage.create_base(services, acme.tenant.id, "House rules")


async def _read_all(services: Services, bell: HeardBell) -> None:
    for document_id in bell.take(Queue.READ):
        await read_document(services, document_id)
    for tenant_id in bell.take(Queue.PUBLISH):
        services.clock.advance(10)  # type: ignore[attr-defined]
        await publish(services, tenant_id)


async def test_it_shows_bases_with_their_figures(
    services: Services, dana: Browser, acme: Put, base: Base
) -> None:
    page = await dana.see(f"/knowledge?client={acme.tenant.id}")
    assert "House rules" in page
    assert "Client file" in page
    assert "Answers now" in page
    assert "On every channel" in page


async def test_it_says_what_to_do_without_a_client(dana: Browser) -> None:
    assert "leadline client put client.toml" in await dana.see("/knowledge")
    assert (await dana.web.get("/knowledge?client=nobody")).status_code == 200
    assert (await dana.web.get("/knowledge/search")).status_code == 404


async def test_it_lets_an_admin_choose_the_client(
    dana: Browser, acme: Put, bravo: Put, base: Base
) -> None:
    ours = await dana.see(f"/knowledge?client={acme.tenant.id}")
    theirs = await dana.see(f"/knowledge?client={bravo.tenant.id}")
    assert "House rules" in ours
    assert "House rules" not in theirs
    assert ">Acme<" in theirs


async def test_it_creates_a_base_and_opens_it(services: Services, dana: Browser, acme: Put) -> None:
    made = await dana.press(f"/knowledge/clients/{acme.tenant.id}/bases", name="Price  lists")
    page = await dana.see(made.headers["location"])
    assert "Price lists" in page
    assert "The knowledge base is ready." in page


async def test_it_draws_a_form_again_with_what_is_wrong(
    dana: Browser, acme: Put, base: Base
) -> None:
    again = await dana.press(f"/knowledge/clients/{acme.tenant.id}/bases", name=base.name)
    assert again.status_code == 409
    assert "There is a knowledge base named House rules already." in again.text
    assert 'value="House rules"' in again.text


async def test_it_sets_how_much_goes_into_the_prompt(
    services: Services, dana: Browser, acme: Put
) -> None:
    path = f"/knowledge/clients/{acme.tenant.id}/inline"
    await dana.press(path, tokens="0")
    page = await dana.see(f"/knowledge?client={acme.tenant.id}")
    wrong = await dana.press(path, tokens="many")
    assert "What a message needs, by search" in page
    assert wrong.status_code == 400
    assert "Write whole numbers." in wrong.text


async def test_it_takes_files_without_script(
    services: Services, dana: Browser, base: Base, bell: HeardBell
) -> None:
    path = f"/knowledge/bases/{base.id}"
    sent = await dana.send(f"{path}/documents", ("rules.md", TEXT), ("more.txt", b"Quiet at ten."))
    waiting = await dana.see(path)
    await _read_all(services, bell)
    ready = await dana.see(path)
    assert sent.headers["location"] == f"{path}?note=added"
    assert waiting.count("Waiting") >= 2
    assert re.search(r'data-state="ready".*?rules\.md', ready, re.DOTALL)
    assert list(services.library.uploads.iterdir()) == []


async def test_it_answers_a_script_with_the_documents_id(
    services: Services, dana: Browser, base: Base
) -> None:
    answer = await dana.web.post(
        f"/knowledge/bases/{base.id}/documents",
        files={"files": ("rules.md", TEXT)},
        headers={"x-csrf": await dana.token(), "x-requested-with": "fetch"},
    )
    (document_id,) = answer.json()["documents"]
    kept = await services.db.read(documents.document_by_id, base.tenant_id, document_id)
    assert kept is not None
    assert (kept.name, kept.base_id) == ("rules.md", base.id)


async def test_it_tells_which_file_is_too_large(services: Services, base: Base) -> None:
    small = services.settings.replaced(document_limit_bytes=1024)
    limited = replace(services, settings=small)
    async with (
        served(limited) as address,
        signed_in(limited, address, "lim@example.com") as browser,
    ):
        path = f"/knowledge/bases/{base.id}/documents"
        sent = await browser.send(path, ("big.txt", b"x" * 2000), ("small.txt", b"We are closed."))
    assert sent.status_code == 422
    assert "big.txt is larger than 0 MB." in sent.text
    assert "small.txt" in sent.text


async def test_it_shows_what_was_read_of_a_document(
    services: Services, dana: Browser, base: Base, bell: HeardBell
) -> None:
    path = f"/knowledge/bases/{base.id}"
    await dana.send(f"{path}/documents", ("rules.md", TEXT))
    await _read_all(services, bell)
    (row,) = await services.db.read(documents.documents_in, base.tenant_id, base.id)
    page = await dana.see(f"{path}/documents/{row.id}")
    assert "in bays 4 to 9" in page
    assert "Parking" in page


async def test_it_shows_why_a_document_was_refused(
    services: Services, dana: Browser, base: Base, bell: HeardBell
) -> None:
    path = f"/knowledge/bases/{base.id}"
    await dana.send(f"{path}/documents", ("scan.pdf", b"MZ\x90\0 this is no PDF"))
    await _read_all(services, bell)
    page = await dana.see(path)
    assert re.search(r'data-state="refused".*?<p class="[^"]*text-error"', page, re.DOTALL)


async def test_it_deletes_a_document(services: Services, dana: Browser, base: Base) -> None:
    path = f"/knowledge/bases/{base.id}"
    await dana.send(f"{path}/documents", ("rules.md", TEXT))
    (row,) = await services.db.read(documents.documents_in, base.tenant_id, base.id)
    await dana.press(f"{path}/documents/{row.id}/delete")
    assert await services.db.read(documents.documents_in, base.tenant_id, base.id) == []


async def test_it_changes_name_channels_and_use(
    services: Services, dana: Browser, base: Base
) -> None:
    path = f"/knowledge/bases/{base.id}/settings"
    await dana.press(path, name="Rules", enabled="0", **{"channel-sms": "1"})
    kept = await services.db.read(bases.base_by_id, base.tenant_id, base.id)
    page = await dana.see(path)
    assert kept is not None
    assert (kept.name, kept.channels, kept.is_enabled) == ("Rules", ("sms",), False)
    assert "Off: it answers nobody" in page


async def test_it_deletes_a_base_only_by_its_name(
    services: Services, dana: Browser, base: Base
) -> None:
    path = f"/knowledge/bases/{base.id}/delete"
    wrong = await dana.press(path, name="House")
    right = await dana.press(path, name=" House  rules ")
    assert wrong.status_code == 422
    assert "Type the name exactly" in wrong.text
    assert right.headers["location"].startswith("/knowledge?")
    assert await services.db.read(bases.base_by_id, base.tenant_id, base.id) is None


async def test_it_keeps_hostile_names_inert(services: Services, dana: Browser, acme: Put) -> None:
    name = '"><img src=x onerror=alert(1)>'
    base = await manage.create_base(services, acme.tenant.id, name)
    await dana.send(f"/knowledge/bases/{base.id}/documents", ("../../<b>.md", TEXT))
    page = await dana.see(f"/knowledge/bases/{base.id}")
    assert "<img" not in page.replace('<img class="brand-mark"', "")
    assert "&lt;b&gt;.md" in page


PATHS = (
    "/knowledge?client={client}",
    "/knowledge/search?client={client}&q=pets",
    "/knowledge/gaps?client={client}",
    "/knowledge/bases/{base}",
    "/knowledge/bases/{base}/documents/{document}",
    "/knowledge/bases/{base}/faqs",
    "/knowledge/bases/{base}/faqs/new",
    "/knowledge/bases/{base}/faqs/{faq}",
    "/knowledge/bases/{base}/websites",
    "/knowledge/bases/{base}/websites/{faq}",
    "/knowledge/bases/{base}/settings",
    "/live/knowledge?page=home&client={client}",
    "/live/knowledge?page=files&base={base}",
)
ACTIONS = (
    "/knowledge/clients/{client}/bases",
    "/knowledge/clients/{client}/inline",
    "/knowledge/clients/{client}/gaps/{faq}/answer",
    "/knowledge/clients/{client}/gaps/{faq}/dismiss",
    "/knowledge/bases/{base}/documents",
    "/knowledge/bases/{base}/documents/{document}/delete",
    "/knowledge/bases/{base}/settings",
    "/knowledge/bases/{base}/delete",
    "/knowledge/bases/{base}/faqs",
    "/knowledge/bases/{base}/faqs/preview",
    "/knowledge/bases/{base}/faqs/import",
    "/knowledge/bases/{base}/faqs/{faq}",
    "/knowledge/bases/{base}/faqs/{faq}/approve",
    "/knowledge/bases/{base}/faqs/{faq}/delete",
    "/knowledge/bases/{base}/websites",
    "/knowledge/bases/{base}/websites/{faq}",
    "/knowledge/bases/{base}/websites/{faq}/crawl",
    "/knowledge/bases/{base}/websites/{faq}/pause",
    "/knowledge/bases/{base}/websites/{faq}/resume",
    "/knowledge/bases/{base}/websites/{faq}/remove",
    "/knowledge/bases/{base}/websites/{faq}/changes/{faq}/accept",
    "/knowledge/bases/{base}/websites/{faq}/changes/{faq}/reject",
)


@pytest.fixture
async def ids(services: Services, acme: Put, base: Base, dana: Browser) -> dict[str, str]:
    await dana.send(f"/knowledge/bases/{base.id}/documents", ("rules.md", TEXT))
    (row,) = await services.db.read(documents.documents_in, base.tenant_id, base.id)
    faq = (await services.db.read(faqs.faqs_of, acme.tenant.id))[0]
    return {"client": acme.tenant.id, "base": base.id, "document": row.id, "faq": faq.id}


async def test_it_knows_nothing_for_a_stranger(stranger: Browser, ids: dict[str, str]) -> None:
    for path in PATHS:
        answer = await stranger.web.get(path.format(**ids))
        assert answer.status_code == 404, path
        assert "House rules" not in answer.text


async def test_it_does_nothing_for_a_stranger(
    services: Services, stranger: Browser, ids: dict[str, str]
) -> None:
    token = await stranger.token()
    fields = {"csrf": token, "name": "House rules", "tokens": "1", "answer": "x", "question": "x"}
    for path in ACTIONS:
        answer = await stranger.web.post(path.format(**ids), data=fields)
        assert answer.status_code == 404, path
    kept = await services.db.read(bases.base_by_id, ids["client"], ids["base"])
    assert kept is not None
    assert kept.name == "House rules"


async def test_it_tries_every_route_as_a_stranger(services: Services) -> None:
    app = create_app(services, f"routes-{id(services):x}")
    tried = {("GET", _shape(path)) for path in PATHS} | {("POST", _shape(path)) for path in ACTIONS}
    there = {
        (method, re.sub(r"<[^>]+>", "*", route.path))
        for route in app.router.routes
        if route.path.startswith(("knowledge", "live/knowledge"))
        for method in route.methods
    }
    assert there == tried


def _shape(path: str) -> str:
    return re.sub(r"\{\w+\}", "*", path.partition("?")[0]).lstrip("/")


async def test_it_needs_a_session_for_every_page(
    services: Services, base_url: str, ids: dict[str, str]
) -> None:
    async with httpx2.AsyncClient(base_url=base_url) as web:
        for path in PATHS:
            assert (await web.get(path.format(**ids))).status_code == 401, path
        for path in ACTIONS:
            assert (await web.post(path.format(**ids), data={})).status_code == 401, path


async def test_it_refuses_every_action_without_the_token(
    dana: Browser, ids: dict[str, str]
) -> None:
    for path in ACTIONS:
        plain = await dana.web.post(path.format(**ids), data={"csrf": "wrong"})
        filed = await dana.web.post(
            path.format(**ids), data={"csrf": "wrong"}, files={"files": ("a.md", TEXT)}
        )
        assert (plain.status_code, filed.status_code) == (403, 403), path
