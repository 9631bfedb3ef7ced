"""People across articles: full names, their spellings, and surnames that an office or the record's people explain.

Precision first: what could be two people stays two. Every joining carries a score and the reason in words.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from onrecord.resolve.evidence import Interval, Local, Post, apart_days, clash, shared_post, shared_side
from onrecord.resolve.names import Name, folded, same_given, same_surname

SURE = 0.95  # a name in two spellings, or with a middle name left out: needs no office beside it
FAMILIAR = 365  # days: so long a bare surname can be somebody of whom the reports spoke by full name
AT_ONCE = 60  # days: nobody holds offices of two sides within two months, so one name is then two people
SHORT = 6  # letters: a slip in a shorter surname makes another name


@dataclass(slots=True)
class Group:
    """Locals that are one actor, each with the score and reason of its joining."""

    members: list[tuple[Local, float, str]] = field(default_factory=list)
    posts: dict[Post, None] = field(default_factory=dict)
    days: dict[tuple[Post, ...], set[Interval]] = field(default_factory=dict)

    @classmethod
    def of(cls, locals_: Iterable[Local], reason: str, score: float = 1.0) -> Group:
        group = cls()
        for local in locals_:
            group.add(local, score, reason)
        return group

    @property
    def articles(self) -> int:
        """How many articles have it; lists do not count."""
        return len({local.article for local, _, _ in self.members if not local.listed})

    def add(self, local: Local, score: float, reason: str) -> None:
        self.members.append((local, score, reason))
        self.posts.update(dict.fromkeys(local.posts))
        self.days.setdefault(local.posts, set()).add(local.days)

    def absorb(self, other: Group, score: float, reason: str) -> None:
        """Takes the other group's members over; theirs is the lesser of the two scores."""
        for member, its_score, why in other.members:
            self.add(member, min(its_score, score), why if its_score < score else reason)


def people(locals_: Sequence[Local]) -> list[Group]:
    """Groups of locals of kind person that are one; the same for any order of the locals."""
    ordered = sorted(locals_, key=lambda p: p.key)
    known = _spelled([g for same in _by_full_name(ordered) for g in _by_office(same)])
    lone = [p for p in ordered if not p.person.given]
    return known + _surnames(lone, known)


# --- full names ----------------------------------------------------------------------------------------------


def _by_full_name(ordered: Iterable[Local]) -> list[list[Local]]:
    same: dict[str, list[Local]] = defaultdict(list)
    for local in ordered:
        if local.person.given:
            same[local.person.full].append(local)
    return [same[name] for name in sorted(same)]


def _by_office(same: Sequence[Local]) -> list[Group]:
    """The locals of one full name as one group; as several where two articles each show two sides served at once.

    One article's office is not enough to part a name: reports and their readers err in it more often than two people
    of one full name are in the news together.
    """
    reason = f"same full name: {same[0].name}"
    kinds = _kinds([p.posts for p in same])
    groups: dict[int, Group] = defaultdict(Group)
    for local in same:
        groups[kinds[local.posts]].add(local, 1.0, reason)
    solid = [k for k in sorted(groups) if k >= 0 and groups[k].articles > 1]
    odd = {k for j, k in combinations(solid, 2) if _at_odds(groups[j], groups[k])}
    if not odd:
        return [Group.of(same, reason)]
    first = solid[0]
    for k in [k for k in groups if k != first and k not in odd]:
        groups[first].absorb(groups.pop(k), 1.0, reason)
    return [groups[k] for k in sorted(groups)]


def _kinds(every: Iterable[tuple[Post, ...]]) -> dict[tuple[Post, ...], int]:
    """A number for each row of posts, one for those that clash with none of its number; -1 for no posts."""
    found: dict[tuple[Post, ...], int] = {(): -1}
    heads: list[list[Post]] = []
    for posts in sorted(set(every) - {()}, key=lambda k: [str(p) for p in k]):
        place = next((i for i, head in enumerate(heads) if not clash(posts, head)), len(heads))
        if place == len(heads):
            heads.append([])
        heads[place] += posts
        found[posts] = place
    return found


