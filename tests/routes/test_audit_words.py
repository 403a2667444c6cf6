"""The audit log has a sentence for what is done, in the words of the route table."""

from __future__ import annotations

import pytest

from app.ids import new_id
from app.main import create_app
from app.routes.access import policy_of
from app.routes.audited import action_of
from app.routes.pages.settings.audit_words import ROUTE_WORDS
from app.services import Services

pytestmark = pytest.mark.parametrize("db", ["sqlite"], indirect=True)


async def test_every_sentence_belongs_to_a_route(services: Services) -> None:
    app = create_app(services, f"words-{new_id()}")
    changing = {
        action_of(route.name)
        for route in app.router.routes
        if policy_of(route.handler) and set(route.methods) - {"GET", "HEAD", "OPTIONS"}
    }
    assert set(ROUTE_WORDS) <= changing
