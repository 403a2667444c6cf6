"""SendGrid: e-mail out, through the vendor's own client (v3 mail/send).

Sending is not idempotent and the provider keeps no list to ask: a failure therefore says whether
nothing was done, it was refused for good, or it may have gone out. No retries here: the job
retries. The client is blocking and has no timeout of its own (measured with 6.12.5), so it runs
in a thread with one. It is imported at the first mail, because that takes a quarter of a second.

A 401 may mean that the credit is used up; either way somebody of the agency must act. The answer
to too many requests carries the second at which more are taken (``X-RateLimit-Reset``).
Source: SendGrid "Mail Send" and "Rate limits", seen 2026-11.
"""

from __future__ import annotations

import asyncio
import json
import socket
import time
from email.utils import parseaddr
from http.client import HTTPException
from typing import TYPE_CHECKING, Any
from urllib.error import URLError

from app.channels.mail import Mail
from app.domain.delivery import NextAction
from app.errors import (
    LeadlineError,
    OutcomeUnknown,
    ProviderAuthFailed,
    ProviderRefused,
    ProviderUnavailable,
)

if TYPE_CHECKING:
    from sendgrid import SendGridAPIClient

_MAX_RETRY_AFTER_S = 3_600.0
_NO_CREDIT = "credits exceeded"


class SendGridMailer:
    """Sends from one address. ``base_url`` replaces https://api.sendgrid.com."""

    def __init__(
        self, api_key: str, sender: str, base_url: str | None = None, timeout_s: float = 10.0
    ) -> None:
        """Take ``sender`` as ``Name <address>`` or a bare address."""
        self._api_key = api_key
        self._sender = parseaddr(sender)
        self._base_url = base_url
        self._timeout_s = timeout_s
        self._made: SendGridAPIClient | None = None

    async def send(self, mail: Mail) -> str:
        """Send one mail; see ``app.channels.mail`` for what it raises."""
        try:
            # The socket's limit is for each step; this one is for all of them.
            async with asyncio.timeout(self._timeout_s * 2):
                return await asyncio.to_thread(self._send, mail)
        except TimeoutError as error:
            raise OutcomeUnknown("SendGrid did not answer in time.") from error

    async def warm(self) -> None:
        """Import the vendor's library."""
        await asyncio.to_thread(self._client)

    def _send(self, mail: Mail) -> str:
        from python_http_client.exceptions import HTTPError

        client, body = self._client(), self._body(mail)
        try:
            answer = client.client.mail.send.post(request_body=body)
        except HTTPError as error:
            raise _refusal(error.status_code, error.headers, _text(error.body)) from error
        except URLError as error:
            raise _broken(error.reason) from error
        except (OSError, HTTPException) as error:
            # The request was out: only the answer is missing.
            raise OutcomeUnknown("The connection to SendGrid broke.") from error
        return str(answer.headers.get("X-Message-Id") or "")

    def _client(self) -> SendGridAPIClient:
        if self._made is None:
            from sendgrid import SendGridAPIClient

            more = {"host": self._base_url} if self._base_url else {}
            made = SendGridAPIClient(self._api_key, **more)
            made.client.timeout = self._timeout_s
            self._made = made
        return self._made

    def _body(self, mail: Mail) -> dict[str, Any]:
        from sendgrid.helpers import mail as parts

        name, address = self._sender
        message = parts.Mail(
            from_email=parts.From(address, name or None),
            to_emails=parts.To(mail.to, mail.to_name or None),
            subject=mail.subject,
            plain_text_content=mail.text,
            html_content=mail.html,
        )
        message.add_custom_arg(parts.CustomArg("message_ref", mail.ref))
        # Signed links must arrive as they are, and nobody is to be watched reading.
        message.tracking_settings = parts.TrackingSettings(
            click_tracking=parts.ClickTracking(enable=False, enable_text=False),
            open_tracking=parts.OpenTracking(enable=False),
        )
        built: dict[str, Any] = message.get()
        return built


def _text(body: object) -> str:
    return body.decode("utf-8", "replace") if isinstance(body, bytes) else str(body or "")


def _broken(reason: object) -> LeadlineError:
    """Tell a connection that was never made from one that broke."""
    if isinstance(reason, ConnectionRefusedError | socket.gaierror):
        return ProviderUnavailable("SendGrid cannot be reached.")
    return OutcomeUnknown("The connection to SendGrid broke.")


def _refusal(status: int, headers: Any, body: str) -> LeadlineError:
    """Return our error for an answer that is no success."""
    if status == 429:
        return ProviderUnavailable("SendGrid takes no more now.", _retry_after_s(headers))
    if status == 401 and _NO_CREDIT in body.lower():
        return ProviderAuthFailed("The credit at SendGrid is used up.")
    if status == 401:
        return ProviderAuthFailed("SendGrid refused the key.")
    if status == 403:
        return ProviderAuthFailed("SendGrid does not let this sender send.")
    if status >= 500:
        return OutcomeUnknown("SendGrid failed.")
    if status in (400, 413):
        field = _first_field(body)
        about = f" ({field})" if field else ""
        return ProviderRefused(
            f"SendGrid refused the mail{about}.", NextAction.CHANGE_CONTENT.value, status
        )
    return ProviderRefused("SendGrid refused the request.", NextAction.FIX_DEFECT.value, status)


def _retry_after_s(headers: Any) -> float | None:
    reset = str((headers or {}).get("X-RateLimit-Reset") or "")
    if not reset.isdecimal():
        return None
    return min(max(0.0, int(reset) - time.time()), _MAX_RETRY_AFTER_S)


def _first_field(body: str) -> str:
    """Return the field the provider objects to; its own words may hold an address."""
    try:
        problems = json.loads(body)["errors"]
        return str(problems[0].get("field") or "")[:80]
    except (ValueError, KeyError, IndexError, TypeError, AttributeError):
        return ""
