"""What a story needs to know of a client."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from app.flows.manage_tenant import Put


@dataclass(frozen=True, slots=True)
class Ask:
    """A question of the client's: how much its answer weighs, and how it is worded."""

    criterion_id: str
    points: int
    words: dict[str, str]


@dataclass(frozen=True, slots=True)
class Business:
    """What a story needs to know of a client; ``share`` is its part of all leads."""

    id: str
    name: str
    trade: str
    zone: str
    languages: tuple[str, ...]
    channels: dict[str, str]
    asks: tuple[Ask, ...]
    answers: dict[str, tuple[str, ...]]
    hot_at: int
    warm_at: int
    people: tuple[str, ...]
    share: float


def business_of(
    put: Put, trade: str, people: tuple[str, ...], share: float, example: dict[str, Any]
) -> Business:
    """Return what stories need of a client that was made from this example."""
    tenant = put.tenant
    profile = tenant.profile
    answers: dict[str, list[str]] = {}
    for faq in example["faqs"]:
        answers.setdefault(faq.get("language", "en"), []).append(faq["answer"])
    return Business(
        id=tenant.id,
        name=tenant.name,
        trade=trade,
        zone=tenant.zone,
        languages=tenant.languages,
        channels={account.kind.value: account.id for account in put.channels},
        asks=tuple(Ask(one.id, int(one.weight), dict(one.questions)) for one in profile.criteria),
        answers={code: tuple(texts) for code, texts in answers.items()},
        hot_at=profile.hot_at,
        warm_at=profile.warm_at,
        people=people,
        share=share,
    )
