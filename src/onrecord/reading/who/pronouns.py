"""Whom a pronoun means, by who spoke last, who the sentence is about, sex and number."""

from __future__ import annotations

from dataclasses import replace

from onrecord.reading.who import lexicon as lx
from onrecord.reading.who.clauses import JOINING, LONG_AGO, again, opens_clause
from onrecord.reading.who.naming import of_person
from onrecord.reading.who.people import Person
from onrecord.reading.who.phrases import Phrase, conjuncts, ending_at, persons, phrase
from onrecord.reading.who.things import thing
from onrecord.reading.who.turns import Turn
from onrecord.reading.who.view import View
from onrecord.types import Span, Speaker


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
    return again(turn, "the speaker of the quotation around it") if turn else None


def single(view: View, sex: str) -> Speaker | None:
    """Whom he or she means: the subject of the sentence, else the last speaker.

    Else the person who was the last subject. Inside quotation marks never the one who speaks them.
    """
    if quotation := _quotation(view):
        return _spoken_of(view, quotation, sex)
    sentence = view.scene.frame.sentence(view.start)
    if relative := _in_relative(view, sentence, sex):
        return relative
    if here := _subject(view, sentence, view.start, sex):
        return of_person(view, here, "the subject of the same sentence", 0.9)
    turn = _last_turn(view, sex)
    person, place = _last_subject(view, sentence, sex)
    if (someone := _someone(view, sentence, sex)) and max(place, turn.start if turn else -1) < someone[1]:
        return replace(someone[0], confidence=0.7, why="the subject of the sentence before")
    if turn and (
        person is None
        or place <= turn.start
        or view.scene.frame.sentence(place) <= view.scene.frame.sentence(turn.start)
    ):
        return _stale(view, turn, sex) or again(turn, "the last speaker")
    if person is not None:
        return of_person(view, person, "the last person named as subject", 0.8)
    if turn:
        return again(turn, "the last speaker")
    nearest = _nearest(view, sex)
    return of_person(view, nearest, "the person named last", 0.6) if nearest else None


def _quotation(view: View) -> Span | None:
    """The quotation marks that the pronoun stands in."""
    return next((q for q in view.scene.frame.quotes if q[0] < view.start < q[1]), None)


def _spoken_of(view: View, quotation: Span, sex: str) -> Speaker | None:
    """Whom he or she means inside quotation marks.

    Who was named before in the same quotation, or was the subject before it: never the one who speaks.
    """
    frame = view.scene.frame
    speaker = view.outer or next((t.speaker for t in view.earlier if t.start < quotation[0]), None)
    own = {speaker.name} if speaker else set()
    own |= {t.speaker.name for t in view.turns if t.end >= quotation[1] and t.depth < view.depth}
    for k in reversed(frame.slice(quotation[0], view.start)):
        person = view.scene.people.at.get(k)
        if frame.distance(frame.tokens[k].start, view.start) > 1:
            break
        if person and person.name not in own and _may_be(view, person, sex) and _subject_like(view, k, quotation[0]):
            return of_person(view, person, "named before in the same quotation", 0.7)
    within = next((t for t in view.earlier if t.start > quotation[0] and t.speaker.name not in own), None)
    if within and _fits(view, within, sex):
        return again(within, "the last speaker")
    person, _ = _last_subject(view, frame.sentence(quotation[0]), sex)
    if person is not None and person.name not in own:
        return of_person(view, person, "the last person named as subject", 0.6)
    return None


def _in_relative(view: View, sentence: int, sex: str) -> Speaker | None:
    """The antecedent of the relative clause that the pronoun stands in: "for Valk, who faces a vote on her…"."""
    tokens, k = view.scene.frame.tokens, view.scene.frame.first(view.start) - 1
    while k > 0 and tokens[k].start > sentence and tokens[k].word.isalnum() and tokens[k].low != "who":
        k -= 1
    if k <= 0 or tokens[k].low != "who" or tokens[k].start <= sentence or view.in_content(tokens[k].start):
        return None
    found = antecedent(replace(view, span=(tokens[k].start, tokens[k].end), hops=view.hops + 1))
    if found is None or found.kind not in ("person", "unnamed") or found.name == "unnamed":
        return None
    person = _person(view, found.name)
    fits = _may_be(view, person, sex) if person else not _sexed(found.name, sex)
    return replace(found, confidence=min(found.confidence, 0.8)) if fits else None


def _last_turn(view: View, sex: str) -> Turn | None:
    """The last turn whose speaker fits: one who came in as an object ("met Valk, who said") after the others."""
    fitting = [t for t in view.earlier if _fits(view, t, sex)]
    return next((t for t in fitting if not _aside(view, t)), None) or next(iter(fitting), None)


def _aside(view: View, turn: Turn) -> bool:
    """Whether the words of a turn stand in a relative clause about somebody who is not the subject of its sentence."""
    if turn.noun not in lx.RELATIVES:
        return False
    person = _person(view, turn.speaker.name)
    start = view.scene.frame.sentence(turn.start)
    places = [a for a, _ in person.mentions if start <= view.scene.frame.tokens[a].start < turn.start] if person else []
    return bool(places) and not any(_leads(view, k, start) for k in places)


def _leads(view: View, k: int, start: int) -> bool:
    """Whether a name, with the titles and the apposition before it, opens a clause of its sentence."""
    tokens = view.scene.frame.tokens
    titles = lx.ROLES | lx.ROLE_MODIFIERS | lx.PORTFOLIOS | lx.DETERMINERS | {",", "'s"}
    while k > 0 and tokens[k - 1].start >= start and (tokens[k - 1].cap or tokens[k - 1].low in titles):
        k -= 1
    before = tokens[k - 1] if k > 0 and tokens[k - 1].start >= start else None
    return before is None or before.low in JOINING or before.word in '"”“:;'


