"""The part of Twilio's REST API that leadline calls, through the vendor's own client.

The client's asynchronous transport ignores its timeout (measured with 9.13.0), so it is given
ours: one pooled ``httpx2`` client with a limit on every phase and on the whole call. The vendor
package is imported at the first call, in a thread, because it takes a quarter of a second.
"""

from __future__ import annotations

import asyncio
import base64
import ssl
from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from app.channels.twilio_codes import (
    ONLY_THIS_RECIPIENT,
    CodeClass,
    classify,
    next_action,
)
from app.domain.delivery import NextAction, SentMessage
from app.errors import (
    LeadlineError,
    OutcomeUnknown,
    ProviderAuthFailed,
    ProviderRefused,
    ProviderUnavailable,
)

if TYPE_CHECKING:
    import httpx2

_MAX_CLIENTS = 256
_PAGE_SIZE = 100
_MAX_PAGES = 5
_CONNECT_TIMEOUT_S = 5.0
# A wait longer than this is a fault of the other side, not advice.
_MAX_RETRY_AFTER_S = 3_600.0
_PREFIX = "whatsapp:"


@dataclass(frozen=True, slots=True)
class Response:
    """What the vendor's client needs to see of an answer."""

    status_code: int
    text: str
    headers: dict[str, str]


class HttpClient:
    """A transport for the vendor's client, over one pooled ``httpx2`` client per event loop."""

    is_async = True

    def __init__(self, timeout_s: float, trust_env: bool) -> None:
        self._timeout_s = timeout_s
        self._trust_env = trust_env
        self._loop: asyncio.AbstractEventLoop | None = None
        self._client: httpx2.AsyncClient | None = None
        self._ssl: ssl.SSLContext | None = None
        self._urls: dict[str, httpx2.URL] = {}
        phases = dict.fromkeys(("read", "write", "pool"), timeout_s)
        self._limits = {"timeout": {"connect": _CONNECT_TIMEOUT_S, **phases}}

    async def request(
        self,
        method: str,
        url: str,
        params: dict[str, Any] | None = None,
        data: dict[str, Any] | None = None,
        headers: dict[str, str] | None = None,
        auth: tuple[str, str] | None = None,
        **_unused: object,
    ) -> Response:
        """Make one request; raise ours for everything that is no answer.

        ``_unused`` are the vendor's own timeout (never set) and its redirects (never followed).

        Raises:
            ProviderUnavailable: no connection, or 429: nothing was done.
            OutcomeUnknown: the request may have arrived (timeout, cut connection, 5xx).
        """
        import httpx2

        headers = dict(headers or {})
        if auth is not None:
            token = base64.b64encode(f"{auth[0]}:{auth[1]}".encode()).decode()
            headers["Authorization"] = f"Basic {token}"
        if params:
            url = f"{url}?{urlencode(params, doseq=True)}"
        content = urlencode(data, doseq=True).encode() if data else None
        try:
            async with asyncio.timeout(self._timeout_s + _CONNECT_TIMEOUT_S):
                answer = await self.pool().send(
                    httpx2.Request(
                        method,
                        self._parsed(url),
                        headers=headers,
                        content=content,
                        extensions=self._limits,
                    )
                )
        except (httpx2.ConnectError, httpx2.ConnectTimeout, httpx2.PoolTimeout) as error:
            raise ProviderUnavailable("Twilio cannot be reached.") from error
        except (httpx2.UnsupportedProtocol, httpx2.ProxyError) as error:
            raise ProviderUnavailable("Twilio cannot be reached.") from error
        except (httpx2.HTTPError, TimeoutError) as error:
            raise OutcomeUnknown("Twilio did not answer.") from error
        return _checked(answer)

    def _parsed(self, url: str) -> httpx2.URL:
        """Return the address ready for use; parsing the same few costs a tenth of a send."""
        import httpx2

        if len(self._urls) >= _MAX_CLIENTS:
            self._urls.clear()
        if url not in self._urls:
            self._urls[url] = httpx2.URL(url)
        return self._urls[url]

    def pool(self) -> httpx2.AsyncClient:
        """Return the client of the running loop; pooled connections belong to one loop."""
        loop = asyncio.get_running_loop()
        if self._client is None or self._loop is not loop:
            import httpx2

            # Building the context reads the certificate store: once per process, not per loop.
            self._ssl = self._ssl or httpx2.create_ssl_context()
            self._client = httpx2.AsyncClient(
                verify=self._ssl,
                trust_env=self._trust_env,
                # Every request walks over all idle connections, so few are kept.
                limits=httpx2.Limits(
                    max_connections=64, max_keepalive_connections=8, keepalive_expiry=20.0
                ),
            )
            self._loop = loop
        return self._client

    async def close(self) -> None:
        """Close the pool of the running loop."""
        client, self._client, loop, self._loop = self._client, None, self._loop, None
        if client is not None and loop is asyncio.get_running_loop():
            await client.aclose()


