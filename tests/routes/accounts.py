"""Somebody at a browser without script who signs in and protects their account."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from typing import Any

import httpx2
import pyotp
from argon2 import PasswordHasher

from app import admin
from app.clock import ManualClock
from app.services import Services
from app.store import operators
from tests.journeys.served import served
from tests.soft_passkey import SoftPasskey

EMAIL, PASSWORD = "dana@example.com", "tidal-anchor-47"
COOKIE, HALF = "leadline_session", "leadline_half"
SECURITY = "/settings/security"


@dataclass
class Person:
    """A person at a browser of their own."""

    web: httpx2.AsyncClient
    clock: ManualClock
    origin: str
    email: str = EMAIL
    secret: str = ""

    async def log_in(self, password: str = PASSWORD) -> httpx2.Response:
        """Type e-mail and password."""
        return await self.web.post("/login", data={"email": self.email, "password": password})

    async def token(self) -> str:
        """Return the session's token."""
        page = await self.web.get(SECURITY)
        found = re.search(r'name="csrf" value="([^"]+)"', page.text)
        assert found is not None, (page.status_code, page.headers)
        return found[1]

    async def press(self, path: str, **fields: str) -> httpx2.Response:
        """Post a form of the security page."""
        data = {"csrf": await self.token(), **fields}
        return await self.web.post(f"{SECURITY}{path}", data=data)

    def code(self, late_s: int = 0) -> str:
        """Return what the app shows, now or at another time."""
        return pyotp.TOTP(self.secret).at(self.clock.now_ms() // 1000 + late_s)

    async def set_up_app(self) -> list[str]:
        """Turn an app on; return the recovery codes shown."""
        await self.press("/app/begin")
        page = await self.web.get(f"{SECURITY}/app")
        found = re.search(r"data-secret>([^<]+)<", page.text)
        assert found is not None
        self.secret = found[1].replace(" ", "")
        done = await self.press("/app", code=self.code())
        assert done.status_code in (200, 303), done.text
        self.clock.advance(60)
        return codes_on(done.text)

    async def add_passkey(self, name: str = "Laptop", **more: Any) -> SoftPasskey:
        """Make a passkey and give it to the page."""
        made = SoftPasskey(self.origin, **more)
        options = (await self.press("/passkeys/options")).json()
        done = await self.press("/passkeys", credential=made.make(options), name=name)
        assert done.status_code in (200, 303), done.text
        return made

    async def sees(self, path: str = "/account/password") -> bool:
        """Tell whether a page of the signed-in opens."""
        return (await self.web.get(path)).status_code == 200


def codes_on(page: str) -> list[str]:
    """Return the recovery codes a page shows."""
    return re.findall(r'<li class="select-all">([^<]+)</li>', page)


@asynccontextmanager
async def browser(
    services: Services, base_url: str, clock: ManualClock, email: str = EMAIL
) -> AsyncIterator[Person]:
    """Open a browser of somebody who is not signed in."""
    site = services.settings.public_url.replace("127.0.0.1", "localhost")
    headers = {"origin": base_url, "accept": "text/html"}
    async with httpx2.AsyncClient(base_url=base_url, headers=headers, timeout=30) as web:
        yield Person(web, clock, site, email)


async def hire(services: Services, email: str = EMAIL, **more: Any) -> str:
    """Make an operator with the password, whose hash is a cheap one; return the id."""
    await admin.create(services, email, "Dana", **more)
    operator = await services.db.read(operators.operator_by_email, email)
    assert operator is not None
    cheap = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)
    await services.db.write(operators.set_password, operator.id, cheap)
    return operator.id


@asynccontextmanager
async def house(services: Services) -> AsyncIterator[tuple[Services, str]]:
    """Serve with room for many attempts; limits of addresses have tests of their own."""
    wide = services.settings.replaced(sign_in_limit_per_min=1000)
    roomy = replace(services, settings=wide)
    async with served(roomy) as base_url:
        yield roomy, base_url
