"""The sentence around a draft, with its content blanked out: where relays and addressees are named."""

import re
from dataclasses import dataclass

from onrecord.text.words import sentences
from onrecord.types import Draft, Span

BLANK = "□"
_ASIDE = re.compile(r"\([^()]{1,60}\)|\[[^\][]{1,60}\]")
_SPLIT = re.compile(
    r";|\s(?:--|–|—)\s|\s-\s(?:though|although|but|and|while)\s|,?\s(?:and|but|while"
    r"|whereas|although|though|yet|nor|because|since|after|before|when(?! (?:asked|contacted"
    r"|reached|questioned|interviewed))|which|who|whose|until)\s",
    re.IGNORECASE,
)
_FRONT_SPLIT = re.compile(
    r";|\s(?:-|--|–|—)\s(?:though|although|but|and|while)\s|,\s(?:and|but|while|whereas"
    r"|although|though|yet)\s|^\s*(?:While|Although|Though|As|After|Before|When)\s",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Frame:
    """A stretch of the article as it stands, contents and asides blanked; `base` is its offset.

    `first` and `last` are the ends of source, cue and content together, `head` and `tail` those of source and cue,
    all counted in the frame.
    """

    words: str
    base: int
    head: int
    tail: int
    first: int
    last: int

    def span(self, start: int, end: int) -> Span:
        return self.base + start, self.base + end

    @property
    def clause(self) -> Span:
        """The part of the frame that is this draft's own clause: cut where a coordinate or subordinate one begins."""
        begin = max(
            (
                m.end()
                for m in _FRONT_SPLIT.finditer(self.words, 0, self.head)
                if m.group().strip(" ;,")[:1].islower() or ";" in m[0]
            ),
            default=0,
        )
        stop = _SPLIT.search(self.words, self.tail)
        while (
            stop
            and stop.start() < self.last
            and stop.end() <= self.words.find(BLANK, self.tail)
            and self.words[stop.start() : self.last].strip(BLANK + " ,.") == ""
        ):
            stop = _SPLIT.search(self.words, stop.end())
        return begin, stop.start() if stop else len(self.words)


def frame(text: str, draft: Draft, within: tuple[Span, ...] = ()) -> Frame:
    """The draft's sentences, from the first to the last that it touches, clipped to the outer content `within`."""
    spans = [*draft.cue.spans, *draft.content.spans, *(draft.source.spans if draft.source else ())]
    low, high = min(s for s, _ in spans), max(e for _, e in spans)
    begin, end = _sentence(text, low)[0], _sentence(text, max(low, high - 1))[1]
    clip = next(((s, e) for s, e in within if s <= draft.cue.start < e), None)
    if clip:
        begin, end = max(begin, min(clip[0], low)), min(end, max(clip[1], high))
    words = list(text[begin:end])
    anchors = [*draft.cue.spans, *(draft.source.spans if draft.source else ())]
    kept = {i for s, e in anchors for i in range(s - begin, e - begin)}
    for s, e in draft.content.spans:
        words[s - begin : e - begin] = [
            c if i in kept else BLANK for i, c in enumerate(words[s - begin : e - begin], s - begin)
        ]
    joined = "".join(" " if c in "\n\r\t\u00a0" else c for c in words)
    joined = _ASIDE.sub(lambda m: " " * len(m[0]), joined)
    head, tail = min(s for s, _ in anchors) - begin, max(e for _, e in anchors) - begin
    return Frame(joined, begin, head, tail, low - begin, high - begin)


def _sentence(text: str, at: int) -> Span:
    """The sentence of the paragraph that holds position `at`."""
    begin, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
    end = len(text) if end < 0 else end
    found = next(((s, e) for s, e in sentences(text, begin, end) if s <= at < e), (begin, end))
    return found
