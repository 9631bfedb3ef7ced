"""Where each principal or actor stands on an issue: an estimate between its ends, with a band and its statements."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np

from onrecord.ledger.stance_columns import AGAINST, CONTESTED, FOR, LABELS, NEITHER, NOBODY, Ints, Side, StanceColumns
from onrecord.positions.bands import bands
from onrecord.positions.evidence import Behind, Rows, days_of, is_dated, numbered, within
from onrecord.positions.weights import STATED, Weight, Weights, independent, reliability

LEVEL = 0.9  # of the bands: nine in ten hold what they should


@dataclass(frozen=True, slots=True, eq=False)
class Position:
    """Where one side stands: -1 is against, 1 for. The band from `low` to `high` holds the position at the level asked.

    `estimate` is the mean of the posterior: few statements are drawn towards the middle. `against`, `neither` and
    `for_` count statements, `weight` how many named, first-hand, independent ones they are worth. `first` and `last`
    are the earliest days of the first and the last statement; `last_open` where the last can be a month later or more;
    `undated` statements have no place on a timeline. `within` is the principal of an actor that stands beneath it.
    """

    side: Side
    within: Side | None
    estimate: float
    low: float
    high: float
    against: int
    neither: int
    for_: int
    weight: float
    first: dt.date | None
    last: dt.date | None
    last_open: bool
    undated: int
    behind: Behind

    @property
    def count(self) -> int:
        """How many statements stand behind the estimate."""
        return self.against + self.neither + self.for_

    @property
    def statements(self) -> tuple[str, ...]:
        """The ids of the statements behind the estimate, those that count most first."""
        return self.behind.heaviest().ids()


@dataclass(frozen=True, slots=True)
class Tally:
    """What a caption tells of the statements: how many count, and how many don't, and why."""

    counted: int
    unrelated: int
    unsure: int
    nobody: int
    undated: int
    left_out: int
    contested: int


@dataclass(frozen=True, slots=True)
class Positions:
    """The positions, those with most weight first, and what the caption tells."""

    lines: tuple[Position, ...]
    tally: Tally
    weights: Weights


@dataclass(frozen=True, slots=True)
class Window:
    """The days asked for; with either of them, statements without both bounds are left out."""

    since: dt.date | None = None
    until: dt.date | None = None

    @property
    def is_open(self) -> bool:
        """Whether no day is asked for."""
        return self.since is None and self.until is None


ALWAYS = Window()


def positions(
    columns: StanceColumns,
    weights: Weights = STATED,
    by: str = "principal",
    window: Window = ALWAYS,
    beneath: Collection[str] | None = None,
) -> Positions:
    """The position of every principal (or "actor", or "both": each principal followed by its actors).

    With `beneath`, of "both" only the principals with these ids are followed by theirs.
    """
    each = reliability(columns, weights)
    if not window.is_open:
        each = each * within(columns, window.since, window.until)
    lines: list[Position] = []
    if by in ("principal", "both"):
        counts = independent(each, columns.principal_roots, weights)
        lines = _lines(columns, columns.principal, counts, weights, columns.principals)
    if by in ("actor", "both"):
        counts = independent(each, columns.actor_roots, weights)
        lines = _beneath(columns, counts, weights, lines, beneath) if by == "both" else _lines(
            columns, columns.actor, counts, weights, columns.actors
        )  # fmt: skip
    return Positions(tuple(lines), _tally(columns, each, weights, window), weights)


def speakers(columns: StanceColumns, weights: Weights = STATED, window: Window = ALWAYS) -> Mapping[str, int]:
    """How many actors stand beneath each principal that has any, by its id; figures of theirs are not made."""
    counts = reliability(columns, weights) * (columns.principal != NOBODY)
    if not window.is_open:
        counts = counts * within(columns, window.since, window.until)
    pairs, heads = _pairs(columns)
    some = heads[np.bincount(pairs, counts, minlength=len(heads)) > 0]
    whose, firsts, number = np.unique(columns.principal[some], return_index=True, return_counts=True)
    found = {}
    for place, row, n in zip(whose.tolist(), some[firsts].tolist(), number.tolist(), strict=True):
        id_ = columns.principals[place].id
        found[id_] = 0 if n == 1 and _actor(columns, row).id == id_ else n
    return {id_: n for id_, n in found.items() if n}


def _pairs(columns: StanceColumns) -> tuple[Rows, Rows]:
    """The number of each row's pair of principal and actor, and the first row of each pair."""
    change = (np.diff(columns.principal) != 0) | (np.diff(columns.actor) != 0)
    pairs = np.concatenate([[0], np.cumsum(change)])[: len(columns)]
    return pairs, np.flatnonzero(np.concatenate([[True], change]))[: len(columns)]


def _beneath(
    columns: StanceColumns, counts: Weight, weights: Weights, above: list[Position], wanted: Collection[str] | None
) -> list[Position]:
    """Each principal with its actors below it; one that has spoken by itself alone has no line below."""
    pairs, heads = _pairs(columns)
    actors = tuple(_actor(columns, row) for row in heads.tolist())
    is_told = np.array([wanted is None or side.id in wanted for side in columns.principals] or [False])
    is_left_out = (columns.principal == NOBODY) | ~is_told[np.maximum(columns.principal, 0)]
    found = _lines(columns, np.where(is_left_out, NOBODY, pairs).astype(np.int32), counts, weights, actors)
    mine: dict[str, list[Position]] = {}
    for line in found:
        mine.setdefault(columns.principals[columns.principal[line.behind.rows[0]]].id, []).append(line)
    return [line for top in above for line in (top, *_below(top, mine.get(top.side.id, [])))]


