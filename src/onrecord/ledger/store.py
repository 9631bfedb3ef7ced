"""A reading written into the ledger, whole or not at all."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence

from onrecord.errors import InputError, LedgerError
from onrecord.ledger.rows import Row, bindable, day_text, insert, mark, next_key, now_text, transaction
from onrecord.types import (
    Actor,
    Addressee,
    Article,
    Attribution,
    Evidence,
    Link,
    Published,
    Reading,
    Run,
    Said,
    Speaker,
)

ActorKeys = dict[str, int]


def add(db: sqlite3.Connection, reading: Reading) -> bool:
    """Whether `reading` is new: an article that the same run has read already changes nothing.

    Raises InputError for an article whose id the ledger knows with another text.
    """
    with transaction(db):
        article = _article(db, reading.article)
        run = _run(db, reading.run)
        if db.execute("SELECT 1 FROM readings WHERE article = ? AND run = ?", (article, run)).fetchone():
            return False
        _reading(db, reading, article, run)
        return True


def knows(db: sqlite3.Connection, article: Article, run: Run) -> bool:
    """Whether `run` has read this very text under this id."""
    statement = f"""
        SELECT ar.text FROM articles AS ar JOIN readings AS r ON r.article = ar.key JOIN runs ON runs.key = r.run
        WHERE ar.id = {mark(article.id)} AND {_this_run(run)}"""
    values = (article.id, run.version, run.model, run.settings)
    known = db.execute(statement, [bindable(value) for value in values]).fetchone()
    return known is not None and bool(known[0] == article.text)


def _this_run(run: Run) -> str:
    """The condition that finds the run, to go with its three values."""
    return f"version = {mark(run.version)} AND model = {mark(run.model)} AND settings = {mark(run.settings)}"


def _article(db: sqlite3.Connection, article: Article) -> int:
    """The key of the article, stored if it is new."""
    known = db.execute(
        f"SELECT key, text FROM articles WHERE id = {mark(article.id)}", (bindable(article.id),)
    ).fetchone()
    if known is None:
        return _new_article(db, article)
    if known[1] != article.text:
        raise InputError(
            article.path or article.url or article.id, f"the ledger has the id {article.id} with another text"
        )
    return int(known[0])


def _new_article(db: sqlite3.Connection, article: Article) -> int:
    key = next_key(db, "articles")
    given = article.published
    identity: Row = (key, article.id, article.outlet, article.title, article.url, article.path, article.text)
    columns = "key, id, outlet, title, url, path, text, given_earliest, given_latest, given_method, added_at"
    insert(db, "articles", columns, [(*identity, *_interval(given), given.method, now_text())])
    _put_evidence(db, "given_evidence", "article", [(key, given.evidence)])
    return key


def _run(db: sqlite3.Connection, run: Run) -> int:
    """The key of the run, stored if it is new."""
    values: Row = (run.version, run.model, run.settings)
    known = db.execute(f"SELECT key FROM runs WHERE {_this_run(run)}", [bindable(value) for value in values]).fetchone()
    if known is not None:
        return int(known[0])
    key = next_key(db, "runs")
    insert(db, "runs", "key, version, model, settings, begun_at", [(key, *values, now_text())])
    return key


def _reading(db: sqlite3.Connection, reading: Reading, article: int, run: int) -> None:
    key = next_key(db, "readings")
    published = reading.published
    columns = "key, article, run, published_earliest, published_latest, published_method, read_at"
    insert(db, "readings", columns, [(key, article, run, *_interval(published), published.method, now_text())])
    _put_evidence(db, "published_evidence", "reading", [(key, published.evidence)])
    insert(db, "reading_doubts", "reading, doubt", [(key, doubt) for doubt in reading.doubts])
    insert(db, "segments", "reading, start, stop, kind", [(key, s.start, s.end, s.kind) for s in reading.segments])
    entities: list[Row] = [(key, e.start, e.end, e.kind, e.score) for e in reading.entities]
    insert(db, "entities", "reading, start, stop, kind, score", entities)
    actors = _actors(db, reading, key)
    _mentions_and_offices(db, reading, key, actors)
    _attributions(db, reading, key, actors)


def _interval(days: Published | Said) -> tuple[str | None, str | None]:
    return day_text(days.earliest), day_text(days.latest)


def _put_evidence(
    db: sqlite3.Connection, table: str, owner: str, owned: Iterable[tuple[int, Sequence[Evidence]]]
) -> None:
    rows: list[Row] = [(key, e.start, e.end, e.reason) for key, evidence in owned for e in evidence]
    insert(db, table, f"{owner}, start, stop, reason", rows)


def _actors(db: sqlite3.Connection, reading: Reading, key: int) -> ActorKeys:
    """The key of every actor that the reading lists or names."""
    listed = {actor.id: actor for actor in reading.actors}
    if len(listed) < len(reading.actors):
        raise LedgerError(f"the reading of {reading.article.id} lists an actor twice")
    everybody = listed | {id_: actor for id_, actor in _named(reading).items() if id_ not in listed}
    first = next_key(db, "actors")
    keys = {id_: first + n for n, id_ in enumerate(everybody)}
    rows: list[Row] = [(keys[a.id], key, a.id, a.name, a.kind, a.id in listed) for a in everybody.values()]
    insert(db, "actors", "key, reading, id, name, kind, listed", rows)
    insert(db, "aliases", "actor, alias", [(keys[a.id], alias) for a in everybody.values() for alias in a.aliases])
    return keys


def _named(reading: Reading) -> dict[str, Actor]:
    """Actors as attributions, mentions and offices name them, so that every row has one to point to."""
    named: dict[str, Actor] = {}
    for attribution in reading.attributions:
        if attribution.speaker is not None:
            speaker = attribution.speaker
            named.setdefault(speaker.actor, Actor(speaker.actor, speaker.name, speaker.kind))
    for attribution in reading.attributions:
        others: list[Link | Addressee] = [*attribution.chain]
        if attribution.addressee is not None:
            others.append(attribution.addressee)
        for other in others:
            named.setdefault(other.actor, Actor(other.actor, other.name, "unnamed"))
    for id_ in (*(m.actor for m in reading.mentions), *(o.actor for o in reading.offices)):
        named.setdefault(id_, Actor(id_, id_, "unnamed"))
    return named


def _mentions_and_offices(db: sqlite3.Connection, reading: Reading, key: int, actors: ActorKeys) -> None:
    mentions: list[Row] = [(key, actors[m.actor], m.start, m.end) for m in reading.mentions]
    insert(db, "mentions", "reading, actor, start, stop", mentions)
    first = next_key(db, "offices")
    offices: list[Row] = [
        (first + n, key, actors[o.actor], o.role, o.speaks_for) for n, o in enumerate(reading.offices)
    ]
    insert(db, "offices", "key, reading, actor, role, speaks_for", offices)
    owned = ((first + n, office.evidence) for n, office in enumerate(reading.offices))
    _put_evidence(db, "office_evidence", "office", owned)


ATTRIBUTION_COLUMNS = """key, reading, id, depth, within, source_text, cue_text, content_text,
    form, polarity, modality, attitude,
    speaker, speaker_name, speaker_kind, speaker_role, speaks_for, speaker_confidence, speaker_why,
    said_earliest, said_latest, said_granularity, when_earliest, when_latest, when_from, confidence"""


def _attributions(db: sqlite3.Connection, reading: Reading, key: int, actors: ActorKeys) -> None:
    first = next_key(db, "attributions")
    keys = {a.id: first + n for n, a in enumerate(reading.attributions)}
    if len(keys) < len(reading.attributions):
        raise LedgerError(f"the reading of {reading.article.id} has two attributions of one id")
    rows = [_attribution_row(a, reading, key, keys, actors) for a in reading.attributions]
    insert(db, "attributions", ATTRIBUTION_COLUMNS, rows)
    owned = [(keys[a.id], a) for a in reading.attributions]
    insert(db, "spans", "attribution, part, start, stop, words", _span_rows(owned, reading.article.text))
    insert(
        db, "chain_links", "attribution, place, actor, name, role, start, stop",
        [(k, n, actors[c.actor], c.name, c.role, *c.span) for k, a in owned for n, c in enumerate(a.chain)],
    )  # fmt: skip
    addressed: list[Row] = [
        (k, actors[a.addressee.actor], a.addressee.name, *a.addressee.span) for k, a in owned if a.addressee is not None
    ]
    insert(db, "addressees", "attribution, actor, name, start, stop", addressed)
    _put_evidence(db, "said_evidence", "attribution", ((k, a.said.evidence) for k, a in owned))
    insert(db, "doubts", "attribution, doubt", [(k, doubt) for k, a in owned for doubt in a.doubts])


def _attribution_row(a: Attribution, reading: Reading, key: int, keys: dict[str, int], actors: ActorKeys) -> Row:
    if a.within is not None and a.within not in keys:
        raise LedgerError(f"the reading of {reading.article.id} lacks the attribution {a.within} that {a.id} is in")
    return (
        keys[a.id], key, a.id, a.depth, None if a.within is None else keys[a.within],
        None if a.source is None else a.source.text, a.cue.text, a.content.text,
        a.manner.form, a.manner.polarity, a.manner.modality, a.manner.attitude,
        *_speaker_values(a.speaker, actors),
        *_interval(a.said), a.said.granularity, *_when(a.said, reading.published), a.confidence,
    )  # fmt: skip


def _speaker_values(s: Speaker | None, actors: ActorKeys) -> Row:
    if s is None:
        return (None,) * 7
    return actors[s.actor], s.name, s.kind, s.role, s.speaks_for, s.confidence, s.why


def _when(said: Said, published: Published) -> Row:
    """The days that a dated question goes by: those said, else those published."""
    for days, origin in ((said, "said"), (published, "published")):
        if days.earliest is not None or days.latest is not None:
            return *_interval(days), origin
    return None, None, "unknown"


def _span_rows(owned: Iterable[tuple[int, Attribution]], text: str) -> list[Row]:
    return [
        (key, part, start, stop, text[start:stop])
        for key, a in owned
        for part, passage in (("source", a.source), ("cue", a.cue), ("content", a.content))
        if passage is not None
        for start, stop in passage.spans
    ]
