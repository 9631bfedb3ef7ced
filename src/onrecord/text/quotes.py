"""Where quotations open and close: straight, curly, PTB (`` and '') and single marks, over paragraphs too."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.types import Span

_MARK = re.compile(r"``|''|[\"“”„«»‘’‚']")
_OPENS, _CLOSES = {"“", "„", "«", "``"}, {"”", "»", "''"}
_LETTER = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words in quotation marks: `start` and `end` hold the marks, `inner` does not.

    `closed` is False where the paragraph ends first; `nested` where it stands inside another one (single marks).
    """

    start: int
    end: int
    inner: Span
    closed: bool
    nested: bool


@dataclass(slots=True)
class _Open:
    start: int
    after: int
    single: bool


def quotations(text: str) -> list[Quotation]:
    """All quotations of `text` in order of their opening marks; never across a paragraph's end.

    >>> [q.inner for q in quotations('He said "yes" and “no”.')]
    [(9, 12), (19, 21)]
    >>> quotations("The ministers' talks and Valk's plan")
    []
    """
    found: list[Quotation] = []
    for start, end in _paragraphs(text):
        found += _of_paragraph(text, start, end)
    return sorted(found, key=lambda q: (q.start, -q.end))


def _paragraphs(text: str) -> Iterator[Span]:
    start = 0
    for m in re.finditer(r"\n", text):
        if m.start() > start:
            yield start, m.start()
        start = m.end()
    if start < len(text):
        yield start, len(text)


def _of_paragraph(text: str, start: int, end: int) -> list[Quotation]:
    done: list[Quotation] = []
    stack: list[_Open] = []
    for m in _MARK.finditer(text, start, end):
        kind = _kind(text, m, start, end, stack)
        single = m[0] in "‘’‚'"
        if kind == "open":
            stack.append(_Open(m.start(), m.end(), single))
        elif kind == "close":
            while stack:
                top = stack.pop()
                if top.single == single:
                    done.append(Quotation(top.start, m.end(), (top.after, m.start()), True, bool(stack)))
                    break
    for i, top in enumerate(stack):
        if not top.single:
            done.append(Quotation(top.start, end, (top.after, end), False, i > 0))
    return done


def _kind(text: str, m: re.Match[str], start: int, end: int, stack: list[_Open]) -> str | None:
    mark = m[0]
    before = text[m.start() - 1] if m.start() > start else " "
    after = text[m.end()] if m.end() < end else " "
    if mark in "‘’‚'":
        return _single(mark, before, after, any(o.single for o in stack))
    double_open = any(not o.single for o in stack)
    if mark in _OPENS:
        return "open"
    if mark in _CLOSES:
        return "close" if double_open else None
    if double_open:
        return "open" if _only_opens(before, after) and stack and stack[-1].single else "close"
    return None if _only_closes(before, after) else "open"


def _only_opens(before: str, after: str) -> bool:
    return (before.isspace() or before in "([—–-") and not after.isspace()


def _only_closes(before: str, after: str) -> bool:
    return bool(_LETTER.match(before) or before in ".,!?") and (after.isspace() or after in ".,;:!?)")


def _single(mark: str, before: str, after: str, is_open: bool) -> str | None:
    if mark == "‚":
        return "open"
    starts = (before.isspace() or before in "([—–-\"“") and bool(_LETTER.match(after) or after in "\"“(.")
    ends = not _LETTER.match(after) and not before.isspace()
    if mark == "‘" or (mark == "'" and starts):
        return "open" if starts or mark == "‘" else None
    if is_open and ends:
        return "close"
    return None
