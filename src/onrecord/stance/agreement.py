"""How far coders agree: Krippendorff's alpha, confusion, accuracy against coverage. Who abstains gives no value."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from onrecord.types import StanceLabel

Pair = tuple[StanceLabel, StanceLabel]
SIDES: tuple[StanceLabel, ...] = ("for", "against", "neither", "unrelated")
DRAWS = 2000  # bootstrap samples: enough for two digits of a 95 % interval
SEED = 20310307
THRESHOLDS = (0.0, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95)


@dataclass(frozen=True, slots=True)
class Interval:
    """A 95 % interval."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Agreement:
    """Two coders on the statements that both answered.

    `alpha` is None where it is not defined: fewer than two statements, or one label throughout. `abstained` counts
    those on which one of them was unsure; they count in nothing else.
    """

    pairs: tuple[Pair, ...]
    alpha: float | None
    interval: Interval | None
    agreed: int
    abstained: int

    @property
    def both(self) -> int:
        """How many statements both answered."""
        return len(self.pairs)


def agreement(answers: Iterable[Pair]) -> Agreement:
    """The agreement of two coders, from their labels on each statement that both coded."""
    told = list(answers)
    pairs = tuple(pair for pair in told if "unsure" not in pair)
    return Agreement(
        pairs=pairs,
        alpha=alpha(pairs),
        interval=bootstrap(pairs),
        agreed=sum(one == other for one, other in pairs),
        abstained=len(told) - len(pairs),
    )


def alpha(pairs: Sequence[Pair]) -> float | None:
    """Krippendorff's alpha for two coders, nominal data, no missing values; None where it is not defined.

    Krippendorff (2011), Computing Krippendorff's alpha-reliability, section C.

    >>> alpha([("for", "for"), ("against", "against"), ("for", "against"), ("for", "for")])
    0.533
    >>> alpha([("for", "for")] * 9) is None
    True
    """
    value = float(_alphas(_counts(pairs)[None])[0])
    return None if np.isnan(value) else round(value, 3)


def bootstrap(pairs: Sequence[Pair], draws: int = DRAWS) -> Interval | None:
    """The 95 % interval of alpha when statements are drawn anew with replacement; the same for the same pairs.

    Draws on which alpha is not defined are left out; None where it never is.
    """
    if len(pairs) < 2:
        return None
    counts = _counts(pairs)
    rng = np.random.default_rng(SEED)
    drawn = rng.multinomial(len(pairs), counts.ravel() / len(pairs), size=draws).reshape(draws, *counts.shape)
    found = _alphas(drawn)
    found = found[~np.isnan(found)]
    if not len(found):
        return None
    low, high = np.percentile(found, (2.5, 97.5))
    return Interval(round(float(low), 3), round(float(high), 3))


def _counts(pairs: Sequence[Pair]) -> np.ndarray[tuple[int, int], np.dtype[np.int64]]:
    """How often each label of the one met each label of the other [4, 4]."""
    out = np.zeros((len(SIDES), len(SIDES)), np.int64)
    for one, other in pairs:
        out[SIDES.index(one), SIDES.index(other)] += 1
    return out


def _alphas(counts: np.ndarray[tuple[int, ...], np.dtype[np.int64]]) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Alpha of each table [n, 4, 4]; nan where it is not defined."""
    units = counts.sum((1, 2)).astype(float)
    agreed = np.trace(counts, axis1=1, axis2=2)
    values = 2 * units
    freq = counts.sum(1) + counts.sum(2)
    with np.errstate(divide="ignore", invalid="ignore"):
        expected = (freq * (freq - 1)).sum(1) / (values * (values - 1))
        found = (agreed / units - expected) / (1 - expected)
    return np.where((units > 1) & (expected < 1), found, np.nan)


def confusion(pairs: Iterable[Pair]) -> dict[Pair, int]:
    """How often each label of the one coder met each label of the other."""
    return dict(Counter(pairs))


@dataclass(frozen=True, slots=True)
class Cut:
    """What is left of a coder's answers at and above a confidence, and how many of them a person gives too."""

    threshold: float
    answered: int
    of: int
    right: int


Judged = tuple[StanceLabel, float, StanceLabel]  # a coder's label and its confidence, and a person's label


def cuts(answers: Iterable[Judged], thresholds: Sequence[float] = THRESHOLDS) -> list[Cut]:
    """Accuracy against coverage: what a coder's answers are worth against people's where it answers above a threshold.

    *Unrelated* and *neither* are one: neither takes a side. Thresholds that change nothing are left out.

    >>> [(c.threshold, c.answered, c.right) for c in cuts([("for", 0.55, "against"), ("for", 0.9, "for")])]
    [(0.0, 2, 1), (0.6, 1, 1)]
    """
    told = [(label, sure, person) for label, sure, person in answers if person != "unsure"]
    found: list[Cut] = []
    for threshold in thresholds:
        kept = [(label, person) for label, sure, person in told if label != "unsure" and sure >= threshold]
        cut = Cut(threshold, len(kept), len(told), sum(_plain(label) == _plain(person) for label, person in kept))
        if not found or cut.answered < found[-1].answered:
            found.append(cut)
    return [cut for cut in found if cut.answered or cut is found[0]]


def _plain(label: StanceLabel) -> StanceLabel:
    return "neither" if label == "unrelated" else label
