"""The command line: one thin function per command.

A command reads the settings, calls one function of another module and turns what comes back into
an exit code: 0 done, 1 failed, 2 the command or a setting is wrong, 70 a defect of ours, 130
interrupted. What a command needs is imported inside it, so that ``--help`` stays under 0.3 s.
"""

import os
import signal
import sys

# First of all: a stop during the imports below, or later ones, must end as cleanly as any other.
# The server puts its own handlers in place once there is something to drain.
if sys.argv[1:2] in (["serve"], ["demo"]):
    for _number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(_number, lambda *_: os._exit(0))

import json
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

import click

from app.cli_assistant import calibrate, evaluate, replay
from app.cli_audit import audit
from app.cli_clients import list_presets, new_client
from app.cli_knowledge import index_apart, kb, key, parse_apart
from app.cli_options import with_settings
from app.errors import CannotStart, Invalid, LeadlineError
from app.settings import ROWS, Settings
from app.version import __version__

_DEFECT = 70
_INTERRUPTED = 130


def run() -> NoReturn:
    """Run the command of this process and leave with its exit code."""
    code = main()
    if code:
        # What failed may have left a database thread behind, which would keep the process for ever.
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
    sys.exit(0)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code; errors are one clear line on standard error."""
    try:
        result = leadline.main(args=arguments, prog_name="leadline", standalone_mode=False)
        return result if isinstance(result, int) else 0
    except click.Abort:
        click.echo("Interrupted.", err=True)
        return _INTERRUPTED
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except LeadlineError as error:
        click.echo(f"leadline: {error.message}", err=True)
        return _exit_code(error)
    except Exception:
        from app.log import get_logger

        get_logger("cli").exception("command_failed")
        click.echo("leadline: Internal error. The lines above belong in a report.", err=True)
        return _DEFECT


def _exit_code(error: LeadlineError) -> int:
    if isinstance(error, CannotStart):
        return error.exit_code
    return 2 if isinstance(error, Invalid) else 1


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
def leadline() -> None:
    """Answer leads within seconds, qualify them, and hand over to a person when it should."""


@leadline.command()
@with_settings("host", "port", "data_dir", "public_url", "database_url", "log_level")
def serve(settings: Settings) -> int:
    """Run the server."""
    from app import main as server

    return server.serve(settings)


@leadline.command()
@with_settings(
    "port",
    "data_dir",
    quiet=True,
    port="Port to listen on; without a value 8000, or a free one if it is taken.",
    data_dir="Folder that keeps the demo's data; without a value it is removed at the end.",
)
def demo(settings: Settings) -> int:
    """Run everything against simulated providers, with example clients and a phone to text from."""
    from app import demo as example

    return example.run(settings, settings.port)


@leadline.command()
@click.option("--leads", default=100, show_default=True, type=click.IntRange(1), help="How many.")
@click.option("--seed", default=1, show_default=True, help="The same seed plays the same leads.")
@click.option("--channel", help="Only this channel: sms or whatsapp.")
@click.option(
    "--fault",
    "faults",
    multiple=True,
    metavar="[PROVIDER:]KIND=SHARE[,…]",
    help="Make things go wrong, e.g. twilio:429=0.05,anthropic:529=0.05,duplicate=0.1.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object and nothing else.")
@with_settings(quiet=True)
def simulate(
    settings: Settings,
    leads: int,
    seed: int,
    channel: str | None,
    faults: tuple[str, ...],
    as_json: bool,
) -> int:
    """Play leads through the whole path and report what became of them."""
    shares = _shares(faults)
    from app import simulate as simulation

    return simulation.run(leads, seed, shares, as_json, settings, channel)


def _shares(faults: tuple[str, ...]) -> dict[str, float]:
    shares: dict[str, float] = {}
    for part in ",".join(faults).split(","):
        name, equals, share = part.strip().partition("=")
        if not name and not equals:
            continue
        try:
            shares[name] = float(share)
        except ValueError:
            raise Invalid(f"--fault {part}: write NAME=SHARE, a share from 0 to 1.") from None
        if not 0 <= shares[name] <= 1:
            raise Invalid(f"--fault {part}: the share must lie between 0 and 1.")
    return shares


@leadline.group()
def admin() -> None:
    """Manage the people who may sign in."""


@admin.command()
@click.argument("email")
@click.option("--name", default="", help="How the person is shown.")
@click.option(
    "--role",
    type=click.Choice(["owner", "admin", "operator", "viewer"]),
    help="Without it: the first of the agency is an owner, others are admins.",
)
@click.option("--client", help="Id of the one client a person works for.")
@with_settings("data_dir", "database_url", "public_url", quiet=True)
def create(settings: Settings, email: str, name: str, role: str | None, client: str | None) -> None:
    """Add a person and print the link that signs them in once; they choose the password then."""
    from app import admin as people
    from app.wiring import run_once

    click.echo(
        run_once(settings, lambda services: people.begin(services, email, name, role, client))
    )


@admin.command("reset-password")
@click.argument("email")
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input.")
@with_settings("data_dir", "database_url", quiet=True)
def reset_password(settings: Settings, email: str, password_stdin: bool) -> None:
    """Give a person a new password and end their sessions."""
    if password_stdin:
        password = sys.stdin.readline().rstrip("\n")
    else:
        password = click.prompt("Password", hide_input=True, confirmation_prompt=True)
    from app import admin as people
    from app.wiring import run_once

    run_once(settings, lambda services: people.reset_password(services, email, password))
    click.echo(f"Changed the password of {email}; all sessions have ended.")


@admin.command("reset-second-factor")
@click.argument("email")
@with_settings("data_dir", "database_url", quiet=True)
def reset_second_factor(settings: Settings, email: str) -> None:
    """Remove a person's authenticator app, passkeys and recovery codes, and end their sessions."""
    from app import admin as people
    from app.wiring import run_once

    run_once(settings, lambda services: people.reset_second_factor(services, email))
    click.echo(f"Removed the second step of {email}; all sessions have ended.")
    click.echo(f"They sign in with their password, or by: leadline admin link {email}")


