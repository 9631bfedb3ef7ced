"""A real server on a ledger of invented reports, and Chromium before it; skipped where there is none."""

from __future__ import annotations

import shutil
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import uvicorn
from starlette.types import ASGIApp
from tests.web.conftest import read_here

from onrecord.web.app import application
from onrecord.web.settings import Settings

if TYPE_CHECKING:
    from selenium.webdriver.chrome.webdriver import WebDriver

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
DRIVER = shutil.which("chromedriver")


@pytest.fixture(scope="session")
def browser() -> Iterator[WebDriver]:
    """Chromium without a window."""
    selenium = pytest.importorskip("selenium", reason="selenium is not installed: pip install selenium")
    if CHROMIUM is None or DRIVER is None:
        pytest.skip("there is no Chromium: apt-get install chromium chromium-driver")
    del selenium
    from selenium.webdriver import Chrome, ChromeOptions
    from selenium.webdriver.chrome.service import Service

    options = ChromeOptions()
    options.binary_location = CHROMIUM
    for flag in ("--headless=new", "--no-sandbox", "--disable-gpu", "--window-size=1200,900"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = Chrome(options=options, service=Service(DRIVER))
    yield driver
    driver.quit()


@contextmanager
def serving(app: ASGIApp) -> Iterator[str]:
    """The address at which an application answers."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = uvicorn.Server(uvicorn.Config(app, log_level="error", ws="none", timeout_graceful_shutdown=1))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        deadline = time.monotonic() + 10
        while not server.started and time.monotonic() < deadline:
            time.sleep(0.01)
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        server.should_exit = True
        thread.join(10)


@pytest.fixture
def here(ledger_path: Path) -> Iterator[str]:
    """A server on a ledger that the test may change, and that adds without a model."""
    with serving(application(Settings(ledger_path), read_here)) as address:
        yield address


@pytest.fixture
def whole(tmp_path: Path) -> Iterator[str]:
    """A server as a user has it, on a new ledger: what is added is read by the model, in a process of its own."""
    with serving(application(Settings(tmp_path / "new.db"))) as address:
        yield address
