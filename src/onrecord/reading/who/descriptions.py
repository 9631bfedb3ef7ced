"""Speakers without a name: persons meant by their office, bodies by a common noun, and those who stay unnamed."""

from __future__ import annotations

from dataclasses import replace

from onrecord.reading.who import lexicon as lx
from onrecord.reading.who.bodies import Body
from onrecord.reading.who.naming import labels, of_body, of_person, speaker
from onrecord.reading.who.pairs import together
from onrecord.reading.who.people import Person
from onrecord.reading.who.phrases import Phrase, of_span, phrase, words
from onrecord.reading.who.principals import Office, body_principal, common_principal, office
from onrecord.reading.who.pronouns import LAST_SPEAKERS, pronoun
from onrecord.reading.who.scene import Scene
from onrecord.reading.who.states import Hit, gazetteer
from onrecord.reading.who.view import View
from onrecord.types import ActorKind, Span, Speaker

DESCRIBED = "an unnamed source, as described"
GENERIC = lx.words("""
    official officials spokesman spokeswoman spokesperson diplomat officer leader minister chief head expert
    source sources man woman president director
    """)
TITLED = lx.words("ministry department office agency bureau commission")
BARE_NATIONAL = lx.words("""
    official officials authorities government governments authority military army parliament regime cabinet
    junta forces troops opposition
    """)


def described(view: View, p: Phrase) -> Speaker:
    """The speaker of a phrase whose head is a common noun."""
    tokens = view.scene.frame.tokens
    word = tokens[p.head].low
    if word in lx.KIN and (found := _kin(view, p)):
        return found
    if (word in lx.PRESS_BODIES and word not in ("station", "agency", "agencies")) or (
        word in ("agency", "agencies", "station", "service") and _press(view, p)
    ):
        return press(view, p)
    if word in lx.BODY_HEADS and word not in lx.ROLES - lx.words("mission leadership authorities authority delegation"):
        return body(view, p)
    if word in lx.PLURALS or _plural(word):
        return group(view, p)
    return one(view, p)


def _plural(word: str) -> bool:
    return word.endswith("s") and not word.endswith(("ss", "us", "is"))


# -- persons by their office ------------------------------------------------------------------------------------------
def one(view: View, p: Phrase) -> Speaker:
    """One person who is not named here.

    Somebody known by that office, somebody named below, or nobody in particular.
    """
    tokens = view.scene.frame.tokens
    found = office(view.scene, p.first, p.last)
    if p.determiner not in lx.INDEFINITE:
        last = next(
            (
                t
                for t in view.earlier
                if not t.plural
                and t.speaker.kind in ("unnamed", "person")
                and (t.speaker.speaks_for or t.noun == tokens[p.head].low)
            ),
            None,
        )
        same = last is not None and last.noun == tokens[p.head].low and last.speaker.kind == "unnamed"
        if not same and (person := by_office(view, p, found)):
            return of_person(view, person, f"the article calls this person {tokens[p.head].low}", 0.85)
        turn = next(
            (
                t
                for t in view.earlier
                if not t.plural and t.noun == tokens[p.head].low and _same_kind(view, p, t.speaker.name)
            ),
            None,
        )
        if turn and p.determiner in ("the", "that", "this", ""):
            return Speaker(
                turn.speaker.actor,
                turn.speaker.name,
                turn.speaker.kind,
                turn.speaker.role,
                turn.speaker.speaks_for,
                0.8,
                f"the {tokens[p.head].low} who spoke before",
            )
    if p.determiner == "the" and tokens[p.head].low in GENERIC and p.end - p.first == 1 and p.end == p.last:
        turn = next(
            (t for t in view.earlier if not t.plural and t.speaker.kind == "person" and t.speaker.speaks_for), None
        )
        if turn:
            return Speaker(
                turn.speaker.actor,
                turn.speaker.name,
                "person",
                turn.speaker.role,
                turn.speaker.speaks_for,
                0.7,
                "the last official who spoke",
            )
    return unnamed(view, p, found, "unnamed")


