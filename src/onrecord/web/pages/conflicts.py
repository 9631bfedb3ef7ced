"""Where accounts part, side by side and without a verdict: on an issue, or at all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from onrecord.ledger import Ledger
from onrecord.positions.asked import Asked as Meant
from onrecord.positions.conflicts.find import KINDS, by_kind, find, issue_of
from onrecord.positions.conflicts.model import Agreement, Conflict, Found
from onrecord.resolve.names import plain
from onrecord.web.asked import Asked, NotThere, Param
from onrecord.web.page import Page, Table
from onrecord.web.parts import issues
from onrecord.web.parts.issues import IssueHead
from onrecord.web.parts.progress import counting
from onrecord.web.parts.remembered import Remembered, file, recorded, state

LIMIT, AGREEMENTS = 15, 10
LEAST = 40  # per cent: below it a reader would rather not agree that accounts part
_known: Remembered[Found] = Remembered("conflicts")


@dataclass(frozen=True, slots=True)
class ConflictsPage:
    """One page of the conflicts, the surest first; `kinds` counts all that were found, `total` those that answer.

    `agreements` are figures that several outlets tell alike.
    """

    issue: IssueHead | None
    kinds: Mapping[str, int]
    conflicts: tuple[Conflict, ...]
    total: int
    page: int
    pages: int
    agreements: tuple[Agreement, ...]
    agreed: int


def make(ledger: Ledger, asked: Asked) -> ConflictsPage:
    """Those that answer the parameters."""
    found = parted(ledger, asked)
    some = _kept(found, asked)
    page, pages = asked.number("page", 1), max(1, -(-len(some) // LIMIT))
    if page > pages:
        raise NotThere(f"page {page} is none of the {pages} pages of conflicts")
    head = issues.head(ledger, issues.found(ledger, asked.id)) if asked.id else None
    return ConflictsPage(
        head,
        by_kind(found.conflicts),
        tuple(some[(page - 1) * LIMIT : page * LIMIT]),
        len(some),
        page,
        pages,
        found.agreements[:AGREEMENTS] if page == 1 else (),
        len(found.agreements),
    )


def prepare(ledger: Ledger, asked: Asked) -> None:
    """The conflicts found before the clock runs: it is one pass over the articles."""
    if not asked.id or issues.is_known(ledger, asked.id):
        parted(ledger, asked)


def parted(ledger: Ledger, asked: Asked) -> Found:
    """Every conflict of the ledger, or of the issue with the asked id; remembered while the ledger stays as it is."""
    meant = issues.found(ledger, asked.id) if asked.id else None
    what = file(ledger), None if meant is None else meant.version.digest
    now = recorded(ledger) if meant is None else state(ledger)
    return _known.get(now, what, lambda: _looked_for(ledger, meant))


def _looked_for(ledger: Ledger, meant: Meant | None) -> Found:
    if meant is not None:
        issues.columns(ledger, meant)
    issue = None if meant is None else issue_of(ledger, meant)
    total = len(issue.articles) if issue else int(ledger.rows("SELECT count(*) FROM articles")[0][0])
    return find(ledger, issue, watch=counting("where accounts part, report by report", total))


def _kept(found: Found, asked: Asked) -> list[Conflict]:
    least, kind, words = asked.number("least", LEAST) / 100, asked.text("kind"), asked.text("by")
    fits = [c for c in found.conflicts if c.confidence >= least and kind in (None, c.kind)]
    return [c for c in fits if words is None or any(_has(name, words) for name in _names(c))]


def _names(c: Conflict) -> Iterator[str]:
    for party in (c.one, c.other):
        yield party.name
        for w in party.words:
            yield from (name for name in (w.who, w.outlet, *w.speaks_for) if name)


def _has(name: str, words: str) -> bool:
    return set(plain(words).split()) <= set(plain(name).split())


def table(ledger: Ledger, asked: Asked) -> Table:
    """A row for each report of each side of each conflict that answers."""
    columns = ("id", "kind", "about", "side", "name", "holds", "who", "speaks_for", "outlet", "article", "statement")
    rows = (
        (c.id, c.kind, c.about, side, p.name, p.holds, w.who, w.speaks_for, w.outlet, w.article, w.statement,
         w.text, w.earliest, w.latest, c.confidence, c.why, c.doubts)
        for c in _kept(parted(ledger, asked), asked)
        for side, p in (("one", c.one), ("other", c.other))
        for w in p.words
    )  # fmt: skip
    return Table((*columns, "text", "earliest", "latest", "confidence", "why", "doubts"), rows)


PARAMS = (
    Param("kind", "of this kind alone", "choice", KINDS),
    Param("by", "words of the name of somebody who has a part in it"),
    Param("least", "the least chance, in per cent, that a reader would agree that accounts part", "number", most=100),
    Param("page", "which page", "number"),
)
SUMMARY = "Where accounts part, side by side"
PAGE = Page(
    name="conflicts",
    path="/conflicts",
    summary=SUMMARY,
    data=ConflictsPage,
    make=make,
    params=PARAMS,
    table=table,
    menu="Conflicts",
    styles=("dispute.css", "apart.css"),
    prepare=prepare,
    passes=True,
    is_foreseen=True,
)
ON_ISSUE = replace(
    PAGE, name="issue_conflicts", path="/issues/{id}/conflicts", summary=f"{SUMMARY}, on an issue", menu=None
)
