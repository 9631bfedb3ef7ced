"""`onrecord check`: does every span still equal its words?"""

from __future__ import annotations

from pathlib import Path

import click

from onrecord.cli.failures import FAILED
from onrecord.cli.messages import one_line
from onrecord.cli.options import ledger_option
from onrecord.ledger import Ledger
from onrecord.text.phrases import counted


@click.command()
@ledger_option
@click.pass_context
def check(ctx: click.Context, ledger: Path) -> None:
    """Verify the ledger: the file, the links between rows, and every span against its words.

    Exit status: 0 sound; 1 something is wrong, each finding on a line.
    """
    found = 0
    with Ledger.open(ledger, create=False) as opened:
        for finding in opened.check():
            found += 1
            click.echo(one_line(f"{finding.where}: {finding.problem}"))
        if found:
            click.echo(one_line(f"{ledger}: {counted(found, 'finding')}"))
            ctx.exit(FAILED)
        counts = opened.counts()
    held = ", ".join(counted(counts[name], name[:-1]) for name in ("articles", "readings", "attributions"))
    click.echo(one_line(f"{ledger} is sound: {held}"))
