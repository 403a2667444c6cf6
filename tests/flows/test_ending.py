"""A conversation ends with a good-bye; a question opens it again, a "thanks" does not."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from app.domain.tenant import ChannelKind
from app.errors import Conflict
from app.flows.manage_tenant import Put, put_tenant
from app.flows.reply import reply
from app.flows.take_over import release, take_over
from app.llm.base import ModelAnswer, ModelRequest, ToolCall
from app.store import visitors
from tests.fixtures import document
from tests.flows.stage import HOURS, LEAD, QUESTION, ScriptedModel, Stage, channel

OPERATOR = "operator-1"
BYE = "Have a lovely day. Good-bye!"
DAY_S = 24 * 3600


class _PoliteModel(ScriptedModel):
    """Ends the conversation when the lead's last words hold a good-bye."""

    def __init__(self, text: str = BYE, *more: ToolCall, is_slow: bool = False) -> None:
        super().__init__(text, is_slow=is_slow)
        self.more = more

    async def ask(self, request: ModelRequest) -> ModelAnswer:
        answer = await super().ask(request)
        if "bye" not in str(request.messages[-1]).lower():
            return answer
        end = ToolCall("end", {"reason": "lead_is_done"})
        return replace(answer, calls=(*answer.calls, end, *self.more))


async def _states(stage: Stage) -> list[str]:
    return await stage.column("SELECT state FROM conversations ORDER BY id")


async def _ended(stage: Stage, put: Put, kind: ChannelKind = ChannelKind.SMS) -> str:
    """Let a conversation come to its end; return its id."""
    stage.with_model(_PoliteModel())
    sender = f"whatsapp:{LEAD}" if kind is ChannelKind.WHATSAPP else LEAD
    receipt = await stage.lead_says(put, "Bye for now, I have to run", sender, kind)
    await stage.work()
    assert await _states(stage) == ["ended"]
    assert receipt.conversation_id
    return receipt.conversation_id


async def test_a_good_bye_is_sent_and_ends_the_conversation(stage: Stage, acme: Put) -> None:
    await _ended(stage, acme)
    (row,) = await stage.rows("SELECT ended_at, epoch FROM conversations")
    assert row == {"ended_at": stage.clock.now_ms(), "epoch": 0}
    assert [record.body[-len(BYE) :] for record in stage.sent()] == [BYE]
    kinds = await stage.column("SELECT kind FROM events")
    assert kinds.count("conversation_ended") == 1


@pytest.mark.parametrize(
    "model",
    [
        _PoliteModel("Shall we be in touch next week?"),
        _PoliteModel(BYE, ToolCall("escalate", {"reason": "asked_for_person", "summary": "x"})),
    ],
    ids=["we ask something", "a person is needed"],
)
async def test_it_stays_open_while_something_is_open(
    stage: Stage, acme: Put, model: _PoliteModel
) -> None:
    stage.with_model(model)
    await stage.lead_says(acme, "Bye for now, I have to run")
    await stage.work()
    assert await _states(stage) == ["active"]


async def test_it_stays_open_while_a_person_is_awaited(stage: Stage, acme: Put) -> None:
    stage.with_model(_PoliteModel())
    await stage.lead_says(acme, "Bye for now, I have to run")
    await stage.change("UPDATE conversations SET needs_person = 1")
    await stage.work()
    assert await _states(stage) == ["active"]


async def test_a_draft_to_approve_ends_nothing(stage: Stage) -> None:
    put = await put_tenant(
        stage.services, document("Acme", "+15550001111") | {"mode": "draft_only"}
    )
    stage.with_model(_PoliteModel())
    await stage.lead_says(put, "Bye for now, I have to run")
    await stage.work()
    assert await _states(stage) == ["active"]
    assert stage.sent() == []


async def test_a_question_within_the_time_opens_it_again(stage: Stage, acme: Put) -> None:
    """DOMAIN 27: the same conversation, a fresh turn."""
    conversation_id = await _ended(stage, acme)
    stage.clock.advance(7 * DAY_S - 1)
    receipt = await stage.lead_says(acme, QUESTION)
    await stage.work()
    assert receipt.conversation_id == conversation_id
    (row,) = await stage.rows("SELECT state, epoch, ended_at FROM conversations")
    assert row == {"state": "active", "epoch": 1, "ended_at": None}
    assert len(stage.sent()) == 2


async def test_a_question_later_begins_a_new_one_with_the_same_lead(
    stage: Stage, acme: Put
) -> None:
    await _ended(stage, acme)
    stage.clock.advance(7 * DAY_S + 1)
    await stage.lead_says(acme, QUESTION)
    await stage.work()
    assert await _states(stage) == ["ended", "active"]
    assert await stage.column("SELECT count(*) FROM leads") == [1]


