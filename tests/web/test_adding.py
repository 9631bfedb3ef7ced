"""Adding reports: files, addresses and pasted text, one outcome for each, and none of it dangerous."""

from __future__ import annotations

import gzip
import json
import time
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient
from tests.web.conftest import sign

from onrecord.errors import InputError
from onrecord.types import Article
from onrecord.web.adding import Given, articles_of

Files = list[tuple[str, tuple[str, bytes, str]]]


def add(client: TestClient, files: Files | None = None, **fields: str) -> dict[str, Any]:
    """The job as it stands when it is over."""
    answer = client.post("/add", data={**fields, "sign": sign(client)}, files=files or {"files": ("", b"")})
    assert answer.status_code == 303, answer.text
    path = answer.headers["location"]
    for _ in range(200):
        job: dict[str, Any] = client.get(f"{path}.json").json()
        if job["state"] in ("done", "failed"):
            assert client.get(path).status_code == 200
            return job
        time.sleep(0.01)
    raise AssertionError("the job never ends")


def file(name: str, data: bytes) -> tuple[str, tuple[str, bytes, str]]:
    return ("files", (name, data, "application/octet-stream"))


def test_files_are_read_and_bad_ones_named(client: TestClient) -> None:
    job = add(
        client,
        [
            file("one.txt", b"The envoy spoke in Sarn."),
            file("two.txt.gz", gzip.compress(b"The minister spoke in Brennick.")),
            file("three.pdf", b"%PDF-1.7"),
            file("four.txt", b""),
            file("five.jsonl", b'{"id": "w1", "text": "A wire."}\n{"id": 5}\n'),
            file("../../etc/six.txt", b"Ships left. explode"),
        ],
    )
    assert (job["read"], job["failed"]) == (3, 4)
    by_name = {o["name"]: o["reason"] for o in job["outcomes"] if o["state"] == "failed"}
    assert "no known format" in by_name["three.pdf"]
    assert by_name["four.txt"] == "is empty"
    assert by_name["five.jsonl"].startswith("line 2: ")
    assert "please report this" in by_name["six.txt"]
    assert "one.txt" in client.get("/articles").text
    again = add(client, [file("one.txt", b"The envoy spoke in Sarn.")])
    assert (again["read"], again["known"]) == (0, 1)


def test_pasted_text_comes_with_what_is_known_of_it(client: TestClient) -> None:
    job = add(client, text="Talks go on.", title="Talks", outlet="KTA", published="2031-03")
    article = client.get(f"/articles/{job['outcomes'][0]['article']}.json").json()
    assert (article["title"], article["outlet"]) == ("Talks", "KTA")


@pytest.mark.parametrize(
    "url", ["/etc/passwd", "file:///etc/passwd", "ftp://example.org/a", "http://127.0.0.1:1/", "http://[::1]/x"]
)
def test_an_address_never_leads_to_this_machine(client: TestClient, url: str) -> None:
    job = add(client, urls=url)
    assert [o["state"] for o in job["outcomes"]] == ["failed"]
    assert client.get("/articles.json").json()["total"] == 4


def test_nothing_given_and_a_wrong_day_are_said(client: TestClient) -> None:
    signed = sign(client)
    assert client.post("/add", data={"sign": signed}).status_code == 400
    wrong = client.post("/add", data={"sign": signed, "text": "Talks.", "published": "soon"})
    assert (wrong.status_code, "is no day" in wrong.text) == (400, True)
    assert client.post("/add", data={"text": "Talks."}).status_code == 403


def test_progress_comes_as_events_that_end(client: TestClient) -> None:
    answer = client.post("/add", data={"text": "Talks go on.", "sign": sign(client)})
    told = client.get(f"{answer.headers['location']}/events")
    assert told.headers["content-type"].startswith("text/event-stream")
    events = [dict(line.split(": ", 1) for line in part.split("\n")) for part in told.text.strip().split("\n\n")]
    assert [e["event"] for e in events].count("outcome") == 1
    assert json.loads(events[-1]["data"])["state"] == "done"


def test_a_job_that_is_not_known_is_not_found(client: TestClient) -> None:
    assert client.get("/jobs/none").status_code == 404
    assert client.get("/jobs/none/events").status_code == 404


def test_an_upload_is_called_as_its_user_called_it(tmp_path: Path) -> None:
    kept = tmp_path / "0"
    kept.write_bytes(b"The envoy spoke.")
    (found,) = articles_of(Given("report.txt", file=kept))
    assert isinstance(found, Article)
    assert found.path == "report.txt"
    (failed,) = articles_of(Given("gone.txt", file=tmp_path / "1"))
    assert isinstance(failed, InputError)
    assert str(tmp_path) not in str(failed)
