"""Pictures of shifts and of conditions."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from tests.positions.make import columns_of

from onrecord.charts import conditions_chart, shifts_chart
from onrecord.charts.conditions import _ordered
from onrecord.errors import UsageError
from onrecord.positions.estimates import positions
from onrecord.positions.shifts import Courses, courses
from onrecord.types import Condition, ConditionState, Passage, StanceLabel, StatedCondition
from onrecord.waiting import Deadlock, WhoWaits, waiting

FOR: StanceLabel = "for"
AGAINST: StanceLabel = "against"


def moved(*runs: tuple[StanceLabel, int]) -> Courses:
    """The courses of one side that says each so many times in a row."""
    return courses(positions(columns_of([label for label, times in runs for _ in range(times)])))


def waits(count: int, state: ConditionState = "set") -> WhoWaits:
    def part(words: str) -> Passage:
        return Passage(((0, len(words)),), words)

    day = dt.date(2031, 3, 7)
    condition = Condition(state, part("until"), part("open the corridor"), part("the guns leave $5"), part("Ostmark"))
    row = StatedCondition(
        condition, "s", "m1", "a1", None, "v", "Irena Valk", "person", "Varenia", day, day, "words", 1, 1
    )
    return waiting([replace(row, speaks_for=f"State {n}", statement=f"s{n}") for n in range(count)])


def test_a_shift_and_a_side_that_held_are_drawn_and_the_same_twice(tmp_path: Path) -> None:
    for found, name in ((moved((FOR, 12), (AGAINST, 12)), "moved"), (moved((FOR, 20), ("neither", 1)), "held")):
        for n in range(2):
            shifts_chart(found, "Must the corridor be opened?", tmp_path / f"{name}{n}.svg")
        assert (tmp_path / f"{name}0.svg").read_bytes() == (tmp_path / f"{name}1.svg").read_bytes()


def test_sides_that_say_too_little_make_no_picture_of_shifts(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="nobody said enough"):
        shifts_chart(moved((FOR, 1), (AGAINST, 1)), "Q?", tmp_path / "x.svg")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("count", [1, 20])
def test_conditions_are_drawn_and_the_same_twice(tmp_path: Path, count: int) -> None:
    for n in range(2):
        conditions_chart(waits(count), "Must the corridor be opened?", tmp_path / f"{n}.png")
    assert (tmp_path / "0.png").read_bytes() == (tmp_path / "1.png").read_bytes()


def test_two_in_a_deadlock_stand_together_on_top() -> None:
    found = waits(5)
    every = list(found)
    locked = replace(found, deadlocks=(Deadlock(every[4], every[2], "why"),))
    assert [one.party for one in _ordered(locked)] == ["State 4", "State 2", "State 0", "State 1", "State 3"]


def test_a_deadlock_and_every_state_are_drawn(tmp_path: Path) -> None:
    states: tuple[ConditionState, ...] = ("set", "rejected", "met", "dropped")
    every = [replace(one, state=state) for state in states for one in waits(1)] + list(waits(2))
    gate = replace(waits(1).gates[0], waiting=tuple(every))
    conditions_chart(WhoWaits((gate,), (Deadlock(every[0], every[5], "why"),)), "Q?", tmp_path / "x.svg")
    assert (tmp_path / "x.svg").exists()


def test_no_condition_makes_no_picture(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no condition to draw"):
        conditions_chart(WhoWaits((), ()), "Q?", tmp_path / "x.svg")
