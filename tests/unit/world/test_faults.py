"""The fault schedule: its notation, its seed, its errors."""

from __future__ import annotations

import pytest

from app.errors import Invalid
from app.world.faults import Faults

ISSUE = "twilio:drop_after=0.02,anthropic:529=0.05,twilio:429=0.05,duplicate=0.1,reorder=0.1"


def test_it_reads_the_whole_notation() -> None:
    assert Faults.parse(ISSUE).chances == {
        "twilio": {"drop_after": 0.02, "429": 0.05},
        "anthropic": {"529": 0.05},
        "webhooks": {"duplicate": 0.1, "reorder": 0.1},
    }


def test_an_empty_text_means_no_faults() -> None:
    faults = Faults.parse(" , ")
    assert [faults.draw("twilio") for _ in range(100)] == [None] * 100


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("twilio:429", "twilio:429"),
        ("twilio:tea=0.1", "'tea'"),
        ("tea=0.1", "duplicate, reorder, delay"),
        ("hubspot:429=0.1", "anthropic, openai, twilio, sendgrid"),
        ("twilio:429=1.5", "'1.5'"),
        ("twilio:429=often", "'often'"),
        ("anthropic:duplicate=0.1", "'duplicate'"),
    ],
)
def test_it_rejects_and_names_the_bad_part(text: str, named: str) -> None:
    with pytest.raises(Invalid) as caught:
        Faults.parse(f"openai:500=0.1,{text}")
    assert named in str(caught.value)


def test_a_seed_gives_the_same_faults_again() -> None:
    def drawn(seed: int) -> list[str | None]:
        faults = Faults.parse(ISSUE, seed)
        return [faults.draw("twilio") for _ in range(500)]

    assert drawn(7) == drawn(7)
    assert drawn(7) != drawn(8)


def test_one_provider_does_not_shift_another() -> None:
    alone, mixed = Faults.parse(ISSUE, 7), Faults.parse(ISSUE, 7)
    wanted = [alone.draw("twilio") for _ in range(200)]
    got = []
    for _ in range(200):
        mixed.draw("anthropic")
        mixed.happens("duplicate")
        got.append(mixed.draw("twilio"))

    assert got == wanted


def test_faults_come_as_often_as_asked() -> None:
    faults = Faults.parse("twilio:429=0.1,twilio:500=0.3", 3)
    drawn = [faults.draw("twilio") for _ in range(5000)]

    assert 0.08 < drawn.count("429") / 5000 < 0.12
    assert 0.27 < drawn.count("500") / 5000 < 0.33
    assert faults.counts["twilio:429"] == drawn.count("429")


def test_a_forced_fault_comes_first_and_once() -> None:
    faults = Faults()
    faults.force("twilio", "drop", 2)
    faults.force("webhooks", "reorder")

    assert [faults.draw("twilio") for _ in range(3)] == ["drop", "drop", None]
    assert [faults.happens("reorder"), faults.happens("reorder")] == [True, False]
