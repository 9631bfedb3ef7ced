"""What coders answered on one issue, as arrays: loaded once, and afterwards only what was answered or undone since.

One answer on a page costs what came since the last one, however many codings the ledger has.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.ledger import Ledger
from onrecord.ledger.codings import CODED
from onrecord.stance.agreement import Agreement, agreement
from onrecord.types import Issue, StanceLabel
from onrecord.web.parts.remembered import Remembered, file, recorded

Rows = NDArray[np.void]
Keys = NDArray[np.int64]
Who = tuple[str, str]  # a kind of coder, and whose answers

LABELS: tuple[StanceLabel, ...] = ("for", "against", "neither", "unrelated", "unsure")
UNSURE, UNRELATED = LABELS.index("unsure"), LABELS.index("unrelated")
_ROW = np.dtype(
    [("key", "i8"), ("statement", "i8"), ("who", "i4"), ("label", "i1"), ("blind", "?"), ("decides", "?"),
     ("sure", "f4"), ("at", "f8")]
)  # fmt: skip
_NEW = f"""SELECT c.key, o.statement, c.coder, c.coded_by, c.label, c.blind, c.adjudicated, c.confidence, c.coded_at
    FROM ({CODED} AND c.issue = (SELECT key FROM issues WHERE digest = ?) AND c.key > ?) AS c
    JOIN occurrences AS o ON o.attribution = c.now ORDER BY c.key"""
_LAST = "SELECT (SELECT coalesce(max(key), 0) FROM codings), (SELECT coalesce(max(key), 0) FROM coding_undos)"


@dataclass(frozen=True, slots=True)
class Answers:
    """The codings that count: of each coder the newest on each statement, a decision beside its own answer.

    `whose` are the coders that `who` points to; `coding` and `undo` are the last rows of the ledger that were seen.
    """

    rows: Rows
    whose: tuple[Who, ...]
    coding: int
    undo: int

    @property
    def latest(self) -> Rows:
        """One row for each statement, coder, and kind of answer, in the order of statements."""
        r = self.rows
        ordered = r[np.lexsort((r["key"], r["at"], r["decides"], r["who"], r["statement"]))]
        last = np.ones(len(ordered), bool)
        if len(ordered) > 1:
            same = [ordered[name][1:] == ordered[name][:-1] for name in ("statement", "who", "decides")]
            last[:-1] = ~np.logical_and.reduce(same)
        return ordered[last]

    def number(self, who: Who) -> int:
        """What `who` points to for this coder; -1 for one without codings."""
        return self.whose.index(who) if who in self.whose else -1


_bases: Remembered[Answers] = Remembered("answers", keeps_old=False)
_grown: dict[Hashable, tuple[Hashable, Answers]] = {}


def answers(ledger: Ledger, issue: Issue) -> Answers:
    """What was answered up to now."""
    what, state = (file(ledger), issue.digest), recorded(ledger)
    base = _bases.get(state, what, lambda: _grow(ledger, issue, Answers(np.empty(0, _ROW), (), 0, 0)))
    known, found = _grown.get(what, (None, base))
    grown = _grow(ledger, issue, found if known == state and found.coding >= base.coding else base)
    _grown[what] = state, grown
    return grown


def _grow(ledger: Ledger, issue: Issue, known: Answers) -> Answers:
    """With what was coded since, and without what was taken back since."""
    with ledger.snapshot():
        coding, undo = ledger.rows(_LAST)[0]
        if (coding, undo) == (known.coding, known.undo):
            return known
        new = ledger.rows(_NEW, (issue.digest, known.coding)) if coding > known.coding else []
        gone = ledger.rows("SELECT coding FROM coding_undos WHERE key > ?", (known.undo,)) if undo > known.undo else []
    whose = tuple(dict.fromkeys((*known.whose, *((row[2], row[3]) for row in new))))
    numbers = {who: number for number, who in enumerate(whose)}
    rows = np.array([_row(row, numbers) for row in new], _ROW)
    every = np.concatenate((known.rows, rows)) if new else known.rows
    undone = np.array([key for (key,) in gone], np.int64)
    return Answers(every[~np.isin(every["key"], undone)] if gone else every, whose, coding, undo)


def _row(row: Sequence[object], numbers: dict[Who, int]) -> tuple[object, ...]:
    key, statement, coder, by, label, blind, decides, sure, at = row
    number, told = numbers[str(coder), str(by)], dt.datetime.fromisoformat(str(at)).timestamp()
    place = LABELS.index(label) if label in LABELS else UNSURE
    return key, statement, number, place, blind, decides, np.nan if sure is None else sure, told


# --- questions to the latest answers --------------------------------------------------------------------------


def differing(latest: Rows) -> Keys:
    """The statements on which coders differ and nobody has decided, as `onrecord.coding.disputed` has them."""
    told = latest[latest["label"] != UNSURE]
    statements, first = np.unique(told["statement"], return_index=True)
    if not len(first):
        return np.empty(0, np.int64)
    low, high = (by.reduceat(told["label"], first) for by in (np.minimum, np.maximum))
    return np.setdiff1d(statements[low != high], decided(latest))


def decided(latest: Rows) -> Keys:
    """The statements that somebody has decided."""
    return np.unique(latest["statement"][latest["decides"]])


def certainty(answers: Answers, latest: Rows, statements: Keys) -> NDArray[np.float64]:
    """How little there is to learn from a person's answer: low where the model is at a loss, high where unrelated."""
    models = [number for number, (kind, _) in enumerate(answers.whose) if kind == "model"]
    rows = latest[np.isin(latest["who"], models)]
    rows = rows[np.argsort(rows["key"], kind="stable")]
    sure = np.where(rows["label"] == UNRELATED, 1.5, np.nan_to_num(rows["sure"]))
    of = dict(zip(rows["statement"].tolist(), sure.tolist(), strict=True))
    return np.array([of.get(key, 1.0) for key in statements.tolist()], np.float64)


