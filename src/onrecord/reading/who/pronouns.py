"""Whom a pronoun means, by who spoke last, who the sentence is about, sex and number."""

from __future__ import annotations

from onrecord.reading.who import lexicon as lx
from onrecord.reading.who.naming import of_person
from onrecord.reading.who.people import Person
from onrecord.reading.who.phrases import Phrase, conjuncts, ending_at, phrase
from onrecord.reading.who.turns import Turn
from onrecord.reading.who.view import View
from onrecord.types import Speaker


def pronoun(view: View, word: str) -> Speaker | None:
    """The speaker that a pronoun means; None where nobody before it fits."""
    if word in lx.FIRST:
        return first_person(view)
    if word in lx.HE | lx.SHE:
        return single(view, "f" if word in lx.SHE else "m")
    if word in lx.THEY:
        return several(view)
    if word in lx.IT:
        return thing(view)
    if word in lx.RELATIVES:
        return antecedent(view)
    return None


def first_person(view: View) -> Speaker | None:
    """Who says I or we: the speaker of the words around it, inside quotation marks the last one."""
    if view.outer or not view.scene.frame.quoted(view.start):
        return view.outer
    turn = next((t for t in view.earlier if t.speaker.kind != "outlet"), None)
    return _again(turn, "the speaker of the quotation around it") if turn else None


def single(view: View, sex: str) -> Speaker | None:
    """Whom he or she means: the subject of the sentence, else the last speaker.

    Else the person who was the last subject.
    """
    sentence = view.scene.frame.sentence(view.start)
    if here := _subject(view, sentence, view.start, sex):
        return of_person(view, here, "the subject of the same sentence", 0.9)
    turn = next((t for t in view.earlier if _fits(view, t, sex)), None)
    person, place = _last_subject(view, sentence, sex)
    if turn and (
        person is None
        or place <= turn.start
        or view.scene.frame.sentence(place) <= view.scene.frame.sentence(turn.start)
    ):
        return _again(turn, "the last speaker")
    if person is not None:
        return of_person(view, person, "the last person named as subject", 0.8)
    if turn:
        return _again(turn, "the last speaker")
    nearest = _nearest(view, sex)
    return of_person(view, nearest, "the person named last", 0.6) if nearest else None


def _nearest(view: View, sex: str) -> Person | None:
    """The last person of that sex named in the sentence or the one before, subject or not."""
    frame, people = view.scene.frame, view.scene.people
    for k in reversed(range(max(0, frame.first(view.start) - 60), frame.first(view.start))):
        person = people.at.get(k)
        if person and person.sex in (None, sex) and frame.distance(frame.tokens[k].start, view.start) <= 1:
            return person
    return None


def _again(turn: Turn, why: str) -> Speaker:
    s = turn.speaker
    return Speaker(s.actor, s.name, s.kind, s.role, s.speaks_for, min(s.confidence, 0.9), why)


def _fits(view: View, turn: Turn, sex: str) -> bool:
    if turn.plural or turn.speaker.kind not in ("person", "unnamed") or (view.outer and turn.depth > view.depth):
        return False
    person = next((p for p in view.scene.people.all if p.name == turn.speaker.name), None)
    if person is not None:
        return person.sex in (None, sex)
    if turn.noun not in lx.ROLES | lx.KIN | lx.PRONOUNS | lx.HONORIFICS and turn.speaker.kind == "unnamed":
        return False
    other = lx.MALE_WORDS if sex == "f" else lx.FEMALE_WORDS
    return turn.noun not in other


def _subject(view: View, start: int, end: int, sex: str) -> Person | None:
    """The person whom a sentence is about, if named before the pronoun and outside what is quoted or reported."""
    frame, people = view.scene.frame, view.scene.people
    fallback: Person | None = None
    for k in frame.slice(start, end):
        person = people.at.get(k)
        token = frame.tokens[k]
        if person is None or view.in_content(token.start) or frame.quoted(token.start) or person.sex not in (None, sex):
            continue
        if people.at.get(k - 1) is person:
            continue
        if _subject_like(view, k, start):
            return person
        if sex == "f" and person.sex == "f":
            fallback = fallback or person
    return fallback


