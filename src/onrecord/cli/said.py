"""`onrecord said`: who said what."""

from __future__ import annotations

from pathlib import Path
from typing import Any, get_args

import click

from onrecord.cli.day import first_day, in_order, last_day
from onrecord.cli.messages import say
from onrecord.cli.options import file_option, ledger_option
from onrecord.errors import LedgerDamaged, LedgerError, UsageError
from onrecord.ledger import Ledger, Line, Question
from onrecord.text.phrases import counted
from onrecord.types import Attitude, Form

SLOW = 500  # articles, from which on comparing them takes seconds and is announced
SHOWN = 50  # lines of a table when no limit is given: two or three screens


@click.command()
@ledger_option
@click.option("--by", metavar="NAME", help="Words of the speaker's name, or of the body spoken for.")
@click.option("--about", metavar="WORDS", help='Words of what was said; "a phrase", or begin*.')
@click.option("--outlet", metavar="NAME", help="A part of the outlet's name.")
@click.option(
    "--since", type=first_day, metavar="DAY", help="Said (else published) on this day or later: 2031, 2031-03, …"
)
@click.option("--until", type=last_day, metavar="DAY", help="Said (else published) on this day or before.")
@click.option("--form", type=click.Choice(get_args(Form)), help="How it was put.")
@click.option(
    "--attitude", type=click.Choice(get_args(Attitude)), help="What the cue shows: said, thinks, knows, wants."
)
@click.option("--each", is_flag=True, help="Every attribution, instead of every statement once.")
@click.option("--limit", type=click.IntRange(min=0), help=f"Lines at most; 0 is all.  [default: {SHOWN} in a table]")
@click.option("--to", "form_of_output", type=click.Choice(["csv", "jsonl", "parquet"]), help="Data instead of a table.")
@file_option("The file to write instead.")
def said(
    ledger: Path, each: bool, form_of_output: str | None, output: Path | None, limit: int | None, **asked: Any
) -> None:
    """List who said what, newest first: each statement once, with the number of its reports and of their roots.

    Undated lines come last; a question with --since or --until leaves them out, and the caption counts them. In CSV, a
    text that a spreadsheet would take for a formula gets an apostrophe in front.
    """
    in_order(asked["since"], asked["until"])
    question = Question(**asked)
    if output is not None and form_of_output is None:
        raise UsageError("--output needs --to csv, jsonl or parquet")
    if form_of_output == "parquet" and output is None:
        raise UsageError("--to parquet needs --output FILE")
    with Ledger.open(ledger, create=False) as opened:
        each = not _refreshed(opened) or each  # the names of the record are shown either way
        if form_of_output is None:
            _show(opened, question, SHOWN if limit is None else limit or None, each=each)
            return
        from onrecord.cli.lines_out import write_lines

        write_lines(opened.lines(question, limit or None, each=each), form_of_output, output)


def _refreshed(ledger: Ledger) -> bool:
    """Whether the ledger holds the record of all that it knows; a message where it cannot be kept there."""
    from onrecord.record import refresh

    if ledger.is_fresh():
        return True
    articles = ledger.counts()["articles"]
    if articles > SLOW:
        say(f"comparing {counted(articles, 'article')} …")
    try:
        return refresh(ledger) or True
    except LedgerDamaged:
        raise
    except LedgerError as error:
        say(f"onrecord: every attribution is shown, since statements cannot be kept: {error}")
        return False


def _show(ledger: Ledger, question: Question, limit: int | None, *, each: bool) -> None:
    from onrecord.cli.lines_table import caption, table
    from onrecord.cli.printing import console

    found = ledger.ask(question, limit, each=each)
    screen = console()
    if found.lines:
        handles = [_handle(ledger, line, each=each) for line in found]
        screen.print(table(found.lines, handles, screen.width))
    screen.print(caption(found, "attribution" if each else "statement"))


def _handle(ledger: Ledger, line: Line, *, each: bool) -> str:
    if each or line.statement is None:
        return ledger.handle(line.article, line.id)
    return ledger.statement_handle(line.statement)
