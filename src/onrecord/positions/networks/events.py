"""Statements as the event list of the Discourse Network Analyzer: one row a statement, side and issue."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.ledger import Ledger
from onrecord.ledger.stance_columns import FOR, NOBODY
from onrecord.ledger.titles import CALLED
from onrecord.positions.networks.twomode import Stated

BATCH = 500  # statements a query

_TOLD = f"""SELECT s.id, s.text, ar.key, {CALLED}, coalesce(ar.outlet, ar.path, ar.url, '')
    FROM statements AS s JOIN attributions AS a ON a.key = s.representative
    JOIN readings AS r ON r.key = a.reading JOIN articles AS ar ON ar.key = r.article WHERE s.id IN ({{}})"""


@dataclass(frozen=True, slots=True)
class Event:
    """A row of the event list. `time` is the first day on which it can have been said, None for an unknown one.

    `id` and `document` are numbers, as DNA has them; `statement` is the id in the ledger. `concept` is the first end
    of the issue, to which the statement agrees or doesn't. `title` is what the article is called where it has no
    title, `source` the outlet, else the file or address that the article came from.
    """

    id: int
    time: dt.date | None
    document: int
    title: str
    source: str
    text: str
    person: str
    organization: str
    concept: str
    agreement: bool
    statement: str


def events(ledger: Ledger, stated: Stated) -> Iterator[Event]:
    """The statements for and against, oldest first, undated last; of a principal's own voice `person` is empty."""
    days = stated.earliest
    order = sorted(range(len(stated)), key=lambda n: (not days[n], int(days[n]), n))
    for start in range(0, len(order), BATCH):
        some = order[start : start + BATCH]
        ids = [_id(stated, n) for n in some]
        found = ledger.rows(_TOLD.format(", ".join("?" * len(ids))), ids)
        told = {row[0]: row[1:] for row in found}
        for at, (n, id_) in enumerate(zip(some, ids, strict=True), start + 1):
            yield _event(stated, n, at, id_, told[id_], dt.date.fromordinal(int(days[n])) if days[n] else None)


def _id(stated: Stated, n: int) -> str:
    columns = stated.columns[stated.concept[n]]
    return str(columns.ids[stated.rows[n]].decode("utf-8", "surrogatepass"))


def _event(
    stated: Stated, n: int, at: int, statement: str, told: tuple[str, int, str, str], day: dt.date | None
) -> Event:
    columns, row = stated.columns[stated.concept[n]], int(stated.rows[n])
    text, document, title, source = told
    actor, principal = int(columns.actor[row]), int(columns.principal[row])
    who = None if actor == NOBODY else columns.actors[actor]
    side = "" if principal == NOBODY else columns.principals[principal].name
    person = who.name if who is not None and who.kind in ("person", "unnamed") else ""
    concept = stated.concepts[stated.concept[n]].for_
    return Event(
        at, day, document, title, source, text, person, side or (who.name if who else ""), concept,
        bool(columns.label[row] == FOR), statement,
    )  # fmt: skip
