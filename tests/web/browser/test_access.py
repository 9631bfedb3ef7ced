"""Every page for everybody: axe, the checker of the web's accessibility guidelines, finds nothing wrong with it."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

import pytest
from tests.web.browser.test_flows import PLACES
from tests.web.test_pages import address

from onrecord.web.registry import PAGES

if TYPE_CHECKING:
    from selenium.webdriver.chrome.webdriver import WebDriver

pytest.importorskip("axe_core_python", reason="axe is not installed: pip install axe-core-python")
ASKED = [
    "/search?q=strait",
    "/issues/ships-first/review?as=Ada",
    "/actors?silent=yes",
    "/issues/ships-first/statements?left_out=unsure",
]
RUN = """
const done = arguments[0];
document.querySelectorAll("details").forEach((each) => { each.open = true; });
axe.run(document, { resultTypes: ["violations"] }).then((found) => done(
  found.violations.map((one) => `${one.impact} ${one.id}: ${one.nodes[0].html}`)));
"""


@pytest.mark.parametrize(("scheme", "width"), [("light", 360), ("dark", 1200)])
def test_axe_finds_nothing(browser: WebDriver, here: str, scheme: str, width: int) -> None:
    axe = (files("axe_core_python") / "axe.min.js").read_text(encoding="utf8")
    size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 500}
    media = {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", media)
    try:
        found = {}
        for path in dict.fromkeys([*PLACES, *map(address, PAGES), *ASKED]):
            browser.get(f"{here}{path}")
            browser.execute_script(axe)
            found[path] = browser.execute_async_script(RUN)
        assert {path: faults for path, faults in found.items() if faults} == {}
    finally:
        browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
        browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})
