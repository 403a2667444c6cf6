"""The days a request of the API speaks of: a period by its name, or from a day to another."""

from __future__ import annotations

from msgspec import Struct
from sanic import Request

from app.domain.figures_period import CHOICES, LONGEST_DAYS, USUAL, Period, day_at, period_of
from app.errors import NotFound
from app.routes.api.frame import refused, services_of
from app.routes.api.queries import Asked, Query, day, words
from app.store import dashboard_lists

# A part of a handler's table of queries.
PERIOD: tuple[Query, ...] = (
    words("period", CHOICES, USUAL, "Days up to today; `custom` needs `from`."),
    day("from", "The first day, instead of a period."),
    day("to", f"The last day, included; at most {LONGEST_DAYS} days. Today when left out."),
)


class Days(Struct):
    """A period: its first and last day, both included, as ISO 8601."""

    first: str
    last: str


async def period_asked(request: Request, tenant_id: str, asked: Asked) -> tuple[str, Period]:
    """Return the client's zone and the period a request asks for.

    Raises:
        Unprocessable: it is none.
    """
    services = services_of(request)
    first, last = asked.day("from"), asked.day("to")
    zones = await services.db.read(dashboard_lists.zone_of_each, (tenant_id,))
    if not zones:
        raise NotFound("There is no such client.")
    today = day_at(zones[0], services.clock.now_ms())
    if not (first or last):
        if asked.text("period") == "custom":
            raise refused("from", "is needed for a custom period.")
        return zones[0], period_of(asked.text("period"), today)
    begins, ends = first or last or today, last or today
    if begins > min(ends, today):
        raise refused("from", "must not be later than to, nor than today.")
    if (ends - begins).days >= LONGEST_DAYS:
        raise refused("from", f"must be less than {LONGEST_DAYS} days before to.")
    return zones[0], period_of("custom", today, begins.isoformat(), ends.isoformat())
