"""The list of leads over HTTP, without script: what it shows and changes, and who may not."""

from __future__ import annotations

import csv
import html
import io
import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

import pytest

from app.domain.access import Role
from app.domain.audit import SYSTEM
from app.domain.lead_status import LeadStatus
from app.flows.edit_lead import add_tag, set_status
from app.flows.import_leads import import_leads
from app.flows.manage_tenant import Put
from app.flows.receive import receive
from app.services import Services
from app.store import operators
from tests.fixtures import said
from tests.journeys.served import served
from tests.routes.forms import fields_of
from tests.routes.operators import Browser, signed_in

HOSTILE = "<script>alert(1)</script>{{7*7}}"
LIST = (
    "Full name,Mobile,Email,Source,Tags,Consent\n"
    "Ana Ruiz,+12125550101,ana@example.com,Fair,\"buyer, vip\",Signed at the fair\n"
    "Ben Ortega,+12125550102,ben@example.com,Fair,buyer,Signed at the fair\n"
    f"{HOSTILE},+12125550103,,=1+1,,\n"
)  # fmt: skip


@pytest.fixture
async def base_url(services: Services) -> AsyncIterator[str]:
    async with served(services) as address:
        yield address


@pytest.fixture
async def dana(services: Services, base_url: str) -> AsyncIterator[Browser]:
    async with signed_in(services, base_url, "dana@example.com", role="operator") as browser:
        yield browser


@pytest.fixture
async def ids(services: Services, acme: Put) -> dict[str, str]:
    """Three leads of a list, and one who wrote, by the beginning of their names."""
    await import_leads(services, SYSTEM, acme.tenant.id, LIST.encode())
    sms = next(one for one in acme.channels if one.kind.value == "sms")
    cleo = said("Hello", "+12125550104", profile_name="Cleo", phone="+12125550104")
    await receive(services, sms, cleo)
    rows = await services.db.read(lambda tx: tx.all("SELECT id, name FROM leads"))
    return {row["name"].split(" ")[0].partition("<")[0]: row["id"] for row in rows}


def _names(page: str) -> list[str]:
    return [html.unescape(name) for name in re.findall(r'lead-name"[^>]*>([^<]*)<', page)]


async def _statuses(services: Services) -> dict[str, str]:
    rows = await services.db.read(lambda tx: tx.all("SELECT id, status FROM leads"))
    return {row["id"]: row["status"] for row in rows}


async def test_filters_and_search_find_leads(
    services: Services, dana: Browser, acme: Put, ids: dict[str, str]
) -> None:
    await set_status(services, SYSTEM, acme.tenant.id, ids["Ben"], LeadStatus.QUALIFIED)
    await add_tag(services, SYSTEM, acme.tenant.id, ids["Cleo"], "walk-in")
    for query, expected in (
        ("", {"Ana Ruiz", "Ben Ortega", HOSTILE, "Cleo"}),
        ("?status=qualified", {"Ben Ortega"}),
        ("?channel=sms", {"Cleo"}),
        ("?tag=BUYER", {"Ana Ruiz", "Ben Ortega"}),
        ("?source=Fair&owner=none", {"Ana Ruiz", "Ben Ortega"}),
        ("?owner=me", set()),
        ("?q=rui", {"Ana Ruiz"}),
        ("?q=ben%40example", {"Ben Ortega"}),
        ("?q=%2B12125550101", {"Ana Ruiz"}),
        ("?score_from=1", set()),
        ("?created_from=2999-01-01", set()),
        # What is no value of its kind is left out.
        ("?status=sold&score_from=many&sort=worst", {"Ana Ruiz", "Ben Ortega", HOSTILE, "Cleo"}),
    ):
        page = await dana.see(f"/leads{query}")
        assert set(_names(page)) == expected, query
        assert "<script>alert(1)" not in page
    board = await dana.see("/leads?view=board&tag=buyer")
    assert sorted(_names(board)) == ["Ana Ruiz", "Ben Ortega"]
    assert 'title="Take this filter off"' in board


