"""A request with an ``Idempotency-Key`` is done once, whatever happens to its answers."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from typing import Any

import httpx2
import pytest

from app.clock import ManualClock
from app.flows import idempotency, manage_knowledge
from app.flows.api_keys import create_key
from app.flows.manage_tenant import Put
from app.services import Services
from app.store import bases, faqs
from tests.journeys.served import served
from tests.routes.public import count

FAQ = {"question": "Do you sell boats?", "answer": "We sell homes."}


class Program:
    """What asks with a client's key."""

    def __init__(self, web: httpx2.AsyncClient, services: Services, put: Put, path: str) -> None:
        self.web, self.services, self.put, self.path = web, services, put, path

    async def add(self, key: str = "k1", **more: Any) -> httpx2.Response:
        """Add a question."""
        headers = {"Idempotency-Key": key}
        return await self.web.post(self.path, json=FAQ | more, headers=headers)

    async def added(self) -> int:
        """Return how many questions of ours were added."""
        base = self.path.split("/")[-2]
        tenant_id = self.put.tenant.id
        rows = await self.services.db.read(faqs.faqs_in, tenant_id, base, "", 100)
        return sum(row.question == FAQ["question"] for row in rows)

    async def noted(self) -> int:
        """Return how many lines the log has beside the one of the key itself."""
        return await count(self.services, "audit") - 1


@pytest.fixture
async def program(services: Services, acme: Put) -> AsyncIterator[Program]:
    _, key = await create_key(services, acme.tenant.id, "CRM")
    (base, *_) = await services.db.read(bases.bases_of, acme.tenant.id)
    headers = {"Authorization": f"Bearer {key}"}
    async with served(services) as address:
        async with httpx2.AsyncClient(base_url=address, headers=headers) as web:
            yield Program(web, services, acme, f"/api/v1/knowledge/bases/{base.id}/faqs")


async def test_it_repeats_the_first_answer(program: Program) -> None:
    first, second = await program.add(), await program.add()
    assert (first.status_code, second.status_code) == (201, 201)
    assert second.json() == first.json()
    assert "idempotent-replayed" not in first.headers
    assert second.headers["idempotent-replayed"] == "true"
    assert second.headers["content-type"] == "application/json"
    assert await program.added() == 1
    assert await program.noted() == 1


async def test_spaces_and_order_make_no_other_request(program: Program) -> None:
    headers = {"Idempotency-Key": "k1"}
    first = await program.add()
    body = '{ "answer":"We sell homes.",  "question": "Do you sell boats?" }'
    second = await program.web.post(program.path, content=body, headers=headers)
    assert second.json() == first.json()


async def test_of_two_at_once_one_is_done(program: Program) -> None:
    answers = await asyncio.gather(*(program.add() for _ in range(6)))
    statuses = sorted(one.status_code for one in answers)
    assert set(statuses) <= {201, 409}
    assert 201 in statuses
    assert await program.added() == 1
    for one in answers:
        if one.status_code == 409:
            assert one.json()["error"]["code"] == "idempotency_key_in_use"
            assert one.headers["retry-after"] == "1"
    assert (await program.add()).status_code == 201


async def test_it_refuses_another_request_with_the_key(program: Program) -> None:
    await program.add()
    other = await program.add(answer="We do sell boats.")
    base = await program.web.post(
        "/api/v1/knowledge/bases", json={"name": "New"}, headers={"Idempotency-Key": "k1"}
    )
    assert [one.status_code for one in (other, base)] == [422, 422]
    assert other.json()["error"]["code"] == "idempotency_key_reused"
    assert await program.added() == 1


async def test_it_forgets_what_did_nothing(program: Program) -> None:
    assert (await program.add(question="")).status_code == 422
    assert (await program.add()).status_code == 201


@pytest.mark.parametrize("key", ["", "x" * 256, "é"])
async def test_it_refuses_what_is_no_key(program: Program, key: str) -> None:
    headers = {"Idempotency-Key": key.encode()}
    answer = await program.web.post(program.path, json=FAQ, headers=headers)  # type: ignore[arg-type]
    assert answer.status_code == 400
    assert await program.added() == 0


