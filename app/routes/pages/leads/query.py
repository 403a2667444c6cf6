"""What a list of leads is asked for, read from an address and written into one.

An address holds what somebody typed; whatever is no value of its kind is left out rather than
refused, so that an old bookmark still opens a list.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from app.domain.lead_status import LeadStatus
from app.domain.tenant import ChannelKind
from app.domain.text import storable
from app.store.lead_filters import NOBODY, SORTS, Wanted
from app.store.lead_list import Key

VIEWS = ("table", "board")
_CHOICES = {
    "sort": tuple(SORTS),
    "status": tuple(one.value for one in LeadStatus),
    "temperature": ("hot", "warm", "cold"),
    "channel": tuple(one.value for one in ChannelKind),
    "optout": ("yes", "no"),
}
_TEXTS = {"q": 120, "source": 120, "tag": 60, "owner": 40}
_DAYS = ("created_from", "created_to", "active_from", "active_to")
_POINTS = ("score_from", "score_to")
# In the order in which they stand in an address.
NAMES = ("q", *list(_CHOICES)[1:], "owner", "source", "tag", *_POINTS, *_DAYS)
_DAY = timedelta(days=1)
# Who asks to look further waits a moment for it.
_PATIENT = 5


@dataclass(frozen=True, slots=True)
class Asked:
    """A list of leads somebody asks for: which clients, what of them, in which shape.

    ``given`` are the parts of the address that are values of their kind; days are written as
    ``YYYY-MM-DD`` and begin and end at midnight of ``zone``.
    """

    client_id: str = ""
    view: str = "table"
    sort: str = "active"
    given: Mapping[str, str] = field(default_factory=dict)
    after: Key | None = None
    before: Key | None = None
    patience: int = 1
    zone: str = "UTC"

    @property
    def wants_days(self) -> bool:
        """Tell whether a day is asked for, so that the zone matters."""
        return any(name in self.given for name in _DAYS)

    @property
    def wanted(self) -> Wanted:
        """Return the same for the store."""
        get, zone = self.given.get, self.zone
        return Wanted(
            sort=self.sort,
            words=get("q", ""),
            status=get("status", ""),
            temperature=get("temperature", ""),
            channel=get("channel", ""),
            owner=get("owner", ""),
            source=get("source", ""),
            tag=get("tag", ""),
            opted_out=get("optout", ""),
            score_from=_number(get("score_from", "")),
            score_to=_number(get("score_to", "")),
            created_from=_day(get("created_from", ""), zone),
            created_to=_day(get("created_to", ""), zone, is_end=True),
            active_from=_day(get("active_from", ""), zone),
            active_to=_day(get("active_to", ""), zone, is_end=True),
        )

    @property
    def filled(self) -> dict[str, str]:
        """Return every filter with its value, empty where it is not set."""
        return {name: self.given.get(name, "") for name in NAMES}

    @property
    def is_filtered(self) -> bool:
        """Tell whether it leaves anything out of what the clients have."""
        return bool(self.given)

    @property
    def count(self) -> int:
        """Return how many filters are set beside the search."""
        return len(set(self.given) - {"q"})

    def query(self, **more: str) -> str:
        """Return the query of the same list from its beginning; ``more`` replaces parts of it."""
        parts = {"client": self.client_id, "view": "" if self.view == "table" else self.view}
        parts |= {"sort": "" if self.sort == "active" else self.sort}
        parts |= self.filled
        return urlencode({name: text for name, text in {**parts, **more}.items() if text})

    def address(self, path: str = "/leads", **more: str) -> str:
        """Return an address of the same list; ``more`` replaces parts of its query."""
        query = self.query(**more)
        return f"{path}?{query}" if query else path


def read(args: Mapping[str, str]) -> Asked:
    """Return what an address or a form asks for."""
    given = {}
    for name in NAMES:
        text = storable(args.get(name) or "").strip()
        # As it is kept, however it was typed.
        text = text.lower().removeprefix("#").strip() if name == "tag" else text
        if text and _is_value(name, text):
            given[name] = text
    sort, view = args.get("sort") or "", args.get("view") or ""
    return Asked(
        client_id=args.get("client") or "",
        view=view if view in VIEWS else "table",
        sort=sort if sort in SORTS else "active",
        given=given,
        after=key_of(args.get("after") or ""),
        before=key_of(args.get("before") or ""),
        patience=_PATIENT if args.get("look") == "further" else 1,
    )


def key_text(key: Key | None) -> str:
    """Return a key as it stands in an address."""
    return f"{key.value}.{key.id}" if key else ""


def key_of(text: str) -> Key | None:
    """Return the key an address holds, None when it holds none."""
    value, _, lead_id = text.partition(".")
    if not (value.isascii() and value.isdecimal() and len(value) < 17 and lead_id.isalnum()):
        return None
    return Key(int(value), lead_id[:26])


def _is_value(name: str, text: str) -> bool:
    if name in _CHOICES:
        return text in _CHOICES[name]
    if name in _POINTS:
        return _number(text) is not None
    if name in _DAYS:
        return _day(text) is not None
    return len(text) <= _TEXTS[name] and (name != "owner" or text == NOBODY or text.isalnum())


def _number(text: str) -> int | None:
    is_number = text.isascii() and text.isdecimal() and len(text) <= 3
    return int(text) if is_number and int(text) <= 100 else None


def _day(text: str, zone: str = "UTC", is_end: bool = False) -> int | None:
    """Return where a day begins, or its last millisecond; None for no day."""
    try:
        day = date.fromisoformat(text)
        midnight = datetime.combine(day + _DAY if is_end else day, time(), ZoneInfo(zone))
    except (ValueError, OverflowError):
        return None
    at_ms = int(midnight.timestamp() * 1000) - is_end
    return at_ms if at_ms >= 0 else None
