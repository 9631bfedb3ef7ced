"""The ledger's statements coded: what coders are shown, what they answer, and how far they agree."""

from onrecord.coding.compare import Comparison, against_people, compared, comparisons, matching
from onrecord.coding.run import Tally, code, pending
from onrecord.coding.shown import (
    blind_order,
    candidates,
    disputed,
    doubtful,
    find_issue,
    latest,
    lessons,
    utterance_of,
)

__all__ = [
    "Comparison",
    "Tally",
    "against_people",
    "blind_order",
    "candidates",
    "code",
    "compared",
    "comparisons",
    "disputed",
    "doubtful",
    "find_issue",
    "latest",
    "lessons",
    "matching",
    "pending",
    "utterance_of",
]
