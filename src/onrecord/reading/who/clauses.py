"""Where clauses begin, and for how long who spoke or was named is still meant: what every pronoun asks."""

from __future__ import annotations

from onrecord.reading.who.lexicon import words
from onrecord.reading.who.turns import Turn
from onrecord.reading.who.view import View
from onrecord.types import Speaker

LONG_AGO = 4
"""Sentences without a word of the last speaker after which another who is named is meant."""


def again(turn: Turn, why: str) -> Speaker:
    """Who took that turn speaks again, for that reason, and no surer than nine times in ten."""
    s = turn.speaker
    return Speaker(s.actor, s.name, s.kind, s.role, s.speaks_for, min(s.confidence, 0.9), why)


def opens_clause(view: View, k: int, start: int) -> bool:
    """Whether a clause of the sentence that begins at `start` can begin with token `k`."""
    before = view.scene.frame.tokens[k - 1] if k > 0 and view.scene.frame.tokens[k - 1].start >= start else None
    return before is None or before.word in (",", '"', "”", "“", ":", ";", "-", "–", "—", "•") or before.low in JOINING


JOINING = words("""
    but and while as when after before because although that if since until where however then meanwhile
    """)
