"""Notes, appointments, consent by hand, points of a person's own, and handing a lead over."""

from __future__ import annotations

import json

import pytest

from app.domain.appointment import AppointmentState, Wanted
from app.domain.audit import Actor
from app.errors import Conflict, Forbidden, Invalid, NotFound, Unprocessable
from app.flows.book_appointment import book, close, reschedule
from app.flows.hand_off import hand_off
from app.flows.make_lead import make_lead
from app.flows.manage_tenant import Put
from app.flows.note_consent import allow, forbid
from app.flows.note_lead import delete_note, edit_note, write_note
from app.flows.override_finding import adjust, take_back
from app.store import lead_page, timeline
from app.store.timeline import Moment
from tests.flows.stage import QUESTION, Stage
from tests.flows.test_edit_lead import DANA, lead_of

MIA = Actor("operator", "mia", "Mia")


async def _moments(stage: Stage, put: Put, lead_id: str, **more: object) -> list[Moment]:
    talks = await stage.services.db.read(lead_page.conversations_of, put.tenant.id, lead_id)
    return await stage.services.db.read(
        timeline.moments_of, put.tenant.id, [lead_id], [talk.id for talk in talks], **more
    )  # type: ignore[arg-type]


async def test_only_who_wrote_a_note_changes_it(stage: Stage, acme: Put) -> None:
    lead_id = await lead_of(stage, acme)
    note = await write_note(stage.services, DANA, acme.tenant.id, lead_id, " Calls back \r\n")
    assert (note.body, note.author) == ("Calls back", "Dana")
    for change in (
        edit_note(stage.services, MIA, acme.tenant.id, lead_id, note.id, "x"),
        delete_note(stage.services, MIA, acme.tenant.id, lead_id, note.id),
    ):
        with pytest.raises(Forbidden):
            await change
    edited = await edit_note(stage.services, DANA, acme.tenant.id, lead_id, note.id, "Later")
    assert edited.edited_at is not None
    await delete_note(stage.services, DANA, acme.tenant.id, lead_id, note.id)
    assert await stage.column("SELECT count(*) FROM lead_notes") == [0]
    assert "Calls back" not in json.dumps(await stage.rows("SELECT former, latter FROM audit"))


async def test_an_appointment_is_an_hour_of_the_clients_zone(stage: Stage, acme: Put) -> None:
    lead_id = await lead_of(stage, acme)
    day = "2026-12-01"
    wanted = Wanted(f"{day}T14:30", 45, "Viewing", "Main St 4")
    made = await book(stage.services, DANA, acme.tenant.id, lead_id, wanted)
    assert (made.ends_at - made.starts_at) == 45 * 60_000
    # December in New York: five hours behind.
    assert made.zone == "America/New_York"
    assert made.starts_at // 3_600_000 % 24 == 19
    assert await stage.column("SELECT status FROM leads") == ["appointment"]
    moved = await reschedule(
        stage.services, DANA, acme.tenant.id, lead_id, made.id, Wanted(f"{day}T16:00+00:00")
    )
    assert moved.starts_at // 3_600_000 % 24 == 16
    await close(stage.services, DANA, acme.tenant.id, lead_id, made.id, AppointmentState.NO_SHOW)
    with pytest.raises(Conflict):
        await reschedule(stage.services, DANA, acme.tenant.id, lead_id, made.id, wanted)


@pytest.mark.parametrize(
    ("starts", "minutes"),
    [("soon", 30), ("2027-03-14T02:30", 30), ("9999-12-31T23:00", 30), ("2026-12-01T10:00", 1)],
)
async def test_it_refuses_times_that_are_none(
    stage: Stage, acme: Put, starts: str, minutes: int
) -> None:
    lead_id = await lead_of(stage, acme)
    with pytest.raises(Unprocessable):
        await book(stage.services, DANA, acme.tenant.id, lead_id, Wanted(starts, minutes))


async def test_an_opt_out_by_hand_silences_like_the_leads_own(stage: Stage, acme: Put) -> None:
    lead_id = await lead_of(stage, acme)
    await forbid(stage.services, DANA, acme.tenant.id, lead_id, "Called and said stop")
    await stage.work()
    assert stage.sent() == []
    with pytest.raises(Conflict):
        await forbid(stage.services, DANA, acme.tenant.id, lead_id, "Again")
    with pytest.raises(Unprocessable):
        await allow(stage.services, DANA, acme.tenant.id, lead_id, "spoken", " ")
    await allow(stage.services, DANA, acme.tenant.id, lead_id, "spoken", "Called back, agreed")
    await stage.lead_says(acme, QUESTION)
    await stage.work()
    assert len(stage.sent()) == 1
    rows = await stage.rows("SELECT kind, basis, reason, operator_id FROM consents ORDER BY id")
    assert [(row["kind"], row["basis"], row["operator_id"]) for row in rows] == [
        ("granted", "wrote_first", None),
        ("revoked", "by_hand", "dana"),
        ("granted", "spoken", "dana"),
    ]


