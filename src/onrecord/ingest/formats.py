"""The formats that can be read, in one explicit table.

To add one: write `def read_NAME(source: Source) -> Iterator[Article | InputError]` in a file of its own beside
`plain.py`, add a row here, and add an example to `tests/ingest/test_formats.py`, whose contract then holds for it.
A reader yields an InputError for each record that is bad, and raises InputError where nothing more can be read;
errors of the disk and of gzip may pass through. `.gz` is undone before it is called.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from onrecord.ingest.html import read_html
from onrecord.ingest.jsonl import read_jsonl
from onrecord.ingest.plain import read_plain
from onrecord.ingest.source import Item, Source


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file: the endings and media types that tell it, and the function that reads it."""

    name: str
    endings: tuple[str, ...]
    media_types: tuple[str, ...]
    read: Callable[[Source], Iterator[Item]]


PLAIN = Format("plain text", (".txt", ".md"), ("text/plain", "text/markdown"), read_plain)
HTML = Format("HTML page", (".html", ".htm"), ("text/html", "application/xhtml+xml"), read_html)
JSONL = Format(
    "JSON lines", (".jsonl",), ("application/jsonl", "application/x-ndjson", "application/x-jsonlines"), read_jsonl
)

FORMATS: tuple[Format, ...] = (PLAIN, HTML, JSONL)
GZIP_ENDING = ".gz"


def known_endings() -> str:
    """The endings for a message to the user.

    >>> known_endings()
    '.txt, .md, .html, .htm, .jsonl, each also with .gz'
    """
    return ", ".join(ending for form in FORMATS for ending in form.endings) + f", each also with {GZIP_ENDING}"


def format_by_ending(name: str) -> Format | None:
    """The format of a file of that name, whatever its letter case.

    >>> format_by_ending("Reports/Monday.TXT.gz").name
    'plain text'
    >>> format_by_ending("monday.pdf") is None
    True
    """
    bare = name.lower().removesuffix(GZIP_ENDING)
    return next((form for form in FORMATS if bare.endswith(form.endings)), None)


def format_by_media_type(media_type: str) -> Format | None:
    """The format that a server's Content-Type names.

    >>> format_by_media_type("text/html; charset=utf-8").name
    'HTML page'
    >>> format_by_media_type("image/png") is None
    True
    """
    bare = media_type.partition(";")[0].strip().lower()
    return next((form for form in FORMATS if bare in form.media_types), None)


def format_by_look(head: bytes) -> Format:
    """The format that the first bytes look like; plain text where nothing speaks for another.

    >>> format_by_look(b'\\n {"id": "1", "text": "Talks go on."}').name
    'JSON lines'
    >>> format_by_look(b"<!DOCTYPE html><title>Talks</title>").name
    'HTML page'
    >>> format_by_look(b"{Tolvaz} Talks go on, <b>KTA</b> says.").name
    'plain text'
    """
    look = head.replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()  # NULs: UTF-16, for a look only
    if look.startswith(b"{") and look[1:].lstrip().startswith((b'"', b"}")):
        return JSONL
    if look.startswith((b"<!doctype html", b"<html", b"<head", b"<body", b"<!--")) or b"<html" in look[:1024]:
        return HTML
    return PLAIN
