"""A message corrected or deleted: the score moves by its points, and former words are forgotten."""

from __future__ import annotations

import asyncio
import json

import pytest

from app.domain.qualification import Finding
from app.errors import Conflict, Invalid, NotFound
from app.flows.correct_message import correct_message, delete_message
from app.flows.manage_tenant import Put
from app.flows.rescore import rescore
from app.llm.base import ModelAnswer, ModelRequest, ToolCall
from app.queue import Queue
from app.store import findings, messages
from app.store.db import Tx
from tests.fixtures import HeardBell
from tests.flows.stage import ScriptedModel, Stage

BUDGET, ROOMS = "My budget is $450,000", "We need 3 bedrooms"


class Summarising(ScriptedModel):
    """A model that calls a person, with a summary of its own."""

    def __init__(self, summary: str, reply: str) -> None:
        super().__init__(reply)
        self.summary = summary

    async def ask(self, request: ModelRequest) -> ModelAnswer:
        """Answer with a call of ``escalate`` beside the reply."""
        said = await super().ask(request)
        call = ToolCall("escalate", {"reason": "other", "summary": self.summary})
        return ModelAnswer((*said.calls, call))


async def _tells(stage: Stage, put: Put) -> dict[str, str]:
    """Let a lead tell budget and bedrooms; return the messages' ids by text."""
    await stage.lead_says(put, BUDGET)
    await stage.work()
    await stage.lead_says(put, ROOMS)
    await stage.work()
    rows = await stage.rows("SELECT id, body FROM messages WHERE author = 'lead'")
    return {row["body"]: row["id"] for row in rows}


async def _points(stage: Stage) -> int:
    (points,) = await stage.column("SELECT score FROM leads")
    return int(points)


async def _correct(stage: Stage, put: Put, message_id: str, text: str) -> tuple[int, int]:
    moved = await correct_message(
        stage.services, put.tenant.id, message_id, "dana", text, "Heard wrongly"
    )
    return moved.points_before, moved.points_after


async def test_it_takes_exactly_the_points_of_what_is_no_longer_said(
    stage: Stage, acme: Put
) -> None:
    ids = await _tells(stage, acme)
    assert await _points(stage) == 100
    assert await _correct(stage, acme, ids[BUDGET], "I cannot say yet") == (100, 40)
    assert await _points(stage) == 40
    (row,) = await stage.rows("SELECT void_reason, quote FROM findings WHERE voided_at > 0")
    assert row["void_reason"] == "message_corrected"
    assert row["quote"] in BUDGET


async def test_it_reads_a_corrected_number_in_the_same_message(stage: Stage, acme: Put) -> None:
    ids = await _tells(stage, acme)
    assert await _correct(stage, acme, ids[BUDGET], "My budget is $150,000") == (100, 40)
    assert await _correct(stage, acme, ids[BUDGET], "My budget is $250,000") == (40, 100)
    rows = await stage.rows(
        "SELECT message_id, value, origin FROM findings"
        " WHERE criterion_id = 'budget' AND voided_at IS NULL"
    )
    assert rows == [{"message_id": ids[BUDGET], "value": "USD 250000", "origin": "rule"}]


async def test_it_keeps_what_the_new_words_still_say(stage: Stage, acme: Put) -> None:
    ids = await _tells(stage, acme)
    before = await stage.rows("SELECT * FROM findings ORDER BY id")
    assert await _correct(stage, acme, ids[BUDGET], f"{BUDGET}, thanks") == (100, 100)
    assert await stage.rows("SELECT * FROM findings ORDER BY id") == before


async def test_a_part_of_another_number_is_no_quote(stage: Stage, acme: Put) -> None:
    ids = await _tells(stage, acme)
    await _correct(stage, acme, ids[ROOMS], "We need 13 bedrooms")
    values = await stage.column(
        "SELECT value FROM findings WHERE criterion_id = 'bedrooms' AND voided_at IS NULL"
    )
    assert values == ["13"]


