"""Forms that change something: each carries a sign that our own page made it, and the name of who decides."""

from __future__ import annotations

import hmac
import secrets
from urllib.parse import quote, unquote

from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from onrecord.export.source import writable
from onrecord.web.guard import same_origin
from onrecord.web.settings import Settings

SESSION, NAME, SIGN = "onrecord_session", "onrecord_name", "sign"
YEAR = 365 * 24 * 3600
LONGEST_NAME = 100
MOST_FIELDS = 2_000


def session_of(request: Request) -> tuple[str, bool]:
    """The number that a browser keeps for us, and whether it was made just now."""
    known = request.cookies.get(SESSION, "")
    return (known, False) if len(known) >= 32 else (secrets.token_urlsafe(32), True)


def sign(settings: Settings, session: str) -> str:
    """What a form carries to show that a page of this server made it for this browser."""
    return hmac.new(settings.secret, session.encode(), "sha256").hexdigest()


def keep(response: Response, name: str, value: str) -> None:
    """A cookie that scripts cannot read, and other sites' forms don't send."""
    response.set_cookie(name, quote(value), max_age=YEAR, httponly=True, samesite="lax", path="/")


def name_of(request: Request) -> str:
    """The name that this browser's user gave, empty where none was given."""
    return unquote(request.cookies.get(NAME, ""))[:LONGEST_NAME]


async def checked(request: Request, settings: Settings) -> FormData:
    """The fields of a form that one of our pages sent; 403 for any other."""
    if not same_origin(request.headers):
        raise HTTPException(403, "This form was sent from another site.")
    form = _clean(
        await request.form(max_files=settings.most_files, max_fields=MOST_FIELDS, max_part_size=settings.most_upload)
    )
    given = form.get(SIGN)
    session, new = session_of(request)
    if new or not isinstance(given, str) or not hmac.compare_digest(given.encode(), sign(settings, session).encode()):
        await form.close()
        raise HTTPException(403, "This form is of another run of the server. Load the page again, then send it.")
    return form


def _clean(form: FormData) -> FormData:
    """The same fields, in text that UTF-8 and SQL can hold: a form may name a charset that yields lone surrogates."""
    return FormData([(k, v) if isinstance(v, UploadFile) else (k, as_text(v)) for k, v in form.multi_items()])


def as_text(given: str) -> str:
    r"""What was sent, without NUL and lone surrogates.

    >>> as_text("a\0b"), as_text("\ud83d") == "\ufffd", as_text("Ada")
    ('a b', True, 'Ada')
    """
    return writable(given.replace("\0", " "))


def field(form: FormData, name: str) -> str:
    """The text of a field without blanks around it; empty where there is none."""
    value = form.get(name)
    return value.strip() if isinstance(value, str) else ""


def fields(form: FormData, name: str) -> list[str]:
    """The texts of all fields of that name that are not empty."""
    return [value.strip() for value in form.getlist(name) if isinstance(value, str) and value.strip()]


def who(form: FormData) -> str:
    """The name under which a judgement is kept; 400 without one."""
    name = " ".join(field(form, "by").split())[:LONGEST_NAME]
    if not name:
        raise HTTPException(400, "A judgement is kept with a name: say who you are.")
    return name
