"""Figures of one thing: where they part, where they agree, and what may not be compared."""

from __future__ import annotations

import pytest
from tests.positions.conflicts.build import Said, report

from onrecord.positions.conflicts.model import Agreement, Conflict
from onrecord.positions.conflicts.numbers import Figures, agreements, conflicts
from onrecord.positions.conflicts.reports import Report
from onrecord.positions.conflicts.tellings import tellings
from onrecord.positions.conflicts.tolls import Tolls


def held(*reports: Report) -> tuple[list[Conflict], list[Agreement]]:
    figures = Figures()
    for each in reports:
        figures.add(tellings(each))
    matches = list(figures.matches())
    return list(conflicts(figures.parting(matches))), list(agreements(matches, {}))


def two(one: str, other: str, days: tuple[str | None, str | None] = ("2031-03-01", "2031-03-01")) -> list[Conflict]:
    """The conflicts between two articles of two outlets."""
    first = report(one, day=days[0])
    return held(first, report(other, id_="b", outlet="Sarn Courier", day=days[1]))[0]


WRECK = "The wreck of the ferry Aurora off Sarn killed {} passengers, the harbour master said."


@pytest.mark.parametrize(
    ("one", "other", "parts"),
    [
        ("12", "15", True),
        ("12", "12", False),
        ("at least 12", "15", False),
        ("more than 12", "9", True),
        ("about 100", "95", False),
        ("400", "430", False),
        ("between 10 and 20", "15", False),
        ("dozens of", "40", False),
        ("dozens of", "four", True),
    ],
)
def test_figures_part_where_their_words_allow_no_common_number(one: str, other: str, parts: bool) -> None:
    assert bool(two(WRECK.format(one), WRECK.format(other))) is parts


def test_a_conflict_shows_both_outlets_in_their_own_words() -> None:
    (conflict,) = two(WRECK.format("12"), WRECK.format("15"))
    assert (conflict.one.name, conflict.one.holds) == ("Meridian News", "12 passengers")
    assert (conflict.other.name, conflict.other.holds) == ("Sarn Courier", "15 passengers")
    assert conflict.one.words[0].statement is None
    assert conflict.one.words[0].text == WRECK.format("12")
    assert conflict.about == "passengers dead"


@pytest.mark.parametrize(
    ("days", "parts"),
    [
        (("2031-03-01", "2031-03-02"), False),  # a later, higher toll updates
        (("2031-03-02", "2031-03-01"), True),  # a later, lower one does not
        (("2031-03-01", "2031-05-01"), False),  # another affair, for all that is known
    ],
)
def test_a_later_toll_updates_an_earlier_one(days: tuple[str, str], parts: bool) -> None:
    assert bool(two(WRECK.format("12"), WRECK.format("15"), days)) is parts


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (WRECK.format("12"), "The wreck of the ferry Aurora off Sarn injured 15 passengers, the harbour master said."),
        (WRECK.format("12"), "The wreck of the ferry Aurora off Sarn killed 15 sailors, the harbour master said."),
        (WRECK.format("12"), "A fire in a Brennick hotel killed 15 passengers, the harbour master said."),
        (  # both told by one: a part and a whole
            "The wreck of the ferry Aurora off Sarn killed 12 passengers of the 15 passengers aboard.",
            "The wreck of the ferry Aurora off Sarn killed 15 passengers, the harbour master said.",
        ),
        (  # a count that goes on
            "The wrecks of ferries off Sarn have killed 90 passengers since 2029, the harbour master said.",
            WRECK.format("12"),
        ),
        (  # other days
            "The ferry Aurora off Sarn took 12 passengers on Monday, the harbour master said.",
            "The ferry Aurora off Sarn took 15 passengers on Tuesday, the harbour master said.",
        ),
    ],
)
def test_other_things_are_not_compared(one: str, other: str) -> None:
    assert two(one, other) == []


def test_two_sides_that_one_article_quotes_part_too() -> None:
    text = (
        "Varenia said the shelling of Sarn had killed 12 civilians. Ostmark said the shelling of "
        "Sarn had killed 40 civilians."
    )
    said: list[Said] = [
        ("Varenia", "said", "the shelling of Sarn had killed 12 civilians"),
        ("Ostmark", "said", "the shelling of Sarn had killed 40 civilians"),
    ]
    ((conflict,), _) = held(report(text, *said))
    assert {conflict.one.name, conflict.other.name} == {"Varenia", "Ostmark"}


