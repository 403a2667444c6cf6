"""Routes: parse, authorise, call one flow or one store query, answer."""

from __future__ import annotations

from typing import Any

from sanic import Sanic

from app.routes import (
    access,
    acknowledge,
    audited,
    auth,
    compress,
    live,
    live_escalations,
    live_knowledge,
    pages,
    render,
)
from app.routes.api.assistant import setup_assistant
from app.routes.api.escalations import setup_escalations
from app.routes.api.knowledge import setup_knowledge
from app.routes.api.leads import setup_leads
from app.routes.api.usage import setup_usage
from app.routes.api.web_chat import setup_web_chat
from app.routes.api.web_form import setup_web_form
from app.routes.api.widget import setup_widget
from app.routes.failures import setup_failures
from app.routes.health import setup_health
from app.routes.webhooks.twilio import setup_twilio


def setup_routes(app: Sanic[Any, Any]) -> None:
    """Add every route and the handler of errors."""
    setup_failures(app)
    compress.mount(app)
    audited.mount(app)
    setup_health(app)
    setup_twilio(app)
    setup_web_form(app)
    setup_web_chat(app)
    setup_widget(app)
    setup_knowledge(app)
    setup_escalations(app)
    setup_leads(app)
    setup_assistant(app)
    setup_usage(app)
    render.mount(app)
    auth.mount(app)
    live.mount(app)
    live_knowledge.mount(app)
    live_escalations.mount(app)
    acknowledge.mount(app)
    pages.mount(app)
    access.check(app)
