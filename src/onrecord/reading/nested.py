"""Attributions inside the content of an attribution: what the outer speaker says that somebody else said."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np

from onrecord.models.encoding import quote_marks
from onrecord.reading.voices import hidden_draft
from onrecord.text.quotes import Quotation
from onrecord.text.stretches import Stretches
from onrecord.types import Draft, Span

DEEPEST = 3
SHORTEST = 4  # words that can hold source, cue and content

# Words that can be the cue of an attribution, as stems of verbs and nouns of speech and thought. This only decides what
# the model reads again; the model decides what is there.
_CUE = re.compile(
    r"\b(?:accord(?:ing|s)|accus\w+|acknowledg\w+|add(?:s|ed)|admit\w*|agre(?:e|es|ed)|alleg\w+|announc\w+|argu\w+|ask(?:s|ed|ing)?"
    r"|assert\w*|assur\w+|believ(?:e[sd]?|ing)|blam\w+|boast\w*|call(?:s|ed|ing)|caution\w*|cit(?:e|es|ed|ing)|claim\w*|complain\w*|conced\w+"
    r"|conclud\w+|confirm\w*|contend\w*|contention|declar\w+|demand\w*|den(?:y|ies|ied|ying|ial)|describ\w+|disclos\w+|emphasi[sz]\w+"
    r"|estimat\w+|expect\w*|explain\w*|express\w*|fear\w*|hint\w*|hop(?:e|es|ed|ing)|indicat\w+|inform(?:s|ed|ing)?|insist\w*|interpret\w*"
    r"|maintain\w*|not(?:ed|es|ing)|offer\w*|pledg\w+|predict\w*|promis\w+|propos\w+|quot\w+|reaffirm\w*|recall\w*|reiterat\w+"
    r"|reject\w*|repeat\w*|report\w*|request\w*|respond\w*|response|reveal\w*|sa(?:y|ys|id|ying)|signal\w*|stat(?:ed|ing|ements?)"
    r"|states? that|stress\w*|suggest\w*|tell|tells|telling|think\w*|thought|threat(?:en\w*|s? (?:to|that|of|against))"
    r"|told|urg\w+|vow\w*|want\w*|warn\w*|writ(?:e|es|ing|ten)|wrote)\b",
    re.IGNORECASE,
)


_LETTER = re.compile(r"\w")
# "I think", "we have said": the same speaker again, which tells nothing new.
_SELF = re.compile(r"\b(?:I|[Ww]e)(?:[’']\w+)?(?: \w+){0,2} $")


def worth_reading(draft: Draft) -> bool:
    """Whether the content of `draft` can hold an attribution of its own.

    >>> from onrecord.types import Passage
    >>> content = lambda words: Draft(None, Passage((), ""), Passage(((0, 9),), words))
    >>> worth_reading(content("Valk had told him that Sarn would not wait"))
    True
    >>> worth_reading(content("the talks of the four states were useful and would go on"))
    False
    >>> worth_reading(content("I said then, and we hope now, that they will go on"))
    False
    """
    words = draft.content.text
    if draft.depth >= DEEPEST or len(words.split()) < SHORTEST:
        return False
    return any(not _SELF.search(words, max(0, m.start() - 24), m.start()) for m in _CUE.finditer(words))


def inner_marks(text: str, draft: Draft, quotes: Stretches[Quotation]) -> bytearray:
    """The quotation marks as one sees them inside the content: the outer ones are gone, the next level counts."""
    level = [
        Quotation(q.start, q.end, q.inner, q.closed, False)
        for s, e in draft.content.spans
        for q in quotes.touching(s, e)
        if s <= q.start and q.end <= e and (q.nested or q.end - q.start < 0.9 * (e - s))
    ]
    return quote_marks(text, level)


def placed(text: str, found: list[Draft], outer: Draft, within: int, cues: set[tuple[Span, ...]]) -> list[Draft]:
    """The drafts that stand wholly inside the content of `outer`, one level deeper; not those whose cue is taken.

    Where `outer` is interrupted, what goes on after that is its own, unless the inner content has begun before.
    """
    spans = outer.content.spans

    def inside(d: Draft) -> bool:
        parts = [*d.cue.spans, *d.content.spans, *(d.source.spans if d.source else ())]
        return all(any(s <= a and b <= e for s, e in spans) for a, b in parts)

    def begun(d: Draft) -> bool:
        held = next((s, e) for s, e in spans if s <= d.cue.start < e)
        return any(_LETTER.search(text, a, b) for a, b in d.content.spans if held[0] <= a < held[1])

    return [
        Draft(d.source, d.cue, d.content, outer.depth + 1, within, d.confidence, d.doubts)
        for d in found
        if d.source and inside(d) and begun(d) and d.cue.spans not in cues
    ]


def settled(drafts: list[Draft]) -> list[Draft]:
    """`drafts` of depth 0 with those that stand wholly inside the content of another one made its nested ones."""
    starts = np.array([d.content.start for d in drafts], np.int64)
    ends = np.array([d.content.end for d in drafts], np.int64)
    out: list[Draft] = []
    for k, d in enumerate(drafts):
        inner = (min(d.cue.start, d.content.start), max(d.cue.end, d.content.end))
        around = np.flatnonzero((starts <= inner[0]) & (ends >= inner[1])).tolist()
        holders = [i for i in around if i != k and _holds(drafts[i].content.spans, inner)]
        within = min(holders, key=lambda i: int(ends[i] - starts[i]), default=None)
        out.append(d if within is None else replace(d, depth=1, within=within))
    return out


def _holds(spans: tuple[Span, ...], inner: Span) -> bool:
    return any(s <= inner[0] and inner[1] <= e for s, e in spans)


def add_hidden(text: str, drafts: list[Draft]) -> None:
    """Add what outlets report that others said, where the model read the outlet alone: "Sarn refused, KTA reported"."""
    outers = {d.within for d in drafts}
    for i, draft in enumerate(list(drafts)):
        found = None if i in outers or draft.depth else hidden_draft(text, draft)
        if found and found.cue.spans not in {d.cue.spans for d in drafts}:
            drafts.append(replace(found, depth=1, within=i))
