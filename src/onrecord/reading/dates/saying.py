"""When something was said, by the words of time that belong to the cue."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.reading.dates.relative import Moment, moments, resolve
from onrecord.reading.dates.tense import sentence
from onrecord.types import Draft, Evidence, Passage, Published, Said, Span

# Between a cue and its time may stand whom and where it was said, and the form it took; not another event.
_OTHER_EVENT = re.compile(
    r"\b(?:after|before|following|ahead\s+of|since|until|till|prior\s+to|when|while|because|about|over|against|despite|"
    r"in\s+response\s+to|reacting\s+to|commenting\s+on|referring\s+to|from|due|scheduled|begin|that|who|"
    r"which|where|whose|killed|held|opened|"
    r"arrested|elected|died|attack|visit|election)\b",
    re.I,
)
_OTHER_SAYING = re.compile(
    r",\s+\w+ing\b|\b(?:said|says|told|reported|reports|announced|added|adding|quoted|citing|cited|wrote|according)\b",
    re.I,
)
_LIMITED = re.compile(
    r"\b(?:the|an?|this|that|its|his|her|their|until|till|since|before|after|by|from|to|between|"
    r"due)\s+(?:at\s+least\s+|early\s+|late\s+|mid-)?$",
    re.I,
)
_SPEAKING = re.compile(
    r"^\W*(?:but\s+|and\s+)?(?:speaking|talking|writing|addressing|briefing|asked|interviewed|appearing|"
    r"(?:in|during|at)\s+(?:an?|his|her|its|their|the)\s+"
    r"(?:[\w-]+\s+){0,3}(?:interview|conference|statement|report|letter|speech|address|briefing|message|"
    r"broadcast|communique|tweet|post|article))\b",
    re.I,
)
_SAID_THEN = re.compile(
    r"\b(?:interview|conference|statement|report|letter|speech|address|briefing|remarks?|message|broadcast|"
    r"communique|note|press|"
    r"tweet|post|article|interview|newspaper|issued|released|published|posted|aired|broadcast|dated)\b",
    re.I,
)
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|had|have|will|would|[a-z]{3,}ed|met|took|held|came|went|made|gave|told|said|says)\b"
)
_AHEAD = re.compile(r"\b(?:will|to|would|shall|expected\s+to|due\s+to|plans\s+to)\s+(?:\w+\s+)?$")
_REACH = 120


def said(text: str, draft: Draft, published: Published) -> Said:
    """When the content of `draft` was said: the time named beside its cue, resolved against the days of publication.

    Unknown, without evidence, where no time belongs to the cue. Where the time cannot be resolved to one day, the
    bounds hold every day that publication leaves open.

    >>> import datetime as dt
    >>> text = "Sarn will not yield, Irena Valk said on Friday."
    >>> draft = Draft(Passage.of(text, [(21, 31)]), Passage.of(text, [(32, 36)]), Passage.of(text, [(0, 19)]))
    >>> day = Published(dt.date(2014, 9, 28), dt.date(2014, 9, 28), "given")
    >>> said(text, draft, day).earliest, said(text, draft, Published()).earliest
    (datetime.date(2014, 9, 26), None)
    """
    low, high = _region(text, draft)
    near = [m for m in moments(text, low, high) if not _inside(draft.content, m.start)]
    best = min((m for m in near if _belongs(text, m, draft, low)), key=lambda m: _distance(m, draft.cue), default=None)
    if best is None:
        return Said()
    ahead = bool(_AHEAD.search(text, max(0, draft.cue.start - 30), draft.cue.start))
    first, last = resolve(best, published, ahead=ahead)
    return Said(first, last, best.granularity, (Evidence(best.start, best.end, "the time named beside the cue"),))


def _region(text: str, draft: Draft) -> Span:
    """The sentence of the cue, as far as it reaches outside the content."""
    low, high = sentence(text, draft.cue.start, draft.cue.end)
    return max(0, low), min(high, draft.cue.end + 2 * _REACH)


def _inside(passage: Passage | None, at: int) -> bool:
    return passage is not None and any(s <= at < e for s, e in passage.spans)


def _distance(moment: Moment, cue: Passage) -> int:
    """Characters between; what follows the cue goes before what precedes it at the same distance."""
    return moment.start - cue.end if moment.start >= cue.end else cue.start - moment.end + 1


def _belongs(text: str, moment: Moment, draft: Draft, low: int) -> bool:
    """Whether the time is that of saying, not that of another event in the sentence."""
    if any(s <= moment.start < e for s, e in draft.cue.spans):
        return True
    if moment.start >= draft.cue.end:
        return _after_cue(text, moment, draft)
    return _before_cue(text, moment, draft, low)


def _after_cue(text: str, moment: Moment, draft: Draft) -> bool:
    between = "".join(_outside(text, draft, draft.cue.end, moment.start))
    if len(between) > _REACH or _OTHER_SAYING.search(between):
        return False
    event = _OTHER_EVENT.search(between)
    if event is None:
        return not re.search(r"[;:]|,\s+(?:and|but|as)\b", between)
    form = list(_SAID_THEN.finditer(between))
    return bool(form) and form[0].start() < event.start() and not _OTHER_EVENT.search(between[form[-1].end() :])


def _before_cue(text: str, moment: Moment, draft: Draft, low: int) -> bool:
    """*On Friday, Valk said*, *Valk on Friday told*, *a statement released on Friday said*."""
    lead, between = text[low : moment.start], "".join(_outside(text, draft, moment.end, draft.cue.start))
    if _FINITE.search(between) or re.search(r"[;:]|\b(?:and|but|or)\b", between):
        return False
    if _LIMITED.search(lead):
        return False
    if _inside(draft.source, moment.start):
        return bool(
            re.search(
                r"\b(?:released|issued|published|posted|dated|aired|broadcast|made\s+public)\s+(?:\w+\s+){0,3}$", lead
            )
        )
    at_start = not re.search(
        r"\w", re.sub(r"\b(?:on|in|earlier|late|early|but|and|meanwhile|also)\b", "", lead, flags=re.I)
    )
    clause = lead.rsplit(",", 1)[-1]
    beside = (
        len(between.split()) <= 2
        and not _FINITE.search(clause)
        and not re.search(
            r"\b(?:talks|(?:meeting|summit|visit|vote|attack|election|deal|session|strike|raid|blast)s?|"
            r"killed|held|met)\b[^,]*$",
            lead,
            re.I,
        )
    )
    return at_start or beside or bool(_SPEAKING.match(lead) and not _OTHER_EVENT.search(lead))


def _outside(text: str, draft: Draft, start: int, end: int) -> Iterator[str]:
    """The words from `start` to `end` that are no content."""
    for at in range(start, end):
        if not _inside(draft.content, at):
            yield text[at]
