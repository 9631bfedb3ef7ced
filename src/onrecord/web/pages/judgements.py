"""Every judgement, with its maker and its time, and a way to take it back."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.ledger import Ledger
from onrecord.web.asked import Asked, Param
from onrecord.web.page import Page, Table
from onrecord.web.parts.judged import Judged, judged

SHOWN = 50

_PENDING = (
    "SELECT j.id, p.reason FROM pending AS p JOIN judgements AS j ON j.key = p.judgement ORDER BY p.key LIMIT 200"
)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A judgement that finds no subject in the evidence at hand, and why."""

    judgement: str
    reason: str


@dataclass(frozen=True, slots=True)
class JudgementsPage:
    """A page of judgements, newest first."""

    judgements: tuple[Judged, ...]
    total: int
    page: int
    pages: int
    pending: tuple[Waiting, ...]


def make(ledger: Ledger, asked: Asked) -> JudgementsPage:
    """The judgements of the asked page."""
    every, page = judged(ledger.judgements()), asked.number("page", 1)
    return JudgementsPage(
        judgements=every[(page - 1) * SHOWN : page * SHOWN],
        total=len(every),
        page=page,
        pages=max(1, -(-len(every) // SHOWN)),
        pending=tuple(Waiting(*row) for row in ledger.rows(_PENDING)),
    )


def table(ledger: Ledger, asked: Asked) -> Table:
    """All judgements, a row each."""
    columns = ("id", "kind", "text", "about", "by", "at", "note", "counts")
    every = judged(ledger.judgements())
    return Table(columns, ((j.id, j.kind, j.text, j.about, j.by, j.at.isoformat(), j.note, j.counts) for j in every))


PAGE = Page(
    name="judgements",
    path="/judgements",
    summary="Every judgement with its maker and its time, newest first",
    data=JudgementsPage,
    make=make,
    params=(Param("page", "which page", "number", most=100_000),),
    table=table,
    menu="Judgements",
)
