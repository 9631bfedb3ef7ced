"""A small ledger of invented reports, some of them hostile, and a browser's side of the server on it."""

from __future__ import annotations

import datetime as dt
import re
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.fakes import FakeReader
from tests.resolve.make import VALK, Who, reading

from onrecord.ledger import Ledger
from onrecord.record import refresh
from onrecord.types import Coding, Issue, Reading, Stance, StanceLabel
from onrecord.web.adding import Given, Outcome, outcomes
from onrecord.web.app import application
from onrecord.web.settings import Settings

HERE = "http://127.0.0.1:8321"
ORLIC = Who("tomas-orlic", "Tomas Orlic", "envoy", "Ostmark")
SCRIPT = "<script>alert(1)</script>"
HOSTILE = Who("hostile", f"Mallory {SCRIPT}", "<b>chief</b>", "=Ostmark")
WORDS = "we will not open the strait before the ships have left the harbour of Tolvaz"
ODD_ID = "odd/../id?.json"
ISSUE = Issue(
    "ships-first",
    f"Must the ships leave first? {SCRIPT}",
    "They must leave first.",
    "They may stay.",
    about=("ships", "talks", "calm", "strait"),
)


def coding(attribution: str, label: StanceLabel, sure: float | None = 0.9, by: str = "digest") -> Coding:
    """What the model, or without a confidence a person, says of an attribution."""
    coder, score = "model" if sure else "person", {"for": 1.0, "against": -1.0}.get(label, 0.0)
    told = Stance(label, score, sure, f"because {SCRIPT}", coder)
    at = dt.datetime(2031, 3, 7, tzinfo=dt.UTC)
    return Coding(f"{attribution} {by}", ISSUE.digest, attribution, told, by, at)


CODINGS = [coding("a1#a1-0", "for"), coding("a3#a3-0", "against", 0.5), coding("a3#a3-1", "unsure", 0.2)]


def readings() -> list[Reading]:
    """Two outlets with one statement, one report with everything hostile in it, and one undated."""
    quoted = f'"{WORDS}"'
    hostile = replace(
        reading(
            ODD_ID,
            f'"{SCRIPT} {WORDS[:20]}" he said.',
            headline=f"=cmd|calc {SCRIPT}",
            outlet=f'<img src=x onerror="alert(1)">{SCRIPT}',
            on=3,
            who=[HOSTILE],
            said=[("hostile", f'"{SCRIPT} {WORDS[:20]}"', "direct")],
        )
    )
    url = replace(hostile.article, url="javascript:alert(1)", title=f"=1+1 {SCRIPT}")
    return [
        reading(
            "a1",
            f"Valk: {quoted}. Later.",
            outlet="Meridian News",
            on=0,
            who=[VALK],
            said=[("irena-valk", quoted, "direct")],
        ),
        reading(
            "a2",
            f"She said {quoted}!",
            outlet="Harbour Post",
            on=1,
            who=[VALK],
            said=[("irena-valk", quoted, "direct")],
        ),
        reading(
            "a3",
            "The envoy said talks could resume. The envoy hoped for calm.",
            outlet="KTA",
            on=None,
            who=[ORLIC],
            said=[("tomas-orlic", "talks could resume", "indirect"), ("tomas-orlic", "calm", "indirect")],
        ),
        replace(hostile, article=url),
    ]


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The ledger, made once."""
    path = tmp_path_factory.mktemp("web") / "ledger.db"
    with Ledger.open(path) as ledger:
        for each in readings():
            ledger.add(each)
        refresh(ledger)
        ledger.keep_issue(ISSUE)
        ledger.add_codings(CODINGS)
    return path


@pytest.fixture
def ledger_path(template: Path, tmp_path: Path) -> Path:
    """A copy of it, for one test to change."""
    return Path(shutil.copy(template, tmp_path / "ledger.db"))


def read_here(ledger: Path, given: Sequence[Given]) -> Iterator[Outcome]:
    """What is added, read without a model and without another process."""
    return outcomes(ledger, given, FakeReader())


Serve = Callable[[Settings], TestClient]


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Clients of servers with given settings, closed at the end."""
    opened: list[TestClient] = []

    def start(settings: Settings) -> TestClient:
        client = TestClient(application(settings, read_here), base_url=HERE, follow_redirects=False)
        opened.append(client.__enter__())
        return client

    yield start
    for client in opened:
        client.__exit__(None, None, None)


@pytest.fixture
def client(serve: Serve, ledger_path: Path) -> TestClient:
    """A browser on this machine."""
    return serve(Settings(ledger_path))


def sign(client: TestClient, path: str = "/add") -> str:
    """The sign that the forms of this browser carry."""
    found = re.search(r'name="sign" value="([0-9a-f]{64})"', client.get(path).text)
    assert found is not None
    return found[1]
