"""Whose word a document is: "a Foreign Ministry statement", "the letter", "figures from the agency", "the report"."""

from __future__ import annotations

from onrecord.reading.who import lexicon as lx
from onrecord.reading.who.naming import speaker
from onrecord.reading.who.phrases import Phrase, ending_at, phrase, words
from onrecord.reading.who.pronouns import pronoun
from onrecord.reading.who.turns import Turn
from onrecord.reading.who.view import View
from onrecord.types import Speaker

FROM = lx.words("by from of in")


def is_document(view: View, p: Phrase) -> bool:
    """Whether the head of a phrase is a document; "press" documents of a named outlet included."""
    return view.scene.frame.tokens[p.head].low in lx.DOCUMENTS and (
        (run := view.scene.finder.at.get(p.head)) is None or (run.kind == "other" and run.last - run.first == 1)
    )


def author(view: View, p: Phrase) -> Speaker:
    """The speaker behind a document: who issued it, whose it is, whose name stands before it.

    Or who spoke of it before.
    """
    found = _after(view, p) or _owner(view, p) or _beyond(view, p) or _back(view, p) or _forward(view, p)
    if found:
        return Speaker(
            found.actor,
            found.name,
            found.kind,
            found.role,
            found.speaks_for,
            min(found.confidence, 0.85),
            "the author of the document",
        )
    name = words(view.scene, p.first, p.end)
    return speaker(
        name[:1].upper() + name[1:], "unnamed", None, "a document whose author the article does not name", sure=0.4
    )


def _after(view: View, p: Phrase) -> Speaker | None:
    """Who stands after "issued by", "from", "of"."""
    tokens = view.scene.frame.tokens
    places = [k for k in range(p.end, p.last - 1) if tokens[k].low in FROM]
    for k in sorted(places, key=lambda k: ("by", "from", "of", "in").index(tokens[k].low)):
        stop = next(
            (
                m
                for m in range(k + 1, p.last)
                if tokens[m].low in ("on", "in", "about", "to", "that", "which") and m not in view.scene.finder.at
            ),
            p.last,
        )
        inner = phrase(view.scene, k + 1, stop)
        if inner is None or (tokens[k].low == "in" and not _press_body(view, inner)):
            continue
        if tokens[k].low == "of" and not _document_or_owner(view, inner):
            continue
        found = view.read(inner)
        if found.name != "unnamed" and not (found.kind == "unnamed" and tokens[k].low != "by"):
            return found
    return None


def _beyond(view: View, p: Phrase) -> Speaker | None:
    """The body that "by" names a few words after the phrase, in the same sentence."""
    tokens, finder = view.scene.frame.tokens, view.scene.finder
    end = view.scene.frame.sentence_end(view.start)
    for k in range(p.last, min(p.last + 8, len(tokens) - 2)):
        if tokens[k].start >= end or tokens[k].low in lx.SAY or tokens[k].word in '",;:':
            return None
        run = finder.at.get(k + 1) or finder.at.get(k + 2)
        if (
            tokens[k].low == "by"
            and run
            and run.kind in ("body", "state", "outlet")
            and (inner := phrase(view.scene, run.first, run.last))
        ):
            return view.read(inner)
    return None


def _press_body(view: View, p: Phrase) -> bool:
    run = view.scene.finder.at.get(p.head)
    return (run is not None and run.kind == "outlet") or view.scene.frame.tokens[p.head].low in lx.PRESS_BODIES


def _document_or_owner(view: View, p: Phrase) -> bool:
    tokens = view.scene.frame.tokens
    run = view.scene.finder.at.get(p.head)
    named = run is not None and run.kind in ("body", "outlet", "state", "person")
    return named or tokens[p.head].low in lx.DOCUMENTS | lx.BODY_HEADS or view.scene.person_at(p.head) is not None


def _owner(view: View, p: Phrase) -> Speaker | None:
    """Who owns it, or whose name stands before it.

    "the command's chart", "a Foreign Ministry statement", "his letter".
    """

    tokens = view.scene.frame.tokens
    if p.determiner in lx.POSSESSIVES:
        return pronoun(view, p.determiner)
    own = next(
        (k for k in range(p.head - 1, p.first, -1) if tokens[k].low == "'s" or tokens[k].word in ("'", "’")), None
    )
    stop = own if own is not None else p.head
    while stop > p.first and tokens[stop - 1].low in lx.words("""
    written joint earlier press news new latest official recent public separate classified confidential one-page
    brief short final draft secret internal initial annual monthly quarterly second first
    """):
        stop -= 1
    inner = phrase(view.scene, p.first, stop) if stop > p.first else None
    if inner is None:
        return None
    run = view.scene.finder.at.get(inner.head)
    word = tokens[inner.head].low
    if run and run.kind == "demonym":
        state = run.hit.entry.state if run.hit else None
        turn = next(
            (t for t in view.inside_too if t.speaker.speaks_for == state and t.speaker.kind == "institution"), None
        )
        return turn.speaker if turn else view.read(inner)
    if (
        run and run.kind in ("body", "outlet", "state", "person", "other")
    ) or word in lx.BODY_HEADS | lx.PRESS_BODIES | lx.ROLES:
        return view.read(inner)
    return None


