"""The double of OpenAI: embeddings (numbers or base64) and chat completions with tools.

Embeddings are honest about words only: hashed words and letter triples, rows of length 1, so that
texts that share words are near each other and the same text always gives the same vector.

Source: the vendor's OpenAPI document (openai/openai-openapi), seen 2026-11.
"""

from __future__ import annotations

import base64
import hashlib
import json
import math
import random
import sys
from array import array
from collections import Counter
from functools import lru_cache
from typing import Any

from app.clock import Clock
from app.world.http_server import Answer, BadRequest, Request, json_answer
from app.world.prompt import read_openai
from app.world.prompt_cache import SharedPrefixes, count_tokens
from app.world.salesperson import Salesperson
from app.world.understanding import words_of

MAX_INPUTS = 2048
MAX_INPUT_TOKENS = 8192
_DIMENSIONS = {
    "text-embedding-3-small": 1536,
    "text-embedding-3-large": 3072,
    "text-embedding-ada-002": 1536,
}
_ERRORS: dict[str, tuple[int, str, str | None, str]] = {
    "400": (400, "invalid_request_error", None, "The request is not valid."),
    "401": (401, "invalid_request_error", "invalid_api_key", "The API key is not valid."),
    "402": (429, "insufficient_quota", "insufficient_quota", "The quota is used up."),
    "404": (404, "invalid_request_error", "model_not_found", "There is no such model."),
    "429": (429, "requests", "rate_limit_exceeded", "The rate limit is reached."),
    "500": (500, "server_error", None, "Something went wrong inside the provider."),
    "503": (503, "server_error", None, "The provider is overloaded."),
    "529": (503, "server_error", None, "The provider is overloaded."),
}


class OpenAI:
    """One OpenAI; ``usage`` sums what it charged."""

    def __init__(self, salesperson: Salesperson, clock: Clock, seed: int) -> None:
        self.salesperson = salesperson
        self.clock = clock
        self.usage: Counter[str] = Counter()
        self.cache = SharedPrefixes(clock)
        self._dice = random.Random(f"{seed}:openai-ids")

    def reset(self) -> None:
        """Forget the usage and the cache."""
        self.usage.clear()
        self.cache.clear()

    def error(self, kind: str, message: str = "") -> Answer:
        """Return OpenAI's answer for a fault or status of this kind."""
        status, name, code, text = _ERRORS[kind]
        headers = self._request_id()
        if code == "rate_limit_exceeded":
            headers |= {"retry-after": "1", "x-ratelimit-remaining-requests": "0"}
        error = {"message": message or text, "type": name, "param": None, "code": code}
        return json_answer(status, {"error": error}, headers)

    def handle(self, request: Request) -> Answer:
        """Answer one request to the API."""
        if not request.headers.get("authorization", "").removeprefix("Bearer").strip():
            return self.error("401")
        try:
            if request.path == "/v1/embeddings":
                return self._embeddings(request.json())
            return self._chat(request.json(), request.headers["authorization"])
        except BadRequest as error:
            return self.error("400", str(error))

    # -- embeddings

    def _embeddings(self, body: dict[str, Any]) -> Answer:
        model = str(body.get("model"))
        if model not in _DIMENSIONS:
            return self.error("404", f"model: {model}")
        texts = _inputs(body.get("input"))
        dimensions = int(body.get("dimensions") or _DIMENSIONS[model])
        if "dimensions" in body and model.endswith("ada-002"):
            raise BadRequest("dimensions: not for this model")
        if not 1 <= dimensions <= _DIMENSIONS[model]:
            raise BadRequest("dimensions: out of range")
        as_base64 = body.get("encoding_format") == "base64"
        rows = [
            {"object": "embedding", "index": index, "embedding": _encoded(vector, as_base64)}
            for index, vector in enumerate(embed(text, dimensions) for text in texts)
        ]
        tokens = sum(count_tokens(text) for text in texts)
        self.usage["embedding_tokens"] += tokens
        usage = {"prompt_tokens": tokens, "total_tokens": tokens}
        answer = {"object": "list", "data": rows, "model": model, "usage": usage}
        return json_answer(200, answer, self._request_id())

    # -- chat

    def _chat(self, body: dict[str, Any], key: str) -> Answer:
        if not body.get("model") or not isinstance(body.get("messages"), list):
            raise BadRequest("model and messages are required")
        if not body["messages"]:
            raise BadRequest("messages: too short")
        move = self.salesperson.answer(read_openai(body))
        calls = [
            {
                "id": self._id("call_sim_"),
                "type": "function",
                "function": {"name": name, "arguments": json.dumps(values, ensure_ascii=False)},
            }
            for name, values in move.calls
        ]
        message: dict[str, Any] = {
            "role": "assistant",
            "content": move.text or None,
            "refusal": None,
            "annotations": [],
        }
        if calls:
            message["tool_calls"] = calls
        used, cached = self.cache.account(body, key)
        made = count_tokens(json.dumps(message, ensure_ascii=False))
        self.usage.update(calls=1, input_tokens=used, output_tokens=made)
        finish = "tool_calls" if calls else "stop"
        whole = {
            "id": self._id("chatcmpl_sim_"),
            "object": "chat.completion",
            "created": self.clock.now_ms() // 1000,
            "model": body["model"],
            "choices": [
                {"index": 0, "message": message, "logprobs": None, "finish_reason": finish}
            ],
            "usage": {
                "prompt_tokens": used,
                "completion_tokens": made,
                "total_tokens": used + made,
                "prompt_tokens_details": {"cached_tokens": cached, "audio_tokens": 0},
            },
            "service_tier": "default",
        }
        if body.get("stream"):
            with_usage = bool((body.get("stream_options") or {}).get("include_usage"))
            parts = [(0.0, part) for part in _chunks(whole, with_usage)]
            return Answer(
                200, content_type="text/event-stream", headers=self._request_id(), parts=parts
            )
        return json_answer(200, whole, self._request_id())

    def _id(self, prefix: str) -> str:
        return f"{prefix}{self._dice.getrandbits(96):024x}"

    def _request_id(self) -> dict[str, str]:
        return {"x-request-id": self._id("req_sim_")}


