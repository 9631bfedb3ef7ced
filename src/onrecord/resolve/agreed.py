"""Long quotations that several articles print word for word: one statement, whomever each is read to give them to.

Ten words or more in the same order are one utterance. Where articles, or their readers, name different speakers, most
independent reports decide; a speaker set by a person decides alone. Every other reading stays on its occurrence.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from onrecord.resolve.evidence import apart_days
from onrecord.resolve.items import Draft, Item
from onrecord.resolve.wordings import overlap

VERBATIM = 10  # words: two people seldom say as many alike
RUN = 6  # words that bring two quotations together
ALIKE = 0.9  # of the shorter one's words
HALF = 0.5  # of the longer one: a longer one may hold several speakers' words
REQUOTED = 30  # days
CROWD = 50  # statements that print one run of words; a more frequent run is a formula
JUDGED = 1000.0  # votes: more than reports ever have


def agreed(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts, those with one long quotation as one; the same for any order of the drafts."""
    kept: list[Draft] = []
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for draft in sorted(drafts, key=lambda d: d.head.rank):
        runs = _runs(draft.head)
        shared = Counter(n for run in runs for n in places.get(run, ()))
        options = sorted(shared, key=lambda n: (-shared[n], n))
        same = next(((n, score) for n in options if (score := _same(kept[n].head, draft.head))), None)
        if same:
            place, score = same
            kept[place].joined += [(draft.head, score, "the same words quoted"), *draft.joined]
            continue
        for run in runs:
            if len(places[run]) < CROWD:
                places[run].append(len(kept))
        kept.append(draft)
    return kept


def _runs(item: Item) -> set[tuple[str, ...]]:
    quoted = item.wording.quoted
    return {quoted[i : i + RUN] for i in range(len(quoted) - RUN + 1)} if len(quoted) >= VERBATIM else set()


def _same(one: Item, two: Item) -> float:
    """How much of the shorter quotation stands in the longer one; 0 where the two may be two utterances."""
    short, long = sorted((one.wording.quoted, two.wording.quoted), key=len)
    gap = apart_days(one.days, two.days)
    if one.article == two.article or len(short) < HALF * len(long) or (gap is not None and gap > REQUOTED):
        return 0.0
    if one.attribution.manner.polarity != two.attribution.manner.polarity:
        return 0.0
    score = overlap(short, long)
    return score if score >= ALIKE else 0.0


def speaker_of(draft: Draft) -> str | None:
    """The actor to whom most independent reports give the words, each by its confidence; the first one's of equals."""
    reports: dict[tuple[str, tuple[str, ...]], float] = defaultdict(float)
    for item in [draft.head, *(joined[0] for joined in draft.joined)]:
        speaker = item.attribution.speaker
        if item.actor and (item.judged or not draft.joined or (speaker and speaker.kind != "unnamed")):
            weight = JUDGED if item.judged else speaker.confidence if speaker else 0.0
            reports[item.actor, item.roots] = max(reports[item.actor, item.roots], weight)
    votes: dict[str, float] = defaultdict(float)
    for (actor, _), weight in reports.items():
        votes[actor] += weight
    return min(votes, key=lambda a: (-votes[a], a != draft.head.actor, a)) if votes else draft.head.actor
