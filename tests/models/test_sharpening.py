"""Worked examples move the answers near them, and as far as there are examples."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from onrecord.models.sharpening import sharpened
from onrecord.models.stance import Answer

Vector = NDArray[np.float32]
RNG = np.random.default_rng(1)
HERE, THERE = RNG.normal(size=(2, 16)).astype(np.float32)


def answer(
    vector: Vector | None, sides: tuple[float, float, float] = (0.4, 0.35, 0.25), related: float = 0.95
) -> Answer:
    return Answer(*sides, related, 0.5, vector)


def test_without_examples_nothing_moves() -> None:
    held = [answer(HERE)]
    assert sharpened(held, []) == held


def test_an_example_moves_what_is_near_it_more_than_what_is_far() -> None:
    near, far = sharpened([answer(HERE), answer(THERE)], [(answer(HERE), "against")])
    assert near.against - 0.35 > 2 * abs(far.against - 0.35)


def test_more_examples_move_more() -> None:
    one, many = (sharpened([answer(HERE)], [(answer(HERE), "against")] * n)[0] for n in (1, 10))
    assert 0.35 < one.against < many.against
    assert many.label == "against"


@pytest.mark.parametrize("label", ["for", "against", "neither", "unrelated"])
def test_the_chances_of_the_sides_still_sum_to_one(label: str) -> None:
    moved = sharpened([answer(HERE)], [(answer(HERE), label)] * 5)[0]
    assert moved.for_ + moved.against + moved.neither == pytest.approx(1)
    assert 0 <= moved.related <= 1 and 0 <= moved.confidence <= 1
    assert (1 - moved.related) <= moved.neither + 1e-9


def test_examples_of_what_is_unrelated_lower_the_chance_of_being_related() -> None:
    assert sharpened([answer(HERE)], [(answer(HERE), "unrelated")] * 5)[0].related < 0.95


def test_what_agrees_with_its_examples_grows_more_certain_and_what_does_not_less() -> None:
    sure = (0.7, 0.2, 0.1)
    yes, no = (sharpened([answer(HERE, sure)], [(answer(HERE, sure), k)] * 2)[0] for k in ("for", "against"))
    assert yes.confidence > 0.5 > no.confidence


def test_examples_without_a_vector_or_with_another_label_are_passed_over() -> None:
    held = [answer(HERE)]
    assert sharpened(held, [(answer(None), "for"), (answer(HERE), "unsure")]) == held


def test_an_answer_without_a_vector_stays_as_it_is() -> None:
    held = [answer(None), answer(HERE)]
    assert sharpened(held, [(answer(HERE), "against")])[0] == held[0]
