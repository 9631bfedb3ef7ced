"""`onrecord shifts`: where a side's position really moved."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from onrecord.cli.issue_options import MEANINGS, Answer, Request, caption, weighing
from onrecord.cli.messages import say
from onrecord.cli.options import plot_option
from onrecord.ledger import Ledger

if TYPE_CHECKING:
    from onrecord.cli.rows_out import Cell
    from onrecord.positions.shifts import Course, Courses, Shift, Stand

LEVEL, SMALLEST = 0.05, 0.25  # the defaults of `onrecord.positions.shifts`, which is loaded when it is used


@click.command(epilog=MEANINGS)
@weighing(quotes=2)
@click.option(
    "--level",
    type=click.FloatRange(0.0001, 0.5),
    default=LEVEL,
    show_default=True,
    help="How many of the shifts told may be chance.",
)
@click.option(
    "--smallest",
    type=click.FloatRange(0, 2),
    default=SMALLEST,
    show_default=True,
    help="The smallest move that is told, on the scale from -1 to 1.",
)
@plot_option
def shifts(
    ledger: Path, form: str | None, output: Path | None, plot: Path | None, quotes: int, level: float, smallest: float,
    **asked: Any,
) -> None:  # fmt: skip
    """Show where a position on ISSUE really moved, with the statements on both sides and the chance that it is noise.

    Statements of one report and time are one occasion. A shift needs three occasions before it and three after it;
    statements whose days overlap have no order. Where nothing moved, the answer tells what that rests on. A statement
    that parts from a steady line is a hint, and no shift.
    """
    from onrecord.cli.rows_out import examine
    from onrecord.positions.shifts import courses

    examine(form, output)
    request = Request(**asked)
    with Ledger.open(ledger, create=False) as opened:
        answer = request.positions(opened, is_view=form is None and plot is None)
        found = courses(answer.stands, level, smallest)
        if plot is not None:
            from onrecord.charts import shifts_chart

            shifts_chart(found, answer.asked.version.question, plot)
            say(f"{plot} written")
        if form is not None:
            _write(answer, found, form, output)
        elif plot is None:
            _show(opened, answer, found, quotes)


def _show(ledger: Ledger, answer: Answer, found: Courses, quotes: int) -> None:
    from onrecord.cli.positions_table import heading
    from onrecord.cli.printing import console
    from onrecord.cli.shifts_lines import told, view

    screen = console()
    screen.print(heading(answer.asked.version, screen.width))
    for part in view(ledger, found, quotes, screen.width):
        screen.print(part)
    screen.print(f"{told(found)} {caption(answer)}")


def _write(answer: Answer, found: Courses, form: str, output: Path | None) -> None:
    import datetime as dt

    from onrecord.cli.rows_out import write_rows

    kinds: dict[str, type] = dict.fromkeys(("issue", "digest", "id", "name", "kind", "within", "outcome"), str)
    kinds |= dict.fromkeys(("last_before", "first_after"), dt.date)
    kinds |= dict.fromkeys(
        ("size", "before", "before_low", "before_high", "after", "after_low", "after_high", "chance", "noise"), float
    )
    kinds |= dict.fromkeys(("statements_before", "statements_after", "hints"), list)
    kinds |= {"statements": int, "occasions": int, "unordered": int, "first": dt.date, "last": dt.date}
    kinds |= {"seen": float, "turned": int, "late": int}
    rows = (row for course in found.lines for row in _rows(answer, course))
    write_rows(({name: row.get(name) for name in kinds} for row in rows), kinds, form, output)


def _rows(answer: Answer, course: Course) -> Iterator[dict[str, Cell]]:
    """One row a shift, or one that tells there is none."""
    side, version, steady = course.position.side, answer.asked.version, course.steady
    row: dict[str, Cell] = {
        "issue": version.id, "digest": version.digest, "id": side.id, "name": side.name, "kind": side.kind,
        "within": None if course.position.within is None else course.position.within.id,
        "statements": course.position.count, "occasions": course.occasions, "unordered": course.unordered,
        "first": course.first, "last": course.last, "statements_before": (), "statements_after": (),
        "hints": [id_ for hint in course.hints for id_ in hint.behind.ids()],
    }  # fmt: skip
    for shift in course.shifts:
        yield row | _shift(shift)
    if steady is not None:
        outcome = "steady" if steady.seen is not None else "too few"
        yield row | {"outcome": outcome, "chance": steady.chance, "seen": steady.seen, "turned": steady.turned,
                     "late": steady.late}  # fmt: skip


def _shift(shift: Shift) -> dict[str, Cell]:
    row: dict[str, Cell] = {
        "outcome": "shift", "last_before": shift.last_before, "first_after": shift.first_after, "size": shift.size,
        "chance": shift.chance, "noise": shift.noise, "statements_before": shift.before.statements,
        "statements_after": shift.after.statements,
    }  # fmt: skip
    return row | _stand("before", shift.before) | _stand("after", shift.after)


def _stand(name: str, stand: Stand) -> dict[str, Cell]:
    return {name: stand.mean, f"{name}_low": stand.low, f"{name}_high": stand.high}
