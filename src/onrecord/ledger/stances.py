"""Where each statement stands on an issue: the coding that counts for it, and what bears on its weight.

Of several codings of one statement the one counts that decides between coders, else a person's, a language model's, the
model's; of equals the newest. Undone ones never count.
"""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from onrecord.errors import LedgerError
from onrecord.ledger import stance_columns
from onrecord.ledger.chains import JUDGED, READ
from onrecord.ledger.connection import reported
from onrecord.ledger.ledger import Ledger
from onrecord.ledger.rows import Value, bindable, day_of, snapshot, transaction, unlocked
from onrecord.ledger.stance_columns import (
    CONTESTED,
    DENIED,
    HEARSAY,
    HYPOTHETICAL,
    LABELS,
    NOBODY,
    RELAYED,
    UNKNOWN_DAY,
    UNNAMED,
    Ints,
    Side,
    StanceColumns,
)
from onrecord.types import StanceLabel
from onrecord.version import VERSION


@dataclass(frozen=True, slots=True)
class Voice:
    """An actor of the record, and the body that it spoke for in some statement; `offices`: all it was seen to serve."""

    key: int
    id: str
    name: str
    kind: str
    speaks_for: str | None
    offices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Version:
    """One version of an issue's codebook as the ledger has it."""

    key: int
    id: str
    digest: str
    question: str
    for_: str
    against: str


Sides = Callable[[Sequence[Voice]], Mapping[tuple[int, str | None], tuple[Side, ...]]]
"""The principals of voices, by (key, speaks_for); a joint voice has several, nobody's voice none."""

_RANK = "c.adjudicated * 8 + CASE c.coder WHEN 'person' THEN 3 WHEN 'llm' THEN 2 WHEN 'model' THEN 1 ELSE 0 END"
SPEAKING = frozenset({"for", "against", "neither"})  # labels that say something on the issue
_LABEL_OF = {label: n for n, label in enumerate(LABELS)}
_KEYS = 10**12  # more than any key: a rank and a key make one number, and its maximum the newest of the highest rank
_COUNTED = f"""
INSERT INTO counted
SELECT o.statement, max(({_RANK}) * {_KEYS} + c.key) % {_KEYS}, min(c.label) <> max(c.label)
FROM {{}} AS c JOIN occurrences AS o ON o.attribution = c.attribution
WHERE c.issue = ?1 AND NOT EXISTS (SELECT 1 FROM coding_undos WHERE coding = c.key) AND ({{}})
GROUP BY o.statement
"""
# Where an article was read again, a coding goes over to the same words of the newest reading.
_READ_AGAIN = "SELECT EXISTS (SELECT 1 FROM readings GROUP BY article HAVING count(*) > 1)"
_CARRIED = """(
    SELECT key, issue, attribution, coder, coded_by, label, adjudicated FROM codings
    UNION ALL
    SELECT old.key, old.issue, b.key, old.coder, old.coded_by, old.label, old.adjudicated
    FROM codings AS old JOIN attributions AS a ON a.key = old.attribution JOIN readings AS r ON r.key = a.reading
    JOIN readings AS n ON n.article = r.article AND n.key > r.key
    JOIN attributions AS b ON b.reading = n.key AND b.content_text = a.content_text
        AND b.cue_text = a.cue_text)"""
_COUNTED_TABLE = "CREATE TEMP TABLE counted (statement INTEGER PRIMARY KEY, coding INTEGER, contested INTEGER)"
_ROWS = """
SELECT s.key, s.id, s.recorded_actor, s.speaks_for, s.earliest, s.latest, c.key, c.label, c.score, c.confidence,
       n.contested, a.polarity = 'denied', a.modality = 'hypothetical', min(s.independent, 255)
FROM counted AS n JOIN statements AS s ON s.key = n.statement JOIN codings AS c ON c.key = n.coding
JOIN attributions AS a ON a.key = s.representative
"""
_ROOTS = "SELECT r.statement, r.root FROM counted AS n JOIN statement_roots AS r ON r.statement = n.statement"
_LINKS = f"""
SELECT n.statement, o.key, l.role, l.kind, l.actor,
       (SELECT count(*) FROM occurrences AS x WHERE x.statement = n.statement)
FROM ({READ} UNION ALL {JUDGED}) AS l
JOIN occurrences AS o ON o.attribution = l.attribution JOIN counted AS n ON n.statement = o.statement
"""


