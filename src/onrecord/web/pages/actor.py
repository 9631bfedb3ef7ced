"""An actor: its offices over time, what it said, the names it goes by, and who decided that they are one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.ledger import Ledger
from onrecord.ledger.questions import Question
from onrecord.ledger.titles import CALLED
from onrecord.positions.estimates import positions
from onrecord.types import ActorKind
from onrecord.web.asked import Asked, NotThere, Param
from onrecord.web.page import Page, Table
from onrecord.web.parts import issues
from onrecord.web.parts.judged import Judged, concerning
from onrecord.web.parts.offices import OfficeLine, Timeline, offices, timeline
from onrecord.web.parts.remembered import if_counted
from onrecord.web.parts.statement_lines import PAGING, Listing, listing

NAMES, MEMBERS, LIMIT = 100, 30, 20

_ACTOR = """
SELECT key, id, name, kind, country, (SELECT count(*) FROM members WHERE recorded_actor = ra.key),
       (SELECT count(*) FROM statements WHERE recorded_actor = ra.key)
FROM recorded_actors AS ra WHERE id = ?"""
_MEMBERS = f"""
SELECT ar.id, a.id, a.name, ar.outlet, {CALLED}, m.score, m.reason
FROM members AS m JOIN actors AS a ON a.key = m.actor JOIN readings AS r ON r.key = a.reading
JOIN articles AS ar ON ar.key = r.article WHERE m.recorded_actor = ? ORDER BY m.key LIMIT ? OFFSET ?"""
_CODED = "SELECT count(DISTINCT id) FROM issues AS i WHERE EXISTS (SELECT 1 FROM codings WHERE issue = i.key)"
_ISSUES = """
SELECT DISTINCT i.id FROM (SELECT key FROM statements WHERE recorded_actor = ? AND key > ? ORDER BY key LIMIT ?) AS st
CROSS JOIN occurrences AS o ON o.statement = st.key CROSS JOIN codings AS c ON c.attribution = o.attribution
JOIN issues AS i ON i.key = c.issue WHERE c.label IN ('for', 'against', 'neither')"""
_LAST = "SELECT key FROM statements WHERE recorded_actor = ? AND key > ? ORDER BY key LIMIT 1 OFFSET ?"
BATCH = 1_000  # statements that are looked through together: of who said most, the first ones are on every issue


@dataclass(frozen=True, slots=True)
class MemberLine:
    """Somebody in one article who is this actor, and why."""

    article: str
    actor: str
    name: str
    outlet: str | None
    title: str
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class PositionLine:
    """Where the actor stands on an issue, from -1 (against) to 1 (for), and how many statements that rests on."""

    issue: str
    question: str
    estimate: float
    low: float
    high: float
    for_: int
    neither: int
    against: int


@dataclass(frozen=True, slots=True)
class ActorPage:
    """One actor of the record; `members` are those of this page, of `articles`; `is_counting`: positions come later."""

    id: str
    name: str
    kind: ActorKind
    country: str | None
    aliases: tuple[str, ...]
    articles: int
    statements: int
    offices: tuple[OfficeLine, ...]
    timeline: Timeline | None
    positions: tuple[PositionLine, ...]
    is_counting: bool
    listing: Listing
    members: tuple[MemberLine, ...]
    page: int
    pages: int
    judgements: tuple[Judged, ...]


def make(ledger: Ledger, asked: Asked) -> ActorPage:
    """The actor with the asked id."""
    key, id_, name, kind, country, articles, statements = _actor(ledger, asked.id)
    page, pages = asked.number("page", 1), max(1, -(-articles // MEMBERS))
    if page > pages:
        raise NotThere(f"page {page} is none of the actor's {pages}")
    members = ledger.rows(_MEMBERS, (key, MEMBERS, (page - 1) * MEMBERS))
    held = offices(ledger, id_)
    aliases = ledger.rows("SELECT alias FROM recorded_aliases WHERE recorded_actor = ? LIMIT ?", (key, NAMES))
    none: tuple[PositionLine, ...] = ()
    stands, is_counting = if_counted(lambda: tuple(_positions(ledger, key, id_)), none)
    keys = {id_, *(f"{article}#{actor}" for article, actor, *_ in members)}
    return ActorPage(
        id=id_,
        name=name,
        kind=kind,
        country=country,
        aliases=tuple(alias for (alias,) in aliases),
        articles=articles,
        statements=statements,
        offices=held,
        timeline=timeline(held),
        positions=stands,
        is_counting=is_counting,
        listing=listing(ledger, Question(), asked, LIMIT, actor=id_),
        members=tuple(MemberLine(*row) for row in members),
        page=page,
        pages=pages,
        judgements=concerning(ledger.judgements(), keys),
    )


def _positions(ledger: Ledger, key: int, id_: str) -> Iterator[PositionLine]:
    """Where the actor stands on each issue on which it said something."""
    for name in _issues(ledger, key):
        issue = issues.found(ledger, name)
        columns = issues.columns(ledger, issue)
        place = next((n for n, side in enumerate(columns.actors) if side.id == id_), None)
        if place is not None:
            for line in positions(issues.only(columns, columns.actor == place), by="actor").lines:
                told = (line.estimate, line.low, line.high, line.for_, line.neither, line.against)
                yield PositionLine(name, issue.version.question, *told)


def _issues(ledger: Ledger, key: int) -> list[str]:
    """The issues on which the actor said something; no more statements are looked through once all issues are found."""
    found: set[str] = set()
    last, number = 0, ledger.rows(_CODED)[0][0]
    while len(found) < number:
        found |= {name for (name,) in ledger.rows(_ISSUES, (key, last, BATCH))}
        more = ledger.rows(_LAST, (key, last, BATCH - 1))
        if not more:
            break
        last = more[0][0]
    return sorted(found)


def _actor(ledger: Ledger, id_: str) -> tuple[int, str, str, ActorKind, str | None, int, int]:
    """The actor's row; NotThere names those that are called alike."""
    rows = ledger.rows(_ACTOR, (id_,))
    if not rows:
        raise NotThere(f"there is no actor {id_!r} in the record")
    return rows[0]


def table(ledger: Ledger, asked: Asked) -> Table:
    """The actor's offices, a row each."""
    _, id_, *_ = _actor(ledger, asked.id)
    columns = ("role", "speaks_for", "first", "last", "origin", "articles")
    return Table(columns, ((o.role, o.speaks_for, o.first, o.last, o.origin, o.articles) for o in offices(ledger, id_)))


PAGE = Page(
    name="actor",
    path="/actors/{id}",
    summary="An actor with its offices, statements, names and the judgements about it; as CSV, the offices",
    data=ActorPage,
    make=make,
    params=(Param("page", "which page of the articles that name it", "number"), *PAGING),
    table=table,
    scripts=("suggest.js",),
    styles=("dispute.css",),
    prepare=issues.prepare_all,
)
