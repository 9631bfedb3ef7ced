"""Figures of one thing held against each other: where they differ, and where outlets agree."""

from __future__ import annotations

import heapq
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from onrecord.positions.conflicts.model import Agreement, Conflict, Party
from onrecord.positions.conflicts.tellings import COUNTED, CURRENCIES, Telling

OPTIONS = 25  # other figures that one is held against: those whose sentences share most of its rarer words
COMMON = 400  # figures of one kind that stand beside a word; a more frequent one brings nothing together
SHARED, NAMED = 3, 1  # words that the sentences have in common, and how many of them are names
ALIKE = 0.5  # of the shorter sentence's words are in the other, where nothing else tells that they are of one thing
LOCALLY = 2  # words that stand next to both figures
FAR = 5  # of them, where the reports are more than DAYS apart
DAYS = 4  # between two reports of one event
YEARLESS = 1000.0  # the place in the calendar of a day whose year is not told lies below
UNTOLD = 1  # more of them, where nothing tells what became of the counted
MOST = 3  # conflicts told of one matter: those of the figures that most outlets tell


_UNITS = "mile kilometer kilometre km meter metre foot feet inch yard degree point ton tonne litre liter gallon acre"
_LENGTHS = frozenset(_UNITS.split())


@dataclass(frozen=True, slots=True)
class Match:
    """Two figures of one thing: `score` tells how much their sentences have in common."""

    one: Telling
    other: Telling
    score: float
    shared: tuple[str, ...]
    doubts: tuple[str, ...]


@dataclass(slots=True)
class Figures:
    """The figures of all reports by what they count, and by the words that stand beside them."""

    tellings: list[Telling] = field(default_factory=list)
    known: dict[tuple[str, str], set[float]] = field(default_factory=lambda: defaultdict(set))
    places: dict[tuple[str, str], list[int]] = field(default_factory=lambda: defaultdict(list))

    def add(self, some: Iterable[Telling]) -> None:
        """Take figures in."""
        for telling in some:
            for word in telling.context | telling.names:
                if len(held := self.places[telling.unit, word]) <= COMMON:  # one more tells that it is common
                    held.append(len(self.tellings))
            self.known[telling.report.id, telling.unit].add(telling.value)
            self.tellings.append(telling)

    def parting(self, matches: Iterable[Match]) -> Iterator[Match]:
        """The matches whose figures cannot both be true of one thing.

        A report that tells both figures itself tells them of two things, or of a part and a whole.
        """
        for m in matches:
            both = any(
                other.value in self.known[one.report.id, one.unit] | one.numbers
                for one, other in ((m.one, m.other), (m.other, m.one))
            )
            if parts(m) and (m.one.is_large is not None or (near(m) and not both) or _within(m)):
                yield m

    def matches(self) -> Iterator[Match]:
        """The pairs that tell one thing, each once."""
        options = [self._options(n, telling) for n, telling in enumerate(self.tellings)]
        for n, telling in enumerate(self.tellings):
            for m in options[n]:
                if m > n or n not in options[m]:
                    found = match(telling, self.tellings[m])
                    if found is not None:
                        yield found

    def _options(self, n: int, telling: Telling) -> list[int]:
        shared: Counter[int] = Counter()
        for word in telling.context | telling.names:
            places = self.places[telling.unit, word]
            if len(places) <= COMMON:
                shared.update(places)
        del shared[n]
        return [m for m, _ in heapq.nsmallest(OPTIONS, shared.items(), key=lambda s: (-s[1], s[0]))]


