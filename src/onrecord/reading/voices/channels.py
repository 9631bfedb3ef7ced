"""By what words reach the report: `told KTA`, `in an interview with KTA`, `on state radio`."""

import re
from collections.abc import Iterator

from onrecord.reading.voices import phrases
from onrecord.reading.voices.cues import (
    ABOUT,
    PRESS,
    PUBLISHED,
    RELATIVE,
    REPORTING,
    SURE_TELLS,
    TELLS,
    WORK,
)
from onrecord.reading.voices.frame import BLANK
from onrecord.reading.voices.model import Found, Relay
from onrecord.reading.voices.outlets import outlets
from onrecord.reading.voices.scene import Scene
from onrecord.types import Span


def told_phrase(scene: Scene) -> tuple[Span, bool] | None:
    """The phrase after a verb of telling in the cue, and whether the verb always takes a hearer."""
    for start, end in scene.cues:
        for m in TELLS.finditer(scene.words, start, end):
            span = (
                _place_at(scene, m.end()) or phrases.after(scene.words, m.end()) or _hearer_in_content(scene, m.end())
            )
            if span and not scene.taken(span, cue=False):
                return span, bool(SURE_TELLS.fullmatch(m[0]))
    return None


def _place_at(scene: Scene, at: int) -> Span | None:
    """The outlet whose phrase begins at `at`, after an article at most."""
    return next((p for p, _ in scene.places if p[0] >= at and _ARTICLE.fullmatch(scene.words, at, p[0])), None)


_ARTICLE = re.compile(r"\s*(?:(?:the|an?)\s*)?")
_HEARER = re.compile(
    r"\s?(?P<who>(?:the|an?|his|her|their|local)\s[\w ]{3,40}?|reporters|journalists|newsm[ae]n|him|her|them|us) that\b"
)


def _hearer_in_content(scene: Scene, at: int) -> Span | None:
    """The hearer that the reader model has put into the content: `told {KTA that ...}`."""
    if scene.words[at : at + 2].strip(f" {BLANK}"):
        return None
    begin = scene.frame.base + at
    outlet = next((o for o in outlets(scene.text) if begin <= o.span[0] <= begin + 1), None)
    plain = _HEARER.match(scene.text, begin)
    span = outlet.span if outlet else plain.span("who") if plain else None
    return (span[0] - scene.frame.base, span[1] - scene.frame.base) if span else None


def told(scene: Scene) -> Iterator[Found]:
    """`told KTA`, `told a KTA reporter`; `told reporters` is no relay."""
    heard = told_phrase(scene)
    if not heard or not heard[1] or PRESS.match(scene.words[slice(*heard[0])]):
        return
    span = scene.frame.span(*heard[0])
    hidden = next((o for o in outlets(scene.text) if o.span == span), None)
    outlet = (heard[0], hidden) if hidden else scene.outlet_in(heard[0])
    if outlet and (outlet[0][0] <= heard[0][0] or scene.party(heard[0]).role == "relay"):
        yield Found(0, Relay(scene.frame.span(*outlet[0]), "relay", outlet[1].name), True)


BEFORE_OUTLET = re.compile(
    rf"(?:\b{WORK}\b(?:,?\s[^\s,;{BLANK}]+){{0,6}}?\s(?P<a>with|to|for|in|on|by|from|at|via)"
    r"|\b(?:interviewed|contacted|reached|questioned|asked|canvassed|surveyed|consulted"
    rf"|phoned|approached|monitored)\s(?:\S+\s){{0,3}}?(?P<b>by|on)"
    rf"|\b{PUBLISHED}(?:\s(?:live|late|early|on|in|as|full|saying|telling|also|exclusively"
    rf"|earlier|yesterday|today|last|this|week|month|\w+day|[A-Z]\w+|\d+|out|over|from)){{0,5}}?\s(?P<c>by"
    r"|in|on|to|with|from)"
    r"|\b(?:speaking|talking|spoke|speaks|talked|appearing|appeared|wrote|writes|writing"
    rf"|written|interviewed|argued|argues)(?:\s[^\s,;{BLANK}]+){{0,5}}?\s(?P<d>to|with"
    r"|on|in|for|from))"
    r"\s(?:the\s)?$",
    re.IGNORECASE,
)
_AFTER_WORDS = re.compile(rf"[{BLANK}\s,]*(?:[^\s,;{BLANK}]+\s){{0,5}}?(?P<e>to|on|via|over|through)\s(?:the\s)?$")
_ITS_WORK = re.compile(rf"(?:['’]s)?\s(?:[\w’'-]+\s){{0,3}}?{WORK}\b", re.IGNORECASE)
_INTERVIEW = re.compile(r"(?:interview|report|reports|programme|program|news|website|site)$", re.IGNORECASE)


def channel(scene: Scene) -> Iterator[Found]:
    """`in an interview with KTA`, `in remarks carried by`, `on state radio`, `wrote in the Herald`."""
    begin, end = scene.frame.clause
    for (start, stop), outlet in scene.places:
        if (
            not begin <= start < end
            or _is_antecedent(scene, stop)
            or scene.taken((start, stop), cue=False)
            or PRESS.match(scene.words[start:stop])
        ):
            continue
        left = scene.words[begin:start]
        link = _link(scene, left, begin, start, stop)
        if link and not _another_speaks(scene, start, stop):
            yield Found(0, Relay(scene.frame.span(start, stop), "relay", outlet.name), link in ("to", "with"))


def _is_antecedent(scene: Scene, stop: int) -> bool:
    """Whether the draft's source is a relative pronoun that stands for the outlet: "news reports that question"."""
    return (
        scene.source is not None
        and scene.source[0] - stop in (1, 2)
        and bool(RELATIVE.fullmatch(scene.words[slice(*scene.source)]))
    )


def _link(scene: Scene, left: str, begin: int, start: int, stop: int) -> str | None:
    """The preposition by which an outlet is tied to the saying; None where it is not."""
    m = BEFORE_OUTLET.search(left)
    if m:
        return next(g for g in m.groupdict().values() if g).lower()
    if re.search(r"\b(?:in|during|on|at|through|via)\s$", left, re.IGNORECASE) and (
        _ITS_WORK.match(scene.words, stop) or _INTERVIEW.search(scene.words[start:stop])
    ):
        return "in"
    after = max(
        (e - begin for s, e in [*scene.cues, *([scene.source] if scene.source else [])] if e <= start), default=None
    )
    blank = left.rfind(BLANK)
    if after is None and blank < 0:
        return None
    near = left[max(after or 0, blank, 0) :]
    m = _AFTER_WORDS.fullmatch(near) if near else None
    return (
        m["e"].lower()
        if m and not re.search(r"\b(?:responded|reacted|related|according|referring|threat|sue|given|access)\b", near)
        else None
    )


def _another_speaks(scene: Scene, start: int, stop: int) -> bool:
    """Whether what stands between the outlet and this draft's source and cue belongs to another saying."""
    if stop <= scene.frame.head:
        between = scene.words[stop : scene.frame.head]
    else:
        between = scene.words[scene.frame.tail : start] if start >= scene.frame.tail else ""
        if ABOUT.search(between):
            return True
    return bool(REPORTING.search(_PASSING.sub("", between)))


_PASSING = re.compile(
    r"\b(?:was|were|is|as) (?:quoted|reported)\b|\b(?:quoted|reported) (?:by|in)\b|\b(?:in|during) which .*?said"
)
