"""When something was said: which words of time belong to the cue, and what they mean. All sentences are invented."""

from __future__ import annotations

import datetime as dt

import pytest

from onrecord.reading.dates import said
from onrecord.types import Draft, Granularity, Passage, Published, Said

DAY = Published(dt.date(2014, 9, 28), dt.date(2014, 9, 28), "given")  # a Sunday
SPRING = Published(dt.date(2013, 2, 1), dt.date(2013, 3, 30), "inferred")


def of(marked: str, published: Published = DAY) -> tuple[Said, str]:
    """The time of `{content}` with cue `[cue]` and source `<source>`, and the words that tell it."""
    text, spans = "", {}
    for char in marked:
        if char in "{[<":
            start, kind = len(text), char
        elif char in "}]>":
            spans[kind] = (start, len(text))
        else:
            text += char
    source = Passage.of(text, [spans["<"]]) if "<" in spans else None
    draft = Draft(source, Passage.of(text, [spans["["]]), Passage.of(text, [spans["{"]]))
    got = said(text, draft, published)
    return got, text[got.evidence[0].start : got.evidence[0].end] if got.evidence else ""


OF_THE_CUE = [
    ("<Valk> [said] on Friday that {Sarn will not yield}.", "Friday"),
    ("{Sarn will not yield}, <Valk> [said] Friday.", "Friday"),
    ("<Valk> on Friday [said] {Sarn will not yield}.", "Friday"),
    ("On Friday, <Valk> [told] reporters {Sarn will not yield}.", "Friday"),
    ("<Valk> [told] KTA during an interview on Friday that {Sarn will not yield}.", "Friday"),
    ("<Valk> [said] in Sarn on Tuesday evening that {all is well}.", "Tuesday"),
    ("<Valk> [said] in a letter to the council on Thursday: {all is well}.", "Thursday"),
    ("<A report released on Monday> [said] {all is well}.", "Monday"),
    ("Speaking on Monday in Sarn, <Valk> [said] {all is well}.", "Monday"),
    ("<Valk> [said] last week that {all is well}.", "last week"),
    ("Earlier this month <Valk> [said] {all is well}.", "Earlier this month"),
    ("<Valk> [warned] in August of {a flood}.", "August"),
    ("{Sarn will not yield}, <Valk> [said] on Friday after talks on Monday.", "Friday"),
    ("<Valk> [said] two weeks ago that {all is well}.", "two weeks ago"),
]


@pytest.mark.parametrize(("marked", "words"), OF_THE_CUE)
def test_words_of_time_in_the_clause_of_the_cue_are_taken(marked: str, words: str) -> None:
    assert of(marked)[1] == words


OF_SOMETHING_ELSE = [
    "<Valk> [said] {Sarn will vote on Friday}.",
    "{Sarn will not yield}, <Valk> [said] after talks on Monday.",
    "<Valk> [said] ahead of a summit on Monday that {all is well}.",
    "<A statement> following talks on Friday [said] {all is well}.",
    "Hours before the Tuesday raid, <Valk> [said] {all is well}.",
    "<Valk>, who arrived on Thursday, [said] {all is well}.",
    "<Sarn> [has promised] {a reward}, a report said on Thursday.",
    "Orlic was elected on Monday and <Valk> [said] {all is well}.",
    "The talks were off until February and <Valk> [said] {all is well}.",
    "<Valk> [said] {all is well}. On Friday it rained.",
]


@pytest.mark.parametrize("marked", OF_SOMETHING_ELSE)
def test_the_time_of_another_event_is_not_that_of_saying(marked: str) -> None:
    assert of(marked)[0] == Said()


MEANT: list[tuple[str, str, str, Granularity]] = [
    ("on Friday", "2014-09-26", "2014-09-26", "day"),
    ("on Sunday", "2014-09-28", "2014-09-28", "day"),
    ("last Sunday", "2014-09-21", "2014-09-21", "day"),
    ("yesterday", "2014-09-27", "2014-09-27", "day"),
    ("today", "2014-09-28", "2014-09-28", "day"),
    ("a day earlier", "2014-09-26", "2014-09-27", "day"),
    ("three days ago", "2014-09-25", "2014-09-25", "day"),
    ("last week", "2014-09-15", "2014-09-21", "week"),
    ("this week", "2014-09-22", "2014-09-28", "week"),
    ("earlier this month", "2014-09-01", "2014-09-28", "month"),
    ("last month", "2014-08-01", "2014-08-31", "month"),
    ("in December", "2013-12-01", "2013-12-31", "month"),
    ("last December", "2013-12-01", "2013-12-31", "month"),
    ("last September", "2013-09-01", "2013-09-30", "month"),
    ("in December 2011", "2011-12-01", "2011-12-31", "month"),
    ("last year", "2013-01-01", "2013-12-31", "year"),
    ("on 13 August", "2014-08-13", "2014-08-13", "day"),
    ("on Aug. 13, 2012", "2012-08-13", "2012-08-13", "day"),
    ("over the weekend", "2014-09-27", "2014-09-28", "span"),
]


@pytest.mark.parametrize(("words", "low", "high", "granularity"), MEANT)
def test_words_of_time_are_resolved_against_the_day(words: str, low: str, high: str, granularity: Granularity) -> None:
    got, _ = of(f"<Valk> [said] {words} that {{all is well}}.")
    assert (str(got.earliest), str(got.latest), got.granularity) == (low, high, granularity)


def test_a_weekday_in_a_report_of_unknown_week_is_bounded_by_its_interval() -> None:
    got, _ = of("<Valk> [said] on Friday that {all is well}.", SPRING)
    assert (str(got.earliest), str(got.latest), got.granularity) == ("2013-02-01", "2013-03-29", "day")


def test_a_day_just_after_the_first_day_of_publication_is_of_that_year() -> None:
    got, _ = of("<Valk> [told] KTA on 13 February that {all is well}.", SPRING)
    assert (str(got.earliest), str(got.latest)) == ("2013-02-13", "2013-02-13")


def test_a_month_alone_is_the_last_before_publication() -> None:
    got, _ = of("<Valk> [said] in December that {all is well}.", SPRING)
    assert (str(got.earliest), str(got.latest)) == ("2012-12-01", "2012-12-31")


def test_without_a_date_of_publication_the_words_stay_as_evidence() -> None:
    got, words = of("<Valk> [said] on Friday that {all is well}.", Published())
    assert (got.earliest, got.latest, got.granularity, words) == (None, None, "day", "Friday")


def test_what_is_yet_to_be_said_lies_ahead() -> None:
    got, _ = of("<Valk> will [say] on Tuesday that {all is well}.")
    assert str(got.earliest) == "2014-09-30"
