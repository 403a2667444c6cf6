"""The commands that try an assistant out: ``replay`` and ``eval``.

Split off ``cli.py`` for its size; what is said there holds here.
"""

from __future__ import annotations

from pathlib import Path

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


@click.command("eval")
@click.option("--client", required=True, metavar="NAME|ID", help="The client, by name or id.")
@click.option("--profile", "version", type=int, metavar="VERSION",
              help="Try this version of its profile, a draft too.")  # fmt: skip
@click.option("--leads", "folder", type=click.Path(exists=True, path_type=Path), metavar="PATH",
              help="YAML file or folder with scripted leads.")  # fmt: skip
@click.option("--preset", default="", metavar="NAME", help="The shipped leads of this trade.")
@click.option("--model", default="", metavar="NAME", help="Ask this model (costs money).")
@click.option("--recorded", type=click.Path(exists=True, dir_okay=False, path_type=Path),
              metavar="FILE", help="Answers recorded before, instead of a model.")  # fmt: skip
@click.option("--record", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
              help="Keep the model's answers in this file.")  # fmt: skip
@click.option("--simulated", is_flag=True, help="The simulated model: to try the command out.")
@click.option("--talk", "is_told", is_flag=True, help="Print every conversation.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON and nothing else.")
@with_settings(*_PLACES, quiet=True)
def evaluate(settings: Settings, client: str, as_json: bool, **wanted: object) -> int:
    """Let scripted leads talk to a client's assistant and print a score card; nothing is sent."""
    from app import evaluating
    from app.kb_show import Screen

    wish = evaluating.Wish(client=client, **wanted)  # type: ignore[arg-type]
    return evaluating.run(settings, wish, Screen(), as_json)


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON and nothing else.")
@with_settings(*_PLACES, quiet=True)
def calibrate(settings: Settings, as_json: bool) -> int:
    """Learn from what people decided on drafts, and print how far confidence can be trusted."""
    from app import calibrating
    from app.kb_show import Screen
    from app.wiring import run_once

    return run_once(
        settings, lambda services: calibrating.calibrate_shown(services, Screen(), as_json)
    )
