"""The independent origins of articles: copies of one dispatch have one, and a credit names it.

An article that prints a passage of another one, or that credits an agency with a part, has that origin beside its own.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from onrecord.resolve.credits import Credit, agency_of, credits
from onrecord.resolve.sheets import DAYS
from onrecord.types import CopyLink, Reading, Root


@dataclass(frozen=True, slots=True)
class Origins:
    """The roots of a set of articles, which roots each article has, and the credits that say so."""

    roots: tuple[Root, ...]
    of: Mapping[str, tuple[str, ...]]
    credits: tuple[CopyLink, ...]


def origins(readings: Sequence[Reading], links: Sequence[CopyLink]) -> Origins:
    """Roots out of copies, passages and credits; the same for any order of readings and links."""
    by_id = {r.article.id: r for r in sorted(readings, key=lambda r: r.article.id)}
    printed = {id: credits(r.article.text) for id, r in by_id.items()}
    agencies = {c.slug: c.name for found in printed.values() for c in found}
    credited = {id: _of_others(by_id[id], found) for id, found in printed.items()}
    own = {
        id: names for group in _clusters(by_id, links) for id, names in _own(group, by_id, credited, agencies).items()
    }
    every = {id: set(names) for id, names in own.items()}
    for link in links:
        if link.kind == "passage" and link.other and _near(by_id, link):
            first, later = sorted((link.article, link.other), key=lambda id: _age(by_id[id]))
            every[later] |= set(own[first])
    of = {id: tuple(sorted(names)) for id, names in every.items()}
    return Origins(_roots(of, by_id, agencies), of, _credit_links(credited))


def independent(occurrences: Iterable[Sequence[str]]) -> tuple[str, ...]:
    """The fewest roots that account for every occurrence: so many independent reports there are at the least.

    Chosen greedily: the root that accounts for most, the first by name of equals.

    >>> independent([["afp"], ["afp", "brennick-post"]])
    ('afp',)
    >>> independent([["afp"], ["brennick-post"]])
    ('afp', 'brennick-post')
    """
    left = [set(roots) for roots in occurrences if roots]
    chosen: list[str] = []
    while left:
        counts: dict[str, int] = defaultdict(int)
        for roots in left:
            for root in roots:
                counts[root] += 1
        best = min(counts, key=lambda root: (-counts[root], root))
        chosen.append(best)
        left = [roots for roots in left if best not in roots]
    return tuple(sorted(chosen))


def _of_others(reading: Reading, found: Sequence[Credit]) -> list[Credit]:
    """The credits that name another than the outlet itself: "(CNN) -" on CNN's page credits nobody else."""
    return [c for c in found if not _names(c.slug, reading)]


def _names(agency: str, reading: Reading) -> bool:
    outlet = _slug(reading.article.outlet or "")
    return agency == outlet or agency in outlet.split("-")


def _clusters(by_id: Mapping[str, Reading], links: Iterable[CopyLink]) -> list[list[str]]:
    parent = {id: id for id in by_id}

    def top(id: str) -> str:
        while parent[id] != id:
            parent[id] = id = parent[parent[id]]
        return id

    for link in links:
        if link.kind == "copy" and link.other in parent and link.article in parent:
            one, two = sorted((top(link.article), top(link.other)))
            parent[two] = one
    groups: dict[str, list[str]] = defaultdict(list)
    for id in by_id:
        groups[top(id)].append(id)
    return list(groups.values())


def _own(
    group: list[str], by_id: Mapping[str, Reading], credited: Mapping[str, list[Credit]], agencies: Iterable[str]
) -> dict[str, set[str]]:
    """The roots of each article of one dispatch: the agency that any of them names, else the first outlet's report."""
    whole = {c.slug for id in group for c in credited[id] if c.whole}
    whole |= {agency.slug for id in group if (agency := agency_of(by_id[id].article))}
    first = min(group, key=lambda id: _age(by_id[id]))
    shared = whole or {a for a in agencies if _names(a, by_id[first])} or {_report(by_id[first])}
    return {id: shared | {c.slug for c in credited[id]} for id in group}


def _report(reading: Reading) -> str:
    """The root of an outlet's own report: the outlet and the article, since one outlet sends many reporters."""
    outlet = _slug(reading.article.outlet or "")
    return f"{outlet or 'report'}:{reading.article.id}"


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-")


def _age(reading: Reading) -> tuple[str, str]:
    day = reading.published.earliest or reading.article.published.earliest
    return (day.isoformat() if day else "9999", reading.article.id)


def _near(by_id: Mapping[str, Reading], link: CopyLink) -> bool:
    """Whether two articles stand within the days in which a dispatch is reprinted, or one is undated."""
    days = [by_id[id].published.earliest for id in (link.article, link.other) if id and id in by_id]
    if len(days) < 2 or days[0] is None or days[1] is None:
        return len(days) == 2
    return abs((days[0] - days[1]).days) <= DAYS


def _roots(
    of: Mapping[str, tuple[str, ...]], by_id: Mapping[str, Reading], agencies: Mapping[str, str]
) -> tuple[Root, ...]:
    members: dict[str, list[str]] = defaultdict(list)
    for id, names in of.items():
        for name in names:
            members[name].append(id)
    named = {**agencies, **{a.slug: a.name for r in by_id.values() if (a := agency_of(r.article))}}
    return tuple(_root(id, named, articles, by_id) for id, articles in sorted(members.items()))


def _root(id: str, named: Mapping[str, str], articles: list[str], by_id: Mapping[str, Reading]) -> Root:
    if id in named:
        return Root(id, named[id], tuple(sorted(articles)), f"credited to {named[id]}")
    first = id.split(":", 1)[1]
    why = "own report" if len(articles) == 1 else "the earliest of several copies, none of which credits an agency"
    return Root(id, by_id[first].article.outlet, tuple(sorted(articles)), why)


def _credit_links(credited: Mapping[str, list[Credit]]) -> tuple[CopyLink, ...]:
    return tuple(
        CopyLink(
            "credit",
            id,
            None,
            1.0 if c.whole else 0.5,
            (c.span,),
            (),
            f"credits {c.name}{'' if c.whole else ' with a part'}",
        )
        for id, found in sorted(credited.items())
        for c in found
    )
