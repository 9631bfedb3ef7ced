"""What the stance model is asked, and how it is laid out in word-pieces: the issue first, then the words said.

    [CLS] question [SEP] for [SEP] against [SEP] speaker : context TEXT context [SEP]

Each piece carries the part that it belongs to, so that no words are spent on markers. Context stands where it stood,
around the text, so that *denied that* is read with what was denied.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, takewhile

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

PARTS = ("frame", "question", "for", "against", "speaker", "text", "context")
LABELS = ("for", "against", "neither", "unrelated")
LONGEST = 224  # word-pieces beyond which there is no context: what two cores read at 200 pairs a second
QUESTION, END, SPEAKER = 40, 40, 8  # word-pieces
TEXT, TEXT_WITH_ENDS = 200, 96  # a reader's comment has 130, and of 96 of them sides are taken less rightly
BEFORE, AFTER = 48, 24  # word-pieces of context: the cue stands before, seldom after
CLAIM = (
    4  # words; read as the end to be for, a claim of Perspectrum held out is taken right in 79 %, as a question in 72
)
LONG = 3000  # characters at either end: more than any room above can hold
CLS, SEP, COLON = 101, 102, 1024  # of the encoder's vocabulary
WORD = re.compile(r"\w+|[^\w\s]")
Int = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Ask:
    """One question to the model: where do the words `text`, said by `speaker`, stand between the two ends?"""

    question: str
    for_: str = ""
    against: str = ""
    neither: str | None = None
    speaker: str | None = None
    text: str = ""
    context: str | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """Word-pieces [n] and the part of each [n]."""

    ids: Int
    parts: Int


def restates(end: str, question: str) -> bool:
    """Whether an end only repeats the question behind a colon, and so adds nothing to it.

    >>> restates("In favour of: Zoos should close", "Zoos should close")
    True
    >>> restates("Zoos must close now.", "Should zoos close?")
    False
    """
    head, colon, rest = end.partition(":")
    return bool(colon) and len(head.split()) <= 3 and rest.strip().casefold() == question.strip().casefold()


def is_claim(question: str) -> bool:
    """Whether a question without ends is a sentence that one can be for, not a topic or a real question.

    >>> is_claim("Zoos should be closed for good"), is_claim("city zoos"), is_claim("Should zoos be closed for good?")
    (True, False, False)
    """
    return len(question.split()) >= CLAIM and not question.rstrip().endswith("?")


def around(text: str, context: str) -> tuple[str, str]:
    """The words of `context` before and after `text`; both empty where the text does not stand in it.

    The text may be put together of several stretches, as words are that a reporter interrupts.

    >>> around("they would leave", "He denied that they would leave. Nobody asked.")
    ('He denied that ', '. Nobody asked.')
    >>> around("We will go but not now", "“We will go,” said Valk, denying a delay, “but not now.”")
    ('“', '.”')
    >>> around("they would stay", "He denied that they would leave.")
    ('', '')
    """
    at = context.find(text)
    if at >= 0:
        return context[:at], context[at + len(text) :]
    found = stretches(text, context)
    return (context[: found[0][0]], context[found[-1][1] :]) if found else ("", "")


def stretches(text: str, context: str) -> list[tuple[int, int]]:
    """Where the stretches of `text` stand in `context`, in order, each as long as can be; none where one is missing.

    >>> stretches("what a binding contract", "what lawyers called a binding contract")
    [(0, 4), (20, 38)]
    """
    words = WORD.findall(text)
    if len(words) > TEXT:  # there is no room for context
        return []
    around = [(m[0], m.start(), m.end()) for m in WORD.finditer(context[: 2 * LONG])]
    found: list[tuple[int, int]] = []  # numbers of words in `around`
    first = cursor = 0
    while first < len(words):
        starts = (i for i in range(cursor, len(around)) if around[i][0] == words[first])
        runs = ((_shared(words, first, around, i), -i) for i in starts)
        size, start = max(runs, default=(0, 0))
        if not size:
            return []
        found.append((-start, size))
        first, cursor = first + size, size - start
    for k in range(len(found) - 2, -1, -1):  # the place nearest to what follows, if the words come more than once
        at, size = found[k]
        own = [w for w, _, _ in around[at : at + size]]
        nearer = range(found[k + 1][0] - size, at, -1)
        found[k] = (next((i for i in nearer if [w for w, _, _ in around[i : i + size]] == own), at), size)
    return [(around[i][1], around[i + size - 1][2]) for i, size in found]


def _shared(words: Sequence[str], first: int, around: Sequence[tuple[str, int, int]], at: int) -> int:
    """How many words from `first` on are those of `around` from `at` on."""
    pairs = zip(islice(words, first, None), islice(around, at, None), strict=False)
    return sum(1 for _ in takewhile(lambda p: p[0] == p[1][0], pairs))


def ends_cut(ids: list[int], size: int) -> list[int]:
    """The first and last pieces of what is too long: two thirds of the room for the beginning, where the topic stands.

    >>> ends_cut([1, 2, 3, 4, 5, 6, 7], 3)
    [1, 2, 7]
    >>> ends_cut([1, 2], 3)
    [1, 2]
    """
    if len(ids) <= size:
        return ids
    tail = size // 3
    return ids[: size - tail] + ids[len(ids) - tail :]


def readable(text: str) -> str:
    r"""The text as the tokenizer can take it: no lone surrogates, and of a very long text beginning and end alone.

    >>> readable("caf\ud800")
    'caf?'
    >>> len(readable("x" * 100_000))
    6000
    """
    if len(text) > 2 * LONG:
        text = text[:LONG] + text[-LONG:]
    return text.encode("utf-8", "replace").decode("utf-8")


class Layer:
    """Lays asks out for one tokenizer; the issue's pieces are kept, since many asks share them."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self._tokenizer = tokenizer
        self._kept = lru_cache(maxsize=4096)(self._issue)

    def _ids(self, text: str) -> list[int]:
        ids: list[int] = self._tokenizer.encode(readable(text), add_special_tokens=False).ids
        return ids

    def _issue(self, question: str, for_: str, against: str) -> tuple[list[int], list[int], bool]:
        if restates(for_, question) and restates(against, question):
            for_ = against = ""
        if not for_ and not against and is_claim(question):
            question, for_ = "", question
        ids, parts = [CLS], [0]
        for part, text, room in ((1, question, QUESTION), (2, for_, END), (3, against, END)):
            own = ends_cut(self._ids(text), room)
            if own:
                ids += [*own, SEP]
                parts += [part] * len(own) + [0]
        return ids, parts, bool(for_ or against)

    def __call__(self, ask: Ask) -> Layout:
        """The pieces of one ask."""
        ids, parts, ends = self._kept(ask.question, ask.for_, ask.against)
        ids, parts = list(ids), list(parts)
        if ask.speaker:
            own = self._ids(ask.speaker)[:SPEAKER]
            ids += [*own, COLON]
            parts += [4] * (len(own) + 1)
        text = ends_cut(self._ids(ask.text), TEXT_WITH_ENDS if ends else TEXT)
        before, after = self._context(ask, LONGEST - len(ids) - len(text) - 1)
        ids += [*before, *text, *after, SEP]
        parts += [6] * len(before) + [5] * len(text) + [6] * len(after) + [0]
        return Layout(np.array(ids, np.int64), np.array(parts, np.int64))

    def _context(self, ask: Ask, room: int) -> tuple[list[int], list[int]]:
        if not ask.context or room <= 0:
            return [], []
        before, after = around(ask.text, ask.context)
        first = self._ids(before)
        first = first[max(0, len(first) - min(BEFORE, room)) :]
        return first, self._ids(after)[: min(AFTER, room - len(first))]


def stacked(layouts: Sequence[Layout]) -> tuple[Int, Int, Int]:
    """Pieces, parts and mask of several layouts, padded to the longest: each [B, n]."""
    n = max(len(x.ids) for x in layouts)
    ids, parts, mask = (np.zeros((len(layouts), n), np.int64) for _ in range(3))
    for i, x in enumerate(layouts):
        ids[i, : len(x.ids)], parts[i, : len(x.ids)], mask[i, : len(x.ids)] = x.ids, x.parts, 1
    return ids, parts, mask
