"""No client's reply names another client, unless the word is its own too."""

from __future__ import annotations

import pytest

from app.flows.manage_knowledge import set_inline_tokens
from app.flows.manage_tenant import Put, put_tenant
from app.services import Services
from tests.fixtures import document
from tests.flows.knowing import add_file
from tests.flows.stage import HOURS, ScriptedModel, Stage


async def test_it_keeps_other_clients_names_back(services: Services) -> None:
    acme = await put_tenant(services, document("Acme", "+15550001111"))
    await put_tenant(services, document("Bravo", "+15550002222"))
    knowledge = await services.accounts.knowledge(acme.tenant.id)
    assert knowledge.other_names == ("Bravo",)


async def test_it_allows_a_name_that_is_part_of_its_own(services: Services) -> None:
    await put_tenant(services, document("Acme", "+15550001111"))
    dental = await put_tenant(services, document("Acme Dental", "+15550002222"))
    knowledge = await services.accounts.knowledge(dental.tenant.id)
    assert knowledge.other_names == ()


@pytest.fixture(params=["whole", "retrieved"])
async def named(request: pytest.FixtureRequest, stage: Stage, acme: Put, bravo: Put) -> Stage:
    """Acme and Bravo, with Acme's knowledge whole in the prompt or looked up for each turn."""
    if request.param == "retrieved":
        await set_inline_tokens(stage.services, acme.tenant.id, 0)
    stage.with_model(ScriptedModel("Bravo is open Monday to Friday from 9 to 18."))
    return stage


async def test_a_reply_never_names_another_client(named: Stage, acme: Put) -> None:
    await named.lead_says(acme, HOURS)
    await named.work()
    assert not any("Bravo" in record.body for record in named.sent())
    assert await named.column("SELECT path FROM turns") != ["model"]


async def test_a_reply_may_say_a_word_of_its_own_texts(named: Stage, acme: Put) -> None:
    await add_file(named, acme, "Our quiet apartments in the tower Bravo have three rooms.")
    await named.lead_says(acme, HOURS)
    await named.work()
    assert await named.column("SELECT path FROM turns") == ["model"]
    assert "Bravo" in named.sent()[-1].body
