"""A lead's score for programs: receipts by key, and never another client's."""

from __future__ import annotations

from collections.abc import AsyncIterator

import httpx2
import pytest
from openapi_schema_validator import OAS31Validator

from app.domain.qualification import Finding
from app.flows.api_keys import create_key
from app.flows.manage_tenant import Put
from app.flows.override_finding import override
from app.flows.receive import receive
from app.services import Services
from app.store import findings
from tests.fixtures import said
from tests.journeys.served import served
from tests.routes.test_api_knowledge import description

PATH = "/api/v1/leads/{lead_id}/score"


@pytest.fixture
async def http(services: Services) -> AsyncIterator[httpx2.AsyncClient]:
    async with served(services) as address, httpx2.AsyncClient(base_url=address) as client:
        yield client


@pytest.fixture
async def lead_id(services: Services, acme: Put) -> str:
    sms = next(one for one in acme.channels if one.kind.value == "sms")
    receipt = await receive(services, sms, said("My budget is $450,000"))
    row = await services.db.read(
        lambda tx: tx.one(
            "SELECT lead_id, last_inbound_id, last_inbound_at FROM conversations WHERE id = :id",
            id=receipt.conversation_id,
        )
    )
    assert row is not None
    told = Finding(
        "budget", "USD 450000", row["last_inbound_id"], "$450,000", row["last_inbound_at"]
    )
    await services.db.write(findings.insert_finding, acme.tenant.id, row["lead_id"], told)
    return str(row["lead_id"])


async def _ask(
    services: Services, http: httpx2.AsyncClient, put: Put, lead_id: str
) -> httpx2.Response:
    _, key = await create_key(services, put.tenant.id, "CRM")
    headers = {"Authorization": f"Bearer {key}"}
    return await http.get(PATH.format(lead_id=lead_id), headers=headers)


async def test_it_shows_points_with_their_receipts(
    services: Services, http: httpx2.AsyncClient, acme: Put, lead_id: str
) -> None:
    await override(services, acme.tenant.id, lead_id, "bedrooms", "0", "dana", "No flat")
    answer = (await _ask(services, http, acme, lead_id)).json()
    told, decided = answer["reasons"]
    assert (answer["points"], answer["temperature"]) == (60, "warm")
    assert (told["points"], told["max_points"], told["quote"], told["counts"]) == (
        60, 60, "$450,000", True,
    )  # fmt: skip
    assert told["message_id"]
    assert (decided["points"], decided["origin"], decided["operator_id"], decided["reason"]) == (
        0, "operator", "dana", "No flat",
    )  # fmt: skip
    assert (decided["message_id"], decided["counts"]) == (None, False)
    assert answer["open_question"] is None


async def test_its_answer_is_as_described(
    services: Services, http: httpx2.AsyncClient, acme: Put, lead_id: str
) -> None:
    answer = await _ask(services, http, acme, lead_id)
    described = description()
    operation = described["paths"][PATH]["get"]
    schema = operation["responses"]["200"]["content"]["application/json"]["schema"]
    OAS31Validator({**schema, "components": described["components"]}).validate(answer.json())
    assert operation["security"] == [{"key": ["read"]}]
    assert answer.json()["open_question"] == {
        "criterion_id": "bedrooms",
        "question": "How many bedrooms do you need?",
        "points": 40,
        "temperature": "hot",
    }


async def test_it_needs_a_key_of_the_leads_client(
    services: Services, http: httpx2.AsyncClient, acme: Put, outsider: Put, lead_id: str
) -> None:
    assert (await http.get(PATH.format(lead_id=lead_id))).status_code == 401
    assert (await _ask(services, http, outsider, lead_id)).status_code == 404
    assert (await _ask(services, http, acme, "nobody%00")).status_code == 404
