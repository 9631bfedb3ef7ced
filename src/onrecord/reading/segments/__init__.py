"""What each stretch of a page is: headline, dateline, body, furniture, or the article's own text again.

Cheap rules on lines, in linear time, before any model. A doubtful line stays body: furniture loses what was said in it.
"""

from __future__ import annotations

from onrecord.reading.segments.layout import layout
from onrecord.reading.segments.repeats import repeats
from onrecord.reading.segments.units import sentences, units
from onrecord.types import READABLE, Segment, Span

__all__ = ["segment"]


def segment(text: str, title: str | None = None) -> tuple[Segment, ...]:
    """The segments of `text` in order; together they cover it without gap or overlap, whatever the text is.

    `title` is the headline that the input gave, where it gave one: the line that prints it is a headline.

    >>> page = "Valk to skip talks\\n\\nTOLVAZ (KTA) -- Valk will stay away, he said.\\n\\nAlso Read\\n\\nTalks are on."
    >>> [(s.kind, page[s.start : s.end].strip()) for s in segment(page)][:3]
    [('headline', 'Valk to skip talks'), ('dateline', 'TOLVAZ (KTA) --'), ('body', 'Valk will stay away, he said.')]
    >>> [s.kind for s in segment(page)][3:]
    ['furniture', 'body']
    >>> segment("")
    ()
    """
    found = layout(text, units(text), title)
    return tuple(_merged(_with_repeats(text, found)))


def _with_repeats(text: str, found: list[Segment]) -> list[Segment]:
    """`found` with the readable stretches that repeat earlier ones cut out as repeats."""
    readable = [s for s in found if s.kind in READABLE]
    again = repeats(text, (span for s in readable for span in sentences(text, s.start, s.end)))
    out: list[Segment] = []
    at = 0
    for s in found:
        while at < len(again) and again[at][1] <= s.start:
            at += 1
        last = at
        while last < len(again) and again[last][0] < s.end:
            last += 1
        out += [s] if s.kind == "furniture" else _cut(s, again[at:last])
    return out


def _cut(s: Segment, again: list[Span]) -> list[Segment]:
    out: list[Segment] = []
    start = s.start
    for a, b in again:
        a, b = max(a, start), min(b, s.end)
        out += [Segment(start, a, s.kind), Segment(a, b, "repeat")]
        start = b
    return [x for x in (*out, Segment(start, s.end, s.kind)) if x.end > x.start]


def _merged(found: list[Segment]) -> list[Segment]:
    """Neighbours of one kind as one segment; each headline stays its own."""
    out: list[Segment] = []
    for s in found:
        if out and out[-1].kind == s.kind and s.kind != "headline":
            out[-1] = Segment(out[-1].start, s.end, s.kind)
        else:
            out.append(s)
    return out
