"""Who may ask, and what every answer carries: hosts, the token, the size of bodies, the headers of safety."""

from __future__ import annotations

import hmac
import re
import socket
from urllib.parse import parse_qsl, urlencode

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import cookie_parser
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from onrecord.web.links import quoted
from onrecord.web.settings import Settings, address_of, is_loopback

POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",  # with no-referrer, browsers send our own forms with `Origin: null`
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
STATIC = "/static/"
UPLOADS = "/add"  # the one path that takes more than a form's bytes
_HOST = re.compile(r"(?:\[([0-9a-f:.]+)\]|([a-z0-9._-]+?)\.?)(?::[0-9]{1,5})?")
_LENGTH = re.compile(r"[0-9]{1,18}")  # more digits than any size has, and fewer than `int` refuses


class TooLarge(HTTPException):
    """The body of a request is larger than the server takes."""

    def __init__(self, most: int) -> None:
        super().__init__(413, f"The most that is taken here is {most:,} bytes.")


class Guard:
    """An ASGI layer around the application: refuses what comes by another name or without the token."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app, self._settings = app, settings
        self._names = {"localhost", settings.host.lower().strip("[]"), socket.gethostname().lower()}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer the request, or refuse it."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            return

        async def guarded_send(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                headers.setdefault("cache-control", "no-cache" if scope["path"].startswith(STATIC) else "no-store")
            await send(message)

        await (self._refusal(scope) or self._app)(scope, self._counted(scope, receive), guarded_send)

    def _refusal(self, scope: Scope) -> Response | None:
        headers = Headers(scope=scope)
        if not self._is_ours(headers.get("host", "")):
            return PlainTextResponse("This server answers under its own name only.\n", 421)
        if (refused := self._without_token(scope, headers)) is not None:
            return refused
        length = headers.get("content-length", "0")
        if not _LENGTH.fullmatch(length) or int(length) > self._most(scope):
            return PlainTextResponse(f"The most that is taken here is {self._most(scope):,} bytes.\n", 413)
        return None

    def _is_ours(self, host: str) -> bool:
        """Whether the Host header names this server: a page that rebinds its own name to us is turned away.

        A bare address cannot be rebound, so with a token any will do.
        """
        name = named(host)
        if name is None:
            return False
        if self._settings.is_local:
            return is_loopback(name)
        return name in self._names or address_of(name) is not None

    def _without_token(self, scope: Scope, headers: Headers) -> Response | None:
        token = self._settings.token
        if token is None:
            return None
        given = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        offered = next((value for name, value in given if name == "token"), None)
        if offered is not None and _same(offered, token):
            return self._admitted(scope, [pair for pair in given if pair[0] != "token"])
        key = cookie_parser(headers.get("cookie", "")).get(self._settings.key_cookie, "")
        bearer = headers.get("authorization", "").removeprefix("Bearer ")
        if _same(key, self._settings.key) or _same(bearer, token):
            return None
        return PlainTextResponse("Open the address with ?token=… that the server printed when it started.\n", 401)

    def _admitted(self, scope: Scope, rest: list[tuple[str, str]]) -> Response:
        """A redirect to the same page without the token in its address, which histories and logs would keep."""
        path = quoted(scope["path"].lstrip("/\\"))
        answer = RedirectResponse(f"/{path}" + (f"?{urlencode(rest)}" if rest else ""), 303)
        answer.set_cookie(self._settings.key_cookie, self._settings.key, httponly=True, samesite="lax", path="/")
        return answer

    def _most(self, scope: Scope) -> int:
        return self._settings.most_upload if scope["path"] == UPLOADS else self._settings.most_form

    def _counted(self, scope: Scope, receive: Receive) -> Receive:
        """The same messages; TooLarge once the body is more than it may be, whatever its header said."""
        left = self._most(scope)

        async def counted() -> Message:
            nonlocal left
            message = await receive()
            left -= len(message.get("body", b""))
            if left < 0:
                raise TooLarge(self._most(scope))
            return message

        return counted


def same_origin(headers: Headers) -> bool:
    """Whether a request that changes something comes from one of our own pages, by what the browser says of it."""
    if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return False
    origin = headers.get("origin")
    if origin is None:
        return True
    scheme, _, host = origin.partition("://")
    return scheme in ("http", "https") and host.lower() == headers.get("host", "").lower()


def named(host: str) -> str | None:
    """The name or address that a Host header gives; None for what is neither.

    >>> named("127.0.0.1:8321"), named("[::1]:8321"), named("Localhost."), named("[::1]evil"), named("localhost:1:2")
    ('127.0.0.1', '::1', 'localhost', None, None)
    """
    found = _HOST.fullmatch(host.lower())
    return None if found is None else found[1] or found[2]


def _same(given: str, wanted: str) -> bool:
    return hmac.compare_digest(given.encode(), wanted.encode())
