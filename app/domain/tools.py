"""The typed actions a language model may take, and the check of what it asked for.

A tool takes ids only from lists we offered in the same request, and never a recipient, a tenant,
a price or an address to open: what it names beyond those lists is dropped or refused here, before
anything acts on it. The tools are the same bytes for every tenant and every turn, in a fixed
order, because they open the cached prefix. ``reply`` stands first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from app.domain.text import contains
from app.errors import InvalidModelOutput

MAX_REPLY_CHARS = 4000
MAX_VALUE_CHARS = 300
MAX_FINDINGS = 20
BUCKETS = ("high", "medium", "low")
ESCALATION_REASONS = (
    "wants_person",
    "not_in_knowledge",
    "complaint_or_legal",
    "outside_scope",
    "other",
)
END_REASONS = ("lead_is_done", "not_interested", "wrong_number")


@dataclass(frozen=True, slots=True)
class ToolSpec:
    """A tool as it is offered; ``schema`` is JSON Schema of its input."""

    name: str
    description: str
    schema: dict[str, Any]


class Call(Protocol):
    """What a model asked for: a tool's name and its unchecked input."""

    @property
    def name(self) -> str:
        """Return the tool's name."""
        ...

    @property
    def input(self) -> dict[str, Any]:
        """Return the tool's input."""
        ...


@dataclass(frozen=True, slots=True)
class Offered:
    """The ids that stood in the request; anything else was invented.

    ``handles`` are the short names under which passages and messages stood there; ``said`` are the
    lead's messages, id and text, newest first.
    """

    passage_ids: frozenset[str] = frozenset()
    criterion_ids: frozenset[str] = frozenset()
    message_ids: frozenset[str] = frozenset()
    handles: Mapping[str, str] = field(default_factory=dict)
    said: tuple[tuple[str, str], ...] = ()

    def message_of(self, quote: str) -> str:
        """Return the id of the newest message with these words, else of the newest of all."""
        found = (row_id for row_id, text in self.said if quote and contains(text, quote))
        return next(found, self.said[0][0] if self.said else "")

    def id_of(self, named: str) -> str:
        """Return the id a model means, or what it wrote when that is no handle."""
        return self.handles.get(named, named)


@dataclass(frozen=True, slots=True)
class Reply:
    """A draft. ``confidence`` is the model's own coarse word, one feature among others."""

    text: str
    grounding: tuple[str, ...] = ()
    confidence: str = "low"
    asks: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """What the model says a message told us; not yet a finding (see ``qualification``)."""

    criterion_id: str
    value: str
    message_id: str
    quote: str


@dataclass(frozen=True, slots=True)
class RecordFindings:
    """Claims whose criterion and message are ones we offered."""

    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Escalate:
    """The model asks for a person. ``reason`` is one of ``ESCALATION_REASONS``."""

    reason: str
    summary: str = ""


@dataclass(frozen=True, slots=True)
class End:
    """The model says the conversation is over. ``reason`` is one of ``END_REASONS``."""

    reason: str


@dataclass(frozen=True, slots=True)
class Actions:
    """One answer of the model, checked. ``dropped`` names what was left out, for the record."""

    reply: Reply | None = None
    claims: tuple[Claim, ...] = ()
    escalate: Escalate | None = None
    end: End | None = None
    dropped: tuple[str, ...] = field(default=())


def _object(properties: dict[str, Any], required: Sequence[str]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(required),
        "additionalProperties": False,
    }


_STRING: dict[str, Any] = {"type": "string"}

SPECS: tuple[ToolSpec, ...] = (
    ToolSpec(
        "reply",
        "Write to the lead.",
        _object(
            {
                "text": _STRING,
                "grounding": {
                    "type": "array",
                    "items": _STRING,
                    "description": "ids of the entries used",
                },
                "confidence": {
                    "type": "string",
                    "enum": list(BUCKETS),
                    "description": "only if not high",
                },
                "asks": _STRING | {"description": "id of the criterion asked about"},
            },
            ["text", "grounding"],
        ),
    ),
    ToolSpec(
        "record_findings",
        "Record what the lead said about criteria.",
        _object(
            {
                "findings": {
                    "type": "array",
                    "items": _object(
                        {
                            "criterion": _STRING,
                            "value": _STRING | {"description": "option, number, yes, no, ISO date"},
                            "quote": _STRING | {"description": "words copied from the message"},
                            "message": _STRING | {"description": "its id, if not the newest"},
                        },
                        ["criterion", "value", "quote"],
                    ),
                }
            },
            ["findings"],
        ),
    ),
    ToolSpec(
        "escalate",
        "Call a colleague.",
        _object(
            {
                "reason": {"type": "string", "enum": list(ESCALATION_REASONS)},
                "summary": _STRING | {"description": "for the colleague, two sentences"},
            },
            ["reason", "summary"],
        ),
    ),
    ToolSpec(
        "end",
        "The conversation is over.",
        _object({"reason": {"type": "string", "enum": list(END_REASONS)}}, ["reason"]),
    ),
)


