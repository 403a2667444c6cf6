"""Measures what is known of a lead after a whole conversation, read by rule.

python bench/assistant/dialogues.py [DATA] [--half a|b]

Only who spoke and what they wrote is read, with the day and what the business does. Right and
invented are decided by the data's own scorer; the intervals are percentiles over resampled
conversations.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import json
import random
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))

from app.domain.tracking import Line, track  # noqa: E402
from app.domain.tracking import fields as kinds  # noqa: E402
from bench.assistant.figures import rate  # noqa: E402

Row = dict[str, Any]
# What the businesses of the data do, by the name of their service without or with its number.
BUSINESS = {
    "Homes_1": kinds.HOMES_TO_RENT,
    "Homes": kinds.HOMES,
    "Hotels": kinds.STAYS,
    "RentalCars": kinds.CARS,
    "Services_1": kinds.SALONS,
    "Services_2": kinds.DENTISTS,
    "Services": kinds.DOCTORS,
    "Calendar": kinds.CALENDAR,
}
_SAMPLES = 1000


def services_of(row: Row) -> tuple[str, ...]:
    """Return what the business of a conversation does."""
    return tuple(
        BUSINESS[name if name in BUSINESS else name.split("_")[0]]
        for name in row["services"]
        if name in BUSINESS or name.split("_")[0] in BUSINESS
    )


def lines_of(row: Row, size: int | None = None) -> list[Line]:
    """Return the first messages of a conversation, all by default."""
    return [
        Line("lead" if turn["speaker"] == "lead" else "us", turn["text"], str(number))
        for number, turn in enumerate(row["turns"][:size])
    ]


def load(data: Path, half: str = "") -> list[Row]:
    """Read the conversations; ``half`` is "a" or "b" for those whose id hashes even or odd."""
    path = data / "leads" / "dialogues.jsonl"
    if not path.is_file():
        return []
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    return [row for row in rows if not half or half == half_of(row)]


def half_of(row: Row) -> str:
    """Return the half a conversation belongs to; rules were written with half a in sight."""
    digest = hashlib.sha256(row["dialogue_id"].encode()).hexdigest()
    return "b" if int(digest, 16) % 2 else "a"


def scorer(data: Path) -> ModuleType:
    """Return the scorer of the data folder."""
    spec = importlib.util.spec_from_file_location("lead_data_score", data / "score.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(data / "score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def predict(row: Row) -> dict[str, str]:
    """Return the value of each field the lead told."""
    today = date.fromisoformat(row["reference_date"])
    return {key: one.value for key, one in track(lines_of(row), today, services_of(row)).items()}


def judge(module: ModuleType, rows: Sequence[Row], predictions: Sequence[Row]) -> Row:
    """Return what the data's scorer says of some conversations."""
    with tempfile.TemporaryDirectory() as folder:
        gold, told = Path(folder) / "gold.jsonl", Path(folder) / "told.jsonl"
        for path, lines in ((gold, rows), (told, predictions)):
            path.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
        result: Row = module.leads(str(gold), str(told))
    return result


def interval(values: Sequence[float]) -> tuple[float, float]:
    """Return the 95 % interval of a mean, by resampling with a fixed seed."""
    dice = random.Random(7)
    n = len(values)
    means = sorted(sum(dice.choices(values, k=n)) / n for _ in range(_SAMPLES))
    return round(means[int(0.025 * _SAMPLES)], 1), round(means[int(0.975 * _SAMPLES)], 1)


def figure(value: float, n: int, bounds: tuple[float, float]) -> Row:
    """Return a figure with how many it rests on and its 95 % interval."""
    return {"value": value, "n": n, "low": bounds[0], "high": bounds[1]}


def score(data: Path, half: str = "") -> dict[str, Any]:
    """Return ``dialogues.…`` figures in percent: ``value``, ``n``, ``low`` and ``high``.

    Beside them stand plain numbers: ``….invented_n`` of each field and ``ms_a_message``. Empty
    where there are no conversations.
    """
    rows = load(data, half)
    if not rows:
        return {}
    module = scorer(data)
    begun = time.perf_counter()
    told = [{"dialogue_id": row["dialogue_id"], "fields": predict(row)} for row in rows]
    spent = time.perf_counter() - begun
    whole = judge(module, rows, told)
    single = [judge(module, [row], [one]) for row, one in zip(rows, told, strict=True)]
    out: dict[str, Any] = {
        f"dialogues.{name}": figure(
            whole[theirs], len(rows), interval([one[theirs] for one in single])
        )
        for name, theirs in (
            ("all_fields_right", "all_fields_right"),
            ("all_right_nothing_invented", "all_right_and_nothing_invented"),
        )
    }
    for field, row in whole["fields"].items():
        out[f"dialogues.{field}.invented_n"] = row["invented_n"]
        if row["n"]:
            hits = round(row["right"] * row["n"] / 100)
            out[f"dialogues.{field}.right"] = rate(hits, row["n"])
    messages = sum(len(row["turns"]) for row in rows)
    out["dialogues.ms_a_message"] = round(1000 * spent / max(1, messages), 3)
    return out


def show(figures: dict[str, Any]) -> None:
    """Print figures for people."""
    for key, one in figures.items():
        if isinstance(one, dict):
            print(f"{key:44}{one['value']:8}  n {one['n']:5}  {one['low']} to {one['high']}")
        else:
            print(f"{key:44}{one:8}")


def main() -> int:
    """Measure and print; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", nargs="?", type=Path, default=ROOT / ".." / "shared" / "data")
    parser.add_argument("--half", choices=["", "a", "b"], default="")
    args = parser.parse_args()
    show(score(args.data, args.half))
    return 0


if __name__ == "__main__":
    sys.exit(main())
