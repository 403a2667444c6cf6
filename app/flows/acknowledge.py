"""Somebody takes care of an escalation: acknowledged, assigned, resolved; also by a signed link.

A link names one notification and nothing else; it is signed, ends after two days, and does
nothing by being fetched, because mail scanners fetch links. What is not the tenant's is not there.
"""

from __future__ import annotations

from dataclasses import dataclass

from itsdangerous import BadSignature, Signer

from app.domain.escalation import Outcome, Reason
from app.errors import NotFound
from app.flows.announce import announce, announce_for
from app.services import Services
from app.settings import Settings
from app.store import conversations, escalations, incidents, notifications
from app.store.db import Tx
from app.store.escalations import EscalationRow
from app.store.incidents import IncidentRow
from app.store.notifications import NotificationRow
from app.store.operators import Operator

LINK_LIVES_MS = 48 * 3600 * 1000
_NOBODY = "There is no such escalation."
_WRONG_LINK = "This link is not valid."


@dataclass(frozen=True, slots=True)
class Opened:
    """What a signed link leads to, for whoever holds it: no more than the notification said.

    ``by`` is who takes care of it already, or empty; ``is_over``: nobody is needed any more.
    """

    client: str
    reason: Reason
    person_name: str
    language: str
    by: str = ""
    is_over: bool = False
    is_expired: bool = False


def acknowledge_link(settings: Settings, notification_id: str) -> str:
    """Return the address by which the person of a notification answers it."""
    return f"{settings.public_url}/a/{_signer(settings).sign(notification_id).decode()}"


def _signer(settings: Settings) -> Signer:
    return Signer(settings.secret_key, salt="leadline acknowledge v1", sep=".")


async def open_link(services: Services, token: str) -> Opened:
    """Return what a link leads to, without answering it.

    Raises:
        NotFound: the link was not made here, or what it names is gone.
    """
    return await services.db.read(_open, services, token)


async def acknowledge_by_link(services: Services, token: str) -> Opened:
    """Answer a notification in the name of the person it went to; the first answer counts.

    Raises:
        NotFound: the link was not made here, or what it names is gone.
    """
    return await services.db.write(_use, services, token)


def _find(
    tx: Tx, services: Services, token: str
) -> tuple[NotificationRow, EscalationRow | IncidentRow]:
    try:
        notification_id = _signer(services.settings).unsign(token).decode()
    except BadSignature as error:
        raise NotFound(_WRONG_LINK) from error
    row = notifications.notification_by_id(tx, notification_id)
    about: EscalationRow | IncidentRow | None = None
    if row is not None and row.subject_kind == "incident":
        about = incidents.incident_by_id(tx, row.subject_id)
    elif row is not None and row.tenant_id is not None:
        about = escalations.escalation_by_id(tx, row.tenant_id, row.subject_id)
    if row is None or about is None:
        raise NotFound(_WRONG_LINK)
    return row, about


def _open(tx: Tx, services: Services, token: str) -> Opened:
    row, about = _find(tx, services, token)
    client = ""
    if isinstance(about, EscalationRow):
        client, reason = about.facts.client, about.reason
    else:
        reason = about.kind
    return Opened(
        client=client,
        reason=reason,
        person_name=row.person_name,
        language=row.language,
        by=about.acknowledged_by,
        is_over=about.state in ("resolved", "closed"),
        is_expired=services.clock.now_ms() - row.created_at > LINK_LIVES_MS,
    )


def _use(tx: Tx, services: Services, token: str) -> Opened:
    opened = _open(tx, services, token)
    if opened.is_expired or opened.is_over or opened.by:
        return opened
    row, about = _find(tx, services, token)
    if isinstance(about, EscalationRow):
        _acknowledge(tx, services, about, row.person_name, None, row.person_id)
    else:
        _acknowledge_incident(tx, services, about, row.person_name, row.person_id)
    return _open(tx, services, token)


async def acknowledge(
    services: Services, tenant_id: str, escalation_id: str, by: str, operator_id: str | None = None
) -> None:
    """Note that somebody takes care of an escalation; reminders end. Idempotent.

    Args:
        by: how they are shown.

    Raises:
        NotFound: the tenant has no such escalation.
    """
    await services.db.write(_acknowledge_by_id, services, tenant_id, escalation_id, by, operator_id)


