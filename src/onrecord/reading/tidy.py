"""Contents made whole: a quotation is taken from mark to mark, fragments of one quotation become one."""

from __future__ import annotations

from onrecord.text.quotes import Quotation
from onrecord.text.stretches import Stretches
from onrecord.types import Span

REACH = 0.5  # a span that holds this share of a quotation is meant to hold all of it


def tidy(text: str, contents: list[Span], others: list[Span], quotes: Stretches[Quotation]) -> list[Span]:
    """The content spans of one attribution, whole and in order; `others` are the source and cue, never covered.

    >>> from onrecord.text.quotes import quotations
    >>> text = 'He said: "We came. We saw."'
    >>> [text[s:e] for s, e in tidy(text, [(10, 18), (19, 25)], [(3, 7)], Stretches(quotations(text)))]
    ['"We came. We saw."']
    """
    grown = [_grow(text, span, others, quotes) for span in contents]
    return _join(text, sorted(g for g in grown if g[0] < g[1]), quotes)


def _grow(text: str, span: Span, others: list[Span], quotes: Stretches[Quotation]) -> Span:
    start, end = span
    for q in quotes.since(start):
        if q.start > end:
            break
        if q.nested or q.end < start:
            continue
        shared = min(end, q.end) - max(start, q.start)
        if shared >= REACH * (q.end - q.start) or (start >= q.start and end <= q.end):
            grown = min(start, q.start), max(end, q.end)
            if not any(s < grown[1] and e > grown[0] for s, e in others):
                start, end = grown
    return start, end


def _join(text: str, spans: list[Span], quotes: Stretches[Quotation]) -> list[Span]:
    """Spans of one quotation, or with nothing but white space between them inside one, as one."""
    out: list[Span] = []
    for start, end in spans:
        if out and (start <= out[-1][1] or _one_quotation(out[-1][1], start, quotes)):
            out[-1] = out[-1][0], max(out[-1][1], end)
        else:
            out.append((start, end))
    return out


def _one_quotation(end: int, start: int, quotes: Stretches[Quotation]) -> bool:
    return any(q.start < end and q.end > start for q in quotes.touching(end, start) if not q.nested)
