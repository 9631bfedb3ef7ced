"""Judgements in words, with what it takes to undo them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from onrecord.resolve.judgements import active
from onrecord.text.phrases import counted
from onrecord.types import Judgement, JudgementKind
from onrecord.web import telling


@dataclass(frozen=True, slots=True)
class Judged:
    """One judgement: what it decides in words, who made it and when, and whether it counts now.

    `about` are the ids of its subjects; for an undo, those of the judgements that it takes back.
    """

    id: str
    kind: JudgementKind
    text: str
    about: tuple[str, ...]
    by: str
    at: dt.datetime
    note: str
    counts: bool


def judged(judgements: Iterable[Judgement]) -> tuple[Judged, ...]:
    """All judgements, newest first."""
    every = list(judgements)
    alive = {j.id for j in active(every)}
    by_id = {j.id: j for j in every}
    return tuple(_judged(j, by_id, j.id in alive) for j in reversed(every))


def concerning(judgements: Iterable[Judgement], keys: set[str]) -> tuple[Judged, ...]:
    """Those about one of the ids or `article#id` keys, and what undoes them, newest first."""
    every = list(judgements)
    found: set[str] = set()
    for j in every:
        if any(keys & {s.id, *s.anchors} for s in j.subjects) or any(s.id in found for s in j.subjects):
            found.add(j.id)
    return tuple(j for j in judged(every) if j.id in found)


def _judged(j: Judgement, by_id: dict[str, Judgement], counts: bool) -> Judged:
    about = tuple(s.id for s in j.subjects)
    return Judged(j.id, j.kind, "".join(_told(j, by_id)), about, j.by, j.at, j.note, counts or _still(j, by_id))


def _still(j: Judgement, by_id: dict[str, Judgement]) -> bool:
    """Whether an undo was not undone itself."""
    undone = {s.id for other in by_id.values() if other.kind == "undo" for s in other.subjects}
    return j.kind == "undo" and j.id not in undone


def _told(j: Judgement, by_id: dict[str, Judgement]) -> Iterator[str]:
    c, ids = j.change, [s.id for s in j.subjects]
    if j.kind == "merge":
        yield f"{', '.join(ids[1:])} is the same as {ids[0]}"
    elif j.kind == "split":
        yield f"somebody else than {ids[0]}{f', named {c.name}' if c.name else ''}"
    elif j.kind == "rename":
        yield f"{ids[0]} is called {c.name}"
    elif j.kind == "speaker":
        said = [id_ for id_ in ids if id_ != c.actor]
        yield f"{counted(len(said), 'report')} said by {c.actor or 'the same'}"
        yield f", for {c.speaks_for}" if c.speaks_for else ", for nobody else" if c.speaks_for == "" else ""
    elif j.kind == "chain":
        links = [s.id for s in j.subjects if s.anchors]
        yield f"{counted(len(ids) - len(links), 'report')} "
        yield f"on the word of {', '.join(links)}" if links else c.name or "first hand"
    elif j.kind == "office":
        yield f"{ids[0]} was {c.role or 'speaking'}{f' for {c.speaks_for}' if c.speaks_for else ''}"
        yield f", {telling.days(c.since, c.until)}" if c.since or c.until else ""
    else:
        undone = by_id.get(ids[0])
        yield f"taken back: {''.join(_told(undone, by_id)) if undone else ids[0]}"
