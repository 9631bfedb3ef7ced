"""For whom a voice speaks: the state or body behind it, under one name however it was called."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from functools import cache

from onrecord.ledger.stance_columns import Side
from onrecord.ledger.stances import Voice
from onrecord.resolve.names import plain, slug
from onrecord.text.demonyms import state_of as state_by_people

JOINT = "; "  # between the names of a voice that several raised together
SELVES = frozenset({"state", "institution", "organisation", "group", "outlet"})
# What a state's own organs are called behind its name: "Syrian regime", "Varenian foreign ministry".
_ORGANS = """
foreign defence defense interior finance justice health trade economy oil energy information ministry ministries
minister ministers government cabinet parliament army military navy presidency president presidential embassy regime
authorities administration state leadership officials official prime office of the
"""
ORGANS = frozenset(_ORGANS.split())


def sides(voices: Sequence[Voice]) -> dict[tuple[int, str | None], tuple[Side, ...]]:
    """The principals of every voice, by its key and the body that it spoke for.

    What the record says it spoke for counts; else, for a joint voice, the principals of those who raised it; else the
    state that its name names; else, for a person, the one body that it was ever seen to serve; else it speaks for
    itself. Unnamed voices of no known side have none.
    """
    named = {plain(voice.name): voice for voice in voices if JOINT not in voice.name}
    kinds = {slug(voice.name): voice.kind for voice in voices if voice.kind != "unnamed"}
    states = frozenset(voice.name for voice in voices if voice.kind == "state")
    return {
        (voice.key, voice.speaks_for): tuple(
            _side(name, kinds) for name in dict.fromkeys(_told(name, states) for name in _names(voice, named))
        )
        for voice in voices
    }


def _told(name: str, states: Container[str]) -> str:
    """The state of the ledger that a people or its organ belongs to, where no table knows it.

    >>> _told("Kestrian", {"Kestria"}), _told("Kestrian government", {"Kestria"}), _told("Kestrian Choir", {"Kestria"})
    ('Kestria', 'Kestria', 'Kestrian Choir')
    """
    people, *rest = name.split() or [name]
    if name in states or not {word.lower() for word in rest} <= ORGANS:
        return name
    return state_by_people(people, states) or name


def _side(name: str, kinds: Mapping[str, str]) -> Side:
    return Side(slug(name), name, kinds.get(slug(name), "side"))


def _names(voice: Voice, named: Mapping[str, Voice]) -> Iterator[str]:
    if voice.speaks_for:
        yield state_of(voice.speaks_for) or _bare(voice.speaks_for)
    elif JOINT in voice.name:
        for part in voice.name.split(JOINT):
            known = named.get(plain(part))
            yield from _names(known, named) if known else [state_of(part) or part]
    elif voice.kind in SELVES:
        yield (None if voice.kind == "outlet" else state_of(voice.name)) or _bare(voice.name)
    elif voice.kind == "person":
        offices = dict.fromkeys(state_of(office) or _bare(office) for office in voice.offices)
        yield next(iter(offices)) if len(offices) == 1 else voice.name


def _bare(name: str) -> str:
    return name[4:] if name.lower().startswith("the ") else name


@cache
def state_of(name: str) -> str | None:
    """The state or body that a name stands for: a state, its capital, its seat of power, its ministry.

    >>> state_of("Moscow"), state_of("the Kremlin"), state_of("Russian Foreign Ministry"), state_of("State Department")
    ('Russia', 'Russia', 'Russia', 'United States')
    >>> state_of("Syrian opposition") is None, state_of("Russian Orthodox Church") is None
    (True, True)
    """
    from onrecord.reading.who.states import gazetteer  # a large table: needed when stances are computed anew only

    entries = gazetteer()[0]
    words = _bare(name).removesuffix("'s").removesuffix("’s").split()
    for count in range(len(words), 0, -1):
        entry = entries.get(" ".join(words[:count]))
        if entry and (count == len(words) or entry.kind in ("state", "demonym", "people", "capital")):
            rest = {word.lower() for word in words[count:]}
            return entry.state if rest <= ORGANS and entry.kind not in ("city", "outlet") else None
    return None