def _stale(view: View, turn: Turn, sex: str) -> Speaker | None:
    """Whoever was named since, where the last speaker spoke long ago and was not named again."""
    if view.scene.frame.distance(turn.end, view.start) <= LONG_AGO:
        return None
    nearest = _nearest(view, sex)
    if nearest is None or nearest.name == turn.speaker.name:
        return None
    return of_person(view, nearest, "the person named last", 0.6)


def _someone(view: View, sentence: int, sex: str) -> tuple[Speaker, int] | None:
    """Somebody without a name who is the subject of the sentence before, with its place: "A young rebel listened."."""
    frame, tokens = view.scene.frame, view.scene.frame.tokens
    i = frame.sentences.index(sentence) if sentence in frame.sentences else 0
    first = frame.first(frame.sentences[i - 1]) if i else len(tokens)
    k = first
    while k < len(tokens) and k - first < 8 and tokens[k].start < sentence and _in_subject(view, k):
        k += 1
    if k <= first or tokens[first].low not in ("a", "an", "another", "one"):
        return None
    p = phrase(view.scene, first, k)
    person_noun = lx.ROLES | lx.KIN | lx.MALE_WORDS | lx.FEMALE_WORDS
    if p is None or tokens[p.head].low not in person_noun - lx.PLURALS or persons(view.scene, p):
        return None
    found = view.read(p)
    return (found, tokens[first].start) if found.kind == "unnamed" and not _sexed(found.name, sex) else None


def _person(view: View, name: str) -> Person | None:
    return next((p for p in view.scene.people.all if p.name == name), None)


def _sexed(name: str, sex: str) -> bool:
    """Whether a description is of the other sex: "first woman" for he."""
    return bool(set(name.lower().split()) & (lx.MALE_WORDS if sex == "f" else lx.FEMALE_WORDS))


def _may_be(view: View, person: Person, sex: str) -> bool:
    """Whether a person can be of that sex, by name and title, or by the pronouns that meant this person before."""
    if person.sex:
        return person.sex == sex
    said = {t.noun for t in view.turns if t.speaker.name == person.name}
    return not said & (lx.HE if sex == "f" else lx.SHE)


def _nearest(view: View, sex: str) -> Person | None:
    """The last person of that sex named in the sentence or the one before, subject or not."""
    frame, people = view.scene.frame, view.scene.people
    for k in reversed(range(max(0, frame.first(view.start) - 60), frame.first(view.start))):
        person = people.at.get(k)
        if person and _may_be(view, person, sex) and frame.distance(frame.tokens[k].start, view.start) <= 1:
            return person
    return None


def _fits(view: View, turn: Turn, sex: str) -> bool:
    if turn.plural or turn.speaker.kind not in ("person", "unnamed") or (view.outer and turn.depth > view.depth):
        return False
    person = _person(view, turn.speaker.name)
    if person is not None:
        return _may_be(view, person, sex)
    if turn.noun not in lx.ROLES | lx.KIN | lx.PRONOUNS | lx.HONORIFICS and turn.speaker.kind == "unnamed":
        return False
    return not _sexed(f"{turn.noun} {turn.speaker.name}", sex)


def _subject(view: View, start: int, end: int, sex: str) -> Person | None:
    """The person whom a sentence is about, if named before the pronoun and outside what is quoted or reported."""
    frame, people = view.scene.frame, view.scene.people
    fallback: Person | None = None
    for k in frame.slice(start, end):
        person = people.at.get(k)
        token = frame.tokens[k]
        if person is None or view.in_content(token.start) or frame.quoted(token.start):
            continue
        if not _may_be(view, person, sex):
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
            or (tokens[m - 1].word == "," and tokens[m - 2].low in lx.ROLES)
        )
        and not tokens[m].gap
    ):
        m -= 1
    last = view.scene.finder.at[k].last
    if last < len(tokens) and tokens[last].low == "'s":
        return False
    return opens_clause(view, m, start)


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
    """Whom they means: the plural subject of the sentence or the one before, or those who have just spoken.

    Inside quotation marks only who is named in the same quotation.
    """
    frame = view.scene.frame
    sentence, quotation = frame.sentence(view.start), _quotation(view)
    i = frame.sentences.index(sentence) if sentence in frame.sentences else 0
    for start in (sentence, frame.sentences[i - 1] if i else sentence):
        if quotation and start < frame.sentence(quotation[0]):
            continue
        if found := _plural_subject(view, max(start, quotation[0]) if quotation else start):
            return found
    turn = next(iter(view.earlier), None)
    near = turn is not None and turn.plural and frame.distance(turn.end, view.start) <= NEAR
    if turn and near and (quotation is None or turn.start > quotation[0]):
        return again(turn, LAST_SPEAKERS)
    return None


LAST_SPEAKERS = "the last speakers"
NEAR = 3
"""Sentences after which those who spoke are no longer "they"."""


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
        return again(turn, "the plural subject of the sentence before")
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


def antecedent(view: View) -> Speaker | None:
    """Whom who or which means: the person, body or document named right before."""
    k = view.scene.frame.first(view.start) - 1
    while k >= 0 and view.scene.frame.tokens[k].word in (",", "-", "—", "–"):
        k -= 1
    p = ending_at(view.scene, k) if k >= 0 else None
    if p is None or view.scene.frame.tokens[p.head].low in lx.PRONOUNS:
        return None
    return view.read(p)
