"""Reports as the search for conflicts takes them: the text, and every voice in it with its statement and principals."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePath
from typing import Any

from onrecord.ledger import Ledger
from onrecord.ledger.rows import day_of
from onrecord.ledger.stances import Voice
from onrecord.positions.conflicts.model import Words
from onrecord.positions.principals import sides
from onrecord.text.words import paragraphs, sentences
from onrecord.types import Span

BATCH = 100  # articles that are fetched together

_ARTICLES = """SELECT ar.key, ar.id, ar.outlet, ar.title, ar.path, ar.text, r.key, r.published_earliest,
    r.published_latest FROM articles AS ar JOIN readings AS r ON r.article = ar.key
    WHERE r.key = (SELECT max(key) FROM readings WHERE article = ar.key) AND ar.key IN ({}) ORDER BY ar.key"""
_SEGMENTS = "SELECT reading, start, stop, kind FROM segments WHERE reading IN ({}) ORDER BY start"
_VOICES = """SELECT a.reading, a.key, a.id, st.id, a.depth, a.within, a.cue_text, a.content_text, a.form, a.polarity,
    a.modality, a.attitude, a.confidence, ra.key, ra.id, ra.name, ra.kind, st.speaks_for, a.when_earliest,
    a.when_latest, a.speaker_confidence
    FROM attributions AS a JOIN occurrences AS o ON o.attribution = a.key JOIN statements AS st ON st.key = o.statement
    LEFT JOIN recorded_actors AS ra ON ra.key = st.recorded_actor WHERE a.reading IN ({}) ORDER BY a.key"""
_SPANS = """SELECT s.attribution, s.part, s.start, s.stop FROM spans AS s
    JOIN attributions AS a ON a.key = s.attribution WHERE a.reading IN ({}) ORDER BY s.start"""


@dataclass(frozen=True)
class Voiced:
    """One attribution: who said what, for whom, where it stands, and how the issue's coder took it."""

    key: str
    statement: str
    article: str
    outlet: str
    within: str | None
    depth: int
    cue: str
    text: str
    form: str
    polarity: str
    modality: str
    attitude: str
    confidence: float
    actor: str | None
    who: str | None
    kind: str | None
    principals: tuple[str, ...]
    names: tuple[str, ...]
    earliest: dt.date | None
    latest: dt.date | None
    source: tuple[Span, ...]
    cues: tuple[Span, ...]
    spans: tuple[Span, ...]
    label: str | None = None
    sure: float | None = None

    @property
    def start(self) -> int:
        return self.spans[0][0]

    @property
    def end(self) -> int:
        return self.spans[-1][1]

    @cached_property
    def sides(self) -> frozenset[str]:
        """Those whom the words bind: the principals, else the actor itself."""
        return frozenset(self.principals or ((self.actor,) if self.actor else ()))

    @property
    def side_name(self) -> str:
        return "; ".join(self.names) or self.who or "nobody named"

    def words(self) -> Words:
        """The evidence that a conflict shows."""
        return Words(
            self.article,
            self.outlet,
            self.text,
            self.spans,
            self.statement,
            self.key.rpartition("#")[2],
            self.actor,
            self.who,
            self.names,
            self.earliest,
            self.latest,
            self.label,
        )


@dataclass(frozen=True)
class Report:
    """One article with its voices in the order of their words; `body` are the stretches that a reader reads."""

    id: str
    outlet: str
    title: str | None
    text: str
    earliest: dt.date | None
    latest: dt.date | None
    body: tuple[Span, ...]
    voices: tuple[Voiced, ...]

    @cached_property
    def sentences(self) -> tuple[tuple[Span, int], ...]:
        """The sentences of the body with the number of their paragraph."""
        lines = ((s, e) for start, end in self.body for s, e in paragraphs(self.text, start, end))
        return tuple((span, n) for n, (s, e) in enumerate(lines) for span in sentences(self.text, s, e))

    def sentence_of(self, at: int) -> int:
        """The number of the sentence that holds the place, or of the next one behind it."""
        return max(min(bisect_right(self._ends, at), len(self._ends) - 1), 0)

    @cached_property
    def _ends(self) -> list[int]:
        return [end for (_, end), _ in self.sentences]


Labels = Mapping[str, tuple[str, float | None]]


