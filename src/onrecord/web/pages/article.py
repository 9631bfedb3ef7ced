"""An article: its text as found, attributions marked in place with notes in the margin, and why it has its date."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from onrecord.ledger import Ledger
from onrecord.ledger.titles import called_in
from onrecord.types import Attribution, DateMethod, Manner, Reading
from onrecord.web.asked import Asked, NotThere, Param
from onrecord.web.page import Page, Table
from onrecord.web.parts.marked_text import Block, blocks, marks_of

PART_SIZE = 110_000
"""Characters of text and notes in one part of a long article: with their marks they stay below 300 kB."""
NOTE_SIZE = 1_000
COPIES = 50

_RECORDED = """
SELECT a.id, st.id, st.speaks_for, ra.id, ra.name FROM attributions AS a
JOIN occurrences AS o ON o.attribution = a.key JOIN statements AS st ON st.key = o.statement
LEFT JOIN recorded_actors AS ra ON ra.key = st.recorded_actor
WHERE a.reading = (SELECT max(r.key) FROM readings AS r JOIN articles AS ar ON ar.key = r.article WHERE ar.id = ?)"""

_COPIES = """
SELECT l.kind, CASE WHEN ar.id = ? THEN ot.id ELSE ar.id END, CASE WHEN ar.id = ? THEN ot.outlet ELSE ar.outlet END,
       CASE WHEN ar.id = ? THEN coalesce(ot.title, ot.path) ELSE coalesce(ar.title, ar.path) END, l.score, l.reason
