"""Stances as arrays, one element a row: what weighing a million of them at once needs, in and out of SQLite."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass, fields
from typing import Any, get_args

import numpy as np
from numpy.typing import NDArray

from onrecord.types import StanceLabel

Ints = NDArray[np.signedinteger[Any]]
Floats = NDArray[np.float32]

LABELS: tuple[StanceLabel, ...] = get_args(StanceLabel)
FOR, AGAINST, NEITHER = (LABELS.index(label) for label in ("for", "against", "neither"))
UNKNOWN_DAY = 0  # no day of the calendar has this ordinal
NOBODY = -1  # the index of a principal or an actor that nobody named
HEARSAY, RELAYED, UNNAMED, CONTESTED, DENIED, HYPOTHETICAL = (1 << n for n in range(6))  # bits of `flags`


@dataclass(frozen=True, slots=True)
class Side:
    """A principal or an actor as a figure names it; `kind` is an actor's, or "side" where no actor of that name is."""

    id: str
    name: str
    kind: str = "side"


@dataclass(frozen=True, slots=True, eq=False)
class StanceColumns:
    """The stances on one issue that say something on it (for, against, neither), sorted by principal, actor and day.

    Arrays of one length: `statement` and `ids` name the statement by key and id. `principal` and `actor` are indexes of
    `principals` and `actors`, or NOBODY. Days are ordinals of the calendar, 0 for an unknown bound; `label` is an index
    of LABELS; an unstated `confidence` is NaN. `roots` counts independent origins. Rows of one principal (actor) that
    rest on the same roots share a number in `principal_roots` (`actor_roots`). A joint statement stands once for each
    of its principals. `unrelated` and `unsure` count the statements so coded, which have no rows.
    """

    statement: Ints
    ids: NDArray[np.bytes_]
    principal: Ints
    actor: Ints
    earliest: Ints
    latest: Ints
    label: NDArray[np.int8]
    confidence: Floats
    flags: NDArray[np.uint8]
    roots: NDArray[np.uint8]
    principal_roots: Ints
    actor_roots: Ints
    principals: tuple[Side, ...]
    actors: tuple[Side, ...]
    unrelated: int = 0
    unsure: int = 0

    def __len__(self) -> int:
        return len(self.statement)

    def flagged(self, bit: int) -> NDArray[np.bool_]:
        """Whether each row carries `bit` (HEARSAY, RELAYED, …)."""
        return np.asarray((self.flags & bit) != 0)


_OTHERS = ("principals", "actors", "unrelated", "unsure")
_ARRAYS = tuple(field.name for field in fields(StanceColumns) if field.name not in _OTHERS)
SIDES_MADE = 2  # grows when principals are told otherwise
LAYOUT = " ".join((*_ARRAYS, *_OTHERS, str(SIDES_MADE)))  # arrays that were kept under another one are computed anew


def store(db: sqlite3.Connection, issue: int, columns: StanceColumns) -> None:
    """The columns take the place of those that were kept for the issue; inside a writing transaction."""
    db.execute("DELETE FROM stance_columns WHERE issue = ?", (issue,))
    rows: list[tuple[int, str, str, bytes]] = []
    for name in _ARRAYS:
        array = getattr(columns, name)
        rows.append((issue, name, array.dtype.str, array.tobytes()))
    for name in _OTHERS:
        value = getattr(columns, name)
        plain = value if isinstance(value, int) else [[side.id, side.name, side.kind] for side in value]
        rows.append((issue, name, "json", json.dumps(plain).encode()))
    db.executemany("INSERT INTO stance_columns (issue, name, type, cells) VALUES (?, ?, ?, ?)", rows)


def load(db: sqlite3.Connection, issue: int) -> StanceColumns:
    """The columns that are kept for the issue; each array is read-only."""
    found = db.execute("SELECT name, type, cells FROM stance_columns WHERE issue = ?", (issue,))
    return StanceColumns(**{name: _value(type_, data) for name, type_, data in found})


def _value(type_: str, data: bytes) -> Any:
    if type_ != "json":
        return np.frombuffer(data, dtype=np.dtype(type_))
    plain = json.loads(data)
    return plain if isinstance(plain, int) else tuple(Side(*side) for side in plain)
