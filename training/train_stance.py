"""Train the stance model into one checkpoint: shared stance sets, our own disputes and comments, labelled news.

    python -m training.train_stance DATA OUT [--minutes N] [--seed N] [--start CHECKPOINT]

DATA is the folder of shared stance sets, OUT a folder for `stance.pt`. The learning rate falls with the clock, and what
is ours is read from disk again at each round, so that the time is spent whatever the machine and the data.
Then `python -m training.export_stance` makes the shipped files.
"""

from __future__ import annotations

import argparse
import copy
import json
import math
import random
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from onrecord.models.asks import LABELS, Layer, Layout, stacked
from training.stance_data import Row, held_out, round_of, shared
from training.stance_network import Stance, fresh
from training.train_reader import ENCODER, tokenizer

PIECES = 1024  # a batch, padding included: 10 comments or 30 claims
RATE, HEAD_RATE = 1.8e-4, 6e-4  # of the topmost layer, and of the head
FALL = 0.9  # each layer learns so much slower than the one above it
WARMUP = 0.05
AVERAGE = 0.998  # exponential moving average of the weights: about 500 steps
Item = tuple[Layout, Row]


def batches(items: list[Item], rng: random.Random) -> list[list[Item]]:
    """Shuffled batches of like length, PIECES at most."""
    out: list[list[Item]] = [[]]
    for item in sorted(items, key=lambda x: len(x[0].ids) + rng.random() * 8):
        longest = max([len(item[0].ids), *(len(x[0].ids) for x in out[-1])])
        if longest * (len(out[-1]) + 1) > PIECES:
            out.append([])
        out[-1].append(item)
    rng.shuffle(out)
    return out


def allowed(group: list[Item]) -> Tensor:
    """[B, 4]: 0 where a label is allowed, else minus infinity's stand-in."""
    out = torch.full((len(group), len(LABELS)), -1e4)
    for i, (_, row) in enumerate(group):
        out[i, list(row.allowed)] = 0
    return out


def scores(model: Stance, group: list[Item]) -> Tensor:
    with torch.autocast("cpu", dtype=torch.bfloat16):
        out, _ = model(*(torch.from_numpy(x) for x in stacked([x for x, _ in group])))
    found: Tensor = out.float()
    return found


def loss_of(model: Stance, group: list[Item]) -> Tensor:
    """Mean negative log-likelihood of the allowed labels together."""
    likely = torch.log_softmax(scores(model, group), -1)
    return -torch.logsumexp(likely + allowed(group), -1).mean()


def parameters(model: Stance) -> Iterator[dict[str, object]]:
    """Groups of weights with their rates: the lower a layer, the less it moves."""
    depth: dict[str, list[Tensor]] = defaultdict(list)
    for name, p in model.named_parameters():
        if p.requires_grad:
            layer = name.split(".")[3] if name.startswith("encoder.encoder.layer") else "-1"
            depth["head" if name.startswith(("mix", "out")) else layer].append(p)
    for layer, found in depth.items():
        rate = HEAD_RATE if layer == "head" else RATE * FALL ** (5 - int(layer))
        yield {"params": found, "lr": rate, "start": rate}


def rate_at(done: float) -> float:
    """The share of the full rate when so much of the time is spent."""
    if done < WARMUP:
        return 0.02 + 0.98 * done / WARMUP
    return 0.5 * (1 + math.cos(math.pi * min(1.0, (done - WARMUP) / (1 - WARMUP)))) * 0.98 + 0.02


def check(model: Stance, items: list[Item]) -> dict[str, float]:
    """Accuracy by set on rows that were held out."""
    model.eval()
    right: dict[str, list[bool]] = defaultdict(list)
    with torch.no_grad():
        for group in batches(items, random.Random(0)):
            best = scores(model, group)
            both = torch.cat([best[:, :2], torch.logsumexp(best[:, 2:], 1, keepdim=True)], 1).argmax(1)
            for (_, row), b in zip(group, both.tolist(), strict=True):
                right[row.origin].append(b == min(row.allowed[0], 2))
    return {k: round(100 * float(np.mean(v)), 1) for k, v in sorted(right.items())}


def begin(model: Stance, checkpoint: Path) -> None:
    """Takes the weights of an earlier run; a head of another shape begins anew."""
    found, own = torch.load(checkpoint / "stance.pt"), model.state_dict()
    model.load_state_dict({k: v for k, v in found.items() if v.shape == own[k].shape}, strict=False)


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("data", type=Path)
    ap.add_argument("out", type=Path)
    ap.add_argument("--minutes", type=float, default=46)
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--rate", type=float, default=1.0, help="factor on all learning rates")
    ap.add_argument("--start", type=Path, help="go on from this checkpoint")
    args = ap.parse_args()
    torch.set_flush_denormal(True)
    torch.manual_seed(args.seed)
    rng = random.Random(args.seed)
    layer = Layer(tokenizer())
    model = fresh(ENCODER)
    if args.start:
        begin(model, args.start)
    optimiser = torch.optim.AdamW(list(parameters(model)), weight_decay=0.01, fused=True)
    average = copy.deepcopy(model)
    started, step = time.time(), 0
    seen: dict[str, float] = defaultdict(float)
    done, round_, out_of_time = 0.0, 0, False
    args.out.mkdir(parents=True, exist_ok=True)
    while not out_of_time:
        model.train()
        rows = round_of(shared(args.data), rng)
        for group in batches([(layer(r.ask), r) for r in rows], rng):
            done = (time.time() - started) / 60 / args.minutes
            if done >= 1:
                out_of_time = True
                break
            for g in optimiser.param_groups:
                g["lr"] = g["start"] * args.rate * rate_at(done)
            loss = loss_of(model, group)
            optimiser.zero_grad(set_to_none=True)
            torch.autograd.backward(loss)
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            step += 1
            keep = min(AVERAGE, (1 + step) / (10 + step))
            with torch.no_grad():
                moving = [
                    (a, p) for a, p in zip(average.parameters(), model.parameters(), strict=True) if p.requires_grad
                ]
                torch._foreach_lerp_([a for a, _ in moving], [p for _, p in moving], 1 - keep)
            origin = group[0][1].origin
            seen[origin] += 0.05 * (float(loss.detach()) - seen[origin])
            if step % 100 == 0:
                shown = " ".join(f"{k} {v:.3f}" for k, v in seen.items())
                print(f"round {round_} step {step} {time.time() - started:.0f} s {done:.2f} {shown}", flush=True)
        round_ += 1
        kept = [(layer(r.ask), r) for r in held_out(shared(args.data, out=True))]
        print(
            f"after round {round_}, {time.time() - started:.0f} s, {len(rows)} rows: {check(average, kept)}", flush=True
        )
        facts = {**vars(args), "minutes": (time.time() - started) / 60, "rounds": round_, "steps": step}
        for folder in (args.out, args.out / f"round{round_}"):  # the means of rounds are better than the last one
            folder.mkdir(exist_ok=True)
            torch.save(average.state_dict(), folder / "stance.pt")
            (folder / "training.json").write_text(json.dumps(facts, default=str))


if __name__ == "__main__":
    main()
