"""`onrecord positions`: where each side stands on an issue."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from onrecord.cli.issue_options import caption, matches, refreshed, weighing
from onrecord.errors import UsageError
from onrecord.ledger import Ledger

if TYPE_CHECKING:
    import datetime as dt

    from onrecord.cli.rows_out import Cell
    from onrecord.positions.asked import Asked
    from onrecord.positions.estimates import Position, Positions, Window
    from onrecord.positions.weights import Weights

SHOWN = 25  # lines of a view when no limit is given: one screen


@click.command()
@weighing
@click.option(
    "--as",
    "by_what",
    type=click.Choice(["principal", "actor", "both"]),
    default="principal",
    show_default=True,
    help="Whose positions: states and bodies, those who speak, or these beneath those.",
)
@click.option("--over-time", is_flag=True, help="Add how each position moved, stretch by stretch.")
@click.option("--limit", type=click.IntRange(min=0), help=f"Lines at most; 0 is all.  [default: {SHOWN} in a view]")
@click.option("--output", "-o", type=click.Path(path_type=Path, dir_okay=False), help="The file to write instead.")
@click.option(
    "--plot", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="A picture: .svg or .png."
)
def positions(
    ledger: Path, issue: str, by: str | None, since: dt.date | None, until: dt.date | None, coder: str | None,
    weight: tuple[str, ...], form: str | None, output: Path | None, plot: Path | None, limit: int | None, **shown: Any,
) -> None:  # fmt: skip
    """Show where each side stands on ISSUE, from against (-1) to for (+1), with a band, wide where little is known.

    ISSUE is an id in the ledger (with @ and the beginning of a digest for an older version of its codebook) or an issue
    file. A line counts the statements against, on neither side and for; its weight is how many named, first-hand,
    independent statements they are worth; nine in ten bands hold the position.
    """
    from onrecord.cli.rows_out import examine
    from onrecord.positions.asked import asked
    from onrecord.positions.estimates import Window
    from onrecord.positions.weights import weights_of

    examine(form, output)
    weights, window = weights_of(weight), Window(since, until)
    with Ledger.open(ledger, create=False) as opened:
        refreshed(opened)
        found = asked(opened, issue)
        stands = _stands(opened, found, coder, weights, window, shown["by_what"], by)
        some = replace(stands, lines=stands.lines[: (0 if form else SHOWN) if limit is None else limit] or stands.lines)
        if plot is not None:
            _draw(some.lines, found.version.question, plot)
        if form is not None:
            _write(found, some, form, output, over_time=shown["over_time"])
        elif plot is None:
            _show(opened, found, some, len(stands.lines), shown["quotes"], over_time=shown["over_time"])


def _stands(
    ledger: Ledger, found: Asked, coder: str | None, weights: Weights, window: Window, by_what: str, by: str | None
) -> Positions:
    """The positions asked for; `--by` shows actors too where their names hold its words."""
    from onrecord.positions.estimates import positions as weighed

    stances = found.stances(ledger, coder)
    stands = weighed(stances, weights, by_what, window)
    if by is None:
        return stands
    lines = _named(stands.lines, by)
    if not lines and by_what == "principal":
        lines = _named(weighed(stances, weights, "actor", window).lines, by)
    if not lines:
        names = ", ".join(line.side.name for line in stands.lines[:8])
        raise UsageError(f"nobody of the name {by!r} stands on {found.version.id!r}; " + (
            f"those who do: {names}" if names else "nobody does"))  # fmt: skip
    return replace(stands, lines=tuple(lines))


def _named(lines: Sequence[Position], words: str) -> list[Position]:
    """The lines of that name, and those beneath them."""
    return [line for line in lines if matches(line.side.name, words)
            or (line.within is not None and matches(line.within.name, words))]  # fmt: skip


def _show(ledger: Ledger, found: Asked, stands: Positions, total: int, quotes: int, *, over_time: bool) -> None:
    from onrecord.cli.positions_table import heading, quoted, table
    from onrecord.cli.printing import console

    screen = console()
    screen.print(heading(found.version, screen.width))
    if stands.lines:
        screen.print(table(stands, screen.width, over_time=over_time))
    for line in stands.lines if quotes else ():
        screen.print(quoted(ledger, line, quotes, screen.width))
    told = caption(stands.tally, found, on_timeline=True)
    more = f" {len(stands.lines)} of {total} lines (--limit 0 for all)." if len(stands.lines) < total else ""
    screen.print(f"{told[:1].upper()}{told[1:]}{more}")


def _draw(lines: Sequence[Position], title: str, path: Path) -> None:
    try:
        from onrecord.charts import positions_chart  # type: ignore[import-not-found, unused-ignore]
    except ImportError as error:
        raise UsageError(f"--plot: pictures cannot be drawn here: {error}") from error
    positions_chart(lines, title, path)


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
