"""Paragraphs and sentences as spans: enough to cut a text where a reader would pause."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from onrecord.types import Span

NARROWEST, WIDEST = 45, 110  # characters of a line that was broken for its width
_BLANK = re.compile(r"\n[ \t]*(?:\n|$)")
_END = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s+[\"'“‘(\[—–-]*[^\W\d_a-z]|\s+[\"“‘']|\s*\d|\s*$)")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(\"“'‘])(?:[A-Z]|Mr|Mrs|Ms|Dr|Prof|Gen|Lt|Col|Maj|Capt|Sgt|Adm|Sen|Rep|Gov|Rev|Hon|St|Jr|Sr|Messrs|Amb"
    r"|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec|No|Nos|vs|Inc|Corp|Co|Ltd|Ft|Mt|a\.m|p\.m|U\.S|U\.N|U\.K|E\.U|D\.C|i\.e|e\.g)$"
)


def paragraphs(text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """The paragraphs of `text[start:end]` that hold more than white space, without their line ends.

    A line is a paragraph, but where the text is wrapped at some width: there blank lines part them.

    >>> list(paragraphs("One." + chr(10) * 2 + "Two."))
    [(0, 4), (6, 10)]
    """
    stop = len(text) if end is None else end
    wrapped = is_wrapped(text)
    while start < stop:
        line_end = _line_end(text, start, stop, wrapped)
        if text[start:line_end].strip():
            yield start, line_end
        start = line_end + 1


def _line_end(text: str, start: int, stop: int, wrapped: bool) -> int:
    at = start
    while True:
        found = text.find("\n", at, stop)
        if found < 0:
            return stop
        if not wrapped or _BLANK.match(text, found, stop) or not text[start:found].strip():
            return found
        at = found + 1


@lru_cache(maxsize=8)
def is_wrapped(text: str) -> bool:
    """Whether lines are broken at some width, paragraphs by blank lines: what mailers and old wires send.

    >>> line = "the envoy of the northern states left the table again on Friday"
    >>> is_wrapped(chr(10).join([line] * 9) + chr(10) * 2 + "He will return.")
    True
    >>> is_wrapped("The envoy left." + chr(10) * 2 + "He will return.")
    False
    """
    if "\n\n" not in text or max((len(line) for line in text.split("\n", 400)[:400]), default=0) > WIDEST:
        return False
    inner = [line for block in re.split(r"\n\s*\n", text) for line in block.split("\n")[:-1]]
    broken = [
        line for line in inner if len(line.rstrip()) >= NARROWEST and not line.rstrip().endswith((".", "!", "?", ":"))
    ]
    return len(inner) >= 4 and len(broken) >= 0.6 * len(inner)


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
