"""What a page is: a pure function from ledger and question to a dataclass, and a template that shows it.

The same dataclass is the page's `.json`; a page that is a table has a second function for its `.csv`.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Protocol

from onrecord.export.source import writable
from onrecord.ledger import Ledger
from onrecord.web.asked import Asked, Param


class PageData(Protocol):
    """Any dataclass."""

    __dataclass_fields__: ClassVar[dict[str, dataclasses.Field[Any]]]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows for a CSV file, one at a time."""

    columns: Sequence[str]
    rows: Iterable[Sequence[object]]


@dataclass(frozen=True, slots=True)
class Page:
    """One row of the registry. `name` is that of its template; `path` may hold one `{id}`.

    `menu` is its word in the menu, None for a page that others lead to. `data` is the class that `make` returns.
    `prepare` brings what the page rests on up to date before it is made: it may write, and takes the time it takes. Of
    a large ledger it runs beside the pages (`web/counting.py`): `passes` where it goes through all reports, which takes
    longest, and `is_foreseen` where it begins before somebody asks.
    """

    name: str
    path: str
    summary: str
    data: type[Any]
    make: Callable[[Ledger, Asked], PageData]
    params: tuple[Param, ...] = ()
    table: Callable[[Ledger, Asked], Table] | None = None
    menu: str | None = None
    scripts: tuple[str, ...] = ()
    styles: tuple[str, ...] = ()
    prepare: Callable[[Ledger, Asked], None] | None = None
    passes: bool = False
    is_foreseen: bool = False

    @property
    def has_id(self) -> bool:
        """Whether the page is about one thing."""
        return "{id}" in self.path

    @property
    def formats(self) -> tuple[str, ...]:
        """The endings under which the page can be had, beside the page itself."""
        return (".json", ".html") if self.table is None else (".json", ".csv", ".html")


def plain(value: object) -> Any:
    """A dataclass, or what is inside one, as JSON has it: days in ISO 8601, text that UTF-8 can hold.

    >>> from onrecord.types import Edit
    >>> plain((Edit("will", "may"), dt.date(2031, 3, 7)))
    [{'was': 'will', 'now': 'may'}, '2031-03-07']
    """
    if isinstance(value, str):
        return writable(value)
    if isinstance(value, dt.date):
        return value.isoformat()
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, Iterable):
        return [plain(each) for each in value]
    return value
