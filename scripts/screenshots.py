"""Pictures of every page at three widths: `python scripts/screenshots.py [FOLDER]`, by default into docs/pages.

Reads and codes the example reports into a new ledger, serves it on a free port, and takes each page of the registry
with Debian's Chromium (`apt-get install chromium chromium-driver`, `pip install selenium pillow`). Look at each
picture afterwards.
"""

from __future__ import annotations

import base64
import io
import json
import os
import shutil
import socket
import sys
import tempfile
import threading
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import uvicorn
from PIL import Image
from selenium.webdriver import Chrome, ChromeOptions
from selenium.webdriver.chrome.service import Service

from onrecord.book import Book
from onrecord.web.app import application
from onrecord.web.links import filled
from onrecord.web.registry import PAGES
from onrecord.web.settings import Settings

ROOT = Path(__file__).parent.parent
WIDTHS = (360, 800, 1400)
TALLEST = 1600  # pixels of a page that are shown; what is below looks like what is above
COLOURS = 128  # of a picture in the repository: a small part of the size; with 64 the rarest colours turned grey
QUERY = {"search": "?q=strait", "review": "?as=Ada+Brandt"}
BESIDE = {"add": "/add"}  # what is no page of the registry


def main(folder: Path) -> None:
    """Every page in every width, as FOLDER/PAGE-WIDTH.png."""
    folder = folder.absolute()
    folder.mkdir(parents=True, exist_ok=True)
    os.chdir(ROOT)  # so that the pictures show where the reports are in the project, and nothing of this machine
    with tempfile.TemporaryDirectory() as made:
        ledger = Path(made) / "example.db"
        with Book.open(ledger) as book:
            book.read("examples/reports")
            book.statements()
            book.code("examples/issue.toml")
        with _served(ledger) as here, _browser() as browser:
            for name, path in _paths(here):
                for width in WIDTHS:
                    (folder / f"{name}-{width}.png").write_bytes(_picture(browser, here + path, width))
                print(name, path)


def _paths(here: str) -> Iterator[tuple[str, str]]:
    """The name of each page and where it is; a page about one thing that no list leads to is left out, and named."""
    issue = _data(f"{here}/issues.json")["issues"][0]["id"]
    about = dict.fromkeys((page.name for page in PAGES if page.path.startswith("/issues/")), issue)
    about |= {"statement": _most_reported(here), "actor": _ids(here, "actors")[0], "article": _ids(here, "articles")[0]}
    for page in PAGES:
        if not page.has_id:
            yield page.name, page.path + QUERY.get(page.name, "")
        elif page.name in about:
            yield page.name, filled(page.path, about[page.name]) + QUERY.get(page.name, "")
        else:
            print(f"{page.name}: no example is known, left out", file=sys.stderr)
    yield from BESIDE.items()


def _ids(here: str, stem: str) -> list[str]:
    return [line["id"] for line in _data(f"{here}/{stem}.json")["lines"]]


def _most_reported(here: str) -> str:
    lines = _data(f"{here}/statements.json?limit=200")["listing"]["lines"]
    return str(max(lines, key=lambda line: (line["reports"], line["roots"]))["statement"])


def _data(url: str) -> Any:
    with urllib.request.urlopen(url) as answer:
        return json.load(answer)


@contextmanager
def _served(ledger: Path) -> Iterator[str]:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = uvicorn.Server(uvicorn.Config(application(Settings(ledger)), log_level="error"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        server.should_exit = True
        thread.join()


@contextmanager
def _browser() -> Iterator[Chrome]:
    options = ChromeOptions()
    options.binary_location = shutil.which("chromium") or ""
    for flag in ("--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"):
        options.add_argument(flag)
    browser = Chrome(options=options, service=Service(shutil.which("chromedriver")))
    yield browser
    browser.quit()


def _picture(browser: Chrome, url: str, width: int) -> bytes:
    """The page from its top, in as few colours as it has."""
    size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 500}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    browser.get(url)
    height = min(TALLEST, browser.execute_script("return document.body.offsetHeight"))
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {**size, "height": height})
    taken = browser.execute_cdp_cmd("Page.captureScreenshot", {"format": "png"})
    small = (
        Image.open(io.BytesIO(base64.b64decode(taken["data"])))
        .convert("RGB")
        .quantize(COLOURS, dither=Image.Dither.NONE)
    )
    out = io.BytesIO()
    small.save(out, "PNG", optimize=True)
    return out.getvalue()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "pages")
