"""What the analytics page shows: plain values, without markup or wording."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.figures_summary import Costs, Share, Source, Step, Sure, Wait
from app.routes.pages.dashboard.views import Place
from app.routes.pages.views import Client


@dataclass(frozen=True, slots=True)
class Screen:
    """The page."""

    place: Place
    clients: tuple[Client, ...]
    zone: str
    steps: tuple[Step, ...]
    waits: tuple[Wait, ...]
    handled: tuple[Share, ...]
    outcomes: tuple[Share, ...]
    sure: tuple[Sure, ...]
    sources: tuple[Source, ...]
    costs: Costs