def _actor(columns: StanceColumns, row: int) -> Side:
    actor = int(columns.actor[row])
    return Side("", "nobody named") if actor == NOBODY else columns.actors[actor]


def _below(top: Position, lines: list[Position]) -> list[Position]:
    from dataclasses import replace

    if len(lines) == 1 and lines[0].side.id == top.side.id:
        return []
    return [replace(line, within=top.side) for line in lines]


def _lines(
    columns: StanceColumns, groups: Ints, counts: Weight, weights: Weights, sides: tuple[Side, ...]
) -> list[Position]:
    """The positions of all groups that have one, those with most weight first."""
    size = len(sides)
    pro, contra = _shares(columns.label, groups, counts, size)
    total = pro + contra
    low, high = np.full(size, -1.0), np.full(size, 1.0)
    some = np.flatnonzero(total > 0)
    half = weights.prior / 2
    low[some], high[some] = bands(pro[some] + half, contra[some] + half, LEVEL)
    low[contra >= total], high[pro >= total] = -1.0, 1.0  # one-sided evidence bounds one side only
    estimate = (pro - contra) / (total + weights.prior)
    order, starts = numbered(groups)
    lines = []
    for place in some[np.argsort(-total[some], kind="stable")].tolist():
        behind = Behind(columns, order[starts[place] : starts[place + 1]], counts)
        lines.append(_line(sides[place], behind, weights, estimate[place], low[place], high[place], total[place]))
    return lines


def _shares(label: Ints | np.typing.NDArray[np.int8], groups: Ints, counts: Weight, size: int) -> tuple[Weight, Weight]:
    """The weight for and against in each group; what is neither counts half for each."""
    cells = np.bincount((groups.astype(np.int64) + 1) * 8 + label, counts, minlength=(size + 1) * 8)
    by_label = cells.reshape(-1, 8)[1 : size + 1]
    middle = by_label[:, NEITHER] / 2
    return by_label[:, FOR] + middle, by_label[:, AGAINST] + middle


def _line(
    side: Side, behind: Behind, weights: Weights, estimate: float, low: float, high: float, total: float
) -> Position:
    part = behind.only(behind.weights[behind.rows] > 0)
    labels = np.bincount(part.columns.label[part.rows], minlength=len(LABELS))
    first, last, is_open = _span(part)
    dated = _dated_rows(part.columns, part.rows, weights.days)
    return Position(
        side=side,
        within=None,
        estimate=float(estimate),
        low=float(low),
        high=float(high),
        against=int(labels[AGAINST]),
        neither=int(labels[NEITHER]),
        for_=int(labels[FOR]),
        weight=float(total),
        first=first,
        last=last,
        last_open=is_open,
        undated=len(part) - dated,
        behind=part,
    )


def _dated_rows(columns: StanceColumns, rows: Rows, days: float) -> int:
    early, late = columns.earliest[rows], columns.latest[rows]
    return int(np.count_nonzero((early > 0) & (late > 0) & (late - early < days)))


def _span(behind: Behind) -> tuple[dt.date | None, dt.date | None, bool]:
    """The earliest days of the first and the last statement, and whether the last can be a month later."""
    early, late = behind.columns.earliest[behind.rows], behind.columns.latest[behind.rows]
    known = early > 0
    if not known.any():
        return None, None, False
    last = int(early.max())
    is_open = bool(((late[early == last] == 0) | (late[early == last] - last > 31)).all())
    first, end = days_of((int(early[known].min()), last))
    return first, end, is_open


def tally(columns: StanceColumns, weights: Weights = STATED, window: Window = ALWAYS) -> Tally:
    """What a caption tells of the statements, without the positions."""
    each = reliability(columns, weights)
    if not window.is_open:
        each = each * within(columns, window.since, window.until)
    return _tally(columns, each, weights, window)


def heaviest(
    columns: StanceColumns, most: int, weights: Weights = STATED, window: Window = ALWAYS
) -> tuple[np.typing.NDArray[np.int64], int]:
    """The places of the principals with most weight, the heaviest first, and how many have any."""
    each = reliability(columns, weights)
    if not window.is_open:
        each = each * within(columns, window.since, window.until)
    counts = independent(each, columns.principal_roots, weights) * (columns.principal != NOBODY)
    total = np.bincount(np.maximum(columns.principal, 0), counts, minlength=len(columns.principals))
    order = np.argsort(-total, kind="stable")
    some = int(np.count_nonzero(total > 0))
    return order[: min(most, some)], some


def _tally(columns: StanceColumns, each: Weight, weights: Weights, window: Window) -> Tally:
    """Statements, not rows: a joint one has several."""
    once, counts = _firsts(columns.statement), each > 0
    nobody = columns.principal == NOBODY
    mine = once & counts & ~nobody
    return Tally(
        counted=int(np.count_nonzero(mine)),
        unrelated=columns.unrelated,
        unsure=columns.unsure,
        nobody=int(np.count_nonzero(once & nobody)),
        undated=int(np.count_nonzero(mine & ~is_dated(columns, weights.days))),
        left_out=0 if window.is_open else int(np.count_nonzero(once & ~counts)),
        contested=int(np.count_nonzero(mine & columns.flagged(CONTESTED))),
    )


def _firsts(statement: Ints) -> np.typing.NDArray[np.bool_]:
    """Whether each row is the first of its statement."""
    seen = np.zeros(int(statement.max(initial=0)) + 1, bool)
    seen[statement] = True
    if int(np.count_nonzero(seen)) == len(statement):
        return np.ones(len(statement), bool)
    first = np.zeros(len(statement), bool)
    first[np.unique(statement, return_index=True)[1]] = True
    return first
