"""Several models in order of preference, with a circuit breaker before each.

The first that answers is taken. Only what another provider can do better falls through to it: a
provider that is not available or does not accept our credentials. A refusal or an answer that
cannot be used is about this turn and is raised at once. When nobody is left the caller falls back
on the floor; it is told by ``ProviderUnavailable``, never by silence.

A breaker opens after a number of failures within a window and lets one call through when its
wait is over (half open); credentials that are refused open it at once and for longer, because
only a person mends them. Time comes from the injected clock, so the breaker can be tested by the
clock; the deadline of a call is real time.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol, runtime_checkable

from app.clock import Clock
from app.errors import ProviderAuthFailed, ProviderUnavailable
from app.llm.base import LanguageModel, ModelAnswer, ModelRequest, reads_images


@runtime_checkable
class Loads(Protocol):
    """A model with something heavy to load and connections to close."""

    async def warm(self) -> None:
        """Load now."""
        ...

    async def aclose(self) -> None:
        """Close."""
        ...


@dataclass(frozen=True, slots=True)
class BreakerRule:
    """When a provider is left alone: ``failures`` within ``window_s`` open it for ``open_s``."""

    failures: int = 5
    window_s: float = 30.0
    open_s: float = 15.0
    auth_open_s: float = 60.0


@dataclass(slots=True)
class Breaker:
    """Counts one provider's failures. Times are epoch milliseconds."""

    rule: BreakerRule
    failed_at: deque[int] = field(default_factory=deque)
    open_until: int = 0
    is_probing: bool = False

    def allows(self, now_ms: int) -> bool:
        """Tell whether a call may go out now; the first after the wait is the probe."""
        if self.open_until == 0:
            return True
        if now_ms < self.open_until or self.is_probing:
            return False
        self.is_probing = True
        return True

    def succeeded(self) -> None:
        """Close after an answer."""
        self.failed_at.clear()
        self.open_until = 0
        self.is_probing = False

    def failed(self, now_ms: int, error: ProviderUnavailable | ProviderAuthFailed) -> None:
        """Count a failure; open when they are too many, or when the provider says so."""
        if isinstance(error, ProviderAuthFailed):
            return self._open(now_ms, self.rule.auth_open_s)
        # A provider that names a time is believed; asking before it only makes it longer.
        if error.retry_after_s:
            return self._open(now_ms, error.retry_after_s)
        if self.is_probing:
            return self._open(now_ms, self.rule.open_s)
        self.failed_at.append(now_ms)
        while self.failed_at and self.failed_at[0] <= now_ms - self.rule.window_s * 1000:
            self.failed_at.popleft()
        if len(self.failed_at) >= self.rule.failures:
            self._open(now_ms, self.rule.open_s)
        return None

    def _open(self, now_ms: int, wait_s: float) -> None:
        self.open_until = now_ms + round(wait_s * 1000)
        self.is_probing = False
        self.failed_at.clear()


@dataclass(frozen=True, slots=True)
class Attempt:
    """One provider's part in an answer: ``answered``, ``skipped`` or an error's code."""

    provider: str
    outcome: str


@dataclass(frozen=True, slots=True)
class ChainAnswer:
    """The answer and the way it came."""

    answer: ModelAnswer
    path: tuple[Attempt, ...]


