"""Every word of the interface has its Spanish and its Arabic."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path

import pytest

from app.domain.delivery import DeliveryState, NextAction
from app.domain.knowledge import DocumentState
from app.domain.tenant import ChannelKind
from app.domain.tools import ESCALATION_REASONS
from app.domain.verdict import HINTS
from app.routes.pages import views, words
from app.routes.pages.knowledge import words as knowledge_words
from app.routes.translate import CATALOGS, LANGUAGES, negotiate, translator

APP = Path(__file__).resolve().parents[2] / "app"
_CALL = re.compile(r"""\b_\(\s*(?:"([^"]*)"|'([^']*)')""")
_SOURCES = (
    *(str(path.relative_to(APP)) for path in (APP / "routes").rglob("*.py")),
    "domain/mistakes.py",
    "domain/presets/__init__.py",
    "domain/profile_diff.py",
)


def _catalog(language: str) -> dict[str, str]:
    """All areas' words; one that two areas say stands in ``every.json``."""
    words: dict[str, str] = {}
    for file in sorted((CATALOGS / language).glob("*.json")):
        area: dict[str, str] = json.loads(file.read_text("utf-8"))
        assert not set(area) & set(words), (file.name, set(area) & set(words))
        words |= area
    return words


def _spoken() -> set[str]:
    found: set[str] = set()
    for path in (APP / "templates").rglob("*.html"):
        for double, single in _CALL.findall(path.read_text("utf-8")):
            found.add(double or single)
    for name in _SOURCES:
        found |= set(_table_values(APP / name))
    return found | set(_constants(APP / "flows/sign_in_words.py"))


def _table_values(path: Path) -> list[str]:
    values = []
    for node in ast.parse(path.read_text("utf-8")).body:
        is_table = isinstance(node, ast.Assign) and isinstance(node.value, ast.Dict)
        if is_table and ast.unparse(node.targets[0]).endswith("_WORDS"):  # type: ignore[attr-defined]
            values += [ast.literal_eval(one) for one in node.value.values]  # type: ignore[attr-defined]
    return values


def _constants(path: Path) -> list[str]:
    body = ast.parse(path.read_text("utf-8")).body
    values = [node.value for node in body if isinstance(node, ast.Assign)]
    return [v.value for v in values if isinstance(v, ast.Constant) and isinstance(v.value, str)]


@pytest.mark.parametrize("language", [code for code in LANGUAGES if code != "en"])
def test_it_translates_every_word_and_no_other(language: str) -> None:
    catalog = _catalog(language)
    assert set(catalog) == _spoken()
    assert all(text.strip() for text in catalog.values())


@pytest.mark.parametrize("language", [code for code in LANGUAGES if code != "en"])
def test_it_keeps_the_places_of_values(language: str) -> None:
    catalog = _catalog(language)
    places = re.compile(r"\{\w+\}")
    wrong = [k for k, v in catalog.items() if set(places.findall(k)) != set(places.findall(v))]
    assert wrong == []


def test_it_never_takes_a_value_for_a_place() -> None:
    said = translator("en")("Write to {name}", name="{detail} {0} {name.__class__}")
    assert said == "Write to {detail} {0} {name.__class__}"


def test_it_has_words_for_every_code_of_the_domain() -> None:
    assert {state.value for state in DeliveryState} == set(views.DELIVERY_WORDS)
    assert {state.value for state in DeliveryState} == set(views.DELIVERY_ICONS)
    assert set(HINTS) <= set(words.GUARD_WORDS)
    assert {state.value for state in DocumentState} == set(knowledge_words.STATE_WORDS)
    assert {kind.value for kind in ChannelKind} == set(knowledge_words.CHANNEL_WORDS)
    assert set(ESCALATION_REASONS) <= set(words.ESCALATION_WORDS)
    # A defect of ours is not the operator's to mend.
    assert {one.value for one in NextAction} - set(views.ADVICE_WORDS) == {"fix_defect"}


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", "en"),
        ("ar-SA,ar;q=0.9,en;q=0.8", "ar"),
        ("de-DE,es;q=0.4,en;q=0.3", "es"),
        ("fr,de;q=0.5", "en"),
        ("es;q=nonsense,en;q=0.1", "en"),
    ],
)
def test_it_obeys_the_browsers_languages(header: str, language: str) -> None:
    assert negotiate(header) == language
