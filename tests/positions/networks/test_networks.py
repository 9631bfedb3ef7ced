"""Discourse networks: what ties are made of, and how polarised a debate is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from itertools import pairwise

import networkx as nx
import numpy as np
import pytest
from tests.positions.make import columns_of

from onrecord.cli.network_out import graphml
from onrecord.errors import UsageError
from onrecord.ledger.stances import Version
from onrecord.positions.networks.onemode import Kind, Network, Normalisation, network
from onrecord.positions.networks.polarisation import esteban_ray, groups, modularity, over_time, windows
from onrecord.positions.networks.twomode import Duplicates, Stated, TwoMode, stated, two_mode
from onrecord.positions.weights import STATED
from onrecord.types import StanceLabel

CORRIDOR = Version(1, "corridor", "d1", "Must the corridor open first?", "It must.", "It must not.")
LEVY = Version(2, "levy", "d2", "May the levy stay?", "It may.", "It may not.")


def said(*told: tuple[int, StanceLabel, int], version: Version = CORRIDOR) -> tuple[Version, object]:
    """So many statements of each side."""
    labels = [label for _, label, times in told for _ in range(times)]
    sides = [side for side, _, times in told for _ in range(times)]
    return version, columns_of(labels, sides=sides)


def made(issues: Sequence[tuple[Version, object]], duplicates: Duplicates = "include") -> TwoMode:
    return two_mode(of(issues, duplicates))


def of(issues: Sequence[tuple[Version, object]], duplicates: Duplicates = "include") -> Stated:
    return stated(issues, duplicates=duplicates)  # type: ignore[arg-type]


def weights(found: TwoMode, kind: Kind, normalisation: Normalisation = "no") -> dict[tuple[str, str], float]:
    tied = network(found, kind, normalisation)
    return {(tied.nodes[t.one].name, tied.nodes[t.other].name): round(t.weight, 4) for t in tied.ties}


# Side 0 says for 3 times and against once, side 1 for twice, side 2 against twice.
THREE = said((0, "for", 3), (0, "against", 1), (1, "for", 2), (2, "against", 2), (2, "neither", 4))


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("congruence", {("Side 0", "Side 1"): 6.0, ("Side 0", "Side 2"): 2.0}),
        ("conflict", {("Side 0", "Side 1"): 2.0, ("Side 0", "Side 2"): 6.0, ("Side 1", "Side 2"): 4.0}),
        ("subtract", {("Side 0", "Side 1"): 4.0, ("Side 0", "Side 2"): -4.0, ("Side 1", "Side 2"): -4.0}),
    ],
)
def test_ties_are_products_of_how_often_two_sides_say_the_same_or_the_opposite(
    kind: Kind, expected: dict[tuple[str, str], float]
) -> None:
    assert weights(made([THREE]), kind) == expected


@pytest.mark.parametrize(
    ("normalisation", "expected"),
    [("average", 6 / 3), ("jaccard", 6 / (1 + 6)), ("cosine", 6 / (10**0.5 * 2))],
)
def test_normalisations_are_those_of_discourse_network_analysis(normalisation: Normalisation, expected: float) -> None:
    assert weights(made([THREE]), "congruence", normalisation)["Side 0", "Side 1"] == round(expected, 4)


def test_two_sides_that_say_the_same_have_a_cosine_of_one() -> None:
    alike = said((0, "for", 3), (0, "against", 1), (1, "for", 3), (1, "against", 1))
    assert weights(made([alike]), "congruence", "cosine") == {("Side 0", "Side 1"): 1.0}


def test_issues_add_up_and_stances_on_different_issues_tie_nobody() -> None:
    both = [said((0, "for", 1), (1, "for", 1)), said((0, "for", 1), (1, "against", 1), version=LEVY)]
    assert weights(made(both), "congruence") == {("Side 0", "Side 1"): 1.0}
    assert weights(made(both), "subtract") == {}
    apart = [said((0, "for", 1)), said((0, "neither", 1), (1, "for", 1), version=LEVY)]
    assert weights(made(apart), "congruence") == {}


def test_a_two_mode_network_ties_sides_to_the_ends_they_support() -> None:
    found = made([THREE])
    assert weights(found, "two-mode", "activity")["Side 0", "corridor: for"] == 0.75
    assert weights(found, "two-mode", "prominence")["Side 1", "corridor: for"] == 0.25
    assert {node.name for node in network(found, "two-mode").nodes} == {
        "Side 0", "Side 1", "Side 2", "corridor: for", "corridor: against",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "normalisation"), [("congruence", "activity"), ("two-mode", "jaccard"), ("friends", "no")]
)
def test_what_does_not_go_together_is_refused_with_what_does(kind: Kind, normalisation: Normalisation) -> None:
    with pytest.raises(UsageError, match="none of"):
        network(made([THREE]), kind, normalisation)


def test_a_tie_names_the_statements_on_both_sides_and_no_others() -> None:
    tie = next(t for t in network(made([THREE]), "conflict").ties if {t.one, t.other} == {1, 2})
    assert set(tie.statements) == {"s5", "s6"}
    assert set(tie.other_statements) == {"s7", "s8"}


@pytest.mark.parametrize(
    ("duplicates", "count"), [("include", 4), ("document", 3), ("week", 3), ("month", 2), ("acrossrange", 1)]
)
def test_duplicates_count_once_in_their_stretch(duplicates: Duplicates, count: int) -> None:
    days = ["2031-03-03", "2031-03-05", "2031-03-12", "2031-04-20"]
    columns = columns_of(["for"] * 4, days, roots=[0, 0, 1, 2])
    assert made([(CORRIDOR, columns)], duplicates).totals.tolist() == [count]


def test_weights_count_a_statement_for_less() -> None:
    columns = columns_of(["for", "for"], sides=[0, 1], confidence=[1.0, 0.5])
    found = two_mode(stated([(CORRIDOR, columns)], weights=STATED))
    assert weights(found, "congruence") == {("Side 0", "Side 1"): 0.5}


def test_days_keep_what_was_said_in_them() -> None:
    found = of([(CORRIDOR, columns_of(["for", "against"], ["2031-01-05", "2031-05-05"]))])
    march = found.during(dt.date(2031, 3, 1), None)
    assert two_mode(march).disagree.tolist() == [[1.0]]
    assert two_mode(march).agree.tolist() == [[0.0]]


def test_the_busiest_sides_are_kept_and_the_others_counted() -> None:
    found = two_mode(of([THREE]), most=2)
    assert [side.name for side in found.sides] == ["Side 0", "Side 1"]
    assert network(found).left_out == 1


# --- groups and polarisation ------------------------------------------------------------------------------------


def test_two_camps_are_two_groups_and_who_shares_nothing_is_in_none() -> None:
    camps = said((0, "for", 2), (1, "for", 1), (2, "against", 2), (3, "against", 1))
    found = made([camps, said((0, "neither", 1), (4, "for", 1), version=LEVY)])
    names = {side.name: group for side, group in zip(found.sides, groups(found), strict=True)}
    assert names["Side 0"] == names["Side 1"] != names["Side 2"] == names["Side 3"]
    assert names["Side 4"] == -1


def test_modularity_is_highest_for_two_equal_camps() -> None:
    camps = made([said((0, "for", 1), (1, "for", 1), (2, "against", 1), (3, "against", 1))])
    assert modularity(camps) == 0.5
    assert modularity(made([said((0, "for", 1), (1, "for", 1), (2, "for", 1))])) == 0.0
    assert modularity(made([said((0, "for", 1))])) is None


def test_polarisation_falls_from_two_halves_to_one_place() -> None:
    scores = [esteban_ray(x) for x in ([1, 1, -1, -1], [1, 1, 1, -1], [1, 0, 0, -1], [1, 1, 1, 1])]
    assert all(a is not None and b is not None and a > b for a, b in pairwise(scores))


def test_windows_move_by_a_month_and_leave_out_what_has_no_day() -> None:
    days = ["2031-01-10", "2031-02-10", "2031-04-10", None]
    found = of([(CORRIDOR, columns_of(["for", "against", "for", "for"], days, sides=[0, 1, 1, 0]))])
    assert [first.month for first, _ in windows(found, 2)] == [1, 2, 3]
    splits = over_time(found, 2)
    assert [s.statements for s in splits] == [2.0, 1.0, 1.0]
    assert splits[0].esteban_ray == 1.0
    assert splits[1].esteban_ray is None
    assert [s.last for s in splits] == [dt.date(2031, 2, 28), dt.date(2031, 3, 31), dt.date(2031, 4, 30)]


# --- out ---------------------------------------------------------------------------------------------------------


def read_back(made: Network, marks: Sequence[int] = ()) -> nx.Graph:
    return nx.parse_graphml("\n".join(graphml(made, marks)))


def test_graphml_reads_back_with_its_weights_and_labels() -> None:
    graph = read_back(network(made([THREE]), "subtract"), (0, 0, 1))
    assert graph.edges["side0", "side2"]["weight"] == -4.0
    assert graph.nodes["side2"]["label"] == "Side 2"
    assert [graph.nodes[n]["group"] for n in ("side0", "side1", "side2")] == [1, 1, 2]
    ids = [line.split('id="')[1].split('"')[0] for line in graphml(network(made([THREE])), ()) if "<key " in line]
    assert len(ids) == len(set(ids))


def test_the_same_statements_in_any_order_give_the_same_network() -> None:
    one = said((0, "for", 2), (1, "against", 1), (2, "for", 1))
    found = made([one])
    assert np.array_equal(found.agree, made([one]).agree)
    assert list(graphml(network(found), groups(found))) == list(graphml(network(made([one])), groups(made([one]))))


def test_nothing_said_is_an_empty_network() -> None:
    found = made([(CORRIDOR, columns_of([]))])
    assert network(found).ties == ()
    assert groups(found) == ()
    assert over_time(of([(CORRIDOR, columns_of([]))]), 3) == ()
    assert two_mode(stated([])).sides == ()
