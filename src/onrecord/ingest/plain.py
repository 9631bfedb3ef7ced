"""Plain text and Markdown: the file is the article, character by character."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.errors import InputError
from onrecord.ingest.decoding import DecodingError, decode
from onrecord.ingest.identity import content_id
from onrecord.ingest.limits import MAX_CHARACTERS
from onrecord.ingest.source import Item, Source, read_whole
from onrecord.types import Article


def read_plain(source: Source) -> Iterator[Item]:
    """One article whose text is exactly the file's characters; only a byte order mark is left out."""
    try:
        text = decode(read_whole(source), source.charset)
    except DecodingError as error:
        raise InputError(source.name, str(error)) from error
    if not text.strip():
        raise InputError(source.name, "is empty")
    if len(text) > MAX_CHARACTERS:
        raise InputError(source.name, f"is too large: {len(text):,} characters, {MAX_CHARACTERS:,} are the most")
    yield Article(id=content_id(text, url=source.url), text=text, path=source.path, url=source.url)
