"""Codings as a table or as data."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import asdict

from rich import box
from rich.console import Console
from rich.padding import Padding
from rich.table import Table

from onrecord.cli.issue import coder_name
from onrecord.cli.printing import console, flat, shortened
from onrecord.coding import matching
from onrecord.export.jsonlines import json_line
from onrecord.export.source import writable
from onrecord.ledger import Ledger
from onrecord.text.phrases import counted
from onrecord.types import Coding, Issue

WORDS = 120  # characters of a statement that a table shows
WIDE = 110  # columns from which a table has room for the words


def print_codings(ledger: Ledger, issue: Issue, coder: str | None, form: str | None) -> None:
    """The codings on this version of the issue, of one coder or all, on standard output."""
    found = matching(ledger.codings(issue.digest), coder)
    if form == "jsonl":
        for line in (json_line(asdict(coding)) for coding in found):
            sys.stdout.buffer.write((writable(line) + "\n").encode())
        return
    said = {s.key: (s.speaker or "", s.text) for s in ledger.spoken()}
    shown = [(c, *said.get(c.attribution, ("", c.attribution))) for c in found]
    screen = console()
    if shown and screen.width >= WIDE:
        screen.print(_table(shown))
    elif shown:
        _stacked(screen, shown)
    screen.print(f"{counted(len(shown), 'coding')} on {issue.id}, version {issue.digest[:8]}.")


def _table(shown: list[tuple[Coding, str, str]]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False, show_edge=False)
    for heading in ("id", "label", "sure", "by", "speaker", "words"):
        table.add_column(heading, overflow="fold", no_wrap=heading in ("id", "label"))
    for coding, speaker, text in shown:
        table.add_row(*_cells(coding), flat(speaker), shortened(text, WORDS))
    return table


def _stacked(screen: Console, shown: list[tuple[Coding, str, str]]) -> None:
    """Two lines a coding, for a narrow screen: what it is, and the words."""
    for coding, speaker, text in shown:
        id_, label, sure, by = _cells(coding)
        screen.print("  ".join(filter(None, (id_, f"{label:9}", f"{sure:4}", by, flat(speaker)))))
        screen.print(Padding(shortened(text, WORDS), (0, 0, 0, 4)))


def coding_line(coding: Coding) -> str:
    """A coding on one line: who, what, how sure, why, when."""
    sure = "" if coding.stance.confidence is None else f" ({coding.stance.confidence:.2f})"
    why = f": {coding.stance.why}" if coding.stance.why else ""
    return f"{_who(coding)}, {coding.at:%Y-%m-%d}: {coding.stance.label}{sure}{why} [{coding.id}]"


def _who(coding: Coding) -> str:
    marks = [mark for mark, on in (("blind", coding.is_blind), ("decides", coding.is_adjudicated)) if on]
    return ", ".join([coder_name(coding.stance.coder, coding.by), *marks])


def _cells(coding: Coding) -> Iterator[str]:
    yield coding.id
    yield coding.stance.label
    yield "" if coding.stance.confidence is None else f"{coding.stance.confidence:.2f}"
    yield flat(_who(coding))
