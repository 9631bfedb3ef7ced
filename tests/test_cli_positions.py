"""The commands that show where each side stands, and where it moved."""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner, Result
from tests.positions.make import ISSUE, Told, add_coding, add_issue, ledger_of

from onrecord.cli import main
from onrecord.positions.weights import Weights
from onrecord.types import Issue

FILE = """
id = "corridor"
question = "Must the corridor be opened before talks?"
for = "Yes, first."
against = "No, talks first."
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "onrecord.db"
    told = [Told("Irena Valk", "for", f"2031-{m:02}-07", side="Varenia", confidence=0.9) for m in range(1, 7)]
    told += [Told("Tomas Orlic", "against", f"2031-{m:02}-11", side="Ostmark") for m in (2, 3)]
    told += [Told("Tomas Orlic", "neither", None, side="Ostmark"), Told("Ada Senn", "unrelated")]
    told += [Told("a diplomat", "against", kind="unnamed")]
    ledger_of(told, path).close()
    return path


def run(path: Path, *arguments: str, width: int = 80) -> Result:
    variables = {"COLUMNS": str(width), "ONRECORD_DB": str(path), "TERM": "xterm-256color"}
    return CliRunner().invoke(main, arguments, env=variables)


@pytest.mark.parametrize("width", [80, 120, 200])
def test_each_side_has_a_line_that_fits(path: Path, width: int) -> None:
    lines = run(path, "positions", "corridor", "--over-time", width=width).stdout.splitlines()
    assert all(len(line) <= width for line in lines)
    assert lines[0] == ISSUE.question
    varenia, ostmark = (next(line for line in lines if line.startswith(name)) for name in ("Varenia", "Ostmark"))
    assert "+0.8" in varenia and "●" in varenia and "2031-01" in varenia
    assert "-0.6" in ostmark and varenia.index("●") > ostmark.index("●")
    assert any("▁" in line for line in lines)


def test_the_caption_tells_what_does_not_count(path: Path) -> None:
    out = " ".join(run(path, "positions", "corridor").stdout.split())
    assert "9 statements counted (1 too loosely dated for a timeline); left out: 1 unrelated, 1 of nobody named." in out


def test_every_figure_opens_its_quotations(path: Path) -> None:
    out = run(path, "positions", "corridor", "--by", "ostmark", "--quotes", "2").stdout
    assert "Ostmark -0.6" in out and "2 of 3 statements" in out and "Varenia" not in out
    handle = next(line.split()[0] for line in out.splitlines() if "against Tomas Orlic" in line)
    assert "Tomas Orlic" in run(path, "why", handle).stdout


def test_a_name_finds_the_actor_beneath(path: Path) -> None:
    assert "Irena Valk" in run(path, "positions", "corridor", "--by", "valk").stdout
    wrong = run(path, "positions", "corridor", "--by", "nobody")
    assert wrong.exit_code == 2 and "Varenia, Ostmark" in wrong.stderr


def test_positions_come_as_data(path: Path, tmp_path: Path) -> None:
    rows = [json.loads(line) for line in run(path, "positions", "corridor", "--to", "jsonl").stdout.splitlines()]
    assert [(row["name"], row["for"], row["against"]) for row in rows] == [("Varenia", 6, 0), ("Ostmark", 0, 2)]
    assert len(rows[0]["statements"]) == 6 and rows[0]["digest"] == ISSUE.digest
    assert run(path, "positions", "corridor", "--to", "csv").stdout.startswith("issue,digest,id,name,")
    out = tmp_path / "p.parquet"
    assert run(path, "positions", "corridor", "--to", "parquet", "-o", str(out), "--over-time").exit_code == 0
    assert set(pl.read_parquet(out)["name"]) == {"Varenia", "Ostmark"}


def test_weights_days_and_coders_are_the_users(path: Path) -> None:
    def weight(*arguments: str) -> float:
        rows = run(path, "positions", "corridor", "--by", "varenia", "--to", "jsonl", *arguments).stdout.splitlines()
        return float(json.loads(rows[0])["weight"]) if rows else 0

    assert weight() == pytest.approx(5.4) and weight("--weight", "confidence=0") == pytest.approx(6)
    assert weight("--since", "2031-03", "--until", "2031-04") == pytest.approx(1.8)
    assert run(path, "positions", "corridor", "--weight", "rumour=1").exit_code == 2
    assert "weighed with hearsay=0.1" in run(path, "positions", "corridor", "--weight", "hearsay=0.1").stdout
    nothing = run(path, "positions", "corridor", "--coder", "person")
    assert nothing.exit_code == 0 and "0 statements counted" in nothing.stdout


def test_codings_of_an_older_codebook_do_not_count_and_are_told(path: Path, tmp_path: Path) -> None:
    from onrecord.ledger import Ledger

    newer = Issue(ISSUE.id, "Who opens the corridor?", "One.", "The other.")
    with Ledger.open(path) as ledger:
        add_issue(ledger, newer, 2)
        add_coding(ledger, 7, "for", issue=2)
    out = " ".join(run(path, "positions", "corridor").stdout.split())
    assert "Who opens the corridor?" in out and "11 codings on other versions of the codebook left out" in out
    assert "Varenia" in run(path, "positions", f"corridor@{ISSUE.digest[:6]}").stdout
    file = tmp_path / "corridor.toml"
    file.write_text(FILE)
    assert "Varenia" in run(path, "positions", str(file)).stdout
    file.write_text(FILE.replace("talks?", "all talks?"))
    wrong = run(path, "positions", str(file))
    assert wrong.exit_code == 2 and "nothing is coded with this version" in wrong.stderr


def test_an_issue_that_is_not_there_names_those_that_are(path: Path) -> None:
    wrong = run(path, "positions", "corridors")
    assert wrong.exit_code == 2 and "there are corridor" in wrong.stderr
    assert run(path, "positions", "corridor@ffff").exit_code == 2


@pytest.fixture
def moving(tmp_path: Path) -> Path:
    """Varenia turns in July, Ostmark holds with one word apart, Kestria spoke twice."""
    path = tmp_path / "moving.db"
    told = [Told("Irena Valk", "against" if m < 7 else "for", f"2031-{m:02}-07", side="Varenia") for m in range(1, 13)]
    told += [Told("Tomas Orlic", "for", f"2031-{m:02}-11", side="Ostmark") for m in range(1, 13)]
    told += [Told("Ada Senn", "neither", "2031-08-20", side="Ostmark", text="“Nothing is ruled out.”")]
    told += [Told("Jon Kovar", "for", f"2031-{m:02}-11", side="Kestria") for m in (4, 5)]
    ledger_of(told, path).close()
    return path


@pytest.mark.parametrize("width", [80, 120, 200])
def test_shifts_tell_what_moved_what_held_and_what_nobody_can_tell(moving: Path, width: int) -> None:
    result = run(moving, "shifts", "corridor", width=width)
    assert all(len(line) <= width for line in result.stdout.splitlines())
    out = " ".join(result.stdout.split())
    assert "moved -1.00 → +1.00, towards for, between" in out.replace("moved ", "moved ")
    assert out.count("against Irena Valk") == 2 and out.count("for Irena Valk") == 2
    assert "no significant shift" in out and "13 statements on 13 occasions" in out
    assert "a hint, no shift: one on neither side" in out and "Nothing is ruled out" in out
    assert "Too little to tell" in out and "Kestria (2)" in out
    assert "1 shift among 3 sides" in out


def test_shifts_come_as_data_with_their_statements(moving: Path) -> None:
    rows = [json.loads(line) for line in run(moving, "shifts", "corridor", "--to", "jsonl").stdout.splitlines()]
    found = {row["name"]: row for row in rows}
    assert {name: row["outcome"] for name, row in found.items()} == {
        "Varenia": "shift", "Ostmark": "steady", "Kestria": "too few"
    }  # fmt: skip
    varenia = found["Varenia"]
    assert (varenia["last_before"], varenia["first_after"]) == ("2031-06-07", "2031-07-07")
    assert len(varenia["statements_before"]) == len(varenia["statements_after"]) == 6
    assert found["Ostmark"]["hints"] == [f"{25:016x}"] and found["Ostmark"]["seen"] > 0.25
    assert run(moving, "shifts", "corridor", "--to", "csv").stdout.startswith("issue,digest,id,name,")


def test_the_level_and_the_smallest_shift_are_the_users(moving: Path) -> None:
    assert "No significant shift" in run(moving, "shifts", "corridor", "--by", "Ostmark").stdout
    assert "No shift could have been seen" in run(moving, "shifts", "corridor", "--level", "0.001").stdout
    assert run(moving, "shifts", "corridor", "--level", "2").exit_code == 2


@pytest.mark.parametrize("command", ["positions", "shifts"])
def test_help_states_every_weight_as_it_is(path: Path, command: str) -> None:
    out = run(path, command, "--help").stdout
    for field in fields(Weights):
        assert f"  {field.name.replace('_', '-')}={field.default:g} " in out


def test_a_coder_who_coded_nothing_is_named_with_those_who_did(path: Path) -> None:
    wrong = run(path, "positions", "corridor", "--coder", "nobody")
    assert (wrong.exit_code, wrong.stdout) == (2, "")
    assert "coder 'nobody' has coded nothing on 'corridor'; those who have: " in wrong.stderr


def test_a_file_that_cannot_be_written_is_named_as_the_user_named_it(path: Path, tmp_path: Path) -> None:
    wrong = run(path, "positions", "corridor", "--to", "csv", "-o", str(tmp_path / "no" / "rows.csv"))
    assert wrong.exit_code == 2
    assert f"{tmp_path / 'no' / 'rows.csv'}: there is no folder" in wrong.stderr
    assert ".part" not in wrong.stderr


def test_names_have_room_on_a_narrow_terminal(path: Path) -> None:
    out = run(path, "positions", "corridor", width=60).stdout
    assert "Varenia  " in out
    assert max(map(len, out.splitlines())) <= 60
