"""What the knowledge pages' templates are given: plain, comparable values without wording.

Equality is what the live stream finds changes by, so nothing here depends on the hour or on who
is looking. Times are epoch milliseconds.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlencode

from app.domain.tenant import Faq
from app.routes.pages.knowledge.words import (
    CHANGE_STATE_WORDS,
    CHANGE_WORDS,
    CHANNEL_WORDS,
    DOCUMENT_ICONS,
    SITE_WORDS,
    STATE_TONES,
    STATE_WORDS,
)
from app.routes.pages.views import CHANNEL_ICONS, Client

_UNDER_WAY = frozenset({"queued", "reading", "indexing"})


@dataclass(frozen=True, slots=True)
class Channel:
    """A way to reach people, as a base may answer on it."""

    kind: str

    @property
    def icon(self) -> str:
        """Return its icon."""
        return CHANNEL_ICONS.get(self.kind, "message-square-text")

    @property
    def word(self) -> str:
        """Return its name in the interface's words."""
        return CHANNEL_WORDS.get(self.kind, self.kind)


@dataclass(frozen=True, slots=True)
class Card:
    """A base with its figures. ``documents`` are files by state, ``pages`` those of websites.

    ``is_filed``: the client's own file fills it, and replaces what is changed here.
    """

    id: str
    name: str
    channels: tuple[Channel, ...] = ()
    is_enabled: bool = True
    is_filed: bool = False
    documents: tuple[tuple[str, int], ...] = ()
    pages: int = 0
    faqs: int = 0
    drafts: int = 0
    websites: int = 0
    waiting: int = 0
    changed_at: int = 0

    @property
    def files(self) -> int:
        """Return how many files it holds."""
        return sum(count for _, count in self.documents)

    @property
    def under_way(self) -> int:
        """Return how many files are on their way into the index."""
        return sum(count for state, count in self.documents if state in _UNDER_WAY)

    @property
    def unusable(self) -> int:
        """Return how many files were refused or failed."""
        return sum(count for state, count in self.documents if state in ("refused", "failed"))


@dataclass(frozen=True, slots=True)
class Index:
    """The index of a client: what answers now, and how far what comes next is.

    ``limit_tokens``: knowledge up to here goes whole into the prompt (``is_whole``).
    """

    client_id: str
    entries: int = 0
    tokens: int = 0
    limit_tokens: int = 20_000
    is_current: bool = True
    published_at: int | None = None
    uses_vectors: bool = False
    vectors_done: int = 0
    vectors_wanted: int = 0
    error: str = ""

    @property
    def is_whole(self) -> bool:
        """Tell whether everything is in every prompt."""
        return self.tokens <= self.limit_tokens

    @property
    def is_embedding(self) -> bool:
        """Tell whether vectors are being made."""
        return self.vectors_wanted > 0 and self.vectors_done < self.vectors_wanted


@dataclass(frozen=True, slots=True)
class Side:
    """The pane beside every knowledge page: client, places, bases. ``here`` names the place."""

    clients: tuple[Client, ...]
    client_id: str
    here: str
    cards: tuple[Card, ...] = ()
    gaps: int = 0

    @property
    def client_name(self) -> str:
        """Return the name of the client looked at."""
        return next((one.name for one in self.clients if one.id == self.client_id), "")

    def address(self, path: str, **more: str) -> str:
        """Return the address of a place for this client."""
        asked = {"client": self.client_id, **more} if len(self.clients) > 1 else more
        return path + ("?" + urlencode(asked) if asked else "")


@dataclass(frozen=True, slots=True)
class Document:
    """A file or a page on its way, or ready. ``progress`` is 0-100 while it is read."""

    id: str
    base_id: str
    name: str
    state: str
    title: str = ""
    url: str = ""
    progress: int = 0
    error: str = ""
    pages: int = 0
    chunks: int = 0
    language: str = ""
    size_bytes: int = 0
    is_answering: bool = False
    stale_at: int | None = None
    at_ms: int = 0

    @property
    def word(self) -> str:
        """Return the state in the interface's words."""
        return STATE_WORDS.get(self.state, self.state)

    @property
    def tone(self) -> str:
        """Return the state's colour."""
        return STATE_TONES.get(self.state, "")

    @property
    def icon(self) -> str:
        """Return the icon of the kind of file."""
        if self.url:
            return "globe"
        return DOCUMENT_ICONS.get(self.name.rpartition(".")[2].lower(), "file-text")

    @property
    def is_under_way(self) -> bool:
        """Tell whether it is not yet, or not anew, in the index."""
        return self.state in _UNDER_WAY

    @property
    def path(self) -> str:
        """Return the address of its page."""
        return f"/knowledge/bases/{self.base_id}/documents/{self.id}"


