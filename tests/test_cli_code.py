"""`onrecord code`: on the statements of a file, and on those of a ledger."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from tests.stance.fakes import FakeModel

from onrecord.cli import main
from onrecord.models.stance import StanceModel

ISSUE = """\
id = "corridor"
question = "Must Ostmark open the Sarn corridor before talks?"
for = "The corridor must open first."
against = "Talks may not depend on the corridor."
about = ["corridor", "Sarn", "blockade"]
"""


@pytest.fixture(autouse=True)
def model(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeModel]:
    fake = FakeModel()
    monkeypatch.setattr(StanceModel, "load", lambda *args: fake)
    yield fake


def run(folder: Path, *arguments: str, input: str | None = None) -> Result:
    variables = {"ONRECORD_DB": str(folder / "onrecord.db"), "COLUMNS": "100"}
    return CliRunner().invoke(main, arguments, env=variables, input=input)


def code(folder: Path, *lines: object, issue: str = ISSUE, options: tuple[str, ...] = ()) -> Result:
    (folder / "i.toml").write_text(issue)
    text = "".join((line if isinstance(line, str) else json.dumps(line)) + "\n" for line in lines)
    (folder / "s.jsonl").write_text(text)
    statements = ("--statements", str(folder / "s.jsonl"), "--to", "jsonl")
    return run(folder, "code", str(folder / "i.toml"), *statements, *options)


def stances(result: Result) -> list[tuple[Any, str]]:
    return [(line["id"], line["stance"]["label"]) for line in map(json.loads, result.stdout.splitlines())]


def test_a_file_is_coded_on_an_issue_of_the_ledger_and_up_to_a_limit(tmp_path: Path) -> None:
    (tmp_path / "i.toml").write_text(ISSUE)
    (tmp_path / "a.txt").write_text("Irena Valk said the corridor must open.\n")
    assert run(tmp_path, "read", str(tmp_path / "a.txt")).exit_code == 0
    assert run(tmp_path, "code", str(tmp_path / "i.toml")).exit_code == 0
    lines = "".join(json.dumps({"id": n, "text": "The corridor must open"}) + "\n" for n in range(3))
    result = run(tmp_path, "code", "corridor", "--statements", "-", "--limit", "2", input=lines)
    assert stances(result) == [(0, "for"), (1, "for")]


@pytest.mark.parametrize("options", [["--again"], ["--undo", "abc"], ["--coder", "person"]])
def test_what_is_for_a_ledger_is_refused_with_a_file(tmp_path: Path, options: list[str]) -> None:
    result = code(tmp_path, {"id": 1, "text": "The corridor must open"}, options=tuple(options))
    assert result.exit_code == 2
    assert f"{' '.join(options[: 2 if options[0] == '--coder' else 1])} is for a ledger's statements" in result.stderr


def test_every_line_gets_its_stance_in_order(tmp_path: Path) -> None:
    result = code(
        tmp_path,
        {"id": "b", "speaker": "Irena Valk", "text": "The corridor must open"},
        {"id": 7, "speaker": None, "text": "It may stay closed", "context": "The blockade grew. It may stay closed."},
        {"id": "b", "text": "The corridor harvest was good"},
        {"id": "c", "text": "The corridor, perhaps"},
    )
    assert result.exit_code == 0
    assert stances(result) == [("b", "for"), (7, "against"), ("b", "unrelated"), ("c", "unsure")]
    stance = json.loads(result.stdout.splitlines()[0])["stance"]
    assert stance == {
        "label": "for",
        "score": 0.7,
        "confidence": 0.7,
        "why": "for 0.80, against 0.10, neither 0.10; “corridor” in the text",
        "coder": "model",
    }


def test_the_model_is_asked_about_a_chosen_line_even_if_no_word_of_it_is_the_issues(
    tmp_path: Path, model: FakeModel
) -> None:
    assert [id_ for id_, _ in stances(code(tmp_path, {"id": 1, "text": "Prices must fall"}))] == [1]
    assert len(model.asked) == 1


def test_without_about_the_model_is_asked_about_every_line(tmp_path: Path) -> None:
    bare = ISSUE[: ISSUE.index("about")]
    assert stances(code(tmp_path, {"id": 1, "text": "Prices must rise"}, issue=bare)) == [(1, "for")]


def test_an_issue_on_the_line_stands_in_place_of_that_of_the_file(tmp_path: Path, model: FakeModel) -> None:
    own = {"id": "zoo", "question": "Zoos", "for": "In favour of: Zoos", "against": "Against: Zoos"}
    result = code(tmp_path, {"id": 1, "text": "Cages must go", "issue": own}, {"id": 2, "text": "Sarn must wait"})
    assert stances(result) == [(1, "for"), (2, "for")]
    assert [ask.question for ask in model.asked] == ["Zoos", "Must Ostmark open the Sarn corridor before talks?"]


def test_a_bad_line_is_named_and_the_rest_is_coded(tmp_path: Path) -> None:
    result = code(
        tmp_path,
        {"id": 1, "text": "The corridor must open"},
        "nonsense",
        "",
        {"id": 2},
        {"id": True, "text": "x"},
        {"id": 3, "text": "x", "issue": {"id": "z", "question": "Q", "for": "y"}},
        ["x"],
        {"id": 4, "text": "Sarn may wait", "speaker": 5},
        {"id": 5, "text": "Sarn may wait"},
    )
    assert result.exit_code == 1
    assert stances(result) == [(1, "for"), (5, "against")]
    for words in (
        "s.jsonl:2: is no JSON",
        "s.jsonl:4: the text is missing",
        "s.jsonl:5: the id is true",
        "s.jsonl:6: the key 'against' is missing",
        "s.jsonl:7: is no JSON object",
        "s.jsonl:8: the speaker is 5",
    ):
        assert words in result.stderr


def test_odd_text_is_coded_too(tmp_path: Path) -> None:
    lone = '{"id": "\\ud83d", "text": "\\ud83d Sarn must \\u0000 open"}'
    odd = (lone, {"id": 2, "text": ""}, {"id": 3, "text": "\u202e"})
    assert [label for _, label in stances(code(tmp_path, *odd))] == ["for", "unsure", "unsure"]


def test_the_threshold_is_the_users(tmp_path: Path) -> None:
    line = {"id": 1, "text": "The corridor must open"}
    assert stances(code(tmp_path, line, options=("--threshold", "0.9"))) == [(1, "unsure")]


def test_statements_come_by_standard_input_too(tmp_path: Path) -> None:
    (tmp_path / "i.toml").write_text(ISSUE)
    line = json.dumps({"id": 1, "text": "Sarn must open"}) + "\n"
    result = run(tmp_path, "code", str(tmp_path / "i.toml"), "--statements", "-", "--to", "jsonl", input=line)
    assert stances(result) == [(1, "for")]


def test_a_bad_issue_or_a_missing_file_ends_the_command(tmp_path: Path) -> None:
    result = code(tmp_path, issue=ISSUE.replace("[", "").replace("]", ""))
    assert result.exit_code == 1 and "i.toml:5: not TOML" in result.stderr
    (tmp_path / "i.toml").write_text(ISSUE)
    result = run(tmp_path, "code", str(tmp_path / "i.toml"), "--statements", str(tmp_path / "none.jsonl"))
    assert result.exit_code == 1 and "none.jsonl: cannot be read" in result.stderr
