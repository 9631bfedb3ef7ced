"""Dates as inputs give them."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.ingest.days import published_on

DAY = dt.date(2021, 3, 5)


@pytest.mark.parametrize(
    "text",
    [
        *("2021-03-05", " 2021-03-05 ", "20210305", "2021-03-05T14:30:00Z", "2021-03-05 14:30", "2021-W09-5"),
        *("2021-03-05T23:59:59.123+14:00", "Fri, 05 Mar 2021 22:28:00 GMT", "5 Mar 2021 22:28:00 -0500"),
    ],
)
def test_a_day_is_the_one_on_the_writers_calendar(text: str) -> None:
    published = published_on(text, "given", "the field")
    assert (published.earliest, published.latest) == (DAY, DAY)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [("2021", (1, 1), (12, 31)), ("2021-02", (2, 1), (2, 28)), ("2021-12", (12, 1), (12, 31))],
)
def test_a_month_or_a_year_is_all_its_days(text: str, first: tuple[int, int], last: tuple[int, int]) -> None:
    published = published_on(text, "given", "the field")
    assert (published.earliest, published.latest) == (dt.date(2021, *first), dt.date(2021, *last))


@pytest.mark.parametrize("text", ["", "soon", "2021-13", "0000", "2021-02-30", "05/03/2021", "1614902400", "2021-3-5"])
def test_what_is_no_date_is_refused_and_never_guessed(text: str) -> None:
    with pytest.raises(ValueError, match="no date"):
        published_on(text, "given", "the field")


@given(st.text(alphabet="0123456789-:TZ+ WJanuaryMonGMT,/\x00٣", max_size=40) | st.text())
def test_any_text_is_a_date_or_refused(text: str) -> None:
    try:
        published = published_on(text, "given", "the field")
    except ValueError:
        return
    assert published.earliest is not None and published.latest is not None
    assert published.earliest <= published.latest
