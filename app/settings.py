"""The settings of the process: one table, four sources, all errors at once.

The dataclass ``Settings`` is the table: a row is a field with its type, default, unit, help and
whether it is secret. ``docs/settings.md`` is compared with it by a test. A value comes from, in
this order: a flag; the environment (``LEADLINE_PORT``, then the well-known name if the row has
one); for secrets the file named by the variable with ``_FILE`` behind it, then a systemd
credential of that name; the TOML file; the default. No other module reads the environment.

Written by hand over ``tomllib`` because importing pydantic-settings takes 0.3 s, which is all the
time ``leadline --help`` has.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from app.errors import CannotStart
from app.settings_sources import Row, collect, write_key

_CONFIG_PATH = Path("/etc/leadline/leadline.toml")
# Connecting has a timeout of its own (5 s), and before and after a request come the database.
_LEASE_MARGIN_S = 15
_ADDRESSES = ("anthropic_base_url", "openai_base_url", "twilio_base_url", "sendgrid_base_url")


def _row(
    default: Any,
    help: str,
    unit: str = "",
    *,
    secret: bool = False,
    env: str = "",
    choices: tuple[str, ...] = (),
    low: float | None = None,
    high: float | None = None,
) -> Any:
    about = (default, help, unit, secret, env, choices, low, high)
    return field(default=default, metadata={"row": about})


def _secret(help: str, env: str = "") -> Any:
    return _row("", help, secret=True, env=env)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Settings:
    """All process settings, checked; made by ``load``, never changed."""

    # Where it runs
    data_dir: Path = _row(
        Path(),
        "Folder of the database and generated keys. Without a value: systemd's STATE_DIRECTORY, "
        "else leadline in the user's data folder (~/.local/share).",
    )
    host: str = _row("127.0.0.1", "Address to listen on.")
    port: int = _row(8000, "Port to listen on; 0 takes a free one.", low=0, high=65535)
    domain: str = _row("", "Host name under which the world reaches this server.", env="DOMAIN")
    public_url: str = _row(
        "",
        "Address under which the world reaches this server; webhook signatures are checked "
        "against it. Without a value: https:// and the domain, else host and port.",
    )
    trusted_proxies: tuple[str, ...] = _row(
        (), "Addresses or networks of proxies whose X-Forwarded-For is believed."
    )

    # Database
    database_url: str = _row(
        "", "postgresql://… for Postgres. Without a value: SQLite in the data folder."
    )
    postgres_password: str = _secret(
        "Password for database_url when the URL holds none.", "POSTGRES_PASSWORD"
    )
    readers: int = _row(4, "SQLite connections for reading.", "connections", low=1, high=64)

    mmap_bytes: int = _row(
        0,
        "How much of the SQLite file is mapped for reading. 1073741824 makes search by meaning "
        "twice as fast where a client has more than 10,000 passages; it counts as memory.",
        "bytes",
        low=0,
        high=1 << 40,
    )

    # Keys
    secret_key: str = _secret(
        "Seals stored credentials and signs links. Without a value one is made at the first "
        "start and kept in the data folder.",
        "SECRET_KEY",
    )

    # Language models
    anthropic_api_key: str = _secret(
        "Anthropic key. With no model key at all the assistant answers from approved questions.",
        "ANTHROPIC_API_KEY",
    )
    anthropic_base_url: str = _row(
        "", "Another address of the Anthropic interface.", env="ANTHROPIC_BASE_URL"
    )
    anthropic_model: str = _row("claude-sonnet-4-5", "Model that answers first.")
    openai_api_key: str = _secret("OpenAI key: the fall-back model.", "OPENAI_API_KEY")
    openai_base_url: str = _row(
        "", "Another address of the OpenAI interface.", env="OPENAI_BASE_URL"
    )
    openai_model: str = _row("gpt-4.1-mini", "Model that answers when the first one cannot.")
    embedding_model: str = _row(
        "text-embedding-3-small",
        "OpenAI model that finds knowledge by meaning, for clients whose knowledge is too large "
        "for a prompt; needs the OpenAI key. none switches it off.",
    )
    embedding_dimensions: int = _row(1536, "Length of its vectors.", "numbers", low=64, high=3072)
    model_timeout_s: float = _row(
        20.0, "Longest wait for one answer of a model.", "s", low=0.1, high=20
    )

    # Channels and integrations
    twilio_account_sid: str = _row("", "Twilio account.", env="TWILIO_ACCOUNT_SID")
    twilio_auth_token: str = _secret("Twilio token of that account.", "TWILIO_AUTH_TOKEN")
    twilio_base_url: str = _row("", "Another address of the Twilio interface.")
    twilio_timeout_s: float = _row(
        10.0, "Longest wait for one request to Twilio.", "s", low=0.1, high=120
    )
    hubspot_access_token: str = _secret("HubSpot private app token.", "HUBSPOT_ACCESS_TOKEN")
    calcom_api_key: str = _secret("Cal.com key.", "CALCOM_API_KEY")
    sendgrid_api_key: str = _secret("SendGrid key: mail to your people.", "SENDGRID_API_KEY")
    sendgrid_base_url: str = _row("", "Another address of the SendGrid interface.")
    notify_from: str = _row("", "Sender of mail to your people: Name <address>. Without it, none.")

    # Calling a person
    notify_per_hour: int = _row(20, "Notifications a person gets one by one; the rest in one "
                                "digest.", "per hour", low=1, high=1000)  # fmt: skip
    escalate_again_min: float = _row(60.0, "The same need calls people again after this long.",
                                     "min", low=1, high=10_080)  # fmt: skip
    incident_quiet_min: float = _row(15.0, "An outage nothing joined for this long may be over.",
                                     "min", low=1, high=1440)  # fmt: skip

    # What is kept
    recordings_days: int = _row(
        30, "Turns can be replayed for this long; 0 records none.", "days", low=0, high=3650
    )

    # Work
    ai_concurrency: int = _row(128, "Turns answered at a time.", "turns", low=1, high=4096)
    delivery_concurrency: int = _row(64, "Messages sent at a time.", "messages", low=1, high=4096)
    burst_short_ms: int = _row(
        300, "Wait for more messages after one that looks complete.", "ms", low=0, high=60_000
    )
    burst_long_ms: int = _row(
        2500, "Wait for more messages after a fragment.", "ms", low=0, high=60_000
    )
    burst_cap_ms: int = _row(
        6000,
        "Longest wait since the first message of a burst; 0 never waits.",
        "ms",
        low=0,
        high=120_000,
    )
    lease_s: float = _row(
        60.0,
        "After this long a claimed piece of work may be claimed again.",
        "s",
        # One call of a model may take 45 s with its fall-back.
        low=60,
        high=3600,
    )
    max_attempts: int = _row(8, "Attempts before work is parked.", "attempts", low=1, high=100)
    reconcile_after_s: float = _row(
        3.0,
        "Wait before a send of unknown outcome is looked up at the provider.",
        "s",
        low=0,
        high=3600,
    )
    reopen_days: int = _row(
        7,
        "A lead who writes within this time after the end of a conversation goes on with it; "
        "later a new one begins.",
        "days",
        low=1,
        high=365,
    )
    sweep_every_s: float = _row(
        1.0, "Pause between two searches for due work.", "s", low=0.05, high=60
    )
    drain_s: float = _row(15.0, "Time for running work when stopping.", "s", low=0, high=300)

    # Limits
    webhook_body_limit_bytes: int = _row(
        262_144, "Largest body of a webhook.", "bytes", low=1024, high=16_777_216
    )
    document_limit_bytes: int = _row(
        25_000_000,
        "Largest document taken into a knowledge base.",
        "bytes",
        low=1024,
        high=500_000_000,
    )
    body_deadline_s: float = _row(
        15.0, "Time in which a request body must have arrived.", "s", low=0.1, high=300
    )
    sign_in_limit_per_min: int = _row(
        10, "Sign-in attempts from one address.", "per minute", low=1, high=10_000
    )
    crawl_delay_s: float = _row(
        0.5,
        "Pause between two requests to a website that is read; longer where the site asks for it.",
        "s",
        low=0,
        high=60,
    )
    search_limit_per_min: int = _row(
        600, "Requests by one API key.", "per minute", low=1, high=1_000_000
    )
    form_limit_per_min: int = _row(
        20, "Public form and chat requests from one address.", "per minute", low=1, high=100_000
    )

    # Logs and start
    log_level: str = _row(
        "info",
        "Least important line that is written.",
        choices=("debug", "info", "warning", "error"),
    )
    log_format: str = _row(
        "auto",
        "Form of a line; auto is console on a terminal, else json.",
        choices=("auto", "console", "json"),
    )
    preload_models: bool = _row(
        False, "Load the model libraries at start, not at the first message (+120 MB, +3 s)."
    )

    _origins: Mapping[str, str] = field(default_factory=dict, compare=False)

    def origin(self, name: str) -> str:
        """Tell where a value came from: ``flag``, a variable, a file, ``derived``, ``default``."""
        return self._origins.get(name, "default")

    def shown(self, name: str) -> str:
        """Return a value fit to be shown: a secret becomes ``****abcd``, empty stays empty."""
        value = getattr(self, name)
        if BY_NAME[name].secret:
            return masked(value)
        if isinstance(value, tuple):
            return ", ".join(value)
        return re.sub(r"(://[^:/@]*:).*@", r"\1****@", str(value))

    def __repr__(self) -> str:
        """Show every value as ``shown`` does, so that a log of settings holds no secret."""
        return f"Settings({', '.join(f'{row.name}={self.shown(row.name)!r}' for row in ROWS)})"

    def replaced(self, **values: Any) -> Settings:
        """Return a copy with other values (origin ``flag``); derived ones are derived again."""
        origins = {**self._origins, **dict.fromkeys(values, "flag")}
        return _derived(replace(self, **values, _origins=MappingProxyType(origins)))

    @property
    def is_postgres(self) -> bool:
        """True when the data is in Postgres, false when in SQLite."""
        return self.database_url != ""

    @property
    def postgres_dsn(self) -> str:
        """The connection string for Postgres with its password; empty for SQLite."""
        if not self.postgres_password or re.match(r"[^:]+://[^/@]*:[^/@]*@", self.database_url):
            return self.database_url
        from urllib.parse import quote

        password = quote(self.postgres_password, safe="")
        return re.sub(r"^([^:]+://[^/@:]*)@", rf"\1:{password}@", self.database_url)


ROWS: tuple[Row, ...] = tuple(
    Row(f.name, str(f.type), *f.metadata["row"]) for f in fields(Settings) if f.metadata
)
BY_NAME: Mapping[str, Row] = {row.name: row for row in ROWS}


def masked(secret: str) -> str:
    """Return ``****`` and the last four characters of a secret long enough to spare them."""
    if not secret:
        return ""
    return "****" + (secret[-4:] if len(secret) >= 16 else "")


def load(flags: Mapping[str, object], env: Mapping[str, str], file: Path | None = None) -> Settings:
    """Return the settings from all sources.

    Args:
        flags: values given on the command line by setting name; None means not given.
        env: the environment; an empty variable counts as not set.
        file: a TOML file of top-level ``name = value`` lines, or None.

    Raises:
        CannotStart: with every problem of every source, one a line, and exit code 2.
    """
    values, origins, problems = collect(BY_NAME, flags, env, file)
    if "data_dir" not in values:
        values["data_dir"], origins["data_dir"] = _default_data_dir(env)
    settings = _derived(Settings(**values, _origins=MappingProxyType(origins)))
    problems += _contradictions(settings)
    if problems:
        raise CannotStart("\n".join(["The settings are not valid:", *problems]), exit_code=2)
    return settings


def load_from_process(flags: Mapping[str, object], config: Path | None = None) -> Settings:
    """Return the settings of this process.

    The file is ``config``, else ``LEADLINE_CONFIG``, else /etc/leadline/leadline.toml if present.
    """
    named = config or (Path(path) if (path := os.environ.get("LEADLINE_CONFIG")) else None)
    return load(flags, os.environ, named or (_CONFIG_PATH if _CONFIG_PATH.is_file() else None))


def with_secret_key(settings: Settings) -> Settings:
    """Make the data folder (0700) and, where no secret key is set, use or make its key file (0600).

    Raises:
        CannotStart: the folder or the file cannot be made or read.
    """
    path = settings.data_dir / "secret_key"
    try:
        settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        if settings.secret_key:
            return settings
        if not path.exists():
            write_key(path)
        key = path.read_text().strip()
    except OSError as error:
        raise CannotStart(
            f"The data folder {settings.data_dir} cannot be used: {error.strerror}."
        ) from error
    if not key:
        raise CannotStart(f"{path} is empty. Restore it from a backup.")
    origins = MappingProxyType({**settings._origins, "secret_key": str(path)})
    return replace(settings, secret_key=key, _origins=origins)


def _default_data_dir(env: Mapping[str, str]) -> tuple[Path, str]:
    if state := env.get("STATE_DIRECTORY", "").split(":")[0]:
        return Path(state), "STATE_DIRECTORY"
    home = Path(env.get("HOME") or "/").absolute()
    data = env.get("XDG_DATA_HOME") or ""
    # The base directory specification says that a relative path is to be ignored.
    return (Path(data) if data.startswith("/") else home / ".local/share") / "leadline", "default"


def _derived(settings: Settings) -> Settings:
    """Fill in the public address where it was not set."""
    if settings.public_url and settings.origin("public_url") != "derived":
        return replace(settings, public_url=settings.public_url.rstrip("/"))
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    url = f"https://{settings.domain}" if settings.domain else f"http://{host}:{settings.port}"
    origins = MappingProxyType({**settings._origins, "public_url": "derived"})
    return replace(settings, public_url=url, _origins=origins)


def _contradictions(settings: Settings) -> list[str]:
    """Return what is wrong between settings, or with the shape of one."""
    problems = []
    for name in ("public_url", *_ADDRESSES):
        if not re.fullmatch(r"(https?://[^\s/?#@]+(/[^\s?#]*)?)?", getattr(settings, name)):
            problems.append(f"{name}: must be an address like https://example.com.")
    if not re.fullmatch(r"[A-Za-z0-9.-]*", settings.domain):
        problems.append("domain: must be a bare host name like leads.example.com.")
    if not re.match(r"postgres(ql)?://|$", settings.database_url):
        problems.append("database_url: must start with postgresql://, or be empty for SQLite.")
    if 0 < len(settings.secret_key) < 16:
        problems.append("secret_key: must have at least 16 characters, better 48.")
    # A send that outlives its lease is looked up, and perhaps sent again, while it is under way.
    if settings.lease_s < settings.twilio_timeout_s + _LEASE_MARGIN_S:
        problems.append(
            f"lease_s: must be at least {_LEASE_MARGIN_S:g} s longer than twilio_timeout_s, or a "
            "slow message could be sent twice."
        )
    if settings.burst_short_ms > settings.burst_long_ms:
        problems.append("burst_short_ms: must not be longer than burst_long_ms.")
    return problems
