"""What holds given words: actors, articles, attributions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from onrecord.ledger import Hit, Ledger
from onrecord.ledger.actor_lines import ActorLine
from onrecord.ledger.titles import called
from onrecord.web.asked import Asked, Param
from onrecord.web.page import Page, Table
from onrecord.web.pages.actors import actors

LIMIT, MOST = 15, 100


@dataclass(frozen=True, slots=True)
class SearchPage:
    """At most `limit` actors, articles and attributions each, best first; `titles` are what the articles are called."""

    words: str | None
    actors: tuple[ActorLine, ...]
    articles: tuple[Hit, ...]
    attributions: tuple[Hit, ...]
    titles: Mapping[str, str]
    limit: int


def make(ledger: Ledger, asked: Asked) -> SearchPage:
    """What holds all the words."""
    words, limit = asked.text("q"), asked.number("limit", LIMIT)
    hits = ledger.search(words, limit=limit) if words else ()
    return SearchPage(
        words=words,
        actors=actors(ledger, words.replace('"', " "), limit=min(limit, LIMIT)) if words else (),
        articles=tuple(hit for hit in hits if hit.kind == "article"),
        attributions=tuple(hit for hit in hits if hit.kind == "attribution"),
        titles={hit.article: called(ledger, hit.article) for hit in hits},
        limit=limit,
    )


def table(ledger: Ledger, asked: Asked) -> Table:
    """Articles and attributions, a row each."""
    columns = ("kind", "article", "attribution", "outlet", "label", "snippet")
    return Table(columns, _rows(make(ledger, asked)))


def _rows(page: SearchPage) -> Iterator[tuple[object, ...]]:
    for hit in (*page.articles, *page.attributions):
        yield hit.kind, hit.article, hit.attribution, hit.outlet, hit.label, hit.snippet


PAGE = Page(
    name="search",
    path="/search",
    summary="Actors, articles and attributions that hold all the words",
    data=SearchPage,
    make=make,
    params=(
        Param("q", 'the words; "a phrase" is found whole, begin* with any ending'),
        Param("limit", "how many of each kind at most", "number", most=MOST),
    ),
    table=table,
)
