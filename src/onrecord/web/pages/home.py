"""Home: what the ledger holds, the newest statements, and where to begin."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.ledger import Ledger
from onrecord.ledger.actor_lines import ActorLine
from onrecord.ledger.lines import Line
from onrecord.ledger.questions import Question
from onrecord.web.asked import Asked
from onrecord.web.page import Page
from onrecord.web.pages.actors import actors
from onrecord.web.pages.dispute import DisputePage, dispute
from onrecord.web.parts import issues
from onrecord.web.parts.heard import heard
from onrecord.web.parts.remembered import if_counted

NEWEST, HEARD, SIDES = 8, 10, 5

_ISSUES = """
SELECT i.id, i.question, (SELECT count(DISTINCT c.attribution) FROM codings AS c WHERE c.issue = i.key)
FROM issues AS i WHERE i.key = (SELECT max(key) FROM issues WHERE id = i.id) ORDER BY i.id"""


@dataclass(frozen=True, slots=True)
class IssueLine:
    """A question that the user put, and how many attributions were coded on it."""

    id: str
    question: str
    coded: int


@dataclass(frozen=True, slots=True)
class HomePage:
    """Counts, issues, the newest statements, and the actors that said most; `is_counting`: the dispute comes later.

    Of the `actors`, as on their own page, each said something; those who did not are `silent`.
    """

    articles: int
    statements: int
    actors: int
    silent: int
    judgements: int
    issues: tuple[IssueLine, ...]
    dispute: DisputePage | None
    is_counting: bool
    newest: tuple[Line, ...]
    heard: tuple[ActorLine, ...]


def make(ledger: Ledger, asked: Asked) -> HomePage:
    """What there is."""
    tables = ("articles", "statements", "recorded_actors", "judgements")
    articles, statements, recorded, judged = (ledger.rows(f"SELECT count(*) FROM {table}")[0][0] for table in tables)
    held, speaking = _issues(ledger), len(heard(ledger).order)
    shown, is_counting = if_counted(lambda: _dispute(ledger, held), None)
    return HomePage(
        articles=articles,
        statements=statements,
        actors=speaking,
        silent=recorded - speaking,
        judgements=judged,
        issues=held,
        dispute=shown,
        is_counting=is_counting,
        newest=ledger.statements_after(Question(), None, NEWEST).lines,
        heard=actors(ledger, None, limit=HEARD),
    )


def _issues(ledger: Ledger) -> tuple[IssueLine, ...]:
    return tuple(IssueLine(*row) for row in ledger.rows(_ISSUES))


def prepare(ledger: Ledger, asked: Asked) -> None:
    """The dispute made before the clock runs."""
    _dispute(ledger, _issues(ledger))


def _dispute(ledger: Ledger, held: tuple[IssueLine, ...]) -> DisputePage | None:
    """The issue on which most was coded."""
    most = max(held, key=lambda issue: issue.coded, default=None)
    return (
        None
        if most is None or not most.coded
        else dispute(ledger, issues.found(ledger, most.id), Asked(values={"sides": SIDES}))
    )


PAGE = Page(
    name="home",
    path="/",
    summary="What the ledger holds, and the newest statements",
    data=HomePage,
    make=make,
    menu="Home",
    scripts=("dispute.js",),
    styles=("dispute.css",),
    prepare=prepare,
    is_foreseen=True,
)
