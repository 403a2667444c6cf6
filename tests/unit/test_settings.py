from __future__ import annotations

import re
import stat
from pathlib import Path

import pytest

from app.errors import CannotStart
from app.settings import BY_NAME, ROWS, load, with_secret_key
from tests.contract_files import ROOT


def problems(*sources: object) -> str:
    with pytest.raises(CannotStart) as caught:
        load(*sources)  # type: ignore[arg-type]
    assert caught.value.exit_code == 2
    return caught.value.message


def toml(folder: Path, text: str) -> Path:
    file = folder / "leadline.toml"
    file.write_text(text)
    return file


def test_it_obeys_flag_then_environment_then_file(tmp_path: Path) -> None:
    file = toml(tmp_path, "port = 1\nreaders = 1\nhost = '::1'\n")
    env = {"LEADLINE_PORT": "2", "LEADLINE_READERS": "2"}
    settings = load({"port": 3}, env, file)
    assert (settings.port, settings.readers, settings.host) == (3, 2, "::1")
    assert settings.max_attempts == BY_NAME["max_attempts"].default


def test_it_shows_where_each_value_came_from(tmp_path: Path) -> None:
    file = toml(tmp_path, "\nhost = '::1'\n")
    settings = load({"port": 3}, {"DOMAIN": "leads.example.com"}, file)
    origins = [settings.origin(name) for name in ("port", "domain", "host", "lease_s")]
    assert origins == ["flag", "DOMAIN", f"{file}:2", "default"]


def test_it_prefers_our_variable_to_the_known_one() -> None:
    env = {"SECRET_KEY": "b" * 20, "LEADLINE_SECRET_KEY": "a" * 20}
    assert load({}, env).secret_key == "a" * 20


@pytest.mark.parametrize(
    "name",
    [
        "DOMAIN", "SECRET_KEY", "ANTHROPIC_API_KEY", "OPENAI_API_KEY", "TWILIO_ACCOUNT_SID",
        "TWILIO_AUTH_TOKEN", "HUBSPOT_ACCESS_TOKEN", "CALCOM_API_KEY", "SENDGRID_API_KEY",
        "POSTGRES_PASSWORD",
    ],
)  # fmt: skip
def test_it_obeys_the_well_known_names(name: str) -> None:
    settings = load({}, {name: "value-of-sixteen-chars"})
    assert getattr(settings, name.lower()) == "value-of-sixteen-chars"


def test_it_rejects_a_lease_that_a_slow_send_outlives() -> None:
    text = problems({"lease_s": 60, "twilio_timeout_s": 50}, {})
    assert "lease_s: must be at least 15 s longer" in text
    assert "lease_s" in problems({"lease_s": 20}, {})


def test_it_takes_a_secret_from_a_file_or_credential(tmp_path: Path) -> None:
    (tmp_path / "token").write_text("from-file\n")
    (tmp_path / "openai_api_key").write_text("from-systemd\n")
    env = {
        "TWILIO_AUTH_TOKEN_FILE": str(tmp_path / "token"),
        "CREDENTIALS_DIRECTORY": str(tmp_path),
    }
    settings = load({}, env)
    assert (settings.twilio_auth_token, settings.openai_api_key) == ("from-file", "from-systemd")


def test_it_prefers_a_variable_to_its_file(tmp_path: Path) -> None:
    (tmp_path / "token").write_text("from-file")
    env = {
        "LEADLINE_TWILIO_AUTH_TOKEN_FILE": str(tmp_path / "token"),
        "TWILIO_AUTH_TOKEN": "from-variable",
    }
    assert load({}, env).twilio_auth_token == "from-variable"


def test_it_names_every_problem_at_once(tmp_path: Path) -> None:
    file = toml(tmp_path, "readers = 0\n\nprot = 1\n[lease_s]\na = 1\n")
    env = {
        "LEADLINE_LOG_LEVL": "info",
        "LEADLINE_LOG_LEVEL": "loud",
        "LEADLINE_SECRET_KEY_FILE": str(tmp_path / "absent"),
    }
    text = problems({"drain_s": "soon"}, env, file)
    for part in (
        f"{file}:1 readers: must be at least 1",
        f"{file}:3 prot: there is no such setting; did you mean port?",
        f"{file}:4 lease_s: is a table",
        "LEADLINE_LOG_LEVL: there is no such setting; did you mean LEADLINE_LOG_LEVEL?",
        "LEADLINE_LOG_LEVEL log_level: must be one of debug, info",
        "LEADLINE_SECRET_KEY_FILE secret_key: cannot be read",
        "flag drain_s: must be a number, not soon.",
    ):
        assert part in text


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("port", "65536"), ("port", "80.5"), ("port", "true"), ("lease_s", "nan"),
        ("lease_s", "inf"), ("preload_models", "maybe"), ("public_url", "leads.example.com"),
        ("domain", "https://leads.example.com"), ("database_url", "mysql://x"),
        ("secret_key", "short"), ("burst_short_ms", "3000"),
    ],
)  # fmt: skip
def test_it_rejects_a_value_that_cannot_work(name: str, value: str) -> None:
    assert name in problems({name: value}, {})


