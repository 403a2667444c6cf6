"""A list of many clients' leads is the same as all of them sorted, on every page of it.

Of many clients some things are asked in one statement that are asked singly of few.
"""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from app.services import Services
from app.store import inbox, lead_list
from app.store.db import Tx
from app.store.lead_filters import Wanted

CLIENTS, LEADS = 9, 90
NAMES = ("alex", "maria", "alexa", "omar")
STATES = ("new", "contacted", "qualified")

Lead = dict[str, str | int]


@pytest.fixture
async def leads(services: Services) -> list[Lead]:
    """Leads of nine clients, of which the last has none."""
    dice = random.Random(5)
    made: list[Lead] = [
        {
            "id": f"{number:026d}",
            "tenant_id": f"t{dice.randrange(CLIENTS - 1)}",
            "name": dice.choice(NAMES),
            "status": dice.choice(STATES),
            "temperature": dice.choice(("hot", "cold")),
            "score": dice.randrange(9),
            # Some at the same moment.
            "at": 1_000 + dice.randrange(LEADS // 2),
        }
        for number in range(LEADS)
    ]

    def write(tx: Tx) -> None:
        for number in range(CLIENTS):
            tx.run(
                "INSERT INTO tenants (id, name, zone, country, languages, mode, profile,"
                " created_at) VALUES (:id, :id, 'UTC', 'US', '[]', 'off', '{}', 1)",
                id=f"t{number}",
            )
        for one in made:
            tx.run(
                "INSERT INTO leads (id, tenant_id, name, status, temperature, score, last_at,"
                " created_at, updated_at) VALUES (:id, :tenant_id, :name, :status, :temperature,"
                " :score, :at, :at, :at)",
                **one,
            )
            tx.run(
                "INSERT INTO lead_words (tenant_id, word, lead_id) VALUES (:tenant_id, :name, :id)",
                **{name: one[name] for name in ("tenant_id", "name", "id")},
            )

    await services.db.write(write)
    return made


def _expected(leads: list[Lead], tenant_ids: tuple[str, ...], wanted: Wanted) -> list[str]:
    column = "score" if wanted.sort == "score" else "at"
    found = [
        one
        for one in leads
        if one["tenant_id"] in tenant_ids
        and wanted.status in ("", one["status"])
        and wanted.temperature in ("", one["temperature"])
        and all(str(one["name"]).startswith(word) for word in wanted.words.split())
    ]
    return [str(one["id"]) for one in sorted(found, key=lambda one: (one[column], one["id"]))][::-1]


@pytest.mark.parametrize(
    "wanted",
    [
        Wanted(),
        Wanted(sort="score"),
        Wanted(status="qualified"),
        Wanted(sort="newest", status="new", temperature="hot"),
        Wanted(words="alex"),
        Wanted(words="omar", status="contacted"),
        Wanted(words="alex alexa"),
        Wanted(words="nobody"),
    ],
    ids=str,
)
@pytest.mark.parametrize("clients", [CLIENTS, 6, 2])
async def test_every_page_down_and_up_again(
    services: Services, leads: list[Lead], wanted: Wanted, clients: int
) -> None:
    tenant_ids = tuple(f"t{number}" for number in range(CLIENTS - clients, CLIENTS))

    def walk(tx: Tx) -> tuple[list[str], list[str]]:
        down, up = [], []
        page = lead_list.page(tx, tenant_ids, wanted, 7)
        down += [one.key.id for one in page.found]
        while page.after:
            page = lead_list.page(tx, tenant_ids, wanted, 7, page.after)
            down += [one.key.id for one in page.found]
        up += [one.key.id for one in page.found][::-1]
        while page.before:
            page = lead_list.page(tx, tenant_ids, wanted, 7, None, page.before)
            up += [one.key.id for one in page.found][::-1]
        return down, up

    expected = _expected(leads, tenant_ids, wanted)
    down, up = await services.db.read(walk)
    assert down == expected
    assert up == expected[::-1]


async def test_a_found_word_is_looked_up_only_where_it_is(
    services: Services, leads: list[Lead]
) -> None:
    """The clients without it cost nothing beside the statement that asked all of them."""
    name = {"tenant_id": "t7", "word": "kim", "lead_id": leads[0]["id"]}
    await services.db.write(
        lambda tx: tx.run(
            "INSERT INTO lead_words (tenant_id, word, lead_id)"
            " VALUES (:tenant_id, :word, :lead_id)",
            **name,
        )
    )
    asked: list[str] = []

    def read(tx: Tx) -> None:
        every = tx.all

        class Counting:
            one = staticmethod(tx.one)

            @staticmethod
            def all(sql: str, **params: object) -> object:
                asked.append(str(params.get("tenant_id", "every")))
                return every(sql, **params)

        tenant_ids = tuple(f"t{number}" for number in range(CLIENTS))
        lead_list.page(Counting(), tenant_ids, replace(Wanted(), words="kim"), 7)  # type: ignore[arg-type]

    await services.db.read(read)
    assert asked == ["every", "t7"]


async def test_the_newest_event_is_of_those_who_are_seen(
    services: Services, leads: list[Lead]
) -> None:
    def write(tx: Tx) -> None:
        for number, tenant_id, talk in ((1, "t1", "c"), (2, "t2", "c"), (3, "t3", None)):
            tx.run(
                "INSERT INTO events (id, tenant_id, conversation_id, kind, data, at)"
                " VALUES (:id, :tenant_id, :talk, 'k', '{}', :at)",
                id=f"e{number}", tenant_id=tenant_id, talk=talk, at=number,
            )  # fmt: skip

    await services.db.write(write)
    for seen, expected in (
        (("t1", "t2", "t3"), ("e2", 2)),
        (("t1", "t3"), ("e1", 1)),
        (("t1",), ("e1", 1)),
        (("t3",), ("", 0)),
        ((), ("", 0)),
    ):
        assert await services.db.read(inbox.newest_event, seen) == expected
