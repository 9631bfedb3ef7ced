"""Figures as reports tell them: the number, what it counts, what became of it, and what stands around it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from onrecord.positions.conflicts.model import Words
from onrecord.positions.conflicts.reports import Report, Voiced
from onrecord.resolve.wordings import STOP, stem
from onrecord.text.figures import Figure, figures, is_time, numbers

LOOK = 600  # characters on each side of a figure at most, whatever the sentence
WINDOW = 5  # content words on each side of a figure in which what became of the counted stands
_WORD = re.compile(r"\w+(?:['’-]\w+)*")
_CAPITAL = re.compile(r"\b[A-Z][\w’'-]*")
_PART = re.compile(
    r"\b(?:including|among them|of whom|of them|of which|among whom|another|additional|further"
    r"|average|an average of|each|per|every|only"
    r"|extra|last|next|first|past|previous|least \w+ of|former|remaining|other|up by|rose by|fell by|by)\s*$",
    re.IGNORECASE,
)
_MONTH_NAMES = "January|February|March|April|May|June|July|August|September|October|November|December"
_RATE = re.compile(
    r"^\s*(?:per|a (?:day|week|month|year)|an hour|each|every|apiece|more|of (?:them|whom|which)\b"
    r"|short\b)",
    re.IGNORECASE,
)
_GROWS = re.compile(
    r"\b(?:since|so far|to date|in all|total|toll|altogether|overall|have (?:been )?\w+ed)\b", re.IGNORECASE
)
_SCOPE = re.compile(
    r"\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July"
    r"|August|September|October|November|December"
    r"|(?:19|20)\d\d|yesterday|today|tonight|last (?:year|month|week|night)|this (?:year|month|week)|overnight)\b"
)

# What becomes of people and things that are counted, by the beginnings of words.
_MEASURES = {
    "dead": "kill dead died die dies dying death fatal slain massacre perish lost toll victim casualt body bodies",
    "hurt": "injur wound hurt maim hospital",
    "held": "arrest detain held custody jail imprison capture seize captive hostage kidnap abduct",
    "freed": "free freed release liberat rescue",
    "missing": "missing unaccounted disappear",
    "fled": "flee fled displace refugee evacuat homeless exodus",
    "vetoed": "veto block",
    "sent": "send sent deploy dispatch",
    "fired": "fire launch test missile",
}
COUNTED = frozenset({"dead", "hurt", "missing", "held", "freed", "fled"})  # of people, in tolls that grow
_MEASURE_OF = {begin: name for name, begins in _MEASURES.items() for begin in begins.split()}
_LONGEST = max(map(len, _MEASURE_OF))
_PERSONS = frozenset(["person", "dead", "death", "fatality", "victim", "life", "casualty", "body", "corpse"])
_SAME = {
    "weapon": "arm",
    "weaponry": "arm",
    "munition": "arm",
    "armament": "arm",
    "sell": "sale",
    "sold": "sale",
    "export": "sale",
    "trade": "sale",
    "veto": "block",
    "vetoed": "block",
    "releas": "free",
    "freed": "free",
}

_MONTHS = {name[:3].casefold(): n for n, name in enumerate(_MONTH_NAMES.split("|"), 1)}
_DATE = re.compile(
    rf"\b(?:(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<m1>{_MONTH_NAMES})|(?P<m2>{_MONTH_NAMES}) (?P<d2>\d{{1,2}})"
    r"(?:st|nd|rd|th)?(?![\d:]))(?:,? (?P<year>(?:19|20)\d\d))?\b"
)
_ON = re.compile(r"\bon\s+(?:\w+day,?\s+)?$")
# What happens on a day, by the beginnings of words: several words name one thing.
_HAPPENS = {
    "begin": "begin began begun start open launch commenc resum convene due schedul",
    "end": "end close conclud finish expir",
    "sign": "sign ratif",
    "vote": "vote elect poll referend",
    "die": "kill die death shot murder",
    "meet": "meet met talks summit",
    "strike": "attack strike struck bomb explo blast fire launch test",
    "arrest": "arrest detain",
    "leave": "leave left withdr depart resign quit",
}
_HAPPENS_OF = {begin: name for name, begins in _HAPPENS.items() for begin in begins.split()}
AHEAD = 4  # content words before a date among which the event that it dates stands
_LOW = re.compile(
    r"\b(?:minimal|negligible|tiny|insignificant|trivial|marginal|paltry|meagre|meager|minuscule"
    r"|next to nothing|little)\b",
    re.I,
)
_HIGH = re.compile(
    r"\b(?:huge|vast|enormous|massive|immense|lucrative|substantial|considerable|hefty|colossal)\b", re.I
)
_MONEY = re.compile(
    r"\b(?:benefit|worth|value|cost|costs|sales?|trade|revenues?|profits?|income|earn\w*|economic\w*"
    r"|financ\w+|budget|export\w*|damage|losses|debt)\b",
    re.I,
)
CURRENCIES = frozenset(["dollar", "euro", "pound", "yen", "rupee", "rouble", "ruble", "yuan"])
MUCH = 1e8  # of a currency: from here on nobody calls it little
LOCAL = 5  # content words on each side of a figure that tell what it is about
BESIDE = 70  # characters on each side of a figure in which its time stands
NEARBY = 60  # characters between a magnitude and the money that it weighs


@dataclass(frozen=True)
class Telling:
    """A figure in a report: `voiced` is whose word it is, None for the outlet's own.

    `unit` and `measure` say what is counted and what became of it; `low` to `high` is what the words allow. `is_large`
    is set for mere magnitudes: True for much, False for little. Of a date the `value` is its place in the calendar.
    """

    report: Report
    voiced: Voiced | None
    start: int
    end: int
    sentence: tuple[int, int]
    unit: str
    measure: str | None
    value: float
    low: float
    high: float
    exact: bool
    noun: str
    is_large: bool | None = None
    is_date: bool = False

    @property
    def text(self) -> str:
        return self.report.text[self.start : self.end]

    @cached_property
    def around(self) -> str:
        """The sentence without the figure itself."""
        begin, end = self.sentence
        return f"{self.report.text[begin : self.start]} {self.report.text[self.end : end]}"

    @cached_property
    def names(self) -> frozenset[str]:
        """The capitalised words of the sentence, its first word's capital aside where it is a plain word."""
        return names_of(self.report.text[self.sentence[0] : self.sentence[1]])

    @cached_property
    def context(self) -> frozenset[str]:
        """The content words of the sentence, those of the figure, of time and of telling aside."""
        return words_of(f"{self.around} {' '.join(self.noun.split()[:-1])}")

    @cached_property
    def beside(self) -> str:
        """What stands near the figure in its sentence: a longer one tells of other times too."""
        begin, end = self.sentence
        return self.report.text[max(begin, self.start - BESIDE) : min(end, self.end + BESIDE)]

    @cached_property
    def local(self) -> frozenset[str]:
        """The content words nearest to the figure, and what became of the counted."""
        begin, end = self.sentence
        text = self.report.text
        before = [w for w in _WORD.findall(text[begin : self.start]) if _is_content(w)][-LOCAL:]
        behind = [w for w in _WORD.findall(text[self.end : end]) if _is_content(w)][:LOCAL]
        found = {_key(w) for w in (*before, *behind, *self.noun.split()[:-1]) if measure_of(w) is None}
        return frozenset(found - _TOLD - _scopes(self.around)) | ({self.measure} if self.measure else set())

    @cached_property
    def numbers(self) -> frozenset[float]:
        """All numbers of the sentence."""
        return numbers(self.report.text, *self.sentence)

    @cached_property
    def scopes(self) -> frozenset[str]:
        """The days, months and years that are named beside the figure; none beside a date."""
        if self.is_date:
            return frozenset()
        return _scopes(self.beside)

    @cached_property
    def grows(self) -> bool:
        """Whether the count goes on: since, so far, the toll."""
        return _GROWS.search(self.beside) is not None

    @property
    def side(self) -> str:
        """Whose word it is: the principal or the speaker, else the outlet."""
        return self.report.outlet if self.voiced is None or not self.voiced.sides else self.voiced.side_name

    def words(self) -> Words:
        """The sentence as evidence."""
        if self.voiced is not None:
            return self.voiced.words()
        begin, end = self.sentence
        r = self.report
        return Words(r.id, r.outlet, r.text[begin:end], ((begin, end),), earliest=r.earliest, latest=r.latest)


