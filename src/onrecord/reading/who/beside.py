"""The source that stands beside a cue, where the reader marked none: "Irena Valk was quoted as saying", "said Valk"."""

from __future__ import annotations

from onrecord.reading.who import lexicon as lx
from onrecord.reading.who.phrases import Phrase, ending_at, phrase
from onrecord.reading.who.scene import Scene
from onrecord.types import Draft

SKIPPED = lx.words("""
    also has have had was were is are been then later earlier repeatedly strongly again recently publicly reportedly
    on in monday tuesday wednesday thursday friday saturday sunday and still not once since just yesterday today
    """)
QUOTED = lx.words("quoted cited reported heard shown")
RIGHT_STOPS = lx.words("in on at during after before when while as who which that to by")


def source_beside(scene: Scene, draft: Draft) -> Phrase | None:
    """The phrase that must be the source of a draft, by its place at the cue; None where none is plain."""
    if not draft.cue.spans:
        return None
    span = scene.frame.slice(draft.cue.start, draft.cue.end)
    if not len(span):
        return None
    beside = _after(scene, draft, span) or _before(scene, draft, span)
    if beside is None and scene.frame.tokens[span.start].low.endswith("ing"):
        return _subject(scene, draft)
    return beside


def _outside(scene: Scene, draft: Draft, k: int) -> bool:
    start = scene.frame.tokens[k].start
    return not any(s <= start < e for s, e in draft.content.spans)


def _after(scene: Scene, draft: Draft, cue: range) -> Phrase | None:
    """The subject of an inverted cue: "…," said Irena Valk."""
    tokens, k = scene.frame.tokens, cue.stop
    if tokens[cue.stop - 1].low not in lx.SAY or k >= len(tokens) or tokens[k].gap:
        return None
    if draft.content.start > draft.cue.start or not (k in scene.finder.at or tokens[k].low in lx.DETERMINERS):
        return None
    stop = k
    while (
        stop < len(tokens)
        and tokens[stop].word not in (".", ",", ";", '"', "”", "“", ":")
        and (stop in scene.finder.at or tokens[stop].low not in RIGHT_STOPS)
    ):
        stop += 1
    found = phrase(scene, k, stop) if stop > k and _outside(scene, draft, k) else None
    return found if found and _speaks(scene, found) else None


def _before(scene: Scene, draft: Draft, cue: range) -> Phrase | None:
    """The subject right before the cue, adverbs, dates and an apposition aside."""
    tokens, k = scene.frame.tokens, cue.start - 1
    sentence = scene.frame.sentence(draft.cue.start)
    while k >= 0 and tokens[k].start >= sentence and tokens[k].low in SKIPPED and k not in scene.people.at:
        k -= 1
    if k >= 0 and tokens[k].word == ",":
        opening = next((m for m in range(k - 1, max(-1, k - 25), -1) if tokens[m].word == ","), None)
        k = opening - 1 if opening is not None else -1
    if k < 0 or tokens[k].start < sentence:
        return None
    found = ending_at(scene, k)
    if found is None or found.head != k or not _speaks(scene, found):
        return None
    # a content that is no more than this phrase is a slip of the reader
    slip = any(s >= tokens[found.first].start and e <= tokens[k].end + 1 for s, e in draft.content.spans)
    return found if slip or _outside(scene, draft, k) else None


def _subject(scene: Scene, draft: Draft) -> Phrase | None:
    """The first name of the sentence that no preposition governs: who said it "while voicing confidence"."""
    tokens, finder = scene.frame.tokens, scene.finder
    for k in scene.frame.slice(scene.frame.sentence(draft.cue.start), draft.cue.start):
        run = finder.at.get(k)
        if (
            run is None
            or run.last != k + 1
            or run.kind not in ("person", "body", "state")
            or not _outside(scene, draft, k)
        ):
            continue
        after = tokens[run.last] if run.last < len(tokens) else None
        if after and (after.cap or run.last in finder.at or after.low in lx.ROLES | lx.BODY_HEADS or after.low == "'s"):
            continue
        found = ending_at(scene, k)
        if found and (found.first == 0 or tokens[found.first - 1].low not in lx.POSTMODIFIERS):
            return found
    return None


def _speaks(scene: Scene, p: Phrase) -> bool:
    """Whether the head of a phrase can say something: a name, a pronoun, a role, a body, a document."""
    low = scene.frame.tokens[p.head].low
    run = scene.finder.at.get(p.head)
    named = run is not None and run.kind in ("person", "body", "state", "outlet", "people")
    return named or scene.person_at(p.head) is not None or low in SPEAKING


SPEAKING = lx.words("he she they it") | lx.ROLES | lx.PLURALS | lx.DOCUMENTS | lx.STATE_BODIES | lx.PRESS_BODIES
