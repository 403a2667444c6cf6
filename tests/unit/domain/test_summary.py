"""What a summary covers, and what may stand in it."""

from __future__ import annotations

import pytest

from app.domain.knowledge import tokens_of
from app.domain.message import Author, Message
from app.domain.summary import BUDGET_TOKENS, KEEP, STEP, by_code, checked, leaving

US, LEAD = Author.ASSISTANT, Author.LEAD


def _talk(size: int, text: str = "Hello") -> list[Message]:
    return [Message(f"m{n:04}", "c", US if n % 2 else LEAD, text, n * 1000) for n in range(size)]


def test_it_leaves_short_conversations_alone() -> None:
    assert not leaving(_talk(KEEP + STEP - 1))


@pytest.mark.parametrize(("size", "count"), [(60, 20), (79, 20), (80, 40), (140, 80), (500, 80)])
def test_it_lets_messages_leave_in_steps(size: int, count: int) -> None:
    assert len(leaving(_talk(size))) == count


def test_it_never_covers_what_nobody_has_answered() -> None:
    burst = [Message(f"m{n:04}", "c", LEAD, "And?", n) for n in range(100)]
    assert not leaving(burst)
    answered = [*burst[:25], Message("m0025", "c", US, "Yes.", 25), *burst[26:]]
    assert [one.id for one in leaving(answered)] == [f"m{n:04}" for n in range(26)]


def test_it_keeps_fewer_where_messages_are_very_long() -> None:
    assert len(leaving(_talk(30, "word " * 300))) == STEP


@pytest.mark.parametrize(
    "sentence",
    [
        "See https://evil.example/x now.",
        "Go to www.evil.example today.",
        "Write to boss@evil.example please.",
        "Visit evil.example/pay soon.",
        "The price is 99 dollars.",
        "Call 555 0199.",
        "It was promised for 2026-12-24.",
    ],
)
def test_it_drops_sentences_with_links_and_foreign_numbers(sentence: str) -> None:
    text = f"Wants a villa. {sentence} Has a budget of 500k."
    assert checked(text, ["I have 500,000 to spend"]) == "Wants a villa.\nHas a budget of 500k."


def test_it_reads_figures_of_other_scripts() -> None:
    assert checked("The budget is 900.", ["ميزانيتي ٩٠٠ دولار"]) == "The budget is 900."


def test_it_keeps_its_budget_and_ends_with_a_sentence() -> None:
    text = checked("She likes the garden of the house. " * 500, [])
    assert tokens_of(text) <= BUDGET_TOKENS
    assert text.endswith("house.")


def test_it_lists_without_a_model_what_is_known_asked_and_answered() -> None:
    messages = [
        Message("m1", "c", LEAD, "Hi there. Do you allow pets?", 1),
        Message("m2", "c", US, "Small ones, yes. What is your budget?", 2),
        Message("m3", "c", LEAD, "500k", 3),
    ]
    assert by_code("", messages, {"budget": "500000 USD"}, ["Are pets allowed?"]) == (
        "Known: budget = 500000 USD.\n"
        "The lead asked: Do you allow pets?\n"
        "We asked: What is your budget?\n"
        "Answered from: Are pets allowed?."
    )


def test_it_goes_on_from_the_former_summary_with_values_in_force() -> None:
    former = "Known: budget = 300000 USD.\nThe lead asked: Is it quiet?"
    text = by_code(former, _talk(2), {"budget": "400000 USD"})
    assert text == "Known: budget = 400000 USD.\nThe lead asked: Is it quiet?"


def test_it_drops_the_oldest_before_what_is_known() -> None:
    messages = [
        Message(f"m{n}", "c", LEAD, f"May we see house {n} of the long street by the sea?", n)
        for n in range(100)
    ]
    text = by_code("", messages, {"kind": "villa"})
    assert tokens_of(text) <= BUDGET_TOKENS
    assert text.startswith("Known: kind = villa.")
    assert text.endswith("house 99 of the long street by the sea?")


def test_it_says_something_of_messages_that_say_nothing() -> None:
    assert by_code("", _talk(4), {}) == "Earlier messages held no question."
