"""From the reader model's scores to spans: the best sequences of tags that are well formed."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

KINDS = ("source", "cue", "content")
ENTITIES = ("person", "organisation", "place", "misc")


def _tags(kinds: tuple[str, ...], parts: str) -> tuple[str, ...]:
    return ("O", *(f"{p}-{k}" for k in kinds for p in parts))


TAGS = _tags(KINDS, "BIES")  # what a word is
PAIRS = _tags(("source", "content"), "BIES")  # what it is to one cue
NAMES = _tags(ENTITIES, "BI")


def allowed(tags: tuple[str, ...]) -> list[list[bool]]:
    """Which tag may follow which, in the BIES scheme: begin, inside, end, single.

    >>> table = allowed(TAGS)
    >>> table[TAGS.index("B-cue")][TAGS.index("E-cue")], table[TAGS.index("B-cue")][TAGS.index("O")]
    (True, False)
    """

    def fits(a: str, b: str) -> bool:
        if a[0] in "BI":
            return b[0] in "IE" and a[2:] == b[2:]
        return b[0] in "OBS"

    return [[fits(a, b) for b in tags] for a in tags]


def viterbi(scores: Floats, moves: Floats, start: Floats, end: Floats, lengths: list[int]) -> list[NDArray[np.int64]]:
    """The best tag sequence of each row of `scores` [N, T, K] (Viterbi 1967), `lengths` words long."""
    n, t, k = scores.shape
    back = np.zeros((t, n, k), np.int64)
    best = start + scores[:, 0]
    finals = np.zeros((n, k), np.float32)
    last = np.asarray(lengths) - 1
    finals[last == 0] = best[last == 0]
    for i in range(1, t):
        paths = best[:, :, None] + moves
        back[i] = paths.argmax(1)
        best = paths.max(1) + scores[:, i]
        finals[last == i] = best[last == i]
    tag = (finals + end).argmax(1)
    steps = back.tolist()
    out = []
    for row in range(n):
        tags = [int(tag[row])]
        for i in range(lengths[row] - 1, 0, -1):
            tags.append(steps[i][row][tags[-1]])
        out.append(np.array(tags[::-1], np.int64))
    return out


def spans(tags: NDArray[np.int64], names: tuple[str, ...]) -> list[tuple[str, int, int]]:
    """(kind, first word, last word) of each span in a well-formed sequence of BIES tags."""
    out = []
    begin = 0
    for i, t in enumerate(tags):
        name = names[t]
        if name[0] in "BS":
            begin = i
        if name[0] in "ES":
            out.append((name[2:], begin, i))
    return out


DISTANCES = 48  # classes of signed distance in words between a cue and a word


def distance_class(distance: NDArray[np.int64]) -> NDArray[np.int64]:
    """The class of a signed distance in words: each up to 8, then ever wider, 24 classes a side.

    >>> distance_class(np.array([0, 3, 8, 16, -3])).tolist()
    [24, 27, 32, 35, 3]
    """
    size = np.abs(distance)
    wide = 8 + np.floor(np.log2(np.maximum(size, 8) / 8) * 3).astype(np.int64)
    side = np.minimum(np.where(size < 8, size, wide), DISTANCES // 2 - 1)
    return np.where(distance < 0, side, side + DISTANCES // 2)


def log_softmax(x: Floats) -> Floats:
    """The logarithm of the softmax over the last axis."""
    shifted = x - x.max(-1, keepdims=True)
    out: Floats = shifted - np.log(np.exp(shifted).sum(-1, keepdims=True))
    return out
