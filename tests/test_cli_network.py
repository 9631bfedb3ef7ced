"""The command `network` as a user meets it."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import networkx as nx
import pytest
from click.testing import CliRunner, Result
from tests.positions.make import Told, ledger_of

from onrecord.cli import main

TOLD = [
    Told("Irena Valk", "for", "2031-01-10", side="Varenia", text="“The corridor; first.”"),
    Told("Tomas Orlic", "for", "2031-02-11", side="Varenia"),
    Told("Lena Brandvold", "against", "2031-02-12", side="Ostmark", text="“No \"corridor\" first.”"),
    Told("Dina Marsh", "for", None, side="Kestria"),
    Told("Dina Marsh", "neither", "2031-02-12", side="Kestria"),
]  # fmt: skip


@pytest.fixture
def path(tmp_path: Path) -> Path:
    ledger_of(TOLD, tmp_path / "on.db").close()
    return tmp_path / "on.db"


def run(path: Path, *args: str, columns: int = 80) -> Result:
    return CliRunner().invoke(main, ["network", "--ledger", str(path), *args], env={"COLUMNS": str(columns)})


@pytest.mark.parametrize("columns", [80, 200])
def test_the_view_tells_groups_and_ties_in_the_width_of_the_terminal(path: Path, columns: int) -> None:
    out = run(path, "corridor", columns=columns).output
    assert "Varenia (2+); Kestria (1+)" in out.replace("Kestria (1+); Varenia (2+)", "Varenia (2+); Kestria (1+)")
    assert "alone: Ostmark (1-)" in out
    assert "4 statements for or against, 1 tie" in out
    assert max(map(len, out.splitlines())) <= columns


def test_all_issues_are_taken_where_none_is_named(path: Path) -> None:
    assert run(path).output == run(path, "corridor").output


def test_an_unknown_issue_is_refused_with_those_there_are(path: Path) -> None:
    result = run(path, "levy")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "corridor" in result.stderr


@pytest.mark.parametrize(
    "args",
    [
        ("--kind", "two-mode", "--normalise", "cosine"),
        ("--output", "x.csv"),
        ("--to", "parquet"),
        ("--window", "3", "--to", "dna"),
        ("--weight", "hearsay=9"),
    ],
)
def test_what_does_not_go_together_is_a_usage_error(path: Path, args: tuple[str, ...]) -> None:
    assert run(path, *args).exit_code == 2


def test_the_event_list_is_that_of_the_discourse_network_analyzer(path: Path) -> None:
    out = run(path, "--to", "dna").stdout
    rows = list(csv.DictReader(io.StringIO(out), delimiter=";"))
    assert out.startswith('"statement ID";"time";"document ID";"document title";"author";"source";"section";"type";')
    assert [row["person"] for row in rows] == ["Irena Valk", "Tomas Orlic", "Lena Brandvold", "Dina Marsh"]
    assert [row["organization"] for row in rows] == ["Varenia", "Varenia", "Ostmark", "Kestria"]
    assert [row["agreement"] for row in rows] == ["1", "1", "0", "1"]
    assert {row["concept"] for row in rows} == {"Yes, first."}
    assert [row["time"] for row in rows] == ["2031-01-10 00:00:00", "2031-02-11 00:00:00", "2031-02-12 00:00:00", ""]
    assert rows[0]["text"] == "“The corridor, first.”"
    assert rows[2]["text"] == "“No 'corridor' first.”"
    assert rows[0]["source"] == "Meridian News"
    assert all(row["document title"] for row in rows), "an article without a title is called by its headline or file"


def test_graphml_opens_in_another_program(path: Path, tmp_path: Path) -> None:
    target = tmp_path / "net.graphml"
    assert run(path, "--kind", "conflict", "--to", "graphml", "-o", str(target)).exit_code == 0
    graph = nx.read_graphml(target)
    assert graph.edges["varenia", "ostmark"]["weight"] == 2.0
    assert graph.graph["kind"] == "conflict"


def test_rows_of_ties_name_their_statements(path: Path) -> None:
    rows = [json.loads(line) for line in run(path, "--kind", "conflict", "--to", "jsonl").stdout.splitlines()]
    tie = next(row for row in rows if {row["source"], row["target"]} == {"varenia", "ostmark"})
    assert sorted(tie["source_statements"] + tie["target_statements"]) == [f"{n:016x}" for n in (1, 2, 3)]


def test_polarisation_over_time_is_a_line_a_window(path: Path) -> None:
    out = run(path, "--window", "1").output
    assert "2031-01-01" in out
    assert "2031-02-28" in out
    rows = [json.loads(line) for line in run(path, "--window", "1", "--to", "jsonl").stdout.splitlines()]
    assert [row["esteban_ray"] for row in rows] == [None, 1.0]


def test_the_actors_can_be_the_nodes(path: Path) -> None:
    assert "Irena Valk (1+)" in run(path, "--as", "actor").output


def test_a_picture_is_written_and_told(path: Path, tmp_path: Path) -> None:
    target = tmp_path / "net.svg"
    result = run(path, "--plot", str(target))
    assert (result.exit_code, result.stdout) == (0, "")
    assert "net.svg written" in result.stderr
    assert "<svg" in target.read_text(encoding="utf8")


def test_an_event_list_can_come_with_a_picture(path: Path, tmp_path: Path) -> None:
    picture = tmp_path / "net.svg"
    assert run(path, "--to", "dna", "--plot", str(picture)).stdout == run(path, "--to", "dna").stdout
    assert picture.read_text().startswith("<?xml")


@pytest.mark.parametrize("coder", ["nobody", "person:nobody"])
def test_a_coder_who_coded_nothing_is_refused(path: Path, coder: str) -> None:
    result = run(path, "--coder", coder)
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"coder '{coder}' has coded nothing on 'corridor'" in result.stderr


def test_a_coder_is_named_in_every_way_alike(path: Path) -> None:
    made = [run(path, "--coder", name).output for name in ("model", "model:mod", "model:model")]
    assert made[0].count("tie") and len(set(made)) == 1


def test_ties_open_their_quotations(path: Path) -> None:
    out = run(path, "--kind", "conflict", "--quotes", "1").output
    assert "Varenia and Ostmark 2" in out
    assert "“The corridor; first.”" in out
    assert 'No "corridor" first.' in out


def test_a_limit_counts_for_data_too(path: Path) -> None:
    every, none = (run(path, "--kind", "two-mode", "--to", "jsonl", *more).stdout for more in ((), ("--limit", "1")))
    assert len(every.splitlines()) > len(none.splitlines()) == 1


def test_days_in_the_wrong_order_are_refused(path: Path) -> None:
    wrong = run(path, "--since", "2032", "--until", "2031")
    assert (wrong.exit_code, wrong.stdout) == (2, "")
    assert "--since 2032-01-01 is after --until 2031-12-31" in wrong.stderr
