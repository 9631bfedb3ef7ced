"""Training examples for the reader: windows of PolNeAR articles (and of UNER sentences, for names only)."""

from __future__ import annotations

import collections
import gzip
import json
import random
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from onrecord.models.decode import KINDS, NAMES, PAIRS, TAGS
from onrecord.models.encoding import Words, windows

Ints = NDArray[np.int64]
SILVER = {"PERSON": "person", "ORGANIZATION": "organisation", "LOCATION": "place", "MISC": "misc"}
UNER = {"PER": "person", "ORG": "organisation", "LOC": "place"}
IGNORE = -100


@dataclass(frozen=True, slots=True)
class Example:
    """A window with its gold: a tag and a name class a word, and for each cue its words and what the others are to it.

    `tags` is None where only names are marked; names hold IGNORE where nobody looked.
    """

    words: Words
    tags: Ints | None
    names: Ints
    cues: tuple[tuple[int, int], ...] = ()
    pairs: tuple[Ints, ...] = ()


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
    cues, pairs = [], []
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
        pairs.append(pair)
    return Example(words, tags, _names(words, article), tuple(cues), tuple(pairs))


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


def examples(tokenizer: Tokenizer, articles: list[dict[str, Any]], rng: random.Random | None = None) -> list[Example]:
    """Windows of all articles; with `rng`, each article disguised, and cut at a random place to shift the windows."""
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
                out.append(example(words, b, dropped))
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
        out.append(Example(words, None, names))
    return out
