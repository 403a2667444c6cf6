"""Measures the search on labelled questions: what is found, and how sure it may be.

python bench/eval_retrieval.py [DATA] [--json] [--set NAME] [--embedder none|english|failing|all]

Goes the product's way: the entries of a tenant are built into an image, and that is searched. With
an embedder the figures are ``english.<set>.…`` or ``failing.<set>.…``, and ``….worst_change`` is
the set that fell most.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bench.doubtful_embedders import Failing, HashedEnglish, Meanings  # noqa: E402
from bench.retrieval_sets import (  # noqa: E402
    LabelledSet,
    Question,
    Scored,
    calibration,
    load_all,
    percent,
    ranked,
    reliability,
)
from vectors.base import ANSWERS_FROM, CLEAR_FROM, Found  # noqa: E402
from vectors.image import Image, build  # noqa: E402

Answers = list[tuple[Question, Found]]
EMBEDDERS = {"english": HashedEnglish, "failing": Failing}
COMPARED = ("hit_at_1", "hit_at_5", "recall_at_5", "mrr_at_10")
FIGURES = ("hit_at_1", "hit_at_5", "recall_at_5", "mrr_at_10", "ndcg_at_10")


def images(labelled: LabelledSet, folder: Path) -> dict[str, Image]:
    """Build and open an image for each tenant of a set."""
    opened = {}
    for number, (tenant, entries) in enumerate(labelled.entries.items()):
        path = folder / labelled.name / f"{number}.image"
        build(entries, path)
        opened[tenant] = Image.open(path)
    return opened


def ask(
    opened: dict[str, Image],
    questions: Sequence[Question],
    meanings: dict[str, Meanings] | None = None,
) -> Answers:
    """Search for each question in its tenant's image, as the product does."""
    answers = []
    for q in questions:
        near = meanings[q.tenant].near(q.query) if meanings else None
        answers.append((q, opened[q.tenant].search(q.query, k=10, dense=near)))
    return answers


def scored_of(answers: Answers, in_scope: int) -> list[Scored]:
    """Return for each answer its confidence, whether it is right, whether one exists."""
    return [
        (found.confidence, int(bool(found.hits) and found.hits[0].id in q.gold), in_scope)
        for q, found in answers
    ]


def ids_of(answers: Answers) -> list[tuple[Question, list[str]]]:
    """Return for each answer the ids that were found, best first."""
    return [(question, [hit.id for hit in found.hits]) for question, found in answers]


def figures_of(labelled: LabelledSet, opened: dict[str, Image]) -> dict[str, Any]:
    """Return the figures of one set, keys like ``faq_en.hit_at_1``."""
    begun = time.perf_counter()
    answers = ask(opened, labelled.questions)
    spent = time.perf_counter() - begun
    pairs, name = ids_of(answers), labelled.name
    out: dict[str, Any] = {f"{name}.{k}": v for k, v in ranked(pairs).items()}
    out[f"{name}.ms_a_query"] = round(1000 * spent / max(1, len(answers)), 2)
    for dialect in dict.fromkeys(q.dialect for q, _ in pairs if q.dialect):
        part = ranked([(q, ids) for q, ids in pairs if q.dialect == dialect])
        out |= {f"{name}.{dialect}.{k}": v for k, v in part.items()}
    if "" not in labelled.entries:
        owner = {e.id: tenant for tenant, entries in labelled.entries.items() for e in entries}
        out[f"{name}.leaks"] = sum(owner.get(i) != q.tenant for q, ids in pairs for i in ids)
    scored = scored_of(answers, 1)
    if labelled.strangers:
        scored += scored_of(ask(opened, labelled.strangers), 0)
        out |= {f"confidence.{k}": v for k, v in calibration(scored).items()}
        out["confidence.reliability"] = reliability(scored)
    out |= {f"{name}.confidence.{k}": v for k, v in thresholds(scored).items()}
    if labelled.idle:
        out[f"{name}.confidence.idle_answered"] = idle_answered(labelled, opened)
    return out


def idle_answered(labelled: LabelledSet, opened: dict[str, Image]) -> float | None:
    """Return how many of the turns that ask for nothing would be answered, in percent.

    A turn is put to every tenant in turn: it could have been said to any of them.
    """
    tenants = list(opened)
    found = [
        opened[tenants[number % len(tenants)]].search(question.query)
        for number, question in enumerate(labelled.idle)
    ]
    return percent(sum(one.is_answered for one in found), len(found))


