"""Reads a prompt the way the simulated salesperson needs it, from either vendor's wire format.

Nothing here is shared with the code that writes prompts: the double has only what is on the wire.
Tags it knows: ``<knowledge>`` and ``<passages>`` with ``<faq id><q><a>`` and ``<chunk id title>``,
``<passages none="true"/>`` (nothing answers), ``<criteria>`` with ``<criterion id kind><question
lang><option value>``, ``<disclosure lang>``, ``<booking_link>``, ``<message id>``, ``<operator>``,
``<summary>``, ``<picture message>``, ``<repair>``, and ``<state>`` with attributes or with JSON.
All are optional; a prompt without them is answered from what there is.
"""

from __future__ import annotations

import html
import json
import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

_FAQ = re.compile(r"<faq\b([^>]*)>(.*?)</faq>", re.S)
_CHUNK = re.compile(r"<chunk\b([^>]*)>(.*?)</chunk>", re.S)
_CRITERION = re.compile(r"<criterion\b([^>]*)>(.*?)</criterion>", re.S)
_QUESTION = re.compile(r"<question\b([^>]*)>(.*?)</question>", re.S)
_OPTION = re.compile(r"<option\b([^>]*?)(?:/>|>(.*?)</option>)", re.S)
_MESSAGE = re.compile(r"<message\b([^>]*)>(.*?)</message>", re.S)
_STATE = re.compile(r"<state\b([^>]*?)(?:/>|>(.*?)</state>)", re.S)
_SUMMARY = re.compile(r"<summary>(.*?)</summary>", re.S)
_PICTURE = re.compile(r"<picture\b[^>]*/>")
_DISCLOSURE = re.compile(r"<disclosure\b([^>]*)>(.*?)</disclosure>", re.S)
_NONE = re.compile(r'<passages\b[^>]*\bnone="true"[^>]*>')
_LINK = re.compile(r"<booking_link>(.*?)</booking_link>", re.S)
_REPAIR = re.compile(r"<repair>.*?</repair>", re.S)
# What others said to the lead, and notes of no one.
_ASIDE = re.compile(r"<(operator|system)\b[^>]*>(.*?)</\1>", re.S)
_ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')
_TAG = re.compile(r"<[^>]+>")


@dataclass(frozen=True, slots=True)
class Known:
    """A question with its answer, or a piece of a document: its heading and its text."""

    id: str
    question: str
    answer: str
    is_chunk: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """A criterion as the prompt describes it."""

    id: str
    kind: str
    questions: tuple[str, ...] = ()
    options: tuple[tuple[str, str], ...] = ()
    languages: tuple[str, ...] = ()

    def question_in(self, language: str) -> str:
        """Return the wording in a language, else the first."""
        wordings = dict(zip(self.languages, self.questions, strict=False))
        return wordings.get(language) or next(iter(self.questions), "")


@dataclass(frozen=True, slots=True)
class Said:
    """One text of the conversation."""

    role: str
    text: str
    message_id: str = ""


@dataclass(slots=True)
class Prompt:
    """What a model was asked. ``tools`` maps names to JSON Schemas; ``forced`` names the one tool
    that must be called, ``must_call`` says that some tool must; ``schema`` is a demanded output
    format; ``images`` are the media types of the pictures it came with."""

    knowledge: list[Known] = field(default_factory=list)
    criteria: list[Asked] = field(default_factory=list)
    said: list[Said] = field(default_factory=list)
    state: dict[str, Any] = field(default_factory=dict)
    disclosure: dict[str, str] = field(default_factory=dict)
    booking_link: str = ""
    is_repair: bool = False
    finds_nothing: bool = False
    tools: dict[str, dict[str, Any]] = field(default_factory=dict)
    forced: str | None = None
    must_call: bool = False
    schema: dict[str, Any] | None = None
    summary: str = ""
    images: list[str] = field(default_factory=list)

    @property
    def trailing(self) -> list[Said]:
        """Return what the lead said since the assistant last spoke."""
        found: list[Said] = []
        for said in reversed(self.said):
            if said.role != "user":
                break
            found.append(said)
        return found[::-1]

    @property
    def last_reply(self) -> str:
        """Return what the business's side said last, or nothing."""
        return next((s.text for s in reversed(self.said) if s.role != "user"), "")


