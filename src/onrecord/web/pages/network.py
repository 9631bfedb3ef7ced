"""Who stands with whom: ties of congruence and of conflict between sides, in all and over time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, cast

import numpy as np

from onrecord.ledger import Ledger
from onrecord.positions.asked import Asked as Meant
from onrecord.positions.networks.onemode import Network, Tie, network
from onrecord.positions.networks.polarisation import Split, groups, split
from onrecord.positions.networks.twomode import By, Stated, TwoMode, stated, two_mode
from onrecord.positions.weights import STATED
from onrecord.web.asked import Asked, Param
from onrecord.web.page import Page, Table
from onrecord.web.parts import issues
from onrecord.web.parts.graph import Dot, Graph, Link, Places, drawn, placed
from onrecord.web.parts.issues import IssueHead
from onrecord.web.parts.progress import counting
from onrecord.web.parts.remembered import Remembered, file, state

NODES, TIES = 24, 90  # of one drawing: more no eye takes apart
LISTED = 25
QUOTED = 2  # statements of each side of a tie whose words are shown
POLE = 1 / 3  # a side whose mean lies further out belongs to an end
SMALL = (220.0, 170.0)  # pixels of a small multiple
_WORDS = """SELECT st.id, substr(a.content_text, 1, 200) FROM statements AS st
    JOIN attributions AS a ON a.key = st.representative WHERE st.id IN ({})"""
Ends = Literal["for", "against", "neither"]


@dataclass(frozen=True, slots=True)
class Side:
    """A node: how many of its statements take either end, and its group in the congruence network (-1: none)."""

    id: str
    name: str
    for_: float
    against: float
    group: int


@dataclass(frozen=True, slots=True)
class TieLine:
    """Two sides and how strongly they are tied, by statements of each."""

    kind: Literal["congruence", "conflict"]
    one: str
    other: str
    weight: float
    raw: float
    statements: tuple[str, ...]
    other_statements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Then:
    """The network of one stretch of time, at the same places, and how polarised it was."""

    split: Split
    graph: Graph


@dataclass(frozen=True, slots=True)
class NetworkPage:
    """The network as a drawing, its ties as lines, and the same in stretches of time; `words` are those of the ties."""

    issue: IssueHead
    graph: Graph | None
    sides: tuple[Side, ...]
    left_out: int
    ties: tuple[TieLine, ...]
    words: Mapping[str, str]
    total: int
    polarisation: Split | None
    over_time: tuple[Then, ...]
    undated: int


_known: Remembered[NetworkPage] = Remembered("networks", 32)


def make(ledger: Ledger, asked: Asked) -> NetworkPage:
    """The network of the issue with the asked id; remembered while the ledger stays as it is."""
    issue = issues.found(ledger, asked.id)
    given = tuple(sorted((name, str(value)) for name, value in asked.values.items()))
    what = file(ledger), issue.version.digest, given
    return _known.get(state(ledger), what, lambda: _network(ledger, issue, asked))


def prepare(ledger: Ledger, asked: Asked) -> None:
    """The network made before the clock runs."""
    if issues.is_known(ledger, asked.id):
        make(ledger, asked)


def _network(ledger: Ledger, issue: Meant, asked: Asked) -> NetworkPage:
    every = _stated(ledger, asked)
    counting(f"who stands with whom on {issue.version.id}")
    found = two_mode(every, NODES)
    ties = _ties(found)
    dots = [_dot(found, n) for n in range(len(found.sides))]
    links = _links(found)
    at = placed(dots, links)
    undated = ~_dated(every)
    whole = every.during(asked.day("since"), asked.day("until"))
    parts = groups(found)
    return NetworkPage(
        issue=issues.head(ledger, issue),
        graph=drawn(dots, links, at) if dots else None,
        sides=tuple(_side(found, n, parts[n]) for n in range(len(found.sides))),
        left_out=found.left_out,
        ties=tuple(ties[:LISTED]),
        words=_words(ledger, ties[:LISTED]),
        total=len(ties),
        polarisation=split(whole, *_span(every)) if _dated(every).any() else None,
        over_time=tuple(_over_time(every.only(_dated(every)), found, at, asked.number("windows", 4))),
        undated=int(np.count_nonzero(undated)),
    )


def _words(ledger: Ledger, ties: Sequence[TieLine]) -> dict[str, str]:
    """What the first few statements behind each tie say, by their ids."""
    wanted = sorted({s for t in ties for s in (*t.statements[:QUOTED], *t.other_statements[:QUOTED])})
    return dict(ledger.rows(_WORDS.format(", ".join("?" * len(wanted))), wanted))


def _stated(ledger: Ledger, asked: Asked) -> Stated:
    issue = issues.found(ledger, asked.id)
    columns = issues.columns(ledger, issue, asked.text("coder"))
    by = cast(By, asked.text("as") or "principal")
    found = stated([(issue.version, columns)], by)
    since, until = asked.day("since"), asked.day("until")
    return found.during(since, until) if since or until else found


def _dated(every: Stated) -> np.typing.NDArray[np.bool_]:
    early, late = every.earliest, every.latest
    return np.asarray((early > 0) & (late > 0) & (late - early < STATED.days))


def _span(every: Stated) -> tuple[dt.date, dt.date]:
    dated = every.only(_dated(every))
    return dt.date.fromordinal(int(dated.earliest.min())), dt.date.fromordinal(int(dated.latest.max()))


def _ties(found: TwoMode) -> list[TieLine]:
    """The ties of both kinds, each by the mean activity of the two, the strongest first."""
    made: list[TieLine] = []
    for kind in ("congruence", "conflict"):
        made += _lines(network(found, kind, "average"))
    return sorted(made, key=lambda t: (-t.weight, t.kind, t.one, t.other))


def _lines(found: Network) -> Iterator[TieLine]:
    for t in found.ties:
        kind = "congruence" if found.kind == "congruence" else "conflict"
        one, other = found.nodes[t.one].id, found.nodes[t.other].id
        yield TieLine(kind, one, other, round(t.weight, 3), t.raw, t.statements, t.other_statements)  # type: ignore[arg-type]


def _links(found: TwoMode) -> list[Link]:
    """What is drawn: agreement less conflict, so that a pair has one line."""
    return [_link(found, t) for t in network(found, "subtract", "average").ties[:TIES]]


def _link(found: TwoMode, t: Tie) -> Link:
    names = f"{found.sides[t.one].name} and {found.sides[t.other].name}"
    kind, told = ("congruence", "agree more than they differ") if t.weight > 0 else ("conflict", "differ more")
    return Link(t.one, t.other, t.weight, kind, f"{names} {told}: {abs(t.weight):.2f}")


def _mean(found: TwoMode, n: int) -> float:
    agree, disagree = float(found.agree[n].sum()), float(found.disagree[n].sum())
    return (agree - disagree) / (agree + disagree) if agree + disagree else 0.0


def _dot(found: TwoMode, n: int) -> Dot:
    mean, side = _mean(found, n), found.sides[n]
    kind: Ends = "for" if mean > POLE else "against" if mean < -POLE else "neither"
    agree, disagree = float(found.agree[n].sum()), float(found.disagree[n].sum())
    return Dot(side.id, side.name, agree + disagree, kind, f"{side.name}: {agree:.3g} for, {disagree:.3g} against")


def _side(found: TwoMode, n: int, group: int) -> Side:
    side = found.sides[n]
    return Side(side.id, side.name, float(found.agree[n].sum()), float(found.disagree[n].sum()), group)


def _over_time(every: Stated, whole: TwoMode, at: Places, number: int) -> Iterator[Then]:
    """The network in so many stretches of equal length."""
    if not len(every) or number < 2:
        return
    first, last = _span(every)
    if (last - first).days < number:
        return
    step = ((last - first).days + 1) / number
    place = {side.id: n for n, side in enumerate(whole.sides)}
    for n in range(number):
        begin, end = first + dt.timedelta(days=round(n * step)), first + dt.timedelta(days=round((n + 1) * step) - 1)
        yield _then(every, begin, end, place, at)


def _then(every: Stated, begin: dt.date, end: dt.date, place: dict[str, int], at: Places) -> Then:
    found = two_mode(every.during(begin, end), NODES)
    known = [n for n, side in enumerate(found.sides) if side.id in place]
    moved = {n: m for m, n in enumerate(known)}
    links = _links(found)
    kept = [Link(moved[e.one], moved[e.other], e.weight, e.kind, e.told) for e in links if {e.one, e.other} <= {*known}]
    where = [at[place[found.sides[n].id]] for n in known]
    return Then(split(every, begin, end), drawn([_dot(found, n) for n in known], kept, where, SMALL))


def table(ledger: Ledger, asked: Asked) -> Table:
    """A row a tie."""
    found = two_mode(_stated(ledger, asked))
    names = {side.id: side.name for side in found.sides}
    columns = ("kind", "one", "other", "one_name", "other_name", "weight", "raw", "statements", "other_statements")
    rows: Sequence[TieLine] = _ties(found)
    return Table(columns, (
        (t.kind, t.one, t.other, names[t.one], names[t.other], t.weight, t.raw, t.statements, t.other_statements)
        for t in rows
    ))  # fmt: skip


PAGE = Page(
    name="network",
    path="/issues/{id}/network",
    summary="Who stands with whom on an issue, in all and over time; as CSV, the ties",
    data=NetworkPage,
    make=make,
    params=(
        *issues.WINDOW,
        Param("as", "the nodes: states and bodies, or those who speak", "choice", ("principal", "actor")),
        issues.CODER,
        Param("windows", "stretches of time that are drawn for themselves", "number", most=8),
    ),
    table=table,
    styles=("dispute.css", "apart.css"),
    prepare=prepare,
    is_foreseen=True,
)
