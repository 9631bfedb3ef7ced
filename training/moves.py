"""Labelled statements about invented disputes: `training/moves/*.toml`, their slots filled anew for each reading.

A slot such as {A} or {LEADER_L} stands for a state or a person; one filling holds for an issue and its statement.
`training/moves/frames/` asks the same issues in other words, most of them with the sides turned round, so that the ends
have to be read.
"""

from __future__ import annotations

import random
import re
import tomllib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "moves"
LABELS = ("for", "against", "neither", "unrelated")

NAMES = {
    kind: [" ".join(x.split()) for x in text.split(";")]
    for kind, text in tomllib.loads((FOLDER.parent / "fillers.toml").read_text(encoding="utf8")).items()
}
PEOPLE = ("LEADER", "MINISTER", "ENVOY", "REBEL")
SLOT = re.compile(r"\{([A-Z_]+)\}")


@dataclass(frozen=True, slots=True)
class Said:
    """One labelled statement of an issue, its slots open."""

    speaker: str
    text: str
    label: str
    context: str | None = None


@dataclass(frozen=True, slots=True)
class Dispute:
    """One issue with its statements, its slots open."""

    name: str
    question: str
    for_: str
    against: str
    neither: str | None
    statements: tuple[Said, ...]
    group: str = ""  # of news: the issues that are held out together
    origin: str = "moves"


def filling(rng: random.Random) -> dict[str, str]:
    """A value for every slot, no two states or persons alike."""
    out: dict[str, str] = {}
    for letter, known in zip("ABC", rng.sample(NAMES["states"], 3), strict=True):
        state, adjective, capital = known.split()
        out |= {letter: state, f"{letter}_ADJ": adjective, f"{letter}_CAP": capital.replace("-", " ")}
    for person, first, last in zip(PEOPLE, rng.sample(NAMES["first"], 4), rng.sample(NAMES["last"], 4), strict=True):
        out |= {person: f"{first} {last}", f"{person}_L": last}
    for slot, kind in (("BODY", "bodies"), ("GROUP", "groups"), ("CITY", "cities"), ("REGION", "regions")):
        out[slot] = rng.choice(NAMES[kind])
    return out


def filled(text: str, values: dict[str, str]) -> str:
    """The text with its slots filled; KeyError names a slot that there is not.

    >>> filled("{A} and {B_CAP}", {"A": "Varenia", "B_CAP": "Sarn"})
    'Varenia and Sarn'
    """
    return re.sub(r"\b([Tt]he) the ", r"\1 ", SLOT.sub(lambda m: values[m[1]], text))


def dispute(raw: dict[str, Any], name: str) -> Dispute:
    """One issue of a file; ValueError names what is wrong in it."""
    known = filling(random.Random(0))
    said = []
    for s in raw.get("statement", []):
        if s["label"] not in LABELS:
            raise ValueError(f"{name}: label {s['label']!r} is none of {', '.join(LABELS)}")
        said.append(Said(s.get("speaker", ""), s["text"], s["label"], s.get("context")))
    texts = [raw["question"], raw["for"], raw["against"], *(f"{s.speaker} {s.text} {s.context or ''}" for s in said)]
    if odd := {m for t in texts for m in SLOT.findall(t)} - set(known):
        raise ValueError(f"{name}: unknown slots {sorted(odd)}")
    return Dispute(name, raw["question"], raw["for"], raw["against"], raw.get("neither"), tuple(said))


def disputes(folder: Path = FOLDER) -> list[Dispute]:
    """All issues in the folder; one that cannot be used is named on standard output and left out."""
    out = []
    for path in sorted(folder.glob("*.toml")):
        try:
            raw = tomllib.loads(path.read_text(encoding="utf8"))
            issues = raw.get("issue", [raw])
        except (ValueError, KeyError) as e:
            print(f"left out: {path}: {e!r}")
            continue
        for i, issue in enumerate(issues):
            try:
                out.append(dispute(issue, f"{path.stem}-{i}"))
            except (ValueError, KeyError, TypeError) as e:
                print(f"left out: {path} {i}: {e!r}")
    return out + reframed(folder / "frames", {d.name: d for d in out})


def reframed(folder: Path, known: dict[str, Dispute]) -> list[Dispute]:
    """The issues of `known` as the files of `folder` put them, under their own names."""
    out = []
    for path in sorted(folder.glob("*.toml")):
        try:
            frames = tomllib.loads(path.read_text(encoding="utf8"))["frame"]
            out += [framed(known[f"{path.stem}-{frame['of'] - 1}"], frame) for frame in frames]
        except (ValueError, KeyError, TypeError) as e:
            print(f"left out: {path}: {e!r}")
    return out


def framed(d: Dispute, frame: dict[str, Any]) -> Dispute:
    """The issue under another question; a `turned` frame exchanges the sides."""
    other = {"for": "against", "against": "for"} if frame["turned"] else {}
    said = tuple(replace(s, label=other.get(s.label, s.label)) for s in d.statements)
    return replace(d, question=frame["question"], for_=frame["for"], against=frame["against"], statements=said)
