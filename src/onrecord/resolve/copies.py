"""Which articles print the same text: copies, shared passages, shared quotations, each with the words that show it.

Candidates come from the kept shingles (`shingles.winnow`) that articles have in common; each pair is then compared in
full. Furniture and an outlet's boilerplate do not count, and quoted words alone make no copy: two reporters at one
news conference write down the same words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from onrecord.resolve import shingles as sh
from onrecord.resolve.sheets import DAYS, Mask, Sheet, boilerplate, sheet_of
from onrecord.types import CopyLink, LinkKind, Reading

BROAD = 0.6  # of the shorter text's narrative: that much is a copy wherever it stands
NARROW = 0.25  # of it, in several passages and under a like lead: an edited or updated version of the dispatch
NARROWEST = 0.18  # of it, under one and the same lead: the dispatch as first sent, and as sent in full
WHOLE = 0.9  # of it: a copy however late it is printed
ENOUGH = 50  # words of narrative: a sentence or two may be background that an agency adds to every report of a day
LIKE_LEAD, SAME_LEAD = 0.5, 0.9  # of the content words that open one text stand near the opening of the other
PASSAGE = 25  # words of narrative in a row: more than a stock phrase or a shared title
QUOTED = 15  # quoted words in a row: as many as `winnow` is sure to find
NEIGHBOURS = 20  # a passage that hundreds print is compared along a chain, not each with each
BRIEF = 24  # kept shingles, of some 110 words: one in common is enough to compare so short a text
LITTLE = 12  # shingles of narrative: with fewer, the whole text is compared
LEAD = 30  # words: a first paragraph


@dataclass(frozen=True, slots=True)
class Likeness:
    """What two texts share, seen from the shorter one; the runs are stretches of its and the other's words."""

    score: float
    little: bool
    lead: float
    days: int | None
    narrative: tuple[tuple[int, int], ...]
    quoted: tuple[tuple[int, int], ...]
    shared: int

    def kind(self) -> LinkKind | None:
        """What the likeness amounts to; None where it is chance."""
        late = self.days is not None and self.days > DAYS
        if self.score >= (WHOLE if late or self.little else BROAD) or (not (late or self.little) and self._edited()):
            return "copy"
        if _longest(self.narrative) >= PASSAGE:
            return "passage"
        return "quotations" if _longest(self.quoted) >= QUOTED else None

    def _edited(self) -> bool:
        words = sum(b - a for a, b in self.narrative)
        several = len(self.narrative) > 1 and words >= ENOUGH and self.score >= NARROW and self.lead >= LIKE_LEAD
        return several or (len(self.narrative) > 2 and self.score >= NARROWEST and self.lead >= SAME_LEAD)


def links(readings: Sequence[Reading]) -> list[CopyLink]:
    """What each pair of articles shares, in order of their ids; the same for any order of the readings.

    Takes time in proportion to the words and to the number of pairs that share any fifteen.
    """
    sheets = sorted((sheet_of(r) for r in readings), key=lambda s: s.id)
    stock = boilerplate(sheets)
    found = (link(sheets[i], sheets[j], stock[i], stock[j]) for i, j in candidates(sheets))
    return [each for each in found if each]


def candidates(sheets: Sequence[Sheet]) -> Iterator[tuple[int, int]]:
    """The pairs of indexes that share two kept shingles, or one where a text is short, in order."""
    if not sheets:
        return
    hashes = np.concatenate([np.unique(s.hashes[s.kept]) for s in sheets])
    owners = np.repeat(np.arange(len(sheets)), [len(np.unique(s.hashes[s.kept])) for s in sheets])
    order = np.lexsort((owners, hashes))
    keys, counts = _pairs(hashes[order], owners[order], len(sheets))
    for key, count in zip(keys.tolist(), counts.tolist(), strict=True):
        i, j = divmod(key, len(sheets))
        if count > 1 or min(len(sheets[i].kept), len(sheets[j].kept)) <= BRIEF:
            yield i, j


def _pairs(hashes: sh.Hashes, owners: sh.Indexes, size: int) -> tuple[sh.Indexes, sh.Indexes]:
    """Each pair of owners of one hash as `first * size + second`, with the number of hashes that they share."""
    keys: list[npt.NDArray[np.int64]] = []
    for apart in range(1, min(NEIGHBOURS, len(hashes) - 1) + 1):
        same = hashes[apart:] == hashes[:-apart]
        if not same.any():
            break
        keys.append(owners[:-apart][same] * size + owners[apart:][same])
    if not keys:
        return np.empty(0, np.int64), np.empty(0, np.int64)
    unique, counts = np.unique(np.concatenate(keys), return_counts=True)
    return unique, counts


def link(one: Sheet, two: Sheet, stock_one: Mask, stock_two: Mask) -> CopyLink | None:
    """What two articles share as a link from the one to the other; None where it is chance."""
    if len(two.hashes) < len(one.hashes):
        found = link(two, one, stock_two, stock_one)
        return found and CopyLink(found.kind, one.id, two.id, found.score, found.other_spans, found.spans, found.reason)
    like = likeness(one, two, stock_one)
    kind = like.kind()
    if kind is None:
        return None
    ours = like.quoted if kind == "quotations" else tuple(sorted(like.narrative + like.quoted))
    theirs = sh.runs(sh.shared_mask(two.hashes, one.hashes) & ~stock_two)
    return CopyLink(kind, one.id, two.id, round(like.score, 3), one.spans(ours), two.spans(theirs), _reason(like, kind))


def likeness(short: Sheet, long: Sheet, stock: Mask) -> Likeness:
    """How much of the shorter text stands in the longer one; `stock` marks the shorter one's boilerplate."""
    shared = sh.shared_mask(short.hashes, long.hashes) & ~stock
    narrative = ~short.quoted & ~stock
    little = int(narrative.sum()) < LITTLE
    base = ~stock if little else narrative
    score = float((shared & base).sum() / max(int(base.sum()), 1))
    days = abs((short.day - long.day).days) if short.day and long.day else None
    told, quoted = sh.runs(shared & ~short.quoted), sh.runs(shared & short.quoted)
    return Likeness(score, little, _lead(short, long), days, tuple(told), tuple(quoted), int(shared.sum()))


def _lead(one: Sheet, two: Sheet) -> float:
    """The part of one lead's content words that stand near the other's opening, the better way round."""
    return max(_opens(one, two), _opens(two, one))


def _opens(one: Sheet, two: Sheet) -> float:
    lead = {w for w in one.opening[:LEAD] if len(w) > 3 or w.isdigit()}
    return len(lead & set(two.opening)) / max(len(lead), 1)


def _longest(stretches: Sequence[tuple[int, int]]) -> int:
    return max((b - a for a, b in stretches), default=0)


def _reason(like: Likeness, kind: LinkKind) -> str:
    words = f"{like.shared} runs of {sh.SIZE} words in common"
    if kind == "copy":
        return f"{like.score:.0%} of the shorter text's {'words' if like.little else 'narrative'}; {words}"
    longest = _longest(like.quoted if kind == "quotations" else like.narrative)
    return f"{longest} {'quoted ' if kind == 'quotations' else ''}words in a row; {words}"
