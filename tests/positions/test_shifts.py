"""Shifts: what is one, what is none and why, and what is a hint."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest
from tests.positions.make import Days, columns_of

from onrecord.ledger.stance_columns import HYPOTHETICAL, StanceColumns
from onrecord.positions.estimates import positions
from onrecord.positions.occasions import occasions
from onrecord.positions.scan import attainable, stretches
from onrecord.positions.shifts import Course, courses
from onrecord.types import StanceLabel

FOR: StanceLabel = "for"
AGAINST: StanceLabel = "against"
NEITHER: StanceLabel = "neither"


def course(stances: StanceColumns, **asked: float) -> Course:
    (line,) = courses(positions(stances), **asked).lines
    return line


def test_a_turn_is_a_shift_with_its_statements_on_both_sides() -> None:
    found = course(columns_of([AGAINST] * 6 + [FOR] * 6))
    (shift,) = found.shifts
    assert (shift.last_before, shift.first_after) == (dt.date(2031, 2, 20), dt.date(2031, 3, 2))
    assert (shift.before.mean, shift.after.mean, shift.size) == (-1, 1, 2)
    assert set(shift.before.statements) == {f"s{n}" for n in range(1, 7)}
    assert set(shift.after.statements) == {f"s{n}" for n in range(7, 13)}
    assert shift.noise < 0.01 and found.steady is None and found.hints == ()


def test_a_steady_line_has_none_and_tells_what_would_have_been_seen() -> None:
    found = course(columns_of([AGAINST] * 12))
    assert found.shifts == () and found.steady is not None
    assert (found.steady.chance, found.steady.turned, found.steady.late) == (1, 3, 6)
    assert (found.first, found.last) == (dt.date(2031, 1, 1), dt.date(2031, 4, 21))


def test_few_statements_show_nothing_even_where_they_turn() -> None:
    found = course(columns_of([AGAINST] * 3 + [FOR] * 3))
    assert found.shifts == () and found.steady is not None and found.steady.seen is None


def test_a_line_that_goes_to_and_fro_has_no_shift() -> None:
    found = course(columns_of([AGAINST, FOR] * 10))
    assert found.shifts == () and found.steady is not None and found.steady.chance > 0.5


def test_an_excursion_is_two_shifts() -> None:
    there, back = course(columns_of([FOR] * 8 + [AGAINST] * 8 + [FOR] * 8)).shifts
    assert (there.size, back.size) == (-2, 2) and there.first_after < back.last_before


def test_many_statements_are_weighed_as_few_are() -> None:
    (shift,) = course(columns_of([AGAINST] * 300 + [FOR] * 200)).shifts
    assert len(shift.before.statements) == 300 and shift.noise < 0.001
    chance = np.random.default_rng(7)
    drawn = [FOR if x else AGAINST for x in chance.random(600) < 0.5]
    assert course(columns_of(drawn)).shifts == ()


def test_copies_out_of_one_report_are_one_occasion() -> None:
    days = ["2031-01-01"] * 6 + ["2031-06-01"] * 6
    found = course(columns_of([AGAINST] * 6 + [FOR] * 6, days, roots=[0] * 6 + [1] * 6))
    assert found.occasions == 2 and found.shifts == ()


def test_statements_of_one_report_on_far_days_are_occasions_of_their_own() -> None:
    days: list[Days | str | None] = ["2031-01-01", ("2031-01-01", "2031-01-05"), "2031-03-01"]
    (line,) = positions(columns_of([FOR] * 3, days, roots=[0] * 3)).lines
    found = occasions(line.behind, line.behind.columns.principal_roots)
    assert len(found) == 2 and found.of.tolist() == [0, 0, 1]
    assert found.latest[0] == dt.date(2031, 1, 5).toordinal()


def test_overlapping_days_have_no_order() -> None:
    wide: list[Days | str | None] = [("2031-01-01", "2031-12-31") for _ in range(12)]
    found = course(columns_of([AGAINST] * 6 + [FOR] * 6, wide))
    assert found.shifts == () and found.steady is not None and found.steady.late == 0
    early, late = ("2031-01-01", "2031-06-30"), ("2031-07-01", "2031-12-31")
    half: list[Days | str | None] = [early if n < 6 else late for n in range(12)]
    (shift,) = course(columns_of([AGAINST] * 6 + [FOR] * 6, half)).shifts
    assert (shift.last_before, shift.first_after) == (dt.date(2031, 6, 30), dt.date(2031, 7, 1))


def test_a_bound_on_one_side_is_enough_for_an_order() -> None:
    days: list[Days | str | None] = [(None, "2031-01-31")] * 6 + [("2031-02-01", None)] * 6
    assert len(course(columns_of([AGAINST] * 6 + [FOR] * 6, days)).shifts) == 1
    assert course(columns_of([FOR] * 7, [None] * 7)).unordered == 7


def test_sides_that_cannot_show_a_shift_do_not_make_others_harder_to_see() -> None:
    turning = [AGAINST] * 5 + [FOR] * 5
    labels, sides = list(turning), [0] * 10
    for side in range(1, 30):
        labels, sides = labels + [FOR] * 8, sides + [side] * 8
    found = courses(positions(columns_of(labels, sides=sides)))
    assert found.tested == 1 and sum(len(line.shifts) for line in found.lines) == 1


def test_many_sides_looked_at_make_a_shift_harder_to_believe() -> None:
    chance = np.random.default_rng(3)
    turning = [AGAINST] * 5 + [FOR] * 5
    labels, sides = list(turning), [0] * 10
    for side in range(1, 40):
        labels += [FOR if x else AGAINST for x in chance.random(10) < 0.5]
        sides += [side] * 10
    alone, among = (courses(positions(s)).lines for s in (columns_of(turning), columns_of(labels, sides=sides)))
    assert len(alone[0].shifts) == 1
    assert all(shift.noise > alone[0].shifts[0].noise for line in among for shift in line.shifts)


def test_a_move_too_small_to_matter_is_none() -> None:
    labels = ([FOR] * 3 + [AGAINST]) * 100 + ([FOR] * 9 + [AGAINST]) * 40
    assert course(columns_of(labels), smallest=0.5).shifts == ()
    assert len(course(columns_of(labels), smallest=0.1).shifts) == 1


@pytest.mark.parametrize(
    ("label", "flags", "kind"), [(FOR, 0, "opposite"), (NEITHER, 0, "neither"), (AGAINST, HYPOTHETICAL, "hypothetical")]
)
def test_one_that_parts_from_a_steady_line_is_a_hint(label: StanceLabel, flags: int, kind: str) -> None:
    labels = [AGAINST] * 5 + [label] + [AGAINST] * 3
    found = course(columns_of(labels, flags=[0] * 5 + [flags] + [0] * 3))
    assert found.shifts == ()
    assert [(hint.kind, hint.behind.ids()) for hint in found.hints] == [(kind, ("s6",))]


def test_where_there_is_no_line_there_is_no_hint() -> None:
    assert course(columns_of([AGAINST, FOR] * 4)).hints == ()
    assert course(columns_of([AGAINST])).hints == ()


def test_the_least_chance_is_one_in_the_number_of_orders() -> None:
    assert attainable(np.array([1.0] * 9)) == 1
    assert attainable(np.array([1.0] * 3 + [-1.0] * 3)) == pytest.approx(1 / 20)
    assert 0 < attainable(np.array([1.0] * 300 + [-1.0] * 300)) < 1e-100


def test_stretches_leave_enough_on_all_sides() -> None:
    days = np.arange(100, 112)
    found = stretches(days, days)
    inside, outside = found.inside(days, days).sum(axis=1), found.outside(days, days).sum(axis=1)
    assert len(found) > 7 and inside.min() >= 3 and outside.min() >= 3


def test_an_answer_is_the_same_every_time() -> None:
    stances = columns_of([AGAINST] * 9 + [FOR, AGAINST] * 4 + [FOR] * 5)
    one, two = course(stances), course(stances)
    assert [s.chance for s in one.shifts] == [s.chance for s in two.shifts]


def test_shifts_that_are_not_there_are_told_no_more_often_than_stated() -> None:
    chance = np.random.default_rng(5)
    false = 0
    for _ in range(40):
        drawn = [FOR if x else AGAINST for x in chance.random(14) < 0.4]
        false += bool(course(columns_of(drawn)).shifts)
    assert false <= 5  # 5 % of 40 is 2; six or more come in 1 of 100 such runs
