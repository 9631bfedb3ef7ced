"""Codings out of the Discourse Network Analyzer: statements with a concept to which a speaker agrees or doesn't.

The layouts of its SQLite files, by the table of short texts: since 2.0 a value is a text; in early files of 3.0 the
number of an attribute; since 3.0 the number of an entity; since roles came, a link of a role and a variable stands
for the variable. Places are in UTF-16 units, as Java counts. https://github.com/leifeld/dna
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from onrecord.errors import InputError, UsageError
from onrecord.stance.imports.common import Found, Wishes
from onrecord.types import Span, StanceLabel

SPEAKERS = ("person", "organization", "organisation", "actor")
TABLES = ("STATEMENTS", "DOCUMENTS", "VARIABLES", "DATASHORTTEXT", "DATABOOLEAN")
OPPOSITE: Mapping[StanceLabel, StanceLabel] = {"for": "against", "against": "for"}
_STATEMENTS = """SELECT s.ID, s.DocumentId, s.Start, s.Stop, {} FROM STATEMENTS AS s {}
    ORDER BY s.DocumentId, s.Start, s.ID"""


@dataclass(slots=True)
class _Values:
    """The variables of one statement, by their names in lower case."""

    texts: dict[str, list[str]] = field(default_factory=dict)
    flags: dict[str, list[bool]] = field(default_factory=dict)


def codings(path: Path, wishes: Wishes) -> Iterator[Found | InputError]:
    """The codings of the statements whose concept the user has mapped to an end of the issue.

    Raises UsageError, with the concepts of the file, where none is mapped or a mapped one is not there.
    """
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as db:
            db.text_factory = lambda data: data.decode("utf-8", "replace")
            yield from _codings(db, str(path), wishes)
    except sqlite3.Error as error:
        raise InputError(str(path), f"is no database of DNA: {error}") from error


def _codings(db: sqlite3.Connection, path: str, wishes: Wishes) -> Iterator[Found | InputError]:
    tables = {name.upper() for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if missing := [table for table in TABLES if table not in tables]:
        raise InputError(path, f"is no database of DNA: it has no table {', '.join(missing)}")
    values = _values(db, tables)
    mapped = _mapped(values, path, wishes)
    documents = {id_: str(text or "") for id_, text in db.execute("SELECT ID, Text FROM DOCUMENTS")}
    others: Counter[str] = Counter()
    for id_, document, start, stop, coder in db.execute(_STATEMENTS.format(*_coder(db, tables))):
        own, place = values.get(id_, _Values()), f"{path}: statement {id_}"
        for concept in own.texts.get("concept", ()):
            if concept not in mapped:
                others[concept] += 1
                continue
            span = _in_characters(documents.get(document, ""), start, stop)
            if span is None:
                yield InputError(path, f"statement {id_} ends behind the text of its document {document}")
                continue
            yield _found(own, place, documents[document], span, mapped[concept], coder)
    for concept, number in others.most_common():
        yield InputError(path, f"its concept {concept!r} ({number:,}) is mapped to no end by --concept")


def _coder(db: sqlite3.Connection, tables: set[str]) -> tuple[str, str]:
    has = "CODERS" in tables and "coder" in _columns(db, "STATEMENTS")
    return ("c.Name", "LEFT JOIN CODERS AS c ON c.ID = s.Coder") if has else ("NULL", "")


def _columns(db: sqlite3.Connection, table: str) -> set[str]:
    return {str(row[1]).casefold() for row in db.execute(f"PRAGMA table_info({table})")}


def _values(db: sqlite3.Connection, tables: set[str]) -> dict[int, _Values]:
    """The short texts and the yes-or-no values of every statement."""
    found: dict[int, _Values] = {}
    for statement, variable, text in db.execute(_short_texts(db, tables)):
        found.setdefault(statement, _Values()).texts.setdefault(str(variable).casefold(), []).append(str(text or ""))
    for statement, variable, flag in db.execute(_of_variable(db, "DATABOOLEAN", "d.Value", "")):
        found.setdefault(statement, _Values()).flags.setdefault(str(variable).casefold(), []).append(bool(flag))
    return found


def _short_texts(db: sqlite3.Connection, tables: set[str]) -> str:
    """The query of statement, variable and text that fits the layout."""
    if "entity" in _columns(db, "DATASHORTTEXT"):
        return _of_variable(db, "DATASHORTTEXT", "e.Value", "LEFT JOIN ENTITIES AS e ON e.ID = d.Entity")
    types = {str(kind) for (kind,) in db.execute("SELECT DISTINCT typeof(Value) FROM DATASHORTTEXT")}
    declared = {str(row[1]).casefold(): str(row[2]).upper() for row in db.execute("PRAGMA table_info(DATASHORTTEXT)")}
    if "ATTRIBUTES" in tables and declared.get("value") == "INTEGER" and types <= {"integer"}:
        return _of_variable(db, "DATASHORTTEXT", "e.Value", "LEFT JOIN ATTRIBUTES AS e ON e.ID = d.Value")
    return _of_variable(db, "DATASHORTTEXT", "d.Value", "")


def _of_variable(db: sqlite3.Connection, table: str, value: str, join: str) -> str:
    link, variable = "", "d.VariableId"
    if "rolevariablelinkid" in _columns(db, table):
        link, variable = "JOIN ROLEVARIABLELINKS AS l ON l.ID = d.RoleVariableLinkId", "l.VariableId"
    return f"""SELECT d.StatementId, v.Variable, {value} FROM {table} AS d {link}
        JOIN VARIABLES AS v ON v.ID = {variable} {join} ORDER BY d.StatementId, d.ID"""


def _mapped(values: Mapping[int, _Values], path: str, wishes: Wishes) -> dict[str, StanceLabel]:
    """The end that agreement to a concept stands for, by the concept as the file writes it."""
    there = Counter(concept for own in values.values() for concept in own.texts.get("concept", ()))
    if not there:
        names = sorted({name for own in values.values() for name in (*own.texts, *own.flags)})
        raise InputError(path, f"no statement has a concept; the variables are {', '.join(names) or 'none'}")
    told = ", ".join(f"{concept!r} ({number:,})" for concept, number in there.most_common(20))
    if not wishes.concepts:
        raise UsageError(f'--concept "NAME=for" says to which end a concept belongs; {path} has {told}')
    by_name = {concept.strip().casefold(): concept for concept in there}
    if unknown := [name for name in wishes.concepts if name.strip().casefold() not in by_name]:
        raise UsageError(f"--concept: {path} has no concept {unknown[0]!r}; it has {told}")
    return {by_name[name.strip().casefold()]: label for name, label in wishes.concepts.items()}


def _found(own: _Values, place: str, text: str, span: Span, end: StanceLabel, coder: str | None) -> Found | InputError:
    flags = own.flags.get("agreement", [])
    if len(set(flags)) != 1:
        told = "agrees and disagrees" if flags else "tells no agreement"
        return InputError(place, told)
    speakers = tuple(name for key in SPEAKERS for name in own.texts.get(key, ()) if name.strip())
    label = end if flags[0] else OPPOSITE[end]
    return Found(place, label, text[slice(*span)], text, (span,), speakers=speakers, coder=coder or None)


def _in_characters(text: str, start: int, stop: int) -> Span | None:
    r"""The span in characters of one in UTF-16 units; None where it ends behind the text.

    >>> _in_characters("a\U0001f600bc", 3, 5), _in_characters("abc", 1, 9)
    ((2, 4), None)
    """
    if text.isascii() or all(ord(c) < 0x10000 for c in text):
        return (start, stop) if 0 <= start < stop <= len(text) else None
    data = text.encode("utf-16-le", "surrogatepass")
    if not 0 <= start < stop <= len(data) // 2:
        return None
    before, inside = (data[2 * a : 2 * b].decode("utf-16-le", "replace") for a, b in ((0, start), (start, stop)))
    return len(before), len(before) + len(inside)
