"""A long conversation is summarised behind the replies."""

from __future__ import annotations

from typing import Any

import pytest

from app.domain import summary
from app.domain.message import Author, Message
from app.domain.prompt import window
from app.domain.usage import Usage
from app.errors import InvalidModelOutput, ProviderUnavailable
from app.flows.manage_tenant import Put
from app.flows.summarise import _TOO_MANY, summarise
from app.llm.base import ModelAnswer, ModelRequest, ToolCall
from app.queue import Queue
from app.store import conversations, messages, summaries
from app.store.db import Tx
from app.store.summaries import Summarised
from tests.flows.stage import Stage, channel


class Writer:
    """A model that writes summaries, or fails."""

    name = "writer"

    def __init__(self, says: str | Exception) -> None:
        self.says = says
        self.requests: list[ModelRequest] = []

    async def ask(self, request: ModelRequest) -> ModelAnswer:
        """Answer with the one thing it says."""
        self.requests.append(request)
        if isinstance(self.says, Exception):
            raise self.says
        spent = Usage("writer", "w-1", 100, 0, 0, 20, 7)
        return ModelAnswer((ToolCall("summarise", {"text": self.says}),), spent)

    def worst_case_microusd(self, request: ModelRequest) -> int:
        """Return a price."""
        return 500


@pytest.fixture
async def talk(stage: Stage, acme: Put) -> str:
    """A conversation of 70 messages; the lead has 500k and asks about pets."""

    def fill(tx: Tx) -> str:
        now, account = stage.clock.now_ms(), channel(acme)
        lead_id = conversations.insert_lead(tx, acme.tenant.id, now, "Sara")
        row = conversations.insert_conversation(
            tx, acme.tenant.id, lead_id, account.id, "+12125550123", now
        )
        for n in range(70):
            author = Author.OPERATOR if n % 2 == 0 else Author.ASSISTANT
            text = "I have 500k. Do you allow pets?" if n == 4 else f"Word {n}."
            messages.insert_outbound(tx, row, author, text, now + n)
        return row.id

    return await stage.services.db.write(fill)


async def _kept(stage: Stage, talk: str) -> Summarised:
    kept = await stage.services.db.read(summaries.summary_of, talk)
    assert kept is not None
    return kept


async def _left(stage: Stage, talk: str) -> int:
    kept = await _kept(stage, talk)
    left = await stage.services.db.read(summaries.uncovered, kept.tenant_id, talk, kept.upto)
    return len(left)


def _with(stage: Stage, model: Any) -> None:
    stage.with_model(model)


async def test_it_covers_the_oldest_messages_by_code_without_a_model(
    stage: Stage, talk: str
) -> None:
    assert await summarise(stage.services, talk)
    assert (await _kept(stage, talk)).text
    assert await _left(stage, talk) == 50


async def test_it_shows_or_covers_every_message(stage: Stage, talk: str) -> None:
    await summarise(stage.services, talk)
    kept = await _kept(stage, talk)
    ids = await stage.column("SELECT id FROM messages ORDER BY id")
    left = await stage.services.db.read(summaries.uncovered, kept.tenant_id, talk, kept.upto)
    assert [*[one for one in ids if one <= kept.upto], *(one.id for one in left)] == ids


async def test_it_rings_again_and_does_nothing_when_nothing_is_left(
    stage: Stage, talk: str
) -> None:
    await summarise(stage.services, talk)
    assert stage.bell.take(Queue.SUMMARISE) == [talk]
    assert not await summarise(stage.services, talk)


async def test_it_keeps_what_a_model_wrote_but_no_foreign_number(stage: Stage, talk: str) -> None:
    model = Writer("Sara has 500k. She was offered 7,777 dollars off. See https://x.example now.")
    _with(stage, model)
    assert await summarise(stage.services, talk)
    assert (await _kept(stage, talk)).text == "Sara has 500k."
    assert len(model.requests) == 1


async def test_it_books_what_the_model_used(stage: Stage, talk: str) -> None:
    _with(stage, Writer("Sara likes gardens."))
    await summarise(stage.services, talk)
    assert await stage.rows("SELECT turn_id, cost_microusd FROM usage") == [
        {"turn_id": None, "cost_microusd": 7}
    ]


async def test_it_asks_no_model_when_the_budget_is_spent(stage: Stage, talk: str) -> None:
    await stage.change("UPDATE tenants SET budget_microusd = 100")
    stage.services.accounts.clear()
    model = Writer("Sara likes gardens.")
    _with(stage, model)
    assert await summarise(stage.services, talk)
    assert model.requests == []


async def test_it_waits_for_a_model_that_is_down(stage: Stage, talk: str) -> None:
    _with(stage, Writer(ProviderUnavailable("down")))
    assert not await summarise(stage.services, talk)
    assert await _left(stage, talk) == 70


async def test_it_waits_no_longer_when_too_many_messages_wait(
    stage: Stage, talk: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.flows.summarise._TOO_MANY", 70)
    _with(stage, Writer(ProviderUnavailable("down")))
    assert await summarise(stage.services, talk)


async def test_it_lets_code_write_what_a_model_cannot(stage: Stage, talk: str) -> None:
    _with(stage, Writer(InvalidModelOutput("cut off")))
    assert await summarise(stage.services, talk)
    assert "Do you allow pets?" not in (await _kept(stage, talk)).text


async def test_it_leaves_a_lead_alone_who_opted_out(stage: Stage, talk: str) -> None:
    await stage.change("UPDATE leads SET opted_out_at = 1")
    assert not await summarise(stage.services, talk)


async def test_it_knows_no_conversation_that_is_not_there(stage: Stage) -> None:
    assert not await summarise(stage.services, "nowhere")


def test_it_never_waits_for_more_than_a_prompt_shows() -> None:
    size = _TOO_MANY + summary.STEP
    many = [Message(f"m{n}", "c", Author.LEAD, "Hi", n) for n in range(size)]
    assert len(window(many)) == size
