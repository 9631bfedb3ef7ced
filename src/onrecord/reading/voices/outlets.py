"""The phrases of a text that name an outlet: agencies, stations, papers, and generic ones ("local media")."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from onrecord.reading.voices.outlet_names import (
    AGENCY,
    DAYS,
    DEMONYM,
    MONTHS,
    NAME,
    OFFICIAL,
    common,
    common_words,
    determiners,
    echoes,
    fillers,
    heads,
    known,
    loose,
)
from onrecord.types import Span

_STATION = re.compile(r"\b(?:radio|radios|television|TV|channel|broadcaster)\b")
_COUNTLESS = re.compile(
    r"(?:media|papers|dailies|radios|agencies|outlets|reports?|interview|stations|channels"
    r"|broadcasters|networks|programme?)$",
    re.IGNORECASE,
)
_PERIOD = re.compile(r"(?:daily|weekly|monthly|fortnightly)$", re.IGNORECASE)
_GOES_ON = re.compile(
    r" (?!(?:said|says|say|reported|reports|quoted|quotes|cited|cites|wrote|writes|on"
    r"|in|that|as|which|has|had|also|added|and|newspapers?|paper|magazine|published|ran"
    r"|runs|carried|told|to|late|earlier|by|owned|based|of|from|quoting|citing|noted"
    r"|claimed|revealed|printed|showed|tabloid|did|was|is|for|with|at|website)\b)[a-z]"
)
_BARE = re.compile(r"^(?:the |a |an )?(?:press|media)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Outlet:
    """An outlet's phrase. `span` is all of it, `name` what names it; `named` is False for "local media"."""

    span: Span
    name: str
    named: bool
    echo: bool = False


@lru_cache(maxsize=8)
def outlets(text: str) -> tuple[Outlet, ...]:
    """Every outlet phrase of the text, in order, none inside another.

    >>> [o.name for o in outlets("Orlic told the official KTA news agency, local media and the Sarn Herald.")]
    ['KTA', 'local media', 'Sarn Herald']
    >>> outlets("Orlic met the news editor at three times of the day.")
    ()
    """
    found = [*_named(text), *_generic(text)]
    learned = {o.name for o in found if o.named and len(o.name) > 2 and not _is_a_place(text, o.name)}
    found += _again(text, learned)
    if found:
        first = min(o.span[0] for o in found)
        found += [Outlet(m.span(), m[0], False, True) for m in echoes().finditer(text, first)]
    return tuple(_longest(found))


_TITLE_BEFORE = re.compile(r"\b(?:[A-Z][a-z]+|of|and) $")


def _named(text: str) -> Iterator[Outlet]:
    for pattern in (known(), common(), OFFICIAL, AGENCY):
        for m in pattern.finditer(text):
            inside = m[0].startswith("the ") and _TITLE_BEFORE.search(text, max(0, m.start() - 20), m.start())
            if not inside and not _is_a_part(text, m.end()):
                yield _outlet(text, m.start(), m.end())


_PART = re.compile(
    r"\s(?:Conference|Council|Center|Centre|Club|Office|Secretary|Ministry|Minister|Committee"
    r"|Square|Building|Freedom|Law|Union|Foundation|Institute|Group|spokes\w+|conference"
    r"|secretary|aide|office|officer|attach|freedom|release|release|statement|releases"
    r"|corps|briefing)\b"
)


def _is_a_part(text: str, end: int) -> bool:
    """Whether the name goes on as something that is no outlet: the Press Freedom Foundation, Star Group."""
    return bool(_PART.match(text, end))


def _generic(text: str) -> Iterator[Outlet]:
    for m in heads().finditer(text):
        if _PERIOD.search(m[0]) and _GOES_ON.match(text, m.end()):
            continue
        phrase = _outlet(text, m.start(), m.end())
        if phrase.named or _qualified(text[slice(*phrase.span)]):
            yield phrase


def _qualified(phrase: str) -> bool:
    """A bare head is no outlet ("on television", "the press"), a determined or qualified one is."""
    low = phrase.lower()
    if _BARE.match(phrase) or low in _BARE_HEADS or low.startswith(("his ", "her ", "its ", "their ")):
        return False
    return len(phrase.split()) > 1 or phrase.lower() in ("newspapers", "dailies")


_BARE_HEADS = frozenset(
    {
        *("media", "the media", "the news media", "website", "the website", "tv", "on tv"),
        *("daily", "weekly", "monthly", "a daily", "a weekly", "a monthly"),
    }
)


def _outlet(text: str, start: int, end: int) -> Outlet:
    """The whole phrase around a name or a head, and the name in it."""
    last = _right(text, end)
    first = _left(text, start)
    core = (start, end)
    head = heads().fullmatch(text, start, end) is not None
    if head or last > end:
        core = _core(text, first, start, end, last, head)
    words = text[slice(*core)]
    named = not head or (bool(re.search(r"[A-Z]", _adjectives_off(words))) and not heads().fullmatch(words))
    named = named and not (head and (_COUNTLESS.search(text[start:end]) or _is_demonym(words)))
    if not named:
        core = (first, last)
    name = (_OWNER if named else _ARTICLE).sub("", text[slice(*core)])
    name = re.sub(r"(?:(?<=[A-Z]) agency| channel)$", "", _LANGUAGE.sub("", name)) if named else name
    return Outlet((first, last), name, named)


_OWNER = re.compile(rf"^(?:[Tt]he|[Aa]n?|[A-Z]\w+['’]s(?= \S+ \S)|(?:{DAYS})['’]s) ")
_ARTICLE = re.compile(r"^(?:[Tt]he|[Aa]n?) ")
_LANGUAGE = re.compile(r"^(?:\w+-(?:language|based|owned|run) )+")


