"""The text as words, sentences, paragraphs and quotations: what every other step of the stage looks at."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import NamedTuple

from onrecord.types import Span

WORD = re.compile(
    r"(?:[A-Z]\.){2,}|[A-Z]\.(?=\s?[A-Z])|(?:Mr|Mrs|Ms|Dr|Gen|Col|Lt|Maj|Capt|Adm|Brig|Sgt|Rev|Prof|St|Sen|Rep|Gov)\.(?=\s)|(?:Co|Corp|Inc|Ltd|Bros)\.(?=[\s,])"
    r"|[^\W_]+(?:['’.&-][^\W_]+)*(?:-(?=\s[A-Z]))?|[^\w\s]"
)
LOWER_NAME = re.compile(r"(?:al|el|ul|ash|as|ad|an|ar|at|az|bin|ben|abu)[-‐]['’]?[A-ZÀ-Þ]|[dl]['’][A-ZÀ-Þ]")
BREAK = re.compile(r"\n\s*|(?<=[.!?…])[\"”’')\]]*[ \t]+(?=[\"“‘(\[•]*[A-ZÀ-Þ•])")
ABBREVIATION = re.compile(
    r"(?:\b[A-Z]|\b(?:Mr|Mrs|Ms|Dr|Gen|Col|Lt|Maj|Capt|Adm|Sgt|Rev|Prof|St|No|Sen|Rep|Gov|vs|Jan|Feb|Aug|Sept|Oct|Nov|Dec))\.$"
)
QUOTED = re.compile(r"“[^”\n]*(?:”|$|(?=\n))|\"[^\"\n]*(?:\"|$|(?=\n))|``.*?(?:''|$|(?=\n))")


class Token(NamedTuple):
    """A word or a mark; `gap` says that a line or more than blanks part it from the token before.

    A tuple and no dataclass, since an article makes a thousand of them.
    """

    start: int
    end: int
    word: str
    low: str
    cap: bool
    gap: bool


@dataclass(frozen=True, slots=True)
class Frame:
    """A text cut into tokens, sentences and paragraphs, with the stretches that stand in quotation marks.

    `places` are the tokens of each word in small letters.
    """

    text: str
    tokens: tuple[Token, ...]
    starts: tuple[int, ...]
    sentences: tuple[int, ...]
    paragraphs: tuple[int, ...]
    quotes: tuple[Span, ...]
    places: dict[str, list[int]] = field(default_factory=dict)

    def first(self, offset: int) -> int:
        """The index of the first token that ends after `offset`."""
        i = bisect_right(self.starts, offset) - 1
        return i if i >= 0 and self.tokens[i].end > offset else i + 1

    def slice(self, start: int, end: int) -> range:
        """The indices of the tokens that begin in the span."""
        i = self.first(start)
        return range(i, max(i, bisect_right(self.starts, end - 1)))

    def sentence(self, offset: int) -> int:
        """Where the sentence that holds `offset` begins."""
        return self.sentences[max(0, bisect_right(self.sentences, offset) - 1)]

    def sentence_end(self, offset: int) -> int:
        """Where the sentence that holds `offset` ends."""
        i = bisect_right(self.sentences, offset)
        return self.sentences[i] if i < len(self.sentences) else len(self.text)

    def paragraph(self, offset: int) -> int:
        """The number of the paragraph that holds `offset`."""
        return max(0, bisect_right(self.paragraphs, offset) - 1)

    def distance(self, first: int, second: int) -> int:
        """How many sentences lie between two offsets."""
        return abs(bisect_right(self.sentences, first) - bisect_right(self.sentences, second))

    def quoted(self, offset: int) -> bool:
        """Whether `offset` stands inside quotation marks."""
        i = bisect_right(self.quotes, (offset, len(self.text) + 1)) - 1
        return i >= 0 and offset < self.quotes[i][1]


def frame(text: str) -> Frame:
    """The frame of a text.

    >>> f = frame('Dr. Valk left. "No," she said.')
    >>> [t.word for t in f.tokens][:4], f.sentences, f.quoted(17)
    (['Dr.', 'Valk', 'left', '.'], (0, 15), True)
    """
    tokens = tuple(_tokens(text))
    breaks = [(m.start(), m.end()) for m in BREAK.finditer(text)]
    sentences = [0, *(e for s, e in breaks if "\n" in text[s:e] or not ABBREVIATION.search(text, max(0, s - 6), s))]
    paragraphs = [0, *(m.end() for m in re.finditer(r"\n\s*", text))]
    quotes = tuple(m.span() for m in QUOTED.finditer(text))
    places: dict[str, list[int]] = {}
    for i, token in enumerate(tokens):
        places.setdefault(token.low, []).append(i)
    return Frame(text, tokens, tuple(t.start for t in tokens), tuple(sentences), tuple(paragraphs), quotes, places)


def _tokens(text: str) -> list[Token]:
    out: list[Token] = []
    last = 0
    for m in WORD.finditer(text):
        start, end = m.span()
        word = m.group()
        gap = start - last > 1 or text[last:start] == "\n"
        last = end
        owns = word[-2:] in ("'s", "’s") and end - start > 2
        if owns:
            end, word = end - 2, word[:-2]
        first = word[0]
        cap = first.isupper() or (first in "aeubdl" and LOWER_NAME.match(word) is not None)
        out.append(Token(start, end, word, word.lower(), cap, gap))
        if owns:
            out.append(Token(end, last, "'s", "'s", False, False))
    return out
