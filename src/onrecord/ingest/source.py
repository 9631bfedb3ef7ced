"""What a format gets to read: a name for messages, a stream of decompressed bytes, and where they came from."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO, cast

from onrecord.errors import InputError
from onrecord.ingest.limits import MAX_BYTES
from onrecord.types import Article

GZIP_MAGIC = b"\x1f\x8b"
READ_ERRORS = (OSError, EOFError, zlib.error)
"""What reading a stream can raise: the disk, a vanished file, a broken gzip."""

Item = Article | InputError
OnBytes = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Source:
    """One file, page or stream; `name` is how messages call it, `charset` what the transport declares."""

    name: str
    stream: BinaryIO
    path: str | None = None
    url: str | None = None
    charset: str | None = None


def read_whole(source: Source) -> bytes:
    """All bytes of the source; raises InputError where there are none, or more than MAX_BYTES."""
    data = source.stream.read(MAX_BYTES + 1)
    if not data:
        raise InputError(source.name, "is empty")
    if len(data) > MAX_BYTES:
        raise InputError(source.name, f"is too large: more than {MAX_BYTES:,} bytes for one article")
    return data


def gunzipped(stream: BinaryIO) -> BinaryIO:
    """The decompressed bytes of a gzip stream, as they are asked for."""
    return cast(BinaryIO, gzip.GzipFile(fileobj=stream, mode="rb"))


def reason_of(error: BaseException) -> str:
    """Why reading failed, in words for the user.

    >>> reason_of(FileNotFoundError(2, "No such file or directory"))
    'no such file or directory'
    >>> reason_of(EOFError("Compressed file ended before ..."))
    'the gzip data is broken: it ends too early'
    """
    if isinstance(error, EOFError):
        return "the gzip data is broken: it ends too early"
    if isinstance(error, gzip.BadGzipFile | zlib.error):
        return f"the gzip data is broken: {error}"
    if isinstance(error, OSError) and error.strerror:
        return error.strerror[0].lower() + error.strerror[1:]
    return f"{type(error).__name__}: {error}"


def guarded(name: str, items: Iterator[Item]) -> Iterator[Item]:
    """The same items; an error of the disk, of a gzip, or of the input ends them as one InputError."""
    try:
        yield from items
    except InputError as error:
        yield error
    except READ_ERRORS as error:
        yield InputError(name, reason_of(error))


class Counted(io.RawIOBase):
    """A raw stream that tells `on_bytes` how many bytes were read, for a progress bar."""

    def __init__(self, stream: BinaryIO, on_bytes: OnBytes) -> None:
        super().__init__()
        self._stream, self._on_bytes = stream, on_bytes

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer).cast("B")  # type: ignore[arg-type]
        data = self._stream.read(len(view))
        view[: len(data)] = data
        self._on_bytes(len(data))
        return len(data)


class Rejoined(io.RawIOBase):
    """A raw stream that gives `head` back first and then the rest of `stream`."""

    def __init__(self, head: bytes, stream: BinaryIO) -> None:
        super().__init__()
        self._head, self._stream = head, stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer).cast("B")  # type: ignore[arg-type]
        data = self._head[: len(view)] or _some(self._stream, len(view))
        self._head = self._head[len(view) :]
        view[: len(data)] = data
        return len(data)


def _some(stream: BinaryIO, size: int) -> bytes:
    """What is there already, where the stream can tell, so that a slow pipe is read line by line."""
    read1: Callable[[int], bytes] = getattr(stream, "read1", stream.read)
    return read1(size)


def peeked(stream: BinaryIO, size: int) -> tuple[bytes, BinaryIO]:
    """The first bytes (up to `size`, or the first line that is not blank) and a stream that still has them."""
    head = b""
    while len(head) < size and b"\n" not in head.lstrip():
        data = _some(stream, size - len(head))
        if not data:
            break
        head += data
    return head, cast(BinaryIO, io.BufferedReader(Rejoined(head, stream)))
