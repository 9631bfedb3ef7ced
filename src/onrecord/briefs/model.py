"""A briefing as data: sections of items, each with its quotations; what every form is written from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from onrecord.types import StanceLabel

Style = Literal["plain", "strong", "soft", "for", "against"]


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one look."""

    text: str
    style: Style = "plain"


@dataclass(frozen=True, slots=True)
class Quote:
    """Words as the record has them: what was said, by whom, on whose word, in which articles.

    `label` is what it was coded as, `sure` how sure the coder was; `handle` opens it with `onrecord why` (an outlet's
    own words, its article with `onrecord show`); `lead` stands before it.
    """

    text: str
    who: str
    where: str
    articles: tuple[str, ...]
    handle: str
    label: StanceLabel | None = None
    sure: str = ""
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Band:
    """An estimate between -1 (against) and 1 (for), and the band that holds it."""

    low: float
    estimate: float
    high: float


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that the briefing tells, with the words behind it; `articles` are those that a figure rests on."""

    runs: tuple[Run, ...]
    quotes: tuple[Quote, ...] = ()
    band: Band | None = None
    articles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """Items under a heading; `note` says how they are read, and what was left out."""

    title: str
    items: tuple[Item, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """An article as the list of sources names it: `id` as short as finds it, `days` when it can have appeared.

    `title` is its file's name or address where it has no title.
    """

    article: str
    id: str
    outlet: str
    title: str | None
    days: str

    @property
    def told(self) -> str:
        """All but the id."""
        return ", ".join(filter(None, (self.outlet, self.title, self.days)))


@dataclass(frozen=True, slots=True)
class Brief:
    """A briefing. `sources` are numbered from 1 in their order; `unlisted` counts those behind figures alone."""

    title: str
    ends: tuple[tuple[Style, str, str], ...]
    rests: tuple[str, ...]
    sections: tuple[Section, ...]
    sources: tuple[Source, ...]
    unlisted: int = 0
    foot: str = ""

    def numbers(self, articles: Iterable[str]) -> tuple[int, ...]:
        """The numbers of these articles in the list of sources, in order; those not listed are left out."""
        places = {source.article: n for n, source in enumerate(self.sources, 1)}
        return tuple(sorted({places[article] for article in articles if article in places}))


def quoted(sections: Iterable[Section]) -> Iterator[str]:
    """The articles of every quotation, in the order of the text."""
    for section in sections:
        for item in section.items:
            for quote in item.quotes:
                yield from quote.articles


def counted_on(sections: Iterable[Section]) -> Iterator[str]:
    """The articles that figures rest on."""
    for section in sections:
        for item in section.items:
            yield from item.articles


def brackets(numbers: Iterable[int]) -> str:
    """Numbers of sources as a reader finds them, neighbours joined.

    >>> brackets([1, 2, 3, 5]), brackets([4, 7]), brackets([])
    ('[1–3, 5]', '[4, 7]', '')
    """
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    told = [f"{r[0]}–{r[-1]}" if len(r) > 2 else ", ".join(map(str, r)) for r in runs]
    return f"[{', '.join(told)}]" if told else ""
