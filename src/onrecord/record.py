"""The record across articles: computed from the ledger's evidence and judgements, and kept there until either grows."""

from __future__ import annotations

import datetime as dt
import getpass
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import permutations

from onrecord.errors import UsageError
from onrecord.ledger import Ledger
from onrecord.reading.dates import Kin, narrow
from onrecord.reading.dates.narrowing import Kinship
from onrecord.resolve import judgements, resolve
from onrecord.types import Change, Judgement, ListedActor, Reading, Record

MANY = 20  # reports of one statement that are compared with each other for their dates


def refresh(ledger: Ledger) -> bool:
    """Whether the stored record had to be computed anew; afterwards it holds all that the ledger knows.

    Raises LedgerError where the ledger cannot be written.
    """
    if ledger.is_fresh():
        return False
    with ledger.snapshot():
        made_from = ledger.stamp()
        record = _resolved(list(ledger.readings()), ledger.judgements(), ledger.listed())
    ledger.store_record(record, made_from)
    return True


def _resolved(readings: list[Reading], decided: Sequence[Judgement], listed: Sequence[ListedActor]) -> Record:
    """The record; computed again where dated reports of the same words narrow the days of others."""
    record = resolve(readings, decided, listed)
    kin = _kin(readings, record)
    dated = [replace(r, published=narrow(r.published, kin.get(r.article.id, ()))) for r in readings]
    return record if dated == readings else resolve(dated, decided, listed)


def _kin(readings: Sequence[Reading], record: Record) -> dict[str, list[Kin]]:
    """The dated reports of the same dispatch or the same statement, by article."""
    days = {r.article.id: r.published for r in readings if r.published.earliest and r.published.latest}
    out: dict[str, list[Kin]] = defaultdict(list)

    def tie(kinship: Kinship, one: str, other: str) -> None:
        if one != other and other in days:
            out[one].append(Kin(kinship, days[other], other))

    for link in record.links:
        if link.kind == "copy" and link.other:
            tie("copy", link.article, link.other)
            tie("copy", link.other, link.article)
    for statement in record.statements:
        articles = sorted({o.article for o in statement.occurrences})
        for one, other in permutations(articles[:MANY], 2):
            tie("statement", one, other)
    return out


def current(ledger: Ledger) -> Record:
    """The record of all that the ledger knows."""
    refresh(ledger)
    return ledger.record()


def user() -> str:
    """The name under which judgements are kept, where the user gives no other."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # no name behind the user's number, as in some containers
        return "unknown"


@dataclass(frozen=True, slots=True)
class Judge:
    """Somebody who decides: every method keeps one judgement in the ledger, and gives it back.

    They raise UsageError for a subject that the record has not, with the likely ones.
    """

    ledger: Ledger
    by: str
    note: str = ""

    def merge(self, actors: Sequence[str]) -> Judgement:
        """These actors are one, under the first one's id and name."""
        return self._kept(judgements.merge(current(self.ledger), actors, by=self.by, at=_now(), note=self.note))

    def split(self, actor: str, articles: Sequence[str], name: str | None = None) -> Judgement:
        """The actor whom these articles name is somebody else, called `name`."""
        ids = [self.ledger.article(article).id for article in articles]
        record = current(self.ledger)
        return self._kept(judgements.split(record, actor, ids, by=self.by, at=_now(), name=name, note=self.note))

    def rename(self, actor: str, name: str) -> Judgement:
        """The actor is called `name`."""
        return self._kept(judgements.rename(current(self.ledger), actor, name, by=self.by, at=_now(), note=self.note))

    def office(self, actor: str, change: Change) -> Judgement:
        """The actor held `change.role` of `change.speaks_for` from `since` to `until`."""
        return self._kept(judgements.office(current(self.ledger), actor, change, by=self.by, at=_now(), note=self.note))

    def speaker(self, attributions: Sequence[str], change: Change) -> Judgement:
        """These attributions were said by `change.actor`, for `change.speaks_for`."""
        keys = [self._key(name) for name in attributions]
        record = current(self.ledger)
        return self._kept(judgements.speaker(record, keys, change, by=self.by, at=_now(), note=self.note))

    def chain(self, attributions: Sequence[str], actors: Sequence[str]) -> Judgement:
        """These attributions stand on the word of these actors, nearest to the speaker first; of none: first hand."""
        keys = [self._key(name) for name in attributions]
        record = current(self.ledger)
        return self._kept(judgements.chain(record, keys, actors, by=self.by, at=_now(), note=self.note))

    def chain_as_read(self, attributions: Sequence[str]) -> Judgement:
        """The chains of these attributions are right as they were read."""
        keys = [self._key(name) for name in attributions]
        return self._kept(judgements.chain_as_read(keys, by=self.by, at=_now(), note=self.note))

    def undo(self, judgement: str) -> Judgement:
        """That judgement no longer counts."""
        made = self.ledger.judgements()
        return self._kept(judgements.undo(made, judgement, by=self.by, at=_now(), note=self.note))

    def _key(self, name: str) -> str:
        found = self.ledger.attribution(name)
        if found is None:
            raise UsageError(f"no attribution {name!r}; `onrecord said --each` lists them")
        return "#".join(found)

    def _kept(self, judgement: Judgement) -> Judgement:
        self.ledger.judge(judgement)
        return judgement


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)