def _checked(answer: httpx2.Response) -> Response:
    # Raised here and not from the vendor's exception, which drops the headers.
    if answer.status_code == 429:
        raise ProviderUnavailable("Twilio asks us to slow down.", _retry_after_s(answer))
    if answer.status_code >= 500 or answer.status_code == 408:
        raise OutcomeUnknown("Twilio has a problem.", _retry_after_s(answer))
    # No headers: the client would only copy them, and text in UTF-8 needs no guessing.
    return Response(answer.status_code, answer.content.decode("utf-8", "replace"), {})


def _retry_after_s(answer: httpx2.Response) -> float | None:
    """Return the seconds of ``Retry-After``; a date there is ignored (Twilio sends none)."""
    text = answer.headers.get("retry-after", "")
    if not (text.isascii() and text.isdigit() and len(text) <= 9):
        return None
    return min(float(text), _MAX_RETRY_AFTER_S)


class TwilioApi:
    """Messages of any account. ``base_url`` replaces https://api.twilio.com."""

    def __init__(self, base_url: str | None, timeout_s: float) -> None:
        self._base_url = base_url
        # A proxy from the environment must not be asked for a server on this machine.
        self._http = HttpClient(timeout_s, trust_env=base_url is None)
        self._accounts: OrderedDict[tuple[str, str], Any] = OrderedDict()
        self._clients: dict[tuple[str, str], Any] = {}

    def pool(self) -> httpx2.AsyncClient:
        """Return the connections of the running loop."""
        return self._http.pool()

    async def create(
        self,
        account_sid: str,
        auth_token: str,
        *,
        to: str,
        from_: str,
        service_sid: str,
        body: str,
        status_url: str,
        template: tuple[str, str] = ("", ""),
    ) -> str:
        """Create a message and return its sid.

        Args:
            template: the sid of a template's content and the values in its places, as JSON; the
                body is not sent with one, since WhatsApp refuses it after the window.
        """
        messages = await self._messages(account_sid, auth_token)
        content_sid, content_variables = template
        options = (
            {"to": to, "content_sid": content_sid} if content_sid else {"to": to, "body": body}
        )
        if content_sid and content_variables:
            options["content_variables"] = content_variables
        if from_:
            options["from_"] = from_
        if service_sid:
            options["messaging_service_sid"] = service_sid
        if status_url:
            options["status_callback"] = status_url
        try:
            row = await messages.create_async(**options)
        except LeadlineError:
            raise
        except Exception as error:
            raise _ours(error) from error
        if not isinstance(row.sid, str) or not row.sid:
            raise OutcomeUnknown("Twilio's answer names no message.")
        return row.sid

    async def sent_to(
        self, account_sid: str, auth_token: str, *, to: str, since_ms: int
    ) -> list[SentMessage]:
        """List what was created for this address since then, newest first.

        There is no filter by date: the only one Twilio has is by the day of sending, and a
        message still in its queue has no such day. Its order is by age, newest first, so reading
        ends at the first page that reaches back far enough.
        """
        messages = await self._messages(account_sid, auth_token)
        # Twilio tells whole seconds.
        since_ms -= since_ms % 1000
        found: list[SentMessage] = []
        try:
            page = await messages.page_async(to=to, page_size=_PAGE_SIZE)
            for _ in range(_MAX_PAGES):
                rows = [_sent(row) for row in page]
                found += [row for row in rows if row.created_at_ms >= since_ms]
                if not rows or min(row.created_at_ms for row in rows) < since_ms:
                    return _newest_first(found, to)
                page = await page.next_page_async()
                if page is None:
                    return _newest_first(found, to)
        except Exception as error:
            raise ProviderUnavailable("Twilio's list of messages could not be read.") from error
        raise ProviderUnavailable("Twilio's list of messages is too long to be read.")

    async def account(self, account_sid: str, auth_token: str) -> str:
        """Return the state of an account, such as ``active``; costs nothing and changes nothing."""
        await self._messages(account_sid, auth_token)
        client = self._clients[(account_sid, auth_token)]
        try:
            row = await client.api.account.fetch_async()
        except LeadlineError:
            raise
        except Exception as error:
            raise _ours(error) from error
        return str(row.status or "")

    async def close(self) -> None:
        """Close the pool of the running loop."""
        await self._http.close()

    async def _messages(self, account_sid: str, auth_token: str) -> Any:
        """Return the vendor's list of messages of one account."""
        if not account_sid or not auth_token:
            raise ProviderAuthFailed("The channel has no Twilio credentials.")
        key = (account_sid, auth_token)
        if key not in self._accounts:
            client = await asyncio.to_thread(self._client, *key)
            self._accounts[key] = client.api.account.messages
            self._clients[key] = client
            if len(self._accounts) > _MAX_CLIENTS:
                gone, _ = self._accounts.popitem(last=False)
                self._clients.pop(gone, None)
        return self._accounts[key]

    def _client(self, account_sid: str, auth_token: str) -> Any:
        from twilio.rest import Client

        # An environment of its own: the process's could move the calls to another region.
        client = Client(
            account_sid, auth_token, http_client=self._http, environment={"TWILIO_EDGE": ""}
        )
        if self._base_url:
            client.api.base_url = self._base_url
        return client


