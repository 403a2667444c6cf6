"""Fits the weights of signs of spam and injection; writes ``app/domain/sign_weights.py``.

    python bench/fit_signs.py [DATA] [--keep]

DATA is the folder that holds ``messages/messages.jsonl``. Each model is a logistic regression,
both classes weighing the same, whose weights are pulled towards a weight set by hand
(``sign_priors``) and neither go far from it nor change sides: signs that no row shows keep what
meaning gives them, and rows move the others a little. Figures are printed for five folds (fitted
without the fold they are measured on), for the halves by hash of the id (fitted on A alone), for
the weights by hand, and for those that ship.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT)]

from app.domain import injection, planted, spam  # noqa: E402
from bench.genuine_texts import LETTERS, MESSAGES  # noqa: E402
from bench.sign_priors import INJECTION, PLANTED, SPAM  # noqa: E402

TARGET = ROOT / "app" / "domain" / "sign_weights.py"
ORDINARY = ("benign", "benign_hard", "not_opt_out", "opt_out", "human_request", "ai_disclosure")
_ROUNDS = 400
_FOLDS = 5
# Rows were planted by a program that wrote each order on a line of its own, and the like: no sign
# may come to decide alone by an accident of how rows were made.
_FARTHEST = 1.5

Row = dict[str, Any]
# In every fit; no figure counts them but the one of their own.
OWN: list[Row] = [
    {"id": f"own-{kind}-{number}", "text": text, "label": "benign", "source": kind, "lang": ""}
    for kind, texts in (("message", MESSAGES), ("letter", LETTERS))
    for number, text in enumerate(texts)
]
Weights = dict[str, float]


@dataclass(slots=True)
class Model:
    """What is fitted: rows by class, one or more sets of values a row, and the pull to priors."""

    name: str
    prior: Weights
    ridge: float
    # Values of a row with its class; a planted mail gives one per sentence.
    samples: Callable[[Row], list[tuple[dict[str, float], int]]]
    cost_of_alarm: float = 1.0
    weights: Weights = field(default_factory=dict)


def digest(row: Row) -> int:
    """Return a number that stays with the row."""
    return int(hashlib.sha256(row["id"].encode()).hexdigest(), 16)


def is_ordinary(row: Row) -> bool:
    """Tell whether a row is a genuine message, whatever words it holds."""
    return row["label"] in ORDINARY and row["source"] != "notinject"


def is_direct(row: Row) -> bool:
    """Tell whether a row is a direct attack that its own text shows."""
    return row["label"] in ("injection", "prompt_leak") and bool(row.get("explicit"))


def spam_samples(row: Row) -> list[tuple[dict[str, float], int]]:
    """Return spam and genuine messages."""
    if row["label"] == "spam" or row["label"] in ORDINARY:
        return [(spam.signs_of(row["text"]), int(row["label"] == "spam"))]
    return []


def injection_samples(row: Row) -> list[tuple[dict[str, float], int]]:
    """Return direct attacks and all harmless messages."""
    if row["label"] in ORDINARY or is_direct(row) or (row.get("explicit")):
        return [(injection.signs_of(row["text"]), int(row["label"] not in ORDINARY))]
    return []


def planted_samples(row: Row) -> list[tuple[dict[str, float], int]]:
    """Return the sentences of letters, the planted one being the attack."""
    if row["source"] != "bipia-email" and not is_ordinary(row):
        return []
    foreign = (row.get("planted") or "").strip()
    found = []
    for start, end, values in planted.signs_of(row["text"]):
        said = row["text"][start:end].strip()
        is_foreign = bool(foreign) and (said in foreign or foreign in said)
        found.append((values, int(is_foreign)))
    return found


MODELS = (
    Model("SPAM", SPAM, 0.6, spam_samples, 2.0),
    Model("INJECTION", INJECTION, 0.6, injection_samples, 2.0),
    Model("PLANTED", PLANTED, 0.6, planted_samples, 1.0),
)


def fit(model: Model, rows: Sequence[Row]) -> Weights:
    """Return weights that separate the rows, near the prior and on its side of 0."""
    samples = [sample for row in (*rows, *OWN) for sample in cached(model, row)]
    names = [name for name in model.prior if name != "bias"]
    seen = np.array([[values.get(name, 0.0) for name in names] for values, _ in samples])
    is_attack = np.array([wanted for _, wanted in samples], float)
    start = np.array([model.prior[name] for name in names])
    share = is_attack.mean()
    cost = np.where(is_attack == 1, 0.5 / share, 0.5 * model.cost_of_alarm / (1 - share))
    # A sum over as many rows as attacks: the pull is then worth some rows, however many there are.
    cost *= is_attack.sum() * 2 / cost.sum()
    w, bias = start.copy(), model.prior["bias"]
    low = np.where(start >= 0, np.maximum(0.0, start - _FARTHEST), start - _FARTHEST)
    high = np.where(start <= 0, np.minimum(0.0, start + _FARTHEST), start + _FARTHEST)
    step = 1.0 / (0.25 * np.linalg.norm(seen * np.sqrt(cost)[:, None], 2) ** 2 + model.ridge + 1)
    ahead, ahead_bias, pace = w.copy(), bias, 1.0
    for _ in range(_ROUNDS):
        odds = np.clip(seen @ ahead + ahead_bias, -30, 30)
        miss = cost * (1 / (1 + np.exp(-odds)) - is_attack)
        new = np.clip(ahead - step * (seen.T @ miss + model.ridge * (ahead - start)), low, high)
        new_bias = ahead_bias - step * (miss.sum() + 0.01 * (ahead_bias - model.prior["bias"]))
        faster = (1 + (1 + 4 * pace * pace) ** 0.5) / 2
        ahead = new + (pace - 1) / faster * (new - w)
        ahead_bias = new_bias + (pace - 1) / faster * (new_bias - bias)
        w, bias, pace = new, new_bias, faster
    return {"bias": float(bias)} | dict(zip(names, map(float, w), strict=True))


_SAMPLES: dict[tuple[str, str], list[tuple[dict[str, float], int]]] = {}


def cached(model: Model, row: Row) -> list[tuple[dict[str, float], int]]:
    """Return the samples of a row, read once."""
    key = (model.name, row["id"])
    if key not in _SAMPLES:
        _SAMPLES[key] = model.samples(row)
    return _SAMPLES[key]


def use(weights: dict[str, Weights]) -> None:
    """Let the readings weigh with these."""
    spam.SPAM.clear()
    spam.SPAM.update(weights["SPAM"])
    injection.INJECTION.clear()
    injection.INJECTION.update(weights["INJECTION"])
    planted.PLANTED.clear()
    planted.PLANTED.update(weights["PLANTED"])


def judge(rows: Sequence[Row]) -> list[tuple[Row, bool, bool]]:
    """Return each row with whether it reads as spam and as injection."""
    return [
        (row, spam.read_spam(row["text"]).is_spam, injection.read_injection(row["text"]).is_flagged)
        for row in rows
    ]


KEYS: dict[str, tuple[int, Callable[[Row], bool]]] = {
    "spam.recall": (1, lambda r: r["label"] == "spam"),
    "spam.false_alarms": (1, lambda r: r["label"] in ORDINARY),
    "injection.recall_explicit": (2, is_direct),
    "injection.recall_explicit_en": (2, lambda r: is_direct(r) and r["lang"] == "en"),
    "injection.recall_explicit_es": (2, lambda r: is_direct(r) and r["lang"] == "es"),
    "injection.recall_explicit_ar": (2, lambda r: is_direct(r) and r["lang"] == "ar"),
    "injection.recall_explicit_others": (
        2,
        lambda r: is_direct(r) and r["lang"] not in ("en", "es", "ar"),
    ),
    "injection.recall_poisoned_document": (
        2,
        lambda r: r["label"] == "injection_indirect" and bool(r.get("explicit")),
    ),
    "injection.recall_planted_in_email": (
        2,
        lambda r: r["label"] == "injection_indirect" and r["source"] == "bipia-email",
    ),
    "injection.false_alarms_trigger_words": (2, lambda r: r["source"] == "notinject"),
    "injection.false_alarms_ordinary": (2, is_ordinary),
    "injection.false_alarms_clean_email": (
        2,
        lambda r: r["label"] == "benign" and r["source"] == "bipia-email",
    ),
}


def figures(judged: Sequence[tuple[Row, bool, bool]]) -> dict[str, tuple[int, int]]:
    """Return hits and rows by key; rows on which people differ stay out."""
    sure = [one for one in judged if not one[0].get("ambiguous")]
    found = {}
    for key, (column, belongs) in KEYS.items():
        of = [one for one in sure if belongs(one[0])]
        found[key] = (sum(bool(one[column]) for one in of), len(of))
    return found


def fitted(rows: Sequence[Row]) -> dict[str, Weights]:
    """Return the weights of all models fitted on some rows."""
    return {model.name: fit(model, rows) for model in MODELS}


def by_folds(rows: Sequence[Row]) -> list[tuple[Row, bool, bool]]:
    """Judge each row by weights fitted without its fold."""
    judged = []
    for fold in range(_FOLDS):
        use(fitted([row for row in rows if digest(row) // 2 % _FOLDS != fold]))
        judged += judge([row for row in rows if digest(row) // 2 % _FOLDS == fold])
    return judged


def write(weights: dict[str, Weights]) -> None:
    """Write the module of weights."""
    lines = [
        '"""Weights of signs by name, fitted by ``bench/fit_signs.py``; not edited by hand."""',
        "",
        "from __future__ import annotations",
    ]
    for name, values in weights.items():
        lines += ["", f"{name} = {{"]
        lines += [f'    "{key}": {value:.2f},' for key, value in values.items()]
        lines += ["}"]
    TARGET.write_text("\n".join(lines) + "\n", "utf-8")


def main() -> int:
    """Fit, measure, write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("data", nargs="?", type=Path, default=ROOT / "../shared/data")
    parser.add_argument("--keep", action="store_true", help="do not write the weights")
    options = parser.parse_args()
    path = options.data / "messages" / "messages.jsonl"
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    first = [row for row in rows if digest(row) % 2 == 0]
    second = [row for row in rows if digest(row) % 2 == 1]
    columns = {"folds": figures(by_folds(rows))}
    use(fitted(first))
    columns["A"], columns["B"] = figures(judge(first)), figures(judge(second))
    use({model.name: model.prior for model in MODELS})
    columns["by hand"] = figures(judge(rows))
    shipped = fitted(rows)
    use(shipped)
    columns["shipped"] = figures(judge(rows))
    alarms = [(row["text"], is_spam, flagged) for row, is_spam, flagged in judge(OWN)]
    print(f"{'':38}" + "".join(f"{name:>18}" for name in columns))
    for key in KEYS:
        cells = [columns[name][key] for name in columns]
        print(f"{key:38}" + "".join(f"{100 * k / max(n, 1):9.1f} {k:4}/{n:<4}" for k, n in cells))
    print(f"of {len(OWN)} own genuine texts, alarms:")
    for text, is_spam, is_flagged in alarms:
        if is_spam or is_flagged:
            print("   ", "spam" if is_spam else "injection", ascii(text[:90]))
    if not options.keep:
        write(shipped)
    return 0


if __name__ == "__main__":
    sys.exit(main())
