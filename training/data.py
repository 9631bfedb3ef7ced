"""Training examples for the reader: windows of PolNeAR articles (and of UNER sentences, for names only)."""

from __future__ import annotations

import collections
import gzip
import json
import random
import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from onrecord.models.decode import KINDS, NAMES, PAIRS, TAGS
from onrecord.models.encoding import Words, joined, windows

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]
SILVER = {"PERSON": "person", "ORGANIZATION": "organisation", "LOCATION": "place", "MISC": "misc"}
UNER = {"PER": "person", "ORG": "organisation", "LOC": "place"}
IGNORE = -100
TAUGHT = 0.5  # of a target is what the teachers think, where somebody has marked the words too
HIDDEN = 0.06  # of the words of texts that only teachers have marked: the student is to lean on more than the teachers
MASK = 103


@dataclass(frozen=True, slots=True)
class Chain:
    """A distribution over sequences of tags: the marginals of each word, `tag` [n, K], and the expected transitions,
    `steps` [K, K]. Where somebody has marked the words, both count what is there."""

    tag: Floats
    steps: Floats

    @classmethod
    def of(cls, tags: Ints, kinds: int) -> Chain:
        """The chain that is `tags` and nothing else."""
        steps = np.zeros((kinds, kinds), np.float32)
        np.add.at(steps, (tags[:-1], tags[1:]), 1)
        return cls(np.eye(kinds, dtype=np.float32)[tags], steps)


@dataclass(frozen=True, slots=True)
class Example:
    """A window with its target: what each word is, its name class, and for each cue what each word is to it.

    `tags` is None where only names are marked; `names` [n, 9] holds zeros where nobody looked.
    """

    words: Words
    tags: Chain | None
    names: Floats
    cues: tuple[tuple[int, int], ...] = ()
    pairs: tuple[Chain, ...] = ()