def reports(ledger: Ledger, among: Sequence[str] | None = None, labels: Labels | None = None) -> Iterator[Report]:
    """Every article of the record, or those with these ids; `labels` are stances by statement."""
    voices = _voices(ledger)
    wanted = None if among is None else frozenset(among)
    keys = [key for key, id_ in ledger.rows("SELECT key, id FROM articles ORDER BY key") if _is_in(id_, wanted)]
    for n in range(0, len(keys), BATCH):
        some = keys[n : n + BATCH]
        rows = ledger.rows(_ARTICLES.format(", ".join("?" * len(some))), some)
        yield from _some(ledger, rows, voices, labels or {})


def _is_in(id_: str, wanted: frozenset[str] | None) -> bool:
    return wanted is None or id_ in wanted


Principals = Mapping[tuple[int, str | None], tuple[Any, ...]]


class _Principals:
    """The principals of voices, looked up once."""

    def __init__(self, voices: Mapping[int, Voice]) -> None:
        self._voices = voices
        self._found: dict[tuple[int, str | None], tuple[Any, ...]] = dict(sides([*voices.values()]))

    def of(self, actor: int | None, speaks_for: str | None) -> tuple[Any, ...]:
        if actor is None:
            return ()
        if (actor, speaks_for) not in self._found:
            v = self._voices[actor]
            own = Voice(v.key, v.id, v.name, v.kind, speaks_for, v.offices)
            self._found |= sides([*self._voices.values(), own])
        return self._found[actor, speaks_for]


def _voices(ledger: Ledger) -> _Principals:
    offices: dict[int, list[str]] = defaultdict(list)
    held = "SELECT DISTINCT recorded_actor, speaks_for FROM tenures WHERE speaks_for IS NOT NULL ORDER BY key"
    for key, side in ledger.rows(held):
        offices[key].append(side)
    rows = ledger.rows("SELECT key, id, name, kind FROM recorded_actors")
    known = {key: Voice(key, id_, name, kind, None, tuple(offices[key])) for key, id_, name, kind in rows}
    asked = """SELECT DISTINCT recorded_actor, speaks_for FROM statements
        WHERE speaks_for IS NOT NULL AND recorded_actor IS NOT NULL"""
    spoken = [
        Voice(v.key, v.id, v.name, v.kind, side, v.offices) for key, side in ledger.rows(asked) for v in (known[key],)
    ]
    made = _Principals({})
    made._voices, made._found = known, dict(sides([*spoken, *known.values()]))
    return made


def _some(ledger: Ledger, rows: Sequence[Any], principals: _Principals, labels: Labels) -> Iterator[Report]:
    keys = [row[6] for row in rows]
    marks = ", ".join("?" * len(keys))
    segments, voiced = defaultdict(list), defaultdict(list)
    for reading, start, stop, kind in ledger.rows(_SEGMENTS.format(marks), keys):
        if kind in ("headline", "body"):
            segments[reading].append((start, stop))
    spans: dict[int, dict[str, list[Span]]] = defaultdict(lambda: defaultdict(list))
    for owner, part, start, stop in ledger.rows(_SPANS.format(marks), keys):
        spans[owner][part].append((start, stop))
    for row in ledger.rows(_VOICES.format(marks), keys):
        voiced[row[0]].append(row[1:])
    for _, id_, outlet, title, path, text, reading, first, last in rows:
        name = outlet or (PurePath(path).stem if path else None) or title or id_[:8]
        ids = {row[0]: f"{id_}#{row[1]}" for row in voiced[reading]}
        found = [_voiced(row, id_, name, spans[row[0]], ids, principals, labels) for row in voiced[reading]]
        found.sort(key=lambda v: (v.start, v.depth))
        yield Report(id_, name, title, text, day_of(first), day_of(last), tuple(segments[reading]), tuple(found))


def _voiced(
    row: Sequence[Any],
    article: str,
    outlet: str,
    spans: Mapping[str, list[Span]],
    ids: Mapping[int, str],
    principals: _Principals,
    labels: Labels,
) -> Voiced:
    (
        key,
        _,
        statement,
        depth,
        within,
        cue,
        text,
        form,
        polarity,
        modality,
        attitude,
        sure,
        actor_key,
        actor,
        who,
        kind,
        speaks_for,
        first,
        last,
        _,
    ) = row
    whose = principals.of(actor_key, speaks_for)
    label, confidence = labels.get(statement, (None, None))
    return Voiced(
        ids[key],
        statement,
        article,
        outlet,
        ids.get(within),
        depth,
        cue,
        text,
        form,
        polarity,
        modality,
        attitude,
        sure,
        actor,
        who,
        kind,
        tuple(side.id for side in whose),
        tuple(side.name for side in whose),
        day_of(first),
        day_of(last),
        tuple(spans["source"]),
        tuple(spans["cue"]),
        tuple(spans["content"]),
        label,
        confidence,
    )