def _attributes(text: str) -> dict[str, str]:
    return {name: html.unescape(value) for name, value in _ATTRIBUTE.findall(text)}


def _plain(text: str) -> str:
    return html.unescape(_TAG.sub(" ", text)).strip()


def _inner(tag: str, text: str) -> str:
    match = re.search(rf"<{tag}\b[^>]*>(.*?)</{tag}>", text, re.S)
    return _plain(match.group(1)) if match else ""


@dataclass(frozen=True, slots=True)
class _Parsed:
    disclosure: dict[str, str]
    booking_link: str
    knowledge: tuple[Known, ...]
    criteria: tuple[Asked, ...]


# The system blocks of a tenant are the same in every request.
@lru_cache(maxsize=256)
def _parse(text: str) -> _Parsed:
    link = _LINK.search(text)
    faqs = [
        Known(_attributes(raw).get("id", ""), _inner("q", body), _inner("a", body))
        for raw, body in _FAQ.findall(text)
    ]
    chunks = [
        Known(_attributes(raw).get("id", ""), _attributes(raw).get("title", ""), _plain(body), True)
        for raw, body in _CHUNK.findall(text)
    ]
    return _Parsed(
        {_attributes(raw).get("lang", "en"): _plain(b) for raw, b in _DISCLOSURE.findall(text)},
        _plain(link.group(1)) if link else "",
        (*faqs, *chunks),
        tuple(_criterion(raw, body) for raw, body in _CRITERION.findall(text)),
    )


def _criterion(raw: str, body: str) -> Asked:
    attributes, wordings = _attributes(raw), _QUESTION.findall(body)
    options = []
    for option, label in _OPTION.findall(body):
        value = _attributes(option).get("value", _plain(label))
        options.append((value, _plain(label) or value))
    return Asked(
        attributes.get("id", ""),
        attributes.get("kind", "text"),
        tuple(_plain(question) for _, question in wordings),
        tuple(options),
        tuple(_attributes(marks).get("lang", "") for marks, _ in wordings),
    )


def _read_texts(prompt: Prompt, text: str) -> None:
    parsed = _parse(text)
    prompt.disclosure |= parsed.disclosure
    prompt.booking_link = parsed.booking_link or prompt.booking_link
    prompt.knowledge += parsed.knowledge
    prompt.criteria += parsed.criteria


def _read_user(prompt: Prompt, text: str) -> None:
    state = _STATE.search(text)
    if state:
        inner = state.group(2) or ""
        told = _told(prompt, _attributes(state.group(1)))
        prompt.state = told or _object(inner) or _object(html.unescape(inner))
        text = _STATE.sub("", text)
    summary = _SUMMARY.search(text)
    if summary:
        prompt.summary = _plain(summary.group(1))
        text = _SUMMARY.sub("", text)
    text = _PICTURE.sub("", text)
    prompt.is_repair = prompt.is_repair or bool(_REPAIR.search(text))
    text = _REPAIR.sub("", text)
    for who, body in _ASIDE.findall(text):
        if who == "operator":
            prompt.said.append(Said("operator", _plain(body)))
    text = _ASIDE.sub("", text)
    prompt.finds_nothing = prompt.finds_nothing or bool(_NONE.search(text))
    _read_texts(prompt, text)
    messages = _MESSAGE.findall(text)
    for raw, body in messages:
        prompt.said.append(Said("user", _plain(body), _attributes(raw).get("id", "")))
    bare = _plain(_CHUNK.sub("", _FAQ.sub("", text)))
    if not messages and bare:
        prompt.said.append(Said("user", bare))


