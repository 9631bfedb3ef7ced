"""The actors of the record, those with most statements first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from typing import get_args

from onrecord.ledger import Ledger
from onrecord.ledger.actor_lines import ActorLine
from onrecord.ledger.questions import literal
from onrecord.ledger.rows import Value
from onrecord.types import ActorKind
from onrecord.web.asked import Asked, Param
from onrecord.web.page import Page, Table
from onrecord.web.parts.heard import Heard, heard

LIMIT, MOST = 50, 200
ALL = 10_000_000
MOST_WORDS = 10
BATCH = 500  # keys in one SELECT

_SELECT = """
SELECT ra.key, ra.id, ra.name, ra.kind, ra.country, (SELECT count(*) FROM members WHERE recorded_actor = ra.key)
FROM recorded_actors AS ra WHERE {}"""
_ALL = "SELECT key FROM recorded_actors AS ra WHERE {} ORDER BY id"
_HOLDS = r"""(ra.name LIKE ? ESCAPE '\' OR ra.id LIKE ? ESCAPE '\' OR EXISTS (
    SELECT 1 FROM recorded_aliases WHERE recorded_actor = ra.key AND alias LIKE ? ESCAPE '\'))"""


@dataclass(frozen=True, slots=True)
class ActorsPage:
    """A page of actors; `more` tells whether another follows."""

    lines: tuple[ActorLine, ...]
    words: str | None
    kind: str | None
    page: int
    more: bool
    total: int


def make(ledger: Ledger, asked: Asked) -> ActorsPage:
    """The actors whose names hold the words."""
    page, limit = asked.number("page", 1), asked.number("limit", LIMIT)
    words, kind = asked.text("q"), asked.text("kind")
    found = actors(ledger, words, kind, limit + 1, (page - 1) * limit)
    total = ledger.rows("SELECT count(*) FROM recorded_actors")[0][0]
    return ActorsPage(found[:limit], words, kind, page, len(found) > limit, total)


def actors(
    ledger: Ledger, words: str | None, kind: str | None = None, limit: int = ALL, skip: int = 0
) -> tuple[ActorLine, ...]:
    """The actors whose name, id or an alias holds each of `words`; those with most statements first."""
    made = heard(ledger)
    found = _order(ledger, made, words, kind)[skip : skip + limit]
    lines: dict[int, ActorLine] = {}
    for some in _batches(found):
        select = _SELECT.format(f"ra.key IN ({', '.join('?' * len(some))})")
        for key, id_, name, sort, country, articles in ledger.rows(select, some):
            lines[key] = ActorLine(id_, name, sort, country, articles, made.number.get(key, 0))
    return tuple(lines[key] for key in found)


def _batches(keys: Sequence[int]) -> Iterator[Sequence[int]]:
    return (keys[n : n + BATCH] for n in range(0, len(keys), BATCH))


def _order(ledger: Ledger, made: Heard, words: str | None, kind: str | None) -> Sequence[int]:
    """The keys of the actors that answer: those who said most first, then by their ids."""
    conditions, values = _conditions(words, kind)
    every = [key for (key,) in ledger.rows(_ALL.format(" AND ".join(conditions)), values)]
    if len(conditions) == 1:
        return [*made.order, *(key for key in every if key not in made.number)]
    return sorted(every, key=lambda key: -made.number.get(key, 0))


def _conditions(words: str | None, kind: str | None) -> tuple[list[str], list[Value]]:
    patterns = [f"%{literal(word)}%" for word in (words or "").split()[:MOST_WORDS]]
    values: list[Value] = [pattern for pattern in patterns for _ in range(3)]
    conditions = ["1", *(_HOLDS for _ in patterns)]
    if kind is not None:
        conditions.append("ra.kind = ?")
        values.append(kind)
    return conditions, values


def table(ledger: Ledger, asked: Asked) -> Table:
    """All actors that answer."""
    names = [field.name for field in fields(ActorLine)]
    found = actors(ledger, asked.text("q"), asked.text("kind"))
    return Table(names, ([getattr(line, name) for name in names] for line in found))


PAGE = Page(
    name="actors",
    path="/actors",
    summary="The actors of the record, those with most statements first",
    data=ActorsPage,
    make=make,
    params=(
        Param("q", "words of a name, each of which it holds"),
        Param("kind", "what kind of actor", "choice", get_args(ActorKind)),
        Param("page", "which page", "number", most=100_000),
        Param("limit", "how many lines at most", "number", most=MOST),
    ),
    table=table,
    menu="Actors",
)
