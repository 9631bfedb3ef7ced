"""Networks on a terminal: groups, the strongest ties, and how polarised it was over time."""

from __future__ import annotations

from collections.abc import Sequence

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from onrecord.cli.printing import console, days, flat, shortened
from onrecord.ledger import Ledger
from onrecord.ledger.stances import Version
from onrecord.positions.networks.onemode import End, Network, Tie
from onrecord.positions.networks.polarisation import Split, esteban_ray
from onrecord.positions.networks.twomode import TwoMode
from onrecord.text.phrases import counted

WIDE = 120  # from here on, counts have columns of their own
FOR, AGAINST = "bright_blue", "yellow"  # as in positions: neither end is the wrong one
NAMED = 12  # sides of a group that are named
BAR = 12  # columns of the longest bar


def show(made: Network, sides: TwoMode, groups: Sequence[int], elsewhere: int, limit: int) -> None:
    """Print the network: what it is about, its groups, its strongest ties, and a caption."""
    screen = console()
    screen.print(_heading(made, screen.width))
    if sides.sides:
        _show_groups(screen, sides, groups)
    if made.ties:
        screen.print(_table(made, sides, limit or len(made.ties), screen.width))
    screen.print(_caption(made, sides, elsewhere, limit))


def _heading(made: Network, width: int) -> Text:
    text = Text()
    for concept in made.concepts:
        text.append(shortened(concept.question, width) + "\n", "bold")
    normalised = "" if made.normalisation == "no" else f", normalisation: {made.normalisation}"
    return text.append(f"{made.kind} network{normalised}", "dim")


def _show_groups(screen: Console, sides: TwoMode, groups: Sequence[int]) -> None:
    """The groups of the congruence network, each with what it says; the unattached last."""
    for group in sorted(set(groups), key=lambda g: (g < 0, g)):
        members = [n for n, mine in enumerate(groups) if mine == group]
        name = Text(f"group {group + 1}: " if group >= 0 else "alone: ", "bold")
        for place, n in enumerate(members[:NAMED]):
            name.append("; " if place else "").append(flat(sides.sides[n].name), "cyan").append(" ")
            name.append_text(_counts(sides, n))
        if len(members) > NAMED:
            name.append(f"; {len(members) - NAMED} more", "dim")
        screen.print(name)
    screen.print()


def _counts(sides: TwoMode, n: int) -> Text:
    """How often a side speaks for and against: (4+ 1-)."""
    agree, disagree = float(sides.agree[n].sum()), float(sides.disagree[n].sum())
    text = Text("(")
    if agree:
        text.append(f"{number(agree)}+", FOR)
    if disagree:
        text.append(" " if agree else "").append(f"{number(disagree)}-", AGAINST)
    return text.append(")")


def number(value: float) -> str:
    """A weight as short as it can be.

    >>> number(12.0), number(0.25), number(3.14159), number(1234.6)
    ('12', '0.25', '3.14', '1,235')
    """
    if value == int(value):
        return f"{int(value):,}"
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.2f}"


def _table(made: Network, sides: TwoMode, limit: int, width: int) -> Table:
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False, width=width, show_edge=False)
    table.add_column("who", ratio=1, overflow="ellipsis", no_wrap=True)
    table.add_column(
        "with whom" if made.kind != "two-mode" else "which end", ratio=1, overflow="ellipsis", no_wrap=True
    )
    table.add_column("weight", justify="right")
    table.add_column("", width=BAR)
    if width >= WIDE:
        table.add_column("raw", justify="right")
    most = max((abs(tie.weight) for tie in made.ties), default=1.0)
    for tie in made.ties[:limit]:
        cells = [_name(made, tie.one), _name(made, tie.other), Text(number(tie.weight)), _bar(tie, most)]
        table.add_row(*cells, *([Text(number(tie.raw), "dim")] if width >= WIDE else []))
    return table


def quotations(ledger: Ledger, made: Network, limit: int, quotes: int) -> None:
    """Print the statements that count most behind each tie shown: handle, day, words; of one side, then the other."""
    screen = console()
    for tie in made.ties[: limit or None]:
        screen.print(Text.assemble(_name(made, tie.one), " and ", _name(made, tie.other), f" {number(tie.weight)}"))
        for place, ids in ((tie.one, tie.statements), (tie.other, tie.other_statements)):
            for id_ in ids[:quotes]:
                screen.print(_quotation(ledger, made.nodes[place].name, id_, screen.width))


def _quotation(ledger: Ledger, who: str, id_: str, width: int) -> Text:
    statement = ledger.statement(id_)
    day = days(statement.earliest, statement.latest) if statement else ""
    text = Text.assemble("  ", (ledger.statement_handle(id_), "dim"), " ", (shortened(who, 40), "cyan"), f" {day} ")
    return text.append("\n    " + shortened(statement.text if statement else "", 2 * width - 10))


def _name(made: Network, place: int) -> Text:
    node = made.nodes[place]
    if isinstance(node, End):
        return Text(f"{node.id}: {flat(node.text)}", FOR if node.agrees else AGAINST)
    return Text(flat(node.name), "cyan")


def _bar(tie: Tie, most: float) -> Text:
    length = max(1, round(abs(tie.weight) / most * BAR))
    return Text(("━" if tie.weight > 0 else "╍") * length, "dim")


def _caption(made: Network, sides: TwoMode, elsewhere: int, limit: int) -> str:
    said = number(float(sides.totals.sum()))
    takes = f"{said} {'statement' if said == '1' else 'statements'} for or against"
    text = f"{counted(len(sides.sides), 'side')}, {takes}, {counted(len(made.ties), 'tie')}"
    if limit and len(made.ties) > limit:
        text += f", {limit} shown (--limit 0 for all)"
    if made.left_out:
        text += f"; {counted(made.left_out, 'side')} with fewest statements left out"
    if not made.ties:
        text += "; nobody is tied to anybody"
    if elsewhere:
        text += f"; {counted(elsewhere, 'coding')} stand on other versions of the codebook"
    scores = [s for n in range(len(made.concepts)) if (s := esteban_ray(sides.means(n))) is not None]
    if scores:
        text += f". Polarisation (Esteban and Ray) {sum(scores) / len(scores):.2f} of 1"
    return text + "."


def show_splits(found: Sequence[Split], months: int, concepts: Sequence[Version]) -> None:
    """Print how polarised it was, a line for each window."""
    screen = console()
    for concept in concepts:
        screen.print(Text(shortened(concept.question, screen.width), "bold"))
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False, width=screen.width, show_edge=False)
    table.add_column("from", width=10)
    table.add_column("to", width=10)
    table.add_column("sides", justify="right")
    table.add_column("said", justify="right")
    table.add_column("polarisation", justify="right")
    table.add_column("", ratio=1)
    table.add_column("modularity", justify="right")
    for s in found:
        score, groups = ("–" if x is None else f"{round(x, 2) + 0.0:.2f}" for x in (s.esteban_ray, s.modularity))
        bar = Text("━" * round((s.esteban_ray or 0) * 2 * BAR), "dim")
        table.add_row(str(s.first), str(s.last), str(s.sides), number(s.statements), score, bar, groups)
    if found:
        screen.print(table)
    screen.print(
        f"{counted(len(found), 'window')} of {counted(months, 'month')}. Polarisation (Esteban and Ray 1994): 0 is one "
        "place, 1 two equal halves at the ends; modularity: that of the best grouping by shared stands."
        if found
        else "No dated statement for or against."
    )
