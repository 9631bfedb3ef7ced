"""An actor: its offices over time, what it said, the names it goes by, and who decided that they are one."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.ledger import Ledger
from onrecord.ledger.questions import Question
from onrecord.types import ActorKind, StanceLabel
from onrecord.web.asked import Asked, NotThere, Param
from onrecord.web.page import Page, Table
from onrecord.web.parts.judged import Judged, concerning
from onrecord.web.parts.offices import OfficeLine, Timeline, offices, timeline
from onrecord.web.parts.statement_lines import PAGING, Listing, listing
from onrecord.web.parts.titles import CALLED

NAMES, MEMBERS, LIMIT = 100, 30, 20

_ACTOR = """
SELECT key, id, name, kind, country, (SELECT count(*) FROM members WHERE recorded_actor = ra.key),
       (SELECT count(*) FROM statements WHERE recorded_actor = ra.key)
FROM recorded_actors AS ra WHERE id = ?"""
_MEMBERS = f"""
SELECT ar.id, a.id, a.name, ar.outlet, {CALLED}, m.score, m.reason
FROM members AS m JOIN actors AS a ON a.key = m.actor JOIN readings AS r ON r.key = a.reading
JOIN articles AS ar ON ar.key = r.article WHERE m.recorded_actor = ? ORDER BY m.key LIMIT ? OFFSET ?"""
_STANCES = """
SELECT i.id, i.question, s.label, count(*) FROM stances AS s JOIN issues AS i ON i.key = s.issue
WHERE s.recorded_actor = ? AND s.label <> 'unrelated' GROUP BY i.id, i.question, s.label ORDER BY i.id, s.label"""


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
class StanceCount:
    """How many of the actor's statements take a side on an issue."""

    issue: str
    question: str
    label: StanceLabel
    statements: int


@dataclass(frozen=True, slots=True)
class ActorPage:
    """One actor of the record; `members` are those of this page, of `articles`."""

    id: str
    name: str
    kind: ActorKind
    country: str | None
    aliases: tuple[str, ...]
    articles: int
    statements: int
    offices: tuple[OfficeLine, ...]
    timeline: Timeline | None
    stances: tuple[StanceCount, ...]
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
        stances=tuple(StanceCount(*row) for row in ledger.rows(_STANCES, (key,))),
        listing=listing(ledger, Question(), asked, LIMIT, actor=id_),
        members=tuple(MemberLine(*row) for row in members),
        page=page,
        pages=pages,
        judgements=concerning(ledger.judgements(), keys),
    )


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
)
