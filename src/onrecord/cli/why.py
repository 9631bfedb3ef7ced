"""`onrecord why`: the words behind a line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.cli.options import ledger_option
from onrecord.ledger import Ledger

if TYPE_CHECKING:
    from onrecord.types import Judgement, RecordedActor, Statement, Variant
    from onrecord.why import Explanation, Report, Words

Row = tuple[str, str]  # what is told, in the left column, and the telling


@click.command()
@ledger_option
@click.option("--to", "form", type=click.Choice(["json"]), help="Data instead of text.")
@click.argument("name", metavar="ID")
def why(ledger: Path, name: str, form: str | None) -> None:
    """Explain a line: speaker, principal, chain, date and roots, and the words behind each.

    ID is that of a statement or an attribution, as `said` shows it.
    """
    from onrecord.why import explain

    with Ledger.open(ledger, create=False) as opened:
        found = explain(opened, name)
    if form == "json":
        from dataclasses import asdict

        from onrecord.export.jsonlines import json_line
        from onrecord.export.source import writable

        click.echo(writable(json_line(asdict(found))))
        return
    _print([*_statement_rows(found), *(row for n, r in enumerate(found.reports, 1) for row in _report_rows(n, r))])


def _print(rows: list[Row]) -> None:
    from rich.table import Table
    from rich.text import Text

    from onrecord.cli.printing import console, flat

    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(style="cyan", no_wrap=True)
    table.add_column()
    for told, telling in rows:
        table.add_row(told, Text(flat(telling), "" if told.strip() else "dim"))
    console().print(table)


def _statement_rows(found: Explanation) -> Iterator[Row]:
    from onrecord.cli.printing import days
    from onrecord.text.phrases import counted

    s = found.statement
    yield "statement", s.text
    articles = len({o.article for o in s.occurrences})
    yield "", f"{s.id}: {counted(articles, 'report')}, {counted(len(s.roots), 'root')}"
    yield from _speaker_rows(s, found.actor)
    if s.speaks_for is not None:
        yield "for", s.speaks_for
        for t in found.tenures:
            held = f"{t.role or 'spoke'}{f' of {t.speaks_for}' if t.speaks_for else ''}, {days(t.first, t.last)}"
            yield "", f"{held} (from {t.origin}{_listed(t.articles)})"
    yield "when", days(s.earliest, s.latest)
    for root in found.roots:
        yield "root", f"{root.origin or root.id}{_listed(root.articles)}{f': {root.reason}' if root.reason else ''}"
    for variant in s.variants if len(s.variants) > 1 else ():
        yield "wording", _variant(variant)
    for judgement in found.judgements:
        yield "judged", judged(judgement)


def _speaker_rows(statement: Statement, actor: RecordedActor | None) -> Iterator[Row]:
    if actor is None:
        yield "speaker", "not known" if statement.actor is None else statement.actor
        return
    yield "speaker", f"{actor.name} ({actor.kind}, {actor.id})"
    for member in actor.members:
        yield "", f"{member.actor} in {member.article}: {member.reason or 'the same'} ({member.score:.2f})"


def _listed(articles: tuple[str, ...]) -> str:
    shown = ", ".join(articles[:4]) + (f" and {len(articles) - 4} more" if len(articles) > 4 else "")
    return f" in {shown}" if articles else ""


def _variant(variant: Variant) -> str:
    parted = "; ".join(
        f"“{e.now}” for “{e.was}”" if e.was and e.now else _one_sided(e.was, e.now) for e in variant.edits
    )
    return f"{variant.text} ({', '.join(variant.occurrences)}){f' – {parted}' if parted else ''}"


def _one_sided(was: str, now: str) -> str:
    return f"“{now}” added" if now else f"“{was}” left out"


def _report_rows(number: int, r: Report) -> Iterator[Row]:
    from onrecord.cli.printing import days

    day = days(r.published.earliest, r.published.latest)
    yield "", ""
    yield f"report {number}", f"{r.attribution} · {r.outlet or 'outlet not known'} · confidence {r.confidence:.2f}"
    yield "  published", f"{day} ({r.published.method}){_quoted(r.published_words)}"
    yield "  source", f"“{r.source}”" if r.source else "nobody named"
    if r.speaker is not None:
        yield (
            "  speaker",
            f"{r.speaker.name} ({r.speaker.confidence:.2f}){f': {r.speaker.why}' if r.speaker.why else ''}",
        )
        role = r.speaker.role or "role not told"
        yield "  for", f"{r.speaker.speaks_for or 'not known'}, {role}{_quoted(r.office_words)}"
    m = r.manner
    yield "  cue", f"“{r.cue}”: {m.form}, {m.polarity}, {m.modality}, {m.attitude}"
    yield "  content", r.content
    for link in r.chain:
        yield "  via", f"{link.name} ({link.role}): “{link.words}”"
    if r.addressee is not None:
        yield "  to", r.addressee
    yield "  said", f"{days(*r.said)}{_quoted(r.said_words)}"
    yield "  joined", f"{r.occurrence.reason or 'the only report'} ({r.occurrence.score:.2f})"
    yield "  roots", ", ".join(r.occurrence.roots) or "none known"
    for doubt in r.doubts:
        yield "  doubt", doubt


def _quoted(words: tuple[Words, ...]) -> str:
    told = "; ".join(f"“{w.text}”: {w.reason}" if w.text else w.reason for w in words)
    return f" – {told}" if told else ""


def judged(judgement: Judgement) -> str:
    """One judgement on a line: its id, what it says, who made it and when."""
    from onrecord.cli.printing import days

    j, c = judgement, judgement.change
    what = [c.actor, c.name, c.role, f"for {c.speaks_for}" if c.speaks_for else None]
    what.append(days(c.since, c.until) if c.since or c.until else None)
    subjects, set_to = ", ".join(s.id for s in j.subjects), ", ".join(part for part in what if part)
    note = f" – {j.note}" if j.note else ""
    return f"{j.id} {j.kind} {subjects}{f': {set_to}' if set_to else ''}, by {j.by} on {j.at:%Y-%m-%d}{note}"
