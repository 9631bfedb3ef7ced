"""One page from the web, politely: who asks is named, robots.txt is kept to, time and size are bounded.

A host's addresses are checked before each connection, after each redirect too, and the connection goes to an
address that was checked, not to the name once more; so no page can lead into the user's own network.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urljoin
from urllib.robotparser import RobotFileParser

import urllib3
from urllib3.exceptions import HTTPError, LocationValueError
from urllib3.util import Timeout, Url, parse_url

from onrecord.errors import FetchError
from onrecord.ingest.addresses import Resolver, checked_addresses, resolve
from onrecord.ingest.limits import MAX_BYTES
from onrecord.ingest.source import reason_of
from onrecord.version import VERSION

AGENT = "onrecord"
USER_AGENT = f"{AGENT}/{VERSION} (reads single news reports; keeps to robots.txt)"
CONNECT_SECONDS = 10.0
READ_SECONDS = 20.0
TOTAL_SECONDS = 60.0
"""For one page with its redirects: a server that sends a byte now and then does not hold the run."""
MAX_REDIRECTS = 5
MAX_ROBOTS_BYTES = 512_000
"""RFC 9309 asks for at least 500 KiB."""
PAUSE_SECONDS = 1.0
"""Between two pages of one site, unless its robots.txt asks for longer."""
MAX_PAUSE_SECONDS = 30.0

_REDIRECTS = (301, 302, 303, 307, 308)
_HEADERS = {
    "User-Agent": USER_AGENT,
    "Accept-Encoding": "gzip, deflate",
    "Accept": "text/html, text/*;q=0.9, */*;q=0.5",
}
_PORTS = {"http": 80, "https": 443}
_CHUNK = 1 << 16


@dataclass(frozen=True, slots=True)
class Page:
    """What a server sent: `url` is where the redirects ended."""

    url: str
    body: bytes
    media_type: str
    charset: str | None


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    headers: dict[str, str]
    body: bytes


@dataclass(slots=True)
class Fetcher:
    """Fetches pages, and remembers what the sites' robots.txt said and when each was last asked."""

    allow_local: bool = False
    resolver: Resolver = resolve
    wait: Callable[[float], None] = time.sleep
    max_bytes: int = MAX_BYTES
    _robots: dict[str, RobotFileParser] = field(default_factory=dict)
    _asked: dict[str, float] = field(default_factory=dict)

    def fetch(self, url: str) -> Page:
        """The page at the address, after at most MAX_REDIRECTS redirects; raises FetchError with the reason."""
        here, parsed = url, _parsed(url, url)
        self._pause(_site(parsed))
        deadline = time.monotonic() + TOTAL_SECONDS
        for _ in range(MAX_REDIRECTS + 1):
            parsed = _parsed(url, here)
            self._keep_to_robots(url, parsed, deadline)
            answer = self._ask(url, parsed, deadline, self.max_bytes)
            if answer.status not in _REDIRECTS:
                return _page(url, here, answer)
            here = _next(url, here, answer)
        raise FetchError(url, f"redirects more than {MAX_REDIRECTS} times")

    def _keep_to_robots(self, url: str, parsed: Url, deadline: float) -> None:
        site = _site(parsed)
        if site not in self._robots:
            self._robots[site] = self._rules(url, site, deadline)
        if not self._robots[site].can_fetch(AGENT, parsed.url):
            raise FetchError(url, f"the robots.txt of {site} asks programs not to read this page")

    def _rules(self, url: str, site: str, deadline: float) -> RobotFileParser:
        """The site's rules. No such file: all is allowed. A server in trouble: nothing is (RFC 9309, 2.3.1)."""
        here, rules = f"{site}/robots.txt", RobotFileParser()
        for _ in range(MAX_REDIRECTS + 1):
            answer = self._ask(url, _parsed(url, here), deadline, MAX_ROBOTS_BYTES, cut=True)
            if answer.status not in _REDIRECTS:
                break
            here = _next(url, here, answer)
        if answer.status >= 500:
            raise FetchError(url, f"the robots.txt of {site} cannot be had: the server answers {answer.status}")
        text = answer.body.decode("utf-8", errors="replace") if answer.status == 200 else ""
        rules.parse(text.removeprefix("\ufeff").splitlines())
        return rules

    def _ask(self, url: str, parsed: Url, deadline: float, limit: int, cut: bool = False) -> _Answer:
        host, port = _host_and_port(parsed)
        addresses = checked_addresses(url, host, port, allow_local=self.allow_local, resolver=self.resolver)
        trouble: Exception | None = None
        for address in addresses:
            try:
                return _request(url, parsed, address, deadline, limit, cut)
            except urllib3.exceptions.NewConnectionError as error:
                trouble = error  # the next address may be up
            except (HTTPError, OSError) as error:
                raise FetchError(url, _trouble(host, error)) from error
        raise FetchError(url, f"no connection to {host}") from trouble

    def _pause(self, site: str) -> None:
        """Wait until the site may be asked for one more page; the first is asked for at once."""
        rules = self._robots.get(site)
        wanted = float(rules.crawl_delay(AGENT) or 0) if rules is not None else 0.0
        pause = min(MAX_PAUSE_SECONDS, max(PAUSE_SECONDS, wanted))
        if site in self._asked and (left := self._asked[site] + pause - time.monotonic()) > 0:
            self.wait(left)
        self._asked[site] = time.monotonic()


