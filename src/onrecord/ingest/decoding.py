"""Bytes to characters: exactly, where the bytes say how; by a stated guess, where they do not.

The order: a byte order mark; UTF-8; what the page or server declares; UTF-8 with some broken bytes; Windows-1252
for text that is mostly ASCII; else what charset-normalizer finds. Anything that looks binary is refused. A byte that
has no meaning in the encoding becomes U+FFFD.
"""

from __future__ import annotations

import codecs
import re

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: the longer mark begins with the shorter one
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
MAGIC = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a zip file (or a Word, Excel or e-book file)"),
    (b"\x1f\x8b", "gzip data without the ending .gz"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF89a", "a GIF image"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel file"),
    (b"{\\rtf", "an RTF file"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"PAR1\x15", "a Parquet file"),
    (b"BZh91AY&SY", "bzip2 data"),
    (b"\xfd7zXZ", "xz data"),
    (b"\x28\xb5\x2f\xfd", "zstd data"),
    (b"7z\xbc\xaf", "a 7-zip file"),
)
NUL_SHARE = 0.1
"""Text holds stray NULs at most; UTF-16 without its mark has every second byte NUL."""
CONTROL_SHARE = 0.02
"""Of bytes that are no UTF-8: random bytes hold 10 % control characters, text none."""
HIGH_SHARE = 0.25
"""Western text in Windows-1252 has a few accents and quotation marks; other alphabets are mostly above ASCII."""
BROKEN_SHARE = 0.5
"""Broken bytes to sound multi-byte characters, up to which a text is UTF-8 (cut, or pasted together from two kinds):
other encodings form such characters by chance only."""
SAMPLE_BYTES = 65_536

_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f\x1b"))
_HIGH = bytes(range(128, 256))
_HALVES = re.compile("[\ud800-\udfff]")
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")


class DecodingError(ValueError):
    """The bytes are no text; the message says why, for the user."""


def decode(data: bytes, declared: str | None = None) -> str:
    """The characters of `data` without a byte order mark; raises DecodingError.

    >>> decode("Tolvaz – “No”".encode("cp1252"))
    'Tolvaz – “No”'
    >>> decode(b"%PDF-1.7 ...")
    Traceback (most recent call last):
    onrecord.ingest.decoding.DecodingError: is binary: a PDF file
    """
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _strictly(data[len(mark) :], encoding)
    if what := binary_kind(data):
        raise DecodingError(f"is binary: {what}")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _guessed(data, declared, broken_at=error.start)


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise DecodingError(
            f"is not the {encoding.upper()} that its byte order mark promises: {error.reason}"
        ) from error


def binary_kind(data: bytes) -> str | None:
    """What the bytes are, where they look like no text in any encoding without a byte order mark.

    >>> binary_kind(b"%PDF-1.7 ..."), binary_kind(b"Talks go on.")
    ('a PDF file', None)
    """
    if magic := next((what for magic, what in MAGIC if data.startswith(magic)), None):
        return magic
    if data.count(0) > NUL_SHARE * len(data):
        return "too many NULs (or UTF-16 without its byte order mark)"
    return None


def full_of_controls(data: bytes) -> bool:
    """Whether more of the bytes are control characters than in any text."""
    return len(data) - len(data.translate(None, _CONTROLS)) > CONTROL_SHARE * len(data)


def _guessed(data: bytes, declared: str | None, broken_at: int) -> str:
    if full_of_controls(data):
        raise DecodingError(f"is binary: no UTF-8 (from byte {broken_at} on) and full of control characters")
    for guess in (_as_declared, _as_broken_utf8, _as_western, _as_found):
        text = guess(data, declared)
        if text is not None:
            return text
    raise DecodingError(f"is in an unknown encoding: no UTF-8 (from byte {broken_at} on) and no other that fits")


def _as_declared(data: bytes, declared: str | None) -> str | None:
    """The page's own word counts, unless it says UTF-8 (tried already) or is no encoding of text."""
    if declared is None:
        return None
    try:
        text = data.decode(declared)
    except (UnicodeError, LookupError):
        return None
    return None if _HALVES.search(text) else text  # as unicode_escape and utf-7 can make them


def _as_broken_utf8(data: bytes, declared: str | None) -> str | None:
    """UTF-8 whose stray single bytes are Windows-1252, as in texts that were pasted together.

    >>> _as_broken_utf8("“Yes”, said ".encode() + "André.".encode("cp1252"), None)
    '“Yes”, said André.'
    >>> _as_broken_utf8("André".encode("cp1252"), None) is None
    True
    """
    sound = len(_MULTIBYTE.findall(data))
    broken = data.decode("utf-8", errors="replace").count("\ufffd") - data.count("\ufffd".encode())
    return data.decode("utf-8", errors=_STRAY) if broken <= BROKEN_SHARE * sound else None


def _stray(error: UnicodeError) -> tuple[str, int]:
    """What stands for broken bytes: one byte alone is Windows-1252, the rest of a cut character is U+FFFD."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    alone = error.end - error.start == 1 and error.end < len(error.object)
    return (error.object[error.start : error.end].decode("cp1252", errors="replace") if alone else "\ufffd"), error.end


_STRAY = "onrecord.stray"
codecs.register_error(_STRAY, _stray)


def _as_western(data: bytes, declared: str | None) -> str | None:
    if len(data) - len(data.translate(None, _HIGH)) > HIGH_SHARE * len(data):
        return None
    return data.decode("cp1252", errors="replace")


def _as_found(data: bytes, declared: str | None) -> str | None:
    from charset_normalizer import from_bytes  # imported here: most files are UTF-8 and never need it

    best = from_bytes(data[:SAMPLE_BYTES]).best()
    return None if best is None else _as_declared(data, best.encoding)
