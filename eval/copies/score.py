"""Precision and recall of the copies found among hand-labelled pairs of articles.

    python eval/copies/score.py PATH/news-cluster.jsonl.gz [--list]

The labels beside this file name articles by id and hold none of their words. They cover the pairs that share half of
the shorter text's 8-word shingles (12), as many next ones (`near`), and the next 36 (`far`).
The first two kinds were read in full, of the far ones many only their shared passages. Thresholds were set on these
same pairs, so that what this prints is no figure for unseen ones.
`copy`: one text is the other, or a shortened, edited or updated version of the same dispatch.
"""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import gzip
import json
from collections.abc import Iterator
from pathlib import Path

from onrecord.resolve.copies import links
from onrecord.types import Article, Published, Reading

LABELS = Path(__file__).with_name("news-cluster.csv")


def readings(path: Path) -> Iterator[Reading]:
    """Each article as a reading without segments: the comparison must bear furniture that nobody removed."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            day = dt.date.fromisoformat(row["published"][:10])
            published = Published(day, day, "given")
            yield Reading(Article(row["id"], row["text"], url=row["url"], outlet=row["outlet"]), published, (), ())


def figures(pairs: list[dict[str, str]], found: set[tuple[str, str]]) -> str:
    """One line: precision, recall and the counts behind them."""
    right = {(p["first"], p["second"]) for p in pairs if p["label"] == "copy"}
    every = {(p["first"], p["second"]) for p in pairs}
    hits, called = len(right & found), len(every & found)
    return (
        f"{len(every):3} pairs, {len(right):2} copies: precision {hits / max(called, 1):.1%} ({hits} of {called}), "
        f"recall {hits / max(len(right), 1):.1%} ({hits} of {len(right)})"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--list", action="store_true", help="print each pair that is called a copy and has no label")
    options = parser.parse_args()
    with LABELS.open(encoding="utf-8", newline="") as file:
        pairs = list(csv.DictReader(file))
    found = {(e.article, e.other or "") for e in links(list(readings(options.articles))) if e.kind == "copy"}
    half = sum(float(p["containment"]) >= 0.5 for p in pairs)
    for name, part in (("half", pairs[:half]), ("half and near", pairs[: 2 * half]), ("all", pairs)):
        print(f"{name:14}", figures(part, found))
    unlabelled = sorted(found - {(p["first"], p["second"]) for p in pairs})
    print(f"called copies without a label: {len(unlabelled)}")
    for first, second in unlabelled if options.list else ():
        print(" ", first, second)


if __name__ == "__main__":
    main()
