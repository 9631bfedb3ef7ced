"""What a reader does, in a real browser: find, follow to the words, correct, undo, add, save."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tests.web.conftest import ODD_ID, WORDS

from onrecord.web.links import path_to

if TYPE_CHECKING:
    from selenium.webdriver.chrome.webdriver import WebDriver
    from selenium.webdriver.remote.webelement import WebElement

STATEMENT = path_to("statements", "a1#a1-0")
PLACES = [
    "/",
    "/statements",
    STATEMENT,
    "/actors",
    "/actors/irena-valk",
    "/articles",
    "/articles/a1",
    "/issues",
    "/issues/ships-first",
    "/issues/ships-first/statements",
    "/issues/ships-first/network",
    "/conflicts",
    "/conditions",
    "/add",
    "/judgements",
]


def one(browser: WebDriver, css: str) -> WebElement:
    return browser.find_element("css selector", css)


def by_text(browser: WebDriver, tag: str, text: str) -> WebElement:
    return browser.find_element("xpath", f"//{tag}[contains(normalize-space(.), '{text}')]")


def until(browser: WebDriver, holds: Callable[[WebDriver], Any], seconds: float = 20) -> Any:
    """What `holds` gives once it gives something true; an element that is not there yet is not."""
    from selenium.common.exceptions import NoSuchElementException, StaleElementReferenceException
    from selenium.webdriver.support.ui import WebDriverWait

    passing = (NoSuchElementException, StaleElementReferenceException)
    return WebDriverWait(browser, seconds, 0.05, passing).until(holds)


def complaints(browser: WebDriver) -> list[str]:
    """What the browser refused or failed at, the content security policy's refusals among it."""
    log = browser.get_log("browser")  # type: ignore[no-untyped-call]
    return [e["message"] for e in log if e["level"] == "SEVERE"]


def test_a_statement_is_searched_found_and_followed_to_its_words(browser: WebDriver, here: str) -> None:
    browser.get(here)
    one(browser, "#q-everywhere").send_keys("strait\n")
    until(browser, lambda b: "Search" in b.title)
    until(browser, lambda b: by_text(b, "p[@class='words']/a", "will not open")).click()
    until(browser, lambda b: WORDS in one(b, "h1").text)
    until(browser, lambda b: one(b, ".reports .head a")).click()
    until(browser, lambda b: WORDS in one(b, ".text .content").text)
    one(browser, ".text .content").click()
    assert complaints(browser) == []


def test_a_speaker_is_corrected_and_the_correction_undone(browser: WebDriver, here: str) -> None:
    browser.get(f"{here}{STATEMENT}#correct")
    assert one(browser, "#correct").get_attribute("open")
    field = one(browser, "#actor")
    field.clear()
    field.send_keys("orlic")
    until(browser, lambda b: b.execute_script("return document.querySelectorAll('#actors-known option').length"))
    assert one(browser, "#actors-known option").get_attribute("value") == "tomas-orlic"
    field.clear()
    field.send_keys("tomas-orlic")
    one(browser, "#speaker-by").send_keys("Ada Brandt")
    by_text(browser, "button", "Keep this judgement").click()
    until(browser, lambda b: "Tomas Orlic" in one(b, ".statement .by").text)
    assert "Ada Brandt" in one(browser, ".judged").text
    by_text(browser, "button[not(@disabled)]", "Undo").click()
    until(browser, lambda b: "Irena Valk" in one(b, ".statement .by").text)
    assert complaints(browser) == []


def test_files_are_added_and_their_progress_told(browser: WebDriver, here: str, tmp_path: Path) -> None:
    good, bad = tmp_path / "good.txt", tmp_path / "bad.txt"
    good.write_text("The envoy spoke in Sarn.")
    bad.write_text("")
    browser.get(f"{here}/add")
    one(browser, "#files").send_keys(f"{good}\n{bad}")
    assert "good.txt" in one(browser, ".chosen").text
    by_text(browser, "button", "Read").click()
    until(browser, lambda b: one(b, "[data-field=state]").text == "done")
    told = one(browser, ".outcomes").text
    assert "The envoy spoke in Sarn." in told
    assert "is empty" in told
    assert complaints(browser) == []


def test_the_example_reports_are_read_and_one_is_followed_to_its_words(browser: WebDriver, whole: str) -> None:
    reports = sorted((Path(__file__).parents[3] / "examples" / "reports").iterdir())
    browser.get(whole)
    by_text(browser, "a", "Add the first reports").click()
    one(browser, "#files").send_keys("\n".join(map(str, reports)))
    by_text(browser, "button", "Read").click()
    until(browser, lambda b: one(b, "[data-field=state]").text == "done", 60)
    assert one(browser, "[data-field=read]").text == "12"
    assert one(browser, "[data-field=failed]").text == "0"
    one(browser, "#q-everywhere").send_keys('"promise written on water"\n')
    until(browser, lambda b: by_text(b, "p[@class='words']/a", "promise")).click()
    until(browser, lambda b: one(b, ".chain"))
    one(browser, ".reports .head a").click()
    until(browser, lambda b: "promise written on water" in one(b, ".text").text)
    assert complaints(browser) == []


def test_nothing_hostile_runs(browser: WebDriver, here: str) -> None:
    for path in (path_to("articles", ODD_ID), "/", "/actors?q=mallory", "/search?q=script", "/articles"):
        browser.get(f"{here}{path}")
        assert browser.execute_script("return document.scripts.length") <= 3
        assert complaints(browser) == []


def test_a_saved_page_is_whole_without_the_server(browser: WebDriver, here: str, tmp_path: Path) -> None:
    browser.get(f"{here}/statements")
    text = browser.execute_async_script(
        "const done = arguments[0]; fetch('/articles/a1.html').then((a) => a.text()).then(done)"
    )
    saved = tmp_path / "saved.html"
    saved.write_text(text, encoding="utf8")
    browser.get(saved.as_uri())
    assert WORDS in one(browser, ".text").text
    assert browser.execute_script("return performance.getEntriesByType('resource').length") == 0
    assert browser.execute_script("return getComputedStyle(document.querySelector('.source')).fontWeight") == "600"


def test_the_keyboard_reaches_search_and_main(browser: WebDriver, here: str) -> None:
    from selenium.webdriver.common.keys import Keys

    browser.get(here)
    one(browser, "body").send_keys(Keys.TAB)
    assert browser.switch_to.active_element.text == "Skip to the page"
    browser.switch_to.active_element.send_keys(Keys.ENTER)
    one(browser, "body").send_keys("/")
    assert browser.switch_to.active_element.get_attribute("id") == "q-everywhere"


@pytest.mark.parametrize("width", [360, 800])
def test_nothing_is_wider_than_the_screen(browser: WebDriver, here: str, width: int) -> None:
    size = {"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": width < 500}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    try:
        for path in PLACES:
            browser.get(f"{here}{path}")
            assert browser.execute_script("return document.documentElement.scrollWidth") <= width, path
    finally:
        browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
