"""W3C Web Annotations: for each article a .txt file and a .jsonld page of annotations on it.

One annotation for each source, cue and content, with the attribution's id in its own id. A span has two selectors, by
position (Unicode code points, as the standard asks) and by quotation with what stands before and after it.
Standard: https://www.w3.org/TR/annotation-model/
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

from onrecord.export.source import Source, writable
from onrecord.export.standoff import Marks, Spans, file_name, marks_from, marks_of, read_text, write_text
from onrecord.types import Attribution, Reading, Span

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
AROUND = 32  # characters of prefix and suffix, as other tools that write this selector do

Json = dict[str, Any]


def write(source: Source, folder: Path) -> None:
    """Every article of `source` as text and annotations in `folder`."""
    for reading in source.readings():
        name = file_name(reading.article.id)
        write_text(folder / f"{name}.txt", reading.article.text)
        write_text(folder / f"{name}.jsonld", json.dumps(page(reading), ensure_ascii=False, indent=1) + "\n")


def page(reading: Reading) -> Json:
    """The annotation page of one article."""
    article, name = reading.article, file_name(reading.article.id)
    text = writable(article.text)
    base = f"urn:onrecord:{_escaped(article.id)}"
    items = [
        _annotation(f"{base}#{_escaped(marks.id)}", part, [_target(text, f"{name}.txt", span) for span in spans], a)
        for marks, a in zip(marks_of(reading), reading.attributions, strict=True)
        for part, spans in marks.parts()
    ]
    about = {"id": base, "type": "AnnotationCollection", "label": writable(article.title or article.id)}
    return {"@context": CONTEXT, "id": f"{base}#page", "type": "AnnotationPage", "partOf": about, "items": items}


def _escaped(text: str) -> str:
    return quote(text.encode(errors="surrogatepass"), safe="")


def _annotation(id_: str, part: str, targets: list[Json], attribution: Attribution) -> Json:
    return {
        "id": f"{id_}/{part}",
        "type": "Annotation",
        "motivation": "classifying",
        "body": [_body("classifying", value) for value in (part, *_tags(part, attribution))] + _described(attribution),
        "target": targets,
    }


def _tags(part: str, attribution: Attribution) -> Iterator[str]:
    if part == "cue":
        manner = attribution.manner
        yield from (manner.form, manner.polarity, manner.modality, manner.attitude)


def _described(attribution: Attribution) -> list[Json]:
    if attribution.speaker is None:
        return []
    via = "".join(f", via {link.name}" for link in attribution.chain)
    return [_body("identifying", writable(attribution.speaker.name + via))]


def _body(purpose: str, value: str) -> Json:
    return {"type": "TextualBody", "purpose": purpose, "value": value, "format": "text/plain"}


def _target(text: str, file: str, span: Span) -> Json:
    start, end = span
    return {
        "type": "SpecificResource",
        "source": file,
        "selector": [
            {"type": "TextPositionSelector", "start": start, "end": end},
            {
                "type": "TextQuoteSelector",
                "exact": text[start:end],
                "prefix": text[max(0, start - AROUND) : start],
                "suffix": text[end : end + AROUND],
            },
        ],
    }


def read(folder: Path) -> dict[str, list[Marks]]:
    """The marks in every .jsonld file of `folder`, by the file's name without its ending."""
    return {path.stem: marks_in(json.loads(read_text(path))) for path in sorted(folder.glob("*.jsonld"))}


def marks_in(page: Json) -> list[Marks]:
    """The marks that an annotation page holds, in its order."""
    found: dict[str, dict[str, Spans]] = {}
    for item in page["items"]:
        attribution, _, part = item["id"].partition("#")[2].rpartition("/")
        found.setdefault(attribution, {})[part] = tuple(_span(target) for target in item["target"])
    return [marks_from(unquote(id_, errors="surrogatepass"), parts) for id_, parts in found.items()]


def _span(target: Json) -> Span:
    position = next(selector for selector in target["selector"] if selector["type"] == "TextPositionSelector")
    return position["start"], position["end"]
