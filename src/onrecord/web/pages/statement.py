"""A statement: the words, who said them and on whose word, every report, every wording, and why it is so."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from onrecord.ledger import Ledger
from onrecord.ledger.titles import called, called_in
from onrecord.types import ActorKind, Occurrence, Reading, StanceLabel, Statement
from onrecord.web.asked import Asked, NotThere, Param
from onrecord.web.page import Page, Table
from onrecord.web.parts.judged import Judged, concerning
from onrecord.web.parts.wordings import Aligned, aligned
from onrecord.why import Report, decided_chain, report

SHOWN = 20
"""Reports on one page: each is shown with the words behind it."""
WORDINGS, PRINTERS = 30, 5

_ACTOR = "SELECT id, name, kind FROM recorded_actors WHERE id = ?"
_CODINGS = """
SELECT i.id, i.question, c.coder, c.coded_by, c.label, c.score, c.confidence, c.why, c.coded_at, c.blind, c.adjudicated,
       ar.id || '#' || a.id
FROM codings AS c JOIN issues AS i ON i.key = c.issue JOIN occurrences AS o ON o.attribution = c.attribution
JOIN attributions AS a ON a.key = c.attribution JOIN readings AS r ON r.key = a.reading
JOIN articles AS ar ON ar.key = r.article
WHERE o.statement = (SELECT key FROM statements WHERE id = ?)
  AND NOT EXISTS (SELECT 1 FROM coding_undos AS u WHERE u.coding = c.key)
ORDER BY i.id, c.adjudicated DESC, c.key LIMIT 200"""


@dataclass(frozen=True, slots=True)
class Who:
    """A recorded actor."""

    id: str
    name: str
    kind: ActorKind


@dataclass(frozen=True, slots=True)
class Printed:
    """One report of the statement, with the article's title and the words behind each part."""

    number: int
    key: str
    title: str
    report: Report


@dataclass(frozen=True, slots=True)
class RootLine:
    """An independent origin: which of the statement's articles have it, and why they are one."""

    id: str
    origin: str | None
    reason: str
    articles: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class CodingLine:
    """What one coder says of the statement on one issue."""

    issue: str
    question: str
    coder: str
    by: str
    label: StanceLabel
    score: float
    confidence: float | None
    why: str
    at: str
    is_blind: bool
    is_adjudicated: bool
    attribution: str


@dataclass(frozen=True, slots=True)
class Wording:
    """One wording, laid against the statement's own, and the first few of the articles that print it."""

    aligned: Aligned
    articles: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class StatementPage:
    """One thing said; `told` is the report whose wording it has. `reports` are those of this page, of `total`."""

    id: str
    text: str
    who: Who | None
    speaks_for: str | None
    earliest: dt.date | None
    latest: dt.date | None
    told: Printed
    reports: tuple[Printed, ...]
    total: int
    page: int
    pages: int
    roots: tuple[RootLine, ...]
    wordings: tuple[Wording, ...]
    all_wordings: int
    codings: tuple[CodingLine, ...]
    judgements: tuple[Judged, ...]


