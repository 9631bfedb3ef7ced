"""Decisions on top of the evidence: made, undone, and laid over what was computed. None is ever lost.

A judgement whose subject is not in the evidence at hand is pending, with the reason, and counts again when it is.
"""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from hashlib import blake2b

from onrecord.errors import UsageError
from onrecord.resolve.names import slug
from onrecord.types import (
    Change,
    Judgement,
    JudgementKind,
    Member,
    Pending,
    Record,
    RecordedActor,
    Subject,
    Tenure,
)

AS_READ = "as read"


@dataclass(frozen=True, slots=True)
class Judged:
    """Tenures with the judgements on top, the speakers set by hand, and what is pending.

    `speakers` maps an attribution's id, or its `article#id` key, to the change; `chains` to the ids of the actors.
    """

    tenures: tuple[Tenure, ...]
    speakers: dict[str, Change]
    chains: dict[str, tuple[str, ...]]
    pending: tuple[Pending, ...]


# --- making them ---------------------------------------------------------------------------------------------


def judgement(
    kind: JudgementKind, subjects: Sequence[Subject], change: Change, *, by: str, at: dt.datetime, note: str = ""
) -> Judgement:
    """A judgement with an id made of all that it says."""
    said = json.dumps([kind, [asdict(s) for s in subjects], asdict(change), by, at.isoformat(), note], default=str)
    return Judgement(blake2b(said.encode(), digest_size=8).hexdigest(), kind, tuple(subjects), change, by, at, note)


def merge(record: Record, ids: Sequence[str], *, by: str, at: dt.datetime, note: str = "") -> Judgement:
    """The judgement that these actors are one, under the first one's id and name.

    Raises UsageError for fewer than two actors, and for an id that the record has not.
    """
    if len(set(ids)) < 2:
        raise UsageError(f"merging takes two actors or more, got {', '.join(ids) or 'none'}")
    return judgement("merge", [subject(record, id) for id in ids], Change(), by=by, at=at, note=note)


def split(
    record: Record,
    id: str,
    articles: Sequence[str],
    *,
    by: str,
    at: dt.datetime,
    name: str | None = None,
    note: str = "",
) -> Judgement:
    """The judgement that the actor whom these articles name is somebody else.

    Raises UsageError for an unknown id, and where none or all of the actor's articles are given.
    """
    anchors = subject(record, id).anchors
    leaving = tuple(a for a in anchors if a.rsplit("#", 1)[0] in set(articles))
    if not leaving or len(leaving) == len(anchors):
        known = ", ".join(sorted({a.rsplit("#", 1)[0] for a in anchors}))
        raise UsageError(f"splitting {id} takes some of its articles, not none or all: {known}")
    return judgement("split", [Subject(id, leaving)], Change(name=name), by=by, at=at, note=note)


def rename(record: Record, id: str, name: str, *, by: str, at: dt.datetime, note: str = "") -> Judgement:
    """The judgement that an actor is called `name`; raises UsageError for an unknown id."""
    return judgement("rename", [subject(record, id)], Change(name=name), by=by, at=at, note=note)


def office(record: Record, id: str, change: Change, *, by: str, at: dt.datetime, note: str = "") -> Judgement:
    """The judgement that an actor held `change.role` of `change.speaks_for` from `since` to `until`."""
    if not (change.role or change.speaks_for):
        raise UsageError("an office takes a role, a state or body it speaks for, or both")
    return judgement("office", [subject(record, id)], change, by=by, at=at, note=note)


def speaker(
    record: Record, attributions: Sequence[str], change: Change, *, by: str, at: dt.datetime, note: str = ""
) -> Judgement:
    """The judgement that these attributions were said by `change.actor`, for `change.speaks_for`.

    The actor stands among the subjects too, with its anchors, so that the judgement follows it through a merge.
    """
    said = [Subject(a) for a in attributions]
    said += [subject(record, change.actor)] if change.actor else []
    return judgement("speaker", said, change, by=by, at=at, note=note)


def chain_as_read(attributions: Sequence[str], *, by: str, at: dt.datetime, note: str = "") -> Judgement:
    """The judgement that the chains of these attributions are right as they were read."""
    return judgement("chain", [*map(Subject, attributions)], Change(name=AS_READ), by=by, at=at, note=note)


