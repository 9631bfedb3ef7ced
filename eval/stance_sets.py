"""How the shipped stance model does on the labelled sets, asked directly: no command, no candidate selection.

    python eval/stance_sets.py [FOLDER]    # another model than the shipped one

Perspectrum dev and VAST dev as `score.py stance` asks them, directed sentiment as `eval/stance_directed.py` does; each
at full coverage, and where the model would not abstain.
"""

from __future__ import annotations

import gzip
import json
import os
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onrecord.models.stance import FOLDER, SIDES, Answer, Ask, StanceModel

SHARED = Path(os.environ.get("ONRECORD_SHARED", Path(__file__).resolve().parents[2] / "shared"))
LABEL = {"SUPPORT": "for", "UNDERMINE": "against", "pro": "for", "con": "against", "neutral": "neither"}
Raw = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Figures:
    """Percentages: of all rows, and of those answered at `coverage`; `calibration` in points."""

    rows: int
    accuracy: float
    macro_f1: float
    coverage: float
    accuracy_answered: float
    calibration: float


def rows(name: str, split: str) -> list[Raw]:
    with gzip.open(SHARED / f"data/stance/{name}.jsonl.gz", "rt", encoding="utf8") as f:
        return [r for r in map(json.loads, f) if r.get("split") == split]


def asked(r: Raw) -> Ask:
    """As `score.py stance` writes it into the issue of a line."""
    claim = r.get("claim") or r["topic"]
    return Ask(claim, f"In favour of: {claim}", f"Against: {claim}", text=r["text"])


def f1(gold: Sequence[str], got: Sequence[str], label: str) -> float:
    """The F1 of one label, in percent.

    >>> f1(["for", "against"], ["for", "for"], "for")
    66.66666666666667
    """
    both = sum(g == label == m for g, m in zip(gold, got, strict=True))
    either = sum(g == label for g in gold) + sum(m == label for m in got)
    return 200 * both / either if either else 0.0


def figures(gold: Sequence[str], answers: Sequence[Answer], cuts: Sequence[float]) -> Figures:
    got = [a.label for a in answers]
    right = [g == m for g, m in zip(gold, got, strict=True)]
    kept = [i for i, a in enumerate(answers) if a.confidence >= cuts[i]]
    bins: dict[int, list[int]] = {}
    for i in kept:
        bins.setdefault(min(9, int(10 * answers[i].confidence)), []).append(i)
    gap = sum(abs(sum(answers[i].confidence - right[i] for i in b)) for b in bins.values())
    return Figures(
        len(gold),
        round(100 * sum(right) / len(gold), 1),
        round(sum(f1(gold, got, s) for s in SIDES if s in gold) / len(set(gold)), 1),
        round(100 * len(kept) / len(gold), 1),
        round(100 * sum(right[i] for i in kept) / max(1, len(kept)), 1),
        round(100 * gap / max(1, len(kept)), 1),
    )


def measure(model: StanceModel, gold: Sequence[str], asks: Sequence[Ask]) -> Figures:
    return figures(gold, model.judge(asks), [model.threshold_for(a) for a in asks])


def main() -> None:
    model = StanceModel.load(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
    for name in ("perspectrum", "vast"):
        found, start = rows(name, "dev"), time.time()
        print(name, measure(model, [LABEL[r["label"]] for r in found], [asked(r) for r in found]), end=" ")
        print(f"{len(found) / (time.time() - start):.0f} pairs a second")


if __name__ == "__main__":
    main()
