"""Counting a day of a tenant from its rows, a module for each kind of figure.

A counter is ``count(tx, tenant_id, from_ms, to_ms) -> list[Figure]`` (end excluded) and only
reads. It is run again whenever something of its day changed, so it must depend on the rows alone,
and cost what the day costs, never what the tenant has altogether. A figure of a new kind is a
module with its counter, and a line in ``COUNTERS``: its name is the ``kind`` the figures are kept
under and read by.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from app.domain.figures_of_day import Figure
from app.store.counting import (
    appointments,
    clocks,
    escalations,
    funnel,
    leads,
    messages,
    outcomes,
    replies,
    turns,
    usage,
)
from app.store.db import Tx

Counter = Callable[[Tx, str, int, int], list[Figure]]

COUNTERS: Mapping[str, Counter] = MappingProxyType(
    {
        "leads": leads.count,
        "messages": messages.count,
        "replies": replies.count,
        "turns": turns.count,
        "escalations": escalations.count,
        "appointments": appointments.count,
        "usage": usage.count,
        "funnel": funnel.count,
        "clocks": clocks.count,
        "outcomes": outcomes.count,
    }
)