def versions(ledger: Ledger, issue: str) -> tuple[Version, ...]:
    """The versions of the issue with this id or digest that the ledger has, the newest first."""
    statement = """SELECT key, id, digest, question, "for", against FROM issues
        WHERE id = ? OR digest = ? ORDER BY key DESC"""
    with reported(ledger.path):
        return tuple(Version(*row) for row in ledger._db.execute(statement, (issue, issue)))


def coded(ledger: Ledger, version: Version) -> int:
    """How many codings stand on this version, undone ones aside."""
    statement = """SELECT (SELECT count(*) FROM codings WHERE issue = ?1) -
        (SELECT count(*) FROM coding_undos JOIN codings AS c ON c.key = coding WHERE c.issue = ?1)"""
    with reported(ledger.path):
        return int(ledger._db.execute(statement, (version.key,)).fetchone()[0])


def issue_ids(ledger: Ledger) -> tuple[str, ...]:
    """The ids of all issues that the ledger has."""
    with reported(ledger.path):
        return tuple(id_ for (id_,) in ledger._db.execute("SELECT DISTINCT id FROM issues ORDER BY id"))


def columns(ledger: Ledger, issue: int, sides: Sides, coder: str | None = None) -> StanceColumns:
    """The stances on the version of an issue with this key: one row a statement and principal.

    They are kept in the ledger, and computed anew when codings or the record grew. With `coder` (a kind of coder, a
    name, or "adjudicated") only its codings are looked at, and nothing is kept.
    """
    with reported(ledger.path):
        if coder is not None:
            return _computed(ledger._db, issue, sides, coder)
        stored = _stored(ledger._db, issue)
        if stored is None or stored != _stamp(ledger._db, issue, stored[0]):
            return _refreshed(ledger, issue, sides)
        with snapshot(ledger._db):
            return stance_columns.load(ledger._db, issue)


def set_aside(ledger: Ledger, issue: int, sides: Sides, label: StanceLabel, coder: str | None = None) -> StanceColumns:
    """The statements whose coding says "unrelated" or "unsure", which have no rows in `columns`; nothing is kept."""
    with reported(ledger.path), _counted(ledger._db, issue, coder):
        ledger._db.execute("DELETE FROM counted WHERE (SELECT label FROM codings WHERE key = coding) <> ?", (label,))
        return _columns(_found(ledger._db, sides), frozenset({label}))


def are_kept(ledger: Ledger, issue: int) -> bool:
    """Whether the stances on this version of an issue are kept as all codings and the record have them now."""
    with reported(ledger.path):
        stored = _stored(ledger._db, issue)
        return stored is not None and stored == _stamp(ledger._db, issue, stored[0])


Stamp = tuple[int, int, str]  # the last coding of the issue, the last undo, and the code's version


def _stamp(db: sqlite3.Connection, issue: int, known: int = 0) -> Stamp:
    """What stances computed now would be computed from; only codings behind the `known` one are looked through."""
    last = """SELECT (SELECT coalesce(max(key), ?2) FROM codings WHERE +issue = ?1 AND key > ?2),
        (SELECT coalesce(max(key), 0) FROM coding_undos)"""
    coding, undo = db.execute(last, (issue, known)).fetchone()
    return coding, undo, f"{VERSION} {stance_columns.LAYOUT}"


def _stored(db: sqlite3.Connection, issue: int) -> Stamp | None:
    row = db.execute("SELECT coding, coding_undo, version FROM stance_state WHERE issue = ?", (issue,)).fetchone()
    return None if row is None else (row[0], row[1], row[2])


