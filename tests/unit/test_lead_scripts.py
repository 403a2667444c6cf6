"""Scripted leads of a file that comes from anywhere: bounded, and every mistake named."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.errors import Invalid
from app.lead_scripts import read_scripts

LEAD = "- name: Ana\n  goal: a flat\n  opening: Hi\n"


def _refusal(tmp_path: Path, text: str) -> str:
    path = tmp_path / "leads.yaml"
    path.write_text(text, "utf-8")
    with pytest.raises(Invalid) as caught:
        read_scripts(path)
    return str(caught.value)


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ("max_turns: lots", "max_turns: must be a whole number from 1 to 60"),
        ("max_turns: 0", "max_turns: must be a whole number from 1 to 60"),
        ("max_turns: 61", "max_turns: must be a whole number from 1 to 60"),
        ("max_turns: yes", "max_turns: must be a whole number from 1 to 60"),
        ("faqs: many", "faqs: must be a whole number from 0 to 20"),
        ("faqs: 21", "faqs: must be a whole number from 0 to 20"),
        ("faqs: -1", "faqs: must be a whole number from 0 to 20"),
        ("language: [en]", "language: ['en'] is none of en, es, ar"),
        ("language: fr", "language: 'fr' is none of en, es, ar"),
        ("escalates: {}", "escalates: write the reason as text"),
        ("expects: {when: today+x}", "when: today+ needs a number from 0 to 3650"),
        ("expects: {when: today+-1}", "when: today+ needs a number from 0 to 3650"),
        ("expects: {when: today+3651}", "when: today+ needs a number from 0 to 3650"),
        ("expects: {when: today+99999999999}", "when: today+ needs a number from 0 to 3650"),
        ("facts: {rooms: [1, 2]}", "facts: rooms: write it as text"),
        ("questions: [{say: [a], answer: unknown}]", "questions: each needs say"),
        ("corrections: [{after: rooms, say: {a: b}}]", "corrections: each needs after"),
        ("facts: {when: 2025-13-45}", "is no YAML: month must be in 1..12"),
    ],
)
def test_it_names_what_a_lead_may_not_have(tmp_path: Path, more: str, said: str) -> None:
    assert said in _refusal(tmp_path, f"{LEAD}  {more}\n")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("- " + "[" * 5000 + "]" * 5000, "is nested too deeply"),
        (LEAD * 20_000, "is larger than 256 kB"),
        ("- &a [x]\n- *a\n", "write it out, *names are not read in line 2"),
        ("- &a\n  name: x\n  facts: {b: *a}\n", "write it out, *names are not read in line 3"),
        ("- ? [a, b]\n  : x\n", "is no YAML"),
        ("- !!python/object/apply:os.getcwd []\n", "is no YAML"),
        ("- \x07\n", "is no YAML"),
    ],
    ids=["deep", "large", "alias", "itself", "key", "tag", "bell"],
)
def test_it_refuses_a_file_made_to_harm(tmp_path: Path, text: str, said: str) -> None:
    assert said in _refusal(tmp_path, text)


def test_it_refuses_bytes_that_are_no_text(tmp_path: Path) -> None:
    path = tmp_path / "leads.yaml"
    path.write_bytes(b"- name: \xff\xfe\n")
    with pytest.raises(Invalid, match="is no YAML: it cannot be read"):
        read_scripts(path)


def test_it_keeps_what_is_at_the_bounds(tmp_path: Path) -> None:
    path = tmp_path / "leads.yaml"
    more = "max_turns: 60\n  faqs: 20\n  language: ar\n  expects: {when: today+3650, rooms: 3}\n"
    path.write_text(f"{LEAD}  {more}", "utf-8")
    (script,) = read_scripts(path)
    assert (script.max_turns, script.faqs, script.language) == (60, 20, "ar")
    assert script.expects == {"when": "today+3650", "rooms": "3"}
