"""Offices with dates: who was seen in which office, from when to when, and who spoke for whom on a day."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from onrecord.resolve.actors import homes
from onrecord.resolve.evidence import FORMER, Local, Post, locals_of, same_body, same_role
from onrecord.resolve.names import plain
from onrecord.resolve.sides import Sides
from onrecord.types import Reading, RecordedActor, Tenure, TenureOrigin

STRETCH = 180  # days: so long before and after it was seen, an office may be taken to have been held
_ORDER: Mapping[TenureOrigin, int] = {"judgement": 0, "import": 1, "reports": 2}
_OPEN = 3  # an imported tenure without an end: the list may be older than its end, so that reports know better


def tenures(readings: Iterable[Reading], actors: Sequence[RecordedActor], told: Sides) -> list[Tenure]:
    """The offices in which the reports show each actor, with the days between first and last sight.

    Past offices ("former minister") are left out: their days are not the report's. `told` are sides that other
    articles tell, where one only infers another.
    """
    home = homes(actors)
    seen: dict[tuple[str, str, str], list[tuple[Post, Local]]] = defaultdict(list)
    for local in (local for r in readings for local in locals_of(r)):
        actor = home.get((local.article, local.id))
        side = told.get((local.article, local.id))
        for post in local.posts if actor else ():
            post = replace(post, speaks_for=side) if side and post.speaks_for else post
            if actor and not set(plain(post.role or "").split()) & FORMER:
                seen[actor.id, plain(post.role or ""), plain(post.speaks_for or "")].append((post, local))
    return [_tenure(key[0], seen[key]) for key in sorted(seen)]


def _tenure(actor: str, sights: list[tuple[Post, Local]]) -> Tenure:
    role = _first(Counter(post.role for post, _ in sights).most_common())
    side = _first(Counter(post.speaks_for for post, _ in sights).most_common())
    days = [d for _, local in sights for d in (local.days[0], local.days[1] or local.days[0]) if d]
    articles = tuple(sorted({local.article for _, local in sights}))
    return Tenure(actor, role, side, min(days, default=None), max(days, default=None), "reports", articles)


def _first(counted: list[tuple[str | None, int]]) -> str | None:
    return min(counted, key=lambda c: (-c[1], c[0] or ""))[0]


def office_on(held: Iterable[Tenure], actor: str, day: dt.date | None) -> Tenure | None:
    """The office that an actor held on a day, or None where nobody can tell.

    A person's judgement counts before a list's dates, these before what reports show. Reports show an office held for
    half a year around its sights. One report's side may be misread: the side that most of them show counts, then the
    nearest office on it; two sides that as many show are no answer.
    """
    mine = [t for t in held if t.actor == actor]
    ranked = sorted(
        (_trust(t), gap, -len(t.articles), t.role or "~", t.speaks_for or "~", i)
        for i, t in enumerate(mine)
        if (gap := _gap(t, day)) is not None
    )
    if not ranked:
        return None
    best = [mine[r[-1]] for r in ranked if r[0] == ranked[0][0]]
    side = _side(best)
    return next((t for t in best if t.speaks_for is None or same_body(t.speaks_for, side)), None)


def _side(held: Sequence[Tenure]) -> str | None:
    """The side that most articles show served; None where none leads."""
    sides: list[tuple[str, int]] = []
    for name in sorted({t.speaks_for for t in held if t.speaks_for}, key=lambda n: (-len(n), n)):
        sides.append((name, sum(max(len(t.articles), 1) for t in held if same_body(t.speaks_for, name))))
    sides.sort(key=lambda s: -s[1])
    tied = len(sides) > 1 and sides[0][1] == sides[1][1] and not same_body(sides[0][0], sides[1][0])
    return sides[0][0] if sides and not tied else None


def _trust(tenure: Tenure) -> int:
    return _OPEN if tenure.origin == "import" and tenure.last is None else _ORDER[tenure.origin]


def holders(held: Iterable[Tenure], role: str, speaks_for: str, day: dt.date | None) -> list[str]:
    """The actors who held an office on a day: more than one where the record cannot decide.

    >>> held = [Tenure("irena-valk", "foreign minister", "Varenia", dt.date(2021, 1, 1), dt.date(2021, 6, 1))]
    >>> holders(held, "Foreign Minister", "Varenia", dt.date(2021, 3, 1))
    ['irena-valk']
    >>> holders(held, "Foreign Minister", "Varenia", dt.date(2023, 3, 1))
    []
    """
    fitting = [t for t in held if same_role(t.role, role) and same_body(t.speaks_for, speaks_for)]
    gaps = sorted((gap, t.actor) for t in fitting if (gap := _gap(t, day)) is not None)
    return sorted({actor for gap, actor in gaps if gap == gaps[0][0]})


def _gap(tenure: Tenure, day: dt.date | None) -> int | None:
    """Days between a tenure and a day, 0 inside; None out of reach. Listed and judged ones end sharply."""
    if day is None:
        return 0 if tenure.origin != "reports" and tenure.first is None and tenure.last is None else None
    before = (tenure.first - day).days if tenure.first else 0
    after = (day - tenure.last).days if tenure.last else 0
    if tenure.origin == "reports" and tenure.first is None:
        return None
    gap = max(before, after, 0)
    return gap if gap <= (STRETCH if tenure.origin == "reports" else 0) else None
