"""What several trained readers, taken together, think of texts: soft targets to train one reader by (Hinton 2015).

    python -m training.teach OUT.npz CASES TEACHER... --texts FILE.jsonl.gz... [--cuts N]

Each TEACHER is a folder that `training.export_reader` made. A target is what a word is (the marginal distribution of
the tags of the chain), the sum of the transitions of a window, and the same for what each word is to each cue; the mean
over the teachers, so that cross-entropy against it is the mean of the cross-entropies against each. Texts that share a
fifth of their runs of eight words with a report in CASES, on which the reader is scored, are left out and counted.
"""

from __future__ import annotations

import argparse
import random
import re
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer

from onrecord.models.decode import PAIRS, TAGS, allowed, log_softmax, spans, viterbi
from onrecord.models.encoding import Words, batch, windows
from onrecord.models.reader import TINY, Found, ReaderModel, Scores, _borders
from onrecord.reading.segments import segment
from onrecord.types import READABLE, Span
from training.data import rows
from training.network import Crf

Floats = NDArray[np.float32]
RUN = 8  # words in a row that tell a text


@dataclass(frozen=True, slots=True)
class Taught:
    """The targets of one window of text number `text`: `tag` [W, 13] and `name` [W, 9] of each word, the expected
    transitions `steps` [13, 13], and for each of `cues` [C, 2] the same of what words are to it."""

    text: int
    spans: tuple[Span, ...]
    tag: Floats
    steps: Floats
    name: Floats
    cues: NDArray[np.int64]
    pairs: tuple[Floats, ...]
    pair_steps: tuple[Floats, ...]


def marginals(crf: Crf, scores: list[Floats], moves: Floats) -> tuple[list[Floats], list[Floats]]:
    """For each of `scores` [n, K]: the marginals of its words, and its expected transitions [K, K]."""
    if not scores:
        return [], []
    n, t, k = len(scores), max(len(s) for s in scores), moves.shape[0]
    padded, mask = torch.zeros(n, t, k), torch.zeros(n, t)
    for i, s in enumerate(scores):
        padded[i, : len(s)], mask[i, : len(s)] = torch.from_numpy(s), 1
    padded.requires_grad_()
    each = torch.from_numpy(moves).expand(n, k, k).clone().requires_grad_()
    total = crf.partition(padded, each, mask).sum()
    q, steps = torch.autograd.grad(total, [padded, each])
    return [q[i, : len(s)].numpy() for i, s in enumerate(scores)], [*steps.numpy()]


class Teacher:
    """An exported reader: its network, and what decoding needs beside."""

    def __init__(self, folder: Path) -> None:
        model = ReaderModel.load(folder, threads=1)
        self.tokenizer, self.network, self.decoder = model.tokenizer, model._network, model._decode


def taught(teachers: list[Teacher], items: list[Words], text: int) -> list[Taught]:
    """The mean of what `teachers` think of each window."""
    seen = [[t.network(batch([w])) for w in items] for t in teachers]
    crf = Crf(TAGS)
    tags, moves = mean(
        [marginals(crf, [s.tag[0] for s in row], t.decoder._tag_moves) for t, row in zip(teachers, seen, strict=True)]
    )
    names = [np.mean([np.exp(log_softmax(row[i].name[0])) for row in seen], 0) for i in range(len(items))]
    cues = [_cues(q) for q in tags]
    counts = np.cumsum([0, *map(len, cues)])
    pairs, steps = mean([_pairs(t, row, cues) for t, row in zip(teachers, seen, strict=True)])
    out = []
    for i, words in enumerate(items):
        mine = slice(counts[i], counts[i + 1])
        spans = np.array([(c.first, c.last) for c in cues[i]], np.int64).reshape(-1, 2)
        out.append(
            Taught(text, words.spans, tags[i], moves[i], names[i], spans, tuple(pairs[mine]), tuple(steps[mine]))
        )
    return out


def _cues(q: Floats) -> list[Found]:
    """The cues of the likeliest sequence by the marginals `q`."""
    closed = np.where(np.array(allowed(TAGS)), 0, -1e4).astype(np.float32)
    path = viterbi(np.log(q + TINY)[None], closed, *_borders(TAGS), [len(q)])[0]
    return [Found("cue", i, j, 1.0) for kind, i, j in spans(path, TAGS) if kind == "cue"]


