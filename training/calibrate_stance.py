"""Fit what turns the stance model's scores into chances, on groups held out of training, into the manifest.

    python -m training.calibrate_stance DATA FOLDER

First a scale and a shift of the scores (temperature scaling with a bias: Guo et al. 2017, section 4.2), then a logistic
regression of *was the answer right* on a few signs: each on its own for topics and claims, for words chosen for an
issue with two ends, and for words that a search found for one. Both are checked on groups that they were not fitted on.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from onrecord.models.asks import Layer, Layout
from onrecord.models.stance import Calibration, Kind, OnnxNetwork, kind_of, signs
from training.news import PER_FOUND
from training.stance_data import Row, held_out, met, shared
from training.train_reader import tokenizer

FOLDS = 5
# Thresholds of abstention; the curves behind them go into the manifest.
LEAST = {Kind.BARE: 0.35, Kind.CHOSEN: 0.6, Kind.FOUND: 0.6}
STIFF = 0.02  # ridge on scale and shift; of the regression below: keeps a handful of weights from 1,500 rows tame
STIFF_SIGNS = 0.01
THRESHOLDS = (0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8)
Floats = NDArray[np.float64]
# Of a set in all, whatever its size.
WEIGHT = {
    "perspectrum": 1.0,
    "vast": 1.0,
    "directed": 0.5,
    "moves": 1.0,
    "news": 2.0,
    "comments": 0.5,
    "pairs": 0.5,
}
LEDGER = ("found", "met")  # together what a ledger is coded on


def weights_of(rows: list[Row]) -> Floats:
    """One weight a row: each set counts by WEIGHT; what a ledger is coded on, as often as a search brings it up."""
    sizes = {k: sum(r.origin == k for r in rows) for k in WEIGHT}
    many = {"found": PER_FOUND, "met": 1.0}
    whole = sum(many[r.origin] for r in rows if r.origin in LEDGER)
    out = [many[r.origin] / whole if r.origin in LEDGER else WEIGHT[r.origin] / sizes[r.origin] for r in rows]
    return np.array(out, np.float64)


def fit_chances(scores: Floats, rows: list[Row], weight: Floats) -> tuple[float, tuple[float, ...]]:
    """Scale and shift [4] of least weighted log-loss of the allowed labels; `for` and `against` are not shifted, since
    which of the two comes more often says something of the sets and nothing of the next issue."""
    z, w = torch.from_numpy(scores), torch.from_numpy(weight / max(weight.sum(), 1e-9))
    away = torch.full(z.shape, -1e4, dtype=z.dtype)
    for i, r in enumerate(rows):
        away[i, list(r.allowed)] = 0
    log_scale, shift = (
        torch.zeros((), dtype=z.dtype, requires_grad=True),
        torch.zeros(2, dtype=z.dtype, requires_grad=True),
    )
    optimiser = torch.optim.LBFGS([log_scale, shift], max_iter=200)

    def loss() -> torch.Tensor:
        optimiser.zero_grad()
        likely = torch.log_softmax(z * log_scale.exp() + torch.cat([torch.zeros_like(shift), shift]), -1)
        out = -(w * torch.logsumexp(likely + away, -1)).sum() + STIFF * (shift**2).sum()
        torch.autograd.backward(out)
        return out

    optimiser.step(loss)  # type: ignore[no-untyped-call]
    return float(log_scale.exp().detach()), (0.0, 0.0, *(round(float(x), 4) for x in shift.detach()))


def fit_signs(x: Floats, right: Floats, weight: Floats) -> tuple[float, ...]:
    """Logistic regression by Newton's method, from weights that take the top chance as it is."""
    prior = np.zeros(x.shape[1])
    prior[1] = 1.0
    beta = prior.copy()
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ beta))
        gradient = x.T @ (weight * (p - right)) + STIFF_SIGNS * (beta - prior)
        hessian = (x * (weight * p * (1 - p))[:, None]).T @ x + STIFF_SIGNS * np.eye(len(beta))
        beta -= np.linalg.solve(hessian, gradient)
    return tuple(round(float(b), 4) for b in beta)


def kinds_of(rows: list[Row], layouts: list[Layout]) -> NDArray[np.int64]:
    """The `Kind` of each row [n]."""
    return np.array([kind_of(x, r.origin in LEDGER) for r, x in zip(rows, layouts, strict=True)], np.int64)


def fit(scores: Floats, rows: list[Row], layouts: list[Layout]) -> Calibration:
    weight, kinds = weights_of(rows), kinds_of(rows, layouts)
    held = [np.flatnonzero(kinds == k) for k in Kind]
    found = [fit_chances(scores[own], [rows[i] for i in own], weight[own]) for own in held]
    start = Calibration(tuple(f[0] for f in found), tuple(f[1] for f in found), ((0.0,) * 7,) * len(Kind))
    sides, right = sides_of(scores, rows, kinds, start)
    x = np.stack([signs(s, y) for s, y in zip(sides, layouts, strict=True)])
    weights = tuple(fit_signs(x[own], right[own], weight[own] / max(weight[own].sum(), 1e-9)) for own in held)
    return Calibration(start.scale, start.shift, weights)


