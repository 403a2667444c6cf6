"""The double of Anthropic's Messages API: plain and streamed answers, tools, cache, errors.

Both header generations are taken (``X-Api-Key``, ``Authorization: Bearer``). What it says comes
from ``salesperson`` unless an answer was scripted. Everything it makes is marked: ids start with
``msg_sim_``, ``toolu_sim_`` and ``req_sim_``; the model's name is the one asked for.

Source: the vendor's OpenAPI document of 2026-08-22 and its streaming guide, seen 2026-11.
"""

from __future__ import annotations

import json
import random
from collections import Counter, deque
from typing import Any

from app.clock import Clock
from app.world.http_server import Answer, BadRequest, Request, json_answer
from app.world.prompt import Prompt, read_anthropic
from app.world.prompt_cache import BadPrompt, CacheUsage, PromptCache, count_tokens
from app.world.salesperson import Move, Salesperson

MODELS = ("claude-sonnet-5", "claude-opus-5", "claude-sonnet-4-5", "claude-haiku-4-5")
_ERRORS: dict[str, tuple[int, str, str]] = {
    "400": (400, "invalid_request_error", "The request is not valid."),
    "401": (401, "authentication_error", "The API key is not valid."),
    "402": (402, "billing_error", "There is no credit left."),
    "404": (404, "not_found_error", "There is no such thing."),
    "429": (429, "rate_limit_error", "The rate limit of the organization is reached."),
    "500": (500, "api_error", "Something went wrong inside the provider."),
    "503": (500, "api_error", "Something went wrong inside the provider."),
    "529": (529, "overloaded_error", "The provider is overloaded."),
}
_DELTA_CHARS = 24


