"""Real processes on one ledger: two that write at once, and one that is killed."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

from tests.ledger.samples import sample

from onrecord.ledger import Ledger

ROOT = Path(__file__).parents[2]
WRITER = """
import sys
from onrecord.ledger import Ledger
from tests.ledger.samples import sample
with Ledger.open(sys.argv[1]) as ledger:
    for n in range(int(sys.argv[3])):
        ledger.add(sample(f"{sys.argv[2]}{n}"))
        if n == 5:
            print("begun", flush=True)
"""


def writer(path: Path, prefix: str, articles: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", WRITER, str(path), prefix, str(articles)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_two_processes_write_at_the_same_time(tmp_path: Path) -> None:
    path = tmp_path / "onrecord.db"
    writers = [writer(path, "shared", 60), writer(path, "shared", 60), writer(path, "own", 60)]
    for process in writers:
        assert process.communicate()[1] == ""
    with Ledger.open(path, create=False) as ledger:
        assert ledger.said().total == 3 * 120
        assert list(ledger.check()) == []


def test_a_killed_writer_leaves_whole_articles_only(tmp_path: Path) -> None:
    for how in (signal.SIGKILL, signal.SIGINT):
        path = tmp_path / f"{how.name}.db"
        with writer(path, "a", 100_000) as process:
            assert process.stdout is not None and process.stdout.readline() == "begun\n"
            time.sleep(0.05)
            process.send_signal(how)
            process.wait()
            assert process.returncode != 0
        with Ledger.open(path) as ledger:
            kept = list(ledger.readings())
            assert len(kept) > 5 and all(reading == sample(reading.article.id) for reading in kept)
            assert list(ledger.check()) == []
            assert ledger.add(sample("after"))


def test_a_connection_that_stays_open_sees_what_others_write(tmp_path: Path) -> None:
    path = tmp_path / "kept.db"
    with Ledger.open(path):
        pass
    with Ledger.open(path, create=False) as kept:
        assert kept.counts()["articles"] == 0
        with Ledger.open(path, create=False) as another:  # looking into the file must not give up our locks on it
            assert another.counts()["articles"] == 0
        assert writer(path, "other", 1).communicate()[1] == ""
        assert kept.counts()["articles"] == 1
        with Ledger.open(path) as writing:
            writing.add(sample("ours"))
        assert kept.counts()["articles"] == 2
