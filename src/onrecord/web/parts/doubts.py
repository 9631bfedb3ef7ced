"""Who speaks, for whom, on whose word: what the reader is unsure of among the statements on an issue."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from onrecord.ledger import Ledger
from onrecord.resolve.judgements import active
from onrecord.types import INFERRED, Judgement, LinkRole

SHOWN = 12
MOST = 40
"""Reports on which one answer decides, so that the page stays small; the rest come up again."""
DOUBTED = 0.7
"""Confidence below which a reading is shown for a person to look at."""
Kind = Literal["speaker", "side", "chain"]


@dataclass(frozen=True, slots=True)
class DoubtfulLink:
    """One link of a chain as it was read; `actor` is its id in the record, `words` are those that show it."""

    actor: str | None
    name: str
    role: LinkRole
    words: str


@dataclass(frozen=True, slots=True)
class Doubtful:
    """A statement of which the reader is not sure who says it, for whom, or on whose word; `why` says what is in doubt.

    `report` is the one whose words these are, `same` are the others of which the same is in doubt. `confidence` is None
    where the doubt has no figure; `words` are those of the report that bear on it.
    """

    kind: Kind
    statement: str
    report: str
    same: tuple[str, ...]
    source: str | None
    cue: str
    text: str
    actor: str | None
    name: str | None
    speaks_for: str | None
    chain: tuple[DoubtfulLink, ...]
    confidence: float | None
    why: str
    words: tuple[str, ...]
    outlet: str | None


@dataclass(frozen=True, slots=True)
class Doubts:
    """The first few of each kind, those least sure first, and how many there are in all."""

    speakers: tuple[Doubtful, ...] = ()
    sides: tuple[Doubtful, ...] = ()
    chains: tuple[Doubtful, ...] = ()
    of_speakers: int = 0
    of_sides: int = 0
    of_chains: int = 0


_SAID = """FROM json_each(?) AS q JOIN statements AS st ON st.key = q.value
    JOIN attributions AS a ON a.key = st.representative JOIN readings AS r ON r.key = a.reading
    JOIN articles AS ar ON ar.key = r.article LEFT JOIN recorded_actors AS ra ON ra.key = st.recorded_actor"""
_WHAT = """st.id, ar.id || '#' || a.id, a.source_text, a.cue_text, a.content_text, ra.id,
    coalesce(ra.name, a.speaker_name), st.speaks_for, ar.outlet, a.key"""
_SPEAKERS = f"""SELECT {_WHAT}, a.speaker_confidence, coalesce(a.speaker_why, '') {_SAID}
    WHERE a.speaker_confidence < {DOUBTED} AND ra.key IS NOT NULL
    ORDER BY ra.kind = 'unnamed', a.speaker_confidence, a.key"""
# A side that reports give differently, then one that no report tells, then none where there is an office.
_PARTED = """(SELECT group_concat(side, ' and ') FROM (SELECT DISTINCT b.speaks_for AS side FROM occurrences AS o
    JOIN attributions AS b ON b.key = o.attribution WHERE o.statement = st.key AND b.speaks_for IS NOT NULL
        AND b.speaker_name = a.speaker_name ORDER BY o.key) HAVING count(*) > 1)"""
_INFERRED = """(SELECT max(substr(ar.text, e.start + 1, e.stop - e.start)) FROM offices AS f
    JOIN office_evidence AS e ON e.office = f.key
    WHERE f.actor = a.speaker AND f.speaks_for = st.speaks_for AND e.reason = ?)"""
_TOLD = """EXISTS (SELECT 1 FROM members AS m JOIN offices AS f ON f.actor = m.actor
    JOIN office_evidence AS e ON e.office = f.key
    WHERE m.recorded_actor = st.recorded_actor AND f.speaks_for = st.speaks_for AND e.reason <> ?)"""
_SIDES = f"""SELECT {_WHAT}, {_PARTED} AS parted, {_INFERRED} AS inferred, a.speaker_role {_SAID}
    WHERE a.speaker_kind IN ('person', 'unnamed', 'group') AND ra.key IS NOT NULL AND (
        st.reports > 1 AND parted IS NOT NULL OR inferred IS NOT NULL AND NOT {_TOLD}
        OR st.speaks_for IS NULL AND a.speaker_role IS NOT NULL AND a.speaker_kind = 'person')
    ORDER BY parted IS NULL, inferred IS NULL, a.key"""
_SURE = "min(a.confidence, coalesce(w.confidence, 1), coalesce(w.speaker_confidence, 1))"
_CHAINS = f"""SELECT {_WHAT}, {_SURE} AS sure, a.confidence, w.confidence, w.source_text, w.cue_text, w.speaker_name,
    w.speaker_why {_SAID} LEFT JOIN attributions AS w ON w.key = a.within
    WHERE EXISTS (SELECT 1 FROM chain_links WHERE attribution = a.key) AND sure < {DOUBTED} ORDER BY sure, a.key"""
_REPORTS = """SELECT ar.id || '#' || b.id FROM json_each(?) AS q JOIN statements AS st ON st.id = q.value
    JOIN attributions AS a ON a.key = st.representative JOIN occurrences AS o ON o.statement = st.key
    JOIN attributions AS b ON b.key = o.attribution AND b.speaker_name = a.speaker_name
    JOIN readings AS r ON r.key = b.reading JOIN articles AS ar ON ar.key = r.article ORDER BY q.key, o.key"""
_LINKS = """SELECT ra.id, l.name, l.role, substr(ar.text, l.start + 1, l.stop - l.start) FROM chain_links AS l
    JOIN attributions AS a ON a.key = l.attribution JOIN readings AS r ON r.key = a.reading
    JOIN articles AS ar ON ar.key = r.article LEFT JOIN members AS m ON m.actor = l.actor
    LEFT JOIN recorded_actors AS ra ON ra.key = m.recorded_actor WHERE l.attribution = ? ORDER BY l.place"""


def doubts(ledger: Ledger, statements: Sequence[int]) -> Doubts:
    """What is doubtful among the statements with these keys, aside from what somebody has judged."""
    keys = json.dumps(list(statements))
    judged = _judged(active(ledger.judgements()))
    speakers = _left(ledger.rows(_SPEAKERS, (keys,)), judged["speaker"])
    sides = _together(_left(ledger.rows(_SIDES, (INFERRED, keys, INFERRED)), judged["side"]))
    chains = _left(ledger.rows(_CHAINS, (keys,)), judged["chain"])
    return Doubts(
        tuple(_doubtful("speaker", row, row[10], row[11]) for row in speakers[:SHOWN]),
        tuple(_side(ledger, rows) for rows in sides[:SHOWN]),
        tuple(
            _doubtful("chain", row, row[10], _why_chain(row), chain=_links(ledger, row[9])) for row in chains[:SHOWN]
        ),
        len(speakers),
        len(sides),
        len(chains),
    )


def _judged(judgements: Iterable[Judgement]) -> dict[Kind, set[str]]:
    """The attributions of which somebody has decided each thing."""
    found: dict[Kind, set[str]] = {"speaker": set(), "side": set(), "chain": set()}
    for j in judgements:
        said = {s.id for s in j.subjects if not s.anchors}
        if j.kind == "chain":
            found["chain"] |= said
        elif j.kind == "speaker":
            found["speaker"] |= said if j.change.actor is not None else set()
            found["side"] |= said if j.change.speaks_for is not None else set()
    return found


def _left(rows: Sequence[Sequence[Any]], judged: set[str]) -> list[Sequence[Any]]:
    return [row for row in rows if row[1] not in judged and row[1].rpartition("#")[2] not in judged]


def _together(rows: Iterable[Sequence[Any]]) -> list[list[Sequence[Any]]]:
    """What is in doubt of one speaker for one reason is decided at once."""
    found: dict[tuple[str, str | None, str], list[Sequence[Any]]] = {}
    for row in rows:
        found.setdefault((row[5], row[7], _why_side(row)), []).append(row)
    return list(found.values())


def _side(ledger: Ledger, rows: Sequence[Sequence[Any]]) -> Doubtful:
    first = rows[0]
    reports = ledger.rows(_REPORTS, (json.dumps([row[0] for row in rows[:MOST]]),))
    same = tuple(key for (key,) in reports if key != first[1])[:MOST]
    return replace(_doubtful("side", first, None, _why_side(first), _words(first[11])), same=same)


def _doubtful(
    kind: Kind,
    row: Sequence[Any],
    sure: float | None,
    why: str,
    words: tuple[str, ...] = (),
    *,
    chain: tuple[DoubtfulLink, ...] = (),
) -> Doubtful:
    statement, report, source, cue, text, actor, name, side, outlet = row[:9]
    return Doubtful(kind, statement, report, (), source, cue, text, actor, name, side, chain, sure, why, words, outlet)


def _words(found: str | None) -> tuple[str, ...]:
    return (found,) if found else ()


def _why_side(row: Sequence[Any]) -> str:
    parted, inferred, role = row[10:13]
    if parted:
        return f"its reports say {parted}"
    return f"no words say so: it is {INFERRED}" if inferred is not None else f"no words say for whom the {role} speaks"


def _why_chain(row: Sequence[Any]) -> str:
    """What the least sure part of the chain is."""
    sure, own, outer, source, cue, name, why = row[10:17]
    if sure == own:
        return "the reader is not sure of these words"
    handed = " ".join(part for part in (source, cue) if part)
    return f"the reader is not sure that “{handed}” hands it on" if sure == outer else f"{name}: {why}"


def _links(ledger: Ledger, attribution: int) -> tuple[DoubtfulLink, ...]:
    return tuple(DoubtfulLink(*row) for row in ledger.rows(_LINKS, (attribution,)))