def _acknowledge_by_id(
    tx: Tx,
    services: Services,
    tenant_id: str,
    escalation_id: str,
    by: str,
    operator_id: str | None,
) -> None:
    row = _of_tenant(tx, tenant_id, escalation_id)
    _acknowledge(tx, services, row, by, operator_id, "")


def _of_tenant(tx: Tx, tenant_id: str, escalation_id: str) -> EscalationRow:
    row = escalations.escalation_by_id(tx, tenant_id, escalation_id)
    if row is None:
        raise NotFound(_NOBODY)
    return row


def _acknowledge(
    tx: Tx,
    services: Services,
    row: EscalationRow,
    by: str,
    operator_id: str | None,
    person_id: str,
) -> None:
    now = services.clock.now_ms()
    if escalations.acknowledge(tx, row.tenant_id, row.id, by, now):
        notifications.note_acknowledged(tx, row.id, person_id, now)
        _announce(tx, services, row, "escalation_acknowledged", operator_id)


def _announce(
    tx: Tx,
    services: Services,
    row: EscalationRow,
    kind: str,
    operator_id: str | None,
    **data: str,
) -> None:
    conversation = conversations.conversation_by_id(tx, row.tenant_id, row.conversation_id)
    if conversation is not None:
        announce(tx, services, conversation, kind, operator_id, escalation_id=row.id, **data)


async def acknowledge_incident(services: Services, incident_id: str, by: str) -> None:
    """Note that somebody takes care of an outage. Idempotent.

    Raises:
        NotFound: there is no such incident.
    """
    await services.db.write(_acknowledge_incident_by_id, services, incident_id, by)


def _acknowledge_incident_by_id(tx: Tx, services: Services, incident_id: str, by: str) -> None:
    row = incidents.incident_by_id(tx, incident_id)
    if row is None:
        raise NotFound("There is no such incident.")
    _acknowledge_incident(tx, services, row, by, "")


def _acknowledge_incident(
    tx: Tx, services: Services, row: IncidentRow, by: str, person_id: str
) -> None:
    now = services.clock.now_ms()
    if incidents.acknowledge(tx, row.id, by, now):
        notifications.note_acknowledged(tx, row.id, person_id, now)
        tell_pages(tx, services, row, "incident_acknowledged")


def tell_pages(tx: Tx, services: Services, incident: IncidentRow, kind: str) -> None:
    """Record what happened to an incident for every client that has part in it."""
    tenant_ids = {incident.first_tenant_id, *escalations.waiting_for(tx, incident.id)}
    for tenant_id in sorted(tenant_ids):
        announce_for(tx, services, tenant_id, kind, incident_id=incident.id)


async def assign(
    services: Services, tenant_id: str, escalation_id: str, operator: Operator
) -> None:
    """Give an escalation to an operator; that answers it.

    Raises:
        NotFound: the tenant has no such escalation.
    """
    await services.db.write(_assign, services, tenant_id, escalation_id, operator)


def _assign(
    tx: Tx, services: Services, tenant_id: str, escalation_id: str, operator: Operator
) -> None:
    row, now = _of_tenant(tx, tenant_id, escalation_id), services.clock.now_ms()
    by = operator.name or operator.email
    if escalations.assign(tx, tenant_id, escalation_id, operator.id, by, now):
        notifications.note_acknowledged(tx, row.id, "", now)
        _announce(tx, services, row, "escalation_assigned", operator.id)


async def resolve(
    services: Services,
    tenant_id: str,
    escalation_id: str,
    outcome: Outcome,
    operator_id: str = "",
) -> None:
    """End an escalation: the conversation needs nobody any more. Idempotent.

    Raises:
        NotFound: the tenant has no such escalation.
    """
    await services.db.write(_resolve, services, tenant_id, escalation_id, outcome, operator_id)


def _resolve(
    tx: Tx,
    services: Services,
    tenant_id: str,
    escalation_id: str,
    outcome: Outcome,
    operator_id: str,
) -> None:
    row, now = _of_tenant(tx, tenant_id, escalation_id), services.clock.now_ms()
    if row.state != "pending":
        return
    if escalations.resolve(tx, tenant_id, row.conversation_id, operator_id, now, outcome):
        escalations.needs_nobody(tx, tenant_id, row.conversation_id)
        _announce(
            tx, services, row, "escalation_resolved", operator_id or None, outcome=outcome.value
        )
