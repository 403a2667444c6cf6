"""Accounts for Anthropic's prompt cache: what is read, written and paid in full.

The prompt is one list of blocks: tools, then system, then messages. A block with ``cache_control``
is a breakpoint. An entry is the hash of everything up to a breakpoint; at each breakpoint the
longest live entry within the twenty blocks before it is read, and what follows it is written with
the breakpoint's lifetime (5 minutes, or 1 hour). Reading renews the lifetime. A prefix shorter than
the model's minimum is neither read nor written, without an error. Entries belong to one key and
one model.

Tokens are counted as UTF-8 bytes / 4: no vendor's tokeniser is available, and the shares matter. A
text counts without the JSON around it, which no model reads, a picture as the largest there is.

``SharedPrefixes`` is the other vendor's way: no breakpoints, the longest beginning shared with an
earlier prompt counts as cached, from 1,024 tokens on and in steps of 128.

Source: Anthropic, "Prompt caching"; OpenAI, "Prompt caching"; seen 2026-11.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from app.clock import Clock

LOOKBACK_BLOCKS = 20
MAX_BREAKPOINTS = 4
_IMAGE_TOKENS = 1_600
_LIFETIME_MS = {"5m": 300_000, "1h": 3_600_000}


class BadPrompt(Exception):
    """The request breaks a rule of the cache."""


@dataclass(frozen=True, slots=True)
class CacheUsage:
    """Input tokens of one request, by what they cost."""

    input_tokens: int = 0
    read_tokens: int = 0
    write_5m_tokens: int = 0
    write_1h_tokens: int = 0

    @property
    def total(self) -> int:
        """Return all input tokens."""
        return self.input_tokens + self.read_tokens + self.write_5m_tokens + self.write_1h_tokens


@dataclass(frozen=True, slots=True)
class _Block:
    text: bytes
    lifetime: str | None
    tokens: int


def count_tokens(text: str | bytes) -> int:
    """Return the estimated tokens of a text."""
    size = len(text.encode()) if isinstance(text, str) else len(text)
    return -(-size // 4)


def minimum_tokens(model: str) -> int:
    """Return the shortest prefix a model caches."""
    if "haiku-4-5" in model or "opus-4-5" in model or "opus-4-6" in model:
        return 4096
    return 2048 if "haiku" in model else 1024


def _block(role: str, value: dict[str, Any]) -> _Block:
    control = value.get("cache_control")
    bare = {name: part for name, part in value.items() if name != "cache_control"}
    text = role + json.dumps(bare, ensure_ascii=False, sort_keys=True)
    lifetime = (control.get("ttl") or "5m") if control else None
    return _Block(text.encode(), lifetime, _tokens_of(value, text))


def _tokens_of(value: dict[str, Any], text: str) -> int:
    if value.get("type") == "image":
        return _IMAGE_TOKENS
    return count_tokens(str(value["text"]) if value.get("type") == "text" else text)


def _blocks(body: dict[str, Any]) -> list[_Block]:
    found = [_block("tool", tool) for tool in body.get("tools") or []]
    system = body.get("system") or []
    if isinstance(system, str):
        system = [{"type": "text", "text": system}]
    found += [_block("system", part) for part in system]
    for message in body.get("messages") or []:
        content = message.get("content") or ""
        if isinstance(content, str):
            content = [{"type": "text", "text": content}]
        found += [_block(str(message.get("role")), part) for part in content]
    automatic = body.get("cache_control")
    if automatic and found:
        found[-1] = _Block(found[-1].text, automatic.get("ttl") or "5m", found[-1].tokens)
    return found


class PromptCache:
    """The cache of one simulated Anthropic."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._expires_ms: dict[str, int] = {}
        self._lifetime_ms: dict[str, int] = {}

    def clear(self) -> None:
        """Forget every entry."""
        self._expires_ms.clear()
        self._lifetime_ms.clear()

    def account(self, body: dict[str, Any], key: str) -> CacheUsage:
        """Return the usage of a request, and remember what it wrote.

        Raises:
            BadPrompt: more than four breakpoints, an unknown lifetime, or a longer lifetime after
                a shorter one.
        """
        blocks = _blocks(body)
        points = [index for index, block in enumerate(blocks) if block.lifetime]
        self._check([blocks[index].lifetime or "" for index in points])
        hashes, sums = self._prefixes(blocks, f"{key}|{body.get('model')}")
        total = sums[-1] if sums else 0
        least = minimum_tokens(str(body.get("model", "")))
        points = [index for index in points if sums[index] >= least]
        if not points:
            return CacheUsage(input_tokens=total)
        read_at = self._longest_live(points, hashes)
        read = sums[read_at] if read_at >= 0 else 0
        if read_at >= 0:
            self._renew(hashes[read_at])
        written = {"5m": 0, "1h": 0}
        done = read
        for index in points:
            if index <= read_at:
                continue
            lifetime = blocks[index].lifetime or "5m"
            written[lifetime] += sums[index] - done
            done = sums[index]
            self._lifetime_ms[hashes[index]] = _LIFETIME_MS[lifetime]
            self._renew(hashes[index])
        return CacheUsage(total - done, read, written["5m"], written["1h"])

    def _check(self, lifetimes: list[str]) -> None:
        if len(lifetimes) > MAX_BREAKPOINTS:
            raise BadPrompt(f"at most {MAX_BREAKPOINTS} blocks may have cache_control")
        if any(lifetime not in _LIFETIME_MS for lifetime in lifetimes):
            raise BadPrompt("cache_control.ttl: 5m or 1h")
        if "1h" in lifetimes[lifetimes.index("5m") :] if "5m" in lifetimes else False:
            raise BadPrompt("cache_control: a 1h block must not come after a 5m block")

    def _prefixes(self, blocks: list[_Block], scope: str) -> tuple[list[str], list[int]]:
        running, hashes, sums, total = hashlib.sha256(scope.encode()), [], [], 0
        for block in blocks:
            running.update(len(block.text).to_bytes(8, "big") + block.text)
            total += block.tokens
            hashes.append(running.hexdigest())
            sums.append(total)
        return hashes, sums

    def _longest_live(self, points: list[int], hashes: list[str]) -> int:
        now_ms = self._clock.now_ms()
        for point in reversed(points):
            for index in range(point, max(-1, point - LOOKBACK_BLOCKS - 1), -1):
                if self._expires_ms.get(hashes[index], 0) > now_ms:
                    return index
        return -1

    def _renew(self, entry: str) -> None:
        self._expires_ms[entry] = self._clock.now_ms() + self._lifetime_ms[entry]


