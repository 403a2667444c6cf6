"""Measures what a lead costs: the cache's share of the input, and input-token equivalents.

python bench/assistant/cost.py [DATA] [--json]

Every conversation of ``leads/dialogues.jsonl`` is answered by the product's own parts: what code
answers by itself costs nothing, the rest is asked through the product's prompt and its adapter.
The double of the provider keeps account; the model says what the agent of the conversation said,
records what the lead's words are labelled with, and names what it asks. One client for each kind of
business, each with the knowledge of a real one of about 1,500 tokens. A clock that only this file
moves keeps every turn inside the cache's lifetime, as the goals assume.

An input-token equivalent weighs a token by its price: read from the cache 0.1, written 1.25 (for
an hour 2), neither 1, said 5. A token is four bytes. Cold: nothing of the client is in the cache
when a conversation begins, only what all clients share, because another client's lead wrote before;
cold server: nothing at all, the first lead of a server; warm: another lead of the client wrote
before. The share of a cold server cannot pass what is left when the first of a lead's calls reads
nothing: 1 - 1 / calls, ``cache.read_share_cold_server_limit``. The cost is that of a cold server.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))

import app as _app  # noqa: E402,F401 - puts the right SQLite in place
from app.clock import ManualClock  # noqa: E402
from app.domain.knowledge import Retrieved  # noqa: E402
from app.domain.message import Author, Message  # noqa: E402
from app.domain.prompt import Shown  # noqa: E402
from app.domain.prompt_tags import handle  # noqa: E402
from app.domain.qualification import Finding  # noqa: E402
from app.domain.tenant import ChannelKind, Mode, Tenant  # noqa: E402
from app.domain.usage import Usage  # noqa: E402
from app.domain.wishes import read_wishes  # noqa: E402
from app.flows.draft_by_rule import draft_by_rule  # noqa: E402
from app.flows.drafting import Material, Run, prepare  # noqa: E402
from app.flows.look_up import Looked  # noqa: E402
from app.ids import new_id  # noqa: E402
from app.llm.anthropic import AnthropicModel  # noqa: E402
from app.llm.prompts import build_request, load_prompts  # noqa: E402
from app.world.world import World  # noqa: E402
from bench.assistant.cost_clients import LABELS, Row, load, tenants  # noqa: E402

MODEL = "claude-sonnet-4-5"
_TURN_S = 40.0
_SAMPLES = 1_000
_WEIGHTS = {"read": 0.1, "5m": 1.25, "1h": 2.0, "said": 5.0}
_BOOKED = ("booked",)
_BOOKED_OR_ASKED = ("booked", "asked_to_book")


@dataclass(slots=True)
class Spent:
    """What one conversation used."""

    stage: str
    calls: int = 0
    turns: int = 0
    fresh: int = 0
    written: int = 0
    read: int = 0
    said: int = 0

    def add(self, usage: Usage) -> None:
        """Count a call."""
        self.calls += 1
        self.fresh += usage.input_tokens
        self.written += usage.cache_write_tokens
        self.read += usage.cache_read_tokens
        self.said += usage.output_tokens

    @property
    def input(self) -> int:
        """Return all input tokens."""
        return self.fresh + self.written + self.read

    def equivalents(self) -> float:
        """Return input-token equivalents; everything here is written for five minutes."""
        return (
            self.fresh
            + self.written * _WEIGHTS["5m"]
            + self.read * _WEIGHTS["read"]
            + self.said * _WEIGHTS["said"]
        )


@dataclass(slots=True)
class _Talk:
    """One conversation on its way."""

    tenant: Tenant
    shown: Shown
    clock: ManualClock
    conversation_id: str = field(default_factory=new_id)
    history: list[Message] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    asked: str = ""
    asked_times: dict[str, int] = field(default_factory=dict)

    def hear(self, author: Author, text: str) -> Message:
        """Put a message at the end."""
        message = Message(new_id(), self.conversation_id, author, text, self.clock.now_ms())
        self.history.append(message)
        return message

    def run(self) -> Run:
        """Return the turn as the product prepares it."""
        texts = [one.text for one in self.history[-1:]]
        material = Material(
            tenant=self.tenant,
            mode=Mode.AUTOMATIC,
            looked=Looked("en", None, Retrieved(), self.shown),
            channel=ChannelKind.SMS,
            history=self.history,
            findings=self.findings,
            is_disclosed=any(one.author is Author.ASSISTANT for one in self.history),
            asked=self.asked,
            other_names=(),
            now_ms=self.clock.now_ms(),
            conversation_ref=self.conversation_id,
            may_wait=False,
            wishes=read_wishes(texts, "sms"),
            asked_times=self.asked_times,
        )
        return prepare(None, material)  # type: ignore[arg-type]  # nothing is asked of it here


def answer_of(talk: _Talk, heard: Message, lead: Row, agent: Row) -> list[Row]:
    """Return what the model says in a turn: the agent's words, and what the labels say."""
    ids = {criterion.id for criterion in talk.tenant.profile.criteria}
    reply: Row = {"text": agent["text"], "grounding": []}
    if {"INFORM", "OFFER"} & set(agent.get("acts") or ()) and talk.shown.whole:
        reply["grounding"] = [handle(talk.shown.whole[0].id)]
    asks = [LABELS[slot] for slot in agent.get("asks_for") or () if slot in LABELS]
    asks = [one for one in asks if one in ids]
    if asks:
        reply["asks"] = asks[0]
    calls: list[Row] = [{"type": "tool_use", "name": "reply", "input": reply}]
    claims = []
    for slot, told in (lead.get("slots") or {}).items():
        criterion = LABELS.get(slot)
        if criterion not in ids:
            continue
        value = str(told["value"])
        quote = value if value in lead["text"] else lead["text"]
        claims.append(claim(criterion, value, quote))
        found = Finding(criterion, value, heard.id, quote, talk.clock.now_ms())
        talk.findings.append(found)
    if claims:
        given = {"findings": claims}
        calls.append({"type": "tool_use", "name": "record_findings", "input": given})
    if "GOODBYE" in (agent.get("acts") or ()):
        calls.append({"type": "tool_use", "name": "end", "input": {"reason": "lead_is_done"}})
    talk.asked = asks[0] if asks else ""
    if asks:
        talk.asked_times[asks[0]] = talk.asked_times.get(asks[0], 0) + 1
    return calls


