"""How well the coder reads real reports on stories that no training saw: `python eval/stance_news.py [--misses N]`.

Every statement of the issues held out (`training/news/`), under both wordings of its issue, through
`onrecord code --statements`, and judged as `score.py issue` judges: accuracy where the coder answers, at its coverage.

With `--found`, what a search by the words of each issue brings up, coded as a ledger is: how many of the sides that
the coder takes are right (precision), and how many of those that were labelled it takes (recall), in percent. Of what
nobody had chosen, some was labelled for this; each of these statements counts for as many as it stands for.

    python eval/stance_news.py --misses 20
    python eval/stance_news.py --found
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from training.held import held
from training.moves import Dispute
from training.news import PER_FOUND, news

from onrecord.stance.coders import Settings, load_coder
from onrecord.stance.coders.contract import Pair
from onrecord.types import Issue, Stance, Utterance
from scorers import SHARED, scorer_module

LABELS = ("for", "against", "neither")
SIDES = LABELS[:2]


def lines(data: list[Dispute]) -> Iterator[tuple[dict[str, Any], str]]:
    """What `code` is given, and the right label: *unrelated* counts as *neither*."""
    for n, d in enumerate(data):
        issue = {"id": "x", "question": d.question, "for": d.for_, "against": d.against, "neither": d.neither}
        issue = {k: v for k, v in issue.items() if v}
        for i, s in enumerate(d.statements):
            said = {"id": f"{d.name}.{n % 2}.{i}", "speaker": s.speaker, "text": s.text, "context": s.context}
            yield {**said, "issue": issue}, "neither" if s.label == "unrelated" else s.label


def chosen(data: list[Dispute], misses: int) -> Iterator[str]:
    """Statements that annotators chose, by the command."""
    found = list(lines(data))
    scorer, gold = scorer_module(), {line["id"]: label for line, label in found}
    with tempfile.NamedTemporaryFile("w", suffix=".toml") as file:
        file.write('id = "x"\nquestion = "x"\nfor = "x"\nagainst = "x"\n')
        file.flush()
        got, seconds = scorer.code(file.name, [line for line, _ in found])
    result, wrong = scorer.judge(gold, got, LABELS)
    yield json.dumps({**result, "statements per second": round(len(found) / seconds, 1)})
    for id_ in wrong[:misses]:
        yield f"{id_}: {gold[id_]}, read as {got[id_]['label']} ({got[id_]['confidence']})"


@dataclass(frozen=True, slots=True)
class Read:
    """A statement as it was coded, its right label, and how many it stands for."""

    id: str
    stance: Stance
    label: str
    weight: float


def pairs(data: list[Dispute]) -> Iterator[tuple[Pair, str]]:
    """What the coder of a ledger is given, and the right label."""
    for n, d in enumerate(data):
        issue = Issue(f"{d.name}.{n % 2}", d.question, d.for_, d.against, d.neither)
        for i, s in enumerate(d.statements):
            yield (issue, Utterance(f"{issue.id}.{i}", s.text, speaker=s.speaker, context=s.context)), s.label


def found(data: list[Dispute], misses: int) -> Iterator[str]:
    """Statements that a search brings up, coded as a ledger is."""
    asked = [(pair, label, PER_FOUND if d.origin == "found" else 1.0) for d in data for pair, label in pairs([d])]
    answers = load_coder("model", Settings()).code(pair for pair, *_ in asked)
    read = [Read(a.utterance, a.stance, *rest) for a, (_, *rest) in zip(answers, asked, strict=True) if not a.is_aside]
    taken = [r for r in read if r.stance.label in SIDES]
    right, whole = _weight(r for r in taken if r.stance.label == r.label), _weight(taken)
    labelled = _weight(r for r in read if r.label in SIDES)
    stated = sum(r.weight * (r.stance.confidence or 0) for r in taken)
    yield json.dumps(
        {
            "statements labelled": len(read),
            "share that takes a side, %": round(100 * labelled / _weight(read), 1),
            "sides taken": len(taken),
            "precision": round(100 * right / max(1, whole), 1),
            "recall": round(100 * right / labelled, 1),
            "stated confidence less precision, points": round(100 * (stated - right) / max(1, whole), 1),
        }
    )
    for r in [r for r in taken if r.stance.label != r.label][:misses]:
        yield f"{r.id}: {r.label}, read as {r.stance.label} ({r.stance.confidence})"


def _weight(read: Iterable[Read]) -> float:
    return sum(r.weight for r in read)


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--found", action="store_true")
    ap.add_argument("--misses", type=int, default=0)
    args = ap.parse_args()
    data = [d for d in news(SHARED / "data") if held(d.origin, d.group) and (args.found or d.origin == "news")]
    for line in (found if args.found else chosen)(data, args.misses):
        print(line)


if __name__ == "__main__":
    main()
