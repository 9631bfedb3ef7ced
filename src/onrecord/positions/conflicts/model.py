"""What a conflict is: two sides, each with its words, and what they are about. No side is right here."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from hashlib import blake2b
from typing import Literal

from onrecord.types import Span

ConflictKind = Literal["readings", "self", "accounts", "numbers"]


@dataclass(frozen=True, slots=True)
class Words:
    """What one report prints of one side: a statement, or (without one) the outlet's own narration.

    `spans` are offsets in the text of `article`, `text` their words. `outlet` is a name to show, its file's where the
    outlet is unknown. `speaks_for` are the principals of who said it, `context` the sentence, where the
    words alone say little.
    """

    article: str
    outlet: str
    text: str
    spans: tuple[Span, ...]
    statement: str | None = None
    attribution: str | None = None
    actor: str | None = None
    who: str | None = None
    speaks_for: tuple[str, ...] = ()
    earliest: dt.date | None = None
    latest: dt.date | None = None
    label: str | None = None
    context: str | None = None

    @property
    def key(self) -> str:
        """The `article#attribution` key, or the place in the article for an outlet's own words."""
        return f"{self.article}#{self.attribution or f'{self.spans[0][0]}-{self.spans[-1][1]}'}"


@dataclass(frozen=True, slots=True)
class Party:
    """One side of a conflict: its name, what it holds in brief (a reading, a figure, a wording), and its words."""

    name: str
    holds: str
    words: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two accounts that cannot both stand as printed; which of them does, if any, is not for this program to say.

    `about` names what they are about in the words of a report; `confidence` is the estimated chance that a reader
    would agree that they part, `doubts` tell why they may not, `why` names the rule and what it rests on.
    """

    kind: ConflictKind
    about: str
    one: Party
    other: Party
    confidence: float
    why: str
    doubts: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """A name that stays while the evidence does."""
        keys = sorted(words.key for party in (self.one, self.other) for words in party.words)
        return blake2b(" ".join((self.kind, *keys)).encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()

    @property
    def days(self) -> tuple[dt.date | None, dt.date | None]:
        """The first and the last day on which any of it can have been said."""
        every = [w for party in (self.one, self.other) for w in party.words]
        first = [w.earliest for w in every if w.earliest]
        last = [w.latest for w in every if w.latest]
        return min(first, default=None), max(last, default=None)


@dataclass(frozen=True, slots=True)
class Agreement:
    """A figure that several outlets tell alike of one thing: evidence that their accounts agree."""

    about: str
    holds: str
    words: tuple[Words, ...]
    confidence: float
    why: str
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """The conflicts, the surest first, and the agreements, those that most outlets share first."""

    conflicts: tuple[Conflict, ...]
    agreements: tuple[Agreement, ...] = ()
