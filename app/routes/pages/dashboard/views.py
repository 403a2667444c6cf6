"""What the dashboard shows: plain values, comparable, without markup or wording.

Equality is what the live stream finds changes by. Drawings have coordinates of their own, as those
of the budget page; time runs from left to right in every language.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from app.domain.figures_period import Period
from app.routes.pages.views import Client

_P = "pages/dashboard/"
# A sparkline is 100 wide and 28 high, with room for the line's own width.
SPARK_WIDTH, SPARK_HEIGHT, _EDGE = 100.0, 28.0, 2.0


@dataclass(frozen=True, slots=True)
class Place:
    """Whose figures, of which days; what an address of the dashboard says."""

    client_id: str
    period: Period
    # What the rows of a list of rows are narrowed to.
    parts: tuple[tuple[str, str], ...] = ()

    def query(self, **other: str) -> str:
        """Return the query of an address that keeps what it does not name."""
        first, last = self.period.bounds
        asked = {"client": self.client_id, "period": self.period.choice}
        if self.period.choice == "custom":
            asked |= {"from": first, "to": last}
        asked |= other
        kept = {name: value for name, value in asked.items() if value}
        # Of a part, nothing is a value as well.
        return urlencode({**kept, **dict(self.parts)})

    def rows(self, what: str, **parts: str) -> str:
        """Return the address of the rows behind a figure, narrowed to a slice of it."""
        place = Place(self.client_id, self.period, tuple(parts.items()))
        return f"/analytics/rows/{what}?{place.query()}"

    def address(self, path: str, **more: str) -> str:
        """Return an address of another page that keeps the client."""
        asked = {"client": self.client_id, **more}
        query = urlencode({name: value for name, value in asked.items() if value})
        return path + (f"?{query}" if query else "")


@dataclass(frozen=True, slots=True)
class Spark:
    """A line without axes, and the area under it, as SVG points."""

    line: str
    area: str


@dataclass(frozen=True, slots=True)
class Card:
    """One figure: of the period, of the one before, and by how many percent it changed.

    ``change`` None: there was nothing before. ``is_good`` tells whether the change is welcome,
    None for neither; ``waiting`` is how many wait now, None where nothing can.
    """

    key: str
    value: int
    before: int
    change: int | None
    is_good: bool | None
    spark: Spark
    href: str
    waiting: int | None = None


@dataclass(frozen=True, slots=True)
class Bar:
    """One slice: ``percent`` is its share of all, ``width`` of the largest."""

    key: str
    n: int
    percent: float
    width: float
    href: str


@dataclass(frozen=True, slots=True)
class TrendDay:
    """A day of the trend: leads, hot ones, and leads as many days before; None: not asked."""

    day: str
    leads: int
    hot: int
    before: int | None

    @property
    def date(self) -> date:
        """Return the day as a date."""
        return date.fromisoformat(self.day)


@dataclass(frozen=True, slots=True)
class Trend:
    """Leads by day."""

    days: tuple[TrendDay, ...]

    @property
    def compares(self) -> bool:
        """Tell whether there is a line of the period before."""
        return bool(self.days) and self.days[0].before is not None


@dataclass(frozen=True, slots=True)
class Breakdown:
    """Leads by something; ``tens`` are the columns of the histogram of scores.

    ``sources`` are where most came from, by the names that links and forms carry.
    """

    bars: tuple[Bar, ...]
    whole: int
    tens: tuple[Bar, ...] = ()
    sources: tuple[Bar, ...] = ()


@dataclass(frozen=True, slots=True)
class Replies:
    """How long leads waited for the first reply, in milliseconds; None: nobody was replied to."""

    n: int
    median_ms: int | None
    p90_ms: int | None
    quick: float | None
    median_before_ms: int | None
    unreplied: int
    href: str
    unreplied_href: str


@dataclass(frozen=True, slots=True)
class Limit:
    """How much of a client's budget is gone, by its tighter limit."""

    client_id: str
    name: str
    kind: str
    spent: int
    most: int

    @property
    def percent(self) -> float:
        """Return what is spent, 0 to 100."""
        return min(100.0, 100 * self.spent / self.most) if self.most else 100.0

    @property
    def tone(self) -> str:
        """Return how near the end is, as the name of a meter's colour."""
        return "needs" if self.percent >= 95 else "fair" if self.percent >= 80 else "good"


