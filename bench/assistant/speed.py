"""How long code takes over one message: what it asks for, what it tells, how a reply is judged.

Not the model, not the database: everything the product computes by itself, measured on the labelled
messages, with the texts of a client as evidence. Milliseconds; medians of three rounds.
"""

from __future__ import annotations

import json
import statistics
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from app.domain import consent, guard
from app.domain.claims import claims_by_rule
from app.domain.evidence import gather
from app.domain.message import Author, Message
from app.domain.qualification import merge, validate
from app.domain.qualification import score as lead_score
from app.domain.tenant import Criterion, CriterionKind
from app.domain.wishes import read_wishes

_ROUNDS = 3
_TODAY = date(2026, 11, 25)
_CRITERIA = (
    Criterion("budget", CriterionKind.BUDGET, {"en": "What is your budget?"}, currency="USD"),
    Criterion("bedrooms", CriterionKind.RANGE, {"en": "How many bedrooms do you need?"}),
    Criterion("area", CriterionKind.PLACE, {"en": "Which area do you want to live in?"}),
    Criterion("date", CriterionKind.DATE, {"en": "When do you want to move in?"}),
    Criterion("kind", CriterionKind.CHOICE, {"en": "Buy or rent?"}, options=("buy", "rent")),
)


def score(data: Path) -> dict[str, Any]:
    """Return p50 and p95 of each part and of all together, in milliseconds."""
    rows = _rows(data / "messages" / "messages.jsonl")
    texts = [row["text"] for row in rows if row["label"] in ("benign", "not_opt_out")]
    replies = _rows(data / "retrieval" / "business_kb" / "replies.jsonl")
    heard = [Message(f"m{n}", "c", Author.LEAD, text, n) for n, text in enumerate(texts)]
    said = [row["text"] if "text" in row else row.get("reply", "") for row in replies]
    evidence = tuple(str(row) for row in _documents(data)[:40])
    gather(evidence)
    context = guard.GuardContext(language="en", business_texts=evidence, lead_texts=("Hello?",))
    parts: dict[str, tuple[Callable[[Any], object], Sequence[Any]]] = {
        "consent": (consent.classify, texts),
        "wishes": (lambda text: read_wishes((text,), "sms"), texts),
        "extraction_and_score": (_extract, heard),
        "guard": (lambda text: guard.judge(text, context), said),
    }
    taken = {name: _timed(work, items) for name, (work, items) in parts.items()}
    found: dict[str, Any] = {}
    for name, times in taken.items():
        found[f"speed.{name}_p95_ms"] = round(_p95(times), 3)
    # A message is read once and its reply judged once: the sum of the parts' figures bounds it.
    shortest = min(len(times) for times in taken.values())
    whole = [sum(times[n] for times in taken.values()) for n in range(shortest)]
    found["speed.messages_n"] = len(texts)
    found["speed.replies_n"] = len(said)
    found["speed.message_p50_ms"] = round(statistics.median(whole), 3)
    found["speed.message_p95_ms"] = round(_p95(whole), 3)
    return found


def _extract(message: Message) -> object:
    claims = claims_by_rule(_CRITERIA, (message,), None, today=_TODAY)
    found, _ = validate(claims, _CRITERIA, {message.id: message.text}, today=_TODAY)
    return lead_score(_CRITERIA, merge(found))


def _timed(work: Callable[[Any], object], items: Sequence[Any]) -> list[float]:
    rounds = []
    for _ in range(_ROUNDS):
        times = []
        for item in items:
            began = time.perf_counter()
            work(item)
            times.append((time.perf_counter() - began) * 1000)
        rounds.append(times)
    return [statistics.median(values) for values in zip(*rounds, strict=True)]


def _p95(times: Sequence[float]) -> float:
    return sorted(times)[int(0.95 * (len(times) - 1))]


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def _documents(data: Path) -> list[str]:
    rows = _rows(data / "retrieval" / "business_kb" / "documents.jsonl")
    tenant = rows[0]["tenant"]
    return [f"{row.get('title', '')} {row['text']}" for row in rows if row["tenant"] == tenant]
