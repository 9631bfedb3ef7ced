"""Positions as lines with a small chart of the band, for a narrow and for a wide terminal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich import box
from rich.table import Table
from rich.text import Text

from onrecord.cli.printing import days, flat, shortened
from onrecord.ledger.stance_columns import LABELS, NOBODY
from onrecord.positions.evidence import days_of

if TYPE_CHECKING:
    import datetime as dt

    from onrecord.ledger import Ledger
    from onrecord.ledger.stances import Version
    from onrecord.positions.estimates import Position, Positions
    from onrecord.positions.evidence import Behind

NARROW = 72  # below this, days are years and the chart is small, so that names have room
WIDE, WIDEST = 120, 150  # from here on bands stand in figures too; from there on, how they moved
AGAINST, FOR, BETWEEN = "yellow", "bright_blue", ""  # as in the charts; no red and green: neither end is wrong
STEPS = "▁▂▃▄▅▆▇█"


def heading(version: Version, width: int) -> Text:
    """The question and its two ends, one line each."""
    text = Text(flat(version.question) + "\n", "bold")
    text.append(shortened(f"-1 against: {version.against}", width - 1) + "\n", AGAINST)
    text.append(shortened(f"+1 for: {version.for_}", width - 1), FOR)
    return text


def table(stands: Positions, width: int, *, over_time: bool = False) -> Table:
    """The positions in a table of `width` columns, with how they moved where there is room or it is asked."""
    wide, chart_width = width >= WIDE, _chart_width(width)
    made = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False, width=width, show_edge=False)
    made.add_column("who", ratio=1, min_width=14, overflow="ellipsis", no_wrap=True)
    made.add_column(_scale(chart_width), width=chart_width)
    made.add_column("stands", justify="right", width=6)
    if wide:
        made.add_column("band", justify="right", width=14)
    for name in ("against", "neither", "for") if wide else ("–", "0", "+"):
        made.add_column(name, justify="right")
    made.add_column("weight" if wide else "wt", justify="right")
    made.add_column("days", width=_days_of(width)[1], no_wrap=True)
    trends = _trends(stands) if over_time or width >= WIDEST else []
    beside = bool(trends) and width >= WIDEST
    if beside:
        made.add_column("over time", width=max(len(trend) for trend in trends) or None)
    for n, line in enumerate(stands.lines):
        made.add_row(*_cells(line, chart_width, _days_of(width)[0], wide=wide), *(trends[n : n + 1] if beside else ()))
        if trends and not beside and trends[n].plain.strip("·"):
            made.add_row("", *_beneath(trends[n], chart_width))
    return made


def _chart_width(width: int) -> int:
    """Columns of the chart; odd, so that 0 has one of its own."""
    return 11 if width < NARROW else 17 if width < 100 else 25 if width < 180 else 41


def _beneath(trend: Text, width: int) -> list[Text]:
    """How a position moved, under its chart; the newest stretches where not all have room."""
    return [trend[-width:] if len(trend) > width else trend]


def _scale(width: int) -> Text:
    half = (width - 5) // 2
    return Text.assemble(("-1", AGAINST), " " * half, "0", " " * half, ("+1", FOR))


def _cells(line: Position, chart_width: int, form: str, *, wide: bool) -> list[Text]:
    name = Text(("  " if line.within else "") + flat(line.side.name), "" if line.within else "cyan")
    stands = Text(f"{line.estimate:+.2f}", colour(line.estimate))
    band = [Text(f"{line.low:+.2f} … {line.high:+.2f}", "dim")] if wide else []
    counts = [Text(brief(n) if n else "·", "" if n else "dim") for n in (line.against, line.neither, line.for_)]
    return [
        name,
        chart(line.low, line.estimate, line.high, chart_width),
        stands,
        *band,
        *counts,
        Text(brief(line.weight)),
        _days(line, form),
    ]


def brief(number: float) -> str:
    """A count in four characters at most.

    >>> brief(3), brief(4.25), brief(4637.2), brief(12_345), brief(1_234_567)
    ('3', '4.2', '4637', '12k', '1.2M')
    """
    if isinstance(number, int) and number < 10_000:
        return str(number)
    if number < 100:
        return f"{number:.1f}"
    return (
        f"{number:.0f}" if number < 10_000 else f"{number / 1e3:.0f}k" if number < 999_500 else f"{number / 1e6:.1f}M"
    )


def colour(estimate: float) -> str:
    """The colour of a stand: none in the middle third."""
    return AGAINST if estimate < -1 / 3 else FOR if estimate > 1 / 3 else BETWEEN


def chart(low: float, estimate: float, high: float, width: int) -> Text:
    """The band as a stroke and the estimate as a point, between -1 and +1.

    >>> chart(-1.0, -0.75, -0.25, 17).plain
    '╾─●───╼ │        '
    """
    place = [round((x + 1) / 2 * (width - 1)) for x in (low, estimate, high)]
    cells = [" "] * width
    cells[width // 2] = "│"
    cells[place[0] : place[2] + 1] = ["─"] * (place[2] - place[0] + 1)
    cells[place[0]], cells[place[2]] = "╾", "╼"
    cells[place[1]] = "●"
    made = Text("".join(cells), "dim")
    made.stylize(f"not dim bold {colour(estimate)}".strip(), place[1], place[1] + 1)
    return made


def _days_of(width: int) -> tuple[str, int]:
    """How days are written at that width of the terminal, and how wide their column is."""
    return ("%Y-%m-%d", 22) if width >= WIDE else ("%Y-%m", 16) if width >= NARROW else ("%Y", 10)


def _days(line: Position, form: str) -> Text:
    """The earliest days of the first and the last statement; + where the last can be later."""
    first, last = line.first, line.last
    if first is None or last is None:
        return Text("undated", "dim")
    texts = [f"{day:{form}}" for day in (first, last)]
    return Text("–".join(dict.fromkeys(texts)) + ("+" if line.last_open else ""))


def _trends(stands: Positions) -> list[Text]:
    """A row of bars for each line, one a stretch of time: low is against, high is for, · where nothing was said."""
    from onrecord.positions.timeline import axis, series

    edges = axis(stands.lines, stands.weights)
    return [trend([(p.first, p.mean) for p in series(line, edges, stands.weights)], edges) for line in stands.lines]


def trend(points: Sequence[tuple[dt.date, float]], edges: Sequence[dt.date]) -> Text:
    """The estimates as bars, in the stretches that `edges` bound.

    >>> from datetime import date
    >>> trend([(date(2031, 1, 1), -1.0), (date(2031, 3, 1), 0.9)], [date(2031, m, 1) for m in (1, 2, 3, 4)]).plain
    '▁·█'
    """
    known = dict(points)
    text = Text()
    for edge in edges[:-1]:
        if edge in known:
            text.append(STEPS[min(int((known[edge] + 1) / 2 * len(STEPS)), len(STEPS) - 1)], colour(known[edge]))
        else:
            text.append("·", "dim")
    return text


def quoted(ledger: Ledger, line: Position, count: int, width: int) -> Text:
    """The name of a line, and under it the statements that count most behind it."""
    name = Text(f"{flat(line.side.name)} {line.estimate:+.2f}", "bold")
    if line.count > count:
        name.append(f", {count} of {line.count:,} statements", "not bold dim")
    return Text("\n").join([name, *quotations(ledger, line.behind.heaviest(count), width)])


def quotations(ledger: Ledger, behind: Behind, width: int) -> list[Text]:
    """A line for each statement: handle, day, who, what it was coded as, and its words; two on a narrow terminal."""
    rows = zip(behind.rows.tolist(), behind.ids(), strict=True)
    return [_quotation(ledger, behind, row, id_, width) for row, id_ in rows]


def _quotation(ledger: Ledger, behind: Behind, row: int, id_: str, width: int) -> Text:
    columns, statement = behind.columns, ledger.statement(id_)
    actor, label = int(columns.actor[row]), LABELS[columns.label[row]]
    first, last = days_of((int(columns.earliest[row]), int(columns.latest[row])))
    text = Text.assemble(
        "  ", (ledger.statement_handle(id_), "dim"), " ", (label, {"for": FOR, "against": AGAINST}.get(label, "")), " ",
        (shortened(columns.actors[actor].name if actor != NOBODY else "nobody named", 40), "cyan"), " ",
        (days(first, last), "dim"), " ",
    )  # fmt: skip
    if width < WIDE:
        text.append("\n    ")
    room = width - (5 if width < WIDE else len(text) + 1)
    return text.append(shortened(statement.text if statement else "", max(room, 24)))
