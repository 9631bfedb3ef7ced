"""To which attribution a coding of a file belongs: told by the places of the words, else by the words; never guessed.

Texts are compared without white space, so that other line ends and wrappings are the same text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from onrecord.stance.imports.common import Found
from onrecord.types import Span

COVERED = 0.5  # of the shorter of the marked words and an attribution's: with less in common they are two things
AHEAD = 0.2  # in Jaccard's measure: by so much the best of several must lead, to be no guess
_QUOTES = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "‚": "'"})


@dataclass(frozen=True, slots=True)
class Place:
    """An attribution as it can be found: `key` is its `article#id`; `spans` are those of its content, `around` those of
    source and cue."""

    key: str
    statement: str
    article: str
    words: str
    speaker: str | None
    spans: tuple[Span, ...]
    around: tuple[Span, ...]


class Missed(Exception):
    """A coding belongs to nothing that the ledger has, for the reason that its text gives."""


@dataclass(slots=True)
class Places:
    """The attributions of a ledger, to be found by article, place or words."""

    texts: Mapping[str, str]
    by_article: Mapping[str, Sequence[Place]]
    _squeezed: dict[str, str] = field(default_factory=dict)
    _by_text: dict[str, list[str]] = field(default_factory=dict)
    _by_words: dict[str, list[Place]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for article, text in self.texts.items():
            self._squeezed[article] = squeezed(text)
            self._by_text.setdefault(self._squeezed[article], []).append(article)
        for place in (place for some in self.by_article.values() for place in some):
            self._by_words.setdefault(bare(place.words), []).append(place)

    def find(self, found: Found, article: str | None = None) -> Place:
        """The attribution that a coding belongs to; `article` is the id of the article that it names.

        Raises Missed with the reason where there is none, or more than one.
        """
        articles = [article] if article is not None else self.with_text(found.text)
        if found.spans and articles:
            text = found.text if found.text is not None else self.texts[articles[0]]
            return self._at(found, text, articles)
        if not found.words.strip():
            raise Missed("it has neither words nor a place")
        return self._saying(found, articles)

    def with_text(self, text: str | None) -> list[str]:
        """The articles that have this text."""
        return self._by_text.get(squeezed(text), []) if text is not None else []

    def _at(self, found: Found, text: str, articles: Sequence[str]) -> Place:
        """The attribution at the marked place, of the first article with that text."""
        if found.spans[-1][1] > len(text):
            raise Missed("its place lies behind the end of the article")
        article = articles[0]
        spans = found.spans
        if text != self.texts[article]:
            if squeezed(text) != self._squeezed[article]:
                raise Missed("its text is not that of the article that it names")
            spans = tuple(moved(text, self.texts[article], span) for span in found.spans)
        return self._overlapping(found, article, spans)

    def _overlapping(self, found: Found, article: str, spans: Sequence[Span]) -> Place:
        marked = _places(spans)
        scored = ((place, _shared(marked, place)) for place in self.by_article.get(article, ()))
        near = [(place, score) for place, score in scored if score is not None]
        return _only(found, near, "no attribution stands at its place")

    def _saying(self, found: Found, articles: Sequence[str]) -> Place:
        """The attribution with these very words, else the one at the only place where they stand."""
        same = [p for p in self._by_words.get(bare(found.words), ()) if not articles or p.article in articles]
        if same:
            return _only(found, [(place, 1.0) for place in same], "")
        wanted = squeezed(found.words)
        hits = [(a, at) for a in articles or self.texts for at in _all(wanted, self._squeezed[a])]
        if not hits:
            known = "the article that it names" if articles else "any article"
            raise Missed(f"its words stand in no attribution, and not in {known}")
        chosen: dict[str, Place] = {}
        for article, at in hits:
            place = self._overlapping(found, article, [unsqueezed(self.texts[article], at, at + len(wanted))])
            chosen.setdefault(place.statement, place)
        if len(chosen) > 1:
            raise Missed(f"its words stand in {len(chosen)} statements: {', '.join(p.key for p in chosen.values())}")
        return next(iter(chosen.values()))


def _only(found: Found, near: Sequence[tuple[Place, float]], none: str) -> Place:
    """The one place that is meant: the only one, else the only one of that speaker, else the one that leads clearly."""
    if not near:
        raise Missed(none)
    if len({place.statement for place, _ in near}) == 1:
        return max(near, key=lambda pair: pair[1])[0]
    own = [(p, score) for p, score in near if any(_is_named(name, p.speaker) for name in found.speakers)]
    if own and len({place.statement for place, _ in own}) == 1:
        return max(own, key=lambda pair: pair[1])[0]
    ranked = sorted(own or near, key=lambda pair: -pair[1])
    if ranked[0][1] - ranked[1][1] >= AHEAD:
        return ranked[0][0]
    keys = ", ".join(dict.fromkeys(place.key for place, _ in ranked))
    raise Missed(f"it can be any of {len({p.statement for p, _ in ranked})} statements: {keys}")


def _is_named(name: str, speaker: str | None) -> bool:
    """Whether one name holds all the words of the other.

    >>> _is_named("Valk, Irena", "Irena Valk"), _is_named("Orlic", "Irena Valk")
    (True, False)
    """
    one, other = (set(re.findall(r"\w+", words.casefold())) for words in (name, speaker or ""))
    return bool(one and other) and (one <= other or other <= one)


def _places(spans: Iterable[Span]) -> set[int]:
    return {n for start, end in spans for n in range(start, end)}


def _shared(marked: set[int], place: Place) -> float | None:
    """Jaccard's measure of the marked words and the attribution's; None where they have too little in common.

    Who marks a whole sentence marks source and cue too: those neither help nor harm.
    """
    content, around = _places(place.spans), _places(place.around)
    inside = marked - around
    both = len(inside & content)
    if not both or both < COVERED * min(len(inside), len(content)):
        return None
    return both / len(inside | content)


# --- texts without white space ------------------------------------------------------------------------------------


def squeezed(text: str) -> str:
    """The text without white space, its quotation marks of one kind.

    >>> squeezed("“No,”\\r\\n he said")
    '"No,"hesaid'
    """
    return "".join(text.translate(_QUOTES).split())


def bare(words: str) -> str:
    """Words as they are compared: without white space, and without marks at either end.

    >>> bare("“The gate  stays shut,”") == bare("the gate stays shut")
    True
    """
    return squeezed(words).strip("\"'.,;:!?…`-–—()[]").casefold()


def moved(text: str, other: str, span: Span) -> Span:
    """The place in `other`, the same text but for its white space, of a span of `text`.

    >>> moved("a  bc d", "a bc\\nd", (3, 5))
    (2, 4)
    """
    before, inside = len(squeezed(text[: span[0]])), len(squeezed(text[slice(*span)]))
    return unsqueezed(other, before, before + inside)


def unsqueezed(text: str, start: int, end: int) -> Span:
    """The place in a text of a span of its squeezed form."""
    places = [n for n, c in enumerate(text) if not c.isspace()]
    if start >= end or end > len(places):
        return (0, 0)
    return places[start], places[end - 1] + 1


def _all(wanted: str, text: str) -> Iterator[int]:
    at = text.find(wanted)
    while wanted and at >= 0:
        yield at
        at = text.find(wanted, at + 1)
