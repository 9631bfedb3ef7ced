"""Actors out of Phoenix/PETRARCH (and TABARI) actor dictionaries.

An entry is a name in capitals with underscores, then `+` lines with other names, then indented codes in brackets with
the days on which they hold: `[AFGGOV >011222]` since, `[AFGGOV <011222]` until, `[AFGGOV 960927-010416]` between.
A code begins with a country's three letters, which the file itself explains (`AFGHANISTAN_ [AFG]`), and goes on with a
CAMEO role: GOV, MIL, JUD, LEG and SPY speak for the state; ELI, former office holders among others, do not.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from onrecord.errors import InputError
from onrecord.resolve.imports.common import Entries, Line
from onrecord.types import ActorKind, ListedActor, ListedOffice

PIVOT = 30  # two-digit years below it are of this century: the lists begin with people born about 1900
SPEAK = ("GOV", "MIL", "JUD", "LEG", "SPY", "COP")
_CODE = re.compile(r"\[\s*(?P<code>[A-Z~]{3,}|---)\s*(?P<days>[<>\d][^\]]*)?\]")


@dataclass(slots=True)
class _Entry:
    line: int
    name: str
    aliases: list[str] = field(default_factory=list)
    codes: list[tuple[str, dt.date | None, dt.date | None]] = field(default_factory=list)


def entries(lines: Iterator[Line], source: str, countries: Mapping[str, str]) -> Entries:
    """The actors in the order of their lines, after the errors."""
    found: list[_Entry] = []
    for number, raw in lines:
        text = re.split(r"[#;]", raw, maxsplit=1)[0].rstrip()
        if not text.strip():
            continue
        try:
            _read(found, number, text)
        except ValueError as error:
            yield InputError(source, str(error), number)
    names = {e.codes[0][0]: e.name for e in reversed(found) if _is_state(e)}
    for entry in found:
        yield _actor(entry, source, names)


def _read(found: list[_Entry], number: int, text: str) -> None:
    if text[0] in " \t" or text.lstrip().startswith("["):
        if not found:
            raise ValueError("a code before any name")
        found[-1].codes += _codes(text)
        return
    name = _name(text.lstrip("+").partition("[")[0])
    if not name:
        raise ValueError("a line without a name")
    if text.startswith("+"):
        if not found:
            raise ValueError("another name before any name")
        found[-1].aliases.append(name)
        return
    found.append(_Entry(number, name))
    if "[" in text:
        found[-1].codes += _codes(text)


def _codes(text: str) -> list[tuple[str, dt.date | None, dt.date | None]]:
    found = [
        (m["code"], *_days((m["days"] or "").replace(" ", ""))) for m in _CODE.finditer(text) if m["code"] != "---"
    ]
    if not _CODE.search(text):
        raise ValueError(f"not a code: {text.strip()}")
    return found


def _days(text: str) -> tuple[dt.date | None, dt.date | None]:
    """The days of a restriction; both None for none.

    >>> _days("960927-010416")
    (datetime.date(1996, 9, 27), datetime.date(2001, 4, 16))
    >>> _days(">011222"), _days("")
    ((datetime.date(2001, 12, 22), None), (None, None))
    """
    if not text:
        return None, None
    if text[0] in "<>":
        day = _day(text[1:])
        return (day, None) if text[0] == ">" else (None, day)
    first, _, last = text.partition("-")
    since, until = _day(first), _day(last or first)
    if since > until and since.year - 100 >= 1900:
        since = since.replace(year=since.year - 100)
    if since > until:
        raise ValueError(f"days that end before they begin: {text}")
    return since, until


def _day(digits: str) -> dt.date:
    if not digits.isdigit() or len(digits) not in (6, 8):
        raise ValueError(f"not a day: {digits}")
    year = int(digits[:-4]) + (0 if len(digits) == 8 else 2000 if int(digits[:2]) < PIVOT else 1900)
    try:
        return dt.date(year, int(digits[-4:-2]), int(digits[-2:]))
    except ValueError as error:
        raise ValueError(f"not a day: {digits}") from error


def _name(text: str) -> str:
    """A pattern as a name.

    >>> _name("IRENA_VALK_ "), _name("KARIM_AL-DASRI")
    ('Irena Valk', 'Karim Al-Dasri')
    """
    return " ".join(text.replace("_", " ").split()).title()


def _is_state(entry: _Entry) -> bool:
    return len(entry.codes) == 1 and len(entry.codes[0][0]) == 3 and entry.codes[0][1:] == (None, None)


def _actor(entry: _Entry, source: str, names: Mapping[str, str]) -> ListedActor:
    dated = any(since or until for _, since, until in entry.codes)
    kind: ActorKind = "state" if _is_state(entry) else "person" if dated else "organisation"
    country = next((names.get(code[:3], code[:3]) for code, _, _ in entry.codes), None)
    offices = [
        ListedOffice(None, names.get(code[:3], code[:3]), since, until)
        for code, since, until in entry.codes
        if code[3:6] in SPEAK and (since or until)
    ]
    aliases = tuple(dict.fromkeys(a for a in entry.aliases if a != entry.name))
    return ListedActor(source, entry.line, entry.name, kind, aliases, country, tuple(dict.fromkeys(offices)))
