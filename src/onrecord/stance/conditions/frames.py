"""How the parts of a condition lie about its cue: one function for each layout."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from re import Match

from onrecord.stance.conditions.clauses import clause_end, trimmed
from onrecord.stance.conditions.moods import Main, Mood, is_withholdable, main_clause, step
from onrecord.stance.conditions.words import (
    has_finite,
    is_date,
    is_event,
    is_idle,
    is_time,
    speaks_of_a_step,
)
from onrecord.types import ConditionState, Span

UNSAID = 0.2  # taken off the confidence where neither part names a step that parties make wait
UNABLE = 0.25  # where *cannot* may tell of what is beyond one's power; with the other doubt it is left out
_INVERTED = re.compile(
    r"\b(?:will|would|can|could|shall|should|must|may|might)\s(?!be\b|have\b|not\b)(?:(we|they|i|he|she|it|you"
    r"|there)\b\s?(?:be\s)?)?"
)
_OPENS = re.compile(r"(?:^|[\"“;:–—]|\bthat|\band|\bbut|``|\bsaid|\bthinks?|\bbelieves?|\binsist(?:s|ed)?|\.)\s*$")


@dataclass(frozen=True, slots=True)
class Found:
    """A condition in one sentence, its parts as spans of that sentence; `why` holds every doubt."""

    state: ConditionState
    cue: Span
    gate: tuple[Span, ...] = ()
    demand: tuple[Span, ...] = ()
    confidence: float = 1.0
    why: tuple[str, ...] = ()
    main: Main | None = None
    gate_goes_on: bool = False
    demand_is_bar: bool = False

    def doubted(self, less: float, reason: str) -> Found:
        """The same, `less` sure and for that reason."""
        return replace(self, confidence=round(self.confidence - less, 2), why=(*self.why, reason))


@dataclass(frozen=True, slots=True)
class Rule:
    """What a layout needs to know of a pattern: the moods of the main clause, what is the gate, what may follow."""

    moods: tuple[Mood, ...] = ()
    gate: str = "main"  # "main" or "sub": which of the two clauses waits for the other
    accepts: Callable[[str], bool] = lambda words: True
    state: ConditionState = "set"
    confidence: float = 0.85
    why: tuple[str, ...] = ()
    demand_is_bar: bool = False


Frame = Callable[[str, Match[str], Rule], Found | None]


_HEAD = re.compile(r"\s(?:to|that|who|which|whose|whom)\s")  # what follows belongs to the noun before


def is_happening(words: str) -> bool:
    """Whether the words tell of something that is done, not of a point in time.

    >>> is_happening("the troops leave"), is_happening("the end of the war"), is_happening("the end of the month")
    (True, True, False)
    """
    finite = has_finite(_HEAD.split(words, maxsplit=1)[0])
    if is_time(words) and not finite:
        return words.startswith(("the end", "an end", "end")) and speaks_of_war(words)
    if is_date(words) or words.startswith(("after", "at ", "about ")):
        return False
    return finite or bool(re.match(r"(?:first )?\w+ing\b", words)) or is_event(_HEAD.split(words, maxsplit=1)[0])


def speaks_of_war(words: str) -> bool:
    """Whether an ending is that of fighting, occupation or the like, and no date.

    >>> speaks_of_war("the end of the war"), speaks_of_war("the end of term")
    (True, False)
    """
    return bool(
        re.search(
            r"\b(?:war|fighting|occupation|siege|blockade|violence|hostilities|offensive|shelling|conflict)", words
        )
    )


# --- a main and a subordinate clause ----------------------------------------------------------------------------


def conjunction(low: str, cue: Match[str], rule: Rule) -> Found | None:
    """“MAIN cue SUB”, or “cue SUB, MAIN”, or “only cue SUB will MAIN”."""
    opens = _OPENS.search(low, 0, cue.start()) is not None
    for order in (_inverted, _plain) if opens else (_plain,):
        parts = order(low, cue, rule)
        if parts is not None:
            return _of_clauses(low, cue, rule, *parts)
    return None


def _plain(low: str, cue: Match[str], rule: Rule) -> tuple[Main, Span] | None:
    sub = (cue.end(), clause_end(low, cue.end()))
    main = _nearest(low, rule.moods, 0, cue.start())
    if main is None or ("withheld" not in rule.moods and _is_withheld(low, main, cue.start())):
        return None
    return main, sub


def _is_withheld(low: str, main: Main, end: int) -> bool:
    """Whether something is refused between the opening and the cue, so that the cue belongs to the refusal."""
    refused = main_clause(low, "withheld", 0, end)
    return refused is not None and refused.opening[0] >= main.opening[0]


def _nearest(low: str, moods: Sequence[Mood], start: int, end: int, *, first: bool = False) -> Main | None:
    found = [m for mood in moods if (m := main_clause(low, mood, start, end, first=first)) is not None]
    return (min if first else max)(found, key=lambda m: m.opening[0], default=None)


def _inverted(low: str, cue: Match[str], rule: Rule) -> tuple[Main, Span] | None:
    if cue[0] == "while":  # in front it means although
        return None
    sub_end = clause_end(low, cue.end())
    turned = _INVERTED.search(low, cue.end() + 1, sub_end) if "only" in cue[0] else None
    if turned:
        main = Main(turned.start(), turned.span(), clause_end(low, turned.end()), "offered")
        return main, (cue.end(), turned.start())
    comma = re.compile(r"\s*(?:,|\bthen\b)[\"'”’]?\s*(?:then\b)?").match(low, sub_end)
    if comma is None:
        return None
    end = clause_end(low, comma.end())
    main_found = _nearest(low, rule.moods, comma.end(), end, first=True)
    if main_found is None:
        return None
    return replace(main_found, end=max(clause_end(low, main_found.opening[1]), main_found.opening[1])), (
        cue.end(),
        sub_end,
    )


def _of_clauses(low: str, cue: Match[str], rule: Rule, main: Main, sub: Span) -> Found | None:
    inner = trimmed(low, *sub)
    if inner is None or not rule.accepts(low[slice(*inner)]):
        return None
    waits = rule.gate == "main"
    if (waits and not is_withholdable(low, main)) or (cue[0] == "while" and _refuses(low, main)):
        return None
    told = _tight(low, step(low, main) if waits else demanded(low, main))
    if not told:
        return None
    gate, demand = (told, (inner,)) if waits else ((inner,), told)
    if (
        _is_claim(low, main)
        or (not waits and is_idle(low[main.opening[1] : main.end].strip()))
        or _is_past(low, main, gate)
    ):
        return None
    found = Found(rule.state, cue.span(), gate, demand, rule.confidence, rule.why, main)
    found = replace(found, gate_goes_on=main.mood == "kept", demand_is_bar=rule.demand_is_bar)
    if sum(len(low[s:e].split()) for s, e in gate) > 22:
        found = found.doubted(UNSAID, "the gate is long")
    if not any(speaks_of_a_step(low[s:e]) for s, e in gate):
        found = found.doubted(UNSAID, "the gate is no step that parties usually make wait")
    if waits and _is_inability(low, main):
        found = found.doubted(UNABLE, "not being able is not withholding")
    if main.subject(low) in ("you", "one", "nobody", "no one", "people"):
        found = found.doubted(UNSAID, "it is said of anybody")
    return found


def _is_inability(low: str, main: Main) -> bool:
    """Whether it is said that a thing cannot be done or goes on, and the verb itself is no step that parties make."""
    opening = low[slice(*main.opening)]
    first = " ".join(low[main.opening[1] : main.end].split()[:5])
    able = (
        re.match(r"can|could|may|might", opening) is not None and main.mood == "withheld" and "expected" not in opening
    )
    return (able or main.mood == "kept") and not speaks_of_a_step(f"{main.subject(low)} {first}")


_CLAIMS = re.compile(r"\b(?:is|was|are|were|has|have|had|might|may|could|will|would|did|does|do|can)\b")


def _is_claim(low: str, main: Main) -> bool:
    """Whether *insist that* brings a claim, in the indicative, and no demand."""
    words = low[main.opening[1] : main.end]
    return (
        low.startswith("insist", main.opening[0])
        and bool(_CLAIMS.search(words))
        and not re.search(r"\b(?:must|should)\b", words)
    )


def _is_past(low: str, main: Main, gate: Sequence[Span]) -> bool:
    """Whether *no X* tells what did not happen: plain chronology."""
    words = " ".join(low[s:e] for s, e in gate)
    return low[slice(*main.opening)].endswith("no") and bool(re.search(r"\b(?:was|were|had)\b", words))


def _refuses(low: str, main: Main) -> bool:
    """Whether the opening is a verb of refusing: a *while* behind it tells the time of something else."""
    return re.match(r"reject|rul|boycott|with|hold|oppos|veto|refus|declin", low[main.opening[0] :]) is not None


def demanded(low: str, main: Main) -> list[Span]:
    """The demand in a main clause: with its subject before *must*, without the verb *demand* itself.

    >>> low = "the opposition demands that the army leave "
    >>> [low[s:e] for s, e in demanded(low, main_clause(low, "demanded", 0, len(low)))]
    [' that the army leave ']
    """
    if re.match(r"demand|seek|sought|insist|requir|call|urg|want", low[main.opening[0] :]):
        return [(main.opening[1], main.end)]
    return [(main.start, main.end)]


def _tight(low: str, spans: Sequence[Span]) -> tuple[Span, ...]:
    return tuple(span for s, e in spans if (span := trimmed(low, s, e)) is not None)
