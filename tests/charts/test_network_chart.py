from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from onrecord.charts import network_chart
from onrecord.charts.layout import Box, distances, labelled, opposed, places
from onrecord.errors import UsageError
from onrecord.ledger.stance_columns import Side
from onrecord.positions.networks.onemode import End, Kind, Network, Node, Tie


def tied(count: int, kind: Kind = "congruence", *ties: tuple[int, int, float]) -> Network:
    nodes: list[Node] = [Side(f"s{n}", f"Side of the Coast {n}", "state") for n in range(count)]
    if kind == "two-mode":
        nodes += [End("corridor", True, "The corridor must open first."), End("corridor", False, "Talks come first.")]
    found = tuple(Tie(one, other, weight, weight) for one, other, weight in ties)
    return Network(kind, "no", tuple(nodes), tuple(float(n + 1) for n in range(len(nodes))), found, ())


THREE = (0, 1, 4.0), (1, 2, 1.0), (0, 2, 2.5)


@pytest.mark.parametrize("kind", ["congruence", "conflict", "subtract", "two-mode"])
def test_every_kind_of_network_is_drawn_and_the_same_twice(tmp_path: Path, kind: Kind) -> None:
    found = tied(3, kind, *(((0, 1, 4.0), (1, 2, -2.0)) if kind == "subtract" else THREE))
    for name in ("one.svg", "other.svg"):
        network_chart(found, "Must the corridor be opened?", tmp_path / name)
    assert (tmp_path / "one.svg").read_bytes() == (tmp_path / "other.svg").read_bytes()


def test_a_network_without_ties_and_one_of_forty_sides_are_drawn(tmp_path: Path) -> None:
    network_chart(tied(1), "Q?", tmp_path / "one.png")
    ties = [(n, m, float(1 + n * m % 7) * (-1 if n % 3 == 0 else 1)) for n in range(40) for m in range(n)]
    network_chart(tied(44, "subtract", *ties), "Q? " * 60, tmp_path / "many.png")
    assert (tmp_path / "many.png").stat().st_size > (tmp_path / "one.png").stat().st_size


def test_a_network_of_nobody_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no network to draw"):
        network_chart(tied(0), "Q?", tmp_path / "x.svg")


def test_the_stronger_a_tie_the_nearer_its_nodes() -> None:
    at = places(distances(4, [(0, 1, 9.0), (1, 2, 1.0), (2, 3, 9.0), (0, 3, 1.0)]))
    assert np.linalg.norm(at[0] - at[1]) < np.linalg.norm(at[1] - at[2])
    apart = places(opposed(3, [(0, 1, 5.0)]))
    assert np.linalg.norm(apart[0] - apart[1]) > np.linalg.norm(apart[0] - apart[2])


def test_nodes_that_no_path_joins_have_places_of_their_own() -> None:
    at = places(distances(5, [(0, 1, 2.0), (2, 3, 2.0)]))
    assert np.isfinite(at).all()
    assert min(np.linalg.norm(at[a] - at[b]) for a in range(5) for b in range(a)) > 0.3


def test_names_stand_beside_their_nodes_without_covering_each_other() -> None:
    nodes = [Box(x, 1.0, x + 0.2, 1.2) for x in (1.0, 1.5, 2.0)]
    middles = labelled(nodes, [(0.9, 0.16)] * 3, Box(0, 0, 4, 2), np.empty((0, 2)))
    boxes = [Box(x - 0.45, y - 0.08, x + 0.45, y + 0.08) for x, y in middles]
    assert all(one.shared(other) == 0 for n, one in enumerate(boxes) for other in [*boxes[:n], *nodes])
