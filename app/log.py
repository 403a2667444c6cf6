"""Structured logs: one line a fact, one request id from webhook to provider, nothing private.

Every line, ours or a library's, passes the same processors; ``redact`` is the last before it is
written. It keeps three promises by two means each, by the name of a field and by the look of a
value: no secret, no phone number or e-mail address, no text of a message. A library that writes
bodies into its own lines (Twilio's client, the HTTP clients) is silenced below warning, because no
pattern can tell a lead's words from other words. For the same reason an exception of a library
is logged with the first line of its message only: validation errors quote their input below it.

Lines go to standard error, where systemd and a terminal expect them.
"""

from __future__ import annotations

import logging
import re
import sys
import traceback
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from typing import Any, TextIO, cast

import structlog
from structlog.typing import EventDict, FilteringBoundLogger, Processor, WrappedLogger

from app.errors import LeadlineError
from app.ids import new_id

_request_id: ContextVar[str | None] = ContextVar("request_id", default=None)

_QUIET = (
    "aiosqlite", "anthropic", "asyncio", "hpack", "httpcore", "httpcore2", "httpx", "httpx2",
    "hubspot", "huey", "openai", "psycopg", "python_http_client", "sanic.access", "sanic.root",
    "sanic.server", "sendgrid", "twilio", "urllib3",
)  # fmt: skip

