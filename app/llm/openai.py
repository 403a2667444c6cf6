"""OpenAI's chat completions behind our ``LanguageModel``: the fall-back.

Same rules as ``anthropic``: SDK at first use, its retries off, errors by status and ``code``,
``finish_reason`` checked. The prefix is cached by the vendor without being asked, so breakpoints
are only dropped; ``prompt_cache_key`` leads requests with the same static prefix to the same cache.
A quota that is used up comes as 429 and is not a matter of time.

Source: shared wire contract of the vendor (chat completions) and SDK 3.54.0.
"""

from __future__ import annotations

import asyncio
import base64
import hashlib
import time
from typing import TYPE_CHECKING, Any

from app.domain.delivery import NextAction
from app.errors import (
    InvalidModelOutput,
    LeadlineError,
    ProviderAuthFailed,
    ProviderRefused,
    ProviderUnavailable,
)
from app.llm import prices, wire
from app.llm.base import (
    Block,
    ChatMessage,
    ModelAnswer,
    ModelRequest,
    Tool,
    ToolCall,
    Usage,
)

if TYPE_CHECKING:
    from openai import AsyncOpenAI

_WHOLE = frozenset({"tool_calls", "stop", "function_call"})
_AUTH_CODES = frozenset(
    {"invalid_api_key", "insufficient_quota", "model_not_found", "billing_hard_limit_reached"}
)
_AUTH_STATUS = frozenset({401, 402, 403, 404})
_LATER_STATUS = frozenset({408, 409, 425, 429})
# These lines think before they answer, and thinking counts as output.
_OLDER = ("gpt-3", "gpt-4")
_THINKING_TOKENS = 4096
# Of the older lines only these were taught to see.
_SEEING = ("gpt-4o", "gpt-4.1", "gpt-4-turbo")
_USE_TOOLS = "You answered without calling a tool. Act only by calling tools; call reply once."


