"""The briefing on an issue as a download: what the command writes, under the page's address."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from starlette.testclient import TestClient
from tests.web.conftest import ISSUE, SCRIPT, WORDS

from onrecord.web import shown

HOME = f"/issues/{ISSUE.id}"


@pytest.mark.parametrize(("form", "kind"), [("md", "text/markdown"), ("html", "text/html")])
def test_a_briefing_is_saved_as_a_file_and_quotes_the_ledger(client: TestClient, form: str, kind: str) -> None:
    answer = client.get(f"{HOME}/brief.{form}")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith(kind)
    assert answer.headers["content-disposition"] == f'attachment; filename="ships-first-brief.{form}"'
    assert "default-src 'self'" in answer.headers["content-security-policy"]
    assert WORDS in answer.text
    assert SCRIPT not in answer.text


def test_a_word_file_is_one(client: TestClient) -> None:
    pytest.importorskip("docx", reason="python-docx is not installed: pip install python-docx")
    answer = client.get(f"{HOME}/brief.docx")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as held:
        assert WORDS in held.read("word/document.xml").decode()


def test_the_page_of_an_issue_offers_its_briefing_for_the_days_and_the_coder_it_shows(client: TestClient) -> None:
    page = client.get(HOME, params={"since": "1990", "by": "valk"}).text
    assert re.findall(rf'href="({HOME}/brief\.(?:md|html)[^"]*)"', page) == [
        f"{HOME}/brief.html?since=1990",
        f"{HOME}/brief.md?since=1990",
    ]
    assert f"{HOME}/brief.md" in client.get("/issues").text
    assert "brief.md" not in client.get(f"{HOME}.html").text


def test_what_word_files_lack_is_said(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shown, "find_spec", lambda name: None)
    page = client.get(HOME).text
    assert "brief.docx" not in page
    assert "onrecord[docx]" in page


@pytest.mark.parametrize(
    ("path", "status", "named"),
    [
        (f"{HOME}/brief.pdf", 404, "there are md, html, docx"),
        ("/issues/none/brief.md", 404, "there is no issue"),
        (f"{HOME}/brief.md?since=soon", 400, "is no day"),
        (f"{HOME}/brief.md?since=2031&until=2030", 400, "is later than until"),
    ],
)
def test_what_cannot_be_had_is_named(client: TestClient, path: str, status: int, named: str) -> None:
    answer = client.get(path)
    assert answer.status_code == status
    assert named in answer.text


def test_the_description_of_the_api_names_it(client: TestClient) -> None:
    assert "get" in client.get("/openapi.json").json()["paths"]["/issues/{id}/brief.{form}"]
