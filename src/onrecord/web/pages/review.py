"""Review: what coders doubt or differ on, one statement at a time, for a person to answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from onrecord.coding import comparisons, doubtful, latest
from onrecord.ledger import Ledger
from onrecord.types import Coding, Issue, StanceLabel, Utterance
from onrecord.web.asked import Asked, Param
from onrecord.web.page import Page, Table
from onrecord.web.parts import issues
from onrecord.web.parts.issues import IssueHead
from onrecord.web.parts.remembered import Remembered, file, recorded

NAME = 100  # characters of a person's name, as in forms
SPEAKERS, DOUBTED = 12, 0.7
_LINE = """SELECT st.id, st.speaks_for, st.earliest, st.latest, ar.outlet, ar.id, st.reports, st.independent,
    (SELECT group_concat(name, ', ') FROM chain_links WHERE attribution = a.key),
    (SELECT id FROM recorded_actors WHERE key = st.recorded_actor), a.polarity, a.modality
FROM attributions AS a JOIN readings AS r ON r.key = a.reading JOIN articles AS ar ON ar.key = r.article
JOIN statements AS st ON st.representative = a.key WHERE ar.id = ? AND a.id = ?"""
_SPEAKERS = """SELECT st.id, ar.id || '#' || a.id, a.source_text, a.cue_text, a.content_text, ra.id, ra.name,
    a.speaker_confidence, a.speaker_why, ar.outlet
FROM codings AS c JOIN attributions AS a ON a.key = c.attribution
JOIN statements AS st ON st.representative = a.key JOIN recorded_actors AS ra ON ra.key = st.recorded_actor
JOIN readings AS r ON r.key = a.reading JOIN articles AS ar ON ar.key = r.article
JOIN issues AS i ON i.key = c.issue
WHERE i.digest = ? AND a.speaker_confidence < ? GROUP BY a.key ORDER BY a.speaker_confidence, a.key LIMIT ?"""


@dataclass(frozen=True, slots=True)
class Other:
    """What another coder answered."""

    coder: str
    by: str
    label: StanceLabel
    confidence: float | None
    why: str


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
class DoubtfulSpeaker:
    """A coded statement whose speaker the reader was not sure of."""

    statement: str
    report: str
    source: str | None
    cue: str
    text: str
    actor: str
    name: str
    confidence: float
    why: str | None
    outlet: str | None


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """The queue of one person: the statement that is up, how many wait, and what was answered so far.

    `by` is empty until the person has said who they are. `skipped` is how many were passed over.
    """

    issue: IssueHead
    neither: str | None
    by: str
    is_blind: bool
    shown: Shown | None
    waiting: int
    skipped: int
    done: int
    counts: tuple[tuple[StanceLabel, int], ...]
    last: Given | None
    agreement: tuple[Agreed, ...]
    speakers: tuple[DoubtfulSpeaker, ...]


Queue = Sequence[Utterance]
_queues: Remembered[Queue] = Remembered("queues", keeps_old=False)  # one for each person at work


def make(ledger: Ledger, asked: Asked) -> ReviewPage:
    """What waits for the person that the parameters name."""
    version = issues.found(ledger, asked.id)
    issue = ledger.issue(version.version.digest)
    by, blind = name_of(asked), asked.text("blind") == "yes"
    codings = list(ledger.codings(issue.digest))
    mine = [c for c in codings if c.stance.coder == "person" and c.by == by and not c.is_adjudicated]
    answered = {c.attribution for c in mine}
    queue = [u for u in _queue(ledger, issue, by, blind, codings) if u.id not in answered] if by else []
    skipped = min(asked.number("skip", 0), max(len(queue) - 1, 0))
    others = _others(codings, by)
    return ReviewPage(
        issue=issues.head(ledger, version),
        neither=issue.neither,
        by=by,
        is_blind=blind,
        shown=_shown(ledger, queue[skipped], () if blind else others.get(queue[skipped].id, ())) if queue else None,
        waiting=len(queue),
        skipped=skipped,
        done=len(answered),
        counts=_counts(mine),
        last=_last(ledger, mine),
        agreement=() if blind or not by else tuple(_agreement(ledger, issue, by)),
        speakers=() if blind else tuple(_speakers(ledger, issue)),
    )


def name_of(asked: Asked) -> str:
    """The person's name, with single blanks."""
    return " ".join((asked.text("as") or "").split())[:NAME]


def prepare(ledger: Ledger, asked: Asked) -> None:
    """The queue of this person, made before the clock runs: it looks at every statement of the ledger."""
    if (by := name_of(asked)) and issues.is_known(ledger, asked.id):
        issue = ledger.issue(issues.found(ledger, asked.id).version.digest)
        _queue(ledger, issue, by, asked.text("blind") == "yes", ())


