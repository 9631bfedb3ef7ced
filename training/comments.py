"""Readers' comments of our own writing, each on a few topics and claims: `training/comments/*.toml`.

VAST has a thousand comments to learn from, too few to learn reading them by; these are of its kind. A comment's topics
are words or short phrases, as there, its claims are sentences; each stands under the side that its writer takes on it.
Comments of one `debate` are held out together.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "comments"
SIDES = ("pro", "con", "neutral")


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment, and the side taken in it, of SIDES, on each of some topics and claims."""

    debate: str
    text: str
    sides: tuple[tuple[str, str], ...]


def comments(folder: Path = FOLDER) -> list[Comment]:
    """All comments of the folder. KeyError and ValueError name what is wrong."""
    out = []
    for path in sorted(folder.glob("*.toml")):
        for raw in tomllib.loads(path.read_text(encoding="utf8"))["comment"]:
            sides = tuple((" ".join(topic.split()), side) for side in SIDES for topic in raw.get(side, ()))
            if not sides:
                raise ValueError(f"{path}: a comment on nothing: {raw['text'][:40]!r}")
            out.append(Comment(raw["debate"], " ".join(raw["text"].split()), sides))
    return out
