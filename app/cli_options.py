"""What commands that read settings have in common: their options, their settings, their log."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from app.settings import BY_NAME, Settings, load_from_process


def with_settings(
    *names: str, quiet: bool = False, **helps: str
) -> Callable[[Callable[..., Any]], Any]:
    """Give a command the options of these settings and ``settings`` as its first argument.

    ``quiet`` commands log from warning on, unless a level was set: their output is their own.
    ``helps`` says what a setting means to this command where it is not what it usually means.
    """

    def decorate(command: Callable[..., Any]) -> Callable[..., Any]:
        def call(config: Path | None, pairs: tuple[str, ...], **options: Any) -> Any:
            flags: dict[str, object] = {name: options.pop(name) for name in names}
            settings = load_from_process(flags | dict(map(_pair, pairs)), config)
            _start_logs(settings, quiet)
            return command(settings, **options)

        call.__name__, call.__doc__ = command.__name__, command.__doc__
        call.__click_params__ = getattr(command, "__click_params__", [])  # type: ignore[attr-defined]
        for name in reversed(names):
            flag = "--" + name.replace("_", "-")
            told = helps.get(name, BY_NAME[name].help)
            call = click.option(flag, name, metavar="VALUE", help=told)(call)
        call = click.option(
            "--set", "pairs", multiple=True, metavar="NAME=VALUE", help="Any setting by its name."
        )(call)
        return click.option(
            "--config",
            type=click.Path(path_type=Path),
            help="TOML file with settings.",
        )(call)

    return decorate


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        raise click.UsageError(f"--set {text}: write --set NAME=VALUE.")
    return name.strip().replace("-", "_"), value


def _start_logs(settings: Settings, quiet: bool) -> None:
    from app.log import set_up

    is_default = settings.origin("log_level") == "default"
    set_up("warning" if quiet and is_default else settings.log_level, settings.log_format)
