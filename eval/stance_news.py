"""How well the coder reads stories that no training saw: `python eval/stance_news.py [--pairs] [--misses N]`.

Every statement of the issues held out (`training/news/`), under both wordings of its issue, through
`onrecord code --statements`, and judged as `score.py issue` judges: accuracy where the coder answers, at its coverage.
With --pairs, the minimal pairs on issues held out instead (`training/pairs/`): written statements, of which each two of
nearly the same words take opposite sides.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from training.held import held
from training.moves import Dispute
from training.news import news
from training.pairs import pairs

from scorers import SHARED, scorer_module

LABELS = ("for", "against", "neither")


def lines(data: list[Dispute]) -> Iterator[tuple[dict[str, Any], str]]:
    """What `code` is given, and the right label: *unrelated* counts as *neither*."""
    for n, d in enumerate(data):
        issue = {"id": "x", "question": d.question, "for": d.for_, "against": d.against, "neither": d.neither}
        issue = {k: v for k, v in issue.items() if v}
        for i, s in enumerate(d.statements):
            said = {"id": f"{d.name}.{n % 2}.{i}", "speaker": s.speaker, "text": s.text, "context": s.context}
            yield {**said, "issue": issue}, "neither" if s.label == "unrelated" else s.label


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--misses", type=int, default=0)
    ap.add_argument("--pairs", action="store_true")
    args = ap.parse_args()
    reports = news(SHARED / "data")
    data = pairs(reports) if args.pairs else [d for d in reports if d.origin == "news"]
    found = list(lines([d for d in data if held(d.origin, d.group)]))
    scorer, gold = scorer_module(), {line["id"]: label for line, label in found}
    with tempfile.NamedTemporaryFile("w", suffix=".toml") as file:
        file.write('id = "x"\nquestion = "x"\nfor = "x"\nagainst = "x"\n')
        file.flush()
        got, seconds = scorer.code(file.name, [line for line, _ in found])
    result, wrong = scorer.judge(gold, got, LABELS)
    print(json.dumps({**result, "statements per second": round(len(found) / seconds, 1)}))
    for id_ in wrong[: args.misses]:
        print(f"{id_}: {gold[id_]}, read as {got[id_]['label']} ({got[id_]['confidence']})")


if __name__ == "__main__":
    main()