class OpenAiModel:
    """Asks one model of OpenAI."""

    name = "openai"

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
        self._base_url = base_url or "https://api.openai.com/v1"
        self._max_connections = max_connections
        self.reads_images = model.startswith(_SEEING) or not model.startswith(_OLDER)
        self._more_tokens = 0 if model.startswith(_OLDER) else _THINKING_TOKENS
        self._client: AsyncOpenAI | None = None
        self._loading = asyncio.Lock()

    async def warm(self) -> None:
        """Import the SDK and build the client now instead of in the first turn."""
        await self._ready()

    async def _ready(self) -> AsyncOpenAI:
        if self._client is None:
            async with self._loading:
                if self._client is None:
                    self._client = await asyncio.to_thread(self._load)
        return self._client

    def _load(self) -> AsyncOpenAI:
        import openai

        return openai.AsyncOpenAI(
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
        import openai

        body = self._encode(request)
        started = time.monotonic()
        answer = await wire.post(
            openai, client, "/chat/completions", body, self._timeout_s, "OpenAI"
        )
        latency_ms = round((time.monotonic() - started) * 1000)
        if answer.status != 200:
            raise classify(answer)
        return self._read(answer, latency_ms)

    def _encode(self, request: ModelRequest) -> bytes:
        system = "\n\n".join(block.text for block in request.system)
        body: dict[str, Any] = {
            "model": self.model,
            "max_completion_tokens": request.max_tokens + self._more_tokens,
            "messages": [
                {"role": "system", "content": system},
                *({"role": said.role, "content": _content(said)} for said in request.messages),
            ],
            "tools": [_function(tool) for tool in request.tools],
            "tool_choice": "required",
        }
        if request.user_ref:
            body["safety_identifier"] = request.user_ref
        body["prompt_cache_key"] = _cache_key(request)
        return wire.encode(body)

    def worst_case_microusd(self, request: ModelRequest) -> int:
        """Return the most this call can cost: nothing cached, all tokens said."""
        tools = wire.encode([_function(tool) for tool in request.tools])
        tokens = wire.most_tokens(request, len(tools))
        said = request.max_tokens + self._more_tokens
        return prices.cost_microusd(self.model, tokens, 0, 0, said)

    def _read(self, given: wire.Answer, latency_ms: int) -> ModelAnswer:
        answer = wire.read_json(given.content)
        if answer.get("error"):
            raise classify(given)
        usage = self._usage(answer, latency_ms)
        choices = answer.get("choices")
        choice = choices[0] if isinstance(choices, list) and choices else None
        _check_whole(choice, usage)
        calls = _calls(wire.field(choice, "message", "tool_calls"), usage)
        raw = given.content.decode("utf-8", "replace")
        return ModelAnswer(calls, usage, raw, wire.is_simulated(answer))

    def _usage(self, answer: dict[str, Any], latency_ms: int) -> Usage:
        given = answer.get("usage")
        prompt = wire.count(wire.field(given, "prompt_tokens"))
        cached = wire.count(wire.field(given, "prompt_tokens_details", "cached_tokens"))
        read = min(cached, prompt)
        said = wire.count(wire.field(given, "completion_tokens"))
        cost = prices.cost_microusd(self.model, prompt - read, 0, read, said)
        return Usage(self.name, self.model, prompt - read, 0, read, said, cost, latency_ms)


def _content(said: ChatMessage) -> str | list[dict[str, Any]]:
    """Return one text, or parts where there is a picture among them."""
    if not any(block.image for block in said.blocks):
        return "\n".join(block.text for block in said.blocks)
    return [_part(block) for block in said.blocks]


def _part(block: Block) -> dict[str, Any]:
    if not block.image:
        return {"type": "text", "text": block.text}
    data = base64.b64encode(block.image).decode()
    url = f"data:{block.media_type};base64,{data}"
    return {"type": "image_url", "image_url": {"url": url, "detail": "auto"}}


def _cache_key(request: ModelRequest) -> str:
    """Return what requests with the same static prefix share, so that they meet its cache."""
    digest = hashlib.sha256()
    for block in request.system:
        digest.update(block.text.encode("utf-8", "replace") + b"\0")
    return digest.hexdigest()[:32]


def _function(tool: Tool) -> dict[str, Any]:
    return {
        "type": "function",
        "function": {
            "name": tool.name,
            "description": tool.description,
            "parameters": tool.schema,
        },
    }


def _check_whole(choice: object, usage: Usage) -> None:
    """Raise unless the answer came to its own end."""
    reason = wire.field(choice, "finish_reason")
    if reason == "content_filter" or wire.field(choice, "message", "refusal"):
        raise ProviderRefused(
            "The model refuses to answer.", NextAction.ASK_PERSON.value, usage=usage
        )
    if reason == "length":
        raise InvalidModelOutput(
            "The model's answer was cut off.", repair="Your answer was too long.", usage=usage
        )
    if reason not in _WHOLE:
        raise InvalidModelOutput(
            "The model's answer is not complete.", repair="Your answer ended early.", usage=usage
        )


def _calls(rows: object, usage: Usage) -> tuple[ToolCall, ...]:
    calls = []
    for row in rows if isinstance(rows, list) else []:
        name, text = wire.field(row, "function", "name"), wire.field(row, "function", "arguments")
        if not isinstance(name, str) or not isinstance(text, str):
            continue
        given = wire.read_json(text.encode())
        if not given and text.strip() != "{}":
            raise InvalidModelOutput(
                "The model's tool call is no JSON.",
                repair=f"The arguments of {name[:40]} were not valid JSON.",
                usage=usage,
            )
        calls.append(ToolCall(name, given, str(wire.field(row, "id") or "")))
    if not calls:
        raise InvalidModelOutput("The model called no tool.", repair=_USE_TOOLS, usage=usage)
    return tuple(calls)


def classify(answer: wire.Answer) -> LeadlineError:
    """Return our error for an answer that is none, by status and ``error.code``."""
    status, headers, content = answer
    body = wire.read_json(content)
    code, kind = wire.field(body, "error", "code"), wire.field(body, "error", "type")
    details: dict[str, Any] = {
        "status": status,
        "kind": code if isinstance(code, str) else kind if isinstance(kind, str) else "",
        "request_id": headers.get("x-request-id", ""),
    }
    if code in _AUTH_CODES or kind in _AUTH_CODES or status in _AUTH_STATUS:
        return ProviderAuthFailed("OpenAI refuses our key, account or model.", **details)
    if status in _LATER_STATUS or status >= 500 or kind == "server_error":
        wait = wire.wait_s(headers)
        return ProviderUnavailable("OpenAI is not available.", retry_after_s=wait, **details)
    action = NextAction.CHANGE_CONTENT if status == 413 else NextAction.FIX_DEFECT
    return ProviderRefused("OpenAI refuses the request.", action.value, **details)