def test_it_rejects_a_file_that_is_not_toml(tmp_path: Path) -> None:
    assert "is not valid TOML" in problems({}, {}, toml(tmp_path, "port: 8000"))
    assert "cannot be read" in problems({}, {}, tmp_path / "absent.toml")


def test_it_ignores_an_empty_variable() -> None:
    assert load({}, {"LEADLINE_PORT": "", "SECRET_KEY": ""}).port == 8000


def test_it_reads_every_kind_from_toml(tmp_path: Path) -> None:
    file = toml(
        tmp_path,
        "trusted_proxies = ['10.0.0.0/8', '::1']\npreload_models = true\ndrain_s = 2\n",
    )
    settings = load({}, {}, file)
    assert settings.trusted_proxies == ("10.0.0.0/8", "::1")
    assert (settings.preload_models, settings.drain_s) == (True, 2.0)


def test_it_derives_the_public_address() -> None:
    plain = load({"port": 9000}, {})
    assert plain.public_url == "http://127.0.0.1:9000"
    assert plain.replaced(port=9001).public_url == "http://127.0.0.1:9001"
    assert load({}, {"DOMAIN": "a.example"}).public_url == "https://a.example"


def test_it_keeps_a_public_address_that_was_given() -> None:
    settings = load({"public_url": "https://b.example/"}, {"DOMAIN": "a.example"})
    assert settings.replaced(port=1).public_url == "https://b.example"


def test_it_puts_the_data_where_the_system_wants_it() -> None:
    env = {"HOME": "/home/ana", "XDG_DATA_HOME": "/x", "STATE_DIRECTORY": "/var/lib/leadline"}
    assert load({}, env).data_dir == Path("/var/lib/leadline")
    del env["STATE_DIRECTORY"]
    assert load({}, env).data_dir == Path("/x/leadline")
    del env["XDG_DATA_HOME"]
    assert load({}, env).data_dir == Path("/home/ana/.local/share/leadline")


def test_it_never_shows_a_secret() -> None:
    secrets = {row.name: f"{row.name}-canary-9f3a" for row in ROWS if row.secret}
    url = "postgresql://u:pass-canary@word@db/leadline"
    settings = load({**secrets, "database_url": url}, {})
    assert "canary" not in repr(settings)
    assert settings.shown("openai_api_key") == "****9f3a"
    assert settings.shown("database_url") == "postgresql://u:****@db/leadline"


def test_it_adds_the_password_to_the_database_address() -> None:
    env = {"LEADLINE_DATABASE_URL": "postgresql://u@db/x", "POSTGRES_PASSWORD": "a/b@c"}
    assert load({}, env).postgres_dsn == "postgresql://u:a%2Fb%40c@db/x"
    env["LEADLINE_DATABASE_URL"] = "postgresql://u:own@db/x"
    assert load({}, env).postgres_dsn == "postgresql://u:own@db/x"


def test_it_makes_a_private_secret_key_once(tmp_path: Path) -> None:
    settings = load({"data_dir": tmp_path / "data"}, {})
    first = with_secret_key(settings)
    assert len(first.secret_key) >= 48
    assert with_secret_key(settings).secret_key == first.secret_key
    assert stat.S_IMODE((tmp_path / "data" / "secret_key").stat().st_mode) == 0o600


def test_it_keeps_a_secret_key_that_was_given(tmp_path: Path) -> None:
    settings = load({"data_dir": tmp_path, "secret_key": "s" * 20}, {})
    assert with_secret_key(settings).secret_key == "s" * 20
    assert not (tmp_path / "secret_key").exists()


def test_it_refuses_a_data_folder_it_cannot_use(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(CannotStart, match="cannot be used"):
        with_secret_key(load({"data_dir": tmp_path / "file"}, {}))


def test_it_refuses_an_empty_key_file(tmp_path: Path) -> None:
    (tmp_path / "secret_key").write_text("")
    with pytest.raises(CannotStart, match="is empty"):
        with_secret_key(load({"data_dir": tmp_path}, {}))


# Accepted by their well-known names already; their adapters come with later issues.
AHEAD = {"hubspot_access_token", "calcom_api_key", "sendgrid_api_key"}


def test_every_setting_is_used_somewhere() -> None:
    code = [
        path.read_text("utf-8")
        for top in ("app", "jobs")
        for path in (ROOT / top).rglob("*.py")
        if path.name != "settings_sources.py"
    ]
    # Its row in the table is no use: that one has no dot before it.
    unused = [
        row.name
        for row in ROWS
        if not any(re.search(rf"(settings|self)\.{row.name}\b", text) for text in code)
    ]
    assert set(unused) - AHEAD == set()
