"""The command `conflicts` as a user meets it."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner, Result

from onrecord.cli import main
from onrecord.ledger import Ledger
from onrecord.record import refresh
from onrecord.types import (
    Actor,
    Article,
    Attribution,
    Coding,
    Issue,
    Manner,
    Passage,
    Published,
    Reading,
    Run,
    Segment,
    Speaker,
    Stance,
)

DAY = Published(dt.date(2031, 3, 1), dt.date(2031, 3, 1), "given")
ISSUE = Issue("fleet", "Must the fleet leave?", "It must.", "It may stay.", about=("fleet", "boats"))
ACCORD = (
    "Varenia and Ostmark differed over the April accord, Varenia saying it gave the fleet a month and Ostmark "
    "contending it did not.\nThe accord of Sarn let 12 patrol boats into the strait, Kestrian papers wrote."
)
COUNT = "The accord of Sarn let 30 patrol boats into the strait, as Meridian News has learnt."


def said(text: str, n: int, name: str, cue: str, content: str) -> Attribution:
    """A state's statement, its words at their first place."""

    def at(words: str) -> Passage:
        start = text.index(words)
        return Passage.of(text, [(start, start + len(words))])

    manner = Manner("indirect", "affirmed", "asserted", "assertion")
    speaker = Speaker(name.lower(), name, "state", None, name, 0.9, "a state")
    return Attribution(f"a{n}", 0, None, at(name), at(cue), at(content), manner, speaker, confidence=0.85)


def reading(id_: str, outlet: str, text: str, *attributions: Attribution) -> Reading:
    article = Article(id_, text, f"{id_}.txt", None, outlet, None, DAY)
    speakers = {a.speaker.actor: a.speaker for a in attributions if a.speaker}
    actors = tuple(Actor(s.actor, s.name, s.kind) for s in speakers.values())
    return Reading(article, DAY, (Segment(0, len(text), "body"),), attributions, actors, run=Run("1", "none"))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Two reports: two readings of one accord, and two counts of boats."""
    target = tmp_path / "on.db"
    with Ledger.open(target) as ledger:
        ledger.add(
            reading(
                "courier", "Sarn Courier", ACCORD,
                said(ACCORD, 1, "Varenia", "saying", "it gave the fleet a month"),
                said(ACCORD, 2, "Ostmark", "contending", "it did not"),
            )
        )  # fmt: skip
        ledger.add(reading("meridian", "Meridian News", COUNT))
        refresh(ledger)
        ledger.keep_issue(ISSUE)
        stance = Stance("for", 1.0, 0.9, "", "model")
        at = dt.datetime(2031, 4, 1, tzinfo=dt.UTC)
        ledger.add_codings([Coding("c1", ISSUE.digest, "courier#a1", stance, "m", at)])
    return target


def run(path: Path, *args: str, columns: int = 80) -> Result:
    return CliRunner().invoke(main, ["conflicts", "--ledger", str(path), *args], env={"COLUMNS": str(columns)})


@pytest.mark.parametrize("columns", [80, 200])
def test_both_sides_are_shown_with_who_when_where_and_their_words(path: Path, columns: int) -> None:
    out = run(path, "--kind", "readings", columns=columns).output
    assert "readings: the April accord" in out
    assert "Varenia: it gave the fleet a month" in out
    assert "Ostmark: it did not" in out
    assert "2031-03-01 Sarn Courier" in out
    assert max(map(len, out.splitlines())) <= columns


def test_wide_terminals_show_the_sides_beside_each_other(path: Path) -> None:
    lines = run(path, "--kind", "readings", columns=200).output.splitlines()
    assert any("Varenia: it gave" in line and "Ostmark: it did not" in line for line in lines)


def test_an_outlet_s_narration_counts_as_its_own_word(path: Path) -> None:
    out = run(path, "--kind", "numbers").output
    assert "Sarn Courier: 12 patrol boats" in out
    assert "Meridian News: 30 patrol boats" in out
    assert "in its own words" in out


def test_an_issue_keeps_what_is_said_on_it(path: Path) -> None:
    out = run(path, "fleet").output
    assert out.startswith("Must the fleet leave?")
    assert "readings: the April accord [" not in out
    assert "the April accord" in out
    assert "Varenia [for]" in out


def test_names_and_chances_narrow_the_view(path: Path) -> None:
    assert "1 conflict: readings 1" in run(path, "--by", "ostmark").output
    assert run(path, "--least", "0.99").output == "No conflict found.\n"


def test_data_holds_both_sides_with_their_reports(path: Path) -> None:
    rows = [json.loads(line) for line in run(path, "--to", "jsonl").stdout.splitlines()]
    readings = next(row for row in rows if row["kind"] == "readings")
    assert readings["one_text"] == "it gave the fleet a month"
    assert readings["other_reports"] == ["courier#a2"]
    start, end = map(int, readings["other_spans"][0].split("-"))
    assert ACCORD[start:end] == "it did not"
    table = list(csv.DictReader(io.StringIO(run(path, "--to", "csv").stdout)))
    assert [row["id"] for row in table] == [row["id"] for row in rows]


def test_parquet_has_the_same_rows(path: Path, tmp_path: Path) -> None:
    target = tmp_path / "c.parquet"
    assert run(path, "--to", "parquet", "-o", str(target)).exit_code == 0
    assert pq.read_table(target).num_rows == 2


@pytest.mark.parametrize("args", [("levy",), ("--kind", "quarrels"), ("-o", "x.csv"), ("--to", "parquet")])
def test_what_is_not_there_is_a_usage_error(path: Path, args: tuple[str, ...]) -> None:
    result = run(path, *args)
    assert (result.exit_code, result.stdout) == (2, "")


def test_agreements_are_shown_if_asked_for(path: Path) -> None:
    with Ledger.open(path) as ledger:
        again = "The accord of Sarn let 30 patrol boats into the strait, officials of the port wrote."
        ledger.add(reading("kta", "KTA", again))
    out = run(path, "--agreements").output
    assert "30 patrol boats: 2 outlets tell it alike" in out
    assert "1 figure on which outlets agree." in out
