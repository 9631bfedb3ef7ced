"""From drafts to a reading: manner, voices, cast, dates, and one attribution of each draft."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from onrecord.models.reader import Scan
from onrecord.reading.dates import published as published_when
from onrecord.reading.dates import said as said_when
from onrecord.reading.manner import manner
from onrecord.reading.voices import Relay, Voices, nested_chain, voices
from onrecord.reading.who import Cast, cast, speakers
from onrecord.types import (
    Addressee,
    Article,
    Attribution,
    Draft,
    Entity,
    EntityKind,
    Link,
    Published,
    Reading,
    Run,
    Segment,
    Span,
    Speaker,
)

NAMES: dict[str, EntityKind] = {"person": "person", "organisation": "organisation", "place": "place", "misc": "demonym"}
NEAR = 3000  # characters on either side of a content in which names can belong to it
UNSURE = 0.5  # below this the reader says so


def reading(
    article: Article, segments: tuple[Segment, ...], drafts: Sequence[Draft], scans: Sequence[Scan], run: Run
) -> Reading:
    """The reading of `article` that `drafts` and the names in `scans` make."""
    text = article.text
    entities = tuple(_entities(scans))
    when = published_when(article, segments)
    heard = [_voices(article, d, drafts, entities) for d in drafts]
    phrases = [v.speaker for v in heard]
    people = cast(text, segments, entities, [p for p in phrases if p])
    who = speakers(people, drafts, phrases)
    found = [_attribution(i, article, drafts, heard, who, people, when) for i in range(len(drafts))]
    order = sorted(found, key=lambda a: (a.depth, a.content.start))
    return Reading(article, when, segments, tuple(order), people.actors, people.mentions, people.offices, entities, run)


def _entities(scans: Sequence[Scan]) -> list[Entity]:
    return [
        Entity(scan.words.spans[f.first][0], scan.words.spans[f.last][1], NAMES[f.kind], round(f.score, 3))
        for scan in scans
        for f in scan.names
    ]


def _voices(article: Article, draft: Draft, drafts: Sequence[Draft], entities: tuple[Entity, ...]) -> Voices:
    outer = drafts[draft.within] if draft.within is not None else None
    here = draft.content.start
    first = bisect_right(entities, here - NEAR, key=_start)
    near = entities[first : bisect_left(entities, here + NEAR, key=_start)]
    return voices(article.text, draft, outer=outer, entities=near, outlet=article.outlet)


def _start(entity: Entity) -> int:
    return entity.start


def _outers(i: int, drafts: Sequence[Draft], heard: Sequence[Voices]) -> list[Voices]:
    out: list[Voices] = []
    at = drafts[i].within
    while at is not None:
        out.append(heard[at])
        at = drafts[at].within
    return out


def _attribution(
    i: int,
    article: Article,
    drafts: Sequence[Draft],
    heard: Sequence[Voices],
    who: Sequence[Speaker],
    people: Cast,
    when: Published,
) -> Attribution:
    draft, speaker = drafts[i], who[i]
    links = [_link(r, people, draft, who, drafts, heard) for r in nested_chain(heard[i], _outers(i, drafts, heard))]
    chain = [link for link in links if link.actor != speaker.actor]  # nobody is heard through himself
    return Attribution(
        id=f"{article.id}:{i + 1}",
        depth=draft.depth,
        within=f"{article.id}:{draft.within + 1}" if draft.within is not None else None,
        source=draft.source,
        cue=draft.cue,
        content=draft.content,
        manner=manner(article.text, draft),
        speaker=speaker,
        chain=tuple(chain),
        addressee=_addressee(heard[i].addressee, people, draft),
        said=said_when(article.text, draft, when),
        confidence=draft.confidence,
        doubts=_doubts(draft, speaker, heard[i]),
    )


def _link(
    relay: Relay,
    people: Cast,
    draft: Draft,
    who: Sequence[Speaker],
    drafts: Sequence[Draft],
    heard: Sequence[Voices],
) -> Link:
    """A relay with the name that the article gives it elsewhere; an outer speaker as already resolved."""
    for d, v, s in zip(drafts, heard, who, strict=True) if draft.depth else ():
        same = v.link is not None and v.link.span == relay.span and v.link == relay
        if same and s.name != "unnamed" and d.depth < draft.depth:
            return Link(s.actor, s.name, relay.role, relay.span)
    found = people.resolve(relay.span)
    if found.name == "unnamed":
        return Link(relay.name.lower().replace(" ", "-"), relay.name, relay.role, relay.span)
    return Link(found.actor, found.name, relay.role, relay.span)


def _addressee(span: Span | None, people: Cast, draft: Draft) -> Addressee | None:
    if span is None:
        return None
    found = people.resolve(span, draft=draft)
    return None if found.name == "unnamed" else Addressee(found.actor, found.name, span)


def _doubts(draft: Draft, speaker: Speaker, heard: Voices) -> tuple[str, ...]:
    out = [*draft.doubts, *heard.doubts]
    if draft.confidence < UNSURE:
        out.append("the reader is unsure that this is an attribution")
    if speaker.name == "unnamed":
        out.append("nobody is named as the speaker")
    elif speaker.confidence < UNSURE:
        out.append("the speaker is a guess")
    return tuple(out)
