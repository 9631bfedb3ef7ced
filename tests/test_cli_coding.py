"""`onrecord issue`, and `code` and `agreement` on a ledger."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.ledger.samples import sample
from tests.stance.fakes import FakeModel

from onrecord.cli import main
from onrecord.ledger import Ledger
from onrecord.models.stance import StanceModel

ISSUE = """\
id = "corridor"
question = "Must Varenia open the corridor before talks?"
for = "The corridor must open first."
against = "Talks may not depend on the corridor."
neither = "Speaks of the corridor without taking a side."
about = ["corridor", "talks"]

[[example]]
text = "The corridor must open"
label = "for"

[[example]]
text = "Talks may begin today"
label = "against"
"""


@pytest.fixture(autouse=True)
def model(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeModel]:
    fake = FakeModel()
    monkeypatch.setattr(StanceModel, "load", lambda *args: fake)
    yield fake


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with Ledger.open(tmp_path / "onrecord.db") as ledger:
        ledger.add(sample())
    (tmp_path / "corridor.toml").write_text(ISSUE)
    return tmp_path


def run(folder: Path, *arguments: str, keys: str | None = None, width: int = 120) -> Result:
    variables = {"ONRECORD_DB": str(folder / "onrecord.db"), "COLUMNS": str(width)}
    named = [str(folder / a) if a.endswith(".toml") else a for a in arguments]
    return CliRunner().invoke(main, named, env=variables, input=keys)


def codings(folder: Path, *arguments: str) -> list[tuple[str, str, str]]:
    lines = run(folder, "issue", "codings", "corridor", "--to", "jsonl", *arguments).stdout.splitlines()
    found = [json.loads(line) for line in lines]
    return [(c["attribution"].partition("#")[2], c["stance"]["coder"], c["stance"]["label"]) for c in found]


def test_the_ledgers_statements_are_coded_once(folder: Path) -> None:
    first = run(folder, "code", "corridor.toml")
    assert first.exit_code == 0 and "corridor: 3 statements coded: 3 unsure" in first.stderr
    assert "0 statements coded" in run(folder, "code", "corridor").stderr
    assert "3 statements coded" in run(folder, "code", "corridor", "--again").stderr
    assert [label for _, _, label in codings(folder)] == ["unsure"] * 6
    assert "model:ffffffff 6" in run(folder, "issue", "list").stdout


def test_a_changed_codebook_is_named_and_coded_anew(folder: Path) -> None:
    run(folder, "code", "corridor.toml")
    (folder / "corridor.toml").write_text(ISSUE.replace("first.", "at once."))
    again = run(folder, "code", "corridor.toml")
    assert "another version of the codebook" in again.stderr and "has 3 codings; they stay apart" in again.stderr
    assert "3 statements coded" in again.stderr
    assert "1 issue, 2 versions." in run(folder, "issue", "list").stdout


def test_a_person_codes_by_keys_goes_on_later_and_takes_back(folder: Path) -> None:
    first = run(folder, "code", "corridor.toml", "--coder", "person", "--as", "ana", keys="fbaq")
    assert first.exit_code == 0 and "1 statement coded: 1 against" in first.stderr
    assert "Must Varenia open the corridor" in first.stderr and "f for · a against" in first.stderr
    run(folder, "code", "corridor", "--coder", "person", "--as", "ana", keys="nu")
    assert [label for _, _, label in codings(folder)] == ["against", "neither", "unrelated"]
    done = run(folder, "code", "corridor", "--coder", "person", "--as", "ana", keys="f")
    assert "nothing is left to code for ana" in done.stderr
    made = json.loads(run(folder, "issue", "codings", "corridor", "--to", "jsonl").stdout.splitlines()[0])["id"]
    assert f"coding {made} counts no longer" in run(folder, "code", "corridor", "--undo", made[:8]).stderr
    assert len(codings(folder)) == 2


def test_a_person_sees_speaker_chain_date_and_other_answers_unless_blind(folder: Path) -> None:
    run(folder, "code", "corridor.toml")
    seen = run(folder, "code", "corridor", "--coder", "person", "--as", "ana", keys="sss").stderr
    assert "Irena Valk, foreign minister for Varenia · 2031-03-07 · Meridian News · denied" in seen
    assert "via" in seen and "model:ffffffff unsure 0.40" in seen and "«" in seen
    blind = run(folder, "code", "corridor", "--coder", "person", "--as", "ben", "--blind", keys="sss").stderr
    assert "model:" not in blind


def test_coders_are_compared_and_what_they_differ_on_is_decided(folder: Path) -> None:
    run(folder, "code", "corridor.toml", "--coder", "person", "--as", "ana", "--blind", keys="ffa")
    run(folder, "code", "corridor", "--coder", "person", "--as", "ben", "--blind", keys="fna")
    told = run(folder, "agreement", "corridor").stdout
    assert "person:ana and person:ben: 3 statements that both answered" in told
    assert "the same label on 2 (67%)" in told and "3 statements coded blind by both" in told
    decided = run(folder, "code", "corridor", "--coder", "person", "--as", "eva", "--disputed", keys="fff")
    assert "1 statement coded: 1 for" in decided.stderr
    assert "nothing is left" in run(folder, "code", "corridor", "--coder", "person", "--disputed", keys="f").stderr
    assert len(codings(folder, "--coder", "adjudicated")) == 1
    data = json.loads(
        run(folder, "agreement", "corridor", "--between", "person:ben", "person:ana", "--to", "json").stdout
    )
    assert data["comparisons"][0]["one"] == ["person", "ben"] and data["comparisons"][0]["blind"] == 3


def test_a_coder_is_held_against_people(folder: Path) -> None:
    run(folder, "code", "corridor.toml", "--threshold", "0")
    run(folder, "code", "corridor", "--coder", "person", "--as", "ana", keys="nnf")
    told = run(folder, "agreement", "corridor").stdout
    assert "model:ffffffff against people" in told and "67%" in told


def test_peoples_answers_sharpen_the_model(folder: Path, model: FakeModel) -> None:
    run(folder, "code", "corridor.toml", "--coder", "person", "--as", "ana", keys="fff")
    assert "3 statements coded: 3 for" in run(folder, "code", "corridor").stderr


def test_why_tells_the_odds_the_clauses_and_every_coders_answer(folder: Path) -> None:
    before = run(folder, "issue", "why", "corridor.toml", "meridian-1#a1").stdout
    assert "Irena Valk, foreign minister: “Varenia will not open the corridor,”" in before
    assert "unsure (0.40): for 0.30, against 0.30, neither 0.40" in before and "by nobody yet" in before
    run(folder, "code", "corridor.toml", "--coder", "person", "--as", "ana", "--blind", keys="fff")
    assert "person:ana, blind" in run(folder, "issue", "why", "corridor", "meridian-1#a1").stdout
    assert "no statement 'nine'" in run(folder, "issue", "why", "corridor", "nine").stderr


def test_agreement_names_who_has_coded(folder: Path) -> None:
    run(folder, "code", "corridor.toml")
    result = run(folder, "agreement", "corridor", "--between", "model", "person:ana")
    assert result.exit_code == 2 and "there are codings of model:ffff" in result.stderr
    assert "No two coders have a statement in common yet." in run(folder, "agreement", "corridor").stdout


def test_wrong_uses_are_told(folder: Path) -> None:
    for arguments, words in (
        (("code", "corridr"), "no issue 'corridr' in the ledger; there are none yet"),
        (("code", "corridor.toml", "--disputed"), "--disputed is decided by a person"),
        (("code", "corridor.toml", "--to", "jsonl"), "--to goes with --statements FILE"),
        (("code", "corridor.toml", "--coder", "llm"), "--llm-url URL and --llm-model NAME"),
        (("issue", "codings", "corridor.toml", "--coder", "oracle"), "coder 'oracle' has coded nothing"),
    ):
        result = run(folder, *arguments)
        assert result.exit_code == 2 and words in result.stderr, arguments


def test_a_new_issue_file_is_a_start_and_never_overwrites(tmp_path: Path) -> None:
    file = str(tmp_path / "x.issue")
    assert run(tmp_path, "issue", "new", "safe-passage", "--question", "Is it safe?", "-o", file).exit_code == 0
    text = Path(file).read_text()
    assert 'question = "Is it safe?"' in text
    again = run(tmp_path, "issue", "new", "safe-passage", "-o", file)
    assert again.exit_code == 2 and "is there already" in again.stderr and Path(file).read_text() == text
    assert "must be small letters" in run(tmp_path, "issue", "new", "Safe Passage").stderr
    assert "'for' is empty" in run(tmp_path, "issue", "check", file).stderr


def test_check_tells_what_is_wrong_and_what_could_be_better(folder: Path) -> None:
    sound = run(folder, "issue", "check", "corridor.toml")
    assert sound.exit_code == 0 and "advice" not in sound.stdout and "2 examples, version" in sound.stdout
    poor = 'id = "A b"\nquestion = "The corridor"\nfor = "yes"\nagainst = "Yes."\nabout = ["the"]\n'
    poor += '[[example]]\ntext = "It MUST open"\nlabel = "against"\n'
    (folder / "poor.toml").write_text(poor)
    (folder / "bad.toml").write_text("id = 3")
    result = run(folder, "issue", "check", "poor.toml", "bad.toml")
    assert result.exit_code == 1 and "bad.toml:1: 'id' is 3" in result.stderr
    for words in (
        "'for' and 'against' say the same",
        "ends without a question mark",
        "'neither' is missing",
        "'about' holds 'the'",
        "no example is 'for'",
        "example 1 (“It MUST open”) is 'against' here, and the model alone reads it as 'for' (0.95)",
        "the id 'A b' is no slug",
    ):
        assert words in result.stdout


def test_a_narrow_screen_shows_the_words_beneath_a_coding(folder: Path) -> None:
    assert run(folder, "code", "corridor.toml").exit_code == 0
    lines = run(folder, "issue", "codings", "corridor", width=80).stdout.splitlines()
    assert "model" in lines[0] and not lines[0].startswith(" ") and lines[1].startswith("    ")
    assert max(map(len, lines)) <= 80
    assert run(folder, "issue", "codings", "corridor", width=140).stdout.startswith("id ")


def test_odd_words_are_shown_and_kept(folder: Path) -> None:
    (folder / "corridor.toml").write_text(ISSUE.replace("corridor must open first", "corridor \\u0007 must open"))
    assert run(folder, "code", "corridor.toml").exit_code == 0
    assert "\x07" not in run(folder, "code", "corridor", "--coder", "person", keys="q").stderr
