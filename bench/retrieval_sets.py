"""Reads the labelled sets of questions and scores what was found for them.

The figures have the definitions of the data's own scorer: percentages but for ``ece``, ``brier``
and ``auroc_…``, one relevant document of several counts for hit@k, recall is over all of them.
"""

from __future__ import annotations

import json
import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from vectors.base import Entry, Query

ORDER = (
    "business_kb",
    "faq_en",
    "faq_ar",
    "passages_en",
    "passages_es",
    "passages_ar",
    "passages_ar_native",
)


@dataclass(slots=True)
class Question:
    """One question with the documents that answer it; none for what nothing answers."""

    id: str
    query: Query
    tenant: str
    dialect: str
    gold: frozenset[str]


@dataclass(slots=True)
class LabelledSet:
    """A folder of documents, questions and labels; ``entries`` are by tenant."""

    name: str
    entries: dict[str, list[Entry]] = field(default_factory=dict)
    questions: list[Question] = field(default_factory=list)
    # What nothing in the set answers; scored for confidence with the questions.
    strangers: list[Question] = field(default_factory=list)
    # Turns that ask for nothing; they have no gold and are not scored with the questions.
    idle: list[Question] = field(default_factory=list)


def rows(path: Path) -> list[dict[str, Any]]:
    """Return the lines of a JSON Lines file; none where it is absent."""
    if not path.exists():
        return []
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def entry_of(row: Mapping[str, Any], name: str) -> Entry:
    """Return a document as an entry; the text of a FAQ set is its ways to ask, one a line."""
    text = row.get("text", "")
    is_ways = name.startswith("faq_")
    return Entry(
        id=row["id"],
        title=row.get("title", ""),
        text="" if is_ways else text,
        ways=tuple(text.splitlines()) if is_ways else (),
        language=row.get("lang", ""),
        key=row["id"],
        kind="faq" if is_ways or row.get("kind") == "faq" else "passage",
    )


def question_of(row: Mapping[str, Any], number: int, gold: Iterable[str] = ()) -> Question:
    """Return a question with its turns before as context."""
    before = tuple(turn.get("text", "") for turn in row.get("history") or ())
    return Question(
        id=row.get("id", f"idle{number}"),
        query=Query(row["text"], row.get("lang", ""), before),
        tenant=row.get("tenant", ""),
        dialect=row.get("dialect", ""),
        gold=frozenset(gold),
    )


def load(folder: Path) -> LabelledSet:
    """Read one set."""
    read = LabelledSet(folder.name)
    for row in rows(folder / "documents.jsonl"):
        read.entries.setdefault(row.get("tenant", ""), []).append(entry_of(row, folder.name))
    gold = defaultdict(set)
    for line in (folder / "qrels.tsv").read_text("utf-8").splitlines()[1:]:
        question_id, document_id, relevance = line.split("\t")
        if int(relevance) > 0:
            gold[question_id].add(document_id)
    for number, row in enumerate(rows(folder / "queries.jsonl")):
        if row["id"] in gold:
            read.questions.append(question_of(row, number, gold[row["id"]]))
    read.strangers = [
        question_of(row, n) for n, row in enumerate(rows(folder / "out_of_scope.jsonl"))
    ]
    read.idle = [
        question_of(row, n) for n, row in enumerate(rows(folder / "turns_without_question.jsonl"))
    ]
    return read


def load_all(data: Path) -> list[LabelledSet]:
    """Read every set under ``data/retrieval``, the known ones first."""
    folders = [path.parent for path in (data / "retrieval").glob("*/qrels.tsv")]
    known = {name: number for number, name in enumerate(ORDER)}
    folders.sort(key=lambda folder: (known.get(folder.name, len(known)), folder.name))
    return [load(folder) for folder in folders]


def percent(part: float, whole: float) -> float | None:
    """Return a rounded percentage, None of nothing."""
    return round(100 * part / whole, 1) if whole else None


def ranked(found: Sequence[tuple[Question, Sequence[str]]]) -> dict[str, float | None]:
    """Return the figures of some questions and the ids found for each, best first."""
    sums = dict.fromkeys(("hit_at_1", "hit_at_5", "recall_at_5", "mrr_at_10", "ndcg_at_10"), 0.0)
    for question, ids in found:
        ids = list(dict.fromkeys(ids))[:10]
        places = [place for place, name in enumerate(ids) if name in question.gold]
        in_five = sum(place < 5 for place in places)
        ideal = sum(1 / math.log2(n + 2) for n in range(min(10, len(question.gold))))
        sums["hit_at_1"] += bool(places) and places[0] == 0
        sums["hit_at_5"] += in_five > 0
        sums["recall_at_5"] += in_five / len(question.gold)
        sums["mrr_at_10"] += 1 / (places[0] + 1) if places else 0
        sums["ndcg_at_10"] += sum(1 / math.log2(n + 2) for n in places) / ideal
    return {"queries_n": len(found), **{k: percent(v, len(found)) for k, v in sums.items()}}


def auroc(good: Iterable[float], bad: Iterable[float]) -> float | None:
    """Return the chance that a good one stands above a bad one."""
    pairs = sorted([(value, 1) for value in good] + [(value, 0) for value in bad])
    n_good = sum(label for _, label in pairs)
    n_bad = len(pairs) - n_good
    if not n_good or not n_bad:
        return None
    total, begin = 0.0, 0
    while begin < len(pairs):
        end = begin
        while end < len(pairs) and pairs[end][0] == pairs[begin][0]:
            end += 1
        total += sum(label for _, label in pairs[begin:end]) * (begin + end + 1) / 2
        begin = end
    return round((total - n_good * (n_good + 1) / 2) / (n_good * n_bad), 4)


Scored = tuple[float, int, int]


def reliability(scored: Sequence[Scored]) -> list[tuple[int, float, float]]:
    """Return for each tenth of confidence: how many, mean confidence, share that was right."""
    bins: list[list[Scored]] = [[] for _ in range(10)]
    for row in scored:
        bins[min(9, int(row[0] * 10))].append(row)
    return [
        (len(rows), sum(r[0] for r in rows) / len(rows), sum(r[1] for r in rows) / len(rows))
        if rows
        else (0, 0.0, 0.0)
        for rows in bins
    ]


def calibration(scored: Sequence[Scored]) -> dict[str, float | None]:
    """Return the figures of (confidence, is right, is in scope)."""
    n = len(scored)
    ordered = sorted(scored, key=lambda row: -row[0])
    best, good = 0, 0
    for place, (confidence, right, _) in enumerate(ordered, 1):
        good += right
        is_edge = place == n or ordered[place][0] < confidence
        if is_edge and good / place >= 0.95:
            best = place
    in_scope = sum(row[2] for row in scored)
    kept = sum(row[2] for row in ordered[:best])
    return {
        "scored_n": n,
        "ece": round(sum(c / n * abs(mean - right) for c, mean, right in reliability(scored)), 4),
        "brier": round(sum((c - right) ** 2 for c, right, _ in scored) / n, 4),
        "auroc_right": auroc(
            (c for c, right, _ in scored if right), (c for c, right, _ in scored if not right)
        ),
        "auroc_scope": auroc(
            (c for c, _, inside in scored if inside), (c for c, _, inside in scored if not inside)
        ),
        "coverage_at_95": percent(kept, in_scope),
        "oos_answered_at_95": percent(best - kept, n - in_scope),
    }
