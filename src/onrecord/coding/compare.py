"""Coders held against each other on the statements that both coded."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from onrecord.coding.shown import grouped, latest
from onrecord.errors import UsageError
from onrecord.ledger import Ledger
from onrecord.stance.agreement import Agreement, Cut, Judged, agreement, cuts
from onrecord.types import Coding, Issue, StanceLabel

KINDS = ("model", "person", "llm", "adjudicated")
Who = tuple[str, str]  # the kind of coder, and whose answers
ByStatement = dict[str, list[Coding]]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two coders and their agreement. `blind` counts the statements that both coded without seeing any answer."""

    one: Who
    other: Who
    agreement: Agreement
    blind: int


def matching(codings: Iterable[Coding], coder: str | None) -> list[Coding]:
    """The codings of a coder as users name it: `model`, `ana`, `person:ana`, or `adjudicated`; all for None.

    Raises UsageError for what is no kind of coder and coded nothing.
    """
    found = list(codings)
    if coder is None:
        return found
    named = [c for c in found if is_meant(coder, "adjudicated" if c.is_adjudicated else c.stance.coder, c.by)]
    if not named and coder.partition(":")[0] not in KINDS:
        there = ", ".join(sorted({f"{c.stance.coder}:{c.by}" for c in found})) or "none yet"
        raise UsageError(f"coder {coder!r} has coded nothing here; those who have: {there}")
    return named


def is_meant(coder: str, kind: str, by: str) -> bool:
    """Whether a user means the coder of this kind and name; of a model, the beginning of its digest will do.

    >>> is_meant("ana", "person", "ana"), is_meant("person:an", "person", "ana")
    (True, False)
    >>> is_meant("model:3f9a", "model", "3f9a1c77")
    True
    """
    whole = f"{kind}:{by}"
    return coder in (kind, by, whole) or (kind == "model" and coder.startswith("model:") and whole.startswith(coder))


def comparisons(ledger: Ledger, issue: Issue) -> list[Comparison]:
    """Every two coders that have statements in common, those with most first. Adjudications are no coder's."""
    held = _held(ledger, issue)
    coders: dict[Who, None] = {(c.stance.coder, c.by): None for codings in held.values() for c in codings}
    found = [_comparison(held, one, other) for one, other in combinations(sorted(coders), 2)]
    return sorted((c for c in found if c.agreement.both + c.agreement.abstained), key=lambda c: -c.agreement.both)


def compared(ledger: Ledger, issue: Issue, one: str, other: str) -> list[Comparison]:
    """The comparisons of coders that answer to these two names.

    Raises UsageError where there is none, with the coders that have codings.
    """
    wanted = [c for c in comparisons(ledger, issue) if _fits(c, one, other)]
    if not wanted:
        kinds = sorted({f"{c.stance.coder}:{c.by}" for c in ledger.codings(issue.digest) if not c.is_adjudicated})
        there = f"; there are codings of {', '.join(kinds)}" if kinds else "; nobody has coded it yet"
        raise UsageError(f"{one} and {other} have no statement of {issue.id} in common{there}")
    return [c if _is(c.one, one) else Comparison(c.other, c.one, _turned(c.agreement), c.blind) for c in wanted]


def _fits(c: Comparison, one: str, other: str) -> bool:
    return (_is(c.one, one) and _is(c.other, other)) or (_is(c.one, other) and _is(c.other, one))


def _is(who: Who, name: str) -> bool:
    kind, _, by = name.partition(":")
    return who[0] == kind and (who[1].startswith(by) if kind == "model" else by in ("", who[1]))


def _turned(a: Agreement) -> Agreement:
    return Agreement(tuple((y, x) for x, y in a.pairs), a.alpha, a.interval, a.agreed, a.abstained)


def _held(ledger: Ledger, issue: Issue) -> ByStatement:
    return grouped((c for c in ledger.codings(issue.digest) if not c.is_adjudicated), ledger.statement_ids())


def _comparison(held: ByStatement, one: Who, other: Who) -> Comparison:
    both = [pair for codings in held.values() if (pair := _pair(latest(codings), one, other)) is not None]
    blind = sum(x.is_blind and y.is_blind for x, y in both)
    return Comparison(one, other, agreement((x.stance.label, y.stance.label) for x, y in both), blind)


def _pair(codings: Sequence[Coding], one: Who, other: Who) -> tuple[Coding, Coding] | None:
    by = {(c.stance.coder, c.by): c for c in codings}
    return (by[one], by[other]) if one in by and other in by else None


def against_people(ledger: Ledger, issue: Issue) -> dict[Who, list[Cut]]:
    """Accuracy against coverage of every coder that states its confidence, where people's answers exist.

    A statement on which people differ counts only once somebody has decided it.
    """
    held = grouped(ledger.codings(issue.digest), ledger.statement_ids())
    judged: dict[Who, list[Judged]] = {}
    for codings in held.values():
        person = _agreed(latest(codings))
        for c in latest(codings) if person is not None else ():
            if c.stance.confidence is not None and person is not None:
                told = (c.stance.label, c.stance.confidence, person)
                judged.setdefault((c.stance.coder, c.by), []).append(told)
    return {who: cuts(answers) for who, answers in judged.items()}


def _agreed(codings: Sequence[Coding]) -> StanceLabel | None:
    """The label that people gave: the newest decision, else theirs if they agree."""
    decided = [c.stance.label for c in codings if c.is_adjudicated]
    labels = {c.stance.label for c in codings if c.stance.coder == "person"}
    return decided[-1] if decided else labels.pop() if len(labels) == 1 else None
