"""The Anthropic adapter against the provider's recorded contracts."""

from __future__ import annotations

import base64
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from app.clock import ManualClock
from app.domain.media import Image
from app.domain.message import Author, Media, Message
from app.domain.prompt import TurnState, offered
from app.domain.tools import parse_calls
from app.errors import (
    InvalidModelOutput,
    LeadlineError,
    ProviderAuthFailed,
    ProviderRefused,
    ProviderUnavailable,
)
from app.llm.anthropic import AnthropicModel
from app.llm.prompts import build_request, load_prompts
from app.world.http_server import Answer, json_answer
from app.world.prompt_cache import PromptCache
from app.world.world import World
from tests.contract_files import contract_json
from tests.contracts.model_cases import (
    ACME,
    PNG,
    SHOWN,
    Recorded,
    problems,
    request_of_two_turns,
)

pytestmark = pytest.mark.contracts

OUTCOMES: dict[str, type[LeadlineError]] = {
    "invalid_request": ProviderRefused,
    "context_too_long": ProviderRefused,
    "authentication": ProviderAuthFailed,
    "billing": ProviderAuthFailed,
    "permission": ProviderAuthFailed,
    "not_found": ProviderAuthFailed,
    "too_large": ProviderRefused,
    "rate_limit": ProviderUnavailable,
    "api_error": ProviderUnavailable,
    "timeout": ProviderUnavailable,
    "overloaded": ProviderUnavailable,
    "overloaded_no_retry": ProviderUnavailable,
}
ERRORS = (contract_json("anthropic/errors.json") or {"errors": []})["errors"]
WHOLE = {
    "type": "message",
    "stop_reason": "tool_use",
    "content": [{"type": "tool_use", "id": "t1", "name": "reply", "input": {"text": "Hi"}}],
    "usage": {"input_tokens": 10, "output_tokens": 5},
}


@pytest.fixture
async def provider() -> AsyncIterator[Recorded]:
    recorded = await Recorded().start()
    yield recorded
    await recorded.stop()


@pytest.fixture
async def model(provider: Recorded) -> AsyncIterator[AnthropicModel]:
    adapter = AnthropicModel("sk-ant-x", "claude-sonnet-4-5", 2.0, provider.base_url)
    yield adapter
    await adapter.aclose()


async def _body(provider: Recorded, adapter: AnthropicModel) -> dict[str, Any]:
    provider.says(json_answer(200, WHOLE))
    await adapter.ask(request_of_two_turns())
    return provider.asked[-1].json()


async def test_it_sends_what_the_specification_takes(
    provider: Recorded, model: AnthropicModel, contracts: Path
) -> None:
    body = await _body(provider, model)
    spec = contracts / "anthropic" / "messages.openapi.json"
    assert problems(spec, "CreateMessageParams", body) == []
    assert provider.asked[-1].path == "/v1/messages"


async def test_it_signs_as_the_recorded_client_does(
    provider: Recorded, model: AnthropicModel, contracts: Path
) -> None:
    await _body(provider, model)
    recorded = json.loads((contracts / "anthropic" / "sdk_requests.json").read_text())
    wanted = {k.lower(): v for k, v in recorded["requests"][0]["headers"].items()}
    sent = provider.asked[-1].headers
    assert sent["anthropic-version"] == wanted["anthropic-version"]
    assert sent["authorization"] == "Bearer sk-ant-x"
    assert sent["content-type"] == "application/json"


async def test_it_sets_four_breakpoints_and_forces_a_tool(
    provider: Recorded, model: AnthropicModel
) -> None:
    body = await _body(provider, model)
    blocks = [*body["tools"], *body["system"]]
    blocks += [block for said in body["messages"] for block in said["content"]]
    assert [n for n, block in enumerate(blocks) if "cache_control" in block] == [4, 5, 6, 9]
    assert body["tool_choice"] == {"type": "any"}


async def test_it_caches_the_static_prefix_for_an_hour_and_the_rest_shortly(
    provider: Recorded, model: AnthropicModel, contracts: Path
) -> None:
    provider.says(json_answer(200, WHOLE))
    await model.ask(request_of_two_turns("1h"))
    body = provider.asked[-1].json()
    blocks = [*body["system"], *(b for said in body["messages"] for b in said["content"])]
    marks = [block["cache_control"] for block in blocks if "cache_control" in block]
    long, short = {"type": "ephemeral", "ttl": "1h"}, {"type": "ephemeral"}
    assert marks == [long, long, short, short]
    spec = contracts / "anthropic" / "messages.openapi.json"
    assert problems(spec, "CreateMessageParams", body) == []


async def test_it_charges_an_hour_in_the_cache_at_its_own_price(
    provider: Recorded, model: AnthropicModel
) -> None:
    written = {"ephemeral_5m_input_tokens": 1000, "ephemeral_1h_input_tokens": 1000}
    usage = {"input_tokens": 0, "output_tokens": 0, "cache_creation_input_tokens": 2000}
    provider.says(json_answer(200, WHOLE | {"usage": usage | {"cache_creation": written}}))
    answer = await model.ask(request_of_two_turns("1h"))
    # 1,000 tokens at 3.75 and 1,000 at 6 micro-USD.
    assert answer.usage.cost_microusd == 3750 + 6000
    assert answer.usage.cache_write_tokens == 2000


