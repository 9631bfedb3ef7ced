"""One page from the web: politely, bounded, and never from the user's own network unless he says so."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from onrecord.errors import FetchError
from onrecord.ingest import fetch, ingest
from onrecord.ingest.addresses import checked_addresses
from onrecord.ingest.fetch import Fetcher
from onrecord.ingest.pages import read_url
from onrecord.types import Article

TEXT = "Kestria will send its observers home on Monday, KTA quoted Tomas Orlic as saying."
PAGE = f"<html><head><meta charset=utf-8></head><body><article><p>{TEXT}</p><p>{TEXT.upper()}</p></article></body>"
ROBOTS = b"User-agent: onrecord\nDisallow: /closed/\nCrawl-delay: 7\n\nUser-agent: *\nDisallow: /\n"


class Site(BaseHTTPRequestHandler):
    """A little site; `asked` holds what was asked for, `robots` its answer to /robots.txt."""

    protocol_version = "HTTP/1.1"

    asked: list[tuple[str, str]]
    robots: tuple[int, bytes]

    def do_GET(self) -> None:
        self.asked.append((self.path, self.headers["User-Agent"]))
        path, _, count = self.path.partition("?")
        if path == "/robots.txt":
            self.answer(self.robots[0], self.robots[1], {"Content-Type": "text/plain"})
        elif path == "/hop":
            target = f"/hop?{int(count) - 1}" if int(count) else "/page.html"
            self.answer(302, b"", {"Location": target})
        elif path == "/away":
            self.answer(302, b"", {"Location": count} if count else {})
        elif path == "/large":
            self.answer(200, b"a" * 200_000, {"Content-Type": "text/plain"})
        elif path == "/packed":
            self.answer(200, gzip.compress(TEXT.encode()), {"Content-Type": "text/plain", "Content-Encoding": "gzip"})
        elif path == "/bomb":
            packed = gzip.compress(b"a" * 5_000_000)
            self.answer(200, packed, {"Content-Type": "text/plain", "Content-Encoding": "gzip"})
        elif path == "/lines":
            self.answer(200, b'{"text": "One."}\n{"text": "Two."}\n', {"Content-Type": "application/x-ndjson"})
        elif path == "/western":
            self.answer(200, "Café “Sarn”.".encode("cp1252"), {"Content-Type": "text/plain; charset=windows-1252"})
        elif path == "/chunks":
            self.answer(200, b"5\r\nTalks\r\n7\r\n go on.\r\n0\r\n\r\n", {"Transfer-Encoding": "chunked"})
        elif path == "/picture":
            self.answer(200, b"\x89PNG", {"Content-Type": "image/png"})
        elif path == "/short":
            self.answer(200, b"x", {"Content-Length": "1000", "Connection": "close"})
        elif path.endswith("page.html"):
            self.answer(200, PAGE.encode(), {"Content-Type": "text/html"})
        else:
            self.answer(404, b"gone", {})

    def answer(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        length = {} if "Transfer-Encoding" in headers else {"Content-Length": str(len(body))}
        for name, value in (length | headers).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""


@pytest.fixture
def site() -> Iterator[str]:
    Site.asked, Site.robots = [], (200, ROBOTS)
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def fetcher(**settings: object) -> Fetcher:
    return Fetcher(allow_local=True, wait=lambda seconds: None, **settings)  # type: ignore[arg-type]


def read(url: str) -> Article:
    (item,) = read_url(url, fetcher())
    assert isinstance(item, Article), item
    return item


def refusal(url: str, using: Fetcher | None = None) -> str:
    with pytest.raises(FetchError) as caught:
        (using or fetcher()).fetch(url)
    assert caught.value.name == url
    return caught.value.reason


def test_a_page_is_read_with_its_address_and_the_reader_names_itself(site: str) -> None:
    (article,) = ingest([f"{site}/page.html#part"], allow_local=True)
    assert isinstance(article, Article)
    assert TEXT in article.text and article.path is None
    assert [path for path, _ in Site.asked] == ["/robots.txt", "/page.html"]
    assert all(agent.startswith("onrecord/") for _, agent in Site.asked)


def test_redirects_are_followed_and_counted(site: str) -> None:
    assert fetcher().fetch(f"{site}/hop?4").url == f"{site}/page.html"
    assert refusal(f"{site}/hop?5") == "redirects more than 5 times"
    assert "without saying where" in refusal(f"{site}/away")


def test_robots_txt_is_kept_to_and_asked_once_a_site(site: str) -> None:
    one = fetcher()
    assert "asks programs not to read this page" in refusal(f"{site}/closed/page.html", one)
    assert one.fetch(f"{site}/page.html").body
    assert "asks programs not to" in refusal(f"{site}/away?/closed/page.html", one)
    assert [path for path, _ in Site.asked].count("/robots.txt") == 1
    assert "/closed/page.html" not in [path for path, _ in Site.asked]


@pytest.mark.parametrize(("status", "allowed"), [(404, True), (403, True), (500, False), (503, False)])
def test_a_site_without_robots_txt_is_open_and_one_in_trouble_is_not(site: str, status: int, allowed: bool) -> None:
    Site.robots = (status, b"")
    if allowed:
        assert fetcher().fetch(f"{site}/page.html").body
    else:
        assert f"the server answers {status}" in refusal(f"{site}/page.html")


def test_the_pause_that_a_site_asks_for_is_kept(site: str) -> None:
    waited: list[float] = []
    one = Fetcher(allow_local=True, wait=waited.append)
    one.fetch(f"{site}/page.html")
    assert not waited
    one.fetch(f"{site}/hop?2")
    assert len(waited) == 1 and 6 < waited[0] <= 7


def test_too_large_a_page_is_refused_packed_or_not(site: str) -> None:
    for path in ("/large", "/bomb"):
        assert refusal(f"{site}{path}", fetcher(max_bytes=100_000)) == "is too large: more than 100,000 bytes"


def test_a_page_that_takes_too_long_is_refused(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetch, "TOTAL_SECONDS", -1.0)
    assert "takes longer than" in refusal(f"{site}/large")


def test_what_the_server_says_of_the_page_is_used(site: str) -> None:
    assert read(f"{site}/packed").text == TEXT
    assert read(f"{site}/chunks").text == "Talks go on."
    assert read(f"{site}/western").text == "Café “Sarn”."
    assert [item.text for item in read_url(f"{site}/lines", fetcher()) if isinstance(item, Article)] == ["One.", "Two."]
    (picture,) = read_url(f"{site}/picture", fetcher())
    assert str(picture) == f"{site}/picture: is image/png, not text"


def test_what_a_server_answers_is_named(site: str) -> None:
    assert refusal(f"{site}/nothing") == "the server answers 404"
    assert "the connection to 127.0.0.1 failed" in refusal(f"{site}/short")


def test_a_server_that_is_not_there_is_named() -> None:
    assert refusal("http://127.0.0.1:9/") == "no connection to 127.0.0.1"


# --- refusals, without a network -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "host",
    [
        *("127.0.0.1", "127.1", "2130706433", "0x7f000001", "localhost", "10.1.2.3", "172.16.0.1", "192.168.1.1"),
        *("169.254.169.254", "0.0.0.0", "224.0.0.1", "255.255.255.255", "240.0.0.1", "100.64.0.1"),
        *("[::1]", "[::]", "[fe80::1]", "[fd00::1]", "[ff02::1]", "[::ffff:127.0.0.1]", "[64:ff9b::7f00:1]"),
    ],
)
def test_addresses_of_the_own_network_are_refused(host: str) -> None:
    (error,) = ingest([f"http://{host}/page.html"])
    assert isinstance(error, FetchError)
    assert "no public address" in error.reason or "cannot be found" in error.reason


def test_a_public_name_at_a_private_address_is_refused() -> None:
    hidden = Fetcher(resolver=lambda host, port: ["93.184.216.34", "10.0.0.1"])
    assert "is at 10.0.0.1, no public address" in refusal("https://news.example/a", hidden)


def test_a_redirect_into_the_own_network_is_refused(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first host passes as public; where it leads to does not."""
    port = site.rpartition(":")[2]
    monkeypatch.setattr("onrecord.ingest.addresses.is_public", lambda address: address == "127.0.0.1")
    one = Fetcher(wait=lambda seconds: None, resolver=lambda host, _: ["127.0.0.1" if host == "a.example" else "::1"])
    assert "b.example is at ::1, no public" in refusal(f"http://a.example:{port}/away?http://b.example:{port}/", one)