class SharedPrefixes:
    """The automatic cache of one simulated OpenAI."""

    _LEAST, _STEP = 1_024, 128

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._expires_ms: dict[bytes, int] = {}

    def clear(self) -> None:
        """Forget every prompt."""
        self._expires_ms.clear()

    def account(self, body: dict[str, Any], key: str) -> tuple[int, int]:
        """Return the tokens of a chat request and how many of them are cached; remember it.

        Beginnings are compared line by line.
        """
        pictures, parts = 0, [json.dumps(body.get("tools") or [], sort_keys=True)]
        for message in body["messages"]:
            content = message.get("content")
            rows = content if isinstance(content, list) else [{"type": "text", "text": content}]
            pictures += sum(row.get("type") == "image_url" for row in rows)
            parts.append(str(message.get("role")))
            parts += [str(row.get("text") or "") for row in rows if row.get("type") == "text"]
        # Requests with different keys are sent to different machines.
        scope = f"{key}|{body.get('model')}|{body.get('prompt_cache_key')}"
        running, read, shared, now_ms = hashlib.sha256(scope.encode()), 0, 0, self._clock.now_ms()
        for line in "\n".join(parts).splitlines(keepends=True):
            running.update(line.encode("utf-8", "replace"))
            read += len(line.encode("utf-8", "replace"))
            entry = running.digest()
            if self._expires_ms.get(entry, 0) > now_ms:
                shared = read
            self._expires_ms[entry] = now_ms + _LIFETIME_MS["5m"]
        cached = shared // 4 // self._STEP * self._STEP
        total = -(-read // 4) + pictures * _IMAGE_TOKENS
        return total, cached if cached >= self._LEAST else 0
