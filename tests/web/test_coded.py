"""The statements behind the figures of an issue: every count of a dispute opens to them."""

from __future__ import annotations

import csv
import html
import io
import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.resolve.make import Who, reading
from tests.web.conftest import ISSUE, SCRIPT, WORDS, Serve, coding

from onrecord.ledger import Ledger
from onrecord.record import refresh
from onrecord.web.settings import Settings

HOME = f"/issues/{ISSUE.id}"
LIST = f"{HOME}/statements"


def test_each_statement_stands_with_its_side_its_end_and_how_sure_that_is(client: TestClient) -> None:
    page = client.get(f"{LIST}.json").json()
    assert page["total"] == 2
    valk, orlic = page["lines"]  # the undated behind the dated
    assert (valk["who"], valk["sides"], valk["label"], valk["confidence"]) == ("Irena Valk", ["Varenia"], "for", 0.9)
    assert (orlic["who"], orlic["label"], orlic["earliest"], orlic["latest"]) == ("Tomas Orlic", "against", None, None)
    assert (valk["reports"], valk["is_contested"]) == (2, False)
    shown = client.get(LIST).text
    assert WORDS in shown
    assert SCRIPT not in shown


@pytest.mark.parametrize(
    ("query", "who"),
    [
        ({"dated": "no"}, ["Tomas Orlic"]),
        ({"dated": "yes"}, ["Irena Valk"]),
        ({"stance": "for"}, ["Irena Valk"]),
        ({"stance": "neither"}, []),
        ({"side": "varenia"}, ["Irena Valk"]),
        ({"side": "varenia", "speaker": "irena-valk"}, ["Irena Valk"]),
        ({"side": "nobody"}, []),
        ({"contested": "yes"}, []),
        ({"since": "1990"}, ["Irena Valk"]),
        ({"by": "orlic"}, ["Tomas Orlic"]),
    ],
)
def test_filters_leave_the_statements_that_answer(client: TestClient, query: dict[str, str], who: list[str]) -> None:
    assert [line["who"] for line in client.get(f"{LIST}.json", params=query).json()["lines"]] == who
    assert client.get(LIST, params=query).status_code == 200
    rows = csv.DictReader(io.StringIO(client.get(f"{LIST}.csv", params=query).text))
    assert [row["who"] for row in rows] == who


def test_pages_follow_each_other_and_end(client: TestClient) -> None:
    pages = [client.get(f"{LIST}.json", params={"limit": 1, "page": n}).json() for n in (1, 2)]
    assert [page["lines"][0]["who"] for page in pages] == ["Irena Valk", "Tomas Orlic"]
    assert client.get(LIST, params={"limit": 1, "page": 3}).status_code == 404


def test_every_count_of_a_dispute_opens_as_many_statements(client: TestClient) -> None:
    page = client.get(HOME).text
    links = re.findall(rf'<a[^>]* href="({LIST}[^"]*)">([^<]*)</a>', page)
    assert len(links) >= 6
    for path, text in links:
        number = re.match(r"\d+", text)
        if number is not None:
            assert client.get(html.unescape(path).replace("/statements", "/statements.json")).json()["total"] == int(
                number[0]
            ), path
    assert (f"{LIST}?dated=no", "1 of them undated") in links


def test_a_filtered_dispute_opens_its_counts_under_the_same_filters(client: TestClient) -> None:
    page = client.get(HOME, params={"by": "valk", "open": "varenia"}).text
    links = [html.unescape(path) for path in re.findall(rf'href="({LIST}\?[^"]*)"', page)]
    assert links
    assert all("by=valk" in path and "open" not in path for path in links)


def test_the_unsure_are_opened_in_review(client: TestClient) -> None:
    assert f'<a href="{HOME}/review">1 unsure</a>' in client.get(HOME).text


@pytest.fixture
def left_out(serve: Serve, ledger_path: Path) -> TestClient:
    """A ledger of which something is left out for every reason."""
    somebody = Who("somebody", "a diplomat", None, None, "unnamed")
    with Ledger.open(ledger_path) as ledger:
        words = "the ships can stay"
        said = reading("a7", f"A diplomat said {words}.", on=4, who=[somebody], said=[("somebody", words, "indirect")])
        ledger.add(said)
        refresh(ledger)
        ledger.add_codings([coding("a3#a3-1", "unrelated", None, "Ada"), coding("a7#a7-0", "against")])
    return serve(Settings(ledger_path))


@pytest.mark.parametrize(
    ("query", "opened"),
    [
        ({}, {"1 unrelated": "calm", "1 of nobody named": "the ships can stay"}),
        ({"coder": "model"}, {"1 of nobody named": "the ships can stay"}),
        ({"by": "valk", "since": "1990"}, {"1 unrelated": "calm"}),
        ({"since": "1990"}, {"1 unrelated": "calm", "1 outside these days or undated": "talks could resume"}),
    ],
)
def test_what_is_left_out_opens_as_a_list_too(
    left_out: TestClient, query: dict[str, str], opened: dict[str, str]
) -> None:
    links = re.findall(rf'<a href="({LIST}[^"]*left_out[^"]*)">([^<]*)</a>', left_out.get(HOME, params=query).text)
    found = {text: html.unescape(path) for path, text in links}
    for text, words in opened.items():
        page = left_out.get(found[text].replace("/statements", "/statements.json")).json()
        assert [line["words"] for line in page["lines"]] == [words]
        shown = left_out.get(found[text]).text
        assert words in shown
        assert "it takes no part in the figures" in shown


def test_the_unsure_are_a_list_as_well(client: TestClient) -> None:
    lines = client.get(f"{LIST}.json", params={"left_out": "unsure"}).json()["lines"]
    assert [(line["words"], line["label"]) for line in lines] == [("calm", "unsure")]
    assert [row["label"] for row in csv.DictReader(io.StringIO(client.get(f"{LIST}.csv?left_out=unsure").text))] == [
        "unsure"
    ]
