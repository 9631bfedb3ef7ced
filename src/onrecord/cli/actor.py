"""`onrecord actor`: who is who across articles, and what a person decides about it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from onrecord.cli.day import first_day, last_day
from onrecord.cli.failures import FAILED
from onrecord.cli.messages import say
from onrecord.cli.options import ledger_option
from onrecord.cli.why import judged
from onrecord.errors import UsageError
from onrecord.ledger import Ledger
from onrecord.record import Judge, refresh, user
from onrecord.text.phrases import counted
from onrecord.types import Change, Judgement, Tenure

Decision = Callable[[Judge], Judgement]


@click.group()
def actor() -> None:
    """Who is who across articles.

    What you decide is kept as a judgement on top of the evidence, with your name and the time, and can be undone.
    """


def _deciding(command: Callable[..., None]) -> Callable[..., None]:
    """The options of every command that keeps a judgement."""
    command = click.option("--note", default="", help="Why you decide so.")(command)
    return ledger_option(click.option("--by", default=None, help="Who decides.  [default: your user name]")(command))


def _decide(ledger: Path, by: str | None, note: str, decision: Decision) -> None:
    with Ledger.open(ledger, create=False, write=True) as opened:
        kept = decision(Judge(opened, by or user(), note))
    _say_line(judged(kept))


def _say_line(text: str) -> None:
    from onrecord.cli.printing import flat

    click.echo(flat(text))


@contextmanager
def _record(ledger: Path) -> Iterator[Ledger]:
    with Ledger.open(ledger, create=False) as opened:
        refresh(opened)
        yield opened


# --- looking -------------------------------------------------------------------------------------------------


@actor.command("list")
@ledger_option
@click.argument("words", nargs=-1)
def list_actors(ledger: Path, words: tuple[str, ...]) -> None:
    """List the actors, or those whose names hold all WORDS; those with most statements first."""
    from rich import box
    from rich.table import Table

    from onrecord.cli.printing import console, flat

    with _record(ledger) as opened:
        lines = opened.actors(" ".join(words))
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False, show_edge=False)
    for heading in ("id", "name", "kind", "country"):
        table.add_column(heading, overflow="fold")
    for heading in ("articles", "statements"):
        table.add_column(heading, justify="right")
    for line in lines:
        words_ = (flat(text or "") for text in (line.id, line.name, line.kind, line.country))
        table.add_row(*words_, f"{line.articles:,}", f"{line.statements:,}")
    screen = console()
    if lines:
        screen.print(table)
    screen.print(counted(len(lines), "actor") + ".")


@actor.command()
@ledger_option
@click.argument("id_", metavar="ID")
def show(ledger: Path, id_: str) -> None:
    """Show an actor: names, offices, and where it stands for whom, with the reasons."""
    with _record(ledger) as opened:
        found = opened.recorded_actor(id_)
        if found is None:
            near = ", ".join(line.id for line in opened.actors(id_.replace("-", " "))[:5])
            raise UsageError(
                f"no actor {id_!r}" + (f"; there are {near}" if near else "; `onrecord actor list` lists them")
            )
        tenures, standing = opened.tenures(id_), opened.judgements()
    _say_line(f"{found.name} ({found.kind}{f', {found.country}' if found.country else ''}) {found.id}")
    if found.aliases:
        _say_line(f"  also: {', '.join(found.aliases)}")
    for tenure in tenures:
        _say_line(f"  {_office(tenure)}")
    for member in found.members:
        _say_line(f"  {member.actor} in {member.article}: {member.reason or 'the same'} ({member.score:.2f})")
    for judgement in standing:
        if any(subject.id == id_ for subject in judgement.subjects):
            _say_line(f"  judged: {judged(judgement)}")


@actor.command()
@ledger_option
@click.argument("id_", metavar="[ID]", required=False)
def offices(ledger: Path, id_: str | None) -> None:
    """List who was seen to hold which office, and when; of one actor, or of all."""
    with _record(ledger) as opened:
        for tenure in opened.tenures(id_):
            _say_line(f"{tenure.actor}: {_office(tenure)}")


def _office(tenure: Tenure) -> str:
    from onrecord.cli.printing import days

    behind = f" of {tenure.speaks_for}" if tenure.speaks_for else ""
    seen = f", {counted(len(tenure.articles), 'article')}" if tenure.articles else ""
    return f"{tenure.role or 'spoke'}{behind}, {days(tenure.first, tenure.last)} (from {tenure.origin}{seen})"


@actor.command()
@ledger_option
def judgements(ledger: Path) -> None:
    """List every judgement, oldest first, with what is pending for want of its subject."""
    with _record(ledger) as opened:
        pending = {p.judgement: p.reason for p in opened.record().pending}
        for judgement in opened.judgements():
            reason = pending.get(judgement.id)
            _say_line(judged(judgement) + (f" [pending: {reason}]" if reason else ""))


# --- deciding ------------------------------------------------------------------------------------------------


@actor.command()
@_deciding
@click.argument("ids", metavar="ID ID...", nargs=-1, required=True)
def merge(ledger: Path, by: str | None, note: str, ids: tuple[str, ...]) -> None:
    """Decide that these actors are one, under the first one's id and name."""
    _decide(ledger, by, note, lambda judge: judge.merge(ids))


