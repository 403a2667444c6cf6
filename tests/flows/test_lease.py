"""Work that takes long keeps its lease, so that nobody does it a second time beside it."""

from __future__ import annotations

from app.errors import InvalidModelOutput
from app.flows.answer import answer
from app.flows.manage_tenant import Put
from app.llm.base import ModelAnswer, ModelRequest
from tests.flows.stage import QUESTION, ScriptedModel, Stage


class SlowModel(ScriptedModel):
    """Takes 40 s for an answer; the sweep rings for the turn all the while."""

    def __init__(self, stage: Stage, *says: str | Exception) -> None:
        super().__init__(*says)
        self._stage = stage

    async def ask(self, request: ModelRequest) -> ModelAnswer:
        """Answer late."""
        is_outer = len(self.requests) < 2
        self._stage.clock.advance(40)
        if is_outer:
            (turn_id,) = await self._stage.column("SELECT id FROM turns")
            self.requests.append(request)
            await answer(self._stage.services, turn_id)
            self.requests.pop()
        return await super().ask(request)


async def test_a_repair_keeps_the_turn(stage: Stage, acme: Put) -> None:
    """Two slow answers take longer than one lease: the turn is not given to another."""
    bad = InvalidModelOutput("No JSON.")
    model = SlowModel(stage, bad, "We are open Monday to Friday from 9 to 18.")
    stage.with_model(model)
    await stage.lead_says(acme, QUESTION)
    await stage.work()
    assert len(model.requests) == 2
    assert await stage.column("SELECT path FROM turns") == ["repaired"]
    assert len(stage.sent()) == 1
