"""What a speaking phrase is made of.

Its tokens, its core, its head, its owner, whether it names persons or lists several.
"""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.reading.who import lexicon as lx
from onrecord.reading.who.people import Person
from onrecord.reading.who.principals import before_name, core_end
from onrecord.reading.who.scene import Scene
from onrecord.types import Span

EDGE = frozenset(",.;:\"“”‘’'()[]–—-`!?•")
LEADING = lx.words("""
    according to by as per but and then however meanwhile both also nevertheless yet quoting citing while
    although as
    """)


TRAILING = lx.words("""
    here there today yesterday tonight separately then also earlier later repeatedly meanwhile however has have
    had was were is are recently again only now still already monday tuesday wednesday thursday friday saturday
    sunday
    """)


@dataclass(frozen=True, slots=True)
class Phrase:
    """Tokens `first` to `last` of a phrase; its core ends before `end`, its head is the noun that the core ends in.

    In "secretary of state" the head is the secretary.
    """

    first: int
    last: int
    end: int
    head: int
    determiner: str


def phrase(scene: Scene, first: int, last: int) -> Phrase | None:
    """The phrase of tokens `first` to `last` without marks and conjunctions at its edges.

    None where nothing is left.
    """
    tokens = scene.frame.tokens
    while first < last and (
        tokens[first].word in EDGE
        or (tokens[first].low in LEADING and last - first > 1 and first not in scene.finder.at)
    ):
        first += 1
    while last > first and (
        tokens[last - 1].word in EDGE
        or tokens[last - 1].low == "'s"
        or (tokens[last - 1].low in TRAILING and last - first > 1)
    ):
        last -= 1
    if first >= last:
        return None
    determiner = (
        tokens[first].low
        if tokens[first].low in lx.DETERMINERS and last - first > 1 and first not in scene.finder.covered
        else ""
    )
    start = first + 1 if determiner else first
    while (
        start < last - 1
        and tokens[start].low in lx.INDEFINITE | lx.words("of the other own same")
        and start not in scene.finder.at
    ):
        start += 1
    end = max(start + 1, core_end(scene, start, last))
    office = end - start >= 3 and tokens[end - 2].low == "of" and tokens[end - 3].low in lx.ROLES
    return Phrase(start, last, end, end - 3 if office else end - 1, determiner)


def ending_at(scene: Scene, k: int) -> Phrase | None:
    """The noun phrase whose last token is `k`: "the Varenian premier", "Valk's spokesman"."""
    tokens = scene.frame.tokens
    run = scene.finder.at.get(k)
    first = before_name(scene, run.first if run else k)
    while first > 0 and tokens[first - 1].low in lx.DETERMINERS and not tokens[first].gap:
        first -= 1
    return phrase(scene, first, k + 1)


def of_span(scene: Scene, span: Span) -> Phrase | None:
    """The phrase that a span of the text holds."""
    tokens = scene.frame.slice(*span)
    return phrase(scene, tokens.start, tokens.stop)


def words(scene: Scene, first: int, last: int) -> str:
    """The printed words of some tokens, on one line."""
    tokens = scene.frame.tokens
    if first >= last:
        return ""
    return " ".join(scene.frame.text[tokens[first].start : tokens[last - 1].end].split()).replace("- ", "-")


