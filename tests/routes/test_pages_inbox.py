"""The inbox over HTTP: what an operator sees, does, and may not see."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from urllib.parse import quote

import httpx2
import pytest

from app import admin
from app.clock import ManualClock
from app.flows.answer import answer
from app.flows.manage_knowledge import delete_faq, save_faq
from app.flows.manage_tenant import Put
from app.flows.receive import receive
from app.queue import Queue
from app.routes.pages.places import Place
from app.services import Services
from app.store import faqs, inbox, inbox_lists
from app.store.db import Tx
from tests.fixtures import HeardBell, said
from tests.journeys.served import served

LEAD = "+12125550123"


@dataclass(frozen=True, slots=True)
class Browser:
    """A signed-in browser without script."""

    web: httpx2.AsyncClient

    async def see(self, path: str) -> str:
        page = await self.web.get(path)
        assert page.status_code == 200, page.text
        return page.text

    async def press(self, path: str, **fields: str) -> httpx2.Response:
        found = re.search(r'data-csrf="([^"]+)"', await self.see("/conversations"))
        assert found is not None
        return await self.web.post(path, data={"csrf": found[1], **fields})


async def _sign_in(services: Services, base_url: str, email: str, tenant_id: str | None) -> Browser:
    role = "operator" if tenant_id else "admin"
    link = await admin.create(services, email, "Dana Reyes", role, tenant_id)
    web = httpx2.AsyncClient(base_url=base_url, headers={"origin": base_url, "accept": "text/html"})
    await web.post("/login/link/" + link.rsplit("/", 1)[1])
    return Browser(web)


@pytest.fixture
async def base_url(services: Services) -> AsyncIterator[str]:
    async with served(services) as address:
        yield address


@pytest.fixture
async def dana(services: Services, base_url: str) -> AsyncIterator[Browser]:
    browser = await _sign_in(services, base_url, "dana@example.com", None)
    yield browser
    await browser.web.aclose()


@pytest.fixture
async def stranger(services: Services, base_url: str, outsider: Put) -> AsyncIterator[Browser]:
    browser = await _sign_in(services, base_url, "out@example.com", outsider.tenant.id)
    yield browser
    await browser.web.aclose()


async def _write(services: Services, client: Put, text: str, **more: str) -> str:
    account = await services.accounts.account(client.channels[0].id)
    receipt = await receive(services, account, said(text, LEAD, **more))  # type: ignore[arg-type]
    assert receipt.conversation_id is not None
    return receipt.conversation_id


async def test_it_shows_a_conversation_with_its_client(
    services: Services, dana: Browser, acme: Put, bravo: Put
) -> None:
    await _write(services, acme, "Do you allow pets?", profile_name="Maya Okafor")
    page = await dana.see("/conversations")
    assert "Maya Okafor" in page
    assert "Do you allow pets?" in page
    assert ">Acme<" in page


async def test_it_masks_the_number_of_a_nameless_lead(
    services: Services, dana: Browser, acme: Put
) -> None:
    await _write(services, acme, "Hello")
    page = await dana.see("/conversations")
    assert LEAD not in page
    assert "+1212•••0123" in page


@pytest.mark.parametrize(
    ("search", "is_found"),
    [
        ("oka", True),
        ("MAYA okafor", True),
        ("+1 (212) 555", True),
        ("0123", True),
        ("maya chen", False),
        ("kafor", False),
        ("9999", False),
    ],
)
async def test_it_finds_by_name_or_number(
    services: Services,
    dana: Browser,
    acme: Put,
    monkeypatch: pytest.MonkeyPatch,
    search: str,
    is_found: bool,
) -> None:
    """The list, what is pushed to it, and a search for what many have find alike."""
    one = await _write(services, acme, "Hello", profile_name="Maya Okafór", phone=LEAD)
    page = await dana.see(f"/conversations?q={quote(search)}")
    assert (f'id="row-{one}"' in page) is is_found
    monkeypatch.setattr(inbox_lists, "_MOST_NAMED", 0)
    page = await dana.see(f"/conversations?q={quote(search)}")
    assert (f'id="row-{one}"' in page) is is_found
    line = await services.db.read(inbox.line, acme.tenant.id, one)
    assert line is not None
    assert inbox_lists.is_in(Place(search=search).filters(""), line) is is_found


async def test_a_person_says_that_it_is_seen_to(
    services: Services, dana: Browser, stranger: Browser, acme: Put, bell: HeardBell
) -> None:
    one = await _write(services, acme, "I want to talk to a person please")
    for turn_id in bell.take(Queue.AI):
        await answer(services, turn_id)
    refused = await stranger.press(f"/conversations/{one}/resolve")
    assert refused.status_code == 404
    assert "needs-card" in await dana.see(f"/conversations/{one}")
    await dana.press(f"/conversations/{one}/resolve")
    assert "needs-card" not in await dana.see(f"/conversations/{one}")


async def test_a_colleague_is_called_from_the_thread(
    services: Services, dana: Browser, stranger: Browser, acme: Put
) -> None:
    sms = next(one for one in acme.channels if one.kind.value == "sms")
    one = (await receive(services, sms, said("Hello", LEAD))).conversation_id
    assert (await stranger.press(f"/conversations/{one}/call")).status_code == 404
    assert (await dana.press(f"/conversations/{one}/call")).status_code == 303
    rows = await services.db.read(lambda tx: tx.all("SELECT reason, state FROM escalations"))
    assert [(row["reason"], row["state"]) for row in rows] == [("handed_off", "pending")]
    assert f"/conversations/{one}/resolve" in await dana.see(f"/conversations/{one}")


async def test_it_shows_why_the_assistant_answered(
    services: Services, dana: Browser, acme: Put, bell: HeardBell
) -> None:
    one = await _write(services, acme, "Do you allow pets?")
    for turn_id in bell.take(Queue.AI):
        await answer(services, turn_id)
    page = await dana.see(f"/conversations/{one}")
    assert 'data-author="assistant"' in page
    assert "Answered without a model, from approved words." in page
    assert re.search(r'<summary class="chip chip-\w+".*?\d+%', page)


async def test_it_shows_what_a_reply_rests_on_and_since_when_it_is_stale(
    services: Services, dana: Browser, acme: Put, bell: HeardBell
) -> None:
    one = await _write(services, acme, "Do you allow pets?")
    for turn_id in bell.take(Queue.AI):
        await answer(services, turn_id)
    fresh = _ground_of(await dana.see(f"/conversations/{one}"))
    pets = next(
        faq
        for faq in await services.db.read(faqs.faqs_of, acme.tenant.id)
        if "pets" in faq.question
    )
    await save_faq(services, acme.tenant.id, replace(pets, answer="No pets at all."))
    stale = _ground_of(await dana.see(f"/conversations/{one}"))
    await delete_faq(services, acme.tenant.id, pets.id)
    gone = _ground_of(await dana.see(f"/conversations/{one}"))
    assert "Do you allow pets?" in fresh
    assert re.search(r">\d+%<", fresh)
    assert ["Stale since" in text for text in (fresh, stale, gone)] == [False, True, False]
    assert ["No longer in" in text for text in (fresh, stale, gone)] == [False, False, True]


def _ground_of(page: str) -> str:
    found = re.search(r"data-ground>.*?</details>", page, re.S)
    assert found is not None
    return found[0]


async def test_it_takes_over_and_gives_back(services: Services, dana: Browser, acme: Put) -> None:
    one = await _write(services, acme, "Hello")
    taken = await dana.press(f"/conversations/{one}/take-over")
    held = await dana.see(f"/conversations/{one}")
    await dana.press(f"/conversations/{one}/release")
    free = await dana.see(f"/conversations/{one}")
    assert taken.headers["location"] == f"/conversations/{one}"
    assert "You are in charge" in held
    assert "The assistant is in charge" in free


async def test_it_takes_over_by_writing(services: Services, dana: Browser, acme: Put) -> None:
    one = await _write(services, acme, "Hello")
    await dana.press(f"/conversations/{one}/reply", text="Dana here.\r\nHow can I help?")
    page = await dana.see(f"/conversations/{one}")
    assert "Dana here.\nHow can I help?" in page
    assert 'data-author="operator"' in page
    assert "You are in charge" in page


async def test_it_refuses_to_write_to_who_opted_out(
    services: Services, dana: Browser, acme: Put
) -> None:
    one = await _write(services, acme, "STOP")
    page = await dana.see(f"/conversations/{one}")
    sent = await dana.press(f"/conversations/{one}/reply", text="One more thing")
    assert "This lead opted out." in page
    assert "reply-text" not in page
    assert sent.status_code == 409


async def test_who_may_only_look_leaves_unread_what_they_read(
    services: Services, base_url: str, dana: Browser, acme: Put
) -> None:
    account = await services.accounts.account(acme.channels[0].id)
    receipt = await receive(services, account, said("Hello", LEAD))
    link = await admin.create(services, "vi@example.com", "Vi", "viewer", None)
    async with httpx2.AsyncClient(base_url=base_url, headers={"origin": base_url}) as web:
        await web.post("/login/link/" + link.rsplit("/", 1)[1])
        await Browser(web).see(f"/conversations/{receipt.conversation_id}")
    assert "data-unread>" in await dana.see("/conversations")


async def test_it_forgets_unread_when_opened(services: Services, dana: Browser, acme: Put) -> None:
    one = await _write(services, acme, "Hello")
    before = await dana.see("/conversations")
    await dana.see(f"/conversations/{one}")
    after = await dana.see("/conversations")
    assert "data-unread>" in before
    assert "data-unread>" not in after


async def test_it_filters_by_tab_and_client(
    services: Services, dana: Browser, acme: Put, bravo: Put
) -> None:
    one, other = await _write(services, acme, "Hello"), await _write(services, bravo, "Hi")
    await dana.press(f"/conversations/{one}/take-over")
    held = await dana.see("/conversations?tab=held")
    of_bravo = await dana.see(f"/conversations?client={bravo.tenant.id}")
    assert (f"row-{one}" in held, f"row-{other}" in held) == (True, False)
    assert (f"row-{one}" in of_bravo, f"row-{other}" in of_bravo) == (False, True)
    assert (await dana.web.get("/conversations?tab=nonsense")).status_code == 404


@pytest.mark.parametrize("action", ["take-over", "release", "reply", "read"])
async def test_it_hides_other_clients_from_an_operator(
    services: Services, stranger: Browser, acme: Put, action: str
) -> None:
    one = await _write(services, acme, "Hello")
    assert one not in await stranger.see("/conversations")
    opened = await stranger.web.get(f"/conversations/{one}")
    done = await stranger.press(f"/conversations/{one}/{action}", text="hello")
    listed = await stranger.web.get(f"/conversations?client={acme.tenant.id}")
    streamed = await stranger.web.get(f"/live/conversations?open={one}")
    assert {opened.status_code, done.status_code, listed.status_code} == {404}
    assert streamed.status_code == 404


async def test_it_pages_back_through_a_long_thread(
    services: Services, dana: Browser, acme: Put, clock: ManualClock
) -> None:
    for number in range(70):
        clock.advance(1)
        one = await _write(services, acme, f"text {number:03d}")
    page = await dana.see(f"/conversations/{one}")
    query = re.search(r'href="\?(before=[^"]+)"', page)
    assert query is not None
    earlier = await dana.see(f"/conversations/{one}?{query[1].replace('&amp;', '&')}")
    assert ("text 069" in page, "text 005" in page) == (True, False)
    assert 'dir="auto">text 005<' in earlier


async def test_it_speaks_the_operators_language(
    services: Services, dana: Browser, acme: Put
) -> None:
    await dana.press("/preferences", language="ar", back="/conversations")
    page = await dana.see("/conversations")
    assert '<html lang="ar" dir="rtl"' in page
    assert "المحادثات" in page


async def test_it_sends_a_strict_policy(dana: Browser, acme: Put) -> None:
    page = await dana.web.get("/conversations")
    policy = page.headers["content-security-policy"]
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=", page.text)


async def test_it_shows_errors_as_pages(dana: Browser, acme: Put) -> None:
    answer_ = await dana.web.get("/conversations/nothing")
    assert answer_.status_code == 404
    assert "Nothing here" in answer_.text
    assert answer_.headers["x-request-id"] in answer_.text


async def test_it_reads_a_tenant_along_its_own_index(services: Services, acme: Put) -> None:
    from app.store.inbox_lists import _scan

    def plan(tx: Tx) -> str:
        explain = "EXPLAIN QUERY PLAN " if services.db.dialect == "sqlite" else "EXPLAIN "
        asked = dict.fromkeys(("channel_id", "holder_id", "language", "state", "before_id"), "")
        numbers = {"at": 1, "unread": 0, "scan": 10, "limit": 10}
        sql = explain + _scan("latest", "all")
        rows = tx.all(sql, tenant_id=acme.tenant.id, **asked, **numbers)
        return " ".join(str(row["detail"]) for row in rows)

    if services.db.dialect != "sqlite":
        pytest.skip("an empty table is scanned by Postgres, whatever its indexes")
    assert "conversations_latest" in await services.db.read(plan)
