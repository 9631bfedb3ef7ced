"""Agreement of coders, against worked examples."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.stance.agreement import SIDES, Judged, Pair, agreement, alpha, bootstrap, cuts
from onrecord.types import StanceLabel

A: StanceLabel = "for"
B: StanceLabel = "against"


def binary(one: str, other: str) -> list[Pair]:
    label: dict[str, StanceLabel] = {"0": A, "1": B}
    return [(label[x], label[y]) for x, y in zip(one, other, strict=True)]


def test_alpha_is_that_of_krippendorffs_own_example() -> None:
    """Krippendorff (2011), example A: binary data, two observers, no missing data: alpha 0.095."""
    assert alpha(binary("0100000000", "1110010010")) == 0.095


@pytest.mark.parametrize("pairs", [[], [(A, A)], [(A, A)] * 5])
def test_alpha_is_not_defined_without_two_statements_and_two_labels(pairs: list[Pair]) -> None:
    assert alpha(pairs) is None
    assert bootstrap(pairs) is None


def test_abstentions_count_apart() -> None:
    found = agreement([(A, A), (B, B), (A, "unsure"), ("unsure", "unsure"), (A, B)])
    assert (found.both, found.agreed, found.abstained) == (3, 2, 2)


labels = st.sampled_from(SIDES)


@given(st.lists(st.tuples(labels, labels), max_size=30))
def test_alpha_stays_in_its_bounds_and_in_its_interval(pairs: list[Pair]) -> None:
    found = agreement(pairs)
    if found.alpha is None:
        return
    assert -1 <= found.alpha <= 1
    assert (found.alpha == 1) == (found.agreed == found.both)
    assert alpha([(y, x) for x, y in pairs]) == found.alpha
    if found.interval is not None:
        assert found.interval.low <= found.interval.high


def test_more_statements_make_the_interval_narrower() -> None:
    few = [(A, A)] * 6 + [(B, B)] * 6 + [(A, B)] * 3
    narrow, wide = bootstrap(few * 10), bootstrap(few)
    assert narrow is not None and wide is not None
    assert narrow.high - narrow.low < (wide.high - wide.low) / 2
    assert bootstrap(few) == wide, "the same for the same pairs"


def test_accuracy_rises_as_coverage_falls() -> None:
    answers: list[Judged] = [(A, 0.95, A), (A, 0.65, B), ("unrelated", 0.85, "neither"), ("unsure", 0.3, A)]
    found = [(c.threshold, c.answered, c.of, c.right) for c in cuts(answers)]
    assert found == [(0.0, 3, 4, 2), (0.7, 2, 4, 2), (0.9, 1, 4, 1)]


def test_what_a_person_left_open_tells_nothing() -> None:
    assert [(c.answered, c.of) for c in cuts([(A, 0.9, "unsure")])] == [(0, 0)]