@actor.command()
@_deciding
@click.argument("id_", metavar="ID")
@click.argument("articles", metavar="ARTICLE...", nargs=-1, required=True)
@click.option("--name", help="What the other one is called.")
def split(ledger: Path, by: str | None, note: str, id_: str, articles: tuple[str, ...], name: str | None) -> None:
    """Decide that the actor whom these articles name is somebody else."""
    _decide(ledger, by, note, lambda judge: judge.split(id_, articles, name))


@actor.command()
@_deciding
@click.argument("id_", metavar="ID")
@click.argument("name")
def rename(ledger: Path, by: str | None, note: str, id_: str, name: str) -> None:
    """Decide what an actor is called; the id stays."""
    _decide(ledger, by, note, lambda judge: judge.rename(id_, name))


@actor.command()
@_deciding
@click.argument("id_", metavar="ID")
@click.option("--role", help="The office.")
@click.option("--for", "speaks_for", help="The state or body spoken for.")
@click.option("--since", type=first_day, metavar="DAY")
@click.option("--until", type=last_day, metavar="DAY")
def office(
    *,
    ledger: Path,
    by: str | None,
    note: str,
    id_: str,
    role: str | None,
    speaks_for: str | None,
    since: dt.date | None,
    until: dt.date | None,
) -> None:
    """Decide which office an actor held, for whom, and when."""
    change = Change(role=role, speaks_for=speaks_for, since=since, until=until)
    _decide(ledger, by, note, lambda judge: judge.office(id_, change))


@actor.command()
@_deciding
@click.argument("ids", metavar="ATTRIBUTION...", nargs=-1, required=True)
@click.option("--is", "actor_id", metavar="ACTOR", help="The actor who said it.")
@click.option("--for", "speaks_for", help="The state or body spoken for.")
def speaker(
    ledger: Path, by: str | None, note: str, ids: tuple[str, ...], actor_id: str | None, speaks_for: str | None
) -> None:
    """Decide who said something, or for whom."""
    if actor_id is None and speaks_for is None:
        raise UsageError("say who it was with --is ACTOR, or for whom with --for BODY")
    change = Change(actor=actor_id, speaks_for=speaks_for)
    _decide(ledger, by, note, lambda judge: judge.speaker(ids, change))


@actor.command()
@_deciding
@click.argument("ids", metavar="ATTRIBUTION...", nargs=-1, required=True)
@click.option("--via", "actors", metavar="ACTOR", multiple=True, help="On whose word; nearest to the speaker first.")
@click.option("--first-hand", is_flag=True, help="On nobody's word.")
@click.option("--as-read", is_flag=True, help="The chain is right as it was read.")
def chain(
    ledger: Path,
    by: str | None,
    note: str,
    ids: tuple[str, ...],
    actors: tuple[str, ...],
    first_hand: bool,
    as_read: bool,
) -> None:
    """Decide on whose word something stands."""
    if bool(actors) + first_hand + as_read != 1:
        raise UsageError("say on whose word it stands with --via ACTOR, or --first-hand, or --as-read; one of them")
    _decide(ledger, by, note, lambda judge: judge.chain_as_read(ids) if as_read else judge.chain(ids, actors))


@actor.command()
@_deciding
@click.argument("judgement")
def undo(ledger: Path, by: str | None, note: str, judgement: str) -> None:
    """Take a judgement back; undoing the undo restores it."""
    _decide(ledger, by, note, lambda judge: judge.undo(judgement))


@actor.command("import")
@ledger_option
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--format", "format_", help="phoenix, ftm or csv.  [default: by the file's ending]")
@click.pass_context
def import_lists(ctx: click.Context, ledger: Path, files: tuple[Path, ...], format_: str | None) -> None:
    """Import lists of actors: Phoenix or PETRARCH files, FollowTheMoney JSON, CSV.

    Exit status 1 if some lines could not be read; each is named, and the rest is imported.
    """
    from onrecord.resolve.imports import read_list

    errors = 0
    with Ledger.open(ledger) as opened:
        for file in files:
            found = read_list(file, format_)
            for error in found.errors:
                say(f"skipped: {error}")
            errors += len(found.errors)
            new = opened.add_listed(found.actors)
            say(
                f"{file}: {counted(new, 'new actor')}, {len(found.actors) - new:,} known, {len(found.errors):,} skipped"
            )
    if errors:
        ctx.exit(FAILED)
