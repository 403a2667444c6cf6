"""The recorder: a turn as it was, packed, so that ``replay`` can run the same code on it again.

Kept is what the turn was made of (``Material``), what the models answered, and what came out. The
profile and the whole knowledge are the same for many turns: they are kept once, by their hash.
Pictures are never kept. A recording is a copy of what leads wrote, so it lives for some days only
and goes with any message that is deleted.
"""

from __future__ import annotations

import base64
import hashlib
import zlib
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

import msgspec

from app.domain.knowledge import Passage
from app.domain.qualification import Finding
from app.domain.tenant import Tenant
from app.domain.usage import Usage
from app.flows.drafting import Draft, Material
from app.llm.base import ToolCall
from app.services import Services
from app.store import recordings
from app.store.db import Tx
from app.store.recordings import Recording

T = TypeVar("T")
_encode = msgspec.json.Encoder().encode
# A knowledge of many thousand words is found in milliseconds; packing it harder is not worth it.
_LEVEL = 1
_DAY_MS = 86_400_000


@dataclass(frozen=True, slots=True)
class Answered:
    """One answer of a model: its calls, and what it cost. No calls: it could not be used."""

    calls: tuple[ToolCall, ...] = ()
    usage: Usage = field(default_factory=Usage)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a turn, in the words replays compare."""

    text: str
    is_sent: bool
    path: str
    decision: str
    reasons: tuple[str, ...]
    escalation: str
    confidence: float
    suggested: str
    findings: tuple[Finding, ...]
    cost_microusd: int
    tokens: int


@dataclass(frozen=True, slots=True)
class _Static:
    tenant: Tenant
    whole: tuple[Passage, ...] | None
    other_names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Own:
    material: Material
    answers: tuple[Answered, ...]
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Recorded:
    """A turn ready to be run again."""

    turn_id: str
    at_ms: int
    material: Material
    answers: tuple[Answered, ...]
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Packed:
    """A turn as it is stored."""

    static_hash: str
    static: str
    content: str


def outcome_of(made: Draft) -> Outcome:
    """Return what replays compare of a draft."""
    return Outcome(
        text=made.text if made.is_sent else "",
        is_sent=made.is_sent,
        path=made.path,
        decision=made.decision,
        reasons=tuple(f"{one['code']} {one['detail']}".strip() for one in made.reasons),
        escalation=made.escalation,
        confidence=round(made.confidence, 3),
        suggested=made.suggested,
        findings=made.findings,
        cost_microusd=sum(one.cost_microusd for one in made.usages),
        tokens=sum(
            one.input_tokens + one.cache_read_tokens + one.cache_write_tokens + one.output_tokens
            for one in made.usages
        ),
    )


def pack(material: Material, made: Draft) -> Packed:
    """Return a turn as it is stored; done before the unit of work, the writer serves everybody."""
    looked, shown = material.looked, material.looked.shown
    static = _encode(_Static(material.tenant, shown.whole, material.other_names))
    bare_shown = replace(shown, whole=None if shown.whole is None else ())
    bare = replace(
        material,
        tenant=Tenant(material.tenant.id, material.tenant.name),
        other_names=(),
        images=(),
        looked=replace(looked, shown=bare_shown),
    )
    answers = tuple(Answered(call.calls, call.usage) for call in made.calls)
    own = _encode(_Own(bare, answers, outcome_of(made)))
    return Packed(hashlib.sha256(static).hexdigest()[:32], _press(static), _press(own))


def unpack(row: Recording) -> Recorded:
    """Return a stored turn.

    Raises:
        msgspec.ValidationError: another version of the program wrote it in another shape.
    """
    static = _read(row.static, _Static)
    own = _read(row.content, _Own)
    material, looked = own.material, own.material.looked
    shown = replace(looked.shown, whole=None if looked.shown.whole is None else static.whole)
    material = replace(
        material,
        tenant=static.tenant,
        other_names=static.other_names,
        looked=replace(looked, shown=shown),
    )
    return Recorded(row.turn_id, row.at_ms, material, own.answers, own.outcome)


def record(
    tx: Tx,
    services: Services,
    tenant_id: str,
    turn_id: str,
    conversation_id: str,
    packed: Packed,
) -> None:
    """Keep a packed turn, in the unit of work that commits it."""
    recordings.insert_recording(
        tx,
        tenant_id,
        turn_id,
        conversation_id,
        packed.static_hash,
        packed.static,
        packed.content,
        services.clock.now_ms(),
    )


async def forget_old(services: Services) -> int:
    """Forget recordings that are older than the setting allows; return how many."""
    before = services.clock.now_ms() - services.settings.recordings_days * _DAY_MS
    if not await services.db.read(recordings.has_old_recordings, before):
        return 0
    return await services.db.write(recordings.forget_old_recordings, before)


def _press(content: bytes) -> str:
    return base64.b64encode(zlib.compress(content, _LEVEL)).decode()


def _read(text: str, kind: type[T]) -> T:
    content: Any = zlib.decompress(base64.b64decode(text))
    return msgspec.json.decode(content, type=kind)
