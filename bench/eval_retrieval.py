"""Measures the search on labelled questions: what is found, and how sure it may be.

python bench/eval_retrieval.py [DATA] [--json] [--set NAME]

Goes the product's way: the entries of a tenant are built into an image, and that is searched.
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

from bench.retrieval_sets import (  # noqa: E402
    LabelledSet,
    Question,
    Scored,
    calibration,
    load_all,
    percent,
    ranked,
)
from vectors.base import ANSWERS_FROM, CLEAR_FROM, Found  # noqa: E402
from vectors.image import Image, build  # noqa: E402

Answers = list[tuple[Question, Found]]


def images(labelled: LabelledSet, folder: Path) -> dict[str, Image]:
    """Build and open an image for each tenant of a set."""
    opened = {}
    for number, (tenant, entries) in enumerate(labelled.entries.items()):
        path = folder / labelled.name / f"{number}.image"
        build(entries, path)
        opened[tenant] = Image.open(path)
    return opened


def ask(opened: dict[str, Image], questions: Sequence[Question]) -> Answers:
    return [(q, opened[q.tenant].search(q.query, k=10)) for q in questions if q.tenant in opened]


def scored_of(answers: Answers, in_scope: int) -> list[Scored]:
    return [
        (found.confidence, int(bool(found.hits) and found.hits[0].id in q.gold), in_scope)
        for q, found in answers
    ]


def figures_of(labelled: LabelledSet, folder: Path) -> dict[str, Any]:
    """Return the figures of one set, keys like ``faq_en.hit_at_1``."""
    opened = images(labelled, folder)
    begun = time.perf_counter()
    answers = ask(opened, labelled.questions)
    spent = time.perf_counter() - begun
    pairs = [(q, [hit.id for hit in found.hits]) for q, found in answers]
    out: dict[str, Any] = {f"{labelled.name}.{k}": v for k, v in ranked(pairs).items()}
    out[f"{labelled.name}.ms_a_query"] = round(1000 * spent / max(1, len(answers)), 2)
    for dialect in dict.fromkeys(q.dialect for q, _ in pairs if q.dialect):
        part = ranked([(q, ids) for q, ids in pairs if q.dialect == dialect])
        out |= {f"{labelled.name}.{dialect}.{k}": v for k, v in part.items()}
    if len(labelled.entries) > 1:
        owner = {e.id: tenant for tenant, entries in labelled.entries.items() for e in entries}
        out[f"{labelled.name}.leaks"] = sum(owner[i] != q.tenant for q, ids in pairs for i in ids)
    scored = scored_of(answers, 1)
    if labelled.strangers:
        scored += scored_of(ask(opened, labelled.strangers), 0)
        out |= {f"confidence.{k}": v for k, v in calibration(scored).items()}
    out |= {f"{labelled.name}.confidence.{k}": v for k, v in thresholds(scored).items()}
    return out


def thresholds(scored: list[Scored]) -> dict[str, Any]:
    """Return what the two thresholds of the product do here."""
    clear = [row for row in scored if row[0] >= CLEAR_FROM]
    inside = sum(row[2] for row in scored)
    return {
        "clear": percent(sum(row[2] for row in clear), inside),
        "clear_precision": percent(sum(row[1] for row in clear), len(clear)),
        "answered": percent(sum(row[0] >= ANSWERS_FROM and row[2] for row in scored), inside),
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", nargs="?", type=Path, default=ROOT / ".." / "shared" / "data")
    parser.add_argument("--json", action="store_true", help="one flat object, nothing else")
    parser.add_argument("--set", action="append", help="only these sets")
    args = parser.parse_args()
    sets = [s for s in load_all(args.data) if not args.set or s.name in args.set]
    if not sets:
        print(f"There is no set in {args.data / 'retrieval'}.", file=sys.stderr)
        return 1
    figures: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as folder:
        for labelled in sets:
            figures |= figures_of(labelled, Path(folder))
    if args.json:
        print(json.dumps(figures))
    else:
        for key, value in figures.items():
            print(f"{key:48} {value}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
