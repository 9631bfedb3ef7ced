"""Review: what coders doubt or differ on, one statement at a time, for a person to answer or to decide."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from onrecord.coding import blind_order, candidates, utterance_of
from onrecord.ledger import Ledger
from onrecord.ledger.chains import names
from onrecord.types import Issue, JudgementKind, StanceLabel, Utterance
from onrecord.web.asked import Asked, Param
from onrecord.web.page import Page, Table
from onrecord.web.parts import issues
from onrecord.web.parts.answers import (
    LABELS,
    Answers,
    Keys,
    Rows,
    Upheld,
    answers,
    certainty,
    compared,
    decided,
    differing,
    upheld,
)
from onrecord.web.parts.doubts import Doubts, doubts
from onrecord.web.parts.issues import IssueHead
from onrecord.web.parts.remembered import Remembered, file, recorded

NAME = 100  # characters of a person's name, as in forms
_LINE = f"""SELECT st.id, st.speaks_for, st.earliest, st.latest, ar.outlet, ar.id, st.reports, st.independent,
    {names("a.key", "', '")}, (SELECT id FROM recorded_actors WHERE key = st.recorded_actor), a.polarity, a.modality
FROM statements AS st JOIN attributions AS a ON a.key = st.representative JOIN readings AS r ON r.key = a.reading
JOIN articles AS ar ON ar.key = r.article WHERE st.key = ?"""
_WORDS = """SELECT substr(a.content_text, 1, 160) FROM articles AS ar JOIN readings AS r ON r.article = ar.key
    JOIN attributions AS a ON a.reading = r.key WHERE ar.id = ? AND a.id = ? ORDER BY r.key DESC LIMIT 1"""
_JUDGED = """SELECT j.id, j.kind, (SELECT id FROM judgement_subjects WHERE judgement = j.key ORDER BY key LIMIT 1)
    FROM judgements AS j WHERE j.judged_by = ? AND j.kind IN ('speaker', 'chain') AND NOT EXISTS (
        SELECT 1 FROM judgement_subjects AS s JOIN judgements AS u ON u.key = s.judgement
        WHERE s.id = j.id AND u.kind = 'undo') ORDER BY j.key DESC LIMIT 1"""


@dataclass(frozen=True, slots=True)
class Other:
    """What a coder answered; `decides` where the answer decides between coders."""

    coder: str
    by: str
    label: StanceLabel
    confidence: float | None
    why: str
    at: dt.datetime
    decides: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """The statement that waits for an answer, the words around it, and what others answered (nothing for the blind)."""

    attribution: str
    statement: str | None
    before: str
    text: str
    after: str
    speaker: str | None
    actor: str | None
    speaks_for: str | None
    relayed_by: str | None
    ascribed_to: str | None
    earliest: dt.date | None
    latest: dt.date | None
    outlet: str | None
    article: str | None
    chain: str | None
    manner: tuple[str, ...]
    reports: int
    roots: int
    differ: bool
    others: tuple[Other, ...]


@dataclass(frozen=True, slots=True)
class Given:
    """An answer that this person gave, which can be taken back."""

    coding: str
    label: StanceLabel
    text: str
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class Judged:
    """What this person last decided on a speaker or a chain, which can be taken back."""

    judgement: str
    kind: JudgementKind
    text: str


@dataclass(frozen=True, slots=True)
class Agreed:
    """How far two coders agree: Krippendorff's alpha with its 95 % interval; None where it is not defined."""

    one: str
    other: str
    alpha: float | None
    low: float | None
    high: float | None
    both: int
    agreed: int
    abstained: int
    blind: int


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """The queue of one person: the statement that is up, how many wait, and what was answered so far.

    `by` is empty until the person has said who they are. `skipped` is how many were passed over. Where somebody decides
    (`is_deciding`), the queue is what coders differ on, `done` and `counts` are this person's decisions, and
    `done_by_others` those of others alone; `disputed` is how many statements wait for a decision (0 for the blind).
    """

    issue: IssueHead
    neither: str | None
    by: str
    is_blind: bool
    is_deciding: bool
    shown: Shown | None
    waiting: int
    skipped: int
    done: int
    done_by_others: int
    disputed: int
    counts: tuple[tuple[StanceLabel, int], ...]
    last: Given | None
    judged: Judged | None
    agreement: tuple[Agreed, ...]
    upheld: tuple[Upheld, ...]
    doubts: Doubts


