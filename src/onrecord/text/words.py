"""Paragraphs and sentences as spans: enough to cut a text where a reader would pause."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.types import Span

_END = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s+[\"'“‘(\[—–-]*[^\W\d_a-z]|\s+[\"“‘']|\s*\d|\s*$)")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(\"“'‘])(?:[A-Z]|Mr|Mrs|Ms|Dr|Prof|Gen|Lt|Col|Maj|Capt|Sgt|Adm|Sen|Rep|Gov|Rev|Hon|St|Jr|Sr|Messrs|Amb"
    r"|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec|No|Nos|vs|Inc|Corp|Co|Ltd|Ft|Mt|a\.m|p\.m|U\.S|U\.N|U\.K|E\.U|D\.C|i\.e|e\.g)$"
)


def paragraphs(text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """The lines of `text[start:end]` that hold more than white space, without their line ends.

    >>> list(paragraphs("One.\\n\\nTwo."))
    [(0, 4), (6, 10)]
    """
    stop = len(text) if end is None else end
    while start < stop:
        found = text.find("\n", start, stop)
        line_end = stop if found < 0 else found
        if text[start:line_end].strip():
            yield start, line_end
        start = line_end + 1


def sentences(text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """The sentences of one paragraph, trimmed of white space at both ends.

    >>> [s for s in sentences("Mr. Valk left. She stayed.")]
    [(0, 14), (15, 26)]
    """
    stop = len(text) if end is None else end
    begin = start
    for m in _END.finditer(text, start, stop):
        if text[m.start()] == "." and _ABBREVIATION.search(text, max(begin, m.start() - 12), m.start()):
            continue
        yield from _trimmed(text, begin, m.end())
        begin = m.end()
    yield from _trimmed(text, begin, stop)


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end
