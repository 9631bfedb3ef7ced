"""How often the inferred days hold the true one: dated reports with their dates hidden, one half at a time.

    python eval/gold_dates.py DATA [--half 0|1|both] [--misses NAME] [--clues]

DATA holds `dating/*.jsonl.gz` and `stories/*.jsonl.gz` with `id`, `text`, `published`. Rules are made on half 0 (every
second report from the first) and reported on half 1. `--clues` counts, by kind of clue, how often it holds alone.
"""

from __future__ import annotations

import argparse
import collections
import datetime as dt
import gzip
import json
import statistics
import time
from pathlib import Path

from onrecord.reading.dates import days, published
from onrecord.reading.dates.clues import clues
from onrecord.reading.dates.grammar import expressions
from onrecord.types import Article, Published

SETS = ("dating/afp-xinhua", "dating/timebank-aquaint", "stories/news-cluster", "stories/guardian-syria")
Row = dict[str, str]


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("data", type=Path)
    ask.add_argument("--half", choices=("0", "1", "both"), default="1")
    ask.add_argument("--misses", default="none", help="print the misses of the sets whose name holds this")
    ask.add_argument("--clues", action="store_true")
    ask.add_argument("--sets", default=",".join(SETS))
    given = ask.parse_args()
    for name in given.sets.split(","):
        rows = read(given.data / f"{name}.jsonl.gz", given.half)
        if given.clues:
            alone(name, rows)
        else:
            score(name, rows, given.misses in name)


def read(path: Path, half: str) -> list[Row]:
    with gzip.open(path, "rt", encoding="utf8") as lines:
        rows = [json.loads(line) for line in lines]
    return rows if half == "both" else rows[int(half) :: 2]


def truth(row: Row) -> dt.date:
    return dt.date.fromisoformat((row.get("published") or row["date"])[:10])


def holds(got: Published, day: dt.date) -> bool:
    return (got.earliest or dt.date.min) <= day <= (got.latest or dt.date.max)


def score(name: str, rows: list[Row], show: bool) -> None:
    """One line of figures: dated on both sides, how many of them hold, widths; then one-sided bounds, and speed."""
    count: collections.Counter[str] = collections.Counter()
    widths: list[int] = []
    start = time.process_time()
    read_all = [published(Article(row["id"], row["text"])) for row in rows]
    speed = (time.process_time() - start) / len(rows) * 1000
    for row, got in zip(rows, read_all, strict=True):
        right = holds(got, truth(row))
        sides = "both" if got.earliest and got.latest else "low" if got.earliest else "high" if got.latest else "none"
        count[sides] += 1
        count[sides + " right"] += right
        if got.earliest and got.latest:
            widths.append((got.latest - got.earliest).days + 1)
        if show and not right:
            miss(row, got)
    quartiles = [round(x) for x in statistics.quantiles(widths, n=4)] if len(widths) > 3 else widths
    share = 100 * count["both right"] / (count["both"] or 1)
    print(
        f"{name}: {len(rows)} reports, {count['both']} dated on both sides, {share:.1f} % hold, quartiles "
        f"{quartiles} days, "
        f"exact {sum(w == 1 for w in widths)}; one side {count['low'] + count['high']} "
        f"(right {count['low right'] + count['high right']}), unknown {count['none']}; {speed:.2f} ms each"
    )


def miss(row: Row, got: Published) -> None:
    print(f"  {row['id']}: {truth(row)}, read as {got.earliest} to {got.latest} ({got.method})")
    for e in got.evidence:
        print(f"      {e.reason} | {row['text'][max(0, e.start - 60) : e.end + 40]!r}")


def alone(name: str, rows: list[Row]) -> None:
    """How often each kind of clue holds by itself."""
    tally: dict[str, list[bool]] = collections.defaultdict(list)
    for row in rows:
        for clue in clues(row["text"], expressions(row["text"])):
            kind = clue.reason.split(":")[0].split("'")[0][:40]
            tally["not before" if kind.startswith("not before") else kind].append(
                bool(clue.days >> days.index(truth(row)) & 1)
            )
    print(name, {k: f"{sum(v)}/{len(v)}" for k, v in sorted(tally.items())})


if __name__ == "__main__":
    main()