# --- spellings, initials, slips ------------------------------------------------------------------------------


def _spelled(groups: list[Group]) -> list[Group]:
    """Groups joined whose names are spellings of one; the surest pairs first, never across a conflict."""
    names = [g.members[0][0].person for g in groups]
    parts = [{i} for i in range(len(groups))]
    home = list(range(len(groups)))
    for score, i, j, reason in sorted(
        _alike(groups, names), key=lambda p: (-p[0], names[p[1]].full, names[p[2]].full, p[1:3])
    ):
        a, b = home[i], home[j]
        if a == b or any(_conflict(names[x], names[y]) for x in parts[a] for y in parts[b]):
            continue
        if _at_odds(groups[a], groups[b]) or (score < SURE and clash(groups[a].posts, groups[b].posts)):
            continue
        groups[a].absorb(groups[b], score, reason)
        parts[a] |= parts[b]
        for x in parts[b]:
            home[x] = a
    return [groups[i] for i in range(len(groups)) if home[i] == i]


def _alike(groups: Sequence[Group], names: Sequence[Name]) -> Iterator[tuple[float, int, int, str]]:
    blocks: dict[str, list[int]] = defaultdict(list)
    for i, name in enumerate(names):
        for key in _keys(name.surname):
            blocks[key].append(i)
    for i, j in sorted({pair for block in blocks.values() for pair in combinations(block, 2)}):
        score = min(same_surname(names[i].surname, names[j].surname), same_given(names[i].given, names[j].given))
        post = shared_post(groups[i].posts, groups[j].posts)
        if score >= SURE or (score > 0 and post):
            yield (
                score,
                i,
                j,
                f"another form of the name: {names[i].full}, {names[j].full}" + (f"; {post}" if post else ""),
            )


def _keys(surname: str) -> set[str]:
    """Keys that two spellings of a surname share: its folded form, and for long ones that form less one letter."""
    form = folded(surname)
    return {form} | ({form[:i] + form[i + 1 :] for i in range(len(form))} if len(surname) >= SHORT else set())


def _at_odds(one: Group, two: Group) -> bool:
    """Whether two articles or more show each of the two serve another side, within the same days."""
    if min(one.articles, two.articles) < 2 or not clash(one.posts, two.posts):
        return False
    gaps = (apart_days(d, e) for d in _days(one) for e in _days(two))
    return any(gap is not None and gap <= AT_ONCE for gap in gaps)


def _days(group: Group) -> set[Interval]:
    return {d for days in group.days.values() for d in days}


def _conflict(one: Name, two: Name) -> bool:
    """Whether two names cannot be one person's; equal ones were told apart by their offices before."""
    return one == two or not same_given(one.given, two.given) or not same_surname(one.surname, two.surname)


# --- surnames alone ------------------------------------------------------------------------------------------


def _surnames(lone: Sequence[Local], known: Sequence[Group]) -> list[Group]:
    """Bare surnames put to the people whom they can mean; what is left, grouped by surname and office."""
    index: dict[str, list[int]] = defaultdict(list)
    for i, group in enumerate(known):
        for key in {k for local, _, _ in group.members for s in local.person.surnames for k in _keys(s)}:
            index[key].append(i)
    views = [_View.of(g) for g in known]
    left: dict[str, list[Local]] = defaultdict(list)
    for local in lone:
        options = sorted({i for key in _keys(local.person.surname) for i in index.get(key, ())})
        found = _meant(local, [(i, views[i]) for i in options])
        if found:
            known[found[0]].add(local, found[1], found[2])
        else:
            left[local.person.surname].append(local)
    borne = {surname for surname in left if any(k in index for k in _keys(surname))}
    return [g for surname in sorted(left) for g in _left_over(left[surname], surname in borne)]


