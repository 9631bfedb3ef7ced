"""A page whose figures are being counted, in a real browser: it stays where it is, and gives way to them."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.web.browser.conftest import serving
from tests.web.browser.test_access import RUN
from tests.web.browser.test_flows import one, until
from tests.web.test_counting import Here

from onrecord.web import counting, views
from onrecord.web.app import application
from onrecord.web.asked import Asked
from onrecord.web.parts.progress import Progress
from onrecord.web.parts.remembered import Made
from onrecord.web.settings import Settings

if TYPE_CHECKING:
    from selenium.webdriver.chrome.webdriver import WebDriver

NETWORK = "/issues/ships-first/network"


class Held(Here):
    """Tells how far it is, and counts when it may."""

    may = threading.Event()

    def count(self, page: str, asked: Asked) -> Iterator[Progress | Made]:
        """How far, then what was made."""
        yield Progress("who stands with whom", 1, 4)
        self.may.wait(20)
        yield from super().count(page, asked)


@pytest.fixture
def slow(ledger_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A server that counts nothing before `Held.may` is set."""
    Held.may.clear()
    monkeypatch.setattr(views, "PATIENCE", 0.0)
    monkeypatch.setattr(counting, "Apart", Held)
    monkeypatch.setattr(counting.Counting, "start", lambda self: None)
    with serving(application(Settings(ledger_path, small=0))) as address:
        yield address
        Held.may.set()


def test_a_page_that_waits_stays_and_gives_way_to_its_figures(browser: WebDriver, slow: str) -> None:
    axe = pytest.importorskip("axe_core_python", reason="axe is not installed: pip install axe-core-python")
    browser.get(f"{slow}{NETWORK}")
    assert one(browser, "h1").text == "Network: being counted"
    browser.execute_script("window.kept = true; document.querySelector('.tabs a').focus()")
    until(browser, lambda b: one(b, "#done").text == ": 1 of 4")
    assert browser.execute_script("return window.kept && document.activeElement.matches('.tabs a')")
    browser.execute_script((files(axe) / "axe.min.js").read_text(encoding="utf8"))
    assert browser.execute_async_script(RUN) == []
    Held.may.set()
    until(browser, lambda b: one(b, "h1").text.startswith("Must the ships leave first?"))


def test_who_reads_meanwhile_is_offered_the_figures_and_not_moved(browser: WebDriver, slow: str) -> None:
    browser.get(f"{slow}/actors/irena-valk")
    browser.execute_script("window.kept = true; document.querySelector('main .notice a').focus()")
    Held.may.set()
    until(browser, lambda b: one(b, ".notice.ready").text == "The figures are counted: show them.")
    assert browser.execute_script("return window.kept")
    one(browser, ".notice.ready a").click()
    until(browser, lambda b: not b.find_elements("css selector", ".notice"))
