"""The commands for what clients know: ``kb …``, ``client key …``, and two a frozen program needs.

Split off ``cli.py`` for its size; what is said there holds here.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from app.cli_options import with_settings
from app.settings import Settings

_PLACES = ("data_dir", "database_url")


def _of_client(command: Callable[..., Any]) -> Callable[..., Any]:
    option = click.option(
        "--client", required=True, metavar="NAME|ID", help="The client, by name or id."
    )
    return option(command)


@click.group()
def kb() -> None:
    """Manage what clients' assistants may say."""


@kb.command("add")
@click.argument("sources", nargs=-1, required=True, metavar="FILE|FOLDER|URL...")
@_of_client
@click.option("--base", default="", metavar="NAME", help="Knowledge base; made if there is none.")
@click.option("--faq", "is_faq", is_flag=True, help="The files are CSV of questions and answers.")
@click.option("--depth", default=3, show_default=True, type=click.IntRange(0, 10),
              help="Website: how many links away from the first page.")  # fmt: skip
@click.option("--pages", default=200, show_default=True, type=click.IntRange(1, 5000),
              help="Website: at most so many pages.")  # fmt: skip
@click.option("--every", "every_hours", default=24, show_default=True,
              type=click.IntRange(1, 2160), metavar="HOURS",
              help="Website: look for changes this often.")  # fmt: skip
@click.option("--approve", "is_reviewed", is_flag=True,
              help="Website: changes wait for somebody's word.")  # fmt: skip
@click.option("--once", "is_once", is_flag=True, help="Website: do not come back.")
@with_settings(*_PLACES, quiet=True)
def add(settings: Settings, client: str, **wanted: Any) -> int:
    """Add files, folders and websites; they answer when this returns."""
    from app import kb_add
    from app.kb_show import Screen
    from app.wiring import run_once

    wish = kb_add.Wanted(**wanted)
    return run_once(settings, lambda services: kb_add.add(services, client, wish, Screen()))


@kb.command("list")
@_of_client
@click.option("--json", "as_json", is_flag=True, help="Print JSON and nothing else.")
@with_settings(*_PLACES, quiet=True)
def list_bases(settings: Settings, client: str, as_json: bool) -> None:
    """List a client's knowledge bases with what is in them."""
    from app import kb as bases
    from app.kb_show import Screen
    from app.wiring import run_once

    run_once(settings, lambda services: bases.show_list(services, client, Screen(), as_json))


@kb.command("search")
@click.argument("query")
@_of_client
@click.option("--channel", default="", metavar="NAME", help="As asked on this channel, e.g. sms.")
@click.option("--base", default="", metavar="NAME|ID", help="Only in this knowledge base.")
@click.option("--limit", default=5, show_default=True, type=click.IntRange(1, 20),
              help="At most so many passages.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object and nothing else.")
@with_settings(*_PLACES, quiet=True)
def search(settings: Settings, query: str, client: str, **wanted: Any) -> None:
    """Show what answers a question, and why."""
    from app import kb as bases
    from app.kb_show import Screen
    from app.wiring import run_once

    run_once(settings, lambda services: bases.search(services, client, query, Screen(), **wanted))


@kb.command("remove")
@click.argument("wanted", metavar="ID|NAME")
@_of_client
@click.option("--yes", "is_sure", is_flag=True, help="Do not ask.")
@with_settings(*_PLACES, quiet=True)
def remove(settings: Settings, wanted: str, client: str, is_sure: bool) -> None:
    """Remove a knowledge base, file, website or question, by id or name."""
    from app import kb as bases
    from app.kb_show import Screen
    from app.wiring import run_once

    screen = Screen()

    def confirm(question: str) -> bool:
        # Without a terminal there is nobody to ask: the command said what it wants.
        return is_sure or not screen.console.is_terminal or click.confirm(question)

    run_once(settings, lambda services: bases.remove(services, client, wanted, screen, confirm))


@kb.command("reindex")
@_of_client
@with_settings(*_PLACES, quiet=True)
def reindex(settings: Settings, client: str) -> None:
    """Make a client's index anew; the old one answers meanwhile."""
    from app import kb as bases
    from app.kb_show import Screen
    from app.wiring import run_once

    run_once(settings, lambda services: bases.reindex(services, client, Screen()))


@kb.group("faq")
def faq() -> None:
    """Manage questions with their answers."""


@faq.command("add")
@_of_client
@click.option("--question", required=True, help="The question.")
@click.option("--answer", required=True, help="The answer, as it is sent.")
@click.option("--way", "ways", multiple=True, help="Another way to ask; may be repeated.")
@click.option("--language", default="", metavar="CODE", help="Without it, it is recognised.")
@click.option("--base", default="", metavar="NAME", help="Knowledge base; made if there is none.")
@click.option("--draft", "is_draft", is_flag=True, help="It waits until somebody approves it.")
@with_settings(*_PLACES, quiet=True)
def add_faq(
    settings: Settings,
    client: str,
    question: str,
    answer: str,
    ways: tuple[str, ...],
    language: str,
    base: str,
    is_draft: bool,
) -> None:
    """Add one question with its answer."""
    from app import kb as bases
    from app.domain.tenant import Faq
    from app.kb_show import Screen
    from app.wiring import run_once

    state = "draft" if is_draft else "approved"
    wanted = Faq("", question, answer, language, ways, state=state)
    run_once(settings, lambda services: bases.add_faq(services, client, wanted, base, Screen()))


@click.group()
def key() -> None:
    """Manage the keys by which programs of a client use the API."""


@key.command("create")
@_of_client
@click.option("--name", required=True, help="What the key is for.")
@click.option(
    "--scopes",
    default="read write manage",
    help='What it may do: "read", "read write", "read write manage" (the default), "agency".',
)
@with_settings(*_PLACES, quiet=True)
def create_key(settings: Settings, client: str, name: str, scopes: str) -> None:
    """Make a key and print it, once."""
    from app import clients
    from app.wiring import run_once

    click.echo(
        run_once(settings, lambda services: clients.create_key(services, client, name, scopes))
    )


@key.command("list")
@_of_client
@with_settings(*_PLACES, quiet=True)
def list_keys(settings: Settings, client: str) -> None:
    """List a client's keys, without the keys themselves."""
    from app import clients
    from app.wiring import run_once

    click.echo(run_once(settings, lambda services: clients.listed_keys(services, client)))


@key.command("revoke")
@click.argument("key_id", metavar="ID")
@_of_client
@with_settings(*_PLACES, quiet=True)
def revoke_key(settings: Settings, key_id: str, client: str) -> None:
    """End a key at once."""
    from app import clients
    from app.wiring import run_once

    click.echo(run_once(settings, lambda services: clients.revoke_key(services, client, key_id)))


# A frozen program has no ``python -m``: it starts itself for work that runs in a child.
_AS_IT_IS = {"ignore_unknown_options": True, "help_option_names": []}


@click.command("_index", hidden=True, context_settings=_AS_IT_IS)
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def index_apart(arguments: tuple[str, ...]) -> int:
    """Make an index image: a child of ours."""
    from vectors import worker

    return worker.run(list(arguments))


@click.command("_parse", hidden=True, context_settings=_AS_IT_IS)
def parse_apart() -> int:
    """Read documents of strangers: a child of ours."""
    from app.documents import worker

    return worker.main()