def test_a_trade_that_one_calls_little_and_another_counts_in_billions_parts_with_doubts() -> None:
    (conflict,) = two(
        "Although Ostmark sells weapons to Kestria, the economic benefit of the trade is negligible.",
        "Ostmark, whose arms sales to Kestria bring in billions of dollars each spring, refused to sign.",
    )
    assert {conflict.one.holds, conflict.other.holds} == {"negligible", "billions of dollars"}
    assert "what is weighed may not be the same" in conflict.doubts
    assert conflict.confidence < 0.6


def test_outlets_that_tell_the_same_number_agree() -> None:
    texts = [
        "Ostmark and Kestria vetoed three Security Council resolutions on the strait last year.",
        "Ostmark, with Kestria, has blocked three Security Council resolutions on the strait.",
        "Three resolutions of the Security Council on the strait were vetoed by Ostmark and Kestria.",
    ]
    outlets = ("Meridian News", "Sarn Courier", "KTA")
    made = [report(text, id_=name, outlet=name, day=None) for text, name in zip(texts, outlets, strict=True)]
    found, (agreement,) = held(*made)
    assert found == []
    assert sorted(w.outlet for w in agreement.words) == sorted(outlets)


def test_copies_of_one_dispatch_do_not_agree() -> None:
    figures = Figures()
    for id_ in ("a", "b"):
        figures.add(tellings(report(WRECK.format("12"), id_=id_, outlet=id_)))
    roots = {"a": frozenset({"r"}), "b": frozenset({"r"})}
    assert list(agreements(figures.matches(), roots)) == []


# --- the toll of one event --------------------------------------------------------------------------------------

SHIP = (
    "A Varenian cruise ship struck the railway bridge of Sarn on the river Ilm late on Tuesday. The Aurora had left "
    "Brennick for the winter lights of Tolvaz. Police say {} people were injured."
)


def tolls(*reports: Report) -> list[Conflict]:
    found = Tolls()
    for each in reports:
        found.add(each, tellings(each))
    return list(conflicts(found.matches()))


@pytest.mark.parametrize(
    ("other", "day", "count"),
    [
        (SHIP.format("27"), "2031-03-01", 1),
        (SHIP.format("25"), "2031-03-01", 0),
        (SHIP.format("27"), "2031-03-02", 0),  # a later, higher toll
        (SHIP.format("22"), "2031-03-02", 1),
        (SHIP.format("27"), "2031-03-20", 0),
        (SHIP.format("five seriously ill"), "2031-03-01", 0),  # a part of it
        (SHIP.format("27") + " Of the 52 aboard 25 are still in hospital.", "2031-03-01", 0),  # knows both figures
        (
            "Rebels shelled a market in Ustmir. Doctors spoke of panic. Police say 27 people were injured.",
            "2031-03-01",
            0,
        ),
    ],
)
def test_the_toll_of_one_event_is_compared_where_the_openings_tell_that_it_is_one(
    other: str, day: str, count: int
) -> None:
    assert len(tolls(report(SHIP.format("25")), report(other, id_="b", outlet="Sarn Courier", day=day))) == count


def test_a_toll_of_one_day_shows_the_doubt_that_it_may_have_risen() -> None:
    (conflict,) = tolls(report(SHIP.format("25")), report(SHIP.format("27"), id_="b", outlet="KTA"))
    assert any("one day" in doubt for doubt in conflict.doubts)


# --- days ---------------------------------------------------------------------------------------------------------

TALKS = "The talks between Varenia and Ostmark on the Sarn corridor open in Brennick on {}, the mediator's office said."


@pytest.mark.parametrize(
    ("one", "other", "parts"),
    [
        ("22 January", "24 January", True),
        ("January 22", "22 January", False),
        ("22 January 2031", "22 January 2032", True),
        ("22 January 2031", "24 January", False),
    ],
)
def test_days_of_one_event_part(one: str, other: str, parts: bool) -> None:
    assert bool(two(TALKS.format(one), TALKS.format(other))) is parts


@pytest.mark.parametrize("text", ["", " ", "\ud800 12 men ", "hundreds of ", "killed on 12 May ", "“12 dead", "1,1,1 "])
def test_odd_text_tells_what_it_tells_in_time(text: str) -> None:
    made = report(text * 100)
    assert held(made, report(text * 100, id_="b")) is not None


@pytest.mark.parametrize(
    ("days", "parts"),
    [
        (("2031-03-01", "2031-03-01"), True),
        (("2031-01-01", "2031-03-01"), False),  # a third one since
        (("2031-03-01", "2031-01-01"), True),  # told as three before it was told as two
    ],
)
def test_vetoes_stay_what_they_were(days: tuple[str, str], parts: bool) -> None:
    one = "Ostmark and Kestria have vetoed two Security Council resolutions on the Sarn strait."
    other = "Ostmark and Kestria blocked three Security Council resolutions on the Sarn strait."
    assert bool(two(one, other, days)) is parts
