"""Evidence of texts: gathered once, kept by characters."""

from __future__ import annotations

from decimal import Decimal

from app.domain import evidence
from app.domain.evidence import gather

HOURS, PRICE = "We are open from 9:00 to 18:00.", "A visit costs 120 dollars, see acme.example.com."


def test_it_gathers_from_all_texts() -> None:
    found = gather((HOURS, PRICE, "", "Call +1 212 555 0123 or mail info@acme.example."))
    assert {9 * 60, 18 * 60} <= found.times
    assert Decimal(120) in found.values
    assert found.phones == {"12125550123"}
    assert found.emails == {"info@acme.example"}
    assert len(found.statements) == 3


def test_it_reads_a_text_once() -> None:
    one = gather(("Only here, once upon a time.", HOURS))
    assert gather(("Only here, once upon a time.", HOURS)) is one
    other = gather((HOURS, "Another text beside it."))
    assert other.statements[0] is one.statements[1]


def test_it_keeps_no_more_than_so_many_characters() -> None:
    size = evidence._KEPT_CHARS // 4
    for number in range(6):
        gather((f"{number} " + "x" * size,))
    for shelf in (evidence._of_one, evidence._of_many):
        kept = [count for _, count in shelf._kept.values()]
        assert sum(kept) == shelf._chars <= evidence._KEPT_CHARS
        assert len(kept) >= 3
