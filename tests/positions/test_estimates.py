"""Positions: what counts how much, how sure an estimate is, and what it leaves out."""

from __future__ import annotations

import datetime as dt
from collections import Counter

import numpy as np
import pytest
from tests.positions.make import Told, columns_of, ledger_of

from onrecord.errors import UsageError
from onrecord.ledger.stance_columns import HEARSAY, HYPOTHETICAL, RELAYED, UNNAMED, StanceColumns
from onrecord.ledger.stances import columns
from onrecord.positions.bands import bands
from onrecord.positions.estimates import Position, Window, positions, speakers
from onrecord.positions.principals import sides
from onrecord.positions.timeline import axis, series
from onrecord.positions.weights import STATED, Weights, independent, reliability, weights_of
from onrecord.types import StanceLabel

FOR: StanceLabel = "for"
AGAINST: StanceLabel = "against"


def only(stances: StanceColumns, weights: Weights = STATED) -> Position:
    (line,) = positions(stances, weights).lines
    return line


def test_a_steady_line_stands_at_its_end_and_its_band_narrows_with_every_statement() -> None:
    found = [only(columns_of([AGAINST] * n)) for n in (1, 5, 50)]
    assert [round(line.estimate, 2) for line in found] == [-0.5, -0.83, -0.98]
    assert all(line.low == -1 for line in found)
    assert found[0].high > 0.4 > found[1].high > -0.6 > found[2].high


def test_neither_pulls_towards_the_middle_with_little_weight() -> None:
    steady, softened = only(columns_of([FOR] * 4)), only(columns_of([*[FOR] * 4, "neither", "neither"]))
    assert steady.estimate > softened.estimate > 0.5
    assert softened.weight == pytest.approx(4.6) and (softened.for_, softened.neither) == (4, 2)


def test_unrelated_and_unsure_statements_do_not_count_but_are_told() -> None:
    told = [Told("A", "for"), Told("A", "unsure"), Told("A", "unrelated"), Told("A", "unrelated")]
    with ledger_of(told) as ledger:
        found = positions(columns(ledger, 1, sides))
    assert (found.tally.counted, found.tally.unsure, found.tally.unrelated) == (1, 1, 2)
    assert found.lines[0].count == 1 and found.lines[0].statements == (f"{1:016x}",)


def test_statements_out_of_one_report_are_one_occasion() -> None:
    apart, together = (only(columns_of(["for"] * 10, roots=roots)) for roots in (range(10), [0] * 10))
    assert apart.weight == pytest.approx(10) and together.weight == pytest.approx(10 / (1 + 9 * 0.8))
    strict = only(columns_of(["for"] * 10, roots=[0] * 10), Weights(same_root=0))
    assert strict.weight == pytest.approx(1)


def test_one_root_of_two_sides_counts_for_each() -> None:
    found = positions(columns_of(["for", "against"], sides=[0, 1], roots=[0, 0]))
    assert [line.weight for line in found.lines] == [1, 1]


@pytest.mark.parametrize(
    ("flags", "weight"),
    [(0, 1), (HEARSAY, 0.5), (RELAYED, 0.9), (UNNAMED, 0.5), (HEARSAY | UNNAMED, 0.25), (HYPOTHETICAL, 0.5)],
)
def test_doubtful_statements_count_less(flags: int, weight: float) -> None:
    assert only(columns_of(["for"], flags=[flags])).weight == pytest.approx(weight)


def test_independent_roots_make_hearsay_good() -> None:
    stances = columns_of(["for"], flags=[HEARSAY])
    twice = StanceColumns(**{n: getattr(stances, n) for n in stances.__slots__} | {"roots": np.array([2], np.uint8)})
    assert reliability(twice, STATED)[0] == pytest.approx(0.75)


def test_a_coders_confidence_counts_as_far_as_the_user_wants() -> None:
    stances = columns_of(["for"], confidence=[0.6])
    assert only(stances).weight == pytest.approx(0.6)
    assert only(stances, weights_of(["confidence=0"])).weight == 1
    assert only(stances, weights_of(["confidence=2"])).weight == pytest.approx(0.36)


@pytest.mark.parametrize("change", ["rumour=1", "hearsay=2", "hearsay=half", "hearsay", "prior=0", "days=nan"])
def test_a_weight_that_is_not_one_is_refused(change: str) -> None:
    with pytest.raises(UsageError, match="weight"):
        weights_of([change])


def test_days_asked_for_take_the_part_of_an_interval_that_lies_in_them() -> None:
    stances = columns_of(["for", "against", "for"], ["2031-02-10", ("2031-01-31", "2031-02-01"), None])
    found = positions(stances, window=Window(dt.date(2031, 2, 1), dt.date(2031, 2, 28)))
    assert found.lines[0].weight == pytest.approx(1.5) and found.lines[0].estimate == pytest.approx(0.2)
    assert (found.tally.counted, found.tally.left_out) == (2, 1)


