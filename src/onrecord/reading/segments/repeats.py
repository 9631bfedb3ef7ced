"""Where a page prints its own text again: runs of sentences that were there before, in the same order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.types import Span

_WORD = re.compile(r"\w+")
SHINGLE = 3  # words: one changed word spoils three shingles, so a sentence of 20 words still shares five in six
NEAR = 0.7  # of a sentence's shingles seen before: exact and near exact copies, not the same names again
LEAST_WORDS = 60  # a run below that may be a quotation that is repeated on purpose
LEAST_SENTENCES = 3
LONGEST_JUMP = 12  # sentences left out of a copy or put into it, say a picture's caption or a cut paragraph
SLACK = 30  # new words that a run may hold without ending: an edited sentence


@dataclass(frozen=True, slots=True)
class _Copy:
    """A sentence and the earlier one that it repeats, None where it is new; `telling` where it is not too short."""

    span: Span
    words: int
    origin: int | None
    telling: bool


def repeats(text: str, sentences: Iterable[Span]) -> list[Span]:
    """The stretches of `text` that repeat what it printed before; `sentences` are spans in order.

    >>> story = [f"On day {d} the envoy number {d} of Ostmark left town {d} by train, bag {d}." for d in range(5)]
    >>> text = " ".join(story + story)
    >>> starts = [m.start() for m in re.finditer("On day", text)] + [len(text)]
    >>> repeats(text, list(zip(starts, starts[1:]))) == [(starts[5], len(text))]
    True
    >>> repeats(text, list(zip(starts, starts[1:]))[:6])
    []
    """
    found: list[Span] = []
    run: list[_Copy] = []
    skipped: list[_Copy] = []
    for copy in _copies(text, sentences):
        if copy.origin is not None and run and not _follows(run, copy):
            found += _accepted(run)
            run, skipped = [], []
        if copy.origin is not None:
            run += [*skipped, copy] if run else [copy]
            skipped = []
        elif run:
            skipped.append(copy)
            if len(skipped) > LONGEST_JUMP or sum(c.words for c in skipped if c.telling) > SLACK:
                found += _accepted(run)
                run, skipped = [], []
    return found + _accepted(run)


def _copies(text: str, sentences: Iterable[Span]) -> Iterable[_Copy]:
    """Each sentence with the one that it repeats; looks each shingle up once, so the time is linear."""
    seen: dict[tuple[str, ...], int] = {}
    for i, (start, end) in enumerate(sentences):
        words = _WORD.findall(text[start:end].casefold())
        shingles = [tuple(words[k : k + SHINGLE]) for k in range(len(words) - SHINGLE + 1)] or [tuple(words)]
        known = [seen[s] for s in shingles if s in seen]
        origin = known[len(known) // 2] if words and len(known) >= NEAR * len(shingles) else None
        yield _Copy((start, end), len(words), origin, len(words) > 5)
        for s in shingles:
            seen.setdefault(s, i)


def _follows(run: Sequence[_Copy], copy: _Copy) -> bool:
    last = next(c.origin for c in reversed(run) if c.origin is not None)
    return copy.origin is not None and (not copy.telling or -1 <= copy.origin - last <= LONGEST_JUMP)


def _accepted(run: Sequence[_Copy]) -> list[Span]:
    copied = [c for c in run if c.origin is not None and c.telling]
    enough = len(copied) >= LEAST_SENTENCES and sum(c.words for c in copied) >= LEAST_WORDS
    return [(run[0].span[0], run[-1].span[1])] if enough else []