async def test_days_are_those_of_the_clients_zone(
    services: Services, dana: Browser, acme: Put, ids: dict[str, str]
) -> None:
    # Five in the morning of the 2nd in UTC: still the 1st where the client is.
    at = int(datetime(2026, 3, 2, 5, tzinfo=UTC).timestamp() * 1000)
    sql = "UPDATE leads SET created_at = :at WHERE id = :id"
    await services.db.write(lambda tx: tx.run(sql, at=at, id=ids["Ana"]))
    zone = "UPDATE tenants SET zone = 'America/Denver' WHERE id = :id"
    await services.db.write(lambda tx: tx.run(zone, id=acme.tenant.id))
    first = await dana.see("/leads?created_from=2026-03-01&created_to=2026-03-01")
    assert _names(first) == ["Ana Ruiz"]
    assert _names(await dana.see("/leads?created_from=2026-03-02&created_to=2026-03-02")) == []


async def test_pages_lead_there_and_back(services: Services, dana: Browser, acme: Put) -> None:
    rows = [f"Lead {n:03},+1212556{n:04}" for n in range(120)]
    text = "\n".join(["name,phone", *rows])
    await import_leads(services, SYSTEM, acme.tenant.id, text.encode())
    path, seen, pages = "/leads?sort=newest", [], []
    while path:
        pages.append(await dana.see(path))
        seen += _names(pages[-1])
        found = re.search(r'href="([^"]+)" rel="next"', pages[-1])
        path = html.unescape(found[1]) if found else ""
    assert len(seen) == len(set(seen)) == 120
    back = re.search(r'href="([^"]+)" rel="prev"', pages[2])
    assert back is not None
    assert _names(await dana.see(html.unescape(back[1]))) == _names(pages[1])
    more = await dana.see("/leads?view=board")
    link = re.search(r'data-more="([^"]+)"', more)
    assert link is not None
    cards = await dana.see(html.unescape(link[1]))
    assert "<html" not in cards
    assert not set(_names(cards)) & set(_names(more))


async def test_a_view_is_saved_shared_and_removed(
    services: Services, base_url: str, dana: Browser, ids: dict[str, str]
) -> None:
    page = await dana.see("/leads?tag=buyer&sort=newest")
    fields = fields_of(page, "/leads/views")
    saved = await dana.press("/leads/views", **{**fields, "name": HOSTILE[:40], "shared": "1"})
    assert saved.headers["location"] == "/leads?sort=newest&tag=buyer"
    async with signed_in(services, base_url, "vi@example.com", role="viewer") as viewer:
        shared = await viewer.see("/leads")
        assert html.escape(HOSTILE[:40]) in shared
        view = await viewer.see(saved.headers["location"])
        assert "Remove this view" not in view
        (view_id,) = await services.db.read(
            lambda tx: [row["id"] for row in tx.all("SELECT id FROM saved_views")]
        )
        refused = await viewer.press(f"/leads/views/{view_id}/delete")
        assert refused.status_code == 404
    here = await dana.see(saved.headers["location"])
    assert _names(here)
    assert "Remove this view" in here
    await dana.press(f"/leads/views/{view_id}/delete")
    assert "alert(1)&lt;/s" not in await dana.see("/leads?tag=none")
    nameless = await dana.press("/leads/views", **{**fields, "name": " \u202e "})
    assert nameless.status_code == 400


async def test_who_has_some_clients_hears_of_no_view_of_another_one(
    services: Services, base_url: str, dana: Browser, acme: Put, bravo: Put
) -> None:
    for put, name in ((acme, "Acme's old flames"), (bravo, "Bravo's rich widows")):
        page = await dana.see(f"/leads?client={put.tenant.id}&tag=buyer")
        fields = fields_of(page, "/leads/views")
        await dana.press("/leads/views", **{**fields, "name": name, "shared": "1"})
    async with signed_in(services, base_url, "li@example.com", role="operator") as limited:
        li = await services.db.read(operators.operator_by_email, "li@example.com")
        assert li is not None
        await services.db.write(operators.limit_to, li.id, frozenset({acme.tenant.id}))
        page = await limited.see("/leads")
    assert "old flames" in page
    assert "widows" not in page


async def test_columns_are_chosen(dana: Browser, ids: dict[str, str]) -> None:
    assert "ben@example.com" not in await dana.see("/leads")
    await dana.press("/leads/columns", **{"column-email": "1", "column-source": "1"})
    page = await dana.see("/leads")
    assert "ben@example.com" in page
    assert 'class="lead-status"' not in page


