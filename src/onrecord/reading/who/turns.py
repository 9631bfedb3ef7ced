"""Who spoke so far: what pronouns, "the official" and bare quotations point back to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.types import Speaker


@dataclass(frozen=True, slots=True)
class Turn:
    """One attribution that has been resolved: where its source (or content) stands, who spoke, and in what document.

    `end` is where the content ends; `noun` the word that the source was called by ("statement", "official").
    """

    start: int
    end: int
    speaker: Speaker
    noun: str = ""
    plural: bool = False
    depth: int = 0


def before(turns: Sequence[Turn], offset: int, depth: int = 0) -> list[Turn]:
    """The turns of the same depth that begin before an offset, the last one first."""
    found = [t for t in turns if t.start < offset and t.depth <= depth and t.speaker.name != "unnamed"]
    return sorted(found, key=lambda t: -t.start)
