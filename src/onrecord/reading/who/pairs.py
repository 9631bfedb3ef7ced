"""Two or more who are spoken of as one: "the two diplomats", "the Varenian representatives", "both sides"."""

from __future__ import annotations

from collections import Counter

from onrecord.reading.who import lexicon as lx
from onrecord.reading.who.naming import labels, of_person, speaker
from onrecord.reading.who.people import Person
from onrecord.reading.who.phrases import Phrase
from onrecord.reading.who.principals import office, person_principal
from onrecord.reading.who.view import View
from onrecord.types import Speaker

NUMBERS = {"two": 2, "both": 2, "three": 3, "four": 4}
SIDES = lx.words("sides parties countries governments nations neighbours neighbors")


def together(view: View, p: Phrase) -> Speaker | None:
    """The persons or states that a plural points back to; None where the article does not tell them."""
    tokens = view.scene.frame.tokens
    word = tokens[p.head].low
    start = max(0, p.first - 3)
    number = next((NUMBERS[t.low] for t in tokens[start : p.head] if t.low in NUMBERS), None)
    definite = p.determiner in ("the", "both", "these", "those") or tokens[start].low == "the" or number == 2
    if word in SIDES and number == 2 and definite:
        return _sides(view)
    if (
        word not in lx.ROLES
        or word not in lx.PLURALS
        or not definite
        or p.determiner in ("a", "some", "several", "many")
    ):
        return None
    held = office(view.scene, p.first, p.last)
    wanted = held.principal if held and held.explicit else None
    return _persons(view, word, wanted, number)


def _persons(view: View, word: str, wanted: str | None, number: int | None) -> Speaker | None:
    """The persons last named side by side: by their number, or by an office that one of them is given."""
    for group in reversed(_side_by_side(view)):
        principals = {of_person(view, p, "").speaks_for for p in group} - {None}
        named = any(word in labels(view, p) or word.rstrip("s") in labels(view, p) for p in group)
        fits = wanted is None or principals == {wanted}
        if fits and len(group) == (number or len(group)) and (named or number):
            principal = principals.pop() if len(principals) == 1 else None
            return speaker("; ".join(p.name for p in group), "group", principal, "named together before", sure=0.7)
    return None


def _side_by_side(view: View) -> list[list[Person]]:
    """Persons whose names stand next to each other before the phrase: "Valk and Orlic"."""
    tokens, people = view.scene.frame.tokens, view.scene.people
    mentions = sorted(
        (a, b, i) for i, p in enumerate(people.all) for a, b in p.mentions if tokens[a].start < view.start
    )
    groups: list[list[Person]] = []
    last = -9
    for a, b, i in mentions:
        person = people.all[i]
        if groups and a - last == 1 and tokens[last].low in ("and", ",") and person not in groups[-1]:
            groups[-1].append(person)
        else:
            groups.append([person])
        last = b
    return [g for g in groups if len(g) > 1]


def _sides(view: View) -> Speaker | None:
    """The two states for whom most persons and speakers of the article stand."""
    votes: Counter[str] = Counter()
    for person in view.scene.people.all:
        if (state := person_principal(view.scene, person)) in view.scene.states:
            votes[state or ""] += 1
    for turn in view.inside_too:
        if turn.speaker.speaks_for in view.scene.states:
            votes[turn.speaker.speaks_for or ""] += 1
    first = votes.most_common(3)
    if len(first) < 2 or first[1][1] < 2 or (len(first) > 2 and first[2][1] == first[1][1]):
        return None
    name = "; ".join(s for s, _ in first[:2])
    return speaker(name, "group", None, "the two states for whom most speak here", sure=0.5)
