"""`onrecord code`: what statements say on an issue."""

from __future__ import annotations

from pathlib import Path

import click

from onrecord.cli.failures import FAILED
from onrecord.cli.options import ledger_option
from onrecord.errors import UsageError


@click.command()
@click.argument("issue", metavar="ISSUE")
@ledger_option
@click.option(
    "--statements",
    type=click.Path(path_type=Path, dir_okay=False, allow_dash=True),
    metavar="FILE",
    help="Code the statements of a JSON-lines file instead of the ledger's.",
)
@click.option("--to", "form", type=click.Choice(["jsonl"]), help="How to print them.")
@click.option("--threshold", type=click.FloatRange(0, 1), help="The model abstains below it.  [default: its own]")
@click.pass_context
def code(
    ctx: click.Context, issue: str, ledger: Path, statements: Path | None, form: str | None, threshold: float | None
) -> None:
    """Code what statements say on an issue: for, against, neither, unrelated, or unsure.

    ISSUE is an issue file.

    Exit status: 0 all coded; 1 some lines could not be read, each named on standard error; 2 the command was wrong.
    """
    if statements is None:
        raise UsageError("--statements FILE is missing")
    from onrecord.cli.code_lines import code_lines
    from onrecord.stance.coders import Settings, load_coder
    from onrecord.stance.issues import read_issue

    codebook = read_issue(issue)
    if code_lines(codebook, statements, load_coder("model", Settings(every=True, threshold=threshold))):
        ctx.exit(FAILED)
