"""Which end of an issue the moves of a statement speak for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from onrecord.models.asks import restates
from onrecord.stance.candidates import content_roots
from onrecord.stance.formulas.clauses import Clause, clauses
from onrecord.stance.formulas.table import ANY, ASKED, DENIED, GOOD, MOVES, REFUSED
from onrecord.stance.odds import lead
from onrecord.types import Issue, Utterance

Roots = frozenset[str]
WEAK = 0.3  # the force below which a clause says nothing: names of things that end or begin, in passing
MOST = 2.0  # what all clauses together can say
CLEAR = 1.5  # what one clause can say
ANYWHERE = 0.3  # the weight of an end's clause that shares no word; one for each shared word comes on top
SHARED = (0.7, 1.0, 1.3)  # by the words that a clause shares with that of an end: none, one, more
CUED = 0.7  # the force of a cue before the words
_CALLED = r"(?<![\w-])call\w* (?:for|on|upon)(?:\W+[\w'’-]+){0,6}\W*$"
_CUES = {
    move.name: rf"(?<![\w-])(?:{move.pattern})(?:\W+[\w'’-]+){{0,4}}\W*$"
    for move in MOVES
    if move.name in (REFUSED, ASKED, GOOD)
}
_TURNING = re.compile(_CUES[REFUSED], re.IGNORECASE)
_ASKING = re.compile(f"{_CALLED}|{_CUES[ASKED]}|{_CUES[GOOD]}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Vote:
    """What the formulas of a statement say, from -2, for `against`, to 2; 0 where they say nothing.

    `why` has the words of each clause that counted.
    """

    score: float
    why: tuple[str, ...] = ()

    @property
    def reasons(self) -> tuple[str, ...]:
        """The vote in a phrase, where there is one.

        >>> Vote(-0.75, ("“cannot … forced out”",)).reasons, Vote(0.0).reasons
        (('“cannot … forced out” speaks against by its form (0.8)',), ())
        """
        side = "for" if self.score > 0 else "against"
        words = ", ".join(self.why[:3])
        return (f"{words} speaks {side} by its form ({abs(self.score):.1f})",) if words and self.score else ()


SILENT = Vote(0.0)


@dataclass(frozen=True, slots=True)
class _End:
    """A clause of the question or of an end: its side (1 is `for`), its sign, its roots by word."""

    side: int
    sign: int
    roots: tuple[Roots, ...]


class Ends:
    """The moves of an issue's ends, to which those of statements are held.

    A clause speaks for the end whose clauses come to the same sign, those that share its words before others; so does
    one that leaves the matter to those concerned where just one end does so. An issue without ends has no say.

    >>> issue = Issue("x", "Should Orlic resign?", "Orlic must go", "Orlic may stay")
    >>> Ends(issue).vote(Utterance("1", "Orlic cannot be forced out by anybody")).score < 0
    True
    >>> Ends(issue).vote(Utterance("2", "Orlic arrived in Sarn")).score
    0.0
    """

    def __init__(self, issue: Issue) -> None:
        told = [(1, issue.question), (1, issue.for_), (-1, issue.against)]
        has_ends = bool(issue.for_ and issue.against) and not restates(issue.for_, issue.question)
        found = [(side, clause) for side, text in told for clause in clauses(text)] if has_ends else []
        ends = [(_End(side, clause.sign, _matter(clause.text)), clause) for side, clause in found]
        self._ends = [end for end, clause in ends if end.roots or clause.names != (DENIED,)]
        if self._ends and not clauses(issue.question):
            self._ends.append(_End(1, 1, _matter(issue.question)))
        left = {side for side, clause in found if clause.is_left_to_them}
        self._left = left.pop() if len(left) == 1 else 0

    def vote(self, utterance: Utterance) -> Vote:
        """What the formulas of the words say."""
        if not self._ends:
            return SILENT
        said = [(self._said(clause), clause) for clause in _cued(utterance) if clause.force >= WEAK]
        score = sum((score for score, _ in said), 0.0)
        why = tuple("“" + " … ".join(clause.words) + "”" for score, clause in said if score)
        return Vote(max(-MOST, min(MOST, score)), why)

    def _said(self, clause: Clause) -> float:
        if clause.is_left_to_them and self._left:
            return self._left * CLEAR
        own = frozenset[str]().union(*content_roots(clause.text))
        shared = [sum(not own.isdisjoint(roots) for roots in end.roots) for end in self._ends]
        weights = [ANYWHERE + n for n in shared]
        side = sum(w * end.side * end.sign for w, end in zip(weights, self._ends, strict=True)) / sum(weights)
        return clause.sign * side * min(clause.force, CLEAR) * SHARED[min(max(shared), len(SHARED) - 1)]


def _matter(text: str) -> tuple[Roots, ...]:
    """The roots of what a text speaks of, without its moves."""
    return content_roots(ANY.sub(" ", text))


def _cued(utterance: Utterance) -> Iterator[Clause]:
    """The clauses of the words; the first as the cue before it leaves it, where the words go on from there.

    >>> [c.sign for c in _cued(Utterance("1", "a second vote", context="Orlic ruled out a second vote."))]
    [-1]
    >>> [c.sign for c in _cued(Utterance("2", "A second vote is near", context="Orlic said: A second vote is near"))]
    []
    """
    found = clauses(utterance.text)
    cue = "" if utterance.text[:1].isupper() else re.split(r"[.;:!?,“\"]", lead(utterance))[-1]
    sign = -1 if _TURNING.search(cue) else 1 if _ASKING.search(cue) else 0
    if not sign:
        yield from found
        return
    first = found[0] if found else Clause(utterance.text, 1, 0.0, (), ())
    words = (" ".join(cue.split()[-3:]), *first.words)
    yield replace(first, sign=first.sign * sign, force=first.force + CUED, words=words)
    yield from found[1:]
