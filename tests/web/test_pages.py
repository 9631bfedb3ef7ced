"""Every page in every form: what it shows, and that reports cannot make it do anything."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.resolve.make import VALK, reading
from tests.web.conftest import ODD_ID, SCRIPT, WORDS, Serve

from onrecord.ledger import Ledger, titles
from onrecord.ledger.paging import Place
from onrecord.web.asked import WrongParameter
from onrecord.web.links import escaped, filled, path_to, unescaped
from onrecord.web.openapi import path_of
from onrecord.web.page import Page
from onrecord.web.parts.statement_lines import place_of
from onrecord.web.registry import PAGES
from onrecord.web.settings import Settings

ABOUT = {"statement": "a1#a1-0", "actor": "irena-valk", "article": "a1"}
FORMS = [(page, ending) for page in PAGES for ending in ("", *page.formats)]


def address(page: Page, ending: str = "", id_: str | None = None) -> str:
    return filled(path_of(page, ending), id_ or ABOUT.get(page.name, "ships-first"))


@pytest.mark.parametrize(("page", "ending"), FORMS, ids=lambda v: v if isinstance(v, str) else v.name)
def test_every_page_answers_in_every_form(client: TestClient, page: Page, ending: str) -> None:
    answer = client.get(address(page, ending))
    assert answer.status_code == 200
    kinds = {"": "text/html", ".html": "text/html", ".json": "application/json", ".csv": "text/csv"}
    assert answer.headers["content-type"].startswith(kinds[ending])
    assert len(answer.content) < 300_000
    if ending == ".json":
        assert isinstance(answer.json(), dict)


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_an_empty_ledger_has_its_pages(serve: Serve, tmp_path: Path, page: Page) -> None:
    client = serve(Settings(tmp_path / "new.db"))
    assert client.get(address(page)).status_code == (404 if page.has_id else 200)


@pytest.mark.parametrize("page", [p for p in PAGES if p.has_id], ids=lambda p: p.name)
@pytest.mark.parametrize("ending", ["", ".json"])
def test_what_is_not_there_is_not_found(client: TestClient, page: Page, ending: str) -> None:
    answer = client.get(address(page, ending, "nobody-and-nothing"))
    assert answer.status_code == 404
    assert "nobody-and-nothing" in answer.text
    if ending == ".json":
        assert answer.json()["status"] == 404


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("limit=0", "limit &#39;0&#39; is no whole number from 1 to 200"),
        ("since=soon", "write 2031, 2031-03 or 2031-03-07"),
        ("form=sung", "none of direct, indirect, mixed"),
        ("after=here", "is not like"),
        ("after=2031-02-31.4", "is not like"),
        ("after=2100-02-29.4", "is not like"),
        ("by=" + "x" * 2000, "longer than 1,000 characters"),
    ],
)
def test_a_wrong_parameter_is_named_with_the_valid_ones(client: TestClient, query: str, named: str) -> None:
    answer = client.get(f"/statements?{query}")
    assert answer.status_code == 400
    assert named in answer.text


def test_a_statement_shows_its_words_its_speaker_and_every_report(client: TestClient) -> None:
    page = client.get(path_to("statements", "a1#a1-0")).text
    assert WORDS in page
    for shown in ("Irena Valk", "Varenia", "foreign minister", "Meridian News", "Harbour Post", "2 reports"):
        assert shown in page


def test_an_article_keeps_every_character_of_its_text(client: TestClient) -> None:
    data = client.get("/articles/a3.json").json()
    text = "".join(piece["text"] for block in data["blocks"] for piece in block["pieces"])
    assert text == "The envoy said talks could resume. The envoy hoped for calm."
    assert sorted(int(n) for n in data["notes"]) == [1, 2]


def test_a_long_article_comes_in_parts_that_hold_each_note_once(serve: Serve, tmp_path: Path) -> None:
    words = [f"the {n}th convoy has left the harbour" for n in range(400)]
    text = "\n\n".join(f"She said {each}, and more of the same followed in the week after." for each in words)
    made = reading("long", text, who=[VALK], said=[("irena-valk", each, "indirect") for each in words])
    with Ledger.open(tmp_path / "long.db") as ledger:
        ledger.add(replace(made, attributions=tuple(replace(a, cue=a.content) for a in made.attributions)))
    client = serve(Settings(tmp_path / "long.db"))
    number = client.get("/articles/long.json").json()["parts"]
    parts = [client.get("/articles/long.json", params={"part": n}).json() for n in range(1, number + 1)]
    assert "".join(p["text"] for part in parts for b in part["blocks"] for p in b["pieces"]) == text
    assert sorted(int(n) for part in parts for n in part["notes"]) == list(range(1, 401))
    assert client.get("/articles/long.json", params={"at": "long-399"}).json()["part"] == number > 1
    assert client.get("/articles/long", params={"part": number + 1}).status_code == 404
    assert all(len(client.get("/articles/long", params={"part": n}).content) < 300_000 for n in (1, number))


def test_filters_narrow_the_list_and_pages_follow_each_other(client: TestClient) -> None:
    ids: list[str] = []
    after = ""
    while after is not None:
        page = client.get("/statements.json", params={"limit": 1, "after": after}).json()["listing"]
        ids += [line["statement"] for line in page["lines"]]
        after = page["after"]
    every = client.get("/statements.json").json()["listing"]["lines"]
    assert ids == [line["statement"] for line in every]
    assert len(ids) == len(set(ids)) == 4 == client.get("/statements.json").json()["listing"]["total"]
    valk = client.get("/statements.json", params={"by": "Valk", "since": "2021-03", "form": "direct"}).json()
    assert [line["speaker_name"] for line in valk["listing"]["lines"]] == ["Irena Valk"]


def test_search_finds_actors_articles_and_words(client: TestClient) -> None:
    page = client.get("/search", params={"q": "orlic"}).text
    assert "Tomas Orlic" in page
    found = client.get("/search.json", params={"q": "strait"}).json()
    assert {hit["article"] for hit in found["articles"]} >= {"a1", "a2"}
    assert client.get("/search", params={"q": '"( OR *'}).status_code == 200


def all_pages(client: TestClient) -> list[str]:
    hostile = client.get(f"{path_to('articles', ODD_ID)}.json").json()
    note = next(iter(hostile["notes"].values()))
    about = [path_to("articles", ODD_ID), path_to("statements", note["statement"]), path_to("actors", note["actor"])]
    return ["/", "/statements", "/actors", "/articles", "/search?q=script", *about]


def test_nothing_of_a_report_becomes_markup(client: TestClient) -> None:
    for path in all_pages(client):
        for each in (path, path.replace("?", ".html?") if "?" in path else f"{path.rstrip('/') or '/home'}.html"):
            text = client.get(each).text
            assert SCRIPT not in text
            assert "<img" not in text
            assert "<b>chief" not in text
            assert 'href="javascript:' not in text
            assert not re.search(r"<[a-z][^>]*\son[a-z]+=", text)
    assert "&lt;script&gt;" in client.get(path_to("articles", ODD_ID)).text


def test_a_page_has_no_script_or_style_in_it(client: TestClient) -> None:
    for path in [*all_pages(client), "/add"]:
        text = client.get(path).text
        assert not re.search(r"<script(?![^>]*\ssrc=)", text)
        assert "<style" not in text
        assert not re.search(r"<[a-z][^>]*\sstyle=", text)


def test_a_saved_page_needs_nothing_beside_it(client: TestClient) -> None:
    for page in PAGES:
        answer = client.get(address(page, ".html"))
        assert answer.headers["content-disposition"].startswith("attachment")
        assert "<style>" in answer.text
        assert not re.findall(r'(?:src|action)="|<script|<form|<link', answer.text)
        assert not [
            h for h in re.findall(r'href="([^"]*)"', answer.text) if not h.startswith(("#", "https://", "http://"))
        ]


def test_cells_that_a_spreadsheet_would_run_get_an_apostrophe(client: TestClient) -> None:
    for path in ("/articles.csv", "/statements.csv", "/actors.csv"):
        rows = list(csv.reader(io.StringIO(client.get(path).text)))
        assert len(rows) > 1
        assert not [cell for row in rows for cell in row if cell[:1] in ("=", "+", "@", "\t")]
    assert "'=1+1" in client.get("/articles.csv").text


@pytest.mark.parametrize("id_", [ODD_ID, "a.json", "..", ".", "~2f~", "a#b:c", "x\ud800y", "ä ö"])
def test_any_id_goes_through_an_address_and_back(id_: str) -> None:
    assert unescaped(escaped(id_)) == id_
    assert "/" not in escaped(id_)
    assert not escaped(id_).endswith((".json", ".csv", ".html"))


def test_an_article_with_an_odd_id_is_found_under_its_address(client: TestClient) -> None:
    assert client.get(path_to("articles", ODD_ID, ".json")).json()["id"] == ODD_ID


def test_every_page_of_the_registry_is_described(client: TestClient) -> None:
    told = client.get("/openapi.json").json()
    assert {path_of(page, ending) for page, ending in FORMS} <= set(told["paths"])
    references = set(re.findall(r'"#/components/schemas/(\w+)"', client.get("/openapi.json").text))
    assert references <= set(told["components"]["schemas"])


@pytest.mark.parametrize(
    ("path", "headline", "title", "called"),
    [
        ("a/b/one.txt", "", None, "one.txt"),
        ("a/b/one.txt", "Talks go on", None, "Talks go on"),
        ("a/b/one.txt", "Talks go on", "A title", "A title"),
        ("a/all.jsonl.gz", "", None, "The envoy spoke.…"),
        (None, "", None, "The envoy spoke.…"),
    ],
)
def test_an_article_is_called_alike_everywhere(path: str | None, headline: str, title: str | None, called: str) -> None:
    made = reading("x", "The envoy spoke.", headline=headline)
    made = replace(made, article=replace(made.article, path=path, title=title))
    with Ledger.open(":memory:") as ledger:
        ledger.add(made)
        assert titles.called(ledger, "x") == titles.called_in(made) == called


def test_every_day_can_begin_a_page() -> None:
    day = dt.date(1895, 12, 25)
    while day < dt.date(1905, 1, 5):
        assert place_of(f"{day}.1") == Place(day, 1)
        day += dt.timedelta(days=1)
    assert place_of("2000-02-29.1") == Place(dt.date(2000, 2, 29), 1)
    with pytest.raises(WrongParameter):
        place_of("1900-02-29.1")