def _pairs(teacher: Teacher, row: list[Scores], cues: list[list[Found]]) -> tuple[list[Floats], list[Floats]]:
    scores = [p for s, found in zip(row, cues, strict=True) for p in teacher.decoder._pair_scores(s, found)]
    return marginals(Crf(PAIRS), scores, teacher.decoder._pair_moves)


def mean(each: list[tuple[list[Floats], list[Floats]]]) -> tuple[list[Floats], list[Floats]]:
    """The means over the teachers of lists of arrays."""
    qs, steps = zip(*each, strict=True)
    return [np.mean(x, 0) for x in zip(*qs, strict=True)], [np.mean(x, 0) for x in zip(*steps, strict=True)]


def runs(text: str) -> set[str]:
    """All runs of RUN words of `text`, in lower case."""
    words = re.findall(r"\w+", text.lower())
    return {" ".join(words[i : i + RUN]) for i in range(len(words) - RUN + 1)}


def unseen(texts: list[str], cases: Path) -> list[str]:
    """`texts` without those that the reader is scored on."""
    scored = set[str]().union(*(runs(p.read_text(encoding="utf8")) for p in sorted(cases.rglob("*.txt"))))
    kept = [t for t in texts if len(runs(t) & scored) <= 0.2 * len(runs(t))]
    print(len(texts) - len(kept), "texts left out: the reader is scored on them")
    return kept


def cut(tokenizer: Tokenizer, text: str, at: int, whole: bool) -> list[Words]:
    """The windows of what is read of `text`, or of the `whole` of it; a window begins at the paragraph behind `at`."""
    areas = [(s.start, s.end) for s in segment(text, None) if s.kind in READABLE or whole]
    edge = text.find("\n", at) + 1 if at else 0
    parts = [[(s, min(e, edge)) for s, e in areas if s < edge], [(max(s, edge), e) for s, e in areas if e > edge]]
    return [w for part in parts for w in windows(tokenizer, text, part)]


def save(path: Path, texts: list[str], windows: list[Taught]) -> None:
    """All of it in one file: arrays of all windows one after the other, and where each begins."""
    np.savez_compressed(
        path,
        texts=np.array(texts),
        text=np.array([w.text for w in windows]),
        sizes=np.array([len(w.spans) for w in windows]),
        spans=np.concatenate([np.array(w.spans) for w in windows]),
        tag=np.concatenate([w.tag for w in windows]).astype(np.float16),
        name=np.concatenate([w.name for w in windows]).astype(np.float16),
        steps=np.stack([w.steps for w in windows]).astype(np.float32),
        counts=np.array([len(w.cues) for w in windows]),
        cues=np.concatenate([w.cues for w in windows]),
        pair=np.concatenate([p for w in windows for p in w.pairs]).astype(np.float16),
        pair_steps=np.stack([p for w in windows for p in w.pair_steps]).astype(np.float32),
    )


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("out", type=Path)
    ap.add_argument("cases", type=Path)
    ap.add_argument("teachers", type=Path, nargs="+")
    ap.add_argument("--texts", type=Path, nargs="+", required=True)
    ap.add_argument("--cuts", type=int, default=1, help="ways to cut each text into windows")
    ap.add_argument("--whole", action="store_true", help="read headings and furniture too, as in annotated texts")
    ap.add_argument("--limit", type=int)
    args = ap.parse_args()
    rng = random.Random(1)
    teachers = [Teacher(t) for t in args.teachers]
    texts = unseen([a["text"] for path in args.texts for a in rows(path)][: args.limit], args.cases)
    started, out = time.time(), []
    for i, text in enumerate(texts):
        places = [0, *(rng.randrange(1, len(text)) for _ in range(args.cuts - 1) if len(text) > 1)]
        for at in places:
            items = cut(teachers[0].tokenizer, text, at, args.whole)
            out += taught(teachers, items, i) if items else []
        if i % 100 == 99:
            print(f"{i + 1} of {len(texts)} texts, {time.time() - started:.0f} s", flush=True)
    save(args.out, texts, out)


if __name__ == "__main__":
    main()
