"""Whether the words around an expression of time speak of what has been or of what is to come."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

Tense = Literal["past", "future", "open"]

_SENTENCE_END = re.compile(r"[.!?][\"”'’)]*\s+(?=[\"“‘(]?[A-Z])(?<!\b[A-Z]\.\s)(?<!Mr\.\s)(?<!\bU\.S\.\s)|\n")
_AHEAD = (
    r"will|won['’]t|shall|scheduled|due|plan(?:s|ned|ning)?|expect(?:s|ed|ing)?|slated|upcoming|forthcoming|"
    r"coming|next|ahead|"
    r"deadline|target(?:s|ed|ing)?|aim(?:s|ed|ing)?|hop(?:e|es|ed|ing)|forecasts?|predict(?:s|ed|ing)?|"
    r"projected|projects|projections?|proposed|candidates?|"
    r"set|going|prepar(?:e|es|ing|ations?)|would|could|might|should|must|bid(?:ding)?|expires?|likely|unless|estimates|"
    r"intend(?:s|ed)?|delayed|pushed\s+back|extended|pledg(?:e|es|ed)|promis(?:e|es|ed)|vow(?:s|ed)?|agreed|"
    r"decided|want(?:s|ed)?|call(?:ed|s|ing)?\s+for|"
    r"mull(?:s|ing)?|eye(?:s|ing)|begins|starts|opens|ends|takes|host(?:s|ing)?|convenes|schedules?|postponed"
)
_BEHIND = (
    r"since|ago|was|were|had|did|took|came|won|lost|fell|rose|began|became|made|went|left|gave|got|held|met|led|"
    r"saw|sent|shot|sold|spent|stood|struck|swept|taught|thought|threw|told|wore|wrote|born|broke|brought|"
    r"built|bought|caught|"
    r"chose|cut|drew|drove|fought|found|fled|flew|froze|grew|hit|hurt|kept|knew|laid|lay|meant|paid|put|"
    r"quit|ran|sank|sat|"
    r"shut|sought|split|spoke|spread|stole|understood|withdrew|died|founded|formed|ended|"
    r"(?!need|bed\b|red\b|speed|indeed|united|hundred|armed|based|so-called|limited\b|unprecedented)[a-z]{2,}ed"
)
_PASSIVE = (
    r"(?:will|shall|would|could|can|may|might|should|must|to)\s+(?:also\s+|not\s+|then\s+|"
    r"soon\s+)?be\s+(?:\w+ly\s+)?\w+"
)
_CUE = re.compile(rf"\b(?:(?P<ahead>{_PASSIVE}|{_AHEAD})|(?P<behind>{_BEHIND}))\b|(?P<ll>['’]ll\b)")
_AIM = re.compile(r"\bto\s+(?!the\b|an?\b|his\b|her\b|its\b|their\b|[A-Z\d])[a-z]{3,}\b")
_LIMIT = re.compile(
    r"\b(?:by|until|till|beyond|through)\s+(?:the\s+)?(?:(?:end|middle|start|beginning|"
    r"year)\s+(?:of\s+)?)?(?:early\s+|late\s+|mid-?)?$",
    re.I,
)
_SINCE = re.compile(
    r"\b(?:since|in\s+the\s+wake\s+of|back\s+in|died|born|dating\s+(?:back\s+)?to|founded)\b[\w\s,]{0,12}$", re.I
)


@lru_cache(maxsize=512)
def sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence that holds a span; lines end sentences too."""
    low = max(0, start - 300)
    for stop in _SENTENCE_END.finditer(text, low, start):
        low = stop.end()
    last = _SENTENCE_END.search(text, end, min(len(text), end + 300))
    return low, last.start() + 1 if last else min(len(text), end + 300)


@lru_cache(maxsize=512)
def tense(text: str, start: int, end: int) -> Tense:
    """The direction of the nearest verb or preposition that shows one, before the expression or else just after it.

    >>> line = "The bridge was opened in 1987."
    >>> tense(line, 25, 29)
    'past'
    >>> line = "The talks are scheduled to begin January 22."
    >>> tense(line, 33, 43)
    'future'
    """
    low, high = sentence(text, start, end)
    if _SINCE.search(text, max(low, start - 30), start):
        return "past"
    before = list(_CUE.finditer(text, low, start))
    if _LIMIT.search(text, max(low, start - 40), start):
        return "open" if any(m.group() == "had" for m in before) else "future"
    if not before:
        after = _CUE.search(text, end, min(high, end + 60))
        return "open" if after is None else "past" if after["behind"] else "future"
    if before[-1]["ahead"]:
        return "future"
    aim = _AIM.search(text, before[-1].end(), start)
    return "open" if aim or any(m["ahead"] for m in before) else "past"


_PLANNED = re.compile(
    r"(?:\b(?:will|won['’]t|shall|scheduled|due|slated|(?:is|are)\s+(?:expected|planning|to)|expected|"
    r"expects|(?<!['’]s )plans|planned|aims|aiming|hopes|"
    r"be\s+held|to\s+host|bid(?:ding)?\s+(?:for|to)|preparing|prepares|upcoming|forthcoming|next|deadline|"
    r"target|forecasts?|run(?:ning)?\s+for)\b|['’]ll\b)"
    r"[^.;]{0,70}$"
)
_LEAD = re.compile(
    r"\b(?:in|on|by|for|from|until|till|before|through|during|between|and|to|begin|beginning|starting|"
    r"as\s+early\s+as|as\s+soon\s+as|at)\s+(?:the\s+)?"
    r"(?:(?:end|start|beginning|middle|summer|spring|fall|autumn|winter|year|first\s+half|second\s+half|"
    r"\w+\s+quarter)\s+(?:of\s+)?|"
    r"early\s+|late\s+|mid-?)?$",
    re.I,
)
_CUE_AHEAD = re.compile(rf"\b(?:{_PASSIVE}|{_AHEAD}|to|goal|can)\b|['’]ll\b")
_BY = re.compile(r"\bby\s+(?:the\s+)?(?:(?:end|middle|start|year)\s+(?:of\s+)?)?(?:early\s+|late\s+|mid-?)?$", re.I)
_DONE = re.compile(r",?\s+(?:the\s+|a\s+)?(?:[\w/-]+\s+){0,4}(?:has|have|had|was|were|already|[a-z]+ed)\b")
_BEHIND_US = re.compile(r"\b(?:had|was|were|since)\b")


def coming(text: str, start: int, end: int) -> bool:
    """Whether a dated expression is surely ahead of the report: planned or limited by it, no past verb nearer.

    >>> line = "The states will hold the next summit in 2014."
    >>> coming(line, 40, 44)
    True
    >>> line = "The states agreed to hold back after losing in 2014."
    >>> coming(line, 47, 51)
    False
    """
    low, high = sentence(text, start, end)
    if tense(text, start, end) != "future":
        return False
    if _DONE.match(text, end):
        return False
    if _BY.search(text, max(low, start - 40), start):
        return bool(_CUE_AHEAD.search(text, low, min(high, end + 80))) and not _BEHIND_US.search(text, low, start)
    lead = text[max(low, start - 90) : start]
    return bool(_PLANNED.search(lead) and _LEAD.search(lead))
