"""Twilio's error answers: the code says what is wrong, the status only how it feels about it.

Source: Twilio error dictionary and the test-credential numbers, seen 2026-11.
"""

from __future__ import annotations

from app.world.http_server import Answer, json_answer

_HEADERS = {"Twilio-Request-Id": "RQ" + "0" * 32}

# Code: (status, text).
_KNOWN: dict[int, tuple[int, str]] = {
    20003: (401, "The credentials are not those of this account."),
    20404: (404, "There is no such resource: {detail}"),
    20422: (422, "A parameter is not valid: {detail}"),
    20429: (429, "Too many requests."),
    20500: (500, "Something went wrong inside the provider."),
    20503: (503, "The provider does not serve requests now."),
    21211: (400, "The number {detail} in To is not a phone number."),
    21408: (400, "Sending to the region of {detail} is not enabled."),
    21602: (400, "A message needs a body, a media URL or a template."),
    21603: (400, "A message needs a sender: From or MessagingServiceSid."),
    21604: (400, "A message needs a recipient: To."),
    21606: (400, "The number {detail} in From is not a sender of this account."),
    21608: (400, "The number {detail} is not verified for this trial account."),
    21610: (400, "The recipient has opted out of messages from this sender."),
    21614: (400, "The number {detail} cannot receive text messages."),
    21655: (400, "The ContentSid {detail} is not a template of this account."),
    21617: (400, "The body is longer than 1600 characters."),
}

# Numbers Twilio reserves for asking for a given error.
MAGIC_NUMBERS = {
    "+15005550001": 21211,
    "+15005550003": 21408,
    "+15005550004": 21610,
    "+15005550009": 21614,
}


def twilio_error(code: int, detail: str = "") -> Answer:
    """Return the error answer for a code of the table."""
    status, text = _KNOWN[code]
    body = {
        "code": code,
        "message": text.format(detail=detail),
        "more_info": f"https://www.twilio.com/docs/errors/{code}",
        "status": status,
    }
    return json_answer(status, body, dict(_HEADERS))


FAULT_CODES = {"401": 20003, "402": 20003, "429": 20429, "500": 20500, "503": 20503, "529": 20503}
