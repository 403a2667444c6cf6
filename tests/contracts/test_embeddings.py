"""The OpenAI embedder against the provider's recorded contracts."""

from __future__ import annotations

import base64
import json
import math
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from app.world.http_server import Answer, json_answer
from app.world.openai import MAX_INPUT_TOKENS
from app.world.prompt_cache import count_tokens
from app.world.world import World
from tests.contract_files import contract_json
from tests.contracts.model_cases import Recorded, problems
from vectors.base import EmbedderRefused, EmbedderUnavailable
from vectors.openai import OpenAiEmbedder

pytestmark = pytest.mark.contracts

OUTCOMES: dict[str, type[Exception]] = {
    "bad_input": EmbedderRefused,
    "too_many_inputs": EmbedderRefused,
    "auth": EmbedderRefused,
    "model": EmbedderRefused,
    "rate_limit": EmbedderUnavailable,
    "quota": EmbedderRefused,
    "server": EmbedderUnavailable,
    "overloaded": EmbedderUnavailable,
}
ERRORS = (contract_json("openai/errors.json") or {"errors": []})["errors"]
Row = list[float] | str


def _answer(*rows: tuple[int, Row], tokens: int = 3) -> dict[str, Any]:
    data = [{"object": "embedding", "index": index, "embedding": row} for index, row in rows]
    usage = {"prompt_tokens": tokens, "total_tokens": tokens}
    return {"object": "list", "data": data, "model": "m", "usage": usage}


def _base64(*numbers: float) -> str:
    return base64.b64encode(np.array(numbers, "<f4").tobytes()).decode()


@pytest.fixture
async def provider() -> AsyncIterator[Recorded]:
    recorded = await Recorded().start()
    yield recorded
    await recorded.stop()


@pytest.fixture
async def embedder(provider: Recorded) -> AsyncIterator[OpenAiEmbedder]:
    """A model that gives two numbers, three texts a request."""
    made = OpenAiEmbedder(
        "sk-x", dimensions=2, base_url=f"{provider.base_url}/v1", timeout_s=2.0, max_inputs=3
    )
    yield made
    await made.aclose()


async def test_it_sends_what_the_specification_takes(
    provider: Recorded, embedder: OpenAiEmbedder, contracts: Path
) -> None:
    provider.says(json_answer(200, _answer((0, _base64(1, 0)))))
    await embedder.embed(["كم السعر؟"])
    asked = provider.asked[-1]
    spec = contracts / "openai" / "embeddings_chat.openapi.json"
    assert problems(spec, "CreateEmbeddingRequest", asked.json()) == []
    assert (asked.path, asked.headers["authorization"]) == ("/v1/embeddings", "Bearer sk-x")
    assert asked.json() == {
        "model": "text-embedding-3-small",
        "input": ["كم السعر؟"],
        "encoding_format": "base64",
        "dimensions": 2,
    }


@pytest.mark.parametrize("name", ["embedding_base64", "embedding_two_inputs"])
async def test_it_reads_recorded_answers(name: str, provider: Recorded, contracts: Path) -> None:
    body = json.loads((contracts / "openai" / "responses" / f"{name}.json").read_text("utf-8"))
    given = body["data"][0]["embedding"]
    length = len(base64.b64decode(given)) // 4 if isinstance(given, str) else len(given)
    embedder = OpenAiEmbedder("k", dimensions=length, base_url=f"{provider.base_url}/v1")
    provider.says(json_answer(200, body))

    made = await embedder.embed(["a"] * len(body["data"]))

    await embedder.aclose()
    assert made.vectors.shape == (len(body["data"]), length)
    assert np.linalg.norm(made.vectors, axis=1) == pytest.approx(1.0, abs=1e-6)
    assert made.tokens == body["usage"]["total_tokens"]


async def test_it_goes_by_index_and_brings_vectors_to_length_one(
    provider: Recorded, embedder: OpenAiEmbedder
) -> None:
    rows = [(2, _base64(0, -2)), (0, _base64(3, 4)), (1, [0.5, 0.0])]
    provider.says(json_answer(200, _answer(*rows)))
    made = await embedder.embed(["a", "b", "c"])
    assert made.vectors.dtype == np.float32
    assert made.vectors.tolist() == pytest.approx(
        np.array([[0.6, 0.8], [1.0, 0.0], [0.0, -1.0]]), abs=1e-6
    )


