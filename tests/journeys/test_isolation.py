"""Ten thousand random questions through every search path find nothing of another client.

Half of them on SQLite, half on Postgres.
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import httpx2
import pytest

from app.domain.message import Author, Message
from app.domain.tenant import ChannelKind
from app.flows.answer import answer
from app.flows.look_up import look_up
from app.flows.manage_tenant import Put
from app.flows.receive import receive
from app.flows.search import search
from app.ids import new_id
from app.queue import Queue
from app.services import Services
from app.store.db import Tx
from tests.fixtures import HeardBell, said
from tests.flows.stage import ScriptedModel, channel
from tests.journeys.canaries import (
    WORDS,
    Asked,
    Owner,
    WordEmbedder,
    owner,
    questions,
)
from tests.journeys.served import served
from tests.routes.operators import Browser, signed_in
from vectors.base import Query
from vectors.finder import Finder

FLOW, TURN_SEARCH, REST, PAGE, TURNS = 3_100, 600, 900, 350, 50
assert FLOW + TURN_SEARCH + REST + PAGE + TURNS == 5_000


@pytest.fixture
async def searched(services: Services) -> Services:
    """Services that search by words and by meaning."""
    assert services.db.vectors_problem == ""
    many = services.settings.replaced(search_limit_per_min=1_000_000)
    return replace(
        services,
        settings=many,
        vectors=Finder(services.db.dialect),
        embedders=(WordEmbedder(),),
    )


@pytest.fixture
async def owners(
    searched: Services, acme: Put, bravo: Put, outsider: Put, tmp_path: Path
) -> list[Owner]:
    puts = zip((acme, bravo, outsider), WORDS, strict=True)
    return [await owner(searched, put, word, tmp_path) for put, word in puts]


def _leaks(owners: list[Owner], asked: Asked, seen: str) -> list[str]:
    """Return whose proofs stand in what a client was shown, its own left out."""
    return [one.word for one in owners if one is not asked.by and one.proof in seen]


async def _by_flow(services: Services, asked: Asked) -> tuple[str, int]:
    found = await search(
        services, asked.by.tenant_id, Query(asked.text), channel=asked.channel,
        base_id=asked.base_id, k=20,
    )  # fmt: skip
    if asked.base_id in asked.about.ids and asked.about is not asked.by:
        assert found.hits == ()
    return str(found), len(found.hits)


async def _by_turns_search(services: Services, asked: Asked) -> tuple[str, int]:
    knowledge = await services.accounts.knowledge(asked.by.tenant_id)
    kind = asked.channel or "sms"
    lead = Message(new_id(), "c", Author.LEAD, asked.text, services.clock.now_ms())
    looked = await look_up(services, knowledge, kind, [lead], "")
    return str(looked), len(looked.found.hits)


async def _by_rest(web: httpx2.AsyncClient, asked: Asked) -> tuple[str, int]:
    body = {
        "query": asked.text, "limit": 20, "channel": asked.channel or None,
        "base_id": asked.base_id or None, "client_id": asked.about.tenant_id,
        "tenant_id": asked.about.tenant_id,
    }  # fmt: skip
    response = await web.post(
        "/api/v1/knowledge/search",
        content=json.dumps(body).encode(),
        headers={"Authorization": f"Bearer {asked.by.key}"},
    )
    is_own = asked.base_id in ("", asked.by.base_id)
    assert response.status_code == (200 if is_own else 404)
    return response.text, len(response.json().get("passages", ()))


async def _by_page(browser: Browser, asked: Asked) -> tuple[str, int]:
    given = {"q": asked.text, "base": asked.base_id, "channel": asked.channel}
    response = await browser.web.get("/knowledge/search", params=given)
    assert response.status_code in (200, 404)
    return response.text, response.text.count(asked.by.proof)


@pytest.fixture
async def web(searched: Services) -> AsyncIterator[str]:
    async with served(searched) as address:
        yield address


@pytest.mark.slow
@pytest.mark.timeout(300)
async def test_random_questions_find_nothing_of_another_client(
    searched: Services, owners: list[Owner], web: str
) -> None:
    asked = questions(owners, FLOW + TURN_SEARCH + REST, seed=3)
    found, leaks = {"flow": 0, "turn": 0, "rest": 0}, []
    async with httpx2.AsyncClient(base_url=web) as program:
        for number, one in enumerate(asked):
            if number < FLOW:
                path, (seen, count) = "flow", await _by_flow(searched, one)
            elif number < FLOW + TURN_SEARCH:
                path, (seen, count) = "turn", await _by_turns_search(searched, one)
            else:
                path, (seen, count) = "rest", await _by_rest(program, one)
            found[path] += count > 0
            leaks += [(path, one.text, word) for word in _leaks(owners, one, seen)]
    assert leaks == []
    # Most questions find something of the client's own: the test sees passages, not emptiness.
    assert found["flow"] > FLOW / 3
    assert found["turn"] > TURN_SEARCH / 3
    assert found["rest"] > REST / 3


@pytest.mark.slow
@pytest.mark.timeout(300)
async def test_the_search_page_shows_nothing_of_another_client(
    searched: Services, owners: list[Owner], web: str
) -> None:
    found, leaks = 0, []
    for by in owners:
        email = f"{by.word}@example.com"
        async with signed_in(searched, web, email, by.tenant_id) as browser:
            mine = (one for one in questions(owners, PAGE, seed=4) if one.by is by)
            for one in mine:
                seen, count = await _by_page(browser, one)
                found += count > 0
                leaks += [(one.text, word) for word in _leaks(owners, one, seen)]
            # The address of another client's page is no way in.
            other = next(one for one in owners if one is not by)
            response = await browser.web.get(
                "/knowledge/search", params={"q": other.word, "client": other.tenant_id}
            )
            assert other.proof not in response.text
    assert leaks == []
    assert found > PAGE / 4


@pytest.mark.slow
@pytest.mark.timeout(300)
async def test_a_turn_rests_on_nothing_of_another_client(
    searched: Services, owners: list[Owner], bell: HeardBell
) -> None:
    model = ScriptedModel("I will ask a colleague.")
    leaks, prompts = [], 0
    for number, one in enumerate(questions(owners, TURNS, seed=5)):
        # Every other turn is answered with no model, from approved questions alone.
        services = replace(searched, model=model if number % 2 else None)
        sender = f"+1212555{number:04d}"
        account = channel(one.by.put, ChannelKind.SMS)
        await receive(services, account, said(one.text, sender))
        model.requests.clear()
        for turn_id in bell.take(Queue.AI):
            await answer(services, turn_id)
        prompts += len(model.requests)
        seen = str(model.requests) + await services.db.read(_said_to, one.by.tenant_id)
        leaks += [(one.text, word) for word in _leaks(owners, one, seen)]
    assert leaks == []
    assert prompts > TURNS / 4


def _said_to(tx: Tx, tenant_id: str) -> str:
    """Return everything a client's turns said, saw and rest on."""
    rows = []
    for table in ("messages", "turns", "groundings"):
        found = tx.all(f"SELECT * FROM {table} WHERE tenant_id = :t", t=tenant_id)
        rows += [{name: row[name] for name in row.keys()} for row in found]  # noqa: SIM118
    assert rows
    return str(rows)