def _refreshed(ledger: Ledger, issue: int, sides: Sides) -> StanceColumns:
    """Computed now, and kept where the file can be written."""
    with snapshot(ledger._db):
        stamp = _stamp(ledger._db, issue)
        with _counted(ledger._db, issue):
            found = _found(ledger._db, sides)
    made = _columns(found)
    try:
        with reported(ledger.path), unlocked(ledger._db):
            _store(ledger._db, issue, found, made, stamp)
    except LedgerError:
        return made
    return made


def _store(db: sqlite3.Connection, issue: int, found: _Found, made: StanceColumns, stamp: Stamp) -> None:
    with transaction(db):
        db.execute("DELETE FROM stances WHERE issue = ?", (issue,))
        db.executemany(
            """INSERT INTO stances (issue, statement, recorded_actor, principal, earliest, latest, coding, label, score,
                   confidence, hearsay, relayed, unnamed, contested, roots)
               VALUES (?, ?, ?, CAST(? AS TEXT), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
            _stance_rows(issue, found),
        )
        stance_columns.store(db, issue, made)
        db.execute("DELETE FROM stance_state WHERE issue = ?", (issue,))
        db.execute(
            "INSERT INTO stance_state (issue, coding, coding_undo, version) VALUES (?, ?, ?, ?)", (issue, *stamp)
        )


def _stance_rows(issue: int, found: _Found) -> Iterator[tuple[Value | bytes, ...]]:
    """The rows of the table, those coded as unrelated or unsure among them."""
    nobody: tuple[Side | None, ...] = (None,)
    for row in found.rows:
        key, _, actor, side, first, last, coding, label, score, sure, contested, _, _, roots = row
        level, voice = found.levels.get(key, 0), found.voices.get(actor)
        told = (level == HEARSAY, level == RELAYED, voice is None or voice.kind == "unnamed", contested, roots)
        for whose in found.principals.get((actor, side), nobody) or nobody:
            name = None if whose is None else bindable(whose.name)
            yield issue, key, actor, name, first, last, coding, label, score, sure, *told


# --- computing ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Found:
    """What the ledger has on the counted statements: their rows, roots, and voices with their principals."""

    rows: list[tuple[Any, ...]]
    roots: Mapping[int, int | tuple[int, ...]]
    levels: Mapping[int, int]
    voices: Mapping[int, Voice]
    principals: Mapping[tuple[int, str | None], tuple[Side, ...]]


def _computed(db: sqlite3.Connection, issue: int, sides: Sides, coder: str) -> StanceColumns:
    with _counted(db, issue, coder):
        return _columns(_found(db, sides))


# A kind of coder, a coder's name, both as in person:ana, or a model by the beginning of its digest: model:3f9a1c77.
_CODER = """c.coder = ?2 OR c.coded_by = ?2 OR c.coder || ':' || c.coded_by = ?2
    OR c.coder = 'model' AND substr('model:' || c.coded_by, 1, max(7, length(?2))) = ?2"""


@contextmanager
def _counted(db: sqlite3.Connection, issue: int, coder: str | None = None) -> Iterator[None]:
    """Inside the block the temporary table `counted` names the coding that counts for each statement."""
    some = {None: "1", "adjudicated": "c.adjudicated"}.get(coder, _CODER)
    values = (issue, coder) if "?2" in some else (issue,)
    with unlocked(db):  # a temporary table is no part of the file
        db.execute("DROP TABLE IF EXISTS temp.counted")
        db.execute(_COUNTED_TABLE)
        source = _CARRIED if db.execute(_READ_AGAIN).fetchone()[0] else "codings"
        db.execute(_COUNTED.format(source, some), values)
        yield
        db.execute("DROP TABLE temp.counted")


def _found(db: sqlite3.Connection, sides: Sides) -> _Found:
    rows = db.execute(_ROWS).fetchall()
    links = db.execute(_LINKS).fetchall()
    voices = _voices(db)
    asked = {(row[2], row[3]) for row in rows if row[2] is not None}
    principals = sides([*(replace(voices[key], speaks_for=side) for key, side in asked), *voices.values()])
    linked = {link[0] for link in links}
    speakers = {row[0]: principals.get((row[2], row[3]), ()) for row in rows if row[0] in linked}
    return _Found(rows, _root_sets(db.execute(_ROOTS)), _levels(links, speakers, principals), voices, principals)


def _root_sets(pairs: Iterable[tuple[int, int]]) -> dict[int, int | tuple[int, ...]]:
    """The root of each statement, or all of them in order where there are several."""
    found: dict[int, int | tuple[int, ...]] = {}
    for statement, root in pairs:
        known = found.setdefault(statement, root)
        if known != root:
            found[statement] = tuple(sorted({root, *(known if isinstance(known, tuple) else (known,))}))
    return found


def _voices(db: sqlite3.Connection) -> dict[int, Voice]:
    """Every actor of the record by key, nobody's spokesman yet."""
    offices: dict[int, list[str]] = defaultdict(list)
    held = "SELECT DISTINCT recorded_actor, speaks_for FROM tenures WHERE speaks_for IS NOT NULL ORDER BY key"
    for key, side in db.execute(held):
        offices[key].append(side)
    actors = db.execute("SELECT key, id, name, kind FROM recorded_actors")
    return {key: Voice(key, id_, name, kind, None, tuple(offices[key])) for key, id_, name, kind in actors}


Link = tuple[int, int, str, str, int | None, int]


def _levels(
    links: Iterable[Link],
    speakers: Mapping[int, tuple[Side, ...]],
    principals: Mapping[tuple[int, str | None], tuple[Side, ...]],
) -> dict[int, int]:
    """For each statement that hangs on chains alone: HEARSAY, RELAYED, or 0; the best of its reports counts."""
    worst: dict[tuple[int, int], int] = {}
    reports: dict[int, int] = {}
    for statement, occurrence, role, kind, actor, total in links:
        own = {side.id for side in speakers[statement]}
        other = {side.id for side in principals.get((actor, None), ())} if actor is not None else set()
        level = _level(role, kind, same=bool(own & other))
        worst[statement, occurrence] = max(worst.get((statement, occurrence), 0), level)
        reports[statement] = total
    found: dict[int, list[int]] = defaultdict(list)
    for (statement, _), level in worst.items():
        found[statement].append(level)
    best = {s: min(levels) if len(levels) == reports[s] else 0 for s, levels in found.items()}
    return {s: (0, RELAYED, HEARSAY)[level] for s, level in best.items()}


def _level(role: str, kind: str, *, same: bool) -> int:
    """How far a link of the chain takes the words from their speaker: 0, 1 (relayed) or 2 (another's word).

    The press and documents relay; the speaker's own side telling it is no distance at all.

    >>> _level("relay", "outlet", same=False), _level("speaker", "person", same=False)
    (1, 2)
    >>> _level("speaker", "institution", same=True)
    0
    """
    if same:
        return 0
    return 1 if kind == "outlet" or (role == "document" and kind == "unnamed") else 2


def _columns(found: _Found, which: Collection[str] = SPEAKING) -> StanceColumns:
    """The rows with one of these labels, by default those that say something on the issue, as sorted arrays."""
    labels = Counter(row[7] for row in found.rows)
    rows = [row for row in found.rows if row[7] in which]
    principals, actors = _Index({}, []), _Index({}, [])
    pairs = {pair: n for n, pair in enumerate(dict.fromkeys((row[2], row[3]) for row in rows))}
    whose = [[principals.of(s) for s in found.principals.get(pair, ())] or [NOBODY] for pair in pairs]
    speaker = [_speaker(found.voices.get(key), actors) for key, _ in pairs]
    pair = np.array([pairs[row[2], row[3]] for row in rows], np.int64)
    times = np.array([len(some) for some in whose], np.int64)[pair]
    at = np.repeat(np.arange(len(rows)), times)  # the row behind each line, as often as it has principals
    nth = np.arange(len(at)) - np.repeat(np.cumsum(times) - times, times)
    table = np.full((len(whose), max(map(len, whose), default=1)), NOBODY)
    for n, some in enumerate(whose):
        table[n, : len(some)] = some
    return _sorted(
        rows, found, at, table[pair[at], nth].astype(np.int32), np.array(speaker, np.int32).reshape(-1, 2)[pair[at]],
        (tuple(principals.sides), tuple(actors.sides), labels["unrelated"], labels["unsure"]),
    )  # fmt: skip


def _speaker(voice: Voice | None, actors: _Index) -> tuple[int, int]:
    """The number of an actor, and the flag for one that has no name."""
    if voice is None:
        return NOBODY, UNNAMED
    return actors.of(Side(voice.id, voice.name, voice.kind)), UNNAMED * (voice.kind == "unnamed")


@dataclass(frozen=True, slots=True)
class _Index:
    """Things numbered in the order in which they came, by id."""

    places: dict[str, int]
    sides: list[Side]

    def of(self, side: Side) -> int:
        place = self.places.setdefault(side.id, len(self.sides))
        if place == len(self.sides):
            self.sides.append(side)
        return place


Others = tuple[tuple[Side, ...], tuple[Side, ...], int, int]
Numbers = NDArray[np.int64]


def _sorted(
    rows: list[tuple[Any, ...]], found: _Found, at: Numbers, principal: Ints, speaker: Ints, others: Others
) -> StanceColumns:
    keys = np.array([row[0] for row in rows], np.int32)
    days = np.array([(_ordinal(row[4]), _ordinal(row[5])) for row in rows], np.int32).reshape(-1, 2)
    order = np.lexsort((keys[at], days[at, 0], speaker[:, 0], principal))
    at, principal, actor = at[order], principal[order], speaker[order, 0]
    sets: dict[object, int] = {}
    roots = np.array([sets.setdefault(found.roots.get(row[0], -row[0]), len(sets)) for row in rows], np.int64)[at]
    flags = np.array([_flags(row, found.levels) for row in rows], np.uint8)
    return StanceColumns(
        keys[at],
        np.array([row[1].encode("utf-8", "surrogatepass") for row in rows], np.bytes_)[at],
        _small(principal),
        _small(actor),
        days[at, 0],
        days[at, 1],
        np.array([_LABEL_OF[row[7]] for row in rows], np.int8)[at],
        np.array([np.nan if row[9] is None else row[9] for row in rows], np.float32)[at],
        flags[at] | speaker[order, 1].astype(np.uint8),
        np.array([row[13] for row in rows], np.uint8)[at],
        _numbered(principal, roots),
        _numbered(actor, roots),
        *others,
    )


def _flags(row: tuple[Any, ...], levels: Mapping[int, int]) -> int:
    contested, denied, hypothetical = row[10:13]
    return levels.get(row[0], 0) | int(CONTESTED * contested | DENIED * denied | HYPOTHETICAL * hypothetical)


def _small(numbers: Ints) -> Ints:
    """The numbers in two bytes each where they go into them."""
    return numbers.astype(np.int16) if numbers.max(initial=0) < 2**15 else numbers


def _numbered(group: Ints, roots: Numbers) -> Ints:
    """The pairs of group and set of roots, numbered without gaps."""
    pairs = (group.astype(np.int64) + 1) * (int(roots.max(initial=0)) + 1) + roots
    found: Ints = np.unique(pairs, return_inverse=True)[1].astype(np.int32).reshape(-1)
    return found


@lru_cache(maxsize=1 << 16)
def _ordinal(day: str | None) -> int:
    found = day_of(day)
    return UNKNOWN_DAY if found is None else found.toordinal()