@dataclass(frozen=True, slots=True)
class Queue:
    """The statements that can be about an issue, in the order of the record and in that of the blind."""

    keys: Keys
    blind: Keys


_queues: Remembered[Queue] = Remembered("queues", keeps_old=False)
_doubts: Remembered[Doubts] = Remembered("doubts", keeps_old=False)


def make(ledger: Ledger, asked: Asked) -> ReviewPage:
    """What waits for the person that the parameters name."""
    version = issues.found(ledger, asked.id)
    issue = ledger.issue(version.version.digest)
    by, blind, deciding = name_of(asked), asked.text("blind") == "yes", asked.text("disputed") == "yes"
    given = answers(ledger, issue)
    latest = given.latest
    disputed = differing(latest)
    mine = latest[(latest["who"] == given.number(("person", by))) & (latest["decides"] == deciding)]
    done = np.unique(mine["statement"])
    queue = disputed if deciding else _waiting(ledger, issue, given, latest, blind=blind)
    queue = queue[~np.isin(queue, done)] if by else queue[:0]
    skipped = min(asked.number("skip", 0), max(len(queue) - 1, 0))
    return ReviewPage(
        issue=issues.head(ledger, version),
        neither=issue.neither,
        by=by,
        is_blind=blind,
        is_deciding=deciding,
        shown=_shown(ledger, int(queue[skipped]), _others(ledger, given, latest, int(queue[skipped]), by, deciding),
                     differ=bool(np.isin(queue[skipped], disputed)), blind=blind) if len(queue) else None,
        waiting=len(queue),
        skipped=skipped,
        done=len(done),
        done_by_others=len(np.setdiff1d(decided(latest), done)) if deciding else 0,
        disputed=0 if blind and not deciding else len(disputed),
        counts=tuple((label, int(np.count_nonzero(mine["label"] == n))) for n, label in enumerate(LABELS)),
        last=_last(ledger, mine),
        judged=_judged(ledger, by),
        agreement=() if blind or not by else tuple(_agreement(given, latest, by)),
        upheld=tuple(upheld(given, latest)) if deciding and not blind else (),
        doubts=Doubts() if blind else _doubtful(ledger, issue),
    )  # fmt: skip


def name_of(asked: Asked) -> str:
    """The person's name, with single blanks."""
    return " ".join((asked.text("as") or "").split())[:NAME]


def prepare(ledger: Ledger, asked: Asked) -> None:
    """What looks at every statement, or at every coding, made before the clock runs."""
    if issues.is_known(ledger, asked.id):
        issue = ledger.issue(issues.found(ledger, asked.id).version.digest)
        answers(ledger, issue)
        _doubtful(ledger, issue)


def _queue(ledger: Ledger, issue: Issue) -> Queue:
    """Every candidate of the issue; remembered while the record stays as it is."""

    def made() -> Queue:
        found = [(spoken.place, blind_order(issue, utterance)) for spoken, utterance in candidates(ledger, issue)]
        keys = np.array([key for key, _ in found], np.int64)
        return Queue(keys, keys[sorted(range(len(found)), key=lambda n: found[n][1])])

    return _queues.get(recorded(ledger), (file(ledger), issue.digest), made)


def _doubtful(ledger: Ledger, issue: Issue) -> Doubts:
    """What is unsure among the candidates; remembered likewise."""
    keys = _queue(ledger, issue).keys
    return _doubts.get(recorded(ledger), (file(ledger), issue.digest), lambda: doubts(ledger, keys.tolist()))


def _waiting(ledger: Ledger, issue: Issue, given: Answers, latest: Rows, *, blind: bool) -> Keys:
    """Statements on which coders differ, then those that the model doubts most; for the blind, their own order."""
    queue = _queue(ledger, issue)
    if blind:
        return queue.blind
    agreed = ~np.isin(queue.keys, differing(latest))
    return queue.keys[np.lexsort((certainty(given, latest, queue.keys), agreed))]


