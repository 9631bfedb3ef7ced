"""The briefing on an issue as a download, as `onrecord brief` writes it: Markdown, a page that stands alone, Word."""

from __future__ import annotations

import re
from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from onrecord.briefs import WRITERS, Brief
from onrecord.ledger import Ledger
from onrecord.web.asked import Asked, NotThere, asked
from onrecord.web.links import unescaped
from onrecord.web.page import Page
from onrecord.web.pages.brief import PAGE, make
from onrecord.web.views import Site, counted, known

PATH = "/issues/{id}/brief.{form}"
MEDIA: Mapping[str, str] = {
    "md": "text/markdown; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
PARAMS = PAGE.params


def routes(site: Site) -> list[Route]:
    """The briefing in every form. Of a large ledger it is made beside the pages."""

    def download(request: Request) -> Response:
        form, id_ = request.path_params["form"], unescaped(request.path_params["id"])
        question = asked(PARAMS, request.query_params.multi_items(), id_)
        if form not in WRITERS:
            raise NotThere(f"no form {form!r} of a briefing; there are {', '.join(WRITERS)}")
        with site.pool.reading() as ledger:
            site.refresher.look(ledger)
            brief, _ = counted(site, PAGE, ledger, question, _brief, whole=True)
        told = {"content-disposition": f'attachment; filename="{file_name(id_, form)}"'}
        return Response(WRITERS[form](brief), headers=told, media_type=MEDIA[form])

    return [Route(PATH, download, methods=["GET"], name="brief")]


def _brief(page: Page, ledger: Ledger, question: Asked) -> Brief:
    with known():
        return make(ledger, question)


def file_name(id_: str, form: str) -> str:
    """What the file is called on the reader's disk.

    >>> file_name("ships-first@3f", "md"), file_name('a"/../b', "docx")
    ('ships-first-3f-brief.md', 'a-b-brief.docx')
    """
    return f"{re.sub(r'[^A-Za-z0-9_-]+', '-', id_).strip('-') or 'issue'}-brief.{form}"
