"""The toll of one event as its reports tell it: the highest count of dead, hurt, missing, held or freed in each.

*Doctors count 31 wounded* names nothing by which the event could be told; the opening of the report does.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from onrecord.positions.conflicts.numbers import Match, parts
from onrecord.positions.conflicts.reports import Report
from onrecord.positions.conflicts.tellings import COUNTED, Telling, names_of, words_of
from onrecord.text.figures import numbers

OPENING = 3  # sentences that tell what a report is about
FIRST = 12  # sentences among which the toll of its own event stands: background comes later
SHARED, NAMED = 6, 2  # words that two openings have in common, and how many of them are names
SHARE = 0.35  # of the shorter opening's words
DAYS = 1  # between two reports
OPTIONS = 20  # reports that one is held against: those whose openings share most
COMMON = 200  # openings that hold a word; a more frequent one brings nothing together
# What makes a part of a toll: how badly, where, or who.
_PART = re.compile(
    r"\b(?:serious\w*|critical\w*|severe\w*|slight\w*|minor|light\w*|life-threatening|hospital\w*|treat\w*|clinic"
    r"|ward|most of|some of|among|of them|of whom|earlier|previous\w*|decade|worst|record|since|in 19\d\d|in 20\d\d"
    r"|still|so far)\b",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Tolls:
    """The highest count of each kind in each report, and the words that open the reports."""

    heads: list[Telling] = field(default_factory=list)
    openings: dict[str, tuple[frozenset[str], frozenset[str]]] = field(default_factory=dict)
    known: dict[str, frozenset[float]] = field(default_factory=dict)
    places: dict[tuple[str, str | None, str], list[int]] = field(default_factory=lambda: defaultdict(list))

    def add(self, report: Report, some: Iterable[Telling]) -> None:
        """Take the tolls of a dated report in."""
        if report.earliest is None:
            return
        best: dict[tuple[str, str | None], Telling] = {}
        last = report.sentences[:FIRST][-1][0][1] if report.sentences else 0
        for t in some:
            if t.measure in COUNTED and t.start < last and t.is_large is None and not t.is_date and _is_whole(t):
                key = t.unit, t.measure
                if key not in best or t.value > best[key].value:
                    best[key] = t
        if best:
            self.openings[report.id] = opening = _opening(report)
            self.known[report.id] = numbers(report.text, 0, last)
            for (unit, measure), t in best.items():
                for word in opening[0]:
                    self.places[unit, measure, word].append(len(self.heads))
                self.heads.append(t)

    def matches(self) -> Iterator[Match]:
        """The pairs of tolls of one event that cannot both be true, each once."""
        for n, telling in enumerate(self.heads):
            for m in self._options(n, telling):
                if m < n and (found := self._match(telling, self.heads[m])) is not None and parts(found):
                    yield found

    def _options(self, n: int, telling: Telling) -> list[int]:
        shared: Counter[int] = Counter()
        for word in self.openings[telling.report.id][0]:
            places = self.places[telling.unit, telling.measure, word]
            if len(places) <= COMMON:
                shared.update(places)
        del shared[n]
        return [m for m, _ in sorted(shared.items(), key=lambda s: (-s[1], s[0]))[:OPTIONS]]

    def _match(self, one: Telling, other: Telling) -> Match | None:
        (words, names), (others, other_names) = self.openings[one.report.id], self.openings[other.report.id]
        shared, named = words & others, names & other_names
        gap = _gap(one.report, other.report)
        if one.value in self.known[other.report.id] or other.value in self.known[one.report.id]:
            return None  # one tells both: a part and the whole
        if gap > DAYS or len(shared) < SHARED or len(named) < NAMED:
            return None
        score = len(shared) / max(min(len(words), len(others)), 1)
        if score < SHARE or (one.scopes and other.scopes and not one.scopes & other.scopes):
            return None
        doubts = ("both were printed on one day: the higher count may be the later one",) if gap == 0 else ()
        return Match(one, other, score, tuple(sorted(named | set(sorted(shared - named)[:4]))), doubts)


def _is_whole(telling: Telling) -> bool:
    return not telling.noun.casefold().startswith("of ") and _PART.search(telling.beside) is None


def _opening(report: Report) -> tuple[frozenset[str], frozenset[str]]:
    """The content words that open a report, and the names among them."""
    some = report.sentences[:OPENING]
    text = f"{report.title or ''}. " + (report.text[some[0][0][0] : some[-1][0][1]] if some else "")
    return words_of(text), names_of(text)


def _gap(one: Report, other: Report) -> int:
    if one.earliest is None or other.earliest is None:
        return DAYS + 1
    return max(
        (other.earliest - (one.latest or one.earliest)).days, (one.earliest - (other.latest or other.earliest)).days, 0
    )
