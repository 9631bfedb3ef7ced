"""Quoted stretches as the form of an attribution needs them: with double marks or single ones, and after a dash."""

import re
from dataclasses import dataclass
from functools import lru_cache

from onrecord.text.quotes import quotations
from onrecord.text.words import paragraphs

_DASH = re.compile(r"[ \t]*(?:[—–―]|--?)[ \t]+(?=[\w\"“(])")


@dataclass(frozen=True, slots=True)
class Quote:
    """One quoted stretch of a paragraph, its marks included. `double`: by double marks, angles or a dash."""

    start: int
    end: int
    double: bool
    closed: bool = True


@lru_cache(maxsize=4)
def quotes(text: str) -> tuple[Quote, ...]:
    """Every quotation of the text, in order, those inside others included, and paragraphs that a dash opens.

    >>> text = 'He said "no" twice.'
    >>> [text[q.start : q.end] for q in quotes(text)]
    ['"no"']
    >>> [(q.start, q.double, q.closed) for q in quotes("She asked.\\n\\n- We wait, he said.")]
    [(12, True, False)]
    >>> quotes("The ministers' plan isn't theirs.")
    ()
    """
    found = [Quote(q.start, q.end, _is_double(text, q.start), q.closed) for q in quotations(text)]
    doubles = [q for q in found if q.double]
    for start, end in paragraphs(text):
        if _DASH.match(text, start, end) and not any(start <= q.start < end for q in doubles):
            found.append(Quote(start, end, True, False))
    return tuple(sorted(found, key=lambda q: (q.start, -q.end)))


def _is_double(text: str, at: int) -> bool:
    return text[at] not in "‘’‚'" or text.startswith("''", at)