async def test_it_reserves_the_price_of_the_longer_lifetime(model: AnthropicModel) -> None:
    short, long = (
        model.worst_case_microusd(request_of_two_turns(lifetime)) for lifetime in ("5m", "1h")
    )
    assert long > short


async def test_it_sends_a_picture_as_the_specification_takes_it(
    provider: Recorded, model: AnthropicModel, contracts: Path
) -> None:
    provider.says(json_answer(200, WHOLE))
    await model.ask(request_of_two_turns(with_picture=True))
    body = provider.asked[-1].json()
    spec = contracts / "anthropic" / "messages.openapi.json"
    assert problems(spec, "CreateMessageParams", body) == []
    *_, picture, state = body["messages"][-1]["content"]
    assert picture["type"] == "image"
    assert base64.b64decode(picture["source"]["data"]) == PNG
    assert picture["source"]["media_type"] == "image/png"
    assert state["text"].startswith("<state ")
    assert "cache_control" not in picture


async def test_it_reserves_for_a_picture(model: AnthropicModel) -> None:
    without, with_one = (
        model.worst_case_microusd(request_of_two_turns(with_picture=picture))
        for picture in (False, True)
    )
    # 1,600 tokens at 3.75 micro-USD, and its label.
    assert with_one - without > 1600 * 3.75


async def test_it_does_not_force_models_that_refuse_it(provider: Recorded, contracts: Path) -> None:
    model = AnthropicModel("k", "claude-sonnet-5-5", 2.0, provider.base_url)
    body = await _body(provider, model)
    await model.aclose()
    assert body["tool_choice"] == {"type": "auto"}
    assert body["thinking"] == {"type": "between_tools"}
    assert body["max_tokens"] > 4096


async def test_it_reads_the_recorded_tool_call_and_its_cost(
    provider: Recorded, model: AnthropicModel, contracts: Path
) -> None:
    recorded = (contracts / "anthropic" / "responses" / "message_tool_use.json").read_bytes()
    provider.says(Answer(200, recorded))
    answer = await model.ask(request_of_two_turns())
    assert [(c.name, c.input["budget"]) for c in answer.calls] == [
        ("record_qualification", 1_100_000)
    ]
    # 21 tokens at 3, 2,048 written at 3.75, 65 said at 15 micro-USD.
    assert answer.usage.cost_microusd == 63 + 7680 + 975
    assert (answer.usage.cache_write_tokens, answer.usage.cache_read_tokens) == (2048, 0)


async def test_it_rejects_a_recorded_answer_without_a_tool(
    provider: Recorded, model: AnthropicModel, contracts: Path
) -> None:
    recorded = (contracts / "anthropic" / "responses" / "message_text.json").read_bytes()
    provider.says(Answer(200, recorded))
    with pytest.raises(InvalidModelOutput) as caught:
        await model.ask(request_of_two_turns())
    assert caught.value.details["repair"]
    assert caught.value.details["usage"].output_tokens == 12  # type: ignore[attr-defined]


@pytest.mark.parametrize("case", ERRORS, ids=lambda case: case["id"])
async def test_it_turns_every_recorded_error_into_ours(
    case: dict[str, Any], provider: Recorded, model: AnthropicModel, contracts: Path
) -> None:
    provider.says(json_answer(case["status"], case["body"], case["headers"]))
    with pytest.raises(LeadlineError) as caught:
        await model.ask(request_of_two_turns())
    assert type(caught.value) is OUTCOMES[case["id"]]
    assert len(provider.asked) == 1


async def test_it_keeps_the_time_a_rate_limit_names(
    provider: Recorded, model: AnthropicModel
) -> None:
    provider.says(json_answer(429, {"type": "error"}, {"retry-after": "12"}))
    with pytest.raises(ProviderUnavailable) as caught:
        await model.ask(request_of_two_turns())
    assert caught.value.retry_after_s == 12


@pytest.mark.parametrize(
    "answer",
    [
        Answer(529, b"<html>busy</html>", "text/html"),
        Answer(502, b""),
        Answer(500, b'{"error": "not an object"}'),
        Answer(200, b'{"type":"error","error":{"type":"overloaded_error"}}'),
        Answer(200, json.dumps(WHOLE).encode(), cut_after=40),
        Answer(200, b"", cut_after=0),
        Answer(200, json.dumps(WHOLE).encode(), delay_s=5.0),
        Answer(200, parts=[(0.5, b"{"), (0.5, b'"'), (0.5, b"a"), (0.5, b'"'), (0.5, b":")] * 2),
    ],
    ids=["html", "empty", "odd", "error-at-200", "cut", "closed", "silent", "dripping"],
)
async def test_it_finds_a_broken_provider_unavailable(
    answer: Answer, provider: Recorded, model: AnthropicModel
) -> None:
    provider.says(answer)
    with pytest.raises(ProviderUnavailable):
        await model.ask(request_of_two_turns())


