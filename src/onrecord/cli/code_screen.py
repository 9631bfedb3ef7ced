"""What a person who codes sees on the terminal: one statement, its question, and the keys."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from onrecord.cli.issue import coder_name
from onrecord.cli.printing import days, flat, has_colour, printable
from onrecord.errors import UsageError
from onrecord.ledger import Line
from onrecord.stance.coders.person import HELP
from onrecord.types import Coding, Issue, Utterance

LEFT, RIGHT = "«", "»"  # around the words where the terminal has no colours


class TerminalScreen:
    """Shows statements on standard error's terminal, and reads single keys.

    `lines` are the record's lines by the utterance's id; `others` what other coders answered, empty for a blind coder.
    """

    def __init__(self, lines: Mapping[str, Line], others: Mapping[str, Sequence[Coding]]) -> None:
        self._lines, self._others = lines, others
        self._console = Console(stderr=True, highlight=False, markup=False, emoji=False)

    def show(self, issue: Issue, utterance: Utterance, *, done: int, of: int, message: str) -> None:
        """Clear the terminal and show the statement below its question."""
        if self._console.is_terminal:
            self._console.clear()
        self._print(f"{done + 1} of {of}  {issue.id}", "dim")
        self._print(issue.question, "bold")
        self._console.print(_ends(issue))
        self._print("")
        self._print(self._heading(utterance), "cyan")
        self._console.print(self._words(utterance), soft_wrap=False)
        for coding in self._others.get(utterance.id, ()):
            self._print(_other(coding), "magenta")
        self._print("")
        self._print(HELP, "dim")
        if message:
            self._print(message, "red")

    def key(self) -> str:
        """The next key; *quit* where the keys have come to an end."""
        try:
            return click.getchar() or "q"
        except OSError as error:
            raise UsageError("the coder 'person' needs a terminal to answer at") from error

    def _print(self, text: str, style: str = "") -> None:
        self._console.print(Text(printable(text), style))

    def _heading(self, utterance: Utterance) -> str:
        line = self._lines.get(utterance.id)
        parts = [utterance.speaker or "somebody"]
        if line is not None:
            parts[0] += f" for {line.speaks_for}" if line.speaks_for and line.speaks_for not in parts[0] else ""
            parts += [f"via {', '.join(line.chain)}"] if line.chain else []
            parts += [days(line.earliest, line.latest)]
            parts += [line.outlet] if line.outlet else []
        elif utterance.relayed_by:
            parts.append(f"on the word of {utterance.relayed_by}")
        if utterance.ascribed_to:
            parts.append(f"mostly ascribed to {utterance.ascribed_to}")
        if utterance.manner is not None:
            parts += [m for m in (utterance.manner.polarity, utterance.manner.modality) if m in _TELLING]
        return flat(" · ".join(parts))

    def _words(self, utterance: Utterance) -> Text:
        """The words inside their context, or alone where they do not stand in it in one piece."""
        context, text = printable(utterance.context or ""), printable(utterance.text)
        at = context.find(text)
        if at < 0:
            return Text(f"{text}\n\n") + Text(context, "dim") if context else Text(text)
        plain = not has_colour(self._console)
        shown = f"{LEFT}{text}{RIGHT}" if plain else text
        return Text.assemble((context[:at], "dim"), (shown, "bold"), (context[at + len(text) :], "dim"))


def _ends(issue: Issue) -> Table:
    table = Table.grid(padding=(0, 2))
    for key, end in (("f", issue.for_), ("a", issue.against), ("n", issue.neither)):
        if end:
            table.add_row(f"  {key}", Text(printable(end)))
    return table


_TELLING = ("denied", "question", "hypothetical", "future")


def _other(coding: Coding) -> str:
    sure = "" if coding.stance.confidence is None else f" {coding.stance.confidence:.2f}"
    why = f": {coding.stance.why}" if coding.stance.why else ""
    return flat(f"{coder_name(coding.stance.coder, coding.by)} {coding.stance.label}{sure}{why}")