def match(one: Telling, other: Telling) -> Match | None:
    """The pair where both tell the same thing of the same event, as far as their sentences show; else None.

    The unit, and what became of the counted, are the same; the sentences share names and other words; neither names
    other days; one is not a count that goes on where the other is of one occasion.
    """
    if one.unit != other.unit or one.measure != other.measure or _same_voice(one, other):
        return None
    if one.scopes and other.scopes and not one.scopes & other.scopes:
        return None
    if one.grows != other.grows and one.measure in COUNTED:
        return None
    shared = one.context & other.context
    named = one.names & other.names
    gap = _gap(one, other)
    least = FAR if gap is None or gap > DAYS else SHARED
    if (one.measure is None and one.is_large is None) or one.is_date:
        least += UNTOLD
    if len(shared | named) < least or len(named) < NAMED:
        return None
    smaller = min(len(one.context | one.names), len(other.context | other.names))
    score = len(shared | named) / max(smaller, 1)
    if score < 0.25:
        return None
    doubts = []
    if gap is None:
        doubts.append("the day of one report is unknown")
    elif gap > DAYS:
        doubts.append(f"the reports are {gap} days apart")
    if one.scopes != other.scopes:
        doubts.append("only one of them names its days")
    mods = [frozenset(w.casefold() for w in t.noun.split()[:-1]) for t in (one, other)]
    if mods[0] and mods[1] and not mods[0] & mods[1]:
        doubts.append("the counted are described differently")
    if one.is_large is not None:
        doubts.append("what is weighed may not be the same")
    return Match(one, other, score, tuple(sorted(shared | named)), tuple(doubts))


def _same_voice(one: Telling, other: Telling) -> bool:
    """Whether one side tells both, or one statement holds both."""
    if one.report.id == other.report.id:
        if one.voiced is None or other.voiced is None:
            return True  # an outlet that tells a figure and quotes another one has told what it thinks of both
        return bool(one.voiced.sides & other.voiced.sides) or one.voiced.statement == other.voiced.statement
    return one.voiced is not None and other.voiced is not None and one.voiced.statement == other.voiced.statement


def _gap(one: Telling, other: Telling) -> int | None:
    """The days between two reports, 0 where they meet, None where one is unknown."""
    a, b = one.report, other.report
    if a.earliest is None or b.earliest is None:
        return None
    return max((b.earliest - (a.latest or a.earliest)).days, (a.earliest - (b.latest or b.earliest)).days, 0)


def near(m: Match) -> bool:
    """Whether what stands nearest to both figures is alike too, and the reports are of the same days."""
    if any(d.startswith("the reports are") for d in m.doubts) and not _lasting(m):
        return False
    return _locally(m)


def _lasting(m: Match) -> bool:
    """Whether the figures count deeds that stay what they were, as vetoes do; the dead and the freed grow more."""
    counts = m.one.measure not in (None, *COUNTED) and m.one.unit not in _LENGTHS
    return counts and len(m.shared) > FAR and m.score >= ALIKE


def _within(m: Match) -> bool:
    """Whether one report tells both figures on the word of two sides, in two sentences: it sets them side by side."""
    apart = m.one.sentence != m.other.sentence and m.one.unit != "%"
    return m.one.report.id == m.other.report.id and apart and _locally(m) and m.score >= ALIKE


def _locally(m: Match) -> bool:
    """Whether what stands next to the figures is alike: more of it where no word tells what became of the counted.

    Shares and sums of money are of anything: who gave, who was asked.
    """
    shared = len(m.one.local & m.other.local)
    if m.one.measure is None or m.one.unit in ("%", *CURRENCIES):
        return shared > LOCALLY and m.score >= ALIKE
    return shared >= LOCALLY


def parts(m: Match) -> bool:
    """Whether the two figures cannot both be true; a later one that is higher updates the earlier one."""
    one, other = m.one, m.other
    if one.is_large is not None:
        return one.is_large != other.is_large
    if one.low <= other.high and other.low <= one.high:
        return False
    if one.is_date:
        return (one.value > YEARLESS) == (other.value > YEARLESS)  # one with its year is not held against one without
    early, late = (one, other) if _before(one, other) else (other, one)
    return not (_before(early, late) and late.value >= early.value)


def _before(one: Telling, other: Telling) -> bool:
    a, b = one.report, other.report
    return a.latest is not None and b.earliest is not None and a.latest < b.earliest


def agrees(m: Match) -> bool:
    """Whether both tell the same number."""
    one, other = m.one, m.other
    return one.is_large is None and one.value == other.value and one.exact == other.exact