def _told(prompt: Prompt, values: dict[str, str]) -> dict[str, Any]:
    """Read the attributes of a state; the wording of its questions stands with the criteria."""
    state: dict[str, Any] = dict(values)
    if values.get("max_chars", "").isdigit():
        state["max_chars"] = int(values["max_chars"])
    if "open" in values:
        still_open = [one.strip() for one in values["open"].split(",")]
        asked = {one.id: one.question_in(values.get("language", "")) for one in prompt.criteria}
        state["open_questions"] = [
            {"id": one, "question": asked[one]} for one in still_open if one in asked
        ]
        # What is not open is known, whether or not its value is told.
        state["known"] = {one: "" for one in asked if one not in still_open}
    return state


def _pictures(content: Any) -> list[str]:
    """Return the media types of the pictures among the parts of a message, of either vendor."""
    found = []
    for part in content if isinstance(content, list) else []:
        if isinstance(part, dict) and part.get("type") == "image":
            found.append(str((part.get("source") or {}).get("media_type")))
        elif isinstance(part, dict) and part.get("type") == "image_url":
            url = str((part.get("image_url") or {}).get("url"))
            found.append(url.removeprefix("data:").partition(";")[0])
    return found


def _texts(content: Any) -> list[str]:
    if isinstance(content, str):
        return [content]
    return [
        str(part["text"])
        for part in content or []
        if isinstance(part, dict) and part.get("type") == "text" and "text" in part
    ]


def _spoken(calls: list[dict[str, Any]]) -> str:
    """Return what a past ``reply`` call said: that, too, was the assistant speaking."""
    return " ".join(
        str(call["text"]) for call in calls if isinstance(call, dict) and "text" in call
    )


def read_anthropic(body: dict[str, Any]) -> Prompt:
    """Read the body of a Messages request."""
    prompt = Prompt()
    _read_texts(prompt, "\n".join(_texts(body.get("system"))))
    for message in body.get("messages") or []:
        content = message.get("content") or []
        if message.get("role") == "user":
            for text in _texts(content):
                _read_user(prompt, text)
            prompt.images += _pictures(content)
            continue
        used = [b.get("input") for b in content if isinstance(b, dict) and b.get("input")]
        spoken = " ".join([*_texts(content), _spoken([u for u in used if isinstance(u, dict)])])
        if spoken.strip():
            prompt.said.append(Said("assistant", spoken.strip()))
    for tool in body.get("tools") or []:
        prompt.tools[str(tool.get("name"))] = tool.get("input_schema") or {}
    choice = body.get("tool_choice") or {}
    prompt.forced = choice.get("name") if choice.get("type") == "tool" else None
    prompt.must_call = choice.get("type") in ("any", "tool")
    output = (body.get("output_config") or {}).get("format") or body.get("output_format") or {}
    prompt.schema = output.get("schema")
    return prompt


def read_openai(body: dict[str, Any]) -> Prompt:
    """Read the body of a chat completion request."""
    prompt = Prompt()
    for message in body.get("messages") or []:
        role, texts = message.get("role"), _texts(message.get("content"))
        if role in ("system", "developer"):
            _read_texts(prompt, "\n".join(texts))
        elif role == "user":
            for text in texts:
                _read_user(prompt, text)
            prompt.images += _pictures(message.get("content"))
        elif role == "assistant":
            calls = [_arguments(call) for call in message.get("tool_calls") or []]
            spoken = " ".join([*texts, _spoken(calls)]).strip()
            if spoken:
                prompt.said.append(Said("assistant", spoken))
    for tool in body.get("tools") or []:
        function = tool.get("function") or {}
        prompt.tools[str(function.get("name"))] = function.get("parameters") or {}
    choice = body.get("tool_choice")
    if isinstance(choice, dict):
        prompt.forced = (choice.get("function") or {}).get("name")
    prompt.must_call = prompt.forced is not None or choice == "required"
    output = body.get("response_format") or {}
    prompt.schema = (output.get("json_schema") or {}).get("schema")
    return prompt


def _arguments(call: dict[str, Any]) -> dict[str, Any]:
    return _object((call.get("function") or {}).get("arguments") or "{}")


def _object(text: str) -> dict[str, Any]:
    try:
        value = json.loads(text)
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}
