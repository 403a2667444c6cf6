"""Several models in order, with a breaker before each."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest

from app.clock import ManualClock
from app.errors import (
    InvalidModelOutput,
    LeadlineError,
    ProviderAuthFailed,
    ProviderRefused,
    ProviderUnavailable,
)
from app.llm.base import ModelAnswer, ModelRequest, ToolCall, reads_images
from app.llm.chain import Attempt, BreakerRule, ModelChain

REQUEST = ModelRequest((), (), ())
RULE = BreakerRule(failures=3, window_s=30, open_s=10, auth_open_s=60)
Fails = Callable[[], LeadlineError] | None


class Model:
    """Answers, or fails as its ``fails`` says."""

    def __init__(self, name: str, fails: Fails = None, delay_s: float = 0.0) -> None:
        self.name, self.fails, self.delay_s = name, fails, delay_s
        self.asked = 0

    async def ask(self, request: ModelRequest) -> ModelAnswer:
        self.asked += 1
        await asyncio.sleep(self.delay_s)
        if self.fails is not None:
            raise self.fails()
        return ModelAnswer((ToolCall("reply", {"text": self.name}),))

    def worst_case_microusd(self, request: ModelRequest) -> int:
        return 100


def _down() -> LeadlineError:
    return ProviderUnavailable("down")


def _chain(clock: ManualClock, *models: Model, deadline_s: float = 5.0) -> ModelChain:
    return ModelChain(models, clock, deadline_s, RULE)


async def _fail(chain: ModelChain, times: int) -> None:
    for _ in range(times):
        with pytest.raises(ProviderUnavailable):
            await chain.ask(REQUEST)


async def test_it_takes_the_first_that_answers(clock: ManualClock) -> None:
    first, second = Model("a"), Model("b")
    result = await _chain(clock, first, second).ask_path(REQUEST)
    assert result.path == (Attempt("a", "answered"),)
    assert second.asked == 0


@pytest.mark.parametrize("error", [ProviderUnavailable, ProviderAuthFailed])
async def test_it_falls_back_when_another_can_do_better(
    error: type[LeadlineError], clock: ManualClock
) -> None:
    chain = _chain(clock, Model("a", error), Model("b"))
    result = await chain.ask_path(REQUEST)
    assert result.path == (Attempt("a", error.code), Attempt("b", "answered"))


@pytest.mark.parametrize(
    "error", [InvalidModelOutput("x"), ProviderRefused("x", "ask_person"), KeyError("defect")]
)
async def test_it_raises_at_once_what_is_about_this_turn(
    error: LeadlineError, clock: ManualClock
) -> None:
    second = Model("b")
    with pytest.raises(type(error)):
        await _chain(clock, Model("a", lambda: error), second).ask(REQUEST)
    assert second.asked == 0


async def test_it_says_so_when_nobody_is_configured(clock: ManualClock) -> None:
    chain = _chain(clock)
    assert not chain.is_configured
    with pytest.raises(ProviderUnavailable, match="configured"):
        await chain.ask(REQUEST)


async def test_it_opens_after_failures_and_probes_when_the_wait_is_over(
    clock: ManualClock,
) -> None:
    model = Model("a", _down)
    chain = _chain(clock, model)
    await _fail(chain, 5)
    assert (model.asked, chain.states()) == (3, {"a": "open"})
    clock.advance(10)
    assert chain.states() == {"a": "probing"}
    await _fail(chain, 2)
    assert model.asked == 4
    clock.advance(10)
    model.fails = None
    await chain.ask(REQUEST)
    assert chain.states() == {"a": "closed"}


async def test_it_lets_one_probe_through_at_a_time(clock: ManualClock) -> None:
    model = Model("a", _down)
    chain = _chain(clock, model)
    await _fail(chain, 3)
    clock.advance(10)
    model.fails, model.delay_s = None, 0.02
    results = await asyncio.gather(*(chain.ask(REQUEST) for _ in range(4)), return_exceptions=True)
    assert sum(isinstance(result, ModelAnswer) for result in results) == 1
    assert model.asked == 4


async def test_it_forgets_failures_outside_the_window(clock: ManualClock) -> None:
    model = Model("a", _down)
    chain = _chain(clock, model)
    for _ in range(5):
        await _fail(chain, 1)
        clock.advance(16)
    assert model.asked == 5


async def test_it_believes_the_wait_a_provider_names(clock: ManualClock) -> None:
    model = Model("a", lambda: ProviderUnavailable("busy", retry_after_s=12))
    chain = _chain(clock, model)
    await _fail(chain, 1)
    with pytest.raises(ProviderUnavailable) as caught:
        await chain.ask(REQUEST)
    assert (model.asked, caught.value.retry_after_s) == (1, 12)
    assert caught.value.details["path"] == (Attempt("a", "skipped"),)


async def test_it_leaves_refused_credentials_alone_for_longer(clock: ManualClock) -> None:
    model = Model("a", ProviderAuthFailed)
    chain = _chain(clock, model)
    with pytest.raises(ProviderAuthFailed):
        await chain.ask(REQUEST)
    clock.advance(59)
    await _fail(chain, 1)
    assert model.asked == 1


async def test_it_counts_a_bad_answer_as_a_living_provider(clock: ManualClock) -> None:
    model = Model("a", _down)
    chain = _chain(clock, model)
    await _fail(chain, 2)
    model.fails = lambda: InvalidModelOutput("x")
    with pytest.raises(InvalidModelOutput):
        await chain.ask(REQUEST)
    model.fails = _down
    await _fail(chain, 2)
    assert chain.states() == {"a": "closed"}


async def test_it_keeps_its_deadline_and_counts_the_slow_one(clock: ManualClock) -> None:
    model = Model("a", delay_s=5.0)
    chain = _chain(clock, model, deadline_s=0.02)
    await _fail(chain, 3)
    assert chain.states() == {"a": "open"}


def test_it_reserves_for_every_model_that_may_be_asked(clock: ManualClock) -> None:
    assert _chain(clock, Model("a"), Model("b")).worst_case_microusd(REQUEST) == 200


def test_it_reads_pictures_only_if_every_model_does(clock: ManualClock) -> None:
    seeing, blind = Model("a"), Model("b")
    seeing.reads_images = True  # type: ignore[attr-defined]
    assert reads_images(_chain(clock, seeing))
    assert not reads_images(_chain(clock, seeing, blind))
    assert not reads_images(_chain(clock))
    assert not reads_images(None)


async def test_it_warms_and_closes_only_what_can_be(clock: ManualClock) -> None:
    class Heavy(Model):
        warmed = closed = 0

        async def warm(self) -> None:
            self.warmed += 1

        async def aclose(self) -> None:
            self.closed += 1

    heavy = Heavy("b")
    chain = _chain(clock, Model("a"), heavy)
    await chain.warm()
    await chain.aclose()
    assert (heavy.warmed, heavy.closed) == (1, 1)
