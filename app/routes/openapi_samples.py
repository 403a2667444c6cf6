"""Examples for the description: made from a schema, so that they always fit it.

What a value looks like is taken from its name where the name says it, else from its type.
"""

from __future__ import annotations

from typing import Any

_ID = "01jd8x5m3q7r9t2v4w6y8z0abc"
_AT = "2026-11-25T09:30:00+00:00"
_NAMES: dict[str, Any] = {
    "id": _ID,
    "acknowledged_by": "Dana Reyes",
    "advice": "none",
    "after": None,
    "answer": "Yes, small pets are welcome in most homes.",
    "address": "+12125550123",
    "at": _AT,
    "author": "lead",
    "basis": "written",
    "body": "We can show you the flat on Friday.",
    "by": "Dana Reyes",
    "channel": "whatsapp",
    "closed_mode": "draft_only",
    "closes": "18:00",
    "context": ["How large is the flat?"],
    "currency": "USD",
    "date": "2026-12-25",
    "day": "2026-11-25",
    "email": "dana@example.com",
    "error": "",
    "error_code": None,
    "expires_at": None,
    "first": "2026-11-01",
    "former": "",
    "hash": "9f2c…",
    "held_because": "",
    "held_by": "Dana Reyes",
    "hour": "10:00-14:00",
    "ip": "203.0.113.7",
    "is_deleted": False,
    "is_edited": False,
    "kind": "faq",
    "language": "en",
    "languages": ["en", "es"],
    "last": "2026-11-25",
    "last_author": "lead",
    "lead": "Maria Lopez",
    "merged_into": None,
    "message": "We can show you the flat on Friday.",
    "name": "Maria Lopez",
    "next": None,
    "note": "Prefers the mornings.",
    "open_question": "When would you like to move in?",
    "opens": "09:00",
    "opted_out_at": None,
    "origin": "operator",
    "outcome": "booked",
    "owner": "Dana Reyes",
    "period": "2026-11",
    "period_kind": "month",
    "phone": "+12125550123",
    "place": "12 Quay Street, Boston",
    "priority": "high",
    "query": "Do you take pets?",
    "question": "Do you allow pets?",
    "quote": "about 300 thousand",
    "replaces": None,
    "reason": "wants_person",
    "resolved_at": None,
    "revoked_at": None,
    "said": "Can I see it on Friday?",
    "snippet": "Can I see it on Friday?",
    "source": "spring-campaign",
    "stale_since": None,
    "state": "ready",
    "status_by": None,
    "suggested": "We can show you the flat on Friday.",
    "summary": "Asks for a viewing on Friday.",
    "tag": "garden",
    "temperature": "hot",
    "text": "Yes, small pets are welcome in most homes.",
    "title": "Do you allow pets?",
    "url": "https://example.com/prices",
    "value": "300000 USD",
    "variant": "Are dogs allowed?",
    "why": "It shares “pets” with the question.",
    "zone": "America/New_York",
}
# Where the name alone says the wrong thing.
_CLIENT = {
    "name": "Harbour Homes",
    "state": "active",
    "country": "US",
    "email": "office@harbour.example",
    "address": "12 Quay Street, Boston",
    "person": "Dana Reyes",
    "website": "https://harbour.example/",
    "notes": "Sells and lets homes at the harbour.",
}


def _of(shape: str, fields: dict[str, Any]) -> dict[str, Any]:
    return {f"{shape}.{name}": one for name, one in fields.items()}


