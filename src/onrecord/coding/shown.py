"""What coders are shown of the ledger's statements, and in which order people get them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from onrecord.ledger import Ledger
from onrecord.ledger.spoken import Spoken
from onrecord.stance.candidates import Selection
from onrecord.stance.coders.contract import Lesson
from onrecord.stance.context import context_of
from onrecord.stance.issues import read_issue
from onrecord.types import Coding, Issue, Stance, StanceLabel, Utterance


def find_issue(ledger: Ledger | None, issue: str | Path | Issue) -> Issue:
    """The issue itself, that in a file, else the ledger's with this id or beginning of a digest.

    Raises InputError for a bad file, UsageError where there is neither.
    """
    if isinstance(issue, Issue):
        return issue
    name = str(issue)
    if ledger is None or isinstance(issue, Path) or Path(name).is_file() or name.endswith(".toml") or "/" in name:
        return read_issue(name)
    return ledger.issue(name)


def utterance_of(spoken: Spoken) -> Utterance:
    """What a coder is shown of a statement: its words, speaker and office, and what stands around it."""
    office = f", {spoken.role}" if spoken.speaker and spoken.role else ""
    return Utterance(
        id=spoken.key,
        text=spoken.text,
        speaker=f"{spoken.speaker}{office}" if spoken.speaker else None,
        context=context_of(spoken.article_text, spoken.span),
        manner=spoken.manner,
        relayed_by=spoken.relayed_by,
        ascribed_to=spoken.ascribed_to,
    )


def lessons(ledger: Ledger, issue: Issue) -> list[Lesson]:
    """What people answered on this version of the issue, for the model to lean on: the last word on each statement."""
    answers: dict[str, StanceLabel] = {}
    for coding in sorted(ledger.codings(issue.digest, "person"), key=lambda c: c.is_adjudicated):
        answers[coding.attribution] = coding.stance.label
    if not answers:
        return []
    return [(utterance_of(s), answers[s.key]) for s in ledger.spoken() if s.key in answers]


def doubtful(ledger: Ledger, issue: Issue, by: str, *, blind: bool = False, again: bool = False) -> list[Utterance]:
    """The statements for a person: candidates that they have not coded, those that the model doubts most first.

    A blind coder gets them in an order of their own that is the same for every blind coder, so that two who stop
    early have coded the same ones.
    """
    shown = [u for _, u in candidates(ledger, issue, None if again else (issue.digest, "person", by))]
    if blind:
        return sorted(shown, key=lambda u: blind_order(issue, u))
    doubts = {c.attribution: _certainty(c.stance) for c in ledger.codings(issue.digest, "model")}
    return sorted(shown, key=lambda u: doubts.get(u.id, 1.0))


def candidates(
    ledger: Ledger, issue: Issue, uncoded: tuple[str, str, str] | None = None
) -> Iterator[tuple[Spoken, Utterance]]:
    """What can be about the issue by its words; with `uncoded`, only what this coder has not coded on it."""
    select = Selection(issue)
    for spoken in ledger.spoken(uncoded):
        if select(utterance := utterance_of(spoken)) is not None:
            yield spoken, utterance


def blind_order(issue: Issue, utterance: Utterance) -> bytes:
    """What the statements are sorted by for the blind: no order that means anything, and the same for all."""
    return hashlib.sha256(f"{issue.id}\n{utterance.id}".encode(errors="replace")).digest()


def _certainty(stance: Stance) -> float:
    """How little there is to learn from a person's answer: low where the model is at a loss, high where unrelated."""
    return 1.5 if stance.label == "unrelated" else stance.confidence or 0.0


def grouped(codings: Iterable[Coding], statements: dict[str, str]) -> dict[str, list[Coding]]:
    """Codings by the statement that their attribution reports."""
    found: dict[str, list[Coding]] = {}
    for coding in codings:
        if (statement := statements.get(coding.attribution)) is not None:
            found.setdefault(statement, []).append(coding)
    return found


def disputed(ledger: Ledger, issue: Issue) -> tuple[list[Utterance], dict[str, Sequence[Coding]]]:
    """The statements on which coders differ and nobody has decided, with their codings by the utterance's id."""
    by_statement = grouped(ledger.codings(issue.digest), ledger.statement_ids())
    differing = {s: last for s, codings in by_statement.items() if _differ(last := latest(codings))}
    shown = [(s.statement, utterance_of(s)) for s in ledger.spoken() if s.statement in differing]
    return [u for _, u in shown], {u.id: differing[s] for s, u in shown}


def latest(codings: Iterable[Coding]) -> list[Coding]:
    """The newest coding of each coder."""
    return list({(c.stance.coder, c.by, c.is_adjudicated): c for c in sorted(codings, key=lambda c: c.at)}.values())


def _differ(codings: Sequence[Coding]) -> bool:
    decided = any(coding.is_adjudicated for coding in codings)
    return not decided and len({c.stance.label for c in codings if c.stance.label != "unsure"}) > 1
