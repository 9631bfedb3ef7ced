"""`onrecord positions`: where each side stands on an issue."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from onrecord.cli.issue_options import MEANINGS, Answer, Request, caption, weighing
from onrecord.cli.messages import say
from onrecord.cli.options import plot_option
from onrecord.ledger import Ledger

if TYPE_CHECKING:
    from onrecord.cli.rows_out import Cell
    from onrecord.positions.asked import Asked
    from onrecord.positions.estimates import Position, Positions


@click.command(epilog=MEANINGS)
@weighing()
@click.option("--over-time", is_flag=True, help="Add how each position moved, stretch by stretch.")
@plot_option
def positions(
    ledger: Path, form: str | None, output: Path | None, plot: Path | None, quotes: int, over_time: bool, **asked: Any
) -> None:
    """Show where each side stands on ISSUE, from against (-1) to for (+1), with a band, wide where little is known.

    ISSUE is an id in the ledger (with @ and the beginning of a digest for an older version of its codebook) or an issue
    file. A line counts the statements against, on neither side and for; its weight is how many named, first-hand,
    independent statements they are worth; nine in ten bands hold the position.
    """
    from onrecord.cli.rows_out import examine

    examine(form, output)
    request = Request(**asked)
    with Ledger.open(ledger, create=False) as opened:
        answer = request.positions(opened, is_view=form is None and plot is None)
        if plot is not None:
            _draw(answer.stands.lines, answer.asked.version.question, plot)
        if form is not None:
            _write(answer.asked, answer.stands, form, output, over_time=over_time)
        elif plot is None:
            _show(opened, answer, quotes, over_time=over_time)


def _show(ledger: Ledger, answer: Answer, quotes: int, *, over_time: bool) -> None:
    from onrecord.cli.positions_table import heading, quoted, table
    from onrecord.cli.printing import console

    screen = console()
    screen.print(heading(answer.asked.version, screen.width))
    if answer.stands.lines:
        screen.print(table(answer.stands, screen.width, over_time=over_time))
    for line in answer.stands.lines if quotes else ():
        screen.print(quoted(ledger, line, quotes, screen.width))
    screen.print(caption(answer))


def _draw(lines: Sequence[Position], title: str, path: Path) -> None:
    from onrecord.charts import positions_chart

    positions_chart(lines, title, path)
    say(f"{path} written")


def _write(found: Asked, stands: Positions, form: str, output: Path | None, *, over_time: bool) -> None:
    import datetime as dt

    from onrecord.cli.rows_out import write_rows

    kinds: dict[str, type] = dict.fromkeys(("issue", "digest", "id", "name", "kind", "within"), str)
    if over_time:
        kinds |= {"first": dt.date, "last": dt.date, "mean": float}
    kinds |= dict.fromkeys(("estimate", "low", "high"), float)
    if not over_time:
        kinds |= dict.fromkeys(("against", "neither", "for"), int)
    kinds |= {"weight": float}
    if not over_time:
        kinds |= {"first": dt.date, "last": dt.date, "undated": int}
    kinds |= {"statements": list}
    write_rows(_points(found, stands) if over_time else _rows(found, stands), kinds, form, output)


def _who(found: Asked, line: Position) -> dict[str, Cell]:
    return {
        "issue": found.version.id,
        "digest": found.version.digest,
        "id": line.side.id,
        "name": line.side.name,
        "kind": line.side.kind,
        "within": None if line.within is None else line.within.id,
    }


def _rows(found: Asked, stands: Positions) -> Iterator[dict[str, Cell]]:
    for line in stands.lines:
        yield _who(found, line) | {
            "estimate": line.estimate, "low": line.low, "high": line.high, "against": line.against,
            "neither": line.neither, "for": line.for_, "weight": line.weight, "first": line.first, "last": line.last,
            "undated": line.undated, "statements": line.statements,
        }  # fmt: skip


def _points(found: Asked, stands: Positions) -> Iterator[dict[str, Cell]]:
    from onrecord.positions.timeline import axis, series

    edges = axis(stands.lines, stands.weights)
    for line in stands.lines:
        for point in series(line, edges, stands.weights):
            yield _who(found, line) | {
                "first": point.first, "last": point.last, "mean": point.mean, "estimate": point.estimate,
                "low": point.low, "high": point.high, "weight": point.weight, "statements": point.statements,
            }  # fmt: skip
