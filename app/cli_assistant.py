"""The commands that try an assistant out: ``replay``.

Split off ``cli.py`` for its size; what is said there holds here.
"""

from __future__ import annotations

import click

from app.cli_options import with_settings
from app.settings import Settings

_PLACES = ("data_dir", "database_url")


@click.command()
@click.option("--conversation", required=True, metavar="ID", help="The conversation to run again.")
@click.option("--profile", "version", type=int, metavar="VERSION",
              help="Under this version of the client's profile.")  # fmt: skip
@click.option("--model", default="", metavar="NAME",
              help="Ask this model anew, for money; else recorded answers.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Print JSON and nothing else.")
@with_settings(*_PLACES, quiet=True)
def replay(
    settings: Settings, conversation: str, version: int | None, model: str, as_json: bool
) -> int:
    """Run a conversation's recorded turns again and show what differs; nothing is sent."""
    from app import replaying
    from app.kb_show import Screen
    from app.wiring import model_named, run_once

    asked = model_named(settings, model) if model else None
    return run_once(
        settings,
        lambda services: replaying.replay_shown(
            services, conversation, version, asked, Screen(), as_json
        ),
    )
