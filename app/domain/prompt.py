"""The text a language model sees for one turn, laid out for the provider's prefix cache.

Invariants:
- What is the same for a tenant comes first and byte for byte the same: rules, then profile,
  criteria and the whole knowledge in its stable order, or a line that says where to find it when
  there is too much of it. No clock, no name of a lead, no finding and no passage found for a
  question stands in it, so two leads of one tenant share every byte up to the end of ``system``.
- The conversation follows as honest roles. The lead's words stand in ``<message>``, an operator's
  in ``<operator>``, ours to nobody's credit in ``<system>``, all in the user role; only what the
  assistant itself wrote is in the assistant role.
- What changes from turn to turn stands last, behind the last breakpoint: the ``<passages>`` found
  for the newest messages, where the knowledge does not stand whole in front, then ``<state>``.
- Text from outside is escaped: it can neither close a tag nor open one.

Four breakpoints in all, the most a provider takes: after the tools (the adapter's), the rules, the
tenant, and the newest message of the conversation.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from app.domain.knowledge import Passage
from app.domain.message import Author, Message
from app.domain.tenant import Criterion, Tenant
from app.domain.tools import Offered

# What a large knowledge says in front, in place of itself.
_ELSEWHERE = "The knowledge is large: what was found for the newest messages stands in passages."
# The conversation is cut in steps, so that the prefix stays the same for ``_STEP`` messages.
_KEEP, _STEP = 40, 20
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Part:
    """A text block; ``is_cached`` ends a cached prefix."""

    text: str
    is_cached: bool = False


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
    criterion id, ``max_chars`` the longest reply the channel allows.
    """

    language: str
    channel: str
    now_ms: int
    max_chars: int
    open_questions: tuple[str, ...] = ()
    known: Mapping[str, str] = field(default_factory=dict)
    disclose: bool = False


def escape(text: str) -> str:
    """Return text that can neither open nor close a tag or an attribute."""
    plain = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return plain.replace('"', "&quot;")