def sides_of(scores: Floats, rows: list[Row], kinds: NDArray[np.int64], c: Calibration) -> tuple[Floats, Floats]:
    """The chances of the three sides [n, 3], and whether the likeliest is right [n]."""
    chances = np.stack([c.chances(s, int(k)) for s, k in zip(scores, kinds, strict=True)])
    sides = np.concatenate([chances[:, :2], chances[:, 2:].sum(1, keepdims=True)], 1)
    gold = np.array([min(r.allowed[0], 2) for r in rows])
    return sides, (sides.argmax(1) == gold).astype(float)


@dataclass(frozen=True, slots=True)
class Judged:
    """Answers to rows, each under a calibration fitted on other folds: confidence, rightness, whether a side is taken,
    and the weight of each, all [n]."""

    confidence: Floats
    right: Floats
    is_side: NDArray[np.bool_]
    weight: Floats

    def only(self, kept: NDArray[np.bool_]) -> Judged:
        return Judged(self.confidence[kept], self.right[kept], self.is_side[kept], self.weight[kept])


def crossed(scores: Floats, rows: list[Row], layouts: list[Layout]) -> Judged:
    """Every row, judged under a calibration fitted on the other folds of groups."""
    keys = [r.ask.question + r.ask.for_ if r.origin != "directed" else r.ask.text for r in rows]
    fold = np.array([sum(k.encode()) % FOLDS for k in keys])
    out = Judged(np.zeros(len(rows)), np.zeros(len(rows)), np.zeros(len(rows), np.bool_), weights_of(rows))
    for f in range(FOLDS):
        inside, outside = np.flatnonzero(fold != f), np.flatnonzero(fold == f)
        c = fit(scores[inside], [rows[i] for i in inside], [layouts[i] for i in inside])
        own = [layouts[i] for i in outside]
        kinds = kinds_of([rows[i] for i in outside], own)
        sides, good = sides_of(scores[outside], [rows[i] for i in outside], kinds, c)
        out.confidence[outside] = [c.confidence(s, x, int(k)) for s, x, k in zip(sides, own, kinds, strict=True)]
        out.right[outside], out.is_side[outside] = good, sides.argmax(1) < 2
    return out


def error(judged: Judged) -> float:
    """Expected calibration error in ten bins, in points."""
    at, whole = np.minimum(9, (10 * judged.confidence).astype(int)), judged.weight.sum()
    gaps = [abs((judged.weight * (judged.confidence - judged.right))[at == b].sum()) for b in set(at.tolist())]
    return round(100 * float(sum(gaps) / whole), 1)


def curve(judged: Judged) -> list[dict[str, float]]:
    """Accuracy and coverage, in percent, of answering only at a confidence of so much or more."""
    out = []
    for t in THRESHOLDS:
        kept = judged.only(judged.confidence >= t)
        coverage = kept.weight.sum() / judged.weight.sum()
        accuracy = np.average(kept.right, weights=kept.weight) if len(kept.right) else 0.0
        out.append(
            {"threshold": t, "coverage": round(100 * float(coverage), 1), "accuracy": round(100 * float(accuracy), 1)}
        )
    return out


def told(judged: Judged) -> dict[str, object]:
    """What the manifest says of one set."""
    return {
        "rows": len(judged.right),
        "accuracy": round(100 * float(np.average(judged.right, weights=judged.weight)), 1),
        "calibration error": error(judged),
        "curve": curve(judged),
    }


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("data", type=Path)
    ap.add_argument("folder", type=Path)
    args = ap.parse_args()
    rows, layer = held_out(shared(args.data, out=True)), Layer(tokenizer())
    rows, network = rows + met(rows), OnnxNetwork(args.folder / "stance.onnx")
    layouts = [layer(r.ask) for r in rows]
    scores = np.array([network(x)[0] for x in layouts], np.float64)
    c = fit(scores, rows, layouts)
    judged, origin = crossed(scores, rows, layouts), np.array([r.origin for r in rows])
    measured = {k: told(judged.only(origin == k)) for k in WEIGHT if (origin == k).any()}
    ledger = np.isin(origin, LEDGER)
    measured["as a ledger is coded"] = told(judged.only(ledger))
    measured["of that, the sides taken"] = told(judged.only(ledger & judged.is_side))
    path = args.folder / "manifest.json"
    manifest = json.loads(path.read_text())
    manifest["calibration"] = {"scale": [round(s, 4) for s in c.scale], "shift": c.shift, "weights": c.weights}
    manifest["abstention"] = {
        "threshold": LEAST[Kind.CHOSEN],
        "without ends": LEAST[Kind.BARE],
        "found": LEAST[Kind.FOUND],
        "reason": "with ends: four of five answers should be right on disputes that the model was not trained on; "
        "without: below it an answer is hardly better than a draw among three; found by a search, not chosen for the "
        "issue: two of three sides should be right",
        "held out": measured,
    }
    path.write_text(json.dumps(manifest, indent=1) + "\n")
    for k, v in measured.items():
        print(k, {name: x for name, x in v.items() if name != "curve"}, *v["curve"], sep="\n  ")  # type: ignore[misc]
    print(c)


if __name__ == "__main__":
    main()
