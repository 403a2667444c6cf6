"""Measures whether leads who book stand above leads who only look, before anything is confirmed.

python bench/assistant/ranking.py [DATA] [--half a|b]

Of each conversation the messages before our first confirmation are read (the annotated acts cut
them off; nothing else of the annotation is used). The score is the product's: points of a preset of
criteria over what the lead told, and the points of what they did, in equal parts.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))

from app.domain.engagement import read_engagement  # noqa: E402
from app.domain.qualification import Finding  # noqa: E402
from app.domain.qualification import score as qualify  # noqa: E402
from app.domain.tenant import Criterion, CriterionKind  # noqa: E402
from app.domain.tracking import track  # noqa: E402
from bench.assistant.dialogues import Row, figure, lines_of, load, services_of, show  # noqa: E402
from bench.retrieval_sets import auroc  # noqa: E402

# Criteria such as a business of each kind would keep: the field told, and its weight.
PRESETS: dict[str, dict[str, int]] = {
    "real_estate": {"location": 25, "bedrooms": 25, "bathrooms": 10, "date": 40},
    "appointments": {"location": 20, "category": 10, "provider": 10, "date": 30, "time": 30},
    "lodging": {
        "location": 20, "date": 30, "end_date": 15, "nights": 15, "people": 10, "rooms": 10,
    },
    "car_rental": {"location": 20, "date": 30, "end_date": 20, "time": 20, "category": 10},
    "calendar": {},
}  # fmt: skip
_KINDS = {
    "location": CriterionKind.PLACE,
    "date": CriterionKind.DATE,
    "end_date": CriterionKind.DATE,
    "bedrooms": CriterionKind.RANGE,
    "bathrooms": CriterionKind.RANGE,
    "nights": CriterionKind.RANGE,
    "people": CriterionKind.RANGE,
    "rooms": CriterionKind.RANGE,
}
_CONFIRMS = {"CONFIRM", "NOTIFY_SUCCESS"}
_SAMPLES = 1000


def criteria_of(domain: str) -> tuple[Criterion, ...]:
    """Return the preset of criteria of a kind of business."""
    return tuple(
        Criterion(field, _KINDS.get(field, CriterionKind.TEXT), {}, weight=weight)
        for field, weight in PRESETS.get(domain, {}).items()
    )


def size_before_confirmation(row: Row) -> int:
    """Return how many messages stand before our first that confirms a booking."""
    for number, turn in enumerate(row["turns"]):
        if turn["speaker"] != "lead" and _CONFIRMS & set(turn["acts"]):
            return number
    return len(row["turns"])


def scores_of(row: Row, share: float = 1) -> dict[str, float]:
    """Return the points of what was told, of what was done, and of both, each 0 to 100.

    ``share`` is how much is read of what stands before the confirmation, from the beginning.
    """
    lines = lines_of(row, round(share * size_before_confirmation(row)))
    told = track(lines, date.fromisoformat(row["reference_date"]), services_of(row))
    findings = [Finding(key, one.value, one.message_id, one.quote) for key, one in told.items()]
    fit = qualify(criteria_of(row["domain"]), findings).points
    done = read_engagement(lines)
    return {"fit": float(fit), "done": float(done.points), "lead": (fit + done.points) / 2}


def bounds(good: Sequence[float], bad: Sequence[float]) -> tuple[float, float]:
    """Return the 95 % interval of the AUROC, by resampling both sides with a fixed seed."""
    dice = random.Random(7)
    found = sorted(
        auroc(dice.choices(good, k=len(good)), dice.choices(bad, k=len(bad))) or 0.0
        for _ in range(_SAMPLES)
    )
    return found[int(0.025 * _SAMPLES)], found[int(0.975 * _SAMPLES)]


def values(
    scored: Sequence[tuple[str, dict[str, float]]], stages: set[str], key: str
) -> list[float]:
    """Return one kind of points of the conversations that ended in one of some stages."""
    return [points[key] for stage, points in scored if stage in stages]


def score(data: Path, half: str = "") -> dict[str, Any]:
    """Return ``ranking.…``: AUROCs of booked against browsing and the mean points of each stage.

    ``auroc`` is the product's score and has ``value``, ``n`` (both together), ``low`` and ``high``;
    ``engagement`` is what the lead did alone, ``with_engagement`` the mean of both, ``wide`` also
    counts who asked to book and who declined, ``at_half`` reads half of the messages. Empty where
    there are no conversations.
    """
    rows = load(data, half)
    if not rows:
        return {}
    scored = [(row["gold"]["stage"], scores_of(row)) for row in rows]
    early = [(row["gold"]["stage"], scores_of(row, 0.5)) for row in rows]
    # The product's score counts what fits the criteria; engagement is shown beside it.
    good, bad = values(scored, {"booked"}, "fit"), values(scored, {"browsing"}, "fit")
    out: dict[str, Any] = {"ranking.booked_n": len(good), "ranking.browsing_n": len(bad)}
    if good and bad:
        out["ranking.auroc"] = figure(
            auroc(good, bad) or 0.0, len(good) + len(bad), bounds(good, bad)
        )
    for name, rows_of, key in (
        ("with_engagement", scored, "lead"), ("engagement", scored, "done"),
        ("at_half", early, "fit"),
    ):  # fmt: skip
        out[f"ranking.auroc_{name}"] = auroc(
            values(rows_of, {"booked"}, key), values(rows_of, {"browsing"}, key)
        )
    out["ranking.auroc_wide"] = auroc(
        values(scored, {"booked", "asked_to_book"}, "fit"),
        values(scored, {"browsing", "declined"}, "fit"),
    )
    for stage in ("booked", "asked_to_book", "declined", "browsing"):
        mine = values(scored, {stage}, "lead")
        out[f"ranking.mean_{stage}"] = round(sum(mine) / max(1, len(mine)), 1)
    return out


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
