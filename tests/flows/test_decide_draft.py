"""A draft that waits is sent, edited or rejected by a person, and the confidence learns from it."""

from __future__ import annotations

import asyncio

import pytest

from app.domain.calibration import ENOUGH
from app.errors import Conflict, Invalid, NotFound
from app.flows.decide_draft import approve_draft, label_reply, reject_draft
from app.flows.learn_confidence import learn, learn_now_and_then
from app.flows.manage_tenant import Put
from app.flows.reply import reply
from app.flows.sweep import sweep
from app.flows.take_over import release, take_over
from app.store import outcomes
from tests.flows.stage import LEAD, ScriptedModel, Stage

OPEN = "We are open Monday to Friday from 9 to 18."
ASKS = "When are you open?"


@pytest.fixture
async def waiting(stage: Stage, acme: Put) -> str:
    """The turn of a draft that waits for a person."""
    await stage.change("UPDATE tenants SET mode = 'draft_only'")
    stage.services.accounts.clear()
    stage.with_model(ScriptedModel(OPEN))
    await stage.lead_says(acme, ASKS)
    await stage.work()
    (turn_id,) = await stage.column("SELECT id FROM turns")
    assert stage.sent() == []
    return str(turn_id)


async def _draft(stage: Stage) -> str:
    from app.store import turns

    (row,) = await stage.rows("SELECT tenant_id, id FROM turns")
    found = await stage.services.db.read(turns.draft_of, row["tenant_id"], row["id"])
    return found[1] if found else ""


async def test_a_draft_is_sent_as_it_is(stage: Stage, acme: Put, waiting: str) -> None:
    await approve_draft(stage.services, acme.tenant.id, waiting, "op", await _draft(stage))
    await stage.work()
    assert [OPEN in one.body for one in stage.sent()] == [True]
    assert await stage.column("SELECT outcome FROM outcomes") == ["sent_as_is"]
    assert await stage.column("SELECT author FROM messages ORDER BY id") == ["lead", "assistant"]
    assert await stage.column("SELECT state FROM escalations") == ["resolved"]
    assert await stage.column("SELECT needs_person FROM conversations") == [0]


async def test_an_edited_draft_is_the_persons_own(stage: Stage, acme: Put, waiting: str) -> None:
    await approve_draft(stage.services, acme.tenant.id, waiting, "op", "From 9, and on Saturdays.")
    await stage.work()
    assert await stage.column("SELECT outcome FROM outcomes") == ["edited"]
    assert await stage.column("SELECT author FROM messages ORDER BY id") == ["lead", "operator"]


async def test_nobody_takes_over_by_approving(stage: Stage, acme: Put, waiting: str) -> None:
    await approve_draft(stage.services, acme.tenant.id, waiting, "op", await _draft(stage))
    assert await stage.column("SELECT state FROM conversations") == ["active"]


async def test_the_second_decision_finds_no_draft(stage: Stage, acme: Put, waiting: str) -> None:
    await approve_draft(stage.services, acme.tenant.id, waiting, "op", "Hello.")
    with pytest.raises(NotFound):
        await approve_draft(stage.services, acme.tenant.id, waiting, "other", "Hello.")
    await stage.work()
    assert len(stage.sent()) == 1


async def test_a_rejected_draft_leaves_the_lead_to_a_person(
    stage: Stage, acme: Put, waiting: str
) -> None:
    await reject_draft(stage.services, acme.tenant.id, waiting, "op")
    assert await stage.column("SELECT outcome FROM outcomes") == ["rejected"]
    assert await stage.column("SELECT needs_person FROM conversations") == [1]
    assert await _draft(stage) == ""


async def test_an_empty_or_endless_text_is_refused(stage: Stage, acme: Put, waiting: str) -> None:
    for text in (" \n", "x" * 1601):
        with pytest.raises(Invalid):
            await approve_draft(stage.services, acme.tenant.id, waiting, "op", text)


async def test_who_opted_out_gets_no_draft(stage: Stage, acme: Put, waiting: str) -> None:
    await stage.lead_says(acme, "STOP")
    with pytest.raises((Conflict, NotFound)):
        await approve_draft(stage.services, acme.tenant.id, waiting, "op", "Hello.")


async def test_an_outsider_decides_nothing(
    stage: Stage, acme: Put, outsider: Put, waiting: str
) -> None:
    stranger = outsider.tenant.id
    for flow in (
        approve_draft(stage.services, stranger, waiting, "op", "Hello."),
        reject_draft(stage.services, stranger, waiting, "op"),
        label_reply(stage.services, stranger, waiting, "op", True),
    ):
        with pytest.raises(NotFound):
            await flow
    assert await _draft(stage) != ""
    assert await stage.column("SELECT count(*) FROM outcomes") == [0]


async def test_taking_over_right_after_a_reply_is_a_doubt(stage: Stage, acme: Put) -> None:
    stage.with_model(ScriptedModel(OPEN))
    await stage.lead_says(acme, ASKS)
    await stage.work()
    (conversation_id,) = await stage.column("SELECT id FROM conversations")
    await take_over(stage.services, acme.tenant.id, conversation_id, "op")
    assert await stage.column("SELECT outcome FROM outcomes") == ["took_over"]