async def test_it_reads_a_short_answer_in_the_light_of_the_question(
    stage: Stage, acme: Put
) -> None:
    stage.with_model(ScriptedModel("Gladly. How many bedrooms do you need?"))
    await stage.lead_says(acme, "Hello, do you have flats?")
    await stage.work()
    await stage.lead_says(acme, "too")
    message_id = (await stage.column("SELECT id FROM messages WHERE body = 'too'"))[0]
    assert await _correct(stage, acme, message_id, "2") == (0, 40)


async def test_it_keeps_the_first_words_and_who_changed_them(stage: Stage, acme: Put) -> None:
    ids = await _tells(stage, acme)
    await _correct(stage, acme, ids[BUDGET], "One")
    await _correct(stage, acme, ids[BUDGET], "Two")
    (row,) = await stage.rows(
        "SELECT body, original_body, edited_by, edited_at FROM messages WHERE id = :id",
        id=ids[BUDGET],
    )
    assert (row["body"], row["original_body"], row["edited_by"]) == ("Two", BUDGET, "dana")
    assert row["edited_at"] == stage.clock.now_ms()


async def test_a_correction_is_an_event_with_its_points(stage: Stage, acme: Put) -> None:
    ids = await _tells(stage, acme)
    await _correct(stage, acme, ids[BUDGET], "Later")
    (row,) = await stage.rows(
        "SELECT operator_id, data FROM events WHERE kind = 'message_corrected'"
    )
    assert row["operator_id"] == "dana"
    assert json.loads(row["data"]) == {
        "message_id": ids[BUDGET],
        "points_before": 100,
        "points_after": 40,
        "reason": "Heard wrongly",
    }


async def test_a_deleted_message_leaves_no_word_anywhere(stage: Stage, acme: Put) -> None:
    ids = await _tells(stage, acme)
    await _correct(stage, acme, ids[ROOMS], "We need 4 bedrooms, says Zebulon")
    await stage.change(
        "UPDATE conversations SET summary = 'Zebulon wants 4', summary_upto = :id", id=ids[ROOMS]
    )
    moved = await delete_message(stage.services, acme.tenant.id, ids[ROOMS], "dana")
    assert (moved.points_before, moved.points_after) == (100, 60)
    tables = ("messages", "findings", "conversations", "leads", "events", "escalations",
              "recordings", "gaps")  # fmt: skip
    for table in tables:
        rows = await stage.rows(f"SELECT * FROM {table}")
        text = json.dumps(rows, default=str)
        assert "Zebulon" not in text, table
        assert "3 bedrooms" not in text, table
        assert "4 bedrooms" not in text, table


async def test_a_deleted_message_is_in_nothing_people_are_told(stage: Stage, acme: Put) -> None:
    """Neither in what a model made of it, nor in a value found before it was corrected."""
    stage.with_model(Summarising("The lead whispered Zebulon.", "We heard about Zebulon."))
    await stage.lead_says(acme, "We need 4 bedrooms, says Zebulon")
    await stage.work()
    (message_id,) = await stage.column("SELECT id FROM messages WHERE author = 'lead'")
    (lead_id,) = await stage.column("SELECT id FROM leads")
    found = Finding("bedrooms", "4", message_id, "4 bedrooms", stage.clock.now_ms())
    await stage.services.db.write(_find, stage, acme, lead_id, found)
    await stage.lead_says(acme, "The kitchen should be blue.")
    await stage.work()
    held = await stage.rows("SELECT summary, facts FROM escalations")
    assert "Zebulon" in held[0]["summary"]
    assert '"4"' in held[0]["facts"]
    await _correct(stage, acme, message_id, "We need 5 bedrooms, says Zebulon")
    await stage.lead_says(acme, "And the door red.")
    await stage.work()
    await _correct(stage, acme, message_id, "Five bedrooms")
    await delete_message(stage.services, acme.tenant.id, message_id, "dana")
    (row,) = await stage.rows("SELECT summary, facts, reason FROM escalations")
    told = row["summary"] + row["facts"]
    assert not any(word in told for word in ("Zebulon", '"4"', '"5"'))
    assert row["reason"] == "other"


