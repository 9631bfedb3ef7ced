"""How the parts of a condition lie about its cue: one function for each layout."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from re import Match

from onrecord.stance.conditions.clauses import clause_end, clause_start, trimmed
from onrecord.stance.conditions.moods import Main, Mood, is_withholdable, main_clause, step
from onrecord.stance.conditions.words import has_finite, is_date, is_event, is_pronoun, is_time, speaks_of_a_step
from onrecord.types import ConditionState, Span

UNSAID = 0.2  # taken off the confidence where neither part names a step that parties make wait
UNABLE = 0.15  # where *cannot* may tell of what is beyond one's power; with the other doubt it is left out
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
    if _is_claim(low, main) or _is_past(low, main, gate):
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
    if re.match(r"demand|insist|requir|call|urg|want", low[main.opening[0] :]):
        return [(main.opening[1], main.end)]
    return [(main.start, main.end)]


def _tight(low: str, spans: Sequence[Span]) -> tuple[Span, ...]:
    return tuple(span for s, e in spans if (span := trimmed(low, s, e)) is not None)


# --- nouns ----------------------------------------------------------------------------------------------------

_NEGATES = re.compile(
    r"\b(?:not|never|no|nor|without|against|reject\w*|refus\w*|oppos(?:e|es|ed|ing)|rul\w+ out|dismiss\w*|cannot"
    r"|\w+n't|instead of"
    r"|drop(?:s|ped)?|denie[sd]|deny)\b"
)
_LAYS_DOWN = re.compile(
    r"\b(?:demand(?:s|ed|ing)?|set(?:s|ting)?|put(?:s|ting)? forward|la(?:y|ys|id|ying) down|impos(?:e|es|ed|ing)"
    r"|name[ds]?|nam(?:e|ing)"
    r"|cit(?:e|es|ed|ing)|describ(?:e|es|ed|ing)|regard(?:s|ed|ing)?|see[sn]?|saw|seeing|us(?:e|es|ed|ing)|reject(?:s"
    r"|ed|ing)?"
    r"|accept(?:s|ed|ing)?|view(?:s|ed|ing)?|treat(?:s|ed|ing)?|mak(?:e|es|ing)|made|list(?:s|ed|ing)?|requir(?:e|es"
    r"|ed|ing)"
    r"|insist(?:s|ed|ing)?(?: on| that)?|want(?:s|ed|ing)?|seek(?:s|ing)?|sought|present(?:s|ed|ing)?|rais(?:e|es|ed"
    r"|ing)"
    r"|rul(?:e|es|ed|ing) out|call(?:s|ed|ing)? for|oppos(?:e|es|ed|ing))\b"
)


_CLAUSAL = re.compile(r"which\b|whom\b|.{0,60}\s(?:is|are|was|were)\s")


def _called(low: str, start: int, end: int) -> int:
    """Behind words such as *calls to*, which only introduce what is demanded."""
    call = re.compile(
        r"\s*(?:\w+ )?(?:calls?|demands?|proposals?|attempts?|efforts?|pressure) (?:to|for|that)\b"
    ).match(low, start, end)
    return call.end() if call else start


def as_condition(low: str, cue: Match[str], rule: Rule) -> Found | None:
    """“DEMAND as a condition for GATE”: the demand is the object of the verb before it, or the clause after *that*."""
    start = clause_start(low, cue.start())
    starts = [_called(low, verb.end(), cue.start()) for verb in _LAYS_DOWN.finditer(low, start, cue.start())]
    demand = next((d for s in (*reversed(starts), start) if (d := trimmed(low, s, cue.start())) is not None), None)
    gate = trimmed(low, cue.end(), clause_end(low, cue.end()))
    if demand is None or (gate is None and cue["for"]) or (gate and _CLAUSAL.match(low, *gate)):
        return None
    head = low[max(0, cue.start() - 90) : cue.start()] + cue[0]
    found = Found(
        "rejected" if _NEGATES.search(head) else "set", cue.span(), () if gate is None else (gate,), (demand,)
    )
    return _weighed(low, replace(found, confidence=rule.confidence, why=rule.why))


def is_condition(low: str, cue: Match[str], rule: Rule) -> Found | None:
    """“DEMAND is (not) a condition for GATE”."""
    demand = trimmed(low, clause_start(low, cue.start()), cue.start())
    gate = trimmed(low, cue.end(), clause_end(low, cue.end())) if cue["for"] else None
    if demand is None:
        return None
    rejected = re.search(r"\b(?:not|never|no|cannot|hardly)\b|n't\b", cue[0])
    state: ConditionState = "dropped" if "no longer" in cue[0] else "rejected" if rejected else "set"
    found = Found(state, cue.span(), () if gate is None else (gate,), (demand,), rule.confidence, rule.why)
    if is_pronoun(low[slice(*demand)]):
        found = found.doubted(0.1, "the demand is a pronoun")
    return _weighed(low, found)


def condition_is(low: str, cue: Match[str], rule: Rule) -> Found | None:
    """“the condition for GATE is DEMAND”, “preconditions on GATE including DEMAND”."""
    gate, demand = trimmed(low, *cue.span("gate")), trimmed(low, cue.end(), clause_end(low, cue.end()))
    if gate is None or demand is None or not speaks_of_a_step(low[slice(*gate)]):
        return None
    if re.match(
        r"(?:not |yet |now |already |\w+ly )*(?:met|fulfilled|satisfied|unknown|unclear|good|bad|ripe|right|poor|dire"
        r"|in place)\b",
        low[slice(*demand)],
    ):
        return None
    return Found(rule.state, cue.span("cue"), (gate,), (demand,), rule.confidence, rule.why)


def conditions_of(low: str, cue: Match[str], rule: Rule) -> Found | None:
    """“set conditions for GATE”, without the demand."""
    gate = trimmed(low, cue.end(), clause_end(low, cue.end()))
    if gate is None or not speaks_of_a_step(" ".join(low[slice(*gate)].split()[:6])):
        return None
    rejected = _NEGATES.search(low[max(0, cue.start() - 25) : cue.start()])
    return Found("rejected" if rejected else "set", cue.span(), (gate,), (), rule.confidence, rule.why)


_LEADS_TO = re.compile(
    r"\b(?:(?:should|must|would|will|to)\s(?=(?:come|sit|return|go)\b)"
    r"|(?:to|for|of|on|hold|resume|begin|start|open|join|enter|accept|offer(?:s|ed)?|wants?)\s)"
)


def no_conditions(low: str, cue: Match[str], rule: Rule) -> Found | None:
    """“talks without preconditions”: any condition of GATE is rejected."""
    before = low[clause_start(low, cue.start()) : cue.start()]
    nouns = [v for v in _LEADS_TO.finditer(before) if speaks_of_a_step(before[v.end() :])]
    start = cue.start() - len(before) + (nouns[0].end() if nouns else 0)
    gate = _object(low, start, cue.start()) or trimmed(low, cue.end(), clause_end(low, cue.end()))
    if gate is None or not speaks_of_a_step(low[slice(*gate)]):
        return None
    return Found("rejected", cue.span(), (gate,), (), rule.confidence, rule.why)


_MODAL_END = re.compile(
    r"(?:\s(?:will|would|can|could|may|might|should|must|not|also|largely|still|be|been|made|shouldn't|mustn't|won't"
    r"|can't"
    r"|cannot))*\s*$"
)


def dependence(low: str, cue: Match[str], rule: Rule) -> Found | None:
    """“GATE depends on DEMAND”, “GATE should not be tied to DEMAND”, “link GATE to DEMAND”."""
    parts = cue.groupdict()
    start = cue.start() if parts.get("gate") else clause_start(low, cue.start())
    modal = _MODAL_END.search(low[: cue.start()])
    told = cue.span("gate") if parts.get("gate") else (start, modal.start() if modal else cue.start())
    gate = trimmed(low, *told)
    demand = trimmed(low, cue.end(), clause_end(low, cue.end()))
    head = re.split(r"\s(?:in|on|over|with|at|for)\s", "" if gate is None else low[slice(*gate)])[0]
    if gate is None or demand is None or not speaks_of_a_step(head) or len(head.split()) > 20:
        return None
    rejected = _NEGATES.search(low[gate[1] : cue.start()] + cue[0]) or _NEGATES.search(
        low[max(0, gate[0] - 25) : gate[0]]
    )
    found = Found("rejected" if rejected else rule.state, cue.span(), (gate,), (demand,), rule.confidence, rule.why)
    if re.fullmatch(r"(?:depend|hinge) (?:up)?on", cue[0]) and not re.match(
        r"(?:the|any|all|our|its|their|these|those)\b", head
    ):
        return found.doubted(UNSAID + 0.05, "it is said of all such things")
    return found


def order(low: str, cue: Match[str], rule: Rule) -> Found | None:
    """“DEMAND must precede GATE” (`rule.gate` is "sub"), “GATE can only follow DEMAND” ("main")."""
    left = trimmed(low, clause_start(low, cue.start()), cue.start())
    right = trimmed(low, cue.end(), clause_end(low, cue.end()))
    if left is None or right is None or is_time(low[slice(*right)]):
        return None
    gate, demand = (left, right) if rule.gate == "main" else (right, left)
    if not speaks_of_a_step(low[slice(*gate)]):
        return None
    return Found(rule.state, cue.span(), (gate,), (demand,), rule.confidence, rule.why)


def first_then(low: str, cue: Match[str], rule: Rule) -> Found | None:
    """“first DEMAND, then GATE”; “DEMAND first, then GATE”."""
    demand, gate = trimmed(low, *cue.span("demand")), trimmed(low, cue.end(), clause_end(low, cue.end()))
    if (
        demand is None
        or gate is None
        or not speaks_of_a_step(low[slice(*gate)])
        or not speaks_of_a_step(low[slice(*demand)])
    ):
        return None
    return Found(rule.state, cue.span("cue"), (gate,), (demand,), rule.confidence, rule.why)


def alone(low: str, cue: Match[str], rule: Rule) -> Found | None:
    """A demand without its gate, or a gate without its demand: the named groups of the cue, or what follows it."""
    spans = {name: _object(low, *cue.span(name)) for name, words in cue.groupdict().items() if words and name != "cue"}
    rest = (
        None
        if low.startswith("of ", cue.end() + 1) and cue.groupdict().get("demand")
        else _object(low, cue.end(), clause_end(low, cue.end()))
    )
    if rule.gate == "sub" and "gate" not in spans and rest is not None and speaks_of_a_step(low[slice(*rest)]):
        spans["gate"] = rest
    if rule.gate == "main" and "demand" not in spans:
        spans["demand"] = rest
    gate, demand = spans.get("gate"), spans.get("demand")
    if demand and low.startswith("of ", cue.end() + 1):
        demand = (demand[0], (trimmed(low, demand[0], clause_end(low, cue.end())) or demand)[1])
    if gate is None and demand is None:
        return None
    if rule.state == "dropped" and demand is not None:
        gate, demand = _parted(low, demand, gate)
    if not rule.accepts(low[slice(*(demand or gate or (0, 0)))]):
        return None
    return Found(
        rule.state, cue.span(), (gate,) if gate else (), (demand,) if demand else (), rule.confidence, rule.why
    )


_PARTS = re.compile(r"\s(?:as (?:a|the) (?:pre-?)?condition (?:for|of)|before|prior to|in (?:return|exchange) for)\s")


def _parted(low: str, demand: Span, gate: Span | None) -> tuple[Span | None, Span]:
    """Gate and demand of a demand that is given up: *his exit before elections*."""
    parts = _PARTS.search(low, *(demand[0], clause_end(low, demand[1] + 1) if demand[1] < len(low) else demand[1]))
    if parts is None or parts.start() > demand[1] + 1:
        return gate, demand
    return trimmed(low, parts.end(), clause_end(low, parts.end())), trimmed(low, demand[0], parts.start()) or demand


def _object(low: str, start: int, end: int) -> Span | None:
    """The words without the preposition that ties them to the noun before."""
    tie = re.compile(r"\s*(?:for|of|on|to|that)\b").match(low, start, end)
    return trimmed(low, tie.end() if tie else start, end)


def _weighed(low: str, found: Found) -> Found:
    words = " ".join(low[s:e] for s, e in (*found.gate, *found.demand))
    if not speaks_of_a_step(words) or not found.gate:
        return found.doubted(UNSAID, "no step is named that parties usually make wait")
    if not any(speaks_of_a_step(low[s:e]) for s, e in found.gate):
        return found.doubted(2 * UNSAID + 0.05, "the gate is no step that parties usually make wait")
    return found
