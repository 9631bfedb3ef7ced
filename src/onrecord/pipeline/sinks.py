"""Where readings go beside a ledger: lines of JSON."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import BinaryIO

from onrecord.records import reading_record
from onrecord.types import Reading

Sink = Callable[[Reading], bool]
"""Takes a reading and tells whether it was new; may raise InputError for that article alone."""


def jsonl_sink(stream: BinaryIO) -> Sink:
    """A sink that writes one JSON object a line, and flushes each, so that a reader downstream sees it at once."""

    def write(reading: Reading) -> bool:
        stream.write(_json_line(reading))
        stream.flush()
        return True

    return write


def _json_line(reading: Reading) -> bytes:
    record = reading_record(reading)
    try:
        return json.dumps(record, ensure_ascii=False).encode() + b"\n"
    except UnicodeEncodeError:  # half a character in a text that did not come through ingest: escaped instead
        return json.dumps(record).encode() + b"\n"
