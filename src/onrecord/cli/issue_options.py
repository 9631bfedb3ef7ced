"""What the commands that weigh stances on an issue share: options, the record, and the words of captions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import click

from onrecord.cli.day import in_order
from onrecord.cli.options import (
    coder_option,
    data_option,
    ledger_option,
    limit_option,
    output_option,
    since_option,
    until_option,
)
from onrecord.errors import UsageError
from onrecord.ledger import Ledger
from onrecord.text.phrases import counted

if TYPE_CHECKING:
    import datetime as dt

    from onrecord.ledger.stances import Version
    from onrecord.positions.asked import Asked
    from onrecord.positions.estimates import Position, Positions, Tally
    from onrecord.positions.weights import Weights

Command = Callable[..., Any]

SHOWN = 25  # lines of a view when no limit is given: one screen
WEIGHTS = "hearsay, relayed, unnamed, hypothetical, confidence, neither, same-root, prior, days"
MEANINGS = """\b
A statement that a named speaker made in a reporter's hearing weighs 1.
Less weigh, as stated (--weight K=V):
  hearsay=0.5       what another speaker ascribes to the speaker
  relayed=0.9       what the press or a document passes on
  unnamed=0.5       what nobody can be held to
  hypothetical=0.5  what is said of a case that has not come
  confidence=1      a coder's confidence, to this power; 0 ignores it
  neither=0.3       a statement without a side, which pulls to the middle
  same-root=0.2     a further statement out of one report
  prior=1           the doubt beforehand, in statements
  days=366          dated more loosely than this, it is on no timeline
"""


def weighing(quotes: int = 0) -> Callable[[Command], Command]:
    """The command with the argument ISSUE and the options on what counts; `quotes` is how many it shows by itself."""
    options = (
        ledger_option,
        click.argument("issue", metavar="ISSUE"),
        click.option("--by", metavar="NAME", help="Words of the names of those to show."),
        click.option("--as", "by_what", type=click.Choice(["principal", "actor", "both"]), default="principal",
                     show_default=True, help="States and bodies, those who speak, or these beneath those."),
        since_option,
        until_option,
        coder_option,
        click.option("--weight", multiple=True, metavar="K=V", help=f"Change a weight: {WEIGHTS}."),
        click.option("--quotes", type=click.IntRange(min=0), default=quotes, show_default=True, metavar="N",
                     help="Show the N statements that count most behind each figure."),
        limit_option("Sides", SHOWN),
        data_option(),
        output_option,
    )  # fmt: skip

    def with_options(command: Command) -> Command:
        for option in reversed(options):
            command = option(command)
        return command

    return with_options


def matches(name: str, words: str | None) -> bool:
    """Whether the name holds all the words, in any case and without accents.

    >>> matches("Irena Valk", "valk"), matches("Irena Valk", "orlic")
    (True, False)
    """
    from onrecord.resolve.names import plain

    return words is None or set(plain(words).split()) <= set(plain(name).split())


@dataclass(frozen=True, slots=True)
class Request:
    """What the options of `weighing` ask for."""

    issue: str
    by: str | None
    by_what: str
    since: dt.date | None
    until: dt.date | None
    coder: str | None
    weight: tuple[str, ...]
    limit: int | None

    def positions(self, ledger: Ledger, *, is_view: bool) -> Answer:
        """The issue, the positions asked for, and how many there are in all."""
        from onrecord.positions.asked import asked
        from onrecord.positions.estimates import Window
        from onrecord.positions.estimates import positions as weighed
        from onrecord.positions.weights import weights_of

        in_order(self.since, self.until)
        weights, window = weights_of(self.weight), Window(self.since, self.until)
        refreshed(ledger)
        found = asked(ledger, self.issue)
        examine_coder(ledger, found.version, self.coder)
        stances = found.stances(ledger, self.coder)
        stands = weighed(stances, weights, self.by_what, window)
        if self.by is not None:
            lines = named(stands.lines, self.by)
            if not lines and self.by_what == "principal":
                lines = named(weighed(stances, weights, "actor", window).lines, self.by)
            if not lines:
                raise UsageError(_nobody(self.by, found, stands))
            stands = replace(stands, lines=tuple(lines))
        most = (SHOWN if is_view else 0) if self.limit is None else self.limit
        return Answer(found, replace(stands, lines=stands.lines[: most or None]), len(stands.lines))


@dataclass(frozen=True, slots=True)
class Answer:
    """The version of the issue, the positions on it that are shown, and how many there are in all."""

    asked: Asked
    stands: Positions
    total: int


def named(lines: Sequence[Position], words: str) -> list[Position]:
    """The lines of that name, and those beneath them."""
    return [
        line
        for line in lines
        if matches(line.side.name, words) or (line.within is not None and matches(line.within.name, words))
    ]


def _nobody(words: str, found: Asked, stands: Positions) -> str:
    names = ", ".join(line.side.name for line in stands.lines[:8])
    others = f"those who do: {names}" if names else "nobody does"
    return f"nobody of the name {words!r} stands on {found.version.id!r}; {others}"


def examine_coder(ledger: Ledger, version: Version, coder: str | None) -> None:
    """Raise UsageError for a coder that is no kind of coder and has coded nothing on this version of the issue."""
    from onrecord.coding import KINDS, is_meant

    if coder is None or coder in KINDS:
        return
    lines = [line for line in ledger.issues(version.id) if line.digest == version.digest]
    whose = {(kind, by) for line in lines for kind, by, _ in line.codings}
    if not any(is_meant(coder, *each) for each in whose):
        there = ", ".join(sorted(map(":".join, whose))) or "none yet"
        raise UsageError(f"coder {coder!r} has coded nothing on {version.id!r}; those who have: {there}")


def refreshed(ledger: Ledger) -> None:
    """The record is brought up to date where evidence or judgements grew."""
    if ledger.is_fresh():
        return
    from onrecord.record import refresh  # loads the reader: only when there is something to compute

    refresh(ledger)


def caption(answer: Answer) -> str:
    """How many statements the figures rest on, and how many don't count, and why; and how many lines are not shown."""
    tally, elsewhere = answer.stands.tally, answer.asked.elsewhere
    shown = len(answer.stands.lines)
    more = f" {shown} of {answer.total} sides (--limit 0 for all)." if shown < answer.total else ""
    text = _told(tally, elsewhere)
    if changed := _changed(answer.stands.weights):
        text += f"; weighed with {changed}"
    return f"{text[:1].upper()}{text[1:]}.{more}"


def _changed(weights: Weights) -> str:
    """The weights that are not as stated."""
    from dataclasses import asdict

    from onrecord.positions.weights import STATED

    stated = asdict(STATED)
    return ", ".join(f"{k.replace('_', '-')}={v:g}" for k, v in asdict(weights).items() if v != stated[k])


def _told(tally: Tally, elsewhere: int) -> str:
    parts = [f"{counted(tally.counted, 'statement')} counted"]
    if tally.undated:
        parts[0] += f" ({tally.undated:,} too loosely dated for a timeline)"
    for number, why in (
        (tally.unrelated, "unrelated"),
        (tally.unsure, "unsure"),
        (tally.nobody, "of nobody named"),
        (tally.left_out, "outside these days or undated"),
    ):
        if number:
            parts.append(f"{number:,} {why}")
    text = "; left out: ".join([parts[0], ", ".join(parts[1:])]) if parts[1:] else parts[0]
    if tally.contested:
        text += f"; on {tally.contested:,} of those counted the coders differ"
    if elsewhere:
        text += f"; {counted(elsewhere, 'coding')} on other versions of the codebook left out"
    return text
