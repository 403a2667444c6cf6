"""What ``leadline replay`` prints: each turn before and after, and what differs."""

from __future__ import annotations

import json
from dataclasses import asdict
from difflib import SequenceMatcher
from typing import Any

from rich.text import Text

from app.clock import at
from app.errors import NotFound
from app.flows.record import Outcome
from app.flows.replay import Replayed, replay
from app.kb_show import Screen, counted, printable
from app.llm.base import LanguageModel
from app.services import Services
from app.store import inbox

_OLD, _NEW = "red", "green"


async def replay_shown(
    services: Services,
    conversation_id: str,
    version: int | None,
    model: LanguageModel | None,
    screen: Screen,
    as_json: bool,
) -> int:
    """Replay a conversation and print it; 1 when anything differs, else 0.

    Raises:
        NotFound: there is no such conversation or version.
        Invalid: nothing of it is recorded.
    """
    tenant_id = await services.db.read(inbox.tenant_of, conversation_id)
    if tenant_id is None:
        raise NotFound(f"There is no conversation {conversation_id}.")
    turns = await replay(services, tenant_id, conversation_id, version=version, model=model)
    if as_json:
        screen.console.print_json(json.dumps([_as_json(one) for one in turns], ensure_ascii=False))
    else:
        for number, one in enumerate(turns, 1):
            _show(screen, number, one)
        _summary(screen, turns)
    return 1 if any(one.differences for one in turns) else 0


def _show(screen: Screen, number: int, one: Replayed) -> None:
    when = at(one.at_ms).strftime("%Y-%m-%d %H:%M")
    head = Text.assemble((f"Turn {number}", "bold"), f"  {when}  ", (one.turn_id, "dim"))
    screen.console.print(head)
    _line(screen, "lead", Text(printable(one.lead_said)))
    if not one.differences:
        _line(screen, "same", Text(printable(one.after.text) or "(nothing is sent)", style="dim"))
    old, new = one.before, one.after
    if "reply" in one.differences:
        _line(screen, "reply", _changed(old.text or "(nothing)", new.text or "(nothing)"))
    for name in ("findings", "verdict", "escalation", "path", "cost"):
        if name in one.differences:
            _line(screen, name, _changed(_told(old, name), _told(new, name)))
    if one.is_unknown:
        note = "today's code asks the model once more than then; ask one with --model"
        _line(screen, "note", Text(note, style="yellow"))
    screen.console.print()


def _line(screen: Screen, label: str, text: Text) -> None:
    screen.console.print(Text.assemble((f"  {label:<11}", "dim"), text))


def _told(one: Outcome, name: str) -> str:
    match name:
        case "findings":
            found = [f"{row.criterion_id} = {row.value}" for row in one.findings]
            return ", ".join(found) or "none"
        case "verdict":
            return " · ".join((one.decision, *one.reasons))
        case "escalation":
            return one.escalation or "none"
        case "path":
            return one.path
        case _:
            return f"${one.cost_microusd / 1_000_000:.4f}, {one.tokens:,} tokens"


def _changed(old: str, new: str) -> Text:
    """Return both texts as one, what went away in red and what came in green."""
    before, after = printable(old).split(" "), printable(new).split(" ")
    text = Text()
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            text.append(" ".join(before[a:b]) + " ")
            continue
        if b > a:
            text.append("-" + " ".join(before[a:b]), style=f"{_OLD} strike")
            text.append(" ")
        if d > c:
            text.append("+" + " ".join(after[c:d]), style=_NEW)
            text.append(" ")
    return text


def _summary(screen: Screen, turns: list[Replayed]) -> None:
    changed = sum(bool(one.differences) for one in turns)
    old = sum(one.before.cost_microusd for one in turns) / 1_000_000
    new = sum(one.after.cost_microusd for one in turns) / 1_000_000
    screen.line(
        f"{counted(len(turns), 'turn')}, {changed or 'none'} with differences; "
        f"cost ${old:.4f} then, ${new:.4f} now.",
        "bold",
    )
    screen.line("Nothing was sent.", "dim")


def _as_json(one: Replayed) -> dict[str, Any]:
    return {
        "turn_id": one.turn_id,
        "at": at(one.at_ms).isoformat(),
        "lead_said": one.lead_said,
        "before": asdict(one.before),
        "after": asdict(one.after),
        "differences": list(one.differences),
        "is_unknown": one.is_unknown,
    }
