"""Token buckets, and who a caller is behind proxies."""

from __future__ import annotations

from typing import Any

import pytest

from app.errors import TooManyRequests
from app.routes.limits import MAX_KEYS, Buckets, caller


def test_it_lets_a_burst_through_and_refills_evenly() -> None:
    now = [0.0]
    buckets = Buckets(60, burst=2, now_s=lambda: now[0])
    buckets.take("a")
    buckets.take("a")
    with pytest.raises(TooManyRequests) as caught:
        buckets.take("a")
    assert caught.value.retry_after_s == pytest.approx(1.0)
    now[0] = 1.0
    buckets.take("a")
    buckets.take("b")


def test_it_remembers_a_bounded_number_of_callers() -> None:
    buckets = Buckets(60)
    for number in range(MAX_KEYS + 10):
        buckets.take(str(number))
    assert len(buckets._kept) == MAX_KEYS


class Request:
    def __init__(self, address: str, forwarded: str = "") -> None:
        self.client_ip = address
        self.headers = {"x-forwarded-for": forwarded} if forwarded else {}


@pytest.mark.parametrize(
    ("address", "forwarded", "expected"),
    [
        ("203.0.113.9", "10.9.9.9", "203.0.113.9"),
        ("127.0.0.1", "203.0.113.9", "203.0.113.9"),
        ("127.0.0.1", "1.1.1.1, 203.0.113.9, 10.0.0.7", "203.0.113.9"),
        ("127.0.0.1", "", "127.0.0.1"),
        ("127.0.0.1", "garbage", "garbage"),
        ("2001:db8:1:2:3:4:5:6", "", "2001:db8:1:2::/64"),
        ("::ffff:203.0.113.9", "", "203.0.113.9"),
    ],
)
def test_it_believes_only_trusted_proxies(address: str, forwarded: str, expected: str) -> None:
    request: Any = Request(address, forwarded)
    assert caller(request, ("127.0.0.1", "10.0.0.0/8")) == expected
