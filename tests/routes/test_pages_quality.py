"""The quality and budget pages over HTTP: what they say, what may be set, by whom."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from dataclasses import replace

import httpx2
import pytest

from app.clock import ManualClock
from app.domain.budget import period_of
from app.domain.calibration import ENOUGH
from app.domain.tenant import Tenant
from app.domain.usage import Usage
from app.flows.answer import answer
from app.flows.api_keys import create_key
from app.flows.decide_draft import label_reply, reject_draft
from app.flows.manage_tenant import Put
from app.flows.receive import receive
from app.flows.set_budget import set_budget
from app.flows.spend import note
from app.queue import Queue
from app.services import Services
from app.store import tenants, turns
from app.store.db import Tx
from app.store.quality import Coverage, coverage_of, quality_of
from tests.fixtures import HeardBell, said
from tests.flows.stage import ScriptedModel
from tests.journeys.served import served
from tests.routes.operators import Browser, signed_in

OPEN = "We are open Monday to Friday from 9 to 18."
PRIOR = "Not yet calibrated: the prior is used."


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
    async with signed_in(services, base_url, "ann@example.com", acme.tenant.id) as browser:
        yield browser


@pytest.fixture
async def stranger(services: Services, base_url: str, outsider: Put) -> AsyncIterator[Browser]:
    async with signed_in(services, base_url, "out@example.com", outsider.tenant.id) as browser:
        yield browser


async def _now(services: Services, put: Put) -> Tenant:
    tenant = await services.db.read(tenants.tenant_by_id, put.tenant.id)
    assert tenant is not None
    return tenant


async def _ask(services: Services, put: Put, bell: HeardBell, count: int) -> list[str]:
    """Let so many leads ask, and answer them; return the turns."""
    account = await services.accounts.account(put.channels[0].id)
    for number in range(count):
        await receive(services, account, said("When are you open?", f"+1212555{number:04d}"))
    ids = bell.take(Queue.AI)
    for turn_id in ids:
        await answer(replace(services, model=ScriptedModel(OPEN)), turn_id)
    return ids


async def _spend(services: Services, put: Put, microusd: int) -> None:
    used = (Usage("p", "some-model", 1000, 0, 500, 100, microusd, 1),)
    await services.db.write(note, services, await _now(services, put), None, used)


async def test_it_says_that_the_prior_is_used_and_how_much_is_missing(
    services: Services, dana: Browser, acme: Put, bell: HeardBell
) -> None:
    (turn, *_) = await _ask(services, acme, bell, 2)
    await label_reply(services, acme.tenant.id, turn, "op", True)
    page = await dana.see("/assistant/quality")
    assert PRIOR in page
    assert f"still needed before it learns from them: {ENOUGH - 1}." in page
    assert "2 of 2 replies to questions, in 30 days" in page


async def test_it_draws_the_curve_of_what_was_decided(
    services: Services, dana: Browser, acme: Put, bell: HeardBell
) -> None:
    for number, turn in enumerate(await _ask(services, acme, bell, ENOUGH + 2)):
        await label_reply(services, acme.tenant.id, turn, "op", number % 4 != 0)
    await dana.press(f"/assistant/clients/{acme.tenant.id}/quality/learn")
    page = await dana.see("/assistant/quality")
    assert PRIOR not in page
    assert 'class="plot-dot"' in page
    assert f"ECE; decisions: {ENOUGH + 2}" in page
    assert f"of the last {ENOUGH + 2} replies" in page


async def test_learning_again_says_that_there_is_nothing_new(dana: Browser, acme: Put) -> None:
    answered = await dana.press(f"/assistant/clients/{acme.tenant.id}/quality/learn")
    assert "note=nothing_new" in answered.headers["location"]


async def test_the_error_rate_is_a_new_version_with_its_threshold(
    services: Services, dana: Browser, acme: Put
) -> None:
    path = f"/assistant/clients/{acme.tenant.id}/quality/error-rate"
    await dana.press(path, error_rate="7,5", version="1")
    tenant, page = await _now(services, acme), await dana.see("/assistant/quality")
    assert (tenant.profile.error_rate, tenant.profile_version) == (0.075, 2)
    assert re.search(r"7\.5%</span>\s*<span class=\"chip chip-held\">yours.*?92\.5%", page, re.S)


@pytest.mark.parametrize("typed", ["150", "-1", "many", "nan", "1e9999"])
async def test_what_is_no_share_is_refused_and_kept(
    services: Services, dana: Browser, acme: Put, typed: str
) -> None:
    path = f"/assistant/clients/{acme.tenant.id}/quality/error-rate"
    page = await dana.press(path, error_rate=typed)
    assert page.status_code == 422
    assert f'value="{typed}"' in page.text
    assert (await _now(services, acme)).profile.error_rate is None


async def test_a_rate_somebody_else_changed_is_not_overwritten(
    services: Services, dana: Browser, acme: Put
) -> None:
    path = f"/assistant/clients/{acme.tenant.id}/quality/error-rate"
    await dana.press(path, error_rate="5", version="1")
    late = await dana.press(path, error_rate="9", version="1")
    assert late.status_code == 409
    assert (await _now(services, acme)).profile.error_rate == 0.05


async def test_the_agency_sees_a_row_for_each_client(
    dana: Browser, acmes: Browser, acme: Put, bravo: Put
) -> None:
    page = await dana.see("/assistant/quality")
    assert f"/assistant/quality?client={acme.tenant.id}" in page
    assert f"/assistant/quality?client={bravo.tenant.id}" in page
    assert "Bravo" not in await acmes.see("/assistant/quality")


async def test_drafts_that_people_send_are_not_sent_alone(
    services: Services, acme: Put, bell: HeardBell
) -> None:
    def draft_only(tx: Tx) -> int:
        return tx.run("UPDATE tenants SET mode = 'draft_only'")

    await _ask(services, acme, bell, 1)
    await services.db.write(draft_only)
    services.accounts.clear()
    account = await services.accounts.account(acme.channels[0].id)
    await receive(services, account, said("When are you open?", "+12125559999"))
    (turn,) = bell.take(Queue.AI)
    await answer(replace(services, model=ScriptedModel(OPEN)), turn)
    found = await services.db.read(turns.draft_of, acme.tenant.id, turn)
    assert found is not None
    before = await services.db.read(coverage_of, acme.tenant.id, 0)
    await reject_draft(services, acme.tenant.id, turn, "op")
    assert before == Coverage(2, 1)
    assert await services.db.read(coverage_of, acme.tenant.id, 0) == Coverage(2, 1)


async def test_an_outsider_sees_no_quality_and_sets_none(
    services: Services, stranger: Browser, acme: Put, outsider: Put, bell: HeardBell
) -> None:
    (turn,) = await _ask(services, acme, bell, 1)
    await label_reply(services, acme.tenant.id, turn, "op", True)
    found = await services.db.read(quality_of, outsider.tenant.id, 0, 0)
    assert (found.counts, found.coverage, found.raws) == ({}, Coverage(), ())
    base = f"/assistant/clients/{acme.tenant.id}"
    for path in ("quality/error-rate", "quality/learn", "budget"):
        answered = await stranger.press(f"{base}/{path}", error_rate="5", period="day")
        assert answered.status_code == 404
    for path in ("quality", "budget"):
        answered = await stranger.web.get(f"/assistant/{path}?client={acme.tenant.id}")
        assert answered.status_code == 404


async def test_the_budget_page_shows_what_is_gone_and_for_what(
    services: Services, dana: Browser, acme: Put
) -> None:
    await set_budget(
        services, acme.tenant.id, None, microusd=2_000_000, tokens=None, period="month"
    )
    await _spend(services, acme, 1_700_000)
    page = await dana.see("/assistant/budget")
    assert "$1.70" in page
    assert "85.0%" in page
    assert "80% of the budget was reached." in page
    assert "some-model" in page
    assert page.count('class="day-bar"') == 30


async def test_an_admin_sets_limits_in_dollars_and_tokens(
    services: Services, dana: Browser, acme: Put
) -> None:
    path = f"/assistant/clients/{acme.tenant.id}/budget"
    await dana.press(path, money="$1,250.50", tokens="2,000,000", period="week")
    tenant = await _now(services, acme)
    assert (tenant.budget_microusd, tenant.budget_tokens, tenant.budget_period) == (
        1_250_500_000,
        2_000_000,
        "week",
    )
    page = await dana.see("/assistant/budget")
    assert 'value="1250.5"' in page
    await dana.press(path, money="", tokens="", period="day")
    assert (await _now(services, acme)).budget_microusd is None


@pytest.mark.parametrize(
    "typed",
    [
        {"money": "-5"},
        {"money": "much"},
        {"money": "1e999999"},
        {"tokens": "1.5"},
        {"period": "year"},
    ],
)
async def test_what_is_no_limit_comes_back_with_its_reason(
    services: Services, dana: Browser, acme: Put, typed: dict[str, str]
) -> None:
    fields = {"money": "", "tokens": "", "period": "day", **typed}
    page = await dana.press(f"/assistant/clients/{acme.tenant.id}/budget", **fields)
    assert page.status_code == 422
    assert 'role="alert"' in page.text
    assert (await _now(services, acme)).budget_period == "month"


async def test_a_clients_people_see_the_budget_and_do_not_set_it(
    services: Services, acmes: Browser, acme: Put
) -> None:
    page = await acmes.see("/assistant/budget")
    answered = await acmes.press(f"/assistant/clients/{acme.tenant.id}/budget", period="day")
    assert "Only admins of the agency may change this." in page
    assert answered.status_code == 403
    assert (await _now(services, acme)).budget_period == "month"


async def test_an_alert_stands_in_the_inbox_until_it_is_put_away(
    services: Services, dana: Browser, stranger: Browser, acme: Put
) -> None:
    await set_budget(services, acme.tenant.id, None, microusd=100, tokens=None, period="month")
    await _spend(services, acme, 96)
    page = await dana.see("/conversations")
    (key,) = re.findall(r'name="key" value="([^"]+)"', page)
    assert "95% of the budget is spent." in page
    assert "of the budget" not in await stranger.see("/conversations")
    await dana.press("/budget-alerts/put-away", key=key)
    assert "of the budget" not in await dana.see("/conversations")
    await _spend(services, acme, 4)
    assert "the budget is spent." in await dana.see("/conversations")


async def test_an_alert_of_a_period_that_is_over_is_not_shown(
    services: Services, base_url: str, acme: Put, clock: ManualClock
) -> None:
    await set_budget(services, acme.tenant.id, None, microusd=100, tokens=None, period="day")
    await _spend(services, acme, 96)
    clock.advance(86_400)
    async with signed_in(services, base_url, "dana@example.com") as browser:
        assert "of the budget" not in await browser.see("/conversations")


async def test_programs_read_what_their_client_has_spent(
    services: Services, base_url: str, acme: Put, outsider: Put
) -> None:
    await set_budget(services, acme.tenant.id, None, microusd=500, tokens=None, period="day")
    await _spend(services, acme, 96)
    tenant = await _now(services, acme)
    answers = {}
    async with httpx2.AsyncClient(base_url=base_url) as http:
        for put in (acme, outsider):
            _, key = await create_key(services, put.tenant.id, "Reader")
            headers = {"Authorization": f"Bearer {key}"}
            answers[put.tenant.name] = (await http.get("/api/v1/usage", headers=headers)).json()
        refused = await http.get("/api/v1/usage")
    one, other = answers["Acme"], answers["Outsider"]
    assert one["period"] == period_of(tenant, services.clock.now_ms())
    assert (one["spent"], one["limits"]) == (
        {"microusd": 96, "tokens": 1600},
        {"microusd": 500, "tokens": None},
    )
    assert other["spent"] == {"microusd": 0, "tokens": 0}
    assert refused.status_code == 401


async def test_calibrate_prints_a_line_for_each_client(
    services: Services, acme: Put, bell: HeardBell, capsys: pytest.CaptureFixture[str]
) -> None:
    from app.calibrating import calibrate_shown
    from app.kb_show import Screen

    (turn,) = await _ask(services, acme, bell, 1)
    await label_reply(services, acme.tenant.id, turn, "op", True)
    assert await calibrate_shown(services, Screen(), False) == 0
    printed = capsys.readouterr().out
    assert re.search(r"Acme\s+1\s+[\d.]+%\s+–\s+–\s+prior", printed)
