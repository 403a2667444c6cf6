"""One escalation a conversation, one page an outage, and no loops."""

from __future__ import annotations

import asyncio

import pytest

from app.domain.escalation import Outcome
from app.errors import NotFound, ProviderUnavailable
from app.flows.acknowledge import resolve
from app.flows.manage_tenant import Put
from app.flows.take_over import take_over
from tests.flows.calling import DANA, Calls
from tests.flows.stage import ScriptedModel, Stage


@pytest.fixture
async def calls(stage: Stage, acme: Put) -> Calls:
    made = Calls(stage)
    await made.tell(acme, DANA)
    return made


async def test_a_person_is_told_what_is_known(calls: Calls, acme: Put) -> None:
    conversation_id = await calls.lead(acme, "My budget is 300000 dollars, call me please")
    await calls.need(
        acme,
        conversation_id,
        "wants_person",
        summary="They want a call today.",
        suggested="Gladly. When suits you?",
    )
    await calls.send_all()
    (mail,) = calls.mails
    assert mail.subject == "Acme: The lead asks for a person"
    assert "“My budget is 300000 dollars, call me please”" in mail.text
    assert "Note: They want a call today." in mail.text
    assert "Suggested reply, not sent: Gladly. When suits you?" in mail.text
    assert f"https://leads.example.com/conversations/{conversation_id}" in mail.text


async def test_the_same_cause_ten_times_tells_once(calls: Calls, acme: Put) -> None:
    conversation_id = await calls.lead(acme)
    ids = {await calls.need(acme, conversation_id, "not_in_knowledge") for _ in range(10)}
    await calls.send_all()
    row = await calls.escalation()
    assert ids == {row["id"]}
    assert row["count"] == 10
    assert len(calls.mails) == 1


async def test_a_more_pressing_reason_tells_again(calls: Calls, acme: Put) -> None:
    conversation_id = await calls.lead(acme)
    await calls.need(acme, conversation_id, "not_in_knowledge")
    await calls.need(acme, conversation_id, "complaint_or_legal")
    await calls.need(acme, conversation_id, "not_in_knowledge")
    await calls.send_all()
    row = await calls.escalation()
    assert (row["reason"], row["priority"]) == ("complaint_or_legal", "high")
    assert {mail.subject for mail in calls.mails} == {"Acme: A complaint or a legal matter"}


async def test_a_hot_lead_is_more_pressing(calls: Calls, acme: Put) -> None:
    conversation_id = await calls.lead(acme)
    await calls.need(acme, conversation_id, "wants_person", temperature="hot")
    assert (await calls.escalation())["priority"] == "urgent"


async def test_what_was_resolved_is_not_opened_by_the_same_message(calls: Calls, acme: Put) -> None:
    conversation_id = await calls.lead(acme)
    first = await calls.need(acme, conversation_id, "other")
    await resolve(calls.stage.services, acme.tenant.id, str(first), Outcome.ANSWERED)
    assert await calls.need(acme, conversation_id, "other") is None
    assert await calls.stage.column("SELECT needs_person FROM conversations") == [0]


async def test_a_new_message_may_open_it_again(calls: Calls, acme: Put) -> None:
    conversation_id = await calls.lead(acme)
    first = await calls.need(acme, conversation_id, "other")
    await resolve(calls.stage.services, acme.tenant.id, str(first), Outcome.ANSWERED)
    await calls.stage.lead_says(acme, "And another thing", sender="+13035550001")
    assert await calls.need(acme, conversation_id, "other") not in (None, first)


async def test_another_delivery_may_open_it_again(calls: Calls, acme: Put) -> None:
    conversation_id = await calls.lead(acme)
    first = await calls.need(acme, conversation_id, "delivery_failed", cause="d1")
    await resolve(calls.stage.services, acme.tenant.id, str(first), Outcome.OTHER)
    assert await calls.need(acme, conversation_id, "delivery_failed", cause="d1") is None
    assert await calls.need(acme, conversation_id, "delivery_failed", cause="d2")


async def test_a_takeover_ends_the_reminders(calls: Calls, acme: Put) -> None:
    conversation_id = await calls.lead(acme)
    await calls.need(acme, conversation_id, "wants_person")
    await calls.send_all()
    await take_over(calls.stage.services, acme.tenant.id, conversation_id, "op")
    await calls.after(60)
    assert len(calls.mails) == 1
    assert (await calls.escalation())["outcome"] == "taken_over"


async def test_an_unknown_word_becomes_a_reason_of_the_list(calls: Calls, acme: Put) -> None:
    await calls.need(acme, await calls.lead(acme), "gremlins")
    assert (await calls.escalation())["reason"] == "other"


async def test_a_need_that_lasts_is_told_again_later(calls: Calls, acme: Put) -> None:
    conversation_id = await calls.lead(acme)
    await calls.need(acme, conversation_id, "other")
    await calls.send_all()
    for _ in range(6):
        await calls.after(10)
    told = len(calls.mails)
    await calls.after(61)
    await calls.need(acme, conversation_id, "other")
    await calls.send_all()
    assert (told, len(calls.mails)) == (6, 7)


async def test_an_outsider_resolves_nothing(calls: Calls, acme: Put, outsider: Put) -> None:
    escalation_id = await calls.need(acme, await calls.lead(acme), "other")
    with pytest.raises(NotFound):
        await resolve(
            calls.stage.services, outsider.tenant.id, str(escalation_id), Outcome.ANSWERED
        )
    assert (await calls.escalation())["state"] == "pending"


