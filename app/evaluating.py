"""What ``leadline eval`` does: choose leads and a model, play, print the score card, keep it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import msgspec
from rich.table import Table
from rich.text import Text

from app.clients import client_named
from app.domain.profile import Settings as ProfileSettings
from app.domain.scripted_lead import Script
from app.errors import Invalid, NotFound
from app.flows.edit_profile import record_evaluation
from app.flows.evaluate import Card, evaluate
from app.flows.record import Answered
from app.flows.replay import RecordedModel
from app.kb_add import publish_now
from app.kb_show import Screen, counted, printable
from app.lead_scripts import read_scripts, shipped_scripts
from app.llm.base import LanguageModel, ModelAnswer, ModelRequest
from app.services import Services
from app.settings import Settings
from app.store import profiles
from app.store.bases import index_of
from app.wiring import model_named, run_once

_SIGN = {True: ("✓", "green"), False: ("✗", "red")}


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be tried: see the command's options."""

    client: str
    version: int | None = None
    folder: Path | None = None
    preset: str = ""
    model: str = ""
    recorded: Path | None = None
    record: Path | None = None
    simulated: bool = False
    is_told: bool = False


class KeepingModel:
    """Asks another model and keeps what it answered."""

    name = "kept"

    def __init__(self, model: LanguageModel) -> None:
        self._model = model
        self.answers: list[Answered] = []

    async def ask(self, request: ModelRequest) -> ModelAnswer:
        """Ask, and keep the calls and what they cost."""
        said = await self._model.ask(request)
        self.answers.append(Answered(said.calls, said.usage))
        return said

    def worst_case_microusd(self, request: ModelRequest) -> int:
        """Return what the other model says."""
        return self._model.worst_case_microusd(request)


def run(settings: Settings, wish: Wish, screen: Screen, as_json: bool) -> int:
    """Evaluate and print; 0 when every lead was a success, else 1.

    Raises:
        Invalid: the scripts have mistakes, or the options do not go together.
        NotFound: there is no such client or version.
    """
    chosen = [bool(wish.model), wish.recorded is not None, wish.simulated]
    if sum(chosen) > 1:
        raise Invalid("Choose one of --model, --recorded and --simulated.")
    if wish.folder is not None and wish.preset:
        raise Invalid("Choose --leads or --preset, not both.")
    if wish.folder is None and not wish.preset:
        raise Invalid("Name the scripted leads: --leads PATH, or --preset NAME for a trade's.")
    scripts = read_scripts(wish.folder) if wish.folder else shipped_scripts(wish.preset)
    return run_once(settings, lambda services: _run(services, wish, scripts, screen, as_json))


async def _run(
    services: Services, wish: Wish, scripts: Sequence[Script], screen: Screen, as_json: bool
) -> int:
    tenant = await client_named(services, wish.client)
    found = await _settings_of(services, tenant.id, wish.version)
    index = await services.db.read(index_of, tenant.id)
    if index.wanted > index.published:
        # What was put a moment ago shall answer here as it will answer leads.
        await publish_now(services, tenant.id, screen)
    async with AsyncExitStack() as closing:
        model = await _model(services, wish, closing)
        keeping = KeepingModel(model) if model and wish.record else None
        cards = await evaluate(
            services,
            tenant.id,
            scripts,
            model=keeping or model,
            settings=found,
            is_paid=not (wish.simulated or wish.recorded),
            on_card=None if as_json else lambda card: _show(screen, card, wish.is_told),
        )
    if keeping is not None and wish.record is not None:
        wish.record.write_bytes(msgspec.json.encode(keeping.answers))
    summary = summary_of(cards, model_word(services, wish))
    version = wish.version or tenant.profile_version
    if not wish.simulated:
        # A double's answers prove nothing: they must not open the gate of publishing.
        await _keep(services, tenant.id, version, summary)
    if as_json:
        told = {"client": tenant.name, "version": version, **summary}
        told["leads"] = [asdict(card) for card in cards]
        screen.console.print_json(json.dumps(told, ensure_ascii=False))
    else:
        _show_summary(screen, summary)
    return 0 if all(card.is_success for card in cards) else 1


async def _settings_of(
    services: Services, tenant_id: str, version: int | None
) -> ProfileSettings | None:
    if version is None:
        return None
    found = await services.db.read(profiles.version_by_number, tenant_id, version)
    if found is None:
        raise NotFound(f"This client's profile has no version {version}.")
    return found.settings


async def _keep(services: Services, tenant_id: str, version: int, summary: dict[str, Any]) -> None:
    """Keep the result with the version it judges; a profile nobody ever edited has none."""
    found = await services.db.read(profiles.version_by_number, tenant_id, version)
    if found is not None:
        kept = {key: value for key, value in summary.items() if key != "model"}
        await record_evaluation(services, tenant_id, version, kept | {"model": summary["model"]})


