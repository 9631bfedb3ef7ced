"""The actors of the record, those with most statements first, and those who said nothing where they are asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
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
_OFFICES = """SELECT ra.id, ra.name, t.role, t.speaks_for FROM recorded_actors AS ra
    JOIN tenures AS t ON t.recorded_actor = ra.key WHERE ra.id IN ({}) ORDER BY t.last IS NOT NULL, t.last, t.key"""
_HOLDS = r"""(ra.name LIKE ? ESCAPE '\' OR ra.id LIKE ? ESCAPE '\' OR EXISTS (
    SELECT 1 FROM recorded_aliases WHERE recorded_actor = ra.key AND alias LIKE ? ESCAPE '\'))"""


@dataclass(frozen=True, slots=True)
class ActorsPage:
    """A page of actors; `more` tells whether another follows.

    `offices` holds the newest office that each was seen in. `silent` counts those who answer and said nothing of their
    own; they are listed behind the others where `with_silent`, and are of the `total` always.
    """

    lines: tuple[ActorLine, ...]
    offices: Mapping[str, str]
    words: str | None
    kind: str | None
    page: int
    more: bool
    total: int
    silent: int
    with_silent: bool


def make(ledger: Ledger, asked: Asked) -> ActorsPage:
    """The actors whose names hold the words."""
    page, limit = asked.number("page", 1), asked.number("limit", LIMIT)
    words, kind, with_silent = asked.text("q"), asked.text("kind"), _with_silent(asked)
    made = heard(ledger)
    said, silent = _order(ledger, made, words, kind)
    keys = [*said, *(silent if with_silent else ())]
    lines = _lines(ledger, made, keys[(page - 1) * limit : page * limit])
    return ActorsPage(
        lines=lines,
        offices=_offices(ledger, [line.id for line in lines]),
        words=words,
        kind=kind,
        page=page,
        more=len(keys) > page * limit,
        total=len(said) + len(silent),
        silent=len(silent),
        with_silent=with_silent,
    )


def _with_silent(asked: Asked) -> bool:
    """Whether those who said nothing are listed: where they are asked for, or somebody is looked for by name."""
    return (asked.text("silent") or ("yes" if asked.text("q") else "no")) == "yes"


def actors(
    ledger: Ledger, words: str | None, kind: str | None = None, limit: int = ALL, skip: int = 0
) -> tuple[ActorLine, ...]:
    """The actors whose name, id or an alias holds each of `words`; those with most statements first."""
    made = heard(ledger)
    said, silent = _order(ledger, made, words, kind)
    return _lines(ledger, made, [*said, *silent][skip : skip + limit])


def _lines(ledger: Ledger, made: Heard, found: Sequence[int]) -> tuple[ActorLine, ...]:
    lines: dict[int, ActorLine] = {}
    for some in _batches(found):
        select = _SELECT.format(f"ra.key IN ({', '.join('?' * len(some))})")
        for key, id_, name, sort, country, articles in ledger.rows(select, some):
            lines[key] = ActorLine(id_, name, sort, country, articles, made.number.get(key, 0))
    return tuple(lines[key] for key in found)


def _batches(keys: Sequence[int]) -> Iterator[Sequence[int]]:
    return (keys[n : n + BATCH] for n in range(0, len(keys), BATCH))


def _order(ledger: Ledger, made: Heard, words: str | None, kind: str | None) -> tuple[Sequence[int], Sequence[int]]:
    """The keys of the actors that answer: those who said most first; and those who said nothing, by their ids."""
    conditions, values = _conditions(words, kind)
    every = [key for (key,) in ledger.rows(_ALL.format(" AND ".join(conditions)), values)]
    silent = [key for key in every if key not in made.number]
    if len(conditions) == 1:
        return made.order, silent
    return sorted((key for key in every if key in made.number), key=lambda key: -made.number[key]), silent


def _offices(ledger: Ledger, ids: Sequence[str]) -> Mapping[str, str]:
    """The newest office of each, as one says it; none for those who have none."""
    found: dict[str, str] = {}
    for n in range(0, len(ids), BATCH):
        some = ids[n : n + BATCH]
        for id_, name, role, side in ledger.rows(_OFFICES.format(", ".join("?" * len(some))), some):
            found[id_] = ", ".join(part for part in (role, side if side != name else None) if part)
    return {id_: told for id_, told in found.items() if told}


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
    made = heard(ledger)
    said, silent = _order(ledger, made, asked.text("q"), asked.text("kind"))
    found = _lines(ledger, made, [*said, *(silent if _with_silent(asked) else ())])
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
        Param("silent", "whether those who said nothing are listed too; yes by itself for q", "choice", ("yes", "no")),
        Param("page", "which page", "number", most=100_000),
        Param("limit", "how many lines at most", "number", most=MOST),
    ),
    table=table,
    menu="Actors",
)
