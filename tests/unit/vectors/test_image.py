"""An index finds what answers, of its own groups only, and survives what is put into it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.contract_files import ROOT
from vectors.base import Entry, Query
from vectors.image import Image, ImageDamaged, build

FAQS = [
    ("parking", "Do you have parking?", "There is a free car park behind the house."),
    ("pets", "Can I bring my dog?", "Dogs are welcome for 10 pounds a night."),
    ("hours", "When does the kitchen close?", "The kitchen closes at ten in the evening."),
    ("refund", "How do I get a refund?", "We pay back within five days of a cancellation."),
    ("breakfast", "Is breakfast included?", "Breakfast is part of every room rate."),
]


def faq(name: str, question: str, answer: str, group: str = "") -> Entry:
    return Entry(name, answer, question, language="en", key=f"key-{name}", kind="faq", group=group)


def opened(folder: Path, *entries: Entry) -> Image:
    build(entries, folder / "test.image")
    return Image.open(folder / "test.image")


@pytest.fixture
def inn(tmp_path: Path) -> Image:
    return opened(tmp_path, *(faq(*row) for row in FAQS))


def ids(image: Image, text: str, **more: object) -> list[str]:
    return [hit.id for hit in image.search(Query(text, "en"), **more).hits]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("do you have parking", "parking"),
        ("are dogs allowed", "pets"),
        ("can I leave my car somewhere", "parking"),
        ("until when can we get dinner from the kitchen", "hours"),
        ("do I get my money reimbursed", "refund"),
        ("is brekfast incluuded", "breakfast"),
        ("KITCHEN CLOSING?!", "hours"),
    ],
)
def test_it_finds_what_is_meant(inn: Image, question: str, answer: str) -> None:
    assert ids(inn, question)[0] == answer


def test_one_fitting_way_to_ask_is_enough(tmp_path: Path) -> None:
    ways = ("how much is the fish", "what does a haircut cost", "your rates please")
    prices = Entry("prices", "", "Price list", ways, "en", kind="faq")
    others = [faq(*row) for row in FAQS]
    assert ids(opened(tmp_path, *others, prices), "what does a haircut cost")[0] == "prices"


def test_it_names_the_words_that_matched(inn: Image) -> None:
    best = inn.search(Query("are dogs welcome", "en")).hits[0]
    assert {"dogs", "welcome"} <= set(best.words)


def test_it_resolves_a_follow_up_from_what_was_said(tmp_path: Path) -> None:
    image = opened(
        tmp_path,
        faq("spa", "What does the spa cost?", "20 pounds."),
        faq("tours", "What does the boat tour cost?", "40 pounds."),
    )
    query = Query("and what does it cost?", "en", ("Is there a boat tour?", "Yes, every day."))
    assert image.search(query).hits[0].id == "tours"


def test_scores_are_probabilities_that_fall(inn: Image) -> None:
    found = inn.search(Query("is breakfast or parking included in the room rate", "en"))
    scores = [hit.score for hit in found.hits]
    assert len(scores) > 1
    assert found.confidence == scores[0]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)
    assert all(0 <= part <= 1.001 for hit in found.hits for part in hit.parts.values())


def test_what_nothing_answers_is_not_answered(inn: Image) -> None:
    found = inn.search(Query("what is the boiling point of mercury", "en"))
    assert not found.is_answered


def test_a_question_that_stands_there_is_sure(inn: Image) -> None:
    sure = inn.search(Query("How do I get a refund?", "en")).confidence
    assert sure > 0.9
    assert sure > inn.search(Query("how do I get a taxi", "en")).confidence


@pytest.mark.parametrize("wanted", [frozenset({"a"}), frozenset({"b"}), frozenset()])
def test_it_obeys_the_groups(tmp_path: Path, wanted: frozenset[str]) -> None:
    image = opened(tmp_path, faq(*FAQS[0], "a"), faq(*FAQS[0], "b"), faq(*FAQS[1], "b"))
    near = {"key-parking": 0.9, "key-pets": 0.8}
    groups = {"parking": {"a", "b"}, "pets": {"b"}}
    for dense in (None, near):
        hits = image.search(Query("parking for my dog", "en"), groups=wanted, dense=dense).hits
        assert bool(hits) == bool(wanted)
        assert all(groups[hit.id] & wanted for hit in hits)


def test_it_returns_at_most_k(inn: Image) -> None:
    assert len(ids(inn, "do you have dogs, breakfast, parking and a kitchen", k=2)) == 2
    assert ids(inn, "parking", k=0) == []


def test_what_is_near_in_meaning_is_found_without_a_word(inn: Image) -> None:
    dense = {"key-pets": 0.8, "key-hours": 0.2, "unknown": 0.5}
    assert "pets" not in ids(inn, "feline companion")
    assert ids(inn, "feline companion", dense=dense)[0] == "pets"


def test_it_keeps_the_content_keys(inn: Image) -> None:
    assert inn.keys() == {f"key-{name}" for name, *_ in FAQS}
    assert inn.size == len(FAQS)


QUERIES = [
    "",
    " ",
    "😀🎉👍",
    "what is it",
    "?!…",
    "\ud800 broken \udfff",
    "nul\x00byte",
    "a" * 10_000,
    "parking " * 12_500,
    " ".join(f"word{n}" for n in range(10_000)),
    "¿dónde aparco el coche? أين parking 駐車場",
    "١٢٣ 123 100%",
    "' OR 1=1 --",
]


@pytest.mark.parametrize("text", QUERIES, ids=range(len(QUERIES)))
def test_it_handles_any_question(inn: Image, text: str) -> None:
    for language in ("", "en", "es", "ar", "xx"):
        found = inn.search(Query(text, language, (text, text)))
        assert 0 <= found.confidence <= 1


@pytest.mark.parametrize(
    "entries",
    [
        [],
        [Entry("1", "")],
        [Entry("1", "😀"), Entry("2", "parking")],
        [Entry("\ud800", "parking \x00 \udfff", "a" * 10_000, ("", "  "))],
        [Entry("1", "parking", key="same"), Entry("2", "parking", key="same")],
        [Entry("1", "parking " * 30_000)],
    ],
    ids=range(6),
)
def test_it_handles_any_entry(tmp_path: Path, entries: list[Entry]) -> None:
    image = opened(tmp_path, *entries)
    found = image.search(Query("parking", "en"), dense={"same": 0.5, "": 0.4})
    assert {hit.id for hit in found.hits} <= {entry.id for entry in entries}
    assert bool(found.hits) == any("parking" in entry.text for entry in entries)


def test_equal_scores_keep_the_order_of_entries(tmp_path: Path) -> None:
    image = opened(tmp_path, *(Entry(str(n), "free parking here") for n in range(200)))
    assert ids(image, "parking", k=5) == ["0", "1", "2", "3", "4"]


def test_the_same_entries_give_the_same_bytes(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from vectors.base import Entry;"
        "from vectors.image import build;"
        "build([Entry(str(n), f'word{n % 7} parking dogs', language=l)"
        " for n, l in enumerate(['en', 'es', 'ar', ''] * 9)], Path(sys.argv[1]))"
    )
    for seed in ("1", "2"):
        subprocess.run(
            [sys.executable, "-c", script, str(tmp_path / seed)],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
            check=True,
        )
    assert (tmp_path / "1").read_bytes() == (tmp_path / "2").read_bytes()


def damages(raw: bytes) -> Iterator[bytes]:
    yield b""
    yield raw[:10]
    yield raw[:-1]
    yield raw + b"x"
    yield b"SQLite format 3\x00" + raw[16:]
    yield raw[:40] + bytes([raw[40] ^ 255]) + raw[41:]


def test_it_rejects_a_file_that_was_cut_or_changed(inn: Image, tmp_path: Path) -> None:
    whole = (tmp_path / "test.image").read_bytes()
    for number, raw in enumerate(damages(whole)):
        (tmp_path / "damaged").write_bytes(raw)
        with pytest.raises(ImageDamaged):
            Image.open(tmp_path / "damaged")
        assert number < 6


def test_a_changed_body_never_ends_in_another_error(inn: Image, tmp_path: Path) -> None:
    whole = bytearray((tmp_path / "test.image").read_bytes())
    body = range(2048, len(whole), 97)
    for place in body:
        changed = bytearray(whole)
        changed[place : place + 8] = b"\xff" * 8
        (tmp_path / "damaged").write_bytes(changed)
        image = Image.open(tmp_path / "damaged")
        with pytest.raises(ImageDamaged):
            image.verify()
        try:
            image.search(Query("can I bring a dog", "en"))
        except ImageDamaged:
            continue


def test_threads_find_the_same(inn: Image) -> None:
    questions = [row[1] for row in FAQS] * 20
    alone = [inn.search(Query(text, "en")) for text in questions]
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda text: inn.search(Query(text, "en")), questions))
    assert together == alone


def test_an_image_is_replaced_while_it_is_read(inn: Image, tmp_path: Path) -> None:
    build([faq("new", "Do you have a lift?", "Yes.")], tmp_path / "test.image")
    assert ids(inn, "parking")[0] == "parking"
    assert [path.name for path in tmp_path.iterdir()] == ["test.image"]


def test_importing_it_loads_no_numpy() -> None:
    script = "import sys, vectors.image, vectors.highlight; print('numpy' in sys.modules)"
    ran = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, check=True, capture_output=True, text=True
    )
    assert ran.stdout.strip() == "False"
