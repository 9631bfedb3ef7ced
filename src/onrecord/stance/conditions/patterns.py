"""The grammar of conditions: a table of patterns, each with a sentence that it fires on and one that it spares."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from onrecord.stance.conditions import frames, guards, nouns
from onrecord.stance.conditions.frames import Found, Frame, Rule, is_happening
from onrecord.stance.conditions.words import has_finite, is_event, is_mannerless, speaks_of_a_step

_CONDITION = r"(?:pre-?conditions?|prerequisites?|conditions?|requirements?|sine qua non)"
_ARTICLE = r"(?:an?|the|any|its|their|his|her|our|my|one|another|two|three)"
_KIND = r"(?:(?!(?:in|of|under|on|the|an?|as|to|for)\b)\w+\s){0,2}?"
# Words that measure how long before, and *not before* as a whole answer.
_MEASURES = (
    "not never just even ever long twice shortly time minute minutes hour hours day days week weeks month months year"
    " years"
)
_NO_TIME = "".join(f"(?<!{word} )" for word in _MEASURES.split())
_HAS = r"(?:ha(?:s|ve|d)|'ve)"


@dataclass(frozen=True, slots=True)
class Pattern:
    """One way of putting a condition. `cue` finds its words, `frame` lays gate and demand about them, `keeps` looks
    at the whole again; it fires on one sentence and spares the other.
    """

    name: str
    cue: str
    frame: Frame
    rule: Rule
    fires: str
    spares: str
    keeps: Callable[[str, Found], Found | None] | None = None
    compiled: re.Pattern[str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "compiled", re.compile(self.cue))

    def read(self, low: str, cue: re.Match[str]) -> Found | None:
        """The condition about this cue of the sentence; None if there is none."""
        found = self.frame(low, cue, self.rule)
        return found if found is None or self.keeps is None else self.keeps(low, found)


PATTERNS: tuple[Pattern, ...] = (
    # --- nouns: condition, precondition, prerequisite
    Pattern(
        "as a condition",
        rf"(?<=\s)as\s(?:{_ARTICLE}\s)?{_KIND}{_CONDITION}(?P<for>\s(?:for|of|to)\b|(?=[,.;\"”]|$))",
        nouns.as_condition,
        Rule(confidence=0.9),
        fires="They demand the release of prisoners as a condition for talks.",
        spares="He described the patient's state as a condition for which there is no cure.",
    ),
    Pattern(
        "made a condition",
        rf"(?<=\s){_ARTICLE}\s{_KIND}{_CONDITION}(?P<for>\s(?:for|of|to)\b)(?<=for|.of|.to)(?=.)",
        nouns.as_condition,
        Rule(confidence=0.85),
        fires="Ostmark makes the handover of the pilots a condition for any ceasefire.",
        spares="Ostmark named a condition for a ceasefire.",
        keeps=guards.made,
    ),
    Pattern(
        "is a condition",
        r"(?<=\s)(?:(?:can|must|should|will|would|shall|could|may)(?:\snot|n't)?\s|cannot\s)?(?:not\s|never\s)?"
        r"(?:be|is|are|was|were|isn't|aren't|become|becomes|remains?)\s(?:not\s|no\slonger\s"
        r"|never\s)?(?:regarded\sas\s|seen\sas\s|considered\s)?"
        rf"(?:{_ARTICLE}\s|no\s)?{_KIND}(?:pre-?conditions?|prerequisites?|conditions?|sine qua non)(?P<for>\s(?:for"
        rf"|of|to)\b"
        rf"|(?=[,.;\"”]|$))",
        nouns.is_condition,
        Rule(confidence=0.9),
        fires="The exit of the president cannot be a precondition for a settlement.",
        spares="The prisoners are in good condition for the journey.",
    ),
    Pattern(
        "the condition is",
        rf"\b(?P<cue>{_CONDITION}\s(?:set by [\w ]{{3,40}}? )?(?:for|of|on|to))\s(?P<gate>[^,.;:]{{3,90}}?)\s?"
        r"(?:\bincluding|\binclude[sd]?|:|\b(?:is|are|was|were|would be|will be|remains?)\b)",
        nouns.condition_is,
        Rule(confidence=0.85),
        fires="Their first condition for a ceasefire is the withdrawal of the militia.",
        spares="Conditions on the front are dire.",
    ),
    Pattern(
        "the condition is that",
        r"\bconditions? (?:is|are|was|were|remains?) that\b",
        nouns.alone,
        Rule(accepts=has_finite, confidence=0.65, why=("no gate is named",)),
        fires="Our only condition is that the siege be lifted.",
        spares="The condition is worse than it was.",
    ),
    Pattern(
        "sets conditions",
        r"\b(?:set|sets|setting|impos(?:e|es|ed|ing)|la(?:y|ys|id|ying) down|put(?:s|ting)? forward|attach(?:es|ed"
        r"|ing)?)\s"
        r"(?:\w+\s){0,2}?(?:pre-?conditions?|conditions?)\s(?:for|on|to)\b",
        nouns.conditions_of,
        Rule(confidence=0.7, why=("no demand is named",)),
        fires="The envoy blamed the delegation for setting preconditions on direct talks.",
        spares="The frost set new conditions for skaters.",
    ),
    Pattern(
        "no conditions",
        r"\b(?:without\s(?:any\s|setting\s(?:any\s)?|prior\s)?(?:pre-?conditions?|conditions?|strings)\b"
        r"|(?:with\s)?no\s(?:pre-?conditions?|strings)\b|unconditionally\b|unconditional(?=\s(?:talks|dialogue"
        r"|negotiations|meeting)))",
        nouns.no_conditions,
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
        Rule(("withheld",), "main", guards.not_otherwise, confidence=0.9),
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
        Rule(("demanded",), "sub", guards.a_step, confidence=0.85),
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
        frames.conjunction,
        Rule(("withheld",), "main", lambda words: not is_mannerless(words), confidence=0.8),
        fires="There will be no agreement without the release of the hostages.",
        spares="He would not leave without saying goodbye.",
        keeps=guards.no_without,
    ),
    Pattern(
        "not as long as",
        r"(?<!, )(?<!for )\b(?:as long as|so long as|while)\b",
        frames.conjunction,
        Rule(("withheld",), "main", guards.enduring, confidence=0.8, demand_is_bar=True),
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
        frames.conjunction,
        Rule(
            ("offered",),
            "main",
            lambda words: guards.bargain(words) and (guards.a_clause(words) or is_event(words)),
            confidence=0.8,
        ),
        fires="Ostmark would join the pact provided that its minority is protected.",
        spares="An official agreed to speak on condition of anonymity.",
        keeps=guards.step_at_hand,
    ),
    Pattern(
        "in exchange for",
        r"\bin (?:exchange|return) for\b",
        frames.conjunction,
        Rule(("offered", "demanded"), "main", guards.given, confidence=0.7, why=("a trade: either side may go first",)),
        fires="The rebels offered to free the pilots in exchange for the reopening of the border.",
        spares="The pilots were freed in exchange for money.",
        keeps=guards.given_for,
    ),
    Pattern(
        "not if",
        r"(?<!even )(?<!as )(?<!what )(?<!only )(?<!and )\bif\b",
        frames.conjunction,
        Rule(("withheld",), "main", guards.a_clause, confidence=0.6, demand_is_bar=True),
        fires="We will not attend the summit if the sanctions stay in place.",
        spares="The bridge will not hold if the river rises.",
        keeps=guards.offer,
    ),
    Pattern(
        "should it happen",
        r"(?:^|(?<=[\"“,;] )|(?<=[\"“`])|(?<=that ))should\b(?!n't)",
        frames.conjunction,
        Rule(("offered",), "main", lambda words: len(words.split()) > 2, confidence=0.65),
        fires="Should the shelling stop, then we will return to the table.",
        spares="Should we talk, he asked, or will you go?",
        keeps=guards.offer,
    ),
    Pattern(
        "ready if",
        r"(?<!even )(?<!as )(?<!what )(?<!only )(?<!and )\b(?:if|once|when)\b",
        frames.conjunction,
        Rule(("offered",), "main", guards.a_clause, confidence=0.65),
        fires="If the shelling ends, we are ready to resume the talks.",
        spares="If it rains, the match will be played indoors.",
        keeps=guards.offer,
    ),
    # --- dependence
    Pattern(
        "depends on",
        r"\b(?:(?:will |would |must |can |should |does not |do not |cannot |should not |must not )?(?:depends?"
        r"|hinges?)|depended|hinged) (?:up)?on\b"
        r"|\b(?:(?:is|are|be|made|remains?) (?:not )?(?:\w+ly )?(?:contingent|conditional|conditioned"
        r"|predicated|premised|dependent)) (?:up)?on\b",
        nouns.dependence,
        Rule(confidence=0.7),
        fires="Any withdrawal is contingent on guarantees from Ostmark.",
        spares="The taste depends on the salt.",
    ),
    Pattern(
        "tied to",
        r"\b(?:(?:must|should|cannot|can|will|would|could|may)\s(?:not\s)?be\s(?:not\s)?|(?:is|are)\snot\s)(?:tied"
        r"|linked)\s(?:to|with)\b",
        nouns.dependence,
        Rule(confidence=0.7),
        fires="The lifting of sanctions should not be tied to the fate of the detainees.",
        spares="The bomber is linked to a cell in Sarn.",
    ),
    Pattern(
        "to tie to",
        r"\b(?:(?:to|not|will|would|must|should|can|cannot|could) (?:tie|link|condition|make)|tying|linking"
        r"|conditioning|making|makes|made)"
        r"\s(?!arms\b)(?P<gate>[^,.;:]{2,80}?)\s(?:to|with|(?:conditional |contingent |dependent )?(?:up)?on)\b",
        nouns.dependence,
        Rule(confidence=0.7),
        fires="Kestria refuses to link the ceasefire to an election date.",
        spares="The road links the port to the capital.",
        keeps=guards.tied,
    ),
    Pattern(
        "is subject to",
        r"\b(?:is|are|be|remains?) (?:made )?subject to\b(?= (?:\w+(?:'s)? ){0,3}(?:approval|consent|agreement"
        r"|ratification|conditions|guarantees|review"
        r"|verification|progress|ceasefire|withdrawal))",
        nouns.dependence,
        Rule(confidence=0.65),
        fires="The release of the loan is subject to the approval of parliament.",
        spares="The release of the film is subject to tax.",
    ),
    Pattern(
        "linked to",
        r"\b(?:linked|links|tied|ties)\s(?P<gate>[^,.;:]{4,80}?)\sto\b",
        nouns.dependence,
        Rule(confidence=0.6),
        fires="Brennick linked the release of the pilots to an apology.",
        spares="The report linked the attack to a cell in Sarn.",
        keeps=guards.linked,
    ),
    # --- order
    Pattern(
        "must precede",
        r"\b(?:(?:must|should|has to|have to|needs? to|would have to|will have to) (?:precede|come before"
        r"|happen before|go before)|precedes?)\b",
        nouns.order,
        Rule(gate="sub", confidence=0.8),
        fires="Valk insists that disarmament precede elections.",
        spares="The minister came before the committee.",
    ),
    Pattern(
        "can only follow",
        r"\b(?:(?:can|could|will|would|may) only (?:follow|come after)|(?:must|should) (?:follow|come after)"
        r"|come only after)\b",
        nouns.order,
        Rule(gate="main", confidence=0.7),
        fires="Elections can only follow a full ceasefire.",
        spares="The dog will follow its master.",
    ),
    Pattern(
        "first and then",
        r"\b(?P<cue>first)\b,?\s?(?P<demand>[^,;.]{4,90}?)[,;]?\s(?:and\s)?(?:only\s)?then\b",
        nouns.first_then,
        Rule(confidence=0.75),
        fires="First the withdrawal of the guns, then talks about the border.",
        spares="First we had soup, then fish.",
    ),
    Pattern(
        "first, then",
        r"(?:(?<=[\"“,:] )|(?<=[\"“`])|(?<=that )"
        r"|^)(?P<demand>[^,;.:\"“]{4,80}?)\s(?P<cue>first)[,;]\s(?:and\s)?(?:only\s)?then\b",
        nouns.first_then,
        Rule(confidence=0.75),
        fires="The withdrawal comes first, then talks about the border.",
        spares="He ate first, then slept.",
    ),
    Pattern(
        "must first",
        r"(?P<demand>\b[^,;.:\"“”]{2,80}?\s(?:must|has to|have to|needs? to|should) first\s(?!and\b"
        r"|of\b)[^,;.:\"”]{3,120})",
        nouns.alone,
        Rule(accepts=speaks_of_a_step, confidence=0.6, why=("no gate is named",)),
        fires="Ostmark must first withdraw its troops.",
        spares="Ostmark was the first to withdraw its troops.",
        keeps=guards.unfollowed,
    ),
    Pattern(
        "ultimatum",
        r"\bultimatum\b[^.;]{0,60}?(?:\bto\b(?!\s[\"“]?(?:the|a|an|its|his|her|our|their|we|it|he|they)\b)"
        r"|\bdemanding that\b|\bthat\b)",
        nouns.alone,
        Rule(accepts=guards.a_deed, confidence=0.65, why=("an ultimatum: no gate is named",)),
        fires="Ostmark gave the rebels an ultimatum to leave the port.",
        spares="The ultimatum expired on Friday.",
    ),
    Pattern(
        "or else, unless",
        r"\bunless\b",
        frames.conjunction,
        Rule(
            ("threatened",),
            "main",
            guards.a_clause,
            confidence=0.6,
            why=("a threat: the words tell what comes otherwise",),
        ),
        fires="The pilots will strike unless the airline agrees to a deal.",
        spares="The match will begin at noon unless otherwise noted.",
        keeps=guards.threat,
    ),
    # --- met and dropped
    Pattern(
        "have been met",
        rf"\b(?:{_CONDITION}|demands)\b(?P<gate>\s(?:for|of|on|to)\s[^,.;:]{{3,80}}?)?\s(?:{_HAS}|are|were|is"
        rf"|was)\s(?:not\s|now\s|all\s|already\s|yet\s)*"
        r"(?:been\s)?(?:\w+ly\s)?(?:met|fulfilled|satisfied|in place)\b",
        nouns.alone,
        Rule(gate="sub", state="met", confidence=0.8),
        fires="The condition for the return of the envoys has been met.",
        spares="Weather conditions have been kind.",
    ),
    Pattern(
        "has fulfilled",
        rf"\b(?:{_HAS}\s(?:now\s|already\s|fully\s|not\s|all\s|yet\s)*|(?<=\w)\s(?=fulfilled)|\bhasn't\s"
        rf"|\bhaven't\s)(?:met|fulfilled|satisfied|complied with)\s"
        rf"(?P<demand>(?:\w+(?:'s)?\s){{0,4}}?(?:{_CONDITION}|demands|terms|obligations)\b)",
        nouns.alone,
        Rule(gate="sub", state="met", confidence=0.75),
        fires="Ostmark has fulfilled all our conditions for the lifting of the embargo.",
        spares="The factory has met demand for shoes.",
    ),
    Pattern(
        "no longer insists",
        r"\bno longer (?:insist(?:s|ed|ing)?(?: on| that)?|demand(?:s|ed|ing)?(?: that)?|requir(?:e|es|ed|ing)"
        r"|call(?:s|ed|ing)? for)\b",
        nouns.alone,
        Rule(state="dropped", confidence=0.85),
        fires="Varenia no longer insists that the president step down.",
        spares="Varenia insists that the president step down.",
    ),
    Pattern(
        "gave up the demand",
        rf"\b(?:(?:{_HAS}\s)?(?:dropped|abandoned|given up|waived|withdrawn|relinquished|scrapped"
        rf"|backed (?:away|down"
        rf"|off) (?:from|on))|gave up|withdrew|drops"
        r"|waives|gives up|dropping|abandoning|giving up)\s(?:\w+(?:'s)?\s){0,4}?(?:demands?|insistence"
        r"|pre-?conditions?|conditions?)(?:\s(?:that|for|on|of)\b|(?=[.,;\"”]|$))",
        nouns.alone,
        Rule(state="dropped", confidence=0.85),
        fires="Ostmark has given up its demand that the rebels disarm.",
        spares="Ostmark abandoned the port on demand.",
    ),
)
