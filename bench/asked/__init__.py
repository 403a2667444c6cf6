"""What ``bench/pages.py`` asks for, group by group.

A case to be added is a line: its name, its bar in milliseconds, its address, and, where it is worth
comparing, what a plain dashboard would ask the database for the same. Pages that nobody named here
are taken from the route table.
"""

from __future__ import annotations

from bench.asked.base import Case, World
from bench.asked.lists import conversations, leads
from bench.asked.programs import api
from bench.asked.screens import dashboards, exports, others, unnamed


def every_case(world: World, key: str) -> list[Case]:
    """Return all of them; ``key`` opens the API to the big client's rows."""
    groups = (leads, conversations, dashboards, others, exports)
    cases = [case for group in groups for case in group(world)]
    cases += api(world, key)
    return cases + list(unnamed(world, cases))
