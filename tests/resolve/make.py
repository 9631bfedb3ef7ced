"""Invented articles as readings, without a model: who is named, in which office, and what each said."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.types import (
    Actor,
    ActorKind,
    Article,
    Attribution,
    Form,
    Manner,
    Office,
    Passage,
    Published,
    Reading,
    Said,
    Segment,
    Speaker,
)

DAY = dt.date(2021, 3, 5)


@dataclass(frozen=True)
class Who:
    """An article's actor: id, name, role, side, kind."""

    id: str
    name: str
    role: str | None = None
    side: str | None = None
    kind: ActorKind = "person"


def day(offset: int) -> dt.date:
    return DAY + dt.timedelta(days=offset)


def reading(
    id: str,
    text: str = "",
    *,
    outlet: str | None = None,
    on: int | None = 0,
    who: Sequence[Who] = (),
    said: Sequence[tuple[str | None, str, Form]] = (),
    headline: str = "",
) -> Reading:
    """A reading of `headline` and `text`; `said` gives (actor id, words that stand in the text, form)."""
    full = f"{headline}\n{text}" if headline else text
    published = Published() if on is None else Published(day(on), day(on), "given")
    split = len(headline) + 1 if headline else 0
    segments = [Segment(0, split, "headline")] if headline else []
    if len(full) > split:
        segments.append(Segment(split, len(full), "body"))
    people = {w.id: w for w in who}
    return Reading(
        Article(id, full, outlet=outlet),
        published,
        tuple(segments),
        tuple(
            _attribution(f"{id}-{n}", full, people.get(by or ""), words, form)
            for n, (by, words, form) in enumerate(said)
        ),
        tuple(Actor(w.id, w.name, w.kind) for w in who),
        (),
        tuple(Office(w.id, w.role, w.side) for w in who if w.role or w.side),
    )


def _attribution(id: str, text: str, who: Who | None, words: str, form: Form) -> Attribution:
    start = text.index(words)
    speaker = Speaker(who.id, who.name, who.kind, who.role, who.side) if who else None
    content = Passage.of(text, [(start, start + len(words))])
    cue = Passage.of(text, [(0, 1)])
    return Attribution(
        id, 0, None, None, cue, content, Manner(form, "affirmed", "asserted", "assertion"), speaker, said=Said()
    )


VALK = Who("irena-valk", "Irena Valk", "foreign minister", "Varenia")


def people(*rows: tuple[str, str, str | None, str | None], on: Sequence[int] | None = None) -> list[Reading]:
    """One reading for each (article id, name, role, side), that names just this person."""
    offsets = on or [0] * len(rows)
    return [
        reading(id, name, who=[Who(name.lower().replace(" ", "-"), name, role, side)], on=offset)
        for (id, name, role, side), offset in zip(rows, offsets, strict=True)
    ]
