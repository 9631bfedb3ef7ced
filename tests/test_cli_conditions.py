"""`onrecord conditions` as its user sees it."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner, Result
from tests.ledger.samples import TEXT, sample

from onrecord.cli import main
from onrecord.ledger import Ledger


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "onrecord.db"
    with Ledger.open(path) as ledger:
        ledger.add(sample("3fa9c1e7d2"))
    return path


def run(path: Path, *arguments: str, width: int = 80) -> Result:
    return CliRunner().invoke(main, ["conditions", "--ledger", str(path), *arguments], env={"COLUMNS": str(width)})


def test_who_waits_for_whom_reads_well_at_80_columns(path: Path) -> None:
    text = run(path).stdout
    assert all(len(line) <= 80 for line in text.splitlines())
    for words in ("open the corridor", "first: the shelling ends", "Irena Valk", "for Varenia", "2031-03-07", "set"):
        assert words in text
    assert "1 condition: 1 set." in text


def test_step_and_demand_have_columns_of_their_own_at_200(path: Path) -> None:
    row = next(line for line in run(path, width=200).stdout.splitlines() if "Irena Valk" in line)
    assert "Irena Valk; for Varenia" in row and "open the corridor" in row and "the shelling ends" in row


def test_the_handle_opens_the_statement(path: Path) -> None:
    row = next(line for line in run(path).stdout.splitlines() if "Irena Valk" in line)
    result = CliRunner().invoke(main, ["why", "--ledger", str(path), row.split()[0]])
    assert result.exit_code == 0 and "corridor" in result.stdout


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (["--by", "Valk"], True),
        (["--by", "Orlic"], False),
        (["--about", "corridor"], True),
        (["--about", "harvest"], False),
        (["--state", "set", "--state", "met"], True),
        (["--state", "rejected"], False),
        (["--since", "2031-03"], True),
        (["--until", "2031-02"], False),
    ],
)
def test_questions_keep_some(path: Path, asked: list[str], found: bool) -> None:
    assert ("No condition found." in run(path, *asked).stdout) is not found


def test_an_issue_keeps_what_can_be_about_it(path: Path, tmp_path: Path) -> None:
    for word, found in (("corridor", True), ("harvest", False)):
        file = tmp_path / f"{word}.toml"
        file.write_text(f'id = "x"\nquestion = "Q?"\nfor = "Yes."\nagainst = "No."\nabout = ["{word}"]\n', "utf8")
        assert ("open the corridor" in run(path, "--issue", str(file)).stdout) is found


def test_data_has_spans_of_the_article(path: Path) -> None:
    (row,) = (json.loads(line) for line in run(path, "--to", "jsonl").stdout.splitlines())
    start, end = map(int, row["gate_spans"][0].split("-"))
    assert TEXT[start:end] == "open the corridor" == row["gate"]
    assert (row["state"], row["state_now"], row["speaks_for"], row["earliest"]) == (
        "set",
        "set",
        "Varenia",
        "2031-03-07",
    )


def test_csv_and_parquet_have_the_same_columns(path: Path, tmp_path: Path) -> None:
    (row,) = csv.DictReader(io.StringIO(run(path, "--to", "csv").stdout))
    assert run(path, "--to", "parquet", "--output", str(tmp_path / "c.parquet")).exit_code == 0
    table = pl.read_parquet(tmp_path / "c.parquet")
    assert table.columns == list(row) and table["demand"][0] == row["demand"] == "the shelling ends"


def test_a_wrong_value_is_named(path: Path) -> None:
    assert run(path, "--output", "x.csv").exit_code == 2
    result = run(path, "--state", "unmet")
    assert result.exit_code == 2 and "unmet" in result.output
    assert run(path, "--issue", "no-such-issue").exit_code == 2
