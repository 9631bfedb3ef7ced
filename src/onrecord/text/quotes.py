"""Where quotations open and close: straight, curly, PTB (`` and '') and single marks, over paragraphs too."""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.text.words import paragraphs, sentences
from onrecord.types import Span

_MARK = re.compile(r"``|''|[\"“”„«»‘’‚']")
_OPENS, _CLOSES = {"“", "„", "«", "``"}, {"”", "»", "''"}
_LETTER = re.compile(r"\w")
_LEAD_IN = re.compile(r"\w: (?=\w[^:]*\Z)")  # "Valk said: ", before words whose opening mark was lost
_OPENING = re.compile(r"\s*(?:[\"“„«]|``)")


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
    singles: int  # marks that are open down from here, this one included
    doubles: int


_NONE = _Open(0, 0, False, 0, 0)


def quotations(text: str) -> list[Quotation]:
    """All quotations of `text` in order of their opening marks; never across a paragraph's end.

    A quotation that is not closed runs to the end of its paragraph where the next one opens with a mark again (so
    printers go on), else to the end of its sentence; one that opens inside another of its kind ends that other.

    >>> [q.inner for q in quotations('He said "yes" and “no”.')]
    [(9, 12), (19, 21)]
    >>> [q.inner for q in quotations("''We wait,'' he said.")]
    [(2, 10)]
    >>> quotations("The ministers' talks and Valk's plan")
    []
    >>> [(q.start, q.end, q.closed) for q in quotations('“We saw. “We left.” They are back.')]
    [(0, 8, False), (9, 19, True)]
    """
    found: list[Quotation] = []
    lines = list(paragraphs(text))
    for i, (start, end) in enumerate(lines):
        goes_on = i + 1 < len(lines) and _OPENING.match(text, lines[i + 1][0]) is not None
        found += _of_paragraph(text, start, end, goes_on)
    return sorted(found, key=lambda q: (q.start, -q.end))


def _of_paragraph(text: str, start: int, end: int, goes_on: bool) -> list[Quotation]:
    done: list[Quotation] = []
    stack: list[_Open] = []
    for m in _MARK.finditer(text, start, end):
        kind = _kind(text, m, start, end, stack)
        single = m[0] in "‘’‚'"
        if kind == "open":
            if stack and not single and not stack[-1].single:
                done.append(_unclosed(stack.pop(), _before(text, m.start()), bool(stack)))
            below = stack[-1] if stack else _NONE
            stack.append(_Open(m.start(), m.end(), single, below.singles + single, below.doubles + (not single)))
        elif kind == "lost":
            start_of = _LEAD_IN.search(text, done[-1].end if done else start, m.start())
            done += [Quotation(start_of.end(), m.end(), (start_of.end(), m.start()), True, False)] if start_of else []
        elif kind == "close":
            while stack:
                top = stack.pop()
                if top.single == single:
                    done.append(Quotation(top.start, m.end(), (top.after, m.start()), True, bool(stack)))
                    break
    for i, top in enumerate(stack):
        if not top.single:
            done.append(_unclosed(top, end if goes_on else _sentence_end(text, top.after, end), i > 0))
    return done


def _unclosed(held: _Open, end: int, nested: bool) -> Quotation:
    stop = max(end, held.after)
    return Quotation(held.start, stop, (held.after, stop), False, nested)


def _before(text: str, end: int) -> int:
    while end and text[end - 1].isspace():
        end -= 1
    return end


def _sentence_end(text: str, start: int, end: int) -> int:
    return next((e for _, e in sentences(text, start, end)), end)


def _kind(text: str, m: re.Match[str], start: int, end: int, stack: list[_Open]) -> str | None:
    mark = m[0]
    before = text[m.start() - 1] if m.start() > start else " "
    after = text[m.end()] if m.end() < end else " "
    top = stack[-1] if stack else _NONE
    if mark in "‘’‚'":
        return _single(mark, before, after, bool(top.singles))
    double_open = bool(top.doubles)
    if mark in _OPENS:
        return "close" if mark == "“" and double_open and _ends_words(before, after) else "open"
    if mark in _CLOSES and not (mark == "''" and not double_open and "``" not in text):
        return "close" if double_open else "open" if mark == "”" and _only_opens(before, after) else "lost"
    if double_open:
        anew = stack[-1].single or _ends_sentence(text[start : m.start()])
        return "open" if _only_opens(before, after) and anew else "close"
    return ("lost" if before in ".,!?" else None) if _only_closes(before, after) else "open"


def _only_opens(before: str, after: str) -> bool:
    return (before.isspace() or before in "([—–-") and not after.isspace()


def _only_closes(before: str, after: str) -> bool:
    return bool(_LETTER.match(before) or before in ".,!?") and (after.isspace() or after in ".,;:!?)")


def _ends_sentence(text: str) -> bool:
    """Whether a sentence or a part of one ends with `text`: a mark behind that can only open, opens anew."""
    return text[-1:].isspace() and text[-2:-1] in (*".,!?:;",)


def _ends_words(before: str, after: str) -> bool:
    """Whether a mark stands where only a closing one does, though it is printed as an opening one."""
    return not before.isspace() and (after.isspace() or after in ".,;:!?)")


def _single(mark: str, before: str, after: str, is_open: bool) -> str | None:
    if mark == "‚":
        return "open"
    starts = (before.isspace() or before in '([—–-"“') and bool(_LETTER.match(after) or after in '"“(.')
    ends = not _LETTER.match(after) and not before.isspace()
    if mark == "‘" or (mark == "'" and starts):
        return "open" if starts or mark == "‘" else None
    if is_open and ends:
        return "close"
    return None
