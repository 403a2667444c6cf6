"""A change of a page is shown so that somebody can say yes or no to it."""

from __future__ import annotations

import random
import time

from hypothesis import given
from hypothesis import strategies as st

from app.documents.diff import (
    MAX_CHANGES,
    MAX_CHARACTERS,
    Change,
    Diff,
    Kind,
    Words,
    compare,
    text_of,
)
from vectors.chunking import Section

OPENING = "We open from Monday to Friday."
PRICE = "A haircut costs 20 euros, tax included."
DEARER = "A haircut costs 25 euros, tax included."
PARKING = "There is free parking behind the house."


def texts(*paragraphs: str) -> str:
    return "\n\n".join(paragraphs)


def of_kind(diff: Diff, kind: Kind) -> list[Change]:
    return [change for change in diff.changes if change.kind is kind]


def test_it_shows_nothing_where_nothing_changed() -> None:
    assert compare(texts(OPENING, PRICE), texts(OPENING, PRICE)) == Diff()
    assert compare(OPENING, "We  open from\nMonday to Friday.").is_empty
    assert compare("", "").is_empty


def test_it_shows_what_came_and_went() -> None:
    diff = compare(texts(OPENING, PRICE), texts(PRICE, PARKING))
    assert (diff.added, diff.removed, diff.changed) == (1, 1, 0)
    assert diff.changes == (
        Change(Kind.REMOVED, (Words(Kind.REMOVED, OPENING),)),
        Change(Kind.SAME, (Words(Kind.SAME, PRICE),)),
        Change(Kind.ADDED, (Words(Kind.ADDED, PARKING),)),
    )


def test_it_marks_the_words_that_changed() -> None:
    diff = compare(texts(OPENING, PRICE), texts(OPENING, DEARER))
    assert (diff.added, diff.removed, diff.changed) == (0, 0, 1)
    assert diff.changes[-1].words == (
        Words(Kind.SAME, "A haircut costs "),
        Words(Kind.REMOVED, "20"),
        Words(Kind.ADDED, "25"),
        Words(Kind.SAME, " euros, tax included."),
    )


def test_it_shows_arabic_in_whole_words() -> None:
    diff = compare("سعر الحلاقة ٢٠ ريال شامل الضريبة", "سعر الحلاقة ٢٥ ريال شامل الضريبة")
    marked = [word.text for word in diff.changes[0].words if word.kind is not Kind.SAME]
    assert marked == ["٢٠", "٢٥"]


def test_it_leaves_out_what_stays() -> None:
    same = [f"Paragraph {number} says something of its own." for number in range(50)]
    diff = compare(texts(*same, PRICE, *same), texts(*same, DEARER, *same))
    kinds = [change.kind for change in diff.changes]
    assert kinds == [Kind.GAP, Kind.SAME, Kind.CHANGED, Kind.SAME, Kind.GAP]


@given(
    st.lists(st.sampled_from([OPENING, PRICE, DEARER, PARKING, "x y z"]), max_size=8),
    st.lists(st.sampled_from([OPENING, PRICE, DEARER, PARKING, "x y z"]), max_size=8),
)
def test_it_keeps_every_word_of_both(before: list[str], after: list[str]) -> None:
    diff = compare(texts(*before), texts(*after))
    # The neighbours that stay are on both sides; what is left out is on both as well.
    for kind, paragraphs, other in ((Kind.REMOVED, before, after), (Kind.ADDED, after, before)):
        rebuilt = [
            "".join(word.text for word in change.words if word.kind in (kind, Kind.SAME))
            for change in diff.changes
        ]
        missing = [text for text in paragraphs if text not in rebuilt]
        assert all(text in other for text in missing)
    assert diff.is_empty is (before == after)


def test_it_bounds_size_and_time() -> None:
    dice = random.Random(7)
    words = [f"word{number}" for number in range(300)]
    old = texts(*(" ".join(dice.choices(words, k=60)) for _ in range(3000)))
    new = texts(*(" ".join(dice.choices(words, k=60)) for _ in range(3000)))
    started = time.monotonic()
    diff = compare(old, new)
    assert time.monotonic() - started < 3
    assert diff.is_cut
    assert len(diff.changes) <= MAX_CHANGES
    one = compare("a " * 100_000, "b " * 100_000)
    assert all(len(word.text) <= MAX_CHARACTERS for change in one.changes for word in change.words)


def test_it_shows_a_change_deep_in_a_long_paragraph() -> None:
    words = " ".join(f"w{number}" for number in range(3000))
    for rest in ("", " a" * 2000):
        diff = compare(f"{words} old{rest} {words}", f"{words} new{rest} {words}")
        shown = [word.text for word in diff.changes[0].words]
        assert any("old" in text for text in shown)
        assert any("new" in text for text in shown)
        assert sum(map(len, shown)) < 3 * MAX_CHARACTERS


def test_it_bounds_the_work_of_texts_that_repeat_themselves() -> None:
    dice = random.Random(7)
    pages = [" ".join(dice.choices("ab", k=590)) for _ in range(400)]
    short = [dice.choice("ab") for _ in range(8000)]
    started = time.monotonic()
    compare(texts(*pages[:200]), texts(*pages[200:]))
    compare(texts(*short[:4000]), texts(*short[4000:]))
    assert time.monotonic() - started < 3


def test_it_tells_headings_once() -> None:
    sections = [
        Section(("Services", "Hair"), "Cut 20."),
        Section(("Services", "Hair"), "Colour 50."),
        Section(("Services", "Nails"), "Nails 15."),
    ]
    assert text_of(sections).split("\n\n") == [
        "Services", "Hair", "Cut 20.", "Colour 50.", "Nails", "Nails 15.",
    ]  # fmt: skip


def test_it_shows_the_paragraph_that_changed_among_new_ones() -> None:
    diff = compare(texts(PRICE), texts(PARKING, OPENING, DEARER))
    assert [change.kind for change in diff.changes] == [Kind.ADDED, Kind.ADDED, Kind.CHANGED]
    assert not of_kind(diff, Kind.REMOVED)
