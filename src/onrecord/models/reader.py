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
from tokenizers import Tokenizer

from onrecord.errors import ModelError
from onrecord.models.decode import NAMES, PAIRS, TAGS, Floats, allowed, distance_class, log_softmax, spans, viterbi
from onrecord.models.encoding import Batch, Words, batch

FOLDER = Path(__file__).parent / "reader"
BATCH = 8  # windows a call: as fast as more on two cores, and half the memory of 16
NEVER = np.float32(-1e4)
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
    log-probability a word on average; `pairs[c]`: the spans that cue c alone would choose."""

    words: Words
    spans: tuple[Found, ...]
    cues: tuple[Found, ...]
    links: Floats
    pairs: tuple[tuple[Found, ...], ...]
    names: tuple[Found, ...]


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

    def __call__(self, windows: list[Words], scores: Scores) -> list[Scan]:
        lengths = [len(w) for w in windows]
        paths = viterbi(scores.tag, self._tag_moves, *_borders(TAGS), lengths)
        return [self._window(w, b, path, scores) for b, (w, path) in enumerate(zip(windows, paths, strict=True))]

    def _window(self, words: Words, b: int, path: Any, scores: Scores) -> Scan:
        n = len(words)
        probability = np.exp(log_softmax(scores.tag[b, :n]))
        every = [
            Found(kind, i, j, float(probability[np.arange(i, j + 1), path[i : j + 1]].mean()))
            for kind, i, j in spans(path, TAGS)
        ]
        cues = tuple(f for f in every if f.kind == "cue")
        rest = tuple(f for f in every if f.kind != "cue")
        pair = self._pair_scores(b, n, cues, scores)
        return Scan(words, rest, cues, _links(pair, rest), self._pairs(pair), _names(scores.name[b, :n]))

    def _pair_scores(self, b: int, n: int, cues: tuple[Found, ...], scores: Scores) -> Floats:
        """[C, n, 9]: for each cue, what every word is to it."""
        if not cues:
            return np.zeros((0, n, len(PAIRS)), np.float32)
        rank = scores.word.shape[-1]
        first, last = (np.array([getattr(c, k) for c in cues]) for k in ("first", "last"))
        vector = ((scores.cue[b, first] + scores.cue[b, last]) / 2).reshape(len(cues), len(PAIRS), rank)
        out = np.einsum("clr,nr->cnl", vector, scores.word[b, :n]) / np.sqrt(np.float32(rank)) + scores.own[b, :n]
        here = np.arange(n)[None]
        gap = np.where(here < first[:, None], here - first[:, None], np.maximum(here - last[:, None], 0))
        result: Floats = out + self._distance.T[distance_class(gap)]
        return result

    def _pairs(self, pair: Floats) -> tuple[tuple[Found, ...], ...]:
        if not len(pair):
            return ()
        paths = viterbi(pair, self._pair_moves, *_borders(PAIRS), [pair.shape[1]] * len(pair))
        probability = np.exp(log_softmax(pair))
        return tuple(
            tuple(
                Found(kind, i, j, float(p[np.arange(i, j + 1), path[i : j + 1]].mean()))
                for kind, i, j in spans(path, PAIRS)
            )
            for path, p in zip(paths, probability, strict=True)
        )


def _links(pair: Floats, rest: tuple[Found, ...]) -> Floats:
    out = np.full((len(pair), len(rest)), NEVER, np.float32)
    if not out.size:
        return out
    likely = log_softmax(pair)
    for s, f in enumerate(rest):
        columns = [i for i, t in enumerate(PAIRS) if t[2:] == f.kind]
        mass = np.logaddexp.reduce(likely[:, f.first : f.last + 1][:, :, columns], axis=2)
        out[:, s] = mass.mean(1)
    return out


def _names(logits: Floats) -> tuple[Found, ...]:
    likely = np.exp(log_softmax(logits))
    tags = likely.argmax(1)
    out: list[Found] = []
    for i, t in enumerate(tags):
        name = NAMES[t]
        if name == "O":
            continue
        score = float(likely[i, t])
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
        # the arena would keep the memory of the largest batch for good
        options.enable_cpu_mem_arena = False
        return ort.InferenceSession(str(self._path), options, providers=["CPUExecutionProvider"])

    def __call__(self, item: Batch) -> Scores:
        feed = {k: getattr(item, k) for k in ("ids", "case", "mark", "mask", "first")}
        return Scores(*self._session.run(["tag", "name", "word", "cue", "own"], feed))


class ReaderModel:
    """Tokenizer, network and decoder in one: `scan` takes windows of words."""

    def __init__(self, tokenizer: Tokenizer, network: Network, tables: Tables, digest: str) -> None:
        self.tokenizer, self._network, self.digest = tokenizer, network, digest
        self._decode = Decoder(tables)

    @classmethod
    def load(cls, folder: Path = FOLDER, threads: int = 0) -> ReaderModel:
        """The model in `folder`, checked against its manifest; ModelError where a file is missing or another one."""
        manifest = _manifest(folder)
        for name, digest in manifest["files"].items():
            if hashlib.sha256(_bytes(folder / name)).hexdigest() != digest:
                raise ModelError(f"{folder / name}: not the file that manifest.json names (sha256 differs)")
        tables = Tables(*(np.array(manifest["decoder"][k], np.float32) for k in ("tag_moves", "pair_moves", "distance")))
        if tuple(manifest["labels"]["tags"]) != TAGS or tuple(manifest["labels"]["names"]) != NAMES:
            raise ModelError(f"{folder}: the labels in manifest.json are not those of this version of onrecord")
        tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        return cls(tokenizer, OnnxNetwork(folder / "reader.onnx", threads), tables, manifest["files"]["reader.onnx"])

    def scan(self, items: list[Words]) -> Iterator[Scan]:
        """What is found in each window, in order; windows of like length go through the network together."""
        order = sorted(range(len(items)), key=lambda i: items[i].size)
        out: dict[int, Scan] = {}
        for at in range(0, len(order), BATCH):
            group = order[at : at + BATCH]
            held = [items[i] for i in group]
            for i, scan in zip(group, self._decode(held, self._network(batch(held))), strict=True):
                out[i] = scan
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
