"""The JSON form of a reading: its names are a contract, and nothing is lost on the way there and back."""

from __future__ import annotations

import datetime as dt
import json
from typing import cast

import pytest

from onrecord.errors import UsageError
from onrecord.records import ReadingRecord, reading_of, reading_record
from onrecord.types import (
    Actor,
    Addressee,
    Article,
    Attribution,
    Entity,
    Evidence,
    Link,
    Manner,
    Mention,
    Office,
    Passage,
    Published,
    Reading,
    Run,
    Said,
    Segment,
    Speaker,
)

TEXT = "Irena Valk told KTA on Friday the border “stays open”, Meridian News reported."
DAY = dt.date(2021, 3, 5)
GIVEN = Published(DAY, DAY, "given")


def full_reading() -> Reading:
    why = Evidence(20, 29, "a weekday")
    valk = Attribution(
        id="a1",
        depth=0,
        within=None,
        source=Passage.of(TEXT, [(0, 10)]),
        cue=Passage.of(TEXT, [(11, 15)]),
        content=Passage.of(TEXT, [(30, 53), (0, 5)]),
        manner=Manner("mixed", "affirmed", "asserted", "assertion"),
        speaker=Speaker("irena-valk", "Irena Valk", "person", "minister", "Varenia", 0.9, "named"),
        chain=(Link("meridian-news", "Meridian News", "relay", (55, 68)),),
        addressee=Addressee("kta", "KTA", (16, 19)),
        said=Said(DAY, DAY, "day", (why,)),
        confidence=0.75,
        doubts=("the content may go on",),
    )
    return Reading(
        article=Article("x", TEXT, "x.txt", "https://example.org/x", "Meridian News", "Border", GIVEN),
        published=Published(DAY, None, "inferred", (why,)),
        segments=(Segment(0, len(TEXT), "body"),),
        attributions=(valk,),
        actors=(Actor("irena-valk", "Irena Valk", "person", ("Valk",)),),
        mentions=(Mention(0, 10, "irena-valk"),),
        offices=(Office("irena-valk", "minister", "Varenia", (why,)),),
        entities=(Entity(0, 10, "person", 0.99),),
        run=Run("0.1.0", "sha256:0", '{"a": 1}'),
        doubts=("short",),
    )


def bare_reading() -> Reading:
    anonymous = Attribution(
        "a1",
        1,
        "a0",
        None,
        Passage.of(TEXT, [(11, 15)]),
        Passage.of(TEXT, [(30, 53)]),
        Manner("direct", "denied", "future", "belief"),
    )
    return Reading(Article("x", TEXT), Published(), (), (anonymous,))


@pytest.mark.parametrize("reading", [full_reading(), bare_reading()], ids=["full", "bare"])
def test_a_reading_survives_the_way_through_json(reading: Reading) -> None:
    assert reading_of(json.loads(json.dumps(reading_record(reading)))) == reading


def test_the_names_are_those_that_other_programs_lean_on() -> None:
    record = reading_record(full_reading())
    attribution = record["attributions"][0]
    assert {"id", "path", "url", "outlet", "title", "text", "published", "segments"} <= set(record["article"])
    assert record["article"]["published"]["earliest"] == "2021-03-05"
    assert list(attribution) == [
        *("id", "depth", "within", "source", "cue", "content", "form", "polarity", "modality", "attitude"),
        *("speaker", "chain", "addressee", "said", "confidence", "doubts"),
    ]
    assert attribution["source"] == {"text": "Irena Valk", "spans": [[0, 10]]}
    assert attribution["chain"][0]["span"] == [55, 68]


def test_unknown_is_null_and_a_list_is_never_null() -> None:
    record = json.loads(json.dumps(reading_record(bare_reading())))
    attribution = record["attributions"][0]
    assert [attribution[name] for name in ("source", "speaker", "addressee", "within")] == [None, None, None, "a0"]
    assert [attribution["chain"], attribution["doubts"], attribution["said"]["evidence"]] == [[], [], []]
    assert record["article"]["published"]["latest"] is None


def test_fields_that_a_later_version_adds_are_passed_over() -> None:
    record = json.loads(json.dumps(reading_record(full_reading())))
    for part in (record, record["article"], record["run"], record["attributions"][0]["speaker"]):
        part["added_later"] = 1
    assert reading_of(record) == full_reading()


def test_a_record_with_only_the_fields_of_the_contract_is_read() -> None:
    record = json.loads(json.dumps(reading_record(full_reading())))
    for added in ("actors", "mentions", "offices", "entities", "run", "doubts"):
        del record[added]
    del record["article"]["published_as_given"]
    assert reading_of(record).attributions == full_reading().attributions


@pytest.mark.parametrize(
    ("broken", "named"),
    [({}, "'article' is missing"), ({"article": 3}, "not the record of a reading"), ([], "not the record")],
)
def test_what_is_no_record_is_refused_by_name(broken: object, named: str) -> None:
    with pytest.raises(UsageError, match=named):
        reading_of(cast(ReadingRecord, broken))