def _queue(ledger: Ledger, issue: Issue, by: str, blind: bool, codings: Iterable[Coding]) -> Queue:
    """Statements on which coders differ, then those that the model doubts most; remembered while the record stays."""

    def made() -> Queue:
        differing = () if blind else _differing(codings or ledger.codings(issue.digest))
        return sorted(doubtful(ledger, issue, by, blind=blind, again=True), key=lambda u: u.id not in differing)

    return _queues.get(recorded(ledger), (file(ledger), issue.digest, by, blind), made)


def _differing(codings: Iterable[Coding]) -> set[str]:
    """What coders answered differently, and nobody has decided."""
    held: dict[str, list[Coding]] = {}
    for coding in codings:
        held.setdefault(coding.attribution, []).append(coding)
    return {key for key, some in held.items() if _differ(latest(some))}


def _differ(codings: Sequence[Coding]) -> bool:
    told = {c.stance.label for c in codings if c.stance.label != "unsure"}
    return len(told) > 1 and not any(c.is_adjudicated for c in codings)


def _others(codings: Iterable[Coding], by: str) -> dict[str, list[Coding]]:
    found: dict[str, list[Coding]] = {}
    for c in codings:
        if c.stance.coder != "person" or c.by != by:
            found.setdefault(c.attribution, []).append(c)
    return {key: latest(some) for key, some in found.items()}


def _shown(ledger: Ledger, u: Utterance, others: Sequence[Coding]) -> Shown:
    article, _, id_ = u.id.rpartition("#")
    row = next(iter(ledger.rows(_LINE, (article, id_))), (None,) * 6 + (1, 1, None, None, "affirmed", "asserted"))
    statement, side, early, late, outlet, where, reports, roots, chain, actor, polarity, modality = row
    before, after = _around(u)
    told = tuple(m for m in (polarity, modality) if m not in ("affirmed", "asserted"))
    return Shown(
        attribution=u.id, statement=statement, before=before, text=u.text, after=after, speaker=u.speaker,
        actor=actor, speaks_for=side, relayed_by=u.relayed_by, ascribed_to=u.ascribed_to,
        earliest=dt.date.fromisoformat(early) if early else None,
        latest=dt.date.fromisoformat(late) if late else None, outlet=outlet, article=where, chain=chain,
        manner=told, reports=reports, roots=roots, differ=_differ(others),
        others=tuple(Other(c.stance.coder, c.by, c.stance.label, c.stance.confidence, c.stance.why) for c in others),
    )  # fmt: skip


def _around(u: Utterance) -> tuple[str, str]:
    """The words before and after; before alone where the statement does not stand in its context in one piece."""
    context = u.context or ""
    at = context.find(u.text)
    return (context[:at], context[at + len(u.text) :]) if at >= 0 else (f"{context}\n\n" if context else "", "")


def _counts(mine: Sequence[Coding]) -> tuple[tuple[StanceLabel, int], ...]:
    labels: tuple[StanceLabel, ...] = ("for", "against", "neither", "unrelated", "unsure")
    return tuple((label, sum(c.stance.label == label for c in mine)) for label in labels)


def _last(ledger: Ledger, mine: Sequence[Coding]) -> Given | None:
    if not mine:
        return None
    c = max(mine, key=lambda c: c.at)
    article, _, id_ = c.attribution.rpartition("#")
    select = """SELECT a.content_text FROM attributions AS a JOIN readings AS r ON r.key = a.reading
        JOIN articles AS ar ON ar.key = r.article WHERE ar.id = ? AND a.id = ? ORDER BY r.key DESC LIMIT 1"""
    words = next((str(text) for (text,) in ledger.rows(select, (article, id_))), "")
    return Given(c.id, c.stance.label, words[:160], c.at)


def _agreement(ledger: Ledger, issue: Issue, by: str) -> Iterator[Agreed]:
    """This person against every other coder."""
    for c in comparisons(ledger, issue):
        if ("person", by) in (c.one, c.other):
            coder, name = c.other if c.one == ("person", by) else c.one
            a = c.agreement
            low, high = (a.interval.low, a.interval.high) if a.interval else (None, None)
            told = name if coder == "person" else coder
            yield Agreed(by, told, a.alpha, low, high, a.both, a.agreed, a.abstained, c.blind)


def _speakers(ledger: Ledger, issue: Issue) -> Iterator[DoubtfulSpeaker]:
    """The coded statements whose speaker is least sure, those aside that somebody has judged."""
    judged = {key for j in ledger.judgements() if j.kind == "speaker" for s in j.subjects for key in (s.id, *s.anchors)}
    rows = ledger.rows(_SPEAKERS, (issue.digest, DOUBTED, 10 * SPEAKERS))
    found = [DoubtfulSpeaker(*row) for row in rows if row[1] not in judged]
    yield from found[:SPEAKERS]


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
        Param("skip", "how many of those that wait to pass over", "number"),
    ),
    table=table,
    scripts=("review.js",),
    styles=("dispute.css", "review.css"),
    prepare=prepare,
)
