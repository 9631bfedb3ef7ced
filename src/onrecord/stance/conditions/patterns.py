"""The grammar of conditions: a table of patterns, each with a sentence that it fires on and one that it spares."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from onrecord.stance.conditions import frames
from onrecord.stance.conditions.frames import Frame, Rule, is_happening
from onrecord.stance.conditions.words import (
    has_auxiliary,
    has_finite,
    is_anonymity,
    is_event,
    is_harm,
    is_mannerless,
    is_time,
    speaks_of_a_step,
    verb_at,
)

_CONDITION = r"(?:pre-?conditions?|prerequisites?|conditions?|requirements?|sine qua non)"
_ARTICLE = r"(?:an?|the|any|its|their|his|her|our|my|one|another|two|three)"
_KIND = r"(?:(?!(?:in|of|under|on|the|an?|as|to|for)\b)\w+\s){0,2}?"
_OFFERS = re.compile(  # what a party can come to, give or cease
    r"(?:be (?:ready|willing|prepared) to )?(?:negotiat|talk|meet|join|attend|return|sign|accept|agree|withdraw|lift"
    r"|releas|free|halt|stop|suspend|resum|recogni|cease|lay down|disarm|ease|pull|sit down|come (?:back )?to"
    r"|hand over|renounce|freeze|normali|reopen|open|step down|stand down|resign)"
)
# Words that measure how long before, and *not before* as a whole answer.
_DONE = re.compile(
    r"be (?:\w+ly )?(?:lifted|eased|released|freed|withdrawn|suspended|recognised|recognized|resumed|signed|removed)\b"
)
_STRONG = re.compile(  # those that are a step by themselves
    r"(?:be \w+ to )?(?:negotiat|talk|sign|withdraw|lift|releas|free|halt|suspend|resum|recogni|cease|lay down|disarm"
    r"|sit down|join"
    r"|attend|freeze|normali|renounce|step down|stand down|resign)"
)
_MEASURES = (
    "not never just even ever long twice shortly time minute minutes hour hours day days week weeks month months year"
    " years"
)
_NO_TIME = "".join(f"(?<!{word} )" for word in _MEASURES.split())
_HAS = r"(?:ha(?:s|ve|d)|'ve)"


_SCHEDULED = re.compile(
    r"(?!any\b)(?:[\w'-]+\s){0,4}?(?:elections?|votes?|voting|summit|conference|convention|meeting|debates?"
    r"|launch(?:es)?|hearing|trial|season"
    r"|games?|tournament|olympics|primar(?:y|ies)|caucus(?:es)?|polls?|start|beginning|entering|leaving|starting"
    r"|meeting)\b"
)


def _a_step(words: str) -> bool:
    if is_harm(words) or not speaks_of_a_step(words):
        return False
    scheduled = _SCHEDULED.match(words)
    if scheduled and not has_finite(words[scheduled.end() :]) and not has_auxiliary(words):
        return False
    return has_finite(words) or not is_time(words)


def _given(words: str) -> bool:
    return not is_anonymity(words) and not is_time(words)


def _no_without(found: frames.Found | None, low: str) -> frames.Found | None:
    """What is withheld waits for a deed; of *no X without Y* the Y may be anything."""
    if found is None or found.main is None:
        return None
    words = low[slice(*found.demand[0])]
    if is_event(words) or re.match(r"(?:first )?\w+ing\b", words):
        return found
    return found.doubted(0.15, "no deed is demanded") if low[slice(*found.main.opening)].endswith("no") else None


def _a_clause(words: str) -> bool:
    return has_finite(words) and not is_anonymity(words) and not words.startswith("otherwise")


def _not_otherwise(words: str) -> bool:
    return len(words.split()) > 1 and not words.startswith(("otherwise", "and until", "noted", "stated", "i am", "i'm"))


def _bargain(words: str) -> bool:
    return not is_anonymity(words) and not words.startswith(("it takes", "possible", "necessary", "needed"))


def _enduring(words: str) -> bool:
    fixed = re.match(r"(?:it takes|possible|necessary|needed|\d|\w+ing\b|in\b|on\b|at\b)", words)
    age = re.match(
        r"(?:he|she|they|it|i|we) (?:is|are|was|were|am|'s|remains?|stays?|serves?) (?:in|at|on|president"
        r"|prime|still)\b",
        words,
    )
    return len(words.split()) > 2 and not fixed and not age


def _a_deed(words: str) -> bool:
    return (not has_finite(words) and verb_at(f"they {words}") == 5) or has_finite(words)


@dataclass(frozen=True, slots=True)
class Pattern:
    """One way of putting a condition. `cue` finds its words, `frame` lays gate and demand about them."""

    name: str
    cue: str
    frame: Frame
    rule: Rule
    fires: str
    spares: str
    compiled: re.Pattern[str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "compiled", re.compile(self.cue))


PATTERNS: tuple[Pattern, ...] = (
    # --- nouns: condition, precondition, prerequisite
    Pattern(
        "as a condition",
        rf"(?<=\s)as\s(?:{_ARTICLE}\s)?{_KIND}{_CONDITION}(?P<for>\s(?:for|of|to)\b|(?=[,.;\"”]|$))",
        frames.as_condition,
        Rule(confidence=0.9),
        fires="They demand the release of prisoners as a condition for talks.",
        spares="He described the patient's state as a condition for which there is no cure.",
    ),
    Pattern(
        "made a condition",
        rf"(?<=\s){_ARTICLE}\s{_KIND}{_CONDITION}(?P<for>\s(?:for|of|to)\b)(?<=for|.of|.to)(?=.)",
        lambda low, cue, rule: (
            frames.as_condition(low, cue, rule)
            if re.search(r"\b(?:mak(?:e|es|ing)|made)\s[^,;]+$", low[: cue.start()])
            else None
        ),
        Rule(confidence=0.85),
        fires="Ostmark makes the handover of the pilots a condition for any ceasefire.",
        spares="Ostmark named a condition for a ceasefire.",
    ),
    Pattern(
        "is a condition",
        r"(?<=\s)(?:(?:can|must|should|will|would|shall|could|may)(?:\snot|n't)?\s|cannot\s)?(?:not\s|never\s)?"
        r"(?:be|is|are|was|were|isn't|aren't|become|becomes|remains?)\s(?:not\s|no\slonger\s"
        r"|never\s)?(?:regarded\sas\s|seen\sas\s|considered\s)?"
        rf"(?:{_ARTICLE}\s|no\s)?{_KIND}(?:pre-?conditions?|prerequisites?|conditions?|sine qua non)(?P<for>\s(?:for"
        rf"|of|to)\b"
        rf"|(?=[,.;\"”]|$))",
        frames.is_condition,
        Rule(confidence=0.9),
        fires="The exit of the president cannot be a precondition for a settlement.",
        spares="The prisoners are in good condition for the journey.",
    ),
    Pattern(
        "the condition is",
        rf"\b(?P<cue>{_CONDITION}\s(?:set by [\w ]{{3,40}}? )?(?:for|of|on|to))\s(?P<gate>[^,.;:]{{3,90}}?)\s?"
        r"(?:\bincluding|\binclude[sd]?|:|\b(?:is|are|was|were|would be|will be|remains?)\b)",
        frames.condition_is,
        Rule(confidence=0.85),
        fires="Their first condition for a ceasefire is the withdrawal of the militia.",
        spares="Conditions on the front are dire.",
    ),
    Pattern(
        "the condition is that",
        r"\bconditions? (?:is|are|was|were|remains?) that\b",
        frames.alone,
        Rule(accepts=has_finite, confidence=0.65, why=("no gate is named",)),
        fires="Our only condition is that the siege be lifted.",
        spares="The condition is worse than it was.",
    ),
    Pattern(
        "sets conditions",
        r"\b(?:set|sets|setting|impos(?:e|es|ed|ing)|la(?:y|ys|id|ying) down|put(?:s|ting)? forward|attach(?:es|ed"
        r"|ing)?)\s"
        r"(?:\w+\s){0,2}?(?:pre-?conditions?|conditions?)\s(?:for|on|to)\b",
        frames.conditions_of,
        Rule(confidence=0.7, why=("no demand is named",)),
        fires="The envoy blamed the delegation for setting preconditions on direct talks.",
        spares="The frost set new conditions for skaters.",
    ),
    Pattern(
        "no conditions",
        r"\b(?:without\s(?:any\s|setting\s(?:any\s)?|prior\s)?(?:pre-?conditions?|conditions?|strings)\b"
        r"|(?:with\s)?no\s(?:pre-?conditions?|strings)\b|unconditionally\b|unconditional(?=\s(?:talks|dialogue"
        r"|negotiations|meeting)))",
        frames.no_conditions,
        Rule(confidence=0.8, why=("all conditions are refused together",)),
        fires="Varenia is ready for talks without preconditions.",
        spares="She loved the harbour unconditionally.",
    ),
    # --- until, unless
    Pattern(
        "not until",
        r"\b(?:until|till)\b",
        frames.conjunction,
        Rule(("withheld",), "main", is_happening, confidence=0.9),
        fires="We will not sit down at the table until the troops leave the valley.",
        spares="The minister will not arrive until Tuesday.",
    ),
    Pattern(
        "stays until",
        r"\b(?:until|till|unless)\b",
        frames.conjunction,
        Rule(("kept",), "main", is_happening, confidence=0.7),
        fires="Sanctions will remain in place until Ostmark complies with the treaty.",
        spares="The fair will continue until late on Sunday.",
    ),
    Pattern(
        "not unless",
        r"\b(?:unless|except if)\b",
        frames.conjunction,
        Rule(("withheld",), "main", _not_otherwise, confidence=0.9),
        fires="Unless the shelling stops, Varenia will not attend the conference.",
        spares="Unless I am mistaken, the road ends here.",
    ),
    Pattern(
        "put off pending",
        r"\b(?:pending|until)\b",
        frames.conjunction,
        Rule(("paused",), "main", is_happening, confidence=0.65),
        fires="The ministry suspended the talks pending an apology from Ostmark.",
        spares="The case is pending before the court.",
    ),
    # --- before
    Pattern(
        "must before",
        rf"{_NO_TIME}\b(?:before|prior to)\b",
        frames.conjunction,
        Rule(("demanded",), "sub", _a_step, confidence=0.85),
        fires="Before any dialogue could begin, the regime must fall.",
        spares="He had to change trains before he was killed.",
    ),
    Pattern(
        "not before",
        rf"{_NO_TIME}\b(?:before|ahead of)\b",
        frames.conjunction,
        Rule(("withheld",), "main", is_happening, confidence=0.8),
        fires="There can be no ceasefire before the militia withdraws.",
        spares="The envoy will not land before dawn.",
    ),
    # --- without, while
    Pattern(
        "not without",
        r"(?<!even )(?<!or )\bwithout\b",
        lambda low, cue, rule: _no_without(frames.conjunction(low, cue, rule), low),
        Rule(("withheld",), "main", lambda words: not is_mannerless(words), confidence=0.8),
        fires="There will be no agreement without the release of the hostages.",
        spares="He would not leave without saying goodbye.",
    ),
    Pattern(
        "not as long as",
        r"(?<!, )(?<!for )\b(?:as long as|so long as|while)\b",
        frames.conjunction,
        Rule(("withheld",), "main", _enduring, confidence=0.8, demand_is_bar=True),
        fires="There can be no talks while the siege continues.",
        spares="She could not sleep for as long as the train moved.",
    ),
    # --- only if, provided that
    Pattern(
        "only if",
        r"\b(?:if and only if|when,? and only when|(?:but |and )?only (?:if|when|after|once|provided that"
        r"|on condition that))\b,?",
        frames.conjunction,
        Rule(("offered", "demanded"), "main", is_happening, confidence=0.9),
        fires="Only once the troops leave will we sit down.",
        spares="He learned of the truce only after the battle had ended.",
    ),
    Pattern(
        "will only if",
        r"(?<!only )(?<!even )(?<!as )\b(?:if|when|once|after|as long as|so long as)\b",
        frames.conjunction,
        Rule(("offered only",), "main", is_happening, confidence=0.8),
        fires="Kestria will only sign the accord once the ports are open.",
        spares="He will only say what he saw.",
    ),
    Pattern(
        "provided that",
        r"(?:(?<=, )|(?<=\s)|\b)(?:provided that|providing that"
        r"|(?<!be )(?<!been )(?<!was )(?<!were )(?<!is )(?<!has )(?<!have )provided(?= (?:the|they|it|he|she|we|all"
        r"|both|its|their) \w+)"
        r"|on (?:the )?condition(?: that| of)?|as long as|so long as)\b",
        lambda low, cue, rule: _step_at_hand(frames.conjunction(low, cue, rule), low),
        Rule(
            ("offered",),
            "main",
            lambda words: _bargain(words) and (_a_clause(words) or is_event(words)),
            confidence=0.8,
        ),
        fires="Ostmark would join the pact provided that its minority is protected.",
        spares="An official agreed to speak on condition of anonymity.",
    ),
    Pattern(
        "in exchange for",
        r"\bin (?:exchange|return) for\b",
        lambda low, cue, rule: _given_for(frames.conjunction(low, cue, rule), low),
        Rule(("offered", "demanded"), "main", _given, confidence=0.7, why=("a trade: either side may go first",)),
        fires="The rebels offered to free the pilots in exchange for the reopening of the border.",
        spares="The pilots were freed in exchange for money.",
    ),
    Pattern(
        "not if",
        r"(?<!even )(?<!as )(?<!what )(?<!only )(?<!and )\bif\b",
        lambda low, cue, rule: _offer(frames.conjunction(low, cue, rule), low, cue.group()),
        Rule(("withheld",), "main", _a_clause, confidence=0.6, demand_is_bar=True),
        fires="We will not attend the summit if the sanctions stay in place.",
        spares="The bridge will not hold if the river rises.",
    ),
    Pattern(
        "should it happen",
        r"(?:^|(?<=[\"“,;] )|(?<=[\"“`])|(?<=that ))should\b(?!n't)",
        lambda low, cue, rule: _offer(frames.conjunction(low, cue, rule), low, cue.group()),
        Rule(("offered",), "main", lambda words: len(words.split()) > 2, confidence=0.65),
        fires="Should the shelling stop, then we will return to the table.",
        spares="Should we talk, he asked, or will you go?",
    ),
    Pattern(
        "ready if",
        r"(?<!even )(?<!as )(?<!what )(?<!only )(?<!and )\b(?:if|once|when)\b",
        lambda low, cue, rule: _offer(frames.conjunction(low, cue, rule), low, cue.group()),
        Rule(("offered",), "main", _a_clause, confidence=0.65),
        fires="If the shelling ends, we are ready to resume the talks.",
        spares="If it rains, the match will be played indoors.",
    ),
    # --- dependence
    Pattern(
        "depends on",
        r"\b(?:(?:will |would |must |can |should |does not |do not |cannot |should not |must not )?(?:depends?"
        r"|hinges?)|depended|hinged) (?:up)?on\b"
        r"|\b(?:(?:is|are|be|made|remains?) (?:not )?(?:\w+ly )?(?:contingent|conditional|conditioned"
        r"|predicated|premised|dependent)) (?:up)?on\b",
        frames.dependence,
        Rule(confidence=0.7),
        fires="Any withdrawal is contingent on guarantees from Ostmark.",
        spares="The taste depends on the salt.",
    ),
    Pattern(
        "tied to",
        r"\b(?:(?:must|should|cannot|can|will|would|could|may)\s(?:not\s)?be\s(?:not\s)?|(?:is|are)\snot\s)(?:tied"
        r"|linked)\s(?:to|with)\b",
        frames.dependence,
        Rule(confidence=0.7),
        fires="The lifting of sanctions should not be tied to the fate of the detainees.",
        spares="The bomber is linked to a cell in Sarn.",
    ),
    Pattern(
        "to tie to",
        r"\b(?:(?:to|not|will|would|must|should|can|cannot|could) (?:tie|link|condition|make)|tying|linking"
        r"|conditioning|making|makes|made)"
        r"\s(?!arms\b)(?P<gate>[^,.;:]{2,80}?)\s(?:to|with|(?:conditional |contingent |dependent )?(?:up)?on)\b",
        lambda low, cue, rule: (
            frames.dependence(low, cue, rule)
            if re.match(r"(?:\w+ )?(?:tie|tying|link|condition)", cue[0]) or re.search(r"(?:al|ent) (?:up)?on$", cue[0])
            else None
        ),
        Rule(confidence=0.7),
        fires="Kestria refuses to link the ceasefire to an election date.",
        spares="The road links the port to the capital.",
    ),
    Pattern(
        "is subject to",
        r"\b(?:is|are|be|remains?) (?:made )?subject to\b(?= (?:\w+(?:'s)? ){0,3}(?:approval|consent|agreement"
        r"|ratification|conditions|guarantees|review"
        r"|verification|progress|ceasefire|withdrawal))",
        frames.dependence,
        Rule(confidence=0.65),
        fires="The release of the loan is subject to the approval of parliament.",
        spares="The release of the film is subject to tax.",
    ),
    Pattern(
        "linked to",
        r"\b(?:linked|links|tied|ties)\s(?P<gate>[^,.;:]{4,80}?)\sto\b",
        lambda low, cue, rule: _linked(frames.dependence(low, cue, rule), low),
        Rule(confidence=0.6),
        fires="Brennick linked the release of the pilots to an apology.",
        spares="The report linked the attack to a cell in Sarn.",
    ),
    # --- order
    Pattern(
        "must precede",
        r"\b(?:(?:must|should|has to|have to|needs? to|would have to|will have to) (?:precede|come before"
        r"|happen before|go before)|precedes?)\b",
        frames.order,
        Rule(gate="sub", confidence=0.8),
        fires="Valk insists that disarmament precede elections.",
        spares="The minister came before the committee.",
    ),
    Pattern(
        "can only follow",
        r"\b(?:(?:can|could|will|would|may) only (?:follow|come after)|(?:must|should) (?:follow|come after)"
        r"|come only after)\b",
        frames.order,
        Rule(gate="main", confidence=0.7),
        fires="Elections can only follow a full ceasefire.",
        spares="The dog will follow its master.",
    ),
    Pattern(
        "first and then",
        r"\b(?P<cue>first)\b,?\s?(?P<demand>[^,;.]{4,90}?)[,;]?\s(?:and\s)?(?:only\s)?then\b",
        frames.first_then,
        Rule(confidence=0.75),
        fires="First the withdrawal of the guns, then talks about the border.",
        spares="First we had soup, then fish.",
    ),
    Pattern(
        "first, then",
        r"(?:(?<=[\"“,:] )|(?<=[\"“`])|(?<=that )"
        r"|^)(?P<demand>[^,;.:\"“]{4,80}?)\s(?P<cue>first)[,;]\s(?:and\s)?(?:only\s)?then\b",
        frames.first_then,
        Rule(confidence=0.75),
        fires="The withdrawal comes first, then talks about the border.",
        spares="He ate first, then slept.",
    ),
    Pattern(
        "must first",
        r"(?P<demand>\b[^,;.:\"“”]{2,80}?\s(?:must|has to|have to|needs? to|should) first\s(?!and\b"
        r"|of\b)[^,;.:\"”]{3,120})",
        lambda low, cue, rule: (
            None if re.search(r"\b(?:before|then|until)\b", low[cue.start() :]) else frames.alone(low, cue, rule)
        ),
        Rule(accepts=speaks_of_a_step, confidence=0.6, why=("no gate is named",)),
        fires="Ostmark must first withdraw its troops.",
        spares="Ostmark was the first to withdraw its troops.",
    ),
    Pattern(
        "ultimatum",
        r"\bultimatum\b[^.;]{0,60}?(?:\bto\b(?!\s[\"“]?(?:the|a|an|its|his|her|our|their|we|it|he|they)\b)"
        r"|\bdemanding that\b|\bthat\b)",
        frames.alone,
        Rule(accepts=_a_deed, confidence=0.65, why=("an ultimatum: no gate is named",)),
        fires="Ostmark gave the rebels an ultimatum to leave the port.",
        spares="The ultimatum expired on Friday.",
    ),
    Pattern(
        "or else, unless",
        r"\bunless\b",
        lambda low, cue, rule: _threat(frames.conjunction(low, cue, rule), low),
        Rule(
            ("threatened",), "main", _a_clause, confidence=0.6, why=("a threat: the words tell what comes otherwise",)
        ),
        fires="The pilots will strike unless the airline agrees to a deal.",
        spares="The match will begin at noon unless otherwise noted.",
    ),
    # --- met and dropped
    Pattern(
        "have been met",
        rf"\b(?:{_CONDITION}|demands)\b(?P<gate>\s(?:for|of|on|to)\s[^,.;:]{{3,80}}?)?\s(?:{_HAS}|are|were|is"
        rf"|was)\s(?:not\s|now\s|all\s|already\s|yet\s)*"
        r"(?:been\s)?(?:\w+ly\s)?(?:met|fulfilled|satisfied|in place)\b",
        frames.alone,
        Rule(gate="sub", state="met", confidence=0.8),
        fires="The condition for the return of the envoys has been met.",
        spares="Weather conditions have been kind.",
    ),
    Pattern(
        "has fulfilled",
        rf"\b(?:{_HAS}\s(?:now\s|already\s|fully\s|not\s|all\s|yet\s)*|(?<=\w)\s(?=fulfilled)|\bhasn't\s"
        rf"|\bhaven't\s)(?:met|fulfilled|satisfied|complied with)\s"
        rf"(?P<demand>(?:\w+(?:'s)?\s){{0,4}}?(?:{_CONDITION}|demands|terms|obligations)\b)",
        frames.alone,
        Rule(gate="sub", state="met", confidence=0.75),
        fires="Ostmark has fulfilled all our conditions for the lifting of the embargo.",
        spares="The factory has met demand for shoes.",
    ),
    Pattern(
        "no longer insists",
        r"\bno longer (?:insist(?:s|ed|ing)?(?: on| that)?|demand(?:s|ed|ing)?(?: that)?|requir(?:e|es|ed|ing)"
        r"|call(?:s|ed|ing)? for)\b",
        frames.alone,
        Rule(state="dropped", confidence=0.85),
        fires="Varenia no longer insists that the president step down.",
        spares="Varenia insists that the president step down.",
    ),
    Pattern(
        "gave up the demand",
        rf"\b(?:(?:{_HAS}\s)?(?:dropped|abandoned|given up|waived|withdrawn|relinquished|scrapped|backed (?:away|down"
        rf"|off) (?:from|on))|gave up|withdrew|drops"
        r"|waives|gives up|dropping|abandoning|giving up)\s(?:\w+(?:'s)?\s){0,4}?(?:demands?|insistence"
        r"|pre-?conditions?|conditions?)(?:\s(?:that|for|on|of)\b|(?=[.,;\"”]|$))",
        frames.alone,
        Rule(state="dropped", confidence=0.85),
        fires="Ostmark has given up its demand that the rebels disarm.",
        spares="Ostmark abandoned the port on demand.",
    ),
)


def _given_for(found: frames.Found | None, low: str) -> frames.Found | None:
    """A trade that is still to come: what is being done, or was, is plain chronology."""
    if found is None or found.main is None or re.match(r"\s*(?:be|have|been)\b", low[found.main.opening[1] :]):
        return None
    return _step_at_hand(found, low)


def _step_at_hand(found: frames.Found | None, low: str) -> frames.Found | None:
    """Where the gate begins with a step, or is accepted in so many words: anything else foretells."""
    if found is None or found.main is None:
        return None
    accepted = re.match(r"accept|agree|support|back|condition", low[found.main.opening[0] :])
    begins = " ".join(low[slice(*found.gate[0])].split()[:5])
    return found if accepted or speaks_of_a_step(begins) else None


_THREATS = re.compile(
    r"(?:\w+ly )?(?:strike|attack|bomb|use (?:\w+ )?force|impose|cut|suspend|withdraw|withhold|walk out|pull out"
    r"|resign|retaliat|boycott"
    r"|quit|leave|shut|close|block|veto|act\b|take action|take (?:\w+ )?measures|go to war|launch|invade|kill|execute"
    r"|fight|be (?:attacked"
    r"|bombed|imposed|cut|suspended|withdrawn|withheld|closed|killed|executed|expelled|sanctioned)|expel|hold back"
    r"|stop|halt|end|face)"
)


def _threat(found: frames.Found | None, low: str) -> frames.Found | None:
    """A threat: what comes otherwise is one of the blows that parties deal. It is no step that waits."""
    if found is None or found.main is None or not _THREATS.match(low[found.main.opening[1] :].lstrip()):
        return None
    return replace(found, gate=())


def _linked(found: frames.Found | None, low: str) -> frames.Found | None:
    """A step tied to a deed; things tied to persons and places are no condition."""
    if found is None or not is_event(low[slice(*found.demand[0])]):
        return None
    return _step_first(found, low)


def _step_first(found: frames.Found, low: str) -> frames.Found | None:
    return found if speaks_of_a_step(" ".join(low[slice(*found.gate[0])].split()[:3])) else None


def _offer(found: frames.Found | None, low: str, cue: str) -> frames.Found | None:
    """An offer of the party itself: its verb is one of coming, giving or ceasing; anything else foretells."""
    if found is None or found.main is None:
        return None
    if cue == "should" and found.main.opening[0] < found.cue[0]:
        return None
    if re.match(r"should|must|may|might", low[slice(*found.main.opening)]):
        return None
    words = low[found.main.opening[1] : found.main.end].strip()
    if re.search(r"\bhad (?:been|not)\b", low[slice(*found.demand[0])]):
        return None
    if _DONE.match(words):
        return found
    verb = _OFFERS.match(words)
    if not verb or not (_STRONG.match(words) or speaks_of_a_step(words[verb.end() :])):
        return None
    subject = found.main.subject(low)
    if speaks_of_a_step(subject) and not re.search(r"\b(?:government|party|side|state)", subject):
        return None
    return found.doubted(0.05, "*when* may tell the time alone") if cue == "when" else found
