from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from tests.positions.make import Days, columns_of

from onrecord.charts import positions_chart
from onrecord.charts.marks import Mark, marks_of
from onrecord.errors import UsageError
from onrecord.positions.estimates import Position, positions
from onrecord.types import StanceLabel

LABELS: list[StanceLabel] = ["for", "for", "against", "neither", "for"]
DAYS: list[Days | str | None] = ["2031-03-01", "2031-03-01", ("2031-04-01", "2031-06-30"), None, None]


def lines(sides: int = 1, labels: Sequence[StanceLabel] = LABELS) -> tuple[Position, ...]:
    every = [label for label in labels for _ in range(sides)]
    days = [day for day in DAYS[: len(labels)] for _ in range(sides)]
    return positions(columns_of(every, days, sides=[n for _ in labels for n in range(sides)])).lines


@pytest.mark.parametrize("name", ["stands.svg", "stands.png", "STANDS.SVG"])
def test_a_picture_is_written_by_the_ending_of_its_file(tmp_path: Path, name: str) -> None:
    positions_chart(lines(3), "Must the corridor be opened before talks?", tmp_path / name)
    start = (tmp_path / name).read_bytes()[:40]
    assert start.startswith(b"<?xml" if name.lower().endswith("svg") else b"\x89PNG")
    assert [path.name for path in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize("ending", ["svg", "png"])
def test_the_same_positions_make_the_same_bytes(tmp_path: Path, ending: str) -> None:
    one, other = tmp_path / f"one.{ending}", tmp_path / f"other.{ending}"
    for path in (one, other):
        positions_chart(lines(2), "Must the corridor be opened?", path)
    assert one.read_bytes() == other.read_bytes()
    assert b"<dc:date>" not in one.read_bytes()


@pytest.mark.parametrize("sides", [1, 12, 40])
def test_one_side_and_forty_have_room(tmp_path: Path, sides: int) -> None:
    positions_chart(lines(sides), "Q?", tmp_path / "stands.svg")
    assert (tmp_path / "stands.svg").stat().st_size > 5_000


def test_undated_statements_are_counted_in_the_margin_and_stand_at_no_day() -> None:
    (line,) = lines()
    found = marks_of(line.behind)
    assert found.undated == (("for", 1), ("neither", 1))
    assert [(mark.label, mark.count) for mark in found.dated] == [("for", 2), ("against", 1)]
    assert found.dated[1].last - found.dated[1].first == 90


def test_a_mark_stands_half_way_between_its_days() -> None:
    assert Mark("for", 10, 20).middle == 15


def test_positions_without_any_dated_statement_are_drawn_without_an_axis_of_time(tmp_path: Path) -> None:
    undated = positions(columns_of(["for", "neither"], [None, None])).lines
    positions_chart(undated, "Q?", tmp_path / "stands.svg")
    positions_chart(lines(), "Q?", tmp_path / "dated.svg")

    def width(name: str) -> float:
        return float((tmp_path / name).read_text().split('width="')[1].split("pt")[0])

    assert width("stands.svg") < width("dated.svg") - 200


def test_odd_titles_and_names_are_drawn_as_they_are(tmp_path: Path) -> None:
    positions_chart(lines(), "Is $5 or $6^2 enough \\alpha \ud800 \x07 内閣 ?", tmp_path / "odd.png")
    assert (tmp_path / "odd.png").exists()


def test_another_ending_is_refused_and_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"\.gif: a picture ends in \.svg or \.png"):
        positions_chart(lines(), "Q?", tmp_path / "stands.gif")
    with pytest.raises(UsageError, match="there is no folder"):
        positions_chart(lines(), "Q?", tmp_path / "none" / "stands.svg")
    with pytest.raises(UsageError, match="no position to draw"):
        positions_chart((), "Q?", tmp_path / "stands.svg")
    assert list(tmp_path.iterdir()) == []


def test_without_matplotlib_the_message_says_how_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(UsageError, match=r'pip install "onrecord\[plot\]"'):
        positions_chart(lines(), "Q?", tmp_path / "stands.svg")


def test_matplotlib_is_loaded_by_drawing_alone() -> None:
    code = "import sys, onrecord.charts; sys.exit('matplotlib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
