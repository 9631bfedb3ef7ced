"""Actors across articles: who is one, under which id and name, and why.

Ids are slugs of names. Where two actors have one name, the one that the earliest article has keeps the bare slug and
the others carry their side, role or a hash behind it; unnamed sources always carry a hash.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from hashlib import blake2b

from onrecord.resolve.bodies import bodies
from onrecord.resolve.evidence import Local, locals_of
from onrecord.resolve.names import plain, slug
from onrecord.resolve.people import Group, people
from onrecord.text.demonyms import state_of
from onrecord.types import ActorKind, Member, Reading, RecordedActor

STATE_ROLES = frozenset({"prime minister", "foreign minister", "defence minister", "ambassador"})
"""Offices that only states give; a company has a president too."""
_SERVANTS = """diplomat diplomats official officials government ministry parliament army troops forces embassy
ambassador minister ministers authorities delegation envoy"""
SERVANTS = frozenset(_SERVANTS.split())
"""What only a state has many of."""


def groups(readings: Iterable[Reading], listed: Iterable[Local] = ()) -> list[Group]:
    """The locals of all readings, grouped by who they are; entries of lists only where an article has their actor."""
    found = _of_one_kind([local for r in readings for local in locals_of(r)])
    met = {word for local in found for word in plain(local.name).split()[-1:]}
    every = [*found, *(p for p in listed if met.intersection(plain(p.name).split()))]
    persons = people([p for p in every if p.kind == "person"])
    others = bodies([p for p in every if p.kind not in ("person", "unnamed")])
    alone = [Group.of([p], "an unnamed source is nobody else's") for p in found if p.kind == "unnamed"]
    return [g for g in persons + others + alone if any(not m.listed for m, _, _ in g.members)]


def _of_one_kind(found: list[Local]) -> list[Local]:
    """The locals, all of one name given the kind that most articles give it; unnamed sources stay what they are.

    A name of one word that an article shows to be a state is one everywhere, and so is one that has a foreign
    minister, or diplomats called after it: "person" is what such a name is taken for where nothing tells.
    """
    kinds: dict[str, Counter[ActorKind]] = defaultdict(Counter)
    for local in found:
        if local.kind != "unnamed":
            kinds[plain(local.name)][local.kind] += 1
    served = {p.speaks_for for local in found for p in local.posts if p.speaks_for and p.role in STATE_ROLES}
    for name in map(plain, [*served, *_called_after(found)]):
        if name in kinds and set(kinds[name]) <= {"person", "organisation"}:
            kinds[name]["state"] += 1
    most = {
        name: max(counts, key=lambda k: (" " not in name and k == "state", counts[k], k != "person", k))
        for name, counts in kinds.items()
    }
    return [p if p.kind == "unnamed" else replace(p, kind=most[plain(p.name)]) for p in found]


def _called_after(found: Iterable[Local]) -> Iterator[str]:
    """States whose name stands in that of their servants: Varenia, where there are Varenian diplomats."""
    names = {local.name for local in found if " " not in local.name}
    for first, *rest in (local.name.split() or [""] for local in found):
        if rest and rest[-1].lower() in SERVANTS and (state := state_of(first, names)):
            yield state


def recorded(found: Sequence[Group]) -> list[RecordedActor]:
    """The groups as actors with ids, in order of their ids; the same for any order of the groups."""
    drafts = [_draft(g) for g in found]
    by_slug: dict[str, list[int]] = defaultdict(list)
    for i, actor in enumerate(drafts):
        by_slug[actor.id].append(i)
    named: list[RecordedActor] = []
    taken = set(by_slug)
    for same in by_slug.values():
        ordered = sorted(same, key=lambda i: _seniority(found[i], drafts[i]))
        bare = [i for i in ordered[:1] if drafts[i].kind != "unnamed"]
        named += [drafts[i] for i in bare]
        for i in ordered[len(bare) :]:
            id = _apart(found[i], drafts[i], taken)
            taken.add(id)
            named.append(replace(drafts[i], id=id))
    return sorted(named, key=lambda a: a.id)


def _draft(group: Group) -> RecordedActor:
    ordered = sorted(group.members, key=lambda m: m[0].key)
    names = Counter(local.name for local, _, _ in ordered if not local.listed)
    if not any(len(plain(n).split()) > 1 for n in names):
        names.update(local.name for local, _, _ in ordered if local.listed)
    name = max(names, key=lambda n: (len(plain(n).split()) > 1, names[n], len(n), n))
    aliases = {n for local, _, _ in ordered for n in (local.name, *local.aliases)} - {name}
    members = tuple(Member(p.article, p.id, round(score, 3), reason) for p, score, reason in ordered if not p.listed)
    kinds = Counter(local.kind for local, _, _ in ordered)
    kind = max(kinds, key=lambda k: (kinds[k], k))
    country = next((p.country for p, _, _ in ordered if p.country), None)
    return RecordedActor(slug(name), name, kind, tuple(sorted(aliases)), members, country)


def _seniority(group: Group, actor: RecordedActor) -> tuple[bool, dt.date, str]:
    """Sorts named actors before unnamed ones, then by their earliest article."""
    days = [local.days[0] for local, _, _ in group.members if local.days[0]]
    return actor.kind == "unnamed", min(days, default=dt.date.max), min(f"{m.article}#{m.actor}" for m in actor.members)


def _apart(group: Group, actor: RecordedActor, taken: set[str]) -> str:
    key = min(f"{m.article}#{m.actor}" for m in actor.members)
    ends = [slug(text) for p in sorted(group.posts, key=str) for text in (p.speaks_for, p.role) if text]
    ends = [] if actor.kind == "unnamed" else ends
    ends.append(blake2b(key.encode("utf-8", "surrogatepass"), digest_size=4).hexdigest())
    ids = [f"{actor.id}-{end}" for end in ends] + [f"{actor.id}-{ends[-1]}-{n}" for n in range(2, 9)]
    return next(id for id in ids if id not in taken)


def homes(actors: Iterable[RecordedActor]) -> Mapping[tuple[str, str], RecordedActor]:
    """The recorded actor of each article's actor: keys are (article id, actor id in the article)."""
    return {(m.article, m.actor): actor for actor in actors for m in actor.members}
