"""``leadline simulate``: the whole path with faults, and its report."""

from __future__ import annotations

import json

import pytest

from app.errors import Invalid
from app.settings import Settings
from app.simulate import Wish, run, simulate

FAULTS = {
    "twilio:drop_after": 0.05,
    "anthropic:529": 0.1,
    "twilio:429": 0.1,
    "duplicate": 0.3,
    "reorder": 0.3,
}


async def test_it_loses_and_repeats_nothing_on_a_bad_day(settings: Settings) -> None:
    played: list[bool] = []
    # With this seed nobody writes in bursts: the second half of a burst, held back by a fault, gets
    # a reply of its own, which may say what the first one said.
    report = await simulate(Wish(12, 11, FAULTS), settings, lambda: played.append(True))
    assert (report["answered"], report["lost"], report["duplicated"]) == (12, 0, 0)
    assert len(played) == 12
    # A day without faults would prove nothing.
    assert {"duplicate", "reorder"} < set(report["faults"])


def test_it_prints_one_json_object_and_nothing_else(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    code = run(3, 1, {}, True, settings, "whatsapp")
    report = json.loads(capsys.readouterr().out)
    assert code == 0
    assert report["leads"] == report["answered"] == sum(report["score"].values()) == 3
    assert 0 < report["first_reply_ms"]["p50"] <= report["first_reply_ms"]["p99"]
    assert report["cost_usd"] > 0
    assert report["paths"].keys() == {"model"}


def test_it_shows_a_table(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(1, 1, {}, False, settings, "sms") == 0
    assert "Nothing was lost, nothing was said twice." in capsys.readouterr().out


def test_it_leaves_the_data_folder_of_the_user_alone(settings: Settings) -> None:
    run(1, 1, {}, True, settings)
    assert not settings.data_dir.exists()


def test_it_rejects_a_channel_it_does_not_play(settings: Settings) -> None:
    with pytest.raises(Invalid, match="sms and whatsapp"):
        run(1, 1, {}, True, settings, "fax")


def test_it_rejects_an_unknown_fault(settings: Settings) -> None:
    with pytest.raises(Invalid, match="unknown fault"):
        run(1, 1, {"rain": 0.5}, True, settings)
