"""A text in clauses, each with its moves: what they come to together."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from onrecord.stance.formulas.table import ANY, BAD, GOOD, LEFT_TO_THEM, move_of

_CUT = re.compile(
    r"[.;:!?–—,]+|\b(?:but|because|since|although|while|or|and|as|even without)\b|\b(?=without\b|nor\b)", re.IGNORECASE
)
# A circumstance: what is told there is none of the clause's moves.
_ASIDE = re.compile(
    r"\b(?:if|unless|before|until|when|after|as long as|in order to|so that|rather than|instead of)\b[^,.;:!?]*",
    re.IGNORECASE,
)
_FIRST = re.compile(
    r"""\b(?:no|not|never|cannot|\w+n[’']t|refus\w+)\b [^.;:!?]*?
    \b(?:talks?|negotiat\w+|dialogue|sit|arms|peace|ceasefire|fight\w*|settle\w*|agreement|deal|relief|progress)\b
    [^.;:!?]*? \b(?:until|before|unless|if\snot)\b""",
    re.IGNORECASE | re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause by its moves: the product of their signs, the sum of their forces, their names, their words."""

    text: str
    sign: int
    force: float
    names: tuple[str, ...]
    words: tuple[str, ...]

    @property
    def is_left_to_them(self) -> bool:
        """Whether it leaves the matter to those whom it concerns."""
        return LEFT_TO_THEM in self.names


@lru_cache(maxsize=1024)
def clauses(text: str) -> tuple[Clause, ...]:
    """The clauses in which moves are made.

    Who will not talk *until* something is done asks for it.

    >>> [(c.sign, c.words) for c in clauses("Orlic cannot be forced out")]
    [(1, ('cannot', 'forced out'))]
    >>> [(c.sign, c.words) for c in clauses("No talks until he resigns")]
    [(-1, ('must', 'resigns'))]
    >>> clauses("Orlic arrived in Sarn")
    ()
    """
    if first := _FIRST.search(text):
        text = "must " + text[first.end() :]
    parts = _CUT.split(_ASIDE.sub(" ", text))
    return tuple(clause for part in parts if part.strip() and (clause := _clause(part)).words)


def _clause(text: str) -> Clause:
    """One clause; a judgement counts once, and what is judged bad is not made good by the words after it."""
    sign, force = 1, 0.0
    names: list[str] = []
    words: list[str] = []
    for match in ANY.finditer(text):
        move = move_of(match)
        if BAD in names and move.name in (BAD, GOOD):
            continue
        sign, force = sign * move.sign, force + move.force
        names.append(move.name)
        words.append(match[0])
    return Clause(text, sign, force, tuple(names), tuple(words))
