"""Reasons, priorities, and summaries that hold nothing but what was said, found or drafted."""

from __future__ import annotations

import pytest

from app.domain.escalation import (
    Facts,
    Reason,
    facts_of,
    is_outage,
    plain,
    priority_of,
    reason_of,
    summarise,
    unlinked,
)
from app.domain.escalation_words import LANGUAGES, REASONS, SENTENCES, reason_sentence, worded
from app.domain.message import Author, Message
from app.domain.qualification import Finding
from app.domain.quiet_hours import quiet_until
from app.domain.tenant import Criterion, CriterionKind, Priority

BUDGET = Criterion("budget", CriterionKind.BUDGET, {"en": "What is your budget?"}, label="Budget")
WHEN = Criterion("move_in", CriterionKind.DATE, {"en": "When?", "es": "¿Cuándo?"}, must_have=True)
# 2025-06-15 15:06:40 UTC
NOW = 1_750_000_000_000


def message(text: str, author: Author = Author.LEAD) -> Message:
    return Message("m", "c", author, text, 1)


def test_every_reason_has_words_in_every_language() -> None:
    for language in LANGUAGES:
        assert set(REASONS[language]) == {reason.value for reason in Reason}
        assert set(SENTENCES[language]) == set(SENTENCES["en"])


@pytest.mark.parametrize(
    ("word", "reason"),
    [
        ("wants_person", Reason.WANTS_PERSON),
        ("provider_unavailable", Reason.MODEL_UNAVAILABLE),
        ("gremlins", None),
        ("", None),
    ],
)
def test_only_words_of_the_list_are_reasons(word: str, reason: Reason | None) -> None:
    assert reason_of(word) is reason


@pytest.mark.parametrize(
    ("reason", "temperature", "is_verified", "expected"),
    [
        (Reason.NOT_IN_KNOWLEDGE, "cold", True, Priority.NORMAL),
        (Reason.NOT_IN_KNOWLEDGE, "hot", True, Priority.HIGH),
        (Reason.NOT_IN_KNOWLEDGE, "hot", False, Priority.NORMAL),
        (Reason.COMPLAINT_OR_LEGAL, "warm", True, Priority.HIGH),
        (Reason.COMPLAINT_OR_LEGAL, "hot", True, Priority.URGENT),
    ],
)
def test_a_complaint_and_a_hot_lead_raise_the_priority(
    reason: Reason, temperature: str, is_verified: bool, expected: Priority
) -> None:
    assert priority_of(reason, temperature, is_verified) is expected


def test_a_providers_failure_is_an_outage_and_a_question_is_none() -> None:
    assert is_outage(Reason.MODEL_UNAVAILABLE)
    assert not is_outage(Reason.NOT_IN_KNOWLEDGE)


def test_it_gathers_what_is_known_and_what_is_open() -> None:
    findings = [Finding("budget", "USD 300000", "m", "300k", 1)]
    facts = facts_of("Acme", "Kim", findings, (BUDGET, WHEN), [message("Hi")], language="es")
    assert facts.known == (("Budget", "USD 300000"),)
    assert facts.open_question == "¿Cuándo?"


def test_it_quotes_what_nobody_has_answered() -> None:
    heard = [message("old"), message("ok", Author.ASSISTANT), message("one"), message("two")]
    assert facts_of("Acme", "", [], (), heard).said == ("one", "two")


def test_a_summary_is_in_the_readers_language() -> None:
    facts = Facts("Acme", "Kim", ("hola",), (("Budget", "3"),), "When?", "Soon.", "")
    assert summarise(facts, "es").text.splitlines() == [
        "Interesado: Kim",
        "Escribió: “hola”",
        "Sabemos: Budget: 3",
        "Queda por saber: When?",
        "Respuesta propuesta, no enviada: Soon.",
    ]


def test_a_quote_is_one_short_line_without_tricks() -> None:
    shown = plain("a\r\nSubject: b\u202e\u200b c" + "x" * 100_000, 40)
    assert shown.startswith("a Subject: b c")
    assert len(shown) == 40


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("https://evil.example/a", "https[:]//evil[.]example/a"),
        ("go to evil.example now", "go to evil[.]example now"),
        ("it costs 3.50 or so.", "it costs 3.50 or so."),
        ("javascript://x", "javascript[:]//x"),
    ],
)
def test_a_strangers_address_is_no_link(text: str, shown: str) -> None:
    assert unlinked(text) == shown


def test_a_value_with_braces_fills_no_other_place() -> None:
    said = worded("sms", "en", subject="S", quote="{link}", link="L")
    assert said == "S. {link} Yours? L"


def test_an_unknown_language_is_english() -> None:
    assert reason_sentence("wants_person", "xx") == REASONS["en"]["wants_person"]


@pytest.mark.parametrize(
    ("begins", "ends", "minutes"),
    [
        ("", "", None),
        ("15:00", "16:00", 53),
        ("16:00", "17:00", None),
        ("14:00", "15:06", None),
        ("15:00", "07:00", 15 * 60 + 53),
        ("22:00", "15:30", 23),
    ],
)
def test_quiet_hours_end_when_they_say(begins: str, ends: str, minutes: int | None) -> None:
    end = quiet_until(NOW, "UTC", begins, ends)
    assert (None if end is None else (end - NOW) // 60_000) == minutes


def test_quiet_hours_are_local() -> None:
    # 11:06 in New York.
    assert quiet_until(NOW, "America/New_York", "11:00", "12:00") == NOW + 3_200_000
