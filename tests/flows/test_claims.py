"""What somebody types into a form is a claim: it changes nothing for whom the number belongs to."""

from __future__ import annotations

from app.domain.tenant import ChannelKind
from app.flows.manage_tenant import Put
from tests.flows.stage import HOURS, LEAD, QUESTION, Stage

FORM = ChannelKind.WEB_FORM


async def _form_says(stage: Stage, acme: Put, text: str) -> None:
    await stage.lead_says(acme, text, kind=FORM, phone=LEAD, consent="I agree to messages.")


async def test_a_form_cannot_lift_an_opt_out(stage: Stage, acme: Put) -> None:
    """DOMAIN 16: only the number itself says START; anybody can type one into a form."""
    await stage.lead_says(acme, QUESTION)
    await stage.work()
    await stage.lead_says(acme, "STOP")
    await _form_says(stage, acme, "START")
    await _form_says(stage, acme, QUESTION)
    await stage.work()
    assert await stage.column("SELECT count(*) FROM leads WHERE opted_out_at IS NULL") == [0]
    assert len(stage.sent()) == 1


async def test_words_typed_into_a_form_send_a_stranger_nothing(stage: Stage, acme: Put) -> None:
    """DOMAIN 35: one message until the number answers, whatever is typed."""
    for text in ("subscribe", "opt me in", "help please", "sign me back up"):
        await _form_says(stage, acme, text)
        await stage.work()
    assert len(stage.sent()) == 1


async def test_a_form_may_say_stop(stage: Stage, acme: Put) -> None:
    """The more restrictive claim is believed."""
    await _form_says(stage, acme, "please stop texting me")
    await _form_says(stage, acme, QUESTION)
    await stage.answer_all()
    assert await stage.turn_states() == []


async def test_help_in_a_burst_does_not_hide_the_question(stage: Stage, acme: Put) -> None:
    await stage.lead_says(acme, QUESTION, kind=ChannelKind.WHATSAPP)
    await stage.lead_says(acme, "HELP", kind=ChannelKind.WHATSAPP)
    await stage.work()
    assert any("pets are welcome" in record.body for record in stage.sent())


async def test_a_form_cannot_make_a_known_number_ring(stage: Stage, acme: Put) -> None:
    """DOMAIN 35: one message until it answers, also to a number that wrote to us once."""
    await stage.lead_says(acme, QUESTION)
    await stage.work()
    for n in range(4):
        await _form_says(stage, acme, f"{HOURS} {n}")
        await stage.work()
    assert len(stage.sent()) == 2
    assert await stage.column("SELECT needs_person FROM conversations") == [1]


async def test_an_answer_of_the_number_opens_the_form_again(stage: Stage, acme: Put) -> None:
    await _form_says(stage, acme, QUESTION)
    await stage.work()
    await stage.lead_says(acme, HOURS)
    await stage.work()
    await _form_says(stage, acme, QUESTION)
    await stage.work()
    assert len(stage.sent()) == 3


async def test_an_opt_out_covers_a_number_typed_before(stage: Stage, acme: Put) -> None:
    """DOMAIN 16: the person said stop elsewhere, before anything was sent to what was typed."""
    await _form_says(stage, acme, QUESTION)
    await stage.answer_all()
    await stage.lead_says(acme, QUESTION, kind=ChannelKind.WHATSAPP)
    await stage.lead_says(acme, "please stop texting me", kind=ChannelKind.WHATSAPP)
    await stage.work()
    gates = await stage.column("SELECT gate FROM deliveries WHERE kind = 'reply' ORDER BY id")
    assert gates == ["opted_out"]
    assert [record.to for record in stage.sent() if record.to == LEAD] == []
