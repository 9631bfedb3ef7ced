"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path

import click

DEFAULT_LEDGER = "onrecord.db"

ledger_option = click.option(
    "--ledger",
    type=click.Path(path_type=Path, dir_okay=False),
    envvar="ONRECORD_DB",
    default=DEFAULT_LEDGER,
    show_default=True,
    show_envvar=True,
    metavar="PATH",
    help="The ledger file.",
)

plot_option = click.option(
    "--plot", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="A picture: .svg or .png."
)
