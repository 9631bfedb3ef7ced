"""The phrases of a text that name an outlet: agencies, stations, papers, and generic ones ("local media")."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

from onrecord.types import Span

_DAYS = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_CAP = r"[A-ZÀ-ÞĀ-Ž][\w’'-]*(?:\.\w[\w-]*)*"
_NAME = rf"(?:(?:[Aa]l|[Ee]l|[Aa]n|[Aa]s|[Aa]sh|[Aa]r)[- ])?{_CAP}(?: (?:(?:of|de|la|le|del|der|die|am|al-|el-)(?: the)? )?(?:al |el )?{_CAP}){{0,4}}"
_NOT_FIRST = "But|And|Both|That|In|On|At|As|When|While|After|Before|If|For|By|From|With|Following|Meanwhile|However|Another|Some|Many|Speaking|According|To|Its|His|Her|Their|Our|My|He|She|It|They|Then|Also"
_COUNTLESS = re.compile(
    r"(?:media|papers|dailies|radios|agencies|outlets|reports?|interview|stations|channels|broadcasters|networks|programme?)$",
    re.IGNORECASE,
)
_PERIOD = re.compile(r"(?:daily|weekly|monthly|fortnightly)$", re.IGNORECASE)
_GOES_ON = re.compile(
    r" (?!(?:said|says|say|reported|reports|quoted|quotes|cited|cites|wrote|writes|on|in|that|as|which|has|had|also|added|and|newspapers?|paper|magazine|published|ran|runs|carried|told|to|late|earlier|by|owned|based|of|from|quoting|citing|noted|claimed|revealed|printed|showed|tabloid|did|was|is|for|with|at|website)\b)[a-z]"
)
_STATION = re.compile(r"\b(?:radio|radios|television|TV|channel|broadcaster)\b")
_BARE = re.compile(r"^(?:the |a |an )?(?:press|media)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Outlet:
    """An outlet's phrase. `span` is all of it, `name` what names it; `named` is False for "local media"."""

    span: Span
    name: str
    named: bool
    echo: bool = False


@cache
def _table() -> dict[str, list[str]]:
    return tomllib.loads(resources.files(__package__).joinpath("outlets.toml").read_text(encoding="utf8"))


def _loose(name: str) -> str:
    """A pattern for the name in any spelling of its hyphens and spaces."""
    return (
        r"[- ]?".join(re.escape(part) for part in re.split(r"[- ]", name))
        if name[:3].lower() == "al-"
        else r"[- ]".join(re.escape(p) for p in re.split(r"[- ]", name))
    )


def _either(words: list[str]) -> str:
    return "|".join(_loose(w) for w in sorted(words, key=len, reverse=True))


@cache
def _known() -> re.Pattern[str]:
    """Names that are outlets wherever they stand; short all-capital names in capitals only, or with a first capital."""
    table = _table()
    names = [*table["agencies"], *table["broadcasters"], *table["papers"]]
    exact = [n for n in names if n.isupper() and len(n) <= 4]
    return re.compile(
        rf"(?<![\w-])(?:(?:{_either(exact)})|(?=[A-Zaé])(?i:{_either([n for n in names if n not in exact])}))(?![\w]|-[a-z])"
    )


@cache
def _common() -> re.Pattern[str]:
    """Ordinary words as names: "the Post", "Thursday's Times", "the Brennick Herald", "the Daily Lantern"."""
    table = _table()
    day = rf"(?:(?:{_DAYS})['’]s )"
    short = rf"(?:[Tt]he |{day})(?:{_either(table['common'])})(?=\W|$)"
    first = rf"(?!(?:{_NOT_FIRST}|{_DAYS}|{_MONTHS})\b)"
    long = (
        rf"{first}(?:(?:{_CAP} (?:of )?){{1,4}}(?:{_either(table['titles'])})|Voice of (?:the )?{_CAP}|Radio {_CAP})(?: of (?:the )?{_CAP})?(?=\W|$)(?! {_CAP})"
    )
    return re.compile(rf"(?<![\w-])(?:{long}|{short})")


@cache
def _heads() -> re.Pattern[str]:
    table = _table()
    return re.compile(rf"(?<![\w-])(?i:{_either(table['heads'])})(?![\w-])")


@cache
def _echoes() -> re.Pattern[str]:
    return re.compile(
        rf"\b[Tt]h(?:e|is|at) (?:same )?(?:(?:official|state|government) )?(?:{_either(_table()['echoes'])})\b(?! (?:of|for|for)\b)"
    )


@cache
def _fillers() -> frozenset[str]:
    return frozenset(_table()["fillers"])


