"""What is decided on top of the evidence, and what is known across articles by the two."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from onrecord.types.evidence import ActorKind, Span

JudgementKind = Literal["merge", "split", "rename", "speaker", "chain", "office", "undo"]
TenureOrigin = Literal["reports", "import", "judgement"]
LinkKind = Literal["copy", "passage", "quotations", "credit"]


@dataclass(frozen=True, slots=True)
class Subject:
    """What a judgement is about: an id, and the `article#id` keys that it stood for when it was judged.

    Anchors keep a judgement on its subject when new articles change the subject's id.
    """

    id: str
    anchors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """What a judgement sets; None leaves a thing as it is. Empty, `speaks_for` says: for nobody else."""

    actor: str | None = None
    name: str | None = None
    role: str | None = None
    speaks_for: str | None = None
    since: dt.date | None = None
    until: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Judgement:
    """A decision on top of the evidence: who decided what, and when. Nothing is deleted: an undo is one more.

    merge    the subjects (actors) are one; the first gives id and name
    split    the anchors of the one subject (an actor) are somebody else, named `change.name` if given
    rename   the one subject (an actor) is called `change.name`; its id stays
    speaker  the subjects (attributions, or their `article#id`) were said by `change.actor`, for `change.speaks_for`
    chain    the subjects without anchors (attributions, or their `article#id`) stand on the word of those with anchors
             (actors), nearest to the speaker first; without any, they are first hand; with `change.name` (`as read`)
             their chains are right as they were read
    office   the one subject (an actor) was `change.role` of `change.speaks_for` from `since` to `until`
    undo     the subjects are judgements that no longer count; an undo can be undone
    """

    id: str
    kind: JudgementKind
    subjects: tuple[Subject, ...]
    change: Change
    by: str
    at: dt.datetime
    note: str = ""


@dataclass(frozen=True, slots=True)
class Member:
    """An article's actor that a recorded actor stands for, and why: score in [0, 1] and a reason in words."""

    article: str
    actor: str
    score: float = 1.0
    reason: str = ""


@dataclass(frozen=True, slots=True)
class RecordedActor:
    """Somebody or some body across articles. `id` is a slug, unique in the record."""

    id: str
    name: str
    kind: ActorKind
    aliases: tuple[str, ...] = ()
    members: tuple[Member, ...] = ()
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Tenure:
    """An office and the days on which it was seen held (`reports`), or was held (`import`, `judgement`)."""

    actor: str
    role: str | None
    speaks_for: str | None
    first: dt.date | None
    last: dt.date | None
    origin: TenureOrigin = "reports"
    articles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CopyLink:
    """What two articles share (`copy`, `passage`, `quotations`), or the agency an article credits (`credit`).

    `other` is None for a credit. `score` is the part of the shorter text that stands in the other one; the spans are
    the shared passages, or the words of the credit.
    """

    kind: LinkKind
    article: str
    other: str | None
    score: float
    spans: tuple[Span, ...]
    other_spans: tuple[Span, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Root:
    """An independent origin of reports: `origin` is the agency or outlet it is known to come from."""

    id: str
    origin: str | None
    articles: tuple[str, ...]
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Edit:
    """Words that one wording has where another has others; an empty side is an insertion or a cut."""

    was: str
    now: str


@dataclass(frozen=True, slots=True)
class Variant:
    """One wording of a statement, who prints it, and how it parts from the representative's."""

    text: str
    occurrences: tuple[str, ...]
    edits: tuple[Edit, ...] = ()


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One attribution that reports a statement, with its score and the reason why it is the same statement.

    `chain` are the actors on whose word a person decided that it stands; None where the chain is as it was read.
    """

    article: str
    attribution: str
    roots: tuple[str, ...] = ()
    score: float = 1.0
    reason: str = ""
    chain: tuple[str, ...] | None = None

    @property
    def key(self) -> str:
        """The occurrence's `article#attribution` key."""
        return f"{self.article}#{self.attribution}"


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing said, and every attribution that reports it. `text` is the longest direct wording."""

    id: str
    actor: str | None
    speaks_for: str | None
    text: str
    earliest: dt.date | None
    latest: dt.date | None
    representative: str
    occurrences: tuple[Occurrence, ...]
    roots: tuple[str, ...]
    variants: tuple[Variant, ...] = ()


@dataclass(frozen=True, slots=True)
class Pending:
    """A judgement that finds no subject in the evidence at hand; it counts again as soon as it does."""

    judgement: str
    reason: str


@dataclass(frozen=True, slots=True)
class Record:
    """What is known across articles: pure function of the readings and the judgements."""

    actors: tuple[RecordedActor, ...] = ()
    tenures: tuple[Tenure, ...] = ()
    links: tuple[CopyLink, ...] = ()
    roots: tuple[Root, ...] = ()
    statements: tuple[Statement, ...] = ()
    pending: tuple[Pending, ...] = ()


@dataclass(frozen=True, slots=True)
class ListedOffice:
    """An office as a list of actors gives it; unknown days are None."""

    role: str | None
    speaks_for: str | None
    since: dt.date | None = None
    until: dt.date | None = None


@dataclass(frozen=True, slots=True)
class ListedActor:
    """An entry of an imported list of actors: `source` is the list, `line` where in it the entry begins."""

    source: str
    line: int
    name: str
    kind: ActorKind
    aliases: tuple[str, ...] = ()
    country: str | None = None
    offices: tuple[ListedOffice, ...] = ()
