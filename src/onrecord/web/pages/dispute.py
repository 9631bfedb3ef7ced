"""A dispute at a glance: a lane for each side, every statement a mark in time, the position a line with its band."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from onrecord.ledger import Ledger
from onrecord.ledger.stance_columns import AGAINST, CONTESTED, FOR, HEARSAY, NEITHER, NOBODY, RELAYED, StanceColumns
from onrecord.positions.asked import Asked as Meant
from onrecord.positions.estimates import Position, Positions, Window, heaviest, positions, speakers, tally
from onrecord.positions.evidence import Behind, days_of, is_dated, within
from onrecord.positions.shifts import Course, courses
from onrecord.positions.timeline import axis as stretches
from onrecord.positions.timeline import series
from onrecord.positions.weights import STATED
from onrecord.text.phrases import counted
from onrecord.web.asked import Asked, Param
from onrecord.web.page import Page, Table
from onrecord.web.parts import issues
from onrecord.web.parts.issues import IssueHead, Told
from onrecord.web.parts.lanes import NAMES, Axis, Band, Dated, Mark, Tick, axis, bands, thinned, worded, y_of
from onrecord.web.parts.progress import counting
from onrecord.web.parts.remembered import Remembered, file, if_counted, state
from onrecord.web.telling import days

SHOWN, MOST = 10, 40
"""Sides on a page: what a reader can hold beside each other, and what a page can carry."""
LANES = 60  # with the speakers beneath sides
SURE = 0.7  # of a model's confidence: from here on its mark is filled
UNDATED = 3  # marks of one label in the margin; more are counted
WORDS = 110  # characters that a mark tells

_WORDS = """SELECT st.key, coalesce(ra.name, a.speaker_name, a.source_text, 'nobody named'),
    substr(a.content_text, 1, {}), a.form = 'direct' FROM statements AS st
    JOIN attributions AS a ON a.key = st.representative
    LEFT JOIN recorded_actors AS ra ON ra.key = st.recorded_actor WHERE st.key IN ({})"""


@dataclass(frozen=True, slots=True)
class ShiftLine:
    """A move of a side between two days, and the chance that it is noise."""

    x: float
    width: float
    size: float
    before: float
    after: float
    last_before: dt.date
    first_after: dt.date
    noise: float


@dataclass(frozen=True, slots=True)
class Lane:
    """A side, or an actor beneath one: where it stands in all and over time, and its statements as marks."""

    id: str
    name: str
    kind: str
    within: str | None
    estimate: float
    low: float
    high: float
    against: int
    neither: int
    for_: int
    weight: float
    speakers: int
    is_open: bool
    marks: tuple[Mark, ...]
    bands: tuple[Band, ...]
    shifts: tuple[ShiftLine, ...]
    steady: str
    undated: tuple[Mark, ...]
    undated_count: int


@dataclass(frozen=True, slots=True)
class DisputePage:
    """An issue with the lanes that are shown, of `sides`.

    `caption` tells what counts and what does not, `told` the same in pieces, with what each opens. While `is_counting`,
    no shift is told, nor that there was none.
    """

    issue: IssueHead
    axis: Axis | None
    ticks: tuple[Tick, ...]
    lanes: tuple[Lane, ...]
    sides: int
    marks: int
    caption: str
    told: tuple[Told, ...]
    filtered: bool
    is_counting: bool = False


_known: Remembered[DisputePage] = Remembered("disputes", 32)
_first: Remembered[DisputePage] = Remembered("disputes without shifts", 8, is_quick=True)


def make(ledger: Ledger, asked: Asked) -> DisputePage:
    """The issue with the asked id."""
    return dispute(ledger, issues.found(ledger, asked.id), asked)


def prepare(ledger: Ledger, asked: Asked) -> None:
    """The page made before the clock runs: shifts among thousands of statements take seconds the first time."""
    if issues.is_known(ledger, asked.id):
        make(ledger, asked)


def dispute(ledger: Ledger, issue: Meant, asked: Asked) -> DisputePage:
    """The issue as the parameters ask for it; remembered while the ledger stays as it is.

    A page that does not wait comes without its shifts at first: among thousands of statements these take seconds.
    """
    given = (tuple(sorted((name, str(value)) for name, value in asked.values.items())), asked.several.get("open"))
    now, what = state(ledger), (file(ledger), issue.version.digest, given)
    shown, is_counting = if_counted(lambda: _known.get(now, what, lambda: _dispute(ledger, issue, asked)), None)
    if shown is None:
        return _first.get(now, what, lambda: _dispute(ledger, issue, asked, is_counting=is_counting))
    return shown


def _dispute(ledger: Ledger, issue: Meant, asked: Asked, *, is_counting: bool = False) -> DisputePage:
    every, window = issues.stances(ledger, issue, asked), Window(asked.day("since"), asked.day("until"))
    counting(f"where each side stands on {issue.version.id}, and how that moved")
    places, sides = heaviest(every, asked.number("sides", SHOWN), STATED, window)
    columns = issues.only(every, np.isin(every.principal, places) & _is_within(every, window))
    opened = set(asked.several.get("open", ()))
    stands = positions(columns, STATED, "both", window, None if "all" in opened else opened)
    chosen = [line for line in stands.lines if line.within is None]
    lines = stands.lines[:LANES]
    beneath = speakers(columns, STATED, window)
    across = _axis(chosen, asked)
    marked = thinned([_dated(line.behind) for line in lines], across) if across else [() for _ in lines]
    margins = [_margin(line.behind) for line in lines]
    words = _told(ledger, columns, {m.key for some in (*marked, *margins) for m in some if m.key})
    is_moving = across is not None and not is_counting
    moves = courses(Positions(lines, stands.tally, STATED)).lines if is_moving else (None,) * len(lines)
    edges = stretches(chosen)
    lanes = tuple(
        _lane(line, worded(some, words), worded(margin, words), move, edges, across, beneath, opened)
        for line, some, margin, move in zip(lines, marked, margins, moves, strict=True)
    )
    told = issues.caption(tally(every, STATED, window), issue.elsewhere)
    return DisputePage(
        issue=issues.head(ledger, issue),
        axis=across,
        ticks=across.ticks if across else (),
        lanes=lanes,
        sides=sides,
        marks=sum(len(lane.marks) for lane in lanes),
        caption="".join(piece.text for piece in told),
        told=told,
        filtered=any(asked.text(p.name) for p in issues.NARROWING),
        is_counting=is_counting,
    )


def _is_within(columns: StanceColumns, window: Window) -> issues.Flags:
    """Whether each row has a part in the days asked for: the others would be carried along for nothing."""
    if window.is_open:
        return np.ones(len(columns), bool)
    return np.asarray(within(columns, window.since, window.until) > 0)


def _axis(lines: Sequence[Position], asked: Asked) -> Axis | None:
    """The days of all dated statements that are shown; the window's own days where it has them."""
    dated = [line.behind.only(is_dated(line.behind.columns, STATED.days)[line.behind.rows]) for line in lines]
    held = [b for b in dated if len(b)]
    if not held:
        return None
    first = min(int(b.columns.earliest[b.rows].min()) for b in held)
    last = max(int(b.columns.latest[b.rows].max()) for b in held)
    since, until = asked.day("since"), asked.day("until")
    begin = max(dt.date.fromordinal(first), since) if since else dt.date.fromordinal(first)
    end = min(dt.date.fromordinal(last), until) if until else dt.date.fromordinal(last)
    return axis(begin, max(begin, end))


