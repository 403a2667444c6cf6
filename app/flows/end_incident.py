"""An outage is over when nothing joined it for a while and what failed works again.

Both are asked for: a provider that answers every other call would else open and close an incident
all day, with a page each time. Who was told that it began is told, once, that it is over.
"""

from __future__ import annotations

import structlog

from app.domain.escalation import Reason
from app.flows.acknowledge import tell_pages
from app.flows.call_people import subject_of, ways_to
from app.queue import Queue
from app.services import Services
from app.store import escalations, incidents, notifications
from app.store.db import Tx
from app.store.incidents import IncidentRow
from app.store.notifications import NotificationRow, person_of

log = structlog.get_logger()
_OF_MODELS = frozenset({Reason.MODEL_UNAVAILABLE, Reason.PROVIDER_AUTH_FAILED})
_TIME_CHARS = 10


def close_incident(tx: Tx, services: Services, kind: str, now: int) -> int:
    """End the open incidents of a kind that are over; return how many ended.

    Cheap when none is open, so whoever sees that something works again may call it.

    Args:
        kind: a reason of an outage, or ``models`` for those of language models.
    """
    ended = 0
    for incident in incidents.open_incidents(tx):
        is_meant = incident.kind.value == kind or (kind == "models" and incident.kind in _OF_MODELS)
        if is_meant and _is_over(tx, services, incident, now):
            ended += _close(tx, services, incident, now)
    return ended


async def close_incidents(services: Services, now: int) -> None:
    """End every incident that is over."""
    for kind in {one.kind.value for one in await services.db.read(incidents.open_incidents)}:
        await services.db.write(close_incident, services, kind, now)


def _is_over(tx: Tx, services: Services, incident: IncidentRow, now: int) -> bool:
    if incident.kind is Reason.CHANNEL_PAUSED:
        # Somebody gave it new credentials, or took it away: nothing more can join.
        return not incidents.is_channel_paused(tx, incident.subject)
    if now - incident.last_at < int(services.settings.incident_quiet_min * 60_000):
        return False
    # Ids sort by time: no turn from before the incident is read.
    oldest = incident.id[:_TIME_CHARS]
    return incidents.has_model_answered(tx, oldest, incident.last_at)


def _close(tx: Tx, services: Services, incident: IncidentRow, now: int) -> int:
    if not incidents.close(tx, incident.id, now):
        return 0
    waited = escalations.waiting_for(tx, incident.id)
    log.info("incident_closed", kind=incident.kind.value, conversations=sum(waited.values()))
    told: dict[tuple[str, str], NotificationRow] = {}
    for row in notifications.of_subject(tx, *subject_of(incident)):
        if row.state in ("sent", "acknowledged", "unknown", "sending"):
            told[row.person_id, row.channel] = row
    for row in told.values():
        _tell(tx, services, incident, row, now)
    tell_pages(tx, services, incident, "incident_closed")
    return 1


def _tell(
    tx: Tx, services: Services, incident: IncidentRow, row: NotificationRow, now: int
) -> None:
    person = person_of(row)
    for way in ways_to(tx, services, person, incident.first_tenant_id):
        notification_id = notifications.insert_notification(
            tx,
            incident.tenant_id,
            subject_of(incident),
            person,
            way.channel,
            "over",
            now,
            priority=incident.priority,
            through_id=way.through_id,
            problem=way.problem,
        )
        if notification_id and not way.problem:
            _ring(tx, services, notification_id)


def _ring(tx: Tx, services: Services, notification_id: str) -> None:
    tx.after_commit(lambda: services.bell.ring(Queue.NOTIFY, notification_id))
