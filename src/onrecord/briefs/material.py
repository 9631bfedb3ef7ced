"""What a briefing is made from, fetched from a ledger: the one place here that reads one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from onrecord.ledger import Ledger
from onrecord.ledger.chains import names
from onrecord.ledger.stances import Version
from onrecord.positions.asked import Asked
from onrecord.positions.conflicts.find import find, issue_of
from onrecord.positions.conflicts.model import Found, Words
from onrecord.positions.estimates import Positions
from onrecord.positions.shifts import Courses, courses
from onrecord.waiting import WhoWaits, stated, waiting
from onrecord.waiting import refresh as search_conditions

if TYPE_CHECKING:
    from onrecord.positions.evidence import Behind

CANDIDATES = 12  # statements of a side from which the quotations are chosen: those that count most
SOME = 500  # ids in one query


@dataclass(frozen=True, slots=True)
class Told:
    """A statement as its fullest report tells it, and the articles that report it."""

    id: str
    handle: str
    text: str
    speaker: str | None
    kind: str | None
    role: str | None
    speaks_for: str | None
    via: tuple[str, ...]
    is_direct: bool
    is_denied: bool
    earliest: dt.date | None
    latest: dt.date | None
    reports: int
    roots: int
    article: str
    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Printed:
    """An article: `id` as short as finds it, and the days on which it can have appeared; `place` is its path or URL."""

    article: str
    id: str
    outlet: str | None
    title: str | None
    place: str | None
    earliest: dt.date | None
    latest: dt.date | None


@dataclass(frozen=True, slots=True, eq=False)
class Material:
    """All that a briefing tells. `behind` are the articles of each side's statements, `codings` (coder, by, number)."""

    version: Version
    codings: tuple[tuple[str, str, int], ...]
    coder: str | None
    elsewhere: int
    stands: Positions
    total: int
    courses: Courses
    waits: WhoWaits
    conflicts: Found
    told: Mapping[str, Told]
    behind: Mapping[str, tuple[str, ...]]
    articles: Mapping[str, Printed]


def gather(
    ledger: Ledger,
    asked: Asked,
    stands: Positions,
    total: int = 0,
    coder: str | None = None,
    *,
    waits: WhoWaits | None = None,
    parted: Found | None = None,
) -> Material:
    """What the ledger has for a briefing on these positions, of `total` in all, by one coder if asked.

    Who waits for whom on the issue, and where accounts part, are looked for where they are not given.
    """
    search_conditions(ledger)
    with ledger.snapshot():
        issue = ledger.issue(asked.version.digest)
        waits = waiting(stated(ledger, issue=issue)) if waits is None else waits
        parted = find(ledger, issue_of(ledger, asked, coder)) if parted is None else parted
        moved = courses(stands)
        told = _told(ledger, dict.fromkeys(_wanted(stands, moved, waits, parted)))
        behind = {line.side.id: _articles_of(ledger, line.behind) for line in stands.lines}
        wanted = {article for each in told.values() for article in each.articles}
        wanted |= {article for some in behind.values() for article in some}
        wanted |= {words.article for words in _words(parted)}
        line = next(line for line in ledger.issues(issue.id) if line.digest == asked.version.digest)
        return Material(
            version=asked.version,
            codings=line.codings,
            coder=coder,
            elsewhere=asked.elsewhere,
            stands=stands,
            total=max(total, len(stands.lines)),
            courses=moved,
            waits=waits,
            conflicts=parted,
            told=told,
            behind=behind,
            articles=_printed(ledger, sorted(wanted)),
        )


def _words(found: Found) -> Iterator[Words]:
    """The words of all sides of all conflicts and agreements."""
    for conflict in found.conflicts:
        yield from (*conflict.one.words, *conflict.other.words)
    for agreement in found.agreements:
        yield from agreement.words


