"""Addresses of pages, with ids of any characters in them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import quote, urlencode

FORMATS = (".json", ".csv", ".html")
_ODD = re.compile(r"[~/\\?\x00-\x20\x7f-\xa0\ud800-\udfff]")
_ESCAPED = re.compile(r"~([0-9a-f]{1,6})~")


def escaped(id_: str) -> str:
    """The id as one part of a path, which no server or browser takes for anything else.

    A dot is escaped where it would make a format or a folder of the id.

    >>> escaped("3fa9:4"), escaped("a/b.json"), escaped("..")
    ('3fa9:4', 'a~2f~b~2e~json', '~2e~.')
    """
    text = _ODD.sub(lambda found: f"~{ord(found[0]):x}~", id_)
    for ending in FORMATS:
        if text.endswith(ending):
            text = f"{text.removesuffix(ending)}~2e~{ending[1:]}"
    return f"~2e~{text[1:]}" if text in (".", "..") else text


def unescaped(part: str) -> str:
    """The id that `escaped` made a part of a path of.

    >>> unescaped("a~2f~b~2e~json"), unescaped("~zz~")
    ('a/b.json', '~zz~')
    """
    return _ESCAPED.sub(lambda found: chr(min(int(found[1], 16), 0x10FFFF)), part)


def quoted(path: str) -> str:
    """A path as an address has it.

    >>> quoted("/statements/3fa9#a4")
    '/statements/3fa9%23a4'
    """
    return quote(path, safe="/:~", errors="replace")


def path_to(page: str, id_: str | None = None, ending: str = "") -> str:
    """The path of a page, or of the page about one thing.

    >>> path_to("articles", "3fa9#a4"), path_to("statements", ending=".csv")
    ('/articles/3fa9%23a4', '/statements.csv')
    """
    return f"/{page}{ending}" if id_ is None else quoted(f"/{page}/{escaped(id_)}{ending}")


def filled(path: str, id_: str) -> str:
    """The path of the registry with the id in its place.

    >>> filled("/issues/{id}/review", "a/b"), filled("/issues", "a/b")
    ('/issues/a~2f~b/review', '/issues')
    """
    return path.replace("{id}", quoted(escaped(id_)))


def with_query(path: str, values: Mapping[str, object]) -> str:
    """The path with the parameters that have a value.

    >>> with_query("/statements", {"by": "Irena Valk", "about": None})
    '/statements?by=Irena+Valk'
    """
    given = {name: str(value).encode(errors="replace") for name, value in values.items() if value not in (None, "")}
    return f"{path}?{urlencode(given)}" if given else path
