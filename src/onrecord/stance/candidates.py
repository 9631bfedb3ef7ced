"""Which statements can be about an issue at all, by their words: cheap, and rather one too many than one too few."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from onrecord.types import Issue, Utterance

Where = Literal["text", "speaker", "context"]

_WORD = re.compile(r"[^\W_]+(?:['’][^\W\d_]+)*")
_STOP_WORDS = """
a about after all also an and any are as at be been before being but by can could did do does end for from had
has have he her him his how if in into is it its itself made make may might more must no none nor not of on only or
other our out over own part said say says shall she should so such take than that the their them then there these
they this those to under until up upon was we were what when where whether which while who whom whose will with
without would yes you your
"""
_STOP = frozenset(_STOP_WORDS.split())
# Endings, and how many letters must stand before them: fewer, and words that share nothing would meet.
_ENDINGS = (
    (3, ("ia", "ian", "ians")),
    (4, ("s", "es", "ed", "ing", "ings", "e", "y", "ies", "ied", "i", "is", "ish")),
    (5, ("ion", "ions", "ional", "ation", "ations", "ition", "itions", "ment", "ments", "ement", "al", "als", "ally")),
    (5, ("ure", "ures", "ance", "ances", "ence", "ences", "ent", "ant", "acy", "ity", "ate", "ated", "ates", "ating")),
    (5, ("er", "ers", "or", "ors", "ive", "ly", "ise", "ised", "ize", "ized", "isation", "ization", "ist", "ists")),
)
_IRREGULAR = {
    form: forms[0]
    for forms in (
        ("go", "goes", "going", "gone", "went"),
        ("leave", "leaves", "leaving", "left"),
        ("withdraw", "withdrew", "withdrawn"),
        ("hold", "held", "holds", "holding"),
        ("sell", "sells", "selling", "sold", "sale", "sales"),
        ("give", "gives", "giving", "gave", "given"),
        ("fight", "fights", "fighting", "fought"),
        ("die", "dies", "died", "dying", "death", "deaths", "dead"),
    )
    for form in forms
}
GAP = 3  # words that may stand between those of a phrase
LONGEST_ACRONYM = 5  # letters
ENOUGH = 2  # different words of the question and its ends, where no name of it is there


@lru_cache(maxsize=65536)
def roots(word: str) -> frozenset[str]:
    """What a word may leave without its ending; forms of one word share one, and now and then so do strangers.

    >>> bool(roots("withdrawals") & roots("Withdrew")), bool(roots("Varenia’s") & roots("Varenian"))
    (True, True)
    >>> bool(roots("corridor") & roots("council"))
    False
    """
    letters = unicodedata.normalize("NFKD", word.casefold())
    plain = re.sub(r"['’]s?$", "", "".join(c for c in letters if not unicodedata.combining(c)))
    plain = _IRREGULAR.get(plain, plain)
    found = {plain}
    for shortest, endings in _ENDINGS:
        held = (plain[: -len(ending)] for ending in endings if plain.endswith(ending))
        found |= {stem for stem in held if len(stem) >= shortest}
    return frozenset(found | {stem[:-1] for stem in found if re.search(r"([^aeiou])\1$", stem)})  # stepp(ing)


@dataclass(frozen=True, slots=True)
class Term:
    """A word, name or phrase of an issue: the roots of its words, in any order, near each other."""

    text: str
    words: tuple[frozenset[str], ...]
    is_exact: bool = False  # an acronym: its letters count as they stand


@dataclass(frozen=True, slots=True)
class Match:
    """Why an utterance is a candidate: words of the issue, and where they stand."""

    words: tuple[str, ...]
    where: Where


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of a text: as they stand, their roots one by one, and all roots."""

    plain: tuple[str, ...]
    roots: tuple[frozenset[str], ...]
    all: frozenset[str]

    @classmethod
    def of(cls, text: str) -> _Words:
        plain = tuple(_WORD.findall(text))
        each = tuple(roots(word) for word in plain)
        return cls(plain, each, frozenset().union(*each))


