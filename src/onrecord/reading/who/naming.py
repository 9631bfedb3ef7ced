"""Persons and bodies as speakers: under their fullest name, with office and principal."""

from __future__ import annotations

from onrecord.reading.who import lexicon as lx
from onrecord.reading.who.bodies import Body
from onrecord.reading.who.people import Person
from onrecord.reading.who.phrases import Phrase
from onrecord.reading.who.principals import Office, body_principal, person_offices, person_principal
from onrecord.reading.who.scene import Scene
from onrecord.reading.who.view import View, slug
from onrecord.types import ActorKind, Speaker


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
        if principal is None or _told_better(view, linked[1], principal):
            principal = linked[1].principal or principal
    return speaker(person.name, "person", principal, why, role=role, sure=sure)


def _told_better(view: View, held: Office, principal: str) -> bool:
    """Whether the description names a state for which a body named later stands: the head of a state's agency."""
    if not held.explicit or held.principal not in view.scene.states or principal in view.scene.states:
        return False
    named = any(b.name == principal or b.state == principal for b in view.scene.bodies.all)
    return not named or held.head in lx.STATE_ROLES


def role_of(scene: Scene, person: Person) -> str | None:
    """The office of a person as the article words it, the fullest first."""
    roles = [o.role for o in person_offices(scene, person) if o.role and not o.former]
    if roles:
        return max(roles, key=len)
    return person.known[1] if person.known else None


def labels(view: View, person: Person) -> set[str]:
    """The words by which the article can mean a person without the name: "minister", "father", "official"."""
    found = person_offices(view.scene, person)
    out = {w for o in found for w in o.words} | {o.head for o in found if o.head}
    linked = view.links.get(id(person))
    if linked:
        out.add(linked[0])
        out |= linked[1].words if linked[1] else set()
    if person.known and not found:
        out |= set(person.known[1].split())
    if "premier" in out:
        out |= {"prime", "minister"}
    return out | ({"premier"} if {"prime", "minister"} <= out else set())


def of_body(view: View, body: Body, why: str, p: Phrase | None = None) -> Speaker:
    """The speaker that a body is: with its state before a ministry's name, and for whom it speaks."""
    scene = view.scene
    principal = scene.printed(body_principal(scene, body, _owner_state(view, p)))
    name = _with_state(view, body.name.removeprefix("The "), body, principal, p)
    own = principal is None or principal == body.name or body.kind == "outlet"
    return speaker(name, body.kind if own else "institution", principal, why)


def _with_state(view: View, name: str, body: Body, principal: str | None, p: Phrase | None) -> str:
    """A ministry's name with its state before it: "Varenian Foreign Ministry"."""
    state = body.state if body.state else principal
    adjective = view.scene.adjective(state)
    if "ministry" not in body.words or not adjective or name.startswith(adjective) or state == body.name:
        return name
    if body.state and (p is None or " of " in name or body.words[0] == body.state.lower()):
        return name
    return f"{adjective} {name}"


def _owner_state(view: View, p: Phrase | None) -> str | None:
    """The state that stands around a body's name: "Varenia's Foreign Ministry", "the Interior Ministry of Varenia"."""
    if p is None:
        return None
    return next(
        (
            h.entry.state
            for k in range(p.first, p.last)
            if (h := view.scene.finder.hits.get(k))
            and (
                h.entry.kind in ("state", "demonym")
                or (h.entry.kind == "capital" and view.scene.frame.tokens[k - 1].low == "in")
            )
        ),
        None,
    )
