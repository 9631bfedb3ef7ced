"""An article as lines of a terminal: its text with sources, cues and contents marked, then what they say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from rich.text import Text

from onrecord.cli.printing import days, flat, printable
from onrecord.types import READABLE, Attribution, Reading, Span

RULE = " │ "
WIDEST = 110  # longer lines are hard to read
STYLES = {"content": "green", "source": "bold cyan", "cue": "bold yellow"}
BRACKETS = {"content": ("[", "]"), "source": ("{", "}"), "cue": ("<", ">")}


@dataclass(frozen=True, slots=True)
class Mark:
    """A span of an attribution; `number` is the one in the margin."""

    start: int
    end: int
    part: str
    number: int
    depth: int


def page(reading: Reading, width: int, *, colour: bool) -> Iterator[Text]:
    """The lines of the page: head, text with margin, legend, and one line for each attribution."""
    marks = marks_of(reading.attributions)
    yield from _head(reading)
    yield from _body(reading, marks, min(width, WIDEST), colour=colour)
    yield Text()
    yield legend(colour=colour)
    for number, attribution in enumerate(reading.attributions, 1):
        yield _described(number, attribution)
    for doubt in reading.doubts:
        yield Text(f"doubt: {flat(doubt)}", "dim")


def marks_of(attributions: Sequence[Attribution]) -> list[Mark]:
    """Every span, outer before inner, so that the inner one's style wins."""
    marks = [
        Mark(*span, part, number, a.depth)
        for number, a in enumerate(attributions, 1)
        for part, passage in (("content", a.content), ("source", a.source), ("cue", a.cue))
        if passage is not None
        for span in passage.spans
    ]
    return sorted(marks, key=lambda m: (m.depth, m.part != "content", m.number, m.start))


def _head(reading: Reading) -> Iterator[Text]:
    article, published = reading.article, reading.published
    if article.title:
        yield Text(flat(article.title), "bold")
    day = days(published.earliest, published.latest)
    told = "undated" if day == "undated" else f"published {day} ({published.method})"
    where = article.url or article.path
    yield Text(" · ".join(flat(part) for part in (article.outlet, told, where, article.id) if part), "dim")
    yield Text()


def _body(reading: Reading, marks: list[Mark], width: int, *, colour: bool) -> Iterator[Text]:
    text = printable(reading.article.text)
    firsts: dict[int, int] = {}
    for mark in marks:
        firsts[mark.number] = min(mark.start, firsts.get(mark.number, mark.start))
    room = len(str(len(firsts)))
    lines = list(wrapped(text, max(20, width - 2 * room - 1 - len(RULE))))
    for (start, end), (after, _) in zip(lines, [*lines[1:], (len(text) + 1, 0)], strict=True):
        numbers = sorted(number for number, first in firsts.items() if start <= first < after)
        made = _coloured(text, (start, end), reading, marks) if colour else _bracketed(text, (start, end), after, marks)
        yield Text.assemble((f"{_range(numbers):>{2 * room + 1}}{RULE}", "dim"), made)


def _range(numbers: Sequence[int]) -> str:
    """The numbers that begin on a line, which follow each other but for what is nested."""
    if len(numbers) < 3:
        return ",".join(map(str, numbers))
    return f"{numbers[0]}–{numbers[-1]}"


def wrapped(text: str, width: int) -> Iterator[Span]:
    """The spans of the lines that `text` makes at `width` columns, line ends left out.

    >>> [("one two\\nthree"[a:b]) for a, b in wrapped("one two\\nthree", 5)]
    ['one ', 'two', 'three']
    """
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        if line.endswith("\u240d"):  # the picture of the carriage return in a Windows line end
            line = line[:-1]
        yield from ((start + a, start + b) for a, b in _folded(line, width))
        start = end + 1


def _folded(line: str, width: int) -> Iterator[Span]:
    """Pieces of one line, cut after a space where there is one."""
    start = 0
    while cell_len(line[start : start + width + 1]) > width:
        end = start + width
        while cell_len(line[start:end]) > width and end > start + 1:
            end -= 1
        space = line.rfind(" ", start, end + 1)
        end = space + 1 if space > start else end
        yield start, end
        start = end
    yield start, len(line)


def _coloured(text: str, line: Span, reading: Reading, marks: list[Mark]) -> Text:
    start, end = line
    made = Text(text[start:end])
    for segment in reading.segments:
        if segment.kind not in READABLE:
            made.stylize("dim", max(0, segment.start - start), max(0, segment.end - start))
    for mark in marks:
        if mark.start < end and mark.end > start:
            underline = " underline" if mark.depth else ""
            made.stylize(STYLES[mark.part] + underline, max(0, mark.start - start), mark.end - start)
    return made


def _bracketed(text: str, line: Span, after: int, marks: list[Mark]) -> Text:
    """The line with brackets; the next line starts at `after`, and what begins or ends on the way is put at the end.

    At one place, brackets that close come first, and of those that open the one that closes last.
    """
    start, end = line
    found: list[tuple[int, int, int, str]] = []
    for mark in marks:
        opening, closing = BRACKETS[mark.part]
        if start <= mark.start < after:
            found.append((min(mark.start, end), 1, -mark.end, f"{opening}{mark.number} "))
        if start < mark.end <= after:
            found.append((min(mark.end, end), 0, -mark.start, closing))
    pieces, at = list[str](), start
    for place, _, _, bracket in sorted(found):
        pieces += [text[at:place], bracket]
        at = place
    return Text("".join([*pieces, text[at:end]]))


def legend(*, colour: bool) -> Text:
    """What the marks mean."""
    if colour:
        return Text.assemble(
            ("source", STYLES["source"]), " ", ("cue", STYLES["cue"]), " ", ("content", STYLES["content"]), " ",
            ("inside another", "underline"), " ", ("not read", "dim"),
        )  # fmt: skip
    return Text("{n source} <n cue> [n content]")


def _described(number: int, attribution: Attribution) -> Text:
    """One line: who, for whom, on whose word, to whom, how, when, and the id."""
    a, speaker = attribution, attribution.speaker
    name = speaker.name if speaker is not None else a.source.text if a.source is not None else "nobody named"
    made = Text.assemble((f"{number:>5}", "dim"), "  ", (flat(name), "cyan"))
    if speaker is not None:
        behind = speaker.speaks_for if speaker.speaks_for != speaker.name else None
        about = [part for part in (speaker.role, f"for {behind}" if behind else None) if part]
        made.append(f" ({flat(', '.join(about))})" if about else "")
    made.append(f" {flat(a.cue.text)}", "yellow")
    made.append(f" → {flat(a.addressee.name)}" if a.addressee is not None else "")
    made.append(f", via {flat(', '.join(link.name for link in a.chain))}" if a.chain else "")
    when = days(a.said.earliest, a.said.latest)
    how = [a.manner.form, a.manner.polarity, a.manner.modality, a.manner.attitude, when]
    usual = ("affirmed", "asserted", "assertion", "undated")
    parts: list[str] = [word for word in how if word not in usual]
    parts += [f"doubt: {flat(doubt)}" for doubt in a.doubts]
    made.append(f" · {' · '.join(parts)} · {flat(a.id)}", "dim")
    return made
