"""The chain of people: who is told next that a person is needed, and until when they may answer.

Everybody is told and, unless somebody answers, reminded; then the next in order, three rounds
long. After that the dashboard shows it as urgent and nobody is called any more. Which call comes
next stands in the row (``step``), and moving it on is a compare-and-set, so that two processes
call once.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.escalation import CALLS_EACH, ROUNDS, rank
from app.domain.quiet_hours import quiet_until
from app.domain.tenant import ChannelKind, Priority
from app.flows.announce import announce
from app.queue import Queue
from app.services import Services
from app.store import conversations, escalations, incidents, notifications, people, tenants
from app.store.db import Tx
from app.store.escalations import EscalationRow
from app.store.incidents import IncidentRow
from app.store.people import PersonRow

_MINUTE_MS = 60_000
_INCIDENT_REMIND_MIN = 10
NO_MAIL = "No mail service is set up."
NO_TEXT = "No running SMS channel."
NO_ADDRESS = "No address."


@dataclass(frozen=True, slots=True)
class _Way:
    """How a person can be reached: ``problem`` says why not."""

    channel: str
    through_id: str = ""
    problem: str = ""


def call_next(tx: Tx, services: Services, matter: EscalationRow | IncidentRow, now: int) -> None:
    """Tell the next person of the chain; an answered or finished matter calls nobody."""
    if matter.acknowledged_at is not None or matter.state not in ("pending", "open"):
        return
    everybody = _people(tx, matter)
    ways = {one.id: ways_to(tx, services, one, _sms_tenant(matter)) for one in everybody}
    reachable = [one for one in everybody if any(not way.problem for way in ways[one.id])]
    if not reachable:
        _give_up_at_once(tx, matter, everybody, ways, now)
        return
    if matter.step >= CALLS_EACH * ROUNDS * len(reachable):
        _stop(tx, services, matter)
        return
    person = reachable[matter.step // CALLS_EACH % len(reachable)]
    if not _note_call(tx, matter, now):
        return
    kind = "reminder" if matter.step else "call"
    for way in ways[person.id]:
        _queue(tx, services, matter, person, way, kind, now)


def ways_to(tx: Tx, services: Services, person: PersonRow, sms_tenant_id: str) -> list[_Way]:
    """Return how a person is told, by each channel they chose."""
    ways = []
    for channel in person.channels:
        if not person.address(channel):
            ways.append(_Way(channel, problem=NO_ADDRESS))
        elif channel == "email":
            ways.append(_Way(channel, problem="" if services.mailer is not None else NO_MAIL))
        else:
            through = _sms_channel(tx, sms_tenant_id)
            ways.append(_Way(channel, through, "" if through else NO_TEXT))
    return ways


def _sms_channel(tx: Tx, tenant_id: str) -> str:
    accounts = (account for account, _ in tenants.channels_of(tx, tenant_id))
    running = (one.id for one in accounts if one.kind is ChannelKind.SMS and not one.is_paused)
    return next(running, "")


def _people(tx: Tx, matter: EscalationRow | IncidentRow) -> list[PersonRow]:
    """Return who is told: the client's people, else the agency's; of an outage the agency's."""
    if isinstance(matter, EscalationRow):
        found = people.people_of(tx, matter.tenant_id) or people.people_of(tx, None)
    else:
        found = people.people_of(tx, None) or people.admins(tx)
        found = found or people.people_of(tx, matter.first_tenant_id)
    return [one for one in found if rank(one.min_priority) <= rank(matter.priority)]


def _sms_tenant(matter: EscalationRow | IncidentRow) -> str:
    return matter.tenant_id if isinstance(matter, EscalationRow) else matter.first_tenant_id


def subject_of(matter: EscalationRow | IncidentRow) -> tuple[str, str]:
    """Return kind and id, as notifications name what they are about."""
    kind = "escalation" if isinstance(matter, EscalationRow) else "incident"
    return kind, matter.id


