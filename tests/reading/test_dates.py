"""When an article was published: given, printed, or as far as its words bound it. All sentences are invented."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.reading.dates import published
from onrecord.types import Article, Published, Segment, SegmentKind

Bounds = tuple[str | None, str | None]


def read(text: str, **more: object) -> Published:
    return published(Article("a", text), **more)  # type: ignore[arg-type]


def bounds(got: Published) -> Bounds:
    return (str(got.earliest) if got.earliest else None, str(got.latest) if got.latest else None)


def test_a_given_date_is_kept_as_it_is() -> None:
    day = Published(dt.date(2014, 5, 6), dt.date(2014, 5, 6), "metadata")
    assert published(Article("a", "Last modified: 5 Dec 2012", published=day)) == day


@pytest.mark.parametrize(
    "text",
    [
        "Rain fell on the hills of Varenia.",
        "Valk spoke on Friday about talks next week.",
        "Some 2000 troops crossed the river Ost with 1,995 horses.",
        "The panel polled 2047 registered voters.",
        "",
    ],
)
def test_no_evidence_means_unknown(text: str) -> None:
    assert read(text) == Published()


PRINTED = [
    ("Sarn Post\nLast modified: 5 Dec 2012 22:28\nRain fell.", "2012-12-05", "2012-12-05"),
    ("KTA | Updated: 2017-09-15 13:02\nSARN -- Rain fell.", "2017-09-15", "2017-09-15"),
    ("Published on Monday, 3rd March 2014 at 10:22\nRain fell.", "2014-03-03", "2014-03-03"),
    ("Rain fell.\nPosted: April 2, 2011 3:05 p.m.", "2011-04-02", "2011-04-02"),
    ("Published: 3 March 2014\nUpdated: 5 March 2014\nRain fell.", "2014-03-03", "2014-03-03"),
    ("Published: 03/04/2014\nRain fell.", "2014-03-04", "2014-04-03"),
    ("Published: 23/04/2014\nRain fell.", "2014-04-23", "2014-04-23"),
    ("BRENNICK, Nov. 3, 2006 (KTA) -- Rain fell.", "2006-11-03", "2006-11-04"),
    ("By Tomas Orlic\nWednesday, November 22, 2006\nRain fell.", "2006-11-22", "2006-11-22"),
]


@pytest.mark.parametrize(("text", "low", "high"), PRINTED)
def test_a_date_that_the_page_prints_about_itself_is_read(text: str, low: str, high: str) -> None:
    got = read(text)
    assert (*bounds(got), got.method) == (low, high, "printed")
    span = got.evidence[0]
    assert any(c.isdigit() for c in text[span.start : span.end])


@pytest.mark.parametrize(
    "text",
    [
        "The ministry published a study on 5 May 2011 and was ashamed of it.",
        "He had posted the letter on 5 May 2011, the court heard.",
        "Published: 31 February 2014\nRain fell.",
    ],
)
def test_a_date_in_a_sentence_or_no_date_is_not_printed(text: str) -> None:
    assert read(text).method != "printed"


INFERRED: list[tuple[str, str | None, str | None]] = [
    # explicit dates gone by bound below, a day early for time zones
    ("The bridge at Sarn collapsed on 4 May 2009.", "2009-05-03", None),
    ("The bridge was closed in 1999 and was reopened in 2003.", "2002-12-31", None),
    ("The party was founded in late 2003.", "2003-09-01", None),
    # copy that names months with their years follows within ten years
    ("The bridge at Sarn collapsed in May 2009.", "2009-04-30", "2019-06-01"),
    ("Exports showed the sharpest fall since May 2009.", "2009-04-30", None),
    # dates to come bound above
    ("Varenia will hold the next summit in 2014.", None, "2014-12-31"),
    ("The plant is scheduled to open in March 2014.", None, "2014-03-31"),
    ("Emissions must be halved by 2020, Valk said.", None, "2020-12-31"),
    ("The party was founded in 2003. It will choose a leader in 2014.", "2002-12-31", "2014-12-31"),
    # years that name one of a row of things say nothing
    ("Sarn is the town of the 2008 Games.", None, None),
    ("Valk is running in the 2016 race.", None, None),
    # offices, things, wars
    ("Chancellor Helmut Kohl met the mayor of Sarn.", "1982-09-30", "1998-11-06"),
    ("Former Chancellor Helmut Kohl met the mayor of Sarn.", None, None),
    ("The British prime minister, Tony Blair, came to Sarn.", "1997-05-01", "2007-07-07"),
    ("Valk said so on Twitter.", "2006-07-15", None),
    ("A driver paid 300 French francs.", None, "2002-04-29"),
    ("Envoys want to end the 21-month-old civil war in Syria.", "2012-11-15", "2013-01-30"),
    ("Protests that began in March 2011 grew into a 21-month-old war.", "2012-11-01", "2013-02-12"),
    ("Sarn looked back on Bosnia's 43-month war.", None, None),
    ("Valk came to Sarn 20 years ago, in 1989.", "2008-07-01", "2010-03-31"),
    ("Sarn marked the 10th anniversary of the 1991 flood.", "2000-07-01", "2002-03-31"),
    ("Copyright 2018 The Associated Press. All rights reserved.", "2017-12-31", "2018-12-31"),
    ("This article was amended on 17 January 2019.", "2018-07-21", "2019-01-17"),
    ("Rain fell. — Irena Valk (@valk) May 4, 2016", "2016-05-03", None),
]


@pytest.mark.parametrize(("text", "low", "high"), INFERRED)
def test_words_bound_the_day_of_publication(text: str, low: str | None, high: str | None) -> None:
    got = read(text)
    assert bounds(got) == (low, high)
    assert got.method == ("unknown" if low is high is None else "inferred")
    assert all(text[e.start : e.end] and e.reason for e in got.evidence)


def test_a_weekday_beside_a_day_leaves_few_years() -> None:
    text = "Chancellor Gerhard Schroeder came on Wednesday, Nov. 22, and left."
    got = read(text)  # 22 November was a Wednesday in 2000, and in 2006 after he had left
    assert got.earliest and got.latest
    assert (got.earliest.year, got.latest.year) == (2000, 2001)


def test_later_this_month_and_a_day_to_come_name_the_month() -> None:
    text = (
        "The crisis began in May 2013. Talks are due later this month; they are scheduled to begin January 22 in Sarn."
    )
    assert bounds(read(text + " The states will vote in 2015.")) == ("2014-01-01", "2015-01-22")


def test_contradicting_evidence_is_set_aside_and_named() -> None:
    got = read("Chancellor Helmut Kohl was honoured. The hall was built in 2006, and was repaired in 2008.")
    assert got.earliest and got.earliest.year >= 2005
    assert any(e.reason.startswith("set aside") for e in got.evidence)


def test_offices_that_the_caller_knows_bound_as_well() -> None:
    tenures = [("Irena Valk", "foreign minister", dt.date(2003, 1, 1), dt.date(2005, 6, 30))]
    got = read("Foreign Minister Irena Valk spoke in Sarn.", tenures=tenures)
    assert bounds(got) == ("2002-12-31", "2005-07-10")
    assert "Irena Valk" in got.evidence[0].reason


@pytest.mark.parametrize("kind", ["furniture", "repeat"])
def test_dates_in_furniture_and_repeats_do_not_count(kind: SegmentKind) -> None:
    text = "Rain fell.\nThe bridge collapsed in May 2009."
    segments = [Segment(0, 11, "body"), Segment(11, len(text), kind)]
    assert read(text, segments=segments).method == "unknown"


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.sampled_from("0123456789 /-.,:JanMay2031Feb©updated\nof by th’s(@)"), max_size=120))
def test_odd_text_never_raises_and_bounds_stay_in_order(text: str) -> None:
    got = read(text)
    assert got.earliest is None or got.latest is None or got.earliest <= got.latest
    assert all(0 <= e.start <= e.end <= len(text) for e in got.evidence)


@pytest.mark.parametrize("piece", ["A-A-", "AB-CD ", "May 5, ", "President Bush ", "© 2001 ", "a-month-old ", "1999 "])
def test_long_odd_text_is_read_in_moments(piece: str) -> None:
    assert read(piece * 1000).evidence is not None


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_dated_or_left_unknown(text: str) -> None:
    got = read(text)
    assert (got.method == "unknown") == (got.earliest is None and got.latest is None)
