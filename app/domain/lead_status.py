"""Where a lead stands on its way to a sale: a pipeline that people move it along.

Anybody who works with leads moves a lead to any step, back too. Code moves it only forward, only
as far as an appointment, and never once a person has chosen: what somebody decided stays until
somebody decides again. An appointment that a person books is a choice of theirs too.

    contacted     the first reply went out, whoever wrote it
    qualified     the lead is hot, or every must-have is answered and counts
    appointment   one is booked
"""

from __future__ import annotations

from enum import StrEnum


class LeadStatus(StrEnum):
    """The steps, in their order; the last two are ends."""

    NEW = "new"
    CONTACTED = "contacted"
    QUALIFIED = "qualified"
    APPOINTMENT = "appointment"
    WON = "won"
    LOST = "lost"


_ORDER = tuple(LeadStatus)
_ENDS = frozenset({LeadStatus.WON, LeadStatus.LOST})


def steps_before(status: LeadStatus) -> tuple[LeadStatus, ...]:
    """Return the steps from which code may move a lead to this one; none leads to an end."""
    return () if status in _ENDS else _ORDER[: _ORDER.index(status)]


def status_of(text: str) -> LeadStatus | None:
    """Return the step of this name, None when there is none."""
    return LeadStatus(text) if text in _ORDER else None
