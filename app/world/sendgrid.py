"""The double of SendGrid's v3 mail/send: it keeps what it took, and refuses what the real one does.

``mails`` is what went out, oldest first; the demo shows it. A mail is taken with an empty 202 and
its id in ``X-Message-Id``; refusals name the field.

Source: the vendor's OpenAPI document (twilio/sendgrid-oai), seen 2026-11.
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, field
from typing import Any

from app.clock import Clock
from app.world.http_server import Answer, BadRequest, Request, json_answer

_MAX_PERSONALIZATIONS = 1000
_ADDRESS = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")
_ID_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_ERRORS: dict[str, tuple[int, str]] = {
    "401": (401, "The authorization grant is not valid."),
    "402": (401, "Maximum credits exceeded"),
    "403": (403, "The from address is not a verified sender."),
    "404": (404, "There is no such resource."),
    "405": (405, "This method is not allowed."),
    "413": (413, "The mail is too large."),
    "429": (429, "too many requests"),
    "500": (500, "Something went wrong inside the provider."),
}
_RESET_AFTER_S = 2


class _Refused(Exception):
    """The mail is not well made; says at which field."""

    def __init__(self, message: str, name: str) -> None:
        super().__init__(message)
        self.message = message
        self.name = name


@dataclass(frozen=True, slots=True)
class SentMail:
    """A mail that was taken: one for each recipient."""

    id: str
    sender: str
    to: str
    subject: str
    text: str
    html: str
    at_ms: int
    ref: str = ""
    body: dict[str, Any] = field(default_factory=dict, compare=False)


class SendGrid:
    """One SendGrid account; any key is good, as long as there is one."""

    def __init__(self, clock: Clock, seed: int) -> None:
        self.clock = clock
        self.mails: list[SentMail] = []
        # Senders that are not verified, as a test wants them.
        self.refused_senders: set[str] = set()
        self._dice = random.Random(f"{seed}:sendgrid-ids")

    def reset(self) -> None:
        """Forget the mails."""
        self.mails.clear()

    def error(self, kind: str, name: str | None = None, message: str = "") -> Answer:
        """Return SendGrid's answer for a fault or status of this kind."""
        if kind in ("503", "529"):
            return Answer(503)
        status, text = _ERRORS[kind]
        headers = {}
        if status == 429:
            reset = self.clock.now_ms() // 1000 + _RESET_AFTER_S
            headers = {
                "X-RateLimit-Limit": "600",
                "X-RateLimit-Remaining": "0",
                "X-RateLimit-Reset": str(reset),
            }
        problem = {"message": message or text, "field": name}
        return json_answer(status, {"errors": [problem]}, headers)

    def handle(self, request: Request) -> Answer:
        """Answer one request to the API."""
        if not request.headers.get("authorization", "").removeprefix("Bearer").strip():
            return self.error("401")
        if request.path != "/v3/mail/send":
            return self.error("404")
        if request.method != "POST":
            return self.error("405")
        try:
            body = request.json()
            taken = self._read(body)
        except BadRequest:
            return _bad_request("Bad Request", None)
        except _Refused as problem:
            return _bad_request(problem.message, problem.name)
        if body["from"]["email"] in self.refused_senders:
            return self.error("403", "from")
        if (body.get("mail_settings") or {}).get("sandbox_mode", {}).get("enable"):
            return Answer(200)
        self.mails.extend(taken)
        return Answer(202, headers={"X-Message-Id": taken[0].id})

    def _read(self, body: dict[str, Any]) -> list[SentMail]:
        _address(body.get("from"), "from")
        groups = body.get("personalizations")
        if not isinstance(groups, list) or not 1 <= len(groups) <= _MAX_PERSONALIZATIONS:
            raise _Refused("The personalizations field is required.", "personalizations")
        contents = _contents(body)
        made_id = "".join(self._dice.choice(_ID_LETTERS) for _ in range(22))
        mails = []
        for number, group in enumerate(groups):
            where = f"personalizations.{number}"
            if not isinstance(group, dict) or not group.get("to"):
                raise _Refused("The to array is required.", f"{where}.to")
            subject = group.get("subject") or body.get("subject")
            if not isinstance(subject, str) or not subject:
                raise _Refused("The subject is required.", "subject")
            refs = {**(body.get("custom_args") or {}), **(group.get("custom_args") or {})}
            for place, to in enumerate(group["to"]):
                address = _address(to, f"{where}.to.{place}.email")
                mail = SentMail(
                    made_id,
                    body["from"]["email"],
                    address,
                    subject,
                    contents.get("text/plain", ""),
                    contents.get("text/html", ""),
                    self.clock.now_ms(),
                    str(refs.get("message_ref", "")),
                    body,
                )
                mails.append(mail)
        return mails


def _contents(body: dict[str, Any]) -> dict[str, str]:
    contents = body.get("content")
    if not isinstance(contents, list) or not contents:
        raise _Refused("Unless a template is used, content is required.", "content")
    found: dict[str, str] = {}
    for number, part in enumerate(contents):
        if not isinstance(part, dict) or not part.get("value") or not part.get("type"):
            raise _Refused("The content needs a type and a value.", f"content.{number}")
        found[str(part["type"])] = str(part["value"])
    # The real one refuses HTML before plain text.
    if list(found) == ["text/html", "text/plain"]:
        raise _Refused("If present, text/plain must be first.", "content")
    return found


def _address(value: object, name: str) -> str:
    address = value.get("email") if isinstance(value, dict) else None
    if not isinstance(address, str) or not _ADDRESS.fullmatch(address):
        raise _Refused("Does not contain a valid address.", name)
    return address


def _bad_request(message: str, name: str | None) -> Answer:
    return json_answer(400, {"errors": [{"message": message, "field": name}]})
