"""Conditions on disk: what was found in the words of each attribution, as spans of its article."""

from __future__ import annotations

import itertools
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import Any, get_args

from onrecord.errors import UsageError
from onrecord.ledger.codings import CODED
from onrecord.ledger.questions import TABLES, Question, conditions
from onrecord.ledger.rows import Row, Value, day_of, insert, next_key, transaction
from onrecord.types import Condition, ConditionState, Manner, Passage, Span, StatedCondition

# What finds conditions: the text, how much of it merely introduces the statement, and how it was said.
Search = Callable[[str, int, Manner], Sequence[Condition]]
Piece = tuple[int, int, int]  # where it stands in the searched text, and in the article from where to where
PARTS = ("cue", "gate", "demand", "whom", "holder")
BATCH = 500  # attributions a transaction: some hundred kB of text

_NEWER = """SELECT key, reading, form, polarity, modality, attitude FROM attributions
    WHERE key > ? ORDER BY key LIMIT ?"""
_WORDS = """SELECT attribution, part, start, stop, words FROM spans
    WHERE attribution BETWEEN ? AND ? AND part <> 'source' ORDER BY attribution, part DESC, start"""
_ROWS = """
    SELECT c.key, c.state, c.confidence, c.why, st.id, ar.id, a.id, ar.outlet, ra.id, coalesce(ra.name, a.speaker_name),
           coalesce(ra.kind, a.speaker_kind), st.speaks_for, st.earliest, st.latest, st.text, st.reports,
           st.independent, a.key = st.representative, a.depth, length(a.content_text), st.key,
           c.gate_goes_on, c.demand_is_bar
    FROM conditions AS c
    JOIN attributions AS a ON a.key = c.attribution
    JOIN occurrences AS o ON o.attribution = a.key
    JOIN statements AS st ON st.key = o.statement
    JOIN readings AS r ON r.key = a.reading
    JOIN articles AS ar ON ar.key = r.article
    LEFT JOIN recorded_actors AS ra ON ra.key = st.recorded_actor
    WHERE {}
    ORDER BY st.earliest IS NULL, st.earliest, st.key, c.key"""
_ASKED = "st.key IN (SELECT o2.statement FROM occurrences AS o2 JOIN ({}) AS asked ON asked.key = o2.attribution)"


# --- writing --------------------------------------------------------------------------------------------------


def is_fresh(db: sqlite3.Connection, version: str) -> bool:
    """Whether every attribution has been searched by this version of the search."""
    state = db.execute("SELECT attribution, version FROM condition_state").fetchone()
    last = db.execute("SELECT coalesce(max(key), 0) FROM attributions").fetchone()[0]
    return last == 0 if state is None else bool(state[1] == version and state[0] >= last)


def refresh(db: sqlite3.Connection, search: Search, version: str) -> int:
    """How many attributions were searched: those that came since the last time, or all where the version is another."""
    searched = 0
    while count := _one_batch(db, search, version):
        searched += count
    return searched


def _one_batch(db: sqlite3.Connection, search: Search, version: str) -> int:
    with transaction(db):
        last = _last(db, version)
        rows = db.execute(_NEWER, (last, BATCH)).fetchall()
        insert(db, "condition_state", "key, attribution, version", [(1, rows[-1][0] if rows else last, version)])
        if not rows:
            return 0
        words = defaultdict(list)
        for owner, *span in db.execute(_WORDS, (rows[0][0], rows[-1][0])):
            words[owner].append(span)
        for key, _, *how in rows:
            _search_one(db, key, words[key], Manner(*how), search)
        return len(rows)


def _last(db: sqlite3.Connection, version: str) -> int:
    """The last attribution that this version has searched; what another version found is taken away."""
    state = db.execute("SELECT attribution, version FROM condition_state").fetchone()
    db.execute("DELETE FROM condition_state")
    if state is not None and state[1] == version:
        return int(state[0])
    db.execute("DELETE FROM condition_spans")
    db.execute("DELETE FROM conditions")
    return 0


def _search_one(db: sqlite3.Connection, key: int, spans: Sequence[Any], manner: Manner, search: Search) -> None:
    cue, content = ([span for span in spans if span[0] == part] for part in ("cue", "content"))
    text, pieces = _joined([*cue, *content])
    lead = len(" ".join(span[3] for span in cue)) + 1
    for condition in search(text, lead, manner):
        _put(db, key, condition, text, pieces)


def _joined(spans: Sequence[Any]) -> tuple[str, list[Piece]]:
    """The words of the spans on one line, and where each piece of it stands in the article."""
    pieces: list[Piece] = []
    at = 0
    for _, start, stop, words in spans:
        pieces.append((at, start, stop))
        at += len(words) + 1
    return " ".join(words for *_, words in spans), pieces


def in_article(spans: Sequence[Span], pieces: Sequence[Piece]) -> Iterator[tuple[Span, Span]]:
    """Spans of the searched text, and those of the article that they stand for: an interruption parts them.

    >>> list(in_article([(2, 9)], [(0, 100, 105), (6, 120, 130)]))
    [((2, 5), (102, 105)), ((6, 9), (120, 123))]
    """
    for (start, end), (at, first, stop) in itertools.product(spans, pieces):
        begin, finish = max(start, at), min(end, at + stop - first)
        if begin < finish:
            yield (begin, finish), (first + begin - at, first + finish - at)


