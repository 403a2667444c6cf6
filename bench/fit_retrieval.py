"""Fits the constants of the score on labelled questions and writes ``vectors/fitted.py``.

python bench/fit_retrieval.py [DATA] [--dry]

Folds are made of documents (of tenants, where a set has several), so a question is never scored by
constants that saw the document it is about. What is printed was scored that way; what is written
was fitted on everything. Weights of features are never negative: a feature is better when higher.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bench.eval_retrieval import images  # noqa: E402
from bench.retrieval_sets import Question, calibration, load_all, ranked  # noqa: E402
from vectors import fuse  # noqa: E402
from vectors.base import CLEAR_FROM  # noqa: E402
from vectors.describe import NAMES  # noqa: E402
from vectors.image import Image  # noqa: E402

Weights = dict[str, float]

FOLDS = 5
_ABOUT = "one known known_exactly mass terms unknown unknown_terms known_terms"
ABOUT = (*_ABOUT.split(), *(f"{name}_of_ways" for name in _ABOUT.split()), "size")
# What a set counts in the fit; strangers and idle turns have no answer.
COUNTS = {"faq_en": 4.0, "faq_en strangers": 2.0, "business_kb idle": 0.5}


@dataclass(slots=True)
class Case:
    """One question as it was measured, with the ids of its candidates."""

    part: str
    question: Question
    measured: fuse.Measured
    ids: list[str]
    image: Image

    @property
    def fold(self) -> int:
        """Return the fold, which a document or tenant has for all its questions."""
        q = self.question
        return zlib.crc32((q.tenant or min(q.gold, default=q.id)).encode()) % FOLDS


def cases_of(data: Path) -> list[Case]:
    """Measure every question of every set."""
    cases = []
    with tempfile.TemporaryDirectory() as folder:
        for labelled in load_all(data):
            opened = images(labelled, Path(folder))
            tenants = list(opened)
            # An idle turn could have been said to any of the tenants.
            for number, question in enumerate(labelled.idle):
                question.tenant = tenants[number % len(tenants)]
            for part, questions in (
                (labelled.name, labelled.questions),
                (f"{labelled.name} strangers", labelled.strangers),
                (f"{labelled.name} idle", labelled.idle),
            ):
                for question in questions:
                    image = opened[question.tenant]
                    measured = image.measure(question.query)
                    ids = [image.name(int(entry)) for entry in measured.entries]
                    cases.append(Case(part, question, measured, ids, image))
    return cases


def weights_of(cases: list[Case]) -> np.ndarray:
    """Weigh the sets against each other, whatever their sizes."""
    sizes: dict[str, int] = {}
    for case in cases:
        sizes[case.part] = sizes.get(case.part, 0) + 1
    return np.array([COUNTS.get(c.part, 1.0) / sizes[c.part] for c in cases])


def fit_rank(cases: list[Case], weights: np.ndarray, steps: int = 250) -> tuple[Weights, Weights]:
    """Fit the raw score and that of "nothing here" by the likelihood of what is right."""
    most = max(len(case.ids) for case in cases)
    table = np.zeros((len(cases), most, len(NAMES)), np.float32)
    mask, right = np.zeros((len(cases), most), bool), np.zeros((len(cases), most + 1), np.float32)
    about = np.zeros((len(cases), len(ABOUT)), np.float32)
    for row, case in enumerate(cases):
        n = len(case.ids)
        table[row, :n], mask[row, :n] = case.measured.features, True
        right[row, 1 : n + 1] = [name in case.question.gold for name in case.ids]
        right[row, 0] = not right[row].any() and not case.question.gold
        found = fuse.of_question(case.measured)
        about[row] = [found.get(name, 0.0) for name in ABOUT]
    kept = right.any(1)
    table, mask, right, about = table[kept], mask[kept], right[kept], about[kept]
    right /= right.sum(1, keepdims=True)
    share = weights[kept] / weights[kept].sum()
    flat = table.reshape(-1, len(NAMES))
    both = np.zeros(len(NAMES) + len(ABOUT))
    mean, spread = np.zeros_like(both), np.zeros_like(both)
    for step in range(1, steps + 1):
        raw = (flat @ both[: len(NAMES)].astype(np.float32)).reshape(mask.shape)
        raw = np.column_stack([about @ both[len(NAMES) :], np.where(mask, raw, -1e9)])
        found = np.exp(raw - raw.max(1, keepdims=True))
        off = (found / found.sum(1, keepdims=True) - right) * share[:, None]
        slope = np.concatenate(
            [off[:, 1:].reshape(-1).astype(np.float32) @ flat, off[:, 0] @ about]
        )
        slope += 1e-4 * both
        mean, spread = 0.9 * mean + 0.1 * slope, 0.99 * spread + 0.01 * slope**2
        rate = 0.15 * (1 - 0.6 * step / steps) / (1 - 0.9**step)
        both -= rate * mean / (np.sqrt(spread / (1 - 0.99**step)) + 1e-8)
        both[: len(NAMES)] = np.maximum(both[: len(NAMES)], 0)
    n = len(NAMES)
    return dict(zip(NAMES, both[:n], strict=True)), dict(zip(ABOUT, both[n:], strict=True))


def fit_both(cases: list[Case], weights: np.ndarray) -> list[tuple[Weights, Weights]]:
    """Return for the raw score and for "nothing here" the constants for lists and for prose.

    Those for lists are fitted on all cases, being those that any index could have; those for prose
    only where nothing is a way to ask, if there are such.
    """
    is_prose = [n for n, case in enumerate(cases) if fuse.prose(case.measured.ways) == 1]
    of_list = fit_rank(cases, weights)
    of_prose = fit_rank([cases[n] for n in is_prose], weights[is_prose]) if is_prose else of_list
    return list(zip(of_list, of_prose, strict=True))


def fit_logistic(rows: list[dict[str, float]], right: np.ndarray, weights: np.ndarray) -> Weights:
    """Fit a logistic function of named signs; ``one`` is its constant."""
    names = list(rows[0])
    table = np.array([[row[name] for name in names] for row in rows])
    scale = table.std(0)
    scale[scale < 1e-9] = 1
    table = table / scale
    calm = np.diag([1e-6 if name == "one" else 5e-3 for name in names])
    found, share = np.zeros(len(names)), weights / weights.sum()
    for _ in range(50):
        chance = 1 / (1 + np.exp(-np.clip(table @ found, -30, 30)))
        slope = table.T @ (share * (chance - right)) + calm @ found
        bend = (table * (share * chance * (1 - chance))[:, None]).T @ table + calm
        found -= np.linalg.solve(bend, slope)
    return dict(zip(names, found / scale, strict=True))


@dataclass(slots=True)
class Outcome:
    """The cases with what a ranker that had not seen them made of each."""

    cases: list[Case]
    ordered: list[fuse.Ordered]
    right: np.ndarray
    signs: list[dict[str, float]]
    weights: np.ndarray
    folds: np.ndarray


def unseen(cases: list[Case]) -> Outcome:
    """Order each case by constants fitted on the other folds."""
    folds, weights = np.array([case.fold for case in cases]), weights_of(cases)
    ordered: list[Any] = [None] * len(cases)
    for fold in range(FOLDS):
        known = [n for n in range(len(cases)) if folds[n] != fold]
        both = fit_both([cases[n] for n in known], weights[known])
        for n in np.flatnonzero(folds == fold):
            measured = cases[n].measured
            rank, nothing = (fuse.between(*pair, measured.ways) for pair in both)
            ordered[n] = fuse.order(measured, rank, nothing)
    answered = [n for n, case in enumerate(cases) if case.ids]
    cases, ordered = [cases[n] for n in answered], [ordered[n] for n in answered]
    right = [c.ids[o.places[0]] in c.question.gold for c, o in zip(cases, ordered, strict=True)]
    signs = [
        fuse.signs(c.measured, o, c.image.closeness) for c, o in zip(cases, ordered, strict=True)
    ]
    return Outcome(
        cases, ordered, np.array(right, float), signs, weights[answered], folds[answered]
    )


def sure_unseen(outcome: Outcome) -> np.ndarray:
    """Return for each case the confidence by constants fitted on the other folds."""
    confidence = np.zeros(len(outcome.cases))
    for fold in range(FOLDS):
        known = np.flatnonzero(outcome.folds != fold)
        found = fit_logistic(
            [outcome.signs[n] for n in known], outcome.right[known], outcome.weights[known]
        )
        for n in np.flatnonzero(outcome.folds == fold):
            total = sum(found[name] * value for name, value in outcome.signs[n].items())
            confidence[n] = fuse.logistic(total)
    return confidence


def fit_later(outcome: Outcome, confidence: np.ndarray) -> Weights:
    """Fit the score of the second to the tenth hit."""
    rows, right, weights = [], [], []
    for n, (case, ordered) in enumerate(zip(outcome.cases, outcome.ordered, strict=True)):
        for number in range(1, min(10, len(case.ids))):
            rows.append(fuse.of_hit(ordered, number, float(confidence[n])))
            right.append(case.ids[ordered.places[number]] in case.question.gold)
            weights.append(outcome.weights[n])
    return fit_logistic(rows, np.array(right, float), np.array(weights))


def report(outcome: Outcome, confidence: np.ndarray) -> list[str]:
    """Return the figures of unseen questions, a line for each set."""
    lines = []
    for part in dict.fromkeys(case.part for case in outcome.cases):
        here = [n for n, case in enumerate(outcome.cases) if case.part == part]
        scored = [(float(confidence[n]), int(outcome.right[n]), 1) for n in here]
        sure = calibration(scored)
        clear = [y for c, y, _ in scored if c >= CLEAR_FROM]
        text = f"{part}: n {len(here)}, "
        if outcome.cases[here[0]].question.gold:
            pairs = [
                (
                    outcome.cases[n].question,
                    [outcome.cases[n].ids[place] for place in outcome.ordered[n].places],
                )
                for n in here
            ]
            r = ranked(pairs)
            text += (
                f"hit@1 {r['hit_at_1']}, hit@5 {r['hit_at_5']}, recall@5 {r['recall_at_5']}, "
                f"MRR@10 {r['mrr_at_10']}, "
            )
        text += f"ece {sure['ece']:.3f}, mean confidence {np.mean([s[0] for s in scored]):.2f}, "
        text += f"clear {len(clear)}, of these right {sum(clear)}"
        lines.append(text)
    whole = [
        (float(confidence[n]), int(outcome.right[n]), int(case.part == "faq_en"))
        for n, case in enumerate(outcome.cases)
        if case.part in ("faq_en", "faq_en strangers")
    ]
    for least in (0.85, 0.9, 0.95):
        lines.append(f"from {least}: " + ", ".join(precision(outcome, confidence, least)))
    lines.append("confidence: " + ", ".join(f"{k} {v}" for k, v in calibration(whole).items()))
    return lines


def precision(outcome: Outcome, confidence: np.ndarray, least: float) -> list[str]:
    """Return for each FAQ set, strangers included, how many are sure enough and how many right."""
    texts = []
    for name in ("faq_en", "faq_ar"):
        here = [n for n, case in enumerate(outcome.cases) if case.part.split()[0] == name]
        sure = [n for n in here if confidence[n] >= least]
        share = 100 * outcome.right[sure].mean() if sure else 0.0
        texts.append(f"{name} {len(sure)} of {len(here)}, {share:.1f} % right")
    return texts


def written(name: str, constants: dict[str, float]) -> str:
    """Return a table of constants as source."""
    rows = "".join(f'    "{key}": {float(value):.4g},\n' for key, value in constants.items())
    return f"{name} = {{\n{rows}}}\n"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", nargs="?", type=Path, default=ROOT / ".." / "shared" / "data")
    parser.add_argument("--dry", action="store_true", help="print only")
    args = parser.parse_args()
    cases = cases_of(args.data)
    outcome = unseen(cases)
    confidence = sure_unseen(outcome)
    lines = report(outcome, confidence)
    print("\n".join(lines))
    if args.dry:
        return 0
    rank, nothing = fit_both(cases, weights_of(cases))
    sure = fit_logistic(outcome.signs, outcome.right, outcome.weights)
    text = '"""Constants of the score, written by ``bench/fit_retrieval.py``; not to be edited.\n\n'
    text += "Figures of questions whose documents the constants had not seen (five folds):\n\n"
    text += "".join(f"- {line}\n" for line in lines) + '"""\n\n# ruff: noqa: E501\n\n'
    text += "# The raw score of a candidate, from its features: in lists of questions, in prose.\n"
    text += written("RANK", rank[0]) + written("RANK_OF_PROSE", rank[1])
    text += '# The raw score of "nothing here".\n'
    text += written("NOTHING", nothing[0]) + written("NOTHING_OF_PROSE", nothing[1])
    text += "# Log odds that the best candidate is right.\n" + written("SURE", sure)
    text += "# Log odds that a later hit is right.\n"
    text += written("LATER", fit_later(outcome, confidence))
    text += "# What standing out in a vector search adds to the raw score; set, not fitted.\n"
    text += "NEAR = 1.5\n"
    (ROOT / "vectors" / "fitted.py").write_text(text, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