def _sent(row: Any) -> SentMessage:
    created = row.date_created
    if created is None:
        raise ValueError("a message without a date")
    return SentMessage(
        provider_message_id=row.sid,
        to=(row.to or "").removeprefix(_PREFIX),
        sender=(row.from_ or "").removeprefix(_PREFIX),
        text=row.body or "",
        created_at_ms=int(created.timestamp() * 1000),
        status=row.status or "",
    )


def _newest_first(found: list[SentMessage], to: str) -> list[SentMessage]:
    plain = to.removeprefix(_PREFIX)
    ours = [row for row in found if row.to == plain]
    return sorted(ours, key=lambda row: row.created_at_ms, reverse=True)


def _ours(error: Exception) -> LeadlineError:
    """Turn what the vendor's client raised for a create into one of ours."""
    from twilio.base.exceptions import TwilioException

    # Two unrelated classes carry a status and a code; only their base is common.
    status = getattr(error, "status", None)
    if not isinstance(error, TwilioException) or not isinstance(status, int):
        # An answer that cannot be read: it may have been a yes.
        return OutcomeUnknown("Twilio's answer could not be read.")
    code = getattr(error, "code", None)
    code = code if isinstance(code, int) else None
    code_class = classify(code)
    if code_class is CodeClass.RATE_LIMITED:
        return ProviderUnavailable(f"Twilio limits our rate ({code}).")
    if code_class is CodeClass.TRANSIENT or status < 300:
        return OutcomeUnknown(f"Twilio has a problem ({code}).")
    if code in ONLY_THIS_RECIPIENT:
        return _refused(NextAction.FIX_CHANNEL, code)
    if code_class is CodeClass.CONFIGURATION or status in (401, 403):
        return ProviderAuthFailed(f"Twilio refuses this account or number ({code}).")
    return _refused(next_action(code), code)


def _refused(action: NextAction, code: int | None) -> ProviderRefused:
    return ProviderRefused(f"Twilio refused the message ({code}).", action, code)
