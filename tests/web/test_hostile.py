"""What strangers write, in every field of a ledger that a page shows: it stays text in every form of every page."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.routing import Route
from starlette.testclient import TestClient
from tests.resolve.make import Who, reading
from tests.web.conftest import HERE, Serve, coding, sign

from onrecord.export.csvs import FORMULA
from onrecord.ledger import Ledger
from onrecord.record import refresh
from onrecord.types import Coding, Example, Issue, StanceLabel
from onrecord.web.app import application
from onrecord.web.links import filled
from onrecord.web.openapi import path_of
from onrecord.web.page import Page
from onrecord.web.registry import PAGES
from onrecord.web.settings import Settings

SCRIPT = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>"
FLIPS = "\u202e\u2066\u200f"  # turn the words behind them around, and open what nothing closes
LONE = "\ud83d"
LONG = "Maximilian " * 400
ODD = f"{SCRIPT}{FLIPS}{LONE}"
WORDS = "no talks will be held before the ships of Ostmark have left the strait"
BACK = "the ships will leave only after Varenia has opened the strait"
ONE = Who("one", f"=HYPERLINK(1){ODD}", f"@chief {SCRIPT}", f"+Varenia {ODD}")
OTHER = Who("other", f"\t{LONG}{SCRIPT}", f"-envoy {SCRIPT}", f"=Ostmark {LONE}{SCRIPT}")
ISSUE = Issue(
    "odd-issue",
    f"=Must the ships leave? {ODD}",
    f"+They must. {ODD}",
    f"-They may stay. {ODD}",
    neither=f"@Neither. {ODD}",
    about=("ships", "talks", "strait"),
    examples=(Example(f"The ships {SCRIPT}", "for", f"because {SCRIPT}"),),
)
CODERS = (f"=Ada {SCRIPT}", f"@Bo {FLIPS}{LONE}", LONG)
LABELS: tuple[StanceLabel, ...] = ("for", "against", "neither", "unsure")


def codings() -> Iterator[Coding]:
    """Three people and the model, who differ on everything."""
    for n, by in enumerate((*CODERS, "digest")):
        for m, key in enumerate(("h1#h1-0", "h1#h1-1", "h2#h2-0")):
            made = coding(key, LABELS[(n + m) % 4], None if n < 3 else 0.6, by)
            yield replace(made, id=f"{n}-{m}", issue=ISSUE.digest, stance=replace(made.stance, why=f"=because {ODD}"))


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A server on a ledger in which every text is hostile."""
    path = tmp_path_factory.mktemp("hostile") / f"=odd {SCRIPT.replace('/', '')}.db"
    text = f"{SCRIPT}{LONE} One said {WORDS} {SCRIPT}. Other said {BACK} {SCRIPT}."
    said = [("one", f"{WORDS} {SCRIPT}", "direct"), ("other", f"{BACK} {SCRIPT}", "indirect")]
    first = reading("h1", text, headline=f"=1+1 {ODD}", outlet=f"+Outlet {ODD}", who=[ONE, OTHER], said=said)  # type: ignore[arg-type]
    second = reading(
        "h2", text, headline=f"\t{LONG}", outlet="@Post", on=2, who=[ONE], said=[("one", f"{WORDS} {SCRIPT}", "direct")]
    )
    with Ledger.open(path) as ledger:
        ledger.add(
            replace(first, article=replace(first.article, url=f"javascript:alert(1)//{SCRIPT}", title=f"-{ODD}"))
        )
        ledger.add(second)
        refresh(ledger)
        ledger.keep_issue(ISSUE)
        ledger.add_codings(list(codings()))
    with TestClient(application(Settings(path)), base_url=HERE, follow_redirects=False) as client:
        actor = client.get("/actors.json").json()["lines"][0]["id"]
        signed = {"sign": sign(client), "by": f"=Ada {SCRIPT}{FLIPS}", "note": f"+why {SCRIPT}{FLIPS}"}
        for path_, more in (
            ("rename", {"name": f"=A {ODD[:-1]}"}),
            ("office", {"role": f"=chief {SCRIPT}", "speaks_for": f"+{SCRIPT}"}),
        ):
            assert client.post(f"/actors/{actor}/{path_}", data={**signed, **more}).status_code == 303
        yield client


def about(client: TestClient, page: Page) -> str:
    """The id of something that the page can be about."""
    kinds = {"statement": "h1#h1-0", "article": "h1", "actor": client.get("/actors.json").json()["lines"][0]["id"]}
    return str(kinds.get(page.name, ISSUE.id))


