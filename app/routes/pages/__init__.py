"""The dashboard: pages for operators, drawn on the server, live by server-sent events."""

from __future__ import annotations

from typing import Any

from sanic import Sanic

from app.routes.pages import mail, palette, phone
from app.routes.pages.analytics import page as analytics
from app.routes.pages.assistant import budget, quality
from app.routes.pages.assistant import page as assistant
from app.routes.pages.clients import page as client_page
from app.routes.pages.conversations import decisions, prepared, replying
from app.routes.pages.conversations import page as conversations
from app.routes.pages.dashboard import page as dashboard
from app.routes.pages.escalations import page as escalations
from app.routes.pages.knowledge import page as knowledge
from app.routes.pages.lead import page as lead
from app.routes.pages.leads import page as leads
from app.routes.pages.reference import page as api_reference
from app.routes.pages.settings import page as settings
from app.routes.pages.settings import security


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