_TOLD = frozenset(
    stem(w)
    for w in [
        "said",
        "say",
        "says",
        "told",
        "reported",
        "report",
        "according",
        "people",
        "person",
        "official",
        "officials",
    ]
)


def words_of(text: str) -> frozenset[str]:
    """The content words of a text without their endings, those of time and of telling aside."""
    return frozenset(_key(w) for w in _WORD.findall(text) if _is_content(w)) - _scopes(text) - _TOLD


def names_of(text: str) -> frozenset[str]:
    """The capitalised words of a text, in the form of `words_of`; those that are no content words aside."""
    found = {_key(w) for w in _CAPITAL.findall(text) if w.casefold() not in STOP and len(w) > 1}
    return frozenset(found) - _scopes(text)


def _is_content(word: str) -> bool:
    return len(word) > 2 and word.casefold() not in STOP


def _near(sentence: tuple[int, int], start: int, end: int) -> tuple[int, int]:
    """The sentence around a figure, as far as a reader looks: what was never parted into sentences can be long."""
    return max(sentence[0], start - LOOK), min(sentence[1], end + LOOK)


def _key(word: str) -> str:
    found = stem(word.casefold().replace("’", "'"))
    return _SAME.get(found, found)


def _scopes(text: str) -> frozenset[str]:
    return frozenset(m.casefold() for m in _SCOPE.findall(text))


