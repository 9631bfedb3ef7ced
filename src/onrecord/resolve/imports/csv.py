"""Actors out of CSV: the column `name`, and if you like `kind`, `aliases` (parted by |), `country` and an office.

An office is `role`, `speaks_for`, `since`, `until`; days are ISO: a year, a month or a day. Rows of one name and
country are one actor with several offices.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import get_args

from onrecord.errors import InputError
from onrecord.resolve.imports.common import Entries, Line, day_of
from onrecord.types import ActorKind, ListedActor, ListedOffice

KINDS: tuple[ActorKind, ...] = get_args(ActorKind)


def entries(lines: Iterator[Line], source: str, countries: Mapping[str, str]) -> Entries:
    """The actors in order of their first row, after the errors."""
    table = csv.DictReader(io.StringIO("\n".join(text for _, text in lines)), strict=True)
    if "name" not in (table.fieldnames or ()):
        yield InputError(source, "no column 'name'", 1)
        return
    found: dict[tuple[str, str | None], ListedActor] = {}
    for row, line in _rows(table):
        try:
            actor = _actor(row, source, line, countries)
        except ValueError as error:
            yield InputError(source, str(error), line)
            continue
        key = (actor.name, actor.country)
        found[key] = _joined(found[key], actor) if key in found else actor
    yield from found.values()


def _rows(table: csv.DictReader[str]) -> Iterator[tuple[dict[str, str], int]]:
    """Each row with the line on which it ends; a row that is no CSV is given as empty."""
    while True:
        try:
            row = next(table)
        except StopIteration:
            return
        except csv.Error:
            row = {}
        named = ((k, v) for k, v in row.items() if isinstance(k, str) and isinstance(v, str))
        yield {k: v.strip() for k, v in named}, table.line_num


def _actor(row: Mapping[str, str], source: str, line: int, countries: Mapping[str, str]) -> ListedActor:
    name = row.get("name", "")
    if not name:
        raise ValueError("a row without a name")
    kind = next((k for k in KINDS if k == (row.get("kind") or "person")), None)
    if kind is None:
        raise ValueError(f"kind {row['kind']!r} is none of {', '.join(KINDS)}")
    since, until = (row.get(k) or None for k in ("since", "until"))
    office = ListedOffice(
        row.get("role") or None,
        row.get("speaks_for") or None,
        day_of(since) if since else None,
        day_of(until, last=True) if until else None,
    )
    aliases = tuple(a.strip() for a in row.get("aliases", "").split("|") if a.strip())
    country = row.get("country") or None
    offices = (office,) if office != ListedOffice(None, None) else ()
    return ListedActor(source, line, name, kind, aliases, countries.get((country or "").lower(), country), offices)


def _joined(one: ListedActor, other: ListedActor) -> ListedActor:
    aliases = tuple(dict.fromkeys(one.aliases + other.aliases))
    return replace(one, aliases=aliases, offices=tuple(dict.fromkeys(one.offices + other.offices)))
