"""A recorded turn runs again: the same code gives the same, other rules show what they change."""

from __future__ import annotations

import pytest

from app.domain.profile import Settings, settings_of
from app.errors import Invalid, NotFound
from app.flows.manage_tenant import Put
from app.flows.record import forget_old, outcome_of, pack, unpack
from app.flows.replay import replay
from app.llm.base import ModelAnswer, ModelRequest, ToolCall
from app.store import profiles, recordings
from app.store.profiles import PUBLISHED, Version
from app.store.recordings import Recording
from tests.flows.stage import QUESTION, ScriptedModel, Stage

OPEN = "We are open Monday to Friday from 9 to 18."
WRONG = "A viewing costs $987,654."


class FindingModel(ScriptedModel):
    """Records the budget beside its reply."""

    async def ask(self, request: ModelRequest) -> ModelAnswer:
        made = await super().ask(request)
        text = next(
            block.text
            for said in request.messages
            for block in said.blocks
            if "300000" in block.text
        )
        message_id = text.split('id="')[1].split('"')[0]
        found = {
            "criterion_id": "budget",
            "value": "300000",
            "message_id": message_id,
            "quote": "300000 dollars",
        }
        call = ToolCall("record_findings", {"findings": [found]})
        return ModelAnswer((*made.calls, call), made.usage)


async def _conversation(stage: Stage) -> str:
    (conversation_id,) = await stage.column("SELECT id FROM conversations")
    return str(conversation_id)


async def test_the_same_code_gives_the_same(stage: Stage, acme: Put) -> None:
    stage.with_model(FindingModel(OPEN))
    await stage.lead_says(acme, "My budget is 300000 dollars, when are you open?")
    await stage.work()
    (one,) = await replay(stage.services, acme.tenant.id, await _conversation(stage))
    assert one.differences == ()
    assert one.after.findings[0].value == "USD 300000"
    assert OPEN in one.after.text


async def test_a_turn_without_a_model_is_replayed_without_one(stage: Stage, acme: Put) -> None:
    await stage.lead_says(acme, "Is there a swimming pool on the roof?")
    await stage.work()
    (one,) = await replay(stage.services, acme.tenant.id, await _conversation(stage))
    assert (one.before.path, one.before.escalation) == ("floor", "no_model")
    assert (one.differences, one.is_unknown) == ((), False)


async def test_a_repaired_turn_needs_both_of_its_answers(stage: Stage, acme: Put) -> None:
    model = ScriptedModel(WRONG, OPEN)
    stage.with_model(model)
    await stage.lead_says(acme, "When are you open?")
    await stage.work()
    (one,) = await replay(stage.services, acme.tenant.id, await _conversation(stage))
    assert (one.before.path, one.differences) == ("repaired", ())


async def test_it_sends_and_writes_nothing(stage: Stage, acme: Put) -> None:
    stage.with_model(ScriptedModel(OPEN))
    await stage.lead_says(acme, "When are you open?")
    await stage.work()
    before = await _everything(stage)
    await replay(stage.services, acme.tenant.id, await _conversation(stage))
    assert await _everything(stage) == before
    assert stage.bell.rang == []
    assert len(stage.sent()) == 1


async def test_another_profile_shows_what_it_changes(stage: Stage, acme: Put) -> None:
    stage.with_model(ScriptedModel(OPEN))
    await stage.lead_says(acme, "When are you open?")
    await stage.work()
    tenant = (await stage.services.accounts.knowledge(acme.tenant.id)).tenant
    stricter = _with(settings_of(tenant), never_say=("monday",))
    version = Version(acme.tenant.id, 77, PUBLISHED, stricter)
    await stage.services.db.write(profiles.insert_version, version)
    (one,) = await replay(stage.services, acme.tenant.id, await _conversation(stage), version=77)
    assert "verdict" in one.differences or "path" in one.differences
    assert "Monday" not in one.after.text
    assert one.is_unknown


async def test_another_model_is_paid_for_and_not_sent(stage: Stage, acme: Put) -> None:
    stage.with_model(ScriptedModel(OPEN))
    await stage.lead_says(acme, "When are you open?")
    await stage.work()
    used = await stage.column("SELECT count(*) FROM usage")
    other = ScriptedModel("From nine to 18 on Monday to Friday.", cost_microusd=5)
    (one,) = await replay(stage.services, acme.tenant.id, await _conversation(stage), model=other)
    assert "reply" in one.differences
    assert len(other.requests) == 1
    assert await stage.column("SELECT count(*) FROM usage") == [used[0] + 1]
    assert len(stage.sent()) == 1


async def test_an_outsider_replays_nothing_of_acme(stage: Stage, acme: Put, outsider: Put) -> None:
    await stage.lead_says(acme, QUESTION)
    await stage.work()
    conversation_id = await _conversation(stage)
    with pytest.raises(NotFound):
        await replay(stage.services, outsider.tenant.id, conversation_id)
    stranger = outsider.tenant.id
    read = stage.services.db.read
    assert await read(recordings.recordings_of, stranger, conversation_id) == []
    write = stage.services.db.write
    assert await write(recordings.forget_conversation, stranger, conversation_id) == 0


async def test_recordings_live_for_some_days_only(stage: Stage, acme: Put) -> None:
    await stage.lead_says(acme, QUESTION)
    await stage.work()
    assert await forget_old(stage.services) == 0
    stage.clock.advance(31 * 86_400)
    assert await forget_old(stage.services) == 1
    with pytest.raises(Invalid, match="recorded"):
        await replay(stage.services, acme.tenant.id, await _conversation(stage))
    assert await stage.column("SELECT count(*) FROM recorded_statics") == [0]


async def test_nothing_is_recorded_where_it_is_switched_off(stage: Stage, acme: Put) -> None:
    stage.with_settings(recordings_days=0)
    await stage.lead_says(acme, QUESTION)
    await stage.work()
    assert await stage.column("SELECT count(*) FROM recordings") == [0]


async def test_turns_share_what_is_the_same(stage: Stage, acme: Put) -> None:
    for text in (QUESTION, "When are you open?"):
        await stage.lead_says(acme, text)
        await stage.work()
    assert await stage.column("SELECT count(*) FROM recordings") == [2]
    assert await stage.column("SELECT count(*) FROM recorded_statics") == [1]


async def test_a_packed_turn_comes_back_whole(stage: Stage, acme: Put) -> None:
    stage.with_model(ScriptedModel(OPEN))
    await stage.lead_says(acme, "When are you open?")
    await stage.work()
    (row,) = await stage.rows(
        "SELECT r.turn_id, r.conversation_id, s.content AS static, r.content, r.at AS at_ms"
        " FROM recordings r JOIN recorded_statics s ON s.hash = r.static_hash"
    )
    once = unpack(Recording(**row))
    assert once.material.tenant.name == "Acme"
    assert len(once.material.looked.shown.passages) == 2
    assert once.outcome.is_sent
    assert pack(once.material, _draft_like(once)).static_hash


def _draft_like(recorded):  # type: ignore[no-untyped-def]
    from app.flows.drafting import Draft

    made = Draft("x", "model", "send", "en", 1.0, True)
    assert outcome_of(made).text == "x"
    return made


def _with(settings: Settings, **changes: object) -> Settings:
    from dataclasses import replace

    return replace(settings, profile=replace(settings.profile, **changes))


async def _everything(stage: Stage) -> list[list[dict[str, object]]]:
    tables = ("messages", "deliveries", "turns", "findings", "usage", "events", "conversations")
    return [await stage.rows(f"SELECT * FROM {table} ORDER BY id") for table in tables]
