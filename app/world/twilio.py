"""The double of Twilio messaging: accepts, lists, reports on and receives text messages.

Invariants: every accepted message is kept with the time it was accepted, whatever happens to the
answer; a sender's opt-outs are obeyed as Twilio obeys them; a WhatsApp text outside the 24-hour
window is accepted and then fails with 63016, as the real one does. Scheduled messages stay
scheduled until they are cancelled.

Source: contracts of the 2010-04-01 API; Twilio, "Twilio support for opt-out keywords", "Track
outbound message status", seen 2026-11.
"""

from __future__ import annotations

import asyncio
import base64
import binascii
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from app.clock import Clock
from app.errors import Invalid
from app.world.http_server import Answer, Request, json_answer
from app.world.twilio_errors import FAULT_CODES, MAGIC_NUMBERS, twilio_error
from app.world.twilio_media import content_of, media_answer
from app.world.twilio_memory import Memory
from app.world.twilio_records import (
    FINAL,
    MediaFile,
    Record,
    matches_dates,
    new_sid,
)
from app.world.twilio_rest import Paging, Resources, page_of
from app.world.twilio_words import ANSWERS, inbound_pairs, keyword, status_pairs
from app.world.webhooks import Webhooks

WINDOW_MS = 24 * 3600 * 1000
MAX_BODY_CHARS = 1600


@dataclass(slots=True)
class TwilioSetup:
    """What the account looks like.

    ``accounts`` maps account sids to auth tokens; while it does not know an account, the password
    of its first request is taken for its token. ``services`` maps messaging services to their
    numbers. ``step_s`` is the usual time between two status callbacks; ``is_window_enforced``
    turns the WhatsApp rule on; ``has_advanced_opt_out`` adds ``OptOutType`` to webhooks.
    """

    accounts: dict[str, str] = field(default_factory=dict)
    services: dict[str, list[str]] = field(default_factory=dict)
    numbers: list[str] = field(default_factory=list)
    step_s: float = 0.1
    is_window_enforced: bool = True
    has_advanced_opt_out: bool = False
    answers_keywords: bool = True


