"""Text from outside may be anything, and long: every reader of ours must stay quick and upright."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import burst, language
from app.domain.confidence import support
from app.domain.dates import read_date
from app.domain.floor import floor_answer
from app.domain.followup import is_follow_up, seek
from app.domain.guard import GuardContext, judge
from app.domain.knowledge import Passage, Retrieved
from app.domain.message import Author, Message
from app.domain.prompt import Shown, TurnState, lay_out
from app.domain.tenant import Criterion, CriterionKind, Profile, Tenant

ACME = Tenant(
    "acme",
    "Acme",
    profile=Profile(
        criteria=tuple(
            Criterion(kind.value, kind, {"en": "?"}, options=("villa",)) for kind in CriterionKind
        )
    ),
)
ASKED = tuple(criterion.id for criterion in ACME.profile.criteria)
HOURS = Passage("f1", "faq", "When are you open?", "We are open from 9:00 to 18:00.", "")
DAY = date(2026, 11, 22)


def _lead(text: str) -> list[Message]:
    return [Message("m1", "c1", Author.LEAD, text, 1_795_339_800_000)]


READERS: dict[str, Callable[[str], object]] = {
    "guard, as a draft": lambda text: judge(text, GuardContext("en", ("We are open.",), ("Hi",))),
    "guard, as the lead's": lambda text: judge("It is 5.", GuardContext("en", ("a",), (text,))),
    "guard, with nothing to rest on": lambda text: judge(
        text, GuardContext("en", ("We are open.",), ("Hi",), must_admit=True)
    ),
    "follow-up": is_follow_up,
    "question": lambda text: seek(_lead(text), "en"),
    "support": lambda text: support(text, [HOURS]),
    "language": language.detect,
    "burst": burst.is_fragment,
    "dates": lambda text: read_date(text, DAY),
    "floor": lambda text: floor_answer(
        ACME, Retrieved(), _lead(text), ASKED, asked="budget", today=DAY
    ),
    "prompt": lambda text: lay_out(
        "R",
        ACME,
        Shown((HOURS,)),
        _lead(text),
        TurnState("en", "sms", 0, 320, ASKED, {"place": text}),
    ),
}
UNITS = (
    "1",
    "a.",
    "a-",
    "1a",
    "1 ",
    "1,",
    "a@",
    "(",
    "1:",
    "**",
    "www.",
    "+1 ",
    "i will ",
    "- ",
    "م",
)


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("unit", UNITS)
def test_it_reads_ten_thousand_hostile_characters_quickly(reader: str, unit: str) -> None:
    text = unit * (10_000 // len(unit)) + "x"
    started = time.process_time()
    READERS[reader](text)
    # Quadratic patterns took many seconds here; a slow machine takes a tenth of one.
    assert time.process_time() - started < 1.0


@pytest.mark.parametrize("reader", READERS)
@given(text=st.text(max_size=200))
def test_it_reads_any_text_without_falling_over(reader: str, text: str) -> None:
    READERS[reader](text)
