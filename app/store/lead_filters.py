"""What a list of leads is asked for, and the SQL that says it.

A ``Wanted`` becomes conditions on a lead called ``x``. Some of them are also a way to find leads
quickly: along an index in the order of the list (``ordered``), or all of them in no order
(``drivers``). Everything that stands in a statement is a literal of this file; what somebody typed
is bound.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from app.store.lead_words import Term, terms_of

# What a list is ordered by: the greatest first, ties by id.
SORTS = {"active": "last_at", "newest": "created_at", "score": "score"}
NOBODY = "none"
_EQUALS = ("status", "temperature", "channel", "owner_id", "source")
# The columns that have an index of their own in front of what a list is ordered by.
_ORDERED = {"last_at": _EQUALS, "score": ("temperature",), "created_at": ()}
_LEAST, _MOST = -1, 1 << 60


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list shows; empty is everything. Times are epoch milliseconds, both ends included.

    ``owner`` is an operator's id or ``none``; ``opted_out`` is ``yes``, ``no`` or empty;
    ``words`` what was typed into the search.
    """

    sort: str = "active"
    words: str = ""
    status: str = ""
    temperature: str = ""
    channel: str = ""
    owner: str = ""
    source: str = ""
    tag: str = ""
    opted_out: str = ""
    score_from: int | None = None
    score_to: int | None = None
    created_from: int | None = None
    created_to: int | None = None
    active_from: int | None = None
    active_to: int | None = None

    @property
    def column(self) -> str:
        """Return the column it is ordered by."""
        return SORTS[self.sort]

    @property
    def terms(self) -> tuple[Term, ...]:
        """Return what the search asks for."""
        return terms_of(self.words)

    @property
    def equals(self) -> dict[str, str]:
        """Return the columns that must have one value, with that value."""
        found = {
            "status": self.status,
            "temperature": self.temperature,
            "channel": self.channel,
            "owner_id": self.owner,
            "source": self.source,
        }
        kept = {name: value for name, value in found.items() if value}
        if self.owner == NOBODY:
            kept["owner_id"] = ""
        return kept

    @property
    def ranges(self) -> dict[str, tuple[int, int]]:
        """Return the columns that must lie between two values."""
        found = {
            "score": (self.score_from, self.score_to),
            "created_at": (self.created_from, self.created_to),
            "last_at": (self.active_from, self.active_to),
        }
        return {
            name: (_LEAST if low is None else low, _MOST if high is None else high)
            for name, (low, high) in found.items()
            if low is not None or high is not None
        }

    @property
    def bounds(self) -> tuple[int, int]:
        """Return between which values of its order the list lies."""
        return self.ranges.get(self.column, (_LEAST, _MOST))


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition on a lead ``x``: its SQL, the columns it looks at, what is bound."""

    sql: str
    columns: tuple[str, ...] = ()
    params: dict[str, Any] = field(default_factory=dict)


def conditions(wanted: Wanted, without: str = "") -> list[Condition]:
    """Return what a lead must fulfil beside its place in the order.

    Args:
        without: a column whose value is certain already.
    """
    found = [
        Condition(f"x.{name} = :{name}", (name,), {name: value})
        for name, value in wanted.equals.items()
        if name != without
    ]
    found += [
        Condition(
            f"x.{name} BETWEEN :{name}_from AND :{name}_to",
            (name,),
            {f"{name}_from": low, f"{name}_to": high},
        )
        for name, (low, high) in wanted.ranges.items()
        if name != wanted.column
    ]
    if wanted.opted_out in _OPTED_OUT:
        found.append(Condition(_OPTED_OUT[wanted.opted_out], ("opted_out_at",)))
    if wanted.tag:
        found.append(Condition(_TAGGED, (), {"tag": wanted.tag}))
    for number, term in enumerate(wanted.terms):
        sql, params = _ranges(term, number)
        found.append(Condition(_HAS_WORD.replace("?", sql), (), params))
    return found


_OPTED_OUT = {"yes": "x.opted_out_at > 0", "no": "x.opted_out_at IS NULL"}
_TAGGED = (
    "EXISTS (SELECT 1 FROM lead_tags g WHERE g.tenant_id = :tenant_id AND g.tag = :tag"
    " AND g.lead_id = x.id)"
)
_HAS_WORD = (
    "EXISTS (SELECT 1 FROM lead_words w WHERE w.tenant_id = :tenant_id AND w.lead_id = x.id"
    " AND (?))"
)


def _ranges(term: Term, number: int) -> tuple[str, dict[str, str]]:
    parts: list[str] = []
    params: dict[str, Any] = {}
    for place, (low, high) in enumerate(term.ranges):
        low_name, high_name = f"low{number}_{place}", f"high{number}_{place}"
        parts.append(f"(w.word >= :{low_name} AND w.word < :{high_name})")
        params |= {low_name: low, high_name: high}
    return " OR ".join(parts), params


def ordered(wanted: Wanted) -> list[str]:
    """Return the columns along whose index the list may be walked in its order."""
    return [name for name in wanted.equals if name in _ORDERED[wanted.column]]


def drivers(wanted: Wanted) -> list[Condition]:
    """Return statements that find leads (``id``) by one condition, in no order; words apart."""
    lead = "SELECT id FROM leads WHERE tenant_id = :tenant_id AND merged_into IS NULL AND "
    found = []
    if wanted.tag:
        found.append(Condition(_BY_TAG, (), {"tag": wanted.tag}))
    if wanted.opted_out == "yes":
        found.append(Condition(f"{lead}opted_out_at > 0"))
    for name, value in wanted.equals.items():
        found.append(Condition(f"{lead}{name} = :{name}", (), {name: value}))
    for name, (low, high) in wanted.ranges.items():
        if name != wanted.column:
            sql = f"{lead}{name} BETWEEN :{name}_from AND :{name}_to"
            found.append(Condition(sql, (), {f"{name}_from": low, f"{name}_to": high}))
    return found


_BY_TAG = "SELECT lead_id AS id FROM lead_tags WHERE tenant_id = :tenant_id AND tag = :tag"


def by_words(wanted: Wanted) -> list[Condition]:
    """Return a statement for each word of a search that finds the leads with it, some twice."""
    return [_by_word(term, number) for number, term in enumerate(wanted.terms)]


def _by_word(term: Term, number: int) -> Condition:
    parts: list[str] = []
    params: dict[str, Any] = {}
    # One range of the key for each beginning: with ``OR`` SQLite would read every word there is.
    for place, (low, high) in enumerate(term.ranges):
        low_name, high_name = f"from{number}_{place}", f"below{number}_{place}"
        parts.append(
            "SELECT w.lead_id AS id FROM lead_words w WHERE w.tenant_id = :tenant_id"  # noqa: S608
            f" AND w.word >= :{low_name} AND w.word < :{high_name}"
        )
        params |= {low_name: low, high_name: high}
    return Condition(" UNION ALL ".join(parts), (), params)


def all_of(found: Sequence[Condition]) -> Condition:
    """Return a statement that finds what each of some statements finds."""
    parts: list[str] = []
    params: dict[str, Any] = {}
    for one in found:
        parts.append(f"SELECT f.id FROM ({one.sql}) AS f")  # noqa: S608
        params |= one.params
    return Condition(" INTERSECT ".join(parts), (), params)
