"""Numbers in running text: what they count and how closely they are told."""

from __future__ import annotations

import math

import pytest

from onrecord.text.figures import figures, numbers


@pytest.mark.parametrize(
    ("text", "value", "bound", "unit"),
    [
        ("killed 12 people", 12, "exact", "person"),
        ("killed at least twelve people", 12, "least", "person"),
        ("twenty-one schoolgirls", 21, "exact", "schoolgirl"),
        ("four Coast- and League-backed Harbour Board motions drafted by it", 4, "exact", "motion"),
        ("more than 40,000 refugees", 40_000, "least", "refugee"),
        ("up to 300 trucks", 300, "most", "truck"),
        ("about a dozen boats", 12, "about", "boat"),
        ("10-15 trucks", 10, "range", "truck"),
        ("between 10 and 15 trucks", 10, "range", "truck"),
        ("3 to 5 million tonnes", 3e6, "range", "tonne"),
        ("$2.5bn in aid", 2.5e9, "exact", "dollar"),
        ("worth billions of dollars", 2e9, "vague", "dollar"),
        ("hundreds of civilians", 200, "vague", "civilian"),
        ("52.4% of the vote", 52.4, "exact", "%"),
        ("12 dead", 12, "exact", "dead"),
        ("30 of the protesters", 30, "exact", "protester"),
    ],
)
def test_a_figure_has_a_value_a_bound_and_a_unit(text: str, value: float, bound: str, unit: str) -> None:
    (found,) = figures(text)
    assert (found.value, found.bound, found.unit) == (value, bound, unit)


@pytest.mark.parametrize(
    "text",
    [
        "On 12 March 2031",
        "on March 12 ministers met",
        "a 45-year-old man",
        "Resolution 2042 demands it",
        "the Sarn 2 talks",
        "at 8 pm sharp",
        "the 123rd report",
        "one of the ships",
        "12 were there",
        "a visit on 3/4 ended",
    ],
)
def test_dates_ages_times_and_names_are_no_figures(text: str) -> None:
    assert list(figures(text)) == []


def test_bounds_hold_what_the_words_allow() -> None:
    (least,) = figures("at least 40 people")
    (round_,) = figures("400 people")
    (about,) = figures("about 50 people")
    assert (least.low, least.high) == (40, math.inf)
    assert (round_.low, round_.high) == (350, 450)
    assert (about.low, about.high) == (40, 60)
    assert least.allows(about)


def test_the_place_of_a_figure_holds_its_bound_and_its_noun() -> None:
    text = "Clashes left at least 40 armed men dead."
    (found,) = figures(text)
    assert text[found.start : found.end] == "at least 40 armed men"


def test_all_numbers_of_a_stretch_are_known_whatever_they_count() -> None:
    assert numbers("31 of the more than 300 sailors") == {31.0, 300.0}
