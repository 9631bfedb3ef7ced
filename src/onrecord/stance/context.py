"""The words around a statement that a coder is shown."""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache

from onrecord.text.words import paragraphs
from onrecord.types import Span

REACH = 600  # characters at most on each side


def context_of(text: str, span: Span) -> str:
    """The paragraph, or paragraphs, in which `span` stands and the one before, `REACH` characters at most on each side.

    >>> text = "One.\\n\\nValk spoke.\\n\\nShe said it is over.\\n\\nFour."
    >>> context_of(text, (text.index("it is"), text.index(".\\n\\nFour")))
    'Valk spoke.\\n\\nShe said it is over.'
    """
    start, end = span
    places = _paragraphs(text)
    first = bisect_right(places, start, key=lambda p: p[0]) - 1
    last = bisect_right(places, max(start, end - 1), key=lambda p: p[0]) - 1
    if last < 0:
        return text[max(0, start - REACH) : end + REACH].strip()
    begin, finish = places[max(0, first - 1)][0], places[last][1]
    return text[max(begin, start - REACH) : max(end, min(finish, end + REACH))].strip()


@lru_cache(maxsize=16)
def _paragraphs(text: str) -> tuple[Span, ...]:
    return tuple(paragraphs(text))
