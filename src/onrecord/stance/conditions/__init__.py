"""Conditions: what must happen before the next step, in the words of those who set, reject, meet or drop them."""

from onrecord.stance.conditions.extract import STATES, VERSION, extract

__all__ = ["STATES", "VERSION", "extract"]
