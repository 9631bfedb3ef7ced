"""From what the reader model finds in its windows to attributions: each cue with its source and its content."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice, takewhile

import numpy as np
from numpy.typing import NDArray

from onrecord.models.encoding import Words
from onrecord.models.reader import Found, Scan
from onrecord.reading.tidy import tidy
from onrecord.text.quotes import Quotation
from onrecord.text.stretches import Stretches
from onrecord.text.words import paragraphs, sentences
from onrecord.types import Draft, Passage, Span

SHARED = -1.0  # log-probability a word from which a source belongs to a second cue too
# What a link loses that leaves the sentence or the paragraph of its cue: in PolNeAR 1 attribution in 140 crosses a
# paragraph's end, nearly all of them quotations that go on.
OTHER_SENTENCE, OTHER_PARAGRAPH = 1.5, 3.0
ABOVE = 1.5  # what it loses beside where the content stands in a paragraph above: quotations go on downwards
UNSURE = 1.2  # what a link loses to a cue that is a weak one
LOOSE = -4.0  # below this a span belongs to no cue of the window: on PolNeAR dev alpha +0.001 over -2.5


@dataclass(slots=True)
class _Held:
    """An attribution being put together: word spans of one window."""

    cue: Found
    sources: list[tuple[float, Found]] = field(default_factory=list)
    contents: list[tuple[float, Found]] = field(default_factory=list)


def drafts(text: str, scans: Iterable[Scan], quotes: Stretches[Quotation], areas: Sequence[Span]) -> list[Draft]:
    """The attributions of all windows, in text order; a cue without any content yields none.

    No span crosses the border of one of `areas`, the stretches that are read.
    """
    found = [
        d
        for scan in scans
        for held in _assign(text, scan, quotes)
        for d in _draft(text, scan.words, held, quotes, areas)
    ]
    return sorted(found, key=lambda d: (d.cue.start, d.content.start))


def _assign(text: str, scan: Scan, quotes: Stretches[Quotation]) -> Iterator[_Held]:
    """Each content to its likeliest cue, each source to the likeliest and to every other that claims it."""
    held = [_Held(c) for c in scan.cues]
    if not held:
        return
    places = _Places(text, scan.words, quotes)
    costs = np.array([[places.cost(c, s) for s in scan.spans] for c in scan.cues]).reshape(scan.links.shape)
    links = scan.links - costs
    strong = np.array([c.kind == "cue" for c in scan.cues])
    for s, span in enumerate(scan.spans):
        if span.kind == "content":
            best = _cue_of(links[:, s], strong)
            if best is not None:
                held[best].contents.append((float(scan.links[best, s]), span))
    for c, h in enumerate(held):
        if not h.contents and strong[c]:
            h.contents = _own_content(scan, c)
    _share_sources(scan, links, held)
    yield from (h for h in held if h.contents)


def _cue_of(links: NDArray[np.float64], strong: NDArray[np.bool_]) -> int | None:
    """The cue that a content belongs to, a sure one before a weak one that claims it alike; None where none does."""
    claims = links - UNSURE * ~strong
    likeliest = sorted({int(claims.argmax()), int(links.argmax())}, key=lambda c: -claims[c])
    return next((c for c in likeliest if links[c] >= LOOSE), None)


def _share_sources(scan: Scan, links: NDArray[np.float64], held: list[_Held]) -> None:
    """Each source to its likeliest cue among those that have a content, and to every other that claims it."""
    live = [c for c, h in enumerate(held) if h.contents]
    for s, span in enumerate(scan.spans):
        if span.kind != "source" or not live:
            continue
        best = max(live, key=lambda c: float(links[c, s]))
        for c in live:
            if links[c, s] >= LOOSE and (c == best or links[c, s] > SHARED):
                held[c].sources.append((float(links[c, s]), span))


class _Places:
    """In which paragraph and sentence the words of a window stand."""

    def __init__(self, text: str, words: Words, quotes: Stretches[Quotation]) -> None:
        lo, hi = words.spans[0][0], words.spans[-1][1]
        lines = list(paragraphs(text, lo, hi))
        ends = [e for p in lines for _, e in sentences(text, *p)]
        starts = [s for s, _ in words.spans]
        self._text, self._words = text, words
        self._open = {e for s, e in lines if any(s <= q.start < e and not q.closed for q in quotes.touching(s, e))}
        self._lines = lines
        self._paragraph = np.searchsorted([e for _, e in lines], starts, side="right")
        self._sentence = np.searchsorted(ends, starts, side="right")

    def cost(self, cue: Found, span: Found) -> float:
        """What it costs to link `span` to `cue`."""
        first, last, at = span.first, span.last, cue.first
        if not self._paragraph[first] <= self._paragraph[at] <= self._paragraph[last]:
            if self._announced(cue, first) or self._goes_on(at, first):
                return 0.0
            return OTHER_PARAGRAPH + (ABOVE if span.kind == "content" and last < at else 0.0)
        return 0.0 if self._sentence[first] <= self._sentence[at] <= self._sentence[last] else OTHER_SENTENCE

    def _goes_on(self, at: int, first: int) -> bool:
        """Whether a quotation runs from the paragraph of word `at` to that of word `first`: none in between closes."""
        between = self._lines[self._paragraph[at] : self._paragraph[first]]
        return bool(between) and all(e in self._open for _, e in between)

    def _announced(self, cue: Found, first: int) -> bool:
        """Whether the cue ends its paragraph with a colon ("Valk added:") and the span begins right below."""
        between = self._text[self._words.spans[cue.last][1] : self._words.spans[first][0]]
        return cue.last < first and between.strip() in (":", ': "', ",")


def _own_content(scan: Scan, c: int) -> list[tuple[float, Found]]:
    """What cue `c` alone would take for content, where no other span stands."""
    taken = [(f.first, f.last) for f in (*scan.spans, *scan.cues)]
    return [
        (float(np.log(max(f.score, 1e-6))), f)
        for f in scan.own(c)
        if f.kind == "content" and all(f.last < a or f.first > b for a, b in taken)
    ]


def _draft(
    text: str, words: Words, held: _Held, quotes: Stretches[Quotation], areas: Sequence[Span]
) -> Iterator[Draft]:
    cue = _inside(_span(words, held.cue), areas)
    source = max(held.sources, key=lambda x: x[0], default=None)
    contents = [_inside(s, areas) for s in tidy(text, [_span(words, f) for _, f in held.contents], [cue], quotes)]
    if not contents:
        return
    parts = [held.cue.score, *(float(np.exp(link)) for link, _ in held.contents)]
    yield Draft(
        source=Passage.of(text, [_inside(_span(words, source[1]), areas)]) if source else None,
        cue=Passage.of(text, [cue]),
        content=Passage.of(text, contents),
        confidence=round(float(np.mean(parts)), 3),
    )


def _span(words: Words, found: Found) -> Span:
    return words.spans[found.first][0], words.spans[found.last][1]


def _end(span: Span) -> int:
    return span[1]


def _inside(span: Span, areas: Sequence[Span]) -> Span:
    """`span`, or its longest part where it runs over the border of an area; `areas` are in order and apart.

    >>> _inside((5, 30), [(0, 10), (12, 40)])
    (12, 30)
    """
    near = takewhile(lambda area: area[0] < span[1], islice(areas, bisect_right(areas, span[0], key=_end), None))
    parts = [(max(span[0], a), min(span[1], b)) for a, b in near]
    return max(parts, key=lambda p: p[1] - p[0], default=span)
