"""The reader model: windows in; source, cue and content spans with their links, and names, out."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from onrecord.errors import ModelError
from onrecord.models.decode import (
    NAMES,
    PAIRS,
    TAGS,
    Floats,
    allowed,
    distance_class,
    log_softmax,
    spans,
    viterbi,
)
from onrecord.models.encoding import Batch, Words, batch

CUES = ("cue", "weak")
FOLDER = Path(__file__).parent / "reader"
# Windows decoded together. Each goes through the network alone: that is fastest, and int8 scales are taken over a whole
# call, so that what is found in a window would else depend on its neighbours in the call.
GROUP = 32
NEVER = np.float32(-1e4)
EAGER = 0.5  # added to the score that a word begins a cue: on PolNeAR dev, an earlier checkpoint: recall +1.3, F1 -0.2
WEAK = 0.3  # a word that is no cue but whose own scores give it this much of being one is kept for contents without
_STARTS = np.array([EAGER if t in ("B-cue", "S-cue") else 0 for t in TAGS], np.float32)
_COLUMNS = {k: [i for i, t in enumerate(PAIRS) if t[2:] == k] for k in ("source", "content")}
TINY = np.float32(1e-9)
_CUES = [i for i, t in enumerate(TAGS) if t.endswith("cue")]
NAME_KINDS = tuple(dict.fromkeys(n[2:] for n in NAMES if n != "O"))


@dataclass(frozen=True, slots=True)
class Scores:
    """What the network gives for a batch: `tag` [B, W, 13], `name` [B, W, 9], `word` [B, W, R], `cue` [B, W, 9 R],
    `own` [B, W, 9]; all logits."""

    tag: Floats
    name: Floats
    word: Floats
    cue: Floats
    own: Floats


class Network(Protocol):
    """Anything that scores a batch of windows: the shipped ONNX file, or the network in training."""

    def __call__(self, item: Batch) -> Scores: ...


@dataclass(frozen=True, slots=True)
class Tables:
    """What decoding needs beside the scores: `tag_moves` [13, 13], `pair_moves` [9, 9], `distance` [9, 48]."""

    tag_moves: Floats
    pair_moves: Floats
    distance: Floats


@dataclass(frozen=True, slots=True)
class Found:
    """A span of words in a window: `first` and `last` word, the kind, and the mean probability of its words."""

    kind: str
    first: int
    last: int
    score: float


@dataclass(frozen=True, slots=True)
class Scan:
    """What was found in one window. `links[c][s]`: how likely span s (a source or content) belongs to cue c, a
    log-probability a word on average; `pair` [C, n, 9]: what each word is to each cue. Cues of kind "weak" are words
    that the best reading passes over but that may be cues (see WEAK)."""

    words: Words
    spans: tuple[Found, ...]
    cues: tuple[Found, ...]
    links: Floats
    names: tuple[Found, ...]
    pair: Floats
    moves: Floats

    def own(self, c: int) -> tuple[Found, ...]:
        """The spans that cue `c` alone would choose."""
        path = _best([self.pair[c]], self.moves, PAIRS)[0]
        return _found(path, np.exp(log_softmax(self.pair[c])), PAIRS)


def _borders(tags: tuple[str, ...]) -> tuple[Floats, Floats]:
    start = np.array([0 if t[0] in "OBS" else NEVER for t in tags], np.float32)
    end = np.array([0 if t[0] in "OES" else NEVER for t in tags], np.float32)
    return start, end


def _closed(moves: Floats, tags: tuple[str, ...]) -> Floats:
    out: Floats = np.where(np.array(allowed(tags)), moves, NEVER).astype(np.float32)
    return out


class Decoder:
    """Scores to spans: well-formed sequences by Viterbi, sources and contents pointed at their cues."""

    def __init__(self, tables: Tables) -> None:
        self._tag_moves = _closed(tables.tag_moves, TAGS)
        self._pair_moves = _closed(tables.pair_moves, PAIRS)
        self._distance = tables.distance

    def __call__(self, windows: list[Words], scores: list[Scores]) -> list[Scan]:
        """What is found in each of `windows`, whose `scores` have one row each."""
        paths = _best([s.tag[0] + _STARTS for s in scores], self._tag_moves, TAGS)
        likely = [np.exp(log_softmax(s.tag[0])) for s in scores]
        found = [_found(path, p, TAGS) + _weak(path, p) for path, p in zip(paths, likely, strict=True)]
        pairs = [self._pair_scores(s, [f for f in fs if f.kind in CUES]) for s, fs in zip(scores, found, strict=True)]
        return [
            _scan(words, fs, _names(s.name[0]), pair, self._pair_moves)
            for words, fs, pair, s in zip(windows, found, pairs, scores, strict=True)
        ]

    def _pair_scores(self, scores: Scores, cues: list[Found]) -> Floats:
        """[C, n, 9]: for each cue, what every word is to it."""
        n, rank = scores.word.shape[1:]
        if not cues:
            return np.zeros((0, n, len(PAIRS)), np.float32)
        first, last = (np.array([getattr(c, k) for c in cues]) for k in ("first", "last"))
        vector = ((scores.cue[0, first] + scores.cue[0, last]) / 2).reshape(len(cues), len(PAIRS), rank)
        # not optimised: that would call BLAS, whose threads would wait busily while the network runs
        out = np.einsum("clr,nr->cnl", vector, scores.word[0]) / np.sqrt(np.float32(rank))
        here = np.arange(n)[None]
        gap = np.where(here < first[:, None], here - first[:, None], np.maximum(here - last[:, None], 0))
        result: Floats = out + scores.own[0] + self._distance.T[distance_class(gap)]
        return result


def _best(rows: list[Floats], moves: Floats, tags: tuple[str, ...]) -> list[NDArray[np.int64]]:
    """The best path through each of `rows` [n, K], all at once."""
    lengths = [len(r) for r in rows]
    padded = np.zeros((len(rows), max(lengths), len(tags)), np.float32)
    for i, r in enumerate(rows):
        padded[i, : len(r)] = r
    return viterbi(padded, moves, *_borders(tags), lengths)


def _found(path: NDArray[np.int64], likely: Floats, tags: tuple[str, ...]) -> tuple[Found, ...]:
    taken = likely[np.arange(len(path)), path]
    return tuple(Found(kind, i, j, float(taken[i : j + 1].mean())) for kind, i, j in spans(path, tags))


def _weak(path: NDArray[np.int64], likely: Floats) -> tuple[Found, ...]:
    """Words that the best path passes over but that may well be cues, neighbours as one."""
    odds = likely[:, _CUES].sum(1) * (path == 0)
    out: list[Found] = []
    for i in np.flatnonzero(odds > WEAK).tolist():
        if out and out[-1].last == i - 1:
            out[-1] = Found("weak", out[-1].first, i, max(out[-1].score, float(odds[i])))
        else:
            out.append(Found("weak", i, i, float(odds[i])))
    return tuple(out)


def _scan(words: Words, found: tuple[Found, ...], names: tuple[Found, ...], pair: Floats, moves: Floats) -> Scan:
    cues = tuple(f for f in found if f.kind in CUES)
    rest = tuple(f for f in found if f.kind not in CUES)
    return Scan(words, rest, cues, _links(pair, rest), names, pair, moves)


def _links(pair: Floats, rest: tuple[Found, ...]) -> Floats:
    if not len(pair) or not rest:
        return np.full((len(pair), len(rest)), NEVER, np.float32)
    likely = np.exp(log_softmax(pair))
    sums = {}  # of the log-probability that a word is source (content) to a cue, up to each word
    for kind, columns in _COLUMNS.items():
        mass = np.log(likely[:, :, columns].sum(2) + TINY)
        sums[kind] = np.concatenate([np.zeros((len(pair), 1), np.float32), mass.cumsum(1)], 1)
    spans_of = [(sums[f.kind][:, f.last + 1] - sums[f.kind][:, f.first]) / (f.last + 1 - f.first) for f in rest]
    return np.stack(spans_of, 1).astype(np.float32)


def _names(logits: Floats) -> tuple[Found, ...]:
    tags = logits.argmax(1)
    out: list[Found] = []
    places = np.flatnonzero(tags)
    likely = np.exp(log_softmax(logits[places])).max(1)
    for i, t, score in zip(places.tolist(), tags[places].tolist(), likely.tolist(), strict=True):
        name = NAMES[t]
        if name[0] == "I" and out and out[-1].last == i - 1 and out[-1].kind == name[2:]:
            held = out[-1]
            out[-1] = Found(held.kind, held.first, i, min(held.score, score))
        else:
            out.append(Found(name[2:], i, i, score))
    return tuple(out)


class OnnxNetwork:
    """The shipped network in onnxruntime, loaded when it is first used."""

    def __init__(self, path: Path, threads: int = 0) -> None:
        self._path, self._threads = path, threads

    @cached_property
    def _session(self) -> Any:
        import onnxruntime as ort

        options = ort.SessionOptions()
        options.intra_op_num_threads = self._threads
        options.log_severity_level = 3
        options.enable_mem_pattern = False  # every window has a length of its own
        return ort.InferenceSession(str(self._path), options, providers=["CPUExecutionProvider"])

    def __call__(self, item: Batch) -> Scores:
        feed = {i.name: getattr(item, i.name) for i in self._session.get_inputs()}
        return Scores(*self._session.run(["tag", "name", "word", "cue", "own"], feed))


class ReaderModel:
    """Tokenizer, network and decoder in one: `scan` takes windows of words."""

    def __init__(
        self, tokenizer: Tokenizer, network: Network, tables: Tables, digest: str, curve: Floats | None = None
    ) -> None:
        self.tokenizer, self._network, self.digest = tokenizer, network, digest
        self._curve = curve if curve is not None and len(curve) else np.array([[0, 0], [1, 1]], np.float32)
        self._decode = Decoder(tables)

    @classmethod
    def load(cls, folder: Path = FOLDER, threads: int = 0) -> ReaderModel:
        """The model in `folder`, checked against its manifest; ModelError where a file is missing or another one."""
        manifest = _manifest(folder)
        for name, digest in manifest["files"].items():
            if hashlib.sha256(_bytes(folder / name)).hexdigest() != digest:
                raise ModelError(f"{folder / name}: not the file that manifest.json names (sha256 differs)")
        tables = Tables(
            *(np.array(manifest["decoder"][k], np.float32) for k in ("tag_moves", "pair_moves", "distance"))
        )
        if tuple(manifest["labels"]["tags"]) != TAGS or tuple(manifest["labels"]["names"]) != NAMES:
            raise ModelError(f"{folder}: the labels in manifest.json are not those of this version of onrecord")
        tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        network = OnnxNetwork(folder / "reader.onnx", threads)
        curve = np.array(manifest.get("confidence", []), np.float32)
        return cls(tokenizer, network, tables, manifest["files"]["reader.onnx"], curve)

    def confidence(self, raw: float) -> float:
        """How often attributions of this raw score were right on articles that the model was not trained on."""
        return round(float(np.interp(raw, self._curve[:, 0], self._curve[:, 1])), 3)

    def scan(self, items: list[Words]) -> Iterator[Scan]:
        """What is found in each window, in order; windows of like length are decoded together."""
        order = sorted(range(len(items)), key=lambda i: -items[i].size)
        out: dict[int, Scan] = {}
        for at in range(0, len(order), GROUP):
            group = order[at : at + GROUP]
            held = [items[i] for i in group]
            out.update(zip(group, self._decode(held, [self._network(batch([w])) for w in held]), strict=True))
        return (out[i] for i in range(len(items)))


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
