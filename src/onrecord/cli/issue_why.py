"""Why a statement is coded as it is on an issue: odds, clauses, rules, and every coder's answer."""

from __future__ import annotations

from collections.abc import Iterator

from rich.table import Table
from rich.text import Text

from onrecord.cli.codings_out import coding_line
from onrecord.cli.printing import console, flat
from onrecord.coding import lessons, utterance_of
from onrecord.errors import UsageError
from onrecord.ledger import Ledger
from onrecord.ledger.spoken import Spoken
from onrecord.stance.coders import Settings
from onrecord.stance.coders.model import ModelCoder, load
from onrecord.stance.occlusion import weights
from onrecord.types import Issue, Utterance

Row = tuple[str, str]


def print_why(ledger: Ledger, issue: Issue, name: str) -> None:
    """The explanation on standard output. Raises UsageError for a statement that the ledger has not."""
    found = _spoken(ledger, name)
    coder = load(Settings(lessons={issue.digest: lessons(ledger, issue)}))
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(style="cyan", no_wrap=True)
    table.add_column()
    for told, telling in _rows(ledger, issue, found, coder):
        table.add_row(told, Text(flat(telling)))
    console().print(table)


def _spoken(ledger: Ledger, name: str) -> Spoken:
    statement = ledger.statement(name)
    if statement is None:
        raise UsageError(f"no statement {name!r} in {ledger.path}; `onrecord said` lists them")
    return next(s for s in ledger.spoken() if s.statement == statement.id)


def _rows(ledger: Ledger, issue: Issue, found: Spoken, coder: ModelCoder) -> Iterator[Row]:
    utterance = utterance_of(found)
    yield "question", issue.question
    yield "", f"for: {issue.for_}"
    yield "", f"against: {issue.against}"
    yield "statement", f"{utterance.speaker or 'somebody'}: {utterance.text}"
    yield "", utterance.context or ""
    yield from _model_rows(issue, utterance, coder)
    codings = [c for c in ledger.codings(issue.digest) if c.attribution == found.key]
    for n, coding in enumerate(codings):
        yield "" if n else "coded", coding_line(coding)
    if not codings:
        yield "coded", f"by nobody yet on version {issue.digest[:8]}"


def _model_rows(issue: Issue, utterance: Utterance, coder: ModelCoder) -> Iterator[Row]:
    for answer in coder.code([(issue, utterance)]):
        if answer.stance is not None:
            sure = "" if answer.stance.confidence is None else f" ({answer.stance.confidence:.2f})"
            yield "model", f"{answer.stance.label}{sure}: {answer.stance.why}"
    told = weights(issue, utterance, coder)
    for n, weight in enumerate(sorted(told, key=lambda w: -abs(w.shift))):
        yield "" if n else "clauses", f"{weight.shift:+.2f}  {weight.words}"
