"""What this stage gives back: the phrases that name speaker, relays and addressee, nobody resolved yet."""

from dataclasses import dataclass

from onrecord.types import LinkRole, Span


@dataclass(frozen=True, slots=True)
class Relay:
    """A phrase that names on whose word it is: an outlet, another speaker, or a document.

    `name` is the printed name without generic words ("the official KTA news agency" is "KTA").
    """

    span: Span
    role: LinkRole
    name: str


@dataclass(frozen=True, slots=True)
class Voices:
    """Who speaks, on whose word (nearest to the speaker first), and to whom; spans of the article's text.

    `link` is the speaker as a link of the chain of what is nested in the content.
    """

    speaker: Span | None
    relays: tuple[Relay, ...] = ()
    addressee: Span | None = None
    link: Relay | None = None
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """A relay with its rank (small is near to the speaker) and, where the words go to it, the addressee."""

    rank: int
    relay: Relay
    told: bool = False
