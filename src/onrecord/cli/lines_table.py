"""Lines of the record as a table, for a narrow and for a wide terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich import box
from rich.table import Table
from rich.text import Text

from onrecord.cli.messages import counted
from onrecord.cli.printing import days, flat, shortened
from onrecord.ledger import Line, Lines

WIDE = 120  # from here on, outlet, chain and cue have columns of their own
ID_WIDTH, DAY_WIDTH = 14, 12


def table(lines: Sequence[Line], handles: Mapping[str, str], width: int) -> Table:
    """The lines in a table of `width` columns; `handles` are the short names of their articles."""
    wide = width >= WIDE
    made = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False, width=width, show_edge=False)
    made.add_column("id", overflow="fold", max_width=2 * ID_WIDTH if wide else ID_WIDTH)
    made.add_column("day", max_width=DAY_WIDTH, overflow="fold", min_width=DAY_WIDTH)
    made.add_column("who", ratio=2, overflow="fold")
    if wide:
        made.add_column("cue", max_width=24)
    made.add_column("what", ratio=7 if wide else 4)
    if wide:
        made.add_column("in", max_width=20)
    room = 2 * (width // 2) if wide else 3 * (width // 2 - 6)
    for line in lines:
        made.add_row(*_cells(line, handles[line.article], room, wide=wide))
    return made


def _cells(line: Line, handle: str, room: int, *, wide: bool) -> list[Text]:
    cells = [Text(flat(f"{handle}#{line.id}"), "dim"), _day(line), _who(line, "; " if wide else "\n")]
    cue = Text(flat(line.cue) + _flags(line), "yellow")
    content = Text(shortened(line.content, room), "bold" if line.form == "direct" else "")
    if wide:
        return [*cells, cue, content, Text(flat(line.outlet or ""), "dim")]
    return [*cells, Text.assemble(cue, ": ", content)]


def _day(line: Line) -> Text:
    text = days(line.earliest, line.latest)
    if line.dated_by == "published":
        return Text(f"({text})", "dim")
    return Text(text, "dim" if line.dated_by == "unknown" else "")


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
    flags = [flag for flag in (line.polarity, line.modality) if flag not in ("affirmed", "asserted")]
    return f" ({', '.join(flags)})" if flags else ""


def caption(found: Lines) -> str:
    """How much of the answer stands above, and what a dated question left out.

    >>> caption(Lines((), 0, 3))
    'Nothing found; 3 undated attributions left out.'
    """
    left_out = f"; {counted(found.undated, 'undated attribution')} left out" if found.undated else ""
    if not found.lines:
        return f"Nothing found{left_out}."
    shown = counted(found.total, "attribution")
    if len(found) < found.total:
        shown = f"{len(found):,} of {shown}, newest first (--limit 0 for all)"
    published = any(line.dated_by == "published" for line in found.lines)
    return f"{shown}{left_out}.{' A day in brackets is the day published.' if published else ''}"
