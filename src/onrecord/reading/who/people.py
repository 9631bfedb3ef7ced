"""The persons of an article: their mentions, joined by name, with the fullest name that the article gives."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache

from onrecord.reading.who import lexicon as lx
from onrecord.reading.who.bodies import tidy
from onrecord.reading.who.frame import Frame
from onrecord.reading.who.runs import Finder, Run
from onrecord.reading.who.spelling import alike, plain, sound
from onrecord.reading.who.states import given_names, rows


@dataclass(slots=True)
class Person:
    """One person of the article while it is read: mentions are token spans of the name alone, in text order."""

    name: str
    words: tuple[str, ...]
    known: tuple[str, str] | None = None
    mentions: list[tuple[int, int]] = field(default_factory=list)
    sex: str | None = None

    @property
    def surname(self) -> str:
        return self.words[-1]


@cache
def sexes() -> dict[str, str]:
    """The sex of given names by their plain form."""
    return {plain(name): sex for name, sex in given_names().items()}


@cache
def leaders() -> dict[str, list[tuple[tuple[str, ...], str, str]]]:
    """Well-known office holders by surname: their names, for whom, their role. Used where the article is silent."""
    out: dict[str, list[tuple[tuple[str, ...], str, str]]] = defaultdict(list)
    for name, state, role in rows("leaders.tsv"):
        words = name_words(name.split())
        out[words[-1]].append((words, state, role))
    return dict(out)


@cache
def leaders_by_sound() -> dict[str, list[tuple[tuple[str, ...], str, str]]]:
    """The same table by the consonants of the surname: "Ardogan" finds Erdogan."""
    out: dict[str, list[tuple[tuple[str, ...], str, str]]] = defaultdict(list)
    for surname, found in leaders().items():
        if len(sound(surname)) >= 3:
            out[sound(surname)].extend(found)
    return dict(out)


def name_words(words: Iterable[str]) -> tuple[str, ...]:
    """The words of a name that tell people apart: plain, without particles and articles.

    >>> name_words(["Hamad", "bin", "Orlic", "al-Valk"])
    ('hamad', 'orlic', 'valk')
    """
    kept = [p for w in words if w.lower() not in lx.PARTICLES for p in plain(w).split("-") if p]
    return tuple(kept) or tuple(plain(w) for w in words)


class People:
    """The persons of one article, and which of them each name in the text means."""

    def __init__(self, frame: Frame, finder: Finder) -> None:
        self.frame, self.finder = frame, finder
        self.all: list[Person] = []
        self.at: dict[int, Person] = {}
        short: list[Run] = []
        for run in finder.runs:
            if run.kind == "person" and len(self._words(run)) > 1:
                self._full(run)
            elif run.kind in ("person", "other", "body", "state", "place", "demonym"):
                short.append(run)
        for run in short:
            self._short(run)
        for person in self.all:
            person.mentions.sort()
            person.sex = self._sex(person)
            person.known = person.known or (None if self._bystander(person) else known(person.words))

    def _words(self, run: Run) -> tuple[str, ...]:
        return name_words(t.word for t in self.frame.tokens[run.first : run.last])

    def _text(self, run: Run) -> str:
        tokens = self.frame.tokens
        return tidy(self.frame.text[tokens[run.first].start : tokens[run.last - 1].end])

    def _full(self, run: Run) -> None:
        words = self._words(run)
        person = next((p for p in self.all if same_person(p.words, words)), None)
        if person is None:
            person = Person(self._text(run), words)
            self.all.append(person)
        elif len(words) > len(person.words) and not self._adorned(person, words):
            person.name, person.words = self._text(run), words
        self._mention(person, run)

    def _adorned(self, person: Person, words: tuple[str, ...]) -> bool:
        """Whether a longer form only sets a word before the known name: "Rival Irena Valk"."""
        lead = words[: len(words) - len(person.words)]
        return words[len(lead) :] == person.words and not any(w in sexes() for w in lead)

    def _mention(self, person: Person, run: Run) -> None:
        person.mentions.append((run.first, run.last))
        for i in range(run.first, run.last):
            self.at[i] = person

    def _short(self, run: Run) -> None:
        """A surname, a given name, or a part of a longer name."""
        words = self._words(run)
        titled = self._titled(run)
        if run.kind in ("body", "state", "place", "demonym") and (
            (run.hit and not titled) or len(words) > 1 or run.last - run.first > 2
        ):
            return
        if not titled and (not words or words[0] in lx.NEVER_NAMES or words[0] in DULL):
            return
        found = [p for p in self.all if p.words[-len(words) :] == words and len(p.words) >= len(words)]
        found = found or (
            [p for p in self.all if words == p.words[: len(words)] and self._given(p)] if run.kind != "demonym" else []
        )
        found = found or [
            p
            for p in self.all
            if len(words) == 1 and len(p.words) > 2 and words[0] in p.words[1:-1] and len(words[0]) > 3
        ]
        found = found or [p for p in self.all if len(words) == 1 and len(p.words) > 1 and alike(words[0], p.words[-1])]
        found = found or [
            p for p in self.all if len(words) > 1 and alike("".join(words), "".join(p.words[-len(words) :]))
        ]
        if found:
            self._mention(self._nearest(found, run.first), run)
        elif (run.kind == "person" and not self._miss(run)) or titled or known(words) or self._given_name(run):
            person = Person(self._text(run), words)
            self.all.append(person)
            self._mention(person, run)

    def _given(self, person: Person) -> bool:
        return len(person.words) > 1

    def _titled(self, run: Run) -> bool:
        before = self.frame.tokens[run.first - 1] if run.first else None
        if (
            before is not None
            and before.low == "miss"
            and run.first > 1
            and self.frame.tokens[run.first - 2].low in lx.DETERMINERS | lx.FORMER
        ):
            return False  # a beauty queen's title
        return (
            before is not None
            and (before.low in lx.HONORIFICS or before.low in ("president", "minister"))
            and before.cap
        )

    def _given_name(self, run: Run) -> bool:
        """Whether a lone word is a given name that the article uses as such: twice, or inside a sentence."""
        token = self.frame.tokens[run.first]
        if run.kind != "other" or run.last - run.first > 1 or plain(token.word) not in sexes() or run.hit:
            return False
        return token.word in self.finder.capitals

    def _miss(self, run: Run) -> bool:
        return run.first > 0 and self.frame.tokens[run.first - 1].low == "miss" and not self._titled(run)

    def _nearest(self, found: Sequence[Person], first: int) -> Person:
        """Of several bearers of a name the one named last, but rather one who has been called by it before."""
        if len(found) == 1:
            return found[0]

        def named_last(p: Person) -> int:
            before = [m for m in p.mentions if m[0] < first]
            short = any(b - a == 1 for a, b in before)
            return max((a for a, b in before if b - a > 1 or short), default=-1)

        started = [p for p in found if any(a < first for a, _ in p.mentions)] or list(found)
        own = [p for p in started if not self._kin(p)] or started
        called = [p for p in own if self._times(p, first)]
        if len(own) > 1 and len(called) == 1:
            others = [p for p in own if p is not called[0]]
            if self._times(called[0], first) > 1 or all(self._kin(p) for p in others):
                return called[0]
        return max(own, key=named_last)

    def _times(self, person: Person, first: int) -> int:
        """How often a person was called by one name before a token."""
        return sum(a < first and b - a == 1 for a, b in person.mentions)

    def _kin(self, person: Person) -> bool:
        """Whether a person comes in as a bystander, without a title, or as another's family.

        Such a one leaves the bare surname.
        """
        first = person.mentions[0][0]
        before = [t.low for t in self.frame.tokens[max(0, first - 4) : first]]
        if any(w in FAMILY for w in before):
            return True
        return person is not self.all[0] and not any(w in lx.ROLES | lx.HONORIFICS for w in before[-2:])

    def _bystander(self, person: Person) -> bool:
        """Whether somebody of a single name is given with the age, as nobody well known is: "Moussa, 21, said"."""
        tokens = self.frame.tokens
        return len(person.words) == 1 and any(
            b + 2 < len(tokens)
            and tokens[b].word == ","
            and tokens[b + 1].word.isdigit()
            and tokens[b + 2].word in ",."
            for _, b in person.mentions
        )

    def _sex(self, person: Person) -> str | None:
        tokens = self.frame.tokens
        for first, last in person.mentions:
            before = tokens[first - 1].low if first else ""
            if before in lx.FEMALE_WORDS or before in lx.MALE_WORDS:
                return "f" if before in lx.FEMALE_WORDS else "m"
            if last < len(tokens) and tokens[last].word == ",":
                after = [t.low for t in tokens[last + 1 : last + 5]]
                for word in after:
                    if word in lx.FEMALE_WORDS or word in lx.MALE_WORDS:
                        return "f" if word in lx.FEMALE_WORDS else "m"
                    if word in (",", "."):
                        break
        return sexes().get(plain(person.name.split()[0])) if len(person.words) > 1 else None


FAMILY = lx.words("""
    father mother parents son daughter wife husband brother sister widow uncle aunt cousin and
    """)
DULL = lx.OPENERS | lx.PRONOUNS | lx.NAME_HEADS | lx.ROLES | lx.ROLE_MODIFIERS | lx.HONORIFICS


def same_person(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    """Whether two full names can be one person's: one holds the words of the other, or each word is spelt alike.

    >>> same_person(("ahmed", "abul", "orlic"), ("ahmed", "orlic")), same_person(("asma", "valk"), ("irena", "valk"))
    (True, False)
    """
    short, long = sorted((first, second), key=len)
    if set(short) <= set(long):
        return long[-1] == short[-1] or len(short) > 1
    return len(short) > 1 and all(any(alike(w, x) for x in long) for w in short)


def known(words: tuple[str, ...]) -> tuple[str, str] | None:
    """For whom a well-known person speaks, and as what.

    None where the name is not well known or is not one person's.
    """
    if not words:
        return None
    found = leaders().get(words[-1]) or (leaders_by_sound().get(sound(words[-1]), []) if len(words) > 1 else [])
    if len(words) > 1:
        found = [x for x in found if any(alike(a, b) for a in words[:-1] for b in x[0][:-1])]
    if len(words) == 1 and (len(found) != 1 or words[0] in AMBIGUOUS):
        return None
    return (found[0][1], found[0][2]) if found else None


# Surnames of the table that are words, or too common to tell who is meant without a given name.
AMBIGUOUS = frozenset(
    [
        "may",
        "brown",
        "rice",
        "major",
        "johnson",
        "powell",
        "barak",
        "sharon",
        "howard",
        "harper",
        "hunt",
        "wang",
        "li",
        "kim",
        "park",
        "moon",
        "abe",
        "gul",
        "khan",
        "singh",
        "jaafari",
        "blair",
    ]
) - {"blair"}
