"""Every labelled dialogue played through the product five times: undisturbed, and on four bad days.

    python -m bench.assistant.loop [DATA] [--limit N]

A bad day is a schedule of faults drawn from a seed: the model's API fails, the channel fails or
leaves its outcome open, webhooks come twice and the process dies in the middle of a turn, the
model talks nonsense. The conversation must end in the state of the undisturbed one: the same
findings in force, score and temperature, the same escalations, the same number of messages
delivered, nobody left without an answer.
"""

from __future__ import annotations

import asyncio
import json
import random
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import bench.assistant.house as houses
from app.domain.tenant import ChannelKind
from app.flows.answer import answer
from app.flows.manage_tenant import Put
from app.flows.reconcile import reconcile
from app.flows.sweep import recover, sweep
from app.queue import Queue
from bench.assistant.figures import rate

SCHEDULES = ("model", "channel", "twice", "nonsense")
_MODEL_FAULTS = ("429", "500", "529", "garbage", "drop", "cut_stream")
_CHANNEL_FAULTS = ("429", "500", "503", "drop", "drop_after", "garbage")
_SHARE = 0.35
_NONSENSE: tuple[dict[str, Any], ...] = (
    {"content": [{"type": "tool_use", "id": "t_sim_1", "name": "fly_away", "input": {}}]},
    {"content": [{"type": "tool_use", "id": "t_sim_2", "name": "reply", "input": {"text": ""}}]},
    {"content": [{"type": "text", "text": "I would rather talk."}], "stop_reason": "end_turn"},
    {"content": [{"type": "text", "text": "cut off in the"}], "stop_reason": "max_tokens"},
    {
        "content": [
            {
                "type": "tool_use",
                "id": "t_sim_3",
                "name": "reply",
                "input": {"text": "It costs $987,654, call +1 900 555 0123."},
            }
        ]
    },
)


def client(number: int, domain: str) -> dict[str, Any]:
    """Return a client for a kind of business: it asks what such a business asks."""
    wants = {
        "real_estate": ("location", "bedrooms", "bathrooms", "date"),
        "appointments": ("location", "category", "date", "time"),
    }.get(domain, ("location", "date", "people", "time"))
    kinds = {
        "location": ("place", "Which city or area?"),
        "bedrooms": ("range", "How many bedrooms do you need?"),
        "bathrooms": ("range", "How many bathrooms do you need?"),
        "people": ("range", "For how many people?"),
        "date": ("date", "Which day suits you?"),
        "time": ("text", "At what time?"),
        "category": ("text", "What kind of appointment is it?"),
    }
    return {
        "name": f"Client {domain}",
        "zone": "America/Los_Angeles",
        "languages": ["en"],
        "criteria": [
            {"id": one, "kind": kinds[one][0], "weight": 25, "questions": {"en": kinds[one][1]}}
            for one in wants
        ],
        "faqs": [
            {"question": "What are your opening hours?", "answer": "We open from 9 to 17."},
            {"question": "Do you take cards?", "answer": "Yes, we take all cards."},
        ],
        "channels": [
            {
                "kind": "sms",
                "address": f"+1555000{number:04d}",
                "credentials": {"account_sid": houses.ACCOUNT, "auth_token": houses.TOKEN},
            }
        ],
    }


def score(data: Path, limit: int | None = None) -> dict[str, Any]:
    """Return the share of dialogues and schedules that end as undisturbed."""
    path = data / "leads" / "dialogues.jsonl"
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    began = time.perf_counter()
    same, total, kinds, examples = asyncio.run(_all(rows[:limit]))
    return {
        "tool_loop.same_state": rate(same, total),
        **{f"tool_loop.same_state_{name}": rate(*kinds[name]) for name in SCHEDULES},
        "tool_loop.seconds": round(time.perf_counter() - began),
        "tool_loop.examples": examples[:10],
    }


async def _all(
    rows: Sequence[dict[str, Any]],
) -> tuple[int, int, dict[str, tuple[int, int]], list[dict[str, Any]]]:
    same: Counter[str] = Counter()
    examples: list[dict[str, Any]] = []
    async with houses.open_house(max_attempts=8) as house:
        domains = sorted({row["domain"] for row in rows})
        puts = {name: await house.put(client(n, name)) for n, name in enumerate(domains, 1)}
        for number, row in enumerate(rows):
            put = puts[row["domain"]]
            expected = await _play(house, put, row, number * 10, "")
            for at, schedule in enumerate(SCHEDULES, 1):
                ended = await _play(house, put, row, number * 10 + at, schedule)
                same[schedule] += ended == expected
                if ended != expected:
                    examples.append(
                        {
                            "dialogue": row["dialogue_id"],
                            "schedule": schedule,
                            "differs": [
                                f"{key}: {expected[key]} -> {ended[key]}"
                                for key in expected
                                if expected[key] != ended[key]
                            ],
                        }
                    )
    kinds = {name: (same[name], len(rows)) for name in SCHEDULES}
    return sum(same.values()), len(rows) * len(SCHEDULES), kinds, examples


