"""Prompt files, read once, and the request built from them.

Each file in ``app/templates/prompts`` opens with ``version: <name>``; the version is recorded with
every turn, so that an answer can be explained by the words that led to it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from app.domain.media import Image
from app.domain.message import Message
from app.domain.prompt import Part, Shown, TurnState, conversation_text, lay_out
from app.domain.tenant import Tenant
from app.domain.tools import SPECS
from app.errors import CannotStart
from app.llm.base import Block, ChatMessage, ModelAnswer, ModelRequest, Tool

_FOLDER = Path(__file__).parent.parent / "templates" / "prompts"
_TOOLS = tuple(Tool(spec.name, spec.description, spec.schema) for spec in SPECS)
_SUMMARISE = (
    Tool(
        "summarise",
        "Write the summary.",
        {
            "type": "object",
            "properties": {"text": {"type": "string"}},
            "required": ["text"],
            "additionalProperties": False,
        },
    ),
)
# A reply of the longest kind, a list of findings and an escalation stay well below it.
_MAX_ANSWER_TOKENS = 1024


@dataclass(frozen=True, slots=True)
class Prompts:
    """The texts of the prompts; ``repair`` holds ``{problem}``, ``summary`` ``{words}``."""

    version: str
    rules: str
    repair: str
    summary: str = ""


@lru_cache(maxsize=4)
def load_prompts(folder: Path = _FOLDER) -> Prompts:
    """Return the prompts of a folder.

    Raises:
        CannotStart: a file is missing or has no version line.
    """
    version, rules = _read(folder / "assistant.txt")
    repair_version, repair = _read(folder / "repair.txt")
    _, summary = _read(folder / "summary.txt")
    return Prompts(f"{version}+{repair_version}", rules, repair, summary)


def _read(path: Path) -> tuple[str, str]:
    try:
        first, _, text = path.read_text(encoding="utf-8").partition("\n")
    except OSError as error:
        raise CannotStart(f"The prompt file {path.name} cannot be read.") from error
    label, _, version = first.partition(":")
    if label != "version" or not version.strip():
        raise CannotStart(f"The prompt file {path.name} has no version line.")
    return version.strip(), text.strip()


def build_request(
    prompts: Prompts,
    tenant: Tenant,
    shown: Shown,
    messages: Sequence[Message],
    state: TurnState,
    problem: str = "",
    user_ref: str = "",
    summary: str = "",
    images: Sequence[Image] = (),
    lifetime: str = "5m",
) -> ModelRequest:
    """Return what a model is asked in one turn.

    Args:
        messages: those that ``summary`` does not cover, oldest first.
        problem: what was wrong with the last answer (detail ``repair`` of ``InvalidModelOutput``,
            or the verdict's hint); empty in the first call.
        user_ref: an opaque id a provider may use against abuse; never a name or a number.
        summary: what was said before ``messages``.
        images: pictures of the newest messages, for a model that reads them.
        lifetime: how long the static prefix is cached, ``5m`` or ``1h``.
    """
    repair = prompts.repair.format(problem=problem) if problem else ""
    prompt = lay_out(prompts.rules, tenant, shown, messages, state, repair, summary, images)
    return ModelRequest(
        system=_blocks(prompt.system),
        messages=tuple(ChatMessage(said.role, _blocks(said.parts)) for said in prompt.messages),
        tools=_TOOLS,
        max_tokens=_MAX_ANSWER_TOKENS,
        user_ref=user_ref,
        lifetime=lifetime,
    )


def _blocks(parts: Sequence[Part]) -> tuple[Block, ...]:
    return tuple(
        Block("", part.is_cached, part.image.content, part.image.media_type)
        if part.image
        else Block(part.text, part.is_cached)
        for part in parts
    )


def build_summary_request(
    prompts: Prompts,
    former: str,
    messages: Sequence[Message],
    budget_tokens: int,
    user_ref: str = "",
) -> ModelRequest:
    """Return what a model is asked for the next summary of a conversation.

    Args:
        former: the summary until now, or empty.
        messages: those the next one shall cover too, oldest first.
        budget_tokens: what the summary may take in later prompts.
    """
    # Three words for four tokens is about right for the languages we know.
    rules = prompts.summary.format(words=budget_tokens * 3 // 4)
    return ModelRequest(
        system=(Block(rules),),
        messages=(ChatMessage("user", (Block(conversation_text(former, messages)),)),),
        tools=_SUMMARISE,
        max_tokens=budget_tokens * 3,
        user_ref=user_ref,
    )


def summary_in(answer: ModelAnswer) -> str:
    """Return the summary a model wrote, or empty."""
    for call in answer.calls:
        text = call.input.get("text")
        if call.name == "summarise" and isinstance(text, str):
            return text.strip()
    return ""