QUERIES = {"review": {"as": f"=Ada {SCRIPT}"}, "search": {"q": "ships <script>"}, "dispute": {"open": "all"}}
ONES = [(page, ending) for page in PAGES for ending in ("", *page.formats)]


@pytest.mark.parametrize(("page", "ending"), ONES, ids=lambda v: v if isinstance(v, str) else v.name)
def test_what_strangers_write_stays_text(hostile: TestClient, page: Page, ending: str) -> None:
    path = filled(path_of(page, ending), about(hostile, page))
    hostile_too = {"by": SCRIPT, "as": SCRIPT, "q": SCRIPT, "open": SCRIPT}
    for query, status in ((QUERIES.get(page.name, {}), {200}), (hostile_too, {200, 400})):
        asked = {name: value for name, value in query.items() if name in {param.name for param in page.params}}
        answer = hostile.get(path, params=asked)
        assert answer.status_code in status
        text = answer.content.decode("utf8")  # what UTF-8 cannot hold would raise
        if answer.headers["content-type"].startswith("text/csv"):
            cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
            assert not [c for c in cells if c.startswith(FORMULA) and not re.fullmatch(r"-?[0-9.]+", c)]
        elif answer.headers["content-type"] == "application/json":
            assert isinstance(answer.json(), dict)
        else:
            assert not re.search(r"<script>|<img|alert\(1\)</", text)
            assert not re.search(r"<[a-z][^>\"]*(\"[^\"]*\"[^>\"]*)*\son[a-z]+=", text)
            assert 'href="javascript:' not in text
            assert len(text) < 300_000


def test_a_download_is_named_by_us_alone(hostile: TestClient) -> None:
    for page, ending in ONES:
        if ending in (".csv", ".html"):
            told = hostile.get(filled(path_of(page, ending), about(hostile, page))).headers["content-disposition"]
            assert re.fullmatch(r'attachment; filename="[a-z_-]+\.(csv|html)"', told)


@pytest.mark.parametrize(
    "path",
    [
        "/statements/%ff%fe", "/statements/%ed%a0%80", "/actors/~110000~", "/actors/~d800~", "/issues/odd-issue@%00",
        "/issues/odd-issue@", "/issues/odd-issue@zz", "/issues/..%2f..%2fetc%2fpasswd", "/issues/%2e%2e/review",
        "/articles/" + "a" * 20_000, "//evil.example/", "/%5c%5cevil.example", "/issues/odd-issue/brief.%2e%2e",
        "/jobs/%0d%0aset-cookie:x", "/jobs/..%2f.json", "/articles/h1%00.json", "/search?q=%00%ff&q=%ed%a0%80",
        "/statements?after=%F0%9F%98%80&limit=%C2%B2", "/issues/odd-issue/review?as=%ed%a0%80&skip=%D9%A1",
        "/actors/" + "~61~" * 3_000, "/issues/%F0%9F%98%80.csv", "/statements/none%23a4.json",
    ],
)  # fmt: skip
def test_no_path_breaks_the_server_or_leads_elsewhere(hostile: TestClient, path: str) -> None:
    answer = hostile.get(path)
    assert answer.status_code in (200, 400, 404)
    assert "location" not in answer.headers and "root:" not in answer.text
    if path.endswith(".json"):
        assert answer.json()["status"] == 404


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1@evil.example", "evil.example#127.0.0.1", "[::1]evil.example", "[::1", "localhost:1:2", "localhost:x",
        "127.0.0.1, evil.example", "127.0.0.1/evil", "0x7f000001", "127.1", "2130706433", "localhost\\evil", "é",
    ],
)  # fmt: skip
def test_what_only_looks_like_this_machine_is_turned_away(hostile: TestClient, host: str) -> None:
    answer = hostile.get("/articles/none", headers={b"host": host.encode("latin-1")})
    assert answer.status_code == 421


@pytest.mark.parametrize("header", ["x-forwarded-host", "x-original-url", "x-rewrite-url", "forwarded"])
def test_no_other_header_names_the_server_or_the_path(hostile: TestClient, header: str) -> None:
    answer = hostile.get("/articles/none", headers={header: "evil.example/add"})
    assert answer.status_code == 404 and "evil.example" not in answer.text
    assert hostile.get("/", headers={header: "127.0.0.1", "host": "evil.example"}).status_code == 421


def doors(client: TestClient) -> list[str]:
    """Every path that takes a form."""
    routes = client.app._app.routes  # type: ignore[attr-defined]
    return sorted(r.path for r in routes if isinstance(r, Route) and "POST" in (r.methods or ()))


