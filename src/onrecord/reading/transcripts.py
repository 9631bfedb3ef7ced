"""Transcripts: each paragraph that opens with a name and a colon is one turn of that speaker."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.text.words import paragraphs
from onrecord.types import Draft, Passage, Span

FEWEST = 3  # labelled paragraphs that make a transcript: two can be a headline and a caption
_CAPITALS = re.compile(
    r"\s*[\"“]?((?:[A-Z][\w.'’-]*[A-Z.]|[A-Z])(?: (?:[A-Z][\w.'’-]*[A-Z.]|[A-Z]))*)(?: ?[(,][^:\n]{1,40})?(:)\s+(?=\S)"
)
_TITLE = re.compile(
    r"\s*[\"“]?((?:[A-Z][\w.'’-]*)(?: (?:(?:al|de|van|von|bin|el)[ -])?[A-Z][\w.'’-]*){0,4})"
    r"(?: ?[(,][^:\n]{1,40})?(:)\s+(?=\S)"
)
_ASIDE = re.compile(r"\s*[\"“]?[(\[][^)\]]*[)\]][.\"”]*\s*$")
_NO_NAME = re.compile(
    r"(?:ALSO|BREAKING|CORRECTION|EDITOR.?S? NOTE|EXCLUSIVE|FACT|FILE|LIVE|MORE|NOTE|PHOTOS?|P\.?S|QUOTE|READ|RELATED"
    r"|REPORT|SOURCE|TRANSCRIPT|UPDATED?|UPDATE|VIDEO|WATCH|WARNING)\b", re.IGNORECASE,
)  # fmt: skip


def turns(text: str, areas: Sequence[Span]) -> list[Draft]:
    """The turns of a transcript as attributions; none where the text is no transcript.

    Names in capitals make one from three turns on; names in small letters must also stand in most paragraphs and
    come again. A paragraph without a name goes on with the turn above, an aside in brackets belongs to nobody.

    >>> talk = "VALK: We waited.\\n\\nHOST: How long?\\n\\nVALK: Years.\\n\\nThey knew."
    >>> [(d.source.text, d.content.text) for d in turns(talk, [(0, len(talk))]) if d.source]
    [('VALK', 'We waited.'), ('HOST', 'How long?'), ('VALK', 'Years. They knew.')]
    >>> turns("Valk: no more talks\\n\\nShe said so on Friday.", [(0, 43)])
    []
    """
    lines = [p for area in areas for p in paragraphs(text, *area)]
    for pattern in (_CAPITALS, _TITLE):
        found = _labelled(text, lines, pattern)
        if found and _is_transcript(found, len(lines), pattern is _TITLE):
            return _drafts(text, lines, found)
    return []


def _labelled(text: str, lines: list[Span], pattern: re.Pattern[str]) -> dict[int, re.Match[str]]:
    out = {}
    for i, (start, end) in enumerate(lines):
        m = pattern.match(text, start, end)
        if m and not _NO_NAME.match(m[1]):
            out[i] = m
    return out


def _is_transcript(found: dict[int, re.Match[str]], lines: int, strict: bool) -> bool:
    names = [m[1] for m in found.values()]
    if len(names) < FEWEST or len(set(names)) == len(names):
        return False
    return not strict or (len(names) >= lines / 2 and len(set(names)) >= 2)


def _drafts(text: str, lines: list[Span], found: dict[int, re.Match[str]]) -> list[Draft]:
    out: list[Draft] = []
    held: re.Match[str] | None = None
    contents: list[Span] = []
    for i in range(min(found), len(lines) + 1):
        if i in found or i == len(lines):
            if held and contents:
                source, cue = (Passage.of(text, [held.span(k)]) for k in (1, 2))
                out.append(Draft(source, cue, Passage.of(text, contents), confidence=0.9))
            held, contents = found.get(i), []
        if i == len(lines) or _ASIDE.match(text, *lines[i]):
            continue
        start = held.end() if i in found and held else lines[i][0]
        if start < lines[i][1]:
            contents.append((start, lines[i][1]))
    return out


def merged(drafts: list[Draft], spoken: list[Draft]) -> list[Draft]:
    """The drafts of the model with those of a transcript in place of all that its turns cover."""
    if not spoken:
        return drafts
    covered = [(d.source.start if d.source else d.cue.start, d.content.end) for d in spoken]
    kept = [d for d in drafts if not any(s < d.content.end and d.content.start < e for s, e in covered)]
    return sorted([*kept, *spoken], key=lambda d: (d.cue.start, d.content.start))
