"""Who may ask: hosts, tokens, foreign forms, sizes; and what every answer carries."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.web.conftest import HERE, Serve, sign

from onrecord.web.guard import HEADERS
from onrecord.web.settings import Settings

TOKEN = "a-token-that-is-long-enough"
OPEN_PATHS = ["/", "/nothing-here", "/articles/none", "/static/base.css", "/openapi.json", "/statements.csv"]


@pytest.mark.parametrize("path", OPEN_PATHS)
def test_every_answer_carries_the_headers_of_safety(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    assert {name: headers[name] for name in HEADERS} == HEADERS
    assert "unsafe" not in headers["content-security-policy"]


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "10.0.0.7:8321", "", "localhost.evil.example"]
)
def test_another_name_for_this_machine_is_turned_away(client: TestClient, host: str) -> None:
    answer = client.get("/", headers={"host": host})
    assert answer.status_code == 421
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("host", ["localhost", "localhost:9000", "127.0.0.1:8321", "[::1]:8321"])
def test_the_names_of_this_machine_are_let_in(client: TestClient, host: str) -> None:
    assert client.get("/", headers={"host": host}).status_code == 200


def test_on_the_network_nothing_is_shown_without_the_token(serve: Serve, ledger_path: Path) -> None:
    client = serve(Settings(ledger_path, host="0.0.0.0", token=TOKEN))
    here = {"host": "192.168.7.7:8321"}
    for path in ("/", "/statements.json", "/static/base.css", "/?token=wrong"):
        assert client.get(path, headers=here).status_code == 401
    assert client.get("/", headers={"host": "evil.example", "authorization": f"Bearer {TOKEN}"}).status_code == 421
    entered = client.get(f"/statements?by=valk&token={TOKEN}", headers=here)
    assert (entered.status_code, entered.headers["location"]) == (303, "/statements?by=valk")
    cookie = entered.headers["set-cookie"]
    assert TOKEN not in cookie
    assert "httponly" in cookie.lower()
    held = {**here, "cookie": cookie.split(";")[0]}
    assert client.get("/statements", headers=held).status_code == 200
    assert client.get("/statements", headers={**here, "authorization": f"Bearer {TOKEN}"}).status_code == 200


def test_a_token_in_an_address_leads_nowhere_else(serve: Serve, ledger_path: Path) -> None:
    client = serve(Settings(ledger_path, token=TOKEN))
    answer = client.get(f"//evil.example/x?token={TOKEN}")
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/") and not answer.headers["location"].startswith("//")


FORM = {"by": "Ada", "report": "a1#a1-0", "actor": "tomas-orlic"}


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "http://127.0.0.1:9999"},
    ],
    ids=lambda h: "-".join(h.values()),
)
def test_a_form_from_another_site_changes_nothing(client: TestClient, headers: dict[str, str]) -> None:
    signed = {**FORM, "sign": sign(client)}
    assert client.post("/statements/a1%23a1-0/speaker", data=signed, headers=headers).status_code == 403
    assert client.get("/judgements.json").json()["total"] == 0


@pytest.mark.parametrize("given", ["", "0" * 64, None])
def test_a_form_without_our_sign_changes_nothing(client: TestClient, given: str | None) -> None:
    sign(client)
    data = FORM if given is None else {**FORM, "sign": given}
    assert client.post("/statements/a1%23a1-0/speaker", data=data, headers={"origin": HERE}).status_code == 403
    assert client.get("/judgements.json").json()["total"] == 0


def test_the_sign_of_another_browser_is_not_taken(client: TestClient) -> None:
    other = sign(client)
    client.cookies.clear()
    sign(client)
    assert client.post("/statements/a1%23a1-0/speaker", data={**FORM, "sign": other}).status_code == 403


def test_a_body_that_is_too_large_is_refused_whatever_its_header_says(serve: Serve, ledger_path: Path) -> None:
    client = serve(Settings(ledger_path, most_upload=5_000, most_form=1_000))
    assert client.post("/judgements/x/undo", data={"note": "x" * 2_000}).status_code == 413

    def pieces() -> Iterator[bytes]:
        yield from (b"x" * 1_000 for _ in range(9))

    answer = client.post("/add", content=pieces(), headers={"content-type": "multipart/form-data; boundary=b"})
    assert answer.status_code == 413


@pytest.mark.parametrize("path", ["/static/../app.py", "/static/%2e%2e/app.py", "/static/", "/static/..%2fapp.py"])
def test_only_the_files_of_the_pages_are_served(client: TestClient, path: str) -> None:
    assert client.get(path).status_code in (404, 405)


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "POST"])
def test_pages_are_only_read(client: TestClient, method: str) -> None:
    assert client.request(method, "/statements").status_code == 405
