"""`onrecord export`: the ledger in other programs' forms."""

from __future__ import annotations

from pathlib import Path

import click

from onrecord.cli.messages import say
from onrecord.cli.options import ledger_option
from onrecord.export import EXPORTERS
from onrecord.export import export as export_ledger
from onrecord.ledger import Ledger
from onrecord.text.phrases import counted

FORMS = "\n\n\b\n" + "\n".join(f"{name:14} {exporter.help}" for name, exporter in EXPORTERS.items())


@click.command(help="Write the ledger to the folder DIR, whole or not at all." + FORMS)
@ledger_option
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--to", "form", type=click.Choice(list(EXPORTERS)), required=True, help="The form, as above.")
@click.option(
    "--force", is_flag=True, help="Write into a folder that holds files; those of the same name are replaced."
)
def export(ledger: Path, folder: Path, form: str, force: bool) -> None:
    """Write the ledger to a folder."""
    with Ledger.open(ledger, create=False) as opened, opened.snapshot():
        export_ledger(opened, folder, form, force=force)
    say(f"{counted(sum(1 for _ in folder.iterdir()), 'file')} in {folder}")
