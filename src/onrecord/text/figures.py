"""Figures in running text: a number, how closely it is told, and the unit that it counts."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Bound = Literal["exact", "about", "least", "most", "range", "vague"]

ABOUT = 0.2  # of a number that is told as a rough one
NEAR = 8  # words behind a number among which its noun is looked for

_ONES = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
seventeen eighteen nineteen"""
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_SMALL = {word: float(n) for n, word in enumerate(_ONES.split())}
_SMALL |= {word: float(n * 10) for n, word in enumerate(_TENS.split(), 2)}
_SMALL |= {"a": 1.0, "an": 1.0}
_SCALE = {
    "dozen": 12.0,
    "hundred": 1e2,
    "thousand": 1e3,
    "k": 1e3,
    "million": 1e6,
    "m": 1e6,
    "mn": 1e6,
    "billion": 1e9,
    "bn": 1e9,
    "trillion": 1e12,
    "tn": 1e12,
}
_VAGUE = {
    "dozens": (24, 200),
    "scores": (40, 300),
    "hundreds": (200, 1e4),
    "thousands": (2e3, 1e5),
    "tens of thousands": (2e4, 1e5),
    "hundreds of thousands": (2e5, 1e6),
    "millions": (2e6, 1e9),
    "tens of millions": (2e7, 1e8),
    "hundreds of millions": (2e8, 1e9),
    "billions": (2e9, 1e12),
    "tens of billions": (2e10, 1e11),
    "hundreds of billions": (2e11, 1e12),
}
_SIGNS = {"$": "dollar", "€": "euro", "£": "pound", "¥": "yen", "₹": "rupee"}
_LEAST = (
    "at least|more than|over|no fewer than|no less than|not less than|upwards of|in excess of|above|exceeding"
    "|as few as|minimum of"
)
_MOST = "at most|up to|no more than|not more than|fewer than|less than|under|below|as many as|as much as|maximum of"
_ROUGH = "about|around|some|nearly|almost|roughly|approximately|an estimated|estimated|close to|nearing|circa|or so"
_UNITS, _SIMPLE = "|".join(_ONES.split()[1:10]), "|".join(_ONES.split()[1:])
_WORD_NUMBER = rf"(?:{'|'.join(_TENS.split())})(?:[- ](?:{_UNITS}))?|{_SIMPLE}"
_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_AMOUNT = rf"(?:(?:{_DIGITS})|(?:{_WORD_NUMBER})|an?(?=[ -](?:dozen|hundred|thousand|million|billion|trillion)\b))"
_SCALED = rf"{_AMOUNT}(?:[ -]?(?:dozen|hundred|thousand|million|billion|trillion|bn|mn|tn|m|k)\b){{0,2}}"
_BOUND = "|".join((_LEAST, _MOST, _ROUGH)).replace(" ", r"\s+")
_FIGURE = re.compile(
    rf"""(?<![\w.,:/$€£-])(?:(?P<bound>{_BOUND})\s+(?:the\s+|a\s+)?)?(?P<sign>[$€£¥₹]|US\$|U\.S\.\s?\$)?
    (?:(?:between\s+)?(?P<low>{_SCALED})(?:\s?[-–]\s?(?=[\d$€£])|\sto\s|\sand\s(?=[\d$€£]))(?P<sign2>[$€£])?(?P<high>{_SCALED})
    |(?P<vague>(?:(?:tens|hundreds)\sof\s)?(?:millions|billions|thousands)|hundreds|dozens|scores)\b
    |(?P<one>{_SCALED}))(?:(?P<ordinal>st|nd|rd|th)\b)?(?:\s?(?P<percent>%|per\s?cent\b|percent(?:age\spoints)?\b))?(?![\w%])""",
    re.VERBOSE | re.IGNORECASE,
)
_PLAIN = re.compile(rf"(?<![\w.,])(?:{_SCALED})(?![\w])", re.IGNORECASE)
_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
    "|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
)
_DATED = re.compile(rf"\s*(?:(?:{_MONTHS})\b|of (?:{_MONTHS})\b|[ap]\.?m\b|o'clock|GMT|[/:]\d|-?years?[- ]old|-year)")
_DATED_BEFORE = re.compile(
    rf"(?:(?:{_MONTHS})\.?|aged|age|[Rr]esolutions?|No\.?|[Aa]rticles?|[Cc]hapter|[Pp]hase|[Vv]ersion"
    rf"|[Rr]oom|[Tt]op|[Gg]roup of|[A-Z]\w+)\s+$"
)
_NAMED_BEFORE = re.compile(r"[A-Z][\w.]*\s+$")
_WORD = re.compile(r"\w+(?:['’.-]\w+)*")
_TOKEN = re.compile(r"\w+(?:['’.-]\w+)*|[^\w\s]")
_OF = re.compile(r"\s+of\s+(?:the\s+|its\s+|his\s+|their\s+)?", re.IGNORECASE)
_STOP_WORDS = """
    in on at by for from with without to into onto over under about after before between against during through as
    up down out off again that this these those which who whom whose when where while than but or nor so yet if because
    is are was were be been being has have had will would can could may might must should shall do does did not it he
    she they we you i his her their its our the said says say per each a an more other others later earlier ago old
    last this next first every"""
