"""Lines for standard error that no file name or error text can break or colour."""

from __future__ import annotations

import click

_CONTROLS = {number: f"\\x{number:02x}" for number in (*range(32), *range(127, 160))}
_CONTROLS |= {ord("\n"): "\\n", ord("\r"): "\\r", ord("\t"): "\\t"}


def one_line(text: str) -> str:
    """The text on one line, its control characters visible.

    >>> one_line("a\\nb\\x1b[31m.txt")
    'a\\\\nb\\\\x1b[31m.txt'
    >>> one_line("Žižkov–Report.txt")
    'Žižkov–Report.txt'
    """
    return text.translate(_CONTROLS)


def say(text: str) -> None:
    """Write the text as one line to standard error; if nobody reads that either, nothing is left to say."""
    try:
        click.echo(one_line(text), err=True)
    except OSError:
        return
