"""Ten statements coded by keyboard in a real browser, and one of them taken back."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.resolve.make import VALK, reading
from tests.web import unsure
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


def says(words: str, browser: WebDriver) -> bool:
    """Whether the page holds these words."""
    return words in one(browser, "main").text


def test_what_coders_differ_on_and_a_doubtful_chain_are_decided_by_keyboard(browser: WebDriver, tmp_path: Path) -> None:
    path = unsure.fill(tmp_path / "unsure.db")
    with serving(application(Settings(path), read_here)) as address:
        browser.get(f"{address}/issues/{ISSUE.id}/review?as=Eva&disputed=yes")
        for done, key in enumerate("af"):
            until(browser, partial(shows, done))
            one(browser, "body").send_keys(key)
        until(browser, partial(shows, 2))
        one(browser, "body").send_keys("b")
        until(browser, partial(shows, 1))
        browser.execute_script("document.activeElement.blur()")
        press(browser, "jj")  # the side, then the chain
        assert browser.switch_to.active_element.get_attribute("aria-label") == "chain in doubt: Pavel Dorn"
        press(browser, "h")
        until(browser, partial(says, "your last judgement: chain"))
        assert not says("Doubtful chains", browser)
        press(browser, "z")
        until(browser, partial(says, "Doubtful chains"))
        press(browser, "c")
        press(browser, "c")  # the first press chooses
        assert browser.switch_to.active_element.get_attribute("name") == "speaks_for"
        browser.switch_to.active_element.send_keys("Ostmark\n")
        until(browser, partial(says, "your last judgement: speaker"))
        with Ledger.open(path, create=False) as ledger:
            (kept,) = ledger.codings(ISSUE.digest, "person", "Eva")
            made = [(j.kind, j.by, j.change.speaks_for) for j in ledger.judgements()]
        assert (kept.stance.label, kept.is_adjudicated) == ("against", True)
        assert made == [("chain", "Eva", None), ("undo", "Eva", None), ("speaker", "Eva", "Ostmark")]
        assert complaints(browser) == []


def press(browser: WebDriver, keys: str) -> None:
    """Keys as they come to whatever has the focus."""
    for key in keys:
        browser.switch_to.active_element.send_keys(key)
