"""Who quotes: `quoted by KTA`, `KTA quoted him as saying`, `was quoted as saying`."""

import re
from collections.abc import Iterator

from onrecord.reading.voices import phrases
from onrecord.reading.voices.channels import channel
from onrecord.reading.voices.cues import (
    QUOTES,
    SAYS,
    SHOWS,
)
from onrecord.reading.voices.frame import BLANK, EDGE
from onrecord.reading.voices.model import Found, Relay
from onrecord.reading.voices.outlets import outlets
from onrecord.reading.voices.scene import Scene
from onrecord.types import Span

_QUOTED_BY = re.compile(
    r"\b(?:quoted|cited|quotes)(?:\s(?:as (?:saying|telling|having said|reporting|warning"
    r"|insisting)|to the effect|extensively|directly|\w+day|on \w+day|late \w+day|in "
    r"[A-Z]\w+|earlier|yesterday|today|later|again))*(?:\s[^,;]{0,60}?)?\sby\b"
)
_SHOWN = re.compile(
    r"(?:\s(?:live|footage|video|pictures?|images?|a|an|the|of|from|with|by|recording"
    r"|tape|interview|message|statement|\w+day|on|yesterday|today|earlier|late|also))*\s*$"
)
_IN_WHICH = re.compile(
    rf"\b{SHOWS}\s[^;{BLANK}]{{0,120}}?\b(?:in which|where|with|during which)(?:\s(?:the|a|an))?\s*$"
)
_VERB = re.compile(rf"\b{SAYS}\b")
_PASSIVE = re.compile(r"\b(?:was|were|is|are|been|being)\s(?:\w+ly\s|also\s|later\s|earlier\s)?(?:quoted|cited)\b")


def quoted_by(scene: Scene) -> Iterator[Found]:
    """`quoted by KTA`, `was cited by his lawyer as saying`, `as quoted in the report by`."""
    begin, end = scene.frame.clause
    for m in _QUOTED_BY.finditer(scene.words, begin, end):
        if BLANK in m[0]:
            continue
        place = next((p for p, _ in scene.places if m.end() <= p[0] <= m.end() + 5), None)
        span = place or phrases.after(scene.words, m.end())
        if span and not scene.taken(span, cue=False):
            yield Found(1, scene.party(span))


def quoted_before(scene: Scene) -> Iterator[Found]:
    """`KTA quoted him as saying`, `television showed him saying`, `the paper said, citing X as saying`."""
    first = scene.source[0] if scene.source else scene.frame.head
    if first > scene.frame.tail:
        return
    left = scene.words[:first]
    citing = re.search(r"\b(?:[Qq]uoting|[Cc]iting)\s(?:the\s)?$", left)
    if citing:
        span = _subject_of_last(left[: citing.start()]) or _subject_between(scene)
        if span:
            yield Found(2, scene.party(span))
        return
    active = [m for m in re.finditer(rf"\b(?:{QUOTES}|{SHOWS})\b", left) if _SHOWN.fullmatch(left, m.end())]
    active = active or [m for m in [_IN_WHICH.search(left), quoting_verb(scene)] if m]
    if active and not re.search(r"\b(?:was|were|been|is|are)\s$", left[: active[0].start()]):
        span = phrases.before(left, active[0].start())
        if span and (scene.outlet_in(span) or re.search(r"quote|cite", active[0][0])):
            yield Found(2, scene.party(span))


def _subject_between(scene: Scene) -> Span | None:
    """`Citing {a source}, KTA {said}`: the subject that stands between source and cue."""
    if scene.source is None or not scene.words[scene.source[1] :].startswith(","):
        return None
    cue = next((s for s, _ in scene.cues if s > scene.source[1]), None)
    return phrases.before(scene.words, cue, scene.source[1] + 1) if cue else None


def quoting_verb(scene: Scene) -> re.Match[str] | None:
    """`KTA quoted the envoy on Friday as {saying}` where the reader model found no source: the match, `who` in it."""
    return None if scene.draft.source else _QUOTED_AS.search(scene.words, 0, scene.frame.head)


_QUOTED_AS = re.compile(rf"\b{QUOTES}\s(?P<who>[^;:{BLANK}{EDGE}\"“”]{{2,160}}?)(?:,?\s(?:on\s)?\w+day)?,?\s(?:as\s)?$")


def _subject_of_last(left: str) -> Span | None:
    """The subject of the last reporting verb of `left`, before the verb or (`said the official,`) after it."""
    verbs = list(_VERB.finditer(left))
    if not verbs:
        return None
    after = phrases.after(left, verbs[-1].end())
    if after and not left[after[1] :].strip(" ,"):
        return after
    return phrases.before(left, verbs[-1].start())


def quoted_somewhere(scene: Scene) -> Iterator[Found]:
    """`was quoted as saying`, by whom is not said: the outlet that the text named last."""
    spot = " ".join(scene.words[s:e] for s, e in scene.cues)
    lead = scene.words[max(0, scene.cues[0][0] - 12) : scene.cues[0][0]]
    if not _PASSIVE.search(f"{lead}{spot}") or _QUOTED_BY.search(scene.words, *scene.frame.clause):
        return
    if any(True for _ in channel(scene)):
        return
    start = scene.frame.base + scene.frame.head
    earlier = [o for o in outlets(scene.text) if o.span[1] <= start and o.span[0] >= start - 2500]
    named = [o for o in earlier if _in_relay_place(scene.text, o.span)] or earlier
    if named:
        yield Found(1, Relay(named[-1].span, "relay", named[-1].name))


def _in_relay_place(text: str, span: Span) -> bool:
    """Whether the outlet reports, quotes, or is told there, rather than being spoken of."""
    after, left = text[span[1] : span[1] + 40], text[max(0, span[0] - 40) : span[0]]
    verb = re.match(rf"(?:\s*\([^)]*\))?,?\s{SAYS}\b|\s{QUOTES}\b", after)
    return bool(
        verb
        or re.search(
            r"\b(?:told|quoted by|cited by|according to|interview with|carried by|reported|to"
            r"|by|saying by)\s(?:the\s)?$",
            left,
        )
    )


_QUOTED_AFTER = re.compile(
    rf",[\"”]?\s(?P<outlet>[^,;:.{BLANK}{EDGE}]{{2,60}}?)\s{QUOTES}\s(?P<who>[^;:{BLANK}{EDGE}\"“”]{{2,160}}?),?\s(?:as\s)?saying\b"
)


def quoted_after(scene: Scene) -> re.Match[str] | None:
    """`..., KTA quoted the envoy as saying` behind a draft that has no source of its own: `who` and `outlet` in it."""
    return None if scene.draft.source else _QUOTED_AFTER.search(scene.words, scene.frame.tail, scene.frame.stop)
