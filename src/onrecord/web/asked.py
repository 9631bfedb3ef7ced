"""What a request asks of a page: its parameters, checked before the page is made."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from onrecord.errors import UsageError

Kind = Literal["text", "first_day", "last_day", "choice", "number"]
Value = str | int | dt.date
MOST_CHARACTERS = 1_000
MOST_NUMBER = 1_000_000


class WrongParameter(UsageError):
    """A parameter's value is not valid; the text names it and the valid ones."""


class NotThere(UsageError):
    """The thing that a page is about is not in the ledger."""


@dataclass(frozen=True, slots=True)
class Param:
    """A parameter of a page, as its form and the API's description have it.

    A number runs from 1 to `most`; a text matches the whole of `pattern`, where there is one.
    """

    name: str
    help: str
    kind: Kind = "text"
    choices: tuple[str, ...] = ()
    most: int = MOST_NUMBER
    pattern: str = ""

    def value(self, given: str) -> Value:
        """What the text stands for; WrongParameter where it stands for nothing."""
        if len(given) > MOST_CHARACTERS:
            raise WrongParameter(f"{self.name} is longer than {MOST_CHARACTERS:,} characters")
        if self.kind in ("first_day", "last_day"):
            return day(self.name, given, last=self.kind == "last_day")
        if self.kind == "choice" and given not in self.choices:
            raise WrongParameter(f"{self.name} {given!r} is none of {', '.join(self.choices)}")
        if self.kind == "number":
            return self._number(given)
        if self.pattern and not re.fullmatch(self.pattern, given):
            raise WrongParameter(f"{self.name} {given!r} is not like {self.pattern}: {self.help}")
        return given

    def _number(self, given: str) -> int:
        if not re.fullmatch(r"[0-9]{1,9}", given) or not 1 <= int(given) <= self.most:
            raise WrongParameter(f"{self.name} {given!r} is no whole number from 1 to {self.most:,}")
        return int(given)


@dataclass(frozen=True, slots=True)
class Asked:
    """The id in the path, where the page has one, and the values of the parameters that were given."""

    id: str = ""
    values: Mapping[str, Value] = field(default_factory=dict)
    several: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def text(self, name: str) -> str | None:
        """A parameter's text; None where it was not given or is blank."""
        value = self.values.get(name)
        return value if isinstance(value, str) else None

    def day(self, name: str) -> dt.date | None:
        """A parameter's day."""
        value = self.values.get(name)
        return value if isinstance(value, dt.date) else None

    def number(self, name: str, default: int) -> int:
        """A parameter's number."""
        value = self.values.get(name)
        return value if isinstance(value, int) else default


def asked(params: Sequence[Param], given: Iterable[tuple[str, str]], id_: str = "") -> Asked:
    """The checked parameters; what is blank counts as not given, and names that the page has not are passed over.

    >>> asked([Param("limit", "how many", "number", most=9)], [("limit", "5"), ("lang", "en")]).number("limit", 1)
    5
    """
    known = {param.name: param for param in params}
    values: dict[str, Value] = {}
    several: dict[str, tuple[str, ...]] = {}
    for name, text in given:
        told = text.replace("\0", " ").strip()  # no text in a ledger holds a NUL, and SQL ends at one
        if name in known and told:
            values[name] = known[name].value(told)
            several[name] = (*several.get(name, ()), told)
    return Asked(id_, values, several)


def day(name: str, text: str, *, last: bool) -> dt.date:
    """The first (or last) day of the year, month or day that `text` names.

    >>> day("since", "2031-02", last=False), day("until", "2032-02", last=True)
    (datetime.date(2031, 2, 1), datetime.date(2032, 2, 29))
    """
    parts = re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", text, re.ASCII)
    try:
        if parts is None:
            raise ValueError
        year, month, number = (None if part is None else int(part) for part in parts.groups())
        assert year is not None
        month = month or (12 if last else 1)
        return dt.date(year, month, number or (calendar.monthrange(year, month)[1] if last else 1))
    except ValueError:
        raise WrongParameter(f"{name} {text!r} is no day; write 2031, 2031-03 or 2031-03-07") from None
