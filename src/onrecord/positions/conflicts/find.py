"""All conflicts of a ledger, or of what is said on an issue: one pass over the articles, by indexes."""

from __future__ import annotations

import gc
import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import get_args

from onrecord.errors import UsageError
from onrecord.ledger import Ledger
from onrecord.ledger.stance_columns import LABELS, NOBODY, StanceColumns
from onrecord.positions.asked import Asked
from onrecord.positions.conflicts import accounts, matters, numbers, readings, selves
from onrecord.positions.conflicts.across import Across, Texts
from onrecord.positions.conflicts.model import Agreement, Conflict, ConflictKind, Found, Party, Words
from onrecord.positions.conflicts.reports import Labels, Report, reports
from onrecord.positions.conflicts.tellings import tellings
from onrecord.positions.conflicts.tolls import Tolls

KINDS: tuple[ConflictKind, ...] = get_args(ConflictKind)
_ON_ISSUE = """SELECT DISTINCT st.id, ar.id FROM codings AS c JOIN occurrences AS o ON o.attribution = c.attribution
    JOIN occurrences AS every ON every.statement = o.statement JOIN attributions AS a ON a.key = every.attribution
    JOIN readings AS r ON r.key = a.reading JOIN articles AS ar ON ar.key = r.article
    JOIN statements AS st ON st.key = o.statement WHERE c.issue = ? AND c.label <> 'unrelated'
    AND NOT EXISTS (SELECT 1 FROM coding_undos AS u WHERE u.coding = c.key)"""
_ABOUT = "SELECT word FROM issue_words WHERE issue = ? ORDER BY key"
_ROOTS = """SELECT ar.id, r.id FROM root_articles AS x JOIN roots AS r ON r.key = x.root
    JOIN articles AS ar ON ar.key = x.article"""


@dataclass(frozen=True)
class Issue:
    """What an issue's conflicts are looked for in: its stances, its statements, the articles that print them."""

    name: str
    question: str
    columns: StanceColumns
    statements: frozenset[str]
    articles: tuple[str, ...]
    about: tuple[str, ...]

    @property
    def labels(self) -> Labels:
        """The label and the confidence of each statement that has a stance."""
        ids, label, sure = self.columns.ids.tolist(), self.columns.label.tolist(), self.columns.confidence.tolist()
        return {
            id_.decode("utf-8", "surrogatepass"): (LABELS[name], None if x != x else float(x))
            for id_, name, x in zip(ids, label, sure, strict=True)
        }

    def holds(self, text: str) -> bool:
        """Whether a text holds one of the issue's words; any does where the issue has none."""
        return not self.about or any(re.search(rf"(?<!\w){re.escape(w)}(?!\w)", text, re.I) for w in self.about)


def issue_of(ledger: Ledger, asked: Asked, coder: str | None = None) -> Issue:
    """The issue with its stances, by one coder if asked."""
    version = asked.version
    rows = ledger.rows(_ON_ISSUE, [version.key])
    return Issue(
        version.id,
        version.question,
        asked.stances(ledger, coder),
        frozenset(row[0] for row in rows),
        tuple(sorted({row[1] for row in rows})),
        tuple(word for (word,) in ledger.rows(_ABOUT, [version.key])),
    )


@dataclass(slots=True)
class _Seen:
    """What one pass over the articles leaves: pairs of readings, figures, and the words of what was asked for."""

    pairs: list[readings.Pair] = field(default_factory=list)
    across: Across = field(default_factory=Across)
    texts: Texts = field(default_factory=Texts)
    figures: numbers.Figures = field(default_factory=numbers.Figures)
    tolls: Tolls = field(default_factory=Tolls)
    by_key: dict[str, Words] = field(default_factory=dict)
    by_statement: dict[str, Words] = field(default_factory=dict)