async def test_a_code_of_ours_outlives_the_message(stage: Stage, acme: Put) -> None:
    stage.with_model(Summarising("Call them.", "Thanks, that is noted."))
    await stage.lead_says(acme, "We need 4 bedrooms")
    await stage.work()
    (message_id,) = await stage.column("SELECT id FROM messages WHERE author = 'lead'")
    await stage.change("UPDATE escalations SET summary = 'too_long'")
    await delete_message(stage.services, acme.tenant.id, message_id, "dana")
    assert await stage.column("SELECT summary FROM escalations") == ["too_long"]


async def test_deleting_moves_the_score_by_exactly_its_points(stage: Stage, acme: Put) -> None:
    ids = await _tells(stage, acme)
    reasons = json.loads((await stage.column("SELECT score_reasons FROM leads"))[0])
    worth = {one["message_id"]: one["points"] for one in reasons}
    await delete_message(stage.services, acme.tenant.id, ids[BUDGET], "dana")
    assert await _points(stage) == 100 - worth[ids[BUDGET]]
    await delete_message(stage.services, acme.tenant.id, ids[ROOMS], "dana")
    assert await _points(stage) == 0
    assert await stage.column("SELECT score_reasons FROM leads") == ["[]"]


def _find(tx: Tx, stage: Stage, put: Put, lead_id: str, finding: Finding) -> None:
    findings.insert_finding(tx, put.tenant.id, lead_id, finding)
    rescore(tx, stage.services, put.tenant.profile, put.tenant.id, lead_id)


async def test_changes_at_the_same_moment_both_count(stage: Stage, acme: Put) -> None:
    ids = await _tells(stage, acme)
    moves = await asyncio.gather(
        correct_message(stage.services, acme.tenant.id, ids[BUDGET], "dana", "Later", ""),
        delete_message(stage.services, acme.tenant.id, ids[ROOMS], "ana"),
    )
    assert await _points(stage) == 0
    assert sum(one.points_before - one.points_after for one in moves) == 100


async def test_what_was_overtaken_is_in_force_again(stage: Stage, acme: Put) -> None:
    await _tells(stage, acme)
    stage.clock.advance(60)
    await stage.lead_says(acme, "Actually my budget is $100,000")
    (row,) = await stage.rows(
        "SELECT m.id, m.at, c.lead_id FROM messages m JOIN conversations c"
        " ON c.id = m.conversation_id WHERE m.body LIKE 'Actually%'"
    )
    message_id = row["id"]
    later = Finding("budget", "USD 100000", message_id, "$100,000", row["at"])
    await stage.services.db.write(_find, stage, acme, row["lead_id"], later)
    assert await _points(stage) == 40
    moved = await delete_message(stage.services, acme.tenant.id, message_id, "dana")
    assert (moved.points_before, moved.points_after) == (40, 100)
    reasons = json.loads((await stage.column("SELECT score_reasons FROM leads"))[0])
    assert [one["value"] for one in reasons] == ["USD 450000", "3"]


async def test_the_list_shows_no_former_words(stage: Stage, acme: Put) -> None:
    await stage.lead_says(acme, "My  secret is 4711")
    (message_id,) = await stage.column("SELECT id FROM messages")
    await _correct(stage, acme, message_id, "My secret\nis safe")
    assert await stage.column("SELECT last_snippet FROM conversations") == ["My secret is safe"]
    await delete_message(stage.services, acme.tenant.id, message_id, "dana")
    assert await stage.column("SELECT last_snippet FROM conversations") == ["…"]


async def test_a_turn_with_nothing_left_to_answer_ends(
    stage: Stage, acme: Put, bell: HeardBell
) -> None:
    await stage.lead_says(acme, BUDGET)
    (message_id,) = await stage.column("SELECT id FROM messages")
    await delete_message(stage.services, acme.tenant.id, message_id, "dana")
    await stage.work()
    assert await stage.turn_states() == ["answered"]
    assert stage.sent() == []
    assert bell.take(Queue.AI) == []


