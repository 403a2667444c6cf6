"""What the tests of public routes share: the web side, channels, signed webhooks."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx2

from app.domain.tenant import ChannelAccount, ChannelKind
from app.flows.manage_tenant import Put
from app.services import Services
from app.store.db import Tx
from app.world.signature import encode_form, sign
from tests.fixtures import ACCOUNT, TOKEN
from tests.journeys.served import served

PUBLIC_URL = "https://leads.example.com"
LEAD = "+12125550123"
Pairs = list[tuple[str, str]]


@asynccontextmanager
async def site(services: Services) -> AsyncIterator[httpx2.AsyncClient]:
    """Serve the web side; yield a client at its address."""
    async with served(services) as base_url, httpx2.AsyncClient(base_url=base_url) as client:
        yield client


def channel(put: Put, kind: ChannelKind) -> ChannelAccount:
    """Return a client's channel of this kind."""
    return next(one for one in put.channels if one.kind is kind)


def texted(account: ChannelAccount, text: str, sid: str = "SM1", **more: str) -> Pairs:
    """Return the form of an inbound text message."""
    fields = {
        "MessageSid": sid,
        "AccountSid": ACCOUNT,
        "From": LEAD,
        "To": account.address,
        "Body": text,
        "NumMedia": "0",
        "SmsStatus": "received",
    }
    return list((fields | more).items())


async def call(
    web: httpx2.AsyncClient,
    account: ChannelAccount,
    pairs: Pairs,
    token: str = TOKEN,
    query: str = "",
) -> httpx2.Response:
    """Post a webhook as Twilio does, signed for the public address."""
    path = f"/webhooks/twilio/{account.key}{query}"
    headers = {
        "content-type": "application/x-www-form-urlencoded",
        "x-twilio-signature": sign(token, PUBLIC_URL + path, pairs),
    }
    return await web.post(path, content=encode_form(pairs), headers=headers)


async def count(services: Services, table: str) -> int:
    """Return how many rows a table has."""

    def read(tx: Tx) -> int:
        row = tx.one(f"SELECT COUNT(*) AS n FROM {table}")
        assert row is not None
        return int(row["n"])

    return await services.db.read(read)
