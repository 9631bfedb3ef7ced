"""Shifts, steady lines and hints as lines to read: who, what happened, and the words behind it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from onrecord.cli.positions_table import chart, colour, quotations
from onrecord.cli.printing import flat
from onrecord.text.phrases import counted

if TYPE_CHECKING:
    import datetime as dt

    from onrecord.ledger import Ledger
    from onrecord.positions.evidence import Behind
    from onrecord.positions.shifts import Course, Courses, Hint, Shift, Stand, Steady

NAME, CHART = 22, 17
HINTS = 3  # of a line; more are counted
PARTED = {"opposite": "on the other side", "neither": "on neither side", "hypothetical": "of a mere case"}


def view(ledger: Ledger, found: Courses, quotes: int, width: int) -> Iterator[RenderableType]:
    """The sides that moved, then those that held, then the names of those who said too little to tell."""
    held = [course for course in found.lines if course.steady is not None and course.steady.seen is not None]
    few = [course for course in found.lines if course.steady is not None and course.steady.seen is None]
    for course in (course for course in found.lines if course.shifts):
        yield _moved(ledger, course, quotes, width)
    for course in held:
        yield _held(ledger, course, quotes, width)
    for course in (course for course in few if course.hints):
        yield _held(ledger, course, quotes, width)
    rest = [course for course in few if not course.hints]
    if rest:
        names = ", ".join(f"{_name(course)} ({course.occasions})" for course in rest)
        yield Text.assemble(
            ("Too little to tell", "bold"), ", even a full turn would not have been seen (occasions in brackets): ",
            (names, "cyan"), ".",
        )  # fmt: skip


def told(found: Courses) -> str:
    """How many shifts there are among how many sides."""
    moved = sum(len(course.shifts) for course in found.lines)
    could = any(course.steady is not None and course.steady.seen is not None for course in found.lines)
    none = "No significant shift" if could else "No shift could have been seen"
    shown = counted(moved, "shift") if moved else none
    level = f"{100 * found.level:g} in 100"
    alone = " One side looked at alone (--by) shows smaller moves." if found.tested > 1 else ""
    return f"{shown} among {counted(len(found.lines), 'side')}; of shifts so told, up to {level} may be chance.{alone}"


def _name(course: Course) -> str:
    return flat(course.position.side.name)


def _moved(ledger: Ledger, course: Course, quotes: int, width: int) -> Table:
    body: list[RenderableType] = []
    for shift in course.shifts:
        body.append(_headline(shift))
        sides = (("before", shift.before, shift.last_before), ("after", shift.after, shift.first_after))
        for name, stand, day in sides:
            body.append(_stand(name, stand))
            body += _quoted(ledger, stand.behind.around(day, quotes), width)
    return _block(course, body)


def _headline(shift: Shift) -> Text:
    direction = "towards for" if shift.size > 0 else "towards against"
    return Text.assemble(
        ("moved ", "bold"), (f"{shift.before.mean:+.2f}", colour(shift.before.mean)), " → ",
        (f"{shift.after.mean:+.2f}", colour(shift.after.mean)), f", {direction}, ",
        f"{_between(shift.last_before, shift.first_after)}; chance that it is noise: {percent(shift.noise)}",
    )  # fmt: skip


def _between(last_before: dt.date, first_after: dt.date) -> str:
    return f"between {last_before} and {first_after}"


def percent(chance: float) -> str:
    """A chance as a reader takes it.

    >>> percent(0.0043), percent(0.0001), percent(0.43)
    ('0.4 %', 'below 0.1 %', '43 %')
    """
    if chance < 0.001:
        return "below 0.1 %"
    return f"{100 * chance:.1f} %" if chance < 0.0995 else f"{100 * chance:.0f} %"


def _stand(name: str, stand: Stand) -> Text:
    return Text.assemble(
        f"{name:6} ", chart(stand.low, stand.mean, stand.high, CHART), f" {counted(len(stand.behind), 'statement')}, ",
        counted(stand.occasions, "occasion"),
    )  # fmt: skip


def _quoted(ledger: Ledger, behind: Behind, width: int) -> list[Text]:
    return quotations(ledger, behind, width - NAME)


def _held(ledger: Ledger, course: Course, quotes: int, width: int) -> Table:
    assert course.steady is not None
    body: list[RenderableType] = [_answer(course, course.steady)]
    for hint in course.hints[:HINTS]:
        body += _hint(ledger, hint, width)
    if len(course.hints) > HINTS:
        body.append(Text(f"and {len(course.hints) - HINTS} more that part from the line", "dim"))
    if quotes and not course.hints:
        body += _quoted(ledger, course.position.behind.heaviest(quotes), width)
    return _block(course, body)


def _answer(course: Course, steady: Steady) -> Text:
    """That there is no shift, and what this rests on."""
    estimate = course.position.estimate
    text = Text.assemble(("no significant shift", "bold"), "; stands ", (f"{estimate:+.2f}", colour(estimate)), ": ")
    text.append(f"{counted(course.position.count, 'statement')} on {counted(course.occasions, 'occasion')}")
    if course.first is not None and course.last is not None:
        text.append(f", {course.first} to {course.last} at least")
    if course.unordered:
        text.append(f", {course.unordered} without any day")
    if steady.seen is None:
        text.append("; too few to tell: even a full turn would not have been seen")
    else:
        text.append(f"; a turn of {steady.turned} of the last {steady.late} occasions would have been seen")
    if steady.chance < 1:
        text.append(f"; its largest apparent move comes by chance in {percent(steady.chance)} of such lines")
    return text


def _hint(ledger: Ledger, hint: Hint, width: int) -> list[RenderableType]:
    title = Text(f"a hint, no shift: one {PARTED[hint.kind]}", "magenta")
    return [title, *_quoted(ledger, hint.behind, width)]


def _block(course: Course, body: list[RenderableType]) -> Table:
    from rich.console import Group

    made = Table.grid(padding=(0, 1, 0, 0), expand=True)
    made.add_column(width=NAME - 1)
    made.add_column(ratio=1)
    under = f"\n  of {flat(course.position.within.name)}" if course.position.within else ""
    made.add_row(Text.assemble((_name(course), "cyan"), (under, "dim")), Group(*body))
    made.add_row("", "")
    return made
