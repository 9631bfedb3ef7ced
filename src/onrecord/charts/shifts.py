"""Who moved: where each side stood before and after, and what shows that others held."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.charts import canvas
from onrecord.charts.canvas import INK, SOFT
from onrecord.charts.positions import MOST, colour_of, ends_of_scale
from onrecord.charts.times import spanned, written
from onrecord.errors import UsageError
from onrecord.positions.shifts import Course, Courses, Shift

if TYPE_CHECKING:
    from matplotlib.axes import Axes

NAMES, SCALE, TEXTS, EDGE, ROW = 1.95, 3.4, 3.1, 0.3, 0.62  # inches


@dataclass(frozen=True, slots=True)
class _Row:
    """A shift of a side, or a side that held; `is_first` of the rows of its side."""

    course: Course
    shift: Shift | None
    is_first: bool = True


def shifts_chart(courses: Courses, title: str, path: Path) -> None:
    """A picture in `path` of the sides that moved, from where to where, and of those that are shown to have held.

    Sides that said too little to tell are named beneath. Raises UsageError where no side could have shown a shift, for
    another ending, or where matplotlib is missing.
    """
    canvas.examine(path)
    rows = list(_rows(courses))[:MOST]
    few = [c for c in courses.lines if c.steady is not None and c.steady.seen is None]
    if not rows:
        raise UsageError("there is no course to draw: nobody said enough, on enough days, to show a shift or none")
    heading, notes = canvas.wrapped(title, 76, lines=3).split("\n"), _notes(courses, rows, few)
    bottom = 0.62 + 0.15 * len(notes)
    high = bottom + ROW * len(rows) + 0.34 + 0.25 * len(heading) + 0.32
    with canvas.sheet(path, 2 * EDGE + NAMES + SCALE + TEXTS, high) as figure:
        for n, words in enumerate(heading):
            canvas.write(figure, EDGE, high - 0.36 - 0.25 * n, words, size="title", bold=True)
        axes = canvas.panel(figure, EDGE + NAMES, bottom, SCALE, ROW * len(rows))
        ends_of_scale(figure, axes, len(rows), EDGE + NAMES, SCALE, bottom + ROW * len(rows) + 0.1)
        for n, row in enumerate(rows):
            y = bottom + ROW * (len(rows) - n - 0.5)
            if row.is_first:
                name = canvas.wrapped(row.course.position.side.name, 24)
                canvas.write(figure, EDGE, y, name, size="name", bold=True, up="center")
            _draw_row(axes, row, n + 0.5)
            for line, (words, colour) in enumerate(_told(row)):
                canvas.write(figure, EDGE + NAMES + SCALE + 0.2, y + 0.03 - 0.15 * line, words, colour=colour,
                             size="small" if line else "text")  # fmt: skip
        for n, text in enumerate(notes):
            canvas.write(figure, EDGE, bottom - 0.42 - 0.15 * n, text, size="small", colour=SOFT)


def _rows(courses: Courses) -> Iterator[_Row]:
    """The sides that moved, then those that held."""
    for course in (course for course in courses.lines if course.shifts):
        for n, shift in enumerate(course.shifts):
            yield _Row(course, shift, is_first=not n)
    for course in (course for course in courses.lines if course.steady is not None and course.steady.seen is not None):
        yield _Row(course, None)


def _draw_row(axes: Axes, row: _Row, y: float) -> None:
    if row.shift is None:
        line = row.course.position
        _band(axes, line.low, line.high, y, SOFT)
        axes.plot([line.estimate], [y], "o", ms=7.5, mfc=colour_of(line.estimate), mec="white", mew=0.9, zorder=3)
        return
    before, after = row.shift.before, row.shift.after
    _band(axes, before.low, before.high, y - 0.13, SOFT)
    _band(axes, after.low, after.high, y + 0.13, colour_of(after.mean))
    axes.annotate(
        "", (after.mean, y + 0.13), (before.mean, y - 0.13), zorder=3,
        arrowprops={"arrowstyle": "-|>", "color": INK, "lw": 1.4, "shrinkA": 5, "shrinkB": 5, "mutation_scale": 12},
    )  # fmt: skip
    axes.plot([before.mean], [y - 0.13], "o", ms=7, mfc="white", mec=colour_of(before.mean), mew=1.4, zorder=4)
    axes.plot([after.mean], [y + 0.13], "o", ms=7.5, mfc=colour_of(after.mean), mec="white", mew=0.9, zorder=4)


def _band(axes: Axes, low: float, high: float, y: float, colour: str) -> None:
    axes.plot([low, high], [y, y], color=colour, lw=4, alpha=0.35, solid_capstyle="butt", zorder=2)


def _told(row: _Row) -> Iterator[tuple[str, str]]:
    """The lines of words beside a row."""
    shift, course = row.shift, row.course
    if shift is not None:
        yield f"between {written(shift.last_before)} and {written(shift.first_after)}", INK
        counts = f"{len(shift.before.behind):,} statements before, {len(shift.after.behind):,} after"
        yield f"{counts}; noise: {_chance(shift.noise)}", SOFT
        return
    yield "no significant shift", INK
    hints = f", {len(course.hints)} hint{'' if len(course.hints) == 1 else 's'}" if course.hints else ""
    yield f"{course.occasions:,} occasions, {spanned(course.first, course.last)}{hints}", SOFT


def _chance(value: float) -> str:
    """A chance in few characters.

    >>> _chance(0.034), _chance(0.0002)
    ('3 in 100', 'under 1 in 1,000')
    """
    return "under 1 in 1,000" if value < 0.001 else f"{max(1, round(value * 100))} in 100"


def _notes(courses: Courses, rows: Sequence[_Row], few: Sequence[Course]) -> list[str]:
    notes = ["○ before, ● after, each with its band; a dot without an arrow, where a side that held stands."]
    notes.append(f"Of the shifts told, up to {100 * courses.level:g} in 100 may be chance; a hint is no shift.")
    if few:
        names = ", ".join(canvas.shown(c.position.side.name) for c in few[:10])
        more = f" and {len(few) - 10} more" if len(few) > 10 else ""
        notes += canvas.wrapped(f"Too little to tell: {names}{more}.", 124, 3).split("\n")
    total = sum(1 for _ in _rows(courses))
    return [*notes, f"Not drawn: {total - len(rows)} more."] if total > len(rows) else notes
