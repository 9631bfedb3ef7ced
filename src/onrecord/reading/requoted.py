"""`X was quoted by KTA as saying …` and `KTA quoted X as saying …` as what X said.

The model learnt to see who quotes whom here; a reader of the record wants who said what. Who relays it is found again
by `voices`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from onrecord.reading.voices.phrases import names_somebody
from onrecord.text.words import paragraphs, sentences
from onrecord.types import Draft, Passage, Span

BY_RULE = "found by rule, not by the model"
SURE = 0.75  # what a rule alone vouches for: set by judgement, not measured
LONGEST = 16  # words of a source

_QUOTED = re.compile(
    r"\b(?P<aux>(?:was|were|is|are|(?:has|have|had) been)\s(?:(?:also|later|earlier|widely|\w+ly)\s)?)?"
    r"(?P<verb>quoted|quotes|cited)\b(?P<mid>[^.;:\"“”\n]{0,120}?)\s(?P<as>as\s(?:saying|having said|telling)\b)"
)
_WHEN = re.compile(
    r",|\s(?:on|in|at|late|early|earlier|last|this|here|by|from)\s|\s(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b"
)
_AROUND = re.compile(r"(?:by|on|in|at|during|from|late|early|earlier|here|to|as|\w+day)\b")
_LEAD = re.compile(r"[\s,:]*(?:that\s+)?")


def requoted(text: str, drafts: Sequence[Draft], areas: Sequence[Span]) -> list[Draft]:
    """`drafts` with one attribution to whoever was quoted in place of all that touch such a phrase.

    >>> said = "Irena Valk was quoted by KTA as saying that she would wait."
    >>> [(d.source.text, d.cue.text, d.content.text) for d in requoted(said, [], [(0, len(said))])]
    [('Irena Valk', 'was quoted', 'she would wait')]
    >>> requoted("She was quoted a price by KTA.", [], [(0, 30)])
    []
    """
    kept = list(drafts)
    for area in areas:
        for line in paragraphs(text, *area):
            if "quote" in text[line[0] : line[1]] or "cited" in text[line[0] : line[1]]:
                for sentence in sentences(text, *line):
                    kept = _one(text, sentence, kept)
    return kept


def _one(text: str, sentence: Span, drafts: list[Draft]) -> list[Draft]:
    m = _QUOTED.search(text, *sentence)
    if not m:
        return drafts
    zone = m.span()
    touched = [d for d in drafts if d.cue.start < zone[1] and d.cue.end > zone[0]]
    who = _passive(text, m, sentence, touched) if m["aux"] else _active(text, m)
    if who is None:
        return drafts
    contents = sorted(
        {p for d in touched for s in d.content.spans for p in _outside(text, s, (min(who[0], zone[0]), zone[1]))}
    )
    contents = [p for p in contents if not any(o != p and o[0] <= p[0] and p[1] <= o[1] for o in contents)]
    contents = contents or _unread(text, sentence, who, zone)
    if not contents:
        return drafts
    end = m.end("as") if not m["mid"].strip() else m.end("verb")
    cue = Passage.of(text, [(m.start(), end)])
    sure = max((d.confidence for d in touched), default=SURE)
    doubts = tuple(dict.fromkeys(x for d in touched for x in d.doubts)) if touched else (BY_RULE,)
    new = Draft(Passage.of(text, [who]), cue, Passage.of(text, contents), confidence=sure, doubts=doubts)
    return [*(d for d in drafts if d not in touched), new]


def _unread(text: str, sentence: Span, who: Span, zone: Span) -> list[Span]:
    """What was said, where the model marked nothing: the words behind the phrase, else those before its subject."""
    behind = list(_outside(text, (zone[1], sentence[1]), zone))
    if behind and not (_AROUND.match(text, behind[0][0]) and len(text[slice(*behind[0])].split()) < 9):
        return behind
    return list(_outside(text, (sentence[0], who[0]), (who[0], sentence[1])))


def _passive(text: str, m: re.Match[str], sentence: Span, touched: Sequence[Draft]) -> Span | None:
    """The subject of "was quoted": as the model cut it, else the words between the last comma or mark and the verb."""
    known = [d.source.spans[0] for d in touched if d.source] + [s for d in touched for s in d.content.spans]
    for start, end in known:
        near = sentence[0] <= start and end <= m.start() and not re.search(r"\w", text[end : m.start()])
        if near and not re.search(r"[\"“”]", text[start:end]):
            return _name(text, (start, end))
    edges = (text.rfind(c, sentence[0], m.start() - 1) + 1 for c in ('"', "”", ", "))
    return _name(text, (max(sentence[0], *edges), m.start()))


def _active(text: str, m: re.Match[str]) -> Span | None:
    """Whoever stands between "quoted" and "as saying", without the time and the place."""
    cut = _WHEN.search(text, m.start("mid") + 1, m.end("mid"))
    return _name(text, (m.start("mid"), cut.start() if cut else m.end("mid")))


def _name(text: str, span: Span) -> Span | None:
    start, end = span
    while start < end and not (text[start].isalnum()):
        start += 1
    while end > start and not (text[end - 1].isalnum() or text[end - 1] in ")."):
        end -= 1
    words = text[start:end]
    short = 0 < len(words.split()) <= LONGEST
    return (start, end) if short and (names_somebody(words) or words.lower() in ("him", "her", "them", "it")) else None


def _outside(text: str, span: Span, zone: Span) -> Iterator[Span]:
    """What of `span` lies before and behind `zone`, without "that", commas and white space at its edges."""
    for start, end in ((span[0], min(span[1], zone[0])), (max(span[0], zone[1]), span[1])):
        start += len(_LEAD.match(text[start:end])[0]) if start < end else 0  # type: ignore[index]
        closed = max(text.rfind(c, start, end) for c in '"”')
        if end == zone[0] and start < end and text[start] in '"“' and closed > start:
            end = closed + 1  # what follows the closing mark belongs to the phrase
        while end > start and text[end - 1] in " ,.\n":
            end -= 1
        if end - start > 3:
            yield start, end
