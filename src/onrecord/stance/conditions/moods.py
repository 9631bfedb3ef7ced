"""How a main clause stands to the step it names: withheld, kept up, demanded, offered."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from onrecord.stance.conditions.clauses import clause_end, clause_start
from onrecord.stance.conditions.words import has_finite, is_bare, is_empty_no, is_idle, is_pronoun, speaks_of_a_step
from onrecord.types import Span

Mood = Literal["withheld", "kept", "demanded", "offered", "offered only", "threatened", "paused"]

_MODAL = "will|would|shall|can|could|should|must|may|might|'ll|'d"
_READY = "able|willing|ready|prepared|allowed|permitted|going|planning|inclined"
_NOT = rf"(?:(?:{_MODAL})(?:\s\w+ly)?\s(?:not|never)|cannot|(?:wo|would|ca|could|should|must|sha|might)n't|can never)"
_ADVERBS = r"(?:\s(?:even|ever|also|yet|\w+ly))*"

# Each mood's openings, tried together: the one nearest to the cue tells. What follows one is the step or the demand.
_OPENINGS: dict[Mood, tuple[str, ...]] = {
    "withheld": (
        rf"\b{_NOT}{_ADVERBS}(?:\sbe (?:{_READY}|expected) to)?(?:\sagree to)?(?!\w)",
        rf"(?:\b(?:is|are|am)|'re|'m|'s|\bbe)\s(?:not|never)\s(?:\w+ly\s)?(?:{_READY}|about|interested in)(?:\sto)?\b",
        rf"\b(?:is|are)n't\s(?:{_READY}|about)(?:\sto)?\b",
        r"\b(?:refus(?:e|es|ed|ing|al)|declin(?:e|es|ed|ing)|unwilling|reluctant|not) to\b(?! be sure)",
        r"\b(?:rul(?:e|es|ed|ing) out|reject(?:s|ed|ing)?|boycott(?:s|ed|ing)?|withhold(?:s|ing)?|withheld"
        r"|hold(?:ing)? off"
        r"|(?<!as )oppos(?:e|es|ed|ing)|veto)\b",
        rf"(?:\b(?:{_MODAL}|to) (?:be |accept |hold |have |see |make |grant |allow |give |sign |begin |enter )?"
        rf"|\b(?:there|there's"
        r"|there is|that|and|insists?|insisted|said|says|is)\s|[\"“,;:'`]\s?|^\s*)no\b",
        r"\b(?:nothing|none of \w+(?: \w+)?) (?:is|will be|can be|shall be|would be)\b",
        r"\b(?:has|have|with) no (?:intention|plans?|wish|desire) (?:of|to)\b",
    ),
    "kept": (
        r"(?:\b(?:will|would|shall|must|should|can)\s(?:\w+ly\s)?|'ll\s)"
        r"(?=(?:remain|stay|continue|keep|maintain|be (?:kept|maintained|held)|persist)\b)",
    ),
    "demanded": (
        r"\b(?:must|has to|have to|should|ought to|needs? to|(?:is|are|be) (?:required|obliged) to)\b(?!\s(?:not"
        r"|never|have)\b)",
        r"\b(?:demand(?:s|ed|ing)?|seek(?:s|ing)?|sought|insist(?:s|ed|ing|ence)?(?: on)?|requir(?:e|es|ed|ing)"
        r"|call(?:s|ed|ing)? (?:for|on|upon)|urg(?:e|es|ed|ing)|want(?:s|ed)?(?! to\b))\b",
    ),
    "offered": (
        rf"(?:\b(?:will|would|can|could|may|shall|should|must)|'ll|'d)\b{_ADVERBS}(?:\sbe (?:{_READY}) to)?(?!\snot\b"
        rf"|'|n't)",
        r"\b(?:ready|prepared|willing|agree(?:s|d)?|offer(?:s|ed|ing)?|pledg(?:e|es|ed|ing)|promis(?:e|es|ed|ing)|open)"
        r"(?:\s(?:in|on|at)(?:\s\w+){1,3})? to\b",
        r"\b(?:ready|prepared|open) (?:for|to)\b",
        r"\b(?:agree(?:s|d)? (?:on|that)|accept(?:s|ed)?(?: that)?|offer(?:s|ed|ing)?|propos(?:e|es|ed|ing)"
        r"|support for|allow(?:s|ed)?)\b",
    ),
    "offered only": (rf"\b(?:{_MODAL})\s(?:\w+ly\s)?only\b|\bonly (?:{_MODAL})\b|\bonly (?:agree|be)\w*\b",),
    "paused": (
        r"\b(?:suspend(?:s|ed|ing)?|fr(?:eeze|eezes|oze|ozen|eezing)|postpon(?:e|es|ed|ing)|delay(?:s|ed|ing)?"
        r"|put off|put on hold"
        r"|on hold|halt(?:s|ed|ing)?|withh(?:old|olds|olding|eld))\b",
    ),
    "threatened": (r"\b(?:will|would|'ll|shall|threaten(?:s|ed|ing)? to|warn(?:s|ed)?)\b(?!\snot\b)",),
}
_COMPILED = {mood: re.compile("|".join(f"(?:{o})" for o in forms)) for mood, forms in _OPENINGS.items()}
_STATE = re.compile(
    r"(?:be(?!gin)|begin|start|resume|happen|occur|take (?:place|effect)|proceed|continue|come|go (?:ahead|forward)"
    r"|enter into"
    r"|end|remain|stay|work|succeed|move forward|hold|keep)\b(?=\s*(?:$|[,.;:\"”’']|in|on|at|with|again|under|for"
    r"|immediately|to|by"
    r"|into|forward|ahead|about|possible|\w+ly|\w+ed|\w+en|held|put|made|met|cut|sent|paid|kept|effect|any)\b|\s*$)"
)
_CAN_BE = re.compile(
    r"\s*(?:is|are|was|will be|would be|can be|could be|be)\s(?:possible|on the table|conceivable)?\s*$"
)
_PARTY = re.compile(r"\s*(?:one|[\w' -]{2,40}?)\s(?:can|could|will|would|should|may|must)\s(?!be\b)")
_CROSSING = re.compile(
    r";|:\s|\bbut\b|\bbecause\b|, since\b|, so (?:that |he|she|it|they|we|i)\b|[\"”]\s(?:and|but|or)\s[\"“]"
    r"|\balthough\b|\bso that\b|, and (?:he|she|it"
    r"|they|we|i)\b|[.!?]\s"
)
_REFUSAL = re.compile(
    r"rul|reject|boycott|withh|hold|oppos"
    r"|veto"
)  # its object is a noun; with *and* something else begins
_UNSEEN = re.compile(r"\b(?:impossible|not possible|out of the question|unthinkable|not on the table|unacceptable)\s*$")


@dataclass(frozen=True, slots=True)
class Main:
    """A main clause: where it begins, where its opening stands, and where its words end."""

    start: int
    opening: Span
    end: int
    mood: Mood

    def subject(self, low: str) -> str:
        """The words before the opening."""
        return low[self.start : self.opening[0]].strip(" ,\"'“”")


def main_clause(low: str, mood: Mood, start: int, end: int, *, first: bool = False) -> Main | None:
    """The clause of that mood in `low[start:end]`, nearest to the end (`first`: to the start), if any.

    >>> low = "they will not sign the treaty "
    >>> found = main_clause(low, "withheld", 0, len(low))
    >>> low[slice(*found.opening)], main_clause("they did not sign it", "withheld", 0, 20)
    ('will not', None)
    """
    found = list(_COMPILED[mood].finditer(low, start, end))
    for m in found if first else reversed(found):
        if _CROSSING.search(low, m.end(), end) or (not first and _ends_before(low, m.end(), end)):
            continue
        if _REFUSAL.match(low, m.start(), m.end()) and re.search(r"\band\b", low[m.end() : end]) and not first:
            continue
        if low[m.start() : m.end()].endswith("no") and is_empty_no(low[m.end() : end].lstrip()):
            continue
        return Main(clause_start(low, m.start() + _inner(m[0]), start), (m.start() + _inner(m[0]), m.end()), end, mood)
    impossible = _UNSEEN.search(low, start, end) if mood == "withheld" else None
    if impossible:
        return Main(clause_start(low, impossible.start(), start), impossible.span(), end, mood)
    return None


def _ends_before(low: str, start: int, end: int) -> bool:
    """Whether the clause that begins at `start` is over before `end`, and another one stands between."""
    later = re.search(r"\s(?:after|when)\s", low[start:end])
    if later and has_finite(low[start + later.end() : end]):
        return True
    return start < end and has_finite(low[min(clause_end(low, start), end) : end].strip(" ,\"'”’–—-"))


def _inner(opening: str) -> int:
    """Where the words themselves begin in an opening that took marks along."""
    return len(opening) - len(opening.lstrip("\"“,;:'` "))


def step(low: str, main: Main) -> list[Span]:
    """The words of the step: the verb and what hangs on it, with its subject where that is what begins or is done.

    >>> low = "sanctions will not be lifted "
    >>> [low[s:e].strip() for s, e in step(low, main_clause(low, "withheld", 0, len(low)))]
    ['sanctions', 'be lifted']
    >>> low = "ostmark will not sign the treaty "
    >>> [low[s:e].strip() for s, e in step(low, main_clause(low, "withheld", 0, len(low)))]
    ['sign the treaty']
    """
    opening = low[slice(*main.opening)]
    if main.mood == "withheld" and _UNSEEN.fullmatch(opening):
        cut = re.search(r"\s(?:is|are|was|were|would be|will be|be)\s*$", low[main.start : main.opening[0]])
        return [(main.start, main.start + cut.start())] if cut else []
    if opening.endswith("no"):
        party = _PARTY.match(low, main.opening[1], main.end)
        if party:
            return [(party.end(), main.end)]
        possible = _CAN_BE.search(low, main.opening[1], main.end)
        return [(main.opening[1], possible.start() if possible else main.end)]
    words = low[main.opening[1] : main.end].lstrip()
    if not words:  # a passive: what is put off stands before
        return [(main.start, main.opening[0])]
    subject = main.subject(low)
    if _STATE.match(words) and subject and not is_pronoun(subject) and len(subject.split()) <= 14:
        if main.mood in ("withheld",):
            return [(main.start, main.opening[0]), (main.opening[1], main.end)]
        return [(main.start, main.end)]
    return [(main.opening[1], main.end)]


def is_withholdable(low: str, main: Main) -> bool:
    """Whether a party can hold that back: there is a verb, and it is none of knowing, saying and waiting."""
    words = low[main.opening[1] : main.end].strip()
    if not words:
        return bool(_UNSEEN.fullmatch(low[slice(*main.opening)]))
    return not is_idle(words) and (not is_bare(words) or speaks_of_a_step(main.subject(low)))
