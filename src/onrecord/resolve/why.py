"""Why a line of the record is as it is, in sentences: for an actor, a statement, or an article's roots."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from onrecord.types import Judgement, Record, RecordedActor, Statement, Tenure


def why(record: Record, id: str, judgements: Iterable[Judgement] = ()) -> list[str]:
    """The reasons behind the actor, statement, attribution or article of that id; empty for an unknown one."""
    lines: list[str] = []
    for actor in record.actors:
        if actor.id == id:
            lines += _actor(record, actor)
    for statement in record.statements:
        if id == statement.id or any(id in (o.key, o.attribution) for o in statement.occurrences):
            lines += _statement(record, statement)
    lines += _article(record, id)
    if lines:
        lines += _pending(record, judgements)
    return lines


def _actor(record: Record, actor: RecordedActor) -> Iterator[str]:
    yield f"{actor.name} ({actor.kind}) stands for {len(actor.members)} actors of articles:"
    for m in actor.members:
        yield f"  {m.article}#{m.actor}: {m.reason} (score {m.score:g})"
    for tenure in record.tenures:
        if tenure.actor == actor.id:
            yield f"  {_tenure(tenure)}"


def _tenure(t: Tenure) -> str:
    office = f"{t.role or 'speaks'} {'of' if t.role else 'for'} {t.speaks_for or 'nobody known'}"
    days = f"{t.first or 'unknown'} to {t.last or 'unknown'}"
    known = {"reports": f"seen in {len(t.articles)} reports", "import": "from a list", "judgement": "set by a person"}
    return f"{office}, {days}, {known[t.origin]}"


def _statement(record: Record, s: Statement) -> Iterator[str]:
    reports, roots = len(s.occurrences), len(s.roots)
    yield f"{reports} report{'s' * (reports != 1)}, {roots} root{'s' * (roots != 1)}: {s.text}"
    for o in s.occurrences:
        yield f"  {o.key}: {o.reason} (score {o.score:g}); roots {', '.join(o.roots)}"
    for root in record.roots:
        if root.id in s.roots:
            yield f"  root {root.id}: {root.reason}"


def _article(record: Record, id: str) -> Iterator[str]:
    for root in record.roots:
        if id in root.articles:
            yield f"root {root.id}: {root.reason}"
    for link in record.links:
        if id in (link.article, link.other):
            other = link.other if link.article == id else link.article
            yield f"  {link.kind}{f' with {other}' if link.other else ''}: {link.reason}"


def _pending(record: Record, judgements: Iterable[Judgement]) -> Iterator[str]:
    made = {j.id: j for j in judgements}
    for p in record.pending:
        by = f" by {made[p.judgement].by}" if p.judgement in made else ""
        yield f"judgement {p.judgement}{by} waits: {p.reason}"
