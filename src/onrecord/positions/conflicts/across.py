"""Opposite readings in different articles: a denial of what another prints, or both ends of an issue on one text."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from onrecord.positions.conflicts.denials import NEGATION
from onrecord.positions.conflicts.readings import (
    SHARED,
    SURE,
    TELLS,
    Pair,
    negation,
    opposed,
    opposite_labels,
    read_one_text,
    reads,
    stems,
)
from onrecord.positions.conflicts.referents import Referent, about
from onrecord.positions.conflicts.reports import Report, Voiced

ACROSS = 0.7  # of the shorter one's content words are in the other, where two articles print them
DAYS = 7  # between two reports of one affair
OPTIONS = 20  # statements of other articles that a denial is held against: those that share most of its rarer words
COMMON = 300  # statements that hold a word; a more frequent one brings nothing together
EACH = 40  # statements on one text that are held against each other
# Names that many texts share: they tell which body wrote one, not which one it is.
_BODIES = frozenset({"un", "u.n", "united", "nations", "security", "council", "us", "u.s", "eu", "european", "union"})


@dataclass(slots=True)
class Across:
    """Statements of all articles by their content words; those that deny are held against those that do not."""

    voices: list[Voiced] = field(default_factory=list)
    places: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))

    def add(self, voices: Iterable[Voiced]) -> None:
        """Take the statements in that can answer others."""
        for voiced in voices:
            if voiced.confidence < SURE or not voiced.sides or voiced.modality != "asserted" or voiced.depth:
                continue
            found = stems(voiced.text)
            if len(found) >= SHARED and TELLS.search(voiced.cue):
                for word in found:
                    if len(some := self.places[word]) <= COMMON:  # one more tells that it is common
                        some.append(len(self.voices))
                self.voices.append(voiced)

    def pairs(self) -> Iterator[Pair]:
        """The pairs of different articles, within days of each other, of which one denies what the other says."""
        for n, voiced in enumerate(self.voices):
            if not (voiced.polarity == "denied" or NEGATION.search(voiced.text)):
                continue
            for m in self._options(n, stems(voiced.text)):
                found = self._pair(voiced, self.voices[m])
                if found is not None:
                    yield found

    def _options(self, n: int, words: frozenset[str]) -> list[int]:
        shared: Counter[int] = Counter()
        for word in words:
            if len(self.places[word]) <= COMMON:
                shared.update(self.places[word])
        del shared[n]
        return [m for m, _ in sorted(shared.items(), key=lambda s: (-s[1], s[0]))[:OPTIONS]]

    def _pair(self, one: Voiced, other: Voiced) -> Pair | None:
        if one.article == other.article or not opposed(one, other) or not _near(one, other):
            return None
        return negation(one, other, ACROSS)


def _near(one: Voiced, other: Voiced) -> bool:
    """Whether both can have been said within some days; those without a day never are."""
    if one.earliest is None or other.earliest is None:
        return False
    ends = [v.latest or v.earliest for v in (one, other)]
    gap = max((other.earliest - ends[0]).days, (one.earliest - ends[1]).days, 0)  # type: ignore[operator]
    return gap <= DAYS


@dataclass(slots=True)
class Texts:
    """Statements that stand on an issue and are about a document that a name tells from others, by that name."""

    by_name: dict[str, list[tuple[Voiced, Referent]]] = field(default_factory=lambda: defaultdict(list))

    def add(self, report: Report) -> None:
        """Take the statements of a report in."""
        for voiced in report.voices:
            if voiced.label not in ("for", "against") or voiced.confidence < SURE or not voiced.sides:
                continue
            text = about(report, voiced, reads=True)
            if text is not None and text.is_document:
                for name in text.names - _BODIES:
                    self.by_name[name].append((voiced, text))

    def pairs(self) -> Iterator[Pair]:
        """The pairs of different articles that read one document to opposite ends of the issue."""
        for some in self.by_name.values():
            few = sorted(some, key=lambda found: (-(found[0].sure or 1.0), found[0].key))[:EACH]
            for n, (one, text) in enumerate(few):
                for other, other_text in few[n + 1 :]:
                    fits = text.can_be(other_text) and one.article != other.article and opposed(one, other)
                    if fits and opposite_labels(one, other):
                        yield read_one_text(one, other, text, both=reads(one) and reads(other))
