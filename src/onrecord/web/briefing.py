"""The briefing on an issue as a download, as `onrecord brief` writes it: Markdown, a page that stands alone, Word."""

from __future__ import annotations

import re
from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from onrecord.briefs import WRITERS, compose, gather
from onrecord.ledger import Ledger
from onrecord.positions.estimates import Window, positions
from onrecord.web.asked import Asked, NotThere, Param, WrongParameter, asked
from onrecord.web.links import unescaped
from onrecord.web.parts import issues
from onrecord.web.views import Site

PATH = "/issues/{id}/brief.{form}"
MEDIA: Mapping[str, str] = {
    "md": "text/markdown; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
PARAMS = (
    *issues.WINDOW,
    issues.CODER,
    Param("as", "whose positions: states and bodies, or those who speak", "choice", ("principal", "actor")),
)


def routes(site: Site) -> list[Route]:
    """The briefing in every form."""

    def download(request: Request) -> Response:
        form, id_ = request.path_params["form"], unescaped(request.path_params["id"])
        question = asked(PARAMS, request.query_params.multi_items(), id_)
        if form not in WRITERS:
            raise NotThere(f"no form {form!r} of a briefing; there are {', '.join(WRITERS)}")
        with site.pool.reading() as ledger:
            site.refresher.look(ledger)
            made = briefing(ledger, question, form)
        told = {"content-disposition": f'attachment; filename="{file_name(id_, form)}"'}
        return Response(made, headers=told, media_type=MEDIA[form])

    return [Route(PATH, download, methods=["GET"], name="brief")]


def briefing(ledger: Ledger, question: Asked, form: str) -> bytes:
    """The file; NotThere for an unknown issue, UsageError where what makes Word files is missing."""
    since, until, coder = question.day("since"), question.day("until"), question.text("coder")
    if since and until and since > until:
        raise WrongParameter(f"since {since} is later than until {until}")
    issue = issues.found(ledger, question.id)
    stands = positions(issue.stances(ledger, coder), by=question.text("as") or "principal", window=Window(since, until))
    return WRITERS[form](compose(gather(ledger, issue, stands, coder=coder)))


def file_name(id_: str, form: str) -> str:
    """What the file is called on the reader's disk.

    >>> file_name("ships-first@3f", "md"), file_name('a"/../b', "docx")
    ('ships-first-3f-brief.md', 'a-b-brief.docx')
    """
    return f"{re.sub(r'[^A-Za-z0-9_-]+', '-', id_).strip('-') or 'issue'}-brief.{form}"
