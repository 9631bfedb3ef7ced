"""For whom somebody speaks: what a title, an apposition or a possessive says about it."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.reading.who import lexicon as lx
from onrecord.reading.who.bodies import ARMED, Body
from onrecord.reading.who.frame import Token
from onrecord.reading.who.people import Person
from onrecord.reading.who.scene import Scene
from onrecord.reading.who.states import demonym_of
from onrecord.types import INFERRED

OF_OFFICES = lx.words("staff state mission government police affairs")
OWNING = lx.words("of for with at from inside")
HEADING = lx.words("heads leads chairs commands runs headed led chaired commanded represents directs")
# Offices that one state alone has.
NATIONAL_OFFICES = {
    "home secretary": "United Kingdom",
    "foreign secretary": "United Kingdom",
    "chancellor of the exchequer": "United Kingdom",
    "secretary of state": "United States",
    "under secretary of state": "United States",
    "assistant secretary of state": "United States",
    "deputy secretary of state": "United States",
    "defense secretary": "United States",
    "treasury secretary": "United States",
    "taoiseach": "Ireland",
}
INSTITUTIONS = frozenset({"institution"})
STATE_WORDS = lx.words("""
    ministry department government parliament army military navy police embassy presidency cabinet treasury
    court junta regime authorities forces troops administration
    """)


# Titles in jest or in sport: nobody's office.
NO_OFFICE = frozenset(
    (kind, title)
    for kind in ("beauty", "drag", "pop", "drama", "homecoming", "drug", "oil", "media", "press", "dance")
    for title in ("queen", "king", "prince", "princess", "baron", "lord")
)
# Those who stand to a body as anything but its voice: "a Sarn Rovers fan", "a KTA defector".
NOT_FOR = lx.words("""
    fan fans supporter supporters critic critics opponent opponents victim victims survivor survivors defector defectors
    prisoner prisoners inmate suspect suspects
    """)
# Offices that do not tell by themselves which state they are of: an ambassador's is not the article's.
NO_STATE = lx.words("""
    secretary crown speaker princess sheikh captain diplomat diplomats ambassador ambassadors envoy envoys
    consul attache negotiator consul-general ministers presidents premiers commander commanders officer officers
    """)


@dataclass(frozen=True, slots=True)
class Office:
    """What a phrase says that somebody is: `principal` for whom, `explicit` whether the phrase itself names it."""

    role: str | None
    head: str | None
    principal: str | None
    explicit: bool
    former: bool
    first: int
    last: int
    words: frozenset[str] = frozenset()


def office(scene: Scene, first: int, last: int) -> Office | None:
    """The office that tokens `first` to `last` name; None where they name none."""
    tokens = scene.frame.tokens
    while first < last and (
        tokens[first].low in lx.DETERMINERS
        or not tokens[first].word[0].isalnum()
        or tokens[first].low in ("also", "now")
    ):
        first += 1
    while last > first and tokens[last - 1].word in (",", "'s", ".", "-", "–", "—", '"', "”", "(", ")"):
        last -= 1
    if first >= last:
        return None
    if tokens[first].low in ("who", "which") and first + 1 < last and tokens[first + 1].low in HEADING:
        owner = _owner(scene, first + 2, last)
        return Office("head", "head", owner, owner is not None, False, first, last)
    end = core_end(scene, first, last)
    head = next((k for k in range(end - 1, first - 1, -1) if tokens[k].low in lx.ROLES), None)
    if head is None:
        return None
    stop = end if head == end - 1 or tokens[head + 1].low == "of" else head + 1
    role = " ".join(t.word for t in tokens[_role_start(scene, first, head) : stop]).lower()
    former = any(t.low in lx.FORMER or t.low.startswith("ex-") for t in tokens[first : head + 1])
    word = tokens[head].low
    if word in NOT_FOR or (head > first and (tokens[head - 1].low, word) in NO_OFFICE):
        return Office(role or None, word, None, False, former, first, last)
    principal = _principal(scene, first, head, end, last, word)
    explicit = principal is not None
    alone = end == last and not any(k in scene.people.at for k in range(first, end))
    if (
        principal is None
        and alone
        and word.startswith("spokes")
        and (body := scene.bodies.last(INSTITUTIONS, tokens[first].start))
        and scene.frame.distance(body.start, tokens[first].start) <= 3
    ):
        principal = body_principal(scene, body)
    if principal is None:
        national = next(
            (s for office, s in NATIONAL_OFFICES.items() if role.endswith(office) and "foreign minister" not in role),
            None,
        )
        principal, explicit = national, national is not None
    if principal is None and word == "secretary" and any(t.low in lx.PORTFOLIOS for t in tokens[first:head]):
        principal = scene.host
    if principal is None and (word in lx.STATE_ROLES or word in lx.RANKS) and word not in NO_STATE:
        principal = scene.host
    return Office(
        role or None,
        word,
        scene.printed(principal),
        explicit,
        former,
        first,
        last,
        frozenset(t.low for t in tokens[first:end]),
    )


def core_end(scene: Scene, first: int, last: int) -> int:
    """Where the core of a noun phrase ends: before its first preposition, participle, relative or comma."""
    tokens, k = scene.frame.tokens, first
    while k < last:
        if k > first and tokens[k].word == "(" and k + 3 < last and tokens[k + 2].word == ")":
            k += 3  # initials: "the Grain Board (VGB) chief"
        elif k > first and tokens[k].low == "of" and k + 1 < last and _of_office(tokens[k - 1], tokens[k + 1]):
            k += 2
        elif k > first and _ends_core(scene, k):
            return k
        else:
            k += 1
    return last


def _of_office(before: Token, after: Token) -> bool:
    return after.low in OF_OFFICES and before.low in lx.ROLES


def _ends_core(scene: Scene, k: int) -> bool:
    token, run = scene.frame.tokens[k], scene.finder.at.get(k)
    if run and (token.cap or run.first < k < run.last - 1):
        return False
    return token.low in lx.POSTMODIFIERS or token.word in CORE_MARKS


CORE_MARKS = frozenset(",(–—;")


def _role_start(scene: Scene, first: int, head: int) -> int:
    """Where the words that belong to the role begin: "deputy foreign" in "Varenian deputy foreign minister"."""
    tokens, k = scene.frame.tokens, head
    while (
        k > first
        and (
            tokens[k - 1].low in lx.PORTFOLIOS
            or tokens[k - 1].low in lx.ROLE_MODIFIERS
            or tokens[k - 1].low in lx.ROLES
            or tokens[k - 1].low in lx.BODY_HEADS
            or (tokens[k - 1].low == "and" and k - 1 > first)
        )
        and not (k - 1 in scene.finder.hits or k - 1 in scene.finder.covered)
    ):
        k -= 1
    return k


def _principal(scene: Scene, first: int, head: int, end: int, last: int, word: str) -> str | None:
    tokens = scene.frame.tokens
    private = word in lx.PRIVATE_ROLES
    owner = _owner(scene, first, head, named_only=private)
    k = end
    while owner is None and k < last:
        low = tokens[k].low
        if low in ("who", "which", "whose", "that", ",") and k > end:
            break
        if low in OWNING or (
            low == "in"
            and word in ("official", "officials", "ministry", "minister", "president", "government", "authorities")
        ):
            stop = next(
                (
                    m
                    for m in range(k + 1, last)
                    if tokens[m].word in (",", ";")
                    or (tokens[m].low in ("who", "which", "to", "in", "on") and m not in scene.finder.at)
                ),
                last,
            )
            owner = _owner(scene, k + 1, stop, named_only=private, forward=True)
        k += 1
    return owner


def _owner(scene: Scene, first: int, last: int, named_only: bool = False, forward: bool = False) -> str | None:
    """The state or body that owns an office, among tokens `first` to `last`.

    A named body before a state before a common noun.
    """
    tokens, finder = scene.frame.tokens, scene.finder
    state: str | None = None
    person: str | None = None
    place: str | None = None
    local = any(t.low in lx.LOCAL for t in tokens[first:last])
    ministry = next((k for k in range(first, last) if tokens[k].low == "ministerial"), None)
    if ministry is not None and local:
        return " ".join([t.word for t in tokens[first:ministry]] + ["ministry"])
    order = range(first, last)
    for k in order if forward else reversed(order):
        run = finder.at.get(k)
        if run is None or run.first != k:
            continue
        body = scene.bodies.of(run)
        if body and body.kind != "outlet":
            if (full := scene.bodies.called(body.words, tokens[k].start)) and body.state is None:
                body = full
            found = body_principal(scene, body, owner_state=_state_in(scene, first, last))
            return _larger(scene, run.last, last, found) if forward and found == body.name else found
        who = scene.person_at(k)
        if who and run.kind != "state" and run.kind != "demonym" and not named_only:
            person = person or person_principal(scene, who) or who.name
        elif run.kind == "place" and not named_only:
            place = place or scene.bodies.text(run)
        elif run.hit and run.hit.entry.kind in ("state", "demonym", "capital", "people") and not named_only:
            state = state or run.hit.entry.state
        elif run.kind == "other" and not named_only and not _dull(scene, run.first, run.last):
            longer = scene.bodies.called(tuple(t.low for t in tokens[run.first : run.last]), tokens[k].start)
            return body_principal(scene, longer) if longer else scene.bodies.text(run)
    near = order if forward else range(max(first, last - 2), last)[::-1]
    common = next((k for k in near if tokens[k].low in lx.BODY_HEADS and k not in finder.covered), None)
    if common is not None and tokens[common].low not in ("state", "head") and not named_only:
        if person and state is None and tokens[common].low in lx.STATE_BODIES:
            return person
        return common_principal(scene, first, common, state, local or place is not None) or person or place
    return state or person or place


def _larger(scene: Scene, first: int, last: int, inner: str) -> str:
    """The state whose body holds an office named first: "director of Public Works of the Varenian Harbour Ministry"."""
    for k in range(first, last):
        run = scene.finder.at.get(k)
        body = scene.bodies.of(run) if run and run.first == k else None
        found = body_principal(scene, body, _state_in(scene, first, last)) if body else None
        if body and found and found != body.name:
            return found
    return inner


def _dull(scene: Scene, first: int, last: int) -> bool:
    """Whether a capitalised run is no name: "Foreign", "Economy and Energy", "Western"."""
    return all(t.low in DULL or not t.cap for t in scene.frame.tokens[first:last])


DULL = (
    lx.PORTFOLIOS
    | lx.ROLE_MODIFIERS
    | lx.ROLES
    | lx.NEVER_NAMES
    | lx.HONORIFICS
    | lx.REGION_GROUPS
    | lx.NATIONAL
    | lx.LOCAL
    | lx.PARTICLES
    | lx.words("and of the' works public people's")
) - lx.words("sheikh")


def _state_in(scene: Scene, first: int, last: int) -> str | None:
    return next(
        (
            h.entry.state
            for k in range(first, last)
            if (h := scene.finder.hits.get(k)) and h.entry.kind in ("state", "demonym")
        ),
        None,
    )


def body_principal(scene: Scene, body: Body, owner_state: str | None = None) -> str | None:
    """The state behind a body, or the body itself; None for an outlet."""
    if body.kind == "outlet":
        return None
    if body.state:
        return body.state
    heads = set(body.words)
    rest = heads - NATIONAL_NAMES - {"of", "and", "for", "the"}
    if {"people", "congress"} <= heads or heads & {"ministry", "parliament", "government", "embassy", "military"}:
        return owner_state or scene.home
    if heads & lx.LOCAL or body.words[0] in WORLDWIDE:
        return body.name
    if heads & (STATE_WORDS - ARMED) and (heads & lx.NATIONAL or owner_state):
        return owner_state or scene.home
    if heads & ARMED and rest - ARMED <= lx.PORTFOLIOS | lx.NATIONAL | _adjectives(owner_state):
        return owner_state or scene.home
    if heads & NATIONAL_NAMES and (body.words[0] in lx.NATIONAL or (rest and rest <= lx.PORTFOLIOS)):
        return owner_state or scene.home or body.name
    return body.name


def _adjectives(state: str | None) -> set[str]:
    return set((demonym_of(state) or "").lower().split()) if state else set()


# Heads of names that a state's own agencies have: "Economic Planning Agency", "State Seismological Bureau".
NATIONAL_NAMES = lx.words("""
    agency bureau administration office service authority directorate department commission bank court police
    guard
    """)
WORLDWIDE = lx.words("international world global european african asian american arab pan inter")


def common_principal(scene: Scene, first: int, head: int, state: str | None, local: bool) -> str | None:
    """The principal of a body called by a common noun: "the foreign ministry", "the Association", "opposition"."""
    tokens = scene.frame.tokens
    word = tokens[head].low
    if local:
        return None
    national = word in lx.STATE_BODIES and word not in ("congress", "mission")
    if national and state:
        return state
    if word in lx.PRESS_BODIES and (
        word not in lx.PUBLIC_BODIES | lx.OWN_BODIES or tokens[head - 1].low in ("news", "press")
    ):
        return None
    if state is None and word in ("regime", "junta"):
        return scene.contested() or scene.home
    if state is None and word == "opposition" and (torn := scene.contested()):
        return f"{scene.adjective(torn)} opposition"
    called = scene.bodies.called((word,), tokens[head].start)
    if called and state is None:
        return body_principal(scene, called)
    if (
        state is None
        and (national or word in lx.PUBLIC_BODIES)
        and (before := _owner_before(scene, word, tokens[head].start))
    ):
        return before
    if state is None and word in GROUPS and (last := scene.bodies.last(ORGANISATIONS, tokens[head].start)):
        return body_principal(scene, last)
    if national or (state is None and word in NATIONAL_BODIES and tokens[head - 1].low not in ("a", "an")):
        return scene.home
    if state and word in lx.PUBLIC_BODIES:
        return state
    if state and word in lx.OWN_BODIES:
        adjective = next((t.word for t in tokens[first:head] if t.cap), None)
        return f"{adjective} {word}" if adjective else word
    if word in lx.OWN_BODIES or word in lx.PUBLIC_BODIES:
        return phrase_before(scene, word, tokens[head].start) or (
            None if _indefinite(scene, head) else _described(scene, first, head)
        )
    return state


GROUPS = lx.words("party movement group league union organisation organization firm company militia")
ORGANISATIONS = frozenset({"organisation"})


def _owner_before(scene: Scene, word: str, before: int) -> str | None:
    """The state whose body of that noun the article named last: "the ministry" after "Varenia's defence ministry"."""
    tokens = scene.frame.tokens
    for k in range(scene.frame.first(before) - 1, 0, -1):
        if tokens[k].low == word:
            hits = [
                h
                for m in range(max(0, k - 4), k)
                if (h := scene.finder.hits.get(m)) and h.entry.kind in ("state", "demonym", "capital")
            ]
            if hits:
                return hits[-1].entry.state
    return None


# A state has one of each: "the meteorological agency", where no other body of that noun is named.
NATIONAL_BODIES = lx.words("agency bureau administration service authority directorate")


def _described(scene: Scene, first: int, head: int) -> str:
    """The words of a body called by a common noun: "international development select committee"."""
    tokens, k = scene.frame.tokens, head
    while (
        k > first and tokens[k - 1].word.isalnum() and tokens[k - 1].low not in STOPS | lx.DETERMINERS and head - k < 6
    ):
        k -= 1
    return " ".join(t.word for t in tokens[k : head + 1])


def _indefinite(scene: Scene, head: int) -> bool:
    """Whether "a" stands before the noun: "a leader of a tribal party" speaks for no party that can be told."""
    tokens = scene.frame.tokens
    return any(t.low in ("a", "an") for t in tokens[max(0, head - 3) : head]) and tokens[head + 1].low not in lx.ROLES


def phrase_before(scene: Scene, word: str, before: int) -> str | None:
    """A fuller name that the article gave a common noun before: "Syrian opposition" for "opposition"; or its owner."""
    tokens = scene.frame.tokens
    for k in scene.frame.places.get(word, ()):
        if (
            k < len(tokens) - 3
            and tokens[k + 1].low == "of"
            and (owner := _owner(scene, k + 2, min(k + 6, len(tokens)), forward=True))
        ):
            return owner
    for k in reversed(scene.frame.places.get(word, ())):
        if (
            0 < k < scene.frame.first(before)
            and (hit := scene.finder.hits.get(k - 1))
            and hit.entry.kind in ("demonym", "body")
        ):
            return f"{tokens[k - 1].word} {word}"
    return None


# -- persons ----------------------------------------------------------------------------------------------------------
def person_offices(scene: Scene, person: Person) -> tuple[Office, ...]:
    """All that the article says a person is, mention by mention."""
    key = id(person)
    if key not in scene.offices:
        scene.offices[key] = tuple(_person_offices(scene, person))
    return scene.offices[key]


def _person_offices(scene: Scene, person: Person) -> list[Office]:
    out: list[Office] = []
    for first, last in person.mentions:
        for start, stop in (
            (before_name(scene, first), first),
            after_name(scene, last),
            apposed_before(scene, first, last),
        ):
            if stop > start and (found := office(scene, start, stop)):
                out.append(found)
    return out


def person_principal(scene: Scene, person: Person) -> str | None:
    """For whom a person speaks: the first explicit office, else what is well known, else the article's own state."""
    key = id(person)
    if key not in scene.principals:
        scene.principals[key] = None  # the guard against two persons who are each other's
        scene.principals[key] = _person_principal(scene, person)
    return scene.principals[key]