# --- the result -------------------------------------------------------------------------------------------------


def conflicts(matches: Iterable[Match]) -> Iterator[Conflict]:
    """A conflict for each pair of parting figures of one matter; who tells the same figure stands on one side."""
    for group in _matters(matches):
        seen: set[tuple[float, float]] = set()
        for m in sorted(group, key=_rank):
            values = (min(m.one.value, m.other.value), max(m.one.value, m.other.value))
            if values in seen or len(seen) >= MOST:
                continue
            seen.add(values)
            yield _conflict(m, group)


def _rank(m: Match) -> tuple[float, str, int]:
    return (-_sure(m), m.one.report.id, m.one.start)


def _sure(m: Match) -> float:
    base = 0.35 + 0.5 * min(m.score, 1.0) + 0.02 * min(len(m.shared), 8)
    base -= 0.1 * len(m.doubts)
    return round(max(0.05, min(base, 0.9)), 3)


def _conflict(m: Match, group: Sequence[Match]) -> Conflict:
    def tell(t: Telling) -> tuple[Telling, ...]:
        same = [t, *(x for g in group for x in (g.one, g.other) if x.value == t.value and x.is_large == t.is_large)]
        return tuple({(x.report.id, x.start): x for x in same}.values())

    thing = "figures of one weight" if m.one.is_large is not None else "figures of one count"
    thing = "days of one event" if m.one.is_date else thing
    why = f"{thing}; the sentences share {', '.join(m.shared[:8])}"
    return Conflict("numbers", _about(m.one), _party(tell(m.one)), _party(tell(m.other)), _sure(m), why, m.doubts)


def _about(t: Telling) -> str:
    if t.is_large is not None:
        return "how much it is worth"
    if t.is_date:
        return f"the day: {t.measure}"
    noun = t.noun or t.unit
    return f"{noun} {t.measure}" if t.measure and t.measure not in noun else noun


def _party(told: Sequence[Telling]) -> Party:
    names = "; ".join(dict.fromkeys(t.side for t in told))
    return Party(names, told[0].text, tuple(t.words() for t in told))


def agreements(matches: Iterable[Match], roots: Mapping[str, frozenset[str]]) -> Iterator[Agreement]:
    """Each figure that outlets with different roots tell alike; `roots` are those of the articles."""
    for group in _matters(m for m in matches if agrees(m)):
        told = list({(t.report.id, t.start): t for m in group for t in (m.one, m.other)}.values())
        told.sort(key=lambda t: (t.report.earliest is None, t.report.earliest, t.report.id, t.start))
        firsts = list({t.report.outlet: t for t in reversed(told)}.values())[::-1]
        origins = {r for t in firsts for r in roots.get(t.report.id, frozenset((t.report.id,)))}
        if len(firsts) < 2 or len(origins) < 2:
            continue
        best = max(group, key=lambda m: (_sure(m), m.one.start))
        why = f"{len(firsts)} outlets tell the same number; the sentences share {', '.join(best.shared[:8])}"
        doubts = tuple(dict.fromkeys(d for m in group for d in m.doubts if not d.startswith("the reports are")))
        yield Agreement(_about(best.one), best.one.text, tuple(t.words() for t in firsts), _sure(best), why, doubts)


def _matters(matches: Iterable[Match]) -> list[list[Match]]:
    """The pairs, those that share a figure together."""
    every = list(matches)
    home: dict[tuple[str, int], tuple[str, int]] = {}

    def top(key: tuple[str, int]) -> tuple[str, int]:
        while home.setdefault(key, key) != key:
            home[key] = home[home[key]]
            key = home[key]
        return key

    keys = [((m.one.report.id, m.one.start), (m.other.report.id, m.other.start)) for m in every]
    for one, other in keys:
        home[top(other)] = top(one)
    found: dict[tuple[str, int], list[Match]] = defaultdict(list)
    for m, (one, _) in zip(every, keys, strict=True):
        found[top(one)].append(m)
    return list(found.values())
