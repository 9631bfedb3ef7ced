"""Issue files: TOML in, an `Issue` out, or an error that names the file, the line, the key and what it may hold."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast, get_args

from onrecord.errors import InputError
from onrecord.types import Example, Issue, StanceLabel

LABELS: tuple[StanceLabel, ...] = get_args(StanceLabel)
KEYS = ("id", "question", "for", "against", "neither", "about", "example")
EXAMPLE_KEYS = ("text", "label", "why")
_REQUIRED = ("id", "question", "for", "against")
_AT = re.compile(r" \(at line (\d+), column \d+\)$")


def read_issue(path: str | Path) -> Issue:
    """The issue that a TOML file describes. Raises InputError, with the line where it is known."""
    name = str(path)
    try:
        text = Path(path).read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise InputError(name, f"cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise InputError(name, f"is not UTF-8: {error.reason} at byte {error.start}") from error
    return parse_issue(text, name)


def parse_issue(text: str, name: str) -> Issue:
    """The issue that the TOML `text` describes; `name` stands in errors.

    >>> parse_issue('id = "x"\\nquestion = "Q?"\\nfor = "yes"\\nagainst = "no"', "x.toml").against
    'no'
    >>> parse_issue('id = "x"\\nquestion = 3', "x.toml")
    Traceback (most recent call last):
    onrecord.errors.InputError: x.toml:2: 'question' is 3; it must be text in quotation marks
    """
    try:
        table = tomllib.loads(text.replace("\r\n", "\n"))
    except tomllib.TOMLDecodeError as error:
        at = _AT.search(str(error))
        line = int(at[1]) if at else None
        raise InputError(name, f"not TOML: {_AT.sub('', str(error))}", line) from error
    except RecursionError as error:
        raise InputError(name, "not TOML that can be read: nested too deeply") from error
    return issue_of(table, name, lambda key, number: line_of(text, key, number))


Locate = Callable[[str, int | None], int | None]


def issue_of(table: Mapping[str, object], name: str, locate: Locate = lambda key, number: None) -> Issue:
    """The issue in a table as TOML or JSON gives it.

    `locate` tells the line of a key (of the example with that number), for errors. Raises InputError.
    """
    fields = _Fields(table, name, locate)
    fields.forbid_others(KEYS, "an issue has")
    values = {key: fields.words(key) for key in _REQUIRED}
    return Issue(
        id=values["id"],
        question=values["question"],
        for_=values["for"],
        against=values["against"],
        neither=fields.words("neither") if table.get("neither") is not None else None,
        about=_about(fields),
        examples=_examples(fields),
    )


@dataclass(frozen=True, slots=True)
class _Fields:
    """A table whose values are fetched by key; what is wrong with one is raised with its place."""

    table: Mapping[str, object]
    name: str
    locate: Locate
    number: int | None = None

    def fault(self, key: str, reason: str) -> InputError:
        line = self.locate(key, self.number)
        return InputError(self.name, reason, line)

    def forbid_others(self, valid: tuple[str, ...], what: str) -> None:
        for key in self.table:
            if key not in valid:
                raise self.fault(key, f"unknown key {key!r}; {what} {', '.join(valid)}")

    def words(self, key: str) -> str:
        """The text of a key that must hold some."""
        where = "" if self.number is None else f" of example {self.number + 1}"
        if key not in self.table:
            missing = self.locate(key if self.number is None else "[[example]]", self.number)
            raise InputError(self.name, f"the key {key!r}{where} is missing", missing)
        value = self.table[key]
        if not isinstance(value, str):
            raise self.fault(key, f"{key!r}{where} is {value!r}; it must be text in quotation marks")
        if not value.strip():
            raise self.fault(key, f"{key!r}{where} is empty; it must be text")
        return " ".join(value.split())


def _about(fields: _Fields) -> tuple[str, ...]:
    value = fields.table.get("about")
    if value is None:
        return ()
    if not isinstance(value, list) or not all(isinstance(word, str) and word.strip() for word in value):
        raise fields.fault("about", f'\'about\' is {value!r}; it must be a list of words, as in ["corridor", "Valk"]')
    return tuple(dict.fromkeys(" ".join(word.split()) for word in cast("list[str]", value)))


def _examples(fields: _Fields) -> tuple[Example, ...]:
    value = fields.table.get("example")
    if value is None:
        return ()
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        raise fields.fault("example", "'example' must be a table of its own: write [[example]], then text and label")
    found: dict[str, Example] = {}
    for number, item in enumerate(cast("list[dict[str, Any]]", value)):
        own = _Fields(item, fields.name, fields.locate, number)
        example = _example(own)
        other = found.setdefault(example.text, example)
        if other.label != example.label:
            raise own.fault("text", f"two examples have the text {example.text!r}: {other.label} and {example.label}")
    return tuple(found.values())


def _example(fields: _Fields) -> Example:
    fields.forbid_others(EXAMPLE_KEYS, "an example has")
    label = fields.words("label")
    if label not in LABELS:
        raise fields.fault("label", f"the label {label!r} is none of {', '.join(LABELS)}")
    why = fields.words("why") if fields.table.get("why") else ""
    return Example(fields.words("text"), label, why)


def line_of(text: str, key: str, number: int | None = None) -> int | None:
    """The line on which a key of a TOML text stands, 1-based; of the example with that number, from 0.

    >>> line_of('id = "x"\\n[[example]]\\ntext = "a"\\n[[example]]\\ntext = "b"', "text", 1)
    5
    >>> line_of('id = "x"', "about") is None
    True
    """
    heads = [n for n, line in enumerate(text.splitlines()) if re.match(r"\s*\[\[\s*example\s*\]\]", line)]
    first, last = 0, heads[0] if heads else None
    if number is not None and number < len(heads):
        first = heads[number]
        last = heads[number + 1] if number + 1 < len(heads) else None
        if key == "[[example]]":
            return first + 1
    wanted = re.compile(rf"""\s*["']?{re.escape(key)}["']?\s*[=.\]]""")
    lines = text.splitlines()[first:last]
    return next((first + n + 1 for n, line in enumerate(lines) if wanted.match(line)), None)
