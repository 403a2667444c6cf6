"""The page of a lead: receipts, corrections and decisions, and what a stranger may not see."""

from __future__ import annotations

import html
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import pytest

from app.domain.qualification import Finding
from app.flows.manage_tenant import Put
from app.flows.receive import receive
from app.flows.rescore import rescore
from app.services import Services
from app.store import findings
from app.store.db import Tx
from tests.fixtures import said
from tests.journeys.served import served
from tests.routes.operators import Browser, signed_in

BUDGET, ROOMS = "My budget is $450,000", "We need 3 bedrooms"


@dataclass(frozen=True, slots=True)
class Lead:
    """A lead of acme who told both, with the ids of everything."""

    id: str
    talk: str
    budget: str
    rooms: str


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


def _find(tx: Tx, services: Services, put: Put, talk: str, budget: str, rooms: str) -> str:
    row = tx.one("SELECT lead_id FROM conversations WHERE id = :id", id=talk)
    assert row is not None
    lead_id, tenant_id = row["lead_id"], put.tenant.id
    for key, value, message_id, quote in (
        ("budget", "USD 450000", budget, "$450,000"),
        ("bedrooms", "3", rooms, "3 bedrooms"),
    ):
        at = tx.one("SELECT at FROM messages WHERE id = :id", id=message_id)
        assert at is not None
        found = Finding(key, value, message_id, quote, at["at"])
        findings.insert_finding(tx, tenant_id, lead_id, found, "rule")
    rescore(tx, services, put.tenant.profile, tenant_id, lead_id)
    return str(lead_id)


@pytest.fixture
async def lead(services: Services, acme: Put) -> Lead:
    sms = next(one for one in acme.channels if one.kind.value == "sms")
    first = await receive(services, sms, said(BUDGET, profile_name="Ana <b>Ruiz</b>"))
    second = await receive(services, sms, said(ROOMS))
    talk = first.conversation_id or ""
    ids = await services.db.read(
        lambda tx: [row["id"] for row in tx.all("SELECT id FROM messages ORDER BY id")]
    )
    assert second.conversation_id == talk
    lead_id = await services.db.write(_find, services, acme, talk, *ids)
    return Lead(lead_id, talk, *ids)


def _row(page: str, criterion: str) -> str:
    found = re.search(rf'<tr id="criterion-{criterion}".*?</tr>', page, re.DOTALL)
    assert found is not None
    return html.unescape(re.sub(r"<[^>]+>", " ", found[0]))


async def _column(services: Services, sql: str, **params: Any) -> list[Any]:
    def read(tx: Tx) -> list[Any]:
        return [row["x"] for row in tx.all(sql, **params)]

    return await services.db.read(read)


async def test_each_point_shows_its_words_and_their_message(dana: Browser, lead: Lead) -> None:
    page = await dana.see(f"/leads/{lead.id}")
    row = " ".join(_row(page, "budget").split())
    assert "USD 450,000" in row
    assert "60 / 60" in row
    assert "“$450,000”" in row
    assert "Found by rule" in row
    assert f'href="/conversations/{lead.talk}#message-{lead.budget}"' in page
    assert '<span class="numeric" id="points">100</span>' in page
    assert "Ana &lt;b&gt;Ruiz" in page


async def test_it_shows_the_question_that_moves_most(
    services: Services, dana: Browser, lead: Lead
) -> None:
    await dana.press(f"/leads/{lead.id}/messages/{lead.budget}/delete")
    page = await dana.see(f"/leads/{lead.id}")
    asked = html.unescape(page.split("score-ask")[1].split("</section>")[0])
    assert "What is your budget?" in asked
    assert "brings it to 100 points" in asked
    assert "Hot" in asked


async def test_it_shows_the_language_that_is_spoken(
    dana: Browser, services: Services, lead: Lead
) -> None:
    assert '<dd class="wrap-anywhere"><bdi>Spanish</bdi>' not in await dana.see(f"/leads/{lead.id}")
    change = "UPDATE conversations SET language = 'es' WHERE id = :id"
    await services.db.write(lambda tx: tx.run(change, id=lead.talk))
    assert '<dd class="wrap-anywhere"><bdi>Spanish</bdi>' in await dana.see(f"/leads/{lead.id}")


async def test_correcting_a_message_moves_the_score(dana: Browser, lead: Lead) -> None:
    path = f"/leads/{lead.id}/messages/{lead.budget}"
    assert f"{BUDGET}</textarea>" in await dana.see(path)
    answer = await dana.press(f"{path}/correct", text="I cannot say", reason="Typed wrongly")
    assert answer.status_code == 303
    page = await dana.see(answer.headers["location"])
    assert "100 → 40" in page
    row = " ".join(_row(page, "budget").split())
    assert "0 / 60" in row
    assert "no longer says it" in row


async def test_a_deleted_message_is_gone_from_its_pages(dana: Browser, lead: Lead) -> None:
    path = f"/leads/{lead.id}/messages/{lead.rooms}"
    assert "100 → 60" in await dana.see(path)
    answer = await dana.press(f"{path}/delete")
    page = await dana.see(answer.headers["location"])
    assert "100 → 60" in page
    assert "3 bedrooms" not in page
    assert "3 bedrooms" not in await dana.see(f"/conversations/{lead.talk}")
    assert "<textarea" not in await dana.see(path)
    again = await dana.press(f"{path}/delete")
    assert again.status_code == 409


async def test_it_goes_back_to_where_a_form_came_from(dana: Browser, lead: Lead) -> None:
    path, back = f"/leads/{lead.id}/messages/{lead.rooms}", f"/conversations/{lead.talk}"
    assert f'value="{back}"' in await dana.see(f"{path}?back={back}")
    answer = await dana.press(f"{path}/correct", text="We need 2 bedrooms", back=back)
    assert answer.headers["location"] == back
    answer = await dana.press(f"{path}/delete", back="https://evil.example/")
    assert answer.headers["location"] == "/"