class ModelChain:
    """Asks models in order until one answers."""

    name = "chain"

    def __init__(
        self,
        models: Sequence[LanguageModel],
        clock: Clock,
        deadline_s: float = 45.0,
        rule: BreakerRule | None = None,
    ) -> None:
        self.models = tuple(models)
        self._clock = clock
        self._deadline_s = deadline_s
        self._breakers = {model.name: Breaker(rule or BreakerRule()) for model in self.models}

    @property
    def reads_images(self) -> bool:
        """Tell whether all models read pictures: each of them may be asked."""
        return bool(self.models) and all(reads_images(model) for model in self.models)

    @property
    def is_configured(self) -> bool:
        """Tell whether there is any model to ask."""
        return bool(self.models)

    async def warm(self) -> None:
        """Load what the models need to answer, one after the other; it takes seconds of CPU.

        The one event loop that will ask must also be the one that warms and closes.
        """
        for model in self.models:
            if isinstance(model, Loads):
                await model.warm()

    async def aclose(self) -> None:
        """Close the models' connections."""
        for model in self.models:
            if isinstance(model, Loads):
                await model.aclose()

    def states(self) -> dict[str, str]:
        """Return each provider's breaker for the health page: ``closed``, ``open``, ``probing``."""
        now = self._clock.now_ms()
        return {name: _state(breaker, now) for name, breaker in self._breakers.items()}

    async def ask(self, request: ModelRequest) -> ModelAnswer:
        """Ask as ``ask_path`` does, without the way the answer came."""
        return (await self.ask_path(request)).answer

    async def ask_path(self, request: ModelRequest) -> ChainAnswer:
        """Return the first answer, and who was asked on the way.

        Raises:
            ProviderUnavailable: nobody is configured, everybody is down or left alone, or the
                deadline is over; ``retry_after_s`` is the shortest wait named, ``path`` the way.
            ProviderAuthFailed: every model refused our credentials in this very call.
            ProviderRefused, InvalidModelOutput: as the model that answered raised it.
        """
        path: list[Attempt] = []
        errors: list[ProviderUnavailable | ProviderAuthFailed] = []
        try:
            async with asyncio.timeout(self._deadline_s):
                answer = await self._first(request, path, errors)
        except TimeoutError as error:
            raise ProviderUnavailable("No model answered in time.", path=tuple(path)) from error
        if answer is None:
            raise self._nobody(path, errors)
        return ChainAnswer(answer, tuple(path))

    async def _first(
        self,
        request: ModelRequest,
        path: list[Attempt],
        errors: list[ProviderUnavailable | ProviderAuthFailed],
    ) -> ModelAnswer | None:
        for model in self.models:
            answer = await self._try(model, request, path, errors)
            if answer is not None:
                return answer
        return None

    async def _try(
        self,
        model: LanguageModel,
        request: ModelRequest,
        path: list[Attempt],
        errors: list[ProviderUnavailable | ProviderAuthFailed],
    ) -> ModelAnswer | None:
        breaker = self._breakers[model.name]
        if not breaker.allows(self._clock.now_ms()):
            path.append(Attempt(model.name, "skipped"))
            return None
        try:
            answer = await model.ask(request)
        except (ProviderUnavailable, ProviderAuthFailed) as error:
            breaker.failed(self._clock.now_ms(), error)
            path.append(Attempt(model.name, error.code))
            errors.append(error)
            return None
        except asyncio.CancelledError:
            # Our own deadline, or a stop: a model that slow counts as one that did not answer.
            breaker.failed(self._clock.now_ms(), ProviderUnavailable("No answer in time."))
            raise
        except Exception:
            # It answered, if badly: the provider is there.
            breaker.succeeded()
            raise
        breaker.succeeded()
        path.append(Attempt(model.name, "answered"))
        return answer

    def _nobody(
        self, path: list[Attempt], errors: list[ProviderUnavailable | ProviderAuthFailed]
    ) -> ProviderUnavailable | ProviderAuthFailed:
        if not self.models:
            return ProviderUnavailable("No language model is configured.", path=())
        refused = [error for error in errors if isinstance(error, ProviderAuthFailed)]
        if refused and len(refused) == len(self.models):
            refused[0].details["path"] = tuple(path)
            return refused[0]
        now = self._clock.now_ms()
        waits = [(b.open_until - now) / 1000 for b in self._breakers.values() if b.open_until > now]
        cause = errors[-1] if errors else None
        error = ProviderUnavailable(
            "No language model is available.",
            retry_after_s=min(waits) if waits else None,
            path=tuple(path),
        )
        error.__cause__ = cause
        return error

    def worst_case_microusd(self, request: ModelRequest) -> int:
        """Return the most one call can cost: every model may be asked once."""
        return sum(model.worst_case_microusd(request) for model in self.models)


def _state(breaker: Breaker, now_ms: int) -> str:
    if breaker.open_until == 0:
        return "closed"
    return "probing" if breaker.is_probing or now_ms >= breaker.open_until else "open"
