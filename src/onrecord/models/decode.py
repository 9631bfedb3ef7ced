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
    n, t, _ = scores.shape
    best = _best_ends(scores, moves, start)
    last = np.asarray(lengths) - 1
    finals = (best[last, np.arange(n)] + end).argmax(1)
    ending = np.bincount(last, minlength=t)
    into = np.ascontiguousarray(moves.T)
    tags = np.empty((t, n), np.int64)
    tag = finals
    for i in range(t - 1, -1, -1):
        if ending[i]:
            tag = np.where(last == i, finals, tag)
        tags[i] = tag
        if i:
            tag = (best[i - 1] + into[tag]).argmax(1)
    return [tags[:length, row] for row, length in enumerate(lengths)]


def _best_ends(scores: Floats, moves: Floats, start: Floats) -> Floats:
    """[T, N, K]: the score of the best sequence up to a word that ends in a tag.

    Which tag came before is found on the way back, for one tag a word and not for all: that is four times as fast.
    """
    n, t, k = scores.shape
    best = np.empty((t, n, k), np.float32)
    best[0] = start + scores[:, 0]
    rise = moves[:, None, :]
    paths = np.empty((k, n, k), np.float32)  # the tag before comes first, so that the maximum runs over long rows
    top = np.empty((n, k), np.float32)
    columns = np.ascontiguousarray(scores.transpose(1, 0, 2))
    for i in range(1, t):
        np.add(best[i - 1].T[:, :, None], rise, out=paths)
        np.maximum.reduce(paths, axis=0, out=top)
        np.add(top, columns[i], out=best[i])
    return best


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
