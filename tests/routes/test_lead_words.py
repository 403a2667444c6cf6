"""A lead's page has words for every code and every refusal of its flows."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from app.domain.engagement import POINTS
from app.domain.tenant import CriterionKind
from app.flows import correct_message, override_finding
from app.routes.pages.lead import words as lead_words


def _refusals(path: str) -> set[str]:
    """Return the sentences a flow refuses with."""
    found = set()
    for node in ast.walk(ast.parse(Path(path).read_text("utf-8"))):
        is_refusal = isinstance(node, ast.Call) and ast.unparse(node.func) in (
            "Invalid",
            "Conflict",
        )
        if is_refusal:
            said = node.args[0]  # type: ignore[attr-defined]
            found |= {one.value for one in ast.walk(said) if isinstance(one, ast.Constant)}
    return {one for one in found if isinstance(one, str)}


@pytest.mark.parametrize("flow", [correct_message, override_finding])
def test_every_refusal_can_be_translated(flow: object) -> None:
    said = _refusals(str(flow.__file__))  # type: ignore[attr-defined]
    assert said
    assert said <= set(lead_words.PROBLEM_WORDS.values())


def test_what_is_wrong_with_a_value_can_be_translated() -> None:
    wrong = override_finding._WRONG_WORDS
    assert set(wrong.values()) <= set(lead_words.PROBLEM_WORDS.values())
    # Any words are a text, a place, or a day in the lead's own words.
    free = {CriterionKind.TEXT, CriterionKind.PLACE, CriterionKind.DATE}
    assert set(wrong) == set(CriterionKind) - free


def test_it_has_words_and_icons_for_every_sign() -> None:
    assert set(lead_words.SIGN_WORDS) == set(lead_words.SIGN_ICONS) == set(POINTS)
