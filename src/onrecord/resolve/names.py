"""Names of people and bodies, taken apart and compared: spellings, initials, particles, honorifics."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA, JaroWinkler

_HONORIFICS = """
mr mrs ms miss dr prof professor sir dame lord lady sheikh shaikh sayyid hojatoleslam ayatollah rev reverend
father gen general lt lieutenant col colonel maj major capt captain cmdr commander sgt adm admiral brig
brigadier marshal president premier chancellor minister senator sen rep congressman congresswoman governor gov
mayor king queen prince princess emir sultan ambassador judge justice secretary spokesman spokeswoman
spokesperson
"""
_PARTICLES = "al el ul as ash ad ar an de da di du des del della van von der den ten la le bin ben ibn abu"
# Surnames that commonly stand first: only these may be met alone for a name that begins with them.
_FIRST = """
ahn an bai ban cai chen choi cui deng ding dong fan feng gao geng guo han he hong hu hua huang jang jia jiang
jin jung kang kim kong lee lei li liang lim lin liu lu luo ma mao moon nguyen oh pan park peng qian qin shen
shin song sun tan tang tian tran wang wei wen wu xi xiao xie xu yang yao ye yu yuan zeng zhang zhao zheng zhou
zhu
"""
HONORIFICS, PARTICLES = frozenset(_HONORIFICS.split()), frozenset(_PARTICLES.split())
SUFFIXES, FIRST = frozenset({"jr", "sr", "ii", "iii", "iv"}), frozenset(_FIRST.split())

# Pairs of one name in two romanisations or spellings, made one. Order matters: longer ones first.
_SPELLINGS = [
    (re.compile(pattern), new)
    for pattern, new in [
        ("tsch|tch|tsh", "ch"), ("shch|sch", "sh"), ("dzh|dj", "j"), ("kh", "h"), ("gh", "g"), ("ph", "f"), ("ck", "k"),
        ("oo|ou", "u"), ("ee", "i"), ("[iy]y$|iy|yi|ij", "i"), ("ei|ey|ej", "ei"), ("ai|ay|aj", "ai"), ("ya|ja", "ia"),
        ("yu|ju", "iu"), ("yo|jo", "io"), ("ye|je|ie", "e"), ("y", "i"), ("q", "k"), ("c(?=[aour])", "k"), ("w", "v"),
        ("off$", "ov"), ("eff$", "ev"), ("x", "ks"), (r"([a-z])\1", r"\1"),
    ]
]  # fmt: skip

_NICKNAMES = {
    short: full
    for line in (
        "william bill will", "robert bob rob bobby", "richard dick rick", "james jim jimmy", "john jack johnny",
        "joseph joe", "michael mike", "thomas tom", "charles chuck charlie", "edward ed ted", "anthony tony",
        "daniel dan danny", "david dave", "donald don", "christopher chris", "nicholas nick", "timothy tim",
        "benjamin ben", "samuel sam", "alexander alex", "kenneth ken", "lawrence larry", "patrick pat", "peter pete",
        "stephen steve", "steven steve", "elizabeth liz", "katherine kate kathy", "barbara barb", "deborah debbie",
        "susan sue", "margaret maggie", "jennifer jen", "andrew andy", "gregory greg", "jeffrey jeff", "ronald ron",
    )
    for full, *shorts in [line.split()]
    for short in (full, *shorts)
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Name:
    """A person's name: given names and surname, lower case, without honorifics and accents; `given` may be empty."""

    given: tuple[str, ...]
    surname: str

    @property
    def full(self) -> str:
        return " ".join((*self.given, self.surname))

    @property
    def surnames(self) -> tuple[str, ...]:
        """The words by which the name may be called alone: its last, and its first where surnames stand first."""
        return (self.surname, self.given[0]) if self.given and self.given[0] in FIRST else (self.surname,)


@lru_cache(maxsize=1 << 16)
def plain(text: str) -> str:
    """A text in lower case, without accents and marks, words parted by one space.

    >>> plain("Côte d’Ivoire")
    'cote d ivoire'
    """
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)).casefold()
    bare = bare.replace("ı", "i").replace("ø", "o").replace("ł", "l").replace("đ", "d").replace("ß", "ss")
    return " ".join(re.findall(r"[^\W_]+", re.sub(r"['’`](?=s\b)", " ", bare)))