async def test_a_persons_points_are_one_more_receipt(stage: Stage, acme: Put) -> None:
    lead_id = await lead_of(stage, acme, "My budget is $450,000")
    await stage.work()
    score = await adjust(stage.services, acme.tenant.id, lead_id, 75, "dana", "Knows the owner")
    assert (score.points, score.reasons[-1].points) == (75, 15)
    await stage.lead_says(acme, "I need 3 bedrooms")
    await stage.work()
    # Never above 100, and the receipts still sum up to it.
    (reasons,) = await stage.column("SELECT score_reasons FROM leads")
    assert [one["points"] for one in json.loads(reasons)] == [60, 40, 0]
    (finding_id,) = await stage.column(
        "SELECT id FROM findings WHERE criterion_id = '+' AND voided_at IS NULL"
    )
    score = await take_back(stage.services, acme.tenant.id, lead_id, finding_id, "dana")
    assert score.points == 100
    with pytest.raises(Invalid):
        await adjust(stage.services, acme.tenant.id, lead_id, 101, "dana", "x")


async def test_a_handed_over_lead_calls_the_clients_people(stage: Stage, acme: Put) -> None:
    lead_id = await lead_of(stage, acme)
    await stage.work()
    await hand_off(stage.services, DANA, acme.tenant.id, lead_id, "Wants to sign this week")
    rows = await stage.rows("SELECT reason, state, priority, summary FROM escalations")
    assert rows == [
        {
            "reason": "handed_off",
            "state": "pending",
            "priority": "high",
            "summary": "Wants to sign this week",
        }
    ]


async def test_a_lead_from_a_list_needs_its_consent(stage: Stage, acme: Put) -> None:
    fields = {"name": "Ana Ruiz", "phone": "(212) 555-0177"}
    with pytest.raises(Unprocessable):
        await make_lead(stage.services, DANA, acme.tenant.id, fields, "guessed", "x")
    with pytest.raises(Unprocessable):
        await make_lead(stage.services, DANA, acme.tenant.id, {}, "form", "Fair, May 2026")
    lead = await make_lead(
        stage.services, DANA, acme.tenant.id, fields, "form", "Fair, May 2026", tags=["fair"]
    )
    assert (lead.phone, lead.tags, lead.status) == ("+12125550177", ("fair",), "new")
    assert stage.sent() == []
    with pytest.raises(Conflict):
        await hand_off(stage.services, DANA, acme.tenant.id, lead.id, "")


async def test_the_timeline_pages_through_everything_once(
    stage: Stage, acme: Put, outsider: Put
) -> None:
    lead_id = await lead_of(stage, acme, "My budget is $450,000")
    await stage.work()
    await write_note(stage.services, DANA, acme.tenant.id, lead_id, "A note")
    await hand_off(stage.services, DANA, acme.tenant.id, lead_id, "")
    await forbid(stage.services, DANA, acme.tenant.id, lead_id, "Called and said stop")
    every = await _moments(stage, acme, lead_id)
    kinds = {one.kind for one in every}
    assert kinds >= {"message", "finding", "note", "escalation", "consent", "lead_status_set",
                     "score_moved", "lead_handed_off", "lead_opted_out"}  # fmt: skip
    paged: list[Moment] = []
    while page := await _moments(
        stage,
        acme,
        lead_id,
        limit=2,
        before=(paged[-1].at, paged[-1].id) if paged else timeline.NEWEST,
    ):
        paged += page
    assert paged == every
    assert await _moments(stage, outsider, lead_id) == []


async def test_nothing_of_it_is_anothers(stage: Stage, acme: Put, outsider: Put) -> None:
    lead_id, stranger = await lead_of(stage, acme), outsider.tenant.id
    note = await write_note(stage.services, DANA, acme.tenant.id, lead_id, "Mine")
    made = await book(stage.services, DANA, acme.tenant.id, lead_id, Wanted("2026-12-01T10:00", 30))
    for deed in (
        write_note(stage.services, DANA, stranger, lead_id, "x"),
        edit_note(stage.services, DANA, stranger, lead_id, note.id, "x"),
        delete_note(stage.services, DANA, stranger, lead_id, note.id),
        book(stage.services, DANA, stranger, lead_id, Wanted("2026-12-01T10:00", 30)),
        close(stage.services, DANA, stranger, lead_id, made.id, AppointmentState.DONE),
        allow(stage.services, DANA, stranger, lead_id, "spoken", "x"),
        forbid(stage.services, DANA, stranger, lead_id, "x"),
        adjust(stage.services, stranger, lead_id, 5, "dana", "x"),
        hand_off(stage.services, DANA, stranger, lead_id, ""),
    ):
        with pytest.raises(NotFound):
            await deed