def claim(criterion: str, value: str, quote: str) -> Row:
    """Return a finding as the tool takes it; the message is the newest."""
    return {"criterion": criterion, "value": value, "quote": quote}


async def converse(
    world: World, model: AnthropicModel, clock: ManualClock, row: Row, whose: tuple[Tenant, Shown]
) -> Spent:
    """Have one conversation and return what it used."""
    talk, spent = _Talk(*whose, clock), Spent(row["gold"].get("stage", ""))
    turns: Sequence[Row] = row["turns"]
    for number, lead in enumerate(turns):
        if lead["speaker"] != "lead":
            continue
        clock.advance(_TURN_S)
        heard = talk.hear(Author.LEAD, lead["text"])
        spent.turns += 1
        agent = turns[number + 1] if number + 1 < len(turns) else None
        run = talk.run()
        by_rule = draft_by_rule(run)
        if by_rule is not None:
            if by_rule.text:
                talk.hear(Author.ASSISTANT, by_rule.text)
            continue
        agent = agent or {"text": "You are welcome.", "acts": []}
        world.anthropic.scripted.append({"content": answer_of(talk, heard, lead, agent)})
        request = build_request(
            load_prompts(),
            talk.tenant,
            talk.shown,
            talk.history,
            run.state,
            user_ref=talk.conversation_id,
        )
        spent.add((await model.ask(request)).usage)
        clock.advance(1.0)
        talk.hear(Author.ASSISTANT, agent["text"])
    return spent


