"""`onrecord agreement`: how far coders agree on an issue."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.cli.options import ledger_option
from onrecord.ledger import Ledger
from onrecord.text.phrases import counted

if TYPE_CHECKING:
    from rich.table import Table

    from onrecord.coding import Comparison
    from onrecord.stance.agreement import Cut
    from onrecord.types import Issue


@click.command()
@click.argument("name", metavar="ISSUE")
@ledger_option
@click.option(
    "--between", nargs=2, metavar="CODER CODER", help="Two coders only: model, person, llm, or whose, as in person:ana."
)
@click.option("--to", "form", type=click.Choice(["json"]), help="Data instead of tables.")
def agreement(name: str, ledger: Path, between: tuple[str, str] | None, form: str | None) -> None:
    """Tell how far coders agree on an issue, on the statements that both coded.

    Krippendorff's alpha (nominal) with its 95 % bootstrap interval, and who gave which label where the other gave
    which. Statements on which one of the two was unsure are counted apart. Where people have coded, also how often each
    coder gives their label when it answers above a confidence.
    """
    from onrecord.cli.versions import tell_versions
    from onrecord.coding import against_people, compared, comparisons, find_issue
    from onrecord.record import refresh

    with Ledger.open(ledger, create=False) as opened:
        refresh(opened)
        issue = find_issue(opened, name)
        tell_versions(opened, issue)
        found = compared(opened, issue, *between) if between else comparisons(opened, issue)
        people = {} if between else against_people(opened, issue)
    if form == "json":
        _print_json(issue, found, people)
        return
    _print_tables(issue, found, people)


Who = tuple[str, str]


def _print_json(issue: Issue, found: Sequence[Comparison], people: dict[Who, list[Cut]]) -> None:
    from dataclasses import asdict

    from onrecord.export.jsonlines import json_line

    told = {
        "issue": issue.id,
        "version": issue.digest,
        "comparisons": [asdict(comparison) for comparison in found],
        "against_people": [
            {"coder": coder, "by": by, "cuts": [asdict(c) for c in cuts]} for (coder, by), cuts in people.items()
        ],
    }
    click.echo(json_line(told))


def _print_tables(issue: Issue, found: Sequence[Comparison], people: dict[Who, list[Cut]]) -> None:
    from onrecord.cli.issue import coder_name
    from onrecord.cli.printing import console

    screen = console()
    screen.print(f"{issue.id}, version {issue.digest[:8]}: {issue.question}")
    if not found:
        screen.print("No two coders have a statement in common yet.")
    for comparison in found:
        screen.print()
        for line in told(comparison):
            screen.print(line)
        if comparison.agreement.both:
            screen.print(_confusion(comparison))
    for who, cuts in people.items():
        screen.print()
        screen.print(f"{coder_name(*who)} against people, where it answers at this confidence or above:")
        screen.print(_cuts(cuts))


def told(c: Comparison) -> Iterator[str]:
    """A comparison in words."""
    from onrecord.cli.issue import coder_name

    a = c.agreement
    yield f"{coder_name(*c.one)} and {coder_name(*c.other)}: {counted(a.both, 'statement')} that both answered"
    if a.alpha is None and a.both:
        yield "  alpha is not defined: too few statements, or one label throughout"
    elif a.alpha is not None:
        band = f", 95 % between {a.interval.low:.2f} and {a.interval.high:.2f}" if a.interval else ""
        yield f"  alpha {a.alpha:.2f}{band}; the same label on {a.agreed:,} ({a.agreed / a.both:.0%})"
    if c.blind:
        yield f"  {counted(c.blind, 'statement')} coded blind by both"
    if a.abstained:
        yield f"  {counted(a.abstained, 'statement')} more on which one of them was unsure"


def _table(headings: Sequence[str]) -> Table:
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False, show_edge=False)
    for n, heading in enumerate(headings):
        table.add_column(heading, justify="right" if n else "left")
    return table


def _confusion(c: Comparison) -> Table:
    """Rows are the first coder's labels, columns the second's."""
    from onrecord.cli.issue import coder_name
    from onrecord.stance.agreement import SIDES, confusion

    counts = confusion(c.agreement.pairs)
    used = [side for side in SIDES if any(side in pair for pair in counts)]
    table = _table([f"{coder_name(*c.one)} ↓ {coder_name(*c.other)} →", *used])
    for one in used:
        table.add_row(one, *(f"{counts.get((one, other), 0):,}" for other in used))
    return table


def _cuts(cuts: Sequence[Cut]) -> Table:
    table = _table(["confidence", "answered", "of", "coverage", "as people", "accuracy"])
    for cut in cuts:
        accuracy = f"{cut.right / cut.answered:.0%}" if cut.answered else "–"
        figures = (f"{cut.answered:,}", f"{cut.of:,}", f"{cut.answered / (cut.of or 1):.0%}", f"{cut.right:,}")
        table.add_row(f"{cut.threshold:.2f}", *figures, accuracy)
    return table
