"""Rows behind figures, for the page that lists them, the API and the files of both.

A row is looked up and shown in the same words everywhere; only who may see whose is asked by the
caller. Times are written as ISO 8601, UTC.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Any

from app.clock import at
from app.domain import sheet
from app.domain.calibration import OUTCOMES
from app.domain.figures_period import Period, day_named
from app.domain.figures_summary import STEPS
from app.domain.tenant import ChannelKind, Tenant
from app.services import Services
from app.store import analytics_rows, day_figures
from app.store.analytics_kinds import KINDS
from app.store.analytics_rows import Behind, Span
from app.store.counting import COUNTERS
from app.store.db import Tx

FIGURES = "figures"
_FIGURES_HEADERS = ("figure", "slice", "count", "total")
# What a filter may say; a name that is not here takes any text.
CHOICES: Mapping[str, tuple[str, ...]] = {
    "step": STEPS,
    "temperature": ("hot", "warm", "cold"),
    # Empty: it never wrote itself, somebody added it.
    "channel": ("", *(one.value for one in ChannelKind)),
    "tens": tuple(str(ten) for ten in range(0, 100, 10)),
    "state": ("made", "booked", "done", "no_show", "cancelled"),
    "replied": ("yes", "no"),
    "handled": ("alone", "escalated", "person", "nobody"),
    "wait": ("assistant_reply", "person_reply", "resolution"),
    "outcome": OUTCOMES,
    "sure": tuple(str(ten) for ten in range(0, 100, 10)),
}
TEXTS = ("source", "reason", "model")


def parts_of(what: str, said: Mapping[str, str | None]) -> tuple[dict[str, str], str]:
    """Return what rows are narrowed to, and the first filter that is none of theirs, or empty.

    Args:
        said: by the filter's name; None where nothing was said, empty is a value of its own.
    """
    filters = KINDS[what].filters if what in KINDS else frozenset()
    parts: dict[str, str] = {}
    for name in (*CHOICES, *TEXTS):
        value = said.get(name)
        if value is None:
            continue
        if name not in filters or not (name in TEXTS or value in CHOICES[name]):
            return {}, name
        parts[name] = value
    return parts, ""


def span_of(tenant: Tenant, period: Period) -> Span:
    """Return the days of a period on a tenant's own clock."""
    first, last = period.bounds
    return Span(
        tenant, day_named(tenant.zone, first).starts_ms, day_named(tenant.zone, last).ends_ms
    )


def plain(row: Behind) -> dict[str, Any]:
    """Return the cells of a row with times as people write them."""
    return {name: _dated(name, value) for name, value in row.cells.items()}


async def lines(
    services: Services,
    tenants: Sequence[Tenant],
    period: Period,
    what: str,
    parts: Mapping[str, str],
) -> AsyncIterator[str]:
    """Return a CSV file of the rows of a kind, a day of a tenant at a time; first its headers.

    Args:
        what: a name of ``KINDS``, or ``figures`` for the figures of every day themselves.
    """
    headers = _FIGURES_HEADERS if what == FIGURES else KINDS[what].headers
    yield sheet.MARK + sheet.line(("client", "day", *headers))
    for tenant in tenants:
        for day in period.dates:
            rows = await services.db.read(_cells, tenant, what, day, parts)
            if rows:
                yield "".join(sheet.line((tenant.name, day, *row)) for row in rows)


def _cells(
    tx: Tx, tenant: Tenant, what: str, day: str, parts: Mapping[str, str]
) -> list[tuple[Any, ...]]:
    if what == FIGURES:
        figures = day_figures.sums(tx, (tenant.id,), day, day, tuple(COUNTERS))
        return [
            (name, part, n, total)
            for name, slices in sorted(figures.items())
            for part, (n, total) in sorted(slices.items())
        ]
    named = day_named(tenant.zone, day)
    span = Span(tenant, named.starts_ms, named.ends_ms)
    rows = analytics_rows.rows_of(tx, span, what, parts)
    return [tuple(plain(row).values()) for row in rows]


def _dated(name: str, value: Any) -> Any:
    is_time = value is not None and name.split("_")[-1] == "at"
    return at(value).isoformat() if is_time else value
