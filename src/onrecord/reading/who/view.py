"""From where a phrase is read: the scene, who spoke before, the content that is reported, the speaker outside."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field

from onrecord.reading.who.people import Person
from onrecord.reading.who.principals import Office, person_offices, person_principal
from onrecord.reading.who.scene import Scene
from onrecord.reading.who.turns import Turn, before
from onrecord.types import ActorKind, Span, Speaker

UNNAMED = Speaker("unnamed", "unnamed", "unnamed", confidence=0.3, why="no source is printed")


@dataclass(frozen=True, slots=True)
class View:
    """`links` leads from persons to the description by which the article spoke of them before it named them."""

    scene: Scene
    span: Span
    turns: tuple[Turn, ...] = ()
    contents: tuple[Span, ...] = ()
    depth: int = 0
    outer: Speaker | None = None
    links: Mapping[int, tuple[str, Office | None]] = field(default_factory=dict)
    followers: Mapping[tuple[int, int], Person] = field(default_factory=dict)

    @property
    def start(self) -> int:
        return self.span[0]

    @property
    def earlier(self) -> list[Turn]:
        """The turns before this one, the last one first."""
        return before(self.turns, self.start, self.depth)

    @property
    def inside_too(self) -> list[Turn]:
        """The turns before this one at any depth: a body or a document can be named inside what another says."""
        return before(self.turns, self.start, 99)

    def in_content(self, offset: int) -> bool:
        return any(s <= offset < e for s, e in self.contents)


def slug(name: str) -> str:
    """The id of a name.

    >>> slug("Tomáš Orlić; Irena Valk")
    'tomas-orlic-irena-valk'
    """
    bare = "".join(c for c in unicodedata.normalize("NFKD", name.lower()) if not unicodedata.combining(c))
    return re.sub(r"[^\w]+", "-", bare.replace("'", "").replace("’", "")).strip("-") or "unnamed"


def speaker(
    name: str, kind: ActorKind, principal: str | None, why: str, *, role: str | None = None, sure: float = 0.9
) -> Speaker:
    """A speaker under a tidy name."""
    return Speaker(slug(name), name, kind, role, principal, sure, why)


def of_person(view: View, person: Person, why: str, sure: float = 0.95) -> Speaker:
    """The speaker that a person is: with the office and the principal that the article gives."""
    principal = person_principal(view.scene, person)
    role = role_of(view.scene, person)
    linked = view.links.get(id(person))
    if linked and linked[1]:
        role = role or linked[1].role
        if principal is None or (
            linked[1].explicit
            and linked[1].principal in view.scene.states
            and principal not in view.scene.states
            and not _organised(view, principal)
        ):
            principal = linked[1].principal or principal
    return speaker(person.name, "person", principal, why, role=role, sure=sure)


def _organised(view: View, principal: str) -> bool:
    """Whether a principal is a body that the article names as one, not a word before a title."""
    return any(b.name == principal or b.state == principal for b in view.scene.bodies.all)


def role_of(scene: Scene, person: Person) -> str | None:
    """The office of a person as the article words it, the fullest first."""
    roles = [o.role for o in person_offices(scene, person) if o.role and not o.former]
    if roles:
        return max(roles, key=len)
    return person.known[1] if person.known else None


def labels(view: View, person: Person) -> set[str]:
    """The words by which the article can mean a person without the name: "minister", "father", "official"."""
    found = [o for o in person_offices(view.scene, person)]
    out = {w for o in found for w in o.words} | {o.head for o in found if o.head}
    linked = view.links.get(id(person))
    if linked:
        out.add(linked[0])
        out |= linked[1].words if linked[1] else set()
    if person.known and not found:
        out |= set(person.known[1].split())
    return out