async def test_a_key_is_the_clients_own(program: Program, bravo: Put) -> None:
    await program.add()
    services = program.services
    _, key = await create_key(services, bravo.tenant.id, "CRM")
    (base, *_) = await services.db.read(bases.bases_of, bravo.tenant.id)
    answer = await program.web.post(
        f"/api/v1/knowledge/bases/{base.id}/faqs",
        json=FAQ,
        headers={"Authorization": f"Bearer {key}", "Idempotency-Key": "k1"},
    )
    assert (answer.status_code, answer.json()["base_id"]) == (201, base.id)


async def test_a_lesser_key_hears_nothing_of_a_greater_ones_answer(program: Program) -> None:
    scopes = "read write manage agency"
    _, great = await create_key(program.services, program.put.tenant.id, "Agency", scopes)
    body, answers = {"name": "All", "scopes": scopes.split()}, []
    for key in (great, great, program.web.headers["authorization"].split()[1]):
        headers = {"Authorization": f"Bearer {key}", "Idempotency-Key": "k1"}
        answers.append(await program.web.post("/api/v1/keys", json=body, headers=headers))
    assert [one.status_code for one in answers] == [201, 201, 422]
    assert answers[1].json() == answers[0].json()
    assert answers[0].json()["key"] not in answers[2].text


async def test_it_is_kept_for_a_day(program: Program, clock: ManualClock) -> None:
    await program.add()
    clock.advance(23 * 3600)
    await idempotency.forget_old(program.services)
    assert (await program.add()).headers["idempotent-replayed"] == "true"
    clock.advance(2 * 3600)
    await idempotency.forget_old(program.services)
    assert await count(program.services, "idempotency_keys") == 0


Save = Callable[..., Coroutine[Any, Any, Any]]


def broken(monkeypatch: pytest.MonkeyPatch, save: Save) -> None:
    monkeypatch.setattr(manage_knowledge, "save_faq", save)


async def test_it_repeats_a_failure_nobody_knows_the_outcome_of(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def save(*_: Any) -> None:
        raise RuntimeError("half done")

    with monkeypatch.context() as patch:
        broken(patch, save)
        assert (await program.add()).status_code == 500
    again = await program.add()
    assert (again.status_code, again.headers["idempotent-replayed"]) == (500, "true")
    assert again.json()["error"]["code"] == "internal"
    assert await program.added() == 0


async def test_it_finishes_what_nobody_waits_for(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, is_going = manage_knowledge.save_faq, asyncio.Event()

    async def save(*args: Any) -> Any:
        is_going.set()
        await asyncio.sleep(0.2)
        return await real(*args)

    broken(monkeypatch, save)
    task = asyncio.create_task(program.add())
    await is_going.wait()
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    for _ in range(40):
        again = await program.add()
        if again.status_code == 201:
            break
        await asyncio.sleep(0.05)
    assert again.headers["idempotent-replayed"] == "true"
    assert await program.added() == 1
    assert await program.noted() == 1


async def test_what_was_cut_off_is_never_done_again(program: Program, clock: ManualClock) -> None:
    from app.store import idempotency as rows

    await program.add("other")
    read = await program.services.db.read(_fingerprint_of, program.put.tenant.id)
    now = clock.now_ms()
    await program.services.db.write(rows.claim, program.put.tenant.id, "k1", read, now, 0)
    assert (await program.add()).headers["retry-after"] == "1"
    clock.advance(600)
    later = await program.add()
    assert (later.status_code, later.headers.get("retry-after")) == (409, None)


def _fingerprint_of(tx: Any, tenant_id: str) -> str:
    row = tx.one("SELECT fingerprint FROM idempotency_keys WHERE tenant_id = :t", t=tenant_id)
    return str(row["fingerprint"])


async def test_answers_are_sealed(program: Program) -> None:
    await program.add()

    def body(tx: Any) -> str:
        return str(tx.one("SELECT body FROM idempotency_keys")["body"])

    assert (await program.services.db.read(body)).startswith("v1.")