async def test_confidence_follows_what_people_did(stage: Stage, acme: Put) -> None:
    stage.with_model(ScriptedModel(OPEN))
    for number in range(ENOUGH + 5):
        await stage.lead_says(acme, ASKS, f"+1212555{number:04d}")
    await stage.work()
    for turn_id in await stage.column("SELECT id FROM turns"):
        await label_reply(stage.services, acme.tenant.id, turn_id, "op", False)
    before = await stage.column("SELECT confidence FROM turns")
    assert await learn(stage.services) == 1
    await stage.lead_says(acme, ASKS, LEAD)
    await stage.work()
    (after,) = await stage.column("SELECT confidence FROM turns ORDER BY id DESC LIMIT 1")
    assert after < before[0] / 2


async def test_a_reply_below_the_clients_limit_waits_for_a_person(stage: Stage, acme: Put) -> None:
    (profile,) = await stage.column("SELECT profile FROM tenants")
    strict = profile.replace('"error_rate": null', '"error_rate": 0.001')
    await stage.change("UPDATE tenants SET profile = :p", p=strict)
    stage.services.accounts.clear()
    stage.with_model(ScriptedModel(OPEN))
    await stage.lead_says(acme, ASKS)
    await stage.work()
    assert await stage.column("SELECT reason FROM escalations") == ["low_confidence"]
    assert OPEN in await _draft(stage)
    assert len(stage.sent()) == 1
    assert await stage.column("SELECT state FROM turns") == ["escalated"]


async def test_labels_of_an_outsider_are_their_own(
    stage: Stage, acme: Put, outsider: Put, waiting: str
) -> None:
    await reject_draft(stage.services, acme.tenant.id, waiting, "op")
    read, stranger = stage.services.db.read, outsider.tenant.id
    assert await read(outcomes.labels_of, stranger) == []
    assert await read(outcomes.counts_of, stranger) == {}
    assert await read(outcomes.recent_raws, stranger) == []
    assert await read(outcomes.outcome_of, stranger, waiting) == ""


async def test_the_sweep_learns_at_most_once_an_hour(stage: Stage, acme: Put, waiting: str) -> None:
    await reject_draft(stage.services, acme.tenant.id, waiting, "op")
    assert await learn_now_and_then(stage.services) == 1
    stage.clock.advance(60)
    await label_reply(stage.services, acme.tenant.id, waiting, "op", True)
    assert await learn_now_and_then(stage.services) == 0
    stage.clock.advance(3600)
    await sweep(stage.services)
    (made,) = await stage.column("SELECT fitted_at FROM calibrations WHERE tenant_id = 'all'")
    assert made == stage.clock.now_ms()


async def test_of_many_who_decide_at_once_one_does(stage: Stage, acme: Put, waiting: str) -> None:
    """Postgres lets units run side by side: the row itself must choose."""
    tenant_id, services = acme.tenant.id, stage.services
    decided = await asyncio.gather(
        approve_draft(services, tenant_id, waiting, "a", "From 9 to 18."),
        approve_draft(services, tenant_id, waiting, "b", await _draft(stage)),
        reject_draft(services, tenant_id, waiting, "c"),
        approve_draft(services, tenant_id, waiting, "d", "Hello."),
        return_exceptions=True,
    )
    assert sum(not isinstance(one, Exception) for one in decided) == 1
    await stage.work()
    assert len(stage.sent()) <= 1
    assert await stage.column("SELECT count(*) FROM outcomes") == [1]


async def test_another_draft_still_waits_for_somebody(
    stage: Stage, acme: Put, waiting: str
) -> None:
    stage.with_model(ScriptedModel("Yes, small pets are welcome in most homes."))
    await stage.lead_says(acme, "Do you allow pets?")
    await stage.work()
    await approve_draft(stage.services, acme.tenant.id, waiting, "op", "From 9 to 18.")
    assert await stage.column("SELECT state FROM escalations") == ["pending"]
    assert await stage.column("SELECT needs_person FROM conversations") == [1]


async def test_who_writes_by_hand_makes_the_draft_void(
    stage: Stage, acme: Put, waiting: str
) -> None:
    (conversation_id,) = await stage.column("SELECT id FROM conversations")
    await reply(stage.services, acme.tenant.id, conversation_id, "op", "From nine on.")
    with pytest.raises(NotFound):
        await approve_draft(stage.services, acme.tenant.id, waiting, "op", "From 9 to 18.")


async def test_given_back_without_a_word_the_draft_calls_somebody_again(
    stage: Stage, acme: Put, waiting: str
) -> None:
    (conversation_id,) = await stage.column("SELECT id FROM conversations")
    await take_over(stage.services, acme.tenant.id, conversation_id, "op")
    await release(stage.services, acme.tenant.id, conversation_id, "op")
    assert "pending" in await stage.column("SELECT state FROM escalations")