async def _model(services: Services, wish: Wish, closing: AsyncExitStack) -> LanguageModel | None:
    if wish.recorded is not None:
        try:
            answers = msgspec.json.decode(wish.recorded.read_bytes(), type=list[Answered])
        except msgspec.DecodeError as error:
            raise Invalid(f"{wish.recorded} holds no recorded answers.") from error
        return RecordedModel(answers)
    if wish.model:
        return model_named(services.settings, wish.model)
    if not wish.simulated:
        return services.model
    from app.llm.anthropic import AnthropicModel
    from app.world.world import World, WorldSetup

    world = World(WorldSetup())
    await world.start()
    closing.push_async_callback(world.stop)
    model = AnthropicModel("simulated", "claude-sonnet-4-5", base_url=world.base_url)
    closing.push_async_callback(model.aclose)
    return model


def model_word(services: Services, wish: Wish) -> str:
    """Return who answered, for the score card."""
    if wish.simulated:
        return "simulated"
    if wish.recorded is not None:
        return f"recorded ({wish.recorded.name})"
    if wish.model:
        return wish.model
    return "configured model" if services.model else "no model (the floor)"


def summary_of(cards: Sequence[Card], model: str) -> dict[str, Any]:
    """Return the score card of all leads; shares are percent, money micro-USD."""
    total = len(cards)
    right = sum(len(card.right) for card in cards)
    wrong = sum(len(card.wrong) for card in cards)
    missed = sum(len(card.missed) for card in cards)
    tokens = sum(card.input_tokens for card in cards)
    cost = sum(card.cost_microusd for card in cards)
    qualified = sum(card.temperature in ("hot", "warm") for card in cards)
    return {
        "model": model,
        "leads_n": total,
        "task_success": _percent(sum(card.is_success for card in cards), total),
        "findings_right": right,
        "findings_wrong": wrong,
        "findings_missed": missed,
        "ungrounded_claims": sum(card.ungrounded for card in cards),
        "questions_unanswered": sum(len(card.unanswered) for card in cards),
        "answers_invented": sum(len(card.invented) for card in cards),
        "needless_questions": sum(card.needless for card in cards),
        "escalations_right": _percent(sum(card.escalation_right for card in cards), total),
        "turns": sum(card.turns for card in cards),
        "model_calls": sum(card.calls for card in cards),
        "input_tokens": tokens,
        "output_tokens": sum(card.output_tokens for card in cards),
        "cache_share": _percent(sum(card.cached_tokens for card in cards), tokens),
        "cost_microusd": cost,
        "qualified_leads": qualified,
        "cost_per_qualified_microusd": round(cost / qualified) if qualified else None,
    }


def _percent(part: int, whole: int) -> float | None:
    return round(100 * part / whole, 1) if whole else None


def _show(screen: Screen, card: Card, is_told: bool) -> None:
    sign, colour = _SIGN[card.is_success]
    facts = [f"{len(card.right)} found", f"{card.temperature} {card.points}"]
    facts += [f"wrong: {', '.join(card.wrong)}"] if card.wrong else []
    facts += [f"missed: {', '.join(card.missed)}"] if card.missed else []
    facts += [f"unanswered: {len(card.unanswered)}"] if card.unanswered else []
    facts += [f"invented: {len(card.invented)}"] if card.invented else []
    facts += [f"needless questions: {card.needless}"] if card.needless else []
    facts += [] if card.escalation_right else ["a person was called wrongly, or not at all"]
    screen.item(sign, colour, card.script, facts)
    if not is_told:
        return
    for line in card.lines:
        who = "lead" if line.author == "lead" else f"us ({line.path})"
        why = f"  [{line.escalation}]" if line.escalation else ""
        said = printable(line.text) or "(nothing is sent)"
        screen.console.print(Text.assemble((f"      {who:<15}", "dim"), said, (why, "yellow")))
    screen.line()


def _show_summary(screen: Screen, summary: dict[str, Any]) -> None:
    table = Table(show_header=False, box=None, padding=(0, 2, 0, 0))
    rows = (
        ("task success", _share(summary["task_success"])),
        ("findings right / wrong / missed", _three(summary, "right", "wrong", "missed")),
        ("ungrounded claims, stopped", str(summary["ungrounded_claims"])),
        ("known questions left unanswered", str(summary["questions_unanswered"])),
        ("unknown questions answered", str(summary["answers_invented"])),
        ("needless questions", str(summary["needless_questions"])),
        ("right about calling a person", _share(summary["escalations_right"])),
        ("input tokens, from the cache", _tokens(summary)),
        ("cost of a qualified lead", _money(summary["cost_per_qualified_microusd"])),
    )
    for label, value in rows:
        table.add_row(Text(label, style="dim"), value)
    screen.line()
    screen.line(
        f"{counted(summary['leads_n'], 'scripted lead')}, answered by: {summary['model']}", "bold"
    )
    screen.console.print(table)
    screen.line("Nothing was sent.", "dim")


def _three(summary: dict[str, Any], *names: str) -> str:
    return " / ".join(str(summary[f"findings_{name}"]) for name in names)


def _share(value: float | None) -> str:
    return "–" if value is None else f"{value:g} %"


def _tokens(summary: dict[str, Any]) -> str:
    return f"{summary['input_tokens']:,}, {_share(summary['cache_share'])}"


def _money(microusd: int | None) -> str:
    return "no lead was qualified" if microusd is None else f"${microusd / 1_000_000:.4f}"
