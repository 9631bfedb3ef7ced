"""Labelled statements of real news reports: `training/news/*.toml`, whose words stand in the shared data.

A line of `labels` names an article, the characters that the statement takes in it, the label, and who spoke:

    AFP_ENG_19970401.0099 26-114,130-150 against Jiang Zemin, president

`found` lists, in the same way, statements that nobody chose for the issue: what a search by its words brings up, most
of it on no side. They are told apart (`Dispute.origin`), since a ledger is coded on such statements, and a file of
chosen ones is not.

Every issue is put in two ways, the second with the sides turned round. Issues of one `story`, articles that were read
together, are held out together.
"""

from __future__ import annotations

import gzip
import json
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from onrecord.stance.context import context_of
from onrecord.types import Span
from training.moves import LABELS, Dispute, Said, framed

FOLDER = Path(__file__).parent / "news"
PER_FOUND = 2.2  # statements that the searches for the issues held out brought up, for each that was labelled
SOURCES = (
    "dating/afp-xinhua.jsonl.gz",
    "dating/timebank-aquaint.jsonl.gz",
    "stories/news-cluster.jsonl.gz",
    "polnear/train.jsonl.gz",
)


def articles(data: Path) -> dict[str, str]:
    """The texts of the shared articles by id; `data` is the folder of the shared data."""
    out = {}
    for source in SOURCES:
        with gzip.open(data / source, "rt", encoding="utf8") as f:
            out |= {r["id"]: r["text"] for r in map(json.loads, f)}
    return out


def news(data: Path, folder: Path = FOLDER) -> list[Dispute]:
    """Every issue in both its wordings, its `labels` and what was `found` apart. KeyError and ValueError name what is
    wrong."""
    texts = articles(data)
    return [
        dispute
        for path in sorted(folder.glob("*.toml"))
        for number, raw in enumerate(tomllib.loads(path.read_text(encoding="utf8"))["issue"])
        for dispute in _both(raw, f"{path.stem}-{number}", texts)
    ]


def _both(raw: dict[str, Any], name: str, texts: dict[str, str]) -> Iterator[Dispute]:
    for key, origin in (("labels", "news"), ("found", "found")):
        if said := tuple(_said(line, texts) for line in raw.get(key, "").splitlines() if line.strip()):
            plain = Dispute(
                name, raw["question"], raw["for"], raw["against"], raw.get("neither"), said, raw["story"], origin
            )
            yield plain
            yield framed(plain, {**raw["turned"], "turned": True})


def _said(line: str, texts: dict[str, str]) -> Said:
    article, places, label, speaker = line.split(maxsplit=3)
    if label not in LABELS:
        raise ValueError(f"{line}: the label is none of {', '.join(LABELS)}")
    text, spans = texts[article], list(map(_span, places.split(",")))
    words = " ".join(text[start:end] for start, end in spans)
    return Said(speaker, words, label, context_of(text, (spans[0][0], spans[-1][1])))


def _span(place: str) -> Span:
    """Start and end of a stretch of characters.

    >>> _span("26-114")
    (26, 114)
    """
    start, _, end = place.partition("-")
    return int(start), int(end)
