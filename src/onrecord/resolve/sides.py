"""Sides that an article only implies, set right by articles that tell them.

A report that says "the foreign minister" of somebody, and names no state with it, gives him the state that the
report is about. Where other reports name his state, theirs counts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from onrecord.resolve.actors import homes
from onrecord.resolve.evidence import same_body
from onrecord.types import INFERRED, Office, Reading, RecordedActor

Sides = Mapping[tuple[str, str], str]


def told_elsewhere(readings: Iterable[Reading], actors: Sequence[RecordedActor]) -> Sides:
    """The side that most other articles tell of an actor to whom an article only gives another by inference.

    Keys are (article id, actor id in the article). Where no side leads, and where the two can be one, nothing is given.
    """
    home = homes(actors)
    told: dict[str, dict[str, str]] = defaultdict(dict)  # actor: article: side
    inferred: dict[tuple[str, str], str] = {}
    for r in readings:
        for actor, offices in _by_actor(r.offices):
            words = [o.speaks_for for o in offices if o.speaks_for and not is_inferred(o)]
            given = next((o.speaks_for for o in offices if o.speaks_for), None)
            recorded = home.get((r.article.id, actor))
            if recorded and words and words[0]:
                told[recorded.id][r.article.id] = words[0]
            elif recorded and given:
                inferred[r.article.id, actor] = given
    out = {}
    for (article, actor), given in inferred.items():
        side = _leading(list(told.get(home[article, actor].id, {}).values()))
        if side and not same_body(side, given):
            out[article, actor] = side
    return out


def is_inferred(office: Office) -> bool:
    """Whether no words of the article give the office its side."""
    return bool(office.evidence) and all(e.reason == INFERRED for e in office.evidence)


def _by_actor(offices: Iterable[Office]) -> Iterator[tuple[str, list[Office]]]:
    found: dict[str, list[Office]] = defaultdict(list)
    for office in offices:
        found[office.actor].append(office)
    yield from found.items()


def _leading(sides: Sequence[str]) -> str | None:
    """The side that most articles tell, in its longest form; None where two are told as often."""
    votes = {x: sum(same_body(x, y) for y in sides) for x in sides}
    most = [x for x in votes if votes[x] == max(votes.values())]
    first = min(most, key=lambda x: (-len(x), x), default=None)
    return first if first and all(same_body(x, first) for x in most) else None