async def test_it_finds_a_provider_that_is_not_there_unavailable() -> None:
    model = AnthropicModel("k", "claude-sonnet-4-5", 2.0, "http://127.0.0.1:9")
    with pytest.raises(ProviderUnavailable):
        await model.ask(request_of_two_turns())
    await model.aclose()


@pytest.mark.parametrize(
    ("stop_reason", "error"),
    [
        ("max_tokens", InvalidModelOutput),
        (None, InvalidModelOutput),
        ("pause_turn", InvalidModelOutput),
        ("something_new", InvalidModelOutput),
        ("refusal", ProviderRefused),
        ("model_context_window_exceeded", ProviderRefused),
    ],
)
async def test_it_takes_no_answer_that_did_not_end_by_itself(
    stop_reason: str | None,
    error: type[LeadlineError],
    provider: Recorded,
    model: AnthropicModel,
) -> None:
    provider.says(json_answer(200, WHOLE | {"stop_reason": stop_reason}))
    with pytest.raises(error) as caught:
        await model.ask(request_of_two_turns())
    assert caught.value.details["usage"].input_tokens == 10  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "body",
    [
        b"not json",
        b"[]",
        b"{}",
        json.dumps(WHOLE).encode()[:-30],
        json.dumps(WHOLE | {"content": None}).encode(),
        json.dumps(WHOLE | {"content": 5}).encode(),
        json.dumps(WHOLE | {"content": [{"type": "tool_use", "name": "reply"}, "x"]}).encode(),
        json.dumps(WHOLE | {"usage": "free", "content": []}).encode(),
    ],
)
async def test_it_rejects_garbage_without_falling_over(
    body: bytes, provider: Recorded, model: AnthropicModel
) -> None:
    provider.says(Answer(200, body))
    with pytest.raises(InvalidModelOutput):
        await model.ask(request_of_two_turns())


async def test_it_shares_every_byte_of_the_static_prefix(
    provider: Recorded, model: AnthropicModel
) -> None:
    one = await _body(provider, model)
    other = await _body(provider, model)
    assert json.dumps([one["tools"], one["system"]]) == json.dumps(
        [other["tools"], other["system"]]
    )
    raw = provider.asked[0].body
    assert provider.asked[1].body[: raw.index(b'"messages"')] == raw[: raw.index(b'"messages"')]


async def test_it_understands_the_double_as_well(world: World) -> None:
    model = AnthropicModel("k", "claude-sonnet-4-5", 2.0, world.base_url)
    first = await model.ask(request_of_two_turns())
    again = await model.ask(request_of_two_turns())
    await model.aclose()
    actions = parse_calls(first.calls, offered(ACME, SHOWN, []))
    assert actions.reply is not None
    assert first.is_simulated
    assert first.usage.cache_write_tokens == again.usage.cache_read_tokens > 0


async def test_the_double_keeps_each_part_for_its_lifetime(
    world: World, clock: ManualClock
) -> None:
    world.anthropic.cache = PromptCache(clock)
    model = AnthropicModel("k", "claude-sonnet-4-5", 2.0, world.base_url)
    first = await model.ask(request_of_two_turns("1h"))
    clock.advance(1800)
    later = await model.ask(request_of_two_turns("1h"))
    await model.aclose()
    assert first.usage.cache_read_tokens == 0
    # The conversation was forgotten meanwhile, the static prefix was not.
    assert 0 < later.usage.cache_write_tokens < later.usage.cache_read_tokens
    total = first.usage.cache_write_tokens
    assert later.usage.cache_read_tokens + later.usage.cache_write_tokens == total


async def test_the_double_says_what_picture_it_saw(world: World) -> None:
    model = AnthropicModel("k", "claude-sonnet-4-5", 2.0, world.base_url)
    message = Message("m1", "c1", Author.LEAD, "", 0, (Media("https://x.example/1", "image/png"),))
    request = build_request(
        load_prompts(), ACME, SHOWN, [message], TurnState("en", "sms", 0, 300),
        images=[Image("m1", "image/png", PNG)],
    )  # fmt: skip
    answer = await model.ask(request)
    await model.aclose()
    reply = parse_calls(answer.calls, offered(ACME, SHOWN, [message])).reply
    assert reply is not None
    assert "PNG" in reply.text


@pytest.mark.parametrize("kind", ["429", "500", "529", "drop", "garbage", "cut_stream", "hang"])
async def test_it_finds_the_double_unavailable_in_every_fault(kind: str, world: World) -> None:
    model = AnthropicModel("k", "claude-sonnet-4-5", 0.5, world.base_url)
    await model.warm()
    world.faults.force("anthropic", kind)
    with pytest.raises(ProviderUnavailable):
        await model.ask(request_of_two_turns())
    await model.aclose()