def _person_principal(scene: Scene, person: Person) -> str | None:
    offices = [o for o in person_offices(scene, person) if not o.former]
    told = [o for o in offices if o.explicit and o.principal]
    explicit = next((o.principal for o in told if o.head in lx.STATE_ROLES and o.principal in scene.states), None)
    explicit = explicit or next((o.principal for o in told), None)
    if explicit:
        return explicit
    if person.known:
        return scene.printed(person.known[0])
    return next((o.principal for o in offices if o.principal), None)


def why_principal(scene: Scene, person: Person, held: Office, principal: str | None) -> str:
    """What gives a person that principal in that office, in the order of `person_principal`."""
    if held.explicit or principal is None:
        return "says so"
    if any(o.explicit and o.principal for o in person_offices(scene, person) if not o.former):
        return "another office in the article says so"
    return "a well-known office holder" if person.known else INFERRED


def before_name(scene: Scene, first: int) -> int:
    """Where the words that stand before a name and belong to it begin."""
    tokens, k = scene.frame.tokens, first
    while k > 0 and first - k < 12 and not tokens[k].gap:
        low = tokens[k - 1].low
        if k - 1 in scene.people.at and tokens[k].low not in ("'s", "'", "’"):
            break
        if low == ")" and k > 3 and tokens[k - 3].word == "(":
            k -= 3
            continue
        if (
            (low == "of" and k > 1 and tokens[k - 2].low in lx.ROLES and tokens[k].low in OF_OFFICES | lx.PORTFOLIOS)
            or (low in ("to", "for") and k > 1 and _field(scene, k) and tokens[k - 2].low in lx.ROLES | OF_OFFICES)
            or (low == "and" and tokens[k].low in lx.PORTFOLIOS and tokens[k - 2].low in lx.PORTFOLIOS)
            or (low in ("'", "’", "'s") and k < first)
        ):
            k -= 1
        elif not tokens[k - 1].word[0].isalnum() or low in STOPS:
            break
        else:
            k -= 1
    return k