def _same_kind(view: View, p: Phrase, name: str) -> bool:
    """Whether no capitalised word before the noun speaks against a name.

    "the Republican nominee" is no Democratic one.
    """
    caps = {t.low for t in view.scene.frame.tokens[p.first : p.head] if t.cap}
    return not caps or bool(caps & set(name.lower().split()))


def by_office(view: View, p: Phrase, found: Office | None) -> Person | None:
    """The person whom the article has called by that office: the last speaker rather than others."""
    tokens = view.scene.frame.tokens
    head = tokens[p.head].low
    want = {
        t.low
        for i, t in enumerate(tokens[p.first : p.end], p.first)
        if t.low in lx.PORTFOLIOS | lx.ROLES | lx.words("prime vice deputy")
        or (t.cap and i not in view.scene.finder.covered)
    } | {head}
    want -= {"government"} if head == "spokesman" else set()
    wanted = found.principal if found and found.explicit else None
    fits: list[tuple[int, Person]] = []
    spoken = {t.speaker.name: i for i, t in enumerate(reversed(view.earlier), 1)}
    for person in view.scene.people.all:
        seen = labels(view, person)
        if head not in lx.ROLES | lx.KIN and not (id(person) in view.links and view.links[id(person)][0] == head):
            continue
        if head not in seen and not (head in ALIKE and seen & ALIKE[head]):
            continue
        extra = want - {head} - seen
        if extra and not (head in seen and extra <= {"state"}):
            continue
        near = max(
            (
                view.scene.frame.tokens[a].start
                for a, _ in person.mentions
                if view.scene.frame.tokens[a].start < view.start
            ),
            default=-1,
        )
        if near < 0 and p.determiner != "the":
            continue
        principal = of_person(view, person, "").speaks_for
        if wanted and principal and principal != wanted:
            continue
        here = near >= view.scene.frame.sentence(view.start)
        rank = here * 10**12 + spoken.get(person.name, 0) * 10**7 + max(near, 0)
        fits.append((rank, person))
    return max(fits, key=lambda x: x[0])[1] if fits else None


ALIKE = {
    "premier": lx.words("prime"),
    "official": lx.words("""
    minister spokesman spokeswoman representative envoy ambassador director secretary diplomat officer chief
    """),
    "spokesperson": lx.words("spokesman spokeswoman"),
    "spokesman": lx.words("spokesperson"),
    "spokeswoman": lx.words("spokesperson"),
    "governor": lx.words("gov."),
    "senator": lx.words("sen."),
    "congressman": lx.words("rep."),
    "representative": lx.words("envoy rep. ambassador"),
    "envoy": lx.words("ambassador representative mediator"),
    "diplomat": lx.words("ambassador envoy representative"),
    "leader": lx.words("president chief premier chairman"),
    "chief": lx.words("head commander director"),
    "head": lx.words("chief director"),
    "general": lx.words("commander"),
    "king": lx.words("monarch"),
    "monarch": lx.words("king queen"),
    "lawmaker": lx.words("senator congressman mp"),
    "pm": lx.words("prime"),
    "fm": lx.words("foreign"),
    "officer": lx.words("colonel general captain"),
    "mediator": lx.words("envoy"),
    "chairman": lx.words("president"),
}


def _kin(view: View, p: Phrase) -> Speaker | None:
    """Somebody's family or staff: "her father", "Valk's family"."""
    tokens = view.scene.frame.tokens
    word = tokens[p.head].low
    own = next(
        (k for k in range(p.head - 1, p.first, -1) if tokens[k].low == "'s" or tokens[k].word in ("'", "’")), None
    )
    turn = next((t for t in view.earlier if t.noun == word), None)
    if p.determiner in lx.POSSESSIVES or own is not None:
        if turn and word not in ("spokesman", "spokeswoman", "office"):
            return turn.speaker
        who = view.scene.person_at(own - 1) if own else None
        person = next(
            (q for q in view.scene.people.all if word in labels(view, q) and q is not who and _before(view, q)), None
        )
        if person and word not in lx.PLURALS and word not in ("family", "office", "government", "party", "entourage"):
            return of_person(view, person, f"the article calls this person {word}", 0.8)
        if who:
            holder = of_person(view, who, "")
            name = (
                f"{who.name}’s {words(view.scene, (own or 0) + 1, p.end)}"
                if "’s" in view.scene.frame.text
                else f"{who.name}'s {words(view.scene, (own or 0) + 1, p.end)}"
            )
            staff = word in lx.words("""
    spokesman spokeswoman spokesperson office entourage aide aides lawyer lawyers government deputy
    """)
            kind: ActorKind = (
                "group"
                if word in lx.PLURALS or word in ("family", "entourage")
                else "institution"
                if word in ("office", "government")
                else "unnamed"
            )
            return speaker(
                name,
                kind,
                holder.speaks_for if staff and word not in ("lawyer", "lawyers") else None,
                "named by whom they belong to",
                sure=0.8,
            )
    return None


