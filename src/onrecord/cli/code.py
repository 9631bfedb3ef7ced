"""`onrecord code`: what statements say on an issue."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.cli.failures import FAILED
from onrecord.cli.messages import say
from onrecord.cli.options import ledger_option
from onrecord.errors import UsageError

if TYPE_CHECKING:
    from onrecord.cli.code_ledger import Wishes
    from onrecord.stance.coders import Settings
    from onrecord.types import Issue

SECRET = "ONRECORD_LLM_KEY"


@click.command()
@click.argument("name", metavar="ISSUE")
@ledger_option
@click.option(
    "--statements",
    type=click.Path(path_type=Path, dir_okay=False, allow_dash=True),
    metavar="FILE",
    help="Code the statements of a JSON-lines file instead of the ledger's.",
)
@click.option("--to", "form", type=click.Choice(["jsonl"]), help="How they are printed: goes with --statements.")
@click.option(
    "--coder", type=click.Choice(["model", "person", "llm"]), default="model", show_default=True, help="Who answers."
)
@click.option("--as", "as_", metavar="NAME", default="", help="Whose answers they are.  [default: your user name]")
@click.option("--blind", is_flag=True, help="Show no other coder's answers.")
@click.option("--disputed", is_flag=True, help="Decide what coders differ on: goes with --coder person.")
@click.option("--again", is_flag=True, help="Code what this coder has coded already, too.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="At most so many; of a file, its first lines.")
@click.option("--threshold", type=click.FloatRange(0, 1), help="The model abstains below it.  [default: its own]")
@click.option("--llm-url", metavar="URL", envvar="ONRECORD_LLM_URL", help="An OpenAI-compatible endpoint.")
@click.option("--llm-model", metavar="NAME", envvar="ONRECORD_LLM_MODEL", help=f"Its model; the key is in {SECRET}.")
@click.option("--undo", metavar="CODING", help="Take a coding back, by its id; `onrecord issue codings` lists them.")
@click.pass_context
def code(
    ctx: click.Context,
    *,
    name: str,
    ledger: Path,
    statements: Path | None,
    form: str | None,
    coder: str,
    as_: str,
    blind: bool,
    disputed: bool,
    again: bool,
    limit: int | None,
    threshold: float | None,
    llm_url: str | None,
    llm_model: str | None,
    undo: str | None,
) -> None:
    """Code what statements say on an issue: for, against, neither, unrelated, or unsure.

    ISSUE is an issue file, or the id of an issue that the ledger has. Each coder codes a statement once on one version
    of the codebook; answers of all coders stand beside each other.

    The coder llm sends statements to the endpoint that you name, and keeps an answer only if it quotes the statement.

    Exit status: 0 all coded; 1 some lines could not be read, each named on standard error; 2 the command was wrong.
    """
    if form is not None and statements is None:
        raise UsageError("--to goes with --statements FILE; `onrecord issue codings` prints what the ledger has")
    if blind and coder != "person":
        raise UsageError("--blind is for a person: add --coder person")
    from onrecord.stance.coders import Settings

    secret = os.environ.get(SECRET)
    settings = Settings(threshold=threshold, name=as_, url=llm_url, model=llm_model, secret=secret)
    if statements is not None:
        asked = {"--coder person": coder == "person", "--undo": undo is not None, "--disputed": disputed}
        _refuse_with_file([*(k for k, is_asked in asked.items() if is_asked), *["--again"] * again])
        if _code_file(name, ledger, statements, coder, settings, limit):
            ctx.exit(FAILED)
        return
    from onrecord.cli.code_ledger import Wishes

    _code_ledger(name, ledger, Wishes(coder, again, blind, disputed, limit), settings, undo)


def _refuse_with_file(options: list[str]) -> None:
    if options:
        raise UsageError(f"{options[0]} is for a ledger's statements: leave it or --statements out")


def _code_file(name: str, ledger: Path, statements: Path, coder: str, settings: Settings, limit: int | None) -> int:
    from dataclasses import replace

    from onrecord.cli.code_lines import code_lines
    from onrecord.stance.coders import load_coder

    return code_lines(_issue(name, ledger), statements, load_coder(coder, replace(settings, lenient=True)), limit)


def _issue(name: str, ledger: Path) -> Issue:
    """The issue in a file, else the one that the ledger, if there is one, has under this id."""
    from onrecord.coding import find_issue
    from onrecord.ledger import Ledger

    if Path(name).is_file() or not ledger.is_file():
        return find_issue(None, name)
    with Ledger.open(ledger, create=False) as opened:
        return find_issue(opened, name)


def _code_ledger(name: str, ledger: Path, wishes: Wishes, settings: Settings, undo: str | None) -> None:
    from onrecord.cli.code_ledger import code_ledger
    from onrecord.cli.versions import tell_versions
    from onrecord.coding import find_issue
    from onrecord.ledger import Ledger
    from onrecord.record import user

    with Ledger.open(ledger, create=False, write=True) as opened:
        if undo is not None:
            say(f"coding {opened.undo_coding(undo, settings.name or user())} counts no longer")
            return
        issue = find_issue(opened, name)
        tell_versions(opened, issue)
        code_ledger(opened, issue, wishes, settings)
