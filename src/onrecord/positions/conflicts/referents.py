"""Documents and events that statements are about: the communique, the June agreement, Friday's vote."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from onrecord.positions.conflicts.reports import Report, Voiced
from onrecord.types import Span

_DOCUMENTS = """communique communiqué agreement deal accord accords declaration treaty pact text document wording
memorandum letter resolution resolutions report statement protocol charter clause paragraph sentence line article plan
roadmap ruling verdict judgment judgement constitution law bill note draft convention truce ceasefire cease-fire
armistice settlement framework proposal speech remarks roadmap minutes contract mandate decision findings"""
_EVENTS = """vote attack strike airstrike raid bombing bombardment explosion blast massacre killing killings killing
shooting incident crash assassination election elections referendum inquiry investigation meeting summit talks call
conversation visit launch test demand demands exercise incursion clash shelling siege arrest seizure collision leak
poisoning"""
DOCUMENTS, EVENTS = frozenset(_DOCUMENTS.split()), frozenset(_EVENTS.split())
# What somebody says, and what is agreed or ruled: a deal is no statement. Other heads can be either.
_TOLD = "memorandum letter report statement article note speech remarks minutes findings"
_AGREED = """communique communiqué agreement deal accord accords treaty pact resolution resolutions protocol charter
constitution law bill convention truce ceasefire cease-fire armistice settlement contract mandate"""
_SAYS, _BINDS = frozenset(_TOLD.split()), frozenset(_AGREED.split())
_HEADS = "|".join(sorted(DOCUMENTS | EVENTS, key=len, reverse=True))
_MONTHS = "January February March April May June July August September October November December"
_MONTH = frozenset(_MONTHS.lower().split())
_HEAD = re.compile(rf"\b(?:{_HEADS})\b", re.IGNORECASE)
_IN_A_WORD = re.compile(r"\w\w")
# Up to four words before the head, behind an article or a genitive; what is reached, signed or agreed stands behind.
_DETERMINER = re.compile(r"\b(?:the|this|that|these|those|an?|its|his|her|their|[A-Z]\w+['’]s?)\s+", re.IGNORECASE)
_MODIFIERS = re.compile(r"(?:[\w’'.-]+\s+){0,4}$")
_POST = re.compile(
    r"(?:\s+(?:(?:reached|signed|agreed|issued|adopted|made|held|of|in|at|on|by|between|from|with|for)\s+)+"
    r"(?:the\s+|last\s+)?(?:[A-Z][\w-]+(?:\s+[A-Z][\w-]+)*|\d{1,4})|\s+\d{1,5}\b)*"
)
_NAME = re.compile(r"\b(?:[A-Z][\w’'-]*|\d{1,5})\b")
_PLAIN = frozenset(
    [
        "the",
        "a",
        "an",
        "this",
        "that",
        "these",
        "those",
        "his",
        "her",
        "its",
        "their",
        "he",
        "she",
        "it",
        "but",
        "and",
        "in",
        "on",
        "at",
        "of",
        "for",
        "with",
        "by",
        "from",
        "as",
        "when",
        "while",
        "if",
        "after",
        "before",
        "new",
        "mr",
        "mrs",
        "ms",
        "no",
        "not",
        "there",
        "what",
        "which",
        "who",
        "last",
        "other",
        "former",
        "first",
        "second",
    ]
)
_PRONOUN = re.compile(
    rf"""^(?:that\s+)?["“'‘]?(?:it|(?:this|that)\s+(?:would|could|can|is|was|had|has|did|does|means?|meant|\w+ed)\b
    |the\s+(?:{"|".join(DOCUMENTS | EVENTS)}))\b""",
    re.VERBOSE | re.IGNORECASE,
)
_CUT = re.compile(
    r"^.*\b(?:in|on|at|for|of|to|with|by|from|and|or|but|what|over|about|that|which|who|said|says)\s+", re.I | re.S
)
LEFT = 60  # characters before a head in which its modifiers stand
BACK = 3  # sentences before a statement among which *it* may find what it stands for


@dataclass(frozen=True)
class Referent:
    """A document or an event as printed at `start` to `end`; `names` are the words that tell it from others."""

    start: int
    end: int
    text: str
    head: str
    names: frozenset[str]

    @cached_property
    def is_document(self) -> bool:
        return self.head in DOCUMENTS

    @cached_property
    def sort(self) -> str | None:
        """Whether it says or binds; None where the word tells neither."""
        return "says" if self.head in _SAYS else "binds" if self.head in _BINDS else None

    def fits(self, other: Referent) -> bool:
        """Whether the words for one can stand for the other: both documents or both events, and of one sort."""
        apart = self.sort is not None and other.sort is not None and self.sort != other.sort
        return self.is_document == other.is_document and not apart

    def can_be(self, other: Referent) -> bool:
        """Whether both may be one: of one class, and the names of one among the other's."""
        if not self.fits(other):
            return False
        if not self.is_document and self.head.rstrip("s") != other.head.rstrip("s"):
            return False
        return self.names <= other.names or other.names <= self.names


