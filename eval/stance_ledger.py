"""How well a ledger is coded on stories that no training saw: `python eval/stance_ledger.py [--misses N]`.

What a search by the words of each issue held out brings up (`training/news/`), under both wordings of the issue: how
many of the sides that the coder takes are right (precision), and how many of those that were labelled it takes
(recall), in percent. Of what nobody had chosen, some was labelled for this; each of these statements counts for as
many as it stands for. The names of the speakers are those of the labels.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from training.held import held
from training.moves import Dispute
from training.news import PER_FOUND, news

from onrecord.stance.coders import Settings, load_coder
from onrecord.stance.coders.contract import Pair
from onrecord.types import Issue, Stance, Utterance
from scorers import SHARED

SIDES = ("for", "against")


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


def measured(data: list[Dispute], misses: int) -> Iterator[str]:
    """The figures, in JSON, and some of the sides that are wrong."""
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
            "calibration error of the sides, points": round(100 * abs(stated - right) / max(1, whole), 1),
        }
    )
    for r in [r for r in taken if r.stance.label != r.label][:misses]:
        yield f"{r.id}: {r.label}, read as {r.stance.label} ({r.stance.confidence})"


def _weight(read: Iterable[Read]) -> float:
    return sum(r.weight for r in read)


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--misses", type=int, default=0)
    args = ap.parse_args()
    for line in measured([d for d in news(SHARED / "data") if held(d.origin, d.group)], args.misses):
        print(line)


if __name__ == "__main__":
    main()