FROM copy_links AS l JOIN articles AS ar ON ar.key = l.article LEFT JOIN articles AS ot ON ot.key = l.other
WHERE l.article = (SELECT key FROM articles WHERE id = ?) OR l.other = (SELECT key FROM articles WHERE id = ?)
ORDER BY l.score DESC LIMIT ?"""


@dataclass(frozen=True, slots=True)
class Why:
    """Words of the article, where they begin, and what they tell; empty words where a reason rests on none."""

    start: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Note:
    """What stands in the margin about one attribution: who, for whom, on whose word, to whom, how and when.

    `actor` and `statement` are ids of the record; None where it has them not yet.
    """

    number: int
    id: str
    key: str
    statement: str | None
    actor: str | None
    name: str | None
    role: str | None
    speaks_for: str | None
    cue: str
    chain: tuple[str, ...]
    addressee: str | None
    manner: Manner
    said: tuple[dt.date | None, dt.date | None]
    within: int | None
    confidence: float
    doubts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Copy:
    """Another article with the same passages, or (`article` is None) an agency that this one credits."""

    kind: str
    article: str | None
    outlet: str | None
    title: str | None
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """One article, or one part of a long one; it is `called` by its title, headline, or file."""

    id: str
    title: str | None
    called: str
    outlet: str | None
    url: str | None
    path: str | None
    earliest: dt.date | None
    latest: dt.date | None
    method: DateMethod
    dated_by: tuple[Why, ...]
    blocks: tuple[Block, ...]
    notes: Mapping[int, Note]
    attributions: int
    doubts: tuple[str, ...]
    copies: tuple[Copy, ...]
    part: int
    parts: int
    version: str


def make(ledger: Ledger, asked: Asked) -> ArticlePage:
    """The article with the asked id."""
    reading = ledger.reading(asked.id)
    article, published = reading.article, reading.published
    notes = {note.number: note for note in _notes(ledger, reading)}
    parts = _parts(blocks(article.text, reading.segments, marks_of(reading.attributions, published.evidence)))
    part = asked.number("part", _part_of(asked.text("at"), notes, parts))
    if part > len(parts):
        raise NotThere(f"part {part} is none of the article's {len(parts)}")
    shown = parts[part - 1]
    return ArticlePage(
        id=article.id,
        title=article.title,
        called=called_in(reading),
        outlet=article.outlet,
        url=article.url,
        path=article.path,
        earliest=published.earliest,
        latest=published.latest,
        method=published.method,
        dated_by=tuple(Why(e.start, article.text[e.start : e.end], e.reason) for e in published.evidence),
        blocks=tuple(shown),
        notes={number: notes[number] for block in shown for number in block.numbers},
        attributions=len(reading.attributions),
        doubts=reading.doubts,
        copies=_copies(ledger, article.id),
        part=part,
        parts=len(parts),
        version=reading.run.version,
    )


def _part_of(attribution: str | None, notes: Mapping[int, Note], parts: list[list[Block]]) -> int:
    """The part in which an attribution begins; the first where there is none of that id."""
    wanted = {number for number, note in notes.items() if note.id == attribution}
    holding = (n for n, part in enumerate(parts, 1) if any(wanted & set(block.numbers) for block in part))
    return next(holding, 1)


def _parts(every: list[Block]) -> list[list[Block]]:
    """The blocks in parts of some PART_SIZE."""
    parts: list[list[Block]] = [[]]
    size = 0
    for block in every:
        more = block.end - block.start + NOTE_SIZE * len(block.numbers)
        if parts[-1] and size + more > PART_SIZE:
            parts.append([])
            size = 0
        parts[-1].append(block)
        size += more
    return parts


def _notes(ledger: Ledger, reading: Reading) -> list[Note]:
    recorded = {row[0]: row[1:] for row in ledger.rows(_RECORDED, (reading.article.id,))}
    numbers = {a.id: number for number, a in enumerate(reading.attributions, 1)}
    return [_note(reading, a, numbers, recorded.get(a.id)) for a in reading.attributions]


def _note(reading: Reading, a: Attribution, numbers: dict[str, int], recorded: tuple[Any, ...] | None) -> Note:
    statement, speaks_for, actor, name = recorded or (None, None, None, None)
    speaker = a.speaker
    if name is None:
        name = speaker.name if speaker is not None else a.source.text if a.source is not None else None
    return Note(
        number=numbers[a.id],
        id=a.id,
        key=f"{reading.article.id}#{a.id}",
        statement=statement,
        actor=actor,
        name=name,
        role=None if speaker is None else speaker.role,
        speaks_for=speaks_for or (None if speaker is None else speaker.speaks_for),
        cue=a.cue.text,
        chain=tuple(link.name for link in a.chain),
        addressee=None if a.addressee is None else a.addressee.name,
        manner=a.manner,
        said=(a.said.earliest, a.said.latest),
        within=None if a.within is None else numbers[a.within],
        confidence=a.confidence,
        doubts=a.doubts,
    )


def _copies(ledger: Ledger, id_: str) -> tuple[Copy, ...]:
    return tuple(Copy(*row) for row in ledger.rows(_COPIES, (id_,) * 5 + (COPIES,)))


def table(ledger: Ledger, asked: Asked) -> Table:
    """The attributions of the article, a row each."""
    reading = ledger.reading(asked.id)
    columns = ("number", "id", "statement", "actor", "name", "role", "speaks_for", "chain", "addressee", "source")
    more = ("cue", "content", "form", "polarity", "modality", "attitude", "said_earliest", "said_latest", "confidence")
    return Table(
        (*columns, *more, "doubts"),
        (_row(n, a) for n, a in zip(_notes(ledger, reading), reading.attributions, strict=True)),
    )


def _row(n: Note, a: Attribution) -> tuple[object, ...]:
    source = None if a.source is None else a.source.text
    told = (n.number, n.id, n.statement, n.actor, n.name, n.role, n.speaks_for, n.chain, n.addressee, source, n.cue)
    m = n.manner
    return (*told, a.content.text, m.form, m.polarity, m.modality, m.attitude, *n.said, n.confidence, n.doubts)


PAGE = Page(
    name="article",
    path="/articles/{id}",
    summary="An article as found, with its attributions marked; as CSV, the attributions",
    data=ArticlePage,
    make=make,
    params=(
        Param("part", "which part of a long article", "number"),
        Param("at", "the id of an attribution, to show the part in which it begins"),
    ),
    table=table,
    scripts=("article.js",),
)
