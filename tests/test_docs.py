"""The docs stay true: their commands run and print what is shown, their options exist, their tables are the code's.

`ONRECORD_REWRITE_DOCS=1` writes what the commands print today into the docs; read the diff.
"""

from __future__ import annotations

import os
import re
import shlex
import sqlite3
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path
from typing import Literal, get_args

import click
import pytest
from click.testing import CliRunner

from onrecord import types
from onrecord.cli import main
from onrecord.export import EXPORTERS
from onrecord.ingest.formats import FORMATS
from onrecord.migrations import migrate

ROOT = Path(__file__).parent.parent
DOCS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
CONSOLE = re.compile(r"```console\n(.*?)```", re.DOTALL)
_SECONDS = re.compile(r" in \d+\.\d s$")
REWRITE = "ONRECORD_REWRITE_DOCS" in os.environ
MOST_LINES, MOST_COLUMNS = 30, 100  # of a command's output in the docs; "…" stands for the rest
# The model's arithmetic differs a little between processors, and with it a line here and there.
ALIKE, SHARE = 0.8, 0.7

each_doc = pytest.mark.parametrize("doc", DOCS, ids=lambda p: str(p.relative_to(ROOT)))


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder with the examples, as a reader of the docs would have it, and a terminal of 80 columns."""
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv("ONRECORD_DB", raising=False)
    return tmp_path


def run(command: str) -> list[str]:
    """The lines that a command prints, shortened for the docs."""
    name, *arguments = shlex.split(command)
    assert name == "onrecord"
    result = CliRunner().invoke(main, arguments, prog_name="onrecord")
    assert result.exit_code == 0, f"{command}: {result.output}"
    lines = [_SECONDS.sub(" in … s", line.rstrip()) for line in result.output.rstrip("\n").split("\n")]
    short = [line if len(line) <= MOST_COLUMNS else line[:MOST_COLUMNS] + "…" for line in lines]
    return [*short[:MOST_LINES], "…"] if len(short) > MOST_LINES else short


def steps(block: str) -> Iterator[tuple[str, list[str]]]:
    """Each command of a console block with the output that is shown under it."""
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        command, *shown = part.rstrip("\n").split("\n")
        yield command, shown


def is_shown(line: str, printed: list[str]) -> bool:
    return any(SequenceMatcher(None, line, p, autojunk=False).ratio() >= ALIKE for p in printed)


@each_doc
def test_commands_run_and_print_what_the_docs_show(doc: Path, desk: Path) -> None:
    text = doc.read_text(encoding="utf8")
    for block in CONSOLE.findall(text):
        new: list[str] = []
        for command, shown in steps(block):
            printed = run(command)
            new += [f"$ {command}", *(line for line in printed if line or len(printed) > 1)]
            kept = [line for line in shown if line.strip() and line != "…"]
            found = sum(is_shown(line, printed) for line in kept)
            assert REWRITE or found >= SHARE * len(kept), f"{command} now prints:\n" + "\n".join(printed)
        text = text.replace(block, "\n".join(new) + "\n")
    if REWRITE:
        doc.write_text(text, encoding="utf8")


def mentions(text: str, before: str = r"`|^\$ ") -> Iterator[list[str]]:
    """The `onrecord …` commands in a text, those in running text too, as words."""
    for m in re.finditer(rf"(?:{before})(onrecord [a-z][^`\n]*)", text, re.MULTILINE):
        try:
            yield shlex.split(m[1])[1:]
        except ValueError:
            yield m[1].split()[1:]


def unknown(words: list[str]) -> list[str]:
    """What in a command line the command line does not know: a command, or an option."""
    command: click.Command = main
    context = click.Context(main)
    while isinstance(command, click.Group) and words and not words[0].startswith("-"):
        found = command.get_command(context, words[0])
        if found is None:
            return [words[0]]
        command, words = found, words[1:]
    known = {o for p in command.params for o in (*p.opts, *p.secondary_opts)} | {"--help", "-h"}
    return [w for w in words if re.fullmatch(r"--?[a-z][\w-]*", w) and w not in known]


@each_doc
def test_commands_and_options_in_running_text_exist(doc: Path) -> None:
    text = doc.read_text(encoding="utf8")
    wrong = {" ".join(words): bad for words in mentions(text) if (bad := unknown(list(words)))}
    assert not wrong


def test_an_unknown_command_or_option_would_be_noticed() -> None:
    assert unknown(["sing"]) == ["sing"]
    assert unknown(["read", "x.txt", "--loudly"]) == ["--loudly"]
    assert unknown(["read", "x.txt", "--to", "jsonl"]) == []


@each_doc
def test_links_and_paths_lead_somewhere(doc: Path) -> None:
    text = doc.read_text(encoding="utf8")
    links = [t for t in re.findall(r"\]\(([^)#]+)\)", text) if "://" not in t]
    missing = [t for t in links if not (doc.parent / t).exists()]
    paths = re.findall(r"`((?:src|tests|docs|examples|scripts|eval|training|benchmarks)/[\w./-]*)`", text)
    assert [*missing, *(p for p in paths if not (ROOT / p).exists())] == []


@pytest.mark.parametrize("name", ["demo", "test"])
def test_the_two_commands_of_the_readme_can_be_run(name: str) -> None:
    assert f"./{name}" in (ROOT / "README.md").read_text(encoding="utf8")
    assert os.access(ROOT / name, os.X_OK)
    script = (ROOT / name).read_text(encoding="utf8")
    assert [bad for words in mentions(script, before="^") if (bad := unknown(words))] == []


def table(doc: str, heading: str) -> list[list[str]]:
    """The rows of the first table after a heading, cell by cell."""
    after = (ROOT / "docs" / doc).read_text(encoding="utf8").split(f"\n## {heading}\n", 1)[1].split("\n## ", 1)[0]
    rows = [line.strip("|").split(" | ") for line in after.split("\n") if line.startswith("|")]
    return [[cell.strip() for cell in row] for row in rows[2:]]


def ticked(cell: str) -> list[str]:
    return re.findall(r"`([^`]+)`", cell)


def test_the_data_model_names_every_table() -> None:
    db = sqlite3.connect(":memory:", isolation_level=None)
    migrate(db)
    names = db.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%\\_fts%' ESCAPE '\\'")
    assert sorted(ticked(row[0])[0] for row in table("data-model.md", "Tables")) == sorted(n for (n,) in names)
    db.close()


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("kind of segment", types.SegmentKind),
        ("form", types.Form),
        ("polarity", types.Polarity),
        ("modality", types.Modality),
        ("attitude", types.Attitude),
        ("kind of actor", types.ActorKind),
        ("role in a chain", types.LinkRole),
        ("method of a date", types.DateMethod),
    ],
)
def test_the_data_model_names_every_value(field: str, values: Literal[""]) -> None:
    rows = {row[0]: ticked(row[1]) for row in table("data-model.md", "Values")}
    assert rows[field] == list(get_args(values))


def test_extending_lists_every_format_and_exporter() -> None:
    formats = {row[0]: tuple(ticked(row[1])) for row in table("extending.md", "A format")}
    assert formats == {f.name: f.endings for f in FORMATS}
    exporters = {ticked(row[0])[0]: row[1] for row in table("extending.md", "An exporter")}
    assert exporters == {name: e.help for name, e in EXPORTERS.items()}
