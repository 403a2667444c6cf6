"""The text a language model sees for one turn, laid out for the provider's prefix cache.

Invariants:
- What is the same for a tenant comes first and byte for byte the same: rules, then profile,
  criteria and the whole knowledge in its stable order, or a line that says where to find it when
  there is too much of it (see ``prompt_tags``). No clock, no name of a lead, no finding and no
  passage found for a question stands in it, so two leads of one tenant share every byte up to the
  end of ``system``.
- The conversation follows as honest roles. The lead's words stand in ``<message>``, an operator's
  in ``<operator>``, ours to nobody's credit in ``<system>``, all in the user role; only what the
  assistant itself wrote is in the assistant role. What left the window is told by ``<summary>`` at
  its beginning. All of it grows at its end only, so each turn reads the last one's from the cache.
- What changes from turn to turn stands last, behind the last breakpoint, and is short because it
  is paid in full each time: pictures of the newest messages, the ``<passages>`` found for them
  where the knowledge does not stand whole in front, then ``<state>``.
- Text from outside is escaped: it can neither close a tag nor open one.

Four breakpoints in all, the most a provider takes: after the rules (shared by all tenants), the
tenant, what the turn before has written, and the newest message. A provider looks back only so
many blocks from a breakpoint; the third one keeps the cache through a burst of messages.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from app.domain.knowledge import Passage
from app.domain.media import Image
from app.domain.message import Author, Message
from app.domain.prompt_tags import escape, handle, handles_of, passage_text, tenant_text
from app.domain.tenant import Criterion, Tenant
from app.domain.tools import Offered

__all__ = [
    "Part",
    "Prompt",
    "Shown",
    "Spoken",
    "TurnState",
    "conversation_text",
    "escape",
    "lay_out",
    "local_time",
    "offered",
    "passages_text",
    "question_of",
    "state_text",
    "tenant_text",
    "window",
]

# What no summary covers is shown; only if none was made for very long is the oldest left out, in
# steps, so that the prefix stays the same in between.
_MOST, _MOST_CHARS, _STEP = 120, 60_000, 20
# One pasted text must not fill the prompt by itself.
_CLIP_CHARS = 6_000
# A time is told with the first message and after a pause; between them nothing hangs on it.
_PAUSE_MS = 3_600_000
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Part:
    """A block of text, or an ``image``; ``is_cached`` ends a cached prefix."""

    text: str
    is_cached: bool = False
    image: Image | None = None


@dataclass(frozen=True, slots=True)
class Spoken:
    """Blocks of one role, ``user`` or ``assistant``."""

    role: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Prompt:
    """Everything but the tools; the first and the last of ``messages`` are the user's."""

    system: tuple[Part, ...]
    messages: tuple[Spoken, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """What a prompt shows of the knowledge.

    ``whole`` is all of it in its stable order, or None when there is too much; then ``found`` are
    the passages for this turn, best first. ``is_answered`` False: nothing there answers.
    """

    whole: tuple[Passage, ...] | None
    found: tuple[Passage, ...] = ()
    is_answered: bool = True

    @property
    def passages(self) -> tuple[Passage, ...]:
        """Return every passage a model sees."""
        return self.found if self.whole is None else self.whole


@dataclass(frozen=True, slots=True)
class TurnState:
    """What changes from turn to turn.

    ``open_questions`` are criterion ids in the order of the score, ``known`` values in force by
    criterion id, ``max_chars`` the longest reply the channel allows. ``sources`` names the message
    each known value rests on; what stands in a message that is shown is not told twice.
    ``repeat_of`` is the id of the message whose question the lead asks again. ``may_ask`` False:
    no question is due, whatever is open. ``disclose`` is decided and done in code, and not told.
    """

    language: str
    channel: str
    now_ms: int
    max_chars: int
    open_questions: tuple[str, ...] = ()
    known: Mapping[str, str] = field(default_factory=dict)
    disclose: bool = False
    sources: Mapping[str, str] = field(default_factory=dict)
    repeat_of: str = ""
    may_ask: bool = True


def window(messages: Sequence[Message]) -> Sequence[Message]:
    """Return what is shown of the messages no summary covers, oldest first: all but far too many.

    Cut from the front in steps, when there are more than 120 of them or more than 60,000
    characters.
    """
    sizes = [len(message.text[:_CLIP_CHARS]) for message in messages]
    start, left = 0, sum(sizes)
    while len(sizes) - start > _STEP and (len(sizes) - start > _MOST or left > _MOST_CHARS):
        left -= sum(sizes[start : start + _STEP])
        start += _STEP
    return messages[start:]


def offered(tenant: Tenant, shown: Shown, messages: Sequence[Message]) -> Offered:
    """Return the ids a model may name after reading the prompt built from the same things."""
    passages = [one.id for one in shown.passages]
    told = [(m.id, m.text) for m in window(messages) if m.author is Author.LEAD]
    ids = [row_id for row_id, _ in told]
    return Offered(
        frozenset(passages),
        frozenset(criterion.id for criterion in tenant.profile.criteria),
        frozenset(ids),
        handles_of(passages) | handles_of(ids),
        tuple(reversed(told)),
    )


def question_of(criterion: Criterion, language: str, languages: Sequence[str]) -> str:
    """Return a criterion's wording in the language, else in the tenant's first, else any."""
    for code in (language, *languages):
        if code in criterion.questions:
            return criterion.questions[code]
    return next(iter(criterion.questions.values()), criterion.id)


def lay_out(
    rules: str,
    tenant: Tenant,
    shown: Shown,
    messages: Sequence[Message],
    state: TurnState,
    repair: str = "",
    summary: str = "",
    images: Sequence[Image] = (),
) -> Prompt:
    """Return the prompt of one turn.

    Args:
        messages: those that ``summary`` does not cover, oldest first.
        repair: what was wrong with the last answer.
        summary: of the messages before them; empty when there are none.
        images: of the newest messages.
    """
    system = (Part(rules, is_cached=True), Part(tenant_text(tenant, shown.whole), is_cached=True))
    seen = window(messages)
    told = {message.id for message in seen}
    tail = state_text(tenant, state, told)
    if shown.whole is None:
        tail = f"{passages_text(shown)}\n{tail}"
    if repair:
        tail += f"\n<repair>{escape(repair)}</repair>"
    pictures = [part for image in images if image.message_id in told for part in _pictured(image)]
    return Prompt(system, _spoken(seen, tenant.zone, summary, [*pictures, Part(tail)]))


def conversation_text(former: str, messages: Sequence[Message]) -> str:
    """Return what a summary is made of: the former one, then everybody's words in tags."""
    told = [
        f"<assistant>{escape(message.text[:_CLIP_CHARS])}</assistant>"
        if message.author is Author.ASSISTANT
        else _said(message, "")
        for message in messages
    ]
    before = [f"<summary>{escape(former)}</summary>"] if former else []
    return "\n".join((*before, "<conversation>", *told, "</conversation>"))


def passages_text(shown: Shown) -> str:
    """Return the ``<passages>`` of a turn; ``none`` says that nothing answers."""
    if not shown.is_answered:
        return '<passages none="true"/>'
    return "\n".join(("<passages>", *(passage_text(one) for one in shown.found), "</passages>"))


def state_text(
    tenant: Tenant, state: TurnState, told: set[str] | frozenset[str] = frozenset()
) -> str:
    """Return the ``<state>`` of a turn; what stands in it are known values, a line each.

    Args:
        told: ids of the messages shown; a known value that rests on one of them is left out.
    """
    criteria = {criterion.id for criterion in tenant.profile.criteria}
    asks = [key for key in state.open_questions if key in criteria] if state.may_ask else []
    values = {
        "language": state.language,
        "now": _short_time(state.now_ms, tenant.zone),
        "max_chars": str(state.max_chars),
        "open": ", ".join(asks) or "nothing",
    }
    if state.repeat_of:
        values["asked_before"] = handle(state.repeat_of)
    attributes = "".join(f' {name}="{_line(value)}"' for name, value in values.items())
    known = [
        f"{_line(key)}: {_line(value)}"
        for key, value in sorted(state.known.items())
        if state.sources.get(key) not in told
    ]
    if not known:
        return f"<state{attributes}/>"
    return "\n".join((f"<state{attributes}>", *known, "</state>"))


def _line(text: str) -> str:
    """Return text that stays on its line and within its attribute."""
    return escape(" ".join(text.split()))


def local_time(ms: int, zone: str) -> str:
    """Return a local time with weekday and offset: ``Sunday 2026-11-22T16:05+03:00``."""
    local = (_EPOCH + timedelta(milliseconds=ms)).astimezone(ZoneInfo(zone))
    return f"{local:%A} {local.isoformat(timespec='minutes')}"


def _spoken(
    messages: Sequence[Message], zone: str, summary: str, tail: Sequence[Part]
) -> tuple[Spoken, ...]:
    """Return the conversation as alternating roles, opened and closed by the user's."""
    blocks, before_ms = [], 0
    for message in messages:
        is_timed = abs(message.at_ms - before_ms) >= _PAUSE_MS
        blocks.append((_role(message), _said(message, zone if is_timed else "")))
        before_ms = message.at_ms
    if summary:
        blocks.insert(0, ("user", f"<summary>{escape(summary)}</summary>"))
    if not blocks or blocks[0][0] == "assistant":
        # Providers refuse a conversation that the assistant opens.
        blocks.insert(0, ("user", "<system>The conversation begins.</system>"))
    ends = _breakpoints([role for role, _ in blocks])
    spoken: list[tuple[str, list[Part]]] = []
    for number, (role, text) in enumerate(blocks):
        part = Part(text, is_cached=number in ends)
        if spoken and spoken[-1][0] == role:
            spoken[-1][1].append(part)
        else:
            spoken.append((role, [part]))
    if spoken[-1][0] == "assistant":
        spoken.append(("user", []))
    spoken[-1][1].extend(tail)
    return tuple(Spoken(role, tuple(parts)) for role, parts in spoken)


def _breakpoints(roles: Sequence[str]) -> set[int]:
    """Return where cached prefixes end: the newest block, and where the turn before ended."""
    ends = {len(roles) - 1}
    replies = [number for number, role in enumerate(roles) if role == "assistant"]
    if replies and replies[-1] > 0:
        ends.add(replies[-1] - 1)
    return ends


def _role(message: Message) -> str:
    return "assistant" if message.author is Author.ASSISTANT else "user"


def _said(message: Message, zone: str) -> str:
    """Return the block of a message; ``zone`` is empty when its time is not told."""
    text = message.text
    if len(text) > _CLIP_CHARS:
        text = text[:_CLIP_CHARS] + " […]"
    if message.author is Author.ASSISTANT:
        # An empty block is refused; our own words are ours and need no tag.
        return text or "-"
    at = f' at="{_short_time(message.at_ms, zone)}"' if zone else ""
    if message.author is not Author.LEAD:
        return f"<{message.author.value}{at}>{escape(text)}</{message.author.value}>"
    kinds = ", ".join(item.content_type or "file" for item in message.media)
    media = f' media="{escape(kinds)}"' if kinds else ""
    return f'<message id="{escape(handle(message.id))}"{at}{media}>{escape(text)}</message>'


def _short_time(ms: int, zone: str) -> str:
    local = (_EPOCH + timedelta(milliseconds=ms)).astimezone(ZoneInfo(zone))
    return f"{local:%a %Y-%m-%d %H:%M}"


def _pictured(image: Image) -> tuple[Part, Part]:
    """Return a picture behind the message it came with."""
    return (
        Part(f'<picture message="{escape(handle(image.message_id))}"/>'),
        Part("", image=image),
    )
