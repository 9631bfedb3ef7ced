"""The commands that read a ledger: said, show, search, export, check."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner, Result
from tests.ledger.samples import TEXT, passage, sample

from onrecord.cli import main
from onrecord.cli.article_page import page
from onrecord.ledger import Ledger
from onrecord.types import Passage

HOSTILE = "\x1b]0;owned\x07 said \x9b31m \u202e reversed"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "onrecord.db"
    with Ledger.open(path) as ledger:
        ledger.add(sample("3fa9c1e7d2"))
        ledger.add(sample("3fa9c1ffff", outlet="KTA"))
        ledger.add(sample("undated-1", dated=False))
    return path


def run(path: Path, *arguments: str, width: int = 80, **environment: str) -> Result:
    variables = {"COLUMNS": str(width), "ONRECORD_DB": str(path), "TERM": "xterm-256color"} | environment
    return CliRunner().invoke(main, arguments, env=variables)


def test_said_reads_well_at_80_columns(path: Path) -> None:
    lines = run(path, "said", "--each").stdout.splitlines()
    assert all(len(line) <= 80 for line in lines)
    first = next(n for n, line in enumerate(lines) if line.startswith("3fa9c1e#a1"))
    assert "2031-03-07" in lines[first] and "Irena Valk" in lines[first] and "told (denied): “Varenia" in lines[first]
    assert "for Varenia" in lines[first + 1]
    assert any("via KTA" in line for line in lines) and any("undated" in line for line in lines)


def test_said_gives_each_thing_its_column_at_200(path: Path) -> None:
    lines = run(path, "said", "--each", width=200).stdout.splitlines()
    row = next(line for line in lines if line.startswith("3fa9c1f#a1"))
    for words in ("2031-03-07", "Irena Valk; for Varenia", "told (denied)", "“before the shelling ends.”", "KTA"):
        assert words in row


def test_a_long_quotation_is_cut_with_its_closing_mark(tmp_path: Path) -> None:
    text = "“" + "word " * 200 + "end,” Valk said."
    attribution = replace(
        sample().attributions[0],
        source=passage(text, "Valk"),
        cue=passage(text, "said"),
        content=Passage.of(text, [(0, text.index(" Valk"))]),
        addressee=None,
    )
    article = replace(sample().article, text=text)
    with Ledger.open(tmp_path / "l.db") as ledger:
        ledger.add(replace(sample(), article=article, attributions=(attribution,), segments=(), mentions=()))
    assert "word…”" in run(tmp_path / "l.db", "said").stdout


def test_said_counts_what_it_leaves_out(path: Path) -> None:
    assert (
        "6 attributions; 3 undated attributions left out." in run(path, "said", "--each", "--since", "2031-03").stdout
    )
    assert "Nothing found; 3 undated" in run(path, "said", "--each", "--since", "2032").stdout
    assert "2 of 9 attributions" in run(path, "said", "--each", "--limit", "2").stdout
    assert (
        run(path, "said", "--each", "--by", "valk", "--about", "corridor", "--until", "2031-03-07").stdout.count("#a1")
        == 2
    )


def test_said_prints_data(path: Path, tmp_path: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(run(path, "said", "--each", "--to", "csv").stdout)))
    assert len(rows) == 9 and {row["chain"] for row in rows} == {"", "KTA", "diplomats; KTA"}
    lines = [
        json.loads(line) for line in run(path, "said", "--each", "--to", "jsonl", "--limit", "1").stdout.splitlines()
    ]
    assert lines[0]["earliest"] == "2031-03-08" and lines[0]["chain"] == ["KTA"]
    assert run(path, "said", "--to", "parquet", "-o", str(tmp_path / "said.parquet")).exit_code == 0
    assert pl.read_parquet(tmp_path / "said.parquet")["speaker_name"].n_unique() == 3
    assert run(path, "said", "--each", "--to", "csv", "-o", str(tmp_path / "said.csv")).stdout == ""
    assert len((tmp_path / "said.csv").read_text(encoding="utf-8").splitlines()) == 10


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["said", "--since", "yesterday"], "'yesterday' is no day"),
        (["said", "--until", "2031-13"], "'2031-13' is no day"),
        (["said", "--to", "parquet"], "needs --output"),
        (["said", "--output", "x"], "needs --to"),
        (["said", "--form", "spoken"], "'direct', 'indirect', 'mixed'"),
        (["show", "nothing"], "no article 'nothing'"),
        (["show", "3fa"], "3fa9c1e7d2, 3fa9c1ffff"),
        (["export", "x", "--to", "xml"], "'parquet', 'csv'"),
    ],
)
def test_a_wrong_command_is_named(path: Path, arguments: list[str], message: str) -> None:
    result = run(path, *arguments)
    assert result.exit_code == 2 and message in " ".join(result.stderr.split())


@pytest.mark.parametrize("command", [["said"], ["conditions"], ["positions", "x"], ["network"], ["conflicts", "x"]])
def test_a_folder_that_is_not_there_is_told_before_anything_is_done(path: Path, command: list[str]) -> None:
    result = run(path, *command, "--to", "csv", "--output", "missing/x.csv")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "missing/x.csv: there is no folder missing" in result.stderr


@pytest.mark.parametrize(
    "command", [["said"], ["show", "a"], ["search", "a"], ["export", "x", "--to", "csv"], ["check"]]
)
def test_a_missing_ledger_is_an_error_and_is_not_made(tmp_path: Path, command: list[str]) -> None:
    result = run(tmp_path / "none.db", *command)
    assert result.exit_code == 1 and "there is no ledger here" in result.stderr and "none.db" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_show_marks_and_numbers_without_colour(path: Path) -> None:
    lines = run(path, "show", "3fa9c1e").stdout.splitlines()
    assert "  1 │ [1 “Varenia will not open the corridor,”] {1 Foreign Minister Irena Valk} <1 told>" in lines[5]
    assert any(line.startswith("2,3 │ [2 {3 Ostmark} <3 hopes> that [3 talks resume]], {2 the KTA") for line in lines)
    assert "{n source} <n cue> [n content]" in lines
    assert any(
        "Irena Valk (foreign minister, for Varenia) told → Meridian News · direct · denied" in line for line in lines
    )


def test_show_has_colours_on_a_terminal_and_none_where_they_are_not_wanted(path: Path) -> None:
    assert "\x1b[1;36mForeign Minister Irena Valk" in run(path, "show", "undated-1", FORCE_COLOR="1").stdout
    assert "\x1b[" not in run(path, "show", "undated-1").stdout
    assert "{1 Foreign" in run(path, "show", "undated-1", FORCE_COLOR="1", NO_COLOR="1").stdout


@pytest.mark.parametrize("width", [20, 33, 80])
def test_no_word_of_the_article_is_lost_between_the_marks(width: int) -> None:
    lines = [line.plain for line in page(sample(), width, colour=True)]
    body = "".join(line.partition("│")[2] for line in lines)
    assert "".join(body.split()) == "".join(TEXT.split())
    marked = "".join(line.plain.partition("│")[2] for line in page(sample(), width, colour=False))
    assert marked.count("[") == marked.count("]") == 4 and marked.count("{") == marked.count("}") == 3


def test_nothing_in_a_text_is_obeyed_by_the_terminal(tmp_path: Path) -> None:
    path, text = tmp_path / "onrecord.db", f"{HOSTILE} Valk said no.\r\nMore."
    attribution = replace(
        sample().attributions[1],
        source=Passage.of(text, [(0, len(HOSTILE))]),
        cue=passage(text, "said"),
        content=Passage.of(text, [(0, len(text))]),
        speaker=replace(sample().attributions[0].speaker, name=HOSTILE),  # type: ignore[type-var]
        chain=(),
    )
    article = replace(sample().article, text=text, title=HOSTILE, outlet=HOSTILE)
    with Ledger.open(path) as ledger:
        ledger.add(replace(sample(), article=article, attributions=(attribution,), segments=()))
    for command in (["said"], ["said", "--each"], ["show", "meridian-1"], ["search", "said"], ["why", "meridian-1#a2"]):
        for width in (80, 200):
            shown = run(path, *command, width=width)
            assert shown.exit_code == 0
            assert not set(shown.stdout) & set("\x1b\x07\x9b\u202e\r"), command


def test_search_shows_the_words_in_their_place(path: Path) -> None:
    shown = run(path, "search", "shell*", '"talks resume"', "--limit", "1").stdout
    assert shown.startswith("article 3fa9c1") and "*shelling*" in shown and "*talks resume*" in shown
    assert "attribution 3fa9c1" in run(path, "search", "corridor").stdout
    assert run(path, "search", '"', "OR").stdout == "Nothing found.\n"


def test_check_tells_what_is_sound_and_what_is_not(path: Path) -> None:
    assert "is sound: 3 articles, 3 readings, 9 attributions" in run(path, "check").stdout
    with Ledger.open(path) as ledger:
        ledger._db.execute("DROP TRIGGER spans_no_update")
        ledger._db.execute("UPDATE spans SET words = 'other' WHERE key = 1")
    result = run(path, "check")
    assert result.exit_code == 1 and "3fa9c1e7d2#a1: the source" in result.stdout and "1 finding" in result.stdout


def test_export_writes_a_folder(path: Path, tmp_path: Path) -> None:
    result = run(path, "export", str(tmp_path / "out"), "--to", "brat")
    assert result.exit_code == 0 and "7 files" in result.stderr
    again = run(path, "export", str(tmp_path / "out"), "--to", "brat")
    assert again.exit_code == 2 and "--force" in again.stderr
    assert run(path, "export", str(tmp_path / "out"), "--to", "brat", "--force").exit_code == 0


def test_a_closed_pipe_is_no_traceback(path: Path) -> None:
    with Ledger.open(path) as ledger:
        for n in range(300):
            ledger.add(sample(f"more-{n}"))
    environment = {**os.environ, "ONRECORD_DB": str(path)}
    for arguments in (["said", "--each", "--limit", "0"], ["said", "--each", "--to", "csv"]):
        command = [sys.executable, "-m", "onrecord", *arguments]
        process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        assert process.stdout is not None and process.stderr is not None
        with closing(process.stdout), closing(process.stderr):
            process.stdout.readline()
            process.stdout.close()
            assert process.stderr.read() == ""
            assert process.wait() == 128 + signal.SIGPIPE