def _field(scene: Scene, k: int) -> bool:
    """Whether the token is the field of an office: "envoy to Norway", "Secretary of State for Finance"."""
    return k in scene.finder.hits or scene.frame.tokens[k].low in lx.PORTFOLIOS


STOPS = (
    lx.POSTMODIFIERS
    | lx.SAY
    | lx.PRONOUNS
    | lx.words("""
    and or but the a an is are was were be been has have had will would could should may might not also between
    met meeting than then when while if because into onto via per so
    """)
    | lx.words("minus plus")
) - lx.words("led based")


def after_name(scene: Scene, last: int) -> tuple[int, int]:
    """The apposition that follows a name between commas; an empty range where none does."""
    tokens = scene.frame.tokens
    if last + 1 >= len(tokens) or tokens[last].word not in (",", "(") or tokens[last + 1].gap:
        return last, last
    k = last + 1
    if tokens[k].word.isdigit() and k + 1 < len(tokens) and tokens[k + 1].word == ",":
        k += 2
    stop = k
    while stop < len(tokens) and stop - k < 25 and tokens[stop].word not in (",", ".", ";", ")", '"', "”", "“", ":"):
        stop += 1
    opener = tokens[k].low if k < len(tokens) else ""
    if (
        opener in ("the", "a", "an", "also", "former", "his", "her", "their")
        or opener in ("who", "which")
        or opener in lx.ROLES | lx.ROLE_MODIFIERS
        or (k in scene.finder.hits)
    ):
        end = core_end(scene, k + (opener in ("who", "which")), stop)
        if opener in ("who", "which") or any(t.low in lx.ROLES for t in tokens[k:end]):
            if any(t.low in VERBS for t in tokens[k:end]):
                return last, last
            return k, stop
    return last, last


