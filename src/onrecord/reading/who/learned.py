"""States that no table knows, learnt from the text alone: what has a foreign ministry, or a people called after it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from itertools import pairwise

from onrecord.reading.who import lexicon as lx
from onrecord.reading.who.frame import Frame, Token
from onrecord.reading.who.states import Entry, gazetteer
from onrecord.text.demonyms import state_of

_RULED = lx.words("""
    president prime foreign government minister ministry army parliament embassy ambassador officials official troops
    forces opposition authorities delegation regime border navy capital assembly defence defense interior presidency
""")
_OWNED = lx.words("parliament embassy ambassador capital presidency navy constitution")
_PORTFOLIO = lx.words("foreign defence defense interior")
_HEADS = lx.words("ministry minister")
_OF = lx.words("parliament capital republic kingdom ambassador")
SHORTEST = 4
_NO_STATES = lx.NEVER_NAMES | lx.ROLE_MODIFIERS | lx.ROLES | lx.PORTFOLIOS


def learned(frame: Frame, known: Mapping[str, Entry]) -> dict[str, Entry]:
    """Entries for the states and peoples that the words around them show, by word; `known` words are left alone.

    >>> from onrecord.reading.who.frame import frame
    >>> text = "Varenia will wait, the Varenian foreign minister said. The Ostmark foreign ministry did not answer."
    >>> sorted((word, e.kind, e.state) for word, e in learned(frame(text), {}).items())
    [('Ostmark', 'state', 'Ostmark'), ('Varenia', 'state', 'Varenia'), ('Varenian', 'demonym', 'Varenia')]
    >>> learned(frame("Orlic will wait, the minister said. The Orlic family did not answer."), {})
    {}
    >>> learned(frame("Ostmark's foreign ministry replied. Orlic's foreign minister did not."), {})
    {'Ostmark': Entry(kind='state', name='Ostmark', state='Ostmark')}
    """
    tokens = frame.tokens
    small = {t.word for t in tokens if not t.cap}
    titles = lx.ROLES | lx.HONORIFICS
    titled = {b.word for a, b in pairwise(tokens) if a.low.rstrip(".") in titles}
    barred = small | titled | _parts(known)
    names = {t.word for t in tokens if t.cap and len(t.word) >= SHORTEST and t.word.isalpha() and not t.word.isupper()}
    common = small | _NO_STATES
    names = {n for n in names if n not in known and n not in barred and n.lower() not in common}
    out: dict[str, Entry] = {}
    for i, token in enumerate(tokens[:-2]):
        following, second = tokens[i + 1].low, tokens[i + 2].low
        if token.word not in names:
            continue
        base = state_of(token.word, names) if following in _RULED else None
        if base:
            out[base] = Entry("state", base, base)
            out[token.word] = Entry("demonym", base, base)
        elif token.word.endswith(("ian", "ese", "ish")):
            continue  # a people whose state the text does not name
        elif (following in _PORTFOLIO and second in _HEADS) or _owns(tokens[max(0, i - 2) : i], tokens[i + 1 : i + 4]):
            out.setdefault(token.word, Entry("state", token.word, token.word))
    return out


@cache
def _compound_words() -> frozenset[str]:
    return frozenset(part for phrase in gazetteer()[0] if " " in phrase for part in phrase.split())


def _parts(known: Mapping[str, Entry]) -> frozenset[str]:
    """The words of longer names that are known: "Lanka" is no state beside Sri Lanka."""
    return _compound_words() if known is gazetteer()[0] else frozenset()


def _owns(before: Sequence[Token], behind: Sequence[Token]) -> bool:
    """Whether the words around a name say that it has what only states have: "Ostmark's ambassador"."""
    mark, thing, *rest = (t.low for t in behind)
    if mark in ("'s", "’s") and (thing in _OWNED or (thing in _PORTFOLIO and rest and rest[0] == "ministry")):
        return True
    words = [t.low for t in before]
    return len(words) == 2 and words[0] in _OF and words[1] == "of"
