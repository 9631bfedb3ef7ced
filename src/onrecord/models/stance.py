"""The stance model: asks in; calibrated chances that the words stand for, against, or on neither side, out."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from enum import IntEnum
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from onrecord.errors import ModelError
from onrecord.models.asks import LABELS, PARTS, Ask, Layer, Layout
from onrecord.models.sharpening import sharpened

__all__ = ["Answer", "Ask", "Calibration", "StanceModel"]

FOLDER = Path(__file__).parent / "stance"
SIDES = ("for", "against", "neither")
Floats = NDArray[np.float32]
TINY = 1e-6


@dataclass(frozen=True, slots=True)
class Answer:
    """Where the words stand: three chances that sum to 1, `neither` holding what is not about the issue at all.

    `related` is the chance that the words are about it, `confidence` the calibrated chance that the likeliest side is
    the right one, `vector` [384] what the model made of the pair.
    """

    for_: float
    against: float
    neither: float
    related: float
    confidence: float
    vector: Floats | None = field(default=None, repr=False, compare=False)

    @property
    def label(self) -> str:
        """The likeliest of *for*, *against* and *neither*."""
        return SIDES[int(np.argmax((self.for_, self.against, self.neither)))]

    @property
    def score(self) -> float:
        """From -1 (against) to 1 (for)."""
        return self.for_ - self.against


class Kind(IntEnum):
    """What is asked about: words on a topic or claim; words chosen for an issue with two ends; words that a search
    found for one, few of which take a side."""

    BARE = 0
    CHOSEN = 1
    FOUND = 2


@dataclass(frozen=True, slots=True)
class Calibration:
    """From scores to chances: `scale` [3] and `shift` [3, 4] of the scores, `weights` [3, 7] of the `signs`; each by
    `Kind`."""

    scale: tuple[float, ...]
    shift: tuple[tuple[float, ...], ...]
    weights: tuple[tuple[float, ...], ...]

    @classmethod
    def of(cls, raw: dict[str, Any]) -> Calibration:
        """The calibration in a manifest."""
        return cls(tuple(raw["scale"]), tuple(map(tuple, raw["shift"])), tuple(map(tuple, raw["weights"])))

    def chances(self, scores: NDArray[Any], kind: int) -> NDArray[np.float64]:
        """The chances [4] of the labels."""
        z = np.asarray(scores, np.float64) * self.scale[kind] + np.array(self.shift[kind])
        likely = np.exp(z - z.max())
        out: NDArray[np.float64] = likely / likely.sum()
        return out

    def confidence(self, sides: NDArray[np.float64], layout: Layout, kind: int) -> float:
        """How often answers like this one were right on groups that the model was not trained on."""
        z = float(np.dot(self.weights[kind], signs(sides, layout)))
        return float(1 / (1 + np.exp(-z)))


def signs(sides: NDArray[np.float64], layout: Layout) -> NDArray[np.float64]:
    """What tells how far an answer can be trusted [7]: 1; log-odds of the top, its lead on the second; whether the
    answer is neither; whether the issue has ends; lengths of text and question, in logs."""
    _, second, top = np.sort(sides)
    counts = np.bincount(layout.parts, minlength=len(PARTS))
    return np.array(
        [
            1.0,
            np.log((top + TINY) / (1 - top + TINY)),
            np.log((top + TINY) / (second + TINY)),
            float(np.argmax(sides) == 2),
            float(has_ends(layout)),
            np.log1p(counts[5]) - 3,
            np.log1p(counts[1]) - 2,
        ]
    )


def has_ends(layout: Layout) -> bool:
    return bool((layout.parts == 3).any())


def kind_of(layout: Layout, is_found: bool) -> Kind:
    """What an ask of this layout is; of one without two ends nothing was measured apart where it was found."""
    if not has_ends(layout):
        return Kind.BARE
    return Kind.FOUND if is_found else Kind.CHOSEN


class Network(Protocol):
    """Anything that scores a layout: scores of the labels [4] and the vector [384]."""

    def __call__(self, item: Layout) -> tuple[Floats, Floats]: ...


class OnnxNetwork:
    """The shipped network in onnxruntime, loaded when it is first used; may be called from several threads."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @cached_property
    def _session(self) -> Any:
        import onnxruntime as ort

        options = ort.SessionOptions()
        options.intra_op_num_threads = 1  # pairs are short: one thread a pair is faster than several on one pair
        options.log_severity_level = 3
        options.enable_mem_pattern = False  # every pair has a length of its own
        return ort.InferenceSession(str(self._path), options, providers=["CPUExecutionProvider"])

    def __call__(self, item: Layout) -> tuple[Floats, Floats]:
        scores, vector = self._session.run(["scores", "vector"], {"ids": item.ids[None], "parts": item.parts[None]})
        return scores[0], vector[0]