def test_actors_stand_beneath_their_principal() -> None:
    told = [Told("Irena Valk", side="Varenia"), Told("Jon Kovar", "against", side="Varenia"), Told("Ada Senn")]
    with ledger_of(told) as ledger:
        stances = columns(ledger, 1, sides)
    found = [(line.side.name, line.within and line.within.name) for line in positions(stances, by="both").lines]
    assert found == [("Varenia", None), ("Irena Valk", "Varenia"), ("Jon Kovar", "Varenia"), ("Ada Senn", None)]
    assert [line.side.name for line in positions(stances, by="actor").lines] == ["Irena Valk", "Jon Kovar", "Ada Senn"]


def test_nothing_coded_is_no_line() -> None:
    found = positions(columns_of([]))
    assert found.lines == () and found.tally.counted == 0
    assert positions(columns_of([]), by="both").lines == ()


def test_actors_are_made_beneath_the_principals_asked_for_alone_and_counted_for_all() -> None:
    told = [Told(who, side=side) for who in ("A", "B", "C") for side in ("Varenia", "Ostmark")]
    with ledger_of([*told, Told("Ostmark"), Told("Kestria"), Told("D", "unsure")]) as ledger:
        stances = columns(ledger, 1, sides)
    whole = positions(stances, by="both").lines
    beneath = [line for line in whole if line.within]
    assert speakers(stances) == Counter(line.within.id for line in beneath if line.within)
    some = positions(stances, by="both", beneath={"varenia"}).lines
    wanted = [line for line in whole if line.within is None or line.within.id == "varenia"]
    assert [(line.side, line.within, line.estimate, line.weight) for line in some] == [
        (line.side, line.within, line.estimate, line.weight) for line in wanted
    ]
    assert len(some) < len(whole)
    assert speakers(columns_of([])) == {}


def test_undated_statements_count_but_stand_on_no_timeline() -> None:
    days = ["2031-01-10", None, ("2031-01-01", None), ("2030-01-01", "2032-01-01")]
    line = only(columns_of(["for"] * 4, days))
    assert line.undated == 3 and line.count == 4
    points = series(line, axis([line]))
    assert {id_ for point in points for id_ in point.behind.during(point.first, point.last).ids()} >= {"s1"}
    assert sum(p.weight for p in series(line, axis([line]), width=0)) == pytest.approx(1)


def test_a_statement_is_spread_over_its_days() -> None:
    line = only(columns_of(["for", "for", "for"], [("2031-01-01", "2031-02-28"), "2031-12-31", "2031-01-01"]))
    edges = axis([line])
    assert edges[0] == dt.date(2031, 1, 1) and len(edges) == 13
    points = {p.first.month: p.weight for p in series(line, edges, width=0)}
    assert points == {1: pytest.approx(1 + 31 / 59), 2: pytest.approx(28 / 59), 12: pytest.approx(1)}


def test_a_timeline_follows_a_move_and_is_unsure_where_little_was_said() -> None:
    days = [f"2031-{m:02}-{d:02}" for m in (1, 2, 3, 9, 10, 11) for d in (3, 9, 15, 21, 27)]
    line = only(columns_of([AGAINST] * 15 + [FOR] * 15, days))
    points = {p.first: p for p in series(line, axis([line]))}
    early, late = points[dt.date(2031, 2, 1)], points[dt.date(2031, 10, 1)]
    assert early.estimate < -0.8 and late.estimate > 0.8 and early.high < 0 < late.low
    assert dt.date(2031, 6, 1) not in points or points[dt.date(2031, 6, 1)].high > 0.9
    assert set(early.statements) == {f"s{n}" for n in range(6, 11)}


@pytest.mark.parametrize(
    ("first", "last", "count"), [("2031-01-01", "2031-03-01", 9), ("2001-01-01", "2031-03-01", 31)]
)
def test_an_axis_has_as_many_stretches_as_a_reader_tells_apart(first: str, last: str, count: int) -> None:
    assert len(axis([only(columns_of(["for"] * 2, [first, last]))])) - 1 == count


def test_bands_are_those_of_the_beta_distribution() -> None:
    pro, contra = np.array([0.5, 3.0, 40.5, 0.5]), np.array([0.5, 7.0, 10.5, 300.5])
    low, high = bands(pro, contra)
    expected = [(-0.98769, 0.98769), (-0.80451, 0.09928), (0.39123, 0.75881), (-0.99999, -0.98725)]
    assert [*zip(low, high, strict=True)] == [pytest.approx(pair, abs=2e-3) for pair in expected]


def test_nine_bands_in_ten_hold_the_share_they_estimate() -> None:
    chance = np.random.default_rng(1)
    held = total = 0
    for share in (0.05, 0.3, 0.5, 0.8):
        for size in (3, 10, 40):
            drawn = chance.binomial(size, share, 400)
            low, high = bands(drawn + 0.5, size - drawn + 0.5)
            low[drawn == 0], high[drawn == size] = -1, 1
            held += int(np.sum((low <= 2 * share - 1) & (2 * share - 1 <= high)))
            total += 400
    assert 0.87 < held / total < 0.95


def test_equal_rows_of_a_root_lessen_each_other_and_lone_ones_stay() -> None:
    found = independent(np.array([1.0, 1.0, 1.0]), np.array([0, 0, 1]), Weights(same_root=0.5))
    assert found.tolist() == pytest.approx([1 / 1.5, 1 / 1.5, 1.0])
