"""The files of messages, from Twilio: asked for with credentials, then fetched where they are kept.

Credentials go to the account's own folder of Twilio's API and nowhere else: the address of a file
comes with a message, and an address is easily written. The API answers with a redirect to a store
that wants no credentials; only Twilio's own stores are taken for one. A replaced base URL (tests,
the demo, a proxy of ours) is asked for what it redirects to within itself.

Source: Twilio "Media subresource" and "How Twilio stores media", seen 2026-11: 307 to
``mms.twiliocdn.com``, earlier to ``media.twiliocdn.com`` at Amazon.
"""

from __future__ import annotations

import asyncio
import base64
from collections.abc import Callable
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from app.channels.base import Opened
from app.domain.delivery import NextAction
from app.errors import ProviderAuthFailed, ProviderRefused, ProviderUnavailable

if TYPE_CHECKING:
    import httpx2

_API = "https://api.twilio.com"
_REDIRECTS = frozenset({301, 302, 303, 307, 308})


class TwilioMedia:
    """Opens files of any account. ``pool`` returns the connections of the running loop."""

    def __init__(
        self, base_url: str | None, timeout_s: float, pool: Callable[[], httpx2.AsyncClient]
    ) -> None:
        self._base_url = base_url or _API
        self._is_real = base_url is None
        self._timeout_s = timeout_s
        self._pool = pool

    async def open(self, account_sid: str, auth_token: str, url: str, max_bytes: int) -> Opened:
        """Return a file's content or where it is kept; see ``base.KeepsMedia``."""
        if not account_sid or not auth_token:
            raise ProviderAuthFailed("The channel has no Twilio credentials.")
        if not self._is_own_file(account_sid, url):
            raise ProviderRefused("The file's address is none of this account.", _ACTION)
        login = base64.b64encode(f"{account_sid}:{auth_token}".encode()).decode()
        opened = await self._get(url, {"Authorization": f"Basic {login}"}, max_bytes)
        if opened.kept_at and self._is_here(opened.kept_at) and not self._is_real:
            opened = await self._get(opened.kept_at, {}, max_bytes)
        if opened.kept_at and not self.keeps(opened.kept_at):
            raise ProviderRefused("The file is kept at a foreign address.", _ACTION)
        return opened

    def keeps(self, url: str) -> bool:
        """Tell whether an address is one of Twilio's stores."""
        parts = urlsplit(url)
        host = (parts.hostname or "").lower()
        if parts.scheme != "https" or parts.username or parts.password:
            return False
        if host.endswith(".amazonaws.com"):
            return parts.path.startswith("/media.twiliocdn.com/")
        return host.endswith((".twilio.com", ".twiliocdn.com"))

    def _is_own_file(self, account_sid: str, url: str) -> bool:
        parts = urlsplit(url)
        is_own_host = self._is_here(url) or (
            self._is_real
            and parts.scheme == "https"
            and parts.netloc.lower().endswith(".twilio.com")
            and "@" not in parts.netloc
        )
        folder = f"/2010-04-01/Accounts/{account_sid}/"
        is_plain = "%" not in parts.path and ".." not in parts.path
        return is_own_host and is_plain and parts.path.startswith(folder)

    def _is_here(self, url: str) -> bool:
        here, there = urlsplit(self._base_url), urlsplit(url)
        return (here.scheme, here.netloc.lower()) == (there.scheme, there.netloc.lower())

    async def _get(self, url: str, headers: dict[str, str], max_bytes: int) -> Opened:
        import httpx2

        try:
            async with (
                asyncio.timeout(self._timeout_s),
                self._pool().stream(
                    "GET", url, headers=headers, timeout=self._timeout_s, follow_redirects=False
                ) as answer,
            ):
                if answer.status_code in _REDIRECTS:
                    return Opened(kept_at=urljoin(url, answer.headers.get("location", "")))
                _check(answer.status_code)
                return Opened(await _read(answer, max_bytes))
        except (httpx2.HTTPError, httpx2.InvalidURL, TimeoutError) as error:
            raise ProviderUnavailable("Twilio's file could not be read.") from error


_ACTION = NextAction.CHANGE_CONTENT.value


def _check(status: int) -> None:
    if status in (401, 403):
        raise ProviderAuthFailed("Twilio refuses to hand out a file.")
    if status >= 500 or status in (408, 429):
        raise ProviderUnavailable("Twilio's file could not be read.")
    if status != 200:
        raise ProviderRefused("Twilio has no such file.", _ACTION)


async def _read(answer: httpx2.Response, max_bytes: int) -> bytes:
    content = bytearray()
    async for piece in answer.aiter_bytes():
        content += piece
        if len(content) > max_bytes:
            raise ProviderRefused("The file is too large.", _ACTION)
    return bytes(content)
