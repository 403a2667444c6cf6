"""The audit log has a sentence for what is done, in the words of the route table."""

from __future__ import annotations

import pytest

from app.domain.audit import AuditLine
from app.ids import new_id
from app.main import create_app
from app.routes.access import policy_of
from app.routes.audited import action_of
from app.routes.pages.settings.audit_views import owners_in, told
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


def test_a_changed_lead_is_told_in_words(db: object) -> None:
    line = AuditLine(
        "acme", 1, 0, "operator", "o1", "Dana", "", "lead_owner_set", "lead", "l1",
        '{"owner_id": "o1", "status": "new"}', '{"owner_id": "o2", "status": "won"}',
    )  # fmt: skip
    assert owners_in([line]) == {"o1", "o2"}
    changes = told(line, {"o1": "Dana", "o2": "Noor"}).changes
    assert [(one.word, one.before, one.after) for one in changes] == [
        ("Owner", "Dana", "Noor"),
        ("Status", "New", "Won"),
    ]
