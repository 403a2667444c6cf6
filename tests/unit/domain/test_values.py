"""What counts as an answer to a criterion."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.tenant import Criterion, CriterionKind
from app.domain.values import choose, counts, normalise, yes_or_no

BUDGET = Criterion("budget", CriterionKind.BUDGET, {}, minimum=500_000, currency="SAR")
ROOMS = Criterion("rooms", CriterionKind.RANGE, {}, minimum=2, maximum=4)
KIND = Criterion("kind", CriterionKind.CHOICE, {}, options=("flat", "two bedroom flat", "villa"))
WHEN = Criterion("when", CriterionKind.DATE, {})


@pytest.mark.parametrize(
    ("criterion", "said", "value"),
    [
        (BUDGET, "around 1.1M", "SAR 1100000"),
        (BUDGET, "900.000 €", "EUR 900000"),
        (BUDGET, "2-3 million", "SAR 2000000..3000000"),
        (BUDGET, "٧٠٠ ألف ريال", "SAR 700000"),
        (ROOMS, "2 or 3", "2..3"),
        (ROOMS, "three", "3"),
        (KIND, "a Villa please", "villa"),
        (KIND, "the two bedroom flat", "two bedroom flat"),
        (WHEN, "tomorrow", "2026-11-23"),
        (WHEN, "some time in spring", "some time in spring"),
    ],
)
def test_it_brings_answers_into_one_form(criterion: Criterion, said: str, value: str) -> None:
    assert normalise(criterion, said, date(2026, 11, 22)) == value


@pytest.mark.parametrize(
    ("criterion", "said"), [(BUDGET, "not much"), (ROOMS, "many"), (KIND, "a villa or a flat")]
)
def test_it_rejects_words_that_are_no_answer(criterion: Criterion, said: str) -> None:
    assert normalise(criterion, said) is None


_amounts = st.decimals(0, 999_999_999_999, places=5, allow_nan=False).map(str)


@given(
    st.sampled_from([BUDGET, ROOMS]),
    st.lists(_amounts, min_size=1, max_size=2),
    st.sampled_from(["-", " to ", "..", " or "]),
    st.sampled_from(["", "k", " million", " USD"]),
)
def test_it_reads_its_own_values_back(
    criterion: Criterion, amounts: list[str], between: str, behind: str
) -> None:
    """An operator who sees a value and types it again means the same one."""
    value = normalise(criterion, between.join(amounts) + behind)
    assert value is None or normalise(criterion, value) == value


@pytest.mark.parametrize(
    ("criterion", "said"),
    [(ROOMS, "2..3"), (BUDGET, "USD 200000..300000"), (BUDGET, "SAR 2..3000000")],
)
def test_it_keeps_a_span_as_it_is_written(criterion: Criterion, said: str) -> None:
    assert normalise(criterion, said) == said


@pytest.mark.parametrize("said", ["1e9", "USD 5E8", "-5", "USD -500", "$-500", "9" * 13, "9" * 300])
def test_it_rejects_figures_that_no_person_names(said: str) -> None:
    assert normalise(BUDGET, said) is None
    assert normalise(ROOMS, said) is None


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("Yes please", "yes"),
        ("sí, claro", "yes"),
        ("إيوه", "yes"),
        ("No, gracias", "no"),
        ("I don't", "no"),
        ("لا", "no"),
        ("maybe", None),
        ("yes and no", None),
    ],
)
def test_it_reads_yes_and_no_in_three_languages(said: str, value: str | None) -> None:
    assert yes_or_no(said) == value


@pytest.mark.parametrize(
    ("criterion", "value", "is_met"),
    [
        (BUDGET, "SAR 500000", True),
        (BUDGET, "SAR 499999", False),
        (BUDGET, "SAR 400000..600000", True),
        (BUDGET, "EUR 900000", False),
        (ROOMS, "4", True),
        (ROOMS, "5", False),
        (WHEN, "2026-12-01", True),
    ],
)
def test_it_tells_whether_a_value_counts(criterion: Criterion, value: str, is_met: bool) -> None:
    assert counts(criterion, value) is is_met


def test_it_names_no_option_when_two_are_said() -> None:
    assert choose("villa or flat", ("villa", "flat")) is None


@pytest.mark.parametrize(
    ("kind", "said", "expected"),
    [
        (CriterionKind.PHONE, "my number is (212) 555-0123", "+12125550123"),
        (CriterionKind.PHONE, "I have none", None),
        (CriterionKind.EMAIL, "Write to Ana.Gil+1@Example.org.", "ana.gil+1@example.org"),
        (CriterionKind.EMAIL, "ana at example", None),
        (CriterionKind.EMAIL, "a@example.org and b@example.org", None),
    ],
)
def test_it_reads_how_to_reach_a_lead(kind: CriterionKind, said: str, expected: str | None) -> None:
    """A telephone number in full, an address in lower case, and nothing from anything else."""
    assert normalise(Criterion("c", kind, {}), said, country="US") == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2026-07-20", True),
        ("2026-08-06", False),
        ("2026-07-05", True),
        ("2026-07-01", False),
        ("this week", True),
        ("in six months", False),
        ("some day", False),
    ],
)
def test_it_counts_a_date_that_is_near(value: str, expected: bool) -> None:
    """From the day it was said; a day of another zone is no past day."""
    criterion = Criterion("when", CriterionKind.DATE, {}, within_days=30)
    assert counts(criterion, value, date(2026, 7, 6)) is expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("in the Marina, near the sea", True),
        ("Dubai Marina", True),
        ("في حي المرسى", True),
        ("Marinara", False),
        ("Old Town", False),
    ],
)
def test_it_counts_a_place_inside_other_words(value: str, expected: bool) -> None:
    """Whole words, with or without the article."""
    criterion = Criterion("area", CriterionKind.PLACE, {}, accepts=("The Marina", "مرسى"))
    assert counts(criterion, value) is expected
