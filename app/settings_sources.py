"""Where settings come from: flags, environment, secret files, a TOML file; and how text is read.

Knows nothing of any single setting: it gets the rows of the table and gives back checked values,
where each came from, and every problem in one list, each a line of the form
``place name: problem``.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

# Variables with our prefix that other tools read.
_FOREIGN = ("LEADLINE_CONFIG", "LEADLINE_CONTRACTS", "LEADLINE_TEST_")
_TRUE = {"1", "true", "yes", "on"}
_FALSE = {"0", "false", "no", "off"}

Found = dict[str, tuple[object, str]]


class Row(NamedTuple):
    """One setting of the table: everything but its value."""

    name: str
    kind: str
    default: Any
    help: str
    unit: str
    secret: bool
    env: str
    choices: tuple[str, ...]
    low: float | None
    high: float | None

    @property
    def variables(self) -> tuple[str, ...]:
        """The environment variables that set it, strongest first."""
        own = f"LEADLINE_{self.name.upper()}"
        return (own, self.env) if self.env else (own,)


def collect(
    rows: Mapping[str, Row],
    flags: Mapping[str, object],
    env: Mapping[str, str],
    file: Path | None,
) -> tuple[dict[str, Any], dict[str, str], list[str]]:
    """Return checked values, the origin of each, and all problems; a later source wins."""
    problems: list[str] = []
    found: Found = {}
    if file is not None:
        _take_file(rows, file, found, problems)
    _take_environment(rows, env, found, problems)
    for name, value in flags.items():
        if value is not None and name not in rows:
            problems.append(f"flag {name}: {_unknown(name, rows)}")
        elif value is not None:
            found[name] = (value, "flag")
    values: dict[str, Any] = {}
    for name, (raw, origin) in found.items():
        try:
            values[name] = parsed(rows[name], raw)
        except ValueError as error:
            problems.append(f"{origin} {name}: {error}")
    return values, {name: found[name][1] for name in values}, problems


def parsed(row: Row, raw: object) -> Any:
    """Return a raw value (text, or what TOML gave) as the type of its row.

    Raises:
        ValueError: it cannot be read or lies outside the row's bounds; says what is wanted.
    """
    value = _PARSERS[row.kind](raw)
    if row.choices and value not in row.choices:
        raise ValueError(f"must be one of {', '.join(row.choices)}, not {value}.")
    if row.low is not None and value < row.low:
        raise ValueError(f"must be at least {row.low:g}, not {value:g}.")
    if row.high is not None and value > row.high:
        raise ValueError(f"must be at most {row.high:g}, not {value:g}.")
    return value


def _take_file(rows: Mapping[str, Row], file: Path, found: Found, problems: list[str]) -> None:
    import tomllib

    try:
        text = file.read_text("utf-8")
        table = tomllib.loads(text)
    except (OSError, UnicodeDecodeError) as error:
        problems.append(f"{file}: cannot be read: {error}.")
        return
    except tomllib.TOMLDecodeError as error:
        problems.append(f"{file}: is not valid TOML: {error}.")
        return
    for name, value in table.items():
        place = f"{file}:{_line_of(name, text)}"
        if name not in rows:
            problems.append(f"{place} {name}: {_unknown(name, rows)}")
        elif isinstance(value, dict):
            problems.append(f"{place} {name}: is a table; write {name} = value.")
        else:
            found[name] = (value, place)


def _take_environment(
    rows: Mapping[str, Row], env: Mapping[str, str], found: Found, problems: list[str]
) -> None:
    credentials = env.get("CREDENTIALS_DIRECTORY", "")
    for row in rows.values():
        if row.secret and credentials and (path := Path(credentials) / row.name).is_file():
            _take_secret(row, path, "credential", found, problems)
        for variable in reversed(row.variables):
            if row.secret and (named := env.get(f"{variable}_FILE")):
                _take_secret(row, Path(named), f"{variable}_FILE", found, problems)
        for variable in reversed(row.variables):
            if value := env.get(variable):
                found[row.name] = (value, variable)
    known = {variable for row in rows.values() for variable in row.variables}
    known |= {f"{v}_FILE" for row in rows.values() if row.secret for v in row.variables}
    for variable in env:
        ours = variable.startswith("LEADLINE_") and not variable.startswith(_FOREIGN)
        if ours and variable not in known:
            problems.append(f"environment {variable}: {_unknown(variable, known)}")


def _take_secret(row: Row, path: Path, origin: str, found: Found, problems: list[str]) -> None:
    try:
        found[row.name] = (path.read_text("utf-8").strip(), f"{origin} ({path})")
    except (OSError, UnicodeDecodeError) as error:
        problems.append(f"{origin} {row.name}: cannot be read: {error}.")


def _line_of(name: str, text: str) -> int:
    # tomllib keeps no positions; a top-level key stands at the start of its line.
    pattern = re.compile(rf"\s*\[*\s*[\"']?{re.escape(name)}[\"']?\s*[.=\]]")
    for number, line in enumerate(text.splitlines(), 1):
        if pattern.match(line):
            return number
    return 1


def _unknown(name: str, known: Iterable[str]) -> str:
    # Imported here: only a mistake pays for it.
    from difflib import get_close_matches

    near = get_close_matches(name, list(known), n=1)
    return (
        f"there is no such setting; did you mean {near[0]}?"
        if near
        else "there is no such setting."
    )


def _text(raw: object) -> str:
    if not isinstance(raw, str):
        raise ValueError(f"must be text in quotes, not {raw}.")
    return raw.strip()


def _whole(raw: object) -> int:
    if isinstance(raw, bool) or not re.fullmatch(r"[+-]?\d[\d_]*", str(raw).strip()):
        raise ValueError(f"must be a whole number, not {raw}.")
    return int(str(raw))


def _number(raw: object) -> float:
    # A pattern, because float() also takes "nan" and "inf", which no bound would catch.
    if isinstance(raw, bool) or not re.fullmatch(r"[+-]?\d+(\.\d+)?", str(raw).strip()):
        raise ValueError(f"must be a number, not {raw}.")
    return float(str(raw))


def _truth(raw: object) -> bool:
    word = str(raw).strip().lower()
    if word not in _TRUE | _FALSE:
        raise ValueError(f"must be true or false, not {raw}.")
    return word in _TRUE


def _folder(raw: object) -> Path:
    if isinstance(raw, Path):
        return raw.absolute()
    if not (text := _text(raw)):
        raise ValueError("must be a folder.")
    return Path(text).expanduser().absolute()


def _texts(raw: object) -> tuple[str, ...]:
    if isinstance(raw, list | tuple):
        return tuple(_text(item) for item in raw)
    return tuple(part.strip() for part in _text(raw).split(",") if part.strip())


_PARSERS: dict[str, Callable[[object], Any]] = {
    "str": _text,
    "int": _whole,
    "float": _number,
    "bool": _truth,
    "Path": _folder,
    "tuple[str, ...]": _texts,
}


def write_key(path: Path) -> None:
    """Make a secret key and keep it in a file that only this user reads (0600)."""
    import secrets  # brings random and hmac: only the very first start needs it

    # Complete and on disk before it has its name: what is sealed with a key that a power cut
    # takes away is lost. When two processes start at once, the first link wins for both.
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(secrets.token_urlsafe(48) + "\n")
        file.flush()
        os.fsync(handle)
    try:
        os.link(fresh, path)
    except FileExistsError:
        pass
    finally:
        fresh.unlink()
    folder = os.open(path.parent, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)