async def test_it_asks_in_batches_and_sums_tokens(
    provider: Recorded, embedder: OpenAiEmbedder
) -> None:
    for count in (3, 3, 1):
        provider.says(json_answer(200, _answer(*((n, [1, n]) for n in range(count)), tokens=5)))
    made = await embedder.embed([str(n) for n in range(7)])
    assert [asked.json()["input"] for asked in provider.asked] == [list("012"), list("345"), ["6"]]
    assert (made.vectors.shape, made.tokens) == ((7, 2), 15)


async def test_no_texts_are_no_request(provider: Recorded, embedder: OpenAiEmbedder) -> None:
    made = await embedder.embed([])
    assert (made.vectors.shape, made.tokens, provider.asked) == ((0, 2), 0, [])


async def test_it_cuts_long_texts_at_a_letter_and_fills_empty_ones(
    provider: Recorded, embedder: OpenAiEmbedder
) -> None:
    provider.says(json_answer(200, _answer((0, [1, 0]), (1, [1, 0]), (2, [1, 0]))))
    await embedder.embed(["a" + "س" * 9000, "", "a\ud800b"])
    long, empty, broken = provider.asked[-1].json()["input"]
    assert long == "a" + "س" * 3999
    assert (empty, broken) == (" ", "a?b")


async def test_a_request_holds_no_more_than_the_limit(provider: Recorded) -> None:
    embedder = OpenAiEmbedder(
        "k", dimensions=2, base_url=f"{provider.base_url}/v1", max_inputs=2048
    )
    for count in (37, 13):
        provider.says(json_answer(200, _answer(*((n, [1, 0]) for n in range(count)))))
    await embedder.embed(["word " * 2000] * 50)
    await embedder.aclose()
    sizes = [sum(len(text) for text in asked.json()["input"]) for asked in provider.asked]
    assert sizes == [296_000, 104_000]


async def test_an_older_model_is_not_asked_for_dimensions(provider: Recorded) -> None:
    embedder = OpenAiEmbedder(
        "k", "text-embedding-ada-002", base_url=f"{provider.base_url}/v1", timeout_s=2.0
    )
    provider.says(json_answer(200, _answer((0, [1.0] * 1536))))
    await embedder.embed(["a"])
    await embedder.aclose()
    assert "dimensions" not in provider.asked[-1].json()


@pytest.mark.parametrize("case", ERRORS, ids=lambda case: case["id"])
async def test_it_turns_every_recorded_error_into_ours(
    case: dict[str, Any], provider: Recorded, embedder: OpenAiEmbedder, contracts: Path
) -> None:
    provider.says(json_answer(case["status"], case["body"], case["headers"]))
    with pytest.raises((EmbedderRefused, EmbedderUnavailable)) as caught:
        await embedder.embed(["a"])
    assert type(caught.value) is OUTCOMES[case["id"]]
    assert case["body"]["error"]["message"] not in str(caught.value)
    assert len(provider.asked) == 1


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"retry-after": "1", "retry-after-ms": "20"}, 0.02),
        ({"retry-after": "7"}, 7.0),
        ({"retry-after": "99999"}, 3600.0),
        ({"retry-after": "soon"}, 30.0),
        ({}, 30.0),
    ],
)
async def test_it_says_when_to_ask_again(
    headers: dict[str, str], seconds: float, provider: Recorded, embedder: OpenAiEmbedder
) -> None:
    provider.says(json_answer(429, {"error": {"code": "rate_limit_exceeded"}}, headers))
    with pytest.raises(EmbedderUnavailable) as caught:
        await embedder.embed(["a"])
    assert caught.value.retry_after_s == seconds


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"data": None},
        {"data": [None]},
        _answer(),
        _answer((1, [1, 0])),
        _answer((0, [1, 0]), (0, [1, 0])),
        _answer((0, "not base64!")),
        _answer((0, "AAA=")),
        _answer((0, ["a", "b"])),
        _answer((0, [0.0, 0.0])),
        _answer((0, _base64(math.nan, 1.0))),
        _answer((0, _base64(math.inf, 1.0))),
    ],
)
async def test_it_takes_no_answer_that_is_not_whole(
    body: dict[str, Any], provider: Recorded, embedder: OpenAiEmbedder
) -> None:
    provider.says(json_answer(200, body))
    with pytest.raises(EmbedderUnavailable):
        await embedder.embed(["a"])


