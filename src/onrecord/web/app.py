"""The application: routes out of the registry, around them the guard, and errors in words."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from onrecord.errors import LedgerError, OnrecordError
from onrecord.ledger import Ledger
from onrecord.web import actions, add, briefing, coding, forms
from onrecord.web.adding import apart
from onrecord.web.asked import NotThere
from onrecord.web.counting import Counting
from onrecord.web.freshness import Refresher
from onrecord.web.guard import Guard
from onrecord.web.jobs import Jobs, Reads
from onrecord.web.openapi import description, path_of
from onrecord.web.page import Page
from onrecord.web.pool import Pool
from onrecord.web.registry import MENU, PAGES
from onrecord.web.settings import Settings
from onrecord.web.shown import document
from onrecord.web.views import JSON, BeingCounted, Site, setting_of, view

SMALLEST_ZIPPED = 2_000
AGAIN = 2
"""Seconds after which a page that is being counted is asked for again."""


def application(settings: Settings, reads: Reads = apart) -> ASGIApp:
    """The pages of one ledger as an ASGI application; the ledger is made if it is missing.

    `reads` reads what is added. Raises LedgerError where the ledger cannot be opened.
    """
    Ledger.open(settings.ledger).close()
    pool = Pool(settings.ledger)
    refresher = Refresher(pool, settings.small)
    counting = Counting(pool, refresher, PAGES, settings.small)
    site = Site(settings, pool, refresher, counting, MENU)

    @asynccontextmanager
    async def life(app: Starlette) -> AsyncIterator[None]:
        counting.start()
        yield
        counting.close()
        pool.close()

    def failed(request: Request, error: Exception) -> Response:
        return problem(site, request, error)

    def waits(request: Request, error: Exception) -> Response:
        assert isinstance(error, BeingCounted)
        return being_counted(site, request, error)

    kinds: tuple[Any, ...] = (HTTPException, OnrecordError)
    app = Starlette(
        routes=[
            *_pages(site),
            *actions.routes(site),
            *coding.routes(site),
            *briefing.routes(site),
            *add.routes(site, Jobs(settings.ledger, reads)),
            *_beside(site),
        ],
        middleware=[Middleware(GZipMiddleware, minimum_size=SMALLEST_ZIPPED, compresslevel=5)],
        exception_handlers={**dict.fromkeys(kinds, failed), BeingCounted: waits},
        lifespan=life,
    )
    return Guard(app, settings)  # outermost, so that even what goes wrong inside carries its headers


def _pages(site: Site) -> list[Route]:
    """The other forms of a page before the page itself, whose id would take their endings in."""
    return [_route(site, page, ending) for page in PAGES for ending in (*page.formats, "")]


def _route(site: Site, page: Page, ending: str) -> Route:
    return Route(path_of(page, ending), view(site, page, ending), methods=["GET"], name=page.name + ending)


def _beside(site: Site) -> list[BaseRoute]:
    """The description of the API, how fresh the record is, and the files of the pages."""

    def openapi(request: Request) -> Response:
        return JSON(description(PAGES))

    def state(request: Request) -> Response:
        with site.pool.reading() as ledger:
            found = site.refresher.look(ledger)
        return JSON({"record": found.state, "made_at": found.made_at.isoformat() if found.made_at else None})

    return [
        Route("/openapi.json", openapi),
        Route("/state.json", state),
        Mount("/static", StaticFiles(packages=[("onrecord.web", "static")]), name="static"),
    ]


def problem(site: Site, request: Request, error: Exception) -> Response:
    """What went wrong, in the form that was asked for."""
    status, text = _told(error)
    headers = error.headers if isinstance(error, HTTPException) else None
    if request.url.path.endswith((".json", ".csv")):
        return JSON({"status": status, "error": text}, status, headers)
    setting = setting_of(site, request, forms.session_of(request)[0])
    return HTMLResponse(document("problem.html", setting, site.menu, status=status, text=text), status, headers)


def being_counted(site: Site, request: Request, error: BeingCounted) -> Response:
    """What is being counted, and how far; a browser asks again by itself, a program is told when to."""
    count = error.count
    if request.url.path.endswith((".json", ".csv")):
        text = f"being counted: {count.told}; ask again in {AGAIN} seconds" if not count.reason else count.reason
        return JSON({"status": 503, "error": text}, 503, {"retry-after": str(AGAIN)})
    setting = setting_of(site, request, forms.session_of(request)[0])
    told = {"page": error.page, "count": count, "again": AGAIN, "styles": error.page.styles}
    text = document("counting.html", setting, site.menu, **told)
    return HTMLResponse(text, 503, {"retry-after": str(AGAIN)})


def _told(error: Exception) -> tuple[int, str]:
    if isinstance(error, HTTPException):
        return error.status_code, error.detail
    if isinstance(error, NotThere):
        return 404, str(error)
    return (503 if isinstance(error, LedgerError) else 400), str(error)
