"""What else of Twilio's REST interfaces is answered: the account, its numbers, templates, lookups.

Only what leadline may ask for; everything is remembered as long as the world runs, nothing acts.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from app.world.clockwork import rfc2822, rfc3339
from app.world.http_server import Answer, Request, json_answer
from app.world.twilio_errors import twilio_error
from app.world.twilio_records import API_VERSION, new_sid

_JSON = dict[str, object]
_CONTENT = "https://content.twilio.com/v1/Content"


@dataclass(frozen=True, slots=True)
class Paging:
    """Which page of a list is asked for; ``base`` is the path with the filters."""

    page: int
    size: int
    path: str
    filters: list[tuple[str, str]]

    @classmethod
    def read(cls, request: Request) -> Paging:
        """Read ``Page`` and ``PageSize``.

        Raises:
            ValueError: they are no numbers in range.
        """
        params = dict(request.params())
        page, size = int(params.get("Page", "0")), int(params.get("PageSize", "50"))
        if page < 0 or not 1 <= size <= 1000:
            raise ValueError("PageSize")
        kept = [p for p in request.params() if p[0] not in ("Page", "PageSize", "PageToken")]
        return cls(page, size, request.path, kept)

    def uri(self, page: int) -> str:
        """Return the address of a page."""
        query = [*self.filters, ("PageSize", str(self.size)), ("Page", str(page))]
        if page:
            query.append(("PageToken", f"PA{page}"))
        return f"{self.path}?{urlencode(query)}"


def page_of(name: str, rows: list[_JSON], paging: Paging) -> _JSON:
    """Return one page of ``rows`` in the 2010 API's envelope."""
    start = paging.page * paging.size
    shown = rows[start : start + paging.size]
    has_more = start + paging.size < len(rows)
    return {
        "end": start + max(0, len(shown) - 1),
        "first_page_uri": paging.uri(0),
        "next_page_uri": paging.uri(paging.page + 1) if has_more else None,
        "page": paging.page,
        "page_size": paging.size,
        "previous_page_uri": paging.uri(paging.page - 1) if paging.page else None,
        "start": start,
        "uri": paging.uri(paging.page),
        name: shown,
    }


class Resources:
    """The account's other things."""

    def __init__(self, numbers: list[str], services: dict[str, list[str]]) -> None:
        every = dict.fromkeys([*numbers, *(n for ns in services.values() for n in ns)])
        self._numbers = {new_sid("PN"): {"phone_number": number} for number in every}
        self._services = services
        self._templates: dict[str, _JSON] = {}

    def handle(self, request: Request, parts: list[str], account_sid: str, now_ms: int) -> Answer:
        """Answer a request that is not about messages."""
        if not account_sid:
            return twilio_error(20003)
        match [part.removesuffix(".json") for part in parts]:
            case [_, "Accounts", _]:
                return json_answer(200, _account(account_sid, now_ms))
            case [_, "Accounts", _, "IncomingPhoneNumbers", *rest]:
                return self._number(request, account_sid, rest, now_ms)
            case [_, "Accounts", _, "Calls"] if request.method == "POST":
                return json_answer(201, _call(account_sid, dict(request.form()), now_ms))
            case ["v1", "Content", *rest]:
                return self._content(request, account_sid, rest, now_ms)
            case ["v1", "Services"]:
                return json_answer(200, self._service_list(request, account_sid, now_ms))
            case ["v2", "PhoneNumbers", number]:
                return json_answer(200, _lookup(number))
            case ["v2", "Indicators", "Typing"]:
                return json_answer(200, {"success": True})
        return twilio_error(20404, request.path)

    def _number(self, request: Request, account_sid: str, rest: list[str], now_ms: int) -> Answer:
        if not rest:
            rows = [
                _number(account_sid, sid, changes, now_ms) for sid, changes in self._numbers.items()
            ]
            return json_answer(200, page_of("incoming_phone_numbers", rows, Paging.read(request)))
        changes = self._numbers.get(rest[0])
        if changes is None:
            return twilio_error(20404, request.path)
        if request.method == "POST":
            known = {"SmsUrl": "sms_url", "SmsMethod": "sms_method"}
            changes.update({known[name]: v for name, v in request.form() if name in known})
        return json_answer(200, _number(account_sid, rest[0], changes, now_ms))

    def add_number(self, sid: str, number: str) -> None:
        """Give the account a number under a known sid."""
        self._numbers[sid] = {"phone_number": number}

    def add_template(
        self, account_sid: str, given: _JSON, now_ms: int, known_sid: str = ""
    ) -> _JSON:
        """Make a template as it is posted, under a new sid unless one is known."""
        sid = known_sid or new_sid("HX")
        template: _JSON = {
            "sid": sid,
            "account_sid": account_sid,
            "friendly_name": given.get("friendly_name"),
            "language": given.get("language"),
            "variables": given.get("variables", {}),
            "types": given.get("types", {}),
            "date_created": rfc3339(now_ms),
            "date_updated": rfc3339(now_ms),
            "url": f"{_CONTENT}/{sid}",
            "links": {"approval_fetch": f"{_CONTENT}/{sid}/ApprovalRequests"},
        }
        self._templates[sid] = template
        return template

    def text_of(self, sid: str, variables: str) -> str | None:
        """Return the text of a template with its places filled, or None for an unknown one."""
        template: Any = self._templates.get(sid)
        if template is None:
            return None
        try:
            given = template["variables"] | json.loads(variables or "{}")
        except (ValueError, TypeError):
            given = template["variables"]
        text = str(template["types"].get("twilio/text", {}).get("body", ""))
        for name, value in given.items():
            text = text.replace("{{" + str(name) + "}}", str(value))
        return text

    def _content(self, request: Request, account_sid: str, rest: list[str], now_ms: int) -> Answer:
        if not rest and request.method == "POST":
            return json_answer(201, self.add_template(account_sid, request.json(), now_ms))
        if len(rest) == 3 and request.method == "POST":
            given = request.json()
            return json_answer(201, _approval(given.get("name"), given.get("category")))
        if len(rest) == 2:
            approval = _approval(None, "UTILITY") | {"status": "approved"}
            url = f"{_CONTENT}/{rest[0]}/ApprovalRequests"
            found = {"sid": rest[0], "account_sid": account_sid, "whatsapp": approval, "url": url}
            return json_answer(200, found)
        if len(rest) == 1 and rest[0] in self._templates:
            return json_answer(200, self._templates[rest[0]])
        return twilio_error(20404, request.path)

    def _service_list(self, request: Request, account_sid: str, now_ms: int) -> _JSON:
        base = "https://messaging.twilio.com/v1/Services"
        rows: list[_JSON] = [
            {
                "sid": sid,
                "account_sid": account_sid,
                "friendly_name": "Simulated service",
                "date_created": rfc3339(now_ms),
                "date_updated": rfc3339(now_ms),
                "sticky_sender": True,
                "smart_encoding": True,
                "validity_period": 36000,
                "use_inbound_webhook_on_number": True,
                "url": f"{base}/{sid}",
                "links": {"phone_numbers": f"{base}/{sid}/PhoneNumbers"},
            }
            for sid in self._services
        ]
        size = int(dict(request.params()).get("PageSize", "50"))
        url = f"{base}?PageSize={size}&Page=0"
        meta = {
            "page": 0,
            "page_size": size,
            "first_page_url": url,
            "previous_page_url": None,
            "next_page_url": None,
            "url": url,
            "key": "services",
        }
        return {"services": rows[:size], "meta": meta}


