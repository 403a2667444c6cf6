"""Budgets: periods of the tenant's own zone, and how much of the tighter limit is spent."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from app.domain.budget import Cost, Limits, cost_of, limits_of, percent_of, period_of
from app.domain.tenant import Tenant
from app.domain.usage import Usage


def _ms(year: int, month: int, day: int, hour: int = 0) -> int:
    return int(datetime(year, month, day, hour, tzinfo=UTC).timestamp() * 1000)


@pytest.mark.parametrize(
    ("kind", "name"), [("day", "2026-12-01"), ("week", "2026-W49"), ("month", "2026-12")]
)
def test_a_period_is_that_of_the_tenants_clock(kind: str, name: str) -> None:
    tenant = Tenant("t", "Acme", zone="Asia/Riyadh", budget_period=kind)
    assert period_of(tenant, _ms(2026, 11, 30, 22)) == name


def test_a_week_belongs_to_the_year_of_its_thursday() -> None:
    tenant = Tenant("t", "Acme", budget_period="week")
    assert period_of(tenant, _ms(2027, 1, 1)) == "2026-W53"


def test_cached_tokens_count_as_used() -> None:
    used = Usage(
        input_tokens=1,
        cache_write_tokens=20,
        cache_read_tokens=300,
        output_tokens=4000,
        cost_microusd=7,
    )
    assert cost_of(used) == Cost(7, 4321)


@pytest.mark.parametrize(
    ("spent", "limits", "percent"),
    [
        (Cost(50, 900), Limits(100, 1000), 90),
        (Cost(99, 0), Limits(100, None), 99),
        (Cost(5, 5), Limits(), 0),
        (Cost(0, 0), Limits(0, None), 100),
        (Cost(199, 1), Limits(100, 100), 199),
    ],
)
def test_the_tighter_limit_decides(spent: Cost, limits: Limits, percent: int) -> None:
    assert percent_of(spent, limits) == percent


def test_a_tenant_without_limits_is_open() -> None:
    assert limits_of(Tenant("t", "Acme")).is_open
    assert not limits_of(Tenant("t", "Acme", budget_tokens=5)).is_open
