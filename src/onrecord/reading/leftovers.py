"""What the model passes over although the words leave no choice: plain `X said …` and `…, X said.`, and quotations.

Each rule only adds where no attribution stands yet, or cuts one in two; what it makes carries a doubt that says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from onrecord.reading.requoted import BY_RULE, SURE, requoted
from onrecord.reading.voices.phrases import names_somebody
from onrecord.text.quotes import Quotation
from onrecord.text.stretches import Stretches
from onrecord.text.words import paragraphs, sentences
from onrecord.types import Draft, Passage, Span

LONGEST = 14  # words of a source

_ONE = (
    r"(?:said|says|told (?:(?:the|a|an|his|her|its|their|state|local)\s)?[\w’'-]+(?:\s[A-Z][\w’'-]+){0,3}"
    r"|added|warned|announced|stressed|insisted|claimed|confirmed|declared|explained|noted|reported|acknowledged|admitted"
    r"|(?:was|were) (?:also )?(?:quoted|cited)"
    r"(?: by [^,.;]{2,50}?)? as (?:saying|telling [\w ]{2,30})|has said|have said|had said)"
)
_TRAILING = re.compile(
    rf"(?P<content>.{{12,}}?[\w\"”’)%]),? (?P<source>(?:[^,;:\"“”]{{2,110}}?)(?:, [^,;:\"“”]{{2,90}},)?)"
    rf" (?P<cue>{_ONE})"
    r"(?:(?: (?:on|in|at|by|late|early|earlier|here|today|yesterday|\w+day)\b[^,;:\"“”]{0,70})?)[.]?$",
    re.DOTALL,
)
_LEADING = re.compile(
    r"(?:(?:But|And|However,|Meanwhile,|Earlier,|On \w+day,) )?"
    r"(?P<source>(?:[A-Z]|(?:the|a|an|he|she|they) )[^;:\"“”]{1,140}?),?"
    r" (?P<cue>(?:also |later |earlier )?(?:said|says|told [\w’' -]{2,40}?))"
    r" (?:(?:on |late |earlier )?\w+day (?:evening |morning |night )?)?(?:that )?"
    r"(?P<content>(?!than\b)(?:(?!that\b)[^.]|\.(?=\S)){8,})[.]?$",
    re.DOTALL,
)
_PLAIN = re.compile(
    r"\b(?:said|says|told|quoted as saying|cited as saying|added|warned|announced|insisted|confirmed|declared)\b"
)
_OPENS = re.compile(
    r"(?P<source>[A-Z][^;:\"“”]{1,90}?) (?P<cue>(?:(?:also|then|later|further|\w+ly|has|had) )?"
    r"(?:said|says|continued|continues|added|adds|wrote|writes|reports|reported|explained|explains|stated|states|tweeted"
    r"|replied|responded|answered|asked|declared|concluded|noted|notes|recalled|went on"
    r"|(?:made|issued|gave|offered|posted) (?:the following|this) \w+|told [^:;]{2,60}?)(?: [^:;\"“”]{0,60})?):\s*$"
)
_NAME = re.compile(r", ((?:[A-Z][\w’'-]+ ){1,3}[A-Z][\w’'-]+)$")
_AS_SAYING = re.compile(r"(?<=[\"”])(\s[^\"“”]*\bas (?:saying|telling [\w ]{2,30}))$")
_AND = re.compile(
    r",? (?:and|while|but) (?P<source>(?:the )?(?:[A-Z][\w’'-]*)(?: (?:of |the )?[A-Z][\w’'-]*){0,4})"
    r" (?P<cue>saying|contending|insisting|arguing|claiming|maintaining|demanding|denying|warning|says|said|insists"
    r"|insisted|argues|argued|claims|claimed|contends|contended|maintains|maintained|demands|demanded|denies|denied)"
    r" (?:that )?(?=\S)"
)  # fmt: skip


def leftovers(text: str, drafts: Sequence[Draft], quotes: Stretches[Quotation], areas: Sequence[Span]) -> list[Draft]:
    """`drafts` with what the rules add, in text order."""
    kept = [_cut_tail(text, part) for d in requoted(text, drafts, areas) for part in _parted(text, d)]
    lines = [p for area in areas for p in paragraphs(text, *area)]
    for line in lines:
        for sentence in sentences(text, *line):
            kept += _plain(text, sentence, kept, quotes)
    kept += _announced(text, lines, kept, quotes)
    kept += _bare_quotations(text, lines, kept, quotes)
    return sorted(kept, key=lambda d: (d.cue.start, d.content.start))


def _parted(text: str, draft: Draft) -> Iterator[Draft]:
    """A draft, cut in two where its content runs on into what somebody else says: "and Ostmark saying it did not".

    >>> said = "with Sarn saying it bound them and Ostmark saying it did not"
    >>> one = Draft(None, Passage.of(said, [(10, 16)]), Passage.of(said, [(17, 60)]))
    >>> [(d.source.text if d.source else None, d.content.text) for d in _parted(said, one)]
    [(None, 'it bound them'), ('Ostmark', 'it did not')]
    """
    start, end = draft.content.spans[-1]
    m = None if text[start] in "\"“‘'" else _AND.search(text, start + 4, end)
    if not m or draft.cue.start > start or _quoted_at(text, start, m.start()):
        yield draft
        return
    yield replace(draft, content=Passage.of(text, [*draft.content.spans[:-1], (start, m.start())]))
    source, cue = (Passage.of(text, [m.span(k)]) for k in ("source", "cue"))
    yield Draft(source, cue, Passage.of(text, [(m.end(), end)]), confidence=SURE, doubts=(BY_RULE,))


def _cut_tail(text: str, draft: Draft) -> Draft:
    """The draft without words that belong to its cue, behind the closing mark: `"No," KTA quoted [Valk as saying]`."""
    start, end = draft.content.spans[-1]
    m = _AS_SAYING.search(text, start, end)
    if not m or text[start] not in '"“' or len(m[0].split()) > LONGEST:
        return draft
    return replace(draft, content=Passage.of(text, [*draft.content.spans[:-1], (start, m.start(1))]))


def _quoted_at(text: str, start: int, at: int) -> bool:
    """Whether a quotation that opens after `start` is still open at `at`."""
    held = text[start:at]
    return held.count("“") > held.count("”") or held.count('"') % 2 == 1


def _plain(text: str, sentence: Span, drafts: Sequence[Draft], quotes: Stretches[Quotation]) -> Iterator[Draft]:
    """The attribution of a sentence that says plainly who said it, where none of `drafts` has a cue in it."""
    start, end = sentence
    if end - start > 1200 or not _PLAIN.search(text, start, end):
        return
    here = [d for d in drafts if d.cue.spans and start <= d.cue.start < end]
    for pattern in (_TRAILING, _LEADING):
        m = pattern.match(text, start, end)
        if m and _stands(text, m, here, quotes):
            said, source = _trim(text, m.span("content")), m.span("source")
            name = _NAME.search(text, *said) if pattern is _TRAILING else None
            if name:  # "…, Irena Valk, head of the office, told"
                said, source = _trim(text, (said[0], name.start())), (name.start(1), source[1])
            by, cue, content = (Passage.of(text, [span]) for span in (source, _trim_cue(text, m), said))
            yield Draft(by, cue, content, confidence=SURE, doubts=(BY_RULE,))
            return


def _stands(text: str, m: re.Match[str], here: Sequence[Draft], quotes: Stretches[Quotation]) -> bool:
    """Whether a match names a source and touches no attribution that is there, but for those inside its content."""
    words = m["source"].split()
    if len(words) > LONGEST or not names_somebody(m["source"]) or _CLAUSE.search(m["source"]):
        return False
    if any(not q.nested and q.start < m.start("cue") < q.end for q in quotes.touching(m.start("cue"), m.end("cue"))):
        return False
    lo, hi = m.span("content")
    return all(lo <= min(d.cue.start, d.content.start) and max(d.cue.end, d.content.end) <= hi + 1 for d in here)


_CLAUSE = re.compile(
    r"\b(?:who|which|whose|because|after|when|where|while|was|were|is|are|said|has|have|had|if|as|that|to)\b"
)


def _trim(text: str, span: Span) -> Span:
    start, end = span
    while end > start and text[end - 1] in " ,.":
        end -= 1
    return start, end


def _trim_cue(text: str, m: re.Match[str]) -> Span:
    """The cue without the addressee: "told the daily" is "told"."""
    start, end = m.span("cue")
    told = re.compile(r"told\b").search(text, start, end)
    return (start, told.end()) if told else (start, end)


def _announced(
    text: str, lines: Sequence[Span], drafts: Sequence[Draft], quotes: Stretches[Quotation]
) -> Iterator[Draft]:
    """What stands below a paragraph that ends `X said:`, up to where its quotation closes."""
    for i, line in enumerate(lines[:-1]):
        last = list(sentences(text, *line))[-1:] if text[line[0] : line[1]].rstrip().endswith(":") else []
        m = _OPENS.match(text, *last[0]) if last else None
        if not m or not names_somebody(m["source"]) or _CLAUSE.search(m["source"]):
            continue
        block = _block(text, lines[i + 1 :], quotes)
        lo, hi = block[0][0], block[-1][1]
        if any(d.content.start < hi and d.content.end > lo and d.depth == 0 for d in drafts):
            continue
        source, cue = (Passage.of(text, [m.span(k)]) for k in ("source", "cue"))
        yield Draft(source, cue, Passage.of(text, block), confidence=SURE, doubts=(BY_RULE,))


def _block(text: str, lines: Sequence[Span], quotes: Stretches[Quotation]) -> list[Span]:
    """The first of `lines`, and those after it as long as a quotation that it opens is not closed."""
    out = [_stripped(text, lines[0])]
    for line in lines[1:]:
        start, end = out[-1]
        held = [q for q in quotes.touching(start, end) if not q.nested and q.start >= start]
        if not held or held[0].start != start or held[-1].closed or held[-1].end < end:
            break
        out.append(_stripped(text, line))
    return out


def _bare_quotations(
    text: str, lines: Sequence[Span], drafts: Sequence[Draft], quotes: Stretches[Quotation]
) -> Iterator[Draft]:
    """A paragraph that is one quotation and nothing else goes on from the attribution in the paragraph above."""
    for above, line in pairwise(lines):
        if any(d.content.start < line[1] and d.content.end > line[0] for d in drafts) or not _is_quotation(
            text, line, quotes
        ):
            continue
        last = [d for d in drafts if above[0] <= d.content.start < above[1] and d.source and d.depth == 0]
        if last:
            held = max(last, key=lambda d: d.content.end)
            yield replace(held, content=Passage.of(text, [_stripped(text, line)]), confidence=0.6, doubts=(BY_RULE,))


def _is_quotation(text: str, line: Span, quotes: Stretches[Quotation]) -> bool:
    start, end = _stripped(text, line)
    return end - start > 20 and any(
        q.start == start and q.end >= end - 1 and not q.nested for q in quotes.touching(start, end)
    )


def _stripped(text: str, line: Span) -> Span:
    start, end = line
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