def _dated(behind: Behind) -> Dated:
    """The dated statements behind a position."""
    return _taken(behind.only(is_dated(behind.columns, STATED.days)[behind.rows]))


def _taken(behind: Behind) -> Dated:
    columns, rows = behind.columns, behind.rows
    flags, sure = columns.flags[rows], columns.confidence[rows]
    return Dated(
        key=columns.statement[rows],
        ids=columns.ids[rows],
        label=columns.label[rows],
        first=columns.earliest[rows],
        last=columns.latest[rows],
        is_sure=~(sure < SURE) & (flags & CONTESTED == 0),  # a person's is NaN
        is_hearsay=flags & HEARSAY != 0,
    )


def _margin(behind: Behind) -> tuple[Mark, ...]:
    """The undated statements: a few marks of each label beside each other, then a count."""
    found: list[Mark] = []
    some = _taken(behind.only(~is_dated(behind.columns, STATED.days)[behind.rows]))
    some = some.only(np.lexsort((some.ids, some.is_hearsay, ~some.is_sure)))
    for label, name in ((FOR, "for"), (NEITHER, "neither"), (AGAINST, "against")):
        mine = np.flatnonzero(some.label == label)
        y = y_of({"for": 0.6, "neither": 0.0, "against": -0.6}[name])
        shown = mine if len(mine) <= UNDATED else mine[: UNDATED - 1]
        found += [_beside(some, row, 18 + 27.0 * n, y) for n, row in enumerate(shown.tolist())]
        if (rest := len(mine) - len(shown)) > 0:
            never = dt.date.min
            found.append(Mark(NAMES[label], 78.0, y, 0, 0, True, False, rest, None, 0, never, never, "undated"))
    return tuple(found)


def _beside(some: Dated, row: int, x: float, y: float) -> Mark:
    """The mark of an undated statement."""
    first, last = (dt.date.fromordinal(max(int(days[row]), 1)) for days in (some.first, some.last))
    label, id_ = NAMES[int(some.label[row])], some.ids[row].decode("utf-8", "surrogatepass")
    sure, hearsay = bool(some.is_sure[row]), bool(some.is_hearsay[row])
    return Mark(label, x, y, 0, 0, sure, hearsay, 1, id_, int(some.key[row]), first, last)


