"""`onrecord conditions`: who waits for whom."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import click

from onrecord.cli.day import in_order
from onrecord.cli.messages import say
from onrecord.cli.options import data_option, ledger_option, output_option, plot_option, since_option, until_option
from onrecord.ledger import Ledger, Question
from onrecord.types import ConditionState, Issue, StatedCondition

if TYPE_CHECKING:
    from onrecord.waiting import WhoWaits


@click.command()
@ledger_option
@click.option("--by", metavar="NAME", help="Words of the name of who sets them, or of the body spoken for.")
@click.option("--about", metavar="WORDS", help='Words of what was said; "a phrase", or begin*.')
@click.option("--issue", metavar="ISSUE", help="What can be about this issue: its id in the ledger, or an issue file.")
@click.option(
    "--state", "states", multiple=True, type=click.Choice(get_args(ConditionState)), help="How they stand now."
)
@since_option
@until_option
@data_option()
@output_option
@plot_option
def conditions(
    *,
    ledger: Path,
    by: str | None,
    about: str | None,
    issue: str | None,
    states: tuple[ConditionState, ...],
    since: dt.date | None,
    until: dt.date | None,
    form: str | None,
    output: Path | None,
    plot: Path | None,
) -> None:
    """List who waits for whom: which step waits, what must come first, and who says so.

    Each condition stands once, under the step that waits, with its latest state: set, rejected, met or dropped.
    A question mark tells that the words can be read otherwise; `onrecord why` opens the statement.
    """
    from onrecord.cli.rows_out import examine
    from onrecord.waiting import keep, waiting

    examine(form, output)
    in_order(since, until)
    question = Question(about=about, since=since, until=until)
    with Ledger.open(ledger, create=False) as opened:
        found = keep(waiting(_rows(opened, by, question, issue)), states)
        if plot is not None:
            _draw(found, about or issue, plot)
        if form is not None:
            from onrecord.cli.conditions_view import KINDS, data
            from onrecord.cli.rows_out import write_rows

            write_rows(data(found), KINDS, form, output)
        elif plot is None:
            from onrecord.cli.conditions_view import show

            show(found, opened.statement_handle)


def _draw(found: WhoWaits, subject: str | None, path: Path) -> None:
    from onrecord.charts import conditions_chart

    conditions_chart(found, f"Who waits for whom: {subject}" if subject else "Who waits for whom", path)
    say(f"{path} written")


def _rows(ledger: Ledger, by: str | None, question: Question, issue: str | None) -> tuple[StatedCondition, ...]:
    from onrecord import record, waiting

    codebook = None if issue is None else _issue(ledger, issue)
    record.refresh(ledger)
    waiting.refresh(ledger)
    found = waiting.stated(ledger, question, codebook)
    if by is None:
        return found
    said = {(row.statement, row.key) for row in waiting.stated(ledger, Question(by=by), codebook)}
    return tuple(row for row in found if (row.statement, row.key) in said or waiting.is_held_by(row, by))


def _issue(ledger: Ledger, name: str) -> Issue:
    from onrecord.coding import find_issue

    return find_issue(ledger, name)