def rows(path: Path) -> list[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf8") as f:
        return [json.loads(line) for line in f if line.strip()]


def _cover(words: Words, span: tuple[int, int]) -> tuple[int, int] | None:
    hit = [i for i, (s, e) in enumerate(words.spans) if s < span[1] and e > span[0]]
    return (hit[0], hit[-1]) if hit else None


def _mark(out: Ints, names: tuple[str, ...], kind: str, first: int, last: int) -> None:
    part = "S" if first == last else "B"
    out[first] = names.index(f"{part}-{kind}")
    if first < last:
        out[first + 1 : last] = names.index(f"I-{kind}")
        out[last] = names.index(f"E-{kind}")


def example(words: Words, article: dict[str, Any], dropped: collections.Counter[str]) -> Example:
    """The gold of one window; what a window's edge cuts off is counted in `dropped`."""
    lo, hi = words.spans[0][0], words.spans[-1][1]
    tags = np.zeros(len(words), np.int64)
    cues: list[tuple[int, int]] = []
    pairs: list[Chain] = []
    for a in article["attributions"]:
        placed: dict[str, list[tuple[int, int]]] = {}
        every = [tuple(s) for kind in KINDS for s in a[kind]]
        if all(s[0] >= hi or s[1] <= lo for s in every):
            continue
        for kind in KINDS:
            inside = [_cover(words, s) for s in a[kind] if s[0] < hi and s[1] > lo]
            placed[kind] = [p for p in inside if p]
            if a[kind] and not placed[kind]:
                dropped[f"{kind} outside the window of its attribution"] += 1
        for kind in KINDS:
            for first, last in placed[kind]:
                if (tags[first : last + 1] == 0).all():
                    _mark(tags, TAGS, kind, first, last)
        if not placed["cue"]:
            continue
        pair = np.zeros(len(words), np.int64)
        for kind in ("source", "content"):
            for first, last in placed[kind]:
                if (pair[first : last + 1] == 0).all():
                    _mark(pair, PAIRS, kind, first, last)
        cues.append(placed["cue"][0])
        pairs.append(Chain.of(pair, len(PAIRS)))
    return Example(words, Chain.of(tags, len(TAGS)), _one_hot(_names(words, article)), tuple(cues), tuple(pairs))


def _one_hot(names: Ints) -> Floats:
    out = np.zeros((len(names), len(NAMES)), np.float32)
    known = np.flatnonzero(names != IGNORE)
    out[known, names[known]] = 1
    return out


def _names(words: Words, article: dict[str, Any]) -> Ints:
    if "silver" not in article:
        return np.full(len(words), IGNORE, np.int64)
    out = np.zeros(len(words), np.int64)
    lo, hi = words.spans[0][0], words.spans[-1][1]
    for start, end, kind, *_ in article["silver"]["entities"]:
        place = _cover(words, (start, end)) if kind in SILVER and start < hi and end > lo else None
        if place:
            out[place[0]] = NAMES.index(f"B-{SILVER[kind]}")
            out[place[0] + 1 : place[1] + 1] = NAMES.index(f"I-{SILVER[kind]}")
    return out


class Lessons:
    """What `training.teach` has written down of texts: targets by the place of each word."""

    def __init__(self, path: Path) -> None:
        with np.load(path) as held:
            self._held = {k: held[k] for k in held.files}
        sizes, counts = self._held["sizes"], self._held["counts"]
        self._word, self._cue = (np.concatenate([[0], np.cumsum(x)]) for x in (sizes, counts))
        self._pair = np.concatenate([[0], np.cumsum(np.repeat(sizes, counts))])
        self._windows: dict[str, list[int]] = collections.defaultdict(list)
        for i, text in enumerate(self._held["text"]):
            self._windows[str(self._held["texts"][text])].append(i)

    def mixed(self, marked: Example, text: str) -> Example:
        """`marked`, its tags half what the teachers think; unchanged where the teachers saw other words."""
        known = {
            int(s): k
            for i in self._windows.get(text, [])
            for k, (s, _) in enumerate(self._held["spans"][self._word[i] : self._word[i + 1]], int(self._word[i]))
        }
        places = [known.get(s) for s, _ in marked.words.spans]
        if marked.tags is None or None in places:
            return marked
        thought = self._held["tag"][places].astype(np.float32)
        return replace(marked, tags=replace(marked.tags, tag=(1 - TAUGHT) * marked.tags.tag + TAUGHT * thought))

    def examples(self, tokenizer: Tokenizer, rng: random.Random) -> list[Example]:
        """The windows as the teachers saw them, each text disguised and a share of its words hidden."""
        out = []
        for text, numbers in self._windows.items():
            printed = disguise({"text": text}, rng)["text"]
            every = list(windows(tokenizer, printed, [(0, len(printed))], limit=len(printed) + 1))
            words = joined(every)
            starts = {s: k for k, (s, _) in enumerate(words.spans)}
            for i in numbers:
                spans = self._held["spans"][self._word[i] : self._word[i + 1]]
                at = [starts.get(int(s)) for s, _ in spans]
                if None not in at and at[-1] - at[0] + 1 == len(at):  # type: ignore[operator]
                    out.append(self._example(i, hidden(words.cut(at[0], at[-1] + 1), rng)))  # type: ignore[arg-type, operator]
        print(len(out), "of", len(self._held["sizes"]), "windows of the teachers")
        return out

    def _example(self, i: int, words: Words) -> Example:
        held, here = self._held, slice(self._word[i], self._word[i + 1])
        numbers = range(self._cue[i], self._cue[i + 1])
        n = len(words)
        first = self._pair[self._cue[i]]
        pairs = [held["pair"][first + k * n : first + (k + 1) * n].astype(np.float32) for k in range(len(numbers))]
        return Example(
            words,
            Chain(held["tag"][here].astype(np.float32), held["steps"][i]),
            held["name"][here].astype(np.float32),
            tuple((int(a), int(b)) for a, b in held["cues"][numbers.start : numbers.stop]),
            tuple(Chain(p, held["pair_steps"][k]) for p, k in zip(pairs, numbers, strict=True)),
        )


def hidden(words: Words, rng: random.Random) -> Words:
    """`words` with a share of them hidden behind the mask."""
    pieces = tuple((MASK,) * len(p) if rng.random() < HIDDEN else p for p in words.pieces)
    return replace(words, pieces=pieces)


def disguise(article: dict[str, Any], rng: random.Random) -> dict[str, Any]:
    """The article as other outlets might print it: capitals, other quotation marks. Offsets stay true."""
    text = article["text"]
    if rng.random() < 0.25:
        text = text.translate({ord(a): b for a, b in zip("“”‘’", "\"\"''", strict=True)})
    elif rng.random() < 0.15:
        text = _curl(text)
    if rng.random() < 0.2:
        end = text.find("\n")
        head = text[:end].upper()
        if end > 0 and len(head) == end:
            text = head + text[end:]
    return {**article, "text": text}


def _curl(text: str) -> str:
    return re.sub(r'(?<![^\s(\[])"(?=\S)', "“", text).replace('"', "”")


def examples(
    tokenizer: Tokenizer,
    articles: list[dict[str, Any]],
    rng: random.Random | None = None,
    lessons: Lessons | None = None,
) -> list[Example]:
    """Windows of all articles; with `rng`, each article disguised, and cut at a random place to shift the windows;
    with `lessons`, targets are half what is marked and half what the teachers think."""
    out: list[Example] = []
    dropped: collections.Counter[str] = collections.Counter()
    for a in articles:
        b = disguise(a, rng) if rng else a
        n = len(b["text"])
        areas = [(0, n)]
        if rng:
            breaks = [m.end() for m in re.finditer(r"\n+", b["text"])]
            at = rng.choice(breaks[:6]) if breaks else 0
            areas = [(0, at), (at, n)]
        for area in areas:
            for words in windows(tokenizer, b["text"], [area]):
                marked = example(words, b, dropped)
                out.append(lessons.mixed(marked, a["text"]) if lessons else marked)
    print(len(out), "windows;", dict(dropped))
    return out


def uner(tokenizer: Tokenizer, path: Path) -> list[Example]:
    """UNER's sentences with their gold names, packed into windows; capitalised words outside a name are not learnt from
    (UNER has no class for demonyms)."""
    out: list[Example] = []
    text, ents = "", []
    with gzip.open(path, "rt", encoding="utf8") as f:
        blocks = f.read().split("\n\n")
    for block in blocks:
        toks = [line.split("\t")[1:3] for line in block.split("\n") if line and line[0] != "#"]
        for w, tag in toks:
            if tag != "O":
                kind = tag[2:]
                if tag[0] == "I" and ents and ents[-1][2] == kind:
                    ents[-1][1] = len(text) + len(w)
                else:
                    ents.append([len(text), len(text) + len(w), kind])
            text += w + " "
        text = text[:-1] + "\n" if toks else text
    for words in windows(tokenizer, text, [(0, len(text))]):
        names = np.zeros(len(words), np.int64)
        for i, c in enumerate(words.case):
            if c in (1, 2, 3):
                names[i] = IGNORE
        lo, hi = words.spans[0][0], words.spans[-1][1]
        for start, end, kind in ents:
            place = _cover(words, (start, end)) if kind in UNER and start < hi and end > lo else None
            if place:
                names[place[0]] = NAMES.index(f"B-{UNER[kind]}")
                names[place[0] + 1 : place[1] + 1] = NAMES.index(f"I-{UNER[kind]}")
        out.append(Example(words, None, _one_hot(names)))
    return out
