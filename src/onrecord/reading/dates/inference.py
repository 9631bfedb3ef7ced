"""The days of publication that all clues together leave."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from onrecord.reading.dates import days
from onrecord.reading.dates.clues import Clue, clues
from onrecord.reading.dates.grammar import Expression
from onrecord.reading.dates.offices import Tenure
from onrecord.types import Evidence, Published

RECURS = 4500  # days: a weekday and a date meet again within 12 years at the most, over 29 February 1900 too
SET_ASIDE = "set aside, contradicts surer evidence: "


def inferred(text: str, found: list[Expression], tenures: Iterable[Tenure] = ()) -> Published:
    """Publication as far as the evidence of `text` alone bounds it; `unknown` where nothing does."""
    return combine(clues(text, found, tenures))


def combine(several: Sequence[Clue]) -> Published:
    """The days that lie in every clue, surest first; a clue that contradicts the surer ones is set aside and named.

    >>> combine([]).method
    'unknown'
    """
    left, evidence = days.ALL, []
    for clue in sorted(several, key=lambda c: -c.trust):
        both = left & clue.days
        if not both:
            evidence.append(Evidence(clue.start, clue.end, SET_ASIDE + clue.reason))
        elif both != left:
            evidence.append(Evidence(clue.start, clue.end, clue.reason))
            left = both
    return _bounded(left, evidence)


def _bounded(left: days.Days, evidence: list[Evidence]) -> Published:
    """Bounds where a clue set one; near the ends of the two centuries they are only where a recurrence falls."""
    low, high = days.earliest(left), days.latest(left)
    known_low = low if (low - days.FIRST).days > RECURS else None
    known_high = high if (days.LAST - high).days > RECURS else None
    if known_low is None and known_high is None:
        return Published()
    return Published(known_low, known_high, "inferred", tuple(evidence))
