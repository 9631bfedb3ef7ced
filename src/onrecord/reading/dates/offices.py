"""Who held which office when, where a report names the holder with the office: *Chancellor Helmut Kohl*."""

from __future__ import annotations

import csv
import datetime as dt
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

from onrecord.reading.dates import days
from onrecord.reading.dates.grammar import MONTH, WEEKDAY

Tenure = tuple[str, str, dt.date | None, dt.date | None]

TITLES = {
    "president": r"(?:[Pp]resident|(?:Palestinian|Russian|Chinese|Cuban|Iranian|Syrian|Egyptian|Venezuelan|"
    "Turkish|Afghan) leader)",
    "vice president": r"[Vv]ice[ -][Pp]resident",
    "prime minister": r"(?:[Pp]rime [Mm]inister|Premier|premier|Taoiseach)",
    "chancellor": r"[Cc]hancellor",
    "secretary of state": r"[Ss]ecretary of [Ss]tate",
    "foreign minister": r"(?:[Ff]oreign (?:[Mm]inister|[Ss]ecretary|Affairs Minister)|Minister (?:of|"
    "for) Foreign Affairs|FM)",
    "defence": r"(?:[Dd]efen[cs]e (?:[Ss]ecretary|[Mm]inister)|Secretary of Defense|Pentagon chief)",
    "secretary-general": r"(?:[Ss]ecretary[ -][Gg]eneral|(?:UN|U\.N\.|NATO|United Nations) (?:chief|head))",
    "director general": r"(?:Director[ -]General|(?:IAEA|WTO) (?:chief|head))",
    "foreign policy chief": r"(?:[Ff]oreign [Pp]olicy [Cc]hief|High Representative)",
    "commission president": r"(?:Commission (?:President|chief|head))",
    "chief executive": r"Chief Executive",
    "governor": r"Governor",
    "chairman": r"[Cc]hairman",
    "commission chairman": r"(?:[Cc]ommission [Cc]hairman)",
    "pope": r"Pope",
    "king": r"King",
    "leader": r"(?:[Ll]eader|Chairman|Marshal)",
    "trade representative": r"Trade Representative",
    "trade commissioner": r"Trade Commissioner",
    "bank president": r"(?:Bank (?:[Pp]resident|chief|head)|ECB (?:[Pp]resident|chief|head))",
    "ambassador": r"(?:[Aa]mbassador)",
    "treasury": r"(?:Treasury Secretary|Secretary of the Treasury)",
    "attorney general": r"[Aa]ttorney [Gg]eneral",
}
_NOT_NOW = re.compile(
    r"(?:former|ex-|then-?|late|deputy|vice|assistant|acting|first|second|ousted|deposed|toppled|"
    r"assassinated|executed|slain|future|designate|"
    r"elect|under|when|predecessor,?|successor,?|like|since|before|era|incoming|outgoing|disgraced|jailed|"
    r"imprisoned|detained|"
    r"fallen|would|one-time|\w+-time|tenure\sas|days\sas|(?:death|funeral|burial|assassination|murder|"
    r"killing|overthrow|memory|"
    r"legacy|ouster)\sof|by\sthe\slate)(?:\s(?:[A-Z][\w.'’]*|the|of|and|his)){0,3}[\s-]$",
    re.I,
)
_THEN = re.compile(
    r"['’]s?\s(?:tenure|presidency|premiership|reign|rule|legacy|time\sin\soffice|(?:first|second|final|last)\sterm)\b"
)
_OVER = re.compile(r"\b(?:during|under|in|of|from|since|like|by|than|for)\s+the\s$")
_GOES_ON = re.compile(rf"\s(?!{WEEKDAY}|{MONTH}\b)[A-Z][a-z]+")
GRACE = 10  # reports name holders by their title for some days after they left it
_GOVERNMENT = re.compile(r"\s(?:[Aa]dministration|government|cabinet)\b")
_CAPITALISED = re.compile(r"(?<![\w])[A-Z][\w'’-]*[\w]")


@dataclass(frozen=True, slots=True)
class Holder:
    """One stay in one office; open ends are None. `known_by` is the name that stands alone after the title."""

    office: str
    name: str
    low: dt.date | None
    high: dt.date | None
    known_by: str


@dataclass(frozen=True, slots=True)
class InOffice:
    """A title with its holder's name in the text, and the days on which that was right."""

    start: int
    end: int
    days: days.Days
    label: str


@cache
def known_holders() -> dict[str, tuple[Holder, ...]]:
    """The stays in `offices.csv` (heads of state and government, foreign ministers and heads of world bodies whom
    English news copy names most, since about 1985), by `known_by`. Written by hand from general knowledge; those before
    2014 were compared with the Phoenix actor lists where these have them. No row names a source of its own yet."""
    with resources.files(__package__).joinpath("offices.csv").open(encoding="utf8") as lines:
        return _by_name(
            Holder(r["office"], r["name"], _day(r["from"]), _day(r["until"]), r["known_by"])
            for r in csv.DictReader(lines)
        )