class Twilio(Memory):
    """One Twilio; its records are the truth about what was sent."""

    def __init__(self, setup: TwilioSetup, clock: Clock, webhooks: Webhooks) -> None:
        self.setup = setup
        self.clock = clock
        self.webhooks = webhooks
        self.base_url = ""
        self.resources = Resources(setup.numbers, setup.services)
        super().__init__()

    def error(self, kind: str) -> Answer:
        """Return Twilio's answer for a fault of this kind."""
        return twilio_error(FAULT_CODES.get(kind, 20500))

    def handle(self, request: Request) -> Answer:
        """Answer one request to the API."""
        if request.path.startswith("/media/"):
            return content_of(self.records, request.path.split("/")[2])
        parts = request.path.strip("/").split("/")
        if parts[0] != "2010-04-01":
            user = self._user(request)[0]
            return self.resources.handle(request, parts, user, self.clock.now_ms())
        account_sid = parts[2].removesuffix(".json") if len(parts) > 2 else ""
        if not self._may(request, account_sid):
            return twilio_error(20003)
        rest = [part.removesuffix(".json") for part in parts[3:]]
        if rest[:1] != ["Messages"]:
            return self.resources.handle(request, parts, account_sid, self.clock.now_ms())
        if len(rest) == 1:
            if request.method == "POST":
                return self._create(account_sid, request.form())
            return self._list(account_sid, request)
        return self._one(request, account_sid, rest)

    # -- credentials

    def _user(self, request: Request) -> tuple[str, str]:
        scheme, _, value = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() != "basic":
            return "", ""
        try:
            user, _, password = base64.b64decode(value, validate=True).decode().partition(":")
        except (binascii.Error, UnicodeDecodeError):
            return "", ""
        return user, password

    def _may(self, request: Request, account_sid: str) -> bool:
        user, password = self._user(request)
        if not account_sid.startswith("AC") or user != account_sid or not password:
            return False
        return self.setup.accounts.setdefault(account_sid, password) == password

    # -- sending

    def _create(self, account_sid: str, form: list[tuple[str, str]]) -> Answer:
        given = dict(form)
        refusal = self._refusal(given)
        if refusal is not None:
            return refusal
        now_ms = self.clock.now_ms()
        is_scheduled = given.get("ScheduleType") == "fixed"
        media_urls = [value for name, value in form if name == "MediaUrl"]
        service = given.get("MessagingServiceSid")
        status = "scheduled" if is_scheduled else "accepted" if service else "queued"
        record = Record(
            sid=new_sid("MM" if media_urls else "SM"),
            account_sid=account_sid,
            to=given["To"],
            sender=given.get("From"),
            body=self._text(given) or "",
            direction="outbound-api",
            status=status,
            created_ms=now_ms,
            sent_ms=None if is_scheduled else now_ms,
            messaging_service_sid=service,
            media_urls=media_urls,
            status_callback=given.get("StatusCallback", ""),
            content_sid=given.get("ContentSid"),
        )
        self.keep(record)
        answer = json_answer(201, record.as_json())
        if not is_scheduled:
            self.webhooks.spawn(self._travel(record))
        return answer

    def _text(self, given: dict[str, str]) -> str | None:
        """Return what the lead reads; None for a template nobody made."""
        if not given.get("ContentSid"):
            return given.get("Body", "")
        return self.resources.text_of(given["ContentSid"], given.get("ContentVariables", ""))

    def _refusal(self, given: dict[str, str]) -> Answer | None:
        to, sender = given.get("To", ""), given.get("From", "")
        service = given.get("MessagingServiceSid", "")
        if not to:
            return twilio_error(21604)
        if not sender and not service:
            return twilio_error(21603)
        if not any(given.get(name) for name in ("Body", "MediaUrl", "ContentSid")):
            return twilio_error(21602)
        if len(given.get("Body", "")) > MAX_BODY_CHARS:
            return twilio_error(21617)
        if self._text(given) is None:
            return twilio_error(21655, given["ContentSid"])
        digits = to.removeprefix("whatsapp:").removeprefix("+")
        if not digits.isdigit() or not 7 <= len(digits) <= 15:
            return twilio_error(21211, to)
        if to in MAGIC_NUMBERS:
            return twilio_error(MAGIC_NUMBERS[to], to)
        if sender and (sender, to) in self.opted_out:
            return twilio_error(21610)
        return None

    async def _travel(self, record: Record) -> None:
        """Walk a message through its states, telling the status callback each one."""
        if record.sender is None:
            numbers = self.setup.services.get(record.messaging_service_sid or "", [])
            record.sender = self.last_sender.get(record.to) or (numbers[0] if numbers else None)
        error_code = self._late_failure(record)
        ways: tuple[str, ...] = ("queued", "sending", "sent", "delivered")
        if error_code is not None:
            ways = ("queued", "failed")
        elif record.to.startswith("whatsapp:"):
            ways = (*ways, "read")
        dice = self.webhooks.faults.dice()
        for position, status in enumerate(ways):
            if position:
                await asyncio.sleep(self.setup.step_s * dice.uniform(0.5, 1.5))
            if record.status == "canceled":
                return
            record.status = status
            record.updated_ms = self.clock.now_ms()
            record.error_code = error_code if status == "failed" else None
            if record.status_callback:
                self.webhooks.spawn(self._tell(record, status))

    def _late_failure(self, record: Record) -> int | None:
        sender = record.sender or ""
        if (sender, record.to) in self.opted_out:
            return 21610
        if not record.to.startswith("whatsapp:") or record.content_sid:
            return None
        last_ms = self.last_inbound_ms.get((record.to, sender))
        is_open = last_ms is not None and self.clock.now_ms() - last_ms <= WINDOW_MS
        return None if is_open or not self.setup.is_window_enforced else 63016

    async def _tell(self, record: Record, status: str) -> None:
        pairs = status_pairs(record, status)
        token = self.setup.accounts[record.account_sid]
        await self.webhooks.deliver(record.status_callback, pairs, token, record.callbacks.append)

    # -- reading and changing

    def _list(self, account_sid: str, request: Request) -> Answer:
        params = request.params()
        given = dict(params)
        if given.get("To"):
            chosen: Sequence[Record] = [
                r for r in self.records_with(given["To"]) if r.to == given["To"]
            ]
        else:
            chosen = self.records
        try:
            found = [
                record
                for record in reversed(chosen)
                if record.account_sid == account_sid
                and (not given.get("From") or record.sender == given["From"])
                and matches_dates(record, params)
            ]
            paging = Paging.read(request)
        except ValueError as error:
            return twilio_error(20422, str(error))
        return json_answer(200, page_of("messages", [r.as_json() for r in found], paging))

    def _one(self, request: Request, account_sid: str, rest: list[str]) -> Answer:
        record = self.by_sid.get(rest[1])
        if record is None or record.account_sid != account_sid:
            return twilio_error(20404, request.path)
        if len(rest) > 2 and rest[2] == "Media":
            return media_answer(request, record, rest, self.base_url)
        if request.method == "DELETE":
            record.body = ""
            return Answer(204)
        if request.method == "POST":
            given = dict(request.form())
            if given.get("Status") == "canceled" and record.status not in FINAL:
                record.status = "canceled"
            if given.get("Body") == "":
                record.body = ""
            record.updated_ms = self.clock.now_ms()
        return json_answer(200, record.as_json())

    # -- receiving

    async def inbound(
        self,
        *,
        public_url: str,
        account_sid: str,
        from_: str,
        to: str,
        body: str,
        url: str | None = None,
        channel: str = "sms",
        media: Sequence[tuple[str, bytes]] = (),
        service: str | None = None,
        extra: Sequence[tuple[str, str]] = (),
        expects_reply: bool | None = None,
        auth_token: str | None = None,
    ) -> Record:
        """Let a lead write: post the signed webhook, retry it, and return the record.

        ``from_`` and ``to`` are plain numbers; WhatsApp's prefix is added. ``url`` is where to
        post (default: ``public_url`` through ``rewrite``); the signature covers ``public_url``.
        The outcome of each attempt is in ``attempts``; ``acked_s`` is None when none was 2xx.

        Raises:
            Invalid: the account has no token yet to sign with, and none is given.
        """
        token = self.token_for(account_sid, auth_token)
        record = self._received(account_sid, from_, to, body, channel)
        record.messaging_service_sid = service
        record.sid = new_sid("MM") if media else record.sid
        record.media = [
            MediaFile(new_sid("ME"), kind, data, record.created_ms) for kind, data in media
        ]
        word = self._word(record) if channel == "sms" else None
        record.expects_reply = word is None if expects_reply is None else expects_reply
        self.keep(record)
        if word:
            self._obey(word, record)
        opt_out_type = word if word and self.setup.has_advanced_opt_out else None
        pairs = inbound_pairs(record, self.base_url, opt_out_type, extra)
        await self.webhooks.deliver(public_url, pairs, token, _Attempts(record), url)
        return record

    def token_for(self, account_sid: str, given: str | None = None) -> str:
        """Return the token an account's webhooks are signed with; ``given`` becomes it if none is.

        Raises:
            Invalid: there is none.
        """
        token = self.setup.accounts.get(account_sid) or given
        if not token:
            raise Invalid(f"The simulated account {account_sid} has no auth token to sign with.")
        return self.setup.accounts.setdefault(account_sid, token)

    def _received(self, account_sid: str, from_: str, to: str, body: str, channel: str) -> Record:
        if channel == "whatsapp":
            from_, to = (f"whatsapp:{n.removeprefix('whatsapp:')}" for n in (from_, to))
        now_ms = self.clock.now_ms()
        self.last_inbound_ms[(from_, to)] = now_ms
        self.last_sender[from_] = to
        return Record(
            sid=new_sid("SM"),
            account_sid=account_sid,
            to=to,
            sender=from_,
            body=body,
            direction="inbound",
            status="received",
            created_ms=now_ms,
            sent_ms=now_ms,
        )

    def _word(self, record: Record) -> str | None:
        """Return the word Twilio acts on, if the text is one."""
        word = keyword(record.body) if self.setup.answers_keywords else None
        if word == "YES":
            return "START" if (record.to, record.sender or "") in self.opted_out else None
        return word

    def _obey(self, word: str, record: Record) -> None:
        pair = (record.to, record.sender or "")
        was_out = pair in self.opted_out
        if word == "STOP":
            self.opted_out.add(pair)
        elif word == "START":
            self.opted_out.discard(pair)
        # Twilio stays silent when the word changes nothing.
        if (word == "STOP" and was_out) or (word == "START" and not was_out):
            return
        now_ms = self.clock.now_ms()
        answer = Record(
            sid=new_sid("SM"),
            account_sid=record.account_sid,
            to=pair[1],
            sender=pair[0],
            body=ANSWERS[word],
            direction="outbound-reply",
            status="delivered",
            created_ms=now_ms,
            sent_ms=now_ms,
            by_provider=True,
        )
        self.keep(answer)


class _Attempts:
    """Notes the outcome of each attempt, and when the first one was acknowledged."""

    def __init__(self, record: Record) -> None:
        self._record = record

    def __call__(self, outcome: str) -> None:
        self._record.attempts.append(outcome)
        if outcome.startswith("2") and self._record.acked_s is None:
            self._record.acked_s = time.monotonic()