def _back(view: View, p: Phrase) -> Speaker | None:
    """Who spoke in this document before, or in the sentence that first names it."""
    noun = view.scene.frame.tokens[p.head].low
    if _of_many(view, p):
        return None
    if p.determiner in lx.INDEFINITE:
        return _same_sentence(view)
    if noun in POSTED:
        near = (t for t in view.earlier if view.scene.frame.distance(t.end, view.start) <= 2)
        posted = next((t.speaker for t in near if t.speaker.kind != "outlet"), None)
        return posted
    for turn in view.inside_too:
        if (
            turn.noun == noun
            or (noun in lx.PRESS_DOCUMENTS and turn.speaker.kind == "outlet")
            or _mentions(view, turn, noun)
        ):
            return turn.speaker
    written = [
        t
        for t in view.inside_too
        if (t.noun in lx.DOCUMENTS or t.speaker.kind in ("institution", "organisation"))
        and view.scene.frame.distance(t.end, view.start) <= LONG_AGO
    ]
    papers = [t for t in written if t.speaker.kind != "outlet"] or written
    return _adopted(view, noun) or _sent(view, noun) or (papers[0].speaker if papers else None)


def _of_many(view: View, p: Phrase) -> bool:
    """Whether documents of nobody in particular are meant: "reports suggest", "recent polls", "some figures"."""
    return p.determiner in lx.INDEFINITE | {""} and view.scene.frame.tokens[p.head].low.endswith("s")


POSTED = lx.words("tweet post posting blog")
LONG_AGO = 8
"""Sentences after which a body that spoke is no longer the author of "the report"."""


def _same_sentence(view: View) -> Speaker | None:
    """The speaker of the same sentence: "the ministry said in a statement"."""
    if view.depth:
        return None
    sentence = view.scene.frame.sentence(view.start)
    return next((t.speaker for t in view.inside_too if t.start >= sentence), None)


def _mentions(view: View, turn: Turn, noun: str) -> bool:
    """Whether the sentence of a turn names such a document: "the ministry said in a letter"."""
    frame = view.scene.frame
    start = frame.sentence(turn.start)
    span = frame.slice(start, max(frame.sentence_end(turn.start), turn.end))
    return turn.speaker.kind in ("institution", "organisation", "state", "person") and any(
        frame.tokens[k].low == noun
        and any(t.low == "in" for t in frame.tokens[max(0, k - 3) : max(0, k - 1)])
        and not frame.quoted(frame.tokens[k].start)
        and frame.tokens[k].start < view.start
        for k in span
    )


def _adopted(view: View, noun: str) -> Speaker | None:
    """The body that adopted, issued or wrote the document, as an earlier sentence tells it."""
    frame, finder = view.scene.frame, view.scene.finder
    k = frame.first(view.start) - 1
    places = [i for i in range(k, -1, -1) if frame.tokens[i].low in (noun, noun + "s")]
    for i in places:
        sentence = frame.slice(frame.sentence(frame.tokens[i].start), frame.sentence_end(frame.tokens[i].start))
        verbs = [m for m in sentence if frame.tokens[m].low in ISSUING]
        after = [
            r
            for m in range(i + 1, sentence.stop)
            if frame.tokens[m].low == "by" and (r := finder.at.get(m + 1) or finder.at.get(m + 2)) and r.kind == "body"
        ]
        before = [
            r
            for v in verbs
            for m in range(v - 1, sentence.start - 1, -1)
            if (r := finder.at.get(m)) and r.kind in ("body", "state") and r.first == m
        ]
        for run in (*after, *before):
            if inner := phrase(view.scene, run.first, run.last):
                return view.read(inner)
    return None


def _sent(view: View, noun: str) -> Speaker | None:
    """Who spoke "in a letter", as the words tell it where no attribution was found."""
    frame = view.scene.frame
    tokens = frame.tokens
    for i in range(frame.first(view.start) - 1, 2, -1):
        if tokens[i].low != noun or not any(t.low == "in" for t in tokens[max(0, i - 3) : i - 1]):
            continue
        for k in range(i - 2, frame.first(frame.sentence(tokens[i].start)) - 1, -1):
            run = view.scene.finder.at.get(k)
            if tokens[k].low in lx.STATE_BODIES or (run and run.kind in ("body", "person")):
                p = ending_at(view.scene, k)
                return view.read(p) if p else None
    return None


ISSUING = lx.words("""
    adopted adopts issued issues released releases published publishes wrote signed drafted passed posted sent
    circulated approved compiled prepared
    """)


def _forward(view: View, p: Phrase) -> Speaker | None:
    """The outlet that the article names later: "a report said", and below "quoted by the Sarn Post"."""
    frame = view.scene.frame
    if frame.tokens[p.head].low not in lx.PRESS_DOCUMENTS or _of_many(view, p):
        return None
    para = frame.paragraph(view.start)
    for run in view.scene.finder.runs:
        start = frame.tokens[run.first].start
        if (
            run.kind == "outlet"
            and start > view.start
            and frame.paragraph(start) <= para + 3
            and (body := view.scene.bodies.of(run))
        ):
            return speaker(body.name, "outlet", None, "the outlet named below", sure=0.7)
    return None
