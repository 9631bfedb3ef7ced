"""Which statements can be about an issue at all, by their words: cheap, and rather one too many than one too few."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, cast

from onrecord.text.words import paragraphs, sentences
from onrecord.types import Issue, Utterance

Where = Literal["text", "speaker", "context"]

_WORD = re.compile(r"[^\W_]+(?:['’][^\W\d_]+)*")
_STOP_WORDS = """
a about after all also an and any are as at be been before being but by can could did do does end for from had
has have he her him his how if in into is it its itself made make may might more must no none nor not of on only or
other our out over own part said say says shall she should so such take than that the their them then there these
they this those to under until up upon was we were what when where whether which while who whom whose will with
without would yes you your am got i let me my us we am one two
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
# What can stand for a thing named before, and for the speaker.
_POINTING = re.compile(r"\b(?:s?he|him|his|hers?|they|them|theirs?)\b|^\W*(?:it|this|that is|that's)\b", re.IGNORECASE)
_SELF = re.compile(r"\b(?:I|me|my|myself|we|us|our)\b")
GAP = 3  # words that may stand between those of a phrase
LONGEST_ACRONYM = 5  # letters
SAYING = 3  # words, without which a name alone says nothing
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
    """Why an utterance is a candidate: words of the issue, and where they stand.

    `is_bare`: its own words name at most who or what the issue is about, and nothing of what is asked about them.
    """

    words: tuple[str, ...]
    where: Where
    is_bare: bool = False


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

    A word of `about` makes one where it stands in the text itself. Beside it, in the sentences of the text or the one
    before, or as the speaker, it does so if the text points there: by a pronoun, or a word of the question or its ends.
    Without `about`, two different words of question and ends do what one of `about` does. A bare name of two words says
    nothing that could be coded.

    `is_lenient`: these statements were chosen by somebody who thought of the issue. Then any word of the question, its
    ends or `about` anywhere in text or context is enough.

    >>> issue = Issue("x", "Should Ostmark leave the river commission?", "It should leave.", "It should stay.")
    >>> select = Selection(issue)
    >>> select(Utterance("1", "Ostmarkian ministers left")).words
    ('Ostmark', 'leave')
    >>> select(Utterance("2", "Ostmark's harvest was good.")) is None
    True
    """

    def __init__(self, issue: Issue, *, is_lenient: bool = False) -> None:
        self._is_lenient = is_lenient
        self._about = [term for text in issue.about if (term := _term(text)).words]
        asked = (issue.question, issue.for_, issue.against)
        self._names = [_term(name) for name in dict.fromkeys(name for text in asked for name in _names(text))]
        self._common = _families(w for text in asked for w in _WORD.findall(text) if w.casefold() not in _STOP)
        called = frozenset().union(*(roots for name in self._names for roots in name.words))
        self._asked = [_term(word) for word, own in self._common.items() if not own & called]
        self._asked += [term for term in self._about if term.text.islower()]

    def __call__(self, utterance: Utterance) -> Match | None:
        """Why the utterance can be about the issue; None where none of its words says so."""
        text = _Words.of(utterance.text)
        is_bare = not (self._is_lenient or any(_holds(text, term) for term in self._asked))
        if is_bare and len(text.plain) < SAYING:
            return None
        if words := self._found(text):
            return Match(words, "text", is_bare)
        is_open = self._is_lenient or bool(self._shared(text))
        around = utterance.context if self._is_lenient else _near(utterance)
        for where, place, pronoun in (("speaker", utterance.speaker, _SELF), ("context", around, _POINTING)):
            if place and (is_open or pronoun.search(utterance.text)) and (words := self._found(_Words.of(place))):
                return Match(words, cast(Where, where), is_bare)
        return None

    def _found(self, words: _Words) -> tuple[str, ...]:
        """The words that make a candidate; none where they don't."""
        named = self._about + (self._names if self._is_lenient else [])
        if found := tuple(dict.fromkeys(term.text for term in named if _holds(words, term))):
            return found
        shared = self._shared(words)
        return shared if len(shared) >= ENOUGH and (self._is_lenient or not self._about) else ()

    def _shared(self, words: _Words) -> tuple[str, ...]:
        """The words of the question and its ends that stand there, in any form."""
        return tuple(word for word, own in self._common.items() if own & words.all)


def _families(words: Iterable[str]) -> dict[str, frozenset[str]]:
    """The roots of the words by the first of each family, so that forms of one word count once."""
    found: dict[str, frozenset[str]] = {}
    for word in words:
        own = roots(word)
        kin = next((other for other, theirs in found.items() if own & theirs), word)
        if len(word) > 1:
            found[kin] = found.get(kin, frozenset()) | own
    return found


def _near(utterance: Utterance) -> str:
    """The sentences of the context in which the text stands, and the one before; all of it where it stands in none.

    >>> _near(Utterance("1", "It must open", context="One. The river is shut. “It must open,” she said. Four."))
    'The river is shut. “It must open,” she said.'
    """
    context = utterance.context or ""
    start = context.find(utterance.text)
    if start < 0:
        start = context.find(utterance.text[:32])
    if start < 0:
        return context
    end = start + len(utterance.text)
    places = [span for line in paragraphs(context) for span in sentences(context, *line)]
    first = next((n for n, (_, stop) in enumerate(places) if stop > start), 0)
    last = max((n for n, (begin, _) in enumerate(places) if begin < end), default=0)
    held = places[max(0, first - 1) : last + 1]
    return context[held[0][0] : held[-1][1]] if held else context


def content_roots(text: str) -> tuple[frozenset[str], ...]:
    """The roots of each word of a text that says something.

    >>> len(content_roots("the troops are in Ostmark")), len(content_roots("it is so"))
    (2, 0)
    """
    return tuple(roots(word) for word in _WORD.findall(text) if len(word) > 2 and word.casefold() not in _STOP)


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
    return len(term.words) == 1 or _together(words.roots, term.words)


def _together(words: tuple[frozenset[str], ...], wanted: tuple[frozenset[str], ...]) -> bool:
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
