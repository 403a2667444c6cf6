"""Mail: the adapter and its double against the provider's recorded contract.

One case runs on both: what a mailer promises, sent through the vendor's own client to the double,
whose every request is held against the vendor's specification.
"""

from __future__ import annotations

import json
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx2
import pytest
from jsonschema import Draft202012Validator

from app.channels.mail import Mail
from app.channels.sendgrid_mail import SendGridMailer
from app.errors import (
    LeadlineError,
    OutcomeUnknown,
    ProviderAuthFailed,
    ProviderRefused,
    ProviderUnavailable,
)
from app.world.http_server import Answer, HttpServer
from app.world.world import World
from tests.contract_files import contract_json

pytestmark = pytest.mark.contracts
SENDER = "Harbour desk <desk@leads.example.com>"
MAIL = Mail("01notice", "dana@example.com", "Dana", "A lead waits", "Please look.", "<p>Look.</p>")
RECORDED = [
    one
    for one in (contract_json("sendgrid/sdk_requests.json") or {"requests": []})["requests"]
    if one["path"] == "/v3/mail/send"
]
ERRORS = [
    one
    for one in (contract_json("sendgrid/errors.json") or {"errors": []})["errors"]
    if one["status"] >= 400
]
EXPECTED = {
    "bad_request": ProviderRefused,
    "unauthorized": ProviderAuthFailed,
    "sender_not_verified": ProviderAuthFailed,
    "credits_exceeded": ProviderAuthFailed,
    "payload_too_large": ProviderRefused,
    "rate_limited": ProviderUnavailable,
    "server_error": OutcomeUnknown,
    "unavailable": OutcomeUnknown,
}
needs_contracts = pytest.mark.usefixtures("contracts")


def mailer(base_url: str, timeout_s: float = 5.0) -> SendGridMailer:
    return SendGridMailer("SG.key", SENDER, base_url, timeout_s)


@pytest.fixture
def wrong(contracts: Path) -> Any:
    """Return what the specification says against a body of mail/send."""
    spec = json.loads((contracts / "sendgrid/mail_v3.openapi.json").read_text("utf-8"))
    schema = spec["components"]["requestBodies"]["PostMailSend"]["content"]["application/json"]
    whole = {**schema["schema"], "components": spec["components"]}
    validator = Draft202012Validator(whole)
    return lambda body: [error.message for error in validator.iter_errors(body)]


async def test_a_mail_fits_the_specification_and_arrives(world: World, wrong: Any) -> None:
    sent_id = await mailer(world.base_url).send(MAIL)
    (taken,) = world.sendgrid.mails
    assert (taken.id, taken.ref) == (sent_id, MAIL.ref)
    assert (taken.to, taken.subject, taken.text) == (MAIL.to, MAIL.subject, MAIL.text)
    assert taken.sender == "desk@leads.example.com"
    assert wrong(taken.body) == []


async def test_it_asks_for_links_to_be_left_alone(world: World) -> None:
    await mailer(world.base_url).send(MAIL)
    tracking = world.sendgrid.mails[0].body["tracking_settings"]
    assert tracking["click_tracking"] == {"enable": False, "enable_text": False}


@needs_contracts
@pytest.mark.parametrize("recorded", RECORDED, ids=lambda one: one["name"])
async def test_the_double_takes_recorded_requests(
    world: World, wrong: Any, recorded: dict[str, Any]
) -> None:
    async with httpx2.AsyncClient(base_url=world.base_url) as web:
        answer = await web.post(
            recorded["path"], headers=recorded["headers"], content=recorded["body"].encode()
        )
    assert (answer.status_code, answer.content) == (202, b"")
    assert answer.headers["x-message-id"]
    assert wrong(json.loads(recorded["body"])) == []


