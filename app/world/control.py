"""The world's own interface, for tests and tools in another process.

GET  /control/health
GET  /control/report[?strict=0]       verdict, calls, faults, usage
GET  /control/messages[?with=+1…]     every message, oldest first
GET  /control/mails                   every mail, oldest first
POST /control/config                  {"faults": "…", "latency_ms": {"anthropic": 800},
                                       "force": [["twilio", "429", 2]], "rewrite": {"…": "…"},
                                       "hang_s": 30, "step_s": 0.1}
POST /control/script                  {"answers": [{"content": [blocks], "stop_reason": "…"}]} or
                                      [{"sse": "…"}]: next answers of the Anthropic double
POST /control/inbound                 {"public_url", "account_sid", "from", "to", "body",
                                       "url"?, "channel"?, "service"?, "extra"?, "auth_token"?}
POST /control/reset
"""

from __future__ import annotations

from collections.abc import Coroutine
from typing import TYPE_CHECKING, Any

from app.world.http_server import Answer, BadRequest, Request, json_answer
from app.world.sendgrid import SentMail
from app.world.twilio_records import Record

if TYPE_CHECKING:
    from app.world.world import World


class Control:
    """Answers ``/control/``."""

    def __init__(self, world: World) -> None:
        self._world = world

    def handle(self, request: Request) -> Answer:
        """Answer one request."""
        world = self._world
        match request.method, request.path.removeprefix("/control/"):
            case "GET", "health":
                return json_answer(200, {"status": "ok"})
            case "GET", "report":
                is_strict = dict(request.params()).get("strict") != "0"
                return json_answer(200, world.report(is_strict=is_strict))
            case "GET", "messages":
                address = dict(request.params()).get("with")
                twilio = world.twilio
                records = twilio.records_with(address) if address else twilio.records
                return json_answer(200, [as_plain(record) for record in records])
            case "GET", "mails":
                return json_answer(200, [mail_as_plain(mail) for mail in world.sendgrid.mails])
            case "POST", "config":
                self._configure(request.json())
            case "POST", "script":
                world.anthropic.scripted.extend(request.json()["answers"])
            case "POST", "inbound":
                world.webhooks.spawn(self._inbound(request.json()))
                return json_answer(202, {"status": "on its way"})
            case "POST", "reset":
                world.reset()
            case _:
                raise BadRequest(f"no control at {request.path}")
        return json_answer(200, {"status": "ok"})

    def _configure(self, wishes: dict[str, Any]) -> None:
        world = self._world
        if "faults" in wishes:
            world.set_faults(wishes["faults"])
        world.set_latency(wishes.get("latency_ms", {}))
        world.webhooks.rewrite.update(wishes.get("rewrite", {}))
        for provider, kind, times in wishes.get("force", []):
            world.faults.force(provider, kind, times)
        world.faults.hang_s = float(wishes.get("hang_s", world.faults.hang_s))
        world.twilio.setup.step_s = float(wishes.get("step_s", world.twilio.setup.step_s))

    def _inbound(self, wish: dict[str, Any]) -> Coroutine[Any, Any, Record]:
        twilio = self._world.twilio
        # What is wrong must show now, not in the background.
        twilio.token_for(wish["account_sid"], wish.get("auth_token"))
        return twilio.inbound(
            public_url=wish["public_url"],
            account_sid=wish["account_sid"],
            from_=wish["from"],
            to=wish["to"],
            body=wish["body"],
            url=wish.get("url"),
            channel=wish.get("channel", "sms"),
            service=wish.get("service"),
            extra=[(str(name), str(value)) for name, value in wish.get("extra", [])],
        )


def mail_as_plain(mail: SentMail) -> dict[str, Any]:
    """Return a mail as plain data."""
    return {name: getattr(mail, name) for name in ("id", "to", "subject", "text", "html", "at_ms")}


def as_plain(record: Record) -> dict[str, Any]:
    """Return a message as plain data, with what only the double knows."""
    return {
        "sid": record.sid,
        "from": record.sender,
        "to": record.to,
        "body": record.body,
        "direction": record.direction,
        "status": record.status,
        "error_code": record.error_code,
        "by_provider": record.by_provider,
        "created_ms": record.created_ms,
        "seen_s": record.seen_s,
        "acked_s": record.acked_s,
        "attempts": record.attempts,
        "callbacks": record.callbacks,
    }
