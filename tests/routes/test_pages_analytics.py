"""The analytics page and its exports."""

from __future__ import annotations

import csv
import html
import io
import re
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from app.flows.answer import answer
from app.flows.manage_tenant import Put
from app.flows.receive import receive
from app.queue import Queue
from app.routes.pages.analytics import page as analytics
from app.services import Services
from app.store.analytics_kinds import KINDS
from tests.fixtures import HeardBell, said
from tests.flows.busy import busy, count
from tests.flows.stage import ScriptedModel
from tests.journeys.served import served
from tests.routes.operators import Browser, signed_in


@pytest.fixture
async def base_url(services: Services) -> AsyncIterator[str]:
    async with served(services) as address:
        yield address


@pytest.fixture
async def dana(services: Services, base_url: str) -> AsyncIterator[Browser]:
    async with signed_in(services, base_url, "dana@example.com") as browser:
        yield browser


@pytest.fixture
async def acmes(services: Services, base_url: str, acme: Put) -> AsyncIterator[Browser]:
    async with signed_in(
        services, base_url, "ann@example.com", acme.tenant.id, role="viewer"
    ) as browser:
        yield browser


async def _lead(services: Services, put: Put, bell: HeardBell, change: str = "") -> None:
    """Let a lead write, and count the day."""
    account = await services.accounts.account(put.channels[0].id)
    await receive(services, account, said("I want to talk to a person", "+12125550101"))
    for turn_id in bell.take(Queue.AI):
        await answer(replace(services, model=ScriptedModel("Sure.")), turn_id)
    if change:
        await services.db.write(lambda tx: tx.run(change))
    await count(services)


async def test_it_shows_the_funnel_of_a_client(
    services: Services, acme: Put, bell: HeardBell, dana: Browser
) -> None:
    change = "UPDATE leads SET status = 'won', source = '=HYPERLINK(1)'"
    await _lead(services, acme, bell, change)
    page = await dana.see(f"/analytics?client={acme.tenant.id}&period=today")
    assert "Wrote to you" in page
    assert "=HYPERLINK(1)" in page
    rows = await dana.see(f"/analytics/export/leads?client={acme.tenant.id}&period=today")
    header, row = csv.reader(io.StringIO(rows.removeprefix("\ufeff")))
    found = dict(zip(header, row, strict=True))
    assert (found["client"], found["source"], found["step"]) == ("Acme", "'=HYPERLINK(1)", "won")


async def test_it_is_not_there_for_another_client(bravo: Put, acmes: Browser) -> None:
    for path in ("/analytics", "/analytics/rows/leads", "/analytics/export/figures"):
        page = await acmes.web.get(f"{path}?client={bravo.tenant.id}")
        assert page.status_code in (403, 404)
    assert "Bravo" not in await acmes.see("/analytics")


async def test_every_export_begins_with_its_header(
    services: Services, acme: Put, bell: HeardBell, dana: Browser
) -> None:
    await _lead(services, acme, bell)
    for what in (*KINDS, "figures"):
        text = await dana.see(f"/analytics/export/{what}?period=today")
        assert text.startswith("\ufeffclient,day,")
    assert (await dana.web.get("/analytics/export/secrets")).status_code == 404


_LINK = re.compile(r'<a\b[^>]*href="(/analytics/rows/[^"]+)"[^>]*>(.*?)</a>', re.S)
_NUMBER = re.compile(r"(?:figure-value[^>]*>|^|>)\s*(?:\d+–\d+:\s*)?(\d[\d,]*)\b")


def _links(page: str) -> dict[str, int]:
    """Return every link to rows whose own text is a number, with that number."""
    found = {}
    for href, text in _LINK.findall(page):
        number = _NUMBER.search(text)
        if number:
            found[html.unescape(href)] = int(number[1].replace(",", ""))
    return found


async def _listed(browser: Browser, href: str) -> list[str]:
    """Return the rows behind a link, of all its pages."""
    rows: list[str] = []
    following = href
    while following:
        page = await browser.see(following)
        rows += re.findall(r'data-row="([^"]+)"', page)
        more = re.search(r'rel="next" href="([^"]+)"', page)
        following = html.unescape(more[1]) if more else ""
    return rows


async def _filed(browser: Browser, href: str) -> int:
    text = await browser.see(href.replace("/rows/", "/export/"))
    return len(list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))) - 1


@pytest.mark.parametrize("whose", ["client", "agency"])
async def test_every_figure_leads_to_as_many_rows(
    services: Services, acme: Put, bravo: Put, bell: HeardBell, dana: Browser, whose: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(analytics, "SHOWN", 3)
    await busy(services, acme, bell)
    await busy(services, bravo, bell)
    query = "?period=7d" + (f"&client={acme.tenant.id}" if whose == "client" else "")
    links = _links(await dana.see("/" + query)) | _links(await dana.see("/analytics" + query))
    kinds = {href.split("?")[0].rpartition("/")[2] for href in links}
    assert kinds == {"leads", "appointments", "escalations", "replies", "waits", "outcomes"}
    assert len(links) > 30
    for href, number in links.items():
        rows = await _listed(dana, href)
        assert (len(rows), len(set(rows)), await _filed(dana, href)) == (number,) * 3, href
        assert f'id="rows-count" class="numeric" dir="ltr">{number}<' in await dana.see(href) or (
            "source=" in href
        )


async def test_rows_are_narrowed_by_what_they_have_only(acme: Put, dana: Browser) -> None:
    for path in ("leads?handled=alone", "leads?step=<b>", "waits?tens=10", "secrets"):
        assert (await dana.web.get(f"/analytics/rows/{path}")).status_code == 404
    for after in ("<script>", "99999999999999999999.a", "-1.x", "5.%00"):
        assert "<script>" not in await dana.see(f"/analytics/rows/leads?after={after}")