def _note_call(tx: Tx, matter: EscalationRow | IncidentRow, now: int) -> bool:
    if isinstance(matter, IncidentRow):
        remind_at = now + _INCIDENT_REMIND_MIN * _MINUTE_MS
        return incidents.note_call(tx, matter.id, matter.step, remind_at, now)
    remind_at = now + people.remind_after_min(tx, matter.tenant_id) * _MINUTE_MS
    return escalations.note_call(tx, matter.tenant_id, matter.id, matter.step, remind_at, now)


def _queue(
    tx: Tx,
    services: Services,
    matter: EscalationRow | IncidentRow,
    person: PersonRow,
    way: _Way,
    kind: str,
    now: int,
) -> None:
    due_at = now
    if matter.priority is not Priority.URGENT:
        due_at = quiet_until(now, person.zone, person.quiet_from, person.quiet_to) or now
    notification_id = notifications.insert_notification(
        tx,
        matter.tenant_id,
        subject_of(matter),
        person,
        way.channel,
        kind,
        now,
        due_at=due_at,
        # Not the step of the chain, which begins anew with a more pressing reason.
        step=len(notifications.of_subject(tx, *subject_of(matter))),
        priority=matter.priority,
        through_id=way.through_id,
        problem=way.problem,
    )
    if notification_id and due_at == now and not way.problem:
        tx.after_commit(lambda: services.bell.ring(Queue.NOTIFY, notification_id))


def _give_up_at_once(
    tx: Tx,
    matter: EscalationRow | IncidentRow,
    everybody: list[PersonRow],
    ways: dict[str, list[_Way]],
    now: int,
) -> None:
    """Leave a trace of who could not be told, once; the dashboard shows the matter all the same."""
    if isinstance(matter, IncidentRow):
        incidents.stop_calling(tx, matter.id, is_urgent=False)
    else:
        escalations.stop_calling(tx, matter.tenant_id, matter.id, is_urgent=False)
    if not everybody or notifications.of_subject(tx, *subject_of(matter)):
        return
    person = everybody[0]
    for way in ways[person.id] or [_Way("email", problem=NO_ADDRESS)]:
        notifications.insert_notification(
            tx,
            matter.tenant_id,
            subject_of(matter),
            person,
            way.channel,
            "call",
            now,
            problem=way.problem,
        )


def _stop(tx: Tx, services: Services, matter: EscalationRow | IncidentRow) -> None:
    if isinstance(matter, IncidentRow):
        incidents.stop_calling(tx, matter.id, is_urgent=True)
        return
    escalations.stop_calling(tx, matter.tenant_id, matter.id, is_urgent=True)
    conversation = conversations.conversation_by_id(tx, matter.tenant_id, matter.conversation_id)
    if conversation is not None:
        announce(tx, services, conversation, "escalation_unanswered", escalation_id=matter.id)


async def call_due(services: Services, now: int) -> int:
    """Call the next person wherever nobody has answered in time; return how many were due."""
    waiting = await services.db.read(escalations.due_escalations, now)
    for tenant_id, escalation_id in waiting:
        await services.db.write(_call_escalation, services, tenant_id, escalation_id, now)
    outages = [
        one
        for one in await services.db.read(incidents.open_incidents)
        if one.remind_at is not None and one.remind_at <= now
    ]
    for incident in outages:
        await services.db.write(_call_incident, services, incident.id, now)
    return len(waiting) + len(outages)


def _call_escalation(
    tx: Tx, services: Services, tenant_id: str, escalation_id: str, now: int
) -> None:
    row = escalations.escalation_by_id(tx, tenant_id, escalation_id)
    if row is not None and row.remind_at is not None and row.remind_at <= now:
        call_next(tx, services, row, now)


def _call_incident(tx: Tx, services: Services, incident_id: str, now: int) -> None:
    row = incidents.incident_by_id(tx, incident_id)
    if row is not None and row.remind_at is not None and row.remind_at <= now:
        call_next(tx, services, row, now)
