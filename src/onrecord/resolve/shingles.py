"""Texts as hashed runs of words, a sample of them that two texts with a passage in common cannot miss, and the runs.

The sample is winnowing (Schleimer, Wilkerson, Aiken: Winnowing, SIGMOD 2003): of every `WINDOW` shingles in a row the
one with the least hash is kept, so that any `SIZE + WINDOW - 1` words in common share a kept hash. MinHash promises as
much only for whole texts of like length; a brief cut from a long dispatch needs the promise for passages.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b

import numpy as np
import numpy.typing as npt

from onrecord.types import Span

Hashes = npt.NDArray[np.uint64]
Indexes = npt.NDArray[np.int64]

SIZE = 8  # words in a shingle: eight in a row are seldom written twice by chance (Broder 1997 takes about ten)
WINDOW = 8  # any 15 words in common are found, and one shingle in 4.5 is kept
_ODD = 0x9E3779B97F4A7C15  # 2^64 / golden ratio: consecutive powers mix the bits well
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text in lower case, and where each stands."""

    words: tuple[str, ...]
    spans: tuple[Span, ...]

    def __len__(self) -> int:
        return len(self.words)


def words_of(text: str, stretches: Iterable[Span] | None = None) -> Words:
    """The words in the given stretches of a text, marks and case aside; all of it by default.

    >>> words_of("The envoy’s “No.”").words
    ('the', 'envoy', 's', 'no')
    >>> words_of("Tolvaz. Advertisement", [(0, 7)]).words
    ('tolvaz',)
    """
    found = [m for start, end in stretches or [(0, len(text))] for m in _WORD.finditer(text, start, end)]
    return Words(tuple(m[0].lower() for m in found), tuple(m.span() for m in found))


@lru_cache(maxsize=1 << 20)
def _word_hash(word: str) -> int:
    return int.from_bytes(blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


def shingles(words: Sequence[str], size: int = SIZE) -> Hashes:
    """One 64-bit hash for each `size` words in a row, in text order; empty for a shorter text.

    The hash is the same in every process, so that it can be kept.

    >>> len(shingles("a b c d e f g h i".split()))
    2
    >>> len(shingles("too short".split()))
    0
    """
    count = len(words) - size + 1
    if count <= 0:
        return np.empty(0, np.uint64)
    each = np.fromiter((_word_hash(w) for w in words), np.uint64, len(words))
    total = np.zeros(count, np.uint64)
    for i in range(size):
        total += each[i : i + count] * np.uint64(pow(_ODD, i + 1, 1 << 64))
    return total ^ (total >> np.uint64(29))


def winnow(hashes: Hashes, window: int = WINDOW) -> Indexes:
    """The indexes of the hashes that are least in some window of `window`; all there is of a shorter text's.

    >>> winnow(np.array([5, 1, 4, 9, 8, 7, 2], np.uint64), 3).tolist()
    [1, 2, 5, 6]
    """
    if len(hashes) <= window:
        return np.array([int(hashes.argmin())], np.int64) if len(hashes) else np.empty(0, np.int64)
    views = np.lib.stride_tricks.sliding_window_view(hashes, window)
    return np.unique(views.argmin(axis=1) + np.arange(len(views)))


def shared_mask(ours: Hashes, theirs: Hashes) -> npt.NDArray[np.bool_]:
    """For each of our shingles, whether they have it too."""
    return np.isin(ours, theirs)


def runs(mask: npt.NDArray[np.bool_], size: int = SIZE) -> list[tuple[int, int]]:
    """The stretches of words, as word indexes, that the marked shingles cover; touching ones are one.

    >>> runs(np.array([True, False, True, False, False, False]), 2)
    [(0, 4)]
    >>> runs(np.array([True, False, False, True]), 2)
    [(0, 2), (3, 5)]
    """
    found: list[tuple[int, int]] = []
    for i in np.flatnonzero(mask).tolist():
        if found and i <= found[-1][1]:
            found[-1] = (found[-1][0], i + size)
        else:
            found.append((i, i + size))
    return found