def _wanted(stands: Positions, moved: Courses, waits: WhoWaits, parted: Found) -> Iterator[str]:
    """The ids of the statements that may be quoted."""
    for line in stands.lines:
        yield from line.behind.heaviest(CANDIDATES).ids()
    for course in moved.lines:
        for shift in course.shifts:
            yield from (*shift.before.behind.heaviest(2).ids(), *shift.after.behind.heaviest(2).ids())
        for hint in course.hints:
            yield from hint.behind.heaviest(1).ids()
    for one in waits:
        yield one.latest.statement
    yield from (words.statement for words in _words(parted) if words.statement is not None)


_TOLD = f"""SELECT s.id, s.text, coalesce(ra.name, a.speaker_name, a.source_text), coalesce(ra.kind, a.speaker_kind),
        a.speaker_role, s.speaks_for,
        {names("a.key", "char(31)")},
        a.form = 'direct', a.polarity = 'denied', s.earliest, s.latest, s.reports, s.independent, ar.id
    FROM statements AS s JOIN attributions AS a ON a.key = s.representative
    JOIN readings AS r ON r.key = a.reading JOIN articles AS ar ON ar.key = r.article
    LEFT JOIN recorded_actors AS ra ON ra.key = s.recorded_actor WHERE s.id IN ({{}})"""
_REPORTED = """SELECT DISTINCT s.id, ar.id FROM statements AS s JOIN occurrences AS o ON o.statement = s.key
    JOIN attributions AS a ON a.key = o.attribution JOIN readings AS r ON r.key = a.reading
    JOIN articles AS ar ON ar.key = r.article WHERE s.id IN ({}) ORDER BY ar.key"""
_HELD = """SELECT DISTINCT ar.id FROM occurrences AS o JOIN attributions AS a ON a.key = o.attribution
    JOIN readings AS r ON r.key = a.reading JOIN articles AS ar ON ar.key = r.article WHERE o.statement IN ({})"""
_PRINTED = """SELECT ar.id, ar.outlet, ar.title, coalesce(ar.url, ar.path), r.published_earliest, r.published_latest
    FROM articles AS ar JOIN current_readings AS r ON r.article = ar.key WHERE ar.id IN ({})"""


def _told(ledger: Ledger, ids: Iterable[str]) -> dict[str, Told]:
    every = list(ids)
    articles: dict[str, list[str]] = {}
    for statement, article in _rows(ledger, _REPORTED, every):
        articles.setdefault(statement, []).append(article)
    return {row[0]: _one(ledger, row, articles.get(row[0], [])) for row in _rows(ledger, _TOLD, every)}


def _one(ledger: Ledger, row: Sequence[Any], articles: Sequence[str]) -> Told:
    id_, text, speaker, kind, role, side, via, direct, denied, first, last, reports, roots, article = row
    return Told(
        id=id_,
        handle=ledger.statement_handle(id_),
        text=text,
        speaker=speaker,
        kind=kind,
        role=role,
        speaks_for=side,
        via=tuple(via.split("\x1f")) if via else (),
        is_direct=bool(direct),
        is_denied=bool(denied),
        earliest=_day(first),
        latest=_day(last),
        reports=reports,
        roots=roots,
        article=article,
        articles=tuple(dict.fromkeys([article, *articles])),
    )


def _day(text: str | None) -> dt.date | None:
    return None if text is None else dt.date.fromisoformat(text)


def _articles_of(ledger: Ledger, behind: Behind) -> tuple[str, ...]:
    keys = np.unique(behind.columns.statement[behind.rows]).tolist()
    return tuple(sorted({id_ for (id_,) in _rows(ledger, _HELD, keys)}))


def _printed(ledger: Ledger, ids: Sequence[str]) -> dict[str, Printed]:
    found = {}
    for id_, outlet, title, place, first, last in _rows(ledger, _PRINTED, ids):
        found[id_] = Printed(id_, ledger.handle(id_), outlet, title, place, _day(first), _day(last))
    return found


def _rows(ledger: Ledger, select: str, values: Sequence[Any]) -> Iterator[tuple[Any, ...]]:
    """The rows for all the values, some of them in each query."""
    for start in range(0, len(values), SOME):
        some = values[start : start + SOME]
        yield from ledger.rows(select.format(", ".join("?" * len(some))), some)
