"""Whether words deny: by a negation, by *did not* alone, by *no such thing*."""

from __future__ import annotations

import re

_AUXILIARY = "did|does|do|was|is|were|are|had|has|have|would|could|can|will|should|must"
_ELLIPTIC = re.compile(
    rf"""^(?:that\s+)?["“'‘]?(?:no,?\s+)?(?:(?P<subject>it|they|this|that|these|he|she|we|i|none|neither|nobody)\s+)
    (?:\w+ly\s+)?(?P<verb>{_AUXILIARY})\s*(?:n[o']t|n['’]t|n['’]t\s+so|not\s+so|no\s+such\s+thing|nothing\s+of\s+the\s+(?:kind|sort))
    \s*[.,;!"”'’]*$""",
    re.VERBOSE | re.IGNORECASE,
)
_CANNOT = re.compile(
    r"^(?:that\s+)?(?:it|they|this|that|he|she|we)\s+(?:ca|did|does|was|is|has|had|would|wo)n['’]t[.,;”\"]*$", re.I
)
_OPPOSITE = re.compile(
    r"\b(?:the\s+(?:very\s+)?(?:opposite|contrary|reverse)(?=\W*$|\s+(?:is|was|were|had|has)\b)|nothing\s+of\s+the\s+(?:kind|sort)|(?:was"
    r"|is|were|are)\s+(?:not\s+true|untrue|false|"
    r"baseless|a\s+lie|lies|fabricated|fiction|wrong|nonsense|groundless|unfounded))\b",
    re.IGNORECASE,
)
SHORT = 9  # words: a longer statement has matter of its own
_SUCH = re.compile(
    r"\b(?:no|any|never\s+any)\s+such\s+(?P<what>\w+(?:\s+(?!(?:is|was|were|are|has|had|have|been|will"
    r"|would|to|in|on|at|by|of|for|from|that)\b)\w+)?)",
    re.IGNORECASE,
)
_THING = re.compile(
    r"^(?:that )?[\"“]?(?:(?:it|this|that|any of it) (?:had |has |ever )*(?:happen(?:ed|s)|occurred|took place"
    r"|was (?:true|so|the case))"
    r"|it|this|that|them|the\s+(?:\w+\s+)?(?:charges?|claims?|accusations?|allegations?|reports?|assertions?"
    r"|account|version|suggestion|figures?)|any\s+(?:involvement|responsibility|role|part|wrongdoing)|responsibility"
    r"|involvement|doing\s+so|having\s+done\s+so)[.,;”\"]*$",
    re.IGNORECASE,
)
NEGATION = re.compile(r"\b(?:not|never|no|none|nothing|nobody|neither|nor|cannot|without)\b|n['’]t\b", re.IGNORECASE)


def subject_of_ellipsis(text: str) -> str | None:
    """The pronoun of words that deny by their verb alone: *it did not*; None for all others.

    >>> subject_of_ellipsis("it did not"), subject_of_ellipsis("it did not open the gate") is None
    ('it', True)
    """
    found = _ELLIPTIC.match(text.strip()) or _CANNOT.match(text.strip())
    return found[0].removeprefix("that ").split()[0].lower().strip('"“') if found else None


def says_opposite(text: str) -> bool:
    """Whether words deny what was said before as a whole: *the opposite was true*, *that is false*.

    >>> says_opposite("the opposite was the case"), says_opposite("the other side began")
    (True, False)
    >>> says_opposite("nothing of the kind")  # who said nothing of the kind has not spoken of it
    False
    """
    words = text.split()
    return _OPPOSITE.search(text) is not None and len(words) <= SHORT and words[0].lower() != "nothing"


def denied_thing(text: str) -> bool:
    """Whether the object of a denial points back: *the charges*, *it*, *any involvement*.

    >>> denied_thing("the allegations"), denied_thing("the envoy's visa")
    (True, False)
    """
    return _THING.match(text.strip()) is not None


def no_such(text: str) -> str | None:
    """What words deny by *no such* or *any such*.

    >>> no_such("there was no such order"), no_such("such an order was given")
    ('order', None)
    """
    found = _SUCH.search(text)
    return None if found is None else found["what"].lower()


def counts_no(text: str) -> bool:
    """Whether the words hold an odd number of negations.

    >>> counts_no("He did not sign"), counts_no("Nobody did not sign")
    (True, False)
    """
    return len(NEGATION.findall(text)) % 2 == 1
