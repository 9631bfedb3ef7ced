"""Who held which office when, where a report names the holder with the office: *Chancellor Helmut Kohl*."""

from __future__ import annotations

import csv
import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

from onrecord.reading.dates import days

Tenure = tuple[str, str, dt.date | None, dt.date | None]

TITLES = {
    "president": r"President",
    "vice president": r"Vice[ -]President",
    "prime minister": r"(?:Prime Minister|Premier|Taoiseach)",
    "chancellor": r"Chancellor",
    "secretary of state": r"Secretary of State",
    "foreign minister": r"(?:Foreign (?:Minister|Secretary|Affairs Minister)|Minister (?:of|for) Foreign Affairs|FM)",
    "defence": r"(?:Defen[cs]e (?:Secretary|Minister)|Secretary of Defense|Pentagon chief)",
    "secretary-general": r"(?:Secretary[ -]General|(?:UN|U\.N\.|NATO|United Nations) (?:chief|head))",
    "director general": r"(?:Director[ -]General|(?:IAEA|WTO) (?:chief|head))",
    "foreign policy chief": r"(?:[Ff]oreign [Pp]olicy [Cc]hief|High Representative)",
    "commission president": r"(?:Commission (?:President|chief|head))",
    "chief executive": r"Chief Executive",
    "governor": r"Governor",
    "chairman": r"(?:Chairman|chairman)",
    "treasury": r"(?:Treasury Secretary|Secretary of the Treasury)",
    "attorney general": r"Attorney General",
}
_NOT_NOW = re.compile(
    r"(?:former|ex-|then-?|late|deputy|vice|assistant|acting|first|ousted|deposed|toppled|assassinated|executed|slain|future|"
    r"designate|elect|under|when|predecessor,?|successor,?|like|since|before|era|incoming|outgoing|disgraced|jailed|imprisoned|detained|fallen)"
    r"(?:\s(?:[A-Z][\w.'’]*|the|of|and|his)){0,3}[\s-]$",
    re.I,
)
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
    English news copy names most, since about 1985, by the official lists of those offices), by `known_by`."""
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
    return [hit for word in _CAPITALISED.finditer(text) for hit in _at(text, word, known, given)]


def _at(
    text: str, word: re.Match[str], known: dict[str, tuple[Holder, ...]], given: dict[str, tuple[Holder, ...]]
) -> Iterator[InOffice]:
    key = re.sub(r"['’]s?$", "", word.group()).lower()
    holders = given.get(key, ()) + known.get(key, ())
    by_office: dict[str, list[Holder]] = {}
    for holder in holders:
        by_office.setdefault(holder.office, []).append(holder)
    for office, several in by_office.items():
        title = _title_before(text, word.start(), office)
        if title is None:
            continue
        fitting = [h for h in several if _name_fits(h, title[1])]
        if fitting:
            yield _in_office(title[0], word.end(), fitting)


def _in_office(start: int, end: int, holders: list[Holder]) -> InOffice:
    stays = 0
    for holder in holders:
        stays |= days.between(holder.low, holder.high)
    first = holders[0]
    spans = " and ".join(f"from {h.low or '…'} to {h.high or 'now'}" for h in holders)
    return InOffice(start, end, stays, f"{first.name}, {first.office} {spans}")


def _title_before(text: str, at: int, office: str) -> tuple[int, str] | None:
    """Where the title starts that leads up to a name, and the given names between; None where it was held before or later."""
    lead = _lead(office).search(text, max(0, at - 70), at)
    if lead is None or _NOT_NOW.search(text, max(0, lead.start() - 45), lead.start()):
        return None
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
    words = [w.lower().strip(".") for w in re.split(r"[\s-]+", given) if w]
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
