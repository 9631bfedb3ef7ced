"""Small ways of wording that screens, pages and briefings share."""

from __future__ import annotations

import re

_CLOSING = {"“": "”", '"': '"', "‘": "’", "«": "»", "„": "“", "``": "''"}


def counted(number: float, thing: str, things: str = "") -> str:
    """The number with its noun.

    >>> counted(1, "article"), counted(2500, "article"), counted(2, "country"), counted(2, "day")
    ('1 article', '2,500 articles', '2 countries', '2 days')
    """
    many = things or re.sub(r"(?<![aeo])y$", "ie", thing) + "s"
    return f"{number:,} {thing if number == 1 else many}"


def shortened(line: str, length: int) -> str:
    """At most `length` characters of a line, cut between words; a quotation keeps its closing mark.

    >>> shortened("“Varenia will not open the corridor”", 24)
    '“Varenia will not open…”'
    >>> shortened("short", 24)
    'short'
    """
    if len(line) <= length:
        return line
    close = next((close for mark, close in _CLOSING.items() if line.startswith(mark)), "")
    room = max(1, length - 1 - len(close))
    kept = line[: room + 1].rpartition(" ")[0] or line[:room]
    return re.sub(r"[\s,;:.–—-]+$", "", kept) + "…" + close