async def test_a_model_sees_the_corrected_words_and_no_deleted_ones(
    stage: Stage, acme: Put
) -> None:
    model = ScriptedModel()
    stage.with_model(model)
    await stage.lead_says(acme, "Do you allow bets?")
    await stage.lead_says(acme, "My card number is 4711")
    first, second = await stage.column("SELECT id FROM messages ORDER BY id")
    await _correct(stage, acme, first, "Do you allow pets?")
    await delete_message(stage.services, acme.tenant.id, second, "dana")
    await stage.work()
    prompt = str(model.requests[-1])
    assert "allow pets?" in prompt
    assert "bets" not in prompt
    assert "4711" not in prompt
    assert "></message>" not in prompt


async def test_a_draft_of_former_words_is_drafted_anew(stage: Stage, acme: Put) -> None:
    model = ScriptedModel(is_slow=True)
    stage.with_model(model)
    await stage.lead_says(acme, BUDGET)
    answering = asyncio.create_task(stage.answer_all())
    await asyncio.wait_for(model.asked.wait(), 5)
    (message_id,) = await stage.column("SELECT id FROM messages")
    await _correct(stage, acme, message_id, "Do you allow pets?")
    model.may_answer.set()
    await answering
    assert stage.sent() == []
    assert await stage.turn_states() == ["pending"]
    await stage.work()
    assert "allow pets?" in str(model.requests[-1])
    assert len(stage.sent()) == 1


@pytest.mark.parametrize("text", ["", "  ", BUDGET, "x" * 4001])
async def test_it_refuses_words_that_correct_nothing(stage: Stage, acme: Put, text: str) -> None:
    ids = await _tells(stage, acme)
    with pytest.raises(Invalid):
        await _correct(stage, acme, ids[BUDGET], text)


async def test_only_what_a_lead_wrote_can_be_changed(stage: Stage, acme: Put) -> None:
    await _tells(stage, acme)
    ours = (await stage.column("SELECT id FROM messages WHERE author = 'assistant'"))[0]
    with pytest.raises(Invalid):
        await _correct(stage, acme, ours, "Something else")
    with pytest.raises(Invalid):
        await delete_message(stage.services, acme.tenant.id, ours, "dana")


async def test_a_deleted_message_is_not_deleted_twice(stage: Stage, acme: Put) -> None:
    ids = await _tells(stage, acme)
    await delete_message(stage.services, acme.tenant.id, ids[BUDGET], "dana")
    with pytest.raises(Conflict):
        await delete_message(stage.services, acme.tenant.id, ids[BUDGET], "dana")
    with pytest.raises(Conflict):
        await _correct(stage, acme, ids[BUDGET], "Back again")


async def test_nobody_corrects_another_clients_message(
    stage: Stage, acme: Put, outsider: Put
) -> None:
    ids = await _tells(stage, acme)
    before = await stage.rows("SELECT * FROM messages ORDER BY id")
    with pytest.raises(NotFound):
        await _correct(stage, outsider, ids[BUDGET], "Mine now")
    with pytest.raises(NotFound):
        await delete_message(stage.services, outsider.tenant.id, ids[BUDGET], "out")
    assert await stage.rows("SELECT * FROM messages ORDER BY id") == before


async def test_a_deleted_message_is_no_part_of_the_history(stage: Stage, acme: Put) -> None:
    ids = await _tells(stage, acme)
    (talk,) = await stage.column("SELECT id FROM conversations")
    await delete_message(stage.services, acme.tenant.id, ids[BUDGET], "dana")
    shown = await stage.services.db.read(messages.latest, acme.tenant.id, talk)
    assert ids[BUDGET] not in {one.id for one in shown}


async def test_findings_say_where_they_come_from(stage: Stage, acme: Put) -> None:
    await _tells(stage, acme)
    (lead_id,) = await stage.column("SELECT id FROM leads")
    found = await stage.services.db.read(findings.findings_of, acme.tenant.id, lead_id)
    assert {one.origin for one in found} == {"rule"}
    made = Finding("budget", "USD 1", "m", "1")
    await stage.services.db.write(findings.insert_finding, acme.tenant.id, lead_id, made)
    found = await stage.services.db.read(findings.findings_of, acme.tenant.id, lead_id)
    assert {one.origin for one in found} == {"rule", "model"}