@admin.command()
@click.argument("email")
@with_settings("data_dir", "database_url", "public_url", quiet=True)
def link(settings: Settings, email: str) -> None:
    """Print a link that signs a person in once within 30 minutes."""
    from app import admin as people
    from app.wiring import run_once

    click.echo(run_once(settings, lambda services: people.link(services, email)))


@leadline.group()
def client() -> None:
    """Manage the businesses served."""


@client.command("put")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@with_settings("data_dir", "database_url", "public_url", quiet=True)
def put_client(settings: Settings, file: Path) -> None:
    """Add a client from a TOML file, or bring the one of that name up to date."""
    from app import clients
    from app.wiring import run_once

    click.echo(run_once(settings, lambda services: clients.put(services, file)))


@client.command("list")
@with_settings("data_dir", "database_url", "public_url", quiet=True)
def list_clients(settings: Settings) -> None:
    """List the clients with their channels and webhook addresses."""
    from app import clients
    from app.wiring import run_once

    click.echo(run_once(settings, clients.listed))


client.add_command(new_client)
client.add_command(list_presets)
client.add_command(key)
leadline.add_command(audit)
leadline.add_command(kb)
leadline.add_command(replay)
leadline.add_command(evaluate)
leadline.add_command(calibrate)
leadline.add_command(index_apart)
leadline.add_command(parse_apart)


@leadline.command()
@click.option("--show", is_flag=True, help="List every setting with its value and origin.")
@with_settings("data_dir", quiet=True)
def check(settings: Settings, show: bool) -> None:
    """Check the settings without starting anything."""
    if show:
        width = max(len(row.name) for row in ROWS)
        for row in ROWS:
            value = settings.shown(row.name) or "-"
            click.echo(f"{row.name:<{width}}  {value}  ({settings.origin(row.name)})")
    click.echo("The settings are valid.")


@leadline.command()
def openapi() -> None:
    """Print the OpenAPI description of the API as JSON."""
    from app.main import openapi as describe

    click.echo(json.dumps(describe(), indent=2, ensure_ascii=False))


@leadline.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def version(as_json: bool) -> None:
    """Print the version."""
    if not as_json:
        click.echo(f"leadline {__version__}")
        return
    import platform
    import sqlite3

    facts = {
        "version": __version__,
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        "platform": platform.platform(),
    }
    click.echo(json.dumps(facts))


if __name__ == "__main__":
    run()