def _chunks(whole: dict[str, Any], with_usage: bool) -> list[bytes]:
    choice = whole["choices"][0]
    message, calls = choice["message"], choice["message"].get("tool_calls") or []
    deltas: list[tuple[dict[str, Any], str | None]] = [({"role": "assistant", "content": ""}, None)]
    text = message["content"] or ""
    deltas += [({"content": text[i : i + 24]}, None) for i in range(0, len(text), 24)]
    for index, call in enumerate(calls):
        deltas.append(({"tool_calls": [{"index": index, **call}]}, None))
    deltas.append(({}, choice["finish_reason"]))
    base = {name: whole[name] for name in ("id", "created", "model")}
    base["object"] = "chat.completion.chunk"
    events = [
        base | {"choices": [{"index": 0, "delta": delta, "finish_reason": finish}]}
        for delta, finish in deltas
    ]
    if with_usage:
        events.append(base | {"choices": [], "usage": whole["usage"]})
    lines = [json.dumps(event, ensure_ascii=False).encode() for event in events]
    return [b"data: " + line + b"\n\n" for line in [*lines, b"[DONE]"]]


def _inputs(value: Any) -> list[str]:
    if isinstance(value, str):
        value = [value]
    if not isinstance(value, list) or not 1 <= len(value) <= MAX_INPUTS:
        raise BadRequest("input: 1 to 2048 texts")
    if all(isinstance(part, int) for part in value):
        value = [value]
    texts = [part if isinstance(part, str) else " ".join(map(str, part)) for part in value]
    if any(not text for text in texts):
        raise BadRequest("input: a text is empty")
    if any(count_tokens(text) > MAX_INPUT_TOKENS for text in texts):
        raise BadRequest("input: a text is longer than 8192 tokens")
    return texts


@lru_cache(maxsize=65_536)
def _place(feature: str) -> int:
    return int.from_bytes(hashlib.blake2b(feature.encode(), digest_size=8).digest(), "big")


def embed(text: str, dimensions: int) -> array[float]:
    """Return a float32 row of length 1; texts that share words and letter triples are near."""
    row = array("f", bytes(4 * dimensions))
    words = words_of(text) or (text,)
    features = Counter(f"w:{word}" for word in words)
    for word in words:
        padded = f" {word} "
        features.update(f"t:{padded[i : i + 3]}" for i in range(len(padded) - 2))
    for feature, count in features.items():
        place = _place(feature)
        weight = math.log1p(count) * (2.0 if feature.startswith("w:") else 1.0)
        row[place % dimensions] += weight if place >> 63 else -weight
    length = math.sqrt(sum(x * x for x in row)) or 1.0
    return array("f", (x / length for x in row))


def _encoded(row: array[float], as_base64: bool) -> list[float] | str:
    if not as_base64:
        return row.tolist()
    if sys.byteorder == "big":
        row.byteswap()
    return base64.b64encode(row.tobytes()).decode()
