"""The forms of a lead's page, without script and with; who may not, cannot."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from app.domain.access import Role
from app.flows.manage_tenant import Put
from app.flows.receive import receive
from app.services import Services
from tests.fixtures import said
from tests.journeys.served import served
from tests.routes.operators import Browser, signed_in

HOSTILE = "<script>alert(1)</script>{{ 7*7 }}\u202e" + "w" * 3_000


@pytest.fixture
async def base_url(services: Services) -> AsyncIterator[str]:
    async with served(services) as address:
        yield address


@pytest.fixture
async def dana(services: Services, base_url: str) -> AsyncIterator[Browser]:
    async with signed_in(services, base_url, "dana@example.com") as browser:
        yield browser


async def _leads(services: Services, put: Put, *senders: str) -> list[str]:
    sms = next(one for one in put.channels if one.kind.value == "sms")
    for sender in senders:
        await receive(services, sms, said("My budget is $450,000", sender))
    return await services.db.read(
        lambda tx: [row["id"] for row in tx.all("SELECT id FROM leads ORDER BY id")]
    )


async def _column(services: Services, sql: str) -> list[object]:
    rows = await services.db.read(lambda tx: [list(dict(row).values()) for row in tx.all(sql)])
    return [row[0] for row in rows]


async def test_forms_work_without_script(services: Services, dana: Browser, acme: Put) -> None:
    (lead_id,) = await _leads(services, acme, "+12125550123")
    one = f"/leads/{lead_id}"
    for path, fields, note in (
        ("status", {"status": "won"}, "saved"),
        ("tags", {"tag": "VIP"}, "saved"),
        ("details", {"name": HOSTILE[:120], "email": "ana@example.com"}, "saved"),
        ("notes", {"text": HOSTILE}, "noted"),
        ("appointments", {"starts_at": "2026-12-01T14:30", "minutes": "30",
                          "title": HOSTILE[:100]}, "booked"),
        ("opt-out", {"reason": HOSTILE[:200]}, "opted_out"),
        ("adjust", {"points": "20", "reason": HOSTILE[:200]}, "adjusted"),
        ("handoff", {"words": HOSTILE[:200]}, "handed_off"),
    ):  # fmt: skip
        answer = await dana.press(f"{one}/{path}", **fields)
        assert answer.status_code == 303, (path, answer.text)
        assert answer.headers["location"].startswith(f"{one}?note={note}")
    page = await dana.see(one)
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert 'aria-current="step"' in page
    assert "vip" in page


async def test_a_refusal_is_said_where_it_was_asked(
    services: Services, dana: Browser, acme: Put
) -> None:
    (lead_id,) = await _leads(services, acme, "+12125550123")
    fields = {"starts_at": "2027-03-14T02:30", "minutes": "30"}
    answer = await dana.press(f"/leads/{lead_id}/appointments", **fields)
    assert answer.status_code == 422
    assert "The clock leaps over this hour on that day." in answer.text
    short = await dana.web.post(
        f"/leads/{lead_id}/appointments",
        data={"csrf": await dana.token(), **fields},
        headers={"x-requested-with": "fetch"},
    )
    assert (short.status_code, short.text) == (422, "The clock leaps over this hour on that day.")
    done = await dana.web.post(
        f"/leads/{lead_id}/notes",
        data={"csrf": await dana.token(), "text": "Short"},
        headers={"x-requested-with": "fetch"},
    )
    assert (done.status_code, done.text) == (204, "")


async def test_a_merged_lead_leads_to_the_one_it_lives_on_in(
    services: Services, dana: Browser, acme: Put
) -> None:
    one, other = await _leads(services, acme, "+12125550123", "+12125550188")
    await dana.press(f"/leads/{one}/merge", other=other)
    answer = await dana.web.get(f"/leads/{other}")
    assert (answer.status_code, answer.headers["location"]) == (303, f"/leads/{one}")
    (merge_id,) = await _column(services, "SELECT id FROM lead_merges")
    await dana.press(f"/leads/{one}/merges/{merge_id}/undo")
    assert 'data-offline="' in await dana.see(f"/leads/{other}")


async def test_a_viewer_sees_and_changes_nothing(
    services: Services, base_url: str, acme: Put
) -> None:
    (lead_id,) = await _leads(services, acme, "+12125550123")
    role = Role.VIEWER.value
    async with signed_in(services, base_url, "vi@example.com", acme.tenant.id, role) as viewer:
        page = await viewer.see(f"/leads/{lead_id}")
        assert "data-apply" not in page or "disabled" in page
        assert "Book an appointment" not in page
        for path in ("status", "notes", "opt-out", "merge", "handoff"):
            answer = await viewer.press(f"/leads/{lead_id}/{path}", status="won", text="x")
            assert answer.status_code == 403
    assert await _column(services, "SELECT status FROM leads") == ["new"]


async def test_earlier_moments_follow_the_page(
    services: Services, dana: Browser, acme: Put
) -> None:
    sms = next(one for one in acme.channels if one.kind.value == "sms")
    for number in range(45):
        await receive(services, sms, said(f"Message {number:02}"))
    (lead_id,) = await _leads(services, acme)
    page = await dana.see(f"/leads/{lead_id}")
    assert "Message 44" in page
    assert "Message 00" not in page
    more = page.partition('hx-get="')[2].partition('"')[0]
    part = await dana.see(more.replace("&amp;", "&"))
    assert "Message 00" in part
    assert "<html" not in part


async def test_what_happens_is_pushed(services: Services, dana: Browser, acme: Put) -> None:
    (lead_id,) = await _leads(services, acme, "+12125550123")
    page = await dana.see(f"/leads/{lead_id}")
    path = page.partition('sse-connect="')[2].partition('"')[0].replace("&amp;", "&")
    async with dana.web.stream("GET", path) as stream:
        lines = stream.aiter_lines()
        # Nothing was missed since the page was drawn: only the pace of the stream comes.
        assert (await anext(lines)).startswith("retry:")
        await dana.press(f"/leads/{lead_id}/status", status="qualified")
        pushed = ""
        async for line in lines:
            pushed += line
            if "moment-fact" in pushed:
                break
    assert 'id="lead-standing"' in pushed
    assert "step is-here" in pushed
