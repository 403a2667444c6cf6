"""The dashboard: pages for operators, drawn on the server, live by server-sent events."""

from __future__ import annotations

from typing import Any

from sanic import Sanic

from app.routes.pages import (
    analytics,
    api_reference,
    assistant,
    budget,
    client_page,
    conversations,
    dashboard,
    decisions,
    escalations,
    knowledge,
    lead,
    leads,
    mail,
    palette,
    phone,
    prepared,
    quality,
    replying,
    security,
    settings,
)


def mount(app: Sanic[Any, Any]) -> None:
    """Add every page."""
    analytics.mount(app)
    dashboard.mount(app)
    conversations.mount(app)
    decisions.mount(app)
    replying.mount(app)
    prepared.mount(app)
    knowledge.mount(app)
    assistant.mount(app)
    quality.mount(app)
    budget.mount(app)
    escalations.mount(app)
    lead.mount(app)
    leads.mount(app)
    client_page.mount(app)
    settings.mount(app)
    phone.mount(app)
    mail.mount(app)
    security.mount(app)
    palette.mount(app)
    api_reference.mount(app)
