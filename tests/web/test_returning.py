"""From a statement, an actor or an article back to the list that it was opened from."""

from __future__ import annotations

import html
import re
from urllib.parse import unquote

import pytest
from starlette.testclient import TestClient
from tests.web.conftest import HERE, SCRIPT, sign

LIST = "/statements?by=Valk"


def back(client: TestClient, path: str, referer: str | None = None) -> str | None:
    page = client.get(path, headers={"referer": referer} if referer else {}).text
    found = re.search(r'<p class="back"><a href="([^"]*)">← ([^<]*)</a>', page)
    return html.unescape(found[1]) if found else None


def test_a_statement_leads_back_to_its_line_in_the_list(client: TestClient) -> None:
    id_ = client.get("/statements.json?by=Valk").json()["listing"]["lines"][0]["statement"]
    address = back(client, f"/statements/{id_}", HERE + LIST)
    assert address == f"{LIST}#s-{id_}"
    assert f'id="s-{id_}"' in client.get(LIST).text


@pytest.mark.parametrize(("path", "of"), [("/actors/irena-valk", "/actors"), ("/articles/a1", "/search?q=strait")])
def test_an_actor_and_an_article_do_too(client: TestClient, path: str, of: str) -> None:
    assert (back(client, path, HERE + of) or "").startswith(f"{of}#")


@pytest.mark.parametrize(
    ("of", "path"),
    [
        ("/search?q=strait", "/statements/a1%23a1-0"),
        ("/search?q=strait", "/articles/a1"),
        ("/search?q=valk", "/actors/irena-valk"),
        ("/articles/a1", "/actors/irena-valk"),
    ],
)
def test_search_and_an_article_have_the_line_to_which_they_are_returned(client: TestClient, of: str, path: str) -> None:
    address = back(client, path, HERE + of) or ""
    page = client.get(of).text
    assert f'href="{path}' in page
    assert page.count(f'id="{unquote(address.partition("#")[2])}"') == 1


def test_an_article_has_the_note_of_each_statement_opened_from_it(client: TestClient) -> None:
    note = next(iter(client.get("/articles/a1.json").json()["notes"].values()))
    address = back(client, f"/statements/{note['statement']}", f"{HERE}/articles/a1") or ""
    assert address == f"/articles/a1#s-{note['statement']}"
    assert client.get("/articles/a1").text.count(f'id="s-{note["statement"]}"') == 1


@pytest.mark.parametrize(
    "referer",
    [None, "https://example.org/statements", f"{HERE}/openapi.json", f"{HERE}//example.org/", "http://[bad/statements"],
)
def test_other_places_are_not_led_back_to(client: TestClient, referer: str | None) -> None:
    assert back(client, "/statements/a1%23a1-0", referer) is None


@pytest.mark.parametrize("given", ["//example.org", "https://example.org/", "javascript:alert(1)", "/\\example.org"])
def test_an_address_cannot_name_another_server(client: TestClient, given: str) -> None:
    assert back(client, f"/statements/a1%23a1-0?from={given}") is None


def test_filters_are_named_and_escaped(client: TestClient) -> None:
    page = client.get("/statements/a1%23a1-0", params={"from": f"/statements?by={SCRIPT}"}).text
    assert "← Statements (by &lt;script&gt;" in page
    assert SCRIPT not in page


def test_the_way_back_outlives_a_judgement(client: TestClient) -> None:
    page = client.get("/statements/a1%23a1-0", headers={"referer": HERE + LIST}).text
    kept = re.search(r'name="back" value="([^"]*from[^"]*)"', page)
    assert kept is not None
    sent = {"sign": sign(client), "back": html.unescape(kept[1]), "by": "Ada", "actor": "tomas-orlic",
            "report": "a1#a1-0"}  # fmt: skip
    answer = client.post("/statements/a1%23a1-0/speaker", data=sent)
    assert answer.status_code == 303
    address = back(client, answer.headers["location"], f"{HERE}/statements/a1%23a1-0")
    assert (address or "").startswith(LIST)


def test_a_saved_page_leads_nowhere(client: TestClient) -> None:
    assert back(client, "/statements/a1%23a1-0.html", HERE + LIST) is None
