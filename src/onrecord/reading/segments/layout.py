"""Units of a page to kinds: furniture first, then appeals, lists of titles, headlines, datelines."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.reading.segments.appeals import appeals
from onrecord.reading.segments.datelines import dateline_end
from onrecord.reading.segments.furniture import Rule, furniture
from onrecord.reading.segments.headings import (
    ends_sentence,
    is_capitals,
    is_headline,
    is_subheading,
    is_title_like,
    is_turn,
)
from onrecord.reading.segments.units import Unit, plain, sentences
from onrecord.types import Segment, SegmentKind

Kinds = list[SegmentKind]

MOST_TITLES = 15  # in one list of links
# A sentence inside a paragraph is looked at only where one of these words stands in it: most paragraphs have none.
_INLINE = re.compile(
    r"(?i)•|©|sign up|subscri|newsletter|read more|also read|all rights reserved|contributed (?:to|"
    r"from)|additional reporting|dear reader"
    r"|message from|support (?:us|our|independent)|donat|click here|follow (?:us|@)|cookies|"
    r"was (?:amended|updated|corrected)|image caption"
)


def layout(text: str, found: Sequence[Unit], title: str | None) -> list[Segment]:
    """Segments of headline, dateline, body and furniture that cover `text`; repeats are not looked for here."""
    kinds = _kinds(found, title)
    out: list[Segment] = []
    first = True
    for unit, kind in zip(found, kinds, strict=True):
        if kind == "body":
            out += _body(text, unit, first=first)
            first = False
        else:
            out.append(Segment(unit.start, unit.end, kind))
            first = first or kind == "headline"
    return out


def _kinds(found: Sequence[Unit], title: str | None) -> Kinds:
    lines = [u.words for u in found]
    rules = _rules(lines)
    kinds: Kinds = ["furniture" if r else "body" for r in rules]
    _mark_appeals(lines, kinds)
    _mark_lists(lines, rules, kinds)
    _mark_headlines(lines, kinds, title)
    _mark_subheadings(lines, kinds)
    _mark_trailing_titles(lines, kinds)
    _mark_twins(lines, kinds)
    return kinds


def _rules(lines: Sequence[str]) -> list[Rule | None]:
    rules: list[Rule | None] = []
    at_top = True
    for line in lines:
        rules.append(furniture(line, at_top=at_top))
        at_top = at_top and (rules[-1] is not None or not ends_sentence(line))
    return rules


def _mark_appeals(lines: Sequence[str], kinds: Kinds) -> None:
    for first, end in appeals(lines):
        kinds[first:end] = ["furniture"] * (end - first)


def _mark_lists(lines: Sequence[str], rules: Sequence[Rule | None], kinds: Kinds) -> None:
    """After a heading such as "Read more:", the titles of other pages; at the foot of a page, closed sentences too."""
    for i, rule in enumerate(rules):
        if rule is None or not rule.opens_list:
            continue
        rest = range(i + 1, min(len(lines), i + 1 + MOST_TITLES))
        at_foot = lines[i].endswith(":") and _are_titles([lines[k] for k in range(i + 1, len(lines))])
        for k in rest:
            if kinds[k] == "body" and not at_foot and not is_title_like(lines[k]):
                break
            kinds[k] = "furniture"


def _are_titles(lines: Sequence[str]) -> bool:
    """Whether the last lines of a page are titles: half of them surely, none of the others a long closed sentence."""
    if len(lines) > MOST_TITLES or any(len(x) > 90 and ends_sentence(x) for x in lines):
        return False
    return 2 * sum(map(is_title_like, lines)) >= len(lines)


def _mark_headlines(lines: Sequence[str], kinds: Kinds, title: str | None) -> None:
    """Headlines from the top to the first line of the body; there is none where nothing would be left as body."""
    marked: list[int] = []
    transcript = sum(is_turn(line) for line in lines) > 2
    for i, line in enumerate(lines):
        if kinds[i] != "body" or not line:
            continue
        goes_on = i + 1 < len(lines) and lines[i + 1][:1].islower()
        if (
            goes_on
            or (transcript and is_turn(line) and not is_capitals(line))
            or dateline_end(line, 0, len(line), first=bool(marked))
            or not is_headline(line, title)
        ):
            break
        marked.append(i)
    else:
        marked = []
    for i in marked:
        kinds[i] = "headline"


def _mark_subheadings(lines: Sequence[str], kinds: Kinds) -> None:
    body = [i for i, k in enumerate(kinds) if k == "body" and lines[i]]
    capitals = sum(is_capitals(lines[i]) for i in body) > len(body) / 3
    for before, i, after in zip(body, body[1:], body[2:], strict=False):
        if kinds[before] != "body":
            continue
        shouted = not capitals and is_capitals(lines[i]) and len(lines[i]) <= 70 and ":" not in lines[i]
        if (shouted and not is_capitals(lines[before])) or is_subheading(lines[i], lines[before], lines[after]):
            kinds[i] = "headline"


def _mark_trailing_titles(lines: Sequence[str], kinds: Kinds) -> None:
    """Two or more titles after the last closed sentence of an article that closes its sentences are links."""
    body = [i for i, k in enumerate(kinds) if k == "body" and lines[i]]
    tail = len(body)
    while tail and is_title_like(lines[body[tail - 1]]) and len(lines[body[tail - 1]].split()) > 2:
        tail -= 1
    closed = tail >= 3 and all(ends_sentence(lines[i]) for i in body[tail - 3 : tail])
    if closed and 2 <= len(body) - tail <= 3 * MOST_TITLES:
        for i in body[tail:]:
            kinds[i] = "furniture"


def _mark_twins(lines: Sequence[str], kinds: Kinds) -> None:
    """A headline printed again, and a line printed twice running, are the article's own text again."""
    headlines: set[str] = set()
    last = ""
    for i, line in enumerate(lines):
        if kinds[i] not in ("body", "headline"):
            continue
        key = line.casefold().rstrip(" .")
        if key in headlines or (key == last and len(key.split()) >= 6):
            kinds[i] = "repeat"
        elif kinds[i] == "headline" and len(key.split()) >= 3:
            headlines.add(key)
        last = key


def _body(text: str, unit: Unit, *, first: bool) -> list[Segment]:
    """A paragraph, its dateline and the furniture inside it apart."""
    start = dateline_end(text, unit.start, unit.end, first=first)
    out = [Segment(unit.start, start, "dateline")] if start > unit.start else []
    if len(unit.words) > 120 and _INLINE.search(unit.words):
        return out + _inline(text, start, unit.end)
    return out + ([Segment(start, unit.end, "body")] if start < unit.end else [])


def _inline(text: str, start: int, end: int) -> list[Segment]:
    """The sentences of one paragraph, each body or furniture: some pages come as a single line."""
    spans = list(sentences(text, start, end))
    lines = [plain(text[s:e]) for s, e in spans]
    kinds: Kinds = ["furniture" if furniture(line, inside=True) else "body" for line in lines]
    _mark_appeals(lines, kinds)
    return [Segment(s, e, k) for (s, e), k in zip(spans, kinds, strict=True)]
