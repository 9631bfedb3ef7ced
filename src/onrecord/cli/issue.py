"""`onrecord issue`: the questions that statements are coded on."""

from __future__ import annotations

from pathlib import Path

import click

from onrecord.cli.failures import FAILED
from onrecord.cli.messages import say
from onrecord.cli.options import coder_option, file_option, ledger_option
from onrecord.errors import InputError, ModelError, UsageError
from onrecord.text.phrases import counted
from onrecord.types import Issue


@click.group()
def issue() -> None:
    """Questions with two ends, on which statements are coded.

    An issue is a TOML file that you write. Each version of it is kept in the ledger beside the codings it led to.
    """


@issue.command()
@click.argument("id_", metavar="ID")
@click.option("--question", help="The question, if it stands already.")
@file_option("The file.  [default: ID.toml]")
def new(id_: str, question: str | None, output: Path | None) -> None:
    """Write an issue file to fill in, with a line on every key."""
    from onrecord.stance.template import template

    text, file = template(id_, question), output or Path(f"{id_}.toml")
    try:
        with file.open("x", encoding="utf-8") as out:
            out.write(text)
    except FileExistsError as error:
        raise UsageError(f"{file} is there already; it is left as it is") from error
    say(f"{file} written; fill it in, then `onrecord issue check {file}`")


@issue.command()
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.pass_context
def check(ctx: click.Context, files: tuple[Path, ...]) -> None:
    """Tell what is wrong in issue files, and what could be better.

    Exit status 1 if a file is wrong; advice alone changes nothing.
    """
    from onrecord.stance.advice import advice
    from onrecord.stance.issues import read_issue

    wrong = 0
    for file in files:
        try:
            found = read_issue(file)
        except InputError as error:
            say(f"wrong: {error}")
            wrong += 1
            continue
        told = [*advice(found), *_second_thoughts(found)]
        for sentence in told:
            _say_line(f"{file}: advice: {sentence}")
        _say_line(f"{file}: {found.id}, {counted(len(found.examples), 'example')}, version {found.digest[:8]}: sound")
    if wrong:
        ctx.exit(FAILED)


def _second_thoughts(found: Issue) -> list[str]:
    """What the model reads otherwise; nothing without examples, or where the model is missing."""
    from onrecord.stance.advice import second_thoughts
    from onrecord.stance.coders import Settings
    from onrecord.stance.coders.model import load

    if not found.examples:
        return []
    try:
        return list(second_thoughts(found, load(Settings())))
    except ModelError as error:
        return [f"the examples were not read by the model: {error}"]


@issue.command("list", short_help="List the issues of the ledger, with every version.")
@ledger_option
def list_issues(ledger: Path) -> None:
    """List the issues of the ledger: every version of their codebooks, and who coded how many statements on it."""
    from rich import box
    from rich.table import Table

    from onrecord.cli.printing import console, flat
    from onrecord.ledger import Ledger

    with Ledger.open(ledger, create=False) as opened:
        lines = opened.issues()
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False, show_edge=False)
    for heading in ("id", "version", "since", "question", "codings"):
        table.add_column(heading, overflow="fold", no_wrap=heading in ("version", "since"))
    for line in lines:
        made = ", ".join(f"{coder_name(coder, by)} {number:,}" for coder, by, number in line.codings) or "none"
        table.add_row(*map(flat, (line.id, line.digest[:8], f"{line.added:%Y-%m-%d}", line.question, made)))
    screen = console()
    if lines:
        screen.print(table)
    screen.print(f"{counted(len({line.id for line in lines}), 'issue')}, {counted(len(lines), 'version')}.")


@issue.command()
@click.argument("issue_", metavar="ISSUE")
@ledger_option
@coder_option
@click.option("--to", "form", type=click.Choice(["jsonl"]), help="Data instead of a table.")
def codings(issue_: str, ledger: Path, coder: str | None, form: str | None) -> None:
    """List the codings on an issue, with their ids and the words."""
    from onrecord.cli.codings_out import print_codings
    from onrecord.coding import find_issue
    from onrecord.ledger import Ledger
    from onrecord.record import refresh

    with Ledger.open(ledger, create=False) as opened:
        refresh(opened)
        print_codings(opened, find_issue(opened, issue_), coder, form)


@issue.command(short_help="Explain how a statement is coded.")
@click.argument("issue_", metavar="ISSUE")
@click.argument("name", metavar="ID")
@ledger_option
def why(issue_: str, name: str, ledger: Path) -> None:
    """Explain how a statement is coded: the model's odds, what each clause adds to the score, and every coder's answer.

    ID is that of a statement or an attribution, as `said` shows it.
    """
    from onrecord.cli.issue_why import print_why
    from onrecord.coding import find_issue
    from onrecord.ledger import Ledger
    from onrecord.record import refresh

    with Ledger.open(ledger, create=False) as opened:
        refresh(opened)
        print_why(opened, find_issue(opened, issue_), name)


def coder_name(coder: str, by: str) -> str:
    """A coder and whose answers they are, as commands take them.

    >>> coder_name("model", "3f9a1c77b210"), coder_name("person", "ana")
    ('model:3f9a1c77', 'person:ana')
    """
    return f"{coder}:{by[:8] if coder == 'model' else by}"


def _say_line(text: str) -> None:
    from onrecord.cli.printing import flat

    click.echo(flat(text))