async def test_it_draws_a_refused_correction_again(dana: Browser, lead: Lead) -> None:
    path = f"/leads/{lead.id}/messages/{lead.rooms}/correct"
    answer = await dana.press(path, text=ROOMS)
    assert answer.status_code == 400
    assert "These are the words it has." in answer.text
    assert ROOMS in answer.text


async def test_an_operator_decides_and_takes_it_back(
    services: Services, dana: Browser, lead: Lead
) -> None:
    path = f"/leads/{lead.id}/criteria/budget/override"
    answer = await dana.press(path, value="100k", reason="Said so on the phone")
    assert answer.status_code == 303
    page = await dana.see(f"/leads/{lead.id}")
    row = " ".join(_row(page, "budget").split())
    assert "Decided by Dana Reyes" in row
    assert "Said so on the phone" in row
    assert "The lead says USD 450,000" in row
    assert "0 / 60" in row
    details = await dana.see(f"/conversations/{lead.talk}")
    assert "Decided by a person: Said so on the phone" in details
    (finding_id,) = await _column(
        services, "SELECT id AS x FROM findings WHERE origin = 'operator'"
    )
    await dana.press(f"/leads/{lead.id}/findings/{finding_id}/take-back")
    row = " ".join(_row(await dana.see(f"/leads/{lead.id}"), "budget").split())
    assert "60 / 60" in row
    assert "The decision was taken back." in row


async def test_it_draws_a_refused_decision_again(dana: Browser, lead: Lead) -> None:
    path = f"/leads/{lead.id}/criteria/bedrooms/override"
    answer = await dana.press(path, value="several", reason="A hunch")
    assert answer.status_code == 400
    row = _row(answer.text, "bedrooms")
    assert "Write a number" in row
    assert 'value="A hunch"' in answer.text


async def test_the_conversation_leads_to_the_receipts(dana: Browser, lead: Lead) -> None:
    page = await dana.see(f"/conversations/{lead.talk}")
    assert f'href="/leads/{lead.id}#receipts"' in page
    assert "Engagement" in page


async def test_an_old_message_is_shown_among_earlier_ones(
    services: Services, dana: Browser, lead: Lead
) -> None:
    def later(tx: Tx) -> None:
        for number in range(60):
            tx.run(
                "INSERT INTO messages (id, tenant_id, conversation_id, channel_id, author, body,"
                " at, received_at) SELECT :id, tenant_id, conversation_id, channel_id, 'system',"
                " 'x', at + 1000, received_at FROM messages WHERE id = :like",
                id=f"zz{number:03d}",
                like=lead.budget,
            )

    await services.db.write(later)
    page = await dana.see(f"/leads/{lead.id}")
    found = re.search(rf'href="(/conversations/[^"]+)#message-{lead.budget}"', page)
    assert found is not None
    assert f'id="message-{lead.budget}"' in await dana.see(found[1])


@pytest.mark.parametrize("language", ["es", "ar"])
async def test_it_speaks_the_operators_language(dana: Browser, lead: Lead, language: str) -> None:
    await dana.press("/preferences", language=language, back="/")
    page = await dana.see(f"/leads/{lead.id}")
    assert f'<html lang="{language}"' in page
    assert "Receipts" not in page
    assert "What would move" not in page


async def test_a_stranger_finds_no_lead(services: Services, stranger: Browser, lead: Lead) -> None:
    before = await _column(services, "SELECT body AS x FROM messages ORDER BY id")
    path = f"/leads/{lead.id}"
    (finding_id, _) = await _column(services, "SELECT id AS x FROM findings ORDER BY id")
    for page in (path, f"{path}/messages/{lead.budget}"):
        assert (await stranger.web.get(page)).status_code == 404
    for form, fields in (
        (f"{path}/messages/{lead.budget}/correct", {"text": "Mine"}),
        (f"{path}/messages/{lead.budget}/delete", {}),
        (f"{path}/criteria/budget/override", {"value": "1", "reason": "x"}),
        (f"{path}/findings/{finding_id}/take-back", {}),
    ):
        assert (await stranger.press(form, **fields)).status_code == 404
    assert await _column(services, "SELECT body AS x FROM messages ORDER BY id") == before
    assert await _column(services, "SELECT count(*) AS x FROM findings") == [2]


async def test_an_operator_of_the_client_decides(
    services: Services, base_url: str, acme: Put, lead: Lead
) -> None:
    async with signed_in(services, base_url, "ana@example.com", acme.tenant.id) as ana:
        path = f"/leads/{lead.id}/criteria/bedrooms/override"
        answer = await ana.press(path, value="0", reason="An office")
        assert answer.headers["location"] == f"/leads/{lead.id}?note=overridden#criterion-bedrooms"
        assert 'id="points">60<' in await ana.see(f"/leads/{lead.id}")


async def test_a_message_is_found_under_its_own_lead_only(
    services: Services, dana: Browser, lead: Lead, bravo: Put
) -> None:
    sms = next(one for one in bravo.channels if one.kind.value == "sms")
    await receive(services, sms, said("Hello", "+13125550123"))
    (other,) = await _column(
        services, "SELECT id AS x FROM leads WHERE tenant_id = :t", t=bravo.tenant.id
    )
    path = f"/leads/{other}/messages/{lead.budget}"
    assert (await dana.web.get(path)).status_code == 404
    assert (await dana.press(f"{path}/delete")).status_code == 404
    assert (await dana.web.get(f"/leads/{lead.id}%00")).status_code == 404
    assert (await dana.web.get(f"/leads/{lead.id}/messages/nobody%00")).status_code == 404
