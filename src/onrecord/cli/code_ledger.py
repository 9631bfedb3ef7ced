"""A ledger's statements coded on an issue, by a machine or at the terminal."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

from onrecord.cli.messages import say
from onrecord.coding import Tally, code, disputed, doubtful, latest, lessons
from onrecord.errors import UsageError
from onrecord.ledger import Ledger, Question
from onrecord.record import refresh, user
from onrecord.stance.coders import Answer, Settings, load_coder
from onrecord.text.phrases import counted
from onrecord.types import Coding, Issue

LONG_SECONDS = 1.0  # what is done by then shows no bar


@dataclass(frozen=True, slots=True)
class Wishes:
    """How a ledger is to be coded."""

    coder: str = "model"
    again: bool = False
    blind: bool = False
    disputed: bool = False
    limit: int | None = None


def code_ledger(ledger: Ledger, issue: Issue, wishes: Wishes, settings: Settings) -> Tally:
    """What was coded, with a summary on standard error; the record is brought up to date first."""
    refresh(ledger)
    begun = time.monotonic()
    run = _by_person if wishes.coder == "person" else _by_machine
    if wishes.disputed and wishes.coder != "person":
        raise UsageError("--disputed is decided by a person: add --coder person")
    tally = run(ledger, issue, wishes, settings)
    say(summary(tally, issue, time.monotonic() - begun))
    return tally


def _by_machine(ledger: Ledger, issue: Issue, wishes: Wishes, settings: Settings) -> Tally:
    if wishes.coder == "model":
        settings = replace(settings, lessons={issue.digest: lessons(ledger, issue)})
    coder = load_coder(wishes.coder, settings)
    done = None if wishes.again else (issue.digest, coder.name, coder.by)
    with _bar(lambda: ledger.count_spoken(done)) as on_answer:
        return code(ledger, issue, coder, again=wishes.again, limit=wishes.limit, on_answer=on_answer)


def _by_person(ledger: Ledger, issue: Issue, wishes: Wishes, settings: Settings) -> Tally:
    from onrecord.cli.code_screen import TerminalScreen

    name = settings.name or user()
    if wishes.disputed:
        shown, others = disputed(ledger, issue)
    else:
        shown = doubtful(ledger, issue, name, blind=wishes.blind, again=wishes.again)
        others = _answers(ledger, issue)
    shown = shown[: wishes.limit]
    if not shown:
        say(f"{issue.id}: nothing is left to code for {name}")
        return Tally()
    keys = {utterance.id for utterance in shown}
    lines = {line.key: line for line in ledger.lines(Question()) if line.key in keys}
    screen = TerminalScreen(lines, {} if wishes.blind else others)
    coder = load_coder("person", replace(settings, name=name, screen=screen))
    return code(ledger, issue, coder, shown, is_blind=wishes.blind, is_adjudicated=wishes.disputed)


def _answers(ledger: Ledger, issue: Issue) -> dict[str, Sequence[Coding]]:
    """What others answered, by the utterance's id."""
    found: dict[str, list[Coding]] = {}
    for coding in ledger.codings(issue.digest):
        found.setdefault(coding.attribution, []).append(coding)
    return {attribution: latest(codings) for attribution, codings in found.items()}


def summary(tally: Tally, issue: Issue, seconds: float) -> str:
    """One line that says what was done.

    >>> tally = Tally(aside=40)
    >>> tally.labels.update({"for": 3, "unsure": 1})
    >>> tally.dropped["the quotation is not in the statement"] += 2
    >>> summary(tally, Issue("corridor", "?", "yes", "no"), 1.25)
    'corridor: 4 statements coded: 3 for, 1 unsure; 40 without a word of it set aside; 2 dropped (the quotation is not \
in the statement); in 1.2 s'
    """
    labels = ", ".join(f"{number:,} {label}" for label, number in tally.labels.most_common() if number)
    parts = [f"{issue.id}: {counted(tally.coded, 'statement')} coded" + (f": {labels}" if labels else "")]
    parts += [f"{tally.aside:,} without a word of it set aside"] if tally.aside else []
    parts += [f"{number:,} dropped ({reason})" for reason, number in tally.dropped.items()]
    return "; ".join([*parts, f"in {seconds:.1f} s"])


@contextmanager
def _bar(total: Callable[[], int]) -> Iterator[Callable[[Answer], None]]:
    """What to call for each answer: it draws a bar on a terminal once the work has proved long."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield lambda answer: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("coding"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    progress = Progress(*columns, console=Console(stderr=True), transient=True)
    begun, done = time.monotonic(), 0

    def on_answer(answer: Answer) -> None:
        nonlocal done
        done += 1
        if not progress.tasks and time.monotonic() - begun > LONG_SECONDS:
            progress.add_task("coding", total=total())
            progress.start()
        if progress.tasks:
            progress.update(progress.tasks[0].id, completed=done)

    try:
        yield on_answer
    finally:
        progress.stop()