def _right(text: str, end: int) -> int:
    """Past a head or a name that follows: "Haaretz newspaper", "daily Haaretz", "al-Jazeera television channel"."""
    while True:
        m = re.compile(r" (?:(?:online|news|satellite|press|state|[Ss]unday|international) )?").match(text, end)
        head = m and heads().match(text, m.end())
        if not head or text[head.end() : head.end() + 2] in ("'s", "’s"):
            break
        end = head.end()
    name = _NAME_AFTER.match(text, end)
    if name and _NAMED_AFTER.search(text, max(0, end - 12), end):
        end = name.end()
        head = heads().match(text, end + 1)
        end = head.end() if head and text[end] == " " else end
    return end


_NAME_AFTER = re.compile(rf" (?!(?:{DAYS}|{MONTHS})\b)({NAME})")


_NAMED_AFTER = re.compile(
    r"\b(?:newspaper|daily|weekly|monthly|tabloid|broadsheet|magazine|agency|radio|television|tv|channel|station"
    r"|broadcaster|network|website|site|portal|mouthpiece)$",
    re.IGNORECASE,
)


def _left(text: str, start: int) -> int:
    """Back over adjectives, demonyms, a place with -based, and the determiner."""
    at = start
    for _ in range(7):
        m = re.search(r"([\w’'.-]+) $", text[max(0, at - 30) : at])
        if not m:
            break
        word = m[1]
        low = word.lower()
        if low in determiners():
            return at - len(word) - 1
        if not _may_precede(word):
            break
        at -= len(word) + 1
    return at


_KIND = ("-based", "-language", "-backed", "-owned", "-run", "-funded", "-controlled", "-circulation")
_NOT_BEFORE = frozenset(
    {
        *("as", "in", "on", "at", "by", "for", "but", "and", "while", "when", "he", "she", "it", "they", "i", "we"),
        *("according", "meanwhile", "asked", "speaking", "however", "earlier", "quoting", "citing"),
    }
)


def _may_precede(word: str) -> bool:
    """Whether a word can belong to an outlet's phrase: an adjective of the table, a capital, "Kestria's", "-based"."""
    low = word.lower()
    if low in _NOT_BEFORE or (word.endswith(".") and not re.fullmatch(r"(?:[A-Z]\.)+", word)):
        return False
    day = re.fullmatch(rf"(?:{DAYS}|{MONTHS})", word)
    return low in fillers() or low.endswith(_KIND) or (word[0].isupper() and not day)


def _core(text: str, first: int, start: int, end: int, last: int, head: bool) -> Span:
    """The name inside a phrase with a head: before it ("KTA news agency") or after it ("daily Haaretz").

    Stations keep their head ("Ostmark television"), papers and agencies lose it, unless the head is capitalised.
    """
    if not head:
        station = _STATION.search(text[end:last])
        keep = station and not known().fullmatch(text, start, end)
        return (start, last) if keep else (start, end)
    after = re.compile(rf" ({NAME})$").search(text, end, last)
    if after:
        return after.span(1)
    words = _adjectives_off(text[first:start])
    if not re.search(r"[A-Z]", words):
        return first, last
    begin = start - len(words)
    if text[start].isupper():
        return begin, start + len(re.sub(r"(?: [a-z]+)+$", "", text[start:last]))
    if _STATION.search(text[start:last]):
        return begin, last
    return begin, begin + len(re.sub(r"(?: [a-z][\w-]*)*\s*$", "", words))


def _adjectives_off(words: str) -> str:
    """The words less leading determiners, possessives, fillers and demonyms before a filler; empty if none is left.

    >>> _adjectives_off("the official KTA "), _adjectives_off("Israeli daily Maariv"), _adjectives_off("local media")
    ('KTA ', 'Maariv', '')
    """
    parts = re.findall(r"\S+\s*", words)
    while parts:
        word = parts[0].strip()
        low = word.lower()
        dropped = (
            low in determiners()
            or low in fillers()
            or re.search(r"['’]s?$", word)
            or re.search(r"-(?:based|language|owned|run|backed)$", low)
            or heads().fullmatch(word)
            or (DEMONYM.fullmatch(word) and word not in common_words())
        )
        if not dropped:
            break
        parts.pop(0)
    return "".join(parts)


def _is_demonym(words: str) -> bool:
    """Whether the words before a head end in a demonym ("South African newspaper"): that names no outlet."""
    last = words.split()[-1:] or [""]
    return bool(DEMONYM.fullmatch(last[0])) and last[0] not in common_words()


_RECEIVES = re.compile(r"\b(?:told|by|quoted|to) $")


def _again(text: str, names: set[str]) -> Iterator[Outlet]:
    """Names that the text has shown to be outlets, wherever else it prints them."""
    for name in names:
        for m in re.finditer(rf"(?<![\w-])(?:[Tt]he )?{loose(name)}(?![\w-])", text, re.IGNORECASE):
            shown = re.search(r"[A-Z]", m[0]) or _RECEIVES.search(text, max(0, m.start() - 12), m.start())
            if shown and not _is_a_part(text, m.end()):
                yield Outlet(m.span(), re.sub(r"^[Tt]he ", "", m[0]), True)


def _is_a_place(text: str, name: str) -> bool:
    """Whether the text also uses the name as a country's or a town's: "the daily Kestria" beside "in Kestria"."""
    return " " not in name and bool(
        re.search(rf"\b(?:in|from|against|near|of) {re.escape(name)}\b|\b{re.escape(name)}['’]s\b", text)
    )


def _longest(found: list[Outlet]) -> Iterator[Outlet]:
    end = -1
    for o in sorted(found, key=lambda o: (o.span[0], -o.span[1])):
        if o.span[0] >= end:
            end = o.span[1]
            yield o
