"""The statements behind the figures of an issue, newest first: every count of a dispute opens to its words here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, get_args

import numpy as np

from onrecord.ledger import Ledger
from onrecord.ledger.stance_columns import CONTESTED, HEARSAY, LABELS, NOBODY, RELAYED, Ints, Side, StanceColumns
from onrecord.positions.evidence import Rows, days_of, is_dated, within
from onrecord.positions.weights import STATED, reliability
from onrecord.types import Form, StanceLabel
from onrecord.web.asked import Asked, NotThere, Param
from onrecord.web.page import Page, Table
from onrecord.web.parts import issues
from onrecord.web.parts.issues import Flags, IssueHead

LIMIT, MOST = 40, 200
BATCH = 500  # keys in one SELECT
SIDES: tuple[StanceLabel, ...] = ("for", "neither", "against")
ASIDE: tuple[issues.Aside, ...] = get_args(issues.Aside)
LEFT_OUT = (*ASIDE, "nobody", "days")

_TOLD = """SELECT st.key, ra.id, coalesce(ra.name, a.speaker_name, a.source_text), a.content_text, a.form,
    (SELECT count(*) FROM occurrences WHERE statement = st.key) FROM statements AS st
    JOIN attributions AS a ON a.key = st.representative
    LEFT JOIN recorded_actors AS ra ON ra.key = st.recorded_actor WHERE st.key IN ({})"""


@dataclass(frozen=True, slots=True)
class CodedLine:
    """A statement with the end that it takes; `sides` are those for whom it counts, `confidence` None if a person's."""

    statement: str
    actor: str | None
    who: str | None
    sides: tuple[str, ...]
    words: str
    form: Form
    earliest: dt.date | None
    latest: dt.date | None
    label: StanceLabel
    confidence: float | None
    chain: str
    is_contested: bool
    reports: int
    roots: int


@dataclass(frozen=True, slots=True)
class CodedPage:
    """One page of the statements that count on an issue and answer the filters; `of` names the side asked for.

    Where `left_out` tells why, of those that do not count.
    """

    issue: IssueHead
    lines: tuple[CodedLine, ...]
    total: int
    page: int
    pages: int
    of: str | None
    left_out: str | None


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """The stances that answer: `order` has a row of each statement, `by_key` all rows in the order of `keys`."""

    columns: StanceColumns
    order: Rows
    by_key: Rows
    keys: Ints

    def sides(self, key: int) -> tuple[str, ...]:
        """The names of all for whom a statement counts: a joint one has several rows."""
        first, end = np.searchsorted(self.keys, (key, key + 1))
        places = self.columns.principal[self.by_key[first:end]].tolist()
        return tuple(self.columns.principals[n].name for n in places if n != NOBODY)