async def measure(data: Path, before: str) -> list[Spent]:
    """Have every conversation; ``before`` is who wrote before it: nobody, stranger or lead."""
    rows, whose, clock = load(data), tenants(data), ManualClock()
    world = World(clock=clock)
    await world.start()
    model = AnthropicModel("key", MODEL, 10.0, world.base_url)
    greeting = {"speaker": "lead", "text": "Hello there", "slots": {}, "acts": []}
    other = {"gold": {"stage": ""}, "turns": [greeting]}
    found = []
    try:
        for row in rows:
            world.anthropic.cache.clear()
            if before != "nobody":
                names = [one for one in whose if (one == row["domain"]) == (before == "lead")]
                await converse(world, model, clock, other, whose[names[0]])
            found.append(await converse(world, model, clock, row, whose[row["domain"]]))
    finally:
        await model.aclose()
        await world.stop()
    return found


def read_share(spent: Sequence[Spent]) -> float:
    """Return how much of the input came from the cache, in percent."""
    return 100 * sum(one.read for one in spent) / max(1, sum(one.input for one in spent))


def per_lead(spent: Sequence[Spent]) -> float:
    """Return the equivalents of a lead."""
    return sum(one.equivalents() for one in spent) / max(1, len(spent))


def per_stage(spent: Sequence[Spent], stages: Sequence[str]) -> float:
    """Return the equivalents of all leads for each that came to one of these stages."""
    return sum(one.equivalents() for one in spent) / max(1, sum(x.stage in stages for x in spent))


def figure(spent: Sequence[Spent], of: Callable[[Sequence[Spent]], float]) -> dict[str, Any]:
    """Return a figure with its n and its 95 % interval over resampled conversations."""
    dice = random.Random(1)
    drawn = sorted(of(dice.choices(spent, k=len(spent))) for _ in range(_SAMPLES))
    low, high = drawn[int(_SAMPLES * 0.025)], drawn[int(_SAMPLES * 0.975)]
    value = of(spent)
    return {
        "value": round(value, 1),
        "n": len(spent),
        "low": round(low, 1),
        "high": round(high, 1),
    }


def score(data: Path) -> dict[str, Any]:
    """Return the figures of a data folder, ``value``, ``n``, ``low`` and ``high``, and numbers.

    ``cost.parts.…`` are the equivalents a lead of each kind of token. Empty where there are no
    conversations.
    """
    if not load(data):
        return {}
    cold, mixed, warm = (
        asyncio.run(measure(data, before)) for before in ("nobody", "stranger", "lead")
    )
    found: dict[str, Any] = {
        "cache.read_share_cold": figure(mixed, read_share),
        "cache.read_share_cold_server": figure(cold, read_share),
        "cache.read_share_warm": figure(warm, read_share),
        "cost.ite_per_lead": figure(cold, per_lead),
        "cost.ite_per_lead_warm": figure(warm, per_lead),
        "cost.ite_per_booked_lead": figure(cold, lambda x: per_stage(x, _BOOKED)),
        "cost.ite_per_booked_lead_warm": figure(warm, lambda x: per_stage(x, _BOOKED)),
        "cost.ite_per_lead_booked_or_asking": figure(
            cold, lambda x: per_stage(x, _BOOKED_OR_ASKED)
        ),
    }
    size, calls = len(cold), max(1, sum(one.calls for one in cold))
    parts = {
        "fresh": sum(one.fresh for one in cold),
        "written": sum(one.written for one in cold) * _WEIGHTS["5m"],
        "read": sum(one.read for one in cold) * _WEIGHTS["read"],
        "said": sum(one.said for one in cold) * _WEIGHTS["said"],
    }
    return found | {
        "cache.read_share_cold_server_limit": round(100 * (1 - size / calls), 1),
        "cost.booked": sum(one.stage in _BOOKED for one in cold),
        "cost.turns_per_lead": round(sum(one.turns for one in cold) / size, 2),
        "cost.calls_per_lead": round(calls / size, 2),
        **{f"cost.parts.{name}": round(value / size) for name, value in parts.items()},
    }


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("data", nargs="?", type=Path, default=ROOT.parent / "shared" / "data")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    found = score(given.data)
    if given.json:
        print(json.dumps(found))
        return
    for name, one in found.items():
        if isinstance(one, dict):
            print(f"{name:40}{one['value']:10}  n {one['n']}  {one['low']} to {one['high']}")
        else:
            print(f"{name:40}{one:10}")


if __name__ == "__main__":
    main()