def holders_of(tenures: Iterable[Tenure]) -> dict[str, tuple[Holder, ...]]:
    """The caller's (name, office, earliest, latest), by the last word of the name."""
    return _by_name(
        Holder(office, name, low, high, name.split()[-1]) for name, office, low, high in tenures if name.split()
    )


def in_office(text: str, tenures: Iterable[Tenure] = ()) -> list[InOffice]:
    """Every holder whom `text` names with the office as held now, known ones and the caller's `tenures`.

    >>> [hit.label for hit in in_office("Chancellor Helmut Kohl met former President George Bush in Sarn.")]
    ['Helmut Kohl, chancellor from 1982-10-01 to 1998-10-27']
    """
    known, given = known_holders(), holders_of(tenures)
    hits: list[InOffice] = []
    for word in _CAPITALISED.finditer(text):
        key = _key(word.group())
        if key in known or key in given:
            hits += _at(text, word, (*given.get(key, ()), *known.get(key, ())))
    return hits


def _key(word: str) -> str:
    """A name without genitive, accents and capitals.

    >>> _key("Erdoğan’s"), _key("Assad")
    ('erdogan', 'assad')
    """
    word = word.removesuffix("'s").removesuffix("’s").rstrip("'’")
    if not word.isascii():
        word = "".join(c for c in unicodedata.normalize("NFKD", word.replace("ı", "i")) if not unicodedata.combining(c))
    return word.lower()


def _at(text: str, word: re.Match[str], holders: tuple[Holder, ...]) -> Iterator[InOffice]:
    by_office: dict[str, list[Holder]] = {}
    for holder in holders:
        by_office.setdefault(holder.office, []).append(holder)
    for office, several in by_office.items():
        title = _title_before(text, word.start(), word.end(), office) or _administration(text, word, office)
        if title is None:
            continue
        fitting = [h for h in several if _name_fits(h, title[1])]
        if fitting and not _THEN.match(text, _name_end(text, word)):
            yield _in_office(title[0], word.end(), fitting)


def _administration(text: str, word: re.Match[str], office: str) -> tuple[int, str] | None:
    """*the Kohl government*: where it starts, for who leads one."""
    if office not in ("president", "prime minister", "chancellor") or not _GOVERNMENT.match(text, word.end()):
        return None
    lead = text[max(0, word.start() - 30) : word.start()]
    return (word.start(), "") if lead.endswith("the ") and not _OVER.search(lead) else None


def _name_end(text: str, word: re.Match[str]) -> int:
    """The end of a name without its genitive."""
    return word.end() - (2 if word.group().endswith(("'s", "’s")) else 0)


def _in_office(start: int, end: int, holders: list[Holder]) -> InOffice:
    stays = 0
    for holder in holders:
        stays |= days.spread(days.between(holder.low, holder.high), -1, GRACE)
    names = " or ".join(dict.fromkeys(h.name for h in holders))
    spans = " and ".join(f"from {h.low or '…'} to {h.high or 'now'}" for h in holders)
    return InOffice(start, end, stays, f"{names}, {holders[0].office} {spans}")


def _title_before(text: str, at: int, end: int, office: str) -> tuple[int, str] | None:
    """Where the title before a name starts, and the given names between; None where it is not held now."""
    lead = _lead(office).search(text, max(0, at - 70), at)
    if lead is None or _NOT_NOW.search(text, max(0, lead.start() - 45), lead.start()):
        return None
    if text[lead.start()].islower() and not lead["given"]:
        return None  # "her time as president, Kohl said": a small title beside a bare surname is too loose
    if not lead["given"] and _GOES_ON.match(text, end):
        return None  # "President Ali Hassan Mwinyi": the first name of somebody else
    return lead.start(), lead["given"]


@cache
def _lead(office: str) -> re.Pattern[str]:
    title = TITLES.get(office.lower(), re.escape(office))
    return re.compile(
        rf"\b{title},?\s(?P<given>(?:(?:[A-Z][\w.'’-]*|al|bin|de|van|von|der|arap|da)[\s-]){{0,4}})$",
        re.I if office.lower() not in TITLES else 0,
    )


def _name_fits(holder: Holder, given: str) -> bool:
    """Given names before the surname must be the holder's, as far as they are printed.

    >>> stay = Holder("president", "Helmut Kohl", None, None, "Kohl")
    >>> _name_fits(stay, ""), _name_fits(stay, "Helmut "), _name_fits(stay, "Hannelore ")
    (True, True, False)
    """
    words = [_key(w.strip(".")) for w in re.split(r"[\s-]+", given) if w]
    names = [w.lower() for w in re.split(r"[\s-]+", holder.name)]
    if not words and holder.known_by.lower() != holder.name.split()[-1].lower():
        return False
    return not words or any(w in names for w in words if len(w) > 2)


def _by_name(holders: Iterable[Holder]) -> dict[str, tuple[Holder, ...]]:
    out: dict[str, tuple[Holder, ...]] = {}
    for holder in holders:
        out[holder.known_by.lower()] = (*out.get(holder.known_by.lower(), ()), holder)
    return out


def _day(text: str) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None
