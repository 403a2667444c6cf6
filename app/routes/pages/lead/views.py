"""What the templates of a lead's page are given: receipts, engagement, who the lead is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.routes.pages.assistant.views import CriterionCard
from app.routes.pages.lead.words import (
    FOLLOWS_WORDS,
    IDENTITY_ICONS,
    ORIGIN_WORDS,
    SIGN_ICONS,
    SIGN_WORDS,
    VOID_WORDS,
)
from app.routes.pages.views import hue, initials
from app.store.lead_page import Consent, Identity, LeadFacts, Talk

RING = 276.5  # circumference of the ring drawn in lead/_score.html, radius 44


@dataclass(frozen=True, slots=True)
class Receipt:
    """What one message told about a criterion, or what an operator decided.

    ``path`` shows the message in its conversation; empty when it is gone. ``is_again``: it only
    repeats what was in force.
    """

    id: str
    value: str
    quote: str
    at_ms: int
    origin: str
    path: str = ""
    edit_path: str = ""
    name: str = ""
    reason: str = ""
    is_edited: bool = False
    is_again: bool = False
    void_reason: str = ""

    @property
    def by(self) -> str:
        """Return by whom it was found, in the interface's words; ``{name}`` is the operator's."""
        return ORIGIN_WORDS.get(self.origin, self.origin)

    @property
    def is_decision(self) -> bool:
        """Tell whether an operator decided it."""
        return self.origin == "operator"

    @property
    def void_word(self) -> str:
        """Return why it counts no more, or empty while it does."""
        return VOID_WORDS.get(self.void_reason, self.void_reason)


@dataclass(frozen=True, slots=True)
class Line:
    """A criterion with what is in force for it, and everything that was.

    ``beside`` is what the lead says where an operator decided otherwise; ``former`` are overtaken
    and void receipts, newest first. ``options`` are the answers to choose from, where there are.
    """

    card: CriterionCard
    points: int
    is_met: bool
    receipt: Receipt | None
    beside: Receipt | None
    former: tuple[Receipt, ...]
    options: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """Return the criterion's id."""
        return self.card.id


@dataclass(frozen=True, slots=True)
class Ask:
    """The open question whose answer would move the lead most, and what it may bring."""

    name: str
    wording: str
    language: str
    points: int
    total: int
    temperature: str


@dataclass(frozen=True, slots=True)
class SignLine:
    """A sign of engagement with the words it stands in."""

    kind: str
    points: int
    quote: str
    path: str

    @property
    def word(self) -> str:
        """Return the sign in the interface's words."""
        return SIGN_WORDS.get(self.kind, self.kind)

    @property
    def icon(self) -> str:
        """Return the icon of the sign."""
        return SIGN_ICONS.get(self.kind, "dot")


@dataclass(frozen=True, slots=True)
class LeadPage:
    """A lead's page. ``follows`` says how the temperature comes from the points; ``own`` are points
    a person added or took away."""

    facts: LeadFacts
    tenant_id: str
    client_name: str
    points: int
    temperature: str
    follows: str
    limits: Mapping[str, int]
    lines: tuple[Line, ...]
    ask: Ask | None
    engagement: int
    signs: tuple[SignLine, ...]
    identities: tuple[Identity, ...]
    consents: tuple[Consent, ...]
    talks: tuple[Talk, ...]
    own: Receipt | None = None
    own_points: int = 0

    @property
    def name(self) -> str:
        """Return what the lead is called: a name, else an address of theirs."""
        known = (self.facts.name, self.facts.phone, self.facts.email)
        addresses = (talk.address.removeprefix("whatsapp:") for talk in self.talks)
        return next((one for one in (*known, *addresses) if one), "#")

    @property
    def path(self) -> str:
        """Return the address of the page."""
        return f"/leads/{self.facts.id}"

    @property
    def spoken(self) -> str:
        """Return the code of the language somebody entered, else that of the newest talk."""
        return self.facts.language or next((one.language for one in self.talks if one.language), "")

    @property
    def initials(self) -> str:
        """Return one or two letters for the avatar."""
        return initials(self.name)

    @property
    def hue(self) -> int:
        """Return which of six colours the avatar has: that of the newest conversation."""
        return hue(self.talks[0].id if self.talks else self.facts.id)

    @property
    def follows_word(self) -> str:
        """Return how the temperature comes from the points, in the interface's words."""
        return FOLLOWS_WORDS[self.follows]

    @property
    def dash(self) -> str:
        """Return the dash of the score's ring."""
        return f"{RING * self.points / 100:.1f} {RING}"

    @property
    def is_scored(self) -> bool:
        """Tell whether anything is in force at all."""
        return any(line.receipt for line in self.lines)

    def icon_of(self, identity: Identity) -> str:
        """Return the icon of an address."""
        return IDENTITY_ICONS.get(identity.kind, IDENTITY_ICONS["other"])


@dataclass(frozen=True, slots=True)
class MessagePage:
    """One message of a lead, to be corrected or deleted.

    ``rests`` names what rests on it, with the points; ``without`` is the score once it is gone.
    """

    page: LeadPage
    id: str
    text: str
    original: str
    at_ms: int
    path: str
    rests: tuple[tuple[str, int], ...]
    without: int

    @property
    def action(self) -> str:
        """Return the address its forms post below."""
        return f"{self.page.path}/messages/{self.id}"
