"""Statements of a file coded, as JSON lines in their order."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from itertools import islice
from pathlib import Path

from onrecord.cli.messages import say
from onrecord.cli.skipped import Skipped
from onrecord.errors import InputError
from onrecord.export.jsonlines import json_line
from onrecord.stance.coders.contract import Answer, Coder, Pair
from onrecord.stance.statements import Line, read_statements
from onrecord.types import Issue, Stance


def code_lines(issue: Issue, file: Path, coder: Coder, limit: int | None = None) -> int:
    """How many lines of `file` could not be read; each is named on standard error, the others' stances are printed.

    With `limit`, the file is read up to so many lines, those that cannot be read counted too.
    """
    if str(file) == "-":
        return _code(issue, islice(read_statements(sys.stdin.buffer, "standard input"), limit), coder)
    try:
        with file.open("rb") as lines:
            return _code(issue, islice(read_statements(lines, str(file)), limit), coder)
    except FileNotFoundError as error:
        raise InputError(str(file), "cannot be read: no such file") from error


def _code(issue: Issue, lines: Iterable[Line | InputError], coder: Coder) -> int:
    out = sys.stdout.buffer
    waiting: dict[str, Line] = {}

    def pairs(skipped: Skipped) -> Iterator[Pair]:
        for line in lines:
            if isinstance(line, InputError):
                skipped(line)
            else:
                waiting[line.utterance.id] = line
                yield line.issue or issue, line.utterance

    with Skipped(say) as skipped:
        for answer in coder.code(pairs(skipped)):
            out.write(_printed(waiting.pop(answer.utterance), answer, coder.name))
        out.flush()
    return skipped.count


def _printed(line: Line, answer: Answer, coder: str) -> bytes:
    """The output line; a coder without an answer abstains, and says why."""
    stance = answer.stance or Stance("unsure", 0.0, None, answer.note, coder)
    return (json_line({"id": line.id, "stance": asdict(stance)}) + "\n").encode()