async def test_a_mere_thanks_opens_nothing(stage: Stage, acme: Put) -> None:
    conversation_id = await _ended(stage, acme)
    for text in ("Thanks!", "👍"):
        receipt = await stage.lead_says(acme, text)
        assert receipt.conversation_id == conversation_id
    await stage.work()
    assert await stage.rows("SELECT state, unread FROM conversations") == [
        {"state": "ended", "unread": 3}
    ]
    assert await stage.turn_states() == ["answered"]
    assert (await stage.column("SELECT kind FROM events")).count("message_received") == 3


async def test_a_thanks_in_an_open_conversation_is_answered(stage: Stage, acme: Put) -> None:
    await stage.lead_says(acme, QUESTION)
    await stage.work()
    await stage.lead_says(acme, "Thanks!")
    assert await stage.turn_states() == ["answered", "pending"]


async def test_a_good_bye_that_has_not_left_gives_way_to_an_answer(stage: Stage, acme: Put) -> None:
    stage.with_model(_PoliteModel())
    await stage.lead_says(acme, "Bye for now, I have to run")
    await stage.answer_all()
    stage.with_model(ScriptedModel())
    await stage.lead_says(acme, HOURS)
    await stage.work()
    assert await stage.delivery_states() == ["cancelled", "accepted"]
    assert BYE not in stage.sent()[0].body


async def test_an_opt_out_after_the_end_is_obeyed(stage: Stage, acme: Put) -> None:
    conversation_id = await _ended(stage, acme, ChannelKind.WHATSAPP)
    stop = await stage.lead_says(acme, "STOP", f"whatsapp:{LEAD}", ChannelKind.WHATSAPP)
    await stage.work()
    assert stop.conversation_id == conversation_id
    assert await stage.column("SELECT count(*) FROM leads WHERE opted_out_at IS NULL") == [0]
    assert await stage.column("SELECT kind FROM deliveries ORDER BY id") == [
        "reply",
        "opt_out_confirmation",
    ]
    assert await stage.delivery_states() == ["accepted", "accepted"]
    assert await _states(stage) == ["ended"]


async def test_an_opt_out_stops_a_good_bye_that_has_not_left(stage: Stage, acme: Put) -> None:
    stage.with_model(_PoliteModel())
    await stage.lead_says(acme, "Bye for now, I have to run")
    await stage.answer_all()
    await stage.lead_says(acme, "STOP")
    await stage.work()
    assert await stage.delivery_states() == ["cancelled"]
    assert await _states(stage) == ["ended"]


async def test_an_operator_opens_it_again_by_writing(stage: Stage, acme: Put) -> None:
    conversation_id = await _ended(stage, acme)
    await reply(stage.services, acme.tenant.id, conversation_id, OPERATOR, "Ann here.")
    await stage.work()
    assert [record.body for record in stage.sent()][1:] == ["Ann here."]
    assert await stage.rows("SELECT state, ended_at, operator_id FROM conversations") == [
        {"state": "held", "ended_at": None, "operator_id": OPERATOR}
    ]


async def test_after_a_takeover_and_release_the_assistant_answers(stage: Stage, acme: Put) -> None:
    conversation_id = await _ended(stage, acme)
    await take_over(stage.services, acme.tenant.id, conversation_id, OPERATOR)
    await stage.lead_says(acme, QUESTION)
    await release(stage.services, acme.tenant.id, conversation_id, OPERATOR)
    await stage.work()
    assert await stage.turn_states() == ["answered", "answered"]
    assert len(stage.sent()) == 2


async def test_it_is_not_opened_beside_a_newer_one(stage: Stage, acme: Put) -> None:
    conversation_id = await _ended(stage, acme)
    stage.clock.advance(8 * DAY_S)
    await stage.lead_says(acme, QUESTION)
    with pytest.raises(Conflict):
        await reply(stage.services, acme.tenant.id, conversation_id, OPERATOR, "Ann here.")
    assert await _states(stage) == ["ended", "active"]


async def test_a_question_at_the_very_end_is_answered(stage: Stage, acme: Put) -> None:
    """It may be found open and be stored after the end: no order of the two loses it."""
    stage.with_model(_PoliteModel())
    for n in range(8):
        await stage.lead_says(acme, "Bye for now, I have to run", f"+1212555{n:04d}")
    await asyncio.gather(
        stage.answer_all(),
        *(stage.lead_says(acme, QUESTION, f"+1212555{n:04d}") for n in range(8)),
    )
    await stage.work()
    assert set(await stage.turn_states()) == {"answered"}
    last = await stage.column("SELECT last_author FROM conversations")
    assert last == ["assistant"] * 8


async def test_a_visitor_of_the_chat_still_sees_the_good_bye(stage: Stage, acme: Put) -> None:
    stage.with_model(_PoliteModel())
    await stage.lead_says(acme, "Bye for now", "visitor-1", ChannelKind.WEB_CHAT)
    await stage.work()
    account = channel(acme, ChannelKind.WEB_CHAT)
    seen = await stage.services.db.read(visitors.seen_by, acme.tenant.id, account.id, "visitor-1")
    assert await _states(stage) == ["ended"]
    assert [one.author for one in seen] == ["lead", "assistant"]
