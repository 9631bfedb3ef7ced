"""`onrecord serve`: where it listens, who needs a token, and what it says when it cannot."""

from __future__ import annotations

import re
import socket
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from onrecord.cli import main, serve


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, int]]:
    """The addresses at which servers would have answered, had they run."""
    seen: list[tuple[str, int]] = []
    monkeypatch.setattr(serve, "_run", lambda app, listener: seen.append(listener.getsockname()[:2]))
    return seen


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["serve", "--no-open", "--port", "0", *arguments])


def test_it_listens_on_this_machine_alone_and_makes_the_ledger(ran: list[tuple[str, int]], tmp_path: Path) -> None:
    result = run(str(tmp_path / "new.db"))
    assert result.exit_code == 0
    assert ran[0][0] == "127.0.0.1"
    assert f"http://127.0.0.1:{ran[0][1]}/ " in result.output
    assert "token" not in result.output
    assert (tmp_path / "new.db").exists()


def test_the_ledger_may_be_named_as_elsewhere(ran: list[tuple[str, int]], tmp_path: Path) -> None:
    assert run("--ledger", str(tmp_path / "other.db")).exit_code == 0
    assert (tmp_path / "other.db").exists()


def test_another_address_makes_a_token_and_warns(ran: list[tuple[str, int]], tmp_path: Path) -> None:
    said = [run(str(tmp_path / "l.db"), "--host", "0.0.0.0").output for _ in range(2)]
    tokens = {found[1] for text in said if (found := re.search(r"\?token=([\w-]{32})", text))}
    assert len(tokens) == 2
    assert "nothing on the way is encrypted" in said[0]
    assert ran[0][0] == "0.0.0.0"


def test_a_token_may_be_given_on_this_machine_too(ran: list[tuple[str, int]], tmp_path: Path) -> None:
    assert "?token=correct-horse-battery" in run(str(tmp_path / "l.db"), "--token", "correct-horse-battery").output
    short = run(str(tmp_path / "l.db"), "--token", "short")
    assert (short.exit_code, len(ran)) == (2, 1)
    assert "shorter than 12 characters" in short.output


def test_a_port_that_is_taken_is_said(ran: list[tuple[str, int]], tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        result = run(str(tmp_path / "l.db"), "--port", str(taken.getsockname()[1]))
    assert result.exit_code == 1
    assert "--port 0 takes a free one" in result.output
    assert ran == []


def test_what_is_no_ledger_is_left_alone(ran: list[tuple[str, int]], tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("not a ledger")
    assert run(str(tmp_path / "notes.txt")).exit_code == 1
    assert (tmp_path / "notes.txt").read_text() == "not a ledger"
    assert ran == []
