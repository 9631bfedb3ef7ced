"""Names for what was read: an id out of the content, and paths that any output can print."""

from __future__ import annotations

import hashlib
import json
import os

ID_DIGITS = 16
"""Sixty-four bits: among ten million articles two share an id with a chance of one in 300,000."""


def content_id(text: str, outlet: str | None = None, url: str | None = None) -> str:
    """The same short id for the same text, printed by the same outlet at the same address, wherever the file lies.

    >>> content_id("The border is open.")
    '9ceaad50d510b733'
    >>> content_id("The border is open.") == content_id("The border is open.", outlet="KTA")
    False
    """
    told = json.dumps([text, outlet, url])  # escapes everything above ASCII, so odd text cannot fail here
    return hashlib.sha256(told.encode("ascii")).hexdigest()[:ID_DIGITS]


def printable_path(path: str | os.PathLike[str]) -> str:
    """The path as text; bytes of a file name that are no UTF-8 become backslash escapes.

    >>> printable_path("reports/a.txt")
    'reports/a.txt'
    """
    return os.fsencode(path).decode("utf-8", errors="backslashreplace")
