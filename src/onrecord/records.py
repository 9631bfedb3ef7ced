"""The JSON form of a reading, as `onrecord read --to jsonl` prints it, and the way back.

The names are a contract with other programs: they may grow, they never change. Unknown is null, a list is
never null, days are ISO 8601, spans are `[start, end]` in code points of `article.text`, ends exclusive.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import NotRequired, TypedDict

from onrecord.errors import UsageError
from onrecord.types import (
    Actor,
    ActorKind,
    Addressee,
    Article,
    Attitude,
    Attribution,
    DateMethod,
    Entity,
    EntityKind,
    Evidence,
    Form,
    Granularity,
    Link,
    LinkRole,
    Manner,
    Mention,
    Modality,
    Office,
    Passage,
    Polarity,
    Published,
    Reading,
    Run,
    Said,
    Segment,
    SegmentKind,
    Span,
    Speaker,
)

# --- the shapes, as they are printed -------------------------------------------------------------------------


class EvidenceRecord(TypedDict):
    """Why, and the words that say so."""

    start: int
    end: int
    reason: str


class PublishedRecord(TypedDict):
    """The days on which an article can have been published."""

    earliest: str | None
    latest: str | None
    method: DateMethod
    evidence: list[EvidenceRecord]


class SaidRecord(TypedDict):
    """The days on which something can have been said."""

    earliest: str | None
    latest: str | None
    granularity: NotRequired[Granularity | None]
    evidence: list[EvidenceRecord]


class SegmentRecord(TypedDict):
    """A stretch of the text of one kind."""

    start: int
    end: int
    kind: SegmentKind


class ArticleRecord(TypedDict):
    """The article as read; `published_as_given` is what the input itself said, before anything was inferred."""

    id: str
    path: str | None
    url: str | None
    outlet: str | None
    title: str | None
    text: str
    published: PublishedRecord
    published_as_given: NotRequired[PublishedRecord]
    segments: list[SegmentRecord]


class PassageRecord(TypedDict):
    """Words of the article and where they stand."""

    text: str
    spans: list[list[int]]


class SpeakerRecord(TypedDict):
    """Who said it, for whom, how sure, and why."""

    actor: str
    name: str
    kind: ActorKind
    role: str | None
    speaks_for: str | None
    confidence: float
    why: str


class LinkRecord(TypedDict):
    """One link of the chain, nearest to the speaker first."""

    actor: str
    name: str
    role: LinkRole
    span: list[int]


class AddresseeRecord(TypedDict):
    """To whom it was said."""

    actor: str
    name: str
    span: list[int]


class AttributionRecord(TypedDict):
    """Source, cue, content, and all that the article tells about them."""

    id: str
    depth: int
    within: str | None
    source: PassageRecord | None
    cue: PassageRecord
    content: PassageRecord
    form: Form
    polarity: Polarity
    modality: Modality
    attitude: Attitude
    speaker: SpeakerRecord | None
    chain: list[LinkRecord]
    addressee: AddresseeRecord | None
    said: SaidRecord
    confidence: float
    doubts: list[str]


class ActorRecord(TypedDict):
    """Somebody or some body in the article."""

    id: str
    name: str
    kind: ActorKind
    aliases: list[str]


class MentionRecord(TypedDict):
    """Words that name an actor."""

    start: int
    end: int
    actor: str


class OfficeRecord(TypedDict):
    """For whom an actor speaks, and on which words that rests."""

    actor: str
    role: str | None
    speaks_for: str | None
    evidence: list[EvidenceRecord]


class EntityRecord(TypedDict):
    """A name as the reader model sees it."""

    start: int
    end: int
    kind: EntityKind
    score: float


class RunRecord(TypedDict):
    """What made the reading."""

    version: str
    model: str
    settings: str


class ReadingRecord(TypedDict):
    """One line of `onrecord read --to jsonl`; what is NotRequired may be lacking in what other programs write."""

    article: ArticleRecord
    attributions: list[AttributionRecord]
    actors: NotRequired[list[ActorRecord]]
    mentions: NotRequired[list[MentionRecord]]
    offices: NotRequired[list[OfficeRecord]]
    entities: NotRequired[list[EntityRecord]]
    run: NotRequired[RunRecord]
    doubts: NotRequired[list[str]]


# --- out -----------------------------------------------------------------------------------------------------


def reading_record(reading: Reading) -> ReadingRecord:
    """The reading as plain dicts, lists, strings and numbers, ready for `json.dumps`."""
    return {
        "article": _article_record(reading),
        "attributions": [attribution_record(a) for a in reading.attributions],
        "actors": [{"id": a.id, "name": a.name, "kind": a.kind, "aliases": list(a.aliases)} for a in reading.actors],
        "mentions": [{"start": m.start, "end": m.end, "actor": m.actor} for m in reading.mentions],
        "offices": [_office_record(o) for o in reading.offices],
        "entities": [{"start": e.start, "end": e.end, "kind": e.kind, "score": e.score} for e in reading.entities],
        "run": {"version": reading.run.version, "model": reading.run.model, "settings": reading.run.settings},
        "doubts": list(reading.doubts),
    }


def attribution_record(attribution: Attribution) -> AttributionRecord:
    """One attribution in its JSON form."""
    manner = attribution.manner
    return {
        "id": attribution.id,
        "depth": attribution.depth,
        "within": attribution.within,
        "source": None if attribution.source is None else _passage_record(attribution.source),
        "cue": _passage_record(attribution.cue),
        "content": _passage_record(attribution.content),
        "form": manner.form,
        "polarity": manner.polarity,
        "modality": manner.modality,
        "attitude": manner.attitude,
        "speaker": None if attribution.speaker is None else _speaker_record(attribution.speaker),
        "chain": [_link_record(link) for link in attribution.chain],
        "addressee": None if attribution.addressee is None else _addressee_record(attribution.addressee),
        "said": _said_record(attribution.said),
        "confidence": attribution.confidence,
        "doubts": list(attribution.doubts),
    }


def published_record(published: Published) -> PublishedRecord:
    """The publication interval in its JSON form.

    >>> published_record(Published())
    {'earliest': None, 'latest': None, 'method': 'unknown', 'evidence': []}
    """
    return {
        "earliest": _day_text(published.earliest),
        "latest": _day_text(published.latest),
        "method": published.method,
        "evidence": _evidence_records(published.evidence),
    }


def _article_record(reading: Reading) -> ArticleRecord:
    article = reading.article
    return {
        "id": article.id,
        "path": article.path,
        "url": article.url,
        "outlet": article.outlet,
        "title": article.title,
        "text": article.text,
        "published": published_record(reading.published),
        "published_as_given": published_record(article.published),
        "segments": [{"start": s.start, "end": s.end, "kind": s.kind} for s in reading.segments],
    }


def _passage_record(passage: Passage) -> PassageRecord:
    return {"text": passage.text, "spans": [list(span) for span in passage.spans]}


def _speaker_record(speaker: Speaker) -> SpeakerRecord:
    return {
        "actor": speaker.actor,
        "name": speaker.name,
        "kind": speaker.kind,
        "role": speaker.role,
        "speaks_for": speaker.speaks_for,
        "confidence": speaker.confidence,
        "why": speaker.why,
    }


def _link_record(link: Link) -> LinkRecord:
    return {"actor": link.actor, "name": link.name, "role": link.role, "span": list(link.span)}


def _addressee_record(addressee: Addressee) -> AddresseeRecord:
    return {"actor": addressee.actor, "name": addressee.name, "span": list(addressee.span)}


def _said_record(said: Said) -> SaidRecord:
    return {
        "earliest": _day_text(said.earliest),
        "latest": _day_text(said.latest),
        "granularity": said.granularity,
        "evidence": _evidence_records(said.evidence),
    }


def _office_record(office: Office) -> OfficeRecord:
    return {
        "actor": office.actor,
        "role": office.role,
        "speaks_for": office.speaks_for,
        "evidence": _evidence_records(office.evidence),
    }


def _evidence_records(evidence: Iterable[Evidence]) -> list[EvidenceRecord]:
    return [{"start": e.start, "end": e.end, "reason": e.reason} for e in evidence]


def _day_text(day: dt.date | None) -> str | None:
    return None if day is None else day.isoformat()


# --- and back ------------------------------------------------------------------------------------------------


def reading_of(record: ReadingRecord) -> Reading:
    """The reading that `record` tells; `reading_of(reading_record(r)) == r`.

    Raises UsageError, naming what is wrong, for a record that is not of this form.
    """
    try:
        return _reading(record)
    except KeyError as error:
        raise UsageError(f"not the record of a reading: {error} is missing") from error
    except (TypeError, ValueError, AttributeError, IndexError) as error:
        raise UsageError(f"not the record of a reading: {error}") from error


def attribution_of(record: AttributionRecord) -> Attribution:
    """The attribution that `record` tells."""
    source, speaker, addressee = record["source"], record["speaker"], record["addressee"]
    return Attribution(
        id=record["id"],
        depth=record["depth"],
        within=record["within"],
        source=None if source is None else _passage(source),
        cue=_passage(record["cue"]),
        content=_passage(record["content"]),
        manner=Manner(record["form"], record["polarity"], record["modality"], record["attitude"]),
        speaker=None if speaker is None else _speaker(speaker),
        chain=tuple(Link(c["actor"], c["name"], c["role"], _span(c["span"])) for c in record["chain"]),
        addressee=None
        if addressee is None
        else Addressee(addressee["actor"], addressee["name"], _span(addressee["span"])),
        said=_said(record["said"]),
        confidence=record["confidence"],
        doubts=tuple(record["doubts"]),
    )


def published_of(record: PublishedRecord) -> Published:
    """The publication interval that `record` tells."""
    return Published(_day(record["earliest"]), _day(record["latest"]), record["method"], _evidence(record["evidence"]))


def _reading(record: ReadingRecord) -> Reading:
    article = record["article"]
    return Reading(
        article=_article(article),
        published=published_of(article["published"]),
        segments=tuple(Segment(s["start"], s["end"], s["kind"]) for s in article["segments"]),
        attributions=tuple(attribution_of(a) for a in record["attributions"]),
        actors=tuple(Actor(a["id"], a["name"], a["kind"], tuple(a["aliases"])) for a in record.get("actors", [])),
        mentions=tuple(Mention(m["start"], m["end"], m["actor"]) for m in record.get("mentions", [])),
        offices=tuple(
            Office(o["actor"], o["role"], o["speaks_for"], _evidence(o["evidence"])) for o in record.get("offices", [])
        ),
        entities=tuple(Entity(e["start"], e["end"], e["kind"], e["score"]) for e in record.get("entities", [])),
        run=_run(record["run"]) if "run" in record else Run("", ""),
        doubts=tuple(record.get("doubts", [])),
    )


def _article(record: ArticleRecord) -> Article:
    given = record.get("published_as_given")
    return Article(
        id=record["id"],
        text=record["text"],
        path=record["path"],
        url=record["url"],
        outlet=record["outlet"],
        title=record["title"],
        published=Published() if given is None else published_of(given),
    )


def _passage(record: PassageRecord) -> Passage:
    return Passage(tuple(_span(span) for span in record["spans"]), record["text"])


def _speaker(record: SpeakerRecord) -> Speaker:
    return Speaker(
        actor=record["actor"],
        name=record["name"],
        kind=record["kind"],
        role=record["role"],
        speaks_for=record["speaks_for"],
        confidence=record["confidence"],
        why=record["why"],
    )


def _run(record: RunRecord) -> Run:
    return Run(record["version"], record["model"], record["settings"])


def _said(record: SaidRecord) -> Said:
    return Said(
        _day(record["earliest"]), _day(record["latest"]), record.get("granularity"), _evidence(record["evidence"])
    )


def _evidence(records: Iterable[EvidenceRecord]) -> tuple[Evidence, ...]:
    return tuple(Evidence(e["start"], e["end"], e["reason"]) for e in records)


def _span(pair: Sequence[int]) -> Span:
    start, end = pair
    return start, end


def _day(text: str | None) -> dt.date | None:
    return None if text is None else dt.date.fromisoformat(text)
