"""The OpenAI adapter against the provider's recorded contracts."""

from __future__ import annotations

import base64
import json
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from app.errors import (
    InvalidModelOutput,
    LeadlineError,
    ProviderAuthFailed,
    ProviderRefused,
    ProviderUnavailable,
)
from app.llm.base import Block, reads_images
from app.llm.openai import OpenAiModel
from app.world.http_server import Answer, json_answer
from app.world.world import World
from tests.contract_files import contract_json
from tests.contracts.model_cases import PNG, Recorded, problems, request_of_two_turns

pytestmark = pytest.mark.contracts

OUTCOMES: dict[str, type[LeadlineError]] = {
    "bad_input": ProviderRefused,
    "too_many_inputs": ProviderRefused,
    "auth": ProviderAuthFailed,
    "model": ProviderAuthFailed,
    "rate_limit": ProviderUnavailable,
    "quota": ProviderAuthFailed,
    "server": ProviderUnavailable,
    "overloaded": ProviderUnavailable,
}
ERRORS = (contract_json("openai/errors.json") or {"errors": []})["errors"]


def _whole(arguments: str = '{"text":"Hi"}', **choice: Any) -> dict[str, Any]:
    call = {"id": "c1", "type": "function", "function": {"name": "reply", "arguments": arguments}}
    message = {"role": "assistant", "content": None, "tool_calls": [call]}
    return {
        "choices": [{"index": 0, "finish_reason": "tool_calls", "message": message} | choice],
        "usage": {
            "prompt_tokens": 2000,
            "completion_tokens": 50,
            "prompt_tokens_details": {"cached_tokens": 1536},
        },
    }


@pytest.fixture
async def provider() -> AsyncIterator[Recorded]:
    recorded = await Recorded().start()
    yield recorded
    await recorded.stop()


@pytest.fixture
async def model(provider: Recorded) -> AsyncIterator[OpenAiModel]:
    adapter = OpenAiModel("sk-x", "gpt-4.1-mini", 2.0, f"{provider.base_url}/v1")
    yield adapter
    await adapter.aclose()


async def test_it_sends_what_the_specification_takes(
    provider: Recorded, model: OpenAiModel, contracts: Path
) -> None:
    provider.says(json_answer(200, _whole()))
    await model.ask(request_of_two_turns())
    body = provider.asked[-1].json()
    spec = contracts / "openai" / "embeddings_chat.openapi.json"
    assert problems(spec, "CreateChatCompletionRequest", body) == []
    assert provider.asked[-1].path == "/v1/chat/completions"
    assert provider.asked[-1].headers["authorization"] == "Bearer sk-x"
    assert body["tool_choice"] == "required"


async def test_it_leads_requests_with_one_prefix_to_one_cache(
    provider: Recorded, model: OpenAiModel
) -> None:
    for _ in range(2):
        provider.says(json_answer(200, _whole()))
        await model.ask(request_of_two_turns())
    provider.says(json_answer(200, _whole()))
    request = request_of_two_turns()
    await model.ask(replace(request, system=(Block("Other rules"), *request.system[1:])))
    keys = [asked.json()["prompt_cache_key"] for asked in provider.asked]
    assert keys[0] == keys[1] != keys[2]
    assert len(keys[0]) <= 64


async def test_it_sends_a_picture_as_the_specification_takes_it(
    provider: Recorded, model: OpenAiModel, contracts: Path
) -> None:
    provider.says(json_answer(200, _whole()))
    await model.ask(request_of_two_turns(with_picture=True))
    body = provider.asked[-1].json()
    spec = contracts / "openai" / "embeddings_chat.openapi.json"
    assert problems(spec, "CreateChatCompletionRequest", body) == []
    *_, picture, state = body["messages"][-1]["content"]
    assert picture["image_url"]["url"] == f"data:image/png;base64,{base64.b64encode(PNG).decode()}"
    assert state["text"].startswith("<state ")


@pytest.mark.parametrize(
    ("name", "sees"),
    [("gpt-4.1-mini", True), ("gpt-4o", True), ("gpt-5.4", True), ("gpt-3.5-turbo", False),
     ("gpt-4", False)],
)  # fmt: skip
def test_it_knows_which_models_see(name: str, sees: bool) -> None:
    assert reads_images(OpenAiModel("k", name)) is sees


