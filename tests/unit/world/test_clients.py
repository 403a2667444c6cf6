"""The example clients: whole in three languages, and fit for what simulated leads say."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from pathlib import Path

import pytest

from app.domain import guard
from app.domain.document import read_tenant
from app.domain.knowledge import Passage
from app.domain.tenant import ChannelKind, Faq, Tenant
from app.library import entry_of
from app.playing import CLIENTS
from app.world.phones import Lead
from app.world.scripts import LANGUAGES, OPENINGS, SHRUGS, TRADES
from vectors.base import CLEAR_FROM, Query
from vectors.image import Image, build

FICTIONAL = re.compile(r"\+1\d{3}55501\d\d")
EVERY = [(trade, language) for trade in TRADES for language in LANGUAGES]


@lru_cache(maxsize=8)
def client(trade: str) -> tuple[Tenant, list[Faq], list[Passage]]:
    tenant, faqs, _ = read_tenant(tomllib.loads((CLIENTS / f"{trade}.toml").read_text("utf-8")))
    passages = [
        Passage(
            f"{n:03}", "faq", one.question, one.answer, "", ways=one.variants, language=one.language
        )
        for n, one in enumerate(faqs)
    ]
    return tenant, faqs, passages


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
    tenant, faqs, _ = client(trade)
    profile = tenant.profile
    assert sum(faq.language == language for faq in faqs) >= 6
    assert profile.disclosure[language]
    assert profile.help_text[language]
    assert all(criterion.questions[language] for criterion in profile.criteria)


@pytest.mark.parametrize(("trade", "language"), EVERY)
def test_openings_of_leads_are_answered_in_their_language(
    trade: str, language: str, tmp_path: Path
) -> None:
    _, _, passages = client(trade)
    build([entry_of(one) for one in passages], tmp_path / "1.image")
    image = Image.open(tmp_path / "1.image")
    for opening in OPENINGS[trade][language]:
        found = image.search(Query(opening, language))
        assert found.confidence >= CLEAR_FROM, opening
        assert passages[int(found.hits[0].id)].language == language, opening


@pytest.mark.parametrize(("trade", "language"), EVERY)
def test_leads_understand_every_question(trade: str, language: str) -> None:
    for criterion in client(trade)[0].profile.criteria:
        answer = Lead(1, 1, trade, language).next(criterion.questions[language])
        assert answer is not None
        assert answer not in SHRUGS[language], criterion.questions[language]


@pytest.mark.parametrize("trade", TRADES)
def test_every_answer_passes_the_guard(trade: str) -> None:
    tenant, faqs, passages = client(trade)
    profile = tenant.profile
    for faq in faqs:
        context = guard.GuardContext(
            language=faq.language,
            business_texts=guard.business_texts(tenant, passages),
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
