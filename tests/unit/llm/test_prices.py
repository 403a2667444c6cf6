"""What calls cost."""

from __future__ import annotations

import pytest

from app.llm.prices import DEAREST, PRICES, cost_microusd, is_known, price_of


@pytest.mark.parametrize(
    ("model", "base"),
    [
        ("claude-sonnet-4-5", "claude-sonnet-4-5"),
        ("claude-sonnet-4-5-20250929", "claude-sonnet-4-5"),
        ("gpt-4.1-mini-2025-04-14", "gpt-4.1-mini"),
        ("claude-haiku-5-5", "claude-haiku-5-5"),
    ],
)
def test_it_knows_a_model_by_its_dated_snapshots(model: str, base: str) -> None:
    assert price_of(model) is PRICES[base]
    assert is_known(model)


def test_it_charges_an_unknown_model_the_dearest_price() -> None:
    assert price_of("claude-next-9") is DEAREST
    assert not is_known("claude-next-9")
    assert all(DEAREST.output >= price.output for price in PRICES.values())


def test_it_weighs_each_kind_of_token() -> None:
    assert cost_microusd("claude-sonnet-4-5", 1000, 1000, 1000, 1000) == 3000 + 3750 + 300 + 15000


def test_it_charges_an_hour_in_the_cache_twice_the_input() -> None:
    assert cost_microusd("claude-sonnet-4-5", 0, 0, 0, 0, 1000) == 6000
    assert cost_microusd("gpt-4.1", 0, 0, 0, 0, 1000) == 2000


def test_it_rounds_up_to_a_whole_microusd() -> None:
    assert cost_microusd("claude-haiku-5-5", 0, 0, 1, 0) == 1
    assert cost_microusd("claude-haiku-5-5", 0, 0, 0, 0) == 0


def test_it_reads_cheaper_than_it_writes_everywhere() -> None:
    for price in PRICES.values():
        assert price.cache_read < price.input <= price.cache_write <= price.cache_write_1h
