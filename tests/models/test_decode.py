"""Decoding gives well-formed sequences, and the best of them."""

from __future__ import annotations

import itertools

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.models.decode import PAIRS, TAGS, allowed, spans, viterbi

NEVER = np.float32(-1e4)
MOVES = np.where(np.array(allowed(PAIRS)), 0, NEVER).astype(np.float32)
START = np.array([0 if t[0] in "OBS" else NEVER for t in PAIRS], np.float32)
END = np.array([0 if t[0] in "OES" else NEVER for t in PAIRS], np.float32)


def total(scores: np.ndarray, path: tuple[int, ...]) -> float:
    steps = sum(MOVES[a, b] for a, b in itertools.pairwise(path))
    return float(START[path[0]] + END[path[-1]] + steps + sum(scores[i, t] for i, t in enumerate(path)))


@settings(deadline=None, max_examples=20)
@given(st.integers(0, 2**32 - 1), st.integers(1, 4))
def test_viterbi_finds_the_best_of_all_paths(seed: int, n: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(1, n, len(PAIRS))).astype(np.float32)
    (path,) = viterbi(scores, MOVES, START, END, [n])
    best = max(itertools.product(range(len(PAIRS)), repeat=n), key=lambda p: total(scores[0], p))
    assert total(scores[0], tuple(path.tolist())) >= total(scores[0], best) - 1e-3


@settings(deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_rows_of_different_length_do_not_touch_one_another(seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(3, 9, len(PAIRS))).astype(np.float32)
    together = viterbi(scores, MOVES, START, END, [9, 1, 5])
    for row, length in enumerate([9, 1, 5]):
        (alone,) = viterbi(scores[row : row + 1, :length], MOVES, START, END, [length])
        assert together[row].tolist() == alone.tolist()


def test_spans_run_from_begin_to_end() -> None:
    names = ["O", "B-source", "E-source", "S-cue", "B-content", "I-content", "E-content"]
    tags = np.array([TAGS.index(n) for n in names])
    assert spans(tags, TAGS) == [("source", 1, 2), ("cue", 3, 3), ("content", 4, 6)]
