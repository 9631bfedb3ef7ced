"""Who waits for whom: an arrow from who sets a condition to who must act, with what waits and what must come first."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.charts import canvas
from onrecord.charts.canvas import COLOURS, INK, PALE, SIZES, SOFT
from onrecord.charts.times import spanned
from onrecord.errors import UsageError
from onrecord.waiting import Waiting, WhoWaits

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

MOST = 16  # conditions of one sheet; a caption tells how many more there are
EDGE, NAMES, ARROW, ROW = 0.3, 1.9, 5.0, 0.92  # inches
WORDS = 74  # characters of a line of words above or below an arrow
STATES = {"set": (INK, "solid"), "rejected": (COLOURS["against"], "dashed"), "met": (COLOURS["for"], "solid"),
          "dropped": ("#a39c8d", "dotted")}  # fmt: skip
FIRST = {"set": "first", "rejected": "refused", "met": "met", "dropped": "no longer"}


def conditions_chart(found: WhoWaits, title: str, path: Path) -> None:
    """A picture of the conditions in `path`, by its ending an SVG or a PNG: deadlocks first, then by step.

    Raises UsageError where there is none, for another ending, or where matplotlib is missing.
    """
    canvas.examine(path)
    rows = _ordered(found)
    if not rows:
        raise UsageError("there is no condition to draw")
    shown, heading = rows[:MOST], canvas.wrapped(title, 84, lines=3).split("\n")
    notes = _notes(found, len(rows) - len(shown))
    bottom, width = 0.3 + 0.15 * len(notes), 2 * EDGE + 2 * NAMES + ARROW
    high = bottom + ROW * len(shown) + 0.3 + 0.25 * len(heading) + 0.32
    with canvas.sheet(path, width, high) as figure:
        for n, words in enumerate(heading):
            canvas.write(figure, EDGE, high - 0.36 - 0.25 * n, words, size="title", bold=True)
        top = bottom + ROW * len(shown) + 0.1
        for x, words in ((EDGE, "who waits"), (EDGE + NAMES, "what waits, and what must come first"),
                         (EDGE + NAMES + ARROW + 0.15, "who must act")):  # fmt: skip
            canvas.write(figure, x, top, words, size="small", colour=SOFT)
        axes = canvas.panel(figure, EDGE + NAMES, bottom, ARROW, ROW * len(shown))
        axes.set_xlim(0, ARROW)
        axes.set_ylim(ROW * len(shown), 0)
        axes.axis("off")
        for n, one in enumerate(shown):
            _draw_row(figure, axes, one, ROW * (n + 0.5), bottom + ROW * (len(shown) - n - 0.5))
        _draw_deadlocks(axes, found, shown)
        for n, text in enumerate(notes):
            canvas.write(figure, EDGE, bottom - 0.22 - 0.15 * n, text, size="small", colour=SOFT)


def _ordered(found: WhoWaits) -> list[Waiting]:
    """Those in a deadlock, each pair together; then the others, by step, those that stand before those that don't."""
    locked = [one for lock in found.deadlocks for one in (lock.one, lock.other)]
    others = sorted((one for one in found if not any(one is each for each in locked)), key=lambda w: w.state != "set")
    return [*{id(one): one for one in locked}.values(), *others]


def _draw_row(figure: Figure, axes: Axes, one: Waiting, middle: float, y: float) -> None:
    colour, style = STATES[one.state]
    axes.annotate(
        "", (ARROW, middle), (0, middle),
        arrowprops={"arrowstyle": "-|>", "color": colour, "lw": 1.4, "ls": style, "shrinkA": 0, "shrinkB": 2},
    )  # fmt: skip
    axes.axhline(middle + ROW / 2, color=PALE, lw=0.8)
    canvas.write(figure, EDGE, y, canvas.wrapped(one.party, 22, 2), size="name", bold=True, up="center")
    behind = [one.holder] if one.holder != one.party else []
    behind += [f"says {one.on_word_of}"] if one.on_word_of else []
    if behind:
        canvas.write(figure, EDGE, y - 0.3, canvas.wrapped("; ".join(behind), 30, 1), size="small", colour=SOFT)
    whom = canvas.wrapped(one.whom, 24, 3) if one.whom else "not named"
    canvas.write(figure, EDGE + NAMES + ARROW + 0.15, y, whom, size="name", up="center",
                 colour=INK if one.whom else SOFT)  # fmt: skip
    gate, demand = (canvas.wrapped(words, WORDS, 2) if words else "not named" for words in (one.gate, one.demand))
    axes.text(0.08, middle - 0.07, gate, size=SIZES["text"], color=SOFT, va="bottom", linespacing=1.15)
    axes.text(0.08, middle + 0.07, f"{_label(one)}: {demand}", size=SIZES["text"], color=colour, va="top",
              linespacing=1.15)  # fmt: skip
    if len(gate) < WORDS - 22:  # else the day would stand in the words
        days = spanned(one.latest.earliest, one.latest.latest)
        axes.text(ARROW - 0.16, middle - 0.06, days, size=SIZES["tiny"], color=SOFT, ha="right", va="bottom")


def _label(one: Waiting) -> str:
    if one.state != "set":
        return FIRST[one.state]
    return "not while" if one.demand_is_bar else "until" if one.gate_goes_on else "first"


def _draw_deadlocks(axes: Axes, found: WhoWaits, shown: Sequence[Waiting]) -> None:
    """A bracket at the left of each two that wait for each other."""
    places = {id(one): ROW * (n + 0.5) for n, one in enumerate(shown)}
    for lock in found.deadlocks:
        if {id(lock.one), id(lock.other)} <= places.keys():
            ends = sorted((places[id(lock.one)], places[id(lock.other)]))
            axes.plot([-0.12] * 2, ends, color=COLOURS["against"], lw=3, clip_on=False, solid_capstyle="round")
            axes.text(-0.16, sum(ends) / 2, "deadlock", rotation=90, ha="right", va="center", size=SIZES["tiny"],
                      color=COLOURS["against"], weight="bold")  # fmt: skip


def _notes(found: WhoWaits, more: int) -> list[str]:
    states = {one.state for one in found}
    told = {"set": "full line: set", "rejected": "dashed: refused", "met": "blue: met", "dropped": "dotted: dropped"}
    notes = [f"{'; '.join(told[s] for s in told if s in states).capitalize()}. The words are those of the reports."]
    return [*notes, f"Not drawn: {more} more."] if more else notes
