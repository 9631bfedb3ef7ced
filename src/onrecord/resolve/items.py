"""Attributions as the joining of statements takes them, with actor, roots, days and wording at hand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from onrecord.resolve.evidence import Interval
from onrecord.resolve.sides import Sides
from onrecord.resolve.wordings import Wording
from onrecord.types import Attribution, Change, Reading


@dataclass(frozen=True, slots=True)
class Item:
    """One attribution with all that joining it needs; `scopes` are the actor, or the roots of an unnamed source."""

    article: str
    attribution: Attribution
    actor: str | None
    speaks_for: str | None
    wording: Wording
    days: Interval
    roots: tuple[str, ...]
    scopes: tuple[str, ...]
    headline: bool
    judged: bool = False

    @property
    def key(self) -> str:
        return f"{self.article}#{self.attribution.id}"

    @property
    def rank(self) -> tuple[bool, int, int, str]:
        """The order in which items open statements: direct wordings first, longest first."""
        w = self.wording
        return not w.quoted, -len(w.quoted), -len(w.words), self.key


@dataclass(slots=True)
class Draft:
    """A statement in the making: the item that opened it, and what joined it, with scores and reasons."""

    head: Item
    joined: list[tuple[Item, float, str]] = field(default_factory=list)


def items(
    reading: Reading,
    actor_of: Mapping[tuple[str, str], str],
    unnamed: frozenset[str],
    roots: Sequence[str],
    sides: Sides,
) -> Iterator[Item]:
    """The attributions of a reading as items; `actor_of` maps (article, actor) to the recorded actor's id, `sides` to
    the side that other articles tell of one."""
    article = reading.article.id
    heads = [s for s in reading.segments if s.kind == "headline"]
    for a in reading.attributions:
        actor = actor_of.get((article, a.speaker.actor)) if a.speaker else None
        named = actor is not None and actor not in unnamed
        scopes = (f"actor {actor}",) if named else tuple(f"root {r}" for r in roots)
        told = a.said if a.said.earliest else reading.published
        headline = any(s.start <= a.content.start < s.end for s in heads)
        wording = Wording(a.content.text, a.manner.form)
        side = a.speaker.speaks_for if a.speaker else None
        if a.speaker and side:
            side = sides.get((article, a.speaker.actor), side)
        yield Item(article, a, actor, side, wording, (told.earliest, told.latest), tuple(roots), scopes, headline)


def corrected(every: Iterable[Item], speakers: Mapping[str, Change]) -> list[Item]:
    """The items with the speakers that a person set, by attribution id or `article#id` key."""
    found = []
    for item in every:
        change = speakers.get(item.key) or speakers.get(item.attribution.id)
        if change:
            actor = change.actor or item.actor
            scopes = (f"actor {actor}",) if change.actor else item.scopes
            side = item.speaks_for if change.speaks_for is None else change.speaks_for or None
            item = replace(item, actor=actor, speaks_for=side, scopes=scopes)
            item = replace(item, judged=bool(change.actor))
        found.append(item)
    return found


def fresh(item: Item) -> Item:
    """The item with a wording that nobody has taken apart yet, so that what is worked out on it can go again."""
    return replace(item, wording=Wording(item.wording.text, item.wording.form))