def _subject_like(view: View, k: int, start: int) -> bool:
    """Whether the name at token `k` can be the subject of its clause.

    No preposition or verb stands right before its title.
    """
    tokens, m = view.scene.frame.tokens, k
    while (
        m > 0
        and tokens[m - 1].start >= start
        and (
            tokens[m - 1].cap
            or tokens[m - 1].low in lx.ROLES | lx.ROLE_MODIFIERS | lx.PORTFOLIOS | lx.DETERMINERS
            or m - 1 in view.scene.finder.hits
        )
        and not tokens[m].gap
    ):
        m -= 1
    last = view.scene.finder.at[k].last
    if last < len(tokens) and tokens[last].low == "'s":
        return False
    before = tokens[m - 1] if m > 0 and tokens[m - 1].start >= start else None
    return (
        before is None
        or before.word in (",", '"', "”", "“", ":", ";", "-", "–", "—", "•")
        or before.low
        in lx.words("""
    but and while as when after before because although that if since until where however then meanwhile
    """)
    )


def _last_subject(view: View, sentence: int, sex: str) -> tuple[Person | None, int]:
    """The subject of the nearest sentence before, three sentences back at most, with its place."""
    frame = view.scene.frame
    i = frame.sentences.index(sentence) if sentence in frame.sentences else 0
    for j in range(i - 1, max(-1, i - 4), -1):
        start = frame.sentences[j]
        if person := _subject(view, start, frame.sentence_end(start), sex):
            return person, start
    return None, -1


def several(view: View) -> Speaker | None:
    """Whom they means: the last plural speaker, or the plural subject of the sentence before."""
    frame = view.scene.frame
    sentence = frame.sentence(view.start)
    turn = next((t for t in view.earlier if t.plural), None)
    i = frame.sentences.index(sentence) if sentence in frame.sentences else 0
    for start in (sentence, frame.sentences[i - 1] if i else sentence):
        if found := _plural_subject(view, start):
            return found
    return _again(turn, "the last speakers") if turn else None


def _plural_subject(view: View, start: int) -> Speaker | None:
    """The plural that opens a sentence, as a speaker."""
    tokens = view.scene.frame.tokens
    first = view.scene.frame.first(start)
    if listed := _listed(view, first):
        return view.read(listed)
    k = first
    while k < len(tokens) and k - first < 12 and tokens[k].start < view.start and _in_subject(view, k):
        k += 1
    p = phrase(view.scene, first, k) if k > first else None
    if p is None or p.last > k:
        return None
    name = tokens[p.head].low
    if name not in lx.PLURALS and not name.endswith("s"):
        return None
    turn = next((t for t in view.earlier if t.speaker.name.lower().split()[-1] == name), None)
    if turn:
        return _again(turn, "the plural subject of the sentence before")
    return view.read(p) if name in lx.PLURALS else None


def _listed(view: View, first: int) -> Phrase | None:
    """The list of names that opens a sentence: "Varenia and Ostmark"."""
    tokens, finder = view.scene.frame.tokens, view.scene.finder
    k = first + (first < len(tokens) and tokens[first].low in lx.DETERMINERS)
    named = 0
    while (
        k < len(tokens)
        and (run := finder.at.get(k))
        and run.kind in ("state", "person", "body", "other")
        and tokens[k].start < view.start
    ):
        named, k = named + 1, run.last
        if k >= len(tokens) or tokens[k].low not in ("and", ","):
            break
        k += 1 + (k + 1 < len(tokens) and tokens[k + 1].low in lx.DETERMINERS)
    p = phrase(view.scene, first, k) if named > 1 else None
    return p if p and len(conjuncts(view.scene, p)) > 1 else None


def _in_subject(view: View, k: int) -> bool:
    token = view.scene.frame.tokens[k]
    if token.low in ("'s", "-"):
        return True
    return token.low not in STOPPING and not token.low.endswith("ed") and token.word.isalnum()


STOPPING = lx.SAY | lx.words("""
    have has had is are was were will would can could may might do did that which who in on at to with from said
    gather meet go
    """)


def thing(view: View) -> Speaker | None:
    """What it means: the last body, state or document that spoke."""
    if view.depth and (near := _thing_before(view)):
        return near
    turn = next(
        (
            t
            for t in view.earlier
            if not t.plural and (t.speaker.kind not in ("person", "unnamed", "group") or t.noun in lx.DOCUMENTS)
        ),
        None,
    )
    return _again(turn, "the last body that spoke") if turn else None


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


def antecedent(view: View) -> Speaker | None:
    """Whom who or which means: the person, body or document named right before."""
    k = view.scene.frame.first(view.start) - 1
    while k >= 0 and view.scene.frame.tokens[k].word in (",", "-", "—", "–"):
        k -= 1
    p = ending_at(view.scene, k) if k >= 0 else None
    if p is None or view.scene.frame.tokens[p.head].low in lx.PRONOUNS:
        return None
    return view.read(p)
