"""The persons and bodies of one article, and who each speaking phrase means."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from onrecord.reading.who import lexicon as lx
from onrecord.reading.who.beside import source_beside
from onrecord.reading.who.descriptions import DESCRIBED
from onrecord.reading.who.descriptions import noun as noun_of
from onrecord.reading.who.frame import Frame
from onrecord.reading.who.people import Person
from onrecord.reading.who.phrases import Phrase, of_span, persons
from onrecord.reading.who.principals import Office as Held
from onrecord.reading.who.principals import (
    after_name,
    apposed_before,
    before_name,
    office,
    person_offices,
    person_principal,
    why_principal,
)
from onrecord.reading.who.scene import Scene, scene
from onrecord.reading.who.speakers import read
from onrecord.reading.who.turns import Turn
from onrecord.reading.who.view import UNNAMED, View, slug
from onrecord.types import Actor, Draft, Entity, Evidence, Mention, Office, Segment, Span, Speaker


@dataclass(frozen=True, slots=True)
class Cast:
    """Everybody whom an article names; `resolve` says whom any of its phrases means."""

    scene: Scene
    actors: tuple[Actor, ...]
    mentions: tuple[Mention, ...]
    offices: tuple[Office, ...]
    links: Mapping[int, tuple[str, Held | None]] = field(default_factory=dict)
    followers: Mapping[tuple[int, int], Person] = field(default_factory=dict)

    def resolve(
        self, span: Span | None, *, draft: Draft | None = None, turns: Sequence[Turn] = (), outer: Speaker | None = None
    ) -> Speaker:
        """The speaker that the words of `span` mean; with no span, whoever goes on speaking.

        `draft` is the attribution that the phrase belongs to, `turns` those resolved so far, `outer` the speaker of the
        content that the attribution stands in. Never raises: who cannot be told is "unnamed".
        """
        contents = draft.content.spans if draft else ()
        depth = draft.depth if draft else 0
        if span is None:
            found = self._beside(draft, turns, outer) if draft else None
            return found or self._goes_on(draft, turns, outer)
        view = View(self.scene, span, read, tuple(turns), contents, depth, outer, self.links, self.followers)
        p = None if draft and _undergoes(draft, span) else of_span(self.scene, span)
        return self._of_region(read(view, p)) if p else UNNAMED

    def _of_region(self, speaker: Speaker) -> Speaker:
        """The same speaker, for nobody where a people is meant that lives in several states."""
        return speaker if self.scene.stands(speaker.speaks_for) else replace(speaker, speaks_for=None)

    def _beside(self, draft: Draft, turns: Sequence[Turn], outer: Speaker | None) -> Speaker | None:
        """The speaker whose phrase stands at the cue, where the reader marked no source."""
        told = _hearsay(draft) or _undergoes(draft, (-1, -1))
        p = source_beside(self.scene, draft) if _voiced(draft) and not told else None
        if p is None:
            return None
        tokens = self.scene.frame.tokens
        span = tokens[p.first].start, tokens[p.last - 1].end
        view = View(
            self.scene, span, read, tuple(turns), draft.content.spans, draft.depth, outer, self.links, self.followers
        )
        found = read(view, p)
        return replace(found, confidence=min(found.confidence, 0.6)) if found is not UNNAMED else None

    def turn(self, span: Span | None, draft: Draft, speaker: Speaker) -> Turn:
        """The turn that a resolved attribution makes, for those after it."""
        start = span[0] if span else _start(draft)
        word = noun_of(self.scene, span) if span else ""
        plural = speaker.kind == "group" or ";" in speaker.name
        end = max([*(e for _, e in draft.content.spans), span[1] if span else start])
        return Turn(start, end, speaker, word, plural, draft.depth)

    def _goes_on(self, draft: Draft | None, turns: Sequence[Turn], outer: Speaker | None) -> Speaker:
        """Who speaks where no source is printed.

        For a bare quotation the last speaker of the same or the last paragraph; for other words the last speaker of
        the same sentence ("and warned of more"). The reporter's own words have no speaker.
        """
        if draft is None or _hearsay(draft):
            return UNNAMED
        frame, start = self.scene.frame, _start(draft)
        if not _voiced(draft):
            return UNNAMED
        bare = _is_quotation(frame, draft)
        sentence = frame.sentence(draft.cue.start if draft.cue.spans else start)
        near = [
            t
            for t in turns
            if t.depth <= draft.depth
            and t.speaker is not UNNAMED
            and t.speaker.kind != "outlet"
            and (
                t.start < start
                and (bare or t.start >= sentence)
                and frame.paragraph(start) - frame.paragraph(t.start) <= 1
                and frame.distance(t.start, start) <= 8
            )
        ]
        if not near:
            return (outer if bare else None) or UNNAMED
        last = max(near, key=lambda t: t.start).speaker
        why = "the quotation goes on from the last speaker" if bare else "the speaker of the same sentence"
        return replace(last, confidence=min(last.confidence, 0.75), why=why)


def _is_quotation(frame: Frame, draft: Draft) -> bool:
    """Whether a content is words in quotation marks, and more than a word or two that the reporter set apart.

    >>> from onrecord.reading.who.frame import frame
    >>> from onrecord.types import Passage
    >>> said = '"We shall all go." The "so-called" truce held.'
    >>> [
    ...     _is_quotation(frame(said), Draft(None, Passage.of(said, []), Passage.of(said, [at])))
    ...     for at in ((0, 18), (23, 34), (35, 46))
    ... ]
    [True, False, False]
    """
    start = _start(draft)
    end = next((e for s, e in frame.quotes if s <= start < e), start)
    return len(frame.text[start:end].split()) > FEWEST


FEWEST = 2
"""Words in quotation marks that can be a quotation of their own."""


def _undergoes(draft: Draft, source: Span) -> bool:
    """Whether the words before a passive cue are of those who are told, asked or accused, and not of who does so.

    >>> from onrecord.types import Passage
    >>> told = "Valk has been told that he must go."
    >>> cut = lambda text, *spans: Passage.of(text, list(spans))
    >>> _undergoes(Draft(None, cut(told, (5, 18)), cut(told, (19, 34))), (0, 4))
    True
    >>> told = "Valk was quoted as saying that he must go."
    >>> _undergoes(Draft(None, cut(told, (5, 25)), cut(told, (26, 41))), (0, 4))
    False
    """
    cue = draft.cue.text.lower().split()
    if not draft.cue.spans or source[0] > draft.cue.start or "as" in cue or "that" in cue[:1]:
        return False
    be = next((i for i, w in enumerate(cue) if w in lx.BE), None)
    if be is None or any(w not in lx.AUXILIARIES and not w.endswith("ly") for w in cue[:be]):  # "let it be known"
        return False
    return any(w in lx.UNDERGONE for w in cue[be + 1 : be + 4])


def _voiced(draft: Draft) -> bool:
    """Whether the cue is a verb by which somebody in particular says or wants: no "is known", "persuaded", "appears".

    A draft without a cue is a quotation, which has its marks for it.
    """
    return not draft.cue.text or any(w.strip(",.:;") in lx.VOICING for w in draft.cue.text.lower().split())


def _hearsay(draft: Draft) -> bool:
    """Whether the cue says that somebody said so, and nobody who: "was said to be", "reportedly"."""
    cue = draft.cue.text.lower().split()
    if cue and cue[-1] in ("saying", "telling"):  # "was quoted as saying", "was heard saying"
        return False
    passive = (
        len(cue) > 1
        and cue[0] in ("is", "are", "was", "were", "been", "being", "has", "have", "had")
        and cue[-1] in lx.SAY | lx.HEARSAY
    )
    return bool(cue) and (passive or bool(set(cue) & (lx.HEARSAY | lx.APPEARANCE)))


def cast(
    text: str, segments: Sequence[Segment] = (), entities: Sequence[Entity] = (), sources: Sequence[Span] = ()
) -> Cast:
    """The cast of an article; `sources` are the speakers' phrases where they are known, in any order.

    >>> c = cast("Varenian Foreign Minister Irena Valk resigned. She said so herself.")
    >>> c.resolve((47, 50)).name
    'Irena Valk'
    >>> c.resolve((0, 0)).name
    'unnamed'
    """
    s = scene(_readable(text, segments), entities)
    links, followers = _links(s, sorted(sources))
    people = {id(p): _person_id(s, p) for p in s.people.all}
    actors = [Actor(people[id(p)], p.name, "person", _aliases(s, p)) for p in s.people.all]
    bodies = {b.key: b for b in s.bodies.all}
    actors += [Actor(slug(b.name), b.name, b.kind) for b in bodies.values()]
    tokens = s.frame.tokens
    mentions = [Mention(tokens[a].start, tokens[b - 1].end, people[id(p)]) for p in s.people.all for a, b in p.mentions]
    mentions += [
        Mention(tokens[r.first].start, tokens[r.last - 1].end, slug(b.name))
        for r in s.finder.runs
        if (b := s.bodies.of(r))
    ]
    offices = [o for p in s.people.all for o in _offices(s, p, people[id(p)])]
    return Cast(
        s, tuple(_unique(actors)), tuple(sorted(mentions, key=lambda m: m.start)), tuple(offices), links, followers
    )


def _readable(text: str, segments: Sequence[Segment]) -> str:
    """The text with blanks for what is furniture or a repeat: nobody is named there, and offsets stay.

    >>> _readable("He left. Subscribe!", [Segment(9, 19, "furniture")]) == "He left." + 11 * " "
    True
    """
    for s in segments:
        if s.kind in ("furniture", "repeat"):
            text = text[: s.start] + " " * (s.end - s.start) + text[s.end :]
    return text


def _unique(actors: Sequence[Actor]) -> list[Actor]:
    return list({a.id: a for a in actors}.values())


def _person_id(s: Scene, person: Person) -> str:
    return slug(person.name)


def _aliases(s: Scene, person: Person) -> tuple[str, ...]:
    tokens = s.frame.tokens
    forms = {" ".join(s.frame.text[tokens[a].start : tokens[b - 1].end].split()) for a, b in person.mentions}
    return tuple(sorted(forms - {person.name}))


def _offices(s: Scene, person: Person, actor: str) -> list[Office]:
    """What the article says a person is, with the words that say it."""
    tokens = s.frame.tokens
    out: dict[tuple[str | None, str | None], Office] = {}
    for o in person_offices(s, person):
        if o.former:
            continue
        principal = o.principal if o.explicit else person_principal(s, person)
        principal = principal if s.stands(principal) else None
        why = why_principal(s, person, o, principal)
        evidence = Evidence(tokens[o.first].start, tokens[o.last - 1].end, why)
        old = out.get((o.role, principal))
        out[o.role, principal] = Office(actor, o.role, principal, (*(old.evidence if old else ()), evidence))
    return list(out.values())


# -- described first, named below -------------------------------------------------------------------------------------
def _links(
    s: Scene, sources: Sequence[Span]
) -> tuple[dict[int, tuple[str, Held | None]], dict[tuple[int, int], Person]]:
    """Persons whom the article describes before it names them.

    "a Varenian official said. ... Irena Valk told Meridian".
    """
    links: dict[int, tuple[str, Held | None]] = {}
    followers: dict[tuple[int, int], Person] = {}
    for i, span in enumerate(sources):
        p = of_span(s, span)
        if p is None or not _describes_one(s, p):
            continue
        held = office(s, p.first, p.last)
        person = _named_below(s, p, held, span, sources[i + 1 :], links)
        if person:
            followers[p.first, p.last] = person
            links.setdefault(id(person), (s.frame.tokens[p.head].low, held))
    return links, followers


def _describes_one(s: Scene, p: Phrase) -> bool:
    """Whether a phrase is one unnamed person: "a senior official", "the head of the agency", "her father"."""
    word = s.frame.tokens[p.head].low
    if persons(s, p) or (
        p.head in s.finder.at and s.finder.at[p.head].kind != "other" and s.finder.at[p.head].kind != "people"
    ):
        return False
    if p.head in s.finder.at:
        return p.determiner in ("a", "an", "another", "second") or (p.first < p.head and not word.endswith("s"))
    return (
        word in lx.ROLES | lx.KIN | lx.FEMALE_WORDS | lx.MALE_WORDS
        and word not in lx.PLURALS
        and word not in lx.DOCUMENTS
        and word not in lx.BODY_HEADS - lx.ROLES
        and word not in lx.PRESS_BODIES
        and (word not in lx.PRONOUNS and not word.endswith("s"))
    )


def _named_below(
    s: Scene, p: Phrase, held: Held | None, span: Span, later: Sequence[Span], taken: Mapping[int, object]
) -> Person | None:
    """The person who is named as a speaker within two paragraphs, never before, and can be the one described."""
    frame = s.frame
    lead = frame.sentence(span[0]) == frame.sentences[0] or (
        frame.paragraph(span[0]) == 0 and frame.distance(0, span[0]) <= 1
    )
    for other in later:
        if frame.paragraph(other[0]) - frame.paragraph(span[0]) > 2 or frame.distance(span[0], other[0]) > 7:
            return None
        q = of_span(s, other)
        named = persons(s, q) if q else []
        if not named or q is None:
            if q and not lead and _describes_one(s, q) and q.determiner in lx.INDEFINITE:
                return None
            continue
        person = named[0]
        if id(person) in taken:
            continue
        if frame.tokens[person.mentions[0][0]].start < span[0]:
            if lead:
                continue
            return None
        if _can_be(s, p, held, person, lead, frame.distance(span[0], other[0])):
            return person
        if not lead:
            return None
    return None


def _can_be(s: Scene, p: Phrase, held: Held | None, person: Person, lead: bool, away: int) -> bool:
    """Whether a person can be the one described: `lead` says that the description opens the report.

    `away` counts the sentences down to the name: elsewhere only kin are named late ("her father", below Tomas Orlic).
    """
    first, last = person.mentions[0]
    bare = (
        before_name(s, first) == first
        and after_name(s, last) == (last, last)
        and not (last < len(s.frame.tokens) and s.frame.tokens[last].word == ",")
        and not (first > 0 and s.frame.tokens[first - 1].word == ",")
        and apposed_before(s, first, last)[0] >= apposed_before(s, first, last)[1]
    )
    offices = person_offices(s, person)
    heads = {o.head for o in offices} | {w for o in offices for w in (o.role or "").split()}
    word = s.frame.tokens[p.head].low
    theirs = next((o.principal for o in offices if o.explicit and o.principal), None)
    mine = held.principal if held and held.explicit else None
    same_side = mine is None or theirs is None or mine == theirs or theirs not in s.states
    sex = "f" if word in lx.FEMALE_WORDS else "m" if word in lx.MALE_WORDS else None
    if sex and person.sex and sex != person.sex:
        return False
    shared = word in heads or (
        word in SYNONYMS and bool(SYNONYMS[word] & heads) and (lead or word not in ("official", "officer"))
    )
    if lead:
        return same_side and (
            shared or bare or word in OPEN or bool(sex and sex == person.sex) or p.head in s.finder.at
        )
    if bare and not offices:
        return word in lx.KIN - STAFF or away <= NEXT
    if mine is None or theirs is None or mine == theirs:
        return shared and away <= NEXT
    return shared and away <= 1 and mine in s.states and theirs not in s.states  # of a state's agency, by its name


STAFF = lx.words("""
    spokesman spokeswoman spokesperson lawyer lawyers aide aides deputy office government party entourage
    """)
SYNONYMS = {
    "head": lx.words("chief director chairman president leader commander"),
    "chief": lx.words("head director commander chairman"),
    "official": lx.words("""
    minister spokesman spokeswoman secretary representative director chief envoy ambassador head commissioner
    adviser governor
    """),
    "officer": lx.words("director general colonel commander chief captain spokesman"),
    "diplomat": lx.words("ambassador envoy consul"),
    "leader": lx.words("president chairman chief premier head secretary"),
    "envoy": lx.words("ambassador representative"),
    "expert": lx.words("professor analyst scientist researcher economist historian"),
    "aide": lx.words("adviser spokesman secretary"),
    "commander": lx.words("general colonel chief"),
    "lawmaker": lx.words("mp senator deputy congressman"),
    "executive": lx.words("ceo president chairman director"),
}
OPEN = lx.words("""
    official officer diplomat leader expert executive spokesman spokeswoman spokesperson minister man woman
    commander general envoy aide negotiator lawmaker scientist economist businessman cleric lawyer politician
    analyst chief head
    """)


NEXT = 2
"""Sentences from a description to a name that can belong to it: further on, another speaks."""
REMEMBERED = 300
"""Turns that a phrase can point back to: more than a report has, and few enough for a whole book to be read."""


# -- all at once ------------------------------------------------------------------------------------------------------
def speakers(c: Cast, drafts: Sequence[Draft], phrases: Sequence[Span | None]) -> list[Speaker]:
    """The speaker of each draft, in the order given; `phrases` are the words that name them, None where none do."""
    found: dict[int, Speaker] = {}
    turns: list[Turn] = []
    unnamed: dict[str, list[Span | None]] = {}
    roots = [_root(i, drafts) for i in range(len(drafts))]
    order = sorted(
        range(len(drafts)),
        key=lambda i: (
            _place(drafts[roots[i]], phrases[roots[i]]),
            roots[i],
            drafts[i].depth,
            _place(drafts[i], phrases[i]),
        ),
    )
    for i in order:
        draft = drafts[i]
        outer = found.get(draft.within) if draft.within is not None else None
        found[i] = _apart(
            c.resolve(phrases[i], draft=draft, turns=turns[-REMEMBERED:], outer=outer), phrases[i], unnamed
        )
        turns.append(c.turn(phrases[i], draft, found[i]))
    return [found[i] for i in range(len(drafts))]


def _apart(speaker: Speaker, span: Span | None, unnamed: dict[str, list[Span | None]]) -> Speaker:
    """The same speaker, with an id of its own where another unnamed one is described alike: two officials are two."""
    if speaker.kind != "unnamed" or speaker is UNNAMED or speaker.why != DESCRIBED:
        return speaker
    places = unnamed.setdefault(speaker.actor, [])
    if span not in places:
        places.append(span)
    n = places.index(span) + 1
    return speaker if n == 1 else replace(speaker, actor=f"{speaker.actor}-{n}")


def _root(i: int, drafts: Sequence[Draft]) -> int:
    """The attribution at depth 0 that another stands in."""
    for _ in drafts:
        within = drafts[i].within
        if within is None:
            return i
        i = within
    return i


def _place(draft: Draft, span: Span | None) -> int:
    return span[0] if span else _start(draft)


def _start(draft: Draft) -> int:
    return min((s for s, _ in draft.content.spans), default=0)


__all__ = ["Cast", "Turn", "cast", "speakers"]