def make(ledger: Ledger, asked: Asked) -> StatementPage:
    """The statement with the asked id, or that the asked attribution reports."""
    found = statement(ledger, asked.id)
    pages = max(1, -(-len(found.occurrences) // SHOWN))
    page = asked.number("page", 1)
    if page > pages:
        raise NotThere(f"page {page} is none of the statement's {pages}")
    told = next(o for o in found.occurrences if o.key == found.representative)
    numbered = list(enumerate(found.occurrences, 1))[(page - 1) * SHOWN : page * SHOWN]
    shown = tuple(_printed(ledger, numbered))
    first = next((p for p in shown if p.key == told.key), None) or next(_printed(ledger, [(0, told)]))
    return StatementPage(
        id=found.id,
        text=found.text,
        who=next((Who(*row) for row in ledger.rows(_ACTOR, (found.actor,))), None),
        speaks_for=found.speaks_for,
        earliest=found.earliest,
        latest=found.latest,
        told=first,
        reports=shown,
        total=len(found.occurrences),
        page=page,
        pages=pages,
        roots=_roots(ledger, found),
        wordings=_wordings(ledger, found) if len(found.variants) > 1 else (),
        all_wordings=len(found.variants),
        codings=tuple(_coding(row) for row in ledger.rows(_CODINGS, (found.id,))),
        judgements=concerning(ledger.judgements(), _keys(found, shown)),
    )


def statement(ledger: Ledger, name: str) -> Statement:
    """The statement that `name` finds; NotThere if it finds none."""
    found = ledger.statement(name)
    if found is None:
        raise NotThere(f"there is no statement or attribution {name!r} in the record")
    return found


def _printed(ledger: Ledger, numbered: Sequence[tuple[int, Occurrence]]) -> Iterator[Printed]:
    """The reports with the words behind them; each article is loaded once."""
    readings: dict[str, Reading] = {}
    for number, occurrence in numbered:
        reading = readings.get(occurrence.article) or ledger.reading(occurrence.article)
        readings[occurrence.article] = reading
        attribution = next(a for a in reading.attributions if a.id == occurrence.attribution)
        told = report(reading, attribution, occurrence, decided_chain(ledger, occurrence))
        yield Printed(number, occurrence.key, called_in(reading), told)


def _roots(ledger: Ledger, found: Statement) -> tuple[RootLine, ...]:
    here = {o.article for o in found.occurrences}
    names = {article: called(ledger, article) for article in list(here)[: 10 * SHOWN]}
    return tuple(
        RootLine(r.id, r.origin, r.reason, tuple((a, names[a]) for a in r.articles if a in names))
        for r in ledger.roots(found.roots[:SHOWN])
    )


def _wordings(ledger: Ledger, found: Statement) -> tuple[Wording, ...]:
    every = aligned(found.text, found.variants[:WORDINGS])
    articles = [dict.fromkeys(key.rpartition("#")[0] for key in one.occurrences[:PRINTERS]) for one in every]
    return tuple(
        Wording(one, tuple((a, called(ledger, a)) for a in its)) for one, its in zip(every, articles, strict=True)
    )


def _coding(row: tuple[Any, ...]) -> CodingLine:
    blind, adjudicated, attribution = row[9:]
    issue, question, coder, by, label, score, confidence, why, at = row[:9]
    told = (issue, question, coder, by, label, score, confidence, why, at)
    return CodingLine(*told, bool(blind), bool(adjudicated), attribution)


def _keys(found: Statement, shown: Sequence[Printed]) -> set[str]:
    """What a judgement on this statement is about: its reports, its speaker, whoever an article names as such."""
    keys = {key for o in found.occurrences for key in (o.key, o.attribution)}
    keys |= {f"{p.report.article}#{p.report.speaker.actor}" for p in shown if p.report.speaker is not None}
    return keys | ({found.actor} if found.actor else set())


def table(ledger: Ledger, asked: Asked) -> Table:
    """The statement's reports, a row each."""
    found = statement(ledger, asked.id)
    columns = ("attribution", "article", "outlet", "title", "published_earliest", "published_latest", "speaker")
    more = ("role", "speaks_for", "chain", "addressee", "cue", "content", "form", "polarity", "modality", "attitude")
    rows = (_row(p) for p in _printed(ledger, list(enumerate(found.occurrences, 1))))
    return Table((*columns, *more, "roots", "score", "reason"), rows)


def _row(p: Printed) -> tuple[object, ...]:
    r = p.report
    who = (None, None, None) if r.speaker is None else (r.speaker.name, r.speaker.role, r.speaker.speaks_for)
    chain = tuple(link.name for link in r.chain)
    manner = (r.manner.form, r.manner.polarity, r.manner.modality, r.manner.attitude)
    dated = (r.published.earliest, r.published.latest)
    told = (p.key, r.article, r.outlet, p.title, *dated, *who, chain, r.addressee, r.cue, r.content, *manner)
    return (*told, r.occurrence.roots, r.occurrence.score, r.occurrence.reason)


PAGE = Page(
    name="statement",
    path="/statements/{id}",
    summary="One thing said, with every report of it and why it is so; as CSV, the reports",
    data=StatementPage,
    make=make,
    params=(Param("page", "which page of its reports", "number"),),
    table=table,
    scripts=("suggest.js",),
)
