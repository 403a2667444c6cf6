"""Anthropic's Messages API behind our ``LanguageModel``.

The SDK (2.x) is imported at first use, in a thread: it costs seconds and 80 MB. It signs,
connects and times out; its retries are off, because the job owns them. Errors are told apart by
status and ``type``, never by class, which changes between SDK lines. ``stop_reason`` decides
whether an answer is whole: a body that ends early, or a turn cut at ``max_tokens``, may hold tool
calls that look complete and are not.

Source: shared wire contract of the vendor (Messages, 2023-06-01) and SDK 2.12.0; stop reasons and
thinking by model: platform.claude.com, "What's new in Claude Sonnet 5.5", seen 2026-11-22.
"""

from __future__ import annotations

import asyncio
import base64
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import msgspec

from app.domain.delivery import NextAction
from app.errors import (
    InvalidModelOutput,
    LeadlineError,
    ProviderAuthFailed,
    ProviderRefused,
    ProviderUnavailable,
)
from app.llm import caching, prices, wire
from app.llm.base import Block, ModelAnswer, ModelRequest, Tool, ToolCall, Usage
from app.log import get_logger

if TYPE_CHECKING:
    from anthropic import AsyncAnthropic

log = get_logger("llm")

_CACHED = {"type": "ephemeral"}
_CACHED_1H = {"type": "ephemeral", "ttl": "1h"}
_WHOLE = frozenset({"tool_use", "end_turn", "stop_sequence"})
_AUTH = frozenset({"authentication_error", "permission_error", "billing_error", "not_found_error"})
_LATER = frozenset({"overloaded_error", "rate_limit_error", "api_error", "timeout_error"})
_AUTH_STATUS = frozenset({401, 402, 403, 404})
_LATER_STATUS = frozenset({408, 409, 425, 429})
# Models that think before they act and refuse to be forced to a tool: the older lines can be.
_FORCEABLE = ("claude-3", "claude-opus-4", "claude-sonnet-4", "claude-haiku-4")
_THINKING = {"claude-sonnet-5-5": {"type": "between_tools"}}
# Thinking counts as output; with low effort it stays far below this.
_THINKING_TOKENS = 4096
_USE_TOOLS = "You answered without calling a tool. Act only by calling tools; call reply once."


@dataclass(frozen=True, slots=True)
class _Dialect:
    """What the request of one model carries beyond the common part."""

    extra: dict[str, Any]
    more_tokens: int


def _dialect(model: str) -> _Dialect:
    if model.startswith(_FORCEABLE):
        return _Dialect({"tool_choice": {"type": "any"}}, 0)
    extra: dict[str, Any] = {"tool_choice": {"type": "auto"}, "output_config": {"effort": "low"}}
    if model in _THINKING:
        extra["thinking"] = _THINKING[model]
    return _Dialect(extra, _THINKING_TOKENS)


