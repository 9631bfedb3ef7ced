"""A voice inside what an outlet reports: `Valk welcomed the deal, KTA reported`, read with KTA as its source."""

import re

from onrecord.reading.voices import phrases
from onrecord.reading.voices.model import Voices
from onrecord.reading.voices.publisher import plain, publisher
from onrecord.reading.voices.scene import scene
from onrecord.types import Draft, Span

_SAYING = (
    r"(?:(?:also|again|has|have|had|later|earlier|\w+ly|(?:on\s)?\w+day)\s)*"
    r"(?:said|says|told|announced|denied|warned|insisted|confirmed|claimed|stated|declared|vowed|pledged|promised|urged"
    r"|called (?:for|on|upon)|criticis?z?ed|condemned|welcomed|rejected|demanded|accused|recommended|appealed|asked"
    r"|expressed|voiced|praised|proposed|ruled|ordered|blamed|dismissed|stressed|reiterated|admitted|acknowledged"
    r"|threatened|offered|made an? (?:\w+\s)?(?:call|appeal|offer|pledge))\b"
)
_FIRST = re.compile(
    rf"\s*(?:that\s)?(?P<who>(?:[A-Z]|the\s|a\s|an\s)[^.;:\"“”\n]{{1,140}}?),?(?:\s(?:on\s)?\w+day)?\s(?P<verb>{_SAYING})"
)
_LAST = re.compile(
    rf",[\"”]?\s(?P<who>[^.;:\"“”,\n]{{2,100}}(?:,[^.;:\"“”,\n]{{2,60}},)?)\s{_SAYING}[^.\"“”\n]{{0,60}}$"
)
_REPORTS = re.compile(r"\b(?:report\w*|said|says|quot\w+|cit\w+|according)\b")
_CLAUSE = re.compile(
    r"\b(?:who|which|that|whose|because|after|when|where|while|was|were|is|are|said"
    r"|leads?|led|held|met|went|came|has|have|had)\b"
    r"|^(?:When|All|Earlier|Later|More|If|While|After|Before|In|On|At|For|As|During|Since|Although|But)\b"
)


def hidden_voice(text: str, draft: Draft, *, outlet: str | None = None) -> Voices | None:
    """Who speaks inside an outlet's report, with the outlet as relay; None where the outlet speaks for itself.

    For drafts whose source is an outlet and in whose content no other draft was found.

    >>> from onrecord.types import Draft, Passage
    >>> said = "Kestria criticised the envoy on Monday, the official KTA news agency reported."
    >>> source, cue = Passage.of(said, [(40, 68)]), Passage.of(said, [(69, 77)])
    >>> found = hidden_voice(said, Draft(source, cue, Passage.of(said, [(0, 38)])))
    >>> found and (said[slice(*found.speaker)], [r.name for r in found.relays])
    ('Kestria', ['KTA'])
    >>> hidden_voice("A fire broke out, KTA reported.", Draft(source, cue, Passage.of(said, [(19, 38)])))
    """
    if draft.source is None or not _REPORTS.search(draft.cue.text):
        return None
    stage = scene(text, draft)
    outer = stage.party(stage.source) if stage.source else None
    if outer is None or outer.role != "relay":
        return None
    who = _inner(text, draft.content.spans)
    if who is None:
        return None
    relays = () if plain(outer.name) in publisher(text, outlet) else (outer,)
    link = stage.party((who[0] - stage.frame.base, who[1] - stage.frame.base))
    return Voices(who, relays, None, link)


def _inner(text: str, spans: tuple[Span, ...]) -> Span | None:
    """The subject of the saying verb with which the content opens or closes."""
    last = spans[-1]
    closing = _LAST.search(text, last[0], last[1])
    if closing and not _CLAUSE.search(closing["who"]) and phrases.names_somebody(closing["who"]):
        return closing.span("who")
    first = _FIRST.match(text, spans[0][0], spans[0][1])
    if first and not _CLAUSE.search(first["who"].split(",")[0]) and len(first["who"].split()) <= 16:
        return first.span("who")
    return None