@dataclass(frozen=True, slots=True)
class _View:
    """What is asked of a known person when a surname is put to them.

    `first` is None where a day is unknown; `met` is False for people whom only a list has: a bare surname without an
    office is not theirs, since lists are full of names that the reports never mean.
    """

    posts: tuple[Post, ...]
    first: dt.date | None
    last: dt.date | None
    surnames: frozenset[str]
    met: bool
    shared: dict[tuple[Post, ...], Post | None] = field(default_factory=dict)

    @classmethod
    def of(cls, group: Group) -> _View:
        days = [d for some in group.days.values() for d in some]
        known = [d for first, last in days if first for d in (first, last or first)]
        undated = len(known) < 2 * len(days)
        surnames = frozenset(s for local, _, _ in group.members for s in local.person.surnames)
        first, last = (None, None) if undated else (min(known), max(known))
        return cls(tuple(group.posts), first, last, surnames, group.articles > 0)

    def near(self, days: Interval) -> bool:
        gap = apart_days(days, (self.first, self.last))
        return gap is None or gap <= FAMILIAR

    def post(self, posts: tuple[Post, ...]) -> Post | None:
        """The post that both hold, kept for the next local with the same posts."""
        if posts not in self.shared:
            self.shared[posts] = shared_post(posts, self.posts)
        return self.shared[posts]


def _meant(local: Local, options: Sequence[tuple[int, _View]]) -> tuple[int, float, str] | None:
    """The known person whom a surname means, with score and reason; None where it could be two, or nobody."""
    surname = local.person.surname
    exact = [(i, v) for i, v in options if any(same_surname(surname, s) >= SURE for s in v.surnames)]
    by_post = [(i, p) for i, v in options if (p := v.post(local.posts)) and _called(surname, v)]
    if len(by_post) == 1:
        return by_post[0][0], 0.95, f"same surname and office: {by_post[0][1]}"
    if by_post:
        return None
    side = [i for i, v in exact if shared_side(local.posts, v.posts) and v.near(local.days)]
    if len(side) == 1:
        return side[0], 0.85, "same surname and side, and nobody else there of that surname"
    open_ = [(i, v) for i, v in exact if not clash(local.posts, v.posts)]
    if len(open_) == 1 and len(exact) == 1 and open_[0][1].met and open_[0][1].near(local.days):
        return open_[0][0], 0.7, "the only person of that surname in the record"
    return None


def _called(surname: str, view: _View) -> bool:
    return any(same_surname(surname, s) > 0 for s in view.surnames)


def _left_over(same: Sequence[Local], borne: bool) -> list[Group]:
    """Locals of one bare surname: a group for each office; those without one join a single group, or stay alone.

    `borne`: somebody known has the surname, so that a bare one may be a stranger's.
    """
    groups: list[Group] = []
    kinds: dict[tuple[Post, ...], list[Local]] = defaultdict(list)
    for local in same:
        kinds[local.posts].append(local)
    bare = kinds.pop((), [])
    for posts in sorted(kinds, key=lambda k: [str(p) for p in k]):
        post, near = next(((p, g) for g in groups if (p := shared_post(posts, g.posts))), (None, None))
        if near is None:
            groups.append(near := Group())
        for local in kinds[posts]:
            near.add(local, 0.9, f"same surname and office: {post or posts[0]}")
    if not groups and not borne:
        return _stretches(bare)
    view = _View.of(groups[0]) if len(groups) == 1 and not borne else None
    for local in bare:
        if view and view.near(local.days):
            groups[0].add(local, 0.7, "the only bearer of that surname in the record")
        else:
            groups.append(Group.of([local], f"named {local.name}"))
    return groups


def _stretches(bare: Sequence[Local]) -> list[Group]:
    """Bare names that nobody explains, one group for each time in which they are met again within a year."""
    groups: list[Group] = []
    for local in sorted(bare, key=lambda p: (p.days[0] is None, p.days[0] or dt.date.max, p.key)):
        last = groups[-1].members[-1][0] if groups else None
        gap = apart_days(last.days, local.days) if last else None
        if gap is not None and gap <= FAMILIAR:
            groups[-1].add(local, 0.6, f"nobody else in the record is called {local.name}")
        else:
            groups.append(Group.of([local], f"named {local.name}"))
    return groups
