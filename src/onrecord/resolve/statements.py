"""Statements out of attributions: the same words by the same actor at about the same time are one statement.

Attributions are taken longest direct wording first; each joins the best statement whose representative it matches, or
opens one. Matching against the representative alone keeps chains of half-alike wordings from running together, and the
fixed order makes the result the same for any order of the articles.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b

from onrecord.resolve.agreed import agreed, speaker_of
from onrecord.resolve.evidence import Interval, apart_days
from onrecord.resolve.items import Draft, Item, fresh
from onrecord.resolve.roots import independent
from onrecord.resolve.wordings import LONG, Wording, edits, overlap, paraphrase, rarities, same_words
from onrecord.types import Edit, Occurrence, Statement, Variant

REQUOTED = 30  # days: a long quotation is printed again so much later and is still the one utterance
SAME_TIME = 4  # days: a short quotation or a paraphrase is of one occasion only that near
COPIED = 0.9  # of the words in common, in copies of one dispatch, where the source is unnamed
OPTIONS = 25  # statements compared in full with an attribution: those that share most of its rarer words
COMMON = 400  # attributions of one actor that hold a word; a more frequent one picks no candidates


def statements(every: Sequence[Item]) -> list[Statement]:
    """The statements that the items report, in order of their ids.

    Named actors are taken one by one, so that only one actor's words are held taken apart at a time.
    """
    rarity = rarities(fresh(i).wording for i in every)
    groups: dict[str, list[Item]] = defaultdict(list)
    for item in every:
        groups[item.scopes[0] if item.scopes[:1] == (f"actor {item.actor}",) else ""].append(item)
    drafts = [d for _, group in sorted(groups.items()) for d in _joined(group, rarity)]
    return sorted((_statement(d) for d in agreed(drafts)), key=lambda s: s.id)


def _joined(group: Iterable[Item], rarity: Mapping[str, float]) -> list[Draft]:
    ordered = sorted(map(fresh, group), key=lambda i: i.rank)
    index = _Index(Counter((scope, f) for i in ordered for scope in i.scopes for f in i.wording.features))
    drafts: list[Draft] = []
    for each in ordered:
        best = max(
            ((*match, -n) for n in index.options(each) if (match := _match(drafts[n].head, each, rarity))),
            default=None,
            key=lambda found: (found[0], found[2]),
        )
        if best:
            drafts[-best[2]].joined.append((each, best[0], best[1]))
        else:
            index.add(each, len(drafts))
            drafts.append(Draft(each))
    return [Draft(fresh(d.head), [(fresh(i), score, why) for i, score, why in d.joined]) for d in drafts]


# --- candidates ----------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Index:
    """Which statements of a scope hold a feature; features that are common in it pick nobody."""

    counts: Counter[tuple[str, str]]
    places: dict[tuple[str, str], list[int]] = field(default_factory=lambda: defaultdict(list))

    def add(self, item: Item, place: int) -> None:
        for scope in item.scopes:
            for f in item.wording.features:
                if 1 < self.counts[scope, f] <= COMMON:
                    self.places[scope, f].append(place)

    def options(self, item: Item) -> list[int]:
        """The places of the statements that share most with the item."""
        shared: Counter[int] = Counter()
        for scope in item.scopes:
            for f in item.wording.features:
                shared.update(self.places.get((scope, f), ()))
        return [place for place, _ in sorted(shared.items(), key=lambda s: (-s[1], s[0]))[:OPTIONS]]


# --- matching ------------------------------------------------------------------------------------------------


def _match(head: Item, item: Item, rarity: Mapping[str, float]) -> tuple[float, str] | None:
    """Score and reason where an item reports the statement that `head` opened."""
    within = head.article == item.article
    gap = 0 if within else apart_days(head.days, item.days)
    if item.attribution.manner.polarity != head.attribution.manner.polarity:
        return None
    if item.actor is None or item.actor != head.actor:
        return _copied(head, item)
    found = same_words(head.wording, item.wording)
    if found:
        shorter = min(len(head.wording.quoted), len(item.wording.quoted))
        return found if gap is None or gap <= (REQUOTED if shorter >= LONG else SAME_TIME) else None
    if gap is None or gap > SAME_TIME or (within and head.headline == item.headline):
        return None
    return paraphrase(head.wording, item.wording, rarity)


def _copied(head: Item, item: Item) -> tuple[float, str] | None:
    """Unnamed sources are one only where copies of one dispatch print the same words."""
    if head.article == item.article or not set(head.roots) & set(item.roots):
        return None
    short, long = sorted((head.wording.words, item.wording.words), key=len)
    score = overlap(short, long) if len(short) * 2 >= len(long) else 0.0
    return (score, "the same words in copies of one dispatch") if score >= COPIED else None


# --- the result ----------------------------------------------------------------------------------------------


def _statement(draft: Draft) -> Statement:
    head, actor = draft.head, speaker_of(draft)
    members = [(head, 1.0, "the longest wording"), *sorted(draft.joined, key=lambda j: j[0].key)]
    occurrences = tuple(
        Occurrence(i.article, i.attribution.id, i.roots, round(s, 3), _why(i, why, actor)) for i, s, why in members
    )
    sides = Counter(i.speaks_for for i, _, _ in members if i.speaks_for and i.actor == actor)
    side = min(sides, key=lambda s: (-sides[s], s)) if sides else None
    earliest, latest = _when([i for i, _, _ in members])
    id = blake2b(head.key.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
    roots = independent([o.roots for o in occurrences])
    text = head.wording.text
    return Statement(id, actor, side, text, earliest, latest, head.key, occurrences, roots, _variants(draft))


def _why(item: Item, why: str, actor: str | None) -> str:
    return why if item.actor == actor else f"{why}; read here as said by {item.actor or 'nobody named'}"


def _when(members: Sequence[Item]) -> Interval:
    """When it was said by the report that tells it most closely; else the days of the first report."""
    said = [(i.attribution.said.earliest, i.attribution.said.latest) for i in members]
    told = [(first, last or first) for first, last in said if first]
    if told:
        return min(told, key=lambda d: (d[1] - d[0], d))
    days = [i.days for i in members if i.days[0]]
    return min(days, key=lambda d: (d[0] or dt.date.max, d[1] or dt.date.max), default=(None, None))


def _variants(draft: Draft) -> tuple[Variant, ...]:
    """The wordings, the representative's first; quoted ones with the words in which they part from it."""
    same: dict[tuple[str, ...], list[Item]] = defaultdict(list)
    for item in [draft.head, *sorted((j[0] for j in draft.joined), key=lambda i: i.rank)]:
        same[item.wording.words].append(item)
    head = draft.head.wording
    return tuple(
        Variant(found[0].wording.text, tuple(sorted(i.key for i in found)), _parted(head, found[0].wording))
        for found in same.values()
    )


def _parted(head: Wording, other: Wording) -> tuple[Edit, ...]:
    return edits(head.text, other.text) if other.quoted and other.words != head.words else ()
