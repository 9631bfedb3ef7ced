"""The sentence around a draft, with its content blanked out: where relays and addressees are named."""

import re
from dataclasses import dataclass
from functools import lru_cache

from onrecord.text.words import sentences
from onrecord.types import Draft, Span

BLANK, EDGE = "□", "¦"  # a content; the end of a paragraph
_BREAK = re.compile(r"\n[ \t]*\n\s*|(?<=[.!?\"”’:])[ \t]*\n")
_SPACE = re.compile(r"[\n\r\t\u00a0]")
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

    `head` and `tail` are the ends of source and cue together, `first` is where the draft begins, `stop` is the end of
    the sentence in which a trailing clause can stand; all counted in the frame.
    """

    words: str
    base: int
    head: int
    tail: int
    first: int
    stop: int

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
        return begin, stop.start() if stop else len(self.words)


def frame(text: str, draft: Draft, within: tuple[Span, ...] = ()) -> Frame:
    """The draft's sentences, from the first to the last that it touches, clipped to the outer content `within`."""
    anchors = _anchors(text, draft)
    spans = [*anchors, *draft.content.spans]
    low, high = min(s for s, _ in spans), max(e for _, e in spans)
    begin, end = _sentence(text, low)[0], _sentence(text, max(low, high - 1))[1]
    clip = next(((s, e) for s, e in within if s <= draft.cue.start < e), None)
    if clip:
        begin, end = max(begin, min(clip[0], low)), min(end, max(clip[1], high))
    words = _BREAK.sub(lambda m: EDGE * len(m[0]), text[begin:end])
    for s, e in _hidden(text, draft, anchors):
        words = words[: s - begin] + BLANK * (e - s) + words[e - begin :]
    words = _ASIDE.sub(lambda m: " " * len(m[0]), _SPACE.sub(" ", words))
    head, tail = min(s for s, _ in anchors), max(e for _, e in anchors)
    stop = _sentence(text, max(0, (draft.content.end if draft.content.start >= tail else tail) - 1))[1]
    return Frame(words, begin, head - begin, tail - begin, low - begin, min(stop, end) - begin)


def _anchors(text: str, draft: Draft) -> list[Span]:
    """Cue and source; a source in another sentence than cue and content says nothing about theirs."""
    cues = list(draft.cue.spans)
    reach = [(_sentence(text, s)[0], _sentence(text, max(s, e - 1))[1]) for s, e in [*cues, *draft.content.spans]]
    sources = draft.source.spans if draft.source else ()
    return [*cues, *(x for x in sources if any(s <= x[0] < e for s, e in reach))]


def _hidden(text: str, draft: Draft, anchors: list[Span]) -> list[Span]:
    """The content to blank: where it runs over source and cue, their sentence is left open from there on."""
    hidden: list[Span] = []
    for s, e in draft.content.spans:
        inside = [a for a in anchors if s < a[1] and a[0] < e]
        if not inside:
            hidden.append((s, e))
            continue
        opened, closed = min(a[0] for a in inside), _sentence(text, max(a[1] for a in inside) - 1)[1]
        hidden += [x for x in ((s, max(s, opened)), (min(closed, e), e)) if x[0] < x[1]]
    return hidden


def _sentence(text: str, at: int) -> Span:
    """The sentence of the paragraph that holds position `at`."""
    begin, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
    end = len(text) if end < 0 else end
    return next(((s, e) for s, e in _sentences(text, begin, end) if s <= at < e), (begin, end))


@lru_cache(maxsize=256)
def _sentences(text: str, begin: int, end: int) -> tuple[Span, ...]:
    return tuple(sentences(text, begin, end))