VERBS = lx.SAY | lx.words("is are was were has have had will would")


def apposed_before(scene: Scene, first: int, last: int) -> tuple[int, int]:
    """The description that stands before a name and a comma: "the foreign minister, Irena Valk,".

    Empty where none does.
    """
    tokens = scene.frame.tokens
    while first > 0 and tokens[first - 1].low in lx.HONORIFICS:
        first -= 1
    if first < 2 or tokens[first - 1].word != "," or tokens[first].gap:
        return first, first
    after = tokens[last] if last < len(tokens) else None
    if after is not None and not (after.word in (",", ".", ";", ":", '"', "”") or after.low in VERBS or after.gap):
        return first, first
    k = first - 1
    while (
        k > 0
        and first - k < 16
        and tokens[k - 1].word not in (",", ".", ";", ":", '"', "”", "“", "(", ")")
        and not tokens[k].gap
        and (tokens[k - 1].low not in VERBS)
    ):
        k -= 1
    # the description begins at its last determiner or possessive, if it has one
    starts = [
        m
        for m in range(k, first - 1)
        if tokens[m].low in ("the", "a", "an", "his", "her", "their", "its") and tokens[m - 1].low != "of"
    ]
    for start in (*reversed(starts), k):
        end = core_end(scene, start, first - 1)
        head = next((t.low for t in reversed(tokens[start:end]) if t.low in lx.ROLES), None)
        if head and head not in lx.PLURALS:
            return start, first - 1
    return first, first
