"""Where the quotation marks of a text stand, as stretches that open and close.

Straight, curly, low and angle marks, `` and '', single marks inside double ones, dashes at the head of a paragraph.
A quotation that runs over paragraphs (opening mark repeated, closing mark at the end only) is one stretch a paragraph.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from onrecord.types import Span

_MARK = re.compile(r"``|''|[\"“”„«»‘’'`]")
_DASH = re.compile(r"(?m)^[ \t]*(?:[—–―]|--?)[ \t]+(?=[\w\"“(])")
_ELISION = re.compile(r"'(?:\d\d|em|tis|twas|til|cause|n|bout|round)\b", re.IGNORECASE)
_FAR = 900  # a single mark that finds no partner within so many characters is an apostrophe


@dataclass(frozen=True, slots=True)
class Quote:
    """One quoted stretch of a paragraph, its marks included. `double`: by double marks, angles or a dash."""

    start: int
    end: int
    double: bool
    closed: bool = True


def _paragraphs(text: str) -> list[Span]:
    return [m.span() for m in re.finditer(r"[^\n]+", text)]


def _opens(text: str, start: int, end: int) -> bool:
    """Whether the mark stands where an opening one does: no word before it, one right after it."""
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    return (before.isspace() or before in "([{—–-/:\"“‘'`") and not after.isspace()


def _doubles(text: str, first: int, last: int) -> list[Quote]:
    found: list[Quote] = []
    opened: int | None = None
    for m in _MARK.finditer(text, first, last):
        mark, start, end = m[0], m.start(), m.end()
        if mark in "'‘’`" or (mark == "''" and text[start - 1 : start] in ('"', "”")):
            continue
        opening = mark in ("“", "„", "``", "«") and not (
            mark == "“" and opened is not None and _closes(text, start, end)
        )
        closing = mark in ("”", "»") and not (mark == "”" and opened is None and _opens(text, start, end))
        if not opening and not closing:
            opening = opened is None and (_opens(text, start, end) or not _closes(text, start, end))
            opening = opening or (opened is not None and _restarts(text, start, end))
        if opening:
            if opened is not None and opened != start:
                found.append(Quote(opened, _sentence_end(text, opened, start), True, False))
            opened = start
        elif opened is not None:
            found.append(Quote(opened, end, True))
            opened = None
        else:
            found.append(Quote(_lost_opening(text, found[-1].end if found else first, start), end, True, False))
    if opened is not None:
        found.append(Quote(opened, last, True, False))
    return found


def _restarts(text: str, start: int, end: int) -> bool:
    """A mark that can only open although one is open: the closing one before it was lost."""
    return (
        text[start - 1 : start].isspace()
        and end < len(text)
        and text[end].isalnum()
        and text[start - 2 : start - 1] in ".,!?:;"
    )


def _closes(text: str, start: int, end: int) -> bool:
    before = text[start - 1] if start else " "
    return not before.isspace() and before not in "([{"


def _sentence_end(text: str, opened: int, before: int) -> int:
    """Where a stretch ends that meets another opening mark.

    At that mark where a sentence ends there (paragraphs run together), else after its first sentence.
    """
    if text[opened:before].rstrip()[-1:] in (".", "!", "?"):
        return before
    stop = re.compile(r"[.!?](?=\s)").search(text, opened, before)
    return stop.end() if stop else before


def _lost_opening(text: str, first: int, closing: int) -> int:
    """Where a quotation began whose opening mark was lost: after the last colon, else at the sentence."""
    stops = list(re.finditer(r"(?:: |[.!?]\s+|^)(?=\S)", text[first:closing]))
    return first + (stops[-1].end() if stops else 0)


def _singles(text: str, first: int, last: int) -> list[Quote]:
    found: list[Quote] = []
    at = first
    while at < last:
        start = next((i for i in range(at, last) if text[i] in "‘'`" and _opens_single(text, i)), None)
        if start is None:
            break
        end = _single_end(text, start, min(last, start + _FAR))
        if end is not None:
            found.append(Quote(start, end, False))
        at = end if end is not None else start + 1
    return found


def _opens_single(text: str, i: int) -> bool:
    double = text[i : i + 2] in ("''", "``") or text[i - 1 : i + 1] in ("''", "``")
    if double or not _opens(text, i, i + 1):
        return False
    return not (text[i] == "'" and _ELISION.match(text, i))


def _single_end(text: str, start: int, last: int) -> int | None:
    """The end of the single-quoted stretch; a plural's apostrophe (the ministers' plan) yields to a later mark."""
    doubtful = None
    for i in range(start + 2, last):
        if text[i] not in "’'" or (i + 1 < len(text) and text[i + 1].isalnum()) or text[i - 1].isspace():
            continue
        if text[i : i + 2] == "''" or text[i - 1 : i + 1] == "''":
            continue
        if text[i - 1] != "s":
            return i + 1
        doubtful = i + 1 if doubtful is None or text[i + 1 : i + 2] in '.,;:!?"”)' else doubtful
    return doubtful


@lru_cache(maxsize=4)
def quotes(text: str) -> tuple[Quote, ...]:
    """Every quoted stretch of the text, in order, stretches inside others included.

    >>> [text for q in quotes('He said "no" twice.') for text in ['He said "no" twice.'[q.start : q.end]]]
    ['"no"']
    >>> quotes("The ministers' plan isn't theirs.")
    ()
    """
    found: list[Quote] = []
    for first, last in _paragraphs(text):
        doubles = _doubles(text, first, last)
        dash = _DASH.match(text, first, last)
        if dash and not doubles:
            doubles = [Quote(dash.start(), last, True, False)]
        found += doubles + _singles(text, first, last)
    return tuple(sorted(found, key=lambda q: (q.start, -q.end)))