def tellings(report: Report) -> Iterator[Telling]:
    """The figures and magnitudes of a report that count or weigh something as a whole."""
    for (start, end), _ in report.sentences:
        told = tuple(figures(report.text, start, end))
        for figure in told:
            found = _telling(report, figure, _near((start, end), figure.start, figure.end))
            if found is not None:
                yield found
        yield from _magnitudes(report, (start, end), told)
        yield from _dates(report, (start, end))


def _telling(report: Report, f: Figure, sentence: tuple[int, int]) -> Telling | None:
    text = report.text
    if is_time(f.unit) or (f.value <= 1 and f.unit != "%"):
        return None
    if _PART.search(text, max(sentence[0], f.start - 30), f.start) or _RATE.match(text[f.end : f.end + 30]):
        return None
    unit = "person" if f.unit in _PERSONS else f.unit
    measure = _measure(text, f, sentence)
    exact = f.bound == "exact"
    whose, place = _whose(report, f.start), (f.start, f.end)
    return Telling(report, whose, *place, sentence, unit, measure, f.value, f.low, f.high, exact, f.noun)


def _measure(text: str, f: Figure, sentence: tuple[int, int]) -> str | None:
    """What became of the counted, by the nearest word that tells it."""
    begin, end = _near(sentence, f.start, f.end)
    before = [w for w in _WORD.findall(text[begin : f.start]) if _is_content(w)][-WINDOW:][::-1]
    behind = [w for w in _WORD.findall(text[f.end : end]) if _is_content(w)][:WINDOW]
    behind = [*_WORD.findall(f.noun)[::-1], *behind]
    best: tuple[int, str] | None = None
    for words in (behind, before):
        for n, word in enumerate(words):
            name = measure_of(word)
            if name and (best is None or n < best[0]):
                best = n, name
    return best[1] if best else None


def measure_of(word: str) -> str | None:
    """What a word tells of the counted.

    >>> measure_of("killing"), measure_of("wounded"), measure_of("freedom of"), measure_of("killjoy") is None
    ('dead', 'hurt', 'freed', False)
    """
    small = word.casefold()
    for size in range(min(len(small), _LONGEST), 2, -1):
        if (name := _MEASURE_OF.get(small[:size])) is not None:
            return name
    return None


def _whose(report: Report, at: int) -> Voiced | None:
    """The innermost voice whose words hold the place."""
    holding = [v for v in report.voices if any(start <= at < end for start, end in v.spans)]
    return max(holding, key=lambda v: (v.depth, -(v.end - v.start)), default=None)


def _dates(report: Report, sentence: tuple[int, int]) -> Iterator[Telling]:
    """The days on which something that the words before tell is said to happen."""
    text = report.text
    for m in _DATE.finditer(text, *sentence):
        around = _near(sentence, *m.span())
        before = text[around[0] : m.start()]
        words = [w for w in _WORD.findall(before) if _is_content(w)][-AHEAD:]
        event = next((name for w in reversed(words) if (name := happens(w))), None)
        month, day = _MONTHS[(m["m1"] or m["m2"])[:3].casefold()], int(m["d1"] or m["d2"])
        if event is None or not _ON.search(before):
            continue
        value = float(month * 31 + day + 372 * (int(m["year"]) if m["year"] else 0))
        yield Telling(report, _whose(report, m.start()), *m.span(), around, "date", event, value, value, value, True,
                      "", is_date=True)  # fmt: skip


def happens(word: str) -> str | None:
    """What a word tells that a day can be given for.

    >>> happens("starting"), happens("signed"), happens("stone")
    ('begin', 'sign', None)
    """
    small = word.casefold()
    return next((_HAPPENS_OF[small[:n]] for n in range(min(len(small), 8), 2, -1) if small[:n] in _HAPPENS_OF), None)


def _magnitudes(report: Report, sentence: tuple[int, int], told: Sequence[Figure]) -> Iterator[Telling]:
    """Money that is called little or much, or told in hundreds of millions and more."""
    text = report.text
    for pattern, large in ((_LOW, False), (_HIGH, True)):
        for m in pattern.finditer(text, *sentence):
            around = text[max(sentence[0], m.start() - NEARBY) : min(sentence[1], m.end() + NEARBY)]
            if _MONEY.search(around):
                yield _magnitude(report, m.start(), m.end(), sentence, large=large)
    for f in told:
        if f.unit in CURRENCIES and f.low >= MUCH:
            yield _magnitude(report, f.start, f.end, sentence, large=True)


def _magnitude(report: Report, start: int, end: int, sentence: tuple[int, int], *, large: bool) -> Telling:
    low, high = (MUCH, float("inf")) if large else (0.0, 0.0)
    sentence = _near(sentence, start, end)
    return Telling(report, _whose(report, start), start, end, sentence, "money", None, low, low, high, False, "", large)