async def test_many_are_changed_after_a_yes(
    services: Services, dana: Browser, ids: dict[str, str]
) -> None:
    picked = {f"pick-{ids['Ana']}": "1", f"pick-{ids['Ben']}": "1"}
    back = "/leads?tag=buyer"
    asked = await dana.press("/leads/bulk", do="status", status="won", back=back, **picked)
    assert "2 leads" in asked.text
    assert set((await _statuses(services)).values()) == {"new"}
    fields = fields_of(asked.text, "/leads/bulk/apply")
    done = await dana.press("/leads/bulk/apply", **fields)
    assert done.headers["location"] == f"{back}&changed=2"
    assert (await _statuses(services))[ids["Ben"]] == "won"
    assert "2 leads were changed." in await dana.see(done.headers["location"])
    # All that fit a filter, here by a tag, which is also what is put on them.
    every = fields_of(await dana.see("/leads?tag=buyer"), "/leads/bulk")
    asked = await dana.press("/leads/bulk", **{**every, "every": "1", "do": "tag", "tag": "Gold"})
    assert "2 leads" in asked.text
    await dana.press("/leads/bulk/apply", **fields_of(asked.text, "/leads/bulk/apply"))
    assert sorted(_names(await dana.see("/leads?tag=gold"))) == ["Ana Ruiz", "Ben Ortega"]
    for wrong in (
        {"do": "status", "status": "sold", **picked},
        {"do": "everything", **picked},
        {"do": "status", "status": "won"},
    ):
        assert (await dana.press("/leads/bulk", **wrong)).status_code == 400, wrong
    (line,) = await services.db.read(
        lambda tx: tx.all("SELECT latter FROM audit WHERE action = 'leads_edited' LIMIT 1")
    )
    assert "Ana" not in line["latter"]


async def test_a_card_is_moved(services: Services, dana: Browser, ids: dict[str, str]) -> None:
    moved = await dana.press(f"/leads/{ids['Ana']}/move", status="contacted")
    assert moved.headers["location"] == "/leads?view=board"
    assert (await _statuses(services))[ids["Ana"]] == "contacted"
    assert (await dana.press(f"/leads/{ids['Ana']}/move", status="sold")).status_code == 400


async def test_an_export_holds_what_fits_and_no_formula(
    services: Services, dana: Browser, ids: dict[str, str]
) -> None:
    answer = await dana.web.get("/leads/export.csv?channel=")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff"))))
    assert {row["name"] for row in rows} == {"Ana Ruiz", "Ben Ortega", HOSTILE, "Cleo"}
    assert {row["source"] for row in rows} >= {"'=1+1"}
    assert not [cell for row in rows for cell in row.values() if cell[:1] in "=+-@\t\r" and cell]
    some = await dana.web.get("/leads/export.csv?tag=vip")
    assert [row["name"] for row in csv.DictReader(io.StringIO(some.text))] == ["Ana Ruiz"]
    # What went out comes in again as it was: everybody is here already.
    again = await import_preview(dana, ids, answer.content, services)
    assert "0 new · 4 here already · 0 with a problem" in " ".join(again.split())


async def import_preview(
    dana: Browser, ids: dict[str, str], data: bytes, services: Services
) -> str:
    """Return the page that shows what a file would bring to the client of the leads."""
    row = await services.db.read(lambda tx: tx.one("SELECT tenant_id FROM leads LIMIT 1"))
    assert row is not None
    path = f"/leads/import/{row['tenant_id']}/preview"
    shown = await dana.send(path, ("leads.csv", data))
    assert shown.status_code == 200, shown.text
    return html.unescape(re.sub(r"<[^>]+>", "", shown.text))