def _others(ledger: Ledger, given: Answers, latest: Rows, statement: int, by: str, deciding: bool) -> tuple[Other, ...]:
    """What coders answered on the statement, this person's own answer only where they decide."""
    rows = latest[latest["statement"] == statement]
    own = (rows["who"] == given.number(("person", by))) & (rows["decides"] | (not deciding))
    keys = rows["key"][~own].tolist()
    select = f"""SELECT coder, coded_by, label, confidence, why, coded_at, adjudicated FROM codings
        WHERE key IN ({", ".join("?" * len(keys))}) ORDER BY adjudicated, coder, coded_by"""
    return tuple(
        Other(coder, whose, label, sure, why, dt.datetime.fromisoformat(at), bool(decides))
        for coder, whose, label, sure, why, at, decides in ledger.rows(select, keys)
    )


def _shown(ledger: Ledger, key: int, others: Sequence[Other], *, differ: bool, blind: bool) -> Shown | None:
    spoken, rows = ledger.spoken_one(key), ledger.rows(_LINE, (key,))
    if spoken is None or not rows:
        return None
    u = utterance_of(spoken)
    statement, side, early, late, outlet, where, reports, roots, chain, actor, polarity, modality = rows[0]
    before, after = _around(u)
    told = tuple(m for m in (polarity, modality) if m not in ("affirmed", "asserted"))
    return Shown(
        attribution=u.id, statement=statement, before=before, text=u.text, after=after, speaker=u.speaker,
        actor=actor, speaks_for=side, relayed_by=u.relayed_by, ascribed_to=u.ascribed_to,
        earliest=dt.date.fromisoformat(early) if early else None,
        latest=dt.date.fromisoformat(late) if late else None, outlet=outlet, article=where, chain=chain,
        manner=told, reports=reports, roots=roots, differ=differ and not blind, others=() if blind else tuple(others),
    )  # fmt: skip


def _around(u: Utterance) -> tuple[str, str]:
    """The words before and after; before alone where the statement does not stand in its context in one piece."""
    context = u.context or ""
    at = context.find(u.text)
    return (context[:at], context[at + len(u.text) :]) if at >= 0 else (f"{context}\n\n" if context else "", "")


def _last(ledger: Ledger, mine: Rows) -> Given | None:
    if not len(mine):
        return None
    newest = int(mine[np.lexsort((mine["key"], mine["at"]))[-1]]["key"])
    select = """SELECT c.id, c.label, substr(a.content_text, 1, 160), c.coded_at FROM codings AS c
        JOIN attributions AS a ON a.key = c.attribution WHERE c.key = ?"""
    id_, label, words, at = ledger.rows(select, (newest,))[0]
    return Given(id_, label, words, dt.datetime.fromisoformat(at))


def _judged(ledger: Ledger, by: str) -> Judged | None:
    for id_, kind, said in ledger.rows(_JUDGED, (by,)) if by else ():
        article, _, attribution = said.rpartition("#")
        words = next((text for (text,) in ledger.rows(_WORDS, (article, attribution))), "")
        return Judged(id_, kind, words)
    return None


def _agreement(given: Answers, latest: Rows, by: str) -> list[Agreed]:
    """This person against every other coder; decisions are no coder's."""
    found = []
    for c in compared(given, latest, ("person", by)):
        (coder, name), a = c.other, c.agreement
        low, high = (a.interval.low, a.interval.high) if a.interval else (None, None)
        told = name if coder == "person" else coder
        found.append(Agreed(by, told, a.alpha, low, high, a.both, a.agreed, a.abstained, c.blind))
    return found


def table(ledger: Ledger, asked: Asked) -> Table:
    """Every coding that counts, of all coders."""
    digest = issues.found(ledger, asked.id).version.digest
    columns = ("coding", "attribution", "coder", "by", "label", "confidence", "why", "at", "blind", "adjudicated")
    rows = (
        (c.id, c.attribution, c.stance.coder, c.by, c.stance.label, c.stance.confidence, c.stance.why,
         c.at.isoformat(), c.is_blind, c.is_adjudicated)
        for c in ledger.codings(digest)
    )  # fmt: skip
    return Table(columns, rows)


PAGE = Page(
    name="review",
    path="/issues/{id}/review",
    summary="What coders doubt or differ on, one statement at a time; as CSV, every coding",
    data=ReviewPage,
    make=make,
    params=(
        Param("as", "whose answers they are"),
        Param("blind", "show no other coder's answers", "choice", ("yes", "no")),
        Param("disputed", "decide what coders differ on", "choice", ("yes", "no")),
        Param("skip", "how many of those that wait to pass over", "number"),
    ),
    table=table,
    scripts=("review.js", "suggest.js"),
    styles=("dispute.css", "review.css"),
    prepare=prepare,
)