def chain(
    record: Record, attributions: Sequence[str], actors: Sequence[str], *, by: str, at: dt.datetime, note: str = ""
) -> Judgement:
    """The judgement that these attributions stand on the word of these actors, nearest to the speaker first.

    None at all: they are first hand. The actors are subjects with their anchors, so that merges take them along.
    """
    links = [subject(record, actor) for actor in actors]
    if absent := [link.id for link in links if not link.anchors]:
        raise UsageError(f"no article names {', '.join(absent)}, so that nothing can stand on that word")
    return judgement("chain", [*map(Subject, attributions), *links], Change(), by=by, at=at, note=note)


def undo(judgements: Sequence[Judgement], id: str, *, by: str, at: dt.datetime, note: str = "") -> Judgement:
    """The judgement that another one, an undo too, no longer counts; raises UsageError for an unknown id."""
    if id not in {j.id for j in judgements}:
        raise UsageError(f"no judgement {id}")
    return judgement("undo", [Subject(id)], Change(), by=by, at=at, note=note)


def subject(record: Record, id: str) -> Subject:
    """An actor as a judgement's subject, held by all of its present members; raises UsageError for an unknown id."""
    actor = next((a for a in record.actors if a.id == id), None)
    if actor is None:
        near = sorted(a.id for a in record.actors if set(a.id.split("-")) & set(id.split("-")))[:5]
        raise UsageError(f"no actor {id}" + (f"; there are {', '.join(near)}" if near else ""))
    return Subject(id, tuple(sorted(_keys(actor))))


# --- laying them on top --------------------------------------------------------------------------------------


def active(judgements: Iterable[Judgement]) -> list[Judgement]:
    """The judgements that count, oldest first: not undone, or undone by an undo that was itself undone."""
    dead: set[str] = set()
    alive = []
    for j in sorted(judgements, key=lambda j: (j.at, j.id), reverse=True):
        if j.id in dead:
            continue
        if j.kind == "undo":
            dead |= {s.id for s in j.subjects}
        else:
            alive.append(j)
    return alive[::-1]


@dataclass(slots=True)
class _Table:
    """Actors by id, and the id of the actor of each `article#id` key; changed by one judgement after another."""

    by_id: dict[str, RecordedActor]
    home: dict[str, str]

    @classmethod
    def of(cls, actors: Iterable[RecordedActor]) -> _Table:
        table = cls({}, {})
        for actor in actors:
            table.put(actor)
        return table

    def put(self, actor: RecordedActor) -> None:
        self.by_id[actor.id] = actor
        self.home.update(dict.fromkeys(_keys(actor), actor.id))

    def find(self, wanted: Subject) -> str | None:
        """The actor that holds most of a subject's anchors; for a subject without any, the one of its id."""
        if not wanted.anchors:
            return wanted.id if wanted.id in self.by_id else None
        counts = Counter(self.home[key] for key in wanted.anchors if key in self.home)
        return min(counts, key=lambda id: (-counts[id], id != wanted.id, id)) if counts else None


def actors_under(
    judgements: Iterable[Judgement], actors: Iterable[RecordedActor]
) -> tuple[list[RecordedActor], list[Pending]]:
    """The actors after every merge, split and rename that counts, in the order in which they were made."""
    table, pending = _Table.of(actors), []
    for j in active(judgements):
        if j.kind in _CHANGES and (reason := _CHANGES[j.kind](j, table)):
            pending.append(Pending(j.id, reason))
    return sorted(table.by_id.values(), key=lambda a: a.id), pending


def _merge(j: Judgement, table: _Table) -> str | None:
    places = [table.find(s) for s in j.subjects]
    here = [table.by_id[id] for id in dict.fromkeys(places) if id is not None]
    if len(here) > 1:
        for actor in here[1:]:
            del table.by_id[actor.id]
        table.put(_merged(here[0], here[1:], j))
    return _absent([s.id for s, p in zip(j.subjects, places, strict=True) if p is None])


def _merged(first: RecordedActor, others: Sequence[RecordedActor], j: Judgement) -> RecordedActor:
    members = first.members + tuple(m for o in others for m in _judged(o.members, "merged", j))
    country = next((a.country for a in (first, *others) if a.country), None)
    ordered = tuple(sorted(members, key=lambda m: (m.article, m.actor)))
    return replace(first, aliases=_aliases(first.name, first, *others), members=ordered, country=country)