def _approval(name: object, category: object) -> _JSON:
    return {
        "name": name,
        "category": category,
        "content_type": "twilio/text",
        "status": "received",
        "rejection_reason": "",
        "allow_category_change": False,
    }


def _account(account_sid: str, now_ms: int) -> _JSON:
    base = f"/{API_VERSION}/Accounts/{account_sid}"
    return {
        # The real one shows the token; ours has no business doing so.
        "auth_token": "",
        "date_created": rfc2822(now_ms),
        "date_updated": rfc2822(now_ms),
        "friendly_name": "Simulated account",
        "owner_account_sid": account_sid,
        "sid": account_sid,
        "status": "active",
        "subresource_uris": {"messages": f"{base}/Messages.json"},
        "type": "Full",
        "uri": f"{base}.json",
    }


def _number(account_sid: str, sid: str, changes: dict[str, str], now_ms: int) -> _JSON:
    number: _JSON = {
        "account_sid": account_sid,
        "address_requirements": "none",
        "api_version": API_VERSION,
        "beta": False,
        "capabilities": {"voice": True, "sms": True, "mms": True, "fax": False},
        "date_created": rfc2822(now_ms),
        "date_updated": rfc2822(now_ms),
        "friendly_name": changes["phone_number"],
        "origin": "twilio",
        "sid": sid,
        "sms_method": "POST",
        "sms_url": "",
        "status": "in-use",
        "type": "local",
        "uri": f"/{API_VERSION}/Accounts/{account_sid}/IncomingPhoneNumbers/{sid}.json",
    }
    return number | changes


def _call(account_sid: str, given: dict[str, str], now_ms: int) -> _JSON:
    sid = new_sid("CA")
    return {
        "account_sid": account_sid,
        "api_version": API_VERSION,
        "date_created": rfc2822(now_ms),
        "date_updated": rfc2822(now_ms),
        "direction": "outbound-api",
        "from": given.get("From", ""),
        "sid": sid,
        "status": "queued",
        "to": given.get("To", ""),
        "uri": f"/{API_VERSION}/Accounts/{account_sid}/Calls/{sid}.json",
    }


def _lookup(number: str) -> _JSON:
    return {
        "phone_number": number,
        "calling_country_code": "1" if number.startswith("+1") else None,
        "national_format": number.removeprefix("+1"),
        "country_code": "US" if number.startswith("+1") else None,
        "valid": True,
        "validation_errors": [],
        "line_type_intelligence": {"type": "mobile"},
        "url": f"https://lookups.twilio.com/v2/PhoneNumbers/{number}",
    }
