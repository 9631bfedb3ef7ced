"""The pieces in which a page comes: one unit a line, or a paragraph where lines are broken at a fixed width."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"”“’')\]]*\s+|•\s*")
_INVISIBLE = "\ufeff\u200b\u200e\u200f\u00ad\x00"


@dataclass(frozen=True, slots=True)
class Unit:
    """One printed line or paragraph: `start` to `end` holds the line ends after it, `words` is its plain text."""

    start: int
    end: int
    words: str


def units(text: str) -> list[Unit]:
    """The units of `text`, which together cover it; blank lines belong to the unit before them.

    >>> [u.words for u in units("A headline\\n\\nThe first line.\\r\\nThe second.")]
    ['A headline', 'The first line.', 'The second.']
    >>> units("")
    []
    """
    found: list[Unit] = []
    for start, end in _joined(text, list(_groups(text))):
        words = plain(text[start:end])
        if found and not words:
            found[-1] = Unit(found[-1].start, end, found[-1].words)
        elif found and not found[-1].words:
            found[-1] = Unit(found[-1].start, end, words)
        else:
            found.append(Unit(start, end, words))
    return found


def plain(words: str) -> str:
    """`words` with every run of white space as one space, and without invisible characters.

    >>> plain("  the\\tborder\\n talks ")
    'the border talks'
    """
    if not words.isascii():
        words = words.translate({ord(c): None for c in _INVISIBLE})
    return " ".join(words.split())


def sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Spans of roughly one sentence each that cover `text[start:end]`; bullets part sentences too.

    An abbreviation parts a sentence wrongly: good enough to compare and to look for furniture, not to quote.

    >>> text = "It is over. He said so."
    >>> [text[s:e] for s, e in sentences(text, 0, len(text))]
    ['It is over. ', 'He said so.']
    """
    at = start
    for m in _SENTENCE_END.finditer(text, start, end):
        cut = m.start() if "•" in m[0] else m.end()
        if cut > at:
            yield at, cut
            at = cut
    if at < end:
        yield at, end


def _groups(text: str) -> Iterator[list[tuple[int, int]]]:
    """Runs of lines between blank lines; a blank line is a run of its own."""
    at, group = 0, list[tuple[int, int]]()
    for line in text.splitlines(keepends=True):
        span = (at, at + len(line))
        at = span[1]
        if line.strip():
            group.append(span)
            continue
        if group:
            yield group
        yield [span]
        group = []
    if group:
        yield group


def _joined(text: str, groups: list[list[tuple[int, int]]]) -> Iterator[tuple[int, int]]:
    for group in groups:
        yield from _paragraphs(text, group) if _is_wrapped(text, group) else group


def _is_wrapped(text: str, group: list[tuple[int, int]]) -> bool:
    """Whether lines were broken at a fixed width: none is long, and many go on in lower case."""
    if len(group) < 2 or max(e - s for s, e in group) > 110:
        return False
    going_on = sum(text[s:e].lstrip()[:1].islower() for s, e in group[1:])
    return going_on >= 0.4 * (len(group) - 1)


def _paragraphs(text: str, group: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Lines joined while each is full: its neighbour's first word would not have fitted on it."""
    width = max(len(text[s:e].rstrip()) for s, e in group)
    start = group[0][0]
    for (s, e), (next_s, next_e) in pairwise(group):
        following = text[next_s:next_e]
        room = width - len(text[s:e].rstrip())
        first_word = len(following.split(maxsplit=1)[0])
        indented = following[:1].isspace() and not text[s:e][:1].isspace()
        # Three columns of slack: widths vary by a character or two where hyphens and spaces were trimmed.
        if indented or (room > first_word + 3 and not following[:1].islower()):
            yield start, e
            start = next_s
    yield start, group[-1][1]
