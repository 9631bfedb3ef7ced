"""Pairs of opposite readings as conflicts: those of one matter together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from onrecord.positions.conflicts.model import Conflict, Party
from onrecord.positions.conflicts.readings import Pair, brief, nested
from onrecord.positions.conflicts.reports import Voiced

BRIEF = 10  # words: of a shorter statement the sentence is shown too


def conflicts(pairs: Iterable[Pair]) -> Iterator[Conflict]:
    """A conflict for each pair of sides and matter: pairs whose words overlap, or that are printed again, are one."""
    groups: list[list[Pair]] = []
    at: dict[str, list[int]] = defaultdict(list)  # by statement and by article
    for pair in sorted(pairs, key=lambda p: (-p.confidence, p.one.key, p.other.key)):
        keys = dict.fromkeys(x for v in (pair.one, pair.other) for x in (v.statement, v.article))
        keys[f"{sorted(pair.one.sides)} {pair.about.casefold()}"] = None
        options = [n for key in keys for n in at[key]]
        home = next((n for n in options if _one_matter(groups[n][0], pair)), None)
        home = (
            home
            if home is not None
            else next(
                (n for n, g in enumerate(groups[-50:], max(0, len(groups) - 50)) if _one_matter(g[0], pair)), None
            )
        )
        if home is None:
            home = len(groups)
            groups.append([])
        groups[home].append(pair)
        for key in keys:
            at[key].append(home)
    for group in groups:
        yield _conflict(group)


def _one_matter(one: Pair, other: Pair) -> bool:
    """Whether two pairs are one conflict: of the same sides over the same thing, or with the same words on one end."""
    if (one.one.sides, one.other.sides) != (other.one.sides, other.other.sides):
        return _same(one.one, other.one) and _same(one.other, other.other)
    return one.about.casefold() == other.about.casefold() or _same(one.one, other.one) or _same(one.other, other.other)


def _same(one: Voiced, other: Voiced) -> bool:
    return one.statement == other.statement or (one.article == other.article and nested(one, other))


def _conflict(group: Sequence[Pair]) -> Conflict:
    best = group[0]
    ones = {p.one.key: (p.one, p.contexts[0]) for p in group if p.one.sides == best.one.sides}
    others = {p.other.key: (p.other, p.contexts[1]) for p in group if p.other.sides == best.other.sides}
    return Conflict(
        "readings",
        best.about,
        _party(list(ones.values())),
        _party(list(others.values())),
        best.confidence,
        best.why,
        best.doubts,
    )


def _party(voices: Sequence[tuple[Voiced, str | None]]) -> Party:
    first = voices[0][0]
    words = tuple(replace(v.words(), context=context if len(v.text.split()) < BRIEF else None) for v, context in voices)
    return Party(first.side_name, brief(first.text, 14), words)
