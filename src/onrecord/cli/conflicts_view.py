"""Conflicts side by side, for a narrow and for a wide terminal, and as data."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from onrecord.cli.printing import console, days, flat, shortened
from onrecord.cli.rows_out import Cell, write_rows
from onrecord.positions.conflicts.find import by_kind
from onrecord.positions.conflicts.model import Agreement, Conflict, Found, Party, Words
from onrecord.text.phrases import counted

if TYPE_CHECKING:
    from onrecord.ledger import Ledger
    from onrecord.positions.conflicts.find import Issue

WIDE = 120  # from here on the two sides stand beside each other
SURE = 0.6  # below this a reader may well disagree, which a question mark tells
SHOWN = 3  # reports of one side: more are counted
LABELS = {"for": "bright_blue", "against": "yellow"}

_PARTY = ("name", "holds", "who", "speaks_for", "outlet", "article", "statement", "attribution", "text", "spans",
          "earliest", "latest", "reports")  # fmt: skip
_KINDS: dict[str, type] = {"speaks_for": list, "spans": list, "reports": list, "earliest": dt.date, "latest": dt.date}
CONFLICTS: dict[str, type] = {
    **dict.fromkeys(("id", "kind", "about"), str),
    **{f"{side}_{name}": _KINDS.get(name, str) for side in ("one", "other") for name in _PARTY},
    **{"confidence": float, "why": str, "doubts": list},
}
AGREEMENTS: dict[str, type] = {
    **{"about": str, "holds": str, "outlets": list, "articles": list, "texts": list, "reports": list},
    **{"confidence": float, "why": str, "doubts": list},
}


def show(ledger: Ledger, found: Found, issue: Issue | None, most: int, *, agreements: bool) -> None:
    """Print the conflicts, or the agreements, then how many there are."""
    screen = console()
    if issue is not None:
        screen.print(Text(shortened(issue.question, screen.width), "bold"))
        screen.print()
    if agreements:
        for agreement in found.agreements[: most or None]:
            _show_agreement(screen, ledger, agreement)
    else:
        for conflict in found.conflicts[: most or None]:
            _show(screen, ledger, conflict)
    screen.print(caption(found, most, agreements=agreements))


def _show(screen: Console, ledger: Ledger, conflict: Conflict) -> None:
    head = Text.assemble((conflict.kind, "bold magenta"), ": ", (flat(conflict.about), "bold"))
    screen.print(head.append("" if conflict.confidence >= SURE else " ?", "bold red"))
    wide = screen.width >= WIDE
    room = (screen.width - 3) // 2 if wide else screen.width
    sides = [_party(ledger, party, room) for party in (conflict.one, conflict.other)]
    if wide:
        table = Table.grid(padding=(0, 3, 0, 0))
        table.add_column(width=room)
        table.add_column(width=room)
        for one, other in zip_longest(*sides, fillvalue=Text()):
            table.add_row(one, other)
        screen.print(table)
    else:
        for line in (*sides[0], *sides[1]):
            screen.print(line)
    screen.print(_reason(conflict))
    screen.print()


def _reason(found: Conflict | Agreement) -> Text:
    doubts = f" Doubts: {flat('; '.join(found.doubts))}." if found.doubts else ""
    return Text(f"{found.confidence:.2f} {flat(found.why)}.{doubts}", "dim")


def _party(ledger: Ledger, party: Party, room: int) -> list[RenderableType]:
    lines: list[RenderableType] = [
        Text.assemble((flat(party.name), "cyan"), ": ", (shortened(party.holds, max(room, 30)), "bold"))
    ]
    shown = {w.text: w for w in reversed(party.words)}
    for words in list(shown.values())[::-1][:SHOWN]:
        lines += _report(ledger, words, room, party.holds)
    rest = len(shown) - SHOWN
    return [*lines, Text(f"  and {counted(rest, 'report')} more", "dim")] if rest > 0 else lines


def _report(ledger: Ledger, words: Words, room: int, told: str = "") -> list[RenderableType]:
    """Where it stands, when and who said it, then the words."""
    handle = ledger.statement_handle(words.statement) if words.statement else ledger.handle(words.article)
    line = Text.assemble((flat(handle), "dim"), " ", (days(words.earliest, words.latest), "dim"), " ")
    line.append(flat(words.outlet), "green")
    if words.statement is None:
        line.append(" in its own words", "dim")
    elif words.who:
        line.append(" ").append(flat(words.who), "cyan")
        if (side := "; ".join(words.speaks_for)) and side != words.who:
            line.append(f" for {flat(side)}")
    if words.label:
        line.append(f" [{words.label}]", LABELS.get(words.label, "dim"))
    lines = [line, *(Text(shortened(text, 3 * room - 12), style) for text, style in _texts(words, told))]
    return [Padding(each, (0, 0, 0, 2)) for each in lines]


def _texts(words: Words, told: str) -> Iterator[tuple[str, str]]:
    """The words where they are not told already, and the sentence around words that say little alone."""
    if words.context is not None and words.text in words.context:
        yield words.context, "dim"
    elif flat(words.text) != flat(told):
        yield words.text, ""


def _show_agreement(screen: Console, ledger: Ledger, agreement: Agreement) -> None:
    outlets = counted(len(agreement.words), "outlet")
    screen.print(Text.assemble((flat(agreement.holds), "bold"), f": {outlets} tell it alike"))
    for words in agreement.words:
        for line in _report(ledger, words, screen.width):
            screen.print(line)
    screen.print(_reason(agreement))
    screen.print()


def caption(found: Found, most: int, *, agreements: bool) -> str:
    """How many there are of each kind.

    >>> caption(Found(()), 20, agreements=False)
    'No conflict found.'
    """
    if agreements:
        return f"{counted(len(found.agreements), 'figure')} on which outlets agree."
    if not found.conflicts:
        return "No conflict found." + _agreed(found)
    kinds = ", ".join(f"{kind} {number:,}" for kind, number in by_kind(found.conflicts).items())
    text = f"{counted(len(found.conflicts), 'conflict')}: {kinds}"
    if most and len(found.conflicts) > most:
        text += f"; the {most} surest shown (--limit 0 for all)"
    doubtful = any(c.confidence < SURE for c in found.conflicts[: most or None])
    return f"{text}.{' A question mark: a reader may well disagree.' if doubtful else ''}{_agreed(found)}"


def _agreed(found: Found) -> str:
    return f" On {counted(len(found.agreements), 'figure')} outlets agree (--agreements)." if found.agreements else ""


def write(found: Found, form: str, output: Path | None, most: int, *, agreements: bool) -> None:
    """A row for each conflict, or for each agreement."""
    if agreements:
        write_rows(_agreement_rows(found), AGREEMENTS, form, output)
    else:
        rows = (_row(conflict) for conflict in found.conflicts[: most or None])
        write_rows(rows, CONFLICTS, form, output)


def _row(c: Conflict) -> dict[str, Cell]:
    row: dict[str, Cell] = {"id": c.id, "kind": c.kind, "about": c.about}
    for side, party in (("one", c.one), ("other", c.other)):
        row |= {f"{side}_{name}": cell for name, cell in _cells(party).items()}
    return row | {"confidence": c.confidence, "why": c.why, "doubts": c.doubts}


def _cells(party: Party) -> dict[str, Cell]:
    """The party as its first report tells it, and the keys of all."""
    w = party.words[0]
    return {
        "name": party.name, "holds": party.holds, "who": w.who, "speaks_for": w.speaks_for, "outlet": w.outlet,
        "article": w.article, "statement": w.statement, "attribution": w.attribution, "text": w.text,
        "spans": tuple(f"{start}-{end}" for start, end in w.spans), "earliest": w.earliest, "latest": w.latest,
        "reports": tuple(each.key for each in party.words),
    }  # fmt: skip


def _agreement_rows(found: Found) -> Iterator[dict[str, Cell]]:
    for a in found.agreements:
        yield {
            "about": a.about, "holds": a.holds, "outlets": tuple(w.outlet for w in a.words),
            "articles": tuple(w.article for w in a.words), "texts": tuple(w.text for w in a.words),
            "reports": tuple(w.key for w in a.words), "confidence": a.confidence, "why": a.why, "doubts": a.doubts,
        }  # fmt: skip
