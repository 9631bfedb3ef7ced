"""Statements to be coded as JSON lines: `{"id", "speaker"?, "text", "context"?, "issue"?}` a line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import cast

from onrecord.errors import InputError
from onrecord.stance.issues import issue_of
from onrecord.types import Issue, Utterance

NO_NUMBERS = (float("inf"), float("-inf"))  # Python's JSON reads them and NaN, no other does
_SURROGATES = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Line:
    """A statement of a file: its id as the file has it, and the issue that it brings along, if it does."""

    id: str | int | float
    utterance: Utterance
    issue: Issue | None = None


def read_statements(lines: Iterable[bytes], name: str) -> Iterator[Line | InputError]:
    """A statement, or an InputError that names file and line, for every line that is not blank."""
    for number, line in enumerate(lines, 1):
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        if line.strip():
            try:
                yield _line(_object(line, name, number), name, number)
            except InputError as error:
                yield error


def _object(line: bytes, name: str, number: int) -> dict[str, object]:
    try:
        value = json.loads(line.decode("utf-8"), strict=False)
    except UnicodeDecodeError as error:
        raise InputError(name, f"is not UTF-8: {error.reason} at byte {error.start}", number) from error
    except json.JSONDecodeError as error:
        raise InputError(name, f"is no JSON: {error.msg} at character {error.pos + 1}", number) from error
    except (ValueError, RecursionError) as error:  # an integer of 5,000 digits; brackets 100,000 deep
        raise InputError(name, f"is no JSON that can be read: {type(error).__name__}", number) from error
    if not isinstance(value, dict):
        raise InputError(name, f'is no JSON object, as in {{"id": …, "text": …}}, but {type(value).__name__}', number)
    return value


def _line(fields: dict[str, object], name: str, number: int) -> Line:
    id_ = fields.get("id")
    if isinstance(id_, bool) or not isinstance(id_, str | int | float) or id_ in NO_NUMBERS or id_ != id_:
        raise InputError(name, f"the id is {_shown(id_)}; it must be text or a number", number)
    utterance = Utterance(
        id=str(number),
        text=_text(fields, "text", name, number) or "",
        speaker=_text(fields, "speaker", name, number, optional=True),
        context=_text(fields, "context", name, number, optional=True),
    )
    return Line(id_ if not isinstance(id_, str) else _clean(id_), utterance, _issue(fields, name, number))


def _text(fields: dict[str, object], key: str, name: str, number: int, *, optional: bool = False) -> str | None:
    value = fields.get(key)
    if isinstance(value, str):
        return _clean(value)
    if value is None and optional:
        return None
    what = "is missing" if key not in fields else f"is {_shown(value)}; it must be text"
    raise InputError(name, f"the {key} {what}", number)


def _issue(fields: dict[str, object], name: str, number: int) -> Issue | None:
    value = fields.get("issue")
    if value is None:
        return None
    if not isinstance(value, dict):
        raise InputError(name, f"the issue is {_shown(value)}; it must be an object with id, question, …", number)
    return issue_of(cast("dict[str, object]", value), name, lambda key, example: number)


def _clean(text: str) -> str:
    return _SURROGATES.sub("\ufffd", text)


def _shown(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)[:60]
