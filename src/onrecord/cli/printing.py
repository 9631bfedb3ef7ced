"""Text of strangers on a terminal: nothing in it is obeyed, and what is too long is shortened with care."""

from __future__ import annotations

import datetime as dt

from rich.console import Console

from onrecord.text import phrases

_PICTURES = {number: chr(0x2400 + number) for number in range(32)} | {127: "\u2421", 9: " ", 10: "\n"}
_REPLACED = (*range(0x80, 0xA0), *range(0xD800, 0xE000), 0x061C, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
_SAFE = {**_PICTURES, **dict.fromkeys(_REPLACED, "\ufffd"), 0x2028: " ", 0x2029: " "}


class _Console(Console):
    def on_broken_pipe(self) -> None:
        """Nobody reads on: the group of commands knows the exit status for that."""
        raise BrokenPipeError


def console() -> Console:
    """Standard output, coloured where it is a terminal and the user does not mind."""
    return _Console(highlight=False, markup=False, emoji=False)


def has_colour(console: Console) -> bool:
    """Whether styles reach the reader, so that marks in plain text are not needed."""
    return console.is_terminal and not console.no_color and console.color_system is not None


def printable(text: str) -> str:
    r"""The text, character for character, without any that a terminal would obey.

    Line ends stay; other controls become their pictures, C1 controls and those that turn the writing round U+FFFD.

    >>> printable("a\x1b[31mb\n"), printable("naïve – “so”")
    ('a␛[31mb\n', 'naïve – “so”')
    """
    return text.translate(_SAFE)


def flat(text: str) -> str:
    r"""The text on one printable line.

    >>> flat("one\n\n  two")
    'one two'
    """
    return printable(" ".join(text.split()))


def shortened(text: str, length: int) -> str:
    """At most `length` characters on one printable line, cut as `phrases.shortened` does."""
    return phrases.shortened(flat(text), length)


def days(earliest: dt.date | None, latest: dt.date | None) -> str:
    """The interval as briefly as it can be told.

    >>> day = dt.date
    >>> days(day(2031, 3, 7), day(2031, 3, 7)), days(day(2031, 3, 1), day(2031, 3, 31)), days(None, None)
    ('2031-03-07', '2031-03', 'undated')
    >>> days(day(2031, 3, 7), day(2031, 4, 2)), days(None, day(2031, 4, 2)), days(day(2031, 1, 1), day(2031, 12, 31))
    ('2031-03-07 to 2031-04-02', 'by 2031-04-02', '2031')
    """
    if earliest is None or latest is None:
        return f"by {latest}" if latest else f"from {earliest}" if earliest else "undated"
    if earliest == latest:
        return earliest.isoformat()
    if earliest.day == 1 and (latest + dt.timedelta(days=1)).day == 1 and earliest.year == latest.year:
        if earliest.month == latest.month:
            return f"{earliest:%Y-%m}"
        if (earliest.month, latest.month) == (1, 12):
            return f"{earliest:%Y}"
    return f"{earliest} to {latest}"
