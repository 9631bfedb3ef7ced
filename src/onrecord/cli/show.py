"""`onrecord show`: an article with its attributions marked."""

from __future__ import annotations

from pathlib import Path

import click

from onrecord.cli.options import ledger_option
from onrecord.ledger import Ledger


@click.command()
@ledger_option
@click.argument("article")
def show(ledger: Path, article: str) -> None:
    """Print an article with its attributions in colour, numbered in the margin.

    ARTICLE is an id or the beginning of one, a path or a URL. Without colour, {} is put round a source, <> round a cue
    and [] round a content, each with its number.
    """
    with Ledger.open(ledger, create=False) as opened:
        reading = opened.reading(article)
    from onrecord.cli.article_page import page
    from onrecord.cli.printing import console, has_colour

    screen = console()
    for line in page(reading, screen.width, colour=has_colour(screen)):
        screen.print(line, soft_wrap=True)
