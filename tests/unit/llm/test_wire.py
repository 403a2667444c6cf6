"""Lenient reading of what providers send."""

from __future__ import annotations

import pytest

from app.domain.tools import SPECS
from app.llm.anthropic import AnthropicModel
from app.llm.base import Block, ChatMessage, ModelRequest, Tool
from app.llm.openai import OpenAiModel
from app.llm.wire import count, field, most_tokens, read_json, wait_s


@pytest.mark.parametrize("body", [b"", b"[1]", b"\xff\xfe", b"{", b"[" * 5000, b"null"])
def test_it_reads_anything_but_an_object_as_nothing(body: bytes) -> None:
    assert read_json(body) == {}


def test_it_walks_only_where_the_shape_allows() -> None:
    assert field({"a": {"b": 1}}, "a", "b") == 1
    assert field({"a": [1]}, "a", "b") is None
    assert field(None, "a") is None


@pytest.mark.parametrize(("value", "tokens"), [(5, 5), (-1, 0), (True, 0), ("5", 0), (None, 0)])
def test_it_counts_only_counts(value: object, tokens: int) -> None:
    assert count(value) == tokens


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, None),
        ({"retry-after": "12"}, 12.0),
        ({"retry-after": "soon"}, None),
        ({"retry-after": "-3"}, None),
        ({"retry-after": "nan"}, None),
        ({"retry-after": "999999999"}, 3600.0),
        ({"retry-after-ms": "1500", "retry-after": "9"}, 1.5),
    ],
)
def test_it_reads_the_wait_a_provider_names(headers: dict[str, str], seconds: float | None) -> None:
    assert wait_s(headers) == seconds


def _request(text: str) -> ModelRequest:
    tools = tuple(Tool(spec.name, spec.description, spec.schema) for spec in SPECS)
    return ModelRequest((Block("rules"),), (ChatMessage("user", (Block(text),)),), tools)


def test_it_estimates_arabic_above_latin() -> None:
    assert most_tokens(_request("م" * 100), 0) > most_tokens(_request("m" * 100), 0)


@pytest.mark.parametrize("kind", [AnthropicModel, OpenAiModel])
def test_it_reserves_at_least_the_whole_answer(
    kind: type[AnthropicModel] | type[OpenAiModel],
) -> None:
    model = kind("k", "claude-sonnet-4-5")
    small = model.worst_case_microusd(_request("hi"))
    assert small > 1024 * 15
    assert model.worst_case_microusd(_request("hi" * 1000)) > small
