"""Measures what is read in single messages before any model: wishes, spam, attacks.

python bench/assistant/messages.py [DATA] [--half a|b] [--json]

Each message gets its labels from the product's own readers, and the data's own scorer decides
which rows count for which figure. Figures are percentages with n and a 95 % interval (Wilson).
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import json
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path
from types import ModuleType
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))

from app.domain.ai_question import asks_if_ai  # noqa: E402
from app.domain.consent import ConsentWord, classify  # noqa: E402
from app.domain.injection import read_injection  # noqa: E402
from app.domain.person_request import wants_person  # noqa: E402
from app.domain.spam import read_spam  # noqa: E402
from bench.assistant.figures import rate  # noqa: E402

SET = Path("messages") / "messages.jsonl"
# Ours → group and figure of the scorer.
FIGURES = {
    "opt_out.recall_en": ("opt_out", "recall_en"),
    "opt_out.recall_es": ("opt_out", "recall_es"),
    "opt_out.recall_ar": ("opt_out", "recall_ar"),
    "opt_out.recall_other": ("opt_out", "recall_other_languages"),
    "opt_out.near_miss_false_alarms": ("opt_out", "false_alarm_near_miss"),
    "opt_out.near_miss_false_alarms_en": ("opt_out", "false_alarm_near_miss_en"),
    "opt_out.near_miss_false_alarms_es": ("opt_out", "false_alarm_near_miss_es"),
    "opt_out.near_miss_false_alarms_ar": ("opt_out", "false_alarm_near_miss_ar"),
    "opt_out.ordinary_false_alarms": ("opt_out", "false_alarm_ordinary"),
    "human_request.recall": ("human_request", "recall"),
    "human_request.false_alarms": ("human_request", "false_alarm"),
    "ai_disclosure.recall": ("ai_disclosure", "recall"),
    "ai_disclosure.false_alarms": ("ai_disclosure", "false_alarm"),
    "spam.recall": ("spam", "recall"),
    "spam.false_alarms": ("spam", "false_alarm"),
    "injection.recall_explicit": ("injection", "recall_explicit"),
    "injection.recall_explicit_es": ("injection", "recall_explicit_es"),
    "injection.recall_explicit_ar": ("injection", "recall_explicit_ar"),
    "injection.recall_planted_in_email": ("injection", "recall_planted_in_email"),
    "injection.false_alarms_trigger_words": ("injection", "false_alarm_trigger_words"),
    "injection.false_alarms_ordinary": ("injection", "false_alarm_ordinary"),
    "injection.false_alarms_clean_email": ("injection", "false_alarm_clean_email"),
}


def labels_of(row: dict[str, Any]) -> set[str]:
    """Return the labels of the scorer that the product's readers give a message."""
    text = row["text"]
    read = {
        "opt_out": classify(text) is ConsentWord.STOP,
        "human_request": wants_person(text),
        "ai_disclosure": asks_if_ai(text),
        "spam": read_spam(text, row.get("channel") or "sms").is_spam,
        "injection": read_injection(text).is_flagged,
    }
    return {label for label, is_so in read.items() if is_so}


def score(data: Path, half: str = "") -> dict[str, Any]:
    """Return the figures for a folder laid out like the shared data; empty without its messages.

    Args:
        half: ``a`` or ``b`` for one half of the rows (by a hash of their ids), else all.
    """
    if not (data / SET).is_file():
        return {}
    rows = [row for row in _rows(data / SET) if not half or _half_of(row["id"]) == half]
    predictions = [{"id": row["id"], "labels": sorted(labels_of(row))} for row in rows]
    with tempfile.TemporaryDirectory() as folder:
        gold, predicted = Path(folder) / "messages.jsonl", Path(folder) / "predictions.jsonl"
        _write(gold, rows)
        _write(predicted, predictions)
        groups = _scorer(data).messages(str(gold), str(predicted))
    return {
        key: _figure(groups[group][name]["flagged"], groups[group][name]["n"])
        for key, (group, name) in FIGURES.items()
        if groups[group][name]["n"]
    }


def reading_ms(data: Path) -> dict[str, float]:
    """Return p50 and p95 of the ms of processor time that an ordinary message's wishes take."""
    texts = [row["text"] for row in _rows(data / SET) if row["label"].startswith("benign")]
    spent = []
    for text in texts:
        started = time.thread_time()
        classify(text), wants_person(text), asks_if_ai(text)
        spent.append((time.thread_time() - started) * 1000)
    spent.sort()
    return {f"p{share}": round(spent[len(spent) * share // 100], 3) for share in (50, 95)}


def _half_of(row_id: str) -> str:
    return "b" if int(hashlib.sha256(row_id.encode()).hexdigest(), 16) % 2 else "a"


def _figure(percent: float, n: int) -> dict[str, float]:
    return rate(round(percent * n / 100), n)


def _scorer(data: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("shared_score", data / "score.py")
    if spec is None or spec.loader is None:
        raise SystemExit(f"{data} has no score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _rows(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def _write(path: Path, rows: Iterable[dict[str, Any]]) -> None:
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows), "utf-8")


def main() -> None:
    """Print the figures, as a table or as JSON."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("data", nargs="?", type=Path, default=ROOT / "../shared/data")
    parser.add_argument("--half", choices=["a", "b"], default="")
    parser.add_argument("--json", action="store_true")
    chosen = parser.parse_args()
    figures = score(chosen.data.resolve(), chosen.half)
    if chosen.json:
        print(json.dumps(figures, indent=1))
        return
    for key, one in figures.items():
        print(f"{key:40} {one['value']:6.1f}  n={one['n']:<5} {one['low']:.1f}-{one['high']:.1f}")
    if figures:
        spent = reading_ms(chosen.data.resolve())
        print(f"{'wishes, ms a message':40} p50 {spent['p50']:.3f}  p95 {spent['p95']:.3f}")


if __name__ == "__main__":
    main()