def make(ledger: Ledger, asked: Asked) -> CodedPage:
    """The statements of the issue with the asked id."""
    issue = issues.found(ledger, asked.id)
    found = _found(_answering(ledger, asked))
    page, limit = asked.number("page", 1), asked.number("limit", LIMIT)
    total, sides = len(found.order), found.columns
    pages = max(1, -(-total // limit))
    if page > pages:
        raise NotThere(f"page {page} is none of the {pages}")
    lines = tuple(_lines(ledger, found, found.order[(page - 1) * limit : page * limit]))
    of = _name(sides.actors, asked.text("speaker")) or _name(sides.principals, asked.text("side"))
    return CodedPage(issues.head(ledger, issue), lines, total, page, pages, of, asked.text("left_out"))


def prepare(ledger: Ledger, asked: Asked) -> None:
    """The stances computed where codings grew, and what takes no part where that is asked for."""
    issues.prepare(ledger, asked)
    if issues.is_known(ledger, asked.id):
        _basis(ledger, asked)


def _basis(ledger: Ledger, asked: Asked) -> StanceColumns:
    """The stances that say something on the issue; or, where they are asked for, the unrelated or the unsure."""
    issue, coder = issues.found(ledger, asked.id), asked.text("coder")
    label = next((label for label in ASIDE if label == asked.text("left_out")), None)
    return issues.columns(ledger, issue, coder) if label is None else issues.set_aside(ledger, issue, label, coder)


def _part(columns: StanceColumns, asked: Asked) -> Flags:
    """Whether each stance takes part in the figures, or is left out of them for the reason asked for."""
    why, since, until = asked.text("left_out"), asked.day("since"), asked.day("until")
    is_inside: Flags = within(columns, since, until) > 0 if since or until else np.ones(len(columns), bool)
    if why == "days":
        return np.asarray(~is_inside | (reliability(columns, STATED) <= 0))
    if why == "nobody":
        return np.asarray(is_inside & (columns.principal == NOBODY))
    if why:
        return is_inside
    return np.asarray(is_inside & (columns.principal != NOBODY) & (reliability(columns, STATED) > 0))


def _answering(ledger: Ledger, asked: Asked) -> StanceColumns:
    """The stances of statements that answer the filters."""
    columns = issues.narrowed(ledger, _basis(ledger, asked), asked)
    keep = _part(columns, asked)
    for name, sides, places in (
        ("side", columns.principals, columns.principal),
        ("speaker", columns.actors, columns.actor),
    ):
        if (id_ := asked.text(name)) is not None:
            keep &= np.isin(places, [n for n, side in enumerate(sides) if side.id == id_])
    for name, flags in (("dated", is_dated(columns, STATED.days)), ("contested", columns.flagged(CONTESTED))):
        if (answer := asked.text(name)) is not None:
            keep &= flags if answer == "yes" else ~flags
    if (label := asked.text("stance")) is not None:
        keep &= np.array([each == label for each in LABELS])[columns.label]
    return issues.only(columns, keep)


def _found(columns: StanceColumns) -> Found:
    """Those said last come first, the undated behind them."""
    keys, rows = np.unique(columns.statement, return_index=True)
    late = np.where(columns.latest[rows] > 0, columns.latest[rows], columns.earliest[rows])
    by_key = np.argsort(columns.statement, kind="stable")
    return Found(columns, rows[np.lexsort((-keys, -late))], by_key, columns.statement[by_key])


def _name(sides: Sequence[Side], id_: str | None) -> str | None:
    return None if id_ is None else next((side.name for side in sides if side.id == id_), id_)


def _lines(ledger: Ledger, found: Found, rows: Rows) -> Iterator[CodedLine]:
    keys = found.columns.statement[rows].tolist()
    told = _told(ledger, keys)
    for row, key in zip(rows.tolist(), keys, strict=True):
        if key in told:
            yield _line(found.columns, row, found.sides(key), *told[key])


def _told(ledger: Ledger, keys: Sequence[int]) -> Mapping[int, tuple[Any, ...]]:
    """Who, the words, their form and the number of reports, by the statement's key."""
    found: dict[int, tuple[Any, ...]] = {}
    for n in range(0, len(keys), BATCH):
        some = keys[n : n + BATCH]
        found |= {key: rest for key, *rest in ledger.rows(_TOLD.format(", ".join("?" * len(some))), some)}
    return found


def _line(
    columns: StanceColumns, row: int, sides: tuple[str, ...],
    actor: str | None, who: str | None, words: str, form: Form, reports: int,
) -> CodedLine:  # fmt: skip
    flags, sure = int(columns.flags[row]), float(columns.confidence[row])
    early, late = days_of((int(columns.earliest[row]), int(columns.latest[row])))
    return CodedLine(
        statement=columns.ids[row].decode("utf-8", "surrogatepass"), actor=actor, who=who,
        sides=sides, words=words, form=form,
        earliest=early, latest=late, label=LABELS[int(columns.label[row])],
        confidence=None if np.isnan(sure) else round(sure, 3),
        chain="hearsay" if flags & HEARSAY else "relayed" if flags & RELAYED else "first-hand",
        is_contested=bool(flags & CONTESTED), reports=reports, roots=int(columns.roots[row]),
    )  # fmt: skip


def table(ledger: Ledger, asked: Asked) -> Table:
    """Every statement that answers, whatever the page."""
    names = [field.name for field in fields(CodedLine)]
    found = _found(_answering(ledger, asked))
    batches = (_lines(ledger, found, found.order[n : n + BATCH]) for n in range(0, len(found.order), BATCH))
    return Table(names, ([getattr(line, name) for name in names] for some in batches for line in some))


_YES = ("yes", "no")
PAGE = Page(
    name="coded",
    path="/issues/{id}/statements",
    summary="The statements that count on an issue, newest first",
    data=CodedPage,
    make=make,
    params=(
        Param("stance", "the end that they take", "choice", SIDES),
        Param("left_out", "why they do not count, where those are meant that do not", "choice", LEFT_OUT),
        Param("side", "the id of the side for whom they were said"),
        Param("speaker", "the id of the actor who said them"),
        Param("dated", "whether they have a place in time", "choice", _YES),
        Param("contested", "whether coders differ on them", "choice", _YES),
        *issues.WINDOW,
        *issues.NARROWING,
        Param("page", "which page", "number", most=100_000),
        Param("limit", "how many lines at most", "number", most=MOST),
    ),
    table=table,
    styles=("dispute.css",),
    prepare=prepare,
)
