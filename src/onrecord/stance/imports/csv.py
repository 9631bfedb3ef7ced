"""Codings out of a table: a row each, with a label and what tells where it belongs.

What was coded is told by `attribution` (its id, or that of its statement) or by `text`, the words, with `article` (its
id, path or URL) where the words stand in more than one. Further columns: `coder`, `why`, `date`, `speaker`, `start` and
`end` (characters of the article's text, the end exclusive), `blind`, `decides`.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from pathlib import Path

from onrecord.errors import InputError
from onrecord.stance.imports.common import Found, Wishes, label_of, moment, text_of

# The names under which other programs keep the same column; the first is ours.
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "label": ("label", "stance", "code", "position"),
    "text": ("text", "words", "quote", "quotation", "content"),
    "attribution": ("attribution", "statement", "key", "id"),
    "article": ("article", "document", "file", "url"),
    "speaker": ("speaker", "actor", "person"),
    "coder": ("coder", "by", "annotator"),
    "why": ("why", "reason", "note", "comment"),
    "date": ("date", "at", "coded_at"),
    "start": ("start",),
    "end": ("end", "stop"),
    "blind": ("blind",),
    "decides": ("decides", "adjudicated"),
}
_YES, _NO = ("yes", "true", "1", "y"), ("", "no", "false", "0", "n")


def codings(path: Path, wishes: Wishes) -> Iterator[Found | InputError]:
    """The codings of a table with commas, semicolons or tabs between its cells."""
    text = text_of(path)
    csv.field_size_limit(max(csv.field_size_limit(), len(text)))
    table = csv.DictReader(io.StringIO(text), delimiter=_delimiter(text), strict=True)
    try:
        names = _columns(table.fieldnames or (), str(path))
        for row in table:
            yield _found(row, names, f"{path}:{table.line_num}", str(path), table.line_num, wishes)
    except csv.Error as error:
        yield InputError(str(path), f"is no table: {error}", table.line_num)


def _delimiter(text: str) -> str:
    """What parts the cells of the heading."""
    heading = text.partition("\n")[0]
    return max(",;\t", key=heading.count)


def _columns(names: object, path: str) -> dict[str, str]:
    """The table's own name of each column that it has. Raises InputError for one without labels or words."""
    there = {str(name).strip().casefold(): str(name) for name in names} if isinstance(names, list) else {}
    found = {ours: there[name] for ours, known in COLUMNS.items() for name in reversed(known) if name in there}
    if "label" not in found:
        raise InputError(path, f"no column of labels; one of {', '.join(COLUMNS['label'])}", 1)
    if not {"text", "attribution"} & found.keys() and not {"article", "start", "end"} <= found.keys():
        raise InputError(path, "no column tells what was coded: attribution, or text, or article with start and end", 1)
    return found


def _found(
    row: Mapping[str | None, object], names: Mapping[str, str], place: str, path: str, line: int, wishes: Wishes
) -> Found | InputError:
    cells = {ours: str(row.get(theirs) or "").strip() for ours, theirs in names.items()}
    try:
        start, end = cells.get("start", ""), cells.get("end", "")
        return Found(
            place=place,
            label=label_of(cells["label"], wishes),
            words=cells.get("text", "").removeprefix("'"),  # behind which our own tables keep formulas from running
            spans=((int(start), int(end)),) if start and end else (),
            article=cells.get("article") or None,
            attribution=cells.get("attribution") or None,
            speakers=(cells["speaker"],) if cells.get("speaker") else (),
            coder=cells.get("coder") or None,
            why=cells.get("why", ""),
            at=moment(cells["date"]) if cells.get("date") else None,
            is_blind=_yes(cells.get("blind", "")),
            is_adjudicated=_yes(cells.get("decides", "")),
        )
    except ValueError as error:
        return InputError(path, str(error), line)


def _yes(cell: str) -> bool:
    if cell.casefold() in (*_YES, *_NO):
        return cell.casefold() in _YES
    raise ValueError(f"{cell!r} is neither yes nor no")
