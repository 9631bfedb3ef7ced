"""Figures of one thing: where they part, where they agree, and what may not be compared."""

from __future__ import annotations

import pytest
from tests.positions.conflicts.build import Said, report

from onrecord.positions.conflicts.model import Agreement, Conflict
from onrecord.positions.conflicts.numbers import Figures, agreements, conflicts
from onrecord.positions.conflicts.reports import Report
from onrecord.positions.conflicts.tellings import tellings


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
        "Ostmark, whose arms sales to Kestria are worth billions of dollars a year, refused to sign.",
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