class Anthropic:
    """One Anthropic; ``usage`` sums what it charged, ``requests`` keeps the last bodies.

    ``scripted`` holds the next answers instead of its own: ``{"content": blocks, "stop_reason"?}``
    or ``{"sse": "a recorded stream"}``. Streams are written event by event, or in pieces of
    ``chunk_bytes``, ``stream_gap_s`` apart.
    """

    def __init__(self, salesperson: Salesperson, clock: Clock, seed: int) -> None:
        self.salesperson = salesperson
        self.cache = PromptCache(clock)
        self.scripted: deque[dict[str, Any]] = deque()
        self.requests: deque[dict[str, Any]] = deque(maxlen=200)
        self.usage: Counter[str] = Counter()
        self.stream_gap_s = 0.0
        self.chunk_bytes: int | None = None
        self.retry_after_s = 1
        self._dice = random.Random(f"{seed}:anthropic-ids")

    def reset(self) -> None:
        """Forget the cache, what was scripted and what was seen."""
        self.cache.clear()
        self.scripted.clear()
        self.requests.clear()
        self.usage.clear()

    def error(self, kind: str, message: str = "") -> Answer:
        """Return Anthropic's answer for a fault or status of this kind."""
        status, name, text = _ERRORS[kind]
        headers = self._request_id()
        if status == 429:
            headers["retry-after"] = str(self.retry_after_s)
            for what in ("requests", "tokens", "input-tokens", "output-tokens"):
                headers[f"anthropic-ratelimit-{what}-limit"] = "50"
                headers[f"anthropic-ratelimit-{what}-remaining"] = "0"
        body = {
            "type": "error",
            "error": {"type": name, "message": message or text},
            "request_id": headers["request-id"],
        }
        return json_answer(status, body, headers)

    def handle(self, request: Request) -> Answer:
        """Answer one request to the API."""
        key = request.headers.get("x-api-key") or (
            request.headers.get("authorization", "").removeprefix("Bearer ").strip()
        )
        if not key:
            return self.error("401")
        if "anthropic-version" not in request.headers:
            return self.error("400", "anthropic-version: header is required")
        if request.path.startswith("/v1/models"):
            return self._models(request.path)
        try:
            body = request.json()
            self._check(body, is_count=request.path.endswith("count_tokens"))
            if request.path.endswith("count_tokens"):
                total = PromptCache(_Frozen()).account(body, key).total
                return json_answer(200, {"input_tokens": total}, self._request_id())
            return self._message(body, key)
        except (BadRequest, BadPrompt) as error:
            return self.error("400", str(error))

    def _check(self, body: dict[str, Any], is_count: bool) -> None:
        needed = ("model", "messages") if is_count else ("model", "max_tokens", "messages")
        for name in needed:
            if name not in body:
                raise BadRequest(f"{name}: field required")
        messages = body["messages"]
        if not isinstance(messages, list) or not messages:
            raise BadRequest("messages: at least one message is required")
        if any(m.get("role") not in ("user", "assistant", "system") for m in messages):
            raise BadRequest("messages: role is user or assistant")
        if not is_count and (not isinstance(body["max_tokens"], int) or body["max_tokens"] < 1):
            raise BadRequest("max_tokens: greater than or equal to 1")

    def _models(self, path: str) -> Answer:
        names = [path.removeprefix("/v1/models/")] if path != "/v1/models" else list(MODELS)
        if not names[0].startswith("claude-"):
            return self.error("404", f"model: {names[0]}")
        rows = [
            {
                "id": name,
                "type": "model",
                "display_name": f"{name} (simulated)",
                "created_at": "2026-01-01T00:00:00Z",
                "capabilities": None,
                "max_input_tokens": 200_000,
                "max_tokens": 64_000,
            }
            for name in names
        ]
        if path != "/v1/models":
            return json_answer(200, rows[0], self._request_id())
        page = {"data": rows, "has_more": False, "first_id": names[0], "last_id": names[-1]}
        return json_answer(200, page, self._request_id())

    def _message(self, body: dict[str, Any], key: str) -> Answer:
        if not str(body["model"]).startswith("claude-"):
            return self.error("404", f"model: {body['model']}")
        self.requests.append(body)
        if self.scripted and "sse" in self.scripted[0]:
            return self._replayed(self.scripted.popleft()["sse"].encode())
        spent = self.cache.account(body, key)
        message = self._compose(body, spent)
        self._charge(spent, message["usage"]["output_tokens"])
        headers = self._request_id()
        if body.get("stream"):
            events = _split(stream_events(message), self.chunk_bytes)
            parts = [(self.stream_gap_s, event) for event in events]
            return Answer(200, content_type="text/event-stream", headers=headers, parts=parts)
        return json_answer(200, message, headers)

    def _replayed(self, stream: bytes) -> Answer:
        parts = [(self.stream_gap_s, part) for part in _split([stream], self.chunk_bytes)]
        return Answer(
            200, content_type="text/event-stream", headers=self._request_id(), parts=parts
        )

    def _compose(self, body: dict[str, Any], spent: CacheUsage) -> dict[str, Any]:
        if self.scripted:
            script = self.scripted.popleft()
            content = [self._complete(block) for block in script["content"]]
            stop = script.get("stop_reason") or _stop_reason(content)
        else:
            prompt = read_anthropic(body)
            content = self._content(prompt, self.salesperson.answer(prompt))
            stop = _stop_reason(content)
        output = _said_tokens(content)
        if output > body["max_tokens"]:
            content, stop = _cut_off(content, body["max_tokens"]), "max_tokens"
            output = body["max_tokens"]
        return {
            "id": self._id("msg_sim_"),
            "type": "message",
            "role": "assistant",
            "model": body["model"],
            "content": content,
            "stop_reason": stop,
            "stop_sequence": None,
            "stop_details": None,
            "container": None,
            "usage": _usage(spent, output),
        }

    def _content(self, prompt: Prompt, move: Move) -> list[dict[str, Any]]:
        blocks: list[dict[str, Any]] = []
        if move.text:
            blocks.append({"type": "text", "text": move.text})
        for name, values in move.calls:
            blocks.append({"type": "tool_use", "name": name, "input": values})
        return [self._complete(block) for block in blocks]

    def _complete(self, block: dict[str, Any]) -> dict[str, Any]:
        if block["type"] == "text":
            return {"type": "text", "text": block["text"], "citations": None}
        return {
            "type": "tool_use",
            "id": block.get("id") or self._id("toolu_sim_"),
            "name": block["name"],
            "input": block["input"],
            "caller": {"type": "direct"},
        }

    def _charge(self, spent: CacheUsage, output: int) -> None:
        self.usage["calls"] += 1
        self.usage["input_tokens"] += spent.input_tokens
        self.usage["cache_read_input_tokens"] += spent.read_tokens
        written = spent.write_5m_tokens + spent.write_1h_tokens
        self.usage["cache_creation_input_tokens"] += written
        self.usage["output_tokens"] += output

    def _id(self, prefix: str) -> str:
        return f"{prefix}{self._dice.getrandbits(96):024x}"

    def _request_id(self) -> dict[str, str]:
        return {"request-id": self._id("req_sim_")}


