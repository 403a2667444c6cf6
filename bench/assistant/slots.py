"""Measures what is read out of single messages: dates, times, people, names and rooms.

python bench/assistant/slots.py [DATA] [--half a|b] [--json]

Only the message and what we had asked for are read, and of the second set the day it counts from.
Right is decided by the data's own scorer. Intervals of F1 are percentiles over resampled messages,
those of shares are Wilson's.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import json
import random
import sys
import tempfile
from collections.abc import Iterable, Sequence
from datetime import date, time
from pathlib import Path
from types import ModuleType
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))

from app.domain.reading import Span, read  # noqa: E402
from bench.assistant.figures import rate  # noqa: E402

Row = dict[str, Any]
BOOKING = ("date", "time", "people", "first_name", "last_name")
# A restaurant knows one day, one hour and one number of guests.
_AS_BOOKING = {
    "date_from": "date",
    "date_to": "date",
    "time_from": "time",
    "time_to": "time",
    "adults": "people",
    "kids": "people",
}
NLU = {
    "dates": ("date", "date_from", "date_to"),
    "times": ("time", "time_from", "time_to"),
    "counts": ("adults", "kids", "rooms"),
    "names": ("person_name",),
}
_SAMPLES = 1000


def load(data: Path, name: str, half: str = "") -> list[Row]:
    """Read a set; ``half`` is "a" or "b" for the rows whose id hashes even or odd."""
    lines = (data / "leads" / name).read_text("utf-8").splitlines()
    rows = [json.loads(line) for line in lines if line.strip()]
    return [row for row in rows if not half or half == half_of(row["id"])]


def half_of(row_id: str) -> str:
    """Return the half a row belongs to; rules were written with half a in sight."""
    return "b" if int(hashlib.sha256(row_id.encode()).hexdigest(), 16) % 2 else "a"


def booking(row: Row) -> Row:
    """Return what a message to a restaurant says, the first of each kind."""
    told: Row = {}
    spans = read(row["text"], row["asked"])
    # The whole party stands before its parts: "2 adults and a kid".
    for span in sorted(spans, key=lambda s: (s.kind in ("adults", "kids"), s.start)):
        kind = _AS_BOOKING.get(span.kind, span.kind)
        if kind in BOOKING:
            told.setdefault(kind, {"text": span.text})
    return told


def nlu(row: Row) -> Row:
    """Return what a message to a hotel or a bank says, with values as the data writes them."""
    today = date.fromisoformat(row["reference_date"])
    spans = read(row["text"], (), today, time.fromisoformat(row["reference_time"]))
    kinds = {span.kind for span in spans}
    wanted = {kind for group in NLU.values() for kind in group} | {"people"}
    told: Row = {}
    for span in spans:
        kind = "rooms" if span.kind == "bedrooms" and "rooms" not in kinds else span.kind
        if kind == "people" and kinds & {"adults", "kids"}:
            continue
        if kind in wanted:
            told.setdefault(kind, {"text": span.text, "value": value_of(span)})
    return told


def value_of(span: Span) -> Any:
    """Return a value as the data writes it: days and hours in parts."""
    if span.kind.startswith("date") and isinstance(span.value, str):
        day = date.fromisoformat(span.value)
        return {"day": day.day, "month": day.month, "year": day.year}
    if span.kind.startswith("time") and isinstance(span.value, str):
        at = time.fromisoformat(span.value)
        return {"hour": at.hour, "minute": at.minute}
    return span.value


def scorer(data: Path) -> ModuleType:
    """Return the scorer of the data folder."""
    spec = importlib.util.spec_from_file_location("shared_score", data / "score.py")
    if spec is None or spec.loader is None:
        raise SystemExit(f"{data} has no score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def judge(module: ModuleType, rows: Sequence[Row], told: Sequence[Row]) -> Row:
    """Return what the data's scorer says of some messages."""
    with tempfile.TemporaryDirectory() as folder:
        gold, said = Path(folder) / "gold.jsonl", Path(folder) / "said.jsonl"
        lines = [{"id": row["id"], "slots": one} for row, one in zip(rows, told, strict=True)]
        for path, some in ((gold, rows), (said, lines)):
            path.write_text("".join(json.dumps(line) + "\n" for line in some), "utf-8")
        result: Row = module.slots(str(gold), str(said))
    return result