@lru_cache(maxsize=1 << 16)
def name_of(text: str) -> Name:
    """The name that a text gives, honorifics and suffixes off; particles go with the surname and do not count.

    >>> name_of("Foreign Minister Irena V. Valk")
    Name(given=('irena', 'v'), surname='valk')
    >>> name_of("Karim al-Dasri").surname, name_of("Valk").given
    ('dasri', ())
    """
    words = re.sub(r"(?<=\b[A-Za-z])\.(?=[A-Z]\.)", " ", text)
    tokens = plain(words).split()
    tokens = [t for t in tokens if t not in SUFFIXES] or tokens
    while len(tokens) > 1 and (tokens[0] in HONORIFICS or _titled(tokens)):
        tokens = tokens[1:]
    kept = tokens[:1] + [t for t in tokens[1:] if t not in PARTICLES]
    kept = kept[1:] if len(kept) > 1 and kept[0] in PARTICLES and kept[0] != "ben" else kept
    return Name(tuple(kept[:-1]), kept[-1]) if kept else Name((), "")


def _titled(tokens: list[str]) -> bool:
    """Whether an honorific still stands further on: "foreign minister irena valk"."""
    return any(t in HONORIFICS for t in tokens[1:-1])


@lru_cache(maxsize=1 << 16)
def folded(word: str) -> str:
    """A word with its spelling variants made one, for comparison only.

    >>> folded("sergey") == folded("sergei"), folded("medvedev") == folded("medvedeff")
    (True, True)
    >>> folded("orlic") == folded("orlov")
    False
    """
    for pattern, new in _SPELLINGS:
        word = pattern.sub(new, word)
    return word


def same_surname(one: str, two: str) -> float:
    """How alike two surnames are: 1 for equal, 0.95 for two spellings, 0.9 for one slip in a long one, else 0.

    >>> same_surname("erdogan", "ardogan"), same_surname("kim", "kam")
    (0.9, 0.0)
    """
    if one == two:
        return 1.0
    if folded(one) == folded(two):
        return 0.95
    return 0.9 if min(len(one), len(two)) >= 6 and OSA.distance(one, two) == 1 else 0.0


def same_given(one: tuple[str, ...], two: tuple[str, ...]) -> float:
    """How well given names agree: 1 equal, less for initials, left-out ones, spellings and nicknames, 0 for a conflict.

    >>> same_given(("irena", "v"), ("irena",)), same_given(("i",), ("irena",))
    (0.97, 0.85)
    >>> same_given(("jong", "un"), ("jong", "il")), same_given(("george", "w"), ("george", "h", "w"))
    (0.0, 0.0)
    """
    if one == two:
        return 1.0
    if not one or not two:
        return 0.0
    first = _same_word(one[0], two[0])
    rest_one, rest_two = one[1:], two[1:]
    if not first:
        return 0.0
    if not rest_one or not rest_two:
        return min(first, 0.97)
    if len(rest_one) != len(rest_two):
        return 0.0 if all(len(w) == 1 for w in rest_one + rest_two) else min(first, _overlap(rest_one, rest_two))
    return min(first, *(_same_word(a, b) for a, b in zip(rest_one, rest_two, strict=True)))


def _overlap(one: tuple[str, ...], two: tuple[str, ...]) -> float:
    short, long = sorted((one, two), key=len)
    return 0.9 if all(any(_same_word(a, b) for b in long) for a in short) else 0.0


def _same_word(one: str, two: str) -> float:
    if one == two:
        return 1.0
    if len(one) == 1 or len(two) == 1:
        return 0.85 if one[0] == two[0] else 0.0
    if folded(one) == folded(two):
        return 0.95
    if _NICKNAMES.get(one, one) == _NICKNAMES.get(two, two):
        return 0.9
    alike = min(len(one), len(two)) >= 5 and one[0] == two[0] and JaroWinkler.similarity(one, two) >= 0.93
    return 0.88 if alike else 0.0


def slug(text: str) -> str:
    """A text as a readable id: lower case, without accents, hyphens for the rest.

    >>> slug("Irena Valk"), slug("…")
    ('irena-valk', 'actor')
    """
    return "-".join(plain(text).split()) or "actor"