async def test_it_reads_calls_and_counts_cached_tokens_apart(
    provider: Recorded, model: OpenAiModel
) -> None:
    provider.says(json_answer(200, _whole()))
    answer = await model.ask(request_of_two_turns())
    assert [(call.name, call.input) for call in answer.calls] == [("reply", {"text": "Hi"})]
    assert (answer.usage.input_tokens, answer.usage.cache_read_tokens) == (464, 1536)
    # 464 tokens at 0.40, 1,536 cached at 0.10, 50 said at 1.60 micro-USD, rounded up.
    assert answer.usage.cost_microusd == 420


@pytest.mark.parametrize("case", ERRORS, ids=lambda case: case["id"])
async def test_it_turns_every_recorded_error_into_ours(
    case: dict[str, Any], provider: Recorded, model: OpenAiModel, contracts: Path
) -> None:
    provider.says(json_answer(case["status"], case["body"], case["headers"]))
    with pytest.raises(LeadlineError) as caught:
        await model.ask(request_of_two_turns())
    assert type(caught.value) is OUTCOMES[case["id"]]
    assert len(provider.asked) == 1


async def test_it_believes_milliseconds_before_seconds(
    provider: Recorded, model: OpenAiModel
) -> None:
    headers = {"retry-after": "1", "retry-after-ms": "20"}
    provider.says(json_answer(429, {"error": {"code": "rate_limit_exceeded"}}, headers))
    with pytest.raises(ProviderUnavailable) as caught:
        await model.ask(request_of_two_turns())
    assert caught.value.retry_after_s == 0.02


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (_whole(finish_reason="length"), InvalidModelOutput),
        (_whole(finish_reason=None), InvalidModelOutput),
        (_whole('{"text": "H'), InvalidModelOutput),
        (_whole('["text"]'), InvalidModelOutput),
        (_whole(message={"role": "assistant", "content": "Hi"}), InvalidModelOutput),
        (_whole(finish_reason="content_filter"), ProviderRefused),
        (_whole(message={"refusal": "No."}, finish_reason="stop"), ProviderRefused),
        ({"choices": []}, InvalidModelOutput),
        ({}, InvalidModelOutput),
    ],
)
async def test_it_takes_no_answer_that_is_not_whole(
    answer: dict[str, Any], error: type[LeadlineError], provider: Recorded, model: OpenAiModel
) -> None:
    provider.says(json_answer(200, answer))
    with pytest.raises(error):
        await model.ask(request_of_two_turns())


@pytest.mark.parametrize(
    "answer",
    [
        Answer(503, b"<html>", "text/html"),
        Answer(200, json.dumps(_whole()).encode(), cut_after=60),
        Answer(200, b"", delay_s=5.0),
    ],
    ids=["html", "cut", "silent"],
)
async def test_it_finds_a_broken_provider_unavailable(
    answer: Answer, provider: Recorded, model: OpenAiModel
) -> None:
    provider.says(answer)
    with pytest.raises(ProviderUnavailable):
        await model.ask(request_of_two_turns())


async def test_it_understands_the_double_as_well(world: World) -> None:
    model = OpenAiModel("k", "gpt-4.1-mini", 2.0, f"{world.base_url}/v1")
    answer = await model.ask(request_of_two_turns())
    await model.aclose()
    assert "reply" in [call.name for call in answer.calls]
    assert answer.usage.cost_microusd > 0
    assert answer.is_simulated


async def test_the_double_reads_a_shared_prefix_from_its_cache(world: World) -> None:
    model = OpenAiModel("k", "gpt-4.1-mini", 2.0, f"{world.base_url}/v1")
    first = await model.ask(request_of_two_turns())
    again = await model.ask(request_of_two_turns(with_picture=True))
    await model.aclose()
    assert first.usage.cache_read_tokens == 0
    assert again.usage.cache_read_tokens >= 1024
    assert again.usage.cache_read_tokens % 128 == 0
    # The picture is read anew, as one of the largest there is.
    assert again.usage.input_tokens >= 1600


@pytest.mark.parametrize("kind", ["429", "500", "drop", "garbage", "cut_stream"])
async def test_it_finds_the_double_unavailable_in_every_fault(kind: str, world: World) -> None:
    model = OpenAiModel("k", "gpt-4.1-mini", 0.5, f"{world.base_url}/v1")
    await model.warm()
    world.faults.force("openai", kind)
    with pytest.raises(ProviderUnavailable):
        await model.ask(request_of_two_turns())
    await model.aclose()
