"""Minimal pairs of statements, on the issues of the news and on issues of their own: `training/pairs/*.toml`.

Two statements of nearly the same words take opposite sides, so that what a verb does to its object has to be read, and
not the words alone. An issue is `of` one in `training/news`, or has a question, its ends, the same `turned`, and the
`story` with which it is held out. A line of `said` gives the side, who speaks, and the statement, in a reporter's
sentence where it is marked in it:

    against | the harbour board | the toll should outlive this council
    for | the mayor | The mayor would not hear of ⟦another year of tolls⟧.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from training.moves import LABELS, Dispute, Said

FOLDER = Path(__file__).parent / "pairs"
OPEN, CLOSE = "⟦⟧"
_OTHER = {"for": "against", "against": "for"}


def pairs(news: Iterable[Dispute], folder: Path = FOLDER) -> list[Dispute]:
    """The pairs of each issue in both its wordings, the plain one first as in `news`.

    KeyError and ValueError name what is wrong.
    """
    wordings: dict[str, list[Dispute]] = defaultdict(list)
    for d in news:
        if d.origin == "news":
            wordings[d.name].append(d)
    out = []
    for path in sorted(folder.glob("*.toml")):
        for raw in tomllib.loads(path.read_text(encoding="utf8"))["issue"]:
            said = tuple(_said(line) for line in raw["said"].splitlines() if line.strip())
            plain, turned = wordings[raw["of"]] if "of" in raw else _own(raw)
            other = tuple(replace(s, label=_OTHER.get(s.label, s.label)) for s in said)
            out += [
                replace(plain, statements=said, origin="pairs"),
                replace(turned, statements=other, origin="pairs"),
            ]
    return out


def _own(raw: dict[str, Any]) -> tuple[Dispute, Dispute]:
    """An issue that is none of the news, in both its wordings."""
    name = f"pairs-{raw['story']}"
    plain, turned = (
        Dispute(name, ends["question"], ends["for"], ends["against"], None, (), raw["story"])
        for ends in (raw, raw["turned"])
    )
    return plain, turned


def _said(line: str) -> Said:
    """One line of a file.

    >>> _said("for | the mayor | She would not hear of ⟦another year of tolls⟧.")
    Said(speaker='the mayor', text='another year of tolls', label='for', \
context='She would not hear of another year of tolls.')
    """
    label, speaker, text = (x.strip() for x in line.split("|", 2))
    if label not in LABELS:
        raise ValueError(f"{line}: the label is none of {', '.join(LABELS)}")
    if OPEN not in text:
        return Said(speaker, text, label)
    before, _, rest = text.partition(OPEN)
    inner, close, after = rest.partition(CLOSE)
    if not close or not inner.strip():
        raise ValueError(f"{line}: the mark does not end, or holds nothing")
    return Said(speaker, inner, label, before + inner + after)