class AnthropicModel:
    """Asks one model of Anthropic."""

    name = "anthropic"
    # Every model the API still serves does.
    reads_images = True

    def __init__(
        self,
        api_key: str,
        model: str,
        timeout_s: float = 20.0,
        base_url: str = "",
        max_connections: int = 128,
    ) -> None:
        self.model = model
        self._api_key = api_key
        self._timeout_s = timeout_s
        self._base_url = base_url or "https://api.anthropic.com"
        self._max_connections = max_connections
        self._dialect = _dialect(model)
        self._client: AsyncAnthropic | None = None
        self._loading = asyncio.Lock()
        self._tools: tuple[tuple[Tool, ...], msgspec.Raw] | None = None
        self._is_told = False

    async def warm(self) -> None:
        """Import the SDK and build the client now instead of in the first turn."""
        await self._ready()

    async def _ready(self) -> AsyncAnthropic:
        if self._client is None:
            async with self._loading:
                if self._client is None:
                    self._client = await asyncio.to_thread(self._load)
        return self._client

    def _load(self) -> AsyncAnthropic:
        import anthropic

        return anthropic.AsyncAnthropic(
            api_key=self._api_key,
            base_url=self._base_url,
            timeout=self._timeout_s,
            max_retries=0,
            http_client=wire.http_client(self._base_url, self._timeout_s, self._max_connections),
        )

    async def aclose(self) -> None:
        """Close the connections."""
        if self._client is not None:
            await self._client.close()
            self._client = None

    async def ask(self, request: ModelRequest) -> ModelAnswer:
        """Ask once; see ``base`` for what it raises. Errors after an answer carry ``usage``."""
        client = await self._ready()
        import anthropic

        body = self._encode(request)
        started = time.monotonic()
        answer = await wire.post(
            anthropic, client, "/v1/messages", body, self._timeout_s, "Anthropic"
        )
        latency_ms = round((time.monotonic() - started) * 1000)
        if answer.status != 200:
            raise classify(answer)
        return self._read(answer, latency_ms)

    def _encode(self, request: ModelRequest) -> bytes:
        body: dict[str, Any] = {
            "model": self.model,
            "max_tokens": request.max_tokens + self._dialect.more_tokens,
            "tools": self._encoded_tools(request.tools),
            "system": [_block(block, request.lifetime) for block in request.system],
            "messages": [
                {"role": said.role, "content": [_block(block) for block in said.blocks]}
                for said in request.messages
            ],
            **self._dialect.extra,
        }
        if request.user_ref:
            body["metadata"] = {"user_id": request.user_ref}
        return wire.encode(body)

    def _encoded_tools(self, tools: tuple[Tool, ...]) -> msgspec.Raw:
        if self._tools is None or self._tools[0] is not tools:
            rows: list[dict[str, Any]] = [
                {"name": t.name, "description": t.description, "input_schema": t.schema}
                for t in tools
            ]
            self._tools = (tools, msgspec.Raw(wire.encode(rows)))
        return self._tools[1]

    def worst_case_microusd(self, request: ModelRequest) -> int:
        """Return the most this call can cost: everything written to the cache, all tokens said."""
        tokens = wire.most_tokens(request, len(bytes(self._encoded_tools(request.tools))))
        said = request.max_tokens + self._dialect.more_tokens
        if request.lifetime == "1h":
            return prices.cost_microusd(self.model, 0, 0, 0, said, tokens)
        return prices.cost_microusd(self.model, 0, tokens, 0, said)

    def _read(self, given: wire.Answer, latency_ms: int) -> ModelAnswer:
        answer = wire.read_json(given.content)
        if answer.get("type") == "error":
            raise classify(given)
        usage = self._usage(answer, latency_ms)
        _check_whole(answer, usage)
        content = answer.get("content")
        calls = tuple(
            ToolCall(str(block["name"]), block["input"], str(block.get("id", "")))
            for block in (content if isinstance(content, list) else ())
            if wire.field(block, "type") == "tool_use"
            and isinstance(block.get("input"), dict)
            and isinstance(block.get("name"), str)
        )
        if not calls:
            raise InvalidModelOutput("The model called no tool.", repair=_USE_TOOLS, usage=usage)
        raw = given.content.decode("utf-8", "replace")
        return ModelAnswer(calls, usage, raw, wire.is_simulated(answer))

    def _usage(self, answer: dict[str, Any], latency_ms: int) -> Usage:
        given = answer.get("usage")
        fresh = wire.count(wire.field(given, "input_tokens"))
        written = wire.count(wire.field(given, "cache_creation_input_tokens"))
        read = wire.count(wire.field(given, "cache_read_input_tokens"))
        said = wire.count(wire.field(given, "output_tokens"))
        long = min(
            written,
            wire.count(wire.field(given, "cache_creation", "ephemeral_1h_input_tokens")),
        )
        cost = prices.cost_microusd(self.model, fresh, written - long, read, said, long)
        if fresh and not written and not read and not self._is_told:
            # No error says so: the prompt is shorter than what the model caches.
            self._is_told = True
            least = caching.minimum_tokens(self.model)
            log.warning("prompt_not_cached", model=self.model, tokens=fresh, least=least)
        return Usage(self.name, self.model, fresh, written, read, said, cost, latency_ms)


def _block(block: Block, lifetime: str = "5m") -> dict[str, Any]:
    row: dict[str, Any] = {"type": "text", "text": block.text}
    if block.image:
        data = base64.b64encode(block.image).decode()
        source = {"type": "base64", "media_type": block.media_type, "data": data}
        row = {"type": "image", "source": source}
    if block.is_cached:
        row["cache_control"] = _CACHED_1H if lifetime == "1h" else _CACHED
    return row


def _check_whole(answer: dict[str, Any], usage: Usage) -> None:
    """Raise unless the answer came to its own end."""
    reason = answer.get("stop_reason")
    if reason in _WHOLE:
        return
    if reason == "refusal":
        raise ProviderRefused(
            "The model refuses to answer.", NextAction.ASK_PERSON.value, usage=usage
        )
    if reason == "model_context_window_exceeded":
        raise ProviderRefused(
            "The conversation is too long for the model.",
            NextAction.CHANGE_CONTENT.value,
            usage=usage,
        )
    if reason == "max_tokens":
        raise InvalidModelOutput(
            "The model's answer was cut off.", repair="Your answer was too long.", usage=usage
        )
    # None, pause_turn, or a word of the future: nothing says that the answer is whole.
    raise InvalidModelOutput(
        "The model's answer is not complete.", repair="Your answer ended early.", usage=usage
    )


def classify(answer: wire.Answer) -> LeadlineError:
    """Return our error for an answer that is none, by status and ``error.type``."""
    status, headers, content = answer
    kind = wire.field(wire.read_json(content), "error", "type")
    details: dict[str, Any] = {
        "status": status,
        "kind": kind if isinstance(kind, str) else "",
        "request_id": headers.get("request-id", ""),
    }
    if kind in _AUTH or (kind not in _LATER and status in _AUTH_STATUS):
        return ProviderAuthFailed("Anthropic refuses our key, account or model.", **details)
    if kind in _LATER or status in _LATER_STATUS or status >= 500:
        wait = wire.wait_s(headers)
        return ProviderUnavailable("Anthropic is not available.", retry_after_s=wait, **details)
    action = NextAction.CHANGE_CONTENT if status == 413 else NextAction.FIX_DEFECT
    return ProviderRefused("Anthropic refuses the request.", action.value, **details)