def _told(ledger: Ledger, columns: StanceColumns, keys: set[int]) -> dict[int, str]:
    """Who, when, and the beginning of the words, by the statement's key."""
    wanted = sorted(keys)
    rows: list[tuple[int, str, str, int]] = []
    for n in range(0, len(wanted), 500):
        some = wanted[n : n + 500]
        rows += ledger.rows(_WORDS.format(WORDS + 1, ", ".join("?" * len(some))), some)
    here = np.flatnonzero(np.isin(columns.statement, np.array(wanted, np.int64)))
    place = dict(zip(columns.statement[here].tolist(), here.tolist(), strict=True))
    found = {}
    for key, who, words, is_direct in rows:
        early, late = days_of((int(columns.earliest[place[key]]), int(columns.latest[place[key]])))
        text = words if len(words) <= WORDS else f"{words[:WORDS].rstrip()}…"
        found[key] = f"{who}, {days(early, late)}: {f'“{text}”' if is_direct else text}"
    return found


def _lane(
    line: Position, marks: tuple[Mark, ...], undated: tuple[Mark, ...], course: Course | None,
    edges: Sequence[dt.date], across: Axis | None, beneath: Mapping[str, int], opened: set[str],
) -> Lane:  # fmt: skip
    return Lane(
        id=line.side.id, name=line.side.name, kind=line.side.kind, within=line.within.id if line.within else None,
        estimate=line.estimate, low=line.low, high=line.high, against=line.against, neither=line.neither,
        for_=line.for_, weight=line.weight, speakers=0 if line.within else beneath.get(line.side.id, 0),
        is_open=bool(opened & {line.side.id, "all"}), marks=marks,
        bands=bands(series(line, edges), across) if across else (),
        shifts=tuple(_shifts(course, across)) if course and across else (), steady=_steady(course, across),
        undated=undated, undated_count=line.undated,
    )  # fmt: skip


def _shifts(course: Course, across: Axis) -> Iterator[ShiftLine]:
    for s in course.shifts:
        left, right = across.x(s.last_before.toordinal() + 0.5), across.x(s.first_after.toordinal() + 0.5)
        yield ShiftLine(left, round(max(right - left, 0.3), 2), s.size, s.before.mean, s.after.mean,
                        s.last_before, s.first_after, s.noise)  # fmt: skip


def _steady(course: Course | None, across: Axis | None) -> str:
    """What the lack of a shift rests on."""
    if course is None:
        return "no dated statement" if across is None else "being counted"
    if course.steady is None:
        return ""
    on = counted(course.occasions, "occasion")
    if course.steady.seen is None:
        return f"{on}: too few to tell a shift"
    return f"no significant shift on {on}; a turn of the last {course.steady.turned} would have been seen"


def table(ledger: Ledger, asked: Asked) -> Table:
    """Every statement that counts, a row for each side it is of."""
    columns = issues.stances(ledger, issues.found(ledger, asked.id), asked)
    stands = positions(columns, STATED, "principal", Window(asked.day("since"), asked.day("until")))
    names = ("side", "speaker", "statement", "stance", "confidence", "word", "contested", "earliest", "latest")
    return Table((*names, "roots", "weight", "words"), _table(ledger, columns, stands))


def _table(ledger: Ledger, columns: StanceColumns, stands: Positions) -> Iterator[tuple[object, ...]]:
    for line in stands.lines:
        for n in range(0, len(line.behind), 500):
            rows = line.behind.rows[n : n + 500]
            words = _words(ledger, columns.statement[rows].tolist())
            for row in rows.tolist():
                yield _row(columns, row, line, words)


def _words(ledger: Ledger, keys: Sequence[int]) -> dict[int, str]:
    rows = ledger.rows(_WORDS.format(100_000, ", ".join("?" * len(keys))), keys)
    return {key: words for key, _, words, _ in rows}


def _row(columns: StanceColumns, row: int, line: Position, words: dict[int, str]) -> tuple[object, ...]:
    flags, actor, sure = int(columns.flags[row]), int(columns.actor[row]), float(columns.confidence[row])
    early, late = days_of((int(columns.earliest[row]), int(columns.latest[row])))
    chain = "hearsay" if flags & HEARSAY else "relayed" if flags & RELAYED else "first-hand"
    return (
        line.side.name, None if actor == NOBODY else columns.actors[actor].name,
        columns.ids[row].decode("utf-8", "surrogatepass"), NAMES[int(columns.label[row])],
        None if np.isnan(sure) else round(sure, 3), chain, bool(flags & CONTESTED), early, late,
        int(columns.roots[row]), round(float(line.behind.weights[row]), 4), words.get(int(columns.statement[row])),
    )  # fmt: skip


PAGE = Page(
    name="dispute",
    path="/issues/{id}",
    summary="Where each side stands on an issue, over time, and every statement behind it; as CSV, the statements",
    data=DisputePage,
    make=make,
    params=(
        *issues.WINDOW,
        *issues.NARROWING,
        Param("open", "the id of a side whose speakers get lanes of their own; may stand several times; all: each"),
        Param("sides", "how many sides at most, those with most weight first", "number", most=MOST),
    ),
    table=table,
    scripts=("dispute.js",),
    styles=("dispute.css",),
    prepare=prepare,
    is_foreseen=True,
)
