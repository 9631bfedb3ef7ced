"""Where source, cue and content of each attribution stand, and the files that standoff exporters write per article."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from onrecord.export.source import writable
from onrecord.types import Reading, Span

Spans = tuple[Span, ...]
PLAIN_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,99}")


@dataclass(frozen=True, slots=True)
class Marks:
    """The spans of one attribution; `source` is None where the article names nobody."""

    id: str
    source: Spans | None
    cue: Spans
    content: Spans

    def parts(self) -> Iterator[tuple[str, Spans]]:
        """The parts that there are, named, in reading order of the scheme: source, cue, content."""
        if self.source is not None:
            yield "source", self.source
        yield "cue", self.cue
        yield "content", self.content


def marks_of(reading: Reading) -> list[Marks]:
    """The marks of all attributions, in order."""
    return [
        Marks(a.id, None if a.source is None else a.source.spans, a.cue.spans, a.content.spans)
        for a in reading.attributions
    ]


def marks_from(id_: str, parts: dict[str, Spans]) -> Marks:
    """The marks that named parts make."""
    return Marks(id_, parts.get("source"), parts["cue"], parts["content"])


def file_name(article: str) -> str:
    """A file name for the article, the same every time, that no file system confuses with another's.

    >>> file_name("3f9a_1")
    '3f9a_1'
    >>> file_name("../Valk: no")
    'Valk_no-38e1da35'
    """
    if PLAIN_NAME.fullmatch(article):
        return article
    mark = hashlib.sha256(article.encode(errors="surrogatepass")).hexdigest()[:8]
    cleaned = re.sub(r"[^A-Za-z0-9_-]+", "_", article).strip("_")[:80]
    return f"{cleaned}-{mark}" if cleaned else mark


def write_text(path: Path, text: str) -> None:
    """The text as UTF-8, its line ends as they are, since offsets count them."""
    path.write_bytes(writable(text).encode())


def read_text(path: Path) -> str:
    """The text that `write_text` wrote."""
    return path.read_bytes().decode()