def _put(db: sqlite3.Connection, attribution: int, found: Condition, text: str, pieces: Sequence[Piece]) -> None:
    key = next_key(db, "conditions")
    parts = {part: passage for part in PARTS if (passage := getattr(found, part)) is not None}
    words = [parts[part].text if part in parts else None for part in PARTS]
    columns = "key, attribution, state, cue, gate, demand, whom, holder, confidence, why, gate_goes_on, demand_is_bar"
    told = (found.confidence, found.why, int(found.gate_goes_on), int(found.demand_is_bar))
    insert(db, "conditions", columns, [(key, attribution, found.state, *words, *told)])
    rows: list[Row] = [
        (key, part, *place, text[slice(*searched)])
        for part, passage in parts.items()
        for searched, place in in_article(passage.spans, pieces)
    ]
    insert(db, "condition_spans", "condition, part, start, stop, words", rows)


# --- reading --------------------------------------------------------------------------------------------------


def stated(
    db: sqlite3.Connection, question: Question | None = None, states: Sequence[ConditionState] = ()
) -> tuple[StatedCondition, ...]:
    """The conditions of the stored record, oldest first, undated last: once for each statement, not for each copy.

    `question` keeps the statements that some report of theirs answers. Of two attributions of one article that hold
    the same words, the inner one counts. Raises UsageError for a state that there is none of.
    """
    for state in states:
        if state not in get_args(ConditionState):
            raise UsageError(f"state {state!r} is none of {', '.join(get_args(ConditionState))}")
    where, values = _where(question, states)
    rows = db.execute(_ROWS.format(where), values).fetchall()
    spans = _spans(db, [row[0] for row in rows])
    return tuple(_row(row, spans[row[0]]) for row in _once(_innermost(rows, spans)))


def _where(question: Question | None, states: Sequence[ConditionState]) -> tuple[str, list[Value]]:
    found, values = ["1"], []
    if question is not None:
        asked, given = conditions(question, dated=True)
        found.append(_ASKED.format(f"SELECT a.key FROM {TABLES} WHERE {' AND '.join(asked)}"))
        values += given
    if states:
        found.append(f"c.state IN ({', '.join('?' * len(states))})")
        values += states
    return " AND ".join(found), values


def _spans(db: sqlite3.Connection, keys: Sequence[int]) -> dict[int, dict[str, list[tuple[int, int, str]]]]:
    spans: dict[int, dict[str, list[tuple[int, int, str]]]] = defaultdict(lambda: defaultdict(list))
    for some in (keys[n : n + BATCH] for n in range(0, len(keys), BATCH)):
        statement = f"""SELECT condition, part, start, stop, words FROM condition_spans
            WHERE condition IN ({", ".join("?" * len(some))}) ORDER BY start"""
        for owner, part, *span in db.execute(statement, some):
            spans[owner][part].append(tuple(span))
    return spans


def _innermost(rows: Sequence[Any], spans: dict[int, dict[str, list[tuple[int, int, str]]]]) -> list[Any]:
    """The rows without those that an attribution deeper inside tells with the same cue."""
    best: dict[tuple[str, int], Any] = {}
    for row in rows:
        place = (row[5], spans[row[0]]["cue"][0][0])
        other = best.get(place)
        if other is None or _depth(row) > _depth(other):
            best[place] = row
    chosen = {row[0] for row in best.values()}
    return [row for row in rows if row[0] in chosen]


def _depth(row: Any) -> tuple[int, float, int]:
    """The deeper, then the surer, then the shorter attribution has the words for its own."""
    return row[18], row[2], -row[19]


def _once(rows: Sequence[Any]) -> Iterator[Any]:
    """The rows of one report of each statement: the representative, else the first that has any."""
    by_statement: dict[int, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        by_statement[row[20]][f"{row[5]}#{row[6]}"].append(row)
    for reports in by_statement.values():
        yield from max(reports.values(), key=lambda found: (found[0][17], len(found)))


def _row(row: Sequence[Any], spans: dict[str, list[tuple[int, int, str]]]) -> StatedCondition:
    def passage(part: str) -> Passage | None:
        found = spans.get(part)
        return Passage(tuple((s, e) for s, e, _ in found), " ".join(words for *_, words in found)) if found else None

    cue = passage("cue")
    assert cue is not None
    condition = Condition(
        row[1], cue, passage("gate"), passage("demand"), passage("whom"), passage("holder"),
        row[2], row[3], bool(row[21]), bool(row[22]),
    )  # fmt: skip
    values: Sequence[Any] = (*row[4:12], day_of(row[12]), day_of(row[13]), *row[14:17])
    return StatedCondition(condition, *values)


def coded_on(db: sqlite3.Connection, digests: Sequence[str]) -> set[str]:
    """The statements with a coding that counts, and says more than unrelated, on one of these versions of an issue."""
    marks = ", ".join("?" * len(digests))
    statement = f"""SELECT DISTINCT st.id FROM ({CODED}) AS coded JOIN issues AS i ON i.key = coded.issue
        JOIN occurrences AS o ON o.attribution = coded.now JOIN statements AS st ON st.key = o.statement
        WHERE coded.label <> 'unrelated' AND i.digest IN ({marks})"""
    return {id_ for (id_,) in db.execute(statement, list(digests))}
