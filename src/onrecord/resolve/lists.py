"""Imported lists of actors beside the reports: their names help to tell who is who, their dates who held what when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from onrecord.resolve.actors import homes
from onrecord.resolve.evidence import Local, Post
from onrecord.resolve.names import slug
from onrecord.resolve.people import Group
from onrecord.types import ListedActor, RecordedActor, Tenure


def locals_of(listed: Iterable[ListedActor]) -> Iterator[Local]:
    """Each entry as an actor of an article that is the list."""
    return (_local(entry) for entry in listed)


def _local(entry: ListedActor) -> Local:
    posts = tuple(dict.fromkeys(Post(o.role, o.speaks_for) for o in entry.offices))
    article, id = f"list {entry.source}", f"{slug(entry.name)}-{entry.line}"
    return Local(article, id, entry.name, entry.kind, entry.aliases, posts, country=entry.country, listed=True)


def tenures_of(listed: Sequence[ListedActor], groups: Iterable[Group], people: Sequence[RecordedActor]) -> list[Tenure]:
    """The dated offices of the entries whose actor an article has, under the recorded actor's id."""
    home = homes(people)
    owner: dict[str, str] = {}
    for group in groups:
        own = next((home[m.article, m.id].id for m, _, _ in group.members if not m.listed), None)
        owner |= {m.key: own for m, _, _ in group.members if m.listed and own}
    found = ((owner.get(_local(entry).key), o) for entry in listed for o in entry.offices)
    held = (Tenure(id, o.role, o.speaks_for, o.since, o.until, "import") for id, o in found if id)
    return sorted(set(held), key=lambda t: (t.actor, str(t.first), str(t.last), t.role or "", t.speaks_for or ""))
