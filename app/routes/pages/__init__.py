"""The dashboard: pages for operators, drawn on the server, live by server-sent events."""

from __future__ import annotations

from typing import Any

from sanic import Sanic

from app.routes.pages import (
    assistant,
    budget,
    conversations,
    decisions,
    escalations,
    knowledge,
    lead,
    mail,
    palette,
    phone,
    quality,
    security,
)


def mount(app: Sanic[Any, Any]) -> None:
    """Add every page."""
    conversations.mount(app)
    decisions.mount(app)
    knowledge.mount(app)
    assistant.mount(app)
    quality.mount(app)
    budget.mount(app)
    escalations.mount(app)
    lead.mount(app)
    phone.mount(app)
    mail.mount(app)
    security.mount(app)
    palette.mount(app)
