"""Which words decided: each clause left out in turn, and how far the answer moves without it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from onrecord.stance.coders.contract import Pair
from onrecord.stance.odds import Odds
from onrecord.types import Issue, Span, Utterance

MOST = 24  # clauses: a longer statement is cut more coarsely
_BOUNDARY = re.compile(
    r"(?<=[,;:.!?–—])\s+"
    r"|\s+(?=(?:but|and|or|because|since|until|unless|before|after|if|when|while|although|though|so that|that|who|which"
    r"|without|as long as|provided)\b)",
    re.IGNORECASE,
)


class Judges(Protocol):
    """`onrecord.stance.coders.model.ModelCoder` is one."""

    def odds(self, pairs: Sequence[Pair]) -> list[Odds]:
        """The odds on each pair."""
        ...


@dataclass(frozen=True, slots=True)
class Weight:
    """A stretch of the statement, and what it adds to the score: above 0 towards *for*, below towards *against*."""

    words: str
    span: Span
    shift: float


def weights(issue: Issue, utterance: Utterance, coder: Judges) -> list[Weight]:
    """The clauses of the statement in their order, each with what the score loses without it.

    One clause alone decides all there is, and is given with the whole score.
    """
    spans = clauses(utterance.text)
    shown = [utterance, *(_without(utterance, span) for span in spans if len(spans) > 1)]
    scores = [odds.score for odds in coder.odds([(issue, each) for each in shown])]
    shifts = [scores[0] - score for score in scores[1:]] or scores
    return [
        Weight(utterance.text[start:end], (start, end), round(shift, 3))
        for (start, end), shift in zip(spans, shifts, strict=True)
    ]


def clauses(text: str) -> list[Span]:
    """The stretches of a text between its marks and joining words.

    >>> [text[s:e] for text in ["We will talk, but not before they leave"] for s, e in clauses(text)]
    ['We will talk,', 'but not', 'before they leave']
    """
    cuts = [m.span() for m in _BOUNDARY.finditer(text)]
    step = -(-len(cuts) // MOST) if cuts else 1
    cuts = cuts[::step]
    starts, ends = [0, *(end for _, end in cuts)], [*(start for start, _ in cuts), len(text)]
    return [(start, end) for start, end in zip(starts, ends, strict=True) if text[start:end].strip()]


def _without(utterance: Utterance, span: Span) -> Utterance:
    """The utterance without these words, in its context too."""
    text = utterance.text
    rest = " ".join((text[: span[0]] + text[span[1] :]).split())
    context = utterance.context
    return replace(utterance, text=rest, context=context.replace(text, rest) if context else context)
