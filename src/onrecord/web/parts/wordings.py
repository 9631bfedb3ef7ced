"""The wordings of a statement side by side, their differences marked in place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from onrecord.types import Variant

_WORD = re.compile(r"\w+(?:['’]\w+)?")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words that both wordings have, that this one lacks (`cut`), or that it alone has (`added`)."""

    kind: Literal["same", "cut", "added"]
    text: str


@dataclass(frozen=True, slots=True)
class Aligned:
    """One wording against the statement's own, and which attributions print it."""

    text: str
    stretches: tuple[Stretch, ...]
    occurrences: tuple[str, ...]
    edits: int


def aligned(text: str, variants: Sequence[Variant]) -> tuple[Aligned, ...]:
    """Each wording, laid against `text` word by word."""
    return tuple(Aligned(v.text, tuple(stretches(text, v.text)), v.occurrences, len(v.edits)) for v in variants)


def stretches(was: str, now: str) -> Iterator[Stretch]:
    """The words of `now` as printed, with those of `was` that it lacks in their places.

    >>> [(s.kind, s.text) for s in stretches("We will not go.", "“We won't go”")]
    [('same', '“'), ('same', 'We '), ('cut', 'will not'), ('added', "won't "), ('same', 'go'), ('same', '”')]
    """
    ours, theirs = [m.span() for m in _WORD.finditer(was)], [m.span() for m in _WORD.finditer(now)]
    matcher = SequenceMatcher(None, [_plain(was[a:b]) for a, b in ours], [_plain(now[a:b]) for a, b in theirs], False)
    if theirs and theirs[0][0]:
        yield Stretch("same", now[: theirs[0][0]])
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag != "equal" and i1 < i2:
            yield Stretch("cut", was[ours[i1][0] : ours[i2 - 1][1]])
        if j1 < j2:
            yield Stretch("same" if tag == "equal" else "added", _printed(now, theirs, j1, j2))
    if theirs and theirs[-1][1] < len(now):
        yield Stretch("same", now[theirs[-1][1] :])


def _printed(text: str, words: Sequence[tuple[int, int]], first: int, after: int) -> str:
    """The words with what stands between them, up to the next word."""
    return text[words[first][0] : words[after][0] if after < len(words) else words[after - 1][1]]


def _plain(word: str) -> str:
    return word.casefold().replace("’", "'")