# -- outages


async def _down(calls: Calls, acme: Put, count: int) -> list[str]:
    """Let so many leads ask what nobody can answer while no model answers."""
    return [
        await calls.lead(acme, f"Is the roof of house {number} made of copper?")
        for number in range(count)
    ]


async def test_a_hundred_conversations_make_one_page(calls: Calls, acme: Put) -> None:
    for conversation_id in await _down(calls, acme, 100):
        await calls.need(acme, conversation_id, "model_unavailable")
    await calls.send_all()
    incidents = await calls.stage.rows("SELECT kind, count, state FROM incidents")
    assert incidents == [{"kind": "model_unavailable", "count": 100, "state": "open"}]
    assert await calls.stage.column("SELECT COUNT(*) FROM notifications") == [1]
    assert [mail.subject for mail in calls.mails] == ["leadline: No model answers"]
    assert await calls.stage.column("SELECT SUM(needs_person) FROM conversations") == [100]


async def test_a_hundred_at_once_make_one_page(calls: Calls, acme: Put) -> None:
    ids = await _down(calls, acme, 100)
    await asyncio.gather(*(calls.need(acme, one, "model_unavailable") for one in ids))
    await calls.send_all()
    assert await calls.stage.column("SELECT count FROM incidents") == [100]
    assert len(calls.mails) == 1


async def test_ten_askers_at_once_open_one_escalation(calls: Calls, acme: Put) -> None:
    conversation_id = await calls.lead(acme)
    await asyncio.gather(*(calls.need(acme, conversation_id, "other") for _ in range(10)))
    await calls.send_all()
    assert (await calls.escalation())["count"] == 10
    assert len(calls.mails) == 1


async def test_a_model_that_is_down_makes_one_page_by_itself(calls: Calls, acme: Put) -> None:
    calls.stage.with_model(ScriptedModel(ProviderUnavailable("down")))
    await _down(calls, acme, 5)
    for _ in range(4):
        await calls.stage.work()
        calls.stage.clock.advance(20)
        await calls.after(0)
    assert await calls.stage.column("SELECT reason FROM escalations") == ["model_unavailable"] * 5
    assert len(calls.mails) == 1


async def test_an_outage_ends_with_one_note(calls: Calls, acme: Put) -> None:
    for conversation_id in await _down(calls, acme, 3):
        await calls.need(acme, conversation_id, "model_unavailable")
    await calls.send_all()
    await calls.after(5)
    await _answer_by_model(calls, acme)
    await calls.after(11)
    await calls.after(1)
    over = [mail for mail in calls.mails if mail.subject.startswith("It is over")]
    assert [mail.text.count("Conversations that waited meanwhile: 3") for mail in over] == [1]
    assert await calls.stage.column("SELECT state FROM incidents") == ["closed"]


async def _answer_by_model(calls: Calls, acme: Put) -> None:
    conversation_id = await calls.lead(acme)
    await calls.stage.change(
        "UPDATE turns SET state = 'answered', path = 'model', answered_at = :now"
        " WHERE conversation_id = :id",
        id=conversation_id,
        now=calls.stage.clock.now_ms(),
    )


async def test_an_outage_lasts_until_a_model_answers(calls: Calls, acme: Put) -> None:
    await calls.need(acme, await calls.lead(acme), "model_unavailable")
    await calls.after(120)
    assert await calls.stage.column("SELECT state FROM incidents") == ["open"]


async def test_a_flapping_model_opens_no_second_incident(calls: Calls, acme: Put) -> None:
    for _ in range(5):
        await calls.need(acme, await calls.lead(acme), "model_unavailable")
        await calls.after(2)
        await _answer_by_model(calls, acme)
        await calls.after(2)
    assert await calls.stage.column("SELECT COUNT(*) FROM incidents") == [1]


async def test_a_paused_channel_is_an_incident_of_its_client(
    calls: Calls, acme: Put, bravo: Put
) -> None:
    await calls.tell(bravo, DANA)
    for put in (acme, acme, bravo):
        await calls.need(put, await calls.lead(put), "channel_paused")
    tenant_ids = await calls.stage.column("SELECT tenant_id FROM incidents")
    assert sorted(tenant_ids) == sorted([acme.tenant.id, bravo.tenant.id])


async def test_a_mended_channel_ends_its_incident(calls: Calls, acme: Put) -> None:
    conversation_id = await calls.lead(acme)
    await calls.stage.change("UPDATE channels SET is_paused = 1")
    await calls.need(acme, conversation_id, "channel_paused")
    await calls.after(0)
    assert await calls.stage.column("SELECT state FROM incidents") == ["open"]
    await calls.stage.change("UPDATE channels SET is_paused = 0")
    await calls.after(0)
    assert await calls.stage.column("SELECT state FROM incidents") == ["closed"]


async def test_the_agency_hears_of_an_outage_first(calls: Calls, acme: Put) -> None:
    agency = DANA.__class__("", None, "Agency", "agency@example.com")
    await calls.tell(None, agency)
    await calls.need(acme, await calls.lead(acme), "model_unavailable")
    await calls.send_all()
    assert calls.to() == ["agency@example.com"]
