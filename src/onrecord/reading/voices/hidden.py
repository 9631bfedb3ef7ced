"""A voice inside what an outlet reports: `Valk welcomed the deal, KTA reported`, read with KTA as its source."""

import re

from onrecord.reading.voices import phrases
from onrecord.reading.voices.scene import scene
from onrecord.types import Draft, Passage, Span

_SAYING = (
    r"(?:(?:also|again|has|have|had|thus|therefore|since|now|later|earlier|\w+ly|(?:on\s)?\w+day)\s)*"
    r"(?:said|says|told|announced|denied|warned|insisted|confirmed|claimed|stated|declared|vowed|pledged|promised|urged"
    r"|called (?:for|on|upon)|criticis?z?ed|condemned|welcomed|rejected|demanded|accused|recommended|appealed|asked"
    r"|expressed|voiced|praised|proposed|blamed|dismissed|stressed|reiterated|admitted|acknowledged"
    r"|threatened|offered|made an? (?:\w+\s)?(?:call|appeal|offer|pledge))\b"
)
_FIRST = re.compile(
    rf"\s*(?:that\s)?(?P<who>(?:[A-Z]|the\s|a\s|an\s)[^.;:\"“”\n]{{1,140}}?),?(?:\s(?:on\s)?\w+day)?\s(?P<verb>{_SAYING})"
)
_LAST = re.compile(
    rf",[\"”]?\s(?P<who>[^.;:\"“”,\n]{{2,100}}(?:,[^.;:\"“”,\n]{{2,60}},)?)\s(?P<verb>{_SAYING})[^.\"“”\n]{{0,60}}$"
)
_LINK = re.compile(r"\s*(?:that\s+)?")
CONFIDENCE = 0.7
_REPORTS = re.compile(r"\b(?:report\w*|said|says|quot\w+|cit\w+|according)\b")
_CLAUSE = re.compile(
    r"\b(?:who|which|that|whose|because|after|when|where|while|was|were|is|are|said"
    r"|leads?|led|held|met|went|came|has|have|had)\b"
    r"|^(?:When|All|Earlier|Later|More|If|While|After|Before|In|On|At|For|As|During|Since|Although|But)\b"
)


def hidden_draft(text: str, draft: Draft) -> Draft | None:
    """The attribution inside what an outlet reports, source, cue and content; None where the outlet speaks for itself.

    For drafts whose source is an outlet, or anybody who is named behind the content ("Sarn refused, officials said"),
    and in whose content no other draft was found. Depth and `within` are left to the caller.

    >>> from onrecord.types import Draft, Passage
    >>> said = "Kestria criticised the envoy on Monday, the official KTA news agency reported."
    >>> source, cue = Passage.of(said, [(40, 68)]), Passage.of(said, [(69, 77)])
    >>> found = hidden_draft(said, Draft(source, cue, Passage.of(said, [(0, 38)])))
    >>> found and (found.source.text, found.cue.text, found.content.text)
    ('Kestria', 'criticised', 'the envoy on Monday')
    >>> hidden_draft("A fire broke out, KTA reported.", Draft(source, cue, Passage.of(said, [(19, 38)])))
    """
    if draft.source is None or not _REPORTS.search(draft.cue.text):
        return None
    stage = scene(text, draft)
    outer = stage.party(stage.source) if stage.source else None
    if outer is None or (outer.role != "relay" and draft.content.end > draft.cue.start):
        return None
    return _inner(text, draft.content.spans)


def _inner(text: str, spans: tuple[Span, ...]) -> Draft | None:
    """The saying verb with which the content opens or closes, its subject, and the rest of the content."""
    last = spans[-1]
    closing = _LAST.search(text, last[0], last[1])
    if closing and not _CLAUSE.search(closing["who"]) and phrases.names_somebody(closing["who"]):
        return _draft(text, closing, [*spans[:-1], (last[0], closing.start())])
    first = _FIRST.match(text, spans[0][0], spans[0][1])
    if first and not _CLAUSE.search(first["who"].split(",")[0]) and len(first["who"].split()) <= 16:
        start = first.end() + len(_LINK.match(text[first.end() : spans[0][1]])[0])  # type: ignore[index]
        return _draft(text, first, [(start, spans[0][1]), *spans[1:]])
    return None


def _draft(text: str, m: re.Match[str], content: list[Span]) -> Draft | None:
    kept = [(s, e) for s, e in content if text[s:e].strip()]
    if not kept:
        return None
    cut = Passage.of(text, [m.span("who")]), Passage.of(text, [m.span("verb")]), Passage.of(text, kept)
    return Draft(*cut, confidence=CONFIDENCE, doubts=("found by rule inside what an outlet reports",))