@dataclass(frozen=True, slots=True)
class Use:
    """What the models cost in the period, in the one before, and of the budgets that run now."""

    calls: int
    tokens: int
    microusd: int
    change: int | None
    limits: tuple[Limit, ...]
    spark: Spark
    href: str


@dataclass(frozen=True, slots=True)
class Hot:
    """A hot lead of the short list."""

    id: str
    name: str
    client_name: str
    channel_icon: str
    score: int
    at_ms: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """An escalation of the short list."""

    conversation_id: str
    lead: str
    client_name: str
    reason: str
    is_urgent: bool
    acknowledged_by: str
    at_ms: int


@dataclass(frozen=True, slots=True)
class Queue:
    """Who waits for a person: the most pressing, and how many there are."""

    rows: tuple[Waiting, ...]
    pending: int


@dataclass(frozen=True, slots=True)
class Lack:
    """What a client lacks before its first lead."""

    kind: str
    client_name: str
    href: str


@dataclass(frozen=True, slots=True)
class Part:
    """A partial that is drawn live: its template, and the one value it is given, by name."""

    template: str
    name: str
    value: object


@dataclass(frozen=True, slots=True)
class Screen:
    """The page."""

    place: Place
    clients: tuple[Client, ...]
    zone: str
    cards: tuple[Card, ...]
    trend: Trend
    temperatures: Breakdown
    channels: Breakdown
    replies: Replies
    use: Use
    hot: tuple[Hot, ...]
    queue: Queue
    lacks: tuple[Lack, ...]

    def parts(self) -> dict[str, Part]:
        """Return what may change by itself, by the id it has on the page."""
        return {
            f"card-{card.key}": Part(_P + "_card.html", "card", card) for card in self.cards
        } | {
            "trend-figures": Part(_P + "_trend.html", "trend", self.trend),
            "temperatures": Part(_P + "_temperatures.html", "temperatures", self.temperatures),
            "channels": Part(_P + "_channels.html", "channels", self.channels),
            "replies": Part(_P + "_replies.html", "replies", self.replies),
            "use": Part(_P + "_use.html", "use", self.use),
            "hot": Part(_P + "_hot.html", "hot", self.hot),
            "queue": Part(_P + "_queue.html", "queue", self.queue),
            "lacks": Part(_P + "_lacks.html", "lacks", self.lacks),
        }

    @property
    def mark(self) -> str:
        """Return a name of what is shown, the same for the same."""
        return hashlib.sha256(repr(self.parts()).encode("utf-8", "replace")).hexdigest()[:16]

    @property
    def live_query(self) -> str:
        """Return the query of the page's live stream."""
        return self.place.query(seen=self.mark)


def spark_of(values: list[int]) -> Spark:
    """Return a line through some values, zero at the foot."""
    most = max(values, default=0) or 1
    step = SPARK_WIDTH / max(len(values) - 1, 1)
    height = SPARK_HEIGHT - 2 * _EDGE
    points = [
        f"{number * step:.1f},{_EDGE + height * (1 - value / most):.1f}"
        for number, value in enumerate(values)
    ]
    if len(points) == 1:
        points = [points[0], f"{SPARK_WIDTH:.1f},{points[0].split(',')[1]}"]
    line = " ".join(points)
    return Spark(line, f"0,{SPARK_HEIGHT:.0f} {line} {SPARK_WIDTH:.0f},{SPARK_HEIGHT:.0f}")
