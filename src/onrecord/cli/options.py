"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click

from onrecord.cli.day import first_day, last_day
from onrecord.errors import UsageError

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

Decorator = Callable[[Any], Any]

since_option = click.option(
    "--since", type=first_day, metavar="DAY", help="Said on this day or later: 2031, 2031-03, …"
)
until_option = click.option("--until", type=last_day, metavar="DAY", help="Said on this day or before.")

coder_option = click.option(
    "--coder", metavar="NAME", help="Codings of this coder alone: model, person, llm, a name, or both: person:ana."
)


def file_option(told: str) -> Decorator:
    """`--output`: a file in a folder that is there."""
    kind = click.Path(path_type=Path, dir_okay=False)
    return click.option("--output", "-o", type=kind, callback=_in_a_folder, help=told)


def _in_a_folder(_ctx: click.Context, _option: click.Parameter, path: Path | None) -> Path | None:
    if path is not None and not path.parent.is_dir():
        raise UsageError(f"{path}: there is no folder {path.parent}")
    return path


output_option = file_option("The file to write, with --to.")


def data_option(forms: Sequence[str] = ("csv", "jsonl", "parquet"), more: str = "") -> Decorator:
    """`--to`: the result as data, in one of the forms."""
    return click.option("--to", "form", type=click.Choice(forms), help=f"Data instead of a view{more}.")


def limit_option(things: str, shown: int) -> Decorator:
    """`--limit`: how many at most; a view shows `shown` by itself, data hold all."""
    told = f"{things} at most; 0 is all.  [default: {shown} in a view, all as data]"
    return click.option("--limit", type=click.IntRange(min=0), metavar="N", help=told)


plot_option = click.option(
    "--plot", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Draw a picture: .svg or .png."
)
