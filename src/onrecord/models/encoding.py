"""From text to what the reader model sees: words, word-pieces, letter case, quotation marks, windows.

Training and reading share this module, so that both see the same.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from onrecord.text.quotes import Quotation, quotations
from onrecord.text.words import paragraphs, sentences
from onrecord.types import Span

Ints = NDArray[np.int64]

LINES = 64  # paragraphs that are tokenised in one call
WINDOW = 256  # word-pieces in a window, [CLS] and [SEP] included
CASES = 5  # lower, Title, UPPER, mixed, no letters
MARKS = 6  # outside, inside double, opening, closing, inside single, an unclosed quotation
CLS, SEP, PAD = 101, 102, 0


@dataclass(frozen=True, slots=True)
class Words:
    """The words of some unit of text and their word-pieces.

    `spans` are code point offsets in the article; `pieces[i]` are the vocabulary ids of word i;
    `case` and `mark` hold one class a word (see CASES and MARKS).
    """

    spans: tuple[Span, ...]
    pieces: tuple[tuple[int, ...], ...]
    case: tuple[int, ...]
    mark: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.spans)

    @property
    def size(self) -> int:
        """Word-pieces in all."""
        return sum(map(len, self.pieces))

    def cut(self, start: int, end: int) -> Words:
        """The words from `start` up to `end`."""
        return Words(self.spans[start:end], self.pieces[start:end], self.case[start:end], self.mark[start:end])


def joined(parts: list[Words]) -> Words:
    """The words of `parts`, one after the other."""
    if len(parts) == 1:
        return parts[0]
    chain = itertools.chain.from_iterable
    return Words(*(tuple(chain(getattr(p, k) for p in parts)) for k in ("spans", "pieces", "case", "mark")))


def case_of(word: str) -> int:
    """The class of a word's letter case.

    >>> [case_of(w) for w in ("talks", "Valk", "UN", "McRae", "12")]
    [0, 1, 2, 3, 4]
    """
    if word.islower():
        return 0
    if not any(c.isalpha() for c in word):
        return 4
    if word.isupper():
        return 2 if len(word) > 1 else 1
    return 1 if word[0].isupper() and word[1:].islower() else 3


def quote_marks(text: str, found: list[Quotation] | None = None) -> bytearray:
    """One class a character (see MARKS): where it stands with respect to quotation marks."""
    out = bytearray(len(text))
    for q in found if found is not None else quotations(text):
        inside = 4 if q.nested else 1 if q.closed else 5
        out[q.start : q.end] = bytes([inside]) * (q.end - q.start)
        out[q.start : q.inner[0]] = b"\x02" * (q.inner[0] - q.start)
        out[q.inner[1] : q.end] = b"\x03" * (q.end - q.inner[1])
    return out


def encode(tokenizer: Tokenizer, text: str, units: list[Span], marks: bytearray) -> list[Words]:
    """The words of each unit (spans of `text`, a sentence each, say)."""
    # one by one: encode_batch would start threads, which cost more than they save beside other processes
    found = (tokenizer.encode(text[s:e], add_special_tokens=False) for s, e in units)
    return [_words(text, start, enc, marks) for (start, _), enc in zip(units, found, strict=True)]


def _words(text: str, start: int, encoding: object, marks: bytearray) -> Words:
    ids: list[int] = encoding.ids  # type: ignore[attr-defined]
    offsets: list[Span] = encoding.offsets  # type: ignore[attr-defined]
    numbers: list[int | None] = encoding.word_ids  # type: ignore[attr-defined]
    edges = [i for i, (one, before) in enumerate(zip(numbers, [-1, *numbers], strict=False)) if one != before]
    ends = [*edges[1:], len(ids)]
    spans = [(start + offsets[i][0], start + offsets[j - 1][1]) for i, j in zip(edges, ends, strict=False)]
    pieces = [tuple(ids[i:j]) for i, j in zip(edges, ends, strict=False)]
    case = tuple(case_of(text[s:e]) for s, e in spans)
    return Words(tuple(spans), tuple(pieces), case, tuple(marks[s] if s < len(marks) else 0 for s, _ in spans))


def windows(
    tokenizer: Tokenizer, text: str, areas: Iterable[Span], marks: bytearray | None = None, limit: int = WINDOW - 2
) -> Iterator[Words]:
    """The words of `areas` (spans to read, in order) in windows of at most `limit` word-pieces.

    A window holds whole paragraphs where they fit, else whole sentences, else as many words as fit. `marks` stand in
    place of the quotation marks of the whole text.
    """
    marks = quote_marks(text) if marks is None else marks
    lines = [p for area in areas for p in paragraphs(text, *area)]
    held: list[Words] = []
    size = 0
    for at in range(0, len(lines), LINES):
        for paragraph, whole in zip(
            lines[at : at + LINES], encode(tokenizer, text, lines[at : at + LINES], marks), strict=True
        ):
            if not len(whole):
                continue  # nothing but control characters
            if held and size + whole.size > limit:
                yield joined(held)
                held, size = [], 0
            *full, last = [whole] if whole.size <= limit else _split(text, paragraph, whole, limit)
            yield from full
            held.append(last)
            size += last.size
    if held:
        yield joined(held)


def _split(text: str, paragraph: Span, whole: Words, limit: int) -> list[Words]:
    """A long paragraph in windows of whole sentences, about evenly filled, cut inside no quotation if possible."""
    sizes = np.cumsum([0, *(len(p) for p in whole.pieces)])
    starts = [s for s, _ in whole.spans]
    ends = np.searchsorted(starts, [e for _, e in sentences(text, *paragraph)])  # the first word of the next sentence
    out: list[Words] = []
    begin = 0
    while begin < len(whole):
        left = int(sizes[-1] - sizes[begin])
        cut = len(whole)
        if left > limit:
            even = left / -(-left // limit)  # even windows keep context on both sides
            cut = _cut(whole, begin, sizes - sizes[begin], ends, even, limit)
        out.append(whole.cut(begin, cut))
        begin = cut
    return out


def _cut(whole: Words, begin: int, sizes: Ints, ends: Ints, even: float, limit: int) -> int:
    """The word before which a window that starts at `begin` ends."""
    first, last = np.searchsorted(ends, begin, side="right"), np.searchsorted(sizes[ends], limit, side="right")
    fit = [int(i) for i in ends[first:last]]
    if not fit:
        return max(begin + 1, int(np.searchsorted(sizes, limit, side="right")) - 1)

    def cost(i: int) -> float:
        after = whole.mark[i] if i < len(whole) else 0
        quoted = 1.0 * (after in (1, 3, 5)) + 0.5 * (after == 2) + 0.3 * (whole.mark[i - 1] == 3)
        return quoted + abs(float(sizes[i]) - even) / limit

    return min(fit, key=cost)


@dataclass(frozen=True, slots=True)
class Batch:
    """Windows as arrays: pieces are [B, T]; `first` [B, W] are the positions of each word's first piece, 0 beyond."""

    ids: Ints
    case: Ints
    mark: Ints
    mask: Ints
    first: Ints


def batch(items: list[Words]) -> Batch:
    """`items` padded to the longest of them."""
    t = max(w.size for w in items) + 2
    n = max(len(w) for w in items)
    ids, case, mark, mask = (np.zeros((len(items), t), np.int64) for _ in range(4))
    first = np.zeros((len(items), n), np.int64)
    for b, words in enumerate(items):
        flat = [CLS, *itertools.chain.from_iterable(words.pieces), SEP]
        counts = [len(p) for p in words.pieces]
        ids[b, : len(flat)] = flat
        mask[b, : len(flat)] = 1
        case[b, 1 : len(flat) - 1] = np.repeat(words.case, counts)
        mark[b, 1 : len(flat) - 1] = np.repeat(words.mark, counts)
        first[b, : len(words)] = np.cumsum([1, *counts[:-1]])
    return Batch(ids, case, mark, mask, first)
