"""Actors out of FollowTheMoney entities, one JSON object a line (followthemoney.tech; `entities.ftm.json`).

Persons and bodies become actors; `Occupancy` (holder, post, dates) and `Position` (name, country) become their offices.
Entities of other schemata are passed over.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from onrecord.errors import InputError
from onrecord.resolve.imports.common import Entries, Line, day_of
from onrecord.types import ActorKind, ListedActor, ListedOffice

KINDS: Mapping[str, ActorKind] = {
    "Person": "person", "Organization": "organisation", "PublicBody": "institution", "Company": "organisation",
    "LegalEntity": "organisation",
}  # fmt: skip
_NAMES = ("name", "alias", "weakAlias", "previousName", "abbreviation")
_COUNTRY = ("country", "nationality", "citizenship", "jurisdiction")


@dataclass(slots=True)
class _Entity:
    line: int
    schema: str
    properties: dict[str, list[str]] = field(default_factory=dict)

    def values(self, *names: str) -> list[str]:
        return [v for name in names for v in self.properties.get(name, ())]

    def first(self, *names: str) -> str | None:
        return next(iter(self.values(*names)), None)


def entries(lines: Iterator[Line], source: str, countries: Mapping[str, str]) -> Entries:
    """The actors in the order of their lines, after the errors."""
    found: dict[str, _Entity] = {}
    for number, text in lines:
        if text.strip():
            try:
                id, entity = _entity(text, number)
            except ValueError as error:
                yield InputError(source, str(error), number)
            else:
                found[id] = entity
    held: dict[str, list[ListedOffice]] = defaultdict(list)
    for entity in (e for e in found.values() if e.schema == "Occupancy"):
        try:
            for holder in entity.values("holder"):
                held[holder].append(_office(entity, found, countries))
        except ValueError:
            yield InputError(source, "a date that is none", entity.line)
    for id, entity in found.items():
        if entity.schema in KINDS and (name := entity.first(*_NAMES)):
            yield _actor(entity, name, source, countries, held.get(id, []))


def _entity(text: str, number: int) -> tuple[str, _Entity]:
    try:
        data = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        raise ValueError("not a line of JSON") from error
    if not isinstance(data, dict) or not isinstance(data.get("id"), str) or not isinstance(data.get("schema"), str):
        raise ValueError("not an entity: it takes id, schema and properties")
    properties = data.get("properties")
    if not isinstance(properties, dict):
        raise ValueError("an entity without properties")
    rows = {str(k): [x for x in v if isinstance(x, str)] for k, v in properties.items() if isinstance(v, list)}
    return data["id"], _Entity(number, data["schema"], rows)


def _office(entity: _Entity, found: Mapping[str, _Entity], countries: Mapping[str, str]) -> ListedOffice:
    post = next((found[p] for p in entity.values("post") if p in found), None)
    since, until = entity.first("startDate", "periodStart"), entity.first("endDate", "periodEnd")
    side = post.first("country") if post else None
    return ListedOffice(
        post.first("name") if post else None,
        countries.get(side.lower(), side) if side else None,
        day_of(since) if since else None,
        day_of(until, last=True) if until else None,
    )


def _actor(
    entity: _Entity, name: str, source: str, countries: Mapping[str, str], held: list[ListedOffice]
) -> ListedActor:
    code = entity.first(*_COUNTRY)
    country = countries.get(code.lower(), code) if code else None
    named = [] if held else [ListedOffice(p, country) for p in entity.values("position")]
    aliases = tuple(dict.fromkeys(n for n in entity.values(*_NAMES) if n != name))
    return ListedActor(source, entity.line, name, KINDS[entity.schema], aliases, country, (*held, *named))