@cache
def _determiners() -> frozenset[str]:
    return frozenset(_table()["determiners"])


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
        found += [Outlet(m.span(), m[0], False, True) for m in _echoes().finditer(text, first)]
    return tuple(_longest(found))


_TITLE_BEFORE = re.compile(r"\b(?:[A-Z][a-z]+|of|and) $")
_OFFICIAL = re.compile(r"(?:(?<=state-run )|(?<=state-owned ))[A-Z]{2,6}\b|(?<=official )[A-Z]{3,6}\b(?= (?:said|reported|quoted))")
_AGENCY = re.compile(r"\b(?!UN |EU |US |UK |IAEA |CIA )[A-Z]{3,6} agency\b")


def _named(text: str) -> Iterator[Outlet]:
    for pattern in (_known(), _common(), _OFFICIAL, _AGENCY):
        for m in pattern.finditer(text):
            inside = m[0].startswith("the ") and _TITLE_BEFORE.search(text, max(0, m.start() - 20), m.start())
            if not inside and not _is_a_part(text, m.end()):
                yield _outlet(text, m.start(), m.end())


_PART = re.compile(
    r"\s(?:Conference|Council|Center|Centre|Club|Office|Secretary|Ministry|Minister|Committee|Square|Building|Freedom|Law|Union|Foundation|Institute|Group|spokes\w+|conference|secretary|aide|office|officer|attach|freedom|release|release|statement|releases|corps|briefing)\b"
)


def _is_a_part(text: str, end: int) -> bool:
    """Whether the name goes on as something that is no outlet: the Press Freedom Foundation, Star Group."""
    return bool(_PART.match(text, end))


def _generic(text: str) -> Iterator[Outlet]:
    for m in _heads().finditer(text):
        if _PERIOD.search(m[0]) and _GOES_ON.match(text, m.end()):
            continue
        phrase = _outlet(text, m.start(), m.end())
        if phrase.named or _qualified(text[slice(*phrase.span)]):
            yield phrase


def _qualified(phrase: str) -> bool:
    """A bare head is no outlet ("on television", "the press"), a determined or qualified one is."""
    if (
        _BARE.match(phrase)
        or phrase.lower() in _BARE_HEADS
        or re.match(r"(?:his|her|its|their) ", phrase, re.IGNORECASE)
    ):
        return False
    return len(phrase.split()) > 1 or phrase.lower() in ("newspapers", "dailies")


_BARE_HEADS = frozenset(
    [
        "the media",
        "media",
        "the news media",
        "the website",
        "website",
        "daily",
        "weekly",
        "monthly",
        "tv",
        "a daily",
        "on tv",
        "a weekly",
        "a monthly",
    ]
)


def _outlet(text: str, start: int, end: int) -> Outlet:
    """The whole phrase around a name or a head, and the name in it."""
    last = _right(text, end)
    first = _left(text, start)
    core = (start, end)
    head = _heads().fullmatch(text, start, end) is not None
    if head or last > end:
        core = _core(text, first, start, end, last, head)
    words = text[slice(*core)]
    named = not head or (bool(re.search(r"[A-Z]", _adjectives_off(words))) and not _heads().fullmatch(words))
    named = named and not (head and (_COUNTLESS.search(text[start:end]) or _is_demonym(words)))
    if not named:
        core = (first, last)
    name = re.sub(r"^(?:the|a|an|[A-Z]\w+['’]s(?= \S+ \S)|(?:%s)['’]s) " % _DAYS, "", text[slice(*core)], flags=re.IGNORECASE)
    name = re.sub(r"(?<=[A-Z]) agency$", "", _LANGUAGE.sub("", name)) if named else name
    return Outlet((first, last), name, named)


_LANGUAGE = re.compile(r"^(?:\w+-(?:language|based|owned|run) )+")


def _right(text: str, end: int) -> int:
    """Past a head or a name that follows: "Haaretz newspaper", "daily Haaretz", "al-Jazeera television channel"."""
    while True:
        m = re.compile(r" (?:(?:online|news|satellite|press|state|[Ss]unday|international) )?").match(text, end)
        head = m and _heads().match(text, m.end())
        if not head or text[head.end() : head.end() + 2] in ("'s", "’s"):
            break
        end = head.end()
    if _heads().search(text[:end][-24:]) and (name := re.compile(rf" ({_NAME})").match(text, end)):
        if (
            _heads().search(text[max(0, end - 24) : end])
            and text[:end].lower().endswith(_NAMED_AFTER)
            and not re.match(rf"(?:{_DAYS}|{_MONTHS})\b", name[1])
        ):
            end = name.end()
            head = _heads().match(text, end + 1)
            end = head.end() if head and text[end] == " " else end
    return end


