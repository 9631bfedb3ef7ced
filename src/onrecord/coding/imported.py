"""Codings made elsewhere, brought into a ledger as codings by people: matched, checked, and kept all or none."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from onrecord.errors import InputError, UsageError
from onrecord.ledger import Ledger
from onrecord.stance.coders.person import stance
from onrecord.stance.imports import Found
from onrecord.stance.imports.matching import Missed, Place, Places
from onrecord.types import Coding, Issue, Span, StanceLabel

_PLACES = """SELECT ar.id, ar.id || '#' || a.id, coalesce(st.id, ''), a.content_text,
        coalesce(ra.name, a.speaker_name, a.source_text), a.key
    FROM attributions AS a JOIN current_readings AS r ON r.key = a.reading JOIN articles AS ar ON ar.key = r.article
    LEFT JOIN occurrences AS o ON o.attribution = a.key LEFT JOIN statements AS st ON st.key = o.statement
    LEFT JOIN recorded_actors AS ra ON ra.key = st.recorded_actor ORDER BY a.key"""
_SPANS = """SELECT s.attribution, s.part, s.start, s.stop
    FROM spans AS s JOIN attributions AS a ON a.key = s.attribution
    JOIN current_readings AS r ON r.key = a.reading"""


@dataclass(slots=True)
class Imported:
    """What an import comes to: codings that are new, how many the ledger has already, and what was missed and why."""

    codings: list[Coding] = field(default_factory=list)
    known: int = 0
    missed: list[tuple[str, str]] = field(default_factory=list)

    @property
    def labels(self) -> Counter[StanceLabel]:
        """How many of the new codings have each label."""
        return Counter(coding.stance.label for coding in self.codings)

    @property
    def coders(self) -> tuple[str, ...]:
        """Whose the new codings are."""
        return tuple(dict.fromkeys(coding.by for coding in self.codings))


def matched(ledger: Ledger, issue: Issue, found: Iterable[Found | InputError], by: str | None = None) -> Imported:
    """The codings of a file as codings of the ledger's attributions; nothing is kept yet.

    `by` is whose they all are; without it the file names their coders. Of two rows of one coder on one statement the
    second is missed where it says something else, and known where it says the same.
    """
    places = _places(ledger)
    own = {place.key: place for some in places.by_article.values() for place in some}
    held = _held(ledger, issue)
    made, now = Imported(), dt.datetime.now(dt.UTC)
    told: dict[tuple[str, str], str] = {}
    for each in found:
        if isinstance(each, InputError):
            made.missed.append(_error(each))
            continue
        try:
            place, coder = _place(ledger, places, own, each), by or each.coder
            if not coder:
                raise Missed("it names no coder; --as NAME tells whose it is")
            subject = (place.statement or place.key, coder)
            if subject in told and held[subject] != each.label:
                raise Missed(f"it is {each.label}, and {told[subject]} says {held[subject]} of the same statement")
        except Missed as miss:
            made.missed.append((each.place, str(miss)))
            continue
        if held.get(subject) == each.label:
            made.known += 1
        else:
            made.codings.append(_coding(issue, place, each, coder, now))
        held[subject], told[subject] = each.label, each.place
    return made


def keep(ledger: Ledger, issue: Issue, made: Imported) -> None:
    """The new codings are in the ledger, all or none."""
    ledger.keep_issue(issue)
    ledger.add_codings(made.codings)


def _error(error: InputError) -> tuple[str, str]:
    return (error.name if error.line is None else f"{error.name}:{error.line}"), error.reason


def _held(ledger: Ledger, issue: Issue) -> dict[tuple[str, str], StanceLabel]:
    """The newest label of each person on each statement, on this version of the issue."""
    statements = ledger.statement_ids()
    found = ledger.codings(issue.digest, "person")
    return {(statements.get(c.attribution, c.attribution), c.by): c.stance.label for c in found}


def _place(ledger: Ledger, places: Places, own: dict[str, Place], found: Found) -> Place:
    article = _article(ledger, found)
    named = _named(ledger, places, own, found) if found.attribution is not None else None
    if named is not None:
        return named
    if found.attribution is not None and not found.words and not found.spans:
        raise Missed(f"no attribution or statement {found.attribution!r}")
    return places.find(found, article)


def _article(ledger: Ledger, found: Found) -> str | None:
    if found.article is None:
        return None
    try:
        return ledger.article(found.article).id
    except UsageError as error:
        raise Missed(str(error)) from None


def _named(ledger: Ledger, places: Places, own: dict[str, Place], found: Found) -> Place | None:
    """The attribution that is named by its id, by that of its statement, or by its own within an article."""
    assert found.attribution is not None
    for article in [found.article] if found.article else places.with_text(found.text):
        if (place := own.get(f"{article}#{found.attribution}")) is not None:
            return place
    try:
        ids = ledger.attribution(found.attribution)
        statement = None if ids is not None else ledger.statement(found.attribution)
    except UsageError as error:
        raise Missed(str(error)) from None
    key = "#".join(ids) if ids is not None else None if statement is None else statement.representative
    return None if key is None else own.get(key)


def _places(ledger: Ledger) -> Places:
    spans: dict[int, dict[str, list[Span]]] = {}
    for owner, part, start, stop in ledger.rows(_SPANS):
        spans.setdefault(owner, {}).setdefault(part, []).append((start, stop))
    by_article: dict[str, list[Place]] = {}
    for article, key, statement, words, speaker, row in ledger.rows(_PLACES):
        parts = spans.get(row, {})
        around = (*parts.get("source", ()), *parts.get("cue", ()))
        place = Place(key, statement, article, words, speaker, tuple(parts.get("content", ())), around)
        by_article.setdefault(article, []).append(place)
    return Places(dict(ledger.rows("SELECT id, text FROM articles")), by_article)


def _coding(issue: Issue, place: Place, found: Found, coder: str, now: dt.datetime) -> Coding:
    at = found.at or now
    named = "\n".join((issue.digest, place.key, "person", coder, at.isoformat(), now.isoformat(), found.place))
    id_ = hashlib.sha256(named.encode(errors="surrogatepass")).hexdigest()[:12]
    told = replace(stance(found.label), why=found.why)
    return Coding(id_, issue.digest, place.key, told, coder, at, found.is_blind, found.is_adjudicated)
