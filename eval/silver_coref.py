"""How often the speaker behind "he" or "she" is the one that CoreNLP's coreference names: a check, not truth.

    python eval/silver_coref.py POLNEAR.jsonl.gz

Coreference in the PolNeAR files is machine-made. Counted are attributions whose source is a pronoun that stands in a
silver chain with a name in it; they agree where the last word of our speaker's name stands in that chain.
"""

from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path
from typing import Any

from onrecord.reading import Reader
from onrecord.types import Article

PRONOUNS = frozenset({"he", "she", "He", "She"})


def chains(article: dict[str, Any]) -> dict[tuple[int, int], str]:
    """The words of all mentions of its chain, by the span of each mention."""
    text, out = article["text"], {}
    for chain in article.get("silver", {}).get("coref", []):
        words = " ".join(text[s:e] for s, e in chain)
        out.update(dict.fromkeys(chain, words))
    return out


def counted(article: dict[str, Any], reader: Reader) -> tuple[int, int]:
    """How many pronoun sources stand in a chain with a name, and for how many of them we agree."""
    known, total, same = chains(article), 0, 0
    for a in reader.read(Article(article["id"], article["text"])).attributions:
        if a.depth or not a.source or a.source.text not in PRONOUNS or not a.speaker:
            continue
        words = known.get(a.source.spans[0], "")
        if any(w[:1].isupper() and w not in PRONOUNS for w in words.split()):
            total += 1
            same += a.speaker.name.split()[-1] in words
    return total, same


def main() -> None:
    with gzip.open(Path(sys.argv[1]), "rt", encoding="utf8") as f:
        articles = [json.loads(line) for line in f]
    reader = Reader.load()
    found = [counted(a, reader) for a in articles]
    total, same = (sum(column) for column in zip(*found, strict=True))
    print(f"{same} of {total} pronoun sources name the one of the silver chain: {same / total:.1%}")


if __name__ == "__main__":
    main()
