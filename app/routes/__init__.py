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
    limits,
    live,
    live_dashboard,
    live_escalations,
    live_knowledge,
    live_lead,
    live_leads,
    openapi,
    pages,
    render,
    second_step,
)
from app.routes.api import idempotency, leads_deeds, leads_records
from app.routes.api.analytics import setup_analytics
from app.routes.api.assistant import setup_assistant
from app.routes.api.audit import setup_audit
from app.routes.api.clients import setup_clients
from app.routes.api.conversation_actions import setup_conversation_actions
from app.routes.api.conversations import setup_conversations
from app.routes.api.dashboard import setup_dashboard
from app.routes.api.drafts import setup_drafts
from app.routes.api.escalations import setup_escalations
from app.routes.api.events import setup_events
from app.routes.api.keys_api import setup_keys
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
    limits.mount(app)
    setup_health(app)
    setup_twilio(app)
    setup_web_form(app)
    setup_web_chat(app)
    setup_widget(app)
    setup_knowledge(app)
    setup_escalations(app)
    setup_dashboard(app)
    setup_analytics(app)
    setup_conversations(app)
    setup_conversation_actions(app)
    setup_drafts(app)
    setup_events(app)
    setup_leads(app)
    leads_records.setup(app)
    leads_deeds.setup(app)
    setup_assistant(app)
    setup_usage(app)
    setup_clients(app)
    setup_keys(app)
    setup_audit(app)
    render.mount(app)
    auth.mount(app)
    second_step.mount(app)
    live.mount(app)
    live_knowledge.mount(app)
    live_escalations.mount(app)
    live_dashboard.mount(app)
    live_leads.mount(app)
    live_lead.mount(app)
    acknowledge.mount(app)
    pages.mount(app)
    openapi.mount(app)
    idempotency.mount(app)
    access.check(app)