def _rename(j: Judgement, table: _Table) -> str | None:
    id = table.find(j.subjects[0])
    if id is not None and j.change.name:
        actor = table.by_id[id]
        table.put(replace(actor, name=j.change.name, aliases=_aliases(j.change.name, actor)))
    return _absent([j.subjects[0].id] if id is None else [])


def _split(j: Judgement, table: _Table) -> str | None:
    id, leaving = table.find(j.subjects[0]), set(j.subjects[0].anchors)
    if id is None:
        return _absent([j.subjects[0].id])
    actor = table.by_id[id]
    going = tuple(m for m in actor.members if _key(m) in leaving)
    staying = tuple(m for m in actor.members if _key(m) not in leaving)
    if not staying:
        return "the articles to part are already apart"
    name = j.change.name or actor.name
    new = slug(name) if slug(name) not in table.by_id else f"{slug(name)}-{j.id[:8]}"
    table.put(replace(actor, members=staying))
    table.put(RecordedActor(new, name, actor.kind, _aliases(name, actor), _judged(going, "parted", j), actor.country))
    return None


_CHANGES: dict[JudgementKind, Callable[[Judgement, _Table], str | None]] = {
    "merge": _merge,
    "rename": _rename,
    "split": _split,
}


def _judged(members: Iterable[Member], deed: str, j: Judgement) -> tuple[Member, ...]:
    return tuple(replace(m, score=1.0, reason=f"{deed} by {j.by} on {j.at:%Y-%m-%d}") for m in members)


def _absent(ids: Sequence[str]) -> str | None:
    return f"not in the evidence: {', '.join(ids)}" if ids else None


def _aliases(name: str, *actors: RecordedActor) -> tuple[str, ...]:
    return tuple(sorted({n for a in actors for n in (a.name, *a.aliases)} - {name}))


def _key(member: Member) -> str:
    return f"{member.article}#{member.actor}"


def _keys(actor: RecordedActor) -> set[str]:
    return {_key(m) for m in actor.members}


def lay(judgements: Iterable[Judgement], actors: Sequence[RecordedActor], tenures: Sequence[Tenure]) -> Judged:
    """Offices and speakers as judged, on actors that are already judged."""
    table, held = _Table.of(actors), list(tenures)
    speakers: dict[str, Change] = {}
    chains: dict[str, tuple[str, ...]] = {}
    pending: list[Pending] = []
    for j in active(judgements):
        if j.kind == "chain" and (reason := _chain(j, table, chains)):
            pending.append(Pending(j.id, reason))
        if j.kind not in ("office", "speaker"):
            continue
        named = [s for s in j.subjects if j.kind == "office" or s.id == j.change.actor]
        id, c = table.find(named[0]) if named else None, j.change
        if id is None and named:
            pending.append(Pending(j.id, f"not in the evidence: {named[0].id}"))
        elif j.kind == "speaker":
            speakers |= {s.id: replace(c, actor=id) for s in j.subjects if s not in named}
        elif id:
            held.append(Tenure(id, c.role, c.speaks_for, c.since, c.until, "judgement"))
    return Judged(tuple(held), speakers, chains, tuple(pending))


def _chain(j: Judgement, table: _Table, chains: dict[str, tuple[str, ...]]) -> str | None:
    """Lay the chain on its attributions; the reason where an actor of it is not in the evidence."""
    links = [s for s in j.subjects if s.anchors]
    found = [table.find(s) for s in links]
    if j.change.name:
        for said in j.subjects:
            chains.pop(said.id, None)
    elif None not in found:
        actors = tuple(id for id in dict.fromkeys(found) if id is not None)
        chains |= {s.id: actors for s in j.subjects if not s.anchors}
    return _absent([s.id for s, place in zip(links, found, strict=True) if place is None])


def unmet(judgements: Iterable[Judgement], known: Container[str]) -> list[Pending]:
    """The judgements on speakers and chains none of whose attributions is among the known ids and keys."""
    spoken = [j for j in active(judgements) if j.kind in ("speaker", "chain")]
    said = [(j.id, [s.id for s in j.subjects if s.id != j.change.actor and not s.anchors]) for j in spoken]
    return [Pending(id, _absent(ids) or "") for id, ids in said if not any(each in known for each in ids)]
