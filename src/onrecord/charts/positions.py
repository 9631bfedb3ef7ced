"""Where each side stands: a dot and its band between against and for, and beside it how it stood over time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.charts import canvas
from onrecord.charts.canvas import COLOURS, FAINT, INK, MARKS, PALE, SIZES, SOFT
from onrecord.charts.marks import SIDES, Mark, Marks, levels, marks_of
from onrecord.charts.times import date_axis, ordinal_span
from onrecord.errors import UsageError
from onrecord.positions.estimates import Position
from onrecord.positions.timeline import Point, axis, series

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

MOST = 30  # rows that one sheet holds; a caption tells how many more there are
DECIDED = 1 / 3  # from here on an estimate has the colour of its end, as on the terminal
NAMES, SCALE, FIGURES, TIME, UNDATED, EDGE = 1.95, 2.75, 1.05, 4.1, 0.62, 0.3  # widths in inches
TOP, BOTTOM = 0.34, 0.88  # inches above and below the rows
LANE = 0.40  # of a row's height, from its middle: where -1 and +1 stand in a lane of time


@dataclass(frozen=True, slots=True)
class _Row:
    """What is drawn of one position."""

    line: Position
    marks: Marks
    points: tuple[Point, ...]


def positions_chart(positions: Sequence[Position], title: str, path: Path) -> None:
    """A picture of the positions in `path`, by its ending an SVG or a PNG, each with a row of its own.

    Left of a row stands the estimate between against and for, with its band and the number of statements; right of it
    how it stood over time, with every dated statement as a mark and the undated ones counted in the margin.
    Raises UsageError where there is no position, for another ending, or where matplotlib is missing.
    """
    canvas.examine(path)
    if not positions:
        raise UsageError("there is no position to draw: no statement takes a side or speaks of it")
    edges = axis(positions[:MOST])
    rows = [_Row(line, marks_of(line.behind), series(line, edges)) for line in positions[:MOST]]
    dated = any(row.marks.dated for row in rows)
    each, width = _row_height(len(rows), dated=dated), _width(rows, dated=dated)
    heading = canvas.wrapped(title, int(width * 9.2), lines=3).split("\n")
    high = 0.32 + 0.25 * len(heading) + TOP + each * len(rows) + BOTTOM + 0.2 * (len(positions) > MOST)
    with canvas.sheet(path, width, high) as figure:
        for n, words in enumerate(heading):
            canvas.write(figure, EDGE, high - 0.36 - 0.25 * n, words, size="title", bold=True)
        bottom = high - 0.32 - 0.25 * len(heading) - TOP - each * len(rows)
        scale = canvas.panel(figure, EDGE + NAMES, bottom, SCALE, each * len(rows))
        _draw_scale(figure, scale, rows, bottom, each)
        if dated:
            lanes = canvas.panel(figure, EDGE + NAMES + SCALE + FIGURES, bottom, TIME, each * len(rows))
            _draw_lanes(figure, lanes, rows, edges, bottom, each)
        _caption(figure, rows, len(positions) - len(rows), bottom)


def _row_height(count: int, *, dated: bool) -> float:
    """Inches: few rows are given room, so that their lanes show something."""
    if not dated:
        return 0.46
    return 0.95 if count <= 3 else 0.78 if count <= 10 else 0.62 if count <= 18 else 0.54


def _width(rows: Sequence[_Row], *, dated: bool) -> float:
    if not dated:
        return EDGE + NAMES + SCALE + FIGURES + EDGE
    margin = UNDATED if any(row.marks.undated for row in rows) else 0.0
    return EDGE + NAMES + SCALE + FIGURES + TIME + margin + EDGE


# --- between the two ends ----------------------------------------------------------------------------------------


def _draw_scale(figure: Figure, axes: Axes, rows: Sequence[_Row], bottom: float, each: float) -> None:
    ends_of_scale(figure, axes, len(rows), EDGE + NAMES, SCALE, bottom + each * len(rows) + 0.1)
    for n, row in enumerate(rows):
        _draw_estimate(axes, row.line, n + 0.5)
        _name(figure, row.line, bottom + each * (len(rows) - n - 0.5))
        _figures(figure, row.line, bottom + each * (len(rows) - n - 0.5))


def ends_of_scale(figure: Figure, axes: Axes, count: int, left: float, width: float, top: float) -> None:
    """Make axes with so many rows a scale from against to for, its ends named above."""
    _stripes(axes, count)
    axes.set_xlim(-1.06, 1.06)
    axes.set_xticks([-1, -0.5, 0, 0.5, 1], ["−1", "", "0", "", "+1"])
    for x in (-1, -0.5, 0.5, 1):
        axes.axvline(x, color=PALE, lw=0.8, zorder=0.5)
    axes.axvline(0, color=FAINT, lw=1.0, zorder=0.6)
    canvas.write(figure, left, top, "against ▼", size="name", colour=COLOURS["against"], bold=True)
    canvas.write(figure, left + width, top, "▲ for", size="name", colour=COLOURS["for"], bold=True, across="right")


def _draw_estimate(axes: Axes, line: Position, y: float) -> None:
    colour = colour_of(line.estimate)
    axes.plot([line.low, line.high], [y, y], color=colour, lw=5, alpha=0.28, solid_capstyle="butt", zorder=2)
    for end in (line.low, line.high):
        axes.plot([end, end], [y - 0.11, y + 0.11], color=colour, lw=1.1, zorder=2.5)
    axes.plot([line.estimate], [y], "o", ms=7.5, mfc=colour, mec="white", mew=0.9, zorder=3)


def colour_of(estimate: float) -> str:
    """The colour of the end that an estimate has come near to; grey in the middle."""
    return COLOURS["for"] if estimate > DECIDED else COLOURS["against"] if estimate < -DECIDED else SOFT


def _name(figure: Figure, line: Position, y: float) -> None:
    inset = 0.16 if line.within else 0.0
    name = canvas.wrapped(line.side.name, 22 if inset else 24)
    canvas.write(
        figure, EDGE + inset, y, name, size="name", bold=line.within is None, up="center",
        colour=SOFT if inset else INK,
    )  # fmt: skip


def _figures(figure: Figure, line: Position, y: float) -> None:
    """The estimate, and beneath it the statements that it rests on."""
    x, told = EDGE + NAMES + SCALE + 0.1, f"{line.count:,} statement{'' if line.count == 1 else 's'}"
    estimate = "0.00" if abs(line.estimate) < 0.005 else f"{line.estimate:+.2f}".replace("-", "−")
    canvas.write(figure, x, y + 0.02, estimate, size="name", bold=True, colour=colour_of(line.estimate))
    canvas.write(figure, x, y - 0.13, told, size="small", colour=SOFT)


def _stripes(axes: Axes, count: int) -> None:
    axes.set_ylim(count, 0)
    axes.set_yticks([])
    canvas.bare(axes)
    for n in range(count + 1):
        axes.axhline(n, color=PALE, lw=0.8, zorder=0.4)


# --- over time -----------------------------------------------------------------------------------------------------


def _draw_lanes(
    figure: Figure, axes: Axes, rows: Sequence[_Row], edges: Sequence[dt.date], bottom: float, each: float
) -> None:
    _stripes(axes, len(rows))
    first, last = ordinal_span([m for row in rows for m in row.marks.dated])
    date_axis(axes, first, last)
    canvas.write(
        figure, EDGE + NAMES + SCALE + FIGURES, bottom + each * len(rows) + 0.1, "over time", size="name", bold=True
    )
    a_day = TIME / (last - first)
    for n, row in enumerate(rows):
        axes.plot([first, last], [n + 0.5] * 2, color=FAINT, lw=0.6, zorder=0.6)
        for run in _runs(row.points, edges):
            _draw_run(axes, run, n + 0.5)
        _draw_marks(axes, row.marks.dated, n + 0.5, each, a_day)
        _undated(figure, row.marks, bottom + each * (len(rows) - n - 0.5))
    if any(row.marks.undated for row in rows):
        x = EDGE + NAMES + SCALE + FIGURES + TIME + 0.14
        canvas.write(figure, x, bottom + each * len(rows) + 0.1, "undated", size="small", colour=SOFT)


def _runs(points: Sequence[Point], edges: Sequence[dt.date]) -> list[list[Point]]:
    """Points of stretches that follow one another."""
    place = {edge: n for n, edge in enumerate(edges)}
    keyed = groupby(enumerate(points), key=lambda pair: place[pair[1].first] - pair[0])
    return [[point for _, point in run] for _, run in keyed]


def _draw_run(axes: Axes, run: Sequence[Point], middle: float) -> None:
    """The estimate as a line in its band, from the first day of the first stretch to the last of the last."""
    halves = [(p.first.toordinal() + p.last.toordinal()) / 2 for p in run]
    days = [float(run[0].first.toordinal()), *halves, float(run[-1].last.toordinal())]
    ends = [run[0], *run, run[-1]]

    def at(values: list[float]) -> list[float]:
        return [middle - LANE * value for value in values]

    low, high = at([p.low for p in ends]), at([p.high for p in ends])
    axes.fill_between(days, low, high, color=PALE, lw=0, zorder=1)
    axes.plot(days, at([p.estimate for p in ends]), color=SOFT, lw=1.4, zorder=2)


def _draw_marks(axes: Axes, marks: Sequence[Mark], middle: float, each: float, a_day: float) -> None:
    """Each statement where its label stands in the lane; several of one time are stacked towards the middle."""
    size, room = (5.0, 0.085) if len(marks) <= 60 else (3.4, 0.06)  # points, and the inches that such a mark takes
    for label in SIDES:
        own = [mark for mark in marks if mark.label == label]
        away = {"for": -1.0, "against": 1.0, "neither": 0.0}[label]
        for mark, level in zip(own, levels([_span(mark, a_day, room) for mark in own]), strict=True):
            inward = -away * level if away else (level + 1) // 2 * (-1) ** level
            y = middle + LANE * away + max(-0.35, min(0.35, inward * (room + 0.02) / each))
            if (mark.last - mark.first) * a_day > room:
                axes.plot([mark.first, mark.last], [y, y], color=COLOURS[label], lw=0.7, alpha=0.5, zorder=2.5)
            draw_mark(axes, mark.middle, y, label, size)
            if mark.count > 1:
                _count(axes, mark, y, size)


def _span(mark: Mark, a_day: float, room: float) -> tuple[float, float]:
    """The inches along the axis that a mark and its figure take."""
    figure = 0.06 * len(str(mark.count)) if mark.count > 1 else 0.0
    return mark.middle * a_day - room / 2, mark.middle * a_day + room / 2 + figure


def draw_mark(axes: Axes, x: float, y: float, label: str, size: float) -> None:
    """The mark of a label: triangles for the two ends, a hollow ring between them."""
    hollow = label == "neither"
    axes.plot(
        [x], [y], MARKS[label], ms=size * (0.8 if hollow else 1), color=COLOURS[label],
        mfc="white" if hollow else COLOURS[label], mec=COLOURS[label] if hollow else "white",
        mew=0.9 if hollow else 0.4, zorder=3, clip_on=False,
    )  # fmt: skip


def _count(axes: Axes, mark: Mark, y: float, size: float) -> None:
    """How many statements a mark stands for, beside it."""
    from matplotlib.patheffects import withStroke

    axes.annotate(
        f"{mark.count}", (mark.middle, y), (size / 2 + 1.2, 0), textcoords="offset points", va="center",
        size=SIZES["tiny"], color=COLOURS[mark.label], weight="bold", zorder=4,
        path_effects=[withStroke(linewidth=1.6, foreground="white")],
    )  # fmt: skip


def _undated(figure: Figure, marks: Marks, y: float) -> None:
    """How many statements have no day, by label, in the margin."""
    signs = {"for": "▲", "against": "▼", "neither": "○"}
    x = EDGE + NAMES + SCALE + FIGURES + TIME + 0.14
    for n, (label, count) in enumerate(marks.undated):
        place = y + 0.15 * ((len(marks.undated) - 1) / 2 - n)
        canvas.write(figure, x, place, f"{signs[label]} {count}", size="small", colour=COLOURS[label], up="center")


def _caption(figure: Figure, rows: Sequence[_Row], more: int, bottom: float) -> None:
    """How the picture is read."""
    texts = ["● estimate with its band: nine in ten hold the position; few statements are drawn towards 0."]
    if any(row.marks.dated for row in rows):
        texts += [
            "Over time: the upper edge of a row is for, the lower against; a mark is a statement (▲ for, ▼ against, "
            "○ neither; a figure, so many)",
            "and its stroke the days on which it can have been said; the line is the estimate in its band.",
        ]
    if more > 0:
        texts.append(f"Not drawn: {more} more with less weight.")
    for n, text in enumerate(texts):
        canvas.write(figure, EDGE, bottom - 0.42 - 0.15 * n, text, size="small", colour=SOFT)
