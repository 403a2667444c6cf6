"""``leadline eval`` as a person uses it: what it prints, keeps, and returns."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from app.cli import main

CLIENT = """
name = "Cedar Clinic"
preset = "clinics"

[[faqs]]
question = "What are your opening hours?"
answer = "Monday to Friday from 9 to 18."
language = "en"

[[faqs]]
question = "Do you take new patients?"
answer = "Yes, new patients are welcome, without a referral."
language = "en"

[[faqs]]
question = "Where can I park?"
answer = "Behind the house, free of charge."
language = "en"
"""
LEAD = """
- name: only-asks
  goal: know when somebody is there
  opening: "What are your opening hours?"
  ends: silence
"""


@pytest.fixture
def place(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> list[str]:
    """A data folder with a client, and a file with one lead: the options that name both."""
    (tmp_path / "client.toml").write_text(CLIENT)
    (tmp_path / "leads.yaml").write_text(LEAD)
    data = ["--data-dir", str(tmp_path / "data")]
    assert main(["client", "put", str(tmp_path / "client.toml"), *data]) == 0
    capsys.readouterr()
    return ["--client", "cedar clinic", "--leads", str(tmp_path / "leads.yaml"), *data]


def kept(folder: Path) -> list[str]:
    with closing(sqlite3.connect(folder / "data" / "leadline.db")) as base:
        return [row[0] for row in base.execute("SELECT evaluation FROM profile_versions")]


def test_it_shows_what_came_of_each_lead(
    place: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["eval", *place, "--talk"]) == 0
    shown = capsys.readouterr().out
    assert "✓ only-asks" in shown
    assert "Monday to Friday from 9 to 18." in shown
    assert "no model (the floor)" in shown


def test_it_keeps_the_result_with_the_version(place: list[str], tmp_path: Path) -> None:
    main(["eval", *place])
    (evaluation,) = kept(tmp_path)
    assert json.loads(evaluation)["task_success"] == 100.0


def test_it_keeps_nothing_a_double_said(
    place: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["eval", *place, "--simulated", "--json"])
    assert json.loads(capsys.readouterr().out)["model"] == "simulated"
    assert kept(tmp_path) == [""]


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (["--preset", "clinics"], "--leads or --preset"),
        (["--simulated", "--model", "claude-sonnet-4-5"], "Choose one of"),
        (["--profile", "9"], "no version 9"),
    ],
)
def test_it_rejects_what_does_not_go_together(
    place: list[str], more: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["eval", *place, *more]) in (1, 2)
    captured = capsys.readouterr()
    assert captured.out == ""
    assert told in captured.err


def test_it_requires_leads(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["eval", "--client", "cedar clinic"]) == 2
    assert "--leads PATH, or --preset NAME" in capsys.readouterr().err
