"""From where a phrase is read: the scene, who spoke before, the content that is reported, the speaker outside."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from onrecord.reading.who.people import Person
from onrecord.reading.who.phrases import Phrase
from onrecord.reading.who.principals import Office
from onrecord.reading.who.scene import Scene
from onrecord.reading.who.turns import Turn, before
from onrecord.types import Span, Speaker

UNNAMED = Speaker("unnamed", "unnamed", "unnamed", confidence=0.3, why="no source is printed")
MOST_HOPS = 4
"""From one phrase to the next that explains it: "they" to the list that opens the sentence to a member of it."""


@dataclass(frozen=True, slots=True)
class View:
    """`links` leads from persons to the description by which the article spoke of them before it named them.

    `reader` is the function that reads phrases: documents and pronouns ask it for the phrases inside theirs.
    """

    scene: Scene
    span: Span
    reader: Callable[[View, Phrase], Speaker]
    turns: tuple[Turn, ...] = ()
    contents: tuple[Span, ...] = ()
    depth: int = 0
    outer: Speaker | None = None
    links: Mapping[int, tuple[str, Office | None]] = field(default_factory=dict)
    followers: Mapping[tuple[int, int], Person] = field(default_factory=dict)
    hops: int = 0

    @property
    def start(self) -> int:
        return self.span[0]

    @property
    def earlier(self) -> list[Turn]:
        """The turns before this one, the last one first."""
        return before(self.turns, self.start, self.depth)

    @property
    def inside_too(self) -> list[Turn]:
        """The turns before this one at any depth: a body or a document can be named inside what another says."""
        return before(self.turns, self.start, 99)

    def read(self, p: Phrase) -> Speaker:
        """The speaker that a phrase means, read from here; unnamed where phrases lead round in a circle."""
        return self.reader(replace(self, hops=self.hops + 1), p) if self.hops < MOST_HOPS else UNNAMED

    def in_content(self, offset: int) -> bool:
        return any(s <= offset < e for s, e in self.contents)


def slug(name: str) -> str:
    """The id of a name.

    >>> slug("Tomáš Orlić; Irena Valk")
    'tomas-orlic-irena-valk'
    """
    bare = "".join(c for c in unicodedata.normalize("NFKD", name.lower()) if not unicodedata.combining(c))
    return re.sub(r"[^\w]+", "-", bare.replace("'", "").replace("’", "")).strip("-") or "unnamed"
