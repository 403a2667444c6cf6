"""The stage, and settings that point at a simulated Twilio."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from app.clock import ManualClock
from app.services import Services
from app.settings import Settings, load
from app.world.twilio import TwilioSetup
from app.world.webhooks import Retries
from app.world.world import World, WorldSetup
from tests.fixtures import ACCOUNT, TOKEN, HeardBell
from tests.flows.stage import Stage

PUBLIC_URL = "https://leads.example.com"
# Nobody listens there: status callbacks of the double go nowhere unless a test routes them.
_NOWHERE = "http://127.0.0.1:1"


@pytest.fixture
async def world(clock: ManualClock) -> AsyncIterator[World]:
    """Providers on loopback, on the test's clock."""
    made = World(
        WorldSetup(
            rewrite={PUBLIC_URL: _NOWHERE},
            twilio=TwilioSetup(accounts={ACCOUNT: TOKEN}, step_s=0.0),
            retries=Retries(count=0),
        ),
        clock,
    )
    await made.start()
    yield made
    await made.stop()


@pytest.fixture
async def settings(tmp_path: Path, world: World) -> Settings:
    """Settings that send to the world."""
    given = {
        "data_dir": tmp_path / "data",
        "secret_key": "k" * 48,
        "twilio_base_url": world.base_url,
        "twilio_timeout_s": 1.0,
        "public_url": PUBLIC_URL,
    }
    return load(given, {})


@pytest.fixture
async def stage(services: Services, bell: HeardBell, world: World, clock: ManualClock) -> Stage:
    """Everything a flow test plays with."""
    return Stage(services, bell, world, clock)