@dataclass(frozen=True, slots=True)
class Piece:
    """A chunk, as it is found and shown."""

    heading: str
    text: str
    page: int | None
    url: str
    language: str


@dataclass(frozen=True, slots=True)
class Question:
    """A FAQ in the list."""

    faq: Faq

    @property
    def is_draft(self) -> bool:
        """Tell whether it waits for approval."""
        return self.faq.state == "draft"

    @property
    def path(self) -> str:
        """Return the address of its form."""
        return f"/knowledge/bases/{self.faq.base_id}/faqs/{self.faq.id}"


@dataclass(frozen=True, slots=True)
class Site:
    """A website that is read again every so often. ``waiting`` changes want somebody's word."""

    id: str
    base_id: str
    url: str
    state: str
    sitemap: str = ""
    max_depth: int = 3
    max_pages: int = 200
    every_hours: int = 24
    review: str = "apply"
    error: str = ""
    pages_done: int = 0
    pages_known: int = 0
    pages: int = 0
    stale: int = 0
    waiting: int = 0
    crawled_at: int | None = None
    due_at: int = 0

    @property
    def word(self) -> str:
        """Return the state in the interface's words."""
        return SITE_WORDS.get(self.state, self.state)

    @property
    def tone(self) -> str:
        """Return the state's colour."""
        return STATE_TONES.get(self.state, "")

    @property
    def is_paused(self) -> bool:
        """Tell whether it is left alone."""
        return self.state == "paused"

    @property
    def is_busy(self) -> bool:
        """Tell whether it is being read, or is about to be."""
        return self.state in ("queued", "crawling")

    @property
    def path(self) -> str:
        """Return the address of its page."""
        return f"/knowledge/bases/{self.base_id}/websites/{self.id}"


@dataclass(frozen=True, slots=True)
class Run:
    """Words of a paragraph that came, went or stayed: added, removed, same."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a change; a ``gap`` stands for what stayed as it was."""

    kind: str
    runs: tuple[Run, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """A page that a crawl found different. ``path`` is the website's page."""

    id: str
    path: str
    url: str
    title: str
    kind: str
    state: str
    at_ms: int
    paragraphs: tuple[Paragraph, ...] = ()
    is_cut: bool = False

    @property
    def word(self) -> str:
        """Return what happened in the interface's words."""
        return CHANGE_WORDS.get(self.kind, self.kind)

    @property
    def state_word(self) -> str:
        """Return what became of it in the interface's words."""
        return CHANGE_STATE_WORDS.get(self.state, self.state)

    @property
    def tone(self) -> str:
        """Return the kind's colour."""
        return STATE_TONES.get(self.kind, "")

    @property
    def rank(self) -> str:
        """Return its place in the list: what waits stands above what does not."""
        return f"{int(self.state == 'waiting')}-{self.at_ms:015d}-{self.id}"


@dataclass(frozen=True, slots=True)
class Asked:
    """One question of a gap, and where it was asked."""

    question: str
    at_ms: int
    language: str = ""
    conversation_id: str = ""


@dataclass(frozen=True, slots=True)
class Gap:
    """Questions that mean the same and found nothing, newest first."""

    id: str
    client_id: str
    asked: tuple[Asked, ...]

    @property
    def rank(self) -> str:
        """Return its place: asked most, then asked last."""
        return f"{len(self.asked):06d}-{self.asked[0].at_ms:015d}"

    @property
    def languages(self) -> tuple[str, ...]:
        """Return the languages it was asked in."""
        return tuple(sorted({one.language for one in self.asked if one.language}))


@dataclass(frozen=True, slots=True)
class Form:
    """What was typed into a form that is drawn again, and what is wrong with it."""

    values: dict[str, str] = field(default_factory=dict)
    problem: str = ""

    def get(self, name: str, otherwise: object = "") -> str:
        """Return what was typed, else what is there already."""
        return self.values.get(name, str(otherwise))