def _before(view: View, person: Person) -> bool:
    return any(view.scene.frame.tokens[a].start < view.start for a, _ in person.mentions)


# -- unnamed ----------------------------------------------------------------------------------------------------------
def group(view: View, p: Phrase) -> Speaker:
    """Several people without names: the same who spoke before, where nothing tells them apart."""
    tokens = view.scene.frame.tokens
    word = tokens[p.head].low
    if found := together(view, p):
        return found
    bare = p.end - p.first == 1 and p.end == p.last
    if bare and (p.determiner in ("the", "") or word == "police"):
        turn = next((t for t in view.earlier if t.plural and t.speaker.name.lower().split()[-1] == word), None)
        if (turn and word not in ("analysts", "diplomats", "witnesses", "experts", "sources")) or (
            turn and p.determiner == "the"
        ):
            s = turn.speaker
            return Speaker(s.actor, s.name, s.kind, s.role, s.speaks_for, 0.8, "the same who spoke before")
    return unnamed(view, p, office(view.scene, p.first, p.last), "group")


def unnamed(view: View, p: Phrase, found: Office | None, kind: ActorKind) -> Speaker:
    """An unnamed source: its description with nationality and institution, no article, capital first."""
    scene, tokens = view.scene, view.scene.frame.tokens
    name = words(scene, p.first, p.end)
    word = tokens[p.head].low
    principal = found.principal if found and not found.former else None
    owner = _owner_name(view, p)
    if p.determiner in lx.POSSESSIVES and (holder := _holder(view, p.determiner)):
        mark = "’" if "’s" in scene.frame.text else "'"
        name = f"{holder}{mark if holder.endswith('s') else f'{mark}s'} {name}"
    elif owner and owner.lower() not in name.lower():
        name = f"{name} of {owner}" if word.removesuffix("s") in CLOSE else f"{owner} {name}"
    elif word in BARE_NATIONAL and principal is None and not _localised(view, p) and not _foreign(view, p):
        principal = scene.printed(scene.host)
        adjective = scene.adjective(principal) or scene.adjective(scene.host)
        bare = p.end - p.first == 1
        name = f"{adjective} {name}" if adjective and bare else name
    elif word in BARE_NATIONAL and p.end - p.first == 1 and principal == scene.printed(scene.home) and principal:
        name = f"{scene.adjective(scene.home)} {name}"
    if principal is None and found is None and word not in lx.PRIVATE_ROLES:
        run = scene.finder.at.get(p.first)
        body = scene.bodies.of(run) if run and p.head > p.first else None
        principal = body_principal(scene, body) if body else None
    if principal is None:
        head = scene.person_at(p.first)
        principal = (
            of_person(view, head, "").speaks_for
            if head and p.head > p.first and word in lx.words("forces troops officials aides government spokesman")
            else None
        )
    return speaker(
        name[:1].upper() + name[1:],
        kind,
        principal,
        DESCRIBED,
        role=word if word in lx.ROLES else None,
        sure=0.85,
    )


CLOSE = ("friend", "father", "mother", "brother", "sister", "wife", "husband", "son", "daughter", "relative", "family")


def _holder(view: View, word: str) -> str | None:
    found = pronoun(view, word)
    return found.name if found and found.name != "unnamed" and found.why != LAST_SPEAKERS else None


