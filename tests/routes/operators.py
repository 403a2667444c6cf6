"""Signed-in browsers without script, for tests of pages."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import httpx2

from app import admin
from app.services import Services


@dataclass(frozen=True, slots=True)
class Browser:
    """A signed-in browser without script."""

    web: httpx2.AsyncClient

    async def see(self, path: str) -> str:
        """Return a page that must be there."""
        page = await self.web.get(path)
        assert page.status_code == 200, page.text
        return page.text

    async def token(self) -> str:
        """Return the session's token, as every form holds it."""
        found = re.search(r'name="csrf" value="([^"]+)"', await self.see("/conversations"))
        assert found is not None
        return found[1]

    async def press(self, path: str, **fields: str) -> httpx2.Response:
        """Post a form."""
        return await self.web.post(path, data={"csrf": await self.token(), **fields})

    async def send(
        self, path: str, *files: tuple[str, bytes], field: str = "files", **headers: str
    ) -> httpx2.Response:
        """Post files as a form without script does: the token first."""
        return await self.web.post(
            path,
            data={"csrf": await self.token()},
            files=[(field, (name, data)) for name, data in files],
            headers=headers,
        )


@asynccontextmanager
async def signed_in(
    services: Services,
    base_url: str,
    email: str,
    tenant_id: str | None = None,
    role: str = "admin",
    **more: Any,
) -> AsyncIterator[Browser]:
    """Sign in as somebody of the agency, or of one client."""
    link = await admin.create(services, email, "Dana Reyes", role, tenant_id)
    headers = {"origin": base_url, "accept": "text/html"}
    async with httpx2.AsyncClient(base_url=base_url, headers=headers, **more) as web:
        await web.post("/login/link/" + link.rsplit("/", 1)[1])
        yield Browser(web)
