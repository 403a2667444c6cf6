"""What a language model is asked, and what it answers, in our own words.

A request has a byte-stable prefix (tools, then ``system`` blocks; a block with ``is_cached`` ends
a cached prefix), then the conversation as honest roles. The answer is a list of typed tool calls,
never text to be parsed. Adapters set their SDK's own retries off and pass an explicit timeout.

``LanguageModel.ask`` raises:
- ``ProviderUnavailable`` (429, 5xx, overload, timeout; ``retry_after_s`` as the provider says),
- ``ProviderAuthFailed`` (401, 402, 403, quota gone: waiting does not help),
- ``ProviderRefused`` (refusal, prompt too long, a request that is wrong),
- ``InvalidModelOutput`` (cut off, no tool call, no usable stop reason, garbage).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Protocol

from app.domain.usage import Usage

__all__ = [
    "Block",
    "ChatMessage",
    "LanguageModel",
    "ModelAnswer",
    "ModelRequest",
    "Tool",
    "ToolCall",
    "Usage",
    "reads_images",
]


@dataclass(frozen=True, slots=True)
class Block:
    """One block, of text or with an ``image`` of ``media_type``, never both.

    ``is_cached`` puts a cache breakpoint after it.
    """

    text: str
    is_cached: bool = False
    image: bytes = field(default=b"", repr=False)
    media_type: str = ""


@dataclass(frozen=True, slots=True)
class ChatMessage:
    """One message of the conversation; ``role`` is ``user`` or ``assistant``."""

    role: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Tool:
    """A typed action offered to the model; ``schema`` is JSON Schema of its input."""

    name: str
    description: str
    schema: dict[str, Any]


@dataclass(frozen=True, slots=True)
class ModelRequest:
    """Everything a model sees in one call. ``max_tokens`` bounds the answer.

    ``lifetime`` is how long the static prefix (tools and ``system``) stays cached after its last
    use, ``5m`` or ``1h``; the conversation behind it always has the short one.
    """

    system: tuple[Block, ...]
    messages: tuple[ChatMessage, ...]
    tools: tuple[Tool, ...]
    max_tokens: int = 1024
    user_ref: str = ""
    lifetime: str = "5m"


@dataclass(frozen=True, slots=True)
class ToolCall:
    """An action the model chose, with its unvalidated input."""

    name: str
    input: dict[str, Any]
    id: str = ""


@dataclass(frozen=True, slots=True)
class ModelAnswer:
    """The model's tool calls in order; ``raw`` is the provider's answer as text, for replay."""

    calls: tuple[ToolCall, ...]
    usage: Usage = field(default_factory=Usage)
    raw: str = ""
    is_simulated: bool = False


class LanguageModel(Protocol):
    """A vendor's model behind our words."""

    name: str

    async def ask(self, request: ModelRequest) -> ModelAnswer:
        """Ask once; see the module's docstring for what it raises."""
        ...

    def worst_case_microusd(self, request: ModelRequest) -> int:
        """Return the most this call can cost, for the reservation before it."""
        ...


def reads_images(model: object) -> bool:
    """Tell whether a model says that it reads pictures."""
    return bool(getattr(model, "reads_images", False))