class Selection:
    """The candidates of one issue.

    `about` decides together with the names in the question and its ends; else so do two of their words.

    >>> issue = Issue("x", "Should Ostmark leave the river commission?", "It should leave.", "It should stay.")
    >>> select = Selection(issue)
    >>> select(Utterance("1", "Ostmarkian ministers met")).words
    ('Ostmark',)
    >>> select(Utterance("2", "The harvest was good.")) is None
    True
    """

    def __init__(self, issue: Issue) -> None:
        self._about = [term for text in issue.about if (term := _term(text)).words]
        asked = (issue.question, issue.for_, issue.against)
        self._names = [_term(name) for name in dict.fromkeys(name for text in asked for name in _names(text))]
        common = dict.fromkeys(w for text in asked for w in _WORD.findall(text) if w.casefold() not in _STOP)
        self._common = {word: roots(word) for word in common if len(word) > 2}

    def __call__(self, utterance: Utterance) -> Match | None:
        """Why the utterance can be about the issue; None where none of its words says so."""
        places: tuple[tuple[Where, str | None], ...] = (
            ("text", utterance.text),
            ("speaker", utterance.speaker),
            ("context", utterance.context),
        )
        for where, text in places:
            if text and (words := self._found(_Words.of(text))):
                return Match(words, where)
        return None

    def _found(self, words: _Words) -> tuple[str, ...]:
        named = tuple(term.text for term in (*self._about, *self._names) if _holds(words, term))
        if named:
            return tuple(dict.fromkeys(named))
        common = tuple(word for word, own in self._common.items() if own & words.all)
        return common if len(_distinct(words, [self._common[word] for word in common])) >= ENOUGH else ()


def _distinct(words: _Words, wanted: list[frozenset[str]]) -> set[int]:
    """The places of the words that are any of `wanted`, each word once, however often it comes."""
    first: dict[frozenset[str], int] = {}
    for at, own in enumerate(words.roots):
        if any(own & roots for roots in wanted):
            first.setdefault(own, at)
    return set(first.values())


def _term(text: str) -> Term:
    words = _WORD.findall(text)
    is_exact = len(words) == 1 and words[0].isupper() and 1 < len(words[0]) <= LONGEST_ACRONYM
    content = [word for word in words if word.casefold() not in _STOP or is_exact] or words
    return Term(text, tuple(roots(word) for word in content), is_exact)


def _names(text: str) -> Iterator[str]:
    """Words with a capital that do not begin a sentence.

    >>> list(_names("Must Valk leave? The envoys say so. In Ostmark"))
    ['Valk', 'Ostmark']
    """
    for word in re.finditer(_WORD, text):
        before = text[: word.start()].rstrip(" \"'“‘(")
        if word[0][0].isupper() and before and before[-1] not in ".!?:" and word[0].casefold() not in _STOP:
            yield word[0]


def _holds(words: _Words, term: Term) -> bool:
    if term.is_exact:
        return term.text in words.plain
    if not all(own & words.all for own in term.words):
        return False
    return len(term.words) == 1 or _near(words.roots, term.words)


def _near(words: tuple[frozenset[str], ...], wanted: tuple[frozenset[str], ...]) -> bool:
    """Whether all of `wanted` stand within a few words of each other."""
    reach = len(wanted) + GAP
    windows = (frozenset().union(*words[at : at + reach]) for at in range(len(words)))
    return any(all(own & window for own in wanted) for window in windows)


def is_common(text: str) -> bool:
    """Whether a word, or all words of a phrase, stand in nearly every report.

    >>> is_common("the"), is_common("US"), is_common("step down")
    (True, False, False)
    """
    words = _WORD.findall(text)
    return all(word.casefold() in _STOP for word in words) and not text.isupper()