def parse_calls(calls: Sequence[Call], offered: Offered) -> Actions:
    """Return the checked actions of one answer.

    Unknown ids are dropped and named in ``dropped``; an unknown tool is dropped too.

    Raises:
        InvalidModelOutput: there is nothing to say to the lead and nothing else to do; its detail
            ``repair`` is what to tell the model in the one repair.
    """
    reply: Reply | None = None
    claims: list[Claim] = []
    escalate: Escalate | None = None
    end: End | None = None
    dropped: list[str] = []
    for call in calls:
        given = call.input
        if call.name == "reply":
            # A second reply would be a second message: only the first is one turn's answer.
            reply = reply or _reply(given, offered, dropped)
        elif call.name == "record_findings":
            claims += _claims(given, offered, dropped)
        elif call.name == "escalate":
            escalate = escalate or Escalate(
                _one_of(given.get("reason"), ESCALATION_REASONS, "other"),
                _text(given.get("summary"))[: MAX_VALUE_CHARS * 2],
            )
        elif call.name == "end":
            end = end or End(_one_of(given.get("reason"), END_REASONS, "lead_is_done"))
        else:
            dropped.append(f"tool:{call.name[:40]}")
    if reply is None and end is None:
        raise InvalidModelOutput(
            "The model wrote no reply.",
            repair="You did not call the tool reply. Call reply once, with a non-empty text.",
        )
    return Actions(reply, tuple(claims[:MAX_FINDINGS]), escalate, end, tuple(dropped))


def _reply(given: Mapping[str, Any], offered: Offered, dropped: list[str]) -> Reply:
    text = _text(given.get("text"))
    if not text:
        raise InvalidModelOutput(
            "The model's reply is empty.", repair="The text of reply was empty. Write the message."
        )
    if len(text) > MAX_REPLY_CHARS:
        raise InvalidModelOutput(
            "The model's reply is far too long.",
            repair="The text of reply was far too long. Keep within max_chars of the state.",
        )
    cited = given.get("grounding")
    rows = cited if isinstance(cited, list) else []
    cited_ids = [offered.id_of(_text(item)) for item in rows]
    known = offered.passage_ids
    dropped += [f"passage:{item[:40]}" for item in cited_ids if item not in known]
    grounding = tuple(dict.fromkeys(item for item in cited_ids if item in known))
    asks = _text(given.get("asks")) or None
    if asks is not None and asks not in offered.criterion_ids:
        dropped.append(f"asks:{asks[:40]}")
        asks = None
    # Nothing said is "high"; a word we do not know is none of confidence.
    word = _one_of(given.get("confidence", "high"), BUCKETS, "low")
    return Reply(text, grounding, word, asks)


def _claims(given: Mapping[str, Any], offered: Offered, dropped: list[str]) -> list[Claim]:
    rows = given.get("findings")
    claims = []
    for row in rows if isinstance(rows, list) else []:
        if not isinstance(row, dict):
            dropped.append("finding:not_an_object")
            continue
        quote = _text(row.get("quote"))[:MAX_VALUE_CHARS]
        # The longer names are those of answers recorded earlier.
        named = offered.id_of(_text(row.get("message") or row.get("message_id")))
        claim = Claim(
            _text(row.get("criterion") or row.get("criterion_id")),
            _text(row.get("value"))[:MAX_VALUE_CHARS],
            named or offered.message_of(quote),
            quote,
        )
        if claim.criterion_id not in offered.criterion_ids:
            dropped.append(f"criterion:{claim.criterion_id[:40]}")
        elif claim.message_id not in offered.message_ids:
            dropped.append(f"message:{claim.message_id[:40]}")
        elif not claim.value:
            dropped.append(f"value:{claim.criterion_id[:40]}")
        else:
            claims.append(claim)
    return claims


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str | int | float):
        return str(value).strip()
    return ""


def _one_of(value: object, allowed: Sequence[str], otherwise: str) -> str:
    return value if isinstance(value, str) and value in allowed else otherwise
