"""What code itself says passes the guard, with nothing at all as evidence."""

from __future__ import annotations

import re

import pytest

from app.domain import closing, consent, floor, profile, set_replies
from app.domain.delivery import Kind
from app.domain.guard import Decision, GuardContext, judge
from app.domain.tenant import Profile, Tenant

LINK = "https://book.acme.example/now"
ACME = Tenant("acme", "Acme", profile=Profile(booking_link=LINK))


def _said(language: str) -> list[str]:
    words = {
        key: text.format(name="Acme", link=LINK) for key, text in floor._WORDS[language].items()
    }
    return [
        *words.values(),
        f"{words['unknown']} {words['book']}",
        set_replies.ai_answer(language, "Acme"),
        set_replies.person_answer(language, "Acme"),
        set_replies.person_answer(language, "Acme", is_open=False),
        *(
            set_replies.unreadable_media(language, "Acme", kind)
            for kind in ("voice", "image", "file")
        ),
        set_replies.over_cap(language, "Acme"),
        closing._WELCOME[language],
        profile.disclosure_line(ACME, language),
    ]


@pytest.mark.parametrize("language", ["en", "es", "ar"])
def test_it_sends_what_code_says(language: str) -> None:
    # Each of these is said in a turn that passed the message on.
    done = frozenset({"escalate"})
    context = GuardContext(language, (), name="Acme", links=(LINK,), done=done)
    verdicts = {text: judge(text, context) for text in _said(language)}
    assert {text: one.reasons for text, one in verdicts.items() if one.reasons} == {}


@pytest.mark.parametrize("language", ["en", "es", "ar"])
def test_it_lets_the_floor_speak_without_a_tool(language: str) -> None:
    context = GuardContext(language, (), name="Acme", links=(LINK,))
    for text in floor._WORDS[language].values():
        assert judge(text.format(name="Acme", link=LINK), context).decision is Decision.SEND


@pytest.mark.parametrize("language", ["en", "es", "ar"])
@pytest.mark.parametrize("kind", [Kind.OPT_OUT_CONFIRMATION, Kind.OPT_IN_CONFIRMATION, Kind.HELP])
def test_it_objects_to_consent_texts_for_their_words_only(language: str, kind: Kind) -> None:
    # These are sent by code, never drafted: their carrier words are their purpose.
    text = re.sub(r"\b(?:STOP|START|HELP)\b", "X", consent.confirmation(kind, language, ACME))
    context = GuardContext(
        language, (), name="Acme", links=(LINK,), done=frozenset({"escalate", "consent"})
    )
    assert judge(text, context).reasons == ()