def referents(text: str, start: int, end: int) -> Iterator[Referent]:
    """The documents and events that a stretch names, with the capitals, months and numbers that tell which.

    >>> [(r.head, sorted(r.names)) for r in referents("Both sides signed the June agreement reached in Sarn.", 0, 52)]
    [('agreement', ['june', 'sarn'])]
    >>> list(referents("He was in a good mood.", 0, 22))
    []
    """
    heads = _heads(text)
    if _cuts(text, heads, start) or _cuts(text, heads, end):  # an end may make a word
        heads = tuple(m.span() for m in _HEAD.finditer(text, start, end))
    for begin, stop in heads[bisect_left(heads, (start, start)) :]:
        if stop > end:
            return
        yield _referent(text, begin, stop, max(start, begin - LEFT))


def _cuts(text: str, heads: Sequence[Span], at: int) -> bool:
    """Whether a place is inside a word, or inside words for one document."""
    n = bisect_left(heads, (at, at)) - 1
    return (0 < at < len(text) and _IN_A_WORD.match(text, at - 1) is not None) or (n >= 0 and heads[n][1] > at)


@lru_cache(maxsize=8)
def _heads(text: str) -> tuple[Span, ...]:
    """Where the words for documents and events stand: a report is looked at again and again."""
    return tuple(m.span() for m in _HEAD.finditer(text))


@lru_cache(maxsize=1 << 10)
def _referent(text: str, head: int, head_end: int, floor: int) -> Referent:
    window = text[floor:head].rpartition("\n")[2]
    determiners = [m for m in _DETERMINER.finditer(window) if "'" not in m[0] or m[0][0].isupper()]
    last = determiners[-1].end() if determiners else -1
    found = _MODIFIERS.search(window, max(last, 0))
    mods = found[0] if found else ""
    det = determiners[-1][0] if determiners and last + len(mods) == len(window) else ""
    if cut := _CUT.match(mods):
        det, mods = "", mods[cut.end() :]
    begin = head - len(det + mods)
    if text[:begin].rstrip()[-1:] in ("", ".", "!", "?", "\n", "“", '"') and not det and mods:
        named = mods.split(maxsplit=1)[1] if len(mods.split()) > 1 else ""  # a capital that opens a sentence
    else:
        named = mods
    post = _POST.match(text, head_end)
    behind = post[0] if post else ""
    names = {w.lower().removesuffix("'s").removesuffix("’s") for w in _NAME.findall(f"{named} {behind}")}
    names |= _MONTH & set(named.lower().split())
    if det.strip()[:1].isupper() and "’" in det + "'" and det.strip().lower() not in _PLAIN:
        names.add(det.strip().lower().removesuffix("'s").removesuffix("’s"))
    end = head_end + len(behind)
    printed = text[begin:end].strip()
    if det.strip().lower() in _PLAIN:
        printed = printed[:1].lower() + printed[1:]  # an article that opens a sentence
    return Referent(begin, end, printed, text[head:head_end].lower(), frozenset(names - _PLAIN))


def about(report: Report, voiced: Voiced, *, reads: bool = False) -> Referent | None:
    """The document or event that a statement is about: one that its words name, or that *it* stands for.

    A pronoun or a bare *the document* takes the nearest one before it that a name tells from others, in the same
    sentence or the three before; what `reads` a text takes the nearest document, named or not, before any event.
    """
    text, (start, end) = report.text, (voiced.start, voiced.end)
    own = [r for r in referents(text, start, end) if r.is_document or r.names]
    named = next((r for r in own if r.names), None)
    if named is not None:
        return named
    bare = next((r for r in own if r.sort), own[0] if own else None)
    points = _PRONOUN.match(voiced.text) is not None or bool(own)
    if not points:
        return None
    begin = _back(report, start)
    before = [r for r in referents(text, begin, start) if bare is None or bare.fits(r)]
    first = (lambda r: r.is_document) if reads else (lambda r: bool(r.names))
    ranked = sorted(before, key=lambda r: (first(r), bool(r.names), r.is_document, r.start), reverse=True)
    return next((r for r in ranked if r.names or r.is_document), None) or bare


def _back(report: Report, start: int) -> int:
    """Where the sentence three before the one at `start` begins."""
    place = report.sentence_of(start)
    return report.sentences[max(0, place - BACK)][0][0] if report.sentences else 0
