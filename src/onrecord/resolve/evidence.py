"""What one article says about its actors, in the form that joining them across articles needs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from onrecord.resolve.names import Name, name_of, plain
from onrecord.types import ActorKind, Reading

Interval = tuple[dt.date | None, dt.date | None]

# Words that make of one office another one: a deputy is not the minister.
_APART = """deputy vice former ex late acting assistant spokesperson designate elect opposition
shadow envoy adviser advisor aide wife prime"""
APART = frozenset(_APART.split())
_SMALL = frozenset({"the", "of", "for", "and", "to", "in", "s", "a"})
FORMER = frozenset({"former", "ex", "late", "then", "onetime", "outgoing"})


@dataclass(frozen=True, slots=True)
class Post:
    """An office as an article prints it: the role, and the state or body it is held for."""

    role: str | None
    speaks_for: str | None

    def __str__(self) -> str:
        return f"{self.role or 'speaks'} {'of' if self.role else 'for'} {self.speaks_for or 'unknown'}"


@dataclass(frozen=True)
class Local:
    """One article's actor, or one entry of an imported list (`article` is then the list's name)."""

    article: str
    id: str
    name: str
    kind: ActorKind
    aliases: tuple[str, ...] = ()
    posts: tuple[Post, ...] = ()
    days: Interval = (None, None)
    country: str | None = None
    listed: bool = False

    @property
    def key(self) -> str:
        return f"{self.article}#{self.id}"

    @cached_property
    def person(self) -> Name:
        """The name taken apart."""
        return name_of(self.name)


def locals_of(reading: Reading) -> Iterator[Local]:
    """The actors of one reading with the offices that it shows them in."""
    posts: dict[str, dict[Post, None]] = {}
    for office in reading.offices:
        posts.setdefault(office.actor, {})[Post(office.role, office.speaks_for)] = None
    speakers = [a.speaker for a in reading.attributions if a.speaker]
    for speaker in speakers:
        if speaker.role or speaker.speaks_for:
            posts.setdefault(speaker.actor, {})[Post(speaker.role, speaker.speaks_for)] = None
    days = (reading.published.earliest, reading.published.latest)
    seen = {a.id for a in reading.actors}
    for a in reading.actors:
        yield Local(reading.article.id, a.id, a.name, a.kind, a.aliases, tuple(posts.get(a.id, ())), days)
    for s in speakers:
        if s.actor not in seen:
            seen.add(s.actor)
            yield Local(reading.article.id, s.actor, s.name, s.kind, (), tuple(posts.get(s.actor, ())), days)


_SAME = {"spokesman": "spokesperson", "spokeswoman": "spokesperson", "chairman": "chair", "chairwoman": "chair",
         "chairperson": "chair", "congresswoman": "congressman", "defense": "defence"}  # fmt: skip
_SHORT = {"ceo": "chief executive", "pm": "prime minister", "fm": "foreign minister", "mp": "member of parliament"}


@lru_cache(maxsize=1 << 14)
def _role_words(role: str) -> frozenset[str]:
    words = " ".join(_SHORT.get(w, w) for w in plain(role).split()).split()
    return frozenset(_SAME.get(w, w) for w in words) - _SMALL


def same_role(one: str | None, two: str | None) -> bool:
    """Whether two roles can be one office: equal words, or more of them that make no other office.

    >>> same_role("foreign minister", "Minister of Foreign Affairs"), same_role("minister", "deputy minister")
    (True, False)
    >>> same_role("foreign minister", "the Foreign Minister"), same_role("spokesman", "chief spokesman")
    (True, True)
    """
    if not one or not two:
        return False
    a, b = _role_words(one), _role_words(two)
    return bool(a and b) and (a <= b or b <= a) and not (a ^ b) & APART


@lru_cache(maxsize=1 << 14)
def _stems(body: str) -> frozenset[str]:
    return frozenset(word[:4] for word in plain(body).split() if word not in _SMALL)


def same_body(one: str | None, two: str | None) -> bool:
    """Whether two principals can be one side: all of one's words begin words of the other (four letters count).

    >>> same_body("Varenia", "Varenian Foreign Ministry"), same_body("South Varenia", "North Varenia")
    (True, False)
    """
    if not one or not two:
        return False
    a, b = _stems(one), _stems(two)
    return bool(a and b) and (a <= b or b <= a)


def shared_post(ones: Iterable[Post], twos: Iterable[Post]) -> Post | None:
    """The first post that both hold: role and principal agree, or the one agrees and the other is unknown to one."""
    others = list(twos)
    for one in ones:
        for two in others:
            role, body = same_role(one.role, two.role), same_body(one.speaks_for, two.speaks_for)
            if role and (body or not one.speaks_for or not two.speaks_for):
                return one if one.speaks_for else two
    return None


def shared_side(ones: Iterable[Post], twos: Iterable[Post]) -> bool:
    """Whether any two of the posts are for one side."""
    others = list(twos)
    return any(same_body(a.speaks_for, b.speaks_for) for a in ones for b in others)


def clash(ones: Iterable[Post], twos: Iterable[Post]) -> bool:
    """Whether both hold posts and none of them agree in role or side; past offices clash with nothing."""
    mine, theirs = [p for p in ones if _telling(p)], [p for p in twos if _telling(p)]
    if not mine or not theirs or shared_side(mine, theirs):
        return False
    return not any(same_role(a.role, b.role) for a in mine for b in theirs)


def _telling(post: Post) -> bool:
    return bool(post.speaks_for) and not (post.role and _role_words(post.role) & FORMER)


def apart_days(one: Interval, two: Interval) -> int | None:
    """Days between two intervals, 0 where they meet, None where one is unknown."""
    if one[0] is None or two[0] is None:
        return None
    one_end, two_end = one[1] or one[0], two[1] or two[0]
    return max((two[0] - one_end).days, (one[0] - two_end).days, 0)
