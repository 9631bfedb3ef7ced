"""Who a phrase names: the one way from words to a speaker."""

from __future__ import annotations

from onrecord.reading.who import lexicon as lx
from onrecord.reading.who.bodies import Body
from onrecord.reading.who.descriptions import DESCRIBED, described
from onrecord.reading.who.documents import author, is_document
from onrecord.reading.who.naming import of_body, of_person, speaker
from onrecord.reading.who.phrases import Phrase, conjuncts, persons, phrase, words
from onrecord.reading.who.pronouns import pronoun
from onrecord.reading.who.view import UNNAMED, View, slug
from onrecord.types import Speaker


def read(view: View, p: Phrase) -> Speaker:
    """The speaker that a phrase names, describes or points back to."""
    tokens = view.scene.frame.tokens
    short = tokens[p.first].low.replace("’", "'").split("'")[0]
    if p.last - p.first == 1 and short != tokens[p.first].low and short in lx.PRONOUNS:  # "she'll"
        return pronoun(view, short) or UNNAMED
    if (
        tokens[p.first].low in lx.PRONOUNS
        and p.first not in view.scene.finder.at
        and (p.last - p.first == 1 or tokens[p.first + 1].low in ALONE)
    ):
        return pronoun(view, tokens[p.first].low) or UNNAMED
    if p.determiner and p.last - p.first == 1 and tokens[p.first].low == "side" and p.determiner in lx.POSSESSIVES:
        return pronoun(view, p.determiner) or UNNAMED
    if p.determiner in lx.POSSESSIVES and p.first == p.last:
        return pronoun(view, p.determiner) or UNNAMED
    named = persons(view.scene, p)
    if len(named) > 1:
        return joined([of_person(view, q, "named") for q in named])
    parts = conjuncts(view.scene, p)
    if len(parts) > 1 and not (named and not _several_heads(view, parts)):
        members = [phrase(view.scene, a, b) for a, b in parts]
        return joined([read(view, m) for m in members if m])
    if named:
        return of_person(view, named[0], "named")
    if _is_nobody(view, p):
        return UNNAMED
    if follower := view.followers.get((p.first, p.last)):
        return of_person(view, follower, "named below", 0.75)
    if is_document(view, p):
        return author(view, p)
    return _named_thing(view, p) or described(view, p)


def _is_nobody(view: View, p: Phrase) -> bool:
    """Whether the phrase means nobody in particular: "no minister", "neither leader", "few of them", "whoever came"."""
    tokens = view.scene.frame.tokens
    opening = p.determiner or tokens[p.first].low
    return opening in lx.NONE or tokens[p.head].low == "few" or (p.first > 0 and tokens[p.first - 1].low in lx.NONE)


PARTISANS = lx.words("republican democrat conservative liberal socialist communist")
PEOPLES = ("ese", "sh", "ch", "ss", "s", "i")
ALONE = lx.words("himself herself themselves itself both all too also , who which")


def _several_heads(view: View, parts: list[tuple[int, int]]) -> bool:
    """Whether each member of a list is itself a person or a state, so that no member is a part of another's title."""
    return all(view.scene.person_at(b - 1) is not None or b - 1 in view.scene.finder.at for _, b in parts)


def joined(members: list[Speaker]) -> Speaker:
    """Several speakers as one: their names joined, their principal where they share it."""
    unique = list({m.name: m for m in members}.values())
    if len(unique) == 1:
        return unique[0]
    name = "; ".join(m.name for m in unique)
    shared = {m.speaks_for for m in unique}
    return Speaker(
        slug(name),
        name,
        "group",
        None,
        shared.pop() if len(shared) == 1 else None,
        min(m.confidence for m in unique),
        "a list of speakers",
    )


def _named_thing(view: View, p: Phrase) -> Speaker | None:
    """The state, body or outlet that ends the core of a phrase."""
    scene, tokens = view.scene, view.scene.frame.tokens
    run = scene.finder.at.get(p.head)
    if run is None:
        return None
    if run.last > p.end:
        p = Phrase(p.first, max(p.last, run.last), run.last, run.last - 1, p.determiner)
    if p.determiner and tokens[p.head].low in PARTISANS:  # "the Sarn Republican": one person
        name = words(scene, p.first, p.end)
        return speaker(name[:1].upper() + name[1:], "unnamed", None, DESCRIBED, sure=0.8)
    body = scene.bodies.of(run)
    if body:
        return of_body(view, _fuller(view, body, run.first), "named", p)
    if run.hit and p.first < run.first and tokens[run.first - 1].low in lx.PRESS_BODIES:  # "the daily Varenia"
        return speaker(scene.bodies.text(run), "outlet", None, "the outlet named")
    if run.hit and run.kind == "demonym" and p.determiner and not tokens[p.head].low.endswith(PEOPLES):
        return None  # "the second Varenian": one person
    if run.hit and run.kind in ("state", "demonym", "people"):
        state = scene.printed(run.hit.entry.state) or run.hit.entry.name
        if run.kind == "people" and (
            p.first < run.first
            or p.determiner in lx.INDEFINITE - {"a", "an"}
            or not p.determiner
            or not scene.stands(run.hit.entry.state)
        ):
            name = words(scene, p.first, p.end)
            return speaker(name[:1].upper() + name[1:], "group", None, "a people, as described", sure=0.8)
        return speaker(state, "state", state, "the state, or a capital or people that stands for it")
    if (
        run.kind in ("other", "person", "place")
        and tokens[p.head].low not in lx.ROLES | lx.BODY_HEADS | lx.NAME_HEADS
        and not all(tokens[k].low in lx.NEVER_NAMES for k in range(run.first, run.last))
    ):
        if longer := scene.bodies.called(tuple(t.low for t in tokens[run.first : run.last]), view.start):
            return of_body(view, longer, "a short form")
        name = scene.bodies.text(run)
        if run.last - run.first == 1 and not p.determiner and not name.isupper() and run.kind == "other":
            return speaker(name, "person", None, "a name whose kind the article does not show", sure=0.5)
        return speaker(name, "organisation", name, "a name whose kind the article does not show", sure=0.5)
    if run.kind == "other" and tokens[p.head].low in lx.NEVER_NAMES and tokens[p.head].low.endswith("s"):
        name = words(scene, p.first, p.end)
        return speaker(name[:1].upper() + name[1:], "group", None, "a people, as described", sure=0.8)
    return None


def _fuller(view: View, body: Body, first: int) -> Body:
    """The body under the longest name that the article gives it before: "the Times" after "New York Times"."""
    start = view.scene.frame.tokens[first].start
    return (
        (view.scene.bodies.called(body.words, start) or body) if body.state is None and body.kind != "outlet" else body
    )