class StanceModel:
    """Layout, network and calibration in one: `judge` takes asks and answers them in order.

    Each pair goes through the network alone: int8 scales are taken over a whole call, so that an answer would else
    depend on its neighbours in the call.
    """

    def __init__(
        self,
        layer: Layer,
        network: Network,
        calibration: Calibration,
        digest: str,
        thresholds: tuple[float, float, float] = (0.4, 0.6, 0.7),
        examples: Sequence[tuple[Answer, str]] = (),
        is_found: bool = False,
    ) -> None:
        self._layer, self._network, self._calibration = layer, network, calibration
        self._examples, self._is_found = tuple(examples), is_found
        self.digest = digest
        self._thresholds = thresholds  # by `Kind`: see `abstention` in the manifest

    @classmethod
    def load(cls, folder: Path = FOLDER) -> StanceModel:
        """The model in `folder`, checked against its manifest; ModelError where a file is missing or another one."""
        manifest = _manifest(folder)
        for name, digest in manifest["files"].items():
            if hashlib.sha256(_bytes(folder / name)).hexdigest() != digest:
                raise ModelError(f"{folder / name}: not the file that manifest.json names (sha256 differs)")
        if tuple(manifest["labels"]) != LABELS or tuple(manifest["parts"]) != PARTS:
            raise ModelError(f"{folder}: the labels in manifest.json are not those of this version of onrecord")
        calibration = Calibration.of(manifest["calibration"])
        raw = manifest["abstention"]
        layer = Layer(Tokenizer.from_file(str(folder / "tokenizer.json")))
        digest = hashlib.sha256(_bytes(folder / "manifest.json")).hexdigest()  # it names files and holds calibration
        return cls(
            layer,
            OnnxNetwork(folder / "stance.onnx"),
            calibration,
            digest,
            (raw["without ends"], raw["threshold"], raw["found"]),
        )

    def threshold_for(self, ask: Ask) -> float:
        """The confidence below which the model had better abstain on this ask."""
        return self._thresholds[kind_of(self._layer(ask), self._is_found)]

    def of_found(self) -> StanceModel:
        """The model for words that nobody chose for the issue: a search found them, and few of them take a side."""
        return self._with(self._examples, is_found=True)

    def judge(self, asks: Sequence[Ask], threads: int | None = None) -> list[Answer]:
        """An answer to each ask, in order; on `threads` cores (all that this process may use)."""
        n = min(threads or _cores(), len(asks))
        if n < 2:
            return self.answer(asks)
        self.answer(asks[:1])  # loads the network once, before each thread would
        with ThreadPoolExecutor(n) as pool:
            return [a for some in pool.map(lambda i: self.answer([asks[i]]), range(len(asks))) for a in some]

    def answer(self, asks: Sequence[Ask]) -> list[Answer]:
        """An answer to each ask, in order, on this thread; may be called from several."""
        return sharpened(self._plain(asks), self._examples)

    def sharpened(self, examples: Sequence[tuple[Ask, str]]) -> StanceModel:
        """The model with answers that lean on these examples, each with its right label, where they are near."""
        plain = self._plain([ask for ask, _ in examples])
        lessons = [*self._examples, *((a, label) for a, (_, label) in zip(plain, examples, strict=True))]
        return self._with(lessons, self._is_found)

    def _with(self, examples: Sequence[tuple[Answer, str]], is_found: bool) -> StanceModel:
        return StanceModel(
            self._layer, self._network, self._calibration, self.digest, self._thresholds, examples, is_found
        )

    def _plain(self, asks: Sequence[Ask]) -> list[Answer]:
        return [self._answer(x, *self._network(x)) for x in map(self._layer, asks)]

    def _answer(self, layout: Layout, scores: Floats, vector: Floats) -> Answer:
        kind = kind_of(layout, self._is_found)
        chances = self._calibration.chances(scores, kind)
        for_, against, neither = sides = np.array([chances[0], chances[1], chances[2] + chances[3]])
        confidence = self._calibration.confidence(sides, layout, kind)
        related = float(1 - chances[3])
        return Answer(float(for_), float(against), float(neither), related, round(confidence, 4), vector)


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as e:
        raise ModelError(f"{path}: the model file cannot be read ({e.strerror}); reinstall onrecord") from e


def _manifest(folder: Path) -> dict[str, Any]:
    try:
        found: dict[str, Any] = json.loads(_bytes(folder / "manifest.json"))
    except ValueError as e:
        raise ModelError(f"{folder / 'manifest.json'}: not JSON ({e})") from e
    return found
