"""What is known across articles: who is one, which texts are copies, what was said how often, and why.

`resolve` is a pure function of readings, judgements and imported lists, in time nearly in proportion to the words.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from onrecord.resolve import actors, copies, items, judgements, lists, roots, sides, statements, tenures
from onrecord.types import Judgement, ListedActor, Reading, Record, Statement, Tenure

__all__ = ["resolve"]


def resolve(
    readings: Iterable[Reading], decided: Sequence[Judgement] = (), listed: Sequence[ListedActor] = ()
) -> Record:
    """The record that the readings make, with the judgements on top; the same for any order of either.

    One reading for each article: the newest, where there are several.
    """
    every = sorted(readings, key=lambda r: r.article.id)
    groups = actors.groups(every, lists.locals_of(listed))
    people, pending = judgements.actors_under(decided, actors.recorded(groups))
    told = sides.told_elsewhere(every, people)
    held = tenures.tenures(every, people, told) + lists.tenures_of(listed, groups, people)
    judged = judgements.lay(decided, people, held)
    links = copies.links(every)
    origins = roots.origins(every, links)
    home = {key: actor.id for key, actor in actors.homes(people).items()}
    unnamed = frozenset(a.id for a in people if a.kind == "unnamed")
    said = [i for r in every for i in items.items(r, home, unnamed, origins.of[r.article.id], told)]
    said = list(_in_office(said, judged.tenures))
    known = {id for i in said for id in (i.key, i.attribution.id)}
    return Record(
        actors=tuple(people),
        tenures=judged.tenures,
        links=(*links, *origins.credits),
        roots=origins.roots,
        statements=tuple(_on_the_word(statements.statements(items.corrected(said, judged.speakers)), judged.chains)),
        pending=(*pending, *judged.pending, *judgements.unmet(decided, known)),
    )


def _on_the_word(said: Iterable[Statement], chains: Mapping[str, tuple[str, ...]]) -> Iterator[Statement]:
    """The statements, their reports with the chains that a person set, by attribution id or `article#id` key."""
    for one in said:
        judged = [chains.get(o.key, chains.get(o.attribution)) for o in one.occurrences] if chains else []
        if any(chain is not None for chain in judged):
            reports = zip(one.occurrences, judged, strict=True)
            one = replace(one, occurrences=tuple(replace(o, chain=chain) for o, chain in reports))
        yield one


def _in_office(said: Iterable[items.Item], held: Iterable[Tenure]) -> Iterator[items.Item]:
    """The items, with the side that the speaker served on that day where the article itself does not tell it."""
    offices: dict[str, list[Tenure]] = defaultdict(list)
    for t in held:
        offices[t.actor].append(t)
    for item in said:
        unsaid = item.actor in offices and item.speaks_for is None
        day = item.days[1] or item.days[0]
        office = tenures.office_on(offices[item.actor], item.actor, day) if unsaid and item.actor and day else None
        yield replace(item, speaks_for=office.speaks_for) if office else item
