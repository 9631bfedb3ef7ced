"""The words of the project as frozen dataclasses: what is read from one article, and what is decided on top.

Offsets count Unicode code points of `Article.text`; ends are exclusive. Days are `datetime.date`.
Nothing here does I/O, and nothing here imports from the rest of the package.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Literal

Span = tuple[int, int]

SegmentKind = Literal["headline", "dateline", "body", "furniture", "repeat"]
DateMethod = Literal["given", "metadata", "printed", "inferred", "unknown"]
Form = Literal["direct", "indirect", "mixed"]
Polarity = Literal["affirmed", "denied"]
Modality = Literal["asserted", "future", "hypothetical", "question"]
Attitude = Literal["assertion", "belief", "fact", "eventuality"]
EntityKind = Literal["person", "organisation", "place", "demonym"]
ActorKind = Literal["person", "state", "institution", "organisation", "outlet", "group", "unnamed"]
LinkRole = Literal["relay", "speaker", "document"]
Granularity = Literal["day", "week", "month", "year", "span"]

READABLE: tuple[SegmentKind, ...] = ("headline", "body")


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why something was inferred, and the words that say so (`start == end` where no words do)."""

    start: int
    end: int
    reason: str


@dataclass(frozen=True, slots=True)
class Published:
    """The days on which an article can have been published; unknown bounds are None."""

    earliest: dt.date | None = None
    latest: dt.date | None = None
    method: DateMethod = "unknown"
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Said:
    """The days on which something can have been said; unknown bounds are None."""

    earliest: dt.date | None = None
    latest: dt.date | None = None
    granularity: Granularity | None = None
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of the text of one kind; the segments of an article cover it without overlap."""

    start: int
    end: int
    kind: SegmentKind


@dataclass(frozen=True, slots=True)
class Article:
    """One report as found: `text` never changes. `published` holds what the input gave, nothing inferred."""

    id: str
    text: str
    path: str | None = None
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    published: Published = Published()


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of the article: the spans in text order; `text` joins them with one space."""

    spans: tuple[Span, ...]
    text: str

    @classmethod
    def of(cls, text: str, spans: tuple[Span, ...] | list[Span]) -> Passage:
        """The passage that `spans` cut out of `text`.

        >>> Passage.of("He said yes.", [(0, 2)]).text
        'He'
        """
        ordered = tuple(sorted(spans))
        return cls(ordered, " ".join(text[s:e] for s, e in ordered))

    @property
    def start(self) -> int:
        return self.spans[0][0]

    @property
    def end(self) -> int:
        return self.spans[-1][1]


@dataclass(frozen=True, slots=True)
class Entity:
    """A name in the text as the reader model sees it, with the model's probability."""

    start: int
    end: int
    kind: EntityKind
    score: float


@dataclass(frozen=True, slots=True)
class Draft:
    """An attribution as the reader model leaves it: spans and how they hang together, nobody resolved yet.

    `within` is the index of the outer draft in the same list; None at depth 0. `confidence` is in [0, 1].
    """

    source: Passage | None
    cue: Passage
    content: Passage
    depth: int = 0
    within: int | None = None
    confidence: float = 1.0
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Manner:
    """How something was said: its form, polarity, modality, and the attitude that the cue shows."""

    form: Form
    polarity: Polarity
    modality: Modality
    attitude: Attitude


@dataclass(frozen=True, slots=True)
class Mention:
    """Words in an article that name an actor (name, title, pronoun or description)."""

    start: int
    end: int
    actor: str


@dataclass(frozen=True, slots=True)
class Office:
    """For whom an actor speaks in an article, and the words that say so."""

    actor: str
    role: str | None
    speaks_for: str | None
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody or some body in one article: `id` is a readable slug, `name` the fullest form the article gives."""

    id: str
    name: str
    kind: ActorKind
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who said it, for whom, how sure that is, and why."""

    actor: str
    name: str
    kind: ActorKind
    role: str | None = None
    speaks_for: str | None = None
    confidence: float = 1.0
    why: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """One link of a chain: on whose word, nearest to the speaker first; `span` are the words that show it."""

    actor: str
    name: str
    role: LinkRole
    span: Span


@dataclass(frozen=True, slots=True)
class Addressee:
    """To whom it was said, with the words that name them."""

    actor: str
    name: str
    span: Span


@dataclass(frozen=True, slots=True)
class Attribution:
    """Source, cue and content found in one article, and all that the article tells about them."""

    id: str
    depth: int
    within: str | None
    source: Passage | None
    cue: Passage
    content: Passage
    manner: Manner
    speaker: Speaker | None = None
    chain: tuple[Link, ...] = ()
    addressee: Addressee | None = None
    said: Said = Said()
    confidence: float = 1.0
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Run:
    """What made a reading: the code's version, the model's hash, the settings as sorted JSON."""

    version: str
    model: str
    settings: str = "{}"


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read from one article: pure evidence, made without a database."""

    article: Article
    published: Published
    segments: tuple[Segment, ...]
    attributions: tuple[Attribution, ...]
    actors: tuple[Actor, ...] = ()
    mentions: tuple[Mention, ...] = ()
    offices: tuple[Office, ...] = ()
    entities: tuple[Entity, ...] = ()
    run: Run = Run("", "")
    doubts: tuple[str, ...] = field(default=())


JudgementKind = Literal["merge", "split", "rename", "speaker", "office", "undo"]
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
    """What a judgement sets; None leaves a thing as it is."""

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
    """One attribution that reports a statement, with its score and the reason why it is the same statement."""

    article: str
    attribution: str
    roots: tuple[str, ...] = ()
    score: float = 1.0
    reason: str = ""

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
