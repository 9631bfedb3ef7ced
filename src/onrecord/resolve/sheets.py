"""An article as the comparison of texts sees it: its words, their shingles, what is quoted, what is boilerplate."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from onrecord.resolve import shingles as sh
from onrecord.text.quotes import quotations
from onrecord.types import Reading, Span

Mask = npt.NDArray[np.bool_]

REPRINTED = 3  # days on which one outlet prints a passage, over more than DAYS, before it is the outlet's own furniture
DAYS = 7  # a dispatch is reprinted within days; older words come from the archive as background

# "— Irena Valk (@valk) March 3, 2021" ends a post that a page shows without quotation marks.
_POST = re.compile(r"(?m)^[^\n]*[—–-] [^\n]{1,60}\(@\w+\) [A-Z][a-z]+ \d{1,2}, \d{4}")


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """One article's words and shingles; the masks have one value a shingle, `kept` are the winnowed indexes."""

    id: str
    outlet: str | None
    day: dt.date | None
    words: sh.Words
    hashes: sh.Hashes
    kept: sh.Indexes
    quoted: Mask

    def spans(self, stretches: Sequence[tuple[int, int]]) -> tuple[Span, ...]:
        """Stretches of words as spans of the article's text."""
        return tuple((self.words.spans[a][0], self.words.spans[b - 1][1]) for a, b in stretches)


def sheet_of(reading: Reading) -> Sheet:
    """The sheet of one reading: the words of its body segments, or all words where no segment is body."""
    article = reading.article
    words = sh.words_of(article.text, [(s.start, s.end) for s in reading.segments if s.kind == "body"] or None)
    hashes = sh.shingles(words.words)
    day = reading.published.earliest or article.published.earliest
    quoted = _mostly(_inside(article.text, words))
    return Sheet(article.id, article.outlet, day, words, hashes, sh.winnow(hashes), quoted)


def boilerplate(sheets: Sequence[Sheet]) -> list[Mask]:
    """For each sheet, its shingles near a passage that the outlet prints again and again over more than a week."""
    seen: dict[tuple[str, int], set[dt.date]] = defaultdict(set)
    for sheet in sheets:
        if sheet.outlet and sheet.day:
            for value in sheet.hashes[sheet.kept].tolist():
                seen[sheet.outlet, value].add(sheet.day)
    stock = {key for key, days in seen.items() if len(days) >= REPRINTED and (max(days) - min(days)).days > DAYS}
    return [_near_stock(sheet, stock) for sheet in sheets]


def _near_stock(sheet: Sheet, stock: set[tuple[str, int]]) -> Mask:
    mask = np.zeros(len(sheet.hashes), bool)
    if sheet.outlet and stock:
        for at in sheet.kept.tolist():
            if (sheet.outlet, int(sheet.hashes[at])) in stock:
                mask[max(0, at - sh.WINDOW + 1) : at + sh.WINDOW] = True
    return mask


def _inside(text: str, words: sh.Words) -> Mask:
    """For each word, whether it stands in quotation marks or in an embedded post."""
    marks = np.zeros(len(text) + 1, np.int32)
    for start, end in _quoted_spans(text):
        marks[start] += 1
        marks[end] -= 1
    starts = np.fromiter((start for start, _ in words.spans), np.int64, len(words))
    return np.asarray(np.cumsum(marks)[starts] > 0)


def _quoted_spans(text: str) -> Iterator[Span]:
    yield from ((q.start, q.end) for q in quotations(text))
    yield from (m.span() for m in _POST.finditer(text))


def _mostly(inside: Mask) -> Mask:
    """For each shingle, whether half of its words or more are inside."""
    if len(inside) < sh.SIZE:
        return np.empty(0, bool)
    return np.asarray(np.convolve(inside, np.ones(sh.SIZE, int), "valid") >= sh.SIZE / 2)
