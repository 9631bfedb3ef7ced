"""Lines of the record as a table, for a narrow and for a wide terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich import box
from rich.table import Table
from rich.text import Text

from onrecord.cli.printing import days, flat, shortened
from onrecord.ledger import Line, Lines
from onrecord.text.phrases import counted

WIDE = 120  # from here on, outlet, chain and cue have columns of their own
ID_WIDTH, DAY_WIDTH = 14, (12, 15)


def table(lines: Sequence[Line], handles: Sequence[str], width: int) -> Table:
    """The lines in a table of `width` columns; `handles` are their short names, in the same order."""
    wide = width >= WIDE
    made = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False, width=width, show_edge=False)
    made.add_column("id", overflow="fold", max_width=2 * ID_WIDTH if wide else ID_WIDTH)
    made.add_column("day", min_width=DAY_WIDTH[0], max_width=DAY_WIDTH[1], overflow="fold")
    made.add_column("who", ratio=2, overflow="fold")
    if wide:
        made.add_column("cue", max_width=24)
    made.add_column("what", ratio=7 if wide else 4)
    if wide:
        made.add_column("reports", max_width=18)
        made.add_column("in", max_width=20)
    room = 2 * (width // 2) if wide else 3 * (width // 2 - 6)
    for line, handle in zip(lines, handles, strict=True):
        made.add_row(*_cells(line, handle, room, wide=wide))
    return made


def _cells(line: Line, handle: str, room: int, *, wide: bool) -> list[Text]:
    cells = [Text(flat(handle), "dim"), _day(line, wide=wide), _who(line, "; " if wide else "\n")]
    cue = Text(flat(line.cue) + _flags(line), "yellow")
    content = Text(shortened(line.content, room), "bold" if line.form == "direct" else "")
    if wide:
        return [*cells, cue, content, Text(reports(line), "dim"), Text(flat(line.outlet or ""), "dim")]
    return [*cells, Text.assemble(cue, ": ", content)]


def _day(line: Line, *, wide: bool) -> Text:
    text = days(line.earliest, line.latest)
    day = Text(f"({text})" if line.dated_by == "published" else text, "" if line.dated_by == "said" else "dim")
    if not wide and (count := reports(line)):
        day.append("\n" + count.replace(", ", "\n"), "bold")
    return day


def reports(line: Line) -> str:
    """How often a statement was reported, where it was more than once, and how many of the reports are independent."""
    if line.reports is None or line.reports < 2:
        return ""
    return f"{counted(line.reports, 'report')}, {counted(line.roots or 0, 'root')}"


def _who(line: Line, separator: str) -> Text:
    name = line.speaker_name if line.speaker_name is not None else line.source
    who = Text(flat(name), "cyan") if name else Text("nobody named", "dim")
    if line.speaks_for and line.speaks_for != line.speaker_name:
        who.append(f"{separator}for {flat(line.speaks_for)}")
    if line.chain:
        who.append(f"{separator}via {', '.join(flat(name) for name in line.chain)}", "magenta")
    return who


def _flags(line: Line) -> str:
    """What turns the meaning round, and must not be missed."""
    flags: list[str] = [flag for flag in (line.polarity, line.modality) if flag not in ("affirmed", "asserted")]
    if line.cue.lower().startswith(("den", "disown", "refut")):  # the cue tells it by itself
        flags = [flag for flag in flags if flag != "denied"]
    return f" ({', '.join(flags)})" if flags else ""


def caption(found: Lines, thing: str = "attribution") -> str:
    """How much of the answer stands above, and what a dated question left out.

    >>> caption(Lines((), 0, 3))
    'Nothing found; 3 undated attributions left out.'
    """
    left_out = f"; {counted(found.undated, 'undated ' + thing)} left out" if found.undated else ""
    if not found.lines:
        return f"Nothing found{left_out}."
    shown = counted(found.total, thing)
    if len(found) < found.total:
        shown = f"{len(found):,} of {shown}, newest first (--limit 0 for all)"
    published = any(line.dated_by == "published" for line in found.lines)
    return f"{shown}{left_out}.{' A day in brackets is the day published.' if published else ''}"