@dataclass(frozen=True, slots=True)
class Compared:
    """A coder against another one."""

    other: Who
    agreement: Agreement
    blind: int


def compared(answers: Answers, latest: Rows, who: Who) -> list[Compared]:
    """A coder against every other that answered some of the same statements, as `onrecord.coding.comparisons` does."""
    own = latest[~latest["decides"]]
    mine = own[own["who"] == answers.number(who)]
    found = []
    for number, other in sorted(enumerate(answers.whose), key=lambda each: each[1]):
        theirs = own[own["who"] == number]
        _, one, two = np.intersect1d(mine["statement"], theirs["statement"], assume_unique=True, return_indices=True)
        if other != who and len(one):
            pairs = zip(mine["label"][one].tolist(), theirs["label"][two].tolist(), strict=True)
            blind = int(np.count_nonzero(mine["blind"][one] & theirs["blind"][two]))
            found.append(Compared(other, agreement((LABELS[x], LABELS[y]) for x, y in pairs), blind))
    return sorted(found, key=lambda c: -c.agreement.both)


@dataclass(frozen=True, slots=True)
class Upheld:
    """How many of a coder's answers, where it gave one, were the one that was decided on."""

    coder: str
    by: str
    same: int
    of: int


def upheld(answers: Answers, latest: Rows) -> Iterator[Upheld]:
    """Each coder against the newest decision on each statement; who abstained gave no answer."""
    said = latest[latest["decides"]]
    said = said[np.lexsort((said["key"], said["at"], said["statement"]))]
    last = {row["statement"]: row["label"] for row in said}
    own = latest[~latest["decides"] & (latest["label"] != UNSURE) & np.isin(latest["statement"], said["statement"])]
    for number, who in sorted(enumerate(answers.whose), key=lambda each: each[1]):
        theirs = own[own["who"] == number]
        same = sum(last[row["statement"]] == row["label"] for row in theirs)
        if len(theirs):
            yield Upheld(*who, int(same), len(theirs))
