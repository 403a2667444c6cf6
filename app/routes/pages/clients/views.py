"""A client as the list and its own page show it; plain values."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.budget import Cost, limits_of, percent_of, period_of
from app.domain.periods import starts_at
from app.domain.tenant import Tenant
from app.routes.pages.settings.words import CHANNEL_KIND_WORDS, STATE_WORDS, STEP_WORDS
from app.routes.pages.views import hue, initials
from app.store import clients, tenants, usage
from app.store.clients import COUNTED_UPTO, ClientRow, Facts
from app.store.db import Tx

_CHANNEL_ICONS = {
    "sms": "message-square-text",
    "whatsapp": "message-circle",
    "web_chat": "messages-square",
    "web_form": "text-cursor-input",
    "email": "mail",
}
_STATE_TONES = {"active": "good", "paused": "fair", "archived": "cold", "deleting": "needs"}


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the onboarding: done or not, and where it is done."""

    code: str
    word: str
    is_done: bool
    address: str


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of channel a client has."""

    word: str
    icon: str


@dataclass(frozen=True, slots=True)
class Money:
    """What was spent in the period, and how much of the limit that is; None: there is none."""

    microusd: int
    limit_microusd: int | None
    percent: int | None
    period: str

    @property
    def tone(self) -> str:
        """Return how near the end is, as a colour's name."""
        percent = self.percent or 0
        return "needs" if percent >= 95 else "fair" if percent >= 80 else "good"


@dataclass(frozen=True, slots=True)
class Card:
    """A client in the list, and the head of its page."""

    row: ClientRow
    initials: str
    hue: int
    state_word: str
    tone: str
    channels: tuple[Kind, ...]
    leads_today: int
    money: Money
    steps: tuple[Step, ...]

    @property
    def done(self) -> int:
        """Return how many steps are done."""
        return sum(one.is_done for one in self.steps)

    @property
    def leads_text(self) -> str:
        """Return how many leads came today, as it is written."""
        return f"{COUNTED_UPTO:,}+" if self.leads_today >= COUNTED_UPTO else f"{self.leads_today:,}"


def card_of(tx: Tx, row: ClientRow, now_ms: int) -> Card:
    """Return a client with its figures."""
    tenant = tenants.tenant_by_id(tx, row.id) or Tenant(row.id, row.name)
    return Card(
        row,
        initials(row.name),
        hue(row.id),
        STATE_WORDS[row.state],
        _STATE_TONES[row.state],
        tuple(
            Kind(CHANNEL_KIND_WORDS[kind], _CHANNEL_ICONS[kind])
            for kind in clients.channel_kinds(tx, row.id)
        ),
        clients.leads_since(tx, row.id, starts_at("day", tenant.zone, now_ms)),
        _money(tx, tenant, now_ms),
        steps_of(tenant, clients.facts_of(tx, row.id)),
    )


def _money(tx: Tx, tenant: Tenant, now_ms: int) -> Money:
    period = period_of(tenant, now_ms)
    spent: Cost = usage.spent_in(tx, tenant.id, period)
    limits = limits_of(tenant)
    percent = None if limits.is_open else percent_of(spent, limits)
    return Money(spent.microusd, limits.microusd, percent, period)


def steps_of(tenant: Tenant, facts: Facts) -> tuple[Step, ...]:
    """Return the onboarding of a client, in the order it is usually done."""
    asked = f"?client={tenant.id}"
    rows = (
        ("channel", facts.has_channel, f"/settings/integrations{asked}"),
        ("tested", facts.is_tested, f"/settings/integrations{asked}"),
        ("knowledge", facts.has_knowledge, f"/knowledge{asked}"),
        ("questions", bool(tenant.profile.criteria), f"/assistant/qualification{asked}"),
        ("people", facts.has_people, f"/escalations/team{asked}"),
        ("member", facts.has_member, f"/settings/team{asked}"),
        ("answered", facts.has_answered, f"/conversations{asked}"),
    )
    return tuple(Step(code, STEP_WORDS[code], done, where) for code, done, where in rows)