def _foreign(view: View, p: Phrase) -> bool:
    """Whether officials are of no one state: "international officials"."""
    return any(
        t.low in lx.words("international foreign diplomatic health aid relief")
        for t in view.scene.frame.tokens[p.first : p.head]
    )


def _localised(view: View, p: Phrase) -> bool:
    return any(t.low in lx.LOCAL | lx.REGION_GROUPS for t in view.scene.frame.tokens[p.first : p.last])


def _owner_name(view: View, p: Phrase) -> str | None:
    """The body after "with", "for", "from" or "of", by its full name: "official with the ministry"."""
    tokens = view.scene.frame.tokens
    if p.end >= p.last or tokens[p.end].low not in ("with", "for", "from", "of", "at"):
        return None
    stop = next(
        (
            m
            for m in range(p.end + 1, p.last)
            if tokens[m].low in ("who", "in", "on", "which", "to") or tokens[m].word == ","
        ),
        p.last,
    )
    inner = phrase(view.scene, p.end + 1, stop)
    if inner is None:
        return None
    run = view.scene.finder.at.get(inner.head)
    if (
        (run and (run.kind in ("body", "outlet") or (run.kind == "other" and run.last == inner.end)))
        or tokens[inner.head].low in lx.BODY_HEADS
        or (view.scene.person_at(inner.head) and tokens[p.head].low.startswith(("spokes", "aide", "lawyer", *CLOSE)))
    ):
        return view.read(inner).name
    return None


# -- bodies by a common noun ------------------------------------------------------------------------------------------
def body(view: View, p: Phrase) -> Speaker:
    """A body called by a common noun: "the ministry", "the Varenian government", "the pro-Ostmark group"."""
    scene, tokens = view.scene, view.scene.frame.tokens
    word = tokens[p.head].low
    runs = [r for k in range(p.first, p.head) if (r := scene.finder.at.get(k)) and r.first == k]
    bodies = [r for r in runs if r.kind in ("body", "outlet") and scene.person_at(r.first) is None]
    named = next(reversed(bodies), None)
    if named and named.last == p.head and (found := scene.bodies.of(named)):
        return _longest(view, found.key)
    holder = next((q for k in range(p.first, p.head) if (q := scene.person_at(k))), None)
    if holder is not None and named is None:
        name = words(scene, p.first, p.end).replace("'s ", " ").replace("’s ", " ")
        state = of_person(view, holder, "").speaks_for if word in lx.STATE_BODIES | lx.words("team") else None
        return speaker(
            name[:1].upper() + name[1:],
            "institution" if state else "organisation",
            state or name,
            "a body named after a person",
            sure=0.85,
        )
    other = next(
        (
            r
            for r in reversed(runs)
            if r.kind == "other"
            and r.last == p.head
            and scene.frame.tokens[r.first].low not in lx.NEVER_NAMES | lx.PORTFOLIOS
        ),
        None,
    )
    hit = next((r for r in runs if r.hit and r.kind in ("demonym", "state")), None)
    if other and not hit and word in lx.OWN_BODIES:
        return speaker(scene.bodies.text(other), "organisation", scene.bodies.text(other), "the name before the noun")
    if (
        named is None
        and hit is None
        and p.determiner in ("the", "", "its", "that", "this")
        and (turn := _same_noun(view, p, word) or _just_spoke(view, p, word))
    ):
        return turn
    if known := _known(view, p):
        return known
    if (
        hit is None
        and p.determiner in ("the", "that")
        and word in lx.BODY_HEADS
        and word not in BARE_NATIONAL
        and p.end - p.first <= 2
    ):
        last = scene.bodies.called((word,), view.start) or _last_group(view, word)
        if last:
            return _longest(view, last.key)
    return _institution(view, p, word)


def _known(view: View, p: Phrase) -> Speaker | None:
    """The well-known body that is written small here: "the state department", where the article names its state."""
    name = " ".join(w if w.isupper() else w.title() for w in words(view.scene, p.first, p.end).split())
    entry = gazetteer()[0].get(name)
    if entry is None or entry.kind != "body" or p.end < p.last or p.end - p.first < 2:
        return None
    own = view.scene.finder.at.get(p.first)
    if entry.state not in view.scene.states and not (own and own.hit):
        return None
    return speaker(entry.name, "institution", view.scene.printed(entry.state), "the body as described")


