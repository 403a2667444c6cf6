"""Fits how far confidence is doubted in indexes of prose; writes ``vectors/fitted_prose.py``.

    python bench/fit_prose.py [DATA]

Each set of passages is asked its own questions and strangers: questions of the FAQ sets in the
same language, questions nothing answers, and turns that ask for nothing. Three constants are
fitted by logistic regression, every set weighing the same and strangers half as much as its own.
Sets in which questions have ways to ask are left out: their confidence stands in ``fitted.py``.
"""

from __future__ import annotations

import argparse
import math
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT)]

from bench.retrieval_sets import LabelledSet, Question, load_all  # noqa: E402
from vectors import fuse  # noqa: E402
from vectors.base import ANSWERS_FROM, CLEAR_FROM  # noqa: E402
from vectors.image import Image, build  # noqa: E402

_MOST_STRANGERS = 600
_STRANGERS_WEIGH = 0.5
_ROUNDS = 60


@dataclass(frozen=True, slots=True)
class Asked:
    """A question put to a set: log odds before doubt, size of the index, and how it ended."""

    name: str
    log_odds: float
    many: float
    is_right: bool
    is_stranger: bool


def asked_of(found: LabelledSet, strangers: list[Question]) -> Iterator[Asked]:
    """Yield what becomes of a set's own questions and of strangers, with no doubt applied."""
    with tempfile.TemporaryDirectory() as folder:
        images = {}
        for number, (tenant, entries) in enumerate(found.entries.items()):
            path = Path(folder) / f"{number}.image"
            build(entries, path)
            images[tenant] = Image.open(path)
        tenants = sorted(images)
        for number, question in enumerate([*found.questions, *strangers]):
            is_stranger = number >= len(found.questions)
            tenant = tenants[number % len(tenants)] if is_stranger else question.tenant
            image = images[tenant]
            result = image.search(question.query, 1)
            many = min(math.log(10), max(0.0, math.log(image.size / fuse.FEW)))
            odds = min(1 - 1e-6, max(1e-6, fuse.confidence_of(result.features)))
            is_right = bool(result.hits) and result.hits[0].id in question.gold
            log_odds = math.log(odds / (1 - odds))
            yield Asked(found.name, log_odds, many, is_right and not is_stranger, is_stranger)


def strangers_of(found: LabelledSet, sets: list[LabelledSet]) -> list[Question]:
    """Return what nothing in a set answers: its idle turns, or questions to others' FAQs."""
    if found.idle:
        return found.idle
    languages = {question.query.language for question in found.questions}
    foreign = [
        question
        for other in sets
        if other.name.startswith("faq_")
        for question in (*other.strangers, *other.questions)
        if question.query.language in languages
    ]
    return foreign[:: max(1, len(foreign) // _MOST_STRANGERS)]


def fit(rows: list[Asked]) -> np.ndarray:
    """Return the three constants: one, slope, many."""
    signs = np.array([(1.0, row.log_odds, row.many) for row in rows])
    right = np.array([row.is_right for row in rows], float)
    weights = np.zeros(len(rows))
    for name in {row.name for row in rows}:
        for is_stranger, share in ((False, 1.0), (True, _STRANGERS_WEIGH)):
            at = [n for n, r in enumerate(rows) if (r.name, r.is_stranger) == (name, is_stranger)]
            weights[at] = share / max(1, len(at))
    weights *= len(rows) / weights.sum()
    start = np.array([0.0, 1.0, 0.0])
    constants = start
    for _ in range(_ROUNDS):
        sure = 1 / (1 + np.exp(-signs @ constants))
        slope = signs.T @ (weights * (right - sure)) - 1e-3 * (constants - start)
        bend = (signs * (weights * sure * (1 - sure))[:, None]).T @ signs + 1e-3 * np.eye(3)
        constants = constants + np.linalg.solve(bend, slope)
    return constants


def report(rows: list[Asked], constants: np.ndarray) -> list[str]:
    """Return a line a set: what is answered of its own questions and of strangers."""
    lines = []
    for name in dict.fromkeys(row.name for row in rows):
        texts = []
        for is_stranger in (False, True):
            here = [row for row in rows if (row.name, row.is_stranger) == (name, is_stranger)]
            if not here:
                continue
            before = [fuse.logistic(row.log_odds) for row in here]
            after = [
                min(b, fuse.logistic(float(constants @ (1.0, row.log_odds, row.many))))
                for b, row in zip(before, here, strict=True)
            ]
            who = "strangers" if is_stranger else "own"
            shares = [
                100 * sum(c >= ANSWERS_FROM for c in one) / len(here) for one in (before, after)
            ]
            texts.append(f"{who} answered {shares[0]:.1f} -> {shares[1]:.1f} % of {len(here)}")
            clear = [row.is_right for row, c in zip(here, after, strict=True) if c >= CLEAR_FROM]
            if clear and not is_stranger:
                texts.append(f"clear {len(clear)}, {100 * sum(clear) / len(clear):.1f} % right")
        lines.append(f"{name}: {'; '.join(texts)}")
    return lines


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", nargs="?", type=Path, default=ROOT / ".." / "shared" / "data")
    args = parser.parse_args()
    sets = load_all(args.data)
    rows: list[Asked] = []
    for found in sets:
        if not found.name.startswith("faq_"):
            rows += asked_of(found, strangers_of(found, sets))
    lines = []
    for left_out in dict.fromkeys(row.name for row in rows):
        constants = fit([row for row in rows if row.name != left_out])
        lines += report([row for row in rows if row.name == left_out], constants)
    print("Fitted without the set in question:", *lines, sep="\n")
    constants = fit(rows)
    lines = report(rows, constants)
    print("Shipped:", *lines, sep="\n")
    text = '"""How far confidence is doubted in prose, written by ``bench/fit_prose.py``.\n\n'
    text += "".join(f"- {line}\n" for line in lines) + '"""\n\n# ruff: noqa: E501\n\n'
    text += (
        "# Log odds: one, and for each of the confidence's own and of the logarithm of the size.\n"
    )
    named = zip(("one", "slope", "many"), constants, strict=True)
    text += "DOUBT = {" + ", ".join(f'"{name}": {float(v):.4g}' for name, v in named) + "}\n"
    (ROOT / "vectors" / "fitted_prose.py").write_text(text, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
