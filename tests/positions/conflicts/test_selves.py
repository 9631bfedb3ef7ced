"""A side against itself: at one time, or back and forth; a change of mind is none."""

from __future__ import annotations

import pytest
from tests.positions.make import columns_of

from onrecord.ledger.stance_columns import CONTESTED, HEARSAY, HYPOTHETICAL
from onrecord.positions.conflicts.selves import turns
from onrecord.types import StanceLabel

PRO, CONTRA = "for", "against"


def count(labels: list[StanceLabel], days: list[str | None], **more: object) -> int:
    columns = columns_of(labels, days, **more)  # type: ignore[arg-type]
    return len(list(turns(columns, columns.principal)))


def test_opposite_stands_on_one_day_are_a_conflict() -> None:
    assert count(["for", "against"], ["2031-03-01", "2031-03-01"]) == 1


def test_a_later_stand_updates_an_earlier_one() -> None:
    assert count(["for", "for", "against", "against"], ["2031-01-01", "2031-02-01", "2031-06-01", "2031-07-01"]) == 0


def test_a_return_to_what_was_left_is_a_conflict() -> None:
    assert count(["for", "against", "for"], ["2031-01-01", "2031-03-01", "2031-06-01"]) == 1


@pytest.mark.parametrize("flag", [HEARSAY, HYPOTHETICAL, CONTESTED])
def test_what_is_not_its_own_plain_word_makes_no_conflict(flag: int) -> None:
    assert count(["for", "against"], ["2031-03-01", "2031-03-01"], flags=[0, flag]) == 0


def test_doubtful_codings_and_unknown_days_make_none() -> None:
    assert count(["for", "against"], ["2031-03-01", "2031-03-01"], confidence=[0.9, 0.6]) == 0
    assert count(["for", "against"], ["2031-03-01", None]) == 0


def test_two_sides_are_no_conflict_of_one_with_itself() -> None:
    assert count(["for", "against"], ["2031-03-01", "2031-03-01"], sides=[0, 1]) == 0


def test_a_shift_between_two_statements_explains_them() -> None:
    columns = columns_of(["for", "against"], ["2031-03-01", "2031-03-10"])
    days = columns.earliest.tolist()
    assert len(list(turns(columns, columns.principal))) == 1
    assert list(turns(columns, columns.principal, [(0, days[0], days[1])])) == []
