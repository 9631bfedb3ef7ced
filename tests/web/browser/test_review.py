"""Ten statements coded by keyboard in a real browser, and one of them taken back."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.resolve.make import VALK, reading
from tests.web.browser.conftest import serving
from tests.web.browser.test_flows import complaints, one, until
from tests.web.conftest import ISSUE, read_here

from onrecord.ledger import Ledger
from onrecord.record import refresh
from onrecord.web.app import application
from onrecord.web.settings import Settings

if TYPE_CHECKING:
    from selenium.webdriver.chrome.webdriver import WebDriver

KEYS = "fanu?fanuf"
LABELS = {"f": "for", "a": "against", "n": "neither", "u": "unrelated", "?": "unsure"}


@pytest.fixture
def twelve(tmp_path: Path) -> Path:
    """A ledger of twelve things said about the ships."""
    path = tmp_path / "twelve.db"
    quays = ["north", "south", "east", "west", "upper", "lower", "outer", "inner", "old", "new", "long", "short"]
    words = [f"the ships at the {each} quay of Tolvaz leave before talks number {n}" for n, each in enumerate(quays)]
    text = "\n\n".join(f"She said {each}." for each in words)
    with Ledger.open(path) as ledger:
        ledger.add(reading("all", text, who=[VALK], said=[("irena-valk", each, "indirect") for each in words]))
        refresh(ledger)
        ledger.keep_issue(ISSUE)
    return path


@pytest.fixture
def site(twelve: Path) -> Iterator[str]:
    with serving(application(Settings(twelve), read_here)) as address:
        yield address


def shows(done: int, browser: WebDriver) -> bool:
    """Whether so many are answered."""
    return one(browser, "progress").get_attribute("value") == str(done)


def test_ten_statements_are_coded_by_keyboard_and_one_is_taken_back(
    browser: WebDriver, site: str, twelve: Path
) -> None:
    browser.get(f"{site}/issues/{ISSUE.id}/review")
    one(browser, "#as").clear()  # another test may have left its name
    one(browser, "#as").send_keys("Ada Brandt\n")
    for done, key in enumerate(KEYS):
        until(browser, partial(shows, done))
        one(browser, "body").send_keys(key)
    until(browser, partial(shows, 10))
    one(browser, "body").send_keys("b")
    until(browser, partial(shows, 9))
    with Ledger.open(twelve, create=False) as ledger:
        kept = list(ledger.codings(ISSUE.digest, "person", "Ada Brandt"))
    assert [c.stance.label for c in kept] == [LABELS[key] for key in KEYS[:9]]
    assert complaints(browser) == []