async def test_an_import_shows_bad_rows_and_adds_good_ones(
    services: Services, dana: Browser, acme: Put, bell: object
) -> None:
    here = f"/leads/import/{acme.tenant.id}"
    assert "CSV file" in await dana.see(here)
    table = (
        "Name;Phone;Email;Opted out;Colour\n"
        "Ana;+12125550101;;;blue\n"
        "Ana again;+12125550101;;;\n"
        "Nobody;;;;\n"
        "Short;12;;;\n"
        f"{HOSTILE};;no-mail;yes;\n"
        'Smith; Ann;+12125550109;;;blue;""; x\n'
        "Omar;;omar@example.com;2026-05-01T10:00:00+00:00;\n"
    )
    shown = await dana.send(f"{here}/preview", ("<b>list</b>.csv", table.encode()))
    assert shown.status_code == 200, shown.text
    page = " ".join(html.unescape(re.sub(r"<[^>]+>", "", shown.text)).split())
    assert "2 new · 0 here already · 5 with a problem" in page
    assert "This number or address stands in an earlier row." in page
    assert "The row has neither a phone number nor an e-mail address." in page
    assert "<script>alert(1)" not in shown.text
    assert "<b>list" not in shown.text
    assert not await _statuses(services)
    fields = fields_of(shown.text, here)
    added = await dana.web.post(
        here,
        data={"csrf": await dana.token()},
        files={"data": (None, fields["data"])},
    )
    where = urlsplit(added.headers["location"])
    assert parse_qs(where.query)["added"] == ["2"]
    page = await dana.see(added.headers["location"])
    assert sorted(_names(page)) == ["Ana", "Omar"]
    assert "Nothing was sent" in page
    sent = await services.db.read(lambda tx: tx.all("SELECT id FROM deliveries"))
    assert not sent
    assert _names(await dana.see("/leads?optout=yes")) == ["Omar"]
    for wrong in (b"", b"Colour\nblue\n", b"\x00\xff\xfe binary"):
        refused = await dana.send(f"{here}/preview", ("list.csv", wrong))
        assert refused.status_code in (400, 415, 422), wrong
        assert 'name="files"' in refused.text


async def test_a_viewer_looks_and_changes_nothing(
    services: Services, base_url: str, acme: Put, ids: dict[str, str]
) -> None:
    role, one = Role.VIEWER.value, ids["Ana"]
    async with signed_in(services, base_url, "vi@example.com", acme.tenant.id, role) as viewer:
        for path in ("/leads", "/leads?view=board"):
            page = await viewer.see(path)
            assert "Ana Ruiz" in page
            for absent in ('draggable="true"', "/leads/bulk", "export.csv", "/leads/import/"):
                assert absent not in page, absent
        for path, fields in (
            ("/leads/bulk", {"do": "status", "status": "won", f"pick-{one}": "1"}),
            ("/leads/bulk/apply", {"do": "status", "status": "won", "ids": one}),
            (f"/leads/{one}/move", {"status": "won"}),
        ):
            assert (await viewer.press(path, **fields)).status_code == 403, path
        for path in ("/leads/export.csv", f"/leads/import/{acme.tenant.id}"):
            assert (await viewer.web.get(path)).status_code == 403, path
    assert set((await _statuses(services)).values()) == {"new"}


async def test_another_client_sees_and_changes_nothing(
    services: Services, base_url: str, acme: Put, outsider: Put, ids: dict[str, str]
) -> None:
    other, one = outsider.tenant.id, ids["Ana"]
    async with signed_in(services, base_url, "eve@example.com", other) as eve:
        assert not _names(await eve.see("/leads"))
        assert "Ana" not in (await eve.web.get("/leads/export.csv")).text
        for path in ("/leads", "/leads/board/more", "/leads/export.csv", "/live/leads"):
            query = f"client={acme.tenant.id}&status=new"
            assert (await eve.web.get(f"{path}?{query}")).status_code == 404, path
        assert (await eve.web.get(f"/leads/import/{acme.tenant.id}")).status_code == 404
        for path, fields in (
            ("/leads/bulk", {"do": "status", "status": "won", f"pick-{one}": "1"}),
            ("/leads/bulk/apply", {"do": "status", "status": "won", "ids": one}),
            (f"/leads/{one}/move", {"status": "won"}),
        ):
            assert (await eve.press(path, **fields)).status_code == 404, path
    assert set((await _statuses(services)).values()) == {"new"}


async def test_what_happens_is_pushed(
    services: Services, dana: Browser, acme: Put, ids: dict[str, str]
) -> None:
    page = await dana.see("/leads?status=new")
    path = html.unescape(page.partition('sse-connect="')[2].partition('"')[0])
    async with dana.web.stream("GET", path) as stream:
        lines = stream.aiter_lines()
        # Nothing was missed since the page was drawn: only the pace of the stream comes.
        assert (await anext(lines)).startswith("retry:")
        assert await anext(lines) == ""
        await dana.press(f"/leads/{ids['Ana']}/move", status="won")
        gone = [await anext(lines) for _ in range(2)]
        assert f'id="lead-{ids["Ana"]}" data-gone' in "".join(gone)
        sms = next(one for one in acme.channels if one.kind.value == "sms")
        await receive(services, sms, said("Hi", "+12125550177", profile_name="New One"))
        pushed = ""
        async for line in lines:
            pushed += line
            if "</tr>" in pushed and "New One" in pushed:
                break
    assert 'data-into="lead-rows"' in pushed