_NAMED_AFTER = (
    "newspaper",
    "daily",
    "weekly",
    "monthly",
    "tabloid",
    "broadsheet",
    "magazine",
    "agency",
    "radio",
    "television",
    "tv",
    "channel",
    "station",
    "broadcaster",
    "network",
    "website",
    "web site",
    "site",
    "portal",
    "mouthpiece",
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
        if low in _determiners():
            return at - len(word) - 1
        ends_sentence = word.endswith(".") and not re.fullmatch(r"(?:[A-Z]\.)+", word)
        day = re.fullmatch(rf"(?:{_DAYS}|{_MONTHS})", word)
        own = re.fullmatch(r"[A-Z][\w-]+['’]s|[A-Z]\w+s['’]", word)
        fits = (
            low in _fillers()
            or low.endswith(
                ("-based", "-language", "-backed", "-owned", "-run", "-funded", "-controlled", "-circulation")
            )
            or (word[0].isupper() and not day)
            or own
        )
        if (
            not fits
            or ends_sentence
            or low
            in (
                "as",
                "in",
                "on",
                "at",
                "by",
                "for",
                "but",
                "and",
                "while",
                "when",
                "he",
                "she",
                "it",
                "they",
                "according",
                "meanwhile",
                "asked",
                "speaking",
                "however",
                "earlier",
                "quoting",
                "citing",
                "i",
                "we",
            )
        ):
            break
        at -= len(word) + 1
    return at


def _core(text: str, first: int, start: int, end: int, last: int, head: bool) -> Span:
    """The name inside a phrase with a head: before it ("KTA news agency") or after it ("daily Haaretz").

    Stations keep their head ("Ostmark television"), papers and agencies lose it, unless the head is capitalised.
    """
    if not head:
        station = _STATION.search(text[end:last])
        keep = station and not _known().fullmatch(text, start, end)
        return (start, last) if keep else (start, end)
    after = re.compile(rf" ({_NAME})$").search(text, end, last)
    if after:
        return after.span(1)
    if text[start].isupper():
        return first, last
    names = [m.span() for m in re.finditer(_NAME, text[first:start])]
    words = _adjectives_off(text[first:start])
    if not names or not words.strip():
        return first, last
    begin = start - len(words)
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
            low in _determiners()
            or low in _fillers()
            or re.search(r"['’]s?$", word)
            or re.search(r"-(?:based|language|owned|run|backed)$", low)
            or _heads().fullmatch(word)
            or (_DEMONYM.fullmatch(word) and word not in _common_words())
        )
        if not dropped:
            break
        parts.pop(0)
    return "".join(parts)


def _is_demonym(words: str) -> bool:
    """Whether the words before a head end in a demonym ("South African newspaper"): that names no outlet."""
    last = words.split()[-1:] or [""]
    return bool(_DEMONYM.fullmatch(last[0])) and last[0] not in _common_words()


@cache
def _common_words() -> frozenset[str]:
    return frozenset([*_table()["common"], *_table()["papers"]])


_DEMONYM = re.compile(
    r"(?:[A-Z]\w+(?:ian|ean|can|nian|ese|ish|eli|aqi|ani|eni|aiti|erian)|Greek|Turkish|French|German|Dutch|Swiss|Czech|Thai|Arab|US|U\.S\.|UK|UN|British|Gulf|Omani|Emirati|Somali|Fijian|Bengali"
    r"|Hebrew|Arabic|Persian|Muslim|Israeli|Iraqi|Pakistani|Afghan|Saudi|Qatari|Kuwaiti|Yemeni|Egyptian|Moslem|Catholic|Kurdish|Flemish|Basque|Catalan|Uzbek|Kazakh|Tajik|Turkmen|Serb|Croat|Slovak|Slovene|Moscow|London|Cairo|Beirut|Tokyo|Jerusalem|Paris|Beijing|Hong|Kong)(?:['’]s)?"
)


def _again(text: str, names: set[str]) -> Iterator[Outlet]:
    """Names that the text has shown to be outlets, wherever else it prints them."""
    for name in names:
        for m in re.finditer(rf"(?<![\w-])(?:[Tt]he )?{_loose(name)}(?![\w-])", text, re.IGNORECASE):
            if re.search(r"[A-Z]", m[0]) or re.search(
                r"\b(?:told|by|quoted|to) (?:the )?$",
                text[max(0, m.start() - 12) : m.start()] + ("the " if m[0].startswith("the ") else ""),
            ):
                if not _is_a_part(text, m.end()):
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
