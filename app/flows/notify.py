"""One notification on its way to one person: claimed, judged again, sent at most once.

``sending`` is on disk before the request leaves. A text message of unknown outcome is looked up in
the provider's list; a mail of unknown outcome is not sent again, and the chain of people goes on a
little sooner instead. This is, beside ``deliver``, the only caller of a channel's ``send``: what
goes to a client's own people is no message of a conversation, has no lead and no gate of opt-outs.

Storm guard: within an hour a person gets so many by one channel; what is over is folded into one
digest. Written by hand because the rows already know all that a limiter would have to remember.
"""

from __future__ import annotations

from dataclasses import dataclass

import structlog

from app.channels.mail import Mail
from app.domain.delivery import Outbound
from app.errors import (
    LeadlineError,
    NotFound,
    OutcomeUnknown,
    ProviderAuthFailed,
    ProviderUnavailable,
)
from app.flows import write_notice
from app.flows.acknowledge import acknowledge_link
from app.flows.announce import announce
from app.flows.deliver import backoff_s
from app.flows.write_notice import Notice
from app.ids import new_id
from app.queue import Queue
from app.services import Services
from app.store import conversations, escalations, incidents, notifications
from app.store.db import Tx
from app.store.escalations import EscalationRow
from app.store.incidents import IncidentRow
from app.store.notifications import NotificationRow, person_of

log = structlog.get_logger()

_HOUR_MS = 3_600_000
_MAX_ATTEMPTS = 5
# After an outcome nobody knows: the next call comes this soon instead of after the usual wait.
_SOON_MS = 120_000
# The provider's clock may be behind ours.
_LOOK_BACK_MS = 60_000


@dataclass(frozen=True, slots=True)
class _Claimed:
    row: NotificationRow
    notice: Notice


async def notify(services: Services, notification_id: str) -> None:
    """Send one notification; someone else's or one that is not needed any more is no error."""
    claimed = await services.db.write(_claim, services, notification_id)
    if claimed is None:
        await _settle_unknown(services, notification_id)
        return
    try:
        provider_id = await _send(services, claimed.row, claimed.notice)
    except LeadlineError as error:
        await services.db.write(_failed, services, claimed.row, error)
    else:
        await services.db.write(_sent, services, claimed.row, provider_id)


def _claim(tx: Tx, services: Services, notification_id: str) -> _Claimed | None:
    now = services.clock.now_ms()
    lease_until = now + int(services.settings.lease_s * 1000)
    row = notifications.claim(tx, notification_id, new_id(), now, lease_until)
    if row is None:
        return None
    if row.kind == "digest":
        notifications.take_folded(tx, row)
    about = _about(tx, row)
    if not _is_needed(row, about):
        notifications.finish(tx, row, "cancelled", now)
        return None
    if _is_too_much(tx, services, row, now):
        return None
    return _Claimed(row, _notice(tx, services, row, about))


def _about(
    tx: Tx, row: NotificationRow
) -> EscalationRow | IncidentRow | list[EscalationRow] | None:
    """Return what a notification is about; of a digest, what is still waiting."""
    if row.kind == "digest":
        waiting: dict[str, EscalationRow] = {}
        for folded in notifications.folded_in(tx, row.id):
            found = escalations.escalation_by_id(tx, folded.tenant_id or "", folded.subject_id)
            if found is not None and found.state == "pending" and found.acknowledged_at is None:
                waiting[found.id] = found
        return list(waiting.values())
    if row.subject_kind == "incident":
        return incidents.incident_by_id(tx, row.subject_id)
    if row.subject_kind == "escalation":
        return escalations.escalation_by_id(tx, row.tenant_id or "", row.subject_id)
    return None


def _is_needed(
    row: NotificationRow, about: EscalationRow | IncidentRow | list[EscalationRow] | None
) -> bool:
    if row.kind == "test":
        return True
    if isinstance(about, list):
        return bool(about)
    if about is None:
        return False
    if row.kind == "over":
        return True
    return about.state in ("pending", "open") and about.acknowledged_at is None


def _is_too_much(tx: Tx, services: Services, row: NotificationRow, now: int) -> bool:
    """Fold an escalation's notification into a digest when its person got many lately."""
    if row.subject_kind != "escalation":
        return False
    count, first_at = notifications.sent_since(
        tx, row.person_id, row.channel, now - _HOUR_MS, row.id
    )
    if count < services.settings.notify_per_hour:
        return False
    notifications.finish(tx, row, "folded", now)
    notifications.insert_notification(
        tx,
        row.tenant_id,
        ("person", ""),
        person_of(row),
        row.channel,
        "digest",
        now,
        due_at=first_at + _HOUR_MS,
        through_id=row.through_id,
    )
    return True