async def _play(
    house: houses.House, put: Put, row: dict[str, Any], number: int, schedule: str
) -> dict[str, Any]:
    """Play the lead's side of a dialogue and return the state it ends in."""
    dice = random.Random(f"{row['dialogue_id']}:{schedule}")
    sender = f"+1{3_020_000_000 + number}"
    texts = [turn["text"] for turn in row["turns"] if turn["speaker"] == "lead"]
    for text in texts:
        if schedule and dice.random() < _SHARE:
            await _disturbed(house, put, sender, text, schedule, dice)
        else:
            await house.hear(put, ChannelKind.SMS, sender, text)
        await _work_through(house)
        house.clock.advance(30)
    return await _state(house, sender)


async def _disturbed(
    house: houses.House, put: Put, sender: str, text: str, schedule: str, dice: random.Random
) -> None:
    world = house.world
    match schedule:
        case "model":
            world.faults.force("anthropic", dice.choice(_MODEL_FAULTS), dice.choice((1, 2)))
        case "channel":
            world.faults.force("twilio", dice.choice(_CHANNEL_FAULTS))
        case "nonsense":
            world.anthropic.scripted.append(dict(dice.choice(_NONSENSE)))
    if schedule != "twice":
        await house.hear(put, ChannelKind.SMS, sender, text)
        return
    await house.hear_twice(put, sender, text)
    (turn_id, *_) = house.bell.take(Queue.AI) or [""]
    if turn_id:
        dying = asyncio.ensure_future(answer(house.services, turn_id))
        await asyncio.sleep(dice.choice((0.0, 0.002, 0.006, 0.02)))
        dying.cancel()
        await asyncio.gather(dying, return_exceptions=True)
        await recover(house.services)


async def _work_through(house: houses.House) -> None:
    """Let everything happen that is due, retries and reconciliation included."""
    for _ in range(40):
        await house.work()
        for delivery_id in house.bell.take(Queue.RECONCILE):
            await reconcile(house.services, delivery_id)
        left = await house.rows(
            "SELECT id FROM turns WHERE state IN ('pending', 'answering') UNION ALL"
            " SELECT id FROM deliveries WHERE state IN ('queued', 'sending')"
        )
        if not left:
            return
        house.clock.advance(15)
        await sweep(house.services)
    raise RuntimeError("Something never comes to its end.")


async def _state(house: houses.House, sender: str) -> dict[str, Any]:
    (row,) = await house.rows(
        "SELECT c.id, c.state, c.lead_id, c.needs_person, l.score, l.temperature"
        " FROM conversations c JOIN leads l ON l.id = c.lead_id WHERE c.address = :s"
        " ORDER BY c.id DESC LIMIT 1",
        s=sender,
    )
    found = await house.rows(
        "SELECT criterion_id, value FROM findings WHERE lead_id = :l ORDER BY found_at, id",
        l=row["lead_id"],
    )
    escalations = await house.rows(
        "SELECT reason FROM escalations WHERE conversation_id = :c ORDER BY id", c=row["id"]
    )
    delivered = [record for record in house.sent() if record.to == sender]
    answered = await house.rows(
        "SELECT state, COUNT(*) AS n FROM turns WHERE conversation_id = :c GROUP BY state"
        " ORDER BY state",
        c=row["id"],
    )
    return {
        "findings": {one["criterion_id"]: one["value"] for one in found},
        "score": (row["score"], row["temperature"]),
        "conversation": (row["state"], row["needs_person"]),
        "escalations": [one["reason"] for one in escalations],
        "messages": len(delivered),
        "turns": [(one["state"], one["n"]) for one in answered],
    }


def main() -> None:
    """Print the figures as JSON."""
    limit, words = None, sys.argv[1:]
    if "--limit" in words:
        at = words.index("--limit")
        limit = int(words[at + 1])
        del words[at : at + 2]
    data = Path(words[0] if words else "../shared/data")
    print(json.dumps(score(data, limit), indent=1, ensure_ascii=False))


if __name__ == "__main__":
    main()
