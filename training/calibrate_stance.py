"""Fit what turns the stance model's scores into chances, on groups held out of training, into the manifest.

    python -m training.calibrate_stance DATA FOLDER

First a scale and a shift of the scores, with ends and without (temperature scaling with a bias: Guo et al. 2017,
section 4.2); then a logistic regression of *was the answer right* on a few signs. Both are checked on groups that they
were not fitted on.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from onrecord.models.asks import Layer, Layout
from onrecord.models.stance import Calibration, OnnxNetwork, has_ends, signs
from training.stance_data import Row, held_out, shared
from training.train_reader import tokenizer

FOLDS = 5
WITH_ENDS, WITHOUT_ENDS = 0.6, 0.35  # thresholds of abstention; the curves behind them go into the manifest
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
}


def weights_of(rows: list[Row]) -> Floats:
    """One weight a row, so that each set counts by WEIGHT; they sum to 1."""
    sizes = {k: sum(r.origin == k for r in rows) for k in WEIGHT}
    out = np.array([WEIGHT[r.origin] / sizes[r.origin] for r in rows])
    total: Floats = out / out.sum()
    return total


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


def fit(scores: Floats, rows: list[Row], layouts: list[Layout]) -> Calibration:
    weight, ends = weights_of(rows), np.array([has_ends(x) for x in layouts])
    found = [
        fit_chances(scores[ends == e], [r for r, y in zip(rows, ends, strict=True) if y == e], weight[ends == e])
        for e in (0, 1)
    ]
    start = Calibration((found[0][0], found[1][0]), (found[0][1], found[1][1]), ((0.0,) * 7,) * 2)
    sides, right = sides_of(scores, rows, ends, start)
    x = np.stack([signs(s, y) for s, y in zip(sides, layouts, strict=True)])
    shares = [weight * (ends == e) / max((weight * (ends == e)).sum(), 1e-9) for e in (0, 1)]
    weights = [fit_signs(x, right, share) for share in shares]
    return Calibration(start.scale, start.shift, tuple(weights))


def sides_of(scores: Floats, rows: list[Row], ends: NDArray[np.bool_], c: Calibration) -> tuple[Floats, Floats]:
    """The chances of the three sides [n, 3], and whether the likeliest is right [n]."""
    chances = np.stack([c.chances(s, bool(e)) for s, e in zip(scores, ends, strict=True)])
    sides = np.concatenate([chances[:, :2], chances[:, 2:].sum(1, keepdims=True)], 1)
    gold = np.array([min(r.allowed[0], 2) for r in rows])
    return sides, (sides.argmax(1) == gold).astype(float)


def error(confidence: Floats, right: Floats) -> float:
    """Expected calibration error in ten bins, in points."""
    at = np.minimum(9, (10 * confidence).astype(int))
    gaps = [abs(confidence[at == b].mean() - right[at == b].mean()) * (at == b).mean() for b in set(at.tolist())]
    return round(100 * float(sum(gaps)), 1)


def crossed(scores: Floats, rows: list[Row], layouts: list[Layout]) -> tuple[Floats, Floats]:
    """Confidence and rightness of every row, each under a calibration fitted on the other folds of groups."""
    keys = [r.ask.question + r.ask.for_ if r.origin != "directed" else r.ask.text for r in rows]
    fold = np.array([sum(k.encode()) % FOLDS for k in keys])
    confidence, right = np.zeros(len(rows)), np.zeros(len(rows))
    for f in range(FOLDS):
        inside, outside = np.flatnonzero(fold != f), np.flatnonzero(fold == f)
        c = fit(scores[inside], [rows[i] for i in inside], [layouts[i] for i in inside])
        own = [layouts[i] for i in outside]
        sides, good = sides_of(scores[outside], [rows[i] for i in outside], np.array([has_ends(x) for x in own]), c)
        confidence[outside] = [c.confidence(s, x) for s, x in zip(sides, own, strict=True)]
        right[outside] = good
    return confidence, right


def curve(confidence: Floats, right: Floats) -> list[dict[str, float]]:
    """Accuracy and coverage, in percent, of answering only at a confidence of so much or more."""
    out = []
    for t in THRESHOLDS:
        kept = confidence >= t
        accuracy = round(100 * float(right[kept].mean()), 1) if kept.any() else 0.0
        out.append({"threshold": t, "coverage": round(100 * float(kept.mean()), 1), "accuracy": accuracy})
    return out


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("data", type=Path)
    ap.add_argument("folder", type=Path)
    args = ap.parse_args()
    rows, layer, network = (
        held_out(shared(args.data, out=True)),
        Layer(tokenizer()),
        OnnxNetwork(args.folder / "stance.onnx"),
    )
    layouts = [layer(r.ask) for r in rows]
    scores = np.array([network(x)[0] for x in layouts], np.float64)
    c = fit(scores, rows, layouts)
    confidence, right = crossed(scores, rows, layouts)
    origin = np.array([r.origin for r in rows])
    measured = {
        k: {
            "rows": int((origin == k).sum()),
            "accuracy": round(100 * float(right[origin == k].mean()), 1),
            "calibration error": error(confidence[origin == k], right[origin == k]),
            "curve": curve(confidence[origin == k], right[origin == k]),
        }
        for k in WEIGHT
    }
    path = args.folder / "manifest.json"
    manifest = json.loads(path.read_text())
    manifest["calibration"] = {"scale": [round(s, 4) for s in c.scale], "shift": c.shift, "weights": c.weights}
    manifest["abstention"] = {
        "threshold": WITH_ENDS,
        "without ends": WITHOUT_ENDS,
        "reason": "with ends: four of five answers should be right on disputes that the model was not trained on; "
        "without: below it an answer is hardly better than a draw among three",
        "held out": measured,
    }
    path.write_text(json.dumps(manifest, indent=1) + "\n")
    for k, v in measured.items():
        kept = next(x for x in v["curve"] if x["threshold"] == (WITH_ENDS if k in ("moves", "news") else WITHOUT_ENDS))  # type: ignore[attr-defined]
        print(k, v["rows"], v["accuracy"], "ece", v["calibration error"], kept)
    print(c)


if __name__ == "__main__":
    main()