_KEY = {"name": "CRM", "hint": "x7k2", "state": "active", "scopes": ["read", "write"]}
_OF_SHAPES: dict[str, Any] = {
    "BaseItem.name": "General",
    "BaseRequest.name": "Prices",
    **_of("ClientItem", _CLIENT),
    **_of("ClientRequest", {name: one for name, one in _CLIENT.items() if name != "state"}),
    **_of("KeyItem", _KEY),
    **_of("KeyRequest", _KEY),
    "NewKey.key": "ll_q3m8x5d1jd8x5m3q7r9t2v4w6y8z0x7k2",
    "EscalationItem.state": "pending",
    "ConversationItem.state": "active",
    "ConversationItem.address": "+12125550123",
    "AppointmentItem.state": "booked",
    "LeadItem.status": "qualified",
    "VersionItem.state": "published",
    "ProfileAnswer.state": "published",
    "DeliveryItem.state": "delivered",
    "StreamedEvent.event": "message_received",
    "StreamedEvent.data": '{"id":"01jd8x5m3q7r9t2v4w6y8z0abc","kind":"message_received",'
    '"conversation_id":"01jd8x5m3q7r9t2v4w6y8z0abd","at":"2026-11-25T09:30:00+00:00","data":{}}',
    "WriteRequest.as": "Dana Reyes",
    "BudgetRequest.limit_tokens": None,
    "AuditItem.action": "key_created",
    "AuditItem.actor_kind": "operator",
    "AuditItem.actor_name": "Dana Reyes",
    "AuditItem.subject_kind": "key",
}
_DEEPEST = 8


class Sampler:
    """Makes examples of schemas that refer to these components."""

    def __init__(self, schemas: dict[str, Any]) -> None:
        self._schemas = schemas

    def example(self, schema: dict[str, Any], name: str = "", depth: int = 0) -> Any:
        """Return an example of a schema; ``name`` is the field it stands in."""
        schema = self._resolved(schema)
        if depth > _DEEPEST:
            return None
        for key in ("example", "const"):
            if key in schema:
                return schema[key]
        if "enum" in schema:
            return schema["enum"][0]
        if options := schema.get("anyOf") or schema.get("oneOf"):
            return self._of_options(options, name, depth)
        return self._of_type(schema, name, depth)

    def _resolved(self, schema: dict[str, Any]) -> dict[str, Any]:
        while "$ref" in schema:
            schema = self._schemas[schema["$ref"].rpartition("/")[2]]
        return schema

    def _of_options(self, options: list[dict[str, Any]], name: str, depth: int) -> Any:
        if _NAMES.get(name, "") is None and {"type": "null"} in options:
            return None
        real = [one for one in options if one.get("type") != "null"]
        return self.example(real[0], name, depth) if real else None

    def _of_type(self, schema: dict[str, Any], name: str, depth: int) -> Any:
        match schema.get("type"):
            case "object":
                return self._of_object(schema, depth)
            case "array":
                return self._of_array(schema, name, depth)
            case "integer" | "number":
                return _number(schema)
            case "boolean":
                return _NAMES.get(name, schema.get("default", True))
            case "null":
                return None
            case _:
                return _text(schema, name)

    def _of_object(self, schema: dict[str, Any], depth: int) -> dict[str, Any]:
        if "properties" in schema:
            title = schema.get("title", "")
            return {
                name: _OF_SHAPES[f"{title}.{name}"]
                if f"{title}.{name}" in _OF_SHAPES
                else self.example(one, name, depth + 1)
                for name, one in schema["properties"].items()
            }
        values = schema.get("additionalProperties")
        return {"words": self.example(values, "", depth + 1)} if isinstance(values, dict) else {}

    def _of_array(self, schema: dict[str, Any], name: str, depth: int) -> list[Any]:
        if "prefixItems" in schema:
            return [self.example(one, "", depth + 1) for one in schema["prefixItems"]]
        items = schema.get("items")
        if not isinstance(items, dict):
            return []
        one = self.example(items, name.removesuffix("s"), depth + 1)
        return [one] * max(1, schema.get("minItems", 1))


def _number(schema: dict[str, Any]) -> Any:
    least = schema.get("minimum", schema.get("exclusiveMinimum", -1) + 1)
    return schema.get("default") or max(least, 1 if schema["type"] == "integer" else 0.5)


def _text(schema: dict[str, Any], name: str) -> str:
    if schema.get("format") == "date":
        return "2026-11-25"
    if schema.get("format") == "date-time" or name.endswith("_at"):
        return _AT
    if name == "id" or name.endswith("_id"):
        return _ID
    known = _NAMES.get(name)
    if isinstance(known, str):
        return known[: schema.get("maxLength", len(known))]
    return str(schema.get("default") or "…")
