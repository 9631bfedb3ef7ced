"""The stock formulas of diplomacy, read in a statement and in the ends of an issue, and what they say between them."""

from onrecord.stance.formulas.vote import SILENT, Ends, Vote

__all__ = ["SILENT", "Ends", "Vote"]
