"""How the parts of a condition lie about a noun or a verb: *as a condition for*, *depends on*, *must precede*."""

from __future__ import annotations

import re
from dataclasses import replace
from re import Match

from onrecord.stance.conditions.clauses import clause_end, clause_start, trimmed
from onrecord.stance.conditions.frames import UNSAID, Found, Rule
from onrecord.stance.conditions.words import has_finite, is_pronoun, is_time, speaks_of_a_step
from onrecord.types import ConditionState, Span

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
    if demand is None or low[slice(*demand)] == "there":
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
    if gate is None or has_finite(low[slice(*gate)]) or not speaks_of_a_step(" ".join(low[slice(*gate)].split()[:5])):
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