@needs_contracts
@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"personalizations": None}, "personalizations"),
        ({"from": {}}, "from"),
        ({"personalizations": [{"to": [{"email": "nobody"}]}]}, "personalizations.0.to.0.email"),
        ({"subject": ""}, "subject"),
        ({"content": []}, "content"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
async def test_the_double_refuses_as_the_real_one(
    world: World, contracts: Path, change: dict[str, Any], field: str
) -> None:
    body = {**json.loads(RECORDED[0]["body"]), **change}
    headers = {"Authorization": "Bearer SG.x"}
    async with httpx2.AsyncClient(base_url=world.base_url) as web:
        answer = await web.post("/v3/mail/send", headers=headers, json=body)
    spec = json.loads((contracts / "sendgrid/mail_v3.openapi.json").read_text("utf-8"))
    schema = {**spec["components"]["schemas"]["ErrorResponse"], "components": spec["components"]}
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["field"] == field
    assert list(Draft202012Validator(schema).iter_errors(answer.json())) == []
    assert world.sendgrid.mails == []


@pytest.fixture
async def answering() -> AsyncIterator[Any]:
    """A provider that gives one recorded answer, whatever it is asked."""
    given: list[Answer] = []
    server = HttpServer(lambda _: given[0])
    port = await server.start("127.0.0.1", 0)

    def set_up(answer: Answer) -> str:
        given[:] = [answer]
        return f"http://127.0.0.1:{port}"

    yield set_up
    await server.stop()


def recorded_answer(error: dict[str, Any]) -> Answer:
    body = error["body"]
    text = body if isinstance(body, str) else json.dumps(body)
    return Answer(error["status"], text.encode(), headers=dict(error.get("headers") or {}))


@needs_contracts
@pytest.mark.parametrize("error", ERRORS, ids=lambda error: error["id"])
async def test_every_recorded_error_has_its_outcome(answering: Any, error: dict[str, Any]) -> None:
    base_url = answering(recorded_answer(error))
    with pytest.raises(LeadlineError) as caught:
        await mailer(base_url).send(MAIL)
    assert type(caught.value) is EXPECTED[error["id"]]
    assert "dana@example.com" not in str(caught.value)


async def test_it_waits_as_long_as_the_limit_says(answering: Any) -> None:
    reset = {"X-RateLimit-Reset": str(int(time.time()) + 30)}
    with pytest.raises(ProviderUnavailable) as caught:
        await mailer(answering(Answer(429, b"{}", headers=reset))).send(MAIL)
    assert 20 < (caught.value.retry_after_s or 0) <= 30


@pytest.mark.parametrize(
    ("kind", "expected", "taken"),
    [
        ("401", ProviderAuthFailed, 0),
        ("402", ProviderAuthFailed, 0),
        ("429", ProviderUnavailable, 0),
        ("500", OutcomeUnknown, 0),
        ("503", OutcomeUnknown, 0),
        ("garbage", OutcomeUnknown, 0),
        ("drop", OutcomeUnknown, 0),
        ("drop_after", OutcomeUnknown, 1),
    ],
)
async def test_faults_of_the_double_have_their_outcome(
    world: World, kind: str, expected: type[LeadlineError], taken: int
) -> None:
    world.faults.force("sendgrid", kind)
    with pytest.raises(LeadlineError) as caught:
        await mailer(world.base_url).send(MAIL)
    assert type(caught.value) is expected
    assert len(world.sendgrid.mails) == taken


async def test_a_silent_provider_leaves_the_outcome_unknown(world: World) -> None:
    world.faults.force("sendgrid", "hang")
    with pytest.raises(OutcomeUnknown):
        await mailer(world.base_url, timeout_s=0.2).send(MAIL)


async def test_nobody_listening_means_nothing_was_done() -> None:
    with pytest.raises(ProviderUnavailable) as caught:
        await mailer("http://127.0.0.1:1").send(MAIL)
    assert type(caught.value) is ProviderUnavailable


async def test_an_unverified_sender_needs_the_agency(world: World) -> None:
    world.sendgrid.refused_senders.add("desk@leads.example.com")
    with pytest.raises(ProviderAuthFailed, match="sender"):
        await mailer(world.base_url).send(MAIL)
