"""`onrecord conflicts`: where accounts part."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.cli.issue_options import examine_coder, matches, refreshed
from onrecord.cli.options import coder_option, data_option, ledger_option, limit_option, output_option
from onrecord.ledger import Ledger

if TYPE_CHECKING:
    from onrecord.positions.conflicts.find import Issue
    from onrecord.positions.conflicts.model import Agreement, Conflict, Found

SHOWN = 20  # conflicts of a view when no limit is given: a few screens
KINDS = ("readings", "self", "accounts", "numbers")


@click.command()
@ledger_option
@click.argument("issue", metavar="[ISSUE]", required=False)
@click.option("--kind", "kinds", multiple=True, type=click.Choice(KINDS), help="Of these kinds alone.")
@click.option("--by", metavar="NAME", help="Words of the name of one who has a part in it.")
@click.option(
    "--least",
    type=click.FloatRange(0, 1),
    default=0.4,
    show_default=True,
    metavar="P",
    help="Leave out those of which a reader would agree with less than this chance.",
)
@coder_option
@click.option("--agreements", is_flag=True, help="Show the figures on which outlets agree, instead of conflicts.")
@limit_option("Conflicts", SHOWN)
@data_option()
@output_option
def conflicts(
    *,
    ledger: Path,
    issue: str | None,
    kinds: tuple[str, ...],
    by: str | None,
    least: float,
    coder: str | None,
    agreements: bool,
    limit: int | None,
    form: str | None,
    output: Path | None,
) -> None:
    """Show where accounts part, side by side: on ISSUE (its id in the ledger, or an issue file), or at all.

    readings: two sides that affirm and deny one thing, or read one text so and so. self: one side on both ends of the
    issue at one time. accounts: two outlets that give one statement differently. numbers: figures that differ for one
    thing; an outlet's narration counts as its own word. None of them says who is right.
    """
    from onrecord.cli.rows_out import examine
    from onrecord.positions.conflicts.find import find

    examine(form, output)
    with Ledger.open(ledger, create=False) as opened:
        refreshed(opened)
        asked = None if issue is None else _issue(opened, issue, coder)
        found = _kept(find(opened, asked, kinds or KINDS), by, least)
        most = (0 if form else SHOWN) if limit is None else limit
        if form is not None:
            from onrecord.cli.conflicts_view import write

            write(found, form, output, most, agreements=agreements)
        else:
            from onrecord.cli.conflicts_view import show

            show(opened, found, asked, most, agreements=agreements)


def _issue(ledger: Ledger, name: str, coder: str | None) -> Issue:
    from onrecord.positions.asked import asked
    from onrecord.positions.conflicts.find import issue_of

    found = asked(ledger, name)
    examine_coder(ledger, found.version, coder)
    return issue_of(ledger, found, coder)


def _kept(found: Found, by: str | None, least: float) -> Found:
    """The conflicts that are sure enough and in which somebody of that name has a part."""
    return replace(
        found,
        conflicts=tuple(c for c in found.conflicts if c.confidence >= least and _has(c, by)),
        agreements=tuple(a for a in found.agreements if a.confidence >= least and _tells(a, by)),
    )


def _has(conflict: Conflict, by: str | None) -> bool:
    names = [n for p in (conflict.one, conflict.other) for w in p.words for n in (w.who, w.outlet, *w.speaks_for) if n]
    return any(matches(name, by) for name in (*names, conflict.one.name, conflict.other.name))


def _tells(agreement: Agreement, by: str | None) -> bool:
    return any(matches(name, by) for w in agreement.words for name in (w.who, w.outlet, *w.speaks_for) if name)