GROUP_WORDS = lx.words("""
    group movement organisation organization party militia company firm union body alliance club team guerrillas
    """)
JUST = 2
"""Sentences after which an organisation that spoke is no longer "the group"."""


def _last_group(view: View, word: str) -> Body | None:
    """The last organisation named, for "the group", "the movement", "the organisation"."""
    if word not in GROUP_WORDS:
        return None
    state_free = [
        b
        for b in view.scene.bodies.all
        if b.start < view.start and b.kind == "organisation" and b.state not in view.scene.states
    ]
    return state_free[-1] if state_free else None


def _just_spoke(view: View, p: Phrase, word: str) -> Speaker | None:
    """The organisation that has just spoken, for "the group"."""
    turn = next(iter(view.earlier), None)
    if (
        turn is None
        or word not in GROUP_WORDS - {"company", "firm"}
        or p.end - p.first > 1
        or turn.speaker.kind != "organisation"
    ):
        return None
    near = view.scene.frame.distance(turn.end, view.start) <= JUST
    return replace(turn.speaker, confidence=0.8, why="the body that spoke before") if near else None


def _same_noun(view: View, p: Phrase, word: str) -> Speaker | None:
    """Who spoke before under a name that ends in the same words."""
    asked = words(view.scene, p.first, p.end).lower()
    for turn in view.inside_too:
        last = turn.speaker.name.lower()
        if turn.speaker.kind in ("unnamed", "person"):
            continue
        if (
            last.endswith(asked)
            or last.startswith(asked + " of ")
            or (p.end - p.first == 1 and word in last.split() and turn.speaker.kind != "group")
            or (turn.noun == word and p.end - p.first == 1)
        ):
            return Speaker(
                turn.speaker.actor,
                turn.speaker.name,
                turn.speaker.kind,
                turn.speaker.role,
                turn.speaker.speaks_for,
                0.85,
                "the body that spoke before",
            )
    return None


def _institution(view: View, p: Phrase, word: str) -> Speaker:
    """The body that a common noun describes, with its state before it."""
    scene, tokens = view.scene, view.scene.frame.tokens
    kinds = ("demonym", "state", "capital", "city")
    found = [h for k in range(p.first, p.last) if (h := scene.finder.hits.get(k)) and h.entry.kind in kinds]
    before = next((h for h in found if h.first < p.head), None)
    after = next((h for h in found if h.first > p.head and tokens[h.first - 1].low in ("in", "of", "the")), None)
    state = next((h.entry.state for h in (before, after) if h and h.entry.kind != "city"), None)
    local = _localised(view, p) or bool(before and before.entry.kind == "city")
    principal = common_principal(scene, p.first, p.head, state, local)
    owner = scene.body_at(p.first) if p.first < p.head else None
    if owner and owner.state and not found and not local:  # "the UN aid agency"
        principal = owner.state
    name = _field(view, p, word, _national(view, p, before, after, principal), bool(found))
    if not found and word in lx.OWN_BODIES and principal not in (None, word) and _owned_by_of(view, p):
        name = f"{name} of the {principal}"
    if word in ("opposition", "side") and principal and not before and principal.endswith(word):
        name = principal
    if principal == word:
        principal = name if not name.islower() else principal
    kind: ActorKind = "institution" if word in lx.STATE_BODIES | lx.PUBLIC_BODIES - {"congress"} else "organisation"
    return speaker(name[:1].upper() + name[1:], kind, scene.printed(principal), "the body as described", sure=0.85)


def _owned_by_of(view: View, p: Phrase) -> bool:
    return p.end < p.last and view.scene.frame.tokens[p.end].low == "of"


