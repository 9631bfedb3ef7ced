"""What a reader would stumble over: bare lists, unlabelled cells, ids for words, errors without a way on."""

from __future__ import annotations

import re

import pytest
from starlette.testclient import TestClient
from tests.web.conftest import ISSUE, SCRIPT
from tests.web.test_pages import address

from onrecord.web.page import Page
from onrecord.web.registry import PAGES


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_tabs_come_with_their_style_and_stacked_cells_with_their_names(client: TestClient, page: Page) -> None:
    text = client.get(address(page)).text
    assert 'class="tabs"' not in text or "/static/dispute.css" in text
    for table in re.findall(r'<table class="[^"]*stack[^"]*">.*?</table>', text, re.S):
        assert all("data-label" in cell for cell in re.findall(r"<td\b[^>]*>", table))


def test_ties_show_words_and_no_ids(client: TestClient) -> None:
    data = client.get(f"/issues/{ISSUE.id}/network.json").json()
    page = client.get(f"/issues/{ISSUE.id}/network").text
    assert data["ties"]
    wanted = {s for tie in data["ties"] for s in (*tie["statements"][:2], *tie["other_statements"][:2])}
    assert set(data["words"]) == wanted
    assert not any(f">{s[:6]}<" in page for s in wanted)
    assert SCRIPT not in page


def test_an_error_names_the_address_and_leads_on(client: TestClient) -> None:
    assert "There is no page at /nowhere/at-all" in client.get("/nowhere/at-all").text
    assert 'href="/statements">The page without this</a>' in client.get("/statements?since=soon").text


def test_every_attitude_can_be_asked_for_on_the_page(client: TestClient) -> None:
    shown = client.get("/statements").text
    assert all(f"<option>{each}</option>" in shown for each in ("assertion", "belief", "fact", "eventuality"))


def test_the_menu_tells_the_section_of_a_page_about_one_thing(client: TestClient) -> None:
    assert '<a href="/actors" aria-current="true">' in client.get("/actors/irena-valk").text
