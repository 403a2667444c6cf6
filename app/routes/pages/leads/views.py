"""What the templates of the list of leads are given; plain, comparable, independent of the hour.

Times are epoch milliseconds. A row's ``rank`` orders a list like its key does, as text.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.lead_status import LeadStatus
from app.routes.pages.conversations.present import masked
from app.routes.pages.knowledge.words import CHANNEL_WORDS
from app.routes.pages.lead.words import STATUS_WORDS
from app.routes.pages.leads.query import Asked, key_text
from app.routes.pages.leads.words import COLUMN_WORDS, HEAT_WORDS
from app.routes.pages.views import CHANNEL_ICONS, Client, hue, initials
from app.routes.translate import Translate
from app.store.lead_lines import LeadLine
from app.store.lead_list import Key, Page
from app.store.saved_views import SavedView

STATUSES = tuple((one.value, STATUS_WORDS[one.value]) for one in LeadStatus)
_VALUES = {
    "status": STATUS_WORDS,
    "temperature": HEAT_WORDS,
    "channel": CHANNEL_WORDS,
    "optout": {"yes": "Yes", "no": "No"},
}
DEFAULT_COLUMNS = ("status", "score", "channel", "owner", "tags", "active")
MOST_COUNTED = 1_000


@dataclass(frozen=True, slots=True)
class LeadRow:
    """One lead of a list; ``temperature`` is empty until something is known of it."""

    id: str
    name: str
    phone: str
    email: str
    channel: str
    source: str
    status: str
    owner_name: str
    score: int
    temperature: str
    tags: tuple[str, ...]
    has_opted_out: bool
    created_ms: int
    at_ms: int
    client_name: str
    rank: str

    @property
    def path(self) -> str:
        """Return the address of its page."""
        return f"/leads/{self.id}"

    @property
    def initials(self) -> str:
        """Return one or two letters for the avatar, or ``#`` for a bare number."""
        return initials(self.name)

    @property
    def hue(self) -> int:
        """Return which of six colours the avatar has."""
        return hue(self.id)

    @property
    def channel_icon(self) -> str:
        """Return the icon of the channel it first wrote on; of none, of a list that was added."""
        return CHANNEL_ICONS.get(self.channel, "users")

    @property
    def status_word(self) -> str:
        """Return where it stands, in the interface's words."""
        return STATUS_WORDS.get(self.status, self.status)


@dataclass(frozen=True, slots=True)
class Paging:
    """The addresses around a page; empty for none. ``further``: nobody has looked there yet."""

    newer: str = ""
    older: str = ""
    further: str = ""
    is_first: bool = True


@dataclass(frozen=True, slots=True)
class BoardColumn:
    """A step of the pipeline on the board. ``count`` is None where it is not known."""

    status: str
    word: str
    rows: tuple[LeadRow, ...]
    count: int | None
    more: str = ""

    @property
    def count_text(self) -> str:
        """Return how many there are; of very many only that."""
        if self.count is None:
            return ""
        return f"{MOST_COUNTED - 1}+" if self.count >= MOST_COUNTED else str(self.count)


@dataclass(frozen=True, slots=True)
class Choices:
    """What filters offer: owners as pairs of id and name, sources and tags in use."""

    owners: tuple[tuple[str, str], ...] = ()
    sources: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LeadsScreen:
    """The whole page."""

    asked: Asked
    clients: tuple[Client, ...]
    shows_client: bool
    columns: tuple[str, ...]
    choices: Choices
    views: tuple[SavedView, ...]
    rows: tuple[LeadRow, ...] = ()
    board: tuple[BoardColumn, ...] = ()
    paging: Paging = Paging()
    has_leads: bool = True
    # The last lead shown while more follow: what ranks below it belongs to a later page.
    floor: Key | None = None

    @property
    def one_client(self) -> str:
        """Return the client whose leads are shown, empty when there are several."""
        if self.asked.client_id:
            return self.asked.client_id
        return self.clients[0].id if len(self.clients) == 1 else ""

    def live_query(self) -> str:
        """Return the query of the page's live stream."""
        more = {"after": key_text(self.asked.after), "before": key_text(self.asked.before)}
        return self.asked.query(**more, mark=self.mark)

    @property
    def saved_here(self) -> SavedView | None:
        """Return the saved view that is this list, None when none is."""
        query = self.asked.query()
        return next((one for one in self.views if one.query == query), None)

    def said(self, name: str, value: str, say: Translate) -> str:
        """Return the value of a filter in the interface's words."""
        if name == "owner":
            named = {"me": say("Me"), "none": say("Nobody's")} | dict(self.choices.owners)
            return named.get(value, "–")
        word = _VALUES.get(name, {}).get(value)
        return say(word) if word else value

    @property
    def mark(self) -> str:
        """Return what tells whether a stream shows the same as the page."""
        shown = [self.rows, *((column.rows, column.count) for column in self.board)]
        return mark_of(shown)


def mark_of(shown: object) -> str:
    """Return a short text that differs when what is shown differs."""
    import hashlib

    return hashlib.sha256(repr(shown).encode()).hexdigest()[:16]


def row_of(line: LeadLine, column: str, shows_client: bool) -> LeadRow:
    """Return a lead as a list ordered by a column shows it."""
    value = {"last_at": line.last_at, "created_at": line.created_at, "score": line.score}[column]
    return LeadRow(
        id=line.id,
        name=line.name or masked(line.phone) or line.email,
        phone=line.phone,
        email=line.email,
        channel=line.channel,
        source=line.source,
        status=line.status,
        owner_name=line.owner_name,
        score=line.score,
        temperature=line.temperature if line.is_scored else "",
        tags=line.tags,
        has_opted_out=line.opted_out_at is not None,
        created_ms=line.created_at,
        at_ms=line.last_at,
        client_name=line.client_name if shows_client else "",
        rank=f"{value:015d}-{line.id}",
    )


def paging_of(asked: Asked, page: Page) -> Paging:
    """Return the addresses around a page."""
    is_down = asked.before is None
    place = {"after" if is_down else "before": key_text(page.further)}
    further = asked.address(**place, look="further")
    return Paging(
        newer=asked.address(before=key_text(page.before)) if page.before else "",
        older=asked.address(after=key_text(page.after)) if page.after else "",
        further=further if page.further else "",
        is_first=asked.after is None and asked.before is None,
    )


def columns_of(cookie: str) -> tuple[str, ...]:
    """Return the columns somebody chose, in the order of the table."""
    chosen = cookie.split(".")
    kept = tuple(name for name in COLUMN_WORDS if name in chosen)
    return kept if cookie else DEFAULT_COLUMNS
