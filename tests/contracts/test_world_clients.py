"""The official clients against the world: answers, streams, tools, and every kind of fault."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import anthropic
import openai
import pytest
from jsonschema import Draft202012Validator
from twilio.base.exceptions import TwilioException, TwilioRestException
from twilio.http.http_client import TwilioHttpClient
from twilio.rest import Client

from app.world.anthropic import stream_events
from app.world.world import World

pytestmark = pytest.mark.contracts

ACCOUNT_SID = "AC" + "a" * 32
OURS, LEAD = "+15105550100", "+12125550199"
MODEL = "claude-sonnet-5"
REPLY = {
    "name": "reply",
    "description": "Write to the lead.",
    "input_schema": {
        "type": "object",
        "properties": {"text": {"type": "string"}, "confidence": {"enum": ["high", "low"]}},
        "required": ["text", "confidence"],
    },
}


@pytest.fixture
async def claude(world: World) -> AsyncIterator[anthropic.AsyncAnthropic]:
    async with anthropic.AsyncAnthropic(
        api_key="k", base_url=world.base_url, max_retries=0, timeout=5
    ) as client:
        yield client


@pytest.fixture
async def gpt(world: World) -> AsyncIterator[openai.AsyncOpenAI]:
    async with openai.AsyncOpenAI(
        api_key="k", base_url=f"{world.base_url}/v1", max_retries=0, timeout=5
    ) as client:
        yield client


@pytest.fixture
def texts(world: World) -> Client:
    client = Client(ACCOUNT_SID, "tok", http_client=TwilioHttpClient(timeout=2))
    client.api.base_url = world.base_url
    return client


async def ask(client: anthropic.AsyncAnthropic, **more: Any) -> Any:
    messages = [{"role": "user", "content": "hello"}]
    return await client.messages.create(model=MODEL, max_tokens=300, messages=messages, **more)


async def send(client: Client, body: str = "Hi", **more: Any) -> Any:
    given = {"to": LEAD, "from_": OURS, "body": body, **more}
    return await asyncio.to_thread(client.messages.create, **given)


# -- Anthropic


async def test_claude_calls_an_offered_tool(claude: anthropic.AsyncAnthropic) -> None:
    message = await ask(claude, tools=[REPLY], tool_choice={"type": "any"})

    assert message.stop_reason == "tool_use"
    assert [block.name for block in message.content] == ["reply"]
    assert message.id.startswith("msg_sim_")


async def test_claude_streams_what_it_answers_plainly(claude: anthropic.AsyncAnthropic) -> None:
    plain = await ask(claude, tools=[REPLY])
    messages = [{"role": "user", "content": "hello"}]
    async with claude.messages.stream(
        model=MODEL, max_tokens=300, messages=messages, tools=[REPLY]
    ) as stream:
        streamed = await stream.get_final_message()

    assert streamed.content[0].input == plain.content[0].input
    assert streamed.usage.output_tokens == plain.usage.output_tokens


def test_stream_events_follow_the_schema(contracts: Any) -> None:
    spec = json.loads((contracts / "anthropic/messages.openapi.json").read_text("utf-8"))
    union = spec["components"]["schemas"]["MessageStreamEvent"]
    validator = Draft202012Validator({**union, "components": spec["components"]})
    message = json.loads((contracts / "anthropic/responses/message_tool_use.json").read_text())

    events = [json.loads(e.split(b"data: ")[1]) for e in stream_events(message)]

    assert [
        event for event in events if event["type"] != "ping" and not validator.is_valid(event)
    ] == []
    assert events[0]["type"] == "message_start"
    assert events[-1]["type"] == "message_stop"


@pytest.mark.parametrize("size", [1, 3, 7, 61])
async def test_streams_survive_any_split(
    world: World, claude: anthropic.AsyncAnthropic, size: int
) -> None:
    said = "أهلاً بك 👋 the villa is free"
    world.anthropic.scripted.append({"content": [{"type": "text", "text": said}]})
    world.anthropic.chunk_bytes = size
    messages = [{"role": "user", "content": "hello"}]
    async with claude.messages.stream(model=MODEL, max_tokens=300, messages=messages) as stream:
        final = await stream.get_final_message()

    assert final.content[0].text == said


@pytest.mark.parametrize("size", [1, 13, 100_000])
@pytest.mark.parametrize(
    ("name", "stop_reason"),
    [
        ("text_basic", "end_turn"),
        ("tool_use", "tool_use"),
        ("cache_hit_arabic", "end_turn"),
        ("refusal", "refusal"),
        ("tool_use_truncated_max_tokens", "max_tokens"),
        ("cut_without_stop", None),
    ],
)
async def test_recorded_streams_are_replayed_in_any_split(
    world: World,
    claude: anthropic.AsyncAnthropic,
    contracts: Path,
    name: str,
    stop_reason: str | None,
    size: int,
) -> None:
    recorded = (contracts / f"anthropic/streams/{name}.sse").read_text("utf-8")
    world.anthropic.scripted.append({"sse": recorded})
    world.anthropic.chunk_bytes = size
    messages = [{"role": "user", "content": "hello"}]
    async with claude.messages.stream(model=MODEL, max_tokens=300, messages=messages) as stream:
        final = await stream.get_final_message()

    assert final.stop_reason == stop_reason


@pytest.mark.parametrize(
    ("kind", "error"),
    [
        ("401", anthropic.AuthenticationError),
        ("429", anthropic.RateLimitError),
        ("500", anthropic.InternalServerError),
        ("529", anthropic.InternalServerError),
        ("garbage", anthropic.APIStatusError),
        ("drop", anthropic.APIConnectionError),
        ("cut_stream", anthropic.APIConnectionError),
    ],
)
async def test_claude_faults_reach_the_client(
    world: World, claude: anthropic.AsyncAnthropic, kind: str, error: type[Exception]
) -> None:
    world.faults.force("anthropic", kind)
    with pytest.raises(error):
        await ask(claude)


async def test_a_cut_stream_has_no_stop_reason(
    world: World, claude: anthropic.AsyncAnthropic
) -> None:
    world.faults.force("anthropic", "cut_stream")
    messages = [{"role": "user", "content": "hello"}]
    async with claude.messages.stream(model=MODEL, max_tokens=300, messages=messages) as stream:
        final = await stream.get_final_message()

    assert final.stop_reason is None


async def test_an_overloaded_stream_raises_an_error(
    world: World, claude: anthropic.AsyncAnthropic
) -> None:
    world.faults.force("anthropic", "error_stream")
    messages = [{"role": "user", "content": "hello"}]
    with pytest.raises(anthropic.APIStatusError) as caught:
        async with claude.messages.stream(model=MODEL, max_tokens=300, messages=messages) as stream:
            await stream.get_final_message()

    assert caught.value.body["error"]["type"] == "overloaded_error"


async def test_a_silent_claude_times_out(world: World, claude: anthropic.AsyncAnthropic) -> None:
    world.faults.force("anthropic", "hang")
    with pytest.raises(anthropic.APITimeoutError):
        await ask(claude.with_options(timeout=0.2))


async def test_claude_is_cut_off_at_max_tokens(
    world: World, claude: anthropic.AsyncAnthropic
) -> None:
    world.anthropic.scripted.append({"content": [{"type": "text", "text": "word " * 900}]})
    message = await ask(claude)

    assert message.stop_reason == "max_tokens"
    assert message.usage.output_tokens == 300


async def test_claude_lists_its_models(claude: anthropic.AsyncAnthropic) -> None:
    names = [model.id async for model in claude.models.list()]
    counted = await claude.messages.count_tokens(
        model=MODEL, messages=[{"role": "user", "content": "x" * 400}]
    )

    assert MODEL in names
    assert 100 <= counted.input_tokens <= 120


# -- OpenAI


async def test_gpt_calls_an_offered_tool(gpt: openai.AsyncOpenAI) -> None:
    function = {"name": "reply", "parameters": REPLY["input_schema"]}
    answer = await gpt.chat.completions.create(
        model="gpt-4.1-mini",
        messages=[{"role": "user", "content": "hello"}],
        tools=[{"type": "function", "function": function}],
        tool_choice="required",
    )
    call = answer.choices[0].message.tool_calls[0]

    assert call.function.name == "reply"
    assert json.loads(call.function.arguments)["text"]
    assert answer.choices[0].finish_reason == "tool_calls"


async def test_gpt_streams(gpt: openai.AsyncOpenAI) -> None:
    stream = await gpt.chat.completions.create(
        model="gpt-4.1-mini", messages=[{"role": "user", "content": "hello"}], stream=True
    )
    said = "".join([chunk.choices[0].delta.content or "" async for chunk in stream])

    assert len(said) > 10


async def test_embeddings_are_near_for_shared_words(gpt: openai.AsyncOpenAI) -> None:
    texts = ["opening hours on friday", "what are your opening hours", "a leaking tap"]
    answer = await gpt.embeddings.create(
        model="text-embedding-3-small", input=texts, dimensions=256
    )
    near, query, far = (row.embedding for row in answer.data)

    def dot(a: list[float], b: list[float]) -> float:
        return sum(x * y for x, y in zip(a, b, strict=True))

    assert abs(dot(query, query) - 1) < 1e-5
    assert dot(query, near) > dot(query, far) + 0.2


@pytest.mark.parametrize(
    ("kind", "error"),
    [
        ("401", openai.AuthenticationError),
        ("402", openai.RateLimitError),
        ("429", openai.RateLimitError),
        ("503", openai.InternalServerError),
        ("drop", openai.APIConnectionError),
    ],
)
async def test_gpt_faults_reach_the_client(
    world: World, gpt: openai.AsyncOpenAI, kind: str, error: type[Exception]
) -> None:
    world.faults.force("openai", kind)
    with pytest.raises(error):
        await gpt.embeddings.create(model="text-embedding-3-small", input="a")


# -- Twilio


async def test_a_sent_message_is_listed(texts: Client) -> None:
    sent = await send(texts)
    since = datetime.now(UTC) - timedelta(seconds=30)
    found = await asyncio.to_thread(texts.messages.list, to=LEAD, date_sent_after=since)
    later = await asyncio.to_thread(
        texts.messages.list, to=LEAD, date_sent_after=since + timedelta(days=1)
    )

    assert [message.sid for message in found] == [sent.sid]
    assert later == []


async def test_a_list_is_paged(texts: Client) -> None:
    for number in range(5):
        await send(texts, f"message {number}")
    found = await asyncio.to_thread(texts.messages.list, to=LEAD, page_size=2)

    assert [message.body for message in found] == [f"message {n}" for n in (4, 3, 2, 1, 0)]


@pytest.mark.parametrize(
    ("kind", "error", "accepted"),
    [
        ("429", TwilioRestException, 0),
        ("503", TwilioRestException, 0),
        ("garbage", TwilioException, 0),
        ("drop", Exception, 0),
        ("drop_after", Exception, 1),
    ],
)
async def test_twilio_faults_reach_the_client(
    world: World, texts: Client, kind: str, error: type[Exception], accepted: int
) -> None:
    world.faults.force("twilio", kind)
    with pytest.raises(error):
        await send(texts)

    assert len(world.twilio.records) == accepted


async def test_a_wrong_token_is_refused(world: World) -> None:
    client = Client(ACCOUNT_SID, "wrong")
    client.api.base_url = world.base_url
    with pytest.raises(TwilioRestException) as caught:
        await send(client)

    assert caught.value.code == 20003


async def test_a_recipient_who_opted_out_is_refused(world: World, texts: Client) -> None:
    world.twilio.opted_out.add((OURS, LEAD))
    with pytest.raises(TwilioRestException) as caught:
        await send(texts)

    assert (caught.value.code, caught.value.status) == (21610, 400)


async def test_a_scheduled_message_can_be_cancelled(world: World, texts: Client) -> None:
    later = datetime.now(UTC) + timedelta(hours=1)
    sent = await send(
        texts, from_=None, messaging_service_sid="MG" + "b" * 32, schedule_type="fixed",
        send_at=later,
    )  # fmt: skip
    changed = await asyncio.to_thread(texts.messages(sent.sid).update, status="canceled")

    assert (sent.status, changed.status) == ("scheduled", "canceled")
    assert world.verdict().outbound == 0
