"""How the ways of saying a thing bear on where it stands: denials, questions, suppositions, words at second hand."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from onrecord.types import Manner, Stance, StanceLabel, Utterance

DENIED = 0.85  # of the confidence that is left where a denial turns the side: who denies one end may not hold the other
OPEN = 0.8  # the same where a question or a supposition is not put forward as what the speaker holds
# The same where only names of the issue are there: read against the texts, 3 of 74 such sides were right.
BARE = 0.7
# The same where the words of the issue stand beside the statement only: read against the texts, 3 of 9 were right.
BESIDE = 0.75
HALF = 0.5  # the chance of being about the issue below which no side means unrelated
LEAD = 90  # characters before the words in which a cue can stand

_DENIAL = re.compile(
    r"""\b(?: den(?:y|ies|ied|ying)(?:\s+(?:reports?|claims?|suggestions?|rumou?rs?|having\s+said))?
        | (?:did|does|do|has|have|had|would)(?:\s+not|n['’]t)\s+(?:say|said|claim(?:ed)?|suggest(?:ed)?|mean|meant)
        | never\s+(?:said|claimed|suggested|meant)
        )\b [^.!?“”"]*$""",
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Odds:
    """Chances of the three sides, which sum to 1: `neither` holds what is not about the issue too.

    `related` is the chance that the words are about it, None if unknown; `confidence` that the likeliest side is right.
    """

    for_: float
    against: float
    neither: float
    related: float | None
    confidence: float

    @property
    def best(self) -> StanceLabel:
        """The likeliest label."""
        sides: dict[StanceLabel, float] = {"for": self.for_, "against": self.against, "neither": self.neither}
        found = max(sides, key=sides.__getitem__)
        return "unrelated" if found == "neither" and self.related is not None and self.related < HALF else found

    @property
    def score(self) -> float:
        """From -1, against, to 1, for."""
        return round(max(-1.0, min(1.0, self.for_ - self.against)), 3)

    def stance(self, threshold: float, why: str, coder: str = "model") -> Stance:
        """The likeliest label, or `unsure` where its chance is below `threshold`.

        >>> odds = Odds(0.7, 0.2, 0.1, 0.9, 0.66)
        >>> odds.stance(0.5, "").label, odds.stance(0.7, "").label, odds.score
        ('for', 'unsure', 0.5)
        """
        label = self.best if self.confidence >= threshold else "unsure"
        return Stance(label, self.score, round(self.confidence, 3), why, coder)


def is_denied(utterance: Utterance) -> bool:
    """Whether the words are reported as denied, or as not said.

    Known by the manner; else by what stands before the words in the context.

    >>> said = Utterance("1", "the corridor would close", context="Valk denied that the corridor would close.")
    >>> is_denied(said), is_denied(Utterance("2", "it would close", context="Valk denied it. Then it would close."))
    (True, False)
    """
    if utterance.manner is not None:
        return utterance.manner.polarity == "denied"
    return _DENIAL.search(lead(utterance)) is not None


def lead(utterance: Utterance) -> str:
    """What stands before the words in their context, as far as a cue can reach.

    >>> lead(Utterance("1", "it is over", context="Valk said it is over."))
    'Valk said '
    """
    context = utterance.context or ""
    at = context.find(utterance.text)
    if at < 0 and len(utterance.text) > 32:  # words in several pieces: their beginning tells
        at = context.find(utterance.text[:32])
    return context[max(0, at - LEAD) : at] if at > 0 else ""


def weighed(
    odds: Odds, utterance: Utterance, *, is_bare: bool = False, is_beside: bool = False
) -> tuple[Odds, tuple[str, ...]]:
    """The odds as the way of saying leaves them, and the rules that bore on them, in words.

    `is_bare`: the words name who or what the issue is about, and nothing of what is asked. `is_beside`: they point at
    words of the issue that stand beside them.

    The model reads words and context together: a denial that stands in the context is in its odds already.
    """
    rules: list[str] = []
    if is_denied(utterance) and not lead(utterance):
        odds = replace(odds, for_=odds.against, against=odds.for_, confidence=odds.confidence * DENIED)
        rules.append("denied, so the sides are turned")
    manner = utterance.manner
    if manner is not None and _is_open(manner) and odds.best in ("for", "against"):
        odds = replace(odds, confidence=odds.confidence * OPEN)
        rules.append(f"a {manner.modality}: less sure" if manner.modality == "question" else "hypothetical: less sure")
    if is_bare and odds.best in ("for", "against"):
        odds = replace(odds, confidence=odds.confidence * BARE)
        rules.append("no word of what is asked: less sure")
    if is_beside and odds.best in ("for", "against"):
        odds = replace(odds, confidence=odds.confidence * BESIDE)
        rules.append("the words of the issue stand beside these: less sure")
    if utterance.ascribed_to and odds.best in ("for", "against"):
        odds = replace(odds, confidence=0.0)
        rules.append(f"the side rests on what {utterance.ascribed_to} is said to hold")
    if utterance.relayed_by:
        rules.append(f"on the word of {utterance.relayed_by}")
    return odds, tuple(rules)


def _is_open(manner: Manner) -> bool:
    return manner.modality in ("question", "hypothetical")
