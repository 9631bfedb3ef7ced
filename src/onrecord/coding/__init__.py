"""The ledger's statements coded: what coders are shown, what they answer, and how far they agree."""

from onrecord.coding.compare import KINDS, Comparison, against_people, compared, comparisons, is_meant, matching
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
    "KINDS",
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
    "is_meant",
    "latest",
    "lessons",
    "matching",
    "pending",
    "utterance_of",
]
