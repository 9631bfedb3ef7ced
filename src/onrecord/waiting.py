"""Who waits for whom: the conditions of the record by the step that waits, the latest state of each, and deadlocks."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from onrecord.ledger import Ledger, Question
from onrecord.reading.who.states import gazetteer
from onrecord.stance.candidates import roots
from onrecord.stance.conditions import VERSION, extract
from onrecord.types import Condition, ConditionState, Issue, Manner, Passage, StatedCondition

KNOWN = 1 << 16  # wordings whose words are remembered: each is compared with many others
ALIKE = 0.5  # share of the shorter wording's words that two wordings of one demand have in common
UNSAID, OTHER = "no step named", "other steps"
# What waits, by the first of these that the words hold; anything else stands under its own words.
_STEPS = (
    (
        "talks",
        r"talk|negotiat|dialogue|sit down|the table|meet|conference|summit|attend|consultation|discussion|involvement"
        r"|participat",
    ),
    ("ceasefire", r"cease-?fire|truce|armistice|lay down (?:\w+ )?arms"),
    ("withdrawal", r"withdraw|pull ?(?:ing )?out|pull ?(?:ing )?back|leav|quit|depart|troops|on the ground"),
    ("sanctions", r"sanction|embargo|blockade|siege"),
    ("release of people", r"releas|\bfree[ds]?\b|hostage|prisoner|detainee|captive|hand over|extradit"),
    ("elections", r"election|vote\b|ballot|referendum"),
    ("recognition", r"recogni[sz]|normali[sz]"),
    ("aid and money", r"\baid\b|assistance|fund|money|loan|tranche|bail-?out|reconstruct"),
    ("agreement", r"deal|agree|accord|treaty|settle|peace|pact|sign\b|signature"),
    ("political process", r"(?:political|peace) process|transition"),
    ("return", r"return|repatriat"),
    ("disarmament", r"disarm|weapon|\barms|nuclear|missile|enrich"),
)
_NAMES = frozenset([UNSAID, *(name for name, _ in _STEPS)])
_SMALL_WORDS = """a an the of to in on for and or any all be is are was were will would can could must should has have
    had that this its their his her our with from by at as it they we he she before until begin start"""
_SMALL = frozenset(_SMALL_WORDS.split())
_WORD = re.compile(r"[^\W_]+(?:['’][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Waiting:
    """One condition of one party and what became of it: `history` holds its statements, oldest first.

    `holder` is who sets it, `speaks_for` for whom, `on_word_of` who said so where that was somebody else. The words
    are those of the statement that tells most, `gate_goes_on` and `demand_is_bar` as in `Condition`; `state` is the
    latest.
    """

    holder: str
    speaks_for: str | None
    gate: str | None
    demand: str | None
    whom: str | None
    state: ConditionState
    history: tuple[StatedCondition, ...]
    on_word_of: str | None = None
    gate_goes_on: bool = False
    demand_is_bar: bool = False

    @property
    def party(self) -> str:
        """The state or body behind the holder, else the holder."""
        return self.speaks_for or self.holder

    @property
    def latest(self) -> StatedCondition:
        """The statement that tells the state."""
        return self.history[-1]

    @property
    def confidence(self) -> float:
        """How sure the surest of its statements is."""
        return max(row.condition.confidence for row in self.history)


@dataclass(frozen=True, slots=True)
class Deadlock:
    """Two parties, each of which makes the other's step come first."""

    one: Waiting
    other: Waiting
    why: str


@dataclass(frozen=True, slots=True)
class Gate:
    """A step, and everybody who waits with it."""

    name: str
    waiting: tuple[Waiting, ...]


@dataclass(frozen=True, slots=True)
class WhoWaits:
    """The conditions of a record: by gate, those with most first, and the deadlocks among them."""

    gates: tuple[Gate, ...]
    deadlocks: tuple[Deadlock, ...]

    def __iter__(self) -> Iterator[Waiting]:
        return (one for gate in self.gates for one in gate.waiting)

    def __len__(self) -> int:
        return sum(len(gate.waiting) for gate in self.gates)


# --- from a ledger --------------------------------------------------------------------------------------------


def refresh(ledger: Ledger, watch: Callable[[int], None] = lambda done: None) -> int:
    """How many attributions had to be searched for conditions; afterwards all have been.

    `watch` is told how many are done. Raises LedgerError where the ledger cannot be written.
    """
    done = itertools.count(1)

    def search(text: str, lead: int, manner: Manner) -> Sequence[Condition]:
        watch(next(done))
        return _search(text, lead, manner)

    return ledger.refresh_conditions(search, VERSION)


def _search(text: str, lead: int, manner: Manner) -> Sequence[Condition]:
    return extract(text, lead=lead, manner=manner)


def stated(ledger: Ledger, question: Question | None = None, issue: Issue | None = None) -> tuple[StatedCondition, ...]:
    """The conditions of the record, oldest first; with `issue`, of the statements that can be about it."""
    found = ledger.conditions(question)
    if issue is None:
        return found
    coded = ledger.coded_on([line.digest for line in ledger.issues(issue.id)])
    return tuple(row for row in found if row.statement in coded or _holds(row.text, issue.about))


