"""The answers of a page: as HTML, JSON, CSV, or one file that stands alone."""

from __future__ import annotations

import csv
import io
import itertools
import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response, StreamingResponse

from onrecord.errors import UsageError
from onrecord.export.csvs import guarded
from onrecord.export.source import writable
from onrecord.ledger import Ledger
from onrecord.web import forms
from onrecord.web.asked import Asked, NotThere, WrongParameter, asked
from onrecord.web.counting import PATIENCE, Count, Counting
from onrecord.web.freshness import Freshness, Refresher
from onrecord.web.links import quoted, unescaped
from onrecord.web.page import Page, PageData, Table, plain
from onrecord.web.parts.remembered import Look, NotYet, looking
from onrecord.web.pool import Pool
from onrecord.web.returning import way_back
from onrecord.web.settings import Settings
from onrecord.web.shown import Setting, html

CHUNK = 1_000
SECONDS = 5.0
"""For all questions of one page; beyond it the reader is told to ask for less."""


@dataclass(frozen=True, slots=True)
class Site:
    """What the answers of a running server share."""

    settings: Settings
    pool: Pool
    refresher: Refresher
    counting: Counting
    menu: tuple[Page, ...]


class BeingCounted(Exception):
    """What the page rests on is still being counted; `count` tells how far it is."""

    def __init__(self, page: Page, count: Count) -> None:
        super().__init__(page.name)
        self.page, self.count = page, count


class JSON(Response):
    """JSON in UTF-8, one line an answer."""

    media_type = "application/json"

    def render(self, content: Any) -> bytes:
        return json.dumps(content, ensure_ascii=False, allow_nan=False).encode() + b"\n"


View = Callable[[Request], Response]


def view(site: Site, page: Page, ending: str = "") -> View:
    """The function that answers for a page in one of its forms: "" is the page itself."""

    def answer(request: Request) -> Response:
        question = asked(page.params, request.query_params.multi_items(), unescaped(request.path_params.get("id", "")))
        if ending == ".csv":
            return _csv(site, page, question)
        with site.pool.reading() as ledger:
            freshness = site.refresher.look(ledger)
            data, look = counted(site, page, ledger, question, made, whole=ending != "")
        if ending == ".json":
            return JSON(plain(data), headers=_told(freshness))
        return _html(site, page, data, request, replace(freshness, **_older(look)), saved=ending == ".html")

    return answer


Wanted = TypeVar("Wanted")


def counted(
    site: Site,
    page: Page,
    ledger: Ledger,
    question: Asked,
    make: Callable[[Page, Ledger, Asked], Wanted],
    *,
    whole: bool,
) -> tuple[Wanted, Look]:
    """What `make` gives, and what it lacks where the ledger is large, since then nothing is counted meanwhile.

    Raises BeingCounted where nothing can be shown yet; with `whole`, also where something would be older or left out.
    """
    if page.prepare is None or not site.counting.is_large(ledger):
        if page.prepare is not None:
            with known():
                page.prepare(ledger, question)
        return make(page, ledger, question), Look()
    found, look = _looked(page, ledger, question, make)
    if look.is_current:
        assert found is not None
        return found, look
    count = site.counting.demand(page, question)
    waits = found is None or whole or look.older is not None  # what only lacks a part is shown at once
    if waits and count.done.wait(PATIENCE):
        found, look = _looked(page, ledger, question, make)
    if found is None or (whole and not look.is_current):
        raise BeingCounted(page, count)
    return found, look


def _looked(
    page: Page, ledger: Ledger, question: Asked, make: Callable[[Page, Ledger, Asked], Wanted]
) -> tuple[Wanted | None, Look]:
    with looking() as look:
        try:
            return make(page, ledger, question), look
        except NotYet:
            return None, look


def made(page: Page, ledger: Ledger, question: Asked) -> PageData:
    """The page's data."""
    with known(), ledger.snapshot(), ledger.within(SECONDS):
        return page.make(ledger, question)


@contextmanager
def known() -> Iterator[None]:
    """What the ledger does not know is not there."""
    try:
        yield
    except WrongParameter:
        raise
    except UsageError as error:
        raise NotThere(str(error)) from error


def _html(
    site: Site, page: Page, data: PageData, request: Request, freshness: Freshness, *, saved: bool
) -> HTMLResponse:
    session, new = forms.session_of(request)
    setting = setting_of(site, request, session, freshness, saved=saved)
    answer = HTMLResponse(html(page, data, setting, site.menu))
    if saved:
        answer.headers["content-disposition"] = f'attachment; filename="onrecord-{page.name}.html"'
    elif new:
        forms.keep(answer, forms.SESSION, session)
    return answer


def setting_of(
    site: Site, request: Request, session: str, freshness: Freshness | None = None, *, saved: bool = False
) -> Setting:
    """What stands around a page, for this browser."""
    return Setting(
        path=quoted(request.scope["path"]),
        back=None if saved else way_back(request),
        query=dict(request.query_params),
        ledger=site.settings.ledger.name,
        freshness=freshness,
        sign=forms.sign(site.settings, session),
        name=forms.name_of(request),
        saved=saved,
    )


def _older(look: Look) -> dict[str, Any]:
    return {"figures": "older" if look.older else "missing" if look.is_missing else "fresh", "counted_at": look.older}


def _told(freshness: Freshness) -> dict[str, str]:
    """What a program is told of the record's age."""
    at = {} if freshness.made_at is None else {"x-onrecord-made-at": freshness.made_at.isoformat()}
    return {"x-onrecord-record": freshness.state, **at}


def _csv(site: Site, page: Page, question: Asked) -> Response:
    """All rows of the page's table; the ledger is held until the last one is sent."""
    with ExitStack() as held:
        ledger = held.enter_context(site.pool.reading())
        headers = _told(site.refresher.look(ledger))
        (table, first), _ = counted(site, page, ledger, question, _begun, whole=True)
        rest = held.pop_all()
    headers["content-disposition"] = f'attachment; filename="onrecord-{page.name}.csv"'
    return StreamingResponse(_chunks(table, first, rest), media_type="text/csv; charset=utf-8", headers=headers)


def _begun(page: Page, ledger: Ledger, question: Asked) -> tuple[Table, list[Any]]:
    """The table, with its first rows taken out of it."""
    assert page.table is not None
    with known():
        table = page.table(ledger, question)
        rows = iter(table.rows)
        first = list(itertools.islice(rows, CHUNK))
    return Table(table.columns, rows), first


def _chunks(table: Table, first: list[Any], held: ExitStack) -> Iterator[str]:
    """The file in pieces, cells that a spreadsheet would take for a formula behind an apostrophe."""
    with held:
        rows, some = iter(table.rows), [table.columns, *first]
        while some:
            text = io.StringIO(newline="")
            csv.writer(text).writerows(guarded(map(_cell, row)) for row in some)
            yield text.getvalue()
            some = list(itertools.islice(rows, CHUNK))


def _cell(value: object) -> object:
    if isinstance(value, tuple):
        return writable("; ".join(map(str, value)))
    return writable(value) if isinstance(value, str) else value