_STOPS = frozenset(_STOP_WORDS.split())
_PLURAL_WORDS = """
people men women children police troops personnel dead wounded injured missing lives staff crew cattle sheep fish
aircraft media forces wives
"""
_PLURAL = frozenset(_PLURAL_WORDS.split())
_SINGULAR = {"people": "person", "men": "man", "women": "woman", "children": "child", "lives": "life", "wives": "wife"}
_TIMES = frozenset(["second", "minute", "hour", "day", "week", "weekend", "month", "year", "decade", "century", "time"])
_UNSURE_HEADS_WORDS = """
this thus always perhaps as us his its hers ours yes plus minus across towards besides nowadays sometimes series
species
"""
_UNSURE_HEADS = frozenset(_UNSURE_HEADS_WORDS.split())


@dataclass(frozen=True, slots=True)
class Figure:
    """A number at `start` to `end` (its bound and unit included) with the noun that it counts.

    `low` and `high` are what the words allow: *more than 40* has no upper end, *400* that is told round can be 350 to
    450. `value` is the number as printed (the lower one of a range). `unit` is the noun's singular in small letters,
    "%" or a currency; `noun` the words between the number and the noun's end.
    """

    start: int
    end: int
    value: float
    low: float
    high: float
    bound: Bound
    unit: str
    noun: str

    def allows(self, other: Figure) -> bool:
        """Whether both can be true of one thing.

        >>> one, two, three = (next(figures(t)) for t in ("at least 40 people", "52 people", "38 people"))
        >>> one.allows(two), two.allows(three)
        (True, False)
        """
        return self.low <= other.high and other.low <= self.high


def figures(text: str, start: int = 0, end: int | None = None) -> Iterator[Figure]:
    """The figures of `text[start:end]` that count something; dates, ages, clock times and names hold none.

    >>> [(f.value, f.bound, f.unit) for f in figures("It drove out more than 40,000 people and cost $2.5bn")]
    [(40000.0, 'least', 'person'), (2500000000.0, 'exact', 'dollar')]
    >>> [f.unit for f in figures("On 12 March 2031 a 45-year-old man read Resolution 2042")]
    []
    """
    stop = len(text) if end is None else end
    for m in _FIGURE.finditer(text, start, stop):
        found = _figure(text, m, stop)
        if found is not None:
            yield found


def numbers(text: str, start: int = 0, end: int | None = None) -> frozenset[float]:
    """Every number that a stretch tells, whatever it counts.

    >>> sorted(numbers("31 of the more than 300 sailors, thirty-one of them from Sarn"))
    [31.0, 300.0]
    """
    found = _PLAIN.findall(text, start, len(text) if end is None else end)
    return frozenset(_value(words) for words in found)


def _figure(text: str, m: re.Match[str], stop: int) -> Figure | None:
    if m["ordinal"] or _DATED.match(text, m.end(), stop):
        return None
    number_at = m.start("low") if m["low"] else m.start("vague") if m["vague"] else m.start("one")
    plain = m["one"] is not None and not (m["sign"] or m["percent"] or m["bound"])
    if plain and _DATED_BEFORE.search(text, max(0, m.start() - 24), m.start()) and not _starts(text, m.start()):
        return None
    money = _SIGNS.get(m["sign"][-1]) if m["sign"] else None
    unit = "%" if m["percent"] else money
    noun_end = m.end()
    if unit is None:
        single = m["one"] is not None and _value(m["one"]) == 1
        head = None if single and _OF.match(text, m.end(), stop) else _head(text, m.end(), stop, single=single)
        if head is None:
            return None
        unit, noun_end = head
    if m["one"] and _is_year(m["one"]) and plain and unit not in _PLURAL:
        return None
    value, low, high, bound = _bounds(m)
    return Figure(
        m.start() if m["bound"] else min(m.start(), number_at),
        noun_end,
        value,
        low,
        high,
        bound,
        unit,
        text[m.end() : noun_end].strip(),
    )


def _starts(text: str, at: int) -> bool:
    """Whether a sentence begins here, so that a capital before is no name."""
    return at == 0 or text[:at].rstrip()[-1:] in '.!?\n“"'