class _Frozen:
    """The clock of a cache that is thrown away at once."""

    def now_ms(self) -> int:
        return 0


def _said_tokens(content: list[dict[str, Any]]) -> int:
    """Return the tokens a model says: text, a tool's name and input; ids are the provider's."""
    said = [
        block["text"] if block["type"] == "text" else [block["name"], block["input"]]
        for block in content
    ]
    return count_tokens(json.dumps(said, ensure_ascii=False, separators=(",", ":")))


def _stop_reason(content: list[dict[str, Any]]) -> str:
    return "tool_use" if any(b["type"] == "tool_use" for b in content) else "end_turn"


def _cut_off(content: list[dict[str, Any]], max_tokens: int) -> list[dict[str, Any]]:
    first = dict(content[0])
    if first["type"] == "text":
        first["text"] = first["text"][: max_tokens * 4]
    else:
        first["input"] = {}
    return [first]


def _usage(spent: CacheUsage, output: int) -> dict[str, Any]:
    return {
        "input_tokens": spent.input_tokens,
        "cache_creation_input_tokens": spent.write_5m_tokens + spent.write_1h_tokens,
        "cache_read_input_tokens": spent.read_tokens,
        "cache_creation": {
            "ephemeral_5m_input_tokens": spent.write_5m_tokens,
            "ephemeral_1h_input_tokens": spent.write_1h_tokens,
        },
        "output_tokens": output,
        "output_tokens_details": {"thinking_tokens": 0},
        "inference_geo": None,
        "server_tool_use": None,
        "service_tier": "standard",
    }


def _split(events: list[bytes], size: int | None) -> list[bytes]:
    """Cut a stream into pieces of so many bytes, wherever they end."""
    if size is None:
        return events
    whole = b"".join(events)
    return [whole[start : start + size] for start in range(0, len(whole), size)]


def _event(name: str, **values: object) -> bytes:
    data = json.dumps({"type": name, **values}, ensure_ascii=False, separators=(",", ":"))
    return f"event: {name}\ndata: {data}\n\n".encode()


OVERLOADED_EVENT = _event(
    "error",
    error={"type": "overloaded_error", "message": "The provider is overloaded."},
    request_id="req_sim_stream",
)


def stream_events(message: dict[str, Any]) -> list[bytes]:
    """Return the server-sent events that build ``message``, one per entry."""
    usage = message["usage"]
    opening = message | {
        "content": [],
        "stop_reason": None,
        "usage": usage | {"output_tokens": 1},
    }
    events = [_event("message_start", message=opening)]
    for index, block in enumerate(message["content"]):
        is_text = block["type"] == "text"
        empty = {**block, "text": ""} if is_text else {**block, "input": {}}
        events.append(_event("content_block_start", index=index, content_block=empty))
        if index == 0:
            events.append(_event("ping"))
        whole = block["text"] if is_text else json.dumps(block["input"], ensure_ascii=False)
        for start in range(0, len(whole), _DELTA_CHARS):
            piece = whole[start : start + _DELTA_CHARS]
            delta = (
                {"type": "text_delta", "text": piece}
                if is_text
                else {"type": "input_json_delta", "partial_json": piece}
            )
            events.append(_event("content_block_delta", index=index, delta=delta))
        events.append(_event("content_block_stop", index=index))
    ending = {name: message[name] for name in
              ("stop_reason", "stop_sequence", "stop_details", "container")}  # fmt: skip
    final = {name: usage[name] for name in (
        "input_tokens", "cache_creation_input_tokens", "cache_read_input_tokens",
        "output_tokens", "output_tokens_details", "server_tool_use",
    )}  # fmt: skip
    events.append(_event("message_delta", delta=ending, usage=final))
    return [*events, _event("message_stop")]
