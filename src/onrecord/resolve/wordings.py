"""Two wordings compared: whether they report the same words, and where they part."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from rapidfuzz.distance import LCSseq

from onrecord.text.quotes import quotations
from onrecord.types import Edit, Form

LONG = 8  # quoted words: as many in common are no accident, small differences are the outlets'
FEW = 4  # quoted words: fewer are a catchword, which says nothing alone
LONG_SHARE, FEW_SHARE = 0.75, 0.95  # of the shorter quotation's words, in runs of two or more
SHARED = 4  # content words that a paraphrase must have in common with the other wording
COVER = 0.4  # of the longer wording's content words: where no more than `SHARED` agree, both must be short
PARAPHRASE = 0.7  # of the shorter wording's content words, weighed by rarity; found by reading what it joins
_WORD = re.compile(r"\w+(?:['’]\w+)?")
_STOP = """
a an the and or but nor so yet if then than that this these those there here it its he she they them his her
their our ours we us you your i me my mine who whom which what when where why how is are was were be been being
am do does did done has have had having will would shall should can could may might must ought of in on at by
for from with without to into onto over under about after before between against during through as up down out
off again also just only very more most much many any some such own same too s t d ll re ve m said says say
saying told tells added adding according stated however while because until all both each few other another not
no never nobody nothing none cannot
"""
STOP = frozenset(_STOP.split())
_NO = "not no never neither nor none nobody nothing cannot without refuse refused reject rejected deny denied"
_NEGATIVE = frozenset(_NO.split())
_ENDINGS = ("ations", "ation", "ings", "ing", "ied", "ies", "ed", "es", "ly")
_NUMBER = re.compile(r"\d[\d,.]*")


@dataclass(frozen=True)
class Wording:
    """The words of one attribution's content, and those of them that stand in quotation marks."""

    text: str
    form: Form

    @cached_property
    def words(self) -> tuple[str, ...]:
        return tuple(_plain(w) for w in _WORD.findall(self.text))

    @cached_property
    def quoted(self) -> tuple[str, ...]:
        """All words of a direct wording, else those in its quotation marks."""
        if self.form == "direct":
            return self.words
        inner = (self.text[q.inner[0] : q.inner[1]] for q in quotations(self.text) if not q.nested)
        return tuple(_plain(w) for part in inner for w in _WORD.findall(part)) if self.form == "mixed" else ()

    @cached_property
    def stems(self) -> frozenset[str]:
        return frozenset(stem(w) for w in self.words if w not in STOP and len(w) > 1)

    @cached_property
    def features(self) -> frozenset[str]:
        """What can bring two wordings together: content words, and runs of four words in quotations."""
        return self.stems | {" ".join(self.quoted[i : i + 4]) for i in range(len(self.quoted) - 3)}

    @cached_property
    def numbers(self) -> frozenset[str]:
        return frozenset(n.rstrip(".,").replace(",", "") for n in _NUMBER.findall(self.text))

    def negative(self, shared: frozenset[str]) -> bool:
        """Whether a negation stands between the first and the last of the shared content words, or just before."""
        at = [i for i, w in enumerate(self.words) if stem(w) in shared]
        near = self.words[max(0, min(at, default=0) - 3) : max(at, default=0) + 1]
        return any(w in _NEGATIVE or w.endswith("n't") for w in near)


def _plain(word: str) -> str:
    return word.casefold().replace("’", "'")


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """A word less its commonest English endings: enough to match a paraphrase's tense and number.

    >>> stem("accepted") == stem("accepts") == stem("accepting"), stem("talks"), stem("this")
    (True, 'talk', 'this')
    """
    word = word.removesuffix("'s")
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)].rstrip("e")
    plural = word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3
    return (word[:-1] if plural else word).rstrip("e")


def overlap(one: Sequence[str], two: Sequence[str]) -> float:
    """The part of the shorter row of words that stands in the longer one in order, in runs of two or more.

    >>> overlap("we will not go".split(), "he said we will not go there".split())
    1.0
    >>> overlap("we will".split(), "will we".split())
    0.0
    """
    short, long = sorted((list(one), list(two)), key=len)
    if not short:
        return 0.0
    blocks = (o.src_end - o.src_start for o in LCSseq.opcodes(short, long) if o.tag == "equal")
    return sum(b for b in blocks if b > 1) / len(short)


def same_words(one: Wording, two: Wording) -> tuple[float, str] | None:
    """Score and reason where the quotations are one, in full or cut; None where they are not."""
    shorter = min(len(one.quoted), len(two.quoted))
    if shorter < FEW:
        return None
    score = overlap(one.quoted, two.quoted)
    if score < (LONG_SHARE if shorter >= LONG else FEW_SHARE):
        return None
    whole = len(one.quoted) == len(two.quoted) and score == 1
    return score, "the same words quoted" if whole else "the same words quoted, cut or varied"


def paraphrase(one: Wording, two: Wording, rarity: Mapping[str, float]) -> tuple[float, str] | None:
    """Score and reason where one wording says in other words what the other one says; None in doubt.

    Different numbers, or a negation on one side only, are a doubt.
    """
    short, long = sorted((one, two), key=lambda w: len(w.stems))
    shared = short.stems & long.stems
    if (
        len(shared) < SHARED
        or (len(shared) == SHARED and COVER * len(long.stems) > SHARED)
        or one.negative(shared) != two.negative(shared)
        or short.numbers - long.numbers
    ):
        return None
    weight = {s: rarity.get(s, 1.0) for s in short.stems}
    score = sum(weight[s] for s in shared) / sum(weight.values())
    if score < PARAPHRASE:
        return None
    return score, f"{len(shared)} of {len(short.stems)} content words in common: {', '.join(sorted(shared)[:6])}"


def rarities(every: Iterable[Wording]) -> dict[str, float]:
    """The weight of each content word: the logarithm of how few of the wordings hold it."""
    counts: Counter[str] = Counter()
    total = 1
    for wording in every:
        counts.update(wording.stems)
        total += 1
    return {s: math.log(total / n) + 0.1 for s, n in counts.items()}


def edits(was: str, now: str) -> tuple[Edit, ...]:
    """Where a wording parts from another one, word by word.

    >>> edits("We will not go.", "We won't go")
    (Edit(was='will not', now="won't"),)
    """
    ours, theirs = _WORD.findall(was), _WORD.findall(now)
    codes = LCSseq.opcodes([_plain(w) for w in ours], [_plain(w) for w in theirs])
    parted: list[tuple[list[str], list[str]]] = []
    open_ = False
    for o in codes:
        if o.tag == "equal":
            open_ = False
            continue
        if not open_:
            parted.append(([], []))
        open_ = True
        parted[-1][0].extend(ours[o.src_start : o.src_end])
        parted[-1][1].extend(theirs[o.dest_start : o.dest_end])
    return tuple(Edit(" ".join(a), " ".join(b)) for a, b in parted)
