"""JSON lines: one article a line, read line by line, so that a file of any length takes no more memory than one."""

from __future__ import annotations

import codecs
import io
import json
import re
from collections.abc import Iterator
from typing import BinaryIO, cast

from onrecord.errors import InputError
from onrecord.ingest.days import published_on
from onrecord.ingest.decoding import DecodingError, binary_kind, decode, full_of_controls
from onrecord.ingest.identity import content_id
from onrecord.ingest.limits import MAX_CHARACTERS, MAX_LINE_BYTES, MAX_SKIPPED_BYTES
from onrecord.ingest.source import READ_ERRORS, Item, Source, peeked, reason_of
from onrecord.types import Article, Published

_SURROGATES = re.compile("[\ud800-\udfff]")
_CHUNK = 1 << 20
_HEAD_BYTES = 4096


class LineError(ValueError):
    """A line that is no article; the message says why."""


def read_jsonl(source: Source) -> Iterator[Item]:
    """One article or InputError a line that is not blank; an InputError names the line."""
    number, empty = 0, True
    try:
        stream = _as_utf8(source)
        while line := stream.readline(MAX_LINE_BYTES + 1):
            number += 1
            if line.isspace():
                continue
            empty = False
            yield _item(source, line, number)
            if len(line) > MAX_LINE_BYTES and not _skipped_line(stream):
                raise InputError(source.name, "does not end; the rest of the file is not read", number)
    except (*READ_ERRORS, UnicodeError) as error:
        raise InputError(source.name, reason_of(error), number + 1) from error
    if empty:
        raise InputError(source.name, "is empty")


def _item(source: Source, line: bytes, number: int) -> Item:
    try:
        if len(line) > MAX_LINE_BYTES:
            raise LineError(f"is too long: more than {MAX_LINE_BYTES:,} bytes")
        return _article(source, _object(line))
    except (LineError, DecodingError) as error:
        return InputError(source.name, str(error), number)


def _as_utf8(source: Source) -> BinaryIO:
    """The stream in UTF-8 and without a byte order mark, whichever of UTF-8 and UTF-16 the mark names.

    Raises InputError for a binary file, which would else be named line by line.
    """
    head, stream = peeked(source.stream, _HEAD_BYTES)
    if head.startswith(codecs.BOM_UTF8):
        stream.read(len(codecs.BOM_UTF8))
    elif head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return cast(BinaryIO, io.BufferedReader(_Recoded(codecs.EncodedFile(stream, "utf-8", "utf-16"))))
    elif kind := binary_kind(head):
        raise InputError(source.name, f"is binary: {kind}")
    elif full_of_controls(head):
        raise InputError(source.name, "is binary: full of control characters")
    return stream


class _Recoded(io.RawIOBase):
    """A raw stream over a StreamRecoder, whose own `readline` keeps no limit."""

    def __init__(self, stream: codecs.StreamRecoder) -> None:
        super().__init__()
        self._stream, self._rest = stream, b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer).cast("B")  # type: ignore[arg-type]
        data = self._rest or self._stream.read(len(view))
        self._rest = data[len(view) :]
        view[: len(data)] = data[: len(view)]
        return min(len(data), len(view))


def _skipped_line(stream: BinaryIO) -> bool:
    """Whether the end of the line was found within MAX_SKIPPED_BYTES; the stream stands behind it."""
    for _ in range(MAX_SKIPPED_BYTES // _CHUNK):
        part = stream.readline(_CHUNK)
        if not part or part.endswith(b"\n"):
            return True
    return False


def _object(line: bytes) -> dict[str, object]:
    try:
        value = json.loads(decode(line), strict=False)  # a raw tab inside a string harms nobody
    except DecodingError:
        raise
    except json.JSONDecodeError as error:
        raise LineError(f"is no JSON: {error.msg} at character {error.pos + 1}") from error
    except (ValueError, RecursionError) as error:  # an integer of 5,000 digits; brackets 100,000 deep
        raise LineError(f"is no JSON that can be read: {type(error).__name__}") from error
    if not isinstance(value, dict):
        raise LineError(f'is no JSON object, as in {{"id": …, "text": …}}, but {_kind(value)}')
    return value


def _article(source: Source, fields: dict[str, object]) -> Article:
    text = _text(fields)
    url, outlet = _optional(fields, "url") or source.url, _optional(fields, "outlet")
    return Article(
        id=_id(fields) or content_id(text, outlet, url),
        text=text,
        path=source.path,
        url=url,
        outlet=outlet,
        title=_optional(fields, "title"),
        published=_published(fields),
    )


def _text(fields: dict[str, object]) -> str:
    if "text" not in fields:
        raise LineError("lacks the field text")
    text = fields["text"]
    if not isinstance(text, str):
        raise LineError(f"the field text is no string, but {_kind(text)}")
    if not text.strip():
        raise LineError("the field text is empty")
    if len(text) > MAX_CHARACTERS:
        raise LineError(f"the field text is too large: {len(text):,} characters, {MAX_CHARACTERS:,} are the most")
    return _whole("text", text)


def _id(fields: dict[str, object]) -> str | None:
    """The given id; a whole number will do, since many exports number their rows."""
    given = fields.get("id")
    if isinstance(given, int) and not isinstance(given, bool):
        return str(given)
    return _optional(fields, "id")


def _optional(fields: dict[str, object], name: str) -> str | None:
    value = fields.get(name)
    if value is None or value == "":
        return None
    if not isinstance(value, str):
        raise LineError(f"the field {name} is no string, but {_kind(value)}")
    return _whole(name, value)


def _whole(name: str, text: str) -> str:
    """The text itself; half a character (a lone surrogate) cannot be stored or printed by anything later."""
    if half := _SURROGATES.search(text):
        raise LineError(f"the field {name} holds half a character (\\u{ord(half[0]):04x}) at {half.start()}")
    return text


def _published(fields: dict[str, object]) -> Published:
    given = _optional(fields, "published")
    if given is None:
        return Published()
    try:
        return published_on(given, "given", "the field published")
    except ValueError as error:
        raise LineError(f"the field published: {error}; use one like 2021-03-05 or 2021-03-05T14:30:00Z") from error


def _kind(value: object) -> str:
    kinds = {str: "a string", bool: "true or false", int: "a number", float: "a number", list: "a list"}
    return "null" if value is None else kinds.get(type(value), "an object")
