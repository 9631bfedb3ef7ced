"""Lines that print when a page was published, and nothing else."""

from __future__ import annotations

import re

_LABEL = re.compile(
    r"^(?:(?P<before>[^|]{1,60})\|\s*)?(?:(?:last|first)\s+)?"
    r"(?:(?:modified|updated|edited|published|posted|created|issued|released|filed|date|time|publication date)\b)?"
    r"(?:\s+(?:on|at|online))?\s*[:|]?\s*",
    re.IGNORECASE,
)
_TOKEN = re.compile(r"[\w.:/+'’-]+")
_DATE_WORD = re.compile(
    r"(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?\.?,?"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)(?:uary|ruary|ch|il|e|y|ust|tember|ober|ember)?\.?"
    r"|\d{1,4}(?:st|nd|rd|th)?|\d{1,4}[./-]\d{1,2}[./-]\d{1,4}|\d{1,4}-\d{1,2}-\d{1,2}t[\d:.+z-]+"
    r"|\d{1,2}[:.h]\d{2}(?:[:.]\d{2})?(?:\s*[ap]\.?m\.?)?|\d{1,2}[ap]m"
    r"|a\.?m\.?|p\.?m\.?|noon|midnight|gmt(?:[+-]\d+)?|utc(?:[+-]\d+)?|[ecmp][sd]?t|bst|cest|cet|msk|ist|jst|hrs|z"
    r"|at|on|of|the|and|local|time|ago|hours?|minutes?|mins?|days?|today|yesterday|updated|"
    r"published|modified|posted|last|first|-|–|—",
    re.IGNORECASE,
)
_TELLING = re.compile(
    r"\b(?:19|20)\d\d\b|\d[:.]\d\d|[ap]\.?m\b|\bago\b|(?:mon|tues|wednes|thurs|fri|satur|"
    r"sun)day|[a-z]{3,9}\.? \d|\d [a-z]{3,9}",
    re.IGNORECASE,
)


def is_printed_date(line: str) -> bool:
    """Whether `line` holds a date or a time with its label and no other words.

    >>> is_printed_date("Last modified: 4 Mar 2031 18:05"), is_printed_date("KTA | Updated: 2031-03-04 18:05")
    (True, True)
    >>> is_printed_date("Published on 4 March, the report blames Ostmark")
    False
    """
    if len(line) > 120 or not any(c.isdigit() for c in line):
        return False
    label = _LABEL.match(line)
    rest = line[label.end() :] if label else line
    tokens = _TOKEN.findall(rest)
    return 1 < len(tokens) <= 16 and _TELLING.search(rest) is not None and all(_DATE_WORD.fullmatch(t) for t in tokens)