def _holds(text: str, words: Sequence[str]) -> bool:
    """Whether one of the words or phrases stands in the text, whole and in any case."""
    return any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text, re.IGNORECASE) for word in words)


# --- pure -----------------------------------------------------------------------------------------------------


def waiting(rows: Iterable[StatedCondition]) -> WhoWaits:
    """Who waits for whom, from conditions in the order of their days, undated last.

    A later statement of the same party on the same step and demand tells what became of the condition.
    """
    groups = _Groups()
    for row in sorted(rows, key=lambda r: (r.earliest is None, r.earliest or r.latest, r.statement)):
        groups.add(row)
    found = [_of_group(group) for group in groups.all]
    return WhoWaits(_by_gate(found), tuple(_deadlocks(found)))


def keep(found: WhoWaits, states: Sequence[ConditionState] = ()) -> WhoWaits:
    """Those that stand so now, and the deadlocks among them; all for no states."""
    if not states:
        return found
    gates = (Gate(g.name, tuple(one for one in g.waiting if one.state in states)) for g in found.gates)
    locks = tuple(d for d in found.deadlocks if d.one.state in states and d.other.state in states)
    return WhoWaits(tuple(gate for gate in gates if gate.waiting), locks)


def is_held_by(row: StatedCondition, name: str) -> bool:
    """Whether the words of the statement name somebody of that name, or for whom it is, as the one who sets it."""
    holder, speaks_for, word = _holder(row)
    return word is not None and any(_names(name, each) for each in (holder, speaks_for) if each)


@lru_cache(maxsize=KNOWN)
def gate_of(words: str | None) -> str:
    """The step that the words name.

    >>> gate_of("sit down at the table"), gate_of("sign the treaty"), gate_of("open the dam"), gate_of(None)
    ('talks', 'agreement', 'open the dam', 'no step named')
    """
    if words is None:
        return UNSAID
    at = [(m.start(), n) for n, (_, stems) in enumerate(_STEPS) if (m := re.search(rf"\b(?:{stems})", words.lower()))]
    return _STEPS[min(at)[1]][0] if at else words


def _holder(row: StatedCondition) -> tuple[str, str | None, str | None]:
    """Who sets the condition, for whom, and on whose word: the words of the statement where they name somebody else."""
    named = row.condition.holder
    speaker = row.speaker_name or "nobody named"
    if named is None or _names(named.text, speaker) or (row.speaks_for and _names(named.text, row.speaks_for)):
        return speaker, row.speaks_for, None
    state = state_of(named.text)
    if state is not None and state == row.speaks_for:
        return speaker, row.speaks_for, None
    return named.text, state if state != named.text else None, speaker


@lru_cache(maxsize=KNOWN)
def state_of(words: str) -> str | None:
    """The state that the words name or stand for, by itself or by its capital.

    >>> state_of("Washington"), state_of("the Russians"), state_of("the rebels")
    ('United States', 'Russia', None)
    """
    entries = gazetteer()[0]
    plain = re.sub(r"^(?:the|The)\s+", "", words)
    entry = entries.get(plain)
    return entry.state if entry is not None and entry.kind in ("state", "capital", "demonym", "people") else None


def _party(row: StatedCondition) -> str:
    holder, speaks_for, _ = _holder(row)
    return (speaks_for or holder).casefold()


class _Groups:
    """Conditions with what became of them; only those of one party are compared that share a word of their demands."""

    def __init__(self) -> None:
        self.all: list[list[StatedCondition]] = []
        self._of: dict[tuple[str, str], dict[int, None]] = defaultdict(dict)  # by party, and by party and root

    def add(self, row: StatedCondition) -> None:
        """The row goes to the first condition that it continues, else it is a new one."""
        found = (n for n in self._near(row) if any(_continues(row, other) for other in reversed(self.all[n])))
        place = next(found, len(self.all))
        if place == len(self.all):
            self.all.append([])
        self.all[place].append(row)
        party = _party(row)
        for word in ("", *_roots_of(row.condition.demand)):
            self._of[party, word][place] = None

    def _near(self, row: StatedCondition) -> Sequence[int]:
        """The places of all that the row may continue, oldest first: of what closes a step, all of the party."""
        party = _party(row)
        if row.condition.state in ("met", "dropped") and row.condition.gate is not None:
            return sorted(self._of[party, ""])
        return sorted({n for word in _roots_of(row.condition.demand) for n in self._of[party, word]})


def _roots_of(demand: Passage | None) -> frozenset[str]:
    return frozenset() if demand is None else frozenset().union(*_content(demand.text))


def _continues(row: StatedCondition, other: StatedCondition) -> bool:
    """Whether `row` speaks of the condition that `other` spoke of."""
    if _party(row) != _party(other) or row.condition.state == "rejected" != other.condition.state:
        return False
    one, two = row.condition, other.condition
    gates = one.gate is None or two.gate is None or gate_of(one.gate.text) == gate_of(two.gate.text)
    closes = one.state in ("met", "dropped")
    if one.demand is None or two.demand is None:
        return gates and closes and one.gate is not None
    return gates and _alike(one.demand.text, two.demand.text)


