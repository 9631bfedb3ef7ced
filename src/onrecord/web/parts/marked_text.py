"""An article's text cut into blocks and pieces, so that every mark and note stands where it belongs."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from onrecord.types import Attribution, Evidence, Passage, Segment, SegmentKind, Span

Part = Literal["source", "cue", "content", "date"]
LONG_LINE = 160  # characters: where lines are this long they are paragraphs, else a text wrapped at a width
LONG_BLOCK, RUN = 1_200, 600
"""Characters: a longer paragraph is cut at sentences into runs of some 600, so that notes stand beside their words."""
_BLANK = re.compile(r"\n[ \t\r]*\n\s*")
_SENTENCE = re.compile(r"[.!?][\"'”’)]*[ \t]+(?=[\"'“‘(]?[A-Z0-9])")


@dataclass(frozen=True, slots=True)
class Mark:
    """A span of an attribution, or the words that date the article; `number` is the note's, 0 for a date."""

    start: int
    end: int
    part: Part
    number: int
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters under the same marks, innermost last; `begins` are the attributions whose first word is here."""

    start: int
    text: str
    marks: tuple[Mark, ...] = ()
    begins: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of one segment, or a run of sentences of a long one, and the attributions that begin in it.

    `goes_on`: the paragraph does, in the next block.
    """

    start: int
    end: int
    kind: SegmentKind
    pieces: tuple[Piece, ...]
    goes_on: bool = False

    @property
    def numbers(self) -> tuple[int, ...]:
        """The notes that stand beside this block."""
        return tuple(number for piece in self.pieces for number in piece.begins)


def marks_of(attributions: Sequence[Attribution], dated: Sequence[Evidence] = ()) -> list[Mark]:
    """Every span of every attribution, outer before inner, and the words that date the article."""
    marks = [
        Mark(start, end, part, number, a.depth)
        for number, a in enumerate(attributions, 1)
        for part, passage in _passages(a)
        for start, end in passage.spans
    ]
    marks += [Mark(e.start, e.end, "date", 0) for e in dated if e.start < e.end]
    return sorted(marks, key=lambda m: (m.depth, m.part != "content", m.number, m.start))


def _passages(a: Attribution) -> Iterator[tuple[Part, Passage]]:
    yield "content", a.content
    if a.source is not None:
        yield "source", a.source
    yield "cue", a.cue


def blocks(text: str, segments: Sequence[Segment], marks: Sequence[Mark]) -> list[Block]:
    """The whole text as blocks, in order; together they hold each character once."""
    firsts: dict[int, int] = {}
    for mark in marks:
        if mark.number:
            firsts[mark.number] = min(mark.start, firsts.get(mark.number, mark.start))
    cuts = sorted({0, len(text), *firsts.values(), *(at for m in marks for at in (m.start, m.end) if at <= len(text))})
    covering = _covering(cuts, marks)
    begins: dict[int, tuple[int, ...]] = {}
    for number, start in sorted(firsts.items()):
        begins[start] = (*begins.get(start, ()), number)
    return [
        Block(start, end, kind, tuple(_pieces(text, (start, end), cuts, covering, begins)), end < last)
        for first, last, kind in _paragraphs(text, segments)
        for start, end in _runs(text, first, last)
    ]


def _covering(cuts: Sequence[int], marks: Sequence[Mark]) -> list[tuple[Mark, ...]]:
    """The marks over each stretch between two cuts."""
    over: list[list[Mark]] = [[] for _ in cuts]
    for mark in marks:
        for n in range(bisect_right(cuts, mark.start) - 1, len(cuts)):
            if cuts[n] >= mark.end:
                break
            over[n].append(mark)
    return [tuple(each) for each in over]


def _pieces(
    text: str,
    block: Span,
    cuts: Sequence[int],
    covering: Sequence[tuple[Mark, ...]],
    begins: dict[int, tuple[int, ...]],
) -> Iterator[Piece]:
    at, end = block
    n = bisect_right(cuts, at) - 1
    while at < end:
        after = min(end, cuts[n + 1] if n + 1 < len(cuts) else end)
        yield Piece(at, text[at:after], covering[n], begins.get(at, ()))
        at, n = after, n + 1


def _paragraphs(text: str, segments: Sequence[Segment]) -> Iterator[tuple[int, int, SegmentKind]]:
    """The paragraphs of each segment; text that no segment covers counts as body."""
    at = 0
    for segment in sorted(segments, key=lambda s: s.start):
        if at < segment.start:
            yield from ((a, b, "body") for a, b in _parted(text, at, segment.start))
        yield from ((a, b, segment.kind) for a, b in _parted(text, max(at, segment.start), segment.end))
        at = max(at, segment.end)
    if at < len(text):
        yield from ((a, b, "body") for a, b in _parted(text, at, len(text)))


def _parted(text: str, start: int, end: int) -> Iterator[Span]:
    """Cut behind blank lines; behind every line end where the lines are paragraphs by their length."""
    if start >= end:
        return
    lines = text[start:end].strip().split("\n")
    pattern = re.compile(r"\n\s*") if max(map(len, lines)) > LONG_LINE else _BLANK
    at = start
    for found in pattern.finditer(text, start, end):
        if text[at : found.end()].strip() and found.end() < end:
            yield at, found.end()
            at = found.end()
    yield at, end


def _runs(text: str, start: int, end: int) -> Iterator[Span]:
    """The paragraph itself, or a long one's sentences, some at a time."""
    at = start
    if end - start > LONG_BLOCK:
        for found in _SENTENCE.finditer(text, start, end):
            if found.end() - at >= RUN and end - found.end() >= RUN // 2:
                yield at, found.end()
                at = found.end()
    yield at, end
