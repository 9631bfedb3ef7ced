"""`onrecord search`: articles and attributions that hold given words."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.cli.options import ledger_option
from onrecord.ledger import Hit, Ledger

if TYPE_CHECKING:
    from rich.text import Text


@click.command()
@ledger_option
@click.option("--limit", type=click.IntRange(min=1), default=10, show_default=True, help="Of each kind, at most.")
@click.argument("words", nargs=-1, required=True)
def search(ledger: Path, limit: int, words: tuple[str, ...]) -> None:
    """Find articles and attributions that hold all WORDS; '"a phrase"' is found whole, begin* with any ending."""
    from rich.padding import Padding

    from onrecord.cli.printing import console, has_colour

    screen = console()
    with Ledger.open(ledger, create=False) as opened:
        hits = opened.search(" ".join(words), limit=limit)
        for hit in hits:
            screen.print(_name(hit, opened.handle(hit.article, hit.attribution)))
            screen.print(Padding(_words(hit, colour=has_colour(screen)), (0, 0, 0, 4)))
    if not hits:
        screen.print("Nothing found.")


def _name(hit: Hit, handle: str) -> Text:
    """What was found, and where."""
    from rich.text import Text

    from onrecord.cli.printing import flat

    parts = [flat(part) for part in (hit.label, hit.outlet) if part]
    return Text.assemble((f"{hit.kind} {flat(handle)}", "cyan"), *(f" · {part}" for part in parts))


def _words(hit: Hit, *, colour: bool) -> Text:
    """The words in their place."""
    from rich.text import Text

    made, at = Text(), 0
    for start, end in hit.marks:
        made.append(_plain(hit.snippet[at:start]))
        words = _plain(hit.snippet[start:end])
        made.append(words if colour else f"*{words}*", "bold yellow")
        at = end
    made.append(_plain(hit.snippet[at:]))
    made.rstrip()
    return made


def _plain(text: str) -> str:
    """The text without line ends and controls, its spaces kept where they join a mark."""
    from onrecord.cli.printing import printable

    return printable(text.replace("\r", "")).replace("\n", " ")
