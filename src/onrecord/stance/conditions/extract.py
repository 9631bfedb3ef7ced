"""Conditions in the words of a statement."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.stance.conditions.clauses import trimmed
from onrecord.stance.conditions.frames import Found
from onrecord.stance.conditions.parties import holder, whom
from onrecord.stance.conditions.patterns import PATTERNS, Pattern
from onrecord.text.words import paragraphs, sentences
from onrecord.types import Condition, ConditionState, Manner, Passage, Span

VERSION = "2"  # of the grammar: another one makes a ledger search its statements again
LEAST = 0.5  # confidence below which nothing is reported
_LONGEST = 1200  # characters of a sentence that are searched: longer ones are lists and tables
_DROPPED = re.compile(
    r"\bno longer (?:insist|demand|requir|call)\w*|\b(?:dropped|abandoned|given up|gave up|giving up|waived|withdrawn"
    r"|withdrew|backed "
    r"(?:away|down|off) (?:from|on)) (?:\w+(?:'s)? ){0,3}(?:demand|insistence|condition|precondition)s?"
)
_REJECTED = re.compile(
    r"\b(?:reject(?:s|ed|ing)?|dismiss(?:es|ed|ing)?|rul(?:es|ed|ing) out|spurn(?:s|ed)?|rebuff(?:s|ed)?|refus(?:es"
    r"|ed)) (?:\w+(?:'s)? ){0,5}"
    r"(?:demands?|statement|resolution|offer|plan|ultimatum|idea|notion|calls?|suggestion|insistence|conditions?"
    r"|preconditions?|proposals?|attempts?)\b|\b(?:den(?:y|ies|ied|ying)|not true|not insist\w*|not demand\w*) that\b"
    r"|\b(?:does|do|is|are|did)(?: not|n't) (?:demand|insist|require|make it)"
)
_UNREAL = re.compile(
    r"\b(?:if|once|when|until|unless|whether|before|after|must|should|need to|have to|to have)\b[^,;]*$"
)
_NOT = re.compile(r"\b(?:not|never)\b|n't\b|\byet to\b")


def extract(text: str, *, lead: int = 0, manner: Manner | None = None) -> tuple[Condition, ...]:
    """The conditions that `text` sets, rejects, calls met or drops, in the order of their cues.

    The first `lead` characters introduce the statement (*refused*, *no longer insists*): they can deny or demand, but
    no gate or demand stands in them. Spans are offsets in `text`.

    >>> found = extract("Before any dialogue could begin, the regime must fall, among other things.")
    >>> [(c.state, c.gate.text, c.demand.text, c.whom.text) for c in found if c.gate and c.demand and c.whom]
    [('set', 'any dialogue could begin', 'the regime must fall', 'the regime')]
    >>> extract("The envoy left before dawn.")
    ()
    """
    found: list[Condition] = []
    for start, end in _sentences(text, lead):
        low = _lower(text[start:end])
        for one in _kept(_searched(low, lead - start)):
            found.append(_condition(text, start, low, one, lead))
    return tuple(c for c in (_in_manner(c, manner) for c in found) if c.confidence >= LEAST)


def _sentences(text: str, lead: int) -> Iterator[Span]:
    """The sentences of the statement; the first one goes with its introduction."""
    first = True
    for paragraph in paragraphs(text, lead):
        for start, end in sentences(text, *paragraph):
            begin = 0 if first else start
            yield begin, min(end, begin + _LONGEST)
            first = False


def _lower(text: str) -> str:
    """The text in small letters and with straight apostrophes, character for character."""
    plain = text.replace("’", "'").replace("\n", " ").replace("\xa0", " ")
    lowered = plain.lower()
    return lowered if len(lowered) == len(plain) else "".join(c.lower() if len(c.lower()) == 1 else c for c in plain)


def _searched(low: str, lead: int) -> Iterator[Found]:
    for pattern in PATTERNS:
        for cue in pattern.compiled.finditer(low):
            found = pattern.read(low, cue)
            found = None if found is None else _behind(low, found, lead)
            found = None if found is None else _stated(low, found, pattern)
            if found is not None:
                yield replace(found, why=(pattern.name, *found.why))


def _behind(low: str, found: Found, lead: int) -> Found | None:
    """The condition without what the introduction holds of its parts; None where no part is left."""
    gate, demand = (
        tuple(t for s, e in spans if e > lead and (t := trimmed(low, max(s, lead), e)))
        for spans in (found.gate, found.demand)
    )
    return replace(found, gate=gate, demand=demand) if gate or demand else None


def _stated(low: str, found: Found, pattern: Pattern) -> Found | None:
    """The condition in the state that the words before it give it; None where it is only thought of."""
    first = min(s for s, _ in (*found.gate, *found.demand, found.cue))
    head = low[: max(first, found.cue[1])] if found.main is None else low[: max(first, found.main.opening[0])]
    if pattern.rule.state == "met":
        before = low[: found.cue[0]]
        if _UNREAL.search(before):
            return None
        return (
            replace(found, state="set").doubted(0.1, "it is said not to be met")
            if _NOT.search(low[slice(*found.cue)])
            else found
        )
    if pattern.rule.state == "dropped":
        return None if _NOT.search(low[max(0, found.cue[0] - 12) : found.cue[0]]) else found
    if found.state == "set" and _DROPPED.search(head):
        return replace(found, state="dropped")
    if found.state == "set" and _REJECTED.search(head):
        return replace(found, state="rejected")
    return found


def _kept(found: Iterator[Found]) -> list[Found]:
    """One reading for each stretch of words: the surest, among equals the fullest."""
    best: list[Found] = []
    for one in sorted(found, key=lambda f: (-_rank(f), f.cue)):
        if not any(_share(one, other) for other in best):
            best.append(one)
    return sorted(best, key=lambda f: f.cue)


def _rank(found: Found) -> float:
    return found.confidence + 0.3 * bool(found.gate and found.demand) + 0.5 * (found.state == "dropped")


def _share(one: Found, other: Found) -> bool:
    def touches(a: Sequence[Span], b: Sequence[Span]) -> bool:
        return any(s < y and x < e for s, e in a for x, y in b)

    return touches([one.cue], [other.cue]) or touches((*one.gate, *one.demand), (*other.gate, *other.demand))


# --- out of the sentence --------------------------------------------------------------------------------------


def _condition(text: str, start: int, low: str, found: Found, lead: int) -> Condition:
    def passage(spans: Sequence[Span]) -> Passage | None:
        return Passage.of(text, [(start + s, start + e) for s, e in spans]) if spans else None

    acting, setting = whom(text[start:], low, found), holder(text[start:], low, found, lead - start)
    return Condition(
        state=found.state,
        cue=Passage.of(text, [(start + found.cue[0], start + found.cue[1])]),
        gate=passage(found.gate),
        demand=passage(found.demand),
        whom=passage([acting] if acting else []),
        holder=passage([setting] if setting else []),
        confidence=found.confidence,
        why="; ".join(found.why),
        gate_goes_on=found.gate_goes_on,
        demand_is_bar=found.demand_is_bar,
    )


def _in_manner(condition: Condition, manner: Manner | None) -> Condition:
    """Less sure where it was asked or only imagined; turned round where it was denied in so many words."""
    if manner is None:
        return condition
    less = {"question": 0.3, "hypothetical": 0.15}.get(manner.modality, 0.0)
    if not less:
        return condition
    why = f"{condition.why}; said as a {'question' if manner.modality == 'question' else 'possibility'}"
    return replace(condition, confidence=round(condition.confidence - less, 2), why=why)


STATES: tuple[ConditionState, ...] = ("set", "rejected", "met", "dropped")
