"""A click group whose commands are named in a table and imported when they are called."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module

import click

from onrecord.cli.failures import reported


@dataclass(frozen=True, slots=True)
class Row:
    """A command of the table: `target` is `module:name` of a click command, `help` its line in `--help`."""

    target: str
    help: str

    def load(self) -> click.Command:
        """The click command itself."""
        module, _, name = self.target.partition(":")
        command: object = getattr(import_module(module), name)
        if not isinstance(command, click.Command):
            raise TypeError(f"{self.target} is no click command")
        return command


class LazyGroup(click.Group):
    """A group over a table of rows; it reports every failure that a command lets through."""

    def __init__(self, name: str, rows: Mapping[str, Row], *, version: str, help: str, also: Mapping[str, str]) -> None:
        super().__init__(name, help=help, context_settings={"help_option_names": ["-h", "--help"]})
        self.rows, self.also = rows, also
        self.params.append(_version_option(version))

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names in the order of the table."""
        return list(self.rows)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, imported now; `also` holds other names for some."""
        row = self.rows.get(self.also.get(cmd_name, cmd_name))
        return None if row is None else row.load()

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the table's lines of help, without importing a command."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, row.help) for name, row in self.rows.items()])

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; its failures become one line and an exit status."""
        with reported(ctx):
            return super().invoke(ctx)


def _version_option(version: str) -> click.Option:
    def show(ctx: click.Context, param: click.Parameter, wanted: bool) -> None:
        if wanted and not ctx.resilient_parsing:
            click.echo(f"onrecord {version}")
            ctx.exit()

    return click.Option(
        ["--version"], is_flag=True, expose_value=False, is_eager=True, callback=show, help="Show the version."
    )
