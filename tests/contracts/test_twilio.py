"""The Twilio adapter against the provider's recorded contracts: signatures, webhooks, errors."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import pytest

from app.channels.base import WebhookRequest
from app.channels.twilio import TwilioChannel, signature_matches
from app.channels.twilio_codes import ACTION_OF, CLASS_OF, CodeClass, classify, next_action
from app.domain.delivery import Accepted, DeliveryState, DeliveryUpdate, NextAction, Outbound
from app.domain.message import InboundMessage
from app.domain.tenant import ChannelAccount, ChannelKind
from app.errors import (
    Forbidden,
    Invalid,
    LeadlineError,
    OutcomeUnknown,
    ProviderAuthFailed,
    ProviderRefused,
    ProviderUnavailable,
)
from app.world.http_server import Answer, HttpServer, Request
from tests.contract_files import contracts_folder

pytestmark = pytest.mark.contracts
FOLDER = contracts_folder() / "twilio"
ACCOUNT_SID = "AC" + "a" * 32
SERVICE_SID = "MG" + "b" * 32


def load(name: str) -> Any:
    path = FOLDER / name
    return json.loads(path.read_text()) if path.is_file() else {}


VECTORS = load("signature_vectors.json").get("vectors", [])
SAMPLES = load("webhooks/index.json").get("samples", [])
ERRORS = load("errors.json").get("errors", [])
needs_contracts = pytest.mark.usefixtures("contracts")


def account(kind: ChannelKind, token: str = "12345", **settings: object) -> ChannelAccount:
    address = "+15105550100" if kind is ChannelKind.SMS else "whatsapp:+14155238886"
    return ChannelAccount(
        id="c1",
        tenant_id="acme",
        kind=kind,
        key="key",
        address=address,
        credentials={"account_sid": ACCOUNT_SID, "auth_token": token},
        settings=settings,
    )


def account_of(sample: dict[str, Any]) -> ChannelAccount:
    is_whatsapp = b"whatsapp%3A" in body_of(sample)
    return account(ChannelKind.WHATSAPP if is_whatsapp else ChannelKind.SMS)


def body_of(sample: dict[str, Any]) -> bytes:
    return (FOLDER / sample["file"]).read_bytes()


def call(sample: dict[str, Any], body: bytes | None = None, url: str | None = None) -> Any:
    headers = {name.lower(): value for name, value in sample["headers"].items()}
    return WebhookRequest(url or sample["url"], body_of(sample) if body is None else body, headers)


def parsed(name: str) -> Any:
    sample = next(row for row in SAMPLES if row["file"] == f"webhooks/{name}.form")
    channel, owner = TwilioChannel(), account_of(sample)
    return channel.parse(owner, channel.verify(owner, call(sample)))


def test_it_knows_all_vectors_and_samples(contracts: Path) -> None:
    assert (len(VECTORS), len(SAMPLES)) == (24, 31)


@needs_contracts
@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["id"])
def test_it_agrees_with_every_signature_vector(vector: dict[str, Any]) -> None:
    pairs = [(key, value) for key, value in vector["params"] or []]
    found = signature_matches(vector["auth_token"], vector["url"], pairs, vector["signature"])
    assert found is vector["valid"]


@needs_contracts
@pytest.mark.parametrize(
    "vector", [row for row in VECTORS if row.get("body")], ids=lambda vector: vector["id"]
)
def test_it_rejects_a_hashed_body_with_one_bit_flipped(vector: dict[str, Any]) -> None:
    body = vector["body"].encode()
    flipped = bytes([body[0] ^ 1]) + body[1:]
    request = WebhookRequest(vector["url"], flipped, {"x-twilio-signature": vector["signature"]})
    with pytest.raises(Forbidden, match="signature"):
        TwilioChannel().verify(account(ChannelKind.SMS), request)


@needs_contracts
@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample["file"])
def test_it_accepts_every_sample(sample: dict[str, Any]) -> None:
    pairs = TwilioChannel().verify(account_of(sample), call(sample))
    assert pairs == parse_qsl(body_of(sample).decode(), keep_blank_values=True)


@needs_contracts
@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample["file"])
def test_it_rejects_any_flipped_byte_of_the_body(sample: dict[str, Any]) -> None:
    channel, owner, body = TwilioChannel(), account_of(sample), body_of(sample)
    for index in range(len(body)):
        flipped = body[:index] + bytes([body[index] ^ 1]) + body[index + 1 :]
        with pytest.raises((Forbidden, Invalid)):
            channel.verify(owner, call(sample, body=flipped))


@needs_contracts
@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample["file"])
def test_it_rejects_another_url_or_token(sample: dict[str, Any]) -> None:
    channel, owner, url = TwilioChannel(), account_of(sample), sample["url"]
    for index in range(len("https://"), len(url)):
        other = url[:index] + chr(ord(url[index]) ^ 1) + url[index + 1 :]
        with pytest.raises(Forbidden):
            channel.verify(owner, call(sample, url=other))
    with pytest.raises(Forbidden):
        channel.verify(account(owner.kind, token="12346"), call(sample))


@needs_contracts
@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample["file"])
def test_it_parses_messages_statuses_and_nothing_of_calls(sample: dict[str, Any]) -> None:
    owner, name = account_of(sample), Path(sample["file"]).name
    event = TwilioChannel().parse(owner, TwilioChannel().verify(owner, call(sample)))
    if name.startswith("voice_"):
        assert event is None
    elif name.startswith("status_"):
        assert isinstance(event, DeliveryUpdate)
        assert event.state is not None
    else:
        assert isinstance(event, InboundMessage)
        assert event.raw == dict(parse_qsl(body_of(sample).decode(), keep_blank_values=True))


@needs_contracts
def test_it_keeps_text_as_it_was_written() -> None:
    assert parsed("inbound_sms_whitespace").text == "  YES please\r\n"
    assert parsed("inbound_sms_arabic_emoji").text.endswith("👋 500+ & 10%")
    assert parsed("inbound_sms_empty_body").text == ""


@needs_contracts
def test_it_reads_media_location_and_advertisement() -> None:
    pictures = parsed("inbound_mms_two_media").media
    assert [media.content_type for media in pictures] == ["image/jpeg", "image/png"]
    assert parsed("inbound_whatsapp_location").location == (24.7135517, 46.6752957)
    source = parsed("inbound_whatsapp_ctwa_referral").source
    assert source == "ad 120210000000000001: Villas in Riyadh"


@needs_contracts
def test_it_names_whatsapp_senders_without_prefix() -> None:
    message = parsed("inbound_whatsapp_text")
    assert (message.sender, message.phone) == ("+966501234567", "+966501234567")
    assert (message.recipient, message.profile_name) == ("+14155238886", "Ahmed Al-Rashid")


@needs_contracts
def test_it_tells_what_twilio_has_answered_itself() -> None:
    names = ("stop", "start", "help", "stop_no_optouttype")
    words = [parsed(f"inbound_sms_{name}").opt_out_handled for name in names]
    assert words == ["STOP", "START", "HELP", ""]


@needs_contracts
def test_it_reads_states_and_error_codes() -> None:
    failed = parsed("status_failed_21610")
    assert (failed.state, failed.error_code) == (DeliveryState.FAILED, 21610)
    assert parsed("status_queued").state is DeliveryState.ACCEPTED
    assert parsed("status_whatsapp_read").state is DeliveryState.READ


@needs_contracts
def test_its_codes_are_those_of_the_dictionary() -> None:
    table = load("error_codes.json")
    assert {row["code"]: row["class"] for row in table["codes"]} == {
        code: code_class.value for code, code_class in CLASS_OF.items()
    }
    assert table["default_for_unknown_code"]["class"] == classify(99999).value
    assert next_action(99999) is NextAction.ASK_PERSON


@needs_contracts
def test_it_retries_only_what_may_be_retried() -> None:
    again = (NextAction.RETRY, NextAction.RETRY_TOMORROW)
    for row in load("error_codes.json")["codes"]:
        assert (next_action(row["code"]) in again) is row["retryable"], row["code"]
    assert set(ACTION_OF) == set(CodeClass)


EXPECTED: dict[str, tuple[type[LeadlineError], NextAction | None]] = {
    "invalid_to": (ProviderRefused, NextAction.OTHER_CHANNEL),
    "opted_out": (ProviderRefused, NextAction.SUPPRESS),
    "not_mobile": (ProviderRefused, NextAction.OTHER_CHANNEL),
    "trial_unverified": (ProviderRefused, NextAction.FIX_CHANNEL),
    "region_not_enabled": (ProviderRefused, NextAction.FIX_CHANNEL),
    "queue_full": (ProviderUnavailable, None),
    "body_too_long": (ProviderRefused, NextAction.CHANGE_CONTENT),
    "auth": (ProviderAuthFailed, None),
    "not_found": (ProviderAuthFailed, None),
    "too_many_requests": (ProviderUnavailable, None),
    "internal": (OutcomeUnknown, None),
    "unavailable": (OutcomeUnknown, None),
    "gateway_html": (OutcomeUnknown, None),
    "timeout_after_accept": (OutcomeUnknown, None),
}


@needs_contracts
@pytest.mark.parametrize("error", ERRORS, ids=lambda error: error["id"])
async def test_it_decides_every_recorded_error(error: dict[str, Any]) -> None:
    body = error.get("body", "")
    content = body if isinstance(body, str) else json.dumps(body)
    answer = Answer(error["status"] or 200, content.encode())
    if error["status"] is None:
        answer.cut_after = 0
    wanted, action = EXPECTED[error["id"]]
    with pytest.raises(wanted) as caught:
        await send_to(lambda request: answer)
    assert type(caught.value) is wanted
    assert getattr(caught.value, "action", None) == action


@needs_contracts
@pytest.mark.parametrize(
    "name", ["createWithQueuedStatus", "createWithMessagingService", "createWoService"]
)
async def test_it_reads_the_recorded_answers(name: str) -> None:
    body = (FOLDER / "responses" / f"message_create_{name}.json").read_bytes()
    accepted = await send_to(lambda request: Answer(201, body))
    assert accepted == Accepted(json.loads(body)["sid"])


@needs_contracts
async def test_it_sends_what_the_recorded_client_sent() -> None:
    seen: list[Request] = []

    def handle(request: Request) -> Answer:
        seen.append(request)
        return Answer(201, (FOLDER / "responses/message_create_create.json").read_bytes())

    await send_to(handle)
    recorded = load("sdk_requests.json")["requests"][0]
    assert seen[0].path == recorded["path"]
    assert sorted(seen[0].form()) == sorted(parse_qsl(recorded["body"]))
    # The interpreter's and the system's versions are in the user agent; the rest is the same.
    for key in recorded["headers"].keys() - {"User-Agent"}:
        assert seen[0].headers[key.lower()] == recorded["headers"][key]


async def send_to(handle: Any) -> Accepted:
    server = HttpServer(handle)
    port = await server.start("127.0.0.1", 0)
    channel = TwilioChannel(f"http://127.0.0.1:{port}")
    message = Outbound(
        delivery_id="d1",
        to="+12125550199",
        sender="+15105550100",
        text="Hi",
        status_url="https://leads.example.com/webhooks/twilio/status",
    )
    try:
        return await channel.send(account(ChannelKind.SMS, token="tok"), message)
    finally:
        await channel.close()
        await server.stop()
