"""How long positions and shifts take: `python benchmarks/positions.py [STATEMENTS] [PATH]`.

A made-up ledger of a million statements, all of them coded on one issue, which is the worst that can come. Times are on
the clock and of the processor, the best of three; "whole process" starts Python and ends with the last line printed.
The ledger is deleted at the end unless PATH is given; one that is there already is used.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from onrecord.ledger import Ledger, record_store
from onrecord.positions.asked import asked
from onrecord.positions.estimates import positions

ACTORS, STATES = 3000, 200
_NUMBERS = "WITH RECURSIVE n(k) AS (SELECT 1 UNION ALL SELECT k + 1 FROM n WHERE k < {})"
# Days of ten years; every tenth statement has none, every ninth an interval of a month.
_DAY = "date('2020-01-01', '+' || ((k * 7919) % 3650) || ' days')"
_LATER = "date('2020-01-01', '+' || ((k * 7919) % 3650 + (k % 9 = 0) * 30) || ' days')"
_ACTOR = f"1 + min(k * 7919 % 100003, k * 104729 % 100019) % {ACTORS}"
_SIDE = f"'State ' || (({_ACTOR}) % {STATES} * (({_ACTOR}) % {STATES}) / {STATES})"  # a few states speak most
FILL = (
    "DROP TRIGGER articles_are_indexed",
    "DROP TRIGGER attributions_are_indexed",
    "INSERT INTO runs VALUES (1, 'bench', 'none', '{{}}', '')",
    "{numbers} INSERT INTO articles (key, id, outlet, text, given_method, added_at) "
    "SELECT k, printf('%08x', k), 'KTA', 'text', 'given', '' FROM n WHERE k % 10 = 0",
    "INSERT INTO readings SELECT key, key, 1, NULL, NULL, 'unknown', '' FROM articles",
    "{numbers} INSERT INTO attributions (key, reading, id, depth, cue_text, content_text, form, polarity, modality, "
    "attitude, speaks_for, when_from, confidence) SELECT k, (k + 9) / 10 * 10, k % 10, 0, 'said', 'words', 'direct', "
    "'affirmed', 'asserted', 'assertion', {side}, 'unknown', 0.9 FROM n",
    "{actors} INSERT INTO recorded_actors (key, id, name, kind) "
    "SELECT k, 'actor-' || k, 'Actor ' || k, 'person' FROM n",
    "{numbers} INSERT INTO statements SELECT k, printf('%016x', k), {actor}, {side}, 'words', "
    "iif(k % 10, {day}, NULL), iif(k % 10, {later}, NULL), k, 1, 1 FROM n",
    "{numbers} INSERT INTO occurrences (statement, attribution, score, reason) SELECT k, k, 1, '' FROM n",
    "{numbers} INSERT INTO roots SELECT k, 'r' || k, NULL, '' FROM n WHERE k % 5 = 0",
    "{numbers} INSERT INTO statement_roots (statement, root) SELECT k, (k + 4) / 5 * 5 FROM n",
    """INSERT INTO issues (key, id, digest, question, "for", against, added_at)
       VALUES (1, 'bench', 'bench', 'Which end?', 'this', 'that', '')""",
    "{numbers} INSERT INTO codings SELECT k, 'c' || k, 1, k, 'model', 'model', CASE WHEN k * 31 % 20 < 6 THEN 'for' "
    "WHEN k * 31 % 20 < 12 THEN 'against' WHEN k * 31 % 20 < 14 THEN 'neither' WHEN k * 31 % 20 < 19 THEN 'unrelated' "
    "ELSE 'unsure' END, 0, 0.5 + (k % 50) / 100.0, '', 0, 0, '' FROM n",
)


def fill(path: Path, statements: int) -> None:
    """A ledger of so many statements, written past reader and resolver."""
    with Ledger.open(path) as ledger:
        db = ledger._db
        db.execute("PRAGMA foreign_keys = OFF")
        db.execute("BEGIN")
        numbers, actors = _NUMBERS.format(statements), _NUMBERS.format(ACTORS)
        for statement in FILL:
            db.execute(
                statement.format(numbers=numbers, actors=actors, side=_SIDE, day=_DAY, later=_LATER, actor=_ACTOR)
            )
        stamp = record_store.stamp(db)
        state = (1, stamp.reading, stamp.judgement, stamp.listed_actor, stamp.version, "")
        db.execute("INSERT INTO record_state VALUES (?, ?, ?, ?, ?, ?)", state)
        db.execute("COMMIT")


def timed(name: str, deed: Callable[[], object], times: int = 3) -> None:
    """One line with the best time of the deed, on the clock and of the processor, its own processes included."""
    best = (float("inf"), float("inf"))
    for _ in range(times):
        begun = time.perf_counter(), sum(os.times()[:4])
        deed()
        best = min(best, (time.perf_counter() - begun[0], sum(os.times()[:4]) - begun[1]))
    print(f"{name:64} {1000 * best[0]:10.1f} ms {1000 * best[1]:10.1f} ms", flush=True)


def command(path: Path, *arguments: str) -> None:
    """A command in a process of its own; what it prints is thrown away."""
    subprocess.run(
        [sys.executable, "-m", "onrecord", *arguments], check=True, stdout=subprocess.DEVNULL,
        env=os.environ | {"COLUMNS": "120", "ONRECORD_DB": str(path)},
    )  # fmt: skip


def main() -> None:
    statements = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    with tempfile.TemporaryDirectory() as folder:
        path = Path(sys.argv[2]) if len(sys.argv) > 2 else Path(folder) / "bench.db"
        if not path.exists():
            timed(f"fill a ledger with {statements:,} statements", lambda: fill(path, statements), 1)
        with Ledger.open(path, create=False) as ledger:
            found = asked(ledger, "bench")
            timed("stances, computed anew when codings have grown", lambda: found.stances(ledger), 1)
            timed("stances, as kept", lambda: found.stances(ledger))
            columns = found.stances(ledger)
            timed("positions of principals", lambda: positions(columns))
            timed("positions of principals and actors beneath", lambda: positions(columns, by="both"))
        timed("onrecord --version, whole process", lambda: command(path, "--version"))
        timed("onrecord positions, whole process", lambda: command(path, "positions", "bench"))
        timed(
            "onrecord positions --over-time, whole process", lambda: command(path, "positions", "bench", "--over-time")
        )
        timed("onrecord shifts, whole process", lambda: command(path, "shifts", "bench"))
        print(f"{'file':64} {path.stat().st_size / 2**20:10.1f} MiB")
    print(f"{'peak memory':64} {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**10:10.1f} MiB")


if __name__ == "__main__":
    main()
