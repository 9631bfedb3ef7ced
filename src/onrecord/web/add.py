"""The page to add reports: its form, the jobs that it starts, and their progress."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from onrecord.ingest.days import published_on
from onrecord.ingest.formats import format_by_ending, known_endings
from onrecord.ingest.limits import MAX_CHARACTERS
from onrecord.web import forms
from onrecord.web.adding import PASTED, Given
from onrecord.web.asked import WrongParameter
from onrecord.web.jobs import Job, Jobs, events, page_of
from onrecord.web.page import plain
from onrecord.web.shown import document
from onrecord.web.views import JSON, Site, setting_of

MOST_URLS = 100
LONGEST_FIELD = 500


def routes(site: Site, jobs: Jobs) -> list[Route]:
    """The form, what it is sent to, and the jobs."""

    def form(request: Request) -> Response:
        session, new = forms.session_of(request)
        values = {"jobs": [page_of(job) for job in jobs.recent()[:10]], "endings": known_endings()}
        setting = setting_of(site, request, session)
        limit = site.settings.most_upload // (1 << 20)
        answer = HTMLResponse(document("add.html", setting, site.menu, scripts=("add.js",), limit=limit, **values))
        if new:
            forms.keep(answer, forms.SESSION, session)
        return answer

    async def add(request: Request) -> Response:
        sent = await forms.checked(request, site.settings)
        try:
            given, folder = await run_in_threadpool(_taken, sent)
        finally:
            await sent.close()
        if not given:
            raise HTTPException(400, "Nothing was given: choose files, or paste an address or a text.")
        return RedirectResponse(f"/jobs/{jobs.add(given, folder).id}", 303)

    def show(request: Request) -> Response:
        job = _job(jobs, request)
        session, _ = forms.session_of(request)
        setting = setting_of(site, request, session)
        return HTMLResponse(document("job.html", setting, site.menu, scripts=("job.js",), page=page_of(job)))

    def data(request: Request) -> Response:
        return JSON(plain(page_of(_job(jobs, request))))

    async def watch(request: Request) -> Response:
        headers = {"x-accel-buffering": "no"}
        return StreamingResponse(events(_job(jobs, request)), media_type="text/event-stream", headers=headers)

    return [
        Route("/add", form, methods=["GET"], name="add"),
        Route("/add", add, methods=["POST"]),
        Route("/jobs/{id}.json", data),
        Route("/jobs/{id}/events", watch),
        Route("/jobs/{id}", show),
    ]


def _job(jobs: Jobs, request: Request) -> Job:
    job = jobs.get(request.path_params["id"])
    if job is None:
        raise HTTPException(404, "There is no such job, or it is long past; the articles page shows what was read.")
    return job


def _taken(sent: FormData) -> tuple[list[Given], Path | None]:
    """What the form holds, uploads copied into a folder of their own; WrongParameter for a day that is none."""
    pasted = [*_addresses(sent), *_text(sent)]
    uploads = [u for u in sent.getlist("files") if isinstance(u, UploadFile) and u.filename]
    if not uploads:
        return pasted, None
    folder = Path(tempfile.mkdtemp(prefix="onrecord-"))
    try:
        return [*_kept(uploads, folder), *pasted], folder
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def _kept(uploads: list[UploadFile], folder: Path) -> Iterator[Given]:
    """Uploads under numbers, as their names are whatever a stranger wrote; those of no known format aren't copied."""
    for number, upload in enumerate(uploads):
        name = _file_name(upload.filename or "")
        file = folder / str(number)
        if format_by_ending(name) is not None:
            with file.open("wb") as out:
                shutil.copyfileobj(upload.file, out)
        yield Given(name, file=file)


def _file_name(name: str) -> str:
    """The last part of a path, as some browsers send the whole of it.

    >>> _file_name("C:\\\\reports\\\\one.txt"), _file_name("../../etc/one.txt")
    ('one.txt', 'one.txt')
    """
    return forms.as_text(name.replace("\\", "/").rpartition("/")[2])[-LONGEST_FIELD:]


def _addresses(sent: FormData) -> Iterator[Given]:
    """An address a line."""
    for url in forms.field(sent, "urls").split()[:MOST_URLS]:
        yield Given(url[:2_000], url=url[:2_000])


def _text(sent: FormData) -> Iterator[Given]:
    text = sent.get("text")
    if not isinstance(text, str) or not text.strip():
        return
    if len(text) > MAX_CHARACTERS:
        raise HTTPException(413, f"The text is longer than {MAX_CHARACTERS:,} characters.")
    title, outlet = (forms.field(sent, name)[:LONGEST_FIELD] or None for name in ("title", "outlet"))
    yield Given(PASTED, text=text.replace("\r\n", "\n"), title=title, outlet=outlet, published=_published(sent))


def _published(sent: FormData) -> str | None:
    text = forms.field(sent, "published")
    try:
        return text if text and published_on(text, "given", "") else None
    except ValueError:
        raise WrongParameter(f"published {text!r} is no day; write one like 2031-03-07") from None
