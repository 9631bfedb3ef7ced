"""The issues: the questions that were put to the record, their two ends, and who coded them."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.ledger import Ledger
from onrecord.ledger.stances import issue_ids
from onrecord.web.asked import Asked
from onrecord.web.page import Page, Table
from onrecord.web.parts import issues
from onrecord.web.parts.issues import IssueHead


@dataclass(frozen=True, slots=True)
class IssuesPage:
    """All issues, in the order of their ids."""

    issues: tuple[IssueHead, ...]


def make(ledger: Ledger, asked: Asked) -> IssuesPage:
    """What there is."""
    return IssuesPage(tuple(issues.head(ledger, issues.found(ledger, id_)) for id_ in issue_ids(ledger)))


def table(ledger: Ledger, asked: Asked) -> Table:
    """A row for each coder of each issue."""
    rows = (
        (i.id, i.digest, i.question, i.for_, i.against, c.coder, c.by, c.codings)
        for i in make(ledger, asked).issues
        for c in i.coders
    )
    return Table(("issue", "digest", "question", "for", "against", "coder", "by", "codings"), rows)


PAGE = Page(
    name="issues",
    path="/issues",
    summary="The questions that were put to the record",
    data=IssuesPage,
    make=make,
    table=table,
    menu="Issues",
    styles=("dispute.css",),
)
