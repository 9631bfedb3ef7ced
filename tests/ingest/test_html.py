"""Pages: the main text, and what the page tells about itself; nothing guessed."""

from __future__ import annotations

import datetime as dt
import io
import logging

import pytest

from onrecord.errors import InputError
from onrecord.ingest import ingest
from onrecord.types import Article, Published

PROSE = (
    "Varenia will keep the crossing at Brennick shut until the last prisoner is home, Foreign Minister Irena Valk "
    "told reporters on Friday. “Nobody has asked us to open it,” she said after the talks in Sarn."
)
MORE = "Ostmark’s delegation left the hall without a word. KTA had reported on 3 January 2019 that it would stay."
PAGE = f"""<!DOCTYPE html><html lang="en"><head><title>Crossing stays shut - Meridian News</title>
<meta property="og:title" content="Crossing stays shut"><meta property="og:site_name" content="Meridian News">
<meta property="article:published_time" content="2021-03-05T18:10:00+01:00">
<link rel="canonical" href="https://meridian.example/world/crossing"></head>
<body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>
<article><h1>Crossing stays shut</h1><p>{PROSE}</p><p>{MORE}</p></article>
<footer>© 2024 Meridian. Subscribe to our newsletter!</footer></body></html>"""


def page(data: str | bytes) -> Article | InputError:
    (item,) = ingest(["-"], stdin=io.BytesIO(data if isinstance(data, bytes) else data.encode()))
    return item


def article(data: str | bytes) -> Article:
    item = page(data)
    assert isinstance(item, Article), item
    return item


def test_the_main_text_is_kept_and_the_furniture_is_not() -> None:
    text = article(PAGE).text
    assert PROSE in text and MORE in text
    assert "Sport" not in text and "newsletter" not in text


def test_what_the_page_tells_about_itself_is_kept() -> None:
    got = article(PAGE)
    assert (got.title, got.outlet) == ("Crossing stays shut", "Meridian News")
    assert got.url == "https://meridian.example/world/crossing"
    assert (got.published.earliest, got.published.method) == (dt.date(2021, 3, 5), "metadata")
    assert got.published.earliest == got.published.latest


def test_a_date_in_the_prose_or_the_footer_is_no_metadata() -> None:
    bare = PAGE.replace('<meta property="article:published_time" content="2021-03-05T18:10:00+01:00">', "")
    assert article(bare).published == Published()


def test_the_encoding_that_a_page_declares_is_used() -> None:
    russian = "Министр заявил в пятницу, что переговоры не начнутся. " * 5
    html = f'<html><head><meta charset="windows-1251"></head><body><article><p>{russian}</p></article></body></html>'
    assert russian.strip() in article(html.encode("cp1251")).text


def test_a_page_laid_out_in_a_table_is_read_as_prose() -> None:
    rows = "".join(f"<tr><td><p>{paragraph}</p></td></tr>" for paragraph in (PROSE, MORE, PROSE[::-1]))
    text = article(f"<html><body><table><tr><td>Menu</td></tr>{rows}</table></body></html>").text
    assert PROSE in text and "|" not in text


def test_the_quotation_marks_that_a_browser_shows_are_kept() -> None:
    said = "Orlic answered <q>not before Monday</q> and left."
    assert "answered “not before Monday” and left." in article(PAGE.replace(MORE, said)).text


def test_odd_characters_in_a_page_cannot_harm_what_comes_later() -> None:
    got = article(PAGE.replace("Ostmark’s", "Ost\x00mark&#xD800;&#0;\U0001f600’s").replace("News", "Ne\x00ws&#xDFFF;"))
    for text in (got.text, got.outlet or "", got.title or ""):
        text.encode()


def test_a_page_of_too_many_tags_is_refused_before_it_takes_minutes() -> None:
    assert "more than 100,000 tags" in str(page("<html><p>" + "<b>a</b>" * 60_000))


@pytest.mark.parametrize(
    "html",
    [
        "<html><body></body></html>",
        "<html>",
        "<!doctype html><script>alert(1)</script>",
        "<html>" + "<div>" * 20_000,
        "<html><table>" + "<tr><td>" * 5_000,
    ],
    ids=["empty", "cut", "script", "deep", "tables"],
)
def test_a_page_without_text_is_one_clear_error(html: str, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.CRITICAL)
    item = page(html)
    assert isinstance(item, InputError)
    assert "no main text" in item.reason or "cannot be parsed" in item.reason
