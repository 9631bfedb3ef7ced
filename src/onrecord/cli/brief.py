"""`onrecord brief`: a briefing of one to two pages on an issue."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.cli.issue_options import WEIGHTS, Request
from onrecord.cli.options import coder_option, file_option, ledger_option, since_option, until_option
from onrecord.errors import UsageError
from onrecord.ledger import Ledger

if TYPE_CHECKING:
    import datetime as dt

FORMS = ("md", "html", "docx")


@click.command()
@ledger_option
@click.argument("issue", metavar="ISSUE")
@click.option("--to", "form", type=click.Choice(FORMS), help="The form.  [default: by the file's ending, else md]")
@file_option("The file to write.")
@click.option(
    "--as",
    "by_what",
    type=click.Choice(["principal", "actor"]),
    default="principal",
    show_default=True,
    help="Whose positions: states and bodies, or those who speak.",
)
@since_option
@until_option
@coder_option
@click.option("--weight", multiple=True, metavar="K=V", help=f"Change a weight: {WEIGHTS}.")
def brief(
    *, ledger: Path, issue: str, form: str | None, output: Path | None, by_what: str, since: dt.date | None,
    until: dt.date | None, coder: str | None, weight: tuple[str, ...],
) -> None:  # fmt: skip
    """Write a briefing on ISSUE: positions, changes, open conditions, conflicts, each with its quotations and sources.

    It sets names, figures and quotations between fixed words, and says nothing of its own. What has no room is
    counted; what is not known is told. ISSUE is an id in the ledger, or an issue file.
    """
    chosen = _form(form, output)
    from onrecord.briefs import WRITERS, compose, gather, write

    with Ledger.open(ledger, create=False) as opened:
        request = Request(issue, None, by_what, since, until, coder, weight, 0)
        answer = request.positions(opened, is_view=False)
        made = compose(gather(opened, answer.asked, answer.stands, answer.total, coder))
    if output is not None:
        write(made, chosen, output)
    else:
        click.echo(WRITERS[chosen](made).decode("utf-8"), nl=False)


def _form(form: str | None, output: Path | None) -> str:
    """The form that is asked for, by name or by the file's ending; Word goes to a file."""
    ending = output.suffix.lower().removeprefix(".") if output is not None else ""
    chosen = form or {"htm": "html", "markdown": "md"}.get(ending, ending) or "md"
    if chosen not in FORMS:
        raise UsageError(f"--output {output}: its ending names no form; --to takes {', '.join(FORMS)}")
    if chosen == "docx" and output is None:
        raise UsageError("--to docx needs --output FILE")
    return chosen
