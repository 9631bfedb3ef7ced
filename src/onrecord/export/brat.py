"""brat standoff: for each article a .txt and an .ann file, and one annotation.conf.

Source, cue and content are text-bound annotations; relations lead from the cue to the other two; form, polarity,
modality and attitude are attributes of the cue. brat allows no line break inside a fragment, so a span that holds one
is written as several fragments, and a `Spans` note keeps the span itself.
Format: https://brat.nlplab.org/standoff.html
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from onrecord.export.source import Source, writable
from onrecord.export.standoff import Marks, Spans, file_name, marks_from, marks_of, read_text, write_text
from onrecord.types import Attribution, Reading, Span

CONFIGURATION = """[entities]
Source
Cue
Content

[relations]
CueSource\tArg1:Cue, Arg2:Source
CueContent\tArg1:Cue, Arg2:Content

[events]

[attributes]
Form\tArg:Cue, Value:direct|indirect|mixed
Polarity\tArg:Cue, Value:affirmed|denied
Modality\tArg:Cue, Value:asserted|future|hypothetical|question
Attitude\tArg:Cue, Value:assertion|belief|fact|eventuality
"""


def write(source: Source, folder: Path) -> None:
    """Every article of `source` as brat files in `folder`."""
    (folder / "annotation.conf").write_text(CONFIGURATION, encoding="utf-8")
    for reading in source.readings():
        name = file_name(reading.article.id)
        write_text(folder / f"{name}.txt", reading.article.text)
        write_text(folder / f"{name}.ann", "".join(line + "\n" for line in lines(reading)))


def lines(reading: Reading) -> Iterator[str]:
    """The lines of the .ann file."""
    number = 0
    for marks, attribution in zip(marks_of(reading), reading.attributions, strict=True):
        ids: dict[str, str] = {}
        for part, spans in marks.parts():
            number += 1
            ids[part] = f"T{number}"
            yield from _bound(ids[part], part, spans, reading.article.text)
        yield from _links(ids)
        yield from _attributes(ids["cue"], attribution, number)


def _bound(id_: str, part: str, spans: Spans, text: str) -> Iterator[str]:
    fragments = [fragment for span in spans for fragment in fragments_of(text, span)]
    words = " ".join(text[start:end] for start, end in fragments)
    yield f"{id_}\t{part.capitalize()} {_places(fragments)}\t{_one_line(words)}"
    if tuple(fragments) != spans:
        yield f"#{id_[1:]}\tSpans {id_}\t{_places(spans)}"


def _links(ids: dict[str, str]) -> Iterator[str]:
    for part in ("source", "content"):
        if part in ids:
            yield f"R{ids[part][1:]}\tCue{part.capitalize()} Arg1:{ids['cue']} Arg2:{ids[part]}"


def _attributes(cue: str, attribution: Attribution, number: int) -> Iterator[str]:
    manner = attribution.manner
    values = (("Form", manner.form), ("Polarity", manner.polarity), ("Modality", manner.modality),
              ("Attitude", manner.attitude))  # fmt: skip
    for place, (name, value) in enumerate(values):
        yield f"A{4 * number + place}\t{name} {cue} {value}"
    yield f"#{cue[1:]}i\tAttribution {cue}\t{_one_line(attribution.id)}"
    if attribution.speaker is not None:
        speaker, chain = attribution.speaker, "".join(f", via {link.name}" for link in attribution.chain)
        behind = f" for {speaker.speaks_for}" if speaker.speaks_for else ""
        yield f"#{cue[1:]}s\tAnnotatorNotes {cue}\t{_one_line(speaker.name + behind + chain)}"


def fragments_of(text: str, span: Span) -> list[Span]:
    r"""The span in pieces that hold no line break; the span itself where nothing else is in it.

    >>> fragments_of("one\n\ntwo", (0, 8))
    [(0, 3), (5, 8)]
    >>> fragments_of("one two", (0, 7))
    [(0, 7)]
    """
    pieces = [(span[0] + m.start(), span[0] + m.end()) for m in re.finditer(r"[^\n]+", text[slice(*span)])]
    return pieces or [span]


def _places(spans: Spans | list[Span]) -> str:
    return ";".join(f"{start} {end}" for start, end in spans)


def _one_line(text: str) -> str:
    return re.sub(r"[\n\r\t]", " ", writable(text))


def read(folder: Path) -> dict[str, list[Marks]]:
    """The marks in every .ann file of `folder`, by the file's name without its ending."""
    return {path.stem: marks_in(read_text(path)) for path in sorted(folder.glob("*.ann"))}


def marks_in(annotations: str) -> list[Marks]:
    """The marks that the text of an .ann file holds, in its order."""
    spans: dict[str, Spans] = {}
    names: dict[str, str] = {}
    parts: dict[str, dict[str, str]] = {}
    for line in annotations.split("\n"):
        id_, _, rest = line.partition("\t")
        head, _, value = rest.partition("\t")
        kind, _, target = head.partition(" ")
        if id_.startswith("T"):
            spans[id_] = _spans(target)
            if kind == "Cue":
                parts[id_] = {"cue": id_}
        elif kind == "Spans":
            spans[target] = _spans(value)
        elif kind == "Attribution":
            names[target] = value
        elif id_.startswith("R"):
            cue, other = (argument.partition(":")[2] for argument in target.split())
            parts[cue][kind.removeprefix("Cue").lower()] = other
    return [marks_from(names[cue], {part: spans[id_] for part, id_ in ids.items()}) for cue, ids in parts.items()]


def _spans(places: str) -> Spans:
    pairs = (place.split() for place in places.split(";"))
    return tuple((int(start), int(end)) for start, end in pairs)
