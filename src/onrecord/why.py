"""Why a line of the record says what it says: the words of the reports behind each part of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from onrecord.errors import UsageError
from onrecord.ledger import Ledger
from onrecord.record import refresh
from onrecord.resolve.judgements import active
from onrecord.types import (
    Attribution,
    Evidence,
    Judgement,
    LinkRole,
    Manner,
    Occurrence,
    Published,
    Reading,
    RecordedActor,
    Root,
    Span,
    Speaker,
    Statement,
    Tenure,
)


@dataclass(frozen=True, slots=True)
class Words:
    """Words of a report, and what they tell; empty where a reason rests on no words."""

    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Handover:
    """One link of a chain, with the words that show it."""

    name: str
    role: LinkRole
    words: str


@dataclass(frozen=True, slots=True)
class Report:
    """One attribution that reports the statement, and the words behind each part of it."""

    article: str
    attribution: str
    outlet: str | None
    published: Published
    published_words: tuple[Words, ...]
    source: str | None
    cue: str
    content: str
    manner: Manner
    speaker: Speaker | None
    office_words: tuple[Words, ...]
    chain: tuple[Handover, ...]
    addressee: str | None
    said: tuple[dt.date | None, dt.date | None]
    said_words: tuple[Words, ...]
    confidence: float
    doubts: tuple[str, ...]
    occurrence: Occurrence


@dataclass(frozen=True, slots=True)
class Explanation:
    """A statement with its reports, its speaker, its roots, and the judgements that bear on it."""

    statement: Statement
    actor: RecordedActor | None
    tenures: tuple[Tenure, ...]
    roots: tuple[Root, ...]
    reports: tuple[Report, ...]
    judgements: tuple[Judgement, ...]


def explain(ledger: Ledger, name: str) -> Explanation:
    """All that stands behind a statement, or behind the statement that an attribution reports.

    Raises UsageError where `name` finds neither, or several.
    """
    refresh(ledger)
    statement = ledger.statement(name)
    if statement is None:
        raise UsageError(f"no statement or attribution {name!r} in {ledger.path}; `onrecord said` lists them")
    actor = None if statement.actor is None else ledger.recorded_actor(statement.actor)
    return Explanation(
        statement=statement,
        actor=actor,
        tenures=() if actor is None else ledger.tenures(actor.id),
        roots=ledger.roots(statement.roots),
        reports=tuple(_reports(ledger, statement.occurrences)),
        judgements=tuple(_bearing(ledger.judgements(), statement, actor)),
    )


def _reports(ledger: Ledger, occurrences: Iterable[Occurrence]) -> Iterator[Report]:
    for occurrence in occurrences:
        reading = ledger.reading(occurrence.article)
        attribution = next(a for a in reading.attributions if a.id == occurrence.attribution)
        yield report(reading, attribution, occurrence, decided_chain(ledger, occurrence))


def decided_chain(ledger: Ledger, occurrence: Occurrence) -> tuple[RecordedActor, ...] | None:
    """The actors on whose word a person decided that the report stands; None where nobody did."""
    if occurrence.chain is None:
        return None
    return tuple(actor for id_ in occurrence.chain if (actor := ledger.recorded_actor(id_)) is not None)


def report(
    reading: Reading, a: Attribution, occurrence: Occurrence, decided: Sequence[RecordedActor] | None = None
) -> Report:
    """The attribution with the words behind each part of it; its chain as it was `decided`, where it was."""
    text, speaker = reading.article.text, a.speaker
    offices = [o for o in reading.offices if speaker is not None and o.actor == speaker.actor]
    return Report(
        article=reading.article.id,
        attribution=a.id,
        outlet=reading.article.outlet,
        published=reading.published,
        published_words=_words(text, reading.published.evidence),
        source=None if a.source is None else a.source.text,
        cue=a.cue.text,
        content=a.content.text,
        manner=a.manner,
        speaker=speaker,
        office_words=tuple(words for office in offices for words in _words(text, office.evidence)),
        chain=tuple(_chain(reading, a, decided)),
        addressee=None if a.addressee is None else a.addressee.name,
        said=(a.said.earliest, a.said.latest),
        said_words=_words(text, a.said.evidence),
        confidence=a.confidence,
        doubts=a.doubts,
        occurrence=occurrence,
    )


def _chain(reading: Reading, a: Attribution, decided: Sequence[RecordedActor] | None) -> Iterator[Handover]:
    """The links with their words; a decided one has them where the article's own chain names the same actor."""
    read = {(reading.article.id, link.actor): link for link in a.chain}
    if decided is None:
        for link in a.chain:
            yield Handover(link.name, link.role, _cut(reading.article.text, link.span))
    for actor in decided or ():
        same = next((read[m.article, m.actor] for m in actor.members if (m.article, m.actor) in read), None)
        role: LinkRole = same.role if same else "relay" if actor.kind == "outlet" else "speaker"
        yield Handover(actor.name, role, _cut(reading.article.text, same.span) if same else "")


def _words(text: str, evidence: Iterable[Evidence]) -> tuple[Words, ...]:
    return tuple(Words(_cut(text, (e.start, e.end)), e.reason) for e in evidence)


def _cut(text: str, span: Span) -> str:
    return text[slice(*span)]


def _bearing(judgements: Iterable[Judgement], statement: Statement, actor: RecordedActor | None) -> Iterator[Judgement]:
    """The judgements that count and are about the actor, or about one of the reports."""
    about = {key for o in statement.occurrences for key in (o.key, o.attribution)}
    if actor is not None:
        about |= {actor.id, *(f"{m.article}#{m.actor}" for m in actor.members)}
    for judgement in active(judgements):
        if any(about & {subject.id, *subject.anchors} for subject in judgement.subjects):
            yield judgement
