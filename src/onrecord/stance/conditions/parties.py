"""Who must act, and who sets the condition, in the words of one sentence."""

from __future__ import annotations

import re

from onrecord.stance.conditions.clauses import clause_start, trimmed
from onrecord.stance.conditions.frames import Found
from onrecord.stance.conditions.words import is_pronoun, is_time, speaks_of_a_step, verb_at
from onrecord.types import Span

_OWNER = re.compile(r"(?:the |a |an )?([\w-]+(?: [\w-]+){0,3}?)'s? ")
_DETERMINED = re.compile(r"(?:the|a|an|its|their|his|her|our|all|both|any)\b")
_NOBODY = re.compile(r"no\b|\w+ing\b|.*\b(?:that|which|who)\b")
_PASSIVE = re.compile(r"\b(?:is|are|be|been|were|was)\s(?:\w+ly\s)?\w+(?:ed|en|un|ut|et)\b")
_BY_WHOM = re.compile(r"\sby\s((?:the |its |all )?[\w'-]+(?: [\w'-]+){0,2})")
_BY = re.compile(r"(?:[\w'-]+\s){1,4}?(?:by|from)\s((?:the |its |all )?[\w'-]+(?: [\w'-]+){0,2})")


def whom(told: str, low: str, found: Found) -> Span | None:
    """Who must act, where the words of the demand name somebody: its subject, its owner, or whom *by* names."""
    if not found.demand:
        return None
    start, end = found.demand[0]
    words = low[start:end]
    span = _actor(words)
    span = None if span is None else trimmed(low, start + span[0], start + span[1])
    return span if span is not None and _can_act(told[slice(*span)]) else None


def _actor(words: str) -> Span | None:
    verb = verb_at(words)
    if verb is not None:
        passive = _PASSIVE.search(words)
        by = _BY_WHOM.match(words, passive.end()) if passive else None
        return (by.span(1) if by else None) if passive else (0, len(words[:verb].split(" to ")[0]))
    owner = _OWNER.match(words) or _BY.match(words)
    return owner.span(1) if owner else None


def _can_act(words: str) -> bool:
    """Whether the words, in their own letters, can name somebody who does a thing: no pronoun, no day."""
    low = words.lower()
    named = words[:1].isupper() or low.endswith("s") or _DETERMINED.match(low)
    return bool(named) and len(words) <= 60 and not (is_pronoun(low) or is_time(low) or _NOBODY.match(low))


_SETS = re.compile(
    r"\b(?:demand(?:s|ed)|(?<=s )(?:demand|insist|refuse|say|want)|insist(?:s|ed)|requir(?:es|ed)|refus(?:es|ed)|says"
    r"|said|want(?:s|ed)|reject(?:s|ed)|ruled out|rules out|urge[sd]|call(?:s|ed) (?:for|on)|vow(?:s|ed)|pledge[sd]"
    r"|promise[sd]|warn(?:s|ed)|set|sets|made|makes)\b"
)


_BLAMED = re.compile(
    r"\b((?:the |its )?[\w'-]+(?: [\w'-]+){0,3}) (?:for|of) (?:setting|imposing|laying down"
    r"|attaching)\b"
)
_OWNED = re.compile(
    r"\b(?:demands?|conditions?|insistence|position|calls?|ultimatum) (?:of|by|from) ((?:the |its "
    r"|all )?[\w'-]+(?: [\w'-]+){0,3}) (?:that|for)\b"
)


def holder(words: str, low: str, found: Found, lead: int) -> Span | None:
    """The words that name who sets it, where that is not the speaker: the subject of the withholding or demanding."""
    first = min(s for s, _ in (*found.gate, *found.demand))
    owners = [*_OWNED.finditer(low, max(lead, 0), first), *_BLAMED.finditer(low, max(lead, 0), found.cue[1])]
    if owners:
        return owners[-1].span(1)
    verbs = list(_SETS.finditer(low, max(lead, 0), first))
    ends = [v.start() for v in verbs[-1:]]
    if found.main is not None and found.main.mood in ("withheld", "offered", "offered only", "kept") and not ends:
        ends = [found.main.opening[0]]
    for end in ends:
        span = trimmed(low, max(clause_start(low, end), lead, 0), end)
        if span and _is_a_party(words[slice(*span)]) and not any(s <= span[0] < e for s, e in found.gate):
            return span
    return None


_NOT_A_PARTY = re.compile(
    r"\b(?:to|for|by|in|on|with|and|at|into|from|not|likely|while|as|than)\b|^(?:fair|easy|hard|ready|willing|able|it"
    r"|there|here|then|now)\b"
)


def _is_a_party(words: str) -> bool:
    """Whether the words, in their own letters, can be the name of somebody or some body."""
    low = words.lower()
    named = any(word[0].isupper() for word in words.split()) or low.startswith(
        ("the ", "a ", "an ", "its ", "their ", "his ")
    )
    return (
        named
        and len(low.split()) <= 6
        and not is_pronoun(low)
        and verb_at(low) is None
        and not _NOT_A_PARTY.search(low)
        and (
            not speaks_of_a_step(low)
            or re.search(r"\b(?:government|support|union|council|members?|movement|front)", low) is not None
        )
    )
