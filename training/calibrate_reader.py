"""Teach the shipped reader what its confidence is worth, on articles that it was not trained on.

    python -m training.calibrate_reader FOLDER POLNEAR_DEV.jsonl.gz

FOLDER is what `training.export_reader` made; its manifest gets `confidence`: pairs of raw score and share right, from
an isotonic regression (Zadrozny and Elkan 2002) on half of the articles. What the other half says is printed. An
attribution is right where content overlaps by half with one of the gold's whose source it also touches.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.isotonic import IsotonicRegression

from onrecord.reading import Reader
from onrecord.reading.requoted import BY_RULE
from onrecord.types import Article, Attribution, Span
from training.data import rows

Floats = NDArray[np.float64]
KNOTS = 12


def overlap(a: list[Span], b: list[Span]) -> float:
    left = {i for s, e in a for i in range(s, e)}
    right = {i for s, e in b for i in range(s, e)}
    return len(left & right) / len(left | right) if left | right else 0.0


def is_right(found: Attribution, gold: list[dict[str, Any]]) -> bool:
    source = list(found.source.spans) if found.source else []
    return any(
        overlap(list(found.content.spans), g["content"]) >= 0.5
        and (not g["source"] or overlap(source, g["source"]) > 0)
        for g in gold
    )


def judged(reader: Reader, articles: list[dict[str, Any]]) -> tuple[Floats, Floats]:
    """Raw confidences, and whether each attribution is right; without those found by rule."""
    scores, right = [], []
    for a in articles:
        for found in reader.read(Article(a["id"], a["text"])).attributions:
            if found.depth == 0 and BY_RULE not in found.doubts:
                scores.append(found.confidence)
                right.append(float(is_right(found, a["attributions"])))
    return np.array(scores), np.array(right)


def error(confidence: Floats, right: Floats) -> float:
    """Expected calibration error over ten bins, in points."""
    bins = np.minimum((confidence * 10).astype(int), 9)
    parts = [abs(confidence[bins == b].mean() - right[bins == b].mean()) * (bins == b).mean() for b in set(bins)]
    return float(100 * np.sum(parts))


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("folder", type=Path)
    ap.add_argument("dev", type=Path)
    args = ap.parse_args()
    path = args.folder / "manifest.json"
    manifest = json.loads(path.read_text())
    manifest["confidence"] = []
    path.write_text(json.dumps(manifest, indent=1) + "\n")
    articles = rows(args.dev)
    reader = Reader.load(args.folder)
    fit, test = judged(reader, articles[::2]), judged(reader, articles[1::2])
    curve = IsotonicRegression(y_min=0.05, y_max=0.98, out_of_bounds="clip").fit(*fit)
    at = np.quantile(fit[0], np.linspace(0, 1, KNOTS))
    manifest["confidence"] = [
        [round(float(x), 3), round(float(y), 3)] for x, y in zip(at, curve.predict(at), strict=True)
    ]
    path.write_text(json.dumps(manifest, indent=1) + "\n")
    knots = np.array(manifest["confidence"])
    told = np.interp(test[0], knots[:, 0], knots[:, 1])
    print(f"on {len(test[0])} attributions: {error(*test):.1f} points off before, {error(told, test[1]):.1f} after; "
          f"{100 * test[1].mean():.1f} % right")  # fmt: skip


if __name__ == "__main__":
    main()
