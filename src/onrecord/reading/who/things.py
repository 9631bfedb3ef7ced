"""What it and its mean: the body, state or document that a sentence is about, or the last to have spoken."""

from __future__ import annotations

from dataclasses import replace

from onrecord.reading.who import lexicon as lx
from onrecord.reading.who.clauses import LONG_AGO, again, opens_clause
from onrecord.reading.who.phrases import ending_at, phrase
from onrecord.reading.who.turns import Turn
from onrecord.reading.who.view import View
from onrecord.types import Speaker


def thing(view: View) -> Speaker | None:
    """What it means: the body or state that is the subject of the sentence, else the last body that spoke.

    Or the subject of the sentence before, where it has not spoken. "Varenia's hopes … it" leaves open whose it is.
    """
    if view.depth and (near := _thing_before(view)):
        return near
    frame = view.scene.frame
    sentence = frame.sentence(view.start)
    turn = next((t for t in view.earlier if _is_thing(t) and frame.distance(t.end, view.start) <= LONG_AGO), None)
    if here := _thing_subject(view, sentence, view.start):
        return here[0] if here[1] or (turn and turn.speaker.name == here[0].name) else None
    i = frame.sentences.index(sentence) if sentence in frame.sentences else 0
    if i and (turn is None or turn.end <= frame.sentences[i - 1]):
        before = _thing_subject(view, frame.sentences[i - 1], sentence)
        if before and before[1]:
            return replace(before[0], why="the subject of the sentence before")
    return again(turn, "the last body that spoke") if turn else None


def _is_thing(turn: Turn) -> bool:
    return not turn.plural and (turn.speaker.kind not in ("person", "unnamed", "group") or turn.noun in lx.DOCUMENTS)


def _thing_subject(view: View, start: int, end: int) -> tuple[Speaker, bool] | None:
    """The body or state that is the subject of a clause between two offsets: "As the Varenian army came, it said".

    With it, whether it is the subject itself and not the owner of it ("Varenia's hopes").
    """
    frame, finder = view.scene.frame, view.scene.finder
    for k in frame.slice(start, end):
        token, run = frame.tokens[k], finder.at.get(k)
        if view.in_content(token.start) or frame.quoted(token.start) or (run and run.last != k + 1):
            continue
        body = run is None and token.low in lx.STATE_BODIES | lx.words("group movement party company agency")
        if not body and not (run and run.kind in ("body", "state", "outlet")):
            continue
        after = frame.tokens[k + 1] if k + 1 < len(frame.tokens) else None
        owns = after is not None and after.low == "'s"
        p = ending_at(view.scene, k)
        if p is None or (after and (after.low in (",", "and") or after.low in lx.ROLES | lx.BODY_HEADS)):
            continue
        if (after and (after.cap or k + 1 in finder.at)) or (owns and _owns_speaker(view, k + 2, end)):
            continue
        first = p.first - bool(p.determiner and frame.tokens[p.first].low != p.determiner)
        two = [t.low for t in frame.tokens[max(0, first - 2) : first]]
        listed = two == ["well", "as"] or (two[1:] == ["and"] and frame.tokens[first - 2].cap) or two == [",", "and"]
        if opens_clause(view, first, start) and not listed:
            found = view.read(p)
            why = "the subject of the same sentence"
            return replace(found, confidence=min(found.confidence, 0.8), why=why), not owns
    return None


def _owns_speaker(view: View, k: int, end: int) -> bool:
    """Whether what is owned from token `k` on can speak itself: "Varenia's defence ministry"."""
    tokens = view.scene.frame.tokens
    return any(t.low in lx.ROLES | lx.BODY_HEADS for t in tokens[k : k + 3] if t.start < end)


def _thing_before(view: View) -> Speaker | None:
    """The document, body or state named last in the same sentence."""
    frame, finder = view.scene.frame, view.scene.finder
    for k in reversed(frame.slice(frame.sentence(view.start), view.start)):
        run = finder.at.get(k)
        if (frame.tokens[k].low in lx.DOCUMENTS and frame.tokens[k - 1].low in lx.DETERMINERS) or (
            run and run.kind in ("body", "state") and run.last == k + 1
        ):
            p = phrase(view.scene, k if run is None else run.first, k + 1)
            return view.read(p) if p else None
    return None
