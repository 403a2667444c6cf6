"""What programs ask for."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterator

from bench.asked.base import LIST_MS, PAGE_MS, Case, World, fixed

_ROOT = "/api/v1"
_PLAIN_LISTS = (
    "client",
    "keys",
    "budget",
    "settings/hours",
    "assistant/profile",
    "assistant/versions",
    "knowledge/bases",
    "openapi.json",
)


def api(world: World, key: str) -> Iterator[Case]:
    """Every list with its filters, the first page and far behind; everything else once."""
    big = world.big
    for path in ("stats", "leads-by-day", "leads-by-channel"):
        yield Case(f"api, {path}", PAGE_MS, fixed(f"{_ROOT}/dashboard/{big}/{path}"), key)
    for path in _PLAIN_LISTS:
        yield Case(f"api, {path}", LIST_MS, fixed(f"{_ROOT}/{path}"), key)
    yield Case("api, usage", LIST_MS, fixed(f"{_ROOT}/usage"), key)
    yield Case("api, bases of client", LIST_MS,
               fixed(f"{_ROOT}/knowledge/client/{big}/bases"), key)  # fmt: skip
    yield from _leads(world, key)
    yield from _conversations(world, key)
    path = f"{_ROOT}/escalations/client/{big}"
    for state in ("pending", "resolved"):
        yield Case(f"api, escalations, {state}", LIST_MS, fixed(path, state=state), key)
    yield Case("api, audit", LIST_MS, fixed(f"{_ROOT}/audit"), key)
    yield Case("api, audit, an action", LIST_MS,
               fixed(f"{_ROOT}/audit", action="lead_status_set"), key)  # fmt: skip
    yield Case("api, audit, nobody", LIST_MS, fixed(f"{_ROOT}/audit", actor="nobody"), key)
    yield Case("api, audit, far behind", LIST_MS, fixed(f"{_ROOT}/audit", after=_cursor(100)), key)


def _leads(world: World, key: str) -> Iterator[Case]:
    path = f"{_ROOT}/leads/client/{world.big}"
    yield Case("api, leads", LIST_MS, fixed(path), key)
    for name, value in (
        *(("temperature", "hot"), ("status", "qualified"), ("channel", "whatsapp")),
        *(("source", "radio"), ("owner", world.owner), ("owner", "none"), ("tag", "vip")),
        *(("min_score", "60"), ("q", "carter"), ("q", "zzyzx"), ("q", "a")),
        *(("sort", "newest"), ("sort", "score"), ("created_since", "2026-03-01T00:00:00Z")),
        *(("active_until", "2026-03-01T00:00:00Z"), ("limit", "100")),
    ):
        yield Case(f"api, leads, {name}={value[:10]}", LIST_MS, fixed(path, **{name: value}), key)
    rare = {"status": "won", "temperature": "cold", "tag": "no-budget", "channel": "web_form"}
    yield Case("api, leads, hardly any", LIST_MS, fixed(path, **rare), key)
    own = "tenant_id = :t AND merged_into IS NULL"
    at = world.far("leads", own, "last_at, id", "last_at DESC, id DESC", 499_000)
    yield Case("api, leads, far behind", LIST_MS, fixed(path, after=_cursor(*at)), key)
    some = world.leads
    yield Case("api, lead", LIST_MS, lambda: f"{_ROOT}/leads/{world.dice.choice(some)}", key)
    for part in ("score", "timeline", "notes", "appointments"):
        yield Case(f"api, lead, {part}", LIST_MS, _one_of(world, part), key)


def _one_of(world: World, part: str) -> Callable[[], str]:
    return lambda: f"{_ROOT}/leads/{world.dice.choice(world.leads)}/{part}"


def _conversations(world: World, key: str) -> Iterator[Case]:
    path = f"{_ROOT}/conversations/client/{world.big}"
    yield Case("api, conversations", LIST_MS, fixed(path), key)
    for name, value in (
        *(("state", "active"), ("state", "held"), ("state", "ended"), ("channel", "web_chat")),
        *(("needs_person", "true"), ("unread", "true")),
    ):
        yield Case(
            f"api, conversations, {name}={value}", LIST_MS, fixed(path, **{name: value}), key
        )
    several = {"state": "held", "channel": "web_chat", "needs_person": "true", "unread": "true"}
    yield Case("api, conversations, hardly any", LIST_MS, fixed(path, **several), key)
    order = "last_message_at DESC, id DESC"
    at = world.far("conversations", "tenant_id = :t", "last_message_at, id", order, 499_000)
    yield Case("api, conversations, far behind", LIST_MS, fixed(path, after=_cursor(*at)), key)
    one = f"{_ROOT}/conversations"
    yield Case("api, conversation", LIST_MS, lambda: f"{one}/{world.dice.choice(world.talks)}", key)
    yield Case("api, messages", LIST_MS,
               lambda: f"{one}/{world.dice.choice(world.talks)}/messages", key)  # fmt: skip


def _cursor(*values: str | int) -> str:
    """Return a place in a list as the API writes it."""
    text = json.dumps(values, separators=(",", ":")).encode()
    return base64.urlsafe_b64encode(text).decode().rstrip("=")