def _request(url: str, parsed: Url, address: str, deadline: float, limit: int, cut: bool) -> _Answer:
    """One request to one address; raises what urllib3 raises, and FetchError past the limits."""
    with _pool(parsed, address) as pool:
        response = pool.urlopen(
            "GET",
            parsed.request_uri,
            headers={**_HEADERS, "Host": parsed.netloc or ""},
            redirect=False,
            retries=False,
            preload_content=False,
            assert_same_host=False,
            timeout=Timeout(connect=CONNECT_SECONDS, read=READ_SECONDS),
        )
        try:
            body = b"" if response.status in _REDIRECTS else _body(url, response, deadline, limit, cut)
            return _Answer(response.status, {k.lower(): v for k, v in response.headers.items()}, body)
        finally:
            response.close()


def _pool(parsed: Url, address: str) -> urllib3.HTTPConnectionPool:
    """Connections to the address itself; the certificate is checked against the host's name and the system's roots."""
    host, port = _host_and_port(parsed)
    if parsed.scheme == "http":
        return urllib3.HTTPConnectionPool(address, port, maxsize=1)
    return urllib3.HTTPSConnectionPool(
        address,
        port,
        maxsize=1,
        cert_reqs="CERT_REQUIRED",
        server_hostname=host,
        assert_hostname=host,
    )


def _body(url: str, response: urllib3.BaseHTTPResponse, deadline: float, limit: int, cut: bool) -> bytes:
    parts, size = [], 0
    while part := response.read1(_CHUNK, decode_content=True):
        parts.append(part)
        size += len(part)
        if size > limit and not cut:
            raise FetchError(url, f"is too large: more than {limit:,} bytes")
        if size > limit:
            break
        if time.monotonic() > deadline:
            raise FetchError(url, f"takes longer than {TOTAL_SECONDS:.0f} seconds")
    return b"".join(parts)


def _parsed(url: str, here: str) -> Url:
    """The address in its parts; raises FetchError for what is no web address or carries a password."""
    try:
        parsed = parse_url(here)
    except LocationValueError as error:
        raise FetchError(url, f"{here!r} is no web address") from error
    if parsed.scheme not in _PORTS:
        raise FetchError(url, f"the scheme {parsed.scheme} is not read; http and https are")
    if not parsed.host:
        raise FetchError(url, f"{here!r} names no host")
    if parsed.auth:
        raise FetchError(url, "carries a user name or password; pages behind one are not read")
    return parsed._replace(fragment=None)


def _host_and_port(parsed: Url) -> tuple[str, int]:
    return (parsed.host or "").strip("[]"), parsed.port or _PORTS[parsed.scheme or "http"]


def _site(parsed: Url) -> str:
    return f"{parsed.scheme}://{parsed.netloc}"


def _next(url: str, here: str, answer: _Answer) -> str:
    target = answer.headers.get("location")
    if not target:
        raise FetchError(url, f"the server answers {answer.status} without saying where to go")
    return urljoin(here, target)


def _page(url: str, here: str, answer: _Answer) -> Page:
    if answer.status != 200:
        raise FetchError(url, f"the server answers {answer.status}")
    kind = answer.headers.get("content-type", "")
    _, _, charset = kind.lower().partition("charset=")
    return Page(here, answer.body, kind, charset.strip("\"' ;") or None)


def _trouble(host: str, error: Exception) -> str:
    if isinstance(error, urllib3.exceptions.TimeoutError):
        return f"{host} does not answer in time"
    if isinstance(error, urllib3.exceptions.SSLError):
        return f"the certificate of {host} is not valid"
    if isinstance(error, OSError):
        return f"the connection to {host} failed: {reason_of(error)}"
    return f"the connection to {host} failed: {type(error).__name__}"
