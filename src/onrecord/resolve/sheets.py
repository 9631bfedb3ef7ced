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
Places = npt.NDArray[np.int32]

REPRINTED = 3  # days on which one outlet prints a passage, over more than DAYS, before it is the outlet's own furniture
OPENING = 120  # words: a first few paragraphs
DAYS = 7  # a dispatch is reprinted within days; older words come from the archive as background

# "— Irena Valk (@valk) March 3, 2021" ends a post that a page shows without quotation marks.
_POST = re.compile(r"(?m)^[^\n]*[—–-] [^\n]{1,60}\(@\w+\) [A-Z][a-z]+ \d{1,2}, \d{4}")


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """One article's shingles, and where its words stand; the words themselves are left out but for the first few.

    `hashes` and `quoted` have one value a shingle, `starts` and `ends` one a word; `kept` are the winnowed indexes.
    """

    id: str
    outlet: str | None
    day: dt.date | None
    opening: tuple[str, ...]
    starts: Places
    ends: Places
    hashes: sh.Hashes
    kept: sh.Indexes
    quoted: Mask

    def spans(self, stretches: Sequence[tuple[int, int]]) -> tuple[Span, ...]:
        """Stretches of words as spans of the article's text."""
        return tuple((int(self.starts[a]), int(self.ends[b - 1])) for a, b in stretches)


def sheet_of(reading: Reading) -> Sheet:
    """The sheet of one reading: the words of its body segments, or all words where no segment is body."""
    article = reading.article
    words = sh.words_of(article.text, [(s.start, s.end) for s in reading.segments if s.kind == "body"] or None)
    hashes = sh.shingles(words.words)
    return Sheet(
        id=article.id,
        outlet=article.outlet,
        day=reading.published.earliest or article.published.earliest,
        opening=words.words[:OPENING],
        starts=np.fromiter((start for start, _ in words.spans), np.int32, len(words)),
        ends=np.fromiter((end for _, end in words.spans), np.int32, len(words)),
        hashes=hashes,
        kept=sh.winnow(hashes),
        quoted=_mostly(_inside(article.text, words)),
    )


def boilerplate(sheets: Sequence[Sheet]) -> list[Mask]:
    """For each sheet, its shingles near a passage that the outlet prints again and again over more than a week."""
    of_outlet: dict[str, list[Sheet]] = defaultdict(list)
    for sheet in sheets:
        if sheet.outlet and sheet.day:
            of_outlet[sheet.outlet].append(sheet)
    stock = {outlet: _stock(found) for outlet, found in of_outlet.items() if len(found) >= REPRINTED}
    return [_near(sheet, stock.get(sheet.outlet or "")) for sheet in sheets]


def _stock(sheets: Sequence[Sheet]) -> sh.Hashes:
    """The kept hashes that stand in articles of several days, more than a week apart."""
    values = np.concatenate([s.hashes[s.kept] for s in sheets])
    days = np.repeat([s.day.toordinal() if s.day else 0 for s in sheets], [len(s.kept) for s in sheets])
    order = np.lexsort((days, values))
    values, days = values[order], days[order]
    new = np.r_[True, (values[1:] != values[:-1]) | (days[1:] != days[:-1])] if len(values) else np.empty(0, bool)
    values, days = values[new], days[new]
    unique, first, counts = np.unique(values, return_index=True, return_counts=True)
    spread = days[first + counts - 1] - days[first]
    return np.asarray(unique[(counts >= REPRINTED) & (spread > DAYS)], np.uint64)


def _near(sheet: Sheet, stock: sh.Hashes | None) -> Mask:
    mask = np.zeros(len(sheet.hashes), bool)
    if stock is not None and len(stock):
        for at in sheet.kept[np.isin(sheet.hashes[sheet.kept], stock)].tolist():
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