_NAMES = (
    (
        "secret",
        re.compile(
            r"(^|_)(password|passphrase|secret|token|key|authorization|cookie|signature|dsn"
            r"|credential)s?$",
            re.IGNORECASE,
        ),
    ),
    (
        "private",
        re.compile(
            r"(^|_)(phone|email|sender|recipient|from|to|postal_address|first_name|last_name|full_name"
            r"|lead_name|profile_name|display_name)_?$",
            re.IGNORECASE,
        ),
    ),
    (
        "text",
        re.compile(
            r"(^|_)(body|text|texts|html|prompt|reply|draft|subject|content|question|answer|raw"
            r"|payload|transcript|summary|messages)$",
            re.IGNORECASE,
        ),
    ),
)
_VALUES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(://)[^/\s:@]+:[^/\s@]+@"), r"\1[secret]@"),
    (re.compile(r"(/webhooks/[\w-]+/)[^/\s?\"']+"), r"\1[key]"),
    (re.compile(r"(/login/link/)[^/\s?\"']+"), r"\1[secret]"),
    (
        re.compile(r"([?&](?:token|key|api_key|sig|signature|code|secret|password)=)[^&\s\"']+"),
        r"\1[secret]",
    ),
    (re.compile(r"\b(Bearer|Basic)\s+[\w.~+/=-]{6,}", re.IGNORECASE), r"\1 [secret]"),
    # Keys of Anthropic, OpenAI and Stripe-like, SendGrid, HubSpot, Cal.com.
    (
        re.compile(
            r"\b(?:sk-[\w-]{8,}|SG\.[\w-]{8,}\.[\w-]{8,}|pat-[a-z]{2}\d-[\w-]{8,}|cal_\w{8,})"
        ),
        "[secret]",
    ),
    # A Twilio token is 32 hexadecimal digits; its identifiers have two letters before them.
    (re.compile(r"(?<![0-9A-Za-z])[0-9a-f]{32}(?![0-9A-Za-z])"), "[secret]"),
    (re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"), "[email]"),
    (re.compile(r"(?<![\w.+])\+\d(?:[ ().-]{0,2}\d){6,14}(?!\d)"), "[phone]"),
    (re.compile(r"(?<![\w.-])\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}(?![\w-])"), "[phone]"),
)
# Our own words and identifiers, which are most values: none of the patterns can match in them.
_PLAIN = re.compile(r"(?!cal_)[A-Za-z0-9_]{0,31}")
# Nothing useful is nested deeper, and a line must stay cheap.
_DEPTH = 5


def set_up(level: str = "info", format: str = "auto", stream: TextIO | None = None) -> None:
    """Send all logs through our processors.

    Args:
        level: least important level that is written.
        format: ``json``, ``console``, or ``auto``: console on a terminal, else json.
        stream: where lines go; standard error when None.
    """
    console = format == "console" or (format == "auto" and (stream or sys.stderr).isatty())
    number = logging.getLevelNamesMapping()[level.upper()]
    chain = _chain_of_processors(console, stream)
    _route_ours(number, stream, chain)
    _route_libraries(number, stream, chain)


def get_logger(area: str) -> FilteringBoundLogger:
    """Return a logger whose lines carry the area: ``log.info("message_received", lead_id=…)``."""
    return cast("FilteringBoundLogger", structlog.get_logger(area=area))


def bind_request_id(request_id: str | None = None) -> str:
    """Make a request id (a new one if None) the one of this task or thread, and return it."""
    value = request_id or new_id()
    _request_id.set(value)
    return value


def current_request_id() -> str | None:
    """Return the request id of this task or thread, if any."""
    return _request_id.get()


@contextmanager
def request_scope(request_id: str | None = None) -> Iterator[str]:
    """Bind a request id (a new one if None) for a block."""
    value = request_id or new_id()
    token = _request_id.set(value)
    try:
        yield value
    finally:
        _request_id.reset(token)


def redact(_logger: WrappedLogger, _method: str, line: EventDict) -> EventDict:
    """Take secrets, personal data and message texts out of a line."""
    return {name: _clean(name, value, _DEPTH) for name, value in line.items()}


@lru_cache(maxsize=1024)
def _kind(name: str) -> str:
    for kind, pattern in _NAMES:
        if pattern.search(name):
            return kind
    return ""


def _clean(name: str, value: Any, depth: int) -> Any:
    if value is None or isinstance(value, bool):
        return value
    kind = _kind(name)
    if isinstance(value, int | float):
        # Counts such as input_tokens stay; a phone number kept as a number does not.
        return "[private]" if kind == "private" else value
    if kind == "text" and isinstance(value, str):
        return f"[{len(value)} characters]"
    if kind and value:
        return f"[{kind}]"
    if isinstance(value, str):
        return _clean_text(value)
    if isinstance(value, bytes | bytearray):
        return f"[{len(value)} bytes]"
    if depth == 0:
        return "[…]"
    if isinstance(value, Mapping):
        return {str(key): _clean(str(key), item, depth - 1) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_clean(name, item, depth - 1) for item in value]
    return _clean_text(str(value))


def _clean_text(text: str) -> str:
    if _PLAIN.fullmatch(text):
        return text
    for pattern, replacement in _VALUES:
        text = pattern.sub(replacement, text)
    return text


def _add_request_id(_logger: WrappedLogger, _method: str, line: EventDict) -> EventDict:
    if (value := _request_id.get()) is not None:
        line.setdefault("request_id", value)
    return line


def _format_exception(_logger: WrappedLogger, _method: str, line: EventDict) -> EventDict:
    error = line.pop("exc_info", None)
    if error is True:
        error = sys.exc_info()
    if isinstance(error, tuple):
        error = error[1]
    if isinstance(error, BaseException):
        line["exception"] = "\n".join(_chain(error))
    return line


def _chain(error: BaseException) -> Iterator[str]:
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if cause is not None:
        yield from _chain(cause)
        yield "— and then:"
    yield "".join(traceback.format_tb(error.__traceback__)).rstrip()
    message = str(error)
    if not isinstance(error, LeadlineError):
        message = message.split("\n", 1)[0][:200]
    yield f"{type(error).__module__}.{type(error).__qualname__}: {message}"


def _chain_of_processors(console: bool, stream: TextIO | None) -> list[Processor]:
    renderer: Processor = structlog.processors.JSONRenderer()
    if console:
        # The exception is in the line as our own text; the renderer's would show local variables.
        renderer = structlog.dev.ConsoleRenderer(
            colors=(stream or sys.stderr).isatty(),
            exception_formatter=structlog.dev.plain_traceback,
        )
    # What follows redact is ours alone and needs no cleaning.
    return [
        _format_exception,
        redact,
        _add_request_id,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper("%H:%M:%S.%f" if console else "iso", utc=not console),
        renderer,
    ]


class _Writer(structlog.WriteLogger):
    """Writes lines; one that cannot be written (disk full, reader gone) is lost and no more.

    What is said about a request must never decide it.
    """

    def msg(self, message: str) -> None:
        """Write one line if that is possible."""
        try:
            super().msg(message)
        except OSError:
            return

    log = debug = info = warn = warning = msg
    fatal = failure = err = error = critical = exception = msg


def _route_ours(level: int, stream: TextIO | None, chain: list[Processor]) -> None:
    structlog.configure(
        processors=chain,
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=lambda *_: _Writer(stream or sys.stderr),
        cache_logger_on_first_use=False,
    )


def _route_libraries(level: int, stream: TextIO | None, chain: list[Processor]) -> None:
    handler = logging.StreamHandler(stream)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[structlog.stdlib.add_logger_name],
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *chain],
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level)
    logging.captureWarnings(True)
    for name in _QUIET:
        logger = logging.getLogger(name)
        logger.handlers.clear()
        logger.propagate = True
        logger.setLevel(max(level, logging.WARNING))


# A line written before set_up is cleaned too.
_route_ours(logging.WARNING, None, _chain_of_processors(False, None))
