"""The example clients: whole in three languages, and fit for what simulated leads say."""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace

import pytest

from app.domain import guard
from app.domain.document import read_tenant
from app.domain.floor import clear_match
from app.domain.message import Author, Message
from app.domain.tenant import ChannelKind, Faq, Tenant
from app.playing import CLIENTS
from app.world.phones import Lead
from app.world.scripts import LANGUAGES, OPENINGS, SHRUGS, TRADES

FICTIONAL = re.compile(r"\+1\d{3}55501\d\d")
EVERY = [(trade, language) for trade in TRADES for language in LANGUAGES]


def client(trade: str) -> tuple[Tenant, list[Faq]]:
    tenant, faqs, _ = read_tenant(tomllib.loads((CLIENTS / f"{trade}.toml").read_text("utf-8")))
    return tenant, [replace(faq, id=f"{number:03}") for number, faq in enumerate(faqs)]


def said(text: str) -> Message:
    return Message("m1", "c1", Author.LEAD, text, 0)


def test_every_trade_has_a_client_and_no_other() -> None:
    assert {path.stem for path in CLIENTS.glob("*.toml")} == set(TRADES)


def test_main_languages_are_english_spanish_and_arabic() -> None:
    assert sorted(client(trade)[0].languages[0] for trade in TRADES) == ["ar", "en", "es"]


@pytest.mark.parametrize("trade", TRADES)
def test_numbers_are_from_the_range_kept_for_fiction(trade: str) -> None:
    channels = read_tenant(tomllib.loads((CLIENTS / f"{trade}.toml").read_text("utf-8")))[2]
    phones = [c for c in channels if c.kind in (ChannelKind.SMS, ChannelKind.WHATSAPP)]
    assert len(phones) == 2
    assert all(FICTIONAL.fullmatch(channel.address) for channel in phones)


@pytest.mark.parametrize("trade", TRADES)
def test_documents_carry_no_credentials(trade: str) -> None:
    document = tomllib.loads((CLIENTS / f"{trade}.toml").read_text("utf-8"))
    assert not any("credentials" in channel for channel in document["channels"])


@pytest.mark.parametrize(("trade", "language"), EVERY)
def test_each_language_has_answers_and_wordings(trade: str, language: str) -> None:
    tenant, faqs = client(trade)
    profile = tenant.profile
    assert sum(faq.language == language for faq in faqs) >= 6
    assert profile.disclosure[language]
    assert profile.help_text[language]
    assert all(criterion.questions[language] for criterion in profile.criteria)


@pytest.mark.parametrize(("trade", "language"), EVERY)
def test_openings_of_leads_are_answered_in_their_language(trade: str, language: str) -> None:
    _, faqs = client(trade)
    for opening in OPENINGS[trade][language]:
        match = clear_match([said(opening)], faqs)
        assert match is not None, opening
        assert match.faq.language == language, opening


@pytest.mark.parametrize(("trade", "language"), EVERY)
def test_leads_understand_every_question(trade: str, language: str) -> None:
    for criterion in client(trade)[0].profile.criteria:
        answer = Lead(1, 1, trade, language).next(criterion.questions[language])
        assert answer is not None
        assert answer not in SHRUGS[language], criterion.questions[language]


@pytest.mark.parametrize("trade", TRADES)
def test_every_answer_passes_the_guard(trade: str) -> None:
    tenant, faqs = client(trade)
    profile = tenant.profile
    for faq in faqs:
        context = guard.GuardContext(
            language=faq.language,
            business_texts=guard.business_texts(tenant, faqs),
            links=(*profile.allowed_links, profile.booking_link),
            never_say=profile.never_say,
            max_chars=459,
        )
        verdict = guard.judge(faq.answer, context)
        assert verdict.decision is guard.Decision.SEND, (faq.answer, verdict.reasons)


@pytest.mark.parametrize("trade", TRADES)
def test_no_text_asks_for_a_word_that_carriers_act_on(trade: str) -> None:
    text = (CLIENTS / f"{trade}.toml").read_text("utf-8")
    assert not re.search(r"\b(STOP|STOPALL|UNSUBSCRIBE|CANCEL|END|QUIT|YES|START)\b", text)
