"""What tests of escalations share: people to tell, their mail, and a look at the rows."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from app.channels.sendgrid_mail import SendGridMailer
from app.domain.tenant import Priority
from app.flows.escalate import escalate
from app.flows.manage_tenant import Put
from app.flows.notify import notify
from app.flows.sweep import sweep
from app.queue import Queue
from app.store import conversations, people
from app.store.db import Tx
from app.store.people import PersonRow
from app.world.sendgrid import SentMail
from tests.flows.stage import Stage

DANA = PersonRow("", None, "Dana", "dana@example.com", "+12125550177", channels=("email",))
OMAR = PersonRow("", None, "Omar", "omar@example.com", "+12125550178", channels=("email",))
_MINUTE_S = 60.0


class Calls:
    """A stage with a mail service, on which people are called."""

    def __init__(self, stage: Stage) -> None:
        mailer = SendGridMailer("SG.key", "desk@leads.example.com", stage.world.base_url, 2.0)
        stage.services = replace(stage.services, mailer=mailer)
        self.stage = stage
        self._leads = 0

    @property
    def mails(self) -> list[SentMail]:
        """Return the mails that went out, oldest first."""
        return self.stage.world.sendgrid.mails

    def to(self) -> list[str]:
        """Return who got the mails."""
        return [mail.to for mail in self.mails]

    async def tell(self, put: Put | None, *persons: PersonRow) -> list[str]:
        """Let people be told for a client, or for the agency; return their ids."""
        tenant_id = put.tenant.id if put else None

        def add(tx: Tx) -> list[str]:
            return [str(people.put_person(tx, tenant_id, one, 1)) for one in persons]

        return await self.stage.services.db.write(add)

    async def lead(self, put: Put, text: str = "Hello there") -> str:
        """Let a new lead write; return the conversation."""
        self._leads += 1
        receipt = await self.stage.lead_says(put, text, sender=f"+1303555{self._leads:04d}")
        assert receipt.conversation_id
        return receipt.conversation_id

    async def need(self, put: Put, conversation_id: str, reason: str, **more: Any) -> str | None:
        """Ask for a person."""
        services = self.stage.services
        now = services.clock.now_ms()

        def ask(tx: Tx) -> str | None:
            row = conversations.conversation_by_id(tx, put.tenant.id, conversation_id)
            assert row is not None
            summary = more.pop("summary", "")
            return escalate(tx, services, row, reason, summary, now, **more)

        return await services.db.write(ask)

    async def send_all(self) -> None:
        """Send every notification whose bell rang."""
        for notification_id in self.stage.bell.take(Queue.NOTIFY):
            await notify(self.stage.services, notification_id)

    async def after(self, minutes: float) -> None:
        """Let time pass, the sweep look, and what it rings for be sent."""
        self.stage.clock.advance(minutes * _MINUTE_S)
        await sweep(self.stage.services)
        await self.send_all()

    async def states(self) -> list[str]:
        """Return the states of all notifications, oldest first."""
        return await self.stage.column("SELECT state FROM notifications ORDER BY id")

    async def escalation(self, escalation_id: str | None = None) -> dict[str, Any]:
        """Return an escalation, or the only one."""
        rows = await self.stage.rows("SELECT * FROM escalations ORDER BY id")
        found = [row for row in rows if escalation_id in (None, row["id"])]
        (one,) = found
        return one


def urgent(person: PersonRow) -> PersonRow:
    """Return a person who is told of urgent ones only."""
    return replace(person, min_priority=Priority.URGENT)
