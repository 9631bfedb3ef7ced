"""The place, day and agency that open a dispatch: "TOLVAZ, March 4 (KTA) --"."""

from __future__ import annotations

import re

_PLACE_CAPS = r"[A-ZÀ-Þ][A-ZÀ-Þ.'’-]*[A-ZÀ-Þ.](?:[ /-][A-ZÀ-Þ][A-ZÀ-Þ.'’-]*){0,4}"
_REGION = (
    r"(?:,\s*(?!(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b)[A-ZÀ-Þ][\w.'’-]*(?: (?:[A-ZÀ-Þ][\w.'’-]*|"
    r"of|the|and|on|upon)){0,4})"
)
_PLACE_MIXED = r"[A-ZÀ-Þ][\w.'’-]*(?:[ /-](?:[A-ZÀ-Þ][\w.'’-]*|of|the|and|de|la|el|al|upon)){0,4}"
_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|"
    r"Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_WEEKDAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\s*,?\s*)"
_DAY = rf"(?:{_WEEKDAY}?(?:{_MONTH}\s+\d{{1,2}}|\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH})(?:,?\s+\d{{4}})?|{_WEEKDAY})"
_AGENCY = r"\((?![RDI]-)(?:dpa|dapd|epa|[A-Z][\w.&'’-]*)(?:[ /&-]+(?:[A-Za-z][\w.&'’-]*)){0,5}\)"
_DASH = r"(?:—|–|--+|-|_|―)"
_CAPS_TAIL = rf"(?:\s*{_AGENCY})?(?:,?\s+{_DAY})?,?(?:\s*{_AGENCY}|\s+[A-Z]{{2,6}})?\s*"
_SIGNED_TAIL = rf"(?:\s*{_AGENCY}(?:,?\s+{_DAY})?|,?\s+{_DAY},?(?:\s*{_AGENCY}|\s+[A-Z]{{2,6}})?)\s*"

_FORMS = (
    # TOLVAZ, Varenia (KTA) -- …   SARN —   BRENNICK/TOLVAZ, March 4 (Meridian) - …   INDEPENDENCE, Mo. _ …
    re.compile(rf"\s*{_PLACE_CAPS}{_REGION}{{0,2}}{_CAPS_TAIL}{_DASH}(?:\s+|$)"),
    # Tolvaz, 4 March (KTA) – …   Tolvaz (Meridian News) – …
    re.compile(rf"\s*{_PLACE_MIXED}{_REGION}{{0,2}}{_SIGNED_TAIL}(?:{_DASH}|:)(?:\s+|$)"),
    # TOLVAZ, February 13. /KTA/. …
    re.compile(
        rf"\s*(?:{_PLACE_CAPS}|{_PLACE_MIXED}){_REGION}{{0,2}}(?:,?\s+{_DAY})?[.,]?"
        rf"\s*/[A-Z][\w -]{{1,20}}/[.:]?\s+(?:{_DASH}\s+)?"
    ),
    # (KTA) The ministry …   (CNN) -- …
    re.compile(rf"\s*\((?:[A-Z]{{2,6}}|Reuters|Xinhua)\)\s*(?:{_DASH}\s+)?(?=[A-ZÀ-Þ\"“‘'`])"),
)
# TOLVAZ: The ministry …   Sarn — The ministry …: only where a dispatch begins, since labels and titles look the same.
_FIRST_ONLY = (
    re.compile(rf"\s*{_PLACE_CAPS}{_REGION}?(?:\s*{_AGENCY})?(?:,?\s+{_DAY})?:\s+(?=[A-ZÀ-Þ][a-zß-ÿ]|[\"“‘]|A )"),
    re.compile(rf"\s*{_PLACE_MIXED}{_REGION}?\s+(?:—|--+|–)\s+(?=[A-ZÀ-Þ\"“‘`])"),
)
_LABEL = re.compile(
    r"\s*(?:AP|AFP|BREAKING|EXCLUSIVE|UPDATED?|POLL|WATCH|VIDEO|READ|MORE|LIVE|ANALYSIS|"
    r"OPINION|REPORT|WRAPUP|FACTBOX|CORRECTION|NOTE|EDITOR|PHOTOS?|LETTERS?|Q|A|QUESTION|"
    r"ANSWER|HOST|REPORTER|SPEAKER|MODERATOR|INTERVIEWER|Trump|Obama|UPDATE \d+)\b\W",
)
MOST_PLACE_WORDS = 7  # with region and dash: "LA PAZ, Baja California Sur, Mexico --"
_TURN = re.compile(r"(?m)^[ \t]*[A-Z][A-Z .'’-]{1,40}:[ \t]")


def dateline_end(text: str, start: int, end: int, *, first: bool) -> int:
    """Where the dateline that opens `text[start:end]` ends, white space after it included; `start` where none does.

    `first`: a dispatch begins here, which makes the shorter forms likely.

    >>> text = "TOLVAZ, March 4 (KTA) -- Varenia closed the strait."
    >>> text[dateline_end(text, 0, len(text), first=True):]
    'Varenia closed the strait.'
    >>> dateline_end("Ostmark - worried about grain - closed the strait.", 0, 49, first=True)
    0
    """
    head = text[start : min(end, start + 160)]
    if not head[:8].strip() or _LABEL.match(head):
        return start
    for form in (*_FORMS, *_FIRST_ONLY) if first else _FORMS:
        if m := form.match(head):
            return start if _is_other(m[0], text) else min(end, start + m.end())
    return start


def _is_other(words: str, text: str) -> bool:
    """Whether what looks like a dateline is a speaker's turn in a transcript, or a heading in capitals."""
    if words.rstrip().endswith(":"):
        return _is_transcript(text)
    return "(" not in words and len(words.split()) > MOST_PLACE_WORDS and not any(c.isdigit() for c in words)


def _is_transcript(text: str) -> bool:
    """Whether two lines or more open with a name in capitals and a colon."""
    turns = _TURN.finditer(text)
    return next(turns, None) is not None and next(turns, None) is not None
