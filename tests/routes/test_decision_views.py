"""What the pages of decisions compute: shares, drawings, and words for what a turn kept."""

from __future__ import annotations

import json
from datetime import date

from app.domain.budget import Cost
from app.domain.calibration import ENOUGH, Bin, Calibration
from app.domain.periods import Day
from app.domain.tenant import Tenant
from app.resources import Knowledge
from app.routes.pages.assistant.budget_views import HEIGHT, bars_of, gauges_of, notice_of
from app.routes.pages.assistant.quality_views import LEFT, SIDE, TOP, curve_of, follows_of
from app.routes.pages.why import why_of
from app.store.bases import IndexRow
from app.store.inbox import MessageLine
from app.store.spending import Told

NOON = 1_795_694_400_000  # 2026-11-26 12:00 UTC


def _line(parts: list[dict[str, object]], **more: object) -> MessageLine:
    values: dict[str, object] = {
        "id": "m",
        "turn_id": "t",
        "author": "assistant",
        "operator_name": "",
        "body": "Hello.",
        "media": "[]",
        "at": NOON,
        "state": "",
        "gate": "",
        "next_action": "",
        "error": "",
        "error_code": None,
        "confidence": 81,
        "path": "model",
        "verdict": json.dumps({"confidence_parts": parts}),
        "trace": "{}",
        "raw": 810,
        "asks": True,
    }
    return MessageLine(**{**values, **more})  # type: ignore[arg-type]


def _knowledge() -> Knowledge:
    return Knowledge(Tenant("t", "Acme"), (), _index())


def _index() -> IndexRow:
    names = IndexRow.__dataclass_fields__
    return IndexRow(**dict.fromkeys(names, 0))  # type: ignore[arg-type]


def test_the_models_own_word_is_named_and_never_a_number_of_its_own() -> None:
    parts = [
        {"name": "evidence", "value": 0.9, "effect": 0.9},
        {"name": "model_word", "value": 0.9, "effect": 0.9},
    ]
    found = why_of(_line(parts), None, {}, _knowledge()).sureness
    assert found is not None
    assert [(one.detail, one.factor) for one in found.parts] == [("90%", 0.9), ("", 0.9)]
    assert found.parts[1].sentence == "The model calls itself fairly sure, which counts little."


def test_what_the_calibration_moved_shows_both_numbers() -> None:
    moved = why_of(_line([], confidence=60), None, {}, _knowledge()).sureness
    unmoved = why_of(_line([]), None, {}, _knowledge()).sureness
    assert moved is not None
    assert unmoved is not None
    assert (moved.value, moved.raw, unmoved.raw) == (0.6, 0.81, None)


def test_a_floor_reply_is_judged_by_no_threshold() -> None:
    found = why_of(_line([], path="floor", raw=None), None, {}, _knowledge())
    assert found.sureness is not None
    assert (found.sureness.is_judged, found.sureness.is_prior, found.turn_id) == (False, False, "")


def test_an_unknown_part_of_a_confidence_is_left_out() -> None:
    found = why_of(_line([{"name": "new", "value": 1}]), None, {}, _knowledge()).sureness
    assert found is not None
    assert found.parts == ()


def test_the_share_held_counts_what_is_below_the_threshold() -> None:
    prior = Calibration()
    raws = (0.99, 0.95, 0.9, 0.5)
    assert follows_of(prior, raws, 0.05).held == 0.5
    assert follows_of(prior, (), 0.05).held is None
    assert follows_of(prior, raws, 1.0).held == 0.0


def test_the_curve_stands_on_its_diagonal_where_promise_is_kept() -> None:
    made = Calibration(n=ENOUGH, bins=(Bin(0.0, 0.0, 0.0, 1), Bin(0.9, 1.0, 1.0, 4)))
    first, last = curve_of(made).points
    assert (first.x, first.y) == (LEFT, TOP + SIDE)
    assert (last.x, last.y) == (LEFT + SIDE, TOP)
    assert first.radius < last.radius
    assert curve_of(Calibration()).line == ""


def test_a_cheap_day_is_still_to_be_seen() -> None:
    days = [
        (Day(date(2026, 11, number), 0, 1), Cost(cost))
        for number, cost in enumerate((0, 1, 10**9), 1)
    ]
    nothing, cheap, dear = bars_of(days)
    assert (nothing.height, cheap.height, dear.height) == (0.0, 2.0, HEIGHT)
    assert dear.y == 0.0


def test_a_gauge_never_leaves_its_frame() -> None:
    tenant = Tenant("t", "Acme", budget_microusd=100)
    money, tokens = gauges_of(tenant, Cost(90, 5), Cost(50, 5))
    assert (money.spent_percent, money.reserved_percent, money.tone) == (90.0, 10.0, "fair")
    assert (tokens.limit, tokens.spent_percent) == (None, 0.0)
    over, _ = gauges_of(tenant, Cost(400), Cost(1))
    assert (over.spent_percent, over.reserved_percent, over.tone) == (100.0, 0.0, "needs")


def test_a_notice_belongs_to_the_period_of_today() -> None:
    told = Told("t", "Acme", "UTC", "day", "2026-11-26", 95)
    assert notice_of(told, NOON) is not None
    assert notice_of(told, NOON + 86_400_000) is None