def persons(scene: Scene, p: Phrase) -> list[Person]:
    """The persons whom the phrase names as its head or in apposition to it; none where it only mentions them."""
    tokens = scene.frame.tokens
    beyond = 2 if p.last + 2 < len(tokens) and tokens[p.last].low in ("identified", "known", "named") else 0
    for k in range(p.end, p.last - 1 + beyond):
        if (
            tokens[k].low in ("as", "named", "called")
            and tokens[k - 1].low in NAMING
            and (who := scene.person_at(k + 1))
        ):
            return [who]
    head = scene.person_at(p.head)
    if head and not _state_run(scene, p.head) and (p.end >= p.last or tokens[p.end].low != "'s"):
        return [head]
    if (end := _closing(scene, p)) is not None:
        return [end]
    k = p.end
    named: list[Person] = []
    while k < p.last:
        if tokens[k].word == "," or (named and tokens[k].low == "and"):
            m = k + 1
            while (
                m < p.last
                and scene.person_at(m) is None
                and (tokens[m].low in lx.HONORIFICS | lx.RANKS | lx.ROLE_MODIFIERS | lx.ROLES)
            ):
                m += 1
            who = scene.person_at(m) if m < p.last else None
            if who:
                run = scene.finder.at[m]
                closes = (
                    run.last >= p.last or tokens[run.last].word in (",", "(") or tokens[run.last].low in ("and", "who")
                )
                if closes and tokens[min(run.last, p.last - 1)].low != "'s" and who not in named:
                    named.append(who)
        k += 1
    if named and tokens[p.head].low not in lx.PLURALS:
        return named[:1]
    return named


def _closing(scene: Scene, p: Phrase) -> Person | None:
    """The person whose name closes a title that has a field after it: "envoy to Norway Irena Valk"."""
    tokens = scene.frame.tokens
    run = scene.finder.at.get(p.last - 1)
    who = scene.person_at(p.last - 1)
    if who is None or run is None or run.last != p.last or tokens[p.head].low not in lx.ROLES or p.end >= run.first:
        return None
    between = tokens[p.end : run.first]
    before = between[-1]
    plain = (
        before.low not in lx.POSTMODIFIERS | lx.PARTICLES | lx.DETERMINERS | {"and", "or", ",", "'s"}
        and before.word.isalnum()
    )
    return who if plain and not any(t.low in lx.RELATIVES or t.word == "," for t in between) else None


NAMING = lx.words("identified known named called man woman who only himself herself")


def _state_run(scene: Scene, k: int) -> bool:
    run = scene.finder.at.get(k)
    return run is not None and run.kind in ("state", "demonym", "people")


def conjuncts(scene: Scene, p: Phrase) -> list[tuple[int, int]]:
    """The members of a list of speakers, as token ranges; one range where the phrase is no list.

    A comma or "and" parts members only where each member can speak: it ends in a name, a state, or a plural.
    """
    tokens = scene.frame.tokens
    cuts = [
        k
        for k in range(p.first + 1, p.last - 1)
        if (tokens[k].low in ("and", "&", "or", "nor", "as") or tokens[k].word == ",") and not _inside(scene, k)
    ]
    if not any(tokens[k].low in ("and", "or", "nor", "as") for k in cuts):
        return [(p.first, p.last)]
    parts, start = [], p.first
    for k in [*cuts, p.last]:
        if k > start and not (k - start == 1 and tokens[start].low in ("well", "as")):
            parts.append((start, k))
        start = k + 1
    parts = [(a, b) for a, b in parts if a < b]
    if len(parts) > 1 and all(_speaks(scene, a, b) for a, b in parts):
        return parts
    return [(p.first, p.last)]


def _inside(scene: Scene, k: int) -> bool:
    run = scene.finder.at.get(k)
    return run is not None and run.first < k < run.last - 1


def _speaks(scene: Scene, first: int, last: int) -> bool:
    """Whether tokens can be one member of a list of speakers."""
    tokens = scene.frame.tokens
    while first < last - 1 and tokens[first].low in lx.DETERMINERS:
        first += 1
    end = core_end(scene, first, last)
    head = tokens[end - 1]
    if (end < last and tokens[end].low in ("including", "responsible")) or tokens[first].low in (
        "also",
        "including",
        "especially",
    ):
        return False
    run = scene.finder.at.get(end - 1)
    if run and run.kind in ("state", "body", "outlet", "people", "person"):
        return scene.person_at(end - 1) is not None or run.kind != "person"
    if scene.person_at(end - 1):
        return True
    return (
        head.low in lx.PLURALS
        or head.low in lx.STATE_BODIES
        or (
            (head.low.endswith("s") and head.low not in ("affairs", "relations"))
            and (
                head.low.rstrip("s") in lx.BODY_HEADS | lx.ROLES
                or head.low in ("powers", "countries", "states", "nations", "leaders")
            )
        )
    )
