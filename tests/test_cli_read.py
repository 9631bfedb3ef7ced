"""`onrecord read`, as a user meets it: what it prints, where, and with which status it ends."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.fakes import FakeReader

from onrecord.cli import COMMANDS, main
from onrecord.errors import LedgerError, UsageError

ROOT = Path(__file__).parents[1]
WITH_FAKE_READER = """
import sys
import onrecord.cli.read as command
from onrecord.cli import main
from tests.fakes import FakeWorker

command.load_reader = command.load_worker = FakeWorker
main(sys.argv[1:], prog_name="onrecord")
"""


@pytest.fixture(autouse=True)
def fake_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.cli.read.load_reader", FakeReader)
    monkeypatch.delenv("ONRECORD_DB", raising=False)


def run(*arguments: str | Path, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(main, [str(a) for a in arguments], input=stdin)


def process(*arguments: str | Path, delay: float = 0.0, **settings: object) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", WITH_FAKE_READER, *map(str, arguments)]
    environment = {**os.environ, "FAKE_DELAY": str(delay)}
    streams = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    settings = {**streams, "env": environment, **settings}
    return subprocess.Popen(command, cwd=ROOT, **settings)  # type: ignore[call-overload, no-any-return]


def reports(folder: Path, number: int = 3) -> Path:
    for n in range(number):
        (folder / f"{n}.txt").write_text(f"Report {n} says so.")
    return folder


# --- --to jsonl ----------------------------------------------------------------------------------------------


def test_json_lines_go_to_standard_output_and_the_summary_to_standard_error(tmp_path: Path) -> None:
    result = run("read", reports(tmp_path), "--to", "jsonl")
    records = [json.loads(line) for line in result.stdout.splitlines()]
    assert [r["article"]["path"] for r in records] == [f"{tmp_path}/{n}.txt" for n in range(3)]
    assert result.stderr.startswith("3 articles read, 3 attributions found, in ") and result.exit_code == 0


def test_no_ledger_is_touched_by_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONRECORD_DB", str(tmp_path / "never.db"))
    assert run("read", "-", "--to", "jsonl", stdin=b"Words.").exit_code == 0
    assert not list(tmp_path.iterdir())


def test_what_cannot_be_read_is_named_the_rest_is_done_and_the_status_is_1(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "One."}\nbroken\n{"text": "Two."}\n')
    result = run("read", tmp_path / "gone.txt", tmp_path / "a.jsonl", "--to", "jsonl")
    assert [json.loads(line)["article"]["text"] for line in result.stdout.splitlines()] == ["One.", "Two."]
    first, second, summary = result.stderr.splitlines()
    assert first == f"skipped: {tmp_path}/gone.txt: no such file or directory"
    assert second.startswith(f"skipped: {tmp_path}/a.jsonl:2: is no JSON")
    assert "2 articles read" in summary and "2 skipped (named above)" in summary
    assert result.exit_code == 1


def test_lines_that_fail_alike_one_after_the_other_are_told_in_one(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"a": 1}\n{"a": 2}\n{"a": 3}\n{"text": "Two."}\n{"a": 5}\n')
    *told, summary = run("read", tmp_path / "a.jsonl", "--to", "jsonl").stderr.splitlines()
    name = f"{tmp_path}/a.jsonl"
    assert told == [f"skipped: {name}:1-3: lacks the field text", f"skipped: {name}:5: lacks the field text"]
    assert "4 skipped (named above)" in summary


def test_a_name_with_control_characters_cannot_break_or_colour_the_line(tmp_path: Path) -> None:
    result = run("read", tmp_path / "a\n\x1b[31mred.txt", "--to", "jsonl")
    assert result.stderr.splitlines()[0].endswith("a\\n\\x1b[31mred.txt: no such file or directory")


# --- into a ledger -------------------------------------------------------------------------------------------


def test_reading_again_changes_nothing(tmp_path: Path) -> None:
    ledger = tmp_path / "x.db"
    folder = tmp_path / "reports"
    folder.mkdir()
    first, second = (run("read", reports(folder), "--ledger", ledger) for _ in range(2))
    assert first.stderr.startswith(f"3 articles read into {ledger}, 3 attributions found, in ")
    assert second.stderr.startswith(f"0 articles read into {ledger}, 0 attributions found, 3 already known, in ")
    assert first.exit_code == second.exit_code == 0 and first.stdout == second.stdout == ""


def test_what_the_ledger_knows_is_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("read", "-", "--ledger", tmp_path / "x.db", stdin=b"Words.").exit_code == 0
    monkeypatch.setattr(FakeReader, "read_batch", lambda self, articles: pytest.fail("it was read again"))
    again = run("read", "-", "--ledger", tmp_path / "x.db", stdin=b"Words.")
    assert "1 already known" in again.stderr and again.exit_code == 0


def test_the_environment_names_the_ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONRECORD_DB", str(tmp_path / "env.db"))
    assert run("read", "-", stdin=b"Words.").exit_code == 0
    assert (tmp_path / "env.db").exists()


def test_a_ledger_that_cannot_be_made_is_one_line_before_any_model_is_loaded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("onrecord.cli.read.load_reader", lambda: pytest.fail("the model was loaded"))
    (tmp_path / "no.db").write_text("I am no ledger.")
    for ledger in (tmp_path / "no.db", tmp_path / "no" / "folder.db"):
        result = run("read", "-", "--ledger", ledger, stdin=b"Words.")
        assert result.exit_code == 1 and len(result.stderr.splitlines()) == 1
        assert str(ledger) in result.stderr
    assert (tmp_path / "no.db").read_text() == "I am no ledger."


# --- the command itself --------------------------------------------------------------------------------------


@pytest.mark.parametrize("arguments", [["read"], ["read", "x", "--to", "xml"], ["reed"], ["read", "--no-such"]])
def test_a_wrong_command_ends_with_2(arguments: list[str]) -> None:
    result = run(*arguments)
    assert result.exit_code == 2 and result.stderr.startswith("Usage:") and "Traceback" not in result.stderr


@pytest.mark.parametrize(
    ("error", "status", "line"),
    [
        (UsageError("no such form"), 2, "onrecord: no such form"),
        (LedgerError("a\nb"), 1, "onrecord: a\\nb"),
        (OSError(28, "No space left on device"), 1, "onrecord: standard output: No space left on device"),
        (OSError(30, "Read-only file system", "x.db"), 1, "onrecord: x.db: Read-only file system"),
        (KeyboardInterrupt(), 130, "onrecord: interrupted"),
        (BrokenPipeError(32, "Broken pipe"), 141, ""),
    ],
)
def test_every_failure_is_one_line_and_a_status(
    error: BaseException, status: int, line: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> None:
        raise error

    monkeypatch.setattr("onrecord.cli.read.load_reader", fail)
    result = run("read", "-", "--to", "jsonl", stdin=b"x")
    assert (result.exit_code, result.stderr.strip()) == (status, line)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_of_the_table_loads_and_explains_itself(name: str) -> None:
    result = run(name, "--help")
    assert result.exit_code == 0 and result.stdout.startswith("Usage:")
    assert name in run("--help").stdout


def test_help_and_version_import_nothing_heavy() -> None:
    code = (
        "import sys\nfrom onrecord.cli import main\n"
        "main(['--help'], standalone_mode=False)\n"
        "heavy = {'numpy', 'pyarrow', 'rich', 'onnxruntime', 'tokenizers', 'trafilatura', 'urllib3', 'sqlite3', 'lxml'}"
        "\nsys.exit(str(heavy & set(sys.modules)) if heavy & set(sys.modules) else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert run("--version").stdout.startswith("onrecord ")


# --- the world outside ---------------------------------------------------------------------------------------


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_is_one_line(tmp_path: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        started = process("read", reports(tmp_path), "--to", "jsonl", stdout=full)
        _, messages = started.communicate(timeout=60)
    assert started.returncode == 1
    assert messages.decode().splitlines() == ["onrecord: standard output: No space left on device"]


@pytest.mark.parametrize(
    ("closed", "status", "line"),
    [
        ("<&-", 1, "skipped: -: standard input is closed"),
        (">&-", 2, "onrecord: standard output is closed, so --to has nowhere to print"),
        ("2>&-", 0, ""),
    ],
)
def test_streams_that_the_shell_has_closed(closed: str, status: int, line: str) -> None:
    shell = ["sh", "-c", f'exec "$0" "$@" {closed}', sys.executable, "-c", WITH_FAKE_READER]
    ended = subprocess.run([*shell, "read", "-", "--to", "jsonl"], cwd=ROOT, input=b"Words.", capture_output=True)
    assert ended.returncode == status
    assert ended.stderr.decode().partition("\n")[0] == line


def test_output_that_nobody_reads_any_more_ends_quietly(tmp_path: Path) -> None:
    started = process("read", reports(tmp_path, 50), "--to", "jsonl", delay=0.01)
    assert started.stdout is not None and started.stderr is not None
    started.stdout.close()
    with started.stderr as messages:
        assert b"Traceback" not in messages.read()
    assert started.wait(60) == 141


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_ctrl_c_keeps_whole_articles_and_says_what_was_done(tmp_path: Path, jobs: str) -> None:
    (tmp_path / "reports").mkdir()
    ledger = tmp_path / "x.db"
    lines = "".join(json.dumps({"text": f"{n} " * 8000}) + "\n" for n in range(1000))
    (tmp_path / "reports" / "a.jsonl").write_text(lines)
    started = process(
        *("read", tmp_path / "reports", "--ledger", ledger, "--jobs", jobs), delay=0.005, start_new_session=True
    )
    _wait_for(ledger)
    time.sleep(0.3)
    os.killpg(started.pid, signal.SIGINT)  # as a terminal does it: every process of the group gets it
    _, messages = started.communicate(timeout=60)
    assert started.returncode == 130
    summary, last = messages.decode().splitlines()
    assert "articles read into" in summary and last == "onrecord: interrupted"
    from onrecord.ledger import Ledger

    with Ledger.open(ledger, create=False) as opened:
        kept = list(opened.readings())
    assert summary.startswith(f"{len(kept)} article") and all(len(r.attributions) == 1 for r in kept)


def _wait_for(ledger: Path) -> None:
    wal = ledger.with_name(ledger.name + "-wal")
    deadline = time.monotonic() + 30
    while not (wal.exists() and wal.stat().st_size > 100_000):
        assert time.monotonic() < deadline
        time.sleep(0.02)


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="needs a terminal")
def test_long_work_shows_a_bar_on_a_terminal_and_short_work_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "━" not in _on_a_terminal(reports(tmp_path), delay=0.0)
    assert "━" in _on_a_terminal(tmp_path, delay=0.6)


def _on_a_terminal(folder: Path, delay: float) -> str:
    controller, terminal = os.openpty()
    looks = {"TERM": "xterm-256color", "COLUMNS": "100", "PYTHONUTF8": "1", "FAKE_DELAY": str(delay)}
    started = process("read", folder, "--to", "jsonl", stderr=terminal, env={**os.environ, **looks})
    os.close(terminal)
    assert started.stdout is not None
    with started.stdout:
        started.stdout.read()
    started.wait(60)
    seen = b""
    try:
        while part := os.read(controller, 65536):
            seen += part
    except OSError:  # the terminal's other end is closed: all was read
        pass
    os.close(controller)
    return seen.decode()