def _is_year(number: str) -> bool:
    return bool(re.fullmatch(r"1[5-9]\d\d|20\d\d", number))


def _value(words: str) -> float:
    """The number that words or digits name.

    >>> _value("twenty-five"), _value("2.5bn"), _value("a dozen"), _value("three hundred thousand"), _value("1,200")
    (25.0, 2500000000.0, 12.0, 300000.0, 1200.0)
    """
    total = 0.0
    for token in re.findall(r"\d[\d,]*(?:\.\d+)?|[a-z]+", words.lower()):
        if token[0].isdigit():
            total += float(token.replace(",", ""))
        elif token in _SMALL:
            total += _SMALL[token]
        elif token in _SCALE:
            total = max(total, 1.0) * _SCALE[token]
    return total


def _bounds(m: re.Match[str]) -> tuple[float, float, float, Bound]:
    if m["low"]:
        low, high = _value(m["low"]), _value(m["high"])
        if low < high and (scale := _scale(m["high"])) > 1 and _scale(m["low"]) == 1 and low * scale < high * 1.001:
            low *= scale
        return low, min(low, high), max(low, high), "range"
    if m["vague"]:
        least, most = _VAGUE[" ".join(m["vague"].lower().split())]
        return float(least), float(least), float(most), "vague"
    value = _value(m["one"])
    half = _rounding(value) / 2
    told = " ".join((m["bound"] or "").lower().split())
    if re.fullmatch(_LEAST, told):
        return value, value - half, math.inf, "least"
    if re.fullmatch(_MOST, told):
        return value, 0.0, value + half, "most"
    if told:
        return value, value * (1 - ABOUT), value * (1 + ABOUT), "about"
    return value, value - half, value + half, "exact"


def _scale(words: str) -> float:
    return math.prod(_SCALE.get(token, 1.0) for token in re.findall(r"[a-z]+", words.lower()))


def _rounding(value: float) -> float:
    """What the last digit that is no zero stands for, for a number of three digits or more: 400 is told in hundreds.

    >>> _rounding(400.0), _rounding(412.0), _rounding(40.0), _rounding(2500000.0)
    (100.0, 0.0, 0.0, 100000.0)
    """
    if value < 100 or value != int(value):
        return 0.0
    digits = str(int(value))
    zeros = len(digits) - len(digits.rstrip("0"))
    return float(10**zeros) if zeros >= 2 else 0.0


def _head(text: str, start: int, stop: int, *, single: bool) -> tuple[str, int] | None:
    """The noun that a number counts, in the singular, and where it ends: the first plural among the words behind.

    >>> _head("four Coast- and League-backed Harbour Board motions drafted by it", 4, 65, single=False)
    ('motion', 51)
    >>> _head("12 were there", 2, 13, single=False) is None
    True
    """
    at = start
    of = _OF.match(text, at, stop)
    at = of.end() if of else at
    for count, token in enumerate(_TOKEN.finditer(text, at, stop)):
        word = token[0].lower().replace("’", "'")
        if count >= NEAR or "\n" in text[at : token.start()]:
            break
        if not token[0][0].isalnum():
            if token[0] in "-–“\"'" or (token[0] == "," and count):
                continue
            break
        if word == "and" and text[token.start() - 2 : token.start()].startswith("-"):
            continue
        if word in _STOPS or word == "and" or word[0].isdigit():
            break
        if _is_plural(word) or (single and not single_adjective(word)):
            return singular(word), token.end()
    return None


def single_adjective(word: str) -> bool:
    """Whether a word behind *one* is rather an adjective than what is counted."""
    return word.endswith(("al", "ic", "ous", "ful", "ive", "an", "ern", "ed", "ish", "ese", "young", "senior", "more"))


def _is_plural(word: str) -> bool:
    if word in _PLURAL:
        return True
    return (
        len(word) > 3
        and word.endswith("s")
        and not word.endswith(("ss", "us", "is", "'s", "ous"))
        and word not in _UNSURE_HEADS
    )


def singular(word: str) -> str:
    """The singular of a plural noun, by its ending.

    >>> singular("resolutions"), singular("countries"), singular("people"), singular("crashes"), singular("lives")
    ('resolution', 'country', 'person', 'crash', 'life')
    """
    if word in _SINGULAR:
        return _SINGULAR[word]
    if word in _PLURAL or not word.endswith("s") or word.endswith("ss"):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "sses", "xes", "zes")):
        return word[:-2]
    return word[:-1]


def is_time(unit: str) -> bool:
    """Whether a unit measures time, not things.

    >>> is_time("day"), is_time("truck")
    (True, False)
    """
    return unit in _TIMES
