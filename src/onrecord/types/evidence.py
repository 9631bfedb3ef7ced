"""What is read from one article: pure evidence.

Offsets count Unicode code points of `Article.text`; ends are exclusive. Days are `datetime.date`.
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


INFERRED = "the state that the article is about"
"""Why an office has a side, where no words of the article give it one."""


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
