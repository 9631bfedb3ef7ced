"""What a user types, as a full-text query that FTS5 always understands."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

_TERM = re.compile(r'"([^"]*)"?(\*?)|([^\s"]+)')


def match(words: str, columns: Sequence[str] = ()) -> str | None:
    """The FTS5 query for `words`: all of them, "phrases" whole, a last `*` for any ending; None if nothing is left.

    Everything else that FTS5 would take for an operator is an ordinary word.

    >>> match('cease* "safe passage" NOT (x')
    '"cease" * AND "safe passage" AND "NOT" AND "(x"'
    >>> match('corridor', ["content"])
    '{content} : ("corridor")'
    >>> match('-- "" *') is None
    True
    """
    terms = [_term(found) for found in _TERM.finditer(_plain(words))]
    query = " AND ".join(term for term in terms if term)
    if not query:
        return None
    return f"{{{' '.join(columns)}}} : ({query})" if columns else query


def _plain(words: str) -> str:
    """Without the characters that an SQL string or UTF-8 cannot carry."""
    return words.replace("\0", " ").encode(errors="replace").decode()


def _term(found: re.Match[str]) -> str:
    phrase, star, word = found.groups()
    text = phrase if word is None else word.rstrip("*")
    prefix = bool(star) if word is None else word.endswith("*")
    if not any(_is_indexed(char) for char in text):
        return ""
    return f'"{text}"' + (" *" if prefix else "")


def _is_indexed(char: str) -> bool:
    """Whether the tokenizer keeps `char` as part of a word (letters, numbers, private use)."""
    return unicodedata.category(char)[0] in "LN" or unicodedata.category(char) == "Co"
