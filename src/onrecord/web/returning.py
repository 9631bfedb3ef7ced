"""The way back from a statement, an actor or an article to the list that it was opened from."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import parse_qsl, unquote

from starlette.requests import Request

from onrecord.web.links import unescaped, with_query

ABOUT_ONE = ("/statements/", "/actors/", "/articles/")
FROM = "from"
MOST = 1_500  # characters of an address that is carried along
_LISTS = {
    "/": "Home", "/statements": "Statements", "/actors": "Actors", "/articles": "Articles", "/search": "Search",
    "/conflicts": "Conflicts", "/conditions": "Conditions", "/judgements": "Judgements", "/issues": "Issues",
}  # fmt: skip
_WITHIN = {"statements": "the statement", "actors": "the actor", "articles": "the article", "jobs": "what was read"}
_ON_ISSUE = {"": "Positions", "/statements": "Statements", "/conflicts": "Conflicts", "/conditions": "Conditions",
             "/network": "Network", "/review": "Review"}  # fmt: skip
_UNTOLD = {"after", "page", "limit", "skip", "open", "sides", "windows", "at", "part", "as", "blind", FROM}


@dataclass(frozen=True, slots=True)
class Back:
    """Where a reader came from: an address of this server, and what it is called."""

    address: str
    label: str


def way_back(request: Request) -> Back | None:
    """The list that led to this page: the one that its address names, else what the browser says of the last page."""
    path = request.scope["path"]
    if not path.startswith(ABOUT_ONE):
        return None
    given = request.query_params.get(FROM) or _said_by(request)
    if given is None or len(given) > MOST:
        return None
    before, _, query = given.partition("?")
    if unquote(before) == path:  # a form of this page, or another page of its reports, was sent
        given = dict(parse_qsl(query)).get(FROM, "")
    return back_to(given)


def _said_by(request: Request) -> str | None:
    """The path and query of the page before, if it was one of ours."""
    found = re.match(r"https?://([^/?#]+)(/[^#]*)", request.headers.get("referer", ""))
    is_ours = found is not None and found[1].lower() == request.headers.get("host", "").lower()
    return found[2] if found is not None and is_ours else None


def back_to(address: str) -> Back | None:
    """The page at an address, None where it is no page of this server.

    >>> back_to("/statements?by=Irena+Valk&after=2031-03-07.4")
    Back(address='/statements?by=Irena+Valk&after=2031-03-07.4', label='Statements (by Irena Valk)')
    >>> back_to("/issues/ships-first/statements?dated=no").label, back_to("/actors/irena-valk").label
    ('Statements on ships-first (dated no)', 'the actor')
    >>> back_to("//example.org/statements"), back_to("https://example.org/"), back_to("/add")
    (None, None, None)
    """
    if not re.fullmatch(r"/(?!/)[^\\\x00-\x20]*", address):
        return None
    path, _, query = address.partition("?")
    label = _called(unquote(path))
    if label is None:
        return None
    asked = ", ".join(f"{name} {value}" for name, value in parse_qsl(query) if name not in _UNTOLD)
    return Back(address, f"{label} ({asked[:60]}{'…' if len(asked) > 60 else ''})" if asked else label)


def _called(path: str) -> str | None:
    if path in _LISTS:
        return _LISTS[path]
    if (found := re.fullmatch(r"/issues/([^/]+)(/[a-z]+)?", path)) and (found[2] or "") in _ON_ISSUE:
        return f"{_ON_ISSUE[found[2] or '']} on {unescaped(found[1])}"
    found = re.fullmatch(r"/([a-z]+)/[^/]+", path)
    return _WITHIN.get(found[1]) if found else None


def returning(back: Back | None, path: str) -> str:
    """The path, with the way back carried along.

    >>> returning(back_to("/statements?by=Valk"), "/statements/3fa9"), returning(None, "/statements/3fa9")
    ('/statements/3fa9?from=%2Fstatements%3Fby%3DValk', '/statements/3fa9')
    """
    return with_query(path, {FROM: back.address if back else None})