def test_no_door_takes_a_form_without_our_sign_or_one_too_large(serve: Serve, ledger_path: Path) -> None:
    client = serve(Settings(ledger_path, most_form=20_000, most_upload=30_000))
    paths = doors(client)
    assert {"/add", "/issues/{id}/review", "/issues/{id}/review/undo", "/judgements/{id}/undo"} <= set(paths)
    signed = {"sign": sign(client), "by": "Ada"}
    for path in (p.replace("{id}", "ships-first") for p in paths):
        assert client.post(path, data={"by": "Ada", "key": "f", "attribution": "a1#a1-0"}).status_code == 403
        assert client.post(path, data=signed, headers={"origin": "https://evil.example"}).status_code == 403
        assert client.post(path, json=signed).status_code == 403
        assert client.post(path, data={**signed, "note": "x" * 40_000}).status_code == 413
        assert client.post(path, content=b"x", headers={"content-length": "9" * 5_000}).status_code == 413
        assert client.post(path, content=iter([b"x" * 40_000]), headers=MULTIPART).status_code == 413
    with Ledger.open(ledger_path, create=False) as ledger:
        assert ledger.judgements() == ()


MULTIPART = {"content-type": "multipart/form-data; boundary=b"}


def part(name: str, value: bytes) -> bytes:
    return b'--b\r\nContent-Disposition: form-data; name="%s"\r\n\r\n%s\r\n' % (name.encode(), value)


@pytest.mark.parametrize("charset", ["unicode_escape", "utf-7", "utf-16", "no-such", "hex"])
def test_a_form_in_an_odd_charset_is_read_or_refused(client: TestClient, charset: str) -> None:
    sent = {"sign": sign(client).encode(), "by": rb"Ad\ud83d\x00a", "name": rb"\ud83d Orlic", "note": rb"\udcff"}
    body = b"".join(part(*one) for one in sent.items()) + b"--b--\r\n"
    told = {"content-type": f"multipart/form-data; boundary=b; charset={charset}"}
    answer = client.post("/actors/tomas-orlic/rename", content=body, headers=told)
    assert answer.status_code in (303, 400, 403)
    assert client.get("/actors/tomas-orlic").status_code == client.get("/judgements.json").status_code == 200


@pytest.mark.parametrize(
    "told",
    ["multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=\xff", "text/plain", ";"],
)
def test_a_form_of_no_known_kind_is_refused(client: TestClient, told: str) -> None:
    sign(client)
    answer = client.post("/add", content=b"--x\r\n\r\n", headers={b"content-type": told.encode("latin-1")})
    assert answer.status_code in (400, 403)


def test_an_answer_to_a_decision_leads_to_our_own_pages(client: TestClient) -> None:
    signed = {"sign": sign(client), "by": "Ada", "name": "Tomas"}
    for back in ("//evil.example", "/\\evil.example", "https://evil.example", "/a\r\nset-cookie: x=y", "javascript:x"):
        answer = client.post("/actors/tomas-orlic/rename", data={**signed, "back": back})
        assert (answer.status_code, answer.headers["location"]) == (303, "/actors/tomas-orlic")
    made = client.get("/judgements.json").json()["judgements"][0]
    answer = client.post(f"/judgements/{made['id']}/undo", data=signed)
    assert client.get(answer.headers["location"]).status_code == 200


def test_an_upload_cannot_choose_where_it_lies(client: TestClient, tmp_path: Path) -> None:
    names = ["../../../evil.txt", "/etc/evil.txt", "..\\evil.txt", "a\x00.txt", "=cmd.txt", "x" * 600 + ".txt"]
    files = [("files", (name, b"She said the ships will leave.", "text/plain")) for name in names]
    answer = client.post("/add", data={"sign": sign(client)}, files=files)
    assert answer.status_code == 303
    page = client.get(f"{answer.headers['location']}.json").json()
    assert len(page["inputs"]) == len(names)
    assert not [name for name in page["inputs"] if "/" in name or "\\" in name or len(name) > 500]
    assert not list(tmp_path.parent.rglob("evil.txt"))


def test_nothing_of_the_ledger_is_changed_by_reading_it(hostile: TestClient) -> None:
    before = hostile.get("/judgements.json").json()["total"]
    for path in doors(hostile):
        assert hostile.get(path.replace("{id}", "odd-issue")).status_code in (200, 404, 405)
    assert hostile.get("/judgements.json").json()["total"] == before
