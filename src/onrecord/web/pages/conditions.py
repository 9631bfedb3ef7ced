"""Who waits for whom: each step that waits, what must come first, and who says so; as a graph and as a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import cast, get_args

from onrecord.ledger import Ledger
from onrecord.resolve.names import plain
from onrecord.stance.conditions import VERSION
from onrecord.text.phrases import counted
from onrecord.types import ConditionState, Issue
from onrecord.waiting import Deadlock, Gate, Waiting, WhoWaits, gate_of, keep, refresh, state_of, stated, waiting
from onrecord.web.asked import Asked, NotThere, Param
from onrecord.web.page import Page, Table
from onrecord.web.parts import issues
from onrecord.web.parts.graph import WIDTH, Dot, Graph, Link, drawn
from onrecord.web.parts.issues import IssueHead
from onrecord.web.parts.progress import counting
from onrecord.web.parts.remembered import Remembered, file, is_looking, recorded, state

LIMIT, LOCKS = 100, 10  # conditions and deadlocks on one page; the CSV has all conditions
NODES = 16  # of the graph: those who wait most
_UNSEARCHED = """SELECT count(*) FROM attributions
    WHERE key > coalesce((SELECT attribution FROM condition_state WHERE version = ?), 0)"""
SURE = 0.7  # below this the words can well be read otherwise
STATES = get_args(ConditionState)
_known: Remembered[WhoWaits] = Remembered("conditions")


@dataclass(frozen=True, slots=True)
class Step:
    """A step that waits: how many conditions name it in all, and those of them that stand on this page."""

    name: str
    count: int
    waiting: tuple[Waiting, ...]


@dataclass(frozen=True, slots=True)
class ConditionsPage:
    """One page of the conditions by the step that waits; `total` counts all that answer, `states` how they stand now.

    In `graph` an arrow leads from who waits to who must act; `unsaid` conditions name nobody who must act. The graph
    and the deadlocks stand on the first page; of the deadlocks, `locked` in all, it is their page `locks`.
    """

    issue: IssueHead | None
    gates: tuple[Step, ...]
    deadlocks: tuple[Deadlock, ...]
    total: int
    page: int
    pages: int
    locked: int
    locks: int
    lock_pages: int
    states: Mapping[str, int]
    graph: Graph | None
    unsaid: int


def make(ledger: Ledger, asked: Asked) -> ConditionsPage:
    """Those that answer the parameters."""
    found = _asked(ledger, asked)
    every = list(found)
    page, pages = _page(asked, "page", len(every), LIMIT, "conditions")
    locks, lock_pages = _page(asked, "locks", len(found.deadlocks), LOCKS, "deadlocks")
    graph, unsaid = _graph(found)
    return ConditionsPage(
        issue=issues.head(ledger, issues.found(ledger, asked.id)) if asked.id else None,
        gates=tuple(_steps(found.gates, (page - 1) * LIMIT, page * LIMIT)),
        deadlocks=found.deadlocks[(locks - 1) * LOCKS : locks * LOCKS] if page == 1 else (),
        total=len(every),
        page=page,
        pages=pages,
        locked=len(found.deadlocks),
        locks=locks,
        lock_pages=lock_pages,
        states=dict(Counter(one.state for one in every).most_common()),
        graph=graph if page == 1 else None,
        unsaid=unsaid,
    )


def _page(asked: Asked, name: str, total: int, limit: int, what: str) -> tuple[int, int]:
    """The page that is asked for, and how many there are."""
    page, pages = asked.number(name, 1), max(1, -(-total // limit))
    if page > pages:
        raise NotThere(f"page {page} is none of the {pages} pages of {what}")
    return page, pages


def prepare(ledger: Ledger, asked: Asked) -> None:
    """Statements that nobody has searched yet are searched for conditions before the clock runs."""
    if not is_looking():
        refresh(ledger, counting("conditions, statement by statement", _unsearched(ledger)))
    if not asked.id or issues.is_known(ledger, asked.id):
        waits_of(ledger, asked)


def waits_of(ledger: Ledger, asked: Asked) -> WhoWaits:
    """Every condition of the ledger, or of the issue with the asked id; remembered while the ledger stays as it is."""
    issue = ledger.issue(issues.found(ledger, asked.id).version.digest) if asked.id else None
    searched = tuple(ledger.rows("SELECT attribution, version FROM condition_state"))
    what = file(ledger), None if issue is None else issue.digest
    now = recorded(ledger) if issue is None else state(ledger)
    return _known.get((now, searched), what, lambda: _waiting(ledger, issue))


def _waiting(ledger: Ledger, issue: Issue | None) -> WhoWaits:
    counting("who waits for whom")
    return waiting(stated(ledger, None, issue))


def _unsearched(ledger: Ledger) -> int:
    return int(ledger.rows(_UNSEARCHED, (VERSION,))[0][0])


def _asked(ledger: Ledger, asked: Asked) -> WhoWaits:
    found, now = waits_of(ledger, asked), asked.text("state")
    found = keep(found, (cast(ConditionState, now),) if now else ())
    words = asked.text("by")
    if words is None:
        return found
    gates = (Gate(g.name, tuple(one for one in g.waiting if _has_part(one, words))) for g in found.gates)
    locks = tuple(d for d in found.deadlocks if _has_part(d.one, words) or _has_part(d.other, words))
    return WhoWaits(tuple(gate for gate in gates if gate.waiting), locks)


def _has_part(one: Waiting, words: str) -> bool:
    wanted = set(plain(words).split())
    names = (one.holder, one.speaks_for, one.whom, one.on_word_of)
    return any(wanted <= set(plain(name).split()) for name in names if name)


def _steps(gates: tuple[Gate, ...], start: int, stop: int) -> Iterator[Step]:
    """What of each step stands from one place to another in the list of all conditions."""
    for gate in gates:
        count = len(gate.waiting)
        if start < count and stop > 0:
            yield Step(gate.name, count, gate.waiting[max(start, 0) : stop])
        start, stop = start - count, stop - count


def _graph(found: WhoWaits) -> tuple[Graph | None, int]:
    """Who waits for whom, of the conditions that stand; and how many name nobody who must act."""
    still = [one for one in found if one.state == "set"]
    pairs: dict[tuple[str, str], list[Waiting]] = {}
    for one in still:
        if one.whom is not None and (other := _whom(one)) != one.party:
            pairs.setdefault((one.party, other), []).append(one)
    unsaid = sum(one.whom is None for one in still)
    weight = Counter({name: 0 for pair in pairs for name in pair})
    for pair, ones in pairs.items():
        weight.update(dict.fromkeys(pair, len(ones)))
    names = [name for name, _ in sorted(weight.items(), key=lambda item: (-item[1], item[0]))][:NODES]
    place = {name: n for n, name in enumerate(names)}
    locked = {pair for d in found.deadlocks for pair in ((d.one.party, d.other.party), (d.other.party, d.one.party))}
    links = [
        Link(place[a], place[b], len(ones), "lock" if (a, b) in locked else "wait", _told(a, b, ones))
        for (a, b), ones in pairs.items()
        if a in place and b in place
    ]
    dots = [Dot(name, name, 1, "", f"{name}: in {counted(weight[name], 'condition')}") for name in names]
    return (drawn(dots, links, sheet=(WIDTH, 280 + 10 * len(dots))) if links else None), unsaid


def _whom(one: Waiting) -> str:
    """Who must act, as the state that the words name where they name one."""
    assert one.whom is not None
    bare = one.whom.removeprefix("the ").removeprefix("The ")
    return state_of(one.whom) or bare[:1].upper() + bare[1:]


def _told(a: str, b: str, ones: list[Waiting]) -> str:
    steps = ", ".join(dict.fromkeys(gate_of(one.gate) for one in ones))
    return f"{a} waits for {b}: {counted(len(ones), 'condition')} ({steps})"


def table(ledger: Ledger, asked: Asked) -> Table:
    """A row for each statement of each condition, with the state that it had then and the one that it has now."""
    columns = ("step", "holder", "speaks_for", "on_word_of", "gate", "demand", "whom", "state", "state_now")
    more = ("confidence", "why", "earliest", "latest", "statement", "article", "outlet", "speaker", "reports", "roots")
    return Table((*columns, *more), (row for one in _asked(ledger, asked) for row in _rows(one)))


def _rows(one: Waiting) -> Iterator[tuple[object, ...]]:
    for row in one.history:
        c = row.condition
        gate, demand, whom = (None if part is None else part.text for part in (c.gate, c.demand, c.whom))
        yield (
            gate_of(one.gate), one.holder, one.speaks_for, one.on_word_of, gate, demand, whom, c.state, one.state,
            c.confidence, c.why, row.earliest, row.latest, row.statement, row.article, row.outlet, row.speaker_name,
            row.reports, row.roots,
        )  # fmt: skip


PARAMS = (
    Param("state", "how they stand now", "choice", STATES),
    Param("by", "words of the name of who sets them, or of who must act"),
    Param("page", "which page", "number"),
    Param("locks", "which page of the deadlocks", "number"),
)
SUMMARY = "Who waits for whom: which step waits, what must come first, and who says so"
PAGE = Page(
    name="conditions",
    path="/conditions",
    summary=SUMMARY,
    data=ConditionsPage,
    make=make,
    params=PARAMS,
    table=table,
    menu="Conditions",
    styles=("dispute.css", "apart.css"),
    prepare=prepare,
    passes=True,
    is_foreseen=True,
)
ON_ISSUE = replace(
    PAGE,
    name="issue_conditions",
    path="/issues/{id}/conditions",
    summary=f"{SUMMARY}; of statements that can be about an issue",
    menu=None,
)
