"""Codings out of brat standoff: an attribute, `Stance` if no other is named, of a text-bound annotation or an event.

`A1 Stance T1 for` codes the words of T1; an annotation of the type For, Against, Neither … codes its own. Notes to it
are the reason. A folder that `onrecord export --to brat` wrote names its attributions, which are found by that.
Format: https://brat.nlplab.org/standoff.html
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from onrecord.errors import InputError
from onrecord.stance.imports.common import LABELS, Found, Wishes, label_of, text_of
from onrecord.types import Span


@dataclass(slots=True)
class _Notes:
    """What an .ann file holds on its annotations, by their ids."""

    spans: dict[str, tuple[Span, ...]] = field(default_factory=dict)
    types: dict[str, tuple[str, int]] = field(default_factory=dict)
    triggers: dict[str, str] = field(default_factory=dict)
    stances: list[tuple[str, str, int]] = field(default_factory=list)
    reasons: dict[str, list[str]] = field(default_factory=dict)
    attributions: dict[str, str] = field(default_factory=dict)


def codings(path: Path, wishes: Wishes) -> Iterator[Found | InputError]:
    """The codings of one .ann file, or of all in a folder, each beside its .txt."""
    files = sorted(path.rglob("*.ann")) if path.is_dir() else [path]
    if not files:
        raise InputError(str(path), "holds no .ann file")
    for file in files:
        try:
            yield from _of_file(file, wishes)
        except InputError as error:
            yield error


def _of_file(path: Path, wishes: Wishes) -> Iterator[Found | InputError]:
    lines, text = text_of(path).split("\n"), text_of(path.with_suffix(".txt"))
    notes = _Notes()
    for number, line in enumerate(lines, 1):
        try:
            _read(notes, line.rstrip("\r"), number, wishes)
        except (ValueError, IndexError):
            yield InputError(str(path), f"is no line of brat: {line[:60]!r}", number)
    own = [(id_, type_, n) for id_, (type_, n) in notes.types.items() if type_.casefold() in LABELS]
    for target, value, number in [*notes.stances, *own]:
        yield _found(path, text, notes, (target, value, number), wishes)


def _read(notes: _Notes, line: str, number: int, wishes: Wishes) -> None:
    """Take in one line; raises ValueError or IndexError for one that is none."""
    if not line.strip():
        return
    id_, _, rest = line.partition("\t")
    head, _, value = rest.partition("\t")
    kind, *arguments = head.split(" ")
    if id_.startswith("T"):
        notes.spans[id_] = _spans(head.partition(" ")[2])
        notes.types[id_] = kind, number
    elif id_.startswith("E"):
        notes.triggers[id_] = kind.split(":")[1]
    elif id_.startswith(("A", "M")) and kind.casefold() == wishes.attribute.casefold():
        notes.stances.append((arguments[0], " ".join(arguments[1:]), number))
    elif id_.startswith("#") and kind == "Attribution":
        notes.attributions[arguments[0]] = value
    elif id_.startswith("#") and kind == "AnnotatorNotes":
        notes.reasons.setdefault(arguments[0], []).append(value)


def _spans(places: str) -> tuple[Span, ...]:
    """The fragments of an annotation.

    >>> _spans("0 4;10 12")
    ((0, 4), (10, 12))
    """
    found = [tuple(map(int, place.split())) for place in places.split(";")]
    return tuple((start, end) for start, end in found)


def _found(path: Path, text: str, notes: _Notes, coded: tuple[str, str, int], wishes: Wishes) -> Found | InputError:
    target, value, number = coded
    bound = notes.triggers.get(target, target)
    spans = notes.spans.get(bound)
    if spans is None:
        return InputError(str(path), f"{target} is annotated nowhere", number)
    if spans[-1][1] > len(text):
        return InputError(str(path), f"{bound} ends behind the text of {path.with_suffix('.txt').name}", number)
    try:
        label = label_of(value, wishes)
    except ValueError as error:
        return InputError(str(path), str(error), number)
    words = " ".join(text[start:end] for start, end in spans)
    why = "; ".join(each for id_ in dict.fromkeys((target, bound)) for each in notes.reasons.get(id_, []))
    if bound in notes.attributions:  # our own export: what it notes there is who speaks, and no reason
        why = ""
    return Found(f"{path}:{number}", label, words, text, spans, attribution=notes.attributions.get(bound), why=why)