def score(data: Path, half: str = "") -> dict[str, Any]:
    """Return ``extraction.…`` figures in percent: ``value``, ``n``, ``low`` and ``high``."""
    module = scorer(data)
    rows = load(data, "utterances_booking.jsonl", half)
    told = [booking(row) for row in rows]
    whole = judge(module, rows, told)
    out: dict[str, Any] = {}
    for name, theirs in (("overlap", "f1_overlap"), ("exact", "f1_exact_text")):
        marks = [_marks(module, row, one, name) for row, one in zip(rows, told, strict=True)]
        for slot in ("all", *BOOKING):
            low, high = _interval(marks, BOOKING if slot == "all" else (slot,))
            key = f"booking_f1_{name}" if slot == "all" else f"booking.{slot}.f1_{name}"
            figure = {"value": whole[slot][theirs], "n": whole[slot]["n"]}
            out[f"extraction.{key}"] = figure | {"low": low, "high": high}
    rows = load(data, "utterances_nlu.jsonl", half)
    told = [nlu(row) for row in rows]
    for name, kinds in NLU.items():
        out[f"extraction.nlu_{name}_right"] = _share(module, rows, told, kinds)
    return out


def _share(
    module: ModuleType, rows: list[Row], told: list[Row], kinds: tuple[str, ...]
) -> dict[str, Any]:
    """Return the share of values that are right, of some kinds together."""
    gold = [row | {"slots": _only(row["slots"], kinds)} for row in rows]
    percent = judge(module, gold, [_only(one, kinds) for one in told])["all"]["value_right"]
    n = sum(slot.get("value") is not None for row in gold for slot in row["slots"].values())
    return rate(round(percent * n / 100), n)


def _only(slots: Row, kinds: Iterable[str]) -> Row:
    return {kind: slots[kind] for kind in kinds if kind in slots}


def _marks(module: ModuleType, row: Row, told: Row, name: str) -> dict[str, tuple[int, int, int]]:
    """Return for each slot of a row whether it was found, invented, missed, as the scorer does."""
    marks = {}
    for slot in set(row["slots"]) | set(told):
        theirs = module.norm(row["slots"][slot]["text"]) if slot in row["slots"] else ""
        ours = module.norm(told[slot]["text"]) if slot in told else ""
        same = theirs == ours if name == "exact" else set(theirs.split()) & set(ours.split())
        hit = int(bool(theirs and ours and same))
        marks[slot] = (hit, int(slot in told) - hit, int(slot in row["slots"]) - hit)
    return marks


def _interval(
    marks: list[dict[str, tuple[int, int, int]]], slots: tuple[str, ...]
) -> tuple[float, float]:
    """Return the 95 % interval of F1, by resampling messages with a fixed seed."""
    sums = [
        tuple(sum(part) for part in zip(*(one.get(slot, (0, 0, 0)) for slot in slots), strict=True))
        for one in marks
    ]
    telling = [one for one in sums if any(one)]
    dice = random.Random(7)
    values = []
    for _ in range(_SAMPLES):
        drawn = dice.choices(telling, k=len(telling))
        hit, extra, missed = (sum(part) for part in zip(*drawn, strict=True))
        values.append(200 * hit / max(1, 2 * hit + extra + missed))
    values.sort()
    return round(values[int(0.025 * _SAMPLES)], 1), round(values[int(0.975 * _SAMPLES)], 1)


def main() -> int:
    """Measure and print; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", nargs="?", type=Path, default=ROOT / ".." / "shared" / "data")
    parser.add_argument("--half", choices=["", "a", "b"], default="")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    figures = score(args.data, args.half)
    if args.json:
        print(json.dumps(figures, indent=1))
        return 0
    for key, one in figures.items():
        print(f"{key:44}{one['value']:6}  n {one['n']:5}  {one['low']} to {one['high']}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
