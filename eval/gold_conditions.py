"""How many conditions are found in hand-labelled sentences, and how exactly: `gold_conditions.py DATA [--misses]`.

The labels beside this file name sentences by file, article and offsets, and hold none of their words; DATA is the
folder that has the texts. Half of the articles (`seen`) were looked at while the grammar was written. The other half
(`unseen`) was scored when that was done: 24 of 29 found, 8 of 135 others taken for conditions, demands exact in 19.
Its misses were then mended where a rule was general, so that what this prints for it now is no figure for unseen text.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onrecord.stance.conditions import extract
from onrecord.types import Condition, Passage, Span

LABELS = Path(__file__).with_suffix(".jsonl")
FILES = {
    "guardian": "stories/guardian-syria",
    "cluster": "stories/news-cluster",
    "afp": "dating/afp-xinhua",
    "timebank": "dating/timebank-aquaint",
    "polnear": "polnear/train",
    "directed": "stance/directed-sentiment",  # one sentence a line, named by its number; its brackets are left out
}
_TRIFLES = re.compile(r"^(?:the|an?|first)\s+|\W+$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A labelled sentence; `gold` is what it says, None where it sets no condition. Spans count from its start."""

    half: str
    text: str
    gold: dict[str, Any] | None


def sentences(data: Path) -> Iterator[Sentence]:
    """The labelled sentences with their words, from the texts in `data`."""
    texts = {name: dict(_texts(name, data / f"{path}.jsonl.gz")) for name, path in FILES.items()}
    for line in LABELS.read_text(encoding="utf8").splitlines():
        label = json.loads(line)
        text = texts[label["file"]][label["id"]][label["start"] : label["end"]]
        yield Sentence(label["half"], text, label["condition"])


def _texts(name: str, path: Path) -> Iterator[tuple[str, str]]:
    with gzip.open(path, "rt", encoding="utf8") as lines:
        for number, line in enumerate(lines):
            row = json.loads(line)
            text = re.sub(r"[\[\]]", "", row["text"]) if name == "directed" else row["text"]
            yield row.get("id", str(number)), text


def score(found: Sequence[Sentence], *, misses: bool) -> Counter[str]:
    """Counts of hits and misses over the sentences; the surest condition of each is compared."""
    total: Counter[str] = Counter()
    for sentence in found:
        conditions = sorted(extract(sentence.text), key=lambda c: -c.confidence)
        total += _one(sentence, conditions[0] if conditions else None, misses=misses)
    return total


def _one(sentence: Sentence, found: Condition | None, *, misses: bool) -> Counter[str]:
    gold = sentence.gold
    total = Counter({"gold": gold is not None, "found": found is not None, "both": bool(gold and found)})
    if (gold is None) != (found is None) and misses:
        print("taken for a condition:" if found else "missed:", sentence.text)
    if gold and found:
        total["state"] += gold["state"] == found.state
    for part in ("gate", "demand"):
        wanted = [] if gold is None else [(s, e) for s, e in gold[part]]
        passage: Passage | None = getattr(found, part) if found else None
        spans = list(passage.spans) if passage else []
        total += Counter({f"{part} gold": bool(wanted), f"{part} found": bool(spans)})
        if wanted and spans:
            same = _plain(sentence.text, wanted) == _plain(sentence.text, spans)
            total += Counter({f"{part} exact": same, f"{part} near": _overlap(wanted, spans) >= 0.5})
            if misses and not same:
                print(f"{part}: {_plain(sentence.text, wanted)!r}, read as {_plain(sentence.text, spans)!r}")
    return total


def _plain(text: str, spans: Sequence[Span]) -> str:
    words = " ".join(text[s:e] for s, e in spans)
    return " ".join(re.findall(r"\w+", _TRIFLES.sub("", words).lower()))


def _overlap(one: Sequence[Span], other: Sequence[Span]) -> float:
    """F1 of the characters."""
    a, b = ({n for s, e in spans for n in range(s, e)} for spans in (one, other))
    return 2 * len(a & b) / (len(a) + len(b))


def told(total: Counter[str]) -> str:
    """The counts as precision and recall."""
    lines = [f"sentences   {_pr(total['both'], total['found'], total['gold'])}   state right {total['state']}"]
    for part in ("gate", "demand"):
        for how in ("exact", "near"):
            counts = _pr(total[f"{part} {how}"], total[f"{part} found"], total[f"{part} gold"])
            lines.append(f"{part:6} {how:5} {counts}")
    return "\n".join(lines)


def _pr(right: int, found: int, gold: int) -> str:
    return (
        f"P {100 * right / max(1, found):5.1f} ({right}/{found})  R {100 * right / max(1, gold):5.1f} ({right}/{gold})"
    )


if __name__ == "__main__":
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("data", type=Path)
    ap.add_argument("--misses", action="store_true")
    given = ap.parse_args()
    every = list(sentences(given.data))
    for half in ("seen", "unseen"):
        print(f"{half}: {sum(s.half == half for s in every)} sentences")
        print(told(score([s for s in every if s.half == half], misses=given.misses)))
