"""A coder at work on the ledger's statements: what it answers is kept, and nothing is asked twice."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from onrecord.coding.shown import utterance_of
from onrecord.ledger import Ledger
from onrecord.stance.coders.contract import Answer, Coder
from onrecord.types import Coding, Issue, Stance, StanceLabel, Utterance

KEPT_TOGETHER = 500  # answers of a machine in one transaction
ID_LENGTH = 12


@dataclass(slots=True)
class Tally:
    """What a run of a coder came to: answers by label, those set aside by their words, and those that were dropped."""

    labels: Counter[StanceLabel] = field(default_factory=Counter)
    aside: int = 0
    dropped: Counter[str] = field(default_factory=Counter)
    known: int = 0

    @property
    def coded(self) -> int:
        """How many codings were kept."""
        return self.labels.total()

    def count(self, answer: Answer, taken_back: StanceLabel | None) -> None:
        """Add one answer, or take away one that was taken back."""
        if taken_back is not None:
            self.labels[taken_back] -= 1
        elif answer.stance is None:
            self.dropped[answer.note] += 1
        elif answer.is_aside:
            self.aside += 1
        else:
            self.labels[answer.stance.label] += 1


def code(
    ledger: Ledger,
    issue: Issue,
    coder: Coder,
    utterances: Iterable[Utterance] | None = None,
    *,
    again: bool = False,
    limit: int | None = None,
    is_blind: bool = False,
    is_adjudicated: bool = False,
    on_answer: Callable[[Answer], None] = lambda answer: None,
) -> Tally:
    """What the coder answered to the statements of the stored record, or to `utterances`; the ledger keeps it.

    Statements that it has coded on this version of the issue are left out, unless `again`. Answers that set a
    statement aside by its words alone are counted and not kept. After `limit` answers that are, it stops. What was
    answered before an interruption is kept.
    """
    ledger.keep_issue(issue)
    keeper = _Keeper(ledger, issue, coder, is_blind, is_adjudicated)
    shown = utterances if utterances is not None else pending(ledger, issue, coder, again=again)
    tally = Tally()
    try:
        for answer in coder.code((issue, utterance) for utterance in shown):
            tally.count(answer, keeper.take(answer))
            on_answer(answer)
            if tally.coded == limit:
                break
    finally:
        keeper.flush()
    return tally


def pending(ledger: Ledger, issue: Issue, coder: Coder, *, again: bool = False) -> Iterator[Utterance]:
    """What the coder has not coded yet on this version of the issue; everything, with `again`."""
    done = None if again else (issue.digest, coder.name, coder.by)
    return (utterance_of(spoken) for spoken in ledger.spoken(done))


@dataclass(slots=True)
class _Keeper:
    """Keeps answers in the ledger: a person's at once, a machine's many together; takes back what is taken back."""

    ledger: Ledger
    issue: Issue
    coder: Coder
    is_blind: bool
    is_adjudicated: bool
    _waiting: list[Coding] = field(default_factory=list)
    _kept: dict[str, Coding] = field(default_factory=dict)

    def take(self, answer: Answer) -> StanceLabel | None:
        """Keep what is worth keeping of an answer; the label of the one that it takes back, if it does."""
        if answer.stance is None:
            return self._taken_back(answer.utterance)
        if not answer.is_aside:
            self._waiting.append(self._coding(answer.utterance, answer.stance))
            if self.coder.name == "person" or len(self._waiting) >= KEPT_TOGETHER:
                self.flush()
        return None

    def flush(self) -> None:
        """Write what waits."""
        if self._waiting:
            self.ledger.add_codings(self._waiting)
            if self.coder.name == "person":
                self._kept |= {coding.attribution: coding for coding in self._waiting}
            self._waiting = []

    def _taken_back(self, utterance: str) -> StanceLabel | None:
        coding = self._kept.pop(utterance, None)
        if coding is None:
            return None
        self.ledger.undo_coding(coding.id, self.coder.by)
        return coding.stance.label

    def _coding(self, utterance: str, stance: Stance) -> Coding:
        at = dt.datetime.now(dt.UTC)
        named = "\n".join((self.issue.digest, utterance, stance.coder, self.coder.by, at.isoformat()))
        id_ = hashlib.sha256(named.encode(errors="surrogatepass")).hexdigest()[:ID_LENGTH]
        return Coding(
            id=id_,
            issue=self.issue.digest,
            attribution=utterance,
            stance=stance,
            by=self.coder.by,
            at=at,
            is_blind=self.is_blind,
            is_adjudicated=self.is_adjudicated,
        )
