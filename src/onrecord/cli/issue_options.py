"""What the commands that weigh stances on an issue share: options, the record, and the words of captions."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from onrecord.cli.day import first_day, last_day
from onrecord.cli.messages import counted
from onrecord.cli.options import ledger_option

if TYPE_CHECKING:
    from onrecord.ledger import Ledger
    from onrecord.positions.asked import Asked
    from onrecord.positions.estimates import Tally

Command = Callable[..., Any]

WEIGHTS = "hearsay, relayed, unnamed, hypothetical, confidence, neither, same-root, prior, days"


def weighing(command: Command) -> Command:
    """The command with the argument ISSUE and the options on what counts."""
    for option in reversed(
        (
            ledger_option,
            click.argument("issue", metavar="ISSUE"),
            click.option("--by", metavar="NAME", help="Words of the names of those to show."),
            click.option("--since", type=first_day, metavar="DAY", help="Said on this day or later: 2031, 2031-03, …"),
            click.option("--until", type=last_day, metavar="DAY", help="Said on this day or before."),
            click.option("--coder", metavar="NAME", help="Codings of this coder alone: model, llm, person, or a name."),
            click.option("--weight", "weight", multiple=True, metavar="K=V", help=f"Change a weight: {WEIGHTS}."),
            click.option("--quotes", type=click.IntRange(min=0), default=0, metavar="N",
                         help="Show the N statements that count most behind each line."),
            click.option("--to", "form", type=click.Choice(["csv", "jsonl", "parquet"]), help="Data instead."),
        )
    ):  # fmt: skip
        command = option(command)
    return command


def matches(name: str, words: str | None) -> bool:
    """Whether the name holds all the words, in any case and without accents.

    >>> matches("Irena Valk", "valk"), matches("Irena Valk", "orlic")
    (True, False)
    """
    from onrecord.resolve.names import plain

    return words is None or set(plain(words).split()) <= set(plain(name).split())


def refreshed(ledger: Ledger) -> None:
    """The record is brought up to date where evidence or judgements grew."""
    if ledger.is_fresh():
        return
    from onrecord.record import refresh  # loads the reader: only when there is something to compute

    refresh(ledger)


def caption(tally: Tally, asked: Asked, *, on_timeline: bool) -> str:
    """How many statements the figures rest on, and how many don't count, and why."""
    parts = [f"{counted(tally.counted, 'statement')} counted"]
    if tally.undated:
        where = "stand on no timeline" if on_timeline else "are undated"
        parts[0] += f" ({tally.undated:,} of them {where})"
    for number, why in (
        (tally.unrelated, "unrelated"),
        (tally.unsure, "unsure"),
        (tally.nobody, "of nobody named"),
        (tally.left_out, "outside these days or undated"),
    ):
        if number:
            parts.append(f"{number:,} {why}")
    text = "; left out: ".join([parts[0], ", ".join(parts[1:])]) if parts[1:] else parts[0]
    if tally.contested:
        text += f"; on {tally.contested:,} of those counted the coders differ"
    if asked.elsewhere:
        text += f"; {counted(asked.elsewhere, 'coding')} stand on other versions of the codebook"
    return text + "."
