"""What holds for every exporter, and what each one's files hold."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl
import pytest
from hypothesis import given, settings
from tests.ledger.samples import readings, sample

from onrecord.errors import UsageError
from onrecord.export import EXPORTERS, brat, export, webannotation
from onrecord.export.csvs import FORMULA
from onrecord.export.standoff import Marks, file_name, marks_of
from onrecord.ledger import Ledger
from onrecord.types import Reading


@pytest.fixture
def ledger() -> Iterator[Ledger]:
    with Ledger.open(":memory:") as ledger:
        for id_ in ("m1", "../K 2"):
            ledger.add(sample(id_))
        yield ledger


@pytest.mark.parametrize("form", EXPORTERS)
class TestEveryExporter:
    def test_writes_the_same_files_every_time(self, ledger: Ledger, tmp_path: Path, form: str) -> None:
        export(ledger, tmp_path / "a", form)
        export(ledger, tmp_path / "b", form)
        first, second = ({p.name: p.read_bytes() for p in (tmp_path / n).iterdir()} for n in "ab")
        assert first == second and first

    def test_leaves_nothing_where_it_fails(self, ledger: Ledger, tmp_path: Path, form: str) -> None:
        ledger._db.execute("DROP VIEW said")
        ledger._db.execute("DROP TABLE spans")
        with pytest.raises(Exception, match=r"said|spans"):
            export(ledger, tmp_path / "out", form)
        assert list(tmp_path.iterdir()) == []

    def test_an_empty_ledger_is_no_error(self, tmp_path: Path, form: str) -> None:
        with Ledger.open(":memory:") as empty:
            export(empty, tmp_path / "out", form)
        assert (tmp_path / "out").is_dir()

    def test_a_folder_with_files_is_refused_unless_forced(self, ledger: Ledger, tmp_path: Path, form: str) -> None:
        (tmp_path / "mine.doc").touch()
        with pytest.raises(UsageError, match="not empty"):
            export(ledger, tmp_path, form)
        assert [p.name for p in tmp_path.iterdir()] == ["mine.doc"]
        export(ledger, tmp_path, form, force=True)
        export(ledger, tmp_path, form, force=True)
        assert (tmp_path / "mine.doc").exists() and len(list(tmp_path.iterdir())) > 1

    @settings(max_examples=15, deadline=None)
    @given(readings())
    def test_takes_any_reading(self, form: str, reading: Reading) -> None:
        with Ledger.open(":memory:") as ledger, TemporaryDirectory() as folder:
            ledger.add(reading)
            export(ledger, Path(folder) / "out", form)


def test_an_unknown_form_and_a_file_for_a_folder_are_named(ledger: Ledger, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="'xml' is none of parquet"):
        export(ledger, tmp_path / "out", "xml")
    (tmp_path / "file").touch()
    with pytest.raises(UsageError, match="is a file"):
        export(ledger, tmp_path / "file", "csv", force=True)
    with pytest.raises(UsageError, match="does not exist"):
        export(ledger, tmp_path / "no" / "out", "csv")


@pytest.mark.parametrize("read", [brat.read, webannotation.read])
def test_spans_read_back_from_files_are_the_same(
    ledger: Ledger, tmp_path: Path, read: Callable[[Path], dict[str, list[Marks]]]
) -> None:
    export(ledger, tmp_path / "out", "brat" if read is brat.read else "webannotation")
    assert read(tmp_path / "out") == {file_name(id_): marks_of(sample(id_)) for id_ in ("m1", "../K 2")}


@settings(max_examples=80, deadline=None)
@given(readings())
def test_any_spans_read_back_the_same(reading: Reading) -> None:
    marks = marks_of(reading)
    plain = [replace(mark, id=f"a{n}") for n, mark in enumerate(marks)]
    named = replace(
        reading, attributions=tuple(replace(a, id=f"a{n}", within=None) for n, a in enumerate(reading.attributions))
    )
    assert brat.marks_in("".join(line + "\n" for line in brat.lines(named))) == plain
    assert webannotation.marks_in(json.loads(json.dumps(webannotation.page(reading)))) == marks


def test_brat_breaks_spans_at_line_ends_and_keeps_offsets_of_the_text_file() -> None:
    text = "She said no.\r\nAnd no."
    attribution = replace(
        sample().attributions[1],
        source=None,
        cue=sample().attributions[1].cue.of(text, [(4, 8)]),
        content=sample().attributions[1].content.of(text, [(9, 21)]),
    )
    article = replace(sample().article, text=text)
    lines = list(brat.lines(replace(sample(), article=article, attributions=(attribution,))))
    assert "T2\tContent 9 13;14 21\tno.  And no." in lines
    assert "#2\tSpans T2\t9 21" in lines
    assert "R2\tCueContent Arg1:T1 Arg2:T2" in lines


def test_a_web_annotation_quotes_with_what_stands_around(ledger: Ledger) -> None:
    items = {item["id"]: item for item in webannotation.page(sample("m1"))["items"]}
    position, quotation = items["urn:onrecord:m1#a3/content"]["target"][0]["selector"]
    assert sample().article.text[position["start"] : position["end"]] == quotation["exact"] == "talks resume"
    assert quotation["prefix"].endswith("Ostmark hopes that ") and quotation["suffix"].startswith(", the KTA")
    assert len(items["urn:onrecord:m1#a1/content"]["target"]) == 2


def test_tables_read_back_from_parquet_csv_and_json_lines(ledger: Ledger, tmp_path: Path) -> None:
    for form in ("parquet", "csv", "jsonl"):
        export(ledger, tmp_path / form, form)
    parquet = pl.read_parquet(tmp_path / "parquet" / "articles.parquet")
    assert parquet["text"].to_list() == [sample().article.text] * 2
    with (tmp_path / "csv" / "said.csv").open(encoding="utf-8", newline="") as file:
        assert [row["cue"] for row in csv.DictReader(file)] == ["told", "said", "hopes"] * 2
    first = json.loads((tmp_path / "jsonl" / "attributions.jsonl").read_text(encoding="utf-8").split("\n")[0])
    assert first["said_earliest"] == "2031-03-07" and first["speaker_name"] == "Irena Valk"


@pytest.mark.parametrize("start", FORMULA)
def test_no_csv_cell_begins_like_a_formula(tmp_path: Path, start: str) -> None:
    with Ledger.open(":memory:") as ledger:
        ledger.add(replace(sample("m1"), article=replace(sample().article, title=f"{start}cmd|' /C calc'!A0")))
        export(ledger, tmp_path / "out", "csv")
    with (tmp_path / "out" / "articles.csv").open(encoding="utf-8", newline="") as file:
        assert next(csv.DictReader(file))["title"].startswith("'" + start)