def test_the_connection_goes_to_the_address_that_was_checked(site: str) -> None:
    """The host's name resolves nowhere, so a second look-up would fail."""
    port = site.rpartition(":")[2]
    one = fetcher(resolver=lambda host, _: ["127.0.0.1"])
    assert TEXT in one.fetch(f"http://news.invalid:{port}/page.html").body.decode()


def test_the_next_address_is_tried_where_the_first_is_down(site: str) -> None:
    port = site.rpartition(":")[2]
    one = fetcher(resolver=lambda host, _: ["127.0.0.9" if host == "x" else "::1", "127.0.0.1"])
    assert one.fetch(f"http://news.invalid:{port}/page.html").body


def test_a_host_without_an_address_is_named() -> None:
    with pytest.raises(FetchError, match="has no address"):
        checked_addresses("http://x/", "x", 80, allow_local=True, resolver=lambda host, port: [])


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("ftp://news.example/a", "the scheme ftp is not read"),
        ("file:///etc/passwd", "the scheme file is not read"),
        ("http://", "names no host"),
        ("http://user:secret@news.example/", "carries a user name or password"),
        ("http://[::1/", "is no web address"),
        ("http://news.example:99999/", "is no web address"),
    ],
)
def test_what_is_no_web_address_is_refused(url: str, reason: str) -> None:
    (error,) = ingest([url])
    assert isinstance(error, FetchError) and reason in error.reason