def _national(view: View, p: Phrase, before: Hit | None, after: Hit | None, principal: str | None) -> str:
    """The words of a body with the adjective of its state before them: "Varenian foreign ministry"."""
    scene, tokens = view.scene, view.scene.frame.tokens
    name = words(scene, p.first, p.end).replace("'s ", " ").replace("’s ", " ")
    if before:
        adjective = scene.adjective(before.entry.state)
        if adjective and before.first == p.first and before.entry.kind in ("state", "capital"):
            return f"{adjective} {words(scene, before.last + (tokens[before.last].low == chr(39) + 's'), p.end)}"
        return name
    if after:
        adjective = scene.adjective(after.entry.state) if after.entry.kind != "city" else None
    else:
        national = tokens[p.head].low in lx.STATE_BODIES and principal in scene.states and not _localised(view, p)
        adjective = scene.adjective(principal) if national else None
    return f"{adjective} {name}" if adjective else name


def _field(view: View, p: Phrase, word: str, name: str, placed: bool) -> str:
    """A ministry's name with its field, in capitals: "Varenian Ministry of Public Works"."""
    tokens = view.scene.frame.tokens
    if word not in TITLED:
        return name
    if _owned_by_of(view, p) and not placed and not name.istitle():
        stop = next((k for k in range(p.end, p.last) if tokens[k].word == ","), p.last)
        name = f"{name} {words(view.scene, p.end, stop)}"
    elif not any(t.low in lx.PORTFOLIOS for t in tokens[p.first : p.head]):
        return name
    return " ".join(w if w in ("of", "and", "for", "the") else w[:1].upper() + w[1:] for w in name.split())


def _longest(view: View, key: str) -> Speaker:
    """The speaker that a named body is, under its longest name."""
    return of_body(view, max((b for b in view.scene.bodies.all if b.key == key), key=lambda b: len(b.name)), "named")


# -- the press --------------------------------------------------------------------------------------------------------
def _press(view: View, p: Phrase) -> bool:
    """Whether "agency" or "station" is one of the press here."""
    tokens = view.scene.frame.tokens
    run = view.scene.finder.at.get(p.head - 1)
    if any(t.low in ("news", "press", "radio", "television", "tv") for t in tokens[p.first : p.head]) or (
        run and run.kind == "outlet"
    ):
        return True
    return (
        p.end - p.first == 1
        and view.scene.bodies.last(frozenset({"outlet"}), view.start) is not None
        and (view.scene.bodies.called((tokens[p.head].low,), view.start) is None)
    )


def press(view: View, p: Phrase) -> Speaker:
    """An outlet: by the name inside the phrase, by the one named before, or as described with its state."""
    scene, tokens = view.scene, view.scene.frame.tokens
    word = tokens[p.head].low
    runs = [r for k in range(p.first, p.head) if (r := scene.finder.at.get(k)) and r.first == k]
    named = next(
        (r for r in reversed(runs) if r.kind in ("outlet", "body") or (r.kind == "other" and r.last == p.head)), None
    )
    if named and tokens[named.first].low not in lx.NEVER_NAMES:
        name = scene.bodies.text(named)
        keep = word in ("television", "tv", "radio") and named.last == p.head
        return speaker(f"{name} {word}" if keep else name, "outlet", None, "the outlet named")
    if p.determiner in ("the", "") and p.end - p.first == 1 and word not in lx.PLURALS:
        last = scene.bodies.last(frozenset({"outlet"}), view.start)
        turn = next((t for t in view.earlier if t.speaker.kind == "outlet"), None)
        if last or turn:
            return speaker(last.name, "outlet", None, "the outlet named before", sure=0.8) if last else turn.speaker  # type: ignore[union-attr]
    name = words(scene, p.first, p.end)
    state = next((h for k in range(p.first, p.head) if (h := scene.finder.hits.get(k))), None)
    owned = any(t.low.startswith(("state", "official", "government")) for t in tokens[p.first : p.head])
    if state is None and owned and (adjective := scene.adjective(scene.home)):
        name = f"{adjective} {name}"
    return speaker(
        name[:1].upper() + name[1:],
        "group" if word in lx.PLURALS else "outlet",
        None,
        "an outlet, as described",
        sure=0.8,
    )


def noun(scene: Scene, span: Span) -> str:
    """The word by which a phrase calls its speaker: what "the official" can point back to."""
    p = of_span(scene, span)
    return scene.frame.tokens[p.head].low if p else ""
