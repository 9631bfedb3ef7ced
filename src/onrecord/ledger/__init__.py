"""The record on disk: evidence that never changes, questions to it, and judgements on top."""

from onrecord.ledger.checks import Finding
from onrecord.ledger.ledger import Ledger
from onrecord.ledger.lines import Line, Lines
from onrecord.ledger.questions import Question
from onrecord.ledger.search import Hit

__all__ = ["Finding", "Hit", "Ledger", "Line", "Lines", "Question"]