def _alike(one: str, other: str) -> bool:
    """Whether the two wordings share half of the shorter one's words, endings aside."""
    a, b = _content(one), _content(other)
    if not a or not b:
        return False
    shared = sum(any(x & y for y in b) for x in a)
    return shared >= ALIKE * min(len(a), len(b)) and shared > 0


@lru_cache(maxsize=KNOWN)
def _content(words: str) -> tuple[frozenset[str], ...]:
    return tuple(roots(word) for word in dict.fromkeys(_WORD.findall(words)) if word.lower() not in _SMALL)


@lru_cache(maxsize=KNOWN)
def _names(words: str, name: str) -> bool:
    """Whether the words are the name or a part of it."""
    found = {w.casefold() for w in _WORD.findall(words)} - _SMALL
    return bool(found) and found <= {w.casefold() for w in _WORD.findall(name)}


def _of_group(group: Sequence[StatedCondition]) -> Waiting:
    fullest = max(
        group, key=lambda r: (r.condition.gate is not None, r.condition.demand is not None, r.condition.confidence)
    )
    holder, speaks_for, word = _holder(fullest)
    c = fullest.condition
    gate, demand, whom = (None if part is None else " ".join(part.text.split()) for part in (c.gate, c.demand, c.whom))
    state, history = group[-1].condition.state, tuple(group)
    return Waiting(holder, speaks_for, gate, demand, whom, state, history, word, c.gate_goes_on, c.demand_is_bar)


def _by_gate(found: Sequence[Waiting]) -> tuple[Gate, ...]:
    gates: dict[str, list[Waiting]] = {}
    for one in found:
        name = gate_of(one.gate)
        gates.setdefault(name if name in _NAMES else OTHER, []).append(one)
    ordered = sorted(
        gates.items(), key=lambda item: (item[0] in (OTHER, UNSAID), item[0] == UNSAID, -len(item[1]), item[0])
    )
    return tuple(Gate(name, tuple(ones)) for name, ones in ordered)


def _deadlocks(found: Sequence[Waiting]) -> Iterator[Deadlock]:
    """Pairs that wait for each other: each one's step is the other's demand, or each must act before the same step."""
    still = [one for one in found if one.state == "set" and one.demand is not None]
    for first, second in _near_pairs(still):
        one, other = still[first], still[second]
        if one.party.casefold() == other.party.casefold():
            continue
        if _waits_for_step(one, other) and _waits_for_step(other, one):
            yield Deadlock(one, other, "each one's step is what the other demands first")
        elif gate_of(one.gate) == gate_of(other.gate) != UNSAID:
            if _must_act(one, other) and _must_act(other, one):
                yield Deadlock(one, other, f"each demands that the other act before {gate_of(one.gate)}")
            elif _is_kept_away_by(one, other) or _is_kept_away_by(other, one):
                yield Deadlock(one, other, "what one demands is what keeps the other away")


def _near_pairs(still: Sequence[Waiting]) -> Sequence[tuple[int, int]]:
    """The places of those that can wait for each other, in order: all others need not be compared."""
    steps: dict[str, list[int]] = defaultdict(list)  # by each root of the step that waits
    whose: dict[str, dict[tuple[str, str], list[int]]] = defaultdict(lambda: defaultdict(list))  # by step and party
    for n, one in enumerate(still):
        for word in frozenset().union(*_content(one.gate or "")):
            steps[word].append(n)
        whose[gate_of(one.gate)][one.party, one.holder].append(n)
    pairs = set()
    for n, one in enumerate(still):
        wanted = frozenset().union(*_content(one.demand or ""))
        acting = [some for who, some in whose[gate_of(one.gate)].items() if one.whom and _is_called(one.whom, *who)]
        for m in chain(*(steps[word] for word in wanted if word in steps), *acting):
            pairs.add((min(n, m), max(n, m)))
    return sorted(pair for pair in pairs if pair[0] != pair[1])


def _waits_for_step(one: Waiting, other: Waiting) -> bool:
    """Whether what `one` demands is the step that `other` withholds."""
    if one.demand is None or other.gate is None or one.demand_is_bar or other.gate_goes_on:
        return False
    return _alike(one.demand, other.gate)


def _is_kept_away_by(one: Waiting, other: Waiting) -> bool:
    """Whether what stands in the way for `one` is that `other` demands what it does."""
    if not one.demand_is_bar or one.demand is None or other.demand is None or not _must_act(one, other):
        return False
    return any(x & y for x in _content(one.demand) for y in _content(other.demand))


def _must_act(one: Waiting, other: Waiting) -> bool:
    """Whether `other` is the one who must act for `one`."""
    return one.whom is not None and _is_called(one.whom, other.party, other.holder)


@lru_cache(maxsize=KNOWN)
def _is_called(words: str, party: str, holder: str) -> bool:
    """Whether the words mean the party, or the holder who is one of it."""
    state = state_of(words)
    return (state is not None and state == party) or _names(words, party) or _names(words, holder)
