"""All that the rules look at for one draft: its frame, the outlets in it, and what a phrase there amounts to."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.reading.voices.cues import DOCUMENT, STAFF
from onrecord.reading.voices.frame import BLANK, Frame, frame
from onrecord.reading.voices.model import Relay
from onrecord.reading.voices.outlets import Outlet, outlets
from onrecord.types import Draft, LinkRole, Span

_OWN_WORK = re.compile(
    r"(?:reports?|channel|agency|station|network|website|web site|newspaper|daily|broadcast"
    r"|programme|program|TV|television|radio|bulletin|editorial|article|story|dispatch)"
)
_LINKED = re.compile(r"\b(?:in|on|by|from|to|with|of|for|at)\s+$")


@dataclass(frozen=True, slots=True)
class Scene:
    """`places` are the outlets of the frame, counted in it; `source` and `cue` are the draft's spans there."""

    text: str
    draft: Draft
    frame: Frame
    places: tuple[tuple[Span, Outlet], ...]

    @property
    def words(self) -> str:
        return self.frame.words

    @property
    def source(self) -> Span | None:
        if self.draft.source is None:
            return None
        return self.draft.source.start - self.frame.base, self.draft.source.end - self.frame.base

    @property
    def cues(self) -> list[Span]:
        return [(s - self.frame.base, e - self.frame.base) for s, e in self.draft.cue.spans]

    def taken(self, span: Span, *, cue: bool = True) -> bool:
        """Whether the span overlaps the source, or the cue."""
        own = [*(self.cues if cue else ()), *([self.source] if self.source else ())]
        return any(s < span[1] and span[0] < e for s, e in own)

    def outlet_in(self, span: Span) -> tuple[Span, Outlet] | None:
        return next(((p, o) for p, o in self.places if p[0] < span[1] and span[0] < p[1]), None)

    def party(self, span: Span) -> Relay:
        """What a noun phrase of the frame amounts to: the outlet in it, else a document, else a speaker."""
        found = self.outlet_in(span)
        if found and self._speaks_as_outlet(span, found[0]):
            return Relay(self.frame.span(*found[0]), "relay", found[1].name)
        phrase = self.words[slice(*span)]
        head = re.split(
            r"\s(?:of|by|in|on|from|with|for|that|to|published|released|issued|about|circulated|based)\s", phrase
        )[0]
        role: LinkRole = "document" if DOCUMENT.search(head) else "speaker"
        return Relay(self.frame.span(*span), role, re.sub(r"^(?:the|a|an) ", "", phrase, flags=re.IGNORECASE))

    def _speaks_as_outlet(self, span: Span, place: Span) -> bool:
        rest = self.words[place[1] : span[1]].strip()
        return (
            not rest
            or bool(STAFF.match(rest))
            or bool(_LINKED.search(self.words, span[0], place[0]))
            or rest[:2] in ("'s", "’s")
        )


def scene(text: str, draft: Draft, within: tuple[Span, ...] = ()) -> Scene:
    """The scene of a draft; `within` are the content spans of the outer draft of a nested one."""
    around = frame(text, draft, within)
    return Scene(text, draft, around, tuple(_places(text, around)))


def _places(text: str, around: Frame) -> Iterator[tuple[Span, Outlet]]:
    for o in outlets(text):
        start, end = o.span[0] - around.base, o.span[1] - around.base
        shown = around.words[max(0, start) : end]
        if start >= 0 and end <= len(around.words) and BLANK not in shown and shown.strip():
            yield (start, end), o
