"""A second reading of VAST's training comments: `training/vast/*.toml`, whose words stand in the shared data.

Crowd workers labelled VAST, and a quarter of their sides on training comments are the opposite of what a second,
careful reader finds. `doubted` names the labels (rows of VAST's training part, counted from 0) that the second reader
contradicts; they are left out. `pro` and `con` are further topics and claims of our own for the same comment, `row` one
of its rows.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "vast"


@dataclass(frozen=True, slots=True)
class SecondReading:
    """What the second reader found in one comment."""

    row: int
    doubted: frozenset[int]
    sides: tuple[tuple[str, str], ...]  # topic or claim, and "pro" or "con"


def second_readings(folder: Path = FOLDER) -> list[SecondReading]:
    """All of the folder. KeyError and TOMLDecodeError name what is wrong."""
    return [
        SecondReading(
            raw["row"],
            frozenset(raw.get("doubted", ())),
            tuple((" ".join(x.split()), side) for side in ("pro", "con") for x in raw.get(side, ())),
        )
        for path in sorted(folder.glob("*.toml"))
        for raw in tomllib.loads(path.read_text(encoding="utf8"))["comment"]
    ]
