"""Which figure says how many rows there are behind it.

Rows are of the kinds that ``store/analytics_rows`` lists; a filter narrows them to a slice of a
figure. Where several are given there is mostly no figure that says so, and then nothing is said.
"""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.figures_of_day import Figures, count_of

# Of an appointment that was not called off.
MADE = ("booked", "done", "no_show")
# The figure of a kind, all its slices together, and those whose slice is the value of a filter.
_WHOLE = {
    "leads": "leads_by_channel",
    "appointments": "appointments",
    "escalations": "escalations_opened",
    "replies": "conversations",
    "waits": "handled",
    "outcomes": "outcomes",
    "usage": "usage",
}
_SLICES = {
    ("leads", "temperature"): "leads_by_temperature",
    ("leads", "channel"): "leads_by_channel",
    ("leads", "source"): "leads_by_source",
    ("leads", "tens"): "leads_by_score",
    ("leads", "step"): "funnel",
    ("appointments", "state"): "appointments",
    ("escalations", "reason"): "escalations_opened",
    ("waits", "handled"): "handled",
    ("outcomes", "outcome"): "outcomes",
    ("outcomes", "sure"): "sure",
    ("usage", "model"): "usage",
}
_OF_SOURCE = {
    "created": "source_leads",
    "qualified": "source_qualified",
    "booked": "source_booked",
    "won": "source_won",
}


def count_behind(figures: Figures, what: str, parts: Mapping[str, str]) -> int | None:
    """Return how many rows there are of a kind in the days that were added up.

    Args:
        what: the kind of rows; ``parts`` are the filters that narrow them, with their values.

    Returns:
        None where no figure says so.
    """
    if not parts:
        return count_of(figures, _WHOLE[what])
    if set(parts) == {"source", "step"}:
        name = _OF_SOURCE.get(parts["step"])
        return count_of(figures, name, parts["source"]) if name else None
    if len(parts) > 1:
        return None
    ((narrowed, value),) = parts.items()
    if narrowed == "replied":
        return count_of(figures, "first_reply" if value == "yes" else "unreplied")
    if narrowed == "wait":
        return count_of(figures, value)
    slices = MADE if (narrowed, value) == ("state", "made") else (value,)
    return count_of(figures, _SLICES[what, narrowed], *slices)