def _notice(
    tx: Tx,
    services: Services,
    row: NotificationRow,
    about: EscalationRow | IncidentRow | list[EscalationRow] | None,
) -> Notice:
    public_url = services.settings.public_url
    link = acknowledge_link(services.settings, row.id)
    if isinstance(about, list):
        return write_notice.of_digest(row, about, public_url)
    if isinstance(about, IncidentRow):
        waited = sum(escalations.waiting_for(tx, about.id).values())
        return write_notice.of_incident(row, about, waited, public_url, link)
    if about is None:
        return write_notice.of_test(row, public_url)
    return write_notice.of_escalation(row, about, public_url, link)


async def _send(services: Services, row: NotificationRow, notice: Notice) -> str:
    """Hand a notification to its provider and return the provider's id."""
    if row.channel == "email":
        if services.mailer is None:
            raise ProviderAuthFailed("No mail service is set up.")
        text, html = write_notice.mail_bodies(notice)
        mail = Mail(row.id, row.address, row.person_name, notice.title, text, html)
        return await services.mailer.send(mail)
    account = await services.accounts.account(row.through_id)
    if account.is_paused:
        raise ProviderAuthFailed("The channel is paused.")
    channel = services.channels[account.kind]
    accepted = await channel.send(
        account, Outbound(row.id, row.address, account.address, notice.sms)
    )
    return accepted.provider_message_id


def _sent(tx: Tx, services: Services, row: NotificationRow, provider_id: str) -> None:
    if notifications.finish(
        tx, row, "sent", services.clock.now_ms(), provider_message_id=provider_id
    ):
        _tell_page(tx, services, row, "sent")


def _tell_page(tx: Tx, services: Services, row: NotificationRow, state: str) -> None:
    if row.subject_kind != "escalation" or row.tenant_id is None:
        return
    about = escalations.escalation_by_id(tx, row.tenant_id, row.subject_id)
    if about is None:
        return
    conversation = conversations.conversation_by_id(tx, row.tenant_id, about.conversation_id)
    if conversation is not None:
        announce(
            tx, services, conversation, "notification_moved", notification_id=row.id, state=state
        )


def _failed(tx: Tx, services: Services, row: NotificationRow, error: LeadlineError) -> None:
    """Decide what follows a notification that did not go out, or may not have."""
    now = services.clock.now_ms()
    log.warning("notification_failed", notification_id=row.id, code=error.code)
    if isinstance(error, OutcomeUnknown):
        # A text is looked up when its lease runs out; for mail there is no list to look at.
        if row.channel == "email":
            _end(tx, services, row, "unknown", error.message, now + _SOON_MS)
        return
    if isinstance(error, ProviderUnavailable) and row.attempts < _MAX_ATTEMPTS:
        delay_s = backoff_s(row.attempts, error.retry_after_s)
        notifications.requeue(tx, row, now + int(delay_s * 1000), error.message)
        tx.after_commit(lambda: services.bell.ring(Queue.NOTIFY, row.id, delay_s + 0.01))
        return
    _end(tx, services, row, "failed", error.message, now)


def _end(
    tx: Tx, services: Services, row: NotificationRow, state: str, error: str, next_call_at: int
) -> None:
    now = services.clock.now_ms()
    if not notifications.finish(tx, row, state, now, error):
        return
    if not _is_told_otherwise(tx, row):
        _hurry(tx, row, next_call_at)
    _tell_page(tx, services, row, state)


def _hurry(tx: Tx, row: NotificationRow, at: int) -> None:
    if row.subject_kind == "incident":
        incidents.hurry(tx, row.subject_id, at)
    elif row.subject_kind == "escalation" and row.tenant_id is not None:
        escalations.hurry(tx, row.tenant_id, row.subject_id, at)


def _is_told_otherwise(tx: Tx, row: NotificationRow) -> bool:
    """Tell whether the same call went, or may still go, to the same person by another way."""
    return any(
        other.person_id == row.person_id
        and other.created_at == row.created_at
        and other.channel != row.channel
        and other.state in ("queued", "sending", "sent", "acknowledged")
        for other in notifications.of_subject(tx, row.subject_kind, row.subject_id)
    )


async def _settle_unknown(services: Services, notification_id: str) -> None:
    """Find out about one whose process died, or whose provider did not answer, after it left."""
    now = services.clock.now_ms()
    lease_until = now + int(services.settings.lease_s * 1000)
    row = await services.db.write(
        notifications.claim_unknown, notification_id, new_id(), now, lease_until
    )
    if row is None:
        return
    provider_id = await _look_up(services, row) if row.channel == "sms" else ""
    if provider_id:
        await services.db.write(_sent, services, row, provider_id)
    else:
        await services.db.write(
            _end, services, row, "unknown", "Nobody knows whether it arrived.", now + _SOON_MS
        )


async def _look_up(services: Services, row: NotificationRow) -> str:
    """Return the provider's id of a text that did leave; the link in it is its own."""
    try:
        account = await services.accounts.account(row.through_id)
    except NotFound:
        return ""
    since = (row.sending_at or row.created_at) - _LOOK_BACK_MS
    sent = await services.channels[account.kind].recent(account, row.address, since)
    link = acknowledge_link(services.settings, row.id)
    return next((one.provider_message_id for one in sent or () if link in one.text), "")
