"""The list of actors: those who said something first, those who did not where they are asked for."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.resolve.make import VALK, Who, reading
from tests.web.conftest import Serve

from onrecord.ledger import Ledger
from onrecord.record import refresh
from onrecord.web.settings import Settings

MUTE = Who("mute", "Silas Mute", "harbour master", "Kestria")


@pytest.fixture
def with_mute(serve: Serve, tmp_path: Path) -> TestClient:
    """A ledger with an actor who is named and says nothing."""
    words = "the ferry is late"
    with Ledger.open(tmp_path / "ledger.db") as ledger:
        ledger.add(reading("a1", f"Valk said {words}.", who=[VALK, MUTE], said=[("irena-valk", words, "indirect")]))
        refresh(ledger)
    return serve(Settings(tmp_path / "ledger.db"))


@pytest.mark.parametrize(
    ("query", "listed"), [("", False), ("?silent=yes", True), ("?q=mute", True), ("?q=mute&silent=no", False)]
)
def test_who_said_nothing_is_listed_where_asked_for(with_mute: TestClient, query: str, listed: bool) -> None:
    page = with_mute.get(f"/actors.json{query}").json()
    assert ("Silas Mute" in [line["name"] for line in page["lines"]]) is listed
    assert page["silent"] >= 1
    rows = csv.DictReader(io.StringIO(with_mute.get(f"/actors.csv{query}").text))
    assert ("Silas Mute" in [row["name"] for row in rows]) is listed


def test_the_page_counts_them_and_leads_to_them(with_mute: TestClient) -> None:
    page = with_mute.get("/actors").text
    assert 'href="/actors?silent=yes"' in page
    assert "said nothing of" in page
    assert 'href="/actors?silent=yes"' not in with_mute.get("/actors?silent=yes").text


def test_home_counts_the_actors_that_the_list_holds_and_names_the_others(with_mute: TestClient) -> None:
    home, page = with_mute.get("/home.json").json(), with_mute.get("/actors.json").json()
    assert (home["actors"], home["silent"]) == (len(page["lines"]), page["silent"]) == (1, 1)
    shown = with_mute.get("/").text
    assert '<a href="/actors?silent=yes">1 more</a> named' in shown
    assert '<dd><a href="/actors">1</a></dd>' in shown


def test_an_actor_stands_with_its_newest_office(client: TestClient) -> None:
    page = client.get("/actors.json").json()
    assert page["offices"]["irena-valk"] == "foreign minister, Varenia"
    assert "foreign minister, Varenia" in client.get("/actors").text