def find(
    ledger: Ledger,
    issue: Issue | None = None,
    kinds: Collection[str] = KINDS,
    watch: Callable[[int], None] = lambda done: None,
) -> Found:
    """The conflicts of these kinds, the surest first, and the figures on which outlets agree (with `numbers`).

    With an issue, those in which one of its statements has a part, or whose figures stand in a sentence with one of its
    words. Conflicts of one side with itself need an issue. `watch` is told how many articles
    are done. Raises UsageError for a kind that is none.
    """
    for kind in kinds:
        if kind not in KINDS:
            raise UsageError(f"kind {kind!r} is none of {', '.join(KINDS)}")
    partings = list(accounts.partings(ledger)) if "accounts" in kinds else []
    turns = list(_turns(issue)) if issue is not None and "self" in kinds else []
    givings = accounts.givings(ledger) if "accounts" in kinds else ()
    wanted = _Wanted(
        frozenset(t for pair in turns for t in pair[1:]),
        frozenset(key for p in partings for key in (p.first, *p.prints)) | {g.key for some in givings for g in some},
    )
    with _uncollected():
        seen = _pass(ledger, issue, kinds, wanted, watch)
    found = [*_readings(seen, issue), *accounts.wordings(partings, seen.by_key)]
    found += accounts.speakers(givings, seen.by_key)
    found += [c for turn, pro, contra in turns if (c := _self(issue, turn, pro, contra, seen)) is not None]
    agreed: list[Agreement] = []
    if "numbers" in kinds:
        matches = list(seen.figures.matches())
        found += numbers.conflicts([*seen.figures.parting(matches), *seen.tolls.matches()])
        agreed += numbers.agreements(matches, _roots(ledger))
    kept = [c for c in found if _on(issue, c)]
    kept.sort(key=lambda c: (-c.confidence, c.kind, c.id))
    agreed = [a for a in agreed if issue is None or any(issue.holds(w.text) for w in a.words)]
    agreed.sort(key=lambda a: (-len(a.words), -a.confidence, a.words[0].key))
    return Found(tuple(kept), tuple(agreed))


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without searches for cycles: one pass makes none, and all that it keeps would be looked through again and again.

    On a million statements that was a quarter of the time.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What is kept of the words of one pass: of these statements, and of these reports (`article#attribution`)."""

    statements: frozenset[str]
    keys: frozenset[str]


def _pass(
    ledger: Ledger, issue: Issue | None, kinds: Collection[str], wanted: _Wanted, watch: Callable[[int], None]
) -> _Seen:
    seen = _Seen()
    among = None if issue is None else issue.articles
    for done, report in enumerate(reports(ledger, among, {} if issue is None else issue.labels)):
        watch(done)
        if "readings" in kinds:
            seen.pairs += readings.in_report(report)
            seen.across.add(report.voices)
            seen.texts.add(report)
        if "numbers" in kinds:
            told = list(tellings(report))
            seen.figures.add(told)
            seen.tolls.add(report, told)
        _keep(seen, report, wanted)
    return seen


def _keep(seen: _Seen, report: Report, wanted: _Wanted) -> None:
    for voiced in report.voices:
        if voiced.key in wanted.keys:
            seen.by_key[voiced.key] = voiced.words()
        if voiced.statement in wanted.statements:
            seen.by_statement.setdefault(voiced.statement, voiced.words())


def _readings(seen: _Seen, issue: Issue | None) -> Iterator[Conflict]:
    """With an issue, the pairs of which a statement is on it."""
    pairs = [*seen.pairs, *seen.across.pairs(), *seen.texts.pairs()]
    if issue is not None:
        pairs = [p for p in pairs if {p.one.statement, p.other.statement} & issue.statements]
    return matters.conflicts(pairs)


def _on(issue: Issue | None, conflict: Conflict) -> bool:
    if issue is None or conflict.kind in ("readings", "self"):
        return True
    words = [w for party in (conflict.one, conflict.other) for w in party.words]
    if conflict.kind == "accounts":
        return any(w.statement in issue.statements for w in words)
    return any(issue.holds(w.text) for w in words)


def _roots(ledger: Ledger) -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for article, root in ledger.rows(_ROOTS):
        found[article].add(root)
    return {article: frozenset(roots) for article, roots in found.items()}


# --- one side against itself ------------------------------------------------------------------------------------


def _turns(issue: Issue) -> Iterator[tuple[selves.Turn, str, str]]:
    """The opposite statements of each principal, and of each actor that has none, with the ids of both."""
    from onrecord.positions.estimates import positions
    from onrecord.positions.shifts import shifted

    columns = issue.columns
    place = {side.id: n for n, side in enumerate(columns.principals)}
    moved = [
        (place[position.side.id], shift.last_before.toordinal(), shift.first_after.toordinal())
        for position, shifts in shifted(positions(columns))
        for shift in shifts
    ]
    alone = columns.actor.copy()
    alone[columns.principal != NOBODY] = NOBODY
    for groups, moves in ((columns.principal, moved), (alone, ())):
        for turn in selves.turns(columns, groups, moves):
            yield turn, _id(columns, turn.pro), _id(columns, turn.contra)


def _id(columns: StanceColumns, row: int) -> str:
    return str(columns.ids[row].decode("utf-8", "surrogatepass"))


def _self(issue: Issue | None, turn: selves.Turn, pro: str, contra: str, seen: _Seen) -> Conflict | None:
    one, other = seen.by_statement.get(pro), seen.by_statement.get(contra)
    if one is None or other is None or issue is None:
        return None
    one, other = replace(one, label="for"), replace(other, label="against")
    same = one.actor == other.actor
    whose = "; ".join(one.speaks_for) or one.who or "nobody named"
    days = "on days that overlap" if turn.gap == 0 else f"{turn.gap} days apart"
    why = f"for and against, {days}" + (", with a return to the first stand later" if turn.returns else "")
    why += "" if same else "; by two of its voices"
    doubts = ("a coding may be wrong",) if turn.confidence < 0.8 else ()
    first, second = (Party(w.who or whose, w.label or "", (w,)) for w in (one, other))
    return Conflict("self", f"{whose} on {issue.name}", first, second, turn.confidence, why, doubts)


def by_kind(found: Sequence[Conflict]) -> dict[str, int]:
    """How many conflicts there are of each kind that has any."""
    return {kind: n for kind in KINDS if (n := sum(c.kind == kind for c in found))}