async def test_vectors_of_another_length_need_an_admin(
    provider: Recorded, embedder: OpenAiEmbedder
) -> None:
    provider.says(json_answer(200, _answer((0, _base64(1, 0, 0)))))
    with pytest.raises(EmbedderRefused, match="3 numbers, 2 are set"):
        await embedder.embed(["a"])


@pytest.mark.parametrize(
    "answer",
    [
        Answer(503, b"<html>", "text/html"),
        Answer(200, b"<html>", "text/html"),
        Answer(200, json.dumps(_answer((0, [1, 0]))).encode(), cut_after=60),
        Answer(200, b"", delay_s=5.0),
        Answer(200, b'{"data": [{"index": [0], "embedding": [1, 0]}]}'),
        Answer(200, b'{"data": [{"index": 0, "embedding": [NaN, 0]}]}'),
        Answer(200, b'{"data": [{"index": 0, "embedding": [1e308, 1e308]}]}'),
        Answer(500, b'{"error": {"code": ["x"]}}'),
    ],
    ids=["html", "html as good", "cut", "silent", "no index", "NaN", "huge", "no code"],
)
async def test_it_finds_a_broken_provider_unavailable(
    answer: Answer, provider: Recorded, embedder: OpenAiEmbedder
) -> None:
    provider.says(answer)
    with pytest.raises(EmbedderUnavailable):
        await embedder.embed(["a"])


def test_it_needs_to_be_told_about_a_model_it_does_not_know() -> None:
    with pytest.raises(ValueError, match="set its dimensions and the languages"):
        OpenAiEmbedder("k", "nomic-embed-text", 768)
    made = OpenAiEmbedder("k", "nomic-embed-text", 768, frozenset({"en"}))
    assert (made.name, made.dimensions, made.languages) == ("nomic-embed-text", 768, {"en"})


@pytest.mark.parametrize(
    ("model", "dimensions"),
    [
        ("text-embedding-3-small", 1537),
        ("text-embedding-ada-002", 512),
        ("text-embedding-3-small", -1),
    ],
)
def test_it_refuses_dimensions_a_model_cannot_give(model: str, dimensions: int) -> None:
    with pytest.raises(ValueError, match="dimensions"):
        OpenAiEmbedder("k", model, dimensions)


@pytest.mark.parametrize("model", ["text-embedding-3-small", "text-embedding-3-large"])
def test_it_serves_the_three_languages(model: str) -> None:
    assert {"en", "es", "ar"} <= OpenAiEmbedder("k", model).languages


async def test_it_understands_the_double_as_well(world: World) -> None:
    embedder = OpenAiEmbedder("k", base_url=f"{world.base_url}/v1")
    texts = [
        "opening hours on friday",
        "a leaking tap",
        "what are your opening hours",
        "",
        "w " * 9000,
    ]
    made = await embedder.embed(texts)
    again = await embedder.embed(texts[2:3])
    await embedder.aclose()
    cosines = made.vectors @ again.vectors[0]
    assert made.vectors.shape == (5, 1536)
    assert int(np.argmax(cosines)) == 2
    assert cosines[0] > cosines[1] + 0.2
    assert 0 < made.tokens < MAX_INPUT_TOKENS < count_tokens("w " * 18_000)


@pytest.mark.parametrize("kind", ["429", "500", "drop", "garbage"])
async def test_it_finds_the_double_unavailable_in_every_fault(kind: str, world: World) -> None:
    embedder = OpenAiEmbedder("k", base_url=f"{world.base_url}/v1", timeout_s=2.0)
    await embedder.warm()
    world.faults.force("openai", kind)
    with pytest.raises(EmbedderUnavailable):
        await embedder.embed(["a"])
    await embedder.aclose()


@pytest.mark.parametrize("kind", ["401", "402"])
async def test_the_double_refuses_for_an_admin(kind: str, world: World) -> None:
    embedder = OpenAiEmbedder("k", base_url=f"{world.base_url}/v1")
    world.faults.force("openai", kind)
    with pytest.raises(EmbedderRefused):
        await embedder.embed(["a"])
    await embedder.aclose()
