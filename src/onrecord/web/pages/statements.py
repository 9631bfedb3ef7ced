"""The statements: who said what, each thing said once, newest first, by filters."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.ledger import Ledger
from onrecord.ledger.questions import Question
from onrecord.web.asked import Asked
from onrecord.web.page import Page
from onrecord.web.parts.statement_lines import FILTERS, PAGING, Listing, listing, question_of, table


@dataclass(frozen=True, slots=True)
class StatementsPage:
    """One page of the statements that answer the question."""

    question: Question
    listing: Listing


def make(ledger: Ledger, asked: Asked) -> StatementsPage:
    """The statements from `after` on."""
    question = question_of(asked)
    return StatementsPage(question, listing(ledger, question, asked))


PAGE = Page(
    name="statements",
    path="/statements",
    summary="Who said what, each statement once, newest first",
    data=StatementsPage,
    make=make,
    params=(*FILTERS, *PAGING),
    table=table,
    menu="Statements",
)
