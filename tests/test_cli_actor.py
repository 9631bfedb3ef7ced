"""Statements, the words behind them, and what a person decides about actors, on the command line."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.ledger.samples import sample

from onrecord.cli import main
from onrecord.ledger import Ledger
from onrecord.types import Reading


def named(id_: str, outlet: str) -> Reading:
    """The sample, with attribution ids as the reader makes them."""
    reading = sample(id_, outlet=outlet)
    names = {a.id: f"{id_}:{n}" for n, a in enumerate(reading.attributions, 1)}
    attributions = tuple(
        replace(a, id=names[a.id], within=None if a.within is None else names[a.within]) for a in reading.attributions
    )
    return replace(reading, attributions=attributions)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "onrecord.db"
    with Ledger.open(path) as ledger:
        ledger.add(named("3fa9c1e7d2", "Meridian News"))
        ledger.add(named("77aa01bbcc", "KTA"))
    return path


def run(path: Path, *arguments: str, width: int = 200) -> Result:
    return CliRunner().invoke(main, arguments, env={"COLUMNS": str(width), "ONRECORD_DB": str(path)})


def test_said_shows_each_statement_once_with_its_reports_and_roots(path: Path) -> None:
    narrow, wide = run(path, "said", "--by", "valk", width=80).stdout, run(path, "said", "--by", "valk").stdout
    assert wide.count("Irena Valk") == 1 and "2 reports, 1 root" in wide and "1 statement." in wide
    assert "2 reports" in narrow and "1 root" in narrow
    assert run(path, "said", "--by", "valk", "--each").stdout.count("Irena Valk") == 2


def test_statements_come_as_data_too(path: Path, tmp_path: Path) -> None:
    rows = [json.loads(line) for line in run(path, "said", "--by", "valk", "--to", "jsonl").stdout.splitlines()]
    assert [(row["reports"], row["roots"], row["speaker"]) for row in rows] == [(2, 1, "irena-valk")]
    assert run(path, "said", "--to", "parquet", "-o", str(tmp_path / "s.parquet")).exit_code == 0


def test_why_tells_the_words_behind_each_part(path: Path) -> None:
    shown = run(path, "why", "3fa9c1:1").stdout
    for told in (
        "“Varenia will not open the corridor,” “before the shelling ends.”",
        "2 reports, 1 root",
        "Irena Valk (person, irena-valk)",
        "foreign minister of Varenia",
        "“Foreign Minister”: title",
        "“told”: direct, denied, asserted, assertion",
        "2031-03-07 – “Friday”: the Friday before",
        "Meridian News · confidence 0.93",
        "77aa01bbcc:1 · KTA",
    ):
        assert told in shown
    agency = run(path, "why", "3fa9c1:2").stdout
    assert "KTA (relay): “KTA”" in agency and "the nationality of the diplomats is not told" in agency


def test_why_takes_what_said_shows(path: Path) -> None:
    for arguments in (["said"], ["said", "--each"]):
        ids = re.findall(r"^(\S{6,}) ", run(path, *arguments).stdout, re.MULTILINE)
        ids = [id_ for id_ in ids if "─" not in id_]
        assert len(ids) >= 4
        for id_ in ids:
            assert run(path, "why", id_).exit_code == 0, id_


def test_why_as_data_holds_the_same(path: Path) -> None:
    found = json.loads(run(path, "why", "3fa9c1:1", "--to", "json").stdout)
    assert found["statement"]["actor"] == "irena-valk" and len(found["reports"]) == 2
    assert found["reports"][0]["said_words"] == [{"text": "Friday", "reason": "the Friday before"}]


@pytest.mark.parametrize("name", ["nothing", "", "3fa9c1:99", "x#y"])
def test_why_names_what_it_does_not_find(path: Path, name: str) -> None:
    result = run(path, "why", name)
    assert result.exit_code == 2 and f"no statement or attribution {name!r}" in result.stderr


def test_actors_are_listed_and_shown(path: Path) -> None:
    assert re.search(r"irena-valk +Irena Valk +person +\S* +2 +1\b", run(path, "actor", "list").stdout)
    assert "1 actor." in run(path, "actor", "list", "the", "minister").stdout
    shown = run(path, "actor", "show", "irena-valk").stdout
    assert "also: Valk, the minister" in shown and "foreign minister of Varenia" in shown
    missing = run(path, "actor", "show", "valk")
    assert missing.exit_code == 2 and "no actor 'valk'; there are irena-valk" in missing.stderr
    assert "irena-valk: foreign minister of Varenia, 2031-03-08" in run(path, "actor", "offices").stdout


def test_a_decision_changes_the_record_and_can_be_undone(path: Path) -> None:
    made = run(path, "actor", "rename", "irena-valk", "Irena M. Valk", "--by", "ana", "--note", "own page")
    assert made.exit_code == 0 and "rename irena-valk: Irena M. Valk, by ana on " in made.stdout
    judgement = made.stdout.split()[0]
    assert "Irena M. Valk" in run(path, "said", "--by", "valk").stdout
    assert "own page" in run(path, "why", "3fa9c1:1").stdout
    undone = run(path, "actor", "undo", judgement, "--by", "ben")
    assert undone.exit_code == 0 and f"undo {judgement}" in undone.stdout
    assert "Irena M." not in run(path, "said", "--by", "valk").stdout
    assert len(run(path, "actor", "judgements").stdout.splitlines()) == 2


def test_merge_split_office_and_speaker_are_kept(path: Path) -> None:
    assert run(path, "actor", "merge", "irena-valk", "ostmark").exit_code == 0
    assert "ostmark in" in run(path, "actor", "show", "irena-valk").stdout
    assert run(path, "actor", "split", "irena-valk", "77aa01", "--name", "Other Valk").exit_code == 0
    assert "other-valk" in run(path, "actor", "list").stdout
    office = (
        "actor",
        "office",
        "irena-valk",
        "--role",
        "envoy",
        "--for",
        "Varenia",
        "--since",
        "2030",
        "--until",
        "2030",
    )
    assert run(path, *office).exit_code == 0
    assert "envoy of Varenia, 2030 (from judgement)" in run(path, "actor", "offices", "irena-valk").stdout
    assert run(path, "actor", "speaker", "3fa9c1:2", "--is", "irena-valk").exit_code == 0
    assert "Irena Valk" in run(path, "said", "--each", "--about", '"hopes that"').stdout


def test_a_chain_is_decided_with_its_note_and_undone(path: Path) -> None:
    def word() -> str:
        return run(path, "why", "3fa9c1:2").stdout

    read = word()
    via = run(path, "actor", "chain", "3fa9c1:2", "--via", "irena-valk", "--note", "she told it", "--by", "ana")
    assert via.exit_code == 0 and "she told it" in via.stdout
    assert word() != read and "irena-valk" in word()
    first = run(path, "actor", "chain", "3fa9c1:2", "--first-hand", "--by", "ana")
    assert first.exit_code == 0 and word() != read
    for judgement in (first, via):
        assert run(path, "actor", "undo", judgement.stdout.split()[0]).exit_code == 0
    assert run(path, "actor", "chain", "3fa9c1:2", "--as-read").exit_code == 0


def test_a_note_on_a_speaker_is_kept(path: Path) -> None:
    assert run(path, "actor", "speaker", "3fa9c1:2", "--is", "irena-valk", "--note", "asked her").exit_code == 0
    assert "asked her" in run(path, "actor", "judgements").stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["merge", "irena-valk"], "two actors or more"),
        (["merge", "irena-valk", "nobody"], "no actor nobody"),
        (["undo", "nothing"], "no judgement nothing"),
        (["split", "irena-valk", "zz"], "no article 'zz'"),
        (["office", "irena-valk"], "a role, a state or body"),
        (["speaker", "3fa9c1:9", "--is", "irena-valk"], "no attribution '3fa9c1:9'"),
        (["speaker", "3fa9c1:1"], "--is ACTOR"),
        (["chain", "3fa9c1:1"], "--via ACTOR"),
        (["chain", "3fa9c1:1", "--via", "ostmark", "--first-hand"], "one of them"),
        (["chain", "3fa9c1:1", "--via", "nobody"], "no actor nobody"),
    ],
)
def test_an_impossible_decision_is_named_and_nothing_kept(path: Path, arguments: list[str], message: str) -> None:
    result = run(path, "actor", *arguments)
    assert result.exit_code == 2 and message in result.stderr
    assert run(path, "actor", "judgements").stdout == ""


def test_lists_of_actors_are_imported_once(path: Path, tmp_path: Path) -> None:
    list_ = tmp_path / "ministers.csv"
    list_.write_text("name,kind,role,speaks_for\nIrena Valk,person,foreign minister,Varenia\n", encoding="utf-8")
    first, again = run(path, "actor", "import", str(list_)), run(path, "actor", "import", str(list_))
    assert first.exit_code == again.exit_code == 0
    assert "1 new actor" in first.stderr and "0 new actors, 1 known" in again.stderr
    assert run(path, "actor", "import", str(tmp_path / "none.csv")).exit_code == 1