def window(messages: Sequence[Message]) -> Sequence[Message]:
    """Return the newest messages, at least ``_KEEP`` of them, cut in steps."""
    if len(messages) <= _KEEP + _STEP:
        return messages
    return messages[(len(messages) - _KEEP) // _STEP * _STEP :]


def offered(tenant: Tenant, shown: Shown, messages: Sequence[Message]) -> Offered:
    """Return the ids a model may name after reading the prompt built from the same things."""
    return Offered(
        frozenset(one.id for one in shown.passages),
        frozenset(criterion.id for criterion in tenant.profile.criteria),
        frozenset(m.id for m in window(messages) if m.author is Author.LEAD),
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
) -> Prompt:
    """Return the prompt of one turn; ``repair`` is what was wrong with the last answer."""
    system = (Part(rules, is_cached=True), Part(tenant_text(tenant, shown.whole), is_cached=True))
    tail = state_text(tenant, state)
    if shown.whole is None:
        tail = f"{passages_text(shown)}\n{tail}"
    if repair:
        tail += f"\n<repair>{escape(repair)}</repair>"
    return Prompt(system, _spoken(window(messages), tail))


def tenant_text(tenant: Tenant, whole: Sequence[Passage] | None) -> str:
    """Return the static text of a tenant: profile, criteria, and its knowledge if that is whole."""
    profile = tenant.profile
    lines = ["<business>", f"<name>{escape(tenant.name)}</name>"]
    for tag, value in (
        ("about", profile.about),
        ("tone", profile.tone),
        ("scope", profile.scope),
        ("booking_link", profile.booking_link),
    ):
        if value:
            lines.append(f"<{tag}>{escape(value)}</{tag}>")
    lines += [f"<link>{escape(link)}</link>" for link in profile.allowed_links]
    lines += [f"<never_say>{escape(phrase)}</never_say>" for phrase in profile.never_say]
    lines += [
        f'<disclosure lang="{escape(code)}">{escape(line)}</disclosure>'
        for code, line in sorted(profile.disclosure.items())
    ]
    lines += ["</business>", "<criteria>"]
    lines += [_criterion(criterion) for criterion in profile.criteria]
    lines += ["</criteria>", "<knowledge>"]
    lines += [_ELSEWHERE] if whole is None else [_passage(one) for one in whole]
    lines.append("</knowledge>")
    return "\n".join(lines)


def passages_text(shown: Shown) -> str:
    """Return the ``<passages>`` of a turn; ``none`` says that nothing answers."""
    if not shown.is_answered:
        return '<passages none="true"/>'
    return "\n".join(("<passages>", *(_passage(one) for one in shown.found), "</passages>"))


def _passage(one: Passage) -> str:
    if one.kind == "faq":
        question = "\n".join((one.title, *one.ways))
        return (
            f'<faq id="{escape(one.id)}"><q>{escape(question)}</q><a>{escape(one.text)}</a></faq>'
        )
    source = one.source if one.page is None else f"{one.source}, page {one.page}"
    return (
        f'<chunk id="{escape(one.id)}" title="{escape(one.title)}" source="{escape(source)}">'
        f"{escape(one.text)}</chunk>"
    )


def _criterion(criterion: Criterion) -> str:
    questions = "".join(
        f'<question lang="{escape(code)}">{escape(text)}</question>'
        for code, text in sorted(criterion.questions.items())
    )
    options = "".join(
        f'<option value="{escape(option)}">{escape(option)}</option>'
        for option in criterion.options
    )
    must = "true" if criterion.must_have else "false"
    return (
        f'<criterion id="{escape(criterion.id)}" kind="{criterion.kind.value}"'
        f' must_have="{must}">{questions}{options}</criterion>'
    )


def state_text(tenant: Tenant, state: TurnState) -> str:
    """Return the ``<state>`` of a turn: one line of JSON that holds no angle bracket."""
    criteria = {criterion.id: criterion for criterion in tenant.profile.criteria}
    values = {
        "language": state.language,
        "channel": state.channel,
        "open_questions": [
            {"id": key, "question": question_of(criteria[key], state.language, tenant.languages)}
            for key in state.open_questions
            if key in criteria
        ],
        "known": dict(sorted(state.known.items())),
        "disclose": state.disclose,
        "now": local_time(state.now_ms, tenant.zone),
        "max_chars": state.max_chars,
    }
    text = json.dumps(values, ensure_ascii=False, separators=(",", ":"))
    for sign, code in (("<", "\\u003c"), (">", "\\u003e"), ("&", "\\u0026")):
        text = text.replace(sign, code)
    return f"<state>{text}</state>"


def local_time(ms: int, zone: str) -> str:
    """Return a local time with weekday and offset: ``Sunday 2026-11-22T16:05+03:00``."""
    local = (_EPOCH + timedelta(milliseconds=ms)).astimezone(ZoneInfo(zone))
    return f"{local:%A} {local.isoformat(timespec='minutes')}"


def _spoken(messages: Sequence[Message], tail: str) -> tuple[Spoken, ...]:
    """Return the conversation as alternating roles, opened and closed by the user's."""
    blocks = [(_role(message), _said(message)) for message in messages]
    if not blocks or blocks[0][0] == "assistant":
        # Providers refuse a conversation that the assistant opens.
        blocks.insert(0, ("user", "<system>The conversation begins.</system>"))
    spoken: list[tuple[str, list[Part]]] = []
    for number, (role, text) in enumerate(blocks, 1):
        part = Part(text, is_cached=number == len(blocks))
        if spoken and spoken[-1][0] == role:
            spoken[-1][1].append(part)
        else:
            spoken.append((role, [part]))
    if spoken[-1][0] == "assistant":
        spoken.append(("user", []))
    spoken[-1][1].append(Part(tail))
    return tuple(Spoken(role, tuple(parts)) for role, parts in spoken)


def _role(message: Message) -> str:
    return "assistant" if message.author is Author.ASSISTANT else "user"


def _said(message: Message) -> str:
    if message.author is Author.ASSISTANT:
        # An empty block is refused; our own words are ours and need no tag.
        return message.text or "-"
    at = (_EPOCH + timedelta(milliseconds=message.at_ms)).strftime("%Y-%m-%dT%H:%M:%SZ")
    if message.author is not Author.LEAD:
        return f'<{message.author.value} at="{at}">{escape(message.text)}</{message.author.value}>'
    media = ", ".join(item.content_type or "file" for item in message.media)
    attribute = f' media="{escape(media)}"' if media else ""
    return (
        f'<message id="{escape(message.id)}" at="{at}"{attribute}>{escape(message.text)}</message>'
    )