def thresholds(scored: list[Scored]) -> dict[str, Any]:
    """Return what the two thresholds of the product do here, in percent."""
    clear = [row for row in scored if row[0] >= CLEAR_FROM]
    inside = sum(row[2] for row in scored)
    outside = [row for row in scored if not row[2]]
    return {
        "ece": calibration(scored)["ece"],
        "clear": percent(sum(row[2] for row in clear), inside),
        "clear_precision": percent(sum(row[1] for row in clear), len(clear)),
        "answered": percent(sum(row[0] >= ANSWERS_FROM and row[2] for row in scored), inside),
        "strangers_answered": percent(sum(r[0] >= ANSWERS_FROM for r in outside), len(outside)),
    }


def with_embedder(
    name: str, sets: Sequence[tuple[LabelledSet, dict[str, Image]]], plain: dict[str, Any]
) -> dict[str, Any]:
    """Return the figures with an embedder switched on, and the worst change by it."""
    embedder = EMBEDDERS[name]()
    out: dict[str, Any] = {}
    for labelled, opened in sets:
        meanings = {tenant: Meanings(embedder, e) for tenant, e in labelled.entries.items()}
        figures = ranked(ids_of(ask(opened, labelled.questions, meanings)))
        out |= {f"{name}.{labelled.name}.{key}": figures[key] for key in COMPARED}
    changes = [
        out[f"{name}.{s.name}.{k}"] - plain[f"{s.name}.{k}"] for s, _ in sets for k in COMPARED
    ]
    return {**out, f"{name}.worst_change": round(min(changes), 1)}


def table(figures: dict[str, Any], sets: Sequence[str]) -> str:
    """Return the figures for people."""
    lines = [f"{'set':26}{'n':>5}" + "".join(f"{name:>12}" for name in FIGURES) + f"{'ms':>8}"]
    parts = [
        key.removesuffix(".hit_at_1")
        for key in figures
        if key.endswith(".hit_at_1") and key.split(".")[0] in sets
    ]
    for part in parts:
        row = "".join(f"{figures[f'{part}.{name}']:12.1f}" for name in FIGURES)
        spent = figures.get(f"{part}.ms_a_query", "")
        lines.append(f"{part:26}{figures[f'{part}.queries_n']:5}{row}{spent:>8}")
    lines.append("")
    shown = ("confidence.", "english.worst", "failing.worst")
    for key, value in figures.items():
        is_of_set = key.split(".")[0] in sets and (".confidence." in key or key.endswith(".leaks"))
        if key != "confidence.reliability" and (key.startswith(shown) or is_of_set):
            lines.append(f"{key:48}{value}")
    if rows := figures.get("confidence.reliability"):
        lines += ["", f"{'confidence':>12}{'n':>6}{'mean':>8}{'right':>8}"]
        for tenth, (n, mean, right) in enumerate(rows):
            lines.append(f"{tenth / 10:7.1f}-{tenth / 10 + 0.1:.1f}{n:6}{mean:8.2f}{right:8.2f}")
    return "\n".join(lines)


def main() -> int:
    """Measure and print; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", nargs="?", type=Path, default=ROOT / ".." / "shared" / "data")
    parser.add_argument("--json", action="store_true", help="one flat object, nothing else")
    parser.add_argument("--set", action="append", help="only these sets")
    parser.add_argument("--embedder", choices=["none", *EMBEDDERS, "all"], default="all")
    args = parser.parse_args()
    loaded = [s for s in load_all(args.data) if not args.set or s.name in args.set]
    if not loaded:
        where = (args.data / "retrieval").resolve()
        print(f"There is no set of questions under {where}; name another: DATA=…", file=sys.stderr)
        return 1
    figures: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as folder:
        sets = [(labelled, images(labelled, Path(folder))) for labelled in loaded]
        for labelled, opened in sets:
            figures |= figures_of(labelled, opened)
        for name in EMBEDDERS:
            if args.embedder in (name, "all"):
                figures |= with_embedder(name, sets, figures)
    if args.json:
        figures.pop("confidence.reliability", None)
        print(json.dumps(figures))
    else:
        print(table(figures, [labelled.name for labelled in loaded]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
