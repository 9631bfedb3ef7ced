"""What is known of an article before anybody is resolved.

Its frame, names, persons, bodies, and the state it is about.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from onrecord.reading.who.bodies import Bodies, Body
from onrecord.reading.who.frame import Frame, frame
from onrecord.reading.who.lexicon import words
from onrecord.reading.who.people import People, Person
from onrecord.reading.who.runs import Finder, Run
from onrecord.reading.who.states import demonym_of
from onrecord.types import Entity

if TYPE_CHECKING:
    from onrecord.reading.who.principals import Office

# Former or other names of a state, or of its authorities: printed where the article uses them and not the common name.
OWN_NAMES = {
    "Myanmar": ("Burma",),
    "Czechia": ("Czech Republic",),
    "Eswatini": ("Swaziland",),
    "North Macedonia": ("Macedonia",),
    "Democratic Republic of the Congo": ("Zaire",),
    "Turkey": ("Türkiye", "Turkiye"),
    "Palestinian Authority": ("Palestinian National Authority",),
    "Timor Leste": ("East Timor", "Timor-Leste"),
    "Cabo Verde": ("Cape Verde",),
}


IN_SEVERAL_STATES = frozenset({"Kurdistan Region"})
STRIFE = words("regime rebel rebels opposition insurgents insurgency rebellion uprising dissidents junta")


@dataclass(frozen=True, slots=True)
class Scene:
    """An article's names, read once; `home` is the state that it is mainly about, None where no state is named.

    `host` is the same where no other state is nearly as much spoken of: whose ministers "the minister" can be.
    """

    frame: Frame
    finder: Finder
    people: People
    bodies: Bodies
    home: str | None
    states: tuple[str, ...]
    host: str | None = None
    principals: dict[int, str | None] = field(default_factory=dict)
    offices: dict[int, tuple[Office, ...]] = field(default_factory=dict)
    notes: dict[str, str | None] = field(default_factory=dict)

    def person_at(self, token: int) -> Person | None:
        return self.people.at.get(token)

    def run_at(self, token: int) -> Run | None:
        return self.finder.at.get(token)

    def body_at(self, token: int) -> Body | None:
        run = self.finder.at.get(token)
        return self.bodies.of(run) if run else None

    def printed(self, state: str | None) -> str | None:
        """The name of a state as this article has it: Burma where it never says Myanmar."""
        for own in OWN_NAMES.get(state or "", ()):
            if state and own in self.frame.text and state not in self.frame.text.replace(own, ""):
                return own
        return state

    def contested(self) -> str | None:
        """The state whose regime, rebels or opposition the article tells of: "Varenian rebels"."""
        if "contested" not in self.notes:
            tokens, votes = self.frame.tokens, Counter[str]()
            for i, token in enumerate(tokens):
                if token.low in STRIFE:
                    near = (self.finder.hits.get(k) for k in (i - 2, i - 1, i + 2))
                    votes.update(h.entry.state for h in near if h and h.entry.state)
                    held = (self.people.at.get(k) for k in (i - 2, i - 1))
                    votes.update(p.known[0] for p in held if p and p.known)
            self.notes["contested"] = votes.most_common(1)[0][0] if votes else None
        return self.notes["contested"]

    def stands(self, state: str | None) -> bool:
        """Whether a state can be whom its people's adjective stands for.

        A people that lives in several states stands for the region of one of them only where the article names that.
        """
        if state not in IN_SEVERAL_STATES:
            return True
        if "region" not in self.notes:
            named = (r.hit.entry for r in self.finder.runs if r.hit and r.hit.entry.kind in ("state", "capital"))
            self.notes["region"] = next((e.state for e in named if e.state in IN_SEVERAL_STATES), None)
        return self.notes["region"] == state

    def adjective(self, state: str | None) -> str | None:
        """The adjective of a state: "Burmese" for Burma."""
        return demonym_of(state) if state else None


def scene(text: str, entities: Sequence[Entity] = ()) -> Scene:
    """The scene of a text."""
    f = frame(text)
    finder = Finder(f, entities)
    people, bodies = People(f, finder), Bodies(f, finder)
    votes = _states(f, finder)
    states = tuple(s for s, _ in votes)
    host = states[0] if states and (len(votes) == 1 or votes[0][1] >= FAR_MORE * votes[1][1]) else None
    return Scene(f, finder, people, bodies, states[0] if states else None, states, host)


FAR_MORE = 1.2
"""How many times as often as any other the state is named that an article is about, to be the one of its ministers."""


def _states(f: Frame, finder: Finder) -> list[tuple[str, int]]:
    """The states of an article with their votes, the one it is mainly about first.

    By mentions, those of the first paragraph three times.
    """
    votes: Counter[str] = Counter()
    lead_end = f.paragraphs[1] if len(f.paragraphs) > 1 else f.sentence_end(0)
    lead_end = max(lead_end, f.sentence_end(0))
    for i, hit in finder.hits.items():
        state = hit.entry.state
        if (
            not state
            or hit.entry.kind not in ("state", "demonym", "people", "capital", "city")
            or state in ("European Union",)
        ):
            continue
        place = hit.entry.kind in ("capital", "city")
        weight = 3 if f.tokens[i].start < lead_end else 1
        votes[state] += weight if not place or weight == 3 else 1
    return votes.most_common()
